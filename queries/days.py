"""Days as people type them: 2013-09-30, 30/09/2013, 30 September 2013, today."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from graph.dates import PartialDate
from graph.errors import QuestionError

# Not the calendar module's names, which follow the language of the machine.
_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_YEAR_FIRST: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_DAY_FIRST: Final = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
_IN_WORDS: Final = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})", re.IGNORECASE
)
_WRITE: Final = "Write a day as 2013-09-30, 30/09/2013 or '30 September 2013'."


def read_day(text: str, *, today: date | None = None) -> date:
    """The day that ``text`` means, day before month. Raises QuestionError where it is no day or not a whole one."""
    words = text.strip()
    if words.casefold() == "today":
        return today or date.today()
    for pattern in (_YEAR_FIRST, _DAY_FIRST, _IN_WORDS):
        if found := pattern.fullmatch(words):
            return _day(words, **found.groupdict())
    raise _not_a_day(text)


def year_before(day: date) -> date:
    """The same day a year earlier; for 29 February the 28th, for a day of the year 1 itself."""
    return day.replace(year=max(day.year - 1, 1), day=28 if (day.month, day.day) == (2, 29) else day.day)


def _day(text: str, *, year: str, month: str, day: str) -> date:
    number = int(month) if month.isdecimal() else _month(text, month)
    try:
        return date(int(year), number, int(day))
    except ValueError as fault:
        raise QuestionError(
            f"there is no such day: {text}", next_step=f"{_WRITE} The day stands before the month."
        ) from fault


def _month(text: str, name: str) -> int:
    # Three letters tell the months apart.
    start = name.casefold()
    known = [number for number, month in enumerate(_MONTHS, 1) if month.startswith(start)]
    if not known:
        raise QuestionError(f"{name!r} is no month: {text}", next_step=_WRITE)
    return known[0]


def _not_a_day(text: str) -> QuestionError:
    try:
        partial = PartialDate.parse(text.strip())
    except ValueError:
        return QuestionError(f"not a day: {text!r}", next_step=_WRITE)
    return QuestionError(
        f"a day is needed, and {text.strip()} is a {'month' if partial.month else 'year'}",
        next_step=f"Give one day of it, for example its last: {partial.latest.isoformat()}.",
    )
