"""What changed between two days, and how sure the end of a tie is."""

from __future__ import annotations

from datetime import date

import pytest
from worlds import AUTHORITY, World

from graph.errors import NotFound, QuestionError
from graph.projection import Reading
from graph.vocabulary import PROGRAMME
from queries.boundary import Boundary
from queries.changes import BEGAN, CLOSED, CONVERTED, ENDED, MOVED, OPENED, UNVOUCHED, VOUCHED, Change, changes

EARLIER, LATER = date(2012, 3, 1), date(2013, 9, 30)


def ask(w: World, later: date = LATER) -> list[Change]:
    return list(changes(w.built(), Boundary("Northmoor"), Reading(EARLIER), Reading(later)).rows)


def told(rows: list[Change]) -> list[tuple[str, str, str]]:
    return [(row.kind, row.when, row.sentence) for row in rows]


def test_nothing_changed_is_said() -> None:
    w = World()
    w.school(100001, "Ash Primary School")
    answer = changes(w.built(), Boundary("Northmoor"), Reading(EARLIER), Reading(LATER))
    assert answer.rows == ()
    assert "nothing that was read changed" in answer.sentence


def test_a_secondment_and_a_grant_that_ended_and_a_head_who_began() -> None:
    w = World()
    ash, birch = w.school(100001, "Ash Primary School"), w.school(100002, "Birch Primary School")
    w.person("a manager")
    w.node("a grant", PROGRAMME)
    w.claim("holds_role", "a manager", ash, role_title="school business manager", start="2005")
    w.claim("secondment", "a manager", birch, start="2011-09", end="2012-08", share="two days a week")
    w.claim("funded_by", ash, "a grant", start="2011", end="2012")
    w.head("the new head", birch, start="2013-09-01")
    assert told(ask(w)) == [
        (ENDED, "2012", "Ash Primary School is funded by a grant"),
        (ENDED, "2012-08", "a manager is seconded to Birch Primary School (two days a week)"),
        (BEGAN, "2013-09-01", "the new head is headteacher of Birch Primary School"),
        (MOVED, "", "Ash Primary School: out of reach → alone"),
        (MOVED, "", "Birch Primary School: out of reach → alone"),
    ]


def test_a_school_that_became_an_academy_and_its_cluster() -> None:
    w = World()
    old = w.school(100001, "Ash Primary School", closed="2013-08-31")
    new = w.school(100009, "Ash Academy", opened="2013-09-01")
    birch = w.school(100002, "Birch Primary School")
    w.claim("succeeds", new, old)
    w.group("River Cluster")
    for school in (old, birch):
        w.claim("member_of", school, "River Cluster", seen=("2012", "2013"))
    assert told(ask(w)) == [
        (
            ENDED,
            "2013-08-31",
            "Ash Primary School is a member of River Cluster, as Ash Primary School (urn:100001) closed",
        ),
        (MOVED, "", "Ash Academy: out of reach → nothing read"),
        (MOVED, "", "Birch Primary School: out of reach → alone"),
        (CONVERTED, "2013-09-01", "Ash Primary School (urn:100001) became Ash Academy (urn:100009)"),
    ]


def test_a_merger_closes_two_schools_and_opens_a_third() -> None:
    w = World()
    infants, juniors = (w.school(n, closed="2013-08-31") for n in (100001, 100002))
    primary = w.school(100009, "Ash Primary School", opened="2013-09-01")
    for school in (infants, juniors):
        w.claim("succeeds", primary, school)
    assert [(row.kind, row.nodes) for row in ask(w)] == [
        (CLOSED, ("urn:100001",)),
        (CLOSED, ("urn:100002",)),
        (OPENED, ("urn:100009",)),
    ]


def test_a_tie_nobody_vouches_for_any_longer_has_not_ended() -> None:
    w = World()
    ash, birch = w.school(100001, "Ash Primary School"), w.school(100002, "Birch Primary School")
    w.claim("partnership", ash, birch, seen="2012")
    rows = ask(w, later=date(2020, 1, 1))
    assert [(row.kind, row.relation) for row in rows if row.kind != MOVED] == [(UNVOUCHED, "partnership")]


def test_a_tie_that_a_source_first_shows_near_the_later_day_has_not_begun() -> None:
    w = World()
    ash, birch = w.school(100001, "Ash Primary School"), w.school(100002, "Birch Primary School")
    w.claim("partnership", ash, birch, seen="2018")
    assert [row.kind for row in ask(w) if row.relation] == [VOUCHED]


def test_a_texts_tie_that_goes_on_through_a_conversion_has_neither_ended_nor_begun() -> None:
    w = World()
    old = w.school(100001, "Ash Primary School", closed="2013-08-31")
    w.claim("succeeds", w.school(100009, "Ash Academy", opened="2013-09-01"), old)
    w.school("survey:1", "Ash Primary", authority="")
    w.same("survey:1", old)
    w.claim("partnership", w.school(100002, "Birch Primary School"), "survey:1", start="2010")
    assert [row.kind for row in ask(w)] == [CONVERTED]


def test_what_happens_between_schools_elsewhere_is_not_listed() -> None:
    w = World()
    w.school(100001, "Ash Primary School")
    far, further = (w.school(n, authority="") for n in (200001, 200002))
    w.claim("partnership", far, further, end="2012-06")
    assert ask(w) == []


def test_a_tie_across_the_border_is_listed() -> None:
    w = World()
    ash, far = w.school(100001, "Ash Primary School"), w.school(200001, "Far School", authority="")
    w.claim("partnership", ash, far, start="2010", end="2012-06")
    assert (ENDED, "2012-06", "Ash Primary School works with Far School") in told(ask(w))


def test_each_change_carries_its_claims() -> None:
    w = World()
    ash, birch = w.school(100001, "Ash Primary School"), w.school(100002, "Birch Primary School")
    w.claim("partnership", ash, birch, start="2010", end="2012-06")
    (ended,) = [row for row in ask(w) if row.kind == ENDED]
    assert [(claim.document, claim.place, claim.dates) for claim in ended.claims] == [
        ("The survey", "line 1", "2010 to 2012-06")
    ]


def test_days_in_the_wrong_order_are_refused() -> None:
    w = World()
    w.school(100001)
    with pytest.raises(QuestionError, match="2013-09-30 is after 2012-03-01"):
        changes(w.built(), Boundary(AUTHORITY), Reading(LATER), Reading(EARLIER))


def test_only_what_concerns_a_node_and_whom_it_is_tied_to() -> None:
    w = World()
    ash, oak, elm = (w.school(100001 + n, name) for n, name in enumerate(("Ash", "Oak", "Elm")))
    w.group("weald", name="Weald Cluster")
    for school in (ash, oak):
        w.claim("member_of", school, "weald", start="2010")
    w.claim("supports", ash, elm, start="2010", end="2012-08", id="of a member")
    w.person("bea")
    w.claim("holds_role", "bea", elm, role_title="bursar", start="2010", end="2012-08", id="elsewhere")
    store, days = w.built(), (Reading(EARLIER), Reading(LATER))
    everything = changes(store, Boundary("Northmoor"), *days)
    answer = changes(store, Boundary("Northmoor"), *days, about=["Weald Cluster"])
    ended = [row.sentence for row in everything.rows if row.kind == ENDED]
    assert ended == ["Ash supports Elm", "bea is bursar of Elm"]
    assert [row.sentence for row in answer.rows if row.kind == ENDED] == ["Ash supports Elm"]
    assert answer.boundary.endswith("; Weald Cluster and whom they are tied to")
    assert answer.boundary in answer.sentence


def test_a_name_that_nothing_has_is_refused() -> None:
    with pytest.raises(NotFound):
        changes(World().built(), Boundary("Northmoor"), Reading(EARLIER), Reading(LATER), about=["qqqq"])
