"""The leaders' register: who is deployed, whose days are known, where nobody leads, whom a hub reaches."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import AUTHORITY, ON, World

from graph.errors import QuestionError
from graph.projection import Reading
from queries.boundary import Boundary
from queries.days_given import Days, share_in_days
from queries.deployment import BEFORE, DEPLOYED, DEPLOYMENTS, NONE_READ
from queries.hub import NOT_REACHED, REACHED, UNREAD, hub_reach
from queries.leaders import Leader, LeadersAnswer, leaders, without_leaders

NORTHMOOR = Boundary("Northmoor")


def world() -> World:
    """Ash with a deployed LLE, Birch with one who was deployed once, Calder with one of whom nothing more is read."""
    w = World()
    for urn, name in ((100001, "Ash School"), (100002, "Birch School"), (100003, "Calder School")):
        w.school(urn, name, attributes={"phase": "Primary", "state_funded": True})
    w.school(100004, "Dell School", attributes={"phase": "Secondary", "state_funded": True})
    for person, urn in (("Ada", 100001), ("Bea", 100002), ("Cyd", 100003)):
        w.head(person, f"urn:{urn}")
        w.claim("designated", person, role="LLE", role_title="LLE", start="2011", id=f"designation of {person}")
    w.claim("supports", "Ada", "urn:100004", start="2013")
    w.claim("supports", "Bea", "urn:100004", start="2010", end="2011-08-31")
    return w


def ask(w: World, day: date = ON, **options: Any) -> LeadersAnswer:
    return leaders(w.built(), NORTHMOOR, Reading(day), **options)


def row(answer: LeadersAnswer, name: str) -> Leader:
    return next(leader for leader in answer.rows if leader.name == name)


def test_a_leader_is_deployed_now_or_before_or_nobody_says() -> None:
    answer = ask(world())
    assert {leader.name: leader.deployment for leader in answer.rows} == {
        "Ada": DEPLOYED,
        "Bea": BEFORE,
        "Cyd": NONE_READ,
    }
    assert answer.sentence == (
        "On 30 September 2013, 3 system leaders (Northmoor: state-funded schools open on the day): 1 deployed beyond"
        " their own school, 1 only before, of 1 no deployment was read; for none are the days left known."
    )
    assert "idle" not in answer.sentence


def test_a_deployment_is_shown_with_the_claims_and_their_place() -> None:
    ada = row(ask(world()), "Ada")
    assert ada.deployments == ("Ada supports Dell School, from 2013",)
    assert ada.works_at == ("Ash School (headteacher)",)
    assert ada.designations == ("Local Leader of Education (LLE), from 2011",)
    assert [claim.document for claim in ada.claims] == ["The survey"] * 2


def test_what_begins_later_is_no_deployment_before() -> None:

    assert row(ask(world(), date(2011, 12, 31)), "Ada").deployment == NONE_READ


@pytest.mark.parametrize(
    ("relation", "target"),
    [("secondment", "urn:100004"), ("mentoring", "Dee"), ("holds_role", "urn:100004"), ("supports", "River Cluster")],
)
def test_each_way_of_working_beyond_ones_own_school_counts(relation: str, target: str) -> None:
    w = world()
    w.head("Dee", "urn:100004")
    w.group("River Cluster")
    w.claim(relation, "Cyd", target, role="governor", role_title="governor")
    assert row(ask(w), "Cyd").deployment == DEPLOYED


def test_work_inside_ones_own_school_is_no_deployment() -> None:
    w = world()
    w.head("Cal", "urn:100003")
    w.group("Calder team", kind="team")
    w.claim("member_of", "urn:100003", "Calder team")
    for relation, target in (("mentoring", "Cal"), ("supports", "urn:100003"), ("supports", "Calder team")):
        w.claim(relation, "Cyd", target)
    assert row(ask(w), "Cyd").deployment == NONE_READ


def test_an_earlier_post_elsewhere_was_a_job_and_no_deployment() -> None:
    w = world()
    w.claim("holds_role", "Cyd", "urn:100004", role="headteacher", role_title="headteacher", end="2010")
    assert row(ask(w), "Cyd").deployment == NONE_READ


def test_a_home_that_a_claim_names_is_ones_own_school() -> None:
    w = world()
    w.claim("secondment", "Cyd", "urn:100004", attributes={"home": "urn:100003"})
    w.claim("holds_role", "Cyd", "urn:100002", role="governor", role_title="governor")
    cyd = row(ask(w), "Cyd")
    assert [text.split(",")[0] for text in cyd.deployments] == [
        "Cyd is governor of Birch School",
        "Cyd is seconded to Dell School",
    ]


def test_who_works_elsewhere_and_is_deployed_here_comes_from_outside() -> None:
    w = world()
    w.school(200001, "Far School", authority="")
    w.head("Fay", "urn:200001")
    w.claim("designated", "Fay", role="NLE", role_title="NLE")
    assert "Fay" not in {leader.name for leader in ask(w).rows}
    w.claim("supports", "Fay", "urn:100004")
    assert row(ask(w), "Fay").from_outside


def test_a_leader_whose_workplace_nobody_gives_is_counted_and_not_placed() -> None:
    w = world()
    w.person("Nia")
    w.claim("designated", "Nia", role="SLE", role_title="SLE")
    answer = ask(w)
    assert "Nia" not in {leader.name for leader in answer.rows}
    assert "1 leader left out: no source says where they work on the day." in answer.assumptions


def test_a_teaching_school_is_deployed_by_its_support_and_not_by_its_members() -> None:
    w = world()
    w.group("Dell Alliance", kind="teaching_school_alliance")
    w.claim("member_of", "urn:100004", "Dell Alliance", role="teaching school", role_title="teaching school")
    w.claim("member_of", "urn:100001", "Dell Alliance")
    assert row(ask(w), "Dell School").deployment == NONE_READ
    w.claim("supports", "Dell Alliance", "urn:100003")
    assert row(ask(w), "Dell School").deployment == DEPLOYED


# -- days ----------------------------------------------------------------------------------------------------------


def with_days(offered: dict[str, Any], used: dict[str, Any]) -> Leader:
    w = World()
    w.school(100001, "Ash School")
    w.school(100002, "Birch School")
    w.head("Ada", "urn:100001")
    w.claim("designated", "Ada", role="LLE", role_title="LLE", attributes=offered)
    w.claim("supports", "Ada", "urn:100002", **used)
    return row(ask(w), "Ada")


def test_days_left_are_days_offered_less_days_used() -> None:
    ada = with_days({"days_offered": 20, "governors_consent": True}, {"attributes": {"days_used": "12.5"}})
    assert ada.days.left == Days(7.5, "year")
    assert ada.consent == "given"
    assert ada.fields()["days_left"] == 7.5


@pytest.mark.parametrize(
    ("offered", "used"),
    [
        ({}, {"attributes": {"days_used": 5}}),
        ({"days_offered": 20}, {}),
        ({"days_offered": 20}, {"share": "two days a week"}),
        ({"days_offered": "some"}, {"attributes": {"days_used": 5}}),
    ],
)
def test_days_left_are_not_known_where_one_number_is_missing_or_of_another_measure(
    offered: dict[str, Any], used: dict[str, Any]
) -> None:
    ada = with_days(offered, used)
    assert ada.days.left is None
    assert ada.fields()["days_left"] is None


def test_a_share_of_the_week_is_read_as_days_of_the_week() -> None:
    assert with_days({"days_offered": 3, "days_per": "week"}, {"share": "two days a week"}).days.left == Days(1, "week")
    assert share_in_days("two half-days a week") == Days(1, "week")
    assert share_in_days("3 days per term") == Days(3, "term")
    assert share_in_days("20 per cent of her time") is None
    assert share_in_days("several days a week") is None


def test_one_deployment_of_unknown_length_makes_all_days_used_unknown() -> None:
    w = World()
    for urn in (100001, 100002, 100003):
        w.school(urn)
    w.head("Ada", "urn:100001")
    w.claim("designated", "Ada", role="LLE", role_title="LLE", attributes={"days_offered": 20})
    w.claim("supports", "Ada", "urn:100002", attributes={"days_used": 5})
    assert row(ask(w), "Ada").days.left == Days(15, "year")
    w.claim("supports", "Ada", "urn:100003")
    assert row(ask(w), "Ada").days.left is None


# -- where nobody leads --------------------------------------------------------------------------------------------


def test_phases_and_kinds_without_a_leader_are_named() -> None:
    w = world()
    w.node("la:998", "local_authority", "Southmoor", source="register")
    w.school(200001, "Far School", authority="la:998", attributes={"phase": "Primary", "state_funded": True})
    w.group("Far Alliance", kind="teaching_school_alliance")
    w.claim("member_of", "urn:200001", "Far Alliance", role="teaching school", role_title="teaching school")
    rows = without_leaders(w.built(), Boundary(), Reading(ON)).rows
    assert [(gap.authority, gap.phase, gap.schools, gap.reaching, gap.none_of) for gap in rows] == [
        ("Northmoor", "all phases", 4, 4, ("teaching school",)),
        ("Northmoor", "Primary", 3, 3, ("teaching school",)),
        ("Northmoor", "Secondary", 1, 1, ("teaching school", "LLE")),
        ("Southmoor", "Primary", 1, 1, ("LLE",)),
    ]


def test_leaders_whom_nobody_names_are_counted_apart_and_for_the_authority_they_work_for() -> None:
    w = world()
    w.person("[many heads]", attributes={"set": True})
    w.claim("holds_role", "[many heads]", AUTHORITY, role="headteacher", role_title="headteachers")
    w.claim("designated", "[many heads]", role="NLE", role_title="NLE")
    answer = ask(w)
    assert "3 system leaders and 1 set of leaders whom no source names (Northmoor" in answer.sentence
    assert row(answer, "[many heads]").collective
    assert [gap.leaders["NLE"] for gap in answer.gaps] == [1, 0, 0]


def test_each_kind_of_leader_has_a_column_of_its_own() -> None:
    assert ask(world()).gaps[0].fields() == {
        "authority": "Northmoor",
        "phase": "all phases",
        "schools": 4,
        "lle": 3,
        "none_of": [],
        "schools_reaching_a_leader": 4,
        "nothing_read": 0,
    }


def test_a_kind_that_no_source_names_is_not_said_to_be_lacking() -> None:
    answer = ask(world())
    assert "NLE" in answer.kinds_never_read
    assert all("NLE" not in gap.leaders for gap in answer.gaps)
    never = "Of these kinds no source held names anybody, anywhere, on the day: teaching school, NLE, SLE"
    assert any(text.startswith(never) for text in answer.assumptions)


def test_reach_can_be_bounded() -> None:
    w = world()
    w.school(100005, "Elm School", attributes={"phase": "Primary", "state_funded": True})
    w.claim("partnership", "urn:100005", "urn:100004")
    far = without_leaders(w.built(), NORTHMOOR, Reading(ON)).rows[0]
    near = without_leaders(w.built(), NORTHMOOR, Reading(ON), within=1).rows[0]
    assert (far.reaching, near.reaching, far.schools) == (5, 4, 5)


# -- the reach of a hub --------------------------------------------------------------------------------------------


def hub_world() -> World:
    w = World()
    for urn, name in enumerate(("Ash", "Birch", "Calder", "Dell", "Elm"), 100001):
        w.school(urn, f"{name} School")
    w.school(200001, "Far School", authority="")
    w.group("Ash Alliance", kind="teaching_school_alliance")
    w.claim("member_of", "urn:100001", "Ash Alliance", role="teaching school", role_title="teaching school")
    w.claim("member_of", "urn:200001", "Ash Alliance")
    w.claim("supports", "urn:100001", "urn:100002")
    w.claim("partnership", "urn:100002", "urn:100003")
    w.claim("partnership", "urn:100003", "urn:100004")
    return w


@pytest.mark.parametrize("hub", ["Ash School", "Ash Alliance"])
def test_a_hub_reaches_members_supported_schools_and_those_two_ties_away(hub: str) -> None:
    answer = hub_reach(hub_world().built(), hub, Boundary(), Reading(ON))
    assert [(found.name, found.reach, found.ties) for found in answer.rows] == [
        ("Far School", REACHED, 2),
        ("Birch School", REACHED, 1),
        ("Calder School", REACHED, 2),
        ("Dell School", NOT_REACHED, 3),
        ("Elm School", UNREAD, None),
    ]


def test_the_reach_of_a_hub_can_be_narrowed() -> None:
    answer = hub_reach(hub_world().built(), "Ash School", NORTHMOOR, Reading(ON), within=1)
    assert [found.name for found in answer.rows if found.reach == REACHED] == ["Far School", "Birch School"]


def test_support_for_unnamed_schools_is_said() -> None:
    w = hub_world()
    w.school("[most schools of Northmoor]", authority="", attributes={"set": True})
    w.claim("supports", "urn:100001", "[most schools of Northmoor]")
    answer = hub_reach(w.built(), "Ash School", NORTHMOOR, Reading(ON))
    assert any("[most schools of Northmoor]" in text for text in answer.assumptions)


def test_a_person_is_no_hub() -> None:
    w = hub_world()
    w.head("Ada", "urn:100001")
    with pytest.raises(QuestionError, match="Ada is neither a school nor a group"):
        hub_reach(w.built(), "Ada", NORTHMOOR, Reading(ON))


# -- properties ----------------------------------------------------------------------------------------------------

PEOPLE = ("p1", "p2", "p3", "p4")
SCHOOLS = (100001, 100002, 100003)
claims = st.lists(
    st.tuples(
        st.sampled_from(("supports", "secondment", "holds_role", "designated")),
        st.sampled_from(PEOPLE),
        st.sampled_from(SCHOOLS),
        st.sampled_from((None, "2005", "2012", "2014-01")),
        st.sampled_from((None, "2011-12", "2015")),
    ),
    max_size=14,
)


@given(claims)
def test_every_leader_stands_in_exactly_one_list(drawn: list[tuple[str, str, int, str | None, str | None]]) -> None:
    w = World()
    for urn in SCHOOLS:
        w.school(urn)
    for person in PEOPLE:
        w.head(person, f"urn:{SCHOOLS[PEOPLE.index(person) % 3]}")
    for relation, person, urn, start, end in drawn:
        if not (start and end and end < start):
            target = None if relation == "designated" else f"urn:{urn}"
            w.claim(relation, person, target, start=start, end=end, role="LLE" if target is None else "governor")
    store = w.built()
    answer = leaders(store, Boundary(), Reading(ON))
    lists = [{leader.id for leader in answer.on_standing(standing)} for standing in DEPLOYMENTS]
    assert sum(map(len, lists)) == len(set().union(*lists)) == len(answer.rows)
    assert {leader.id for leader in answer.rows} == set(w.on().leaders)
    assert [leader.works_at[:1] for leader in answer.rows] == sorted(leader.works_at[:1] for leader in answer.rows)
