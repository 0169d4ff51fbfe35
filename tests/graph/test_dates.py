"""Dates keep their precision, and a period answers yes, no or cannot tell."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import Holds, PartialDate, Period, in_words

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
partial_dates = st.builds(
    lambda day, parts: PartialDate(*(day.year, day.month, day.day)[:parts]), days, st.integers(1, 3)
)


@given(partial_dates)
def test_a_partial_date_reads_back_from_its_text(when: PartialDate) -> None:
    assert PartialDate.parse(str(when)) == when


@given(partial_dates)
def test_the_span_of_a_partial_date_is_as_wide_as_its_precision(when: PartialDate) -> None:
    width = (when.latest - when.earliest).days + 1
    assert width == (1 if when.day else width if when.month and 28 <= width <= 31 else 366 if _leap(when.year) else 365)


def _leap(year: int) -> bool:
    return (date(year, 3, 1) - date(year, 2, 1)).days == 29


@pytest.mark.parametrize("text", ["", "13", "2013-9", "2013-13", "2013-02-31", "2013-00", "2013-09-00", "2013-09-1x"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(text)


def _period(start: str = "", end: str = "", *observed: str, over: bool = False) -> Period:
    parse = PartialDate.parse
    return Period(parse(start) if start else None, parse(end) if end else None, tuple(map(parse, observed)), over)


@pytest.mark.parametrize(
    ("period", "day", "holds"),
    [
        (_period("2012", "2013-08"), "2011-12-31", Holds.NO),
        (_period("2012", "2013-08"), "2012-06-01", Holds.CANNOT_TELL),
        (_period("2012", "2013-08"), "2012-12-31", Holds.YES),
        (_period("2012", "2013-08"), "2013-08-01", Holds.YES),
        (_period("2012", "2013-08"), "2013-08-02", Holds.CANNOT_TELL),
        (_period("2012", "2013-08"), "2013-09-01", Holds.NO),
        (_period("2012-01-03", ""), "2012-01-03", Holds.CANNOT_TELL),
        (_period("2012-01-03", "", "2014"), "2013-09-30", Holds.YES),
        (_period("2012-01-03", "", "2014"), "2015-01-01", Holds.CANNOT_TELL),
        (_period("", "", "2011-09", "2013-09"), "2013-09-30", Holds.YES),
        (_period("", "", "2011-09", "2013-09"), "2011-08-31", Holds.CANNOT_TELL),
        (_period("", "2013-09"), "2013-09-30", Holds.CANNOT_TELL),
        (_period("", "2013-09"), "2013-10-01", Holds.NO),
        (_period("2008", "", "2014", over=True), "2010-01-01", Holds.CANNOT_TELL),
        (_period("2008", "", "2014", over=True), "2015-01-01", Holds.NO),
        (_period(), "2013-09-30", Holds.CANNOT_TELL),
    ],
)
def test_whether_a_period_holds_on_a_day(period: Period, day: str, holds: Holds) -> None:
    assert period.holds_on(date.fromisoformat(day)) is holds


@given(partial_dates, partial_dates, days)
def test_a_period_with_both_ends_never_holds_outside_them(one: PartialDate, other: PartialDate, day: date) -> None:
    start, end = sorted((one, other), key=lambda when: when.earliest)
    holds = Period(start, end).holds_on(day)
    if day < start.earliest or day > end.latest:
        assert holds is Holds.NO
    if holds is Holds.YES:
        assert start.earliest <= day <= end.latest


@given(partial_dates, st.integers(0, 4000))
def test_the_gap_is_the_days_beyond_what_the_source_vouches_for(seen: PartialDate, days_after: int) -> None:
    assert Period(observed=(seen,)).gap(seen.latest + timedelta(days_after)) == days_after
    assert Period(end=seen).gap(seen.latest + timedelta(days_after)) == 0
    assert Period().gap(seen.latest) == -1


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (_period("2012-01", "2013"), "2012-01 to 2013"),
        (_period("2012-01"), "from 2012-01"),
        (_period("", "2013"), "until 2013"),
        (_period("", "", "2011-09", "2013-09"), "seen 2011-09 to 2013-09"),
        (_period("", "", "2014", over=True), "over by 2014"),
        (_period(), "no date given"),
    ],
)
def test_a_period_in_words(period: Period, text: str) -> None:
    assert str(period) == text


def test_a_day_in_words() -> None:
    assert in_words(date(2013, 9, 3)) == "3 September 2013"
