"""Dates as prose gives them, and whether each begins or ends what the sentence says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from graph.dates import PartialDate
from loaders.written_dates import read_date, read_school_year

_MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_YEAR: Final = r"(?:19|20)\d\d"
_WHEN: Final = re.compile(
    rf"\b(?:(?P<word>since|from|in|until|till|to|by|before|after|between|up to|of|and)\s+)?"
    rf"(?:the\s+)?(?:(?:start|beginning|end) of\s+)?"
    rf"(?P<date>(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTHS})\s+{_YEAR}|(?P<years>{_YEAR}\s?[-/–]\s?(?:{_YEAR}|\d\d))"
    rf"|(?P<season>[Aa]utumn|[Ss]pring|[Ss]ummer)(?:\s+term)?(?:\s+of)?\s+(?P<of>{_YEAR})|{_YEAR})\b(?!\s*%)"
)
_SEASONS: Final = {"autumn": 9, "spring": 1, "summer": 4}
BEGINS, ENDS, AT = "from", "to", "at"
_SENSE: Final = {
    "since": BEGINS,
    "from": BEGINS,
    "after": BEGINS,
    "until": ENDS,
    "till": ENDS,
    "to": ENDS,
    "up to": ENDS,
    "before": ENDS,
}


@dataclass(frozen=True, slots=True)
class When:
    """A date in a text: its span, the day, month or year it gives (for a school year both ends), and its sense."""

    start: int
    end: int
    first: PartialDate
    last: PartialDate
    sense: str


def dates_in(text: str) -> list[When]:
    """Every date in ``text``. A school year (2012-13) gives its first and its last month."""
    return [when for mark in _WHEN.finditer(text) if (when := _read(mark))]


def _read(mark: re.Match[str]) -> When | None:
    sense = _SENSE.get((mark["word"] or "").casefold(), AT)
    try:
        first, last = _bounds(mark)
    except ValueError:
        return None
    return When(mark.start("date"), mark.end("date"), first, last, sense)


def _bounds(mark: re.Match[str]) -> tuple[PartialDate, PartialDate]:
    if mark["years"]:
        try:
            return read_school_year(mark["years"])
        except ValueError:
            first, last = re.split(r"\s?[-/–]\s?", mark["years"])
            return PartialDate(int(first)), PartialDate(int(first[: 4 - len(last)] + last))
    if mark["season"]:
        day = PartialDate(int(mark["of"]), _SEASONS[mark["season"].casefold()])
        return day, day
    day = read_date(mark["date"])
    return day, day
