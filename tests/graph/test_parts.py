"""What is copied for one authority: its schools are answered for as from the whole, and nobody takes it for more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from breaking import Breaking
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from worlds import AUTHORITY, ON, World

from graph.copying import canonical, copy
from graph.errors import NotFound, QuestionError, StoreError, StoreUnusable
from graph.parts import part
from graph.projection import Reading
from graph.records import Record
from graph.store import Store
from graph.stores.memory import MemoryStore
from graph.vocabulary import LOCAL_AUTHORITY, ORGANISATION, PERSON, PROGRAMME, RELATIONS, SCHOOL
from loaders.bundled import CASE_DAYS, load_bundled
from queries.boundary import ALL_TYPES, Boundary
from queries.changes import changes
from queries.isolation import isolated
from queries.parting import part_for
from queries.routes import routes
from visualisations.briefing import briefing

ELSEWHERE = "la:998"
FIRST, SECOND, THIRD = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)


@pytest.fixture
def world() -> World:
    """Ash and Beech in Northmoor; Cole leads from Ash to Oak, which led to Pine, elsewhere; Yew knows Zelkova alone."""
    world = World()
    world.node(ELSEWHERE, LOCAL_AUTHORITY, "Southmoor", source="register")
    for urn, name in ((1, "Ash"), (2, "Beech")):
        world.school(urn, name)
    for urn, name in ((3, "Oak"), (4, "Pine"), (5, "Yew"), (6, "Zelkova")):
        world.school(urn, name, authority=ELSEWHERE)
    for school in ("urn:1", "urn:3"):
        world.head("cole", school)
    world.claim("federation", "urn:3", "urn:4", end="2009")
    world.claim("partnership", "urn:5", "urn:6")
    return world


def cut(world: World, authority: str = AUTHORITY) -> MemoryStore:
    """The part for an authority, copied."""
    return cut_out(world.built(), authority)


def cut_out(store: Store, authority: str = AUTHORITY) -> MemoryStore:
    copied = MemoryStore()
    copy(part(store, authority), copied)
    return copied


def schools(store: Store) -> set[str]:
    return {node.id for node in store.nodes(type=SCHOOL)}


# -- what is taken -----------------------------------------------------------------------------------------------------


def test_everything_that_hangs_together_with_the_schools_is_taken_and_no_more(world: World) -> None:
    assert schools(cut(world)) == {"urn:1", "urn:2", "urn:3", "urn:4"}
    taken = part(world.built(), AUTHORITY)
    assert (taken.within, taken.elsewhere) == (2, 2)
    assert taken.sentence.startswith("Taken: 2 schools of the authority")


@pytest.mark.parametrize("body", [(ELSEWHERE, LOCAL_AUTHORITY), ("dfe", ORGANISATION), ("grant", PROGRAMME)])
def test_nothing_hangs_together_by_an_authority_a_programme_or_a_national_body(
    world: World, body: tuple[str, str]
) -> None:
    node, kind = body
    if kind != LOCAL_AUTHORITY:
        world.node(node, kind)
    for school in ("urn:2", "urn:5"):
        world.claim("funded_by", school, node)
    copied = cut(world)
    assert "urn:5" not in schools(copied)
    assert copied.node(node)


def test_nothing_hangs_together_by_a_set_of_unnamed_schools(world: World) -> None:
    world.school("seven", "seven others", authority="", attributes={"set": True})
    for school in ("urn:2", "urn:5"):
        world.claim("partnership", school, "seven")
    assert schools(cut(world)) == {"urn:1", "urn:2", "urn:3", "urn:4", "seven"}


@pytest.mark.parametrize("how", [{"negated": True}, {"certainty": "planned"}])
def test_the_other_end_of_what_is_denied_or_planned_comes_alone(world: World, how: dict[str, Any]) -> None:
    world.claim("partnership", "urn:2", "urn:5", **how)
    assert schools(cut(world)) == {"urn:1", "urn:2", "urn:3", "urn:4", "urn:5"}


def test_a_school_goes_on_as_another_record_and_under_another_name(world: World) -> None:
    world.school(7, "Beech Academy", authority="")
    world.claim("succeeds", "urn:7", "urn:2", source="register")
    world.school("text:beech", "Beech, as a text has it", authority="")
    world.same("text:beech", "urn:7")
    world.claim("partnership", "text:beech", "urn:5")
    copied = cut(world)
    assert schools(copied) == {"urn:1", "urn:2", "urn:3", "urn:4", "urn:5", "urn:6", "urn:7", "text:beech"}
    assert [decision.left for decision in copied.decisions()] == ["text:beech"]


def test_what_was_withdrawn_of_it_is_taken_with_the_day(world: World) -> None:
    original = world.built()
    [survey] = (dataset for dataset in original.datasets() if dataset.id == "survey")
    said: list[Record] = [*original.said("survey"), *original.claims(dataset="survey")]
    original.load(survey, [record for record in said if "federation" not in record.id], on=SECOND)
    copied = cut_out(original)
    assert [claim.type for claim in copied.claims(withdrawn=True) if claim.withdrawn == "2026-02-01"] == ["federation"]
    assert schools(copied) == {"urn:1", "urn:2", "urn:3", "urn:4"}
    assert "urn:6" not in schools(copied)


def test_a_data_set_is_marked_as_a_part_only_where_something_was_left_out(world: World) -> None:
    world.school("text:own", "One of ours", source="their own list")
    copied = cut(world)
    assert {dataset.id: dataset.part for dataset in copied.datasets()} == {
        "register": AUTHORITY,
        "survey": AUTHORITY,
        "their own list": "",
    }


# -- the same answers --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bundled() -> Store:
    store = MemoryStore()
    load_bundled(store, on=FIRST)
    return store


@pytest.mark.parametrize("case", CASE_DAYS, ids=lambda case: case.authority)
def test_a_bundled_authority_is_answered_for_as_from_the_whole(bundled: Store, case: Any) -> None:
    copied, reading, where = MemoryStore(), Reading(case.on), Boundary(case.authority)
    copy(part_for(bundled, case.authority), copied)
    assert len(schools(copied)) < len(schools(bundled)) / 2
    here, there = (briefing(store, where, reading, since=case.since) for store in (bundled, copied))
    assert there.ladder.rows == here.ladder.rows
    assert there.ladder.sentence == here.ladder.sentence
    assert there.reach == here.reach
    assert there.changed
    assert here.changed
    assert there.changed.rows == here.changed.rows
    assert there.matches == here.matches
    assert (there.map.nodes, there.map.ties) == (here.map.nodes, here.map.ties)
    for school in [row.id for row in here.ladder.rows if row.rung not in ("alone", "nothing read")][:5]:
        found = [routes(store, school, reading, dormant=True).rows for store in (bundled, copied)]
        assert found[0] == found[1]


NODES = {
    **{f"urn:{number}": SCHOOL for number in range(8)},
    **dict.fromkeys(("text:1", "text:2"), SCHOOL),
    **dict.fromkeys(("ada", "ben"), PERSON),
    **dict.fromkeys(("g:1", "g:2"), "group"),
    "grant": PROGRAMME,
    "dfe": ORGANISATION,
}
PAIRS = {
    name: [
        (one, other)
        for one, sort in NODES.items()
        for other, towards in NODES.items()
        if one != other and sort in relation.sources and towards in relation.targets
    ]
    for name, relation in RELATIONS.items()
    if name != "in_authority"
}
some_claims = st.lists(
    st.sampled_from([name for name, pairs in PAIRS.items() if pairs]).flatmap(
        lambda name: st.fixed_dictionaries(
            {"type": st.just(name), "ends": st.sampled_from(PAIRS[name])},
            optional={
                "end": st.sampled_from(["2009", "2012"]),
                "negated": st.just(True),
                "certainty": st.just("planned"),
                "role": st.sampled_from(["LLE", "headteacher"]),
            },
        )
    ),
    max_size=14,
)
some_decisions = st.lists(st.tuples(st.sampled_from(["text:1", "text:2"]), st.sampled_from(sorted(NODES)[-8:])))


def any_world(claims: list[dict[str, Any]], same: list[tuple[str, str]]) -> World:
    """Three schools in Northmoor, five elsewhere, and whatever ties and judgements are drawn."""
    world = World()
    world.node(ELSEWHERE, LOCAL_AUTHORITY, "Southmoor", source="register")
    for node, sort in NODES.items():
        number = int(node[4:]) if node.startswith("urn:") else None
        if number is not None:
            world.school(
                number, authority=AUTHORITY if number < 3 else ELSEWHERE, closed="2011" if number == 1 else None
            )
        else:
            world.node(node, sort, kind="trust" if node == "g:1" else "cluster" if sort == "group" else None)
    for said in claims:
        rest = {key: value for key, value in said.items() if key not in ("type", "ends")}
        world.claim(said["type"], *said["ends"], **rest)
    for left, right in same:
        if left != right:
            world.same(left, right)
    return world


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(claims=some_claims, same=some_decisions, day=st.sampled_from([date(2008, 6, 1), date(2011, 1, 1), ON]))
def test_any_authority_is_answered_for_as_from_the_whole(
    claims: list[dict[str, Any]], same: list[tuple[str, str]], day: date
) -> None:
    whole = any_world(claims, same).built()
    copied = cut_out(whole)
    where, reading = Boundary("999", types=ALL_TYPES), Reading(day)
    here, there = (isolated(store, where, reading, since=date(2007, 1, 1)) for store in (whole, copied))
    assert there.rows == here.rows
    assert there.sentence == here.sentence
    here_changed, there_changed = (
        changes(store, where, Reading(date(2008, 1, 1)), Reading(ON)) for store in (whole, copied)
    )
    assert there_changed.rows == here_changed.rows
    for row in here.rows:
        assert routes(whole, row.id, reading, dormant=True).rows == routes(copied, row.id, reading, dormant=True).rows
    assert list(canonical(cut_out(copied))) == list(canonical(copied))


# -- copied on, and told apart from a whole ----------------------------------------------------------------------------


def test_a_copy_of_the_copy_is_equal(world: World) -> None:
    copied, again = cut(world), MemoryStore()
    copy(copied, again)
    assert list(canonical(again)) == list(canonical(copied)) == list(canonical(cut_out(copied)))


def test_an_answer_on_another_authority_says_that_it_is_not_all_of_it(world: World) -> None:
    copied = cut(world)
    assert isolated(copied, Boundary("Northmoor"), Reading(ON)).boundary.startswith("Northmoor: ")
    some = isolated(copied, Boundary("Southmoor"), Reading(ON))
    assert some.boundary.startswith("Southmoor (only what hangs together with Northmoor is held): ")
    assert "only what hangs together with Northmoor" in some.sentence
    assert "only what hangs together with Northmoor" in isolated(copied, Boundary(), Reading(ON)).sentence


def test_a_part_takes_nothing_away_from_a_whole(world: World) -> None:
    whole = world.built()
    before = list(canonical(whole))
    with pytest.raises(StoreUnusable, match="holds more of register than the part"):
        copy(part(whole, AUTHORITY), whole)
    assert list(canonical(whole)) == before


def test_a_whole_copied_over_its_part_is_whole_again(world: World) -> None:
    copied = cut(world)
    copy(world.store, copied)
    assert list(canonical(copied)) == list(canonical(world.store))


def test_a_data_set_loaded_again_is_whole_again(world: World) -> None:
    copied = cut(world)
    [register] = (dataset for dataset in world.store.datasets() if dataset.id == "register")
    copied.load(replace(register), [*world.store.said("register"), *world.store.claims(dataset="register")], on=THIRD)
    assert [dataset.part for dataset in copied.datasets()] == ["", AUTHORITY]


def test_another_authority_is_not_taken_out_of_a_part(world: World) -> None:
    copied = cut(world)
    assert part_for(copied, "999").within == 2
    with pytest.raises(QuestionError, match="copied for Northmoor, and holds only a part of Southmoor"):
        part_for(copied, "Southmoor")
    with pytest.raises(NotFound):
        part_for(copied, "Eastmoor")


@pytest.mark.parametrize("loads", range(4))
def test_a_part_that_was_broken_off_is_completed_by_a_second_try(world: World, loads: int) -> None:
    taken, target = part(world.built(), AUTHORITY), Breaking(loads)
    with pytest.raises(StoreError):
        copy(taken, target)
    target.loads_left = 100
    copy(taken, target)
    assert list(canonical(target)) == list(canonical(taken))
