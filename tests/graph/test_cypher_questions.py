"""What a server answers itself is what the same question answers in process, on worlds drawn by lot and on the bundled
data."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from conftest import REPOSITORY
from many_worlds import many_worlds
from neo4j_server import Neo4jServer
from worlds import World

from graph.errors import QuestionError, StoreUnusable
from graph.projection import Ledger, Projection, Reading
from graph.store import Store
from graph.stores import cypher
from graph.stores.memory import MemoryStore
from graph.stores.neo4j import Neo4jStore
from graph.vocabulary import DESIGNATIONS, NEVER_A_STEP, OWN_DECISIONS, RELATIONS, TEACHING_SCHOOL_ROLE
from loaders.bundled import load_bundled
from queries.boundary import Boundary, universe
from queries.changes import BEGAN, ENDED, UNVOUCHED, VOUCHED, changes
from queries.isolation import IsolationAnswer, isolated
from queries.ladder import BY_A_THREAD, NOTHING_READ, Ladder
from queries.on_server import OnServer
from queries.removal import moves_without
from queries.routes import LEADERS, routes

EARLY, MIDDLE, LATE = date(2006, 6, 1), date(2013, 9, 30), date(2017, 3, 1)
READINGS = (
    Reading(EARLY),
    Reading(MIDDLE),
    Reading(MIDDLE, presumed_years=0),
    Reading(MIDDLE, certain_only=True),
    Reading(LATE, presumed_years=3),
)
WORLDS = 40
Both = tuple[Store, Neo4jStore]


@pytest.fixture(scope="module", params=["drawn by lot", "bundled"])
def both(request: pytest.FixtureRequest, neo4j_server: Neo4jServer) -> Iterator[Both]:
    """The same data in memory and on the server."""
    neo4j_server.empty()
    memory = MemoryStore()
    with Neo4jStore(neo4j_server.url, password=neo4j_server.password) as server:
        for store in (memory, server):
            if request.param == "bundled":
                load_bundled(store, on=date(2026, 1, 10))
            else:
                many_worlds(WORLDS, seed=1, store=store).built()
        yield memory, server


@pytest.fixture
def authority(both: Both) -> str | None:
    """One authority of the bundled data; all there is where it was drawn by lot."""
    return "Reading" if any(node.name == "Reading" for node in both[0].nodes()) else None


def rules(reading: Reading) -> dict[str, Any]:
    """The reading as parameters of a question."""
    return {"on": reading.on, "presumed_years": reading.presumed_years, "certain_only": reading.certain_only}


def projected(store: Store, reading: Reading) -> Projection:
    return Ledger.read(store).on(reading)


def asked(server: Neo4jStore, question: str, reading: Reading, authority: str | None) -> list[dict[str, Any]]:
    return list(map(dict, server.ask(question, **rules(reading), authority=authority, schools=None)))


def ties_of(projection: Projection) -> set[tuple[object, ...]]:
    """The ties, live and lapsed, whose ends are held."""
    return {
        (tie.relation, tie.source, tie.target, not tie.dormant, tie.standing.value, frozenset(c.id for c in tie.claims))
        for tie in (*projection.ties, *projection.facts, *projection.dormant)
        if {tie.source, tie.target} <= projection.nodes.keys() | {""}
    }


@pytest.mark.parametrize("reading", READINGS, ids=str)
def test_the_same_ties_are_live_and_the_same_people_lead(both: Both, reading: Reading) -> None:
    projection = projected(both[0], reading)
    rows = list(both[1].ask("ties", **rules(reading)))
    assert ties_of(projection) == {
        (r["relation"], r["source"], r["target"] or "", r["live"], r["standing"], frozenset(r["claims"])) for r in rows
    }
    assert {row["source"] for row in rows if row["leads"]} == set(projection.leaders)


@pytest.mark.parametrize("reading", READINGS, ids=str)
def test_the_same_schools_stand_on_the_same_rungs(both: Both, reading: Reading, authority: str | None) -> None:
    projection = projected(both[0], reading)
    ladder = Ladder(projection)
    rows = asked(both[1], "ladder", reading, authority)
    found = {row["id"]: (row["rung"], tuple(row["via"]), row["distance"]) for row in rows}
    schools = [school.id for school in universe(both[0], projection, Boundary(authority)).schools]
    assert found == {s: (ladder.rung(s), ladder.via(s), ladder.distance.get(s)) for s in schools}


@pytest.mark.parametrize("reading", READINGS[1:3], ids=str)
def test_the_same_leaders_are_nearest(both: Both, reading: Reading, authority: str | None) -> None:
    projection = projected(both[0], reading)
    ladder = Ladder(projection)
    rows = asked(both[1], "nearest-leader", reading, authority)
    schools = [school.id for school in universe(both[0], projection, Boundary(authority)).schools]
    assert [(row["id"], tuple(row["nearest"])) for row in rows] == [(s, ladder.nearest_leaders(s)) for s in schools]


def test_the_whole_answer_is_the_same(both: Both, authority: str | None) -> None:
    def put(store: Store, *, on_server: bool) -> IsolationAnswer:
        return isolated(store, Boundary(authority), Reading(MIDDLE), since=EARLY, on_server=on_server)

    assert put(both[1], on_server=True).envelope() == put(both[0], on_server=False).envelope()


@pytest.mark.parametrize("reading", READINGS[1:2], ids=str)
def test_the_same_schools_rest_on_a_node(both: Both, reading: Reading, authority: str | None) -> None:
    projection = projected(both[0], reading)
    schools = [school.id for school in universe(both[0], projection, Boundary(authority)).schools]
    seen = OnServer(both[1])
    for node in sorted(projection.nodes, key=lambda node: -len(projection.ties_of(node)))[:3]:
        assert seen.moves_without(reading, node, schools) == moves_without(projection, node, schools)


@pytest.mark.parametrize("dormant", [False, True], ids=["live", "dormant"])
def test_the_same_routes_are_found(both: Both, authority: str | None, dormant: bool) -> None:
    reading = Reading(MIDDLE)
    projection = projected(both[0], reading)
    schools = [school.id for school in universe(both[0], projection, Boundary(authority)).schools]
    tied = sorted(schools, key=lambda school: -len(projection.steps_from(school)))[:3]
    for school, to in zip(tied, (LEADERS, LEADERS, tied[0]), strict=True):
        here, there = (
            routes(store, school, reading, to=to, dormant=dormant, on_server=store is both[1]) for store in both
        )
        assert there.envelope() == here.envelope()


def test_the_same_changes_are_told(both: Both, authority: str | None) -> None:
    here, there = (
        changes(store, Boundary(authority), Reading(MIDDLE), Reading(LATE), on_server=store is both[1])
        for store in both
    )
    assert here.rows
    assert there.envelope() == here.envelope()


KINDS = {ENDED: "no longer live", UNVOUCHED: "no longer live", BEGAN: "newly live", VOUCHED: "newly live"}


def test_the_same_changes_are_told_where_the_data_is(both: Both, authority: str | None) -> None:
    days = (Reading(EARLY), Reading(MIDDLE))
    rules_but_day = {key: value for key, value in rules(days[0]).items() if key != "on"}
    between = {"from": EARLY, "to": MIDDLE, "authority": authority, "schools": None}
    found = [
        (row["change"], row["relation"] or "", tuple(row["nodes"]))
        for row in both[1].ask("changes", **rules_but_day, **between)
    ]
    told = changes(both[0], Boundary(authority), *days).rows
    assert sorted(found) == sorted((KINDS.get(row.kind, row.kind), row.relation, row.nodes) for row in told)


def test_only_a_server_answers_by_itself() -> None:
    with pytest.raises(QuestionError, match="only a Neo4j server"):
        MemoryStore().ask("ladder")


def thread(store: Store) -> str:
    """Something that a school of the authority hangs on."""
    projection = projected(store, Reading(MIDDLE))
    ladder = Ladder(projection)
    schools = universe(store, projection, Boundary("Reading")).schools
    return next(ladder.via(school.id)[0] for school in schools if ladder.rung(school.id) == BY_A_THREAD)


@pytest.mark.parametrize("both", ["bundled"], indirect=True)
@pytest.mark.parametrize("question", cypher.QUESTIONS)
def test_a_page_pasted_as_it_stands_is_answered(both: Both, question: str, neo4j_server: Neo4jServer) -> None:
    page = (REPOSITORY / "docs" / "cypher" / f"{question}.cypher").read_text(encoding="utf-8")
    said = re.findall(r"^//   :param (\w+) => (.+)$", page, re.MULTILINE)
    (row,) = neo4j_server.ask(f"RETURN {{{', '.join(f'{name}: {value}' for name, value in said)}}} AS given")
    values = row["given"] | ({"without": thread(both[0])} if "without" in row["given"] else {})
    answer = [row.data() for row in neo4j_server.ask(page, **values)]
    assert answer
    assert answer == list(both[1].ask(question, **values))


def test_the_pages_to_paste_are_those_of_the_code() -> None:
    generate = runpy.run_path(str(REPOSITORY / "docs" / "generate.py"))
    for name, question in cypher.QUESTIONS.items():
        page = (REPOSITORY / "docs" / "cypher" / f"{name}.cypher").read_text(encoding="utf-8")
        assert page == f"// {generate['NOTE'][5:-4]}\n{question.page}"


def test_a_graph_drawn_by_an_earlier_version_is_not_asked(neo4j_server: Neo4jServer, neo4j_store: Neo4jStore) -> None:
    neo4j_server.ask("CREATE (:Entity {id: 'urn:1', type: 'school'})")
    with pytest.raises(StoreUnusable, match="drawn by an earlier schoolties"):
        neo4j_store.ask("ladder", **rules(READINGS[0]))


def test_what_an_authority_plans_for_a_school_is_no_sign_that_anything_was_read(neo4j_store: Neo4jStore) -> None:
    world = World(neo4j_store)
    world.claim("partnership", world.school(1), world.school(2), source=f"{OWN_DECISIONS}:kent", certainty="planned")
    world.built()
    reading = Reading(MIDDLE)
    rungs = {
        row["id"]: row["rung"] for row in neo4j_store.ask("ladder", **rules(reading), authority=None, schools=None)
    }
    ladder = Ladder(projected(neo4j_store, reading))
    assert rungs == {school: ladder.rung(school) for school in ("urn:1", "urn:2")}
    assert set(rungs.values()) == {NOTHING_READ}


def test_questions_use_the_words_of_the_vocabulary() -> None:
    text = cypher.text("ladder")
    bound = sorted(name for name, relation in RELATIONS.items() if relation.symmetric)
    unbound = [name for name, r in RELATIONS.items() if not r.ties and name not in ("in_authority", "succeeds")]
    for words in (bound, unbound, list(DESIGNATIONS)):
        assert "[" + ", ".join(f"'{word}'" for word in words) + "]" in text
    assert f"'{TEACHING_SCHOOL_ROLE}'" in text
    assert f"'{OWN_DECISIONS}:'" in text
    assert {"local_authority", "programme", "organisation"} == NEVER_A_STEP


@pytest.mark.parametrize("question", cypher.QUESTIONS)
def test_questions_only_read(question: str) -> None:
    said = (line for line in cypher.text(question).splitlines() if not line.strip().startswith("//"))
    words = {word for line in said for word in line.upper().split()}
    assert not words & {"CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "LOAD", "FOREACH", "DROP"}
