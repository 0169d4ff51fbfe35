"""Dates as precise as they were given, and whether something held on a day: yes, no or cannot tell."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Holds(Enum):
    """Whether a claim holds on a day."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month or a day, never more precise than the source gave it.

    ``month`` and ``day`` are 0 where the source did not give them, so that a year sorts before its months.
    """

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if self.day and not self.month:
            raise ValueError(f"a day without a month: {self.year}-?-{self.day}")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read 2013, 2013-09 or 2013-09-15. Raises ValueError for anything else, 2013-02-31 included."""
        return _parse(text)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The given calendar day."""
        return cls(day.year, day.month, day.day)

    @property
    def earliest(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        if not self.month:
            return f"{self.year:04d}"
        return f"{self.year:04d}-{self.month:02d}{f'-{self.day:02d}' if self.day else ''}"


@lru_cache(maxsize=65536)
def _parse(text: str) -> PartialDate:
    found = _ISO.fullmatch(text)
    if not found:
        raise ValueError(f"not a date of the form 2013, 2013-09 or 2013-09-15: {text!r}")
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if found[2] == "00" or found[3] == "00":
        raise ValueError(f"month and day are counted from 01: {text!r}")
    return PartialDate(year, month, day)


@dataclass(frozen=True, slots=True)
class Period:
    """When something held, as far as its source tells.

    ``start`` and ``end`` are inclusive. ``observed`` are the dates at which the source shows it holding;
    an observation dated to a month or a year counts for all of it. ``over`` says that the source speaks of
    it as ended without saying when: then the observations are dates by which it was over.
    """

    start: PartialDate | None = None
    end: PartialDate | None = None
    observed: tuple[PartialDate, ...] = ()
    over: bool = False

    def holds_on(self, day: date) -> Holds:
        """Whether it held on ``day``; 'cannot tell' where the given precision or a missing end leaves it open."""
        if self._not_begun(day) or self._ended(day):
            return Holds.NO
        return Holds.YES if self._surely_begun(day) and self._surely_not_ended(day) else Holds.CANNOT_TELL

    def is_before(self, day: date) -> bool:
        """Whether ``day`` lies before the start, or where none is given before everything the source vouches for."""
        firsts = (self.start,) if self.start else self._known()
        return bool(firsts) and day < min(first.earliest for first in firsts)

    def gap(self, day: date) -> int:
        """Days from ``day`` to the nearest date at which the source vouches for it; 0 inside, -1 if it has no date."""
        dates = self._known()
        if not dates:
            return -1
        before = 0 if self.start else (min(d.earliest for d in dates) - day).days
        after = 0 if self.end else (day - max(d.latest for d in dates)).days
        return max(before, after, 0)

    def _known(self) -> tuple[PartialDate, ...]:
        return tuple(d for d in (self.start, *self.observed, self.end) if d)

    def _not_begun(self, day: date) -> bool:
        return self.start is not None and day < self.start.earliest

    def _ended(self, day: date) -> bool:
        if self.end is not None:
            return day > self.end.latest
        return self.over and bool(self.observed) and day > max(d.latest for d in self.observed)

    def _surely_begun(self, day: date) -> bool:
        begun = [self.start.latest] if self.start else []
        seen = [] if self.over else [d.earliest for d in self.observed]
        return any(day >= d for d in begun + seen)

    def _surely_not_ended(self, day: date) -> bool:
        if self.end is not None and day <= self.end.earliest:
            return True
        return not self.over and any(day <= d.latest for d in self.observed)

    def __str__(self) -> str:
        if self.start and self.end:
            return f"{self.start} to {self.end}"
        if self.start:
            return f"from {self.start}"
        if self.end:
            return f"until {self.end}"
        if self.observed:
            return f"{'over by' if self.over else 'seen'} {_span(self.observed)}"
        return "no date given"


def _span(dates: tuple[PartialDate, ...]) -> str:
    return str(dates[0]) if len(set(dates)) == 1 else f"{min(dates)} to {max(dates)}"


def in_words(day: date) -> str:
    """A day as a person writes it: 30 September 2013."""
    return f"{day.day} {day:%B %Y}"
