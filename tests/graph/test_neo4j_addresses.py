"""Addresses of servers, passwords, and what query text is made of: what needs no server to be tested."""

from __future__ import annotations

import re
import socket
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import PartialDate
from graph.errors import StoreUnusable
from graph.records import Claim, Evidence, Node
from graph.stores import needs_password, open_store
from graph.stores import neo4j_queries as cypher
from graph.stores import neo4j_rows as rows
from graph.stores.neo4j import Address, Neo4jStore
from graph.vocabulary import NODE_TYPES, RELATIONS

SECRET = "a-secret-of-Ada-Marsh"


@pytest.mark.parametrize(
    ("url", "server", "database", "user"),
    [
        ("neo4j://data.example", "neo4j://data.example", "neo4j", "neo4j"),
        ("bolt://127.0.0.1:7687/schools", "bolt://127.0.0.1:7687", "schools", "neo4j"),
        ("neo4j+s://ada@data.example:7687/schools/", "neo4j+s://data.example:7687", "schools", "ada"),
        ("bolt+s://ada%40la@data.example", "bolt+s://data.example", "neo4j", "ada@la"),
        ("bolt://[::1]:7687", "bolt://[::1]:7687", "neo4j", "neo4j"),
    ],
)
def test_an_address_names_server_database_and_user(url: str, server: str, database: str, user: str) -> None:
    address = Address.read(url)
    assert (address.server, address.database, address.user) == (server, database, user)
    assert address.shown == f"{server}/{database}"


def test_the_user_may_stand_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCHOOLTIES_USER", "priya")
    assert Address.read("neo4j://data.example").user == "priya"
    assert Address.read("neo4j://ada@data.example").user == "ada"


@pytest.mark.parametrize("url", ["neo4j://", "neo4j://host:port/x", "bolt://host/?a=b", "neo4j://host/#x", "neo4j://["])
def test_an_address_that_cannot_be_one_is_refused(url: str) -> None:
    with pytest.raises(StoreUnusable, match="not the address"):
        open_store(url, password=SECRET)


@pytest.mark.parametrize("host", ["host", "host:7687/db"])
def test_a_password_in_the_address_is_refused_and_not_repeated(host: str) -> None:
    with pytest.raises(StoreUnusable) as fault:
        open_store(f"neo4j://ada:{SECRET}@{host}")
    assert SECRET not in str(fault.value)
    assert "SCHOOLTIES_PASSWORD" in fault.value.next_step


def test_without_a_password_the_variable_is_named() -> None:
    assert needs_password("neo4j://host")
    assert not needs_password("sqlite:///schoolties.db")
    with pytest.raises(StoreUnusable, match="SCHOOLTIES_PASSWORD"):
        open_store("neo4j://host")


def test_a_password_in_the_environment_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCHOOLTIES_PASSWORD", SECRET)
    assert not needs_password("neo4j://host")


@contextmanager
def something_else_that_listens() -> Iterator[int]:
    """A port behind which no Neo4j is: it says a line of another protocol and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def greet() -> None:
            while True:
                try:
                    guest, _ = door.accept()
                except OSError:
                    return
                with guest:
                    guest.sendall(b"220 mail.example ESMTP\r\n")

        threading.Thread(target=greet, daemon=True).start()
        yield door.getsockname()[1]
        door.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "bolt+s"])
def test_a_server_that_is_not_there_or_is_none_is_told_of_in_a_line(
    scheme: str, caplog: pytest.LogCaptureFixture
) -> None:
    with something_else_that_listens() as port:
        message = refusal_of(f"{scheme}://127.0.0.1:{port}")
    assert SECRET not in message + caplog.text
    assert refusal_of(f"{scheme}://127.0.0.1:{port}").startswith(f"{scheme}://127.0.0.1:{port}/neo4j: no Neo4j server")


def refusal_of(url: str) -> str:
    with pytest.raises(StoreUnusable) as fault:
        Neo4jStore(url, password=SECRET, retry_seconds=0)
    assert SECRET not in "".join(traceback.format_exception(fault.value))
    return str(fault.value)


# -- query text --------------------------------------------------------------------------------------------------------

WORDS = st.text() | st.sampled_from(["`", "x`]->() DETACH DELETE n //", "member_of", "School", "MEMBER_OF|X"])
QUERY = re.compile(r"[\x20-\x7e\n]*")


@given(WORDS)
def test_only_words_of_the_vocabulary_become_labels(word: str) -> None:
    text = cypher.keep_entities(word)
    assert text in {cypher.keep_entities(known) for known in NODE_TYPES} | {cypher.keep_entities("no type")}


@given(WORDS)
def test_only_words_of_the_vocabulary_become_relationships(word: str) -> None:
    for draw in (cypher.draw, cypher.draw_unnamed):
        if word in rows.DRAWN:
            assert QUERY.fullmatch(draw(word))
        else:
            with pytest.raises(ValueError, match="not a relationship"):
                draw(word)


@given(relation=WORDS | st.sampled_from(sorted(RELATIONS)), certainty=st.sampled_from(["stated", "planned"]))
def test_what_is_planned_or_denied_is_never_drawn_under_the_plain_name(relation: str, certainty: str) -> None:
    claim = a_claim(type=relation, certainty=certainty, negated=True)
    drawn = rows.drawn_as(claim)
    assert (drawn is None) == (relation not in RELATIONS)
    assert drawn is None or drawn in {f"PLANNED_{relation.upper()}", f"NOT_{relation.upper()}"}


def a_claim(**fields: object) -> Claim:
    said = {"id": "c:1", "type": "member_of", "source": "a", "target": "b", "dataset": "d", **fields}
    return Claim(evidence=Evidence(document="A page"), **said)  # type: ignore[arg-type]


keys = st.text(max_size=70) | st.sampled_from(["id", "record", "name", "phase", "Phase", "a b", "", "x`y"])
values = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text() | st.integers())


@given(st.dictionaries(keys, values))
def test_only_plain_keys_and_values_that_fit_become_properties(attributes: dict[str, object]) -> None:
    node = Node(id="n:1", type="school", name="Ash", dataset="d", attributes=attributes)  # type: ignore[arg-type]
    row = rows.entity_row(node)["properties"]
    assert (row["id"], row["name"], row["type"]) == ("n:1", "Ash", "school")
    for key in row:
        assert re.fullmatch(r"[a-z][a-z0-9_]{0,62}", key)
    numbers = [value for value in row.values() if isinstance(value, int)]
    assert all(abs(number) <= 2**63 for number in numbers)


@pytest.mark.parametrize(("when", "word"), [("2013", "year"), ("2013-09", "month"), ("2013-09-15", "day")])
def test_a_date_stands_beside_its_precision(when: str, word: str) -> None:
    start = PartialDate.parse(when)
    drawn = rows.drawing_row(a_claim(start=start))["properties"]
    assert (drawn["start"], drawn["start_precision"]) == (start.earliest, word)
    assert "end" not in drawn
