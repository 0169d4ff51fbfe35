"""Dates as people write them into spreadsheets: days first, as in England, and never more precise than written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from graph.dates import PartialDate

_MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_ISO: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_NUMBERS: Final = re.compile(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})")
_WORDS: Final = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[ -]+)?([a-z]+)\.?,?[ -]+(\d{4})")
_SCHOOL_YEAR: Final = re.compile(r"(\d{4}) ?[-/–] ?(\d{4}|\d{2})")
_EXAMPLES: Final = "Write 2013, Sept 2013 or 15/09/2013"
# What Excel shows for an empty cell that is formatted as a date.
_NOTHING: Final = frozenset({PartialDate(1900, 1, 1), PartialDate(1899, 12, 30), PartialDate(1899, 12, 31)})


@lru_cache(maxsize=4096)
def read_date(text: str) -> PartialDate:
    """2013, 2013-10, Sept 2013, 09/2013, 15/09/2013, 15 September 2013 … as a date.

    Raises ValueError with the reason and what to write instead: for a day that no calendar has, a year of two
    digits, a school year where one date is wanted, and anything else.
    """
    words = " ".join(text.casefold().split())
    if _may_be_school_year(words):
        raise ValueError(f"this may be a school year, which is not one date. {_EXAMPLES}")
    try:
        found = _parse(words)
    except ValueError:
        raise ValueError(f"there is no such date (days come before months). {_EXAMPLES}") from None
    if found is None:
        raise ValueError(f"not a date with a year of four digits. {_EXAMPLES}")
    if found in _NOTHING:
        raise ValueError("this is what Excel makes of an empty date. Leave the cell empty")
    return found


def _may_be_school_year(words: str) -> bool:
    """Whether it is two years running; 2008-09 may be a month as well, and a reader cannot know."""
    found = _SCHOOL_YEAR.fullmatch(words)
    return found is not None and (int(found[1]) + 1) % 100 == int(found[2]) % 100


def _parse(words: str) -> PartialDate | None:
    if found := _ISO.fullmatch(words):
        return PartialDate.parse(words)
    if found := _NUMBERS.fullmatch(words):
        return PartialDate(int(found[3]), _counted(found[2]), _counted(found[1]))
    if (found := _WORDS.fullmatch(words)) and (month := _month(found[2])):
        return PartialDate(int(found[3]), month, _counted(found[1]))
    return None


def _counted(digits: str | None) -> int:
    """A month or day, 0 where there is none; a written 0 is none that a calendar has."""
    if digits is not None and int(digits) == 0:
        raise ValueError(digits)
    return int(digits or 0)


def _month(word: str) -> int:
    """The month that ``word`` is or begins with three letters or more (Sept, Sep), 0 for any other word."""
    return next((n for n, name in enumerate(_MONTHS, start=1) if len(word) > 2 and name.startswith(word)), 0)


def read_school_year(text: str) -> tuple[PartialDate, PartialDate]:
    """A school year (2012-13, 2012/13, 2012-2013) as its first and its last month: 2012-09 and 2013-08.

    Raises ValueError with the reason for anything else.
    """
    found = _SCHOOL_YEAR.fullmatch(text.strip())
    if found is None:
        raise ValueError("not a school year. Write 2012-13")
    first, last = int(found[1]), int(found[1][: 4 - len(found[2])] + found[2])
    if last != first + 1:
        raise ValueError("a school year ends in the year after it began. Write 2012-13")
    return PartialDate(first, 9), PartialDate(last, 8)
