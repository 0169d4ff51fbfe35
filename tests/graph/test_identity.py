"""Who is who on a day, worked out by hand: what is open, what a school goes on as, and what decisions say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from drawings import DRAWING, Drawing, claim, node
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import Holds, PartialDate
from graph.identity import Identity, Lineage, is_open
from graph.records import DIFFERENT, SAME, Dataset, Decision, Outline

YES, NO, CANNOT_TELL = Holds.YES, Holds.NO, Holds.CANNOT_TELL
REGISTER = Dataset(id="register:2026", title="A register", kind="register", published=PartialDate(2026))


@pytest.mark.parametrize(
    ("life", "day", "expected"),
    [
        ({}, date(1850, 1, 1), YES),
        ({"opened": "2012-09-01"}, date(2012, 8, 31), NO),
        ({"opened": "2012-09-01"}, date(2012, 9, 1), YES),
        ({"opened": "2012"}, date(2011, 12, 31), NO),
        ({"opened": "2012"}, date(2012, 1, 1), YES),
        ({"closed": "2017-01-31"}, date(2017, 1, 31), YES),
        ({"closed": "2017-01-31"}, date(2017, 2, 1), NO),
        ({"closed": "2017"}, date(2017, 12, 31), YES),
        ({"closed": "2017"}, date(2018, 1, 1), NO),
        ({"opened": "2012-09-01", "closed": "2017-01-31"}, date(2013, 9, 30), YES),
    ],
)
def test_a_school_is_open_from_its_opening_to_its_last_day(life: dict[str, Any], day: date, expected: Holds) -> None:
    assert is_open(node("ash", "school", **life), day) is expected


@pytest.mark.parametrize(
    ("attributes", "day", "expected"),
    [
        ({"status": "Closed", "status_as_of": "2024-06-17"}, date(2024, 6, 16), CANNOT_TELL),
        ({"status": "Closed", "status_as_of": "2024-06-17"}, date(2024, 6, 17), NO),
        ({"status": "closed"}, date(2024, 6, 17), CANNOT_TELL),
        ({"status": "Proposed to open"}, date(2024, 6, 17), NO),
        ({"status": "Open, but proposed to close"}, date(2024, 6, 17), YES),
        ({"status": "Open"}, date(2024, 6, 17), YES),
    ],
)
def test_without_dates_the_status_tells_as_far_as_it_can(
    attributes: dict[str, str], day: date, expected: Holds
) -> None:
    assert is_open(node("ash", "school", attributes=attributes), day) is expected


def test_a_closing_date_tells_more_than_the_status() -> None:
    ash = node("ash", "school", closed="2017-01-31", attributes={"status": "Closed", "status_as_of": "2024-06-17"})
    assert (is_open(ash, date(2017, 1, 31)), is_open(ash, date(2017, 2, 1))) == (YES, NO)


def conversion(closed: str = "2012-08-31", opened: str = "2012-09-01") -> Drawing:
    """A register in which Ash Academy succeeds Ash Primary, and a text that speaks of 'ash'."""
    drawing = Drawing()
    drawing.school("ash primary", REGISTER, closed=closed)
    drawing.school("ash academy", REGISTER, opened=opened)
    drawing.claim("ash academy", "succeeds", "ash primary", REGISTER)
    drawing.school("ash")
    return drawing


def stands_for(drawing: Drawing, entity: str, day: date) -> str:
    return drawing.on(day).identity.on(entity, day)


BEFORE, AFTER = date(2012, 6, 30), date(2013, 6, 30)


@pytest.mark.parametrize("judged", ["ash primary", "ash academy"])
@pytest.mark.parametrize(("day", "expected"), [(BEFORE, "ash primary"), (AFTER, "ash academy")])
def test_what_a_text_calls_a_school_is_the_record_open_on_the_day(judged: str, day: date, expected: str) -> None:
    drawing = conversion()
    drawing.same("ash", judged)
    assert stands_for(drawing, "ash", day) == expected


def test_what_a_register_calls_a_school_is_that_record_alone() -> None:
    drawing = conversion()
    assert stands_for(drawing, "ash primary", AFTER) == "ash primary"
    assert stands_for(drawing, "ash academy", BEFORE) == "ash academy"


def test_a_school_goes_on_through_several_conversions() -> None:
    drawing = conversion()
    drawing.nodes[1] = node("ash academy", "school", REGISTER, opened="2012-09-01", closed="2012-12-31")
    drawing.school("ash trust academy", REGISTER, opened="2013-01-01")
    drawing.claim("ash trust academy", "succeeds", "ash academy", REGISTER)
    drawing.same("ash", "ash primary")
    assert stands_for(drawing, "ash", AFTER) == "ash trust academy"


def test_a_school_that_is_closed_on_the_day_between_its_records_is_the_one_it_was_matched_to() -> None:
    drawing = conversion(closed="2012-08-31", opened="2012-09-05")
    drawing.same("ash", "ash primary")
    assert stands_for(drawing, "ash", date(2012, 9, 2)) == "ash primary"


def test_no_school_goes_on_through_a_merger() -> None:
    drawing = conversion()
    drawing.school("birch primary", REGISTER, closed="2012-08-31")
    drawing.claim("ash academy", "succeeds", "birch primary", REGISTER)
    drawing.same("ash", "ash primary")
    assert stands_for(drawing, "ash", AFTER) == "ash primary"
    drawing.decisions.clear()
    drawing.same("ash", "ash academy")
    assert stands_for(drawing, "ash", BEFORE) == "ash academy"


def test_no_school_goes_on_through_a_split() -> None:
    drawing = conversion()
    drawing.school("ash infants", REGISTER, opened="2012-09-01")
    drawing.claim("ash infants", "succeeds", "ash primary", REGISTER)
    drawing.same("ash", "ash primary")
    assert stands_for(drawing, "ash", AFTER) == "ash primary"


def test_a_text_that_tells_the_two_records_apart_means_each_by_itself() -> None:
    drawing = conversion()
    drawing.school("the new ash")
    drawing.same("ash", "ash primary")
    drawing.same("the new ash", "ash academy")
    assert stands_for(drawing, "ash", AFTER) == "ash primary"
    assert stands_for(drawing, "the new ash", BEFORE) == "ash academy"


def test_another_text_that_speaks_of_the_new_record_changes_nothing_for_the_first() -> None:
    drawing = conversion()
    other = Dataset(id="drawing:two", title="Another text", kind="drawing")
    drawing.school("the new ash", other)
    drawing.same("ash", "ash primary")
    drawing.same("the new ash", "ash academy")
    assert stands_for(drawing, "ash", AFTER) == "ash academy"


def test_a_denied_or_planned_succession_is_none() -> None:
    assert Lineage.of([Outline.of(claim("b", "succeeds", "a", negated=True))]).after == {}
    assert Lineage.of([Outline.of(claim("b", "succeeds", "a", certainty="planned"))]).after == {}


def test_a_circle_of_successors_ends_nowhere() -> None:
    drawing = Drawing()
    for school, following in (("a", "b"), ("b", "c"), ("c", "a")):
        drawing.school(school, REGISTER, closed="2012-08-31")
        drawing.claim(following, "succeeds", school, REGISTER)
    drawing.school("ash")
    drawing.same("ash", "a")
    assert stands_for(drawing, "ash", AFTER) == "a"


def test_a_successor_that_is_not_held_is_not_gone_on_to() -> None:
    lineage = Lineage.of([Outline.of(claim("gone", "succeeds", "a"))])
    nodes = {"ash": node("ash", "school"), "a": node("a", "school", REGISTER, closed="2012-08-31")}
    assert Identity(nodes, [decision("ash", "a")], lineage).on("ash", AFTER) == "a"


def test_only_a_school_goes_on() -> None:
    drawing = Drawing()
    drawing.group("old trust", "trust", closed="2012-08-31")
    drawing.group("new trust", "trust", opened="2012-09-01")
    drawing.claim("new trust", "succeeds", "old trust")
    drawing.group("the trust", "trust")
    drawing.same("the trust", "old trust")
    assert stands_for(drawing, "the trust", AFTER) == "old trust"


def decision(left: str, right: str, verdict: str = SAME) -> Decision:
    return Decision(left=left, right=right, verdict=verdict, by="a test", on="2026-01-10")


def who_is_who(*decisions: Decision) -> Identity:
    return Identity({key: node(key, "school", DRAWING) for key in "abcde"}, decisions, Lineage({}, {}))


def test_decisions_are_followed_to_their_end() -> None:
    identity = who_is_who(decision("a", "b"), decision("b", "c"), decision("d", "c"))
    assert [identity.canonical(key) for key in "abcde"] == ["c", "c", "c", "c", "e"]
    assert identity.known_as() == {"c": ["a", "b", "d"]}


def test_a_decision_that_two_are_different_joins_nothing() -> None:
    assert who_is_who(decision("a", "b", DIFFERENT)).canonical("a") == "a"


def test_decisions_that_go_in_a_circle_still_make_one_of_all() -> None:
    identity = who_is_who(decision("b", "c"), decision("c", "d"), decision("d", "b"), decision("a", "d"))
    assert {identity.canonical(key) for key in "abcd"} == {"b"}


some_decisions = st.dictionaries(st.sampled_from("abcde"), st.sampled_from("abcde"))


@given(some_decisions)
def test_whoever_is_judged_to_be_one_has_one_canonical_id(same: dict[str, str]) -> None:
    identity = who_is_who(*(decision(left, right) for left, right in same.items()))
    for left, right in same.items():
        assert identity.canonical(left) == identity.canonical(right)
        assert identity.canonical(identity.canonical(left)) == identity.canonical(left)
