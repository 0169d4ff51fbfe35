"""Everything held about a node, what is doubtful in a store, and finding by name."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from worlds import ON, World

from graph.errors import Ambiguous, NotFound
from graph.projection import Ledger, Reading
from graph.records import Dataset
from graph.store import Store
from queries import check as checks
from queries.boundary import authority_id
from queries.check import check
from queries.find import Finder, describe, folded
from queries.show import show


def test_every_claim_is_shown_with_how_it_stands_on_the_day() -> None:
    w = World()
    ash, birch = w.school(100001, "Ash Primary School"), w.school(100002, "Birch Primary School")
    for group in ("old", "later", "hoped for", "denied", "undated", "long ago"):
        w.group(group)
    w.claim("member_of", ash, "old", end="2012")
    w.claim("member_of", ash, "later", start="2014")
    w.claim("member_of", ash, "hoped for", certainty="planned")
    w.claim("member_of", ash, "denied", negated=True)
    w.claim("member_of", ash, "undated", dated="2016")
    w.claim("member_of", ash, "long ago", seen="1999")
    w.claim("federation", ash, birch, start="2010")
    answer = show(w.built(), "100001", Reading(ON))
    assert [(row.standing, row.shown.sentence) for row in answer.rows if row.relation != "in_authority"] == [
        ("live", "Ash Primary School is federated with Birch Primary School"),
        ("presumed live", "Ash Primary School is a member of undated"),
        ("planned", "Ash Primary School is a member of hoped for (planned)"),
        ("denied", "Ash Primary School is not a member of denied"),
        ("only later", "Ash Primary School is a member of later"),
        ("over", "Ash Primary School is a member of old"),
        ("no longer vouched for", "Ash Primary School is a member of long ago"),
    ]
    assert answer.sentence.startswith(
        "Ash Primary School (school): 8 claims; on 30 September 2013 2 live, 1 presumed live"
    )


def test_what_texts_say_under_another_name_is_shown_with_who_decided() -> None:
    w = World()
    w.school(100001, "Ash Primary School")
    w.school("survey:1", "Ash School", authority="")
    w.group("River Cluster")
    w.claim("member_of", "survey:1", "River Cluster")
    w.same("survey:1", "urn:100001")
    answer = show(w.built(), "ash school", Reading(ON))
    assert answer.node.id == "urn:100001"
    assert [row.shown.sentence for row in answer.rows if row.relation == "member_of"] == [
        "Ash School is a member of River Cluster"
    ]
    assert [(d.left, d.by) for d in answer.decisions] == [("survey:1", "an analyst")]
    assert [said.id for said in answer.statements] == ["urn:100001", "survey:1"]


def test_what_left_its_source_is_shown_as_withdrawn() -> None:
    w = World()
    ash, birch = w.school(100001, "Ash Primary School"), w.school(100002, "Birch Primary School")
    w.claim("partnership", ash, birch)
    store: Store = w.built()
    store.load(Dataset(id="survey", title="The survey", kind="test"), [], on=date(2026, 5, 1))
    (row,) = [row for row in show(store, ash, Reading(ON)).rows if row.relation == "partnership"]
    assert (row.standing, row.shown.withdrawn) == ("withdrawn", "2026-05-01")


def test_lives_before_and_after_are_named() -> None:
    w = World()
    old = w.school(100001, "Ash Primary School", closed="2013-08-31")
    new = w.school(100009, "Ash Academy", opened="2013-09-01")
    w.claim("succeeds", new, old, source="register")
    store = w.built()
    assert show(store, old, Reading(ON)).successors == (("urn:100009", "Ash Academy"),)
    assert show(store, new, Reading(ON)).predecessors == (("urn:100001", "Ash Primary School"),)


def found(w: World) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for row in check(w.built(), ON).rows:
        kinds.setdefault(row.kind, []).append(row.node)
    return kinds


def test_a_sound_store_has_no_findings() -> None:
    w = World()
    ash, birch = w.school(100001, "Ash Primary School"), w.school(100002, "Birch Primary School")
    w.claim("federation", ash, birch)
    answer = check(w.built(), ON)
    assert answer.rows == ()
    assert answer.sentence == "On 30 September 2013 3 nodes and 3 claims are held; nothing doubtful was found."


def test_each_doubtful_thing_is_found() -> None:
    w = World()
    ash = w.school(100001, "Ash Primary School", opened="2012-09-01")
    shut = w.school(100002, "Birch Primary School", closed="2012-08-31")
    w.school(100003, "Calder Primary School", attributes={"status": "Closed", "status_as_of": "2024-06-17"})
    w.school("survey:1", "Dell School", authority="")
    w.school("survey:2", "[a school in the north]", authority="")
    w.group("uid:1", "federation")
    w.claim("member_of", shut, "uid:1")
    w.group("River Cluster")
    w.claim("member_of", ash, "River Cluster", start="2010")
    w.claim("member_of", ash, "River Cluster", negated=True)
    w.claim("succeeds", ash, shut)
    w.claim("succeeds", shut, ash)
    assert found(w) == {
        checks.OUTSIDE_LIFE: ["urn:100001"],
        checks.DISPUTED: ["urn:100001"],
        checks.STALE_GROUP: ["uid:1"],
        checks.NOT_MATCHED: ["survey:1"],
        checks.NO_CLOSING_DATE: ["urn:100003"],
        checks.CIRCLE: ["urn:100001", "urn:100002"],
    }


def test_a_claim_whose_end_was_withdrawn_elsewhere_is_found() -> None:
    w = World()
    ash, birch = w.school(100001, source="list"), w.school(100002)
    w.claim("partnership", ash, birch)
    store = w.built()
    store.load(Dataset(id="list", title="The list", kind="test"), [], on=date(2026, 5, 1))
    assert [(row.kind, row.node) for row in check(store, ON).rows] == [(checks.WITHDRAWN_END, "urn:100001")]


@given(st.text(max_size=30))
@example("ᴬ")
def test_folding_a_folded_name_changes_nothing(name: str) -> None:
    assert folded(folded(name)) == folded(name)


@pytest.mark.parametrize(
    "asked", ["urn:100001", "100001", "St. Ann’s C.E. Primary School", "st anns c e primary school", "  THE ARK "]
)
def test_a_node_is_found_by_id_urn_name_and_alias(asked: str) -> None:
    w = World()
    w.school(100001, "St Ann's C E Primary School", aliases=("The Ark",))
    ledger = Ledger.read(w.built())
    assert Finder(ledger.nodes, ledger.identity).find(asked) == "urn:100001"


def test_near_names_are_offered_and_only_of_the_type_asked_for() -> None:
    w = World()
    w.school(100001, "Hazelwood Primary School")
    w.person("Hazel Wood")
    ledger = Ledger.read(w.built())
    finder = Finder(ledger.nodes, ledger.identity)
    with pytest.raises(NotFound) as fault:
        finder.find("Hazlewood primary", types=["school"])
    assert fault.value.suggestions == ("Hazelwood Primary School",)


def converted(also: str | None = None) -> Finder:
    w = World()
    old = w.school(100001, "Ash School", closed="2013-08-31")
    w.claim("succeeds", w.school(100009, "Ash School", opened="2013-09-01"), old)
    if also:
        w.school(100005, also)
    ledger = Ledger.read(w.built())
    return Finder(ledger.nodes, ledger.identity)


def test_a_name_kept_through_a_conversion_means_the_record_open_on_the_day() -> None:
    assert converted().find("Ash School", on=date(2013, 8, 31)) == "urn:100001"
    assert converted().find("Ash School", on=date(2013, 9, 1)) == "urn:100009"


def test_a_namesake_that_is_another_school_is_not_guessed_away() -> None:
    with pytest.raises(Ambiguous):
        converted(also="Ash School").find("Ash School", on=ON)
    with pytest.raises(Ambiguous):
        converted().find("Ash School")


def test_a_texts_council_of_the_same_name_does_not_stand_in_the_registers_way() -> None:
    w = World()
    w.node("survey:9", "local_authority", "Northmoor")
    assert authority_id(w.on(), "northmoor") == "la:999"
    assert authority_id(w.on(), "999") == "la:999"
    with pytest.raises(NotFound, match="Northmoor"):
        authority_id(w.on(), "Northmore")


def test_a_school_is_described_by_its_dates_and_by_its_status_only_without_them() -> None:
    w = World()
    w.school(100001, "Ash School", closed="2017-01-31", attributes={"status": "Closed", "town": "Dell"})
    w.school(100002, "Birch School", attributes={"status": "Closed"})
    nodes = Ledger.read(w.built()).nodes
    assert describe(nodes["urn:100001"]) == "Ash School (school, Dell, open until 2017-01-31)"
    assert describe(nodes["urn:100002"]) == "Birch School (school, Closed)"
