"""What the five case studies and the register give, asked of the bundled data: facts known beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from graph.dates import Holds
from graph.identity import is_open
from graph.projection import Ledger, Projection, Reading
from graph.records import Claim
from graph.store import Store
from graph.stores.memory import MemoryStore
from loaders.bundled import load_bundled
from queries.boundary import Boundary
from queries.changes import ENDED, changes
from queries.find import Finder
from queries.isolation import isolated
from queries.ladder import ALONE, BY_A_THREAD, CONNECTED, INWARD, NOTHING_READ, members
from queries.routes import routes
from queries.show import show
from queries.whatif import ENDS, FUNDING, HANDOVER, MOVED_IN_TEXTS, OVER, UNGROUPED, WhatIfAnswer, whatif

SEPTEMBER_2013 = date(2013, 9, 30)
CLUSTER = "Whitley Excellence Cluster"
NINE_MEMBERS = {109781, 130247, 110096, 110005, 132109, 109789, 136512, 109782, 109748}
GEORGE_PALMER, PALMER_ACADEMY = "urn:133423", "urn:139653"
GEOFFREY_FIELD_JUNIOR, MADEJSKI = "urn:109781", "urn:130247"


@pytest.fixture(scope="module")
def bundled() -> Iterator[tuple[Store, Ledger]]:
    with MemoryStore() as store:
        load_bundled(store, on=date(2026, 11, 21))
        yield store, Ledger.read(store)


def on(bundled: tuple[Store, Ledger], day: date) -> Projection:
    return bundled[1].on(Reading(day))


def find(bundled: tuple[Store, Ledger], name: str) -> str:
    return Finder(bundled[1].nodes, bundled[1].identity).find(name)


def posts(projection: Projection, group: str, role: str) -> list[Claim]:
    ties = [tie for tie in projection.ties_of(group) if tie.relation == "holds_role"]
    return [claim for tie in ties for claim in tie.claims if claim.role == role]


def test_reading_the_nine_members_and_not_the_academy_that_replaced_the_tenth(bundled: tuple[Store, Ledger]) -> None:
    projection = on(bundled, SEPTEMBER_2013)
    assert members(projection, find(bundled, CLUSTER)) == {f"urn:{urn}" for urn in NINE_MEMBERS}
    assert is_open(projection.nodes[GEORGE_PALMER], SEPTEMBER_2013) is Holds.NO
    assert is_open(projection.nodes[PALMER_ACADEMY], SEPTEMBER_2013) is Holds.YES


def test_reading_the_tenth_was_a_member_while_it_was_open(bundled: tuple[Store, Ledger]) -> None:
    assert GEORGE_PALMER in members(on(bundled, date(2012, 10, 15)), find(bundled, CLUSTER))


def test_reading_that_the_academy_is_no_member_is_held_with_its_place_in_the_report(
    bundled: tuple[Store, Ledger],
) -> None:
    rows = show(bundled[0], PALMER_ACADEMY, Reading(SEPTEMBER_2013), ledger=bundled[1]).rows
    (denied,) = [row for row in rows if row.standing == "denied"]
    assert denied.relation == "member_of"
    assert denied.shown.place == "lines 828, 834"


def test_reading_the_managers_post_passed_on_in_november_2012(bundled: tuple[Store, Ledger]) -> None:
    cluster = find(bundled, CLUSTER)
    (before,) = posts(on(bundled, date(2012, 10, 15)), cluster, "cluster manager")
    (after,) = posts(on(bundled, SEPTEMBER_2013), cluster, "cluster manager")
    nodes = bundled[1].nodes
    assert (nodes[before.source].name, str(before.end)) == ("Sheila Tibbenham", "2012-11")
    assert (nodes[after.source].name, str(after.start)) == ("Pauline Hill", "2012-11")


def test_reading_members_hang_on_the_cluster_but_for_the_school_whose_head_is_the_leader(
    bundled: tuple[Store, Ledger],
) -> None:
    store, ledger = bundled
    answer = isolated(store, Boundary("Reading"), Reading(SEPTEMBER_2013), ledger=ledger)
    rungs = {row.id: (row.rung, row.via) for row in answer.rows}
    for urn in NINE_MEMBERS - {109781}:
        assert rungs[f"urn:{urn}"] == (BY_A_THREAD, (CLUSTER,))
    assert rungs["urn:109781"][0] == CONNECTED
    assert rungs[PALMER_ACADEMY][0] == INWARD
    assert answer.numbers[NOTHING_READ] > answer.numbers[ALONE] > 0


def test_leicestershire_the_groups_schools_are_tied_in_2012(bundled: tuple[Store, Ledger]) -> None:
    projection = on(bundled, date(2012, 6, 1))
    tied = {f"urn:{urn}" for urn in (119950, 120257, 120274, 120159, 119961, 120213, 120114)}
    found = members(projection, find(bundled, "Shepshed group"))
    assert {node for node in found if node.startswith("urn:")} == tied


def test_leicestershire_the_aided_schools_membership_goes_on_in_the_academy_it_became(
    bundled: tuple[Store, Ledger],
) -> None:
    inside = members(on(bundled, SEPTEMBER_2013), find(bundled, "Shepshed group"))
    assert "urn:138299" in inside
    assert "urn:120213" not in inside


def test_leicestershire_what_lapsed_by_september_2013(bundled: tuple[Store, Ledger]) -> None:
    store, ledger = bundled
    answer = changes(
        store, Boundary("Leicestershire"), Reading(date(2012, 6, 1)), Reading(SEPTEMBER_2013), ledger=ledger
    )
    ended = {(row.relation, row.when): row.sentence for row in answer.rows if row.kind == ENDED}
    assert "seconded to Whitwick St John the Baptist" in ended["secondment", "2012-08"]
    assert "partnership facilitator" in ended["holds_role", "2012-09"]
    assert "Primary Partnership (PP) grant" in ended["funded_by", "2012"]
    assert all(row.claims for row in answer.rows if row.kind == ENDED)


def test_dudley_a_federation_from_january_2012_under_one_executive_head(bundled: tuple[Store, Ledger]) -> None:
    both = {"urn:103804", "urn:103797"}
    assert members(on(bundled, date(2012, 2, 1)), "uid:1496") == both
    assert not members(on(bundled, date(2011, 12, 1)), "uid:1496")
    (executive,) = posts(on(bundled, date(2012, 6, 1)), "uid:1496", "executive headteacher")
    assert str(executive.start) == "2012-01"


def test_dudley_the_register_still_calls_the_federation_open_but_its_schools_have_closed(
    bundled: tuple[Store, Ledger],
) -> None:
    assert not members(on(bundled, date(2017, 3, 1)), "uid:1496")


def test_wandsworth_the_schools_own_head_is_a_leader(bundled: tuple[Store, Ledger]) -> None:
    store, ledger = bundled
    answer = isolated(store, Boundary("Wandsworth"), Reading(date(2013, 6, 1)), ledger=ledger)
    (row,) = [row for row in answer.rows if row.id == "urn:137563"]
    assert any("headteacher" in reason and "NLE" in reason for reason in row.reasons)


def test_brighton_pseudonyms_stay_pseudonyms(bundled: tuple[Store, Ledger]) -> None:
    ledger = bundled[1]
    anonymous = {node.id for node in ledger.nodes.values() if node.is_anonymous}
    assert len(anonymous) > 60
    assert all(ledger.identity.canonical(node) == node for node in anonymous)
    for name in ("HT2", "SIP4", "School 1"):
        node = ledger.nodes[find(bundled, name)]
        assert node.name == name
        assert not node.id.startswith("urn:")


def test_brighton_the_schools_in_no_group_once_the_clusters_ended_can_be_asked_for(
    bundled: tuple[Store, Ledger],
) -> None:
    store, ledger = bundled
    reading = Reading(date(2011, 7, 1))
    answer = isolated(store, Boundary("Brighton and Hove"), reading, ledger=ledger)
    assert len(answer.rows) == sum(answer.numbers.values())
    assert answer.numbers[NOTHING_READ] == len(answer.rows) - sum(answer.numbers[rung] for rung in (ALONE, INWARD))
    alone_by_wish = find(bundled, "[schools in no group, which prefer to work alone, found by the mapping exercise]")
    denials = [r for r in show(store, alone_by_wish, reading, ledger=ledger).rows if r.standing == "denied"]
    assert len(denials) == 3


def test_a_route_from_a_cluster_school_to_its_leader(bundled: tuple[Store, Ledger]) -> None:
    store, ledger = bundled
    answer = routes(store, "Christ The King Catholic Primary School", Reading(SEPTEMBER_2013), ledger=ledger)
    first = answer.rows[0]
    assert first.brokers == (CLUSTER,)
    assert first.leader in ("NLE", "LLE", "SLE", "SBD")
    assert all(claim.document and claim.place for step in first.steps for claim in step.claims)


# -- what comes apart ----------------------------------------------------------------------------------------------


def without(bundled: tuple[Store, Ledger], name: str, authority: str, day: date) -> WhatIfAnswer:
    return whatif(bundled[0], [name], Boundary(authority), Reading(day), ledger=bundled[1])


def test_reading_what_rested_on_the_cluster_manager_in_october_2012(bundled: tuple[Store, Ledger]) -> None:
    answer = without(bundled, f"cluster manager of {CLUSTER}", "Reading", date(2012, 10, 31))
    (post,) = [row for row in answer.of(HANDOVER) if row.after == ENDS]
    assert (post.name, post.until, len(post.tell)) == ("Sheila Tibbenham", "2012-11", 13)
    assert answer.moves == ()
    assert [(row.after, row.until) for row in answer.of(FUNDING)] == [(OVER, "2011"), (OVER, "2012-08")]


def test_reading_the_schools_left_in_no_group_without_the_cluster(bundled: tuple[Store, Ledger]) -> None:
    answer = without(bundled, CLUSTER, "Reading", SEPTEMBER_2013)
    left = {row.id for row in answer.of(UNGROUPED)}
    still_in_another = {GEOFFREY_FIELD_JUNIOR, MADEJSKI}
    assert left == {f"urn:{urn}" for urn in NINE_MEMBERS} - still_in_another
    assert {move.after for move in answer.moves if move.school in left} == {ALONE}
    assert len(answer.moves) == 9


def test_brighton_the_end_of_the_partners_leaves_the_registers_schools_where_they_stand(
    bundled: tuple[Store, Ledger],
) -> None:
    answer = without(bundled, "school improvement partners", "Brighton and Hove", date(2012, 3, 31))
    assert answer.moves == ()
    assert [row.name for row in answer.of(MOVED_IN_TEXTS)] == ["School 5"]
    assert any("adviser" in other for row in answer.of(HANDOVER) for other in row.alike)
