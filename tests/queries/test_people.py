"""People alone in post, and schools that lack a role: what was read, never what was not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import ON, World

from graph.dates import PartialDate
from graph.errors import QuestionError
from graph.projection import Reading
from graph.records import Dataset
from queries.answer import Answer
from queries.boundary import Boundary
from queries.lacking import HAS, LACKS, SHARES, UNREAD, VACANT, lacking
from queries.people import (
    MAY_BE_NEW,
    NEW,
    NOT_NEW,
    START_NOT_KNOWN,
    PersonAlone,
    people_alone,
    time_in_post,
)

NORTHMOOR = Boundary("Northmoor")


def world() -> World:
    """Three schools with a head each; nothing more was read of the heads."""
    w = World()
    for urn, name, start in ((100001, "Ash", "2004"), (100002, "Birch", "2013-01"), (100003, "Calder", None)):
        w.school(urn, f"{name} School")
        w.head(f"head of {name}", f"urn:{urn}", start=start)
    return w


def ask(w: World, **options: Any) -> Answer[PersonAlone]:
    return people_alone(w.built(), NORTHMOOR, Reading(ON), **options)


def alone(w: World, **options: Any) -> list[str]:
    return [row.id for row in ask(w, **options).rows]


def test_heads_without_a_peer_tie_are_listed_new_ones_first() -> None:
    answer = ask(world())
    assert [(row.id, row.time_in_post) for row in answer.rows] == [
        ("head of Birch", NEW),
        ("head of Calder", START_NOT_KNOWN),
        ("head of Ash", NOT_NEW),
    ]
    assert answer.sentence == (
        "On 30 September 2013, of 3 post-holders (Northmoor: state-funded schools open on the day), for 3 no tie to a"
        " peer or mentor was read (3 in headship; 1 known to be new in post); of none of these does any source tell"
        " more than the post."
    )
    assert all(row.claims for row in answer.rows)


def test_a_mentor_is_a_peer_tie_for_both() -> None:
    w = world()
    w.claim("mentoring", "head of Ash", "head of Birch")
    assert alone(w) == ["head of Calder"]


def test_a_group_of_ones_own_is_a_peer_tie_if_somebody_else_is_in_it() -> None:
    w = world()
    w.group("Heads' Forum", kind="network")
    w.claim("member_of", "head of Ash", "Heads' Forum")
    assert "head of Ash" in alone(w)
    w.claim("member_of", "head of Birch", "Heads' Forum")
    assert alone(w) == ["head of Calder"]


def test_a_post_in_a_group_of_others_is_a_peer_tie_and_the_schools_membership_is_none() -> None:
    w = world()
    w.group("River Cluster")
    w.claim("member_of", "urn:100001", "River Cluster")
    w.claim("member_of", "urn:100002", "River Cluster")
    w.claim("holds_role", "head of Birch", "River Cluster", role="chair of cluster", role_title="chair")
    assert set(alone(w)) == {"head of Ash", "head of Calder"}
    groups = {row.id: row.school_in for row in ask(w).rows}
    assert groups == {"head of Ash": ("River Cluster",), "head of Calder": ()}


def test_a_like_post_holder_in_the_same_school_is_a_peer_if_one_source_names_both() -> None:
    w = world()
    w.person("executive head")
    post = {"role": "executive headteacher", "role_title": "executive headteacher"}
    w.claim("holds_role", "executive head", "urn:100001", source="another survey", **post)
    assert "head of Ash" in alone(w)
    w.claim("holds_role", "executive head", "urn:100001", **post)
    assert set(alone(w)) == {"head of Birch", "head of Calder"}


def test_another_family_of_posts_is_no_peer() -> None:
    w = world()
    w.person("bursar of Ash")
    w.claim("holds_role", "bursar of Ash", "urn:100001", role="bursar", role_title="bursar")
    assert {"head of Ash", "bursar of Ash"} <= set(alone(w))


def test_the_one_who_came_after_is_no_peer() -> None:
    w = world()
    w.head("next head of Ash", "urn:100001", start="2013-09")
    w.claim("succeeds", "next head of Ash", "head of Ash")
    assert {"head of Ash", "next head of Ash"} <= set(alone(w))


def test_a_tie_that_is_over_is_none_and_yet_somebody_looked() -> None:
    w = world()
    w.claim("mentoring", "head of Ash", "head of Birch", end="2010")
    rows = {row.id: row for row in ask(w).rows}
    assert rows["head of Ash"].sources_on_ties == 1
    assert rows["head of Calder"].sources_on_ties == 0


def test_a_head_in_a_list_of_every_school_is_mentioned_by_no_source_on_ties() -> None:
    w = world()
    w.school(100004, "Dell School")
    w.person("head of Dell", source="register")
    w.claim("holds_role", "head of Dell", "urn:100004", source="register", role="headteacher", role_title="headteacher")
    store = w.built()
    listed = Dataset(id="register", title="The register", kind="test", published=PartialDate(2013), lists_all=True)
    said = [node for node_id in ("head of Dell", *(n.id for n in store.nodes())) for node in store.statements(node_id)]
    kept = {node.id: node for node in said if node.dataset == "register"}
    store.load(listed, [*kept.values(), *store.claims(dataset="register")], on=date(2026, 1, 1))
    rows = {row.id: row for row in people_alone(store, NORTHMOOR, Reading(ON)).rows}
    assert (rows["head of Dell"].sources_mentioning, rows["head of Ash"].sources_mentioning) == (0, 1)


def test_a_set_of_people_is_no_post_holder() -> None:
    w = world()
    w.person("[two heads]", attributes={"set": True})
    w.school(100004, "Dell School")
    w.claim("holds_role", "[two heads]", "urn:100004", role="headteacher", role_title="headteacher")
    assert "[two heads]" not in alone(w)


def test_a_role_or_a_family_narrows_the_question() -> None:
    w = world()
    w.person("bursar of Ash")
    w.claim("holds_role", "bursar of Ash", "urn:100001", role="bursar", role_title="bursar")
    assert alone(w, roles=["business leadership"]) == ["bursar of Ash"]
    assert "bursar of Ash" not in alone(w, roles=["Headteacher"])
    with pytest.raises(QuestionError, match="'wizard'"):
        ask(w, roles=["wizard"])


def test_narrowing_hides_no_colleague() -> None:
    w = world()
    w.person("executive head")
    w.claim(
        "holds_role",
        "executive head",
        "urn:100001",
        role="executive headteacher",
        role_title="executive headteacher",
    )
    assert "head of Ash" not in alone(w, roles=["headteacher"])


@pytest.mark.parametrize(
    ("start", "word"),
    [
        (None, START_NOT_KNOWN),
        (PartialDate(2012), NEW),
        (PartialDate(2011), MAY_BE_NEW),
        (PartialDate(2010), NOT_NEW),
        (PartialDate(2011, 10), NEW),
    ],
)
def test_new_is_said_as_far_as_the_date_tells(start: PartialDate | None, word: str) -> None:
    assert time_in_post(start, ON, 2) == word


def test_the_years_of_being_new_can_be_set() -> None:
    assert time_in_post(PartialDate(2010), ON, 5) == NEW


PEOPLE = ("a", "b", "c", "d")
ties = st.lists(
    st.tuples(st.sampled_from(("mentoring", "member_of")), st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)), max_size=8
)


@given(ties)
def test_nobody_with_a_mentor_or_a_fellow_member_is_listed(drawn: list[tuple[str, str, str]]) -> None:
    w = World()
    w.group("Forum", kind="network")
    for number, person in enumerate(PEOPLE):
        w.school(100001 + number)
        w.head(person, f"urn:{100001 + number}")
    for relation, left, right in drawn:
        if relation == "member_of" or left != right:
            w.claim(relation, left, "Forum" if relation == "member_of" else right)
    inside = {left for relation, left, _ in drawn if relation == "member_of"}
    mentored = {end for relation, *ends in drawn if relation == "mentoring" and ends[0] != ends[1] for end in ends}
    tied = mentored | (inside if len(inside) > 1 else set())
    assert set(alone(w)) == set(PEOPLE) - tied


# -- schools that lack a role --------------------------------------------------------------------------------------


def bursars() -> World:
    w = World()
    for number, name in enumerate(("Ash", "Birch", "Calder", "Dell", "Elm", "Fern"), 100001):
        w.school(number, f"{name} School")
    for person in ("Ann", "Ben", "Cat", "Dan"):
        w.person(person)
    w.claim("holds_role", "Ann", "urn:100001", role="bursar", role_title="bursar", share="full-time")
    w.claim("holds_role", "Ben", "urn:100002", role="school business manager", share="two days a week")
    w.claim("holds_role", "Cat", "urn:100003", role="school business manager", end="2012")
    w.claim("holds_role", "Dan", "urn:100004", role="school business manager", negated=True)
    w.claim("holds_role", "Ben", "urn:100005", role="headteacher")
    return w


def roles(w: World) -> dict[str, str]:
    answer = lacking(w.built(), "SBM", NORTHMOOR, Reading(ON))
    return {row.school.removesuffix(" School"): row.standing for row in answer.rows}


def test_lacking_is_kept_apart_from_nothing_read() -> None:
    answer = lacking(bursars().built(), "SBM", NORTHMOOR, Reading(ON))
    assert roles(bursars()) == {
        "Dell": LACKS,
        "Calder": VACANT,
        "Birch": SHARES,
        "Ash": HAS,
        "Elm": UNREAD,
        "Fern": UNREAD,
    }
    assert answer.sentence == (
        "On 30 September 2013, SBM in 6 schools (Northmoor: state-funded schools open on the day): 1 lacks, 1 vacant,"
        " 1 part-time or shared, 1 has; of 2 nothing was read about it."
    )


def test_a_school_that_lacks_the_role_is_told_whom_it_could_ask() -> None:
    w = bursars()
    for urn, easting in ((100004, "400000"), (100002, "403000"), (100006, "401000")):
        w.node(f"urn:{urn}", "school", "A school", source="measures", attributes={"easting": easting, "northing": "0"})
    w.claim("holds_role", "Cat", "urn:100006", role="bursar", role_title="bursar", share="two days a week")
    w.claim("holds_role", "Ann", "urn:100005", role="bursar", role_title="bursar")
    rows = {row.school: row.could_ask for row in lacking(w.built(), "SBM", NORTHMOOR, Reading(ON)).rows}
    assert rows["Dell School"] == ("Fern School (1.0 km)", "Birch School (3.0 km)", "Ash School")
    assert rows["Ash School"] == ()


def test_a_holder_at_two_schools_or_in_a_group_is_shared() -> None:
    w = bursars()
    w.claim("holds_role", "Ann", "urn:100005", role="bursar", role_title="bursar")
    assert (roles(w)["Ash"], roles(w)["Elm"]) == (SHARES, SHARES)
    w.group("River Cluster")
    w.claim("member_of", "urn:100006", "River Cluster")
    w.claim("member_of", "urn:100003", "River Cluster")
    w.claim("holds_role", "Cat", "River Cluster", role="cluster manager", role_title="cluster manager")
    assert (roles(w)["Fern"], roles(w)["Calder"]) == (SHARES, SHARES)


def test_a_role_is_asked_for_by_title_or_family() -> None:
    with pytest.raises(QuestionError, match="'wizard'"):
        lacking(bursars().built(), "wizard", NORTHMOOR, Reading(ON))
    answer = lacking(bursars().built(), "business leadership", NORTHMOOR, Reading(ON))
    assert sum(row.standing == UNREAD for row in answer.rows) == 2
