"""The bundled data on the oldest, the usual and the newest Neo4j: held and answered the same, and asked in ten pasted
questions of docs/neo4j.md."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from conftest import REPOSITORY
from neo4j_server import Neo4jServer

from graph import vocabulary
from graph.projection import Reading
from graph.records import Claim
from graph.store import Store
from graph.stores.memory import MemoryStore
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_rows import LABELS, RELATIONSHIPS, drawn_as
from graph.vocabulary import DESIGNATIONS, SCHOOL
from loaders.bundled import load_bundled
from queries.boundary import Boundary
from queries.isolation import isolated

PAGE = (REPOSITORY / "docs" / "neo4j.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"### \d+\. (.+?)\n\n```cypher\n(.+?)```", PAGE, re.DOTALL)
ON = date(2026, 1, 10)
Rows = list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def in_process() -> Store:
    """The bundled data in memory."""
    store = MemoryStore()
    load_bundled(store, on=ON)
    return store


@pytest.fixture(scope="module")
def on_server(every_neo4j: Neo4jServer) -> Iterator[Neo4jStore]:
    """The bundled data on each server in turn."""
    every_neo4j.empty()
    with Neo4jStore(every_neo4j.url, password=every_neo4j.password) as store:
        load_bundled(store, on=ON)
        yield store


def ends_of(store: Store, node: str) -> Iterator[Claim]:
    return (claim for claim in store.claims(touching=[node]) if claim.target is not None)


def authority(store: Store) -> str:
    """The authority with the most schools by the register."""
    said = Counter(claim.target for claim in store.claims(types=["in_authority"]))
    node = store.node(str(said.most_common(1)[0][0]))
    assert node is not None
    return node.name


def busiest(store: Store) -> str:
    """The school that most claims speak of."""
    said = Counter(end for claim in store.claims() for end in claim.ends)
    schools = {node.id for node in store.nodes(type=SCHOOL)}
    return next(node for node, _ in said.most_common() if node in schools)


def succeeded(store: Store) -> str:
    """A school that another succeeds."""
    schools = {node.id for node in store.nodes(type=SCHOOL)}
    return min(str(claim.target) for claim in store.claims(types=["succeeds"]) if set(claim.ends) <= schools)


def schools_of(store: Store) -> Rows:
    named = {node.id for node in store.nodes(type="local_authority") if node.name == authority(store)}
    ids = {claim.source for claim in store.claims(types=["in_authority"]) if claim.target in named and plain(claim)}
    return sorted((node.id, node.name) for node in store.nodes(type=SCHOOL) if node.id in ids)


def plain(claim: Claim) -> bool:
    return drawn_as(claim) == RELATIONSHIPS[claim.type]


def said_of(store: Store) -> Rows:
    node = busiest(store)
    names = {held.id: held.name for held in store.nodes()}
    return [
        (claim.id, drawn_as(claim), names[claim.target if claim.source == node else claim.source])  # type: ignore[index]
        for claim in ends_of(store, node)
    ]


def statements_of(store: Store) -> Rows:
    titles = {dataset.id: dataset.title for dataset in store.datasets()}
    return sorted((said.dataset, titles[said.dataset], said.name) for said in store.statements(busiest(store)))


def designated(store: Store) -> Rows:
    names = {node.id: node.name for node in store.nodes(type="person")}
    said = (claim for claim in store.claims(types=["designated"]) if claim.role in DESIGNATIONS and plain(claim))
    return [(claim.id, names[claim.source], claim.role, claim.evidence.document) for claim in said]


def members(store: Store) -> Rows:
    schools = {node.id for node in store.nodes(type=SCHOOL)}
    found: dict[str | None, set[str]] = defaultdict(set)
    for claim in store.claims(types=["member_of"]):
        if claim.source in schools and claim.end is None and plain(claim):
            found[claim.target].add(claim.source)
    return sorted((group, len(some)) for group, some in found.items())


def not_plain(store: Store) -> Rows:
    names = {node.id: node.name for node in store.nodes()}
    return [(claim.id, names[claim.source], drawn_as(claim)) for claim in store.claims() if not plain(claim)]


def heirs(store: Store) -> Rows:
    after: dict[str, set[str]] = defaultdict(set)
    for claim in store.claims(types=["succeeds"]):
        after[str(claim.target)].add(claim.source)
    found, edge = set[str](), {succeeded(store)}
    for _ in range(5):
        edge = {heir for node in edge for heir in after[node]}
        found |= edge
    return sorted((node.id, node.name) for node in store.nodes(ids=found, type=SCHOOL))


def judged(store: Store) -> Rows:
    held = {node.id for node in store.nodes()}
    same = (d for d in store.decisions() if d.verdict == "same" and {d.left, d.right} <= held)
    return [(decision.left, decision.right, decision.by) for decision in same]


ANSWERS: tuple[Callable[[Store], Rows], ...] = (
    lambda store: sorted(store.counts().nodes.items()),
    lambda store: sorted(store.counts().claims.items()),
    schools_of,
    said_of,
    statements_of,
    designated,
    members,
    not_plain,
    heirs,
    judged,
)


def test_there_are_ten_questions() -> None:
    assert len(QUESTIONS) == len(ANSWERS) == 10


@pytest.mark.usefixtures("on_server")
@pytest.mark.parametrize("number", range(10), ids=[question for question, _ in QUESTIONS])
def test_a_pasted_question_answers_what_is_held(number: int, every_neo4j: Neo4jServer, in_process: Store) -> None:
    node = succeeded(in_process) if number == 8 else busiest(in_process)
    found = every_neo4j.ask(QUESTIONS[number][1], node=node, authority=authority(in_process))
    expected = ANSWERS[number](in_process)
    assert expected
    width = len(expected[0])
    assert [tuple(row.values())[:width] for row in found] == expected


def test_the_bundled_data_is_the_same_on_the_server(on_server: Neo4jStore, in_process: Store) -> None:
    assert on_server.counts() == in_process.counts()
    assert list(on_server.nodes()) == list(in_process.nodes())
    assert list(on_server.claims(withdrawn=True)) == list(in_process.claims(withdrawn=True))
    assert on_server.decisions() == in_process.decisions()


def test_the_ladder_is_the_same_from_the_server(on_server: Neo4jStore, in_process: Store) -> None:
    reading = Reading(date(2013, 9, 30))
    where = Boundary(None, (), "state-funded")
    assert isolated(on_server, where, reading).rows == isolated(in_process, where, reading).rows


def test_the_page_names_every_label_and_relationship() -> None:
    assert {word for word in (*LABELS.values(), *RELATIONSHIPS.values()) if f"`{word}`" not in PAGE} == set()
    assert vocabulary.RELATIONS.keys() == RELATIONSHIPS.keys()
