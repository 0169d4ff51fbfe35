"""Days as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QuestionError
from queries.days import read_day, year_before

DAY = date(2013, 9, 30)


@pytest.mark.parametrize(
    "text",
    [
        "2013-09-30",
        "30/09/2013",
        "30/9/2013",
        "30-09-2013",
        "30.09.2013",
        "30 September 2013",
        "30 sept 2013",
        "30 Sep. 2013",
        "30th September, 2013",
        " 2013-09-30 ",
    ],
)
def test_a_day_is_read(text: str) -> None:
    assert read_day(text) == DAY


def test_today() -> None:
    assert read_day("Today", today=DAY) == DAY


@given(st.dates())
def test_every_day_reads_back(day: date) -> None:
    assert read_day(day.isoformat()) == day
    assert read_day(f"{day.day}/{day.month}/{day.year:04d}") == day


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2013-09", "a day is needed, and 2013-09 is a month\nGive one day of it, for example its last: 2013-09-30."),
        ("2013", "a day is needed, and 2013 is a year\nGive one day of it, for example its last: 2013-12-31."),
        ("31/02/2013", "there is no such day: 31/02/2013"),
        ("09/30/2013", "The day stands before the month."),
        ("30 Sextember 2013", "'Sextember' is no month"),
        ("soon", "not a day: 'soon'\nWrite a day as 2013-09-30"),
        ("", "not a day: ''"),
    ],
)
def test_what_is_no_day_is_refused_with_the_next_step(text: str, message: str) -> None:
    with pytest.raises(QuestionError) as caught:
        read_day(text)
    assert message in str(caught.value)


@given(st.text())
def test_any_text_is_a_day_or_refused_with_the_next_step(text: str) -> None:
    assert said_of(text)


def said_of(text: str) -> date | str:
    """The day that a text means, or what to do about it."""
    try:
        return read_day(text)
    except QuestionError as fault:
        return fault.next_step


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2013, 9, 30), date(2012, 9, 30)),
        (date(2012, 2, 29), date(2011, 2, 28)),
        (date(1, 5, 1), date(1, 5, 1)),
    ],
)
def test_a_year_before(day: date, before: date) -> None:
    assert year_before(day) == before
