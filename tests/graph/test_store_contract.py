"""The one suite that holds every store to the contract of graph.store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neo4j_server import Neo4jServer

from graph.dates import PartialDate
from graph.records import Claim, Dataset, Decision, Evidence, Node, Outline, Record
from graph.store import Store, Tally
from graph.stores.memory import MemoryStore
from graph.stores.sqlite import SqliteStore

DAY, LATER = date(2026, 1, 10), date(2026, 2, 20)
CLUSTERS = Dataset(id="spreadsheet:clusters", title="Clusters", kind="spreadsheet", published=PartialDate(2013))
LIST = Dataset(id="links:list", title="List", kind="links", published=PartialDate(2020), describes=False)

OPENERS: dict[str, Callable[[Path], Store]] = {
    "memory": lambda _: MemoryStore(),
    "sqlite": lambda folder: SqliteStore(folder / "store.db"),
}


@pytest.fixture(params=[*sorted(OPENERS), pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "neo4j":
        yield request.getfixturevalue("neo4j_store")
        return
    with OPENERS[request.param](tmp_path) as opened:
        yield opened


def school(node_id: str, name: str, dataset: Dataset = CLUSTERS, **fields: Any) -> Node:
    return replace(Node(id=node_id, type="school", name=name, dataset=dataset.id), **fields)


def group(node_id: str, name: str, dataset: Dataset = CLUSTERS) -> Node:
    return Node(id=node_id, type="group", name=name, dataset=dataset.id, kind="cluster")


def membership(claim_id: str, source: str, target: str, dataset: Dataset = CLUSTERS, **fields: Any) -> Claim:
    evidence = Evidence(document="Clusters.xlsx", cell="B2", dated=PartialDate(2013), read_by="a test")
    claim = Claim(id=claim_id, type="member_of", source=source, target=target, dataset=dataset.id, evidence=evidence)
    return replace(claim, **fields)


ASH, OAK = school("s:1", "Ash Primary School"), school("s:2", "Oak Primary School")
RIVER = group("g:1", "River Cluster")
IN_RIVER = membership("c:1", "s:1", "g:1", start=PartialDate(2012, 9))
ALSO_IN_RIVER = membership("c:2", "s:2", "g:1")
EVERYTHING: list[Record] = [ASH, OAK, RIVER, IN_RIVER, ALSO_IN_RIVER]


def test_what_is_loaded_is_read_back_whole(store: Store) -> None:
    summary = store.load(CLUSTERS, EVERYTHING, on=DAY)
    assert (summary.nodes, summary.claims, summary.dangling) == (Tally(added=3), Tally(added=2), ())
    assert list(store.nodes()) == [RIVER, ASH, OAK]
    assert list(store.claims()) == [IN_RIVER, ALSO_IN_RIVER]
    assert store.datasets() == [replace(CLUSTERS, loaded="2026-01-10")]


def test_loading_again_changes_nothing(store: Store) -> None:
    store.load(CLUSTERS, EVERYTHING, on=DAY)
    summary = store.load(CLUSTERS, reversed(EVERYTHING), on=LATER)
    assert (summary.nodes, summary.claims) == (Tally(unchanged=3), Tally(unchanged=2))
    assert list(store.claims()) == [IN_RIVER, ALSO_IN_RIVER]


def test_a_corrected_source_corrects_and_never_doubles(store: Store) -> None:
    store.load(CLUSTERS, EVERYTHING, on=DAY)
    corrected = replace(IN_RIVER, start=PartialDate(2011))
    summary = store.load(CLUSTERS, [ASH, OAK, RIVER, corrected, ALSO_IN_RIVER], on=LATER)
    assert summary.claims == Tally(changed=1, unchanged=1)
    assert list(store.claims()) == [corrected, ALSO_IN_RIVER]


def test_what_left_the_source_is_withdrawn_with_the_date_and_can_return(store: Store) -> None:
    store.load(CLUSTERS, EVERYTHING, on=DAY)
    summary = store.load(CLUSTERS, [ASH, RIVER, IN_RIVER], on=LATER)
    assert (summary.nodes.withdrawn, summary.claims.withdrawn) == (1, 1)
    assert list(store.claims()) == [IN_RIVER]
    assert list(store.claims(withdrawn=True)) == [IN_RIVER, replace(ALSO_IN_RIVER, withdrawn="2026-02-20")]
    assert store.node("s:2") is None
    assert store.statements("s:2") == [replace(OAK, withdrawn="2026-02-20")]
    assert store.counts().withdrawn == 2
    assert store.load(CLUSTERS, EVERYTHING, on=LATER).claims == Tally(changed=1, unchanged=1)
    assert list(store.claims()) == [IN_RIVER, ALSO_IN_RIVER]


def test_what_stays_away_keeps_the_date_on_which_it_left(store: Store) -> None:
    store.load(CLUSTERS, EVERYTHING, on=DAY)
    store.load(CLUSTERS, [ASH, RIVER, IN_RIVER], on=DAY)
    assert store.load(CLUSTERS, [ASH, RIVER, IN_RIVER], on=LATER).nodes == Tally(unchanged=2)
    assert [said.withdrawn for said in store.statements("s:2")] == ["2026-01-10"]


def test_one_source_never_withdraws_what_another_says(store: Store) -> None:
    store.load(CLUSTERS, EVERYTHING, on=DAY)
    store.load(LIST, [school("s:1", "Ash", LIST)], on=DAY)
    store.load(LIST, [], on=LATER)
    assert store.node("s:1") == ASH
    assert len(list(store.claims())) == 2


def test_a_claim_with_an_end_that_is_nowhere_is_refused_and_told(store: Store) -> None:
    lost = membership("c:3", "s:9", "g:1")
    assert store.load(CLUSTERS, [*EVERYTHING, lost], on=DAY).dangling == (lost,)
    assert [claim.id for claim in store.claims()] == ["c:1", "c:2"]


def test_a_claim_may_speak_of_what_another_source_holds(store: Store) -> None:
    store.load(CLUSTERS, EVERYTHING, on=DAY)
    other = membership("c:9", "s:1", "g:1", LIST)
    assert store.load(LIST, [other], on=DAY).dangling == ()
    assert list(store.claims(dataset=LIST.id)) == [other]


def test_a_claim_without_a_target_is_kept(store: Store) -> None:
    person = Node(id="p:1", type="person", name="[head of Ash]", dataset=CLUSTERS.id)
    named = replace(membership("c:4", "p:1", "x"), type="designated", target=None, role="NLE")
    assert store.load(CLUSTERS, [person, named], on=DAY).dangling == ()
    assert list(store.claims(touching=["p:1"])) == [named]


def test_claims_are_found_by_type_end_and_data_set(store: Store) -> None:
    federated = replace(membership("c:5", "s:1", "s:2"), type="federation")
    store.load(CLUSTERS, [*EVERYTHING, federated], on=DAY)
    assert [c.id for c in store.claims(types=["federation"])] == ["c:5"]
    assert [c.id for c in store.claims(types=[])] == []
    assert [c.id for c in store.claims(touching=["s:2"])] == ["c:2", "c:5"]
    assert [c.id for c in store.claims(touching=["s:2", "s:1"], types=["member_of"])] == ["c:1", "c:2"]
    assert [c.id for c in store.claims(dataset="nothing")] == []


def test_outlines_are_those_of_the_claims(store: Store) -> None:
    denied = membership("c:5", "s:2", "g:1", negated=True)
    planned = replace(membership("c:6", "s:1", "s:2", certainty="planned"), type="federation")
    store.load(CLUSTERS, [*EVERYTHING, denied, planned], on=DAY)
    store.load(CLUSTERS, [ASH, OAK, RIVER, IN_RIVER, denied, planned], on=LATER)
    for types, touching in ((["member_of"], None), (["federation", "member_of"], ["s:1"]), ([], None)):
        outlines = [Outline.of(claim) for claim in store.claims(types=types, touching=touching)]
        assert list(store.outlines(types, touching=touching)) == outlines
    assert [said.asserts for said in store.outlines(["federation", "member_of"])] == [True, False, False]


def test_a_node_is_merged_with_the_describing_and_later_source_winning(store: Store) -> None:
    register = replace(CLUSTERS, id="register:2025", published=PartialDate(2025))
    store.load(LIST, [school("s:1", "Ash (mentioned)", LIST, attributes={"town": "Elsewhere"})], on=DAY)
    store.load(register, [school("s:1", "Ash Academy", register, attributes={"phase": "Primary"})], on=DAY)
    store.load(CLUSTERS, [school("s:1", "Ash School", attributes={"phase": "", "heads": 2})], on=DAY)
    node = store.node("s:1")
    assert node is not None
    assert (node.name, node.aliases) == ("Ash Academy", ("Ash School", "Ash (mentioned)"))
    assert node.attributes == {"town": "Elsewhere", "phase": "Primary", "heads": 2}
    assert [said.dataset for said in store.statements("s:1")] == [LIST.id, CLUSTERS.id, register.id]


def test_what_a_data_set_says_is_told_with_what_it_no_longer_says(store: Store) -> None:
    store.load(CLUSTERS, EVERYTHING, on=DAY)
    store.load(LIST, [school("s:1", "Ash", LIST)], on=DAY)
    store.load(CLUSTERS, [OAK, RIVER], on=LATER)
    assert list(store.said(CLUSTERS.id)) == [RIVER, replace(ASH, withdrawn="2026-02-20"), OAK]
    assert list(store.said("nothing")) == []


def test_nodes_are_found_by_id_and_type(store: Store) -> None:
    store.load(CLUSTERS, EVERYTHING, on=DAY)
    assert list(store.nodes(ids=["s:2", "nowhere", "g:1"])) == [RIVER, OAK]
    assert list(store.nodes(type="group")) == [RIVER]
    assert list(store.nodes(ids=[])) == []


def test_the_last_decision_on_a_pair_counts_and_can_be_taken_back(store: Store) -> None:
    same = Decision(left="s:1", right="urn:1", verdict="same", by="an analyst", on="2026-01-10", reasons=("name",))
    other = Decision(left="s:2", right="urn:1", verdict="different", by="an analyst", on="2026-01-10")
    store.decide([same, other])
    assert store.decisions() == [same, other]
    store.decide([replace(same, verdict="undecided")])
    assert store.decisions() == [other]


def test_a_node_is_truly_deleted_with_all_that_speaks_of_it(store: Store) -> None:
    store.load(CLUSTERS, EVERYTHING, on=DAY)
    store.decide([Decision(left="s:1", right="urn:1", verdict="same", by="an analyst", on="2026-01-10")])
    assert store.delete(node="s:1") == 3
    assert store.statements("s:1") == []
    assert list(store.claims(withdrawn=True)) == [ALSO_IN_RIVER]
    assert store.decisions() == []


def test_a_claim_or_a_whole_data_set_is_truly_deleted(store: Store) -> None:
    store.load(CLUSTERS, EVERYTHING, on=DAY)
    assert store.delete(claim="c:1") == 1
    assert list(store.claims(withdrawn=True)) == [ALSO_IN_RIVER]
    assert store.delete(dataset=CLUSTERS.id) == 5
    assert (list(store.nodes()), store.datasets()) == ([], [])


def test_a_load_that_fails_leaves_the_store_as_it_was(store: Store) -> None:
    store.load(CLUSTERS, EVERYTHING, on=DAY)

    def breaking() -> Iterator[Node]:
        yield school("s:3", "Elm Primary School")
        raise RuntimeError("the file ended early")

    with pytest.raises(RuntimeError):
        store.load(CLUSTERS, breaking(), on=LATER)
    assert list(store.nodes()) == [RIVER, ASH, OAK]
    assert store.load(CLUSTERS, EVERYTHING, on=LATER).nodes == Tally(unchanged=3)


def test_hostile_text_is_only_text(store: Store) -> None:
    name = "'; DROP TABLE node;-- </script>\u202e😀\x00"
    store.load(CLUSTERS, [school("s:'\"1", name)], on=DAY)
    assert [node.name for node in store.nodes(ids=["s:'\"1"])] == [name]


def test_counts_are_of_what_is_held_now(store: Store) -> None:
    store.load(CLUSTERS, EVERYTHING, on=DAY)
    store.load(LIST, [school("s:1", "Ash", LIST)], on=DAY)
    counts = store.counts()
    assert (counts.nodes, counts.claims) == ({"group": 1, "school": 2}, {"member_of": 2})


def test_an_iterator_may_be_left_early_and_the_store_written_meanwhile(store: Store) -> None:
    store.load(CLUSTERS, [school(f"s:{n:05}", "A school") for n in range(6_000)], on=DAY)
    first = next(iter(store.nodes()))
    store.load(LIST, [school("s:1", "Ash", LIST)], on=DAY)
    assert first.id == "s:00000"


ids = st.sampled_from([f"n:{n}" for n in range(6)])
texts = st.text(max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts, lambda v: st.lists(v) | st.dictionaries(texts, v)
)
partial = st.sampled_from([PartialDate(2012), PartialDate(2012, 9), PartialDate(2013, 2, 28)])
some_nodes = st.builds(
    Node,
    id=ids,
    type=st.just("school"),
    name=st.text(min_size=1, max_size=12),
    dataset=st.just(CLUSTERS.id),
    opened=st.none() | partial,
    attributes=st.dictionaries(texts, values, max_size=3),
)
some_claims = st.builds(
    Claim,
    id=st.sampled_from([f"c:{n}" for n in range(6)]),
    type=st.just("partnership"),
    source=ids,
    target=st.none() | ids,
    dataset=st.just(CLUSTERS.id),
    evidence=st.builds(
        Evidence,
        document=texts,
        dated=st.none() | partial,
        lines=st.lists(st.integers(1, 99)).map(tuple),
        quote=st.none() | texts,
    ),
    start=st.none() | partial,
    observed=st.lists(partial, max_size=2).map(tuple),
    certainty=st.sampled_from(["stated", "implied", "planned"]),
    negated=st.booleans(),
    purposes=st.lists(texts, max_size=2).map(tuple),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(loads=st.lists(st.lists(some_nodes | some_claims, max_size=8), max_size=3))
def test_every_store_says_the_same_after_any_loads(
    loads: list[list[Node | Claim]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    memory: Store = MemoryStore()
    with SqliteStore(tmp_path_factory.mktemp("store") / "store.db") as sqlite:
        for records in loads:
            assert memory.load(CLUSTERS, records, on=DAY) == sqlite.load(CLUSTERS, records, on=DAY)
        assert list(memory.nodes()) == list(sqlite.nodes())
        assert list(memory.claims(withdrawn=True)) == list(sqlite.claims(withdrawn=True))
        assert memory.counts() == sqlite.counts()


@pytest.mark.neo4j
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(loads=st.lists(st.lists(some_nodes | some_claims, max_size=8), max_size=3))
def test_neo4j_says_the_same_after_any_loads(
    loads: list[list[Node | Claim]], neo4j_server: Neo4jServer, neo4j_store: Store
) -> None:
    memory: Store = MemoryStore()
    neo4j_server.empty()
    for records in loads:
        assert memory.load(CLUSTERS, records, on=DAY) == neo4j_store.load(CLUSTERS, records, on=DAY)
    assert list(memory.nodes()) == list(neo4j_store.nodes())
    assert list(memory.claims(withdrawn=True)) == list(neo4j_store.claims(withdrawn=True))
    assert memory.counts() == neo4j_store.counts()
