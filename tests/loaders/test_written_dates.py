"""Dates as people write them: read as precisely as written, or refused with what to write instead."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.written_dates import read_date, read_school_year


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2013", "2013"),
        ("2013-09", "2013-09"),
        ("2013-09-15", "2013-09-15"),
        ("Sept 2013", "2013-09"),
        ("sep 2013", "2013-09"),
        ("Sept. 2013", "2013-09"),
        ("September, 2013", "2013-09"),
        (" September  2013 ", "2013-09"),
        ("May 2013", "2013-05"),
        ("09/2013", "2013-09"),
        ("01/09/2013", "2013-09-01"),
        ("1.9.2013", "2013-09-01"),
        ("01-09-2013", "2013-09-01"),
        ("15 September 2013", "2013-09-15"),
        ("15th Sept 2013", "2013-09-15"),
        ("1st-sep-2013", "2013-09-01"),
        ("29/02/2012", "2012-02-29"),
    ],
)
def test_what_is_written_is_what_is_read(text: str, iso: str) -> None:
    assert str(read_date(text)) == iso


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31-02-2013", "no such date"),
        ("2013-02-31", "no such date"),
        ("31 February 2013", "no such date"),
        ("09/15/2013", "days come before months"),
        ("00/09/2013", "no such date"),
        ("2013-00", "no such date"),
        ("01/09/13", "year of four digits"),
        ("Sep-13", "year of four digits"),
        ("2012-13", "may be a school year"),
        ("2012/2013", "may be a school year"),
        ("2008-09", "may be a school year"),
        ("2012-2014", "not a date"),
        ("Autumn 2012", "not a date"),
        ("Ma 2013", "not a date"),
        ("soon", "not a date"),
        ("", "not a date"),
        ("01/01/1900", "Excel makes of an empty date"),
        ("0000", "no such date"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_date(text)


@pytest.mark.parametrize("text", ["2012-13", "2012/13", "2012 - 2013", "2012–13"])
def test_a_school_year_runs_from_september_to_august(text: str) -> None:
    assert tuple(map(str, read_school_year(text))) == ("2012-09", "2013-08")


def test_the_turn_of_a_century_is_a_school_year_too() -> None:
    assert tuple(map(str, read_school_year("1999-2000"))) == ("1999-09", "2000-08")


@pytest.mark.parametrize("text", ["2012-14", "2012", "2012-09", "2012-2012", "thirteen"])
def test_other_spans_are_no_school_year(text: str) -> None:
    with pytest.raises(ValueError, match="school year"):
        read_school_year(text)


@given(st.dates(min_value=date(1901, 1, 1)))
def test_every_day_is_read_in_each_way_of_writing_it(day: date) -> None:
    for way in ("%d/%m/%Y", "%d %B %Y", "%d-%b-%Y", "%Y-%m-%d"):
        written = day.strftime(way)
        assert read_date(written).earliest == read_date(written).latest == day
