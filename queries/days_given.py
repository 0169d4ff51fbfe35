"""Days of a leader's time: what claims say was offered and is used, and what is left where both are known.

Days stand in a claim in two forms: as numbers, in the attributes ``days_offered`` (of a designation) and ``days_used``
(of a designation or of one deployment), by the year unless ``days_per`` says week, term or year; or as a share of the
week in words, such as 'two days a week'. Nothing is converted: two days a week are not taken for eighty a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite, nan
from typing import Final

from graph.records import Claim, Value

OFFERED, USED, PER, CONSENT = "days_offered", "days_used", "days_per", "governors_consent"
YEAR: Final = "year"
_NUMBERS: Final = {"a": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0}
_SHARE: Final = re.compile(
    r"(?P<number>\d+(?:\.\d+)?|[a-z]+)[ -](?P<half>half[ -])?days? (?:a|per|each) (?P<per>week|term|year)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Days:
    """A number of days in each week, term or year."""

    number: float
    per: str

    def __str__(self) -> str:
        return f"{self.number:g} day{'' if self.number == 1 else 's'} a {self.per}"


@dataclass(frozen=True, slots=True)
class Account:
    """Days offered and used, None where no claim says; ``left`` is None wherever either of them is."""

    offered: Days | None = None
    used: Days | None = None

    @property
    def left(self) -> Days | None:
        """Offered less used, never below nothing; None where one of the two is not known or they differ in measure."""
        if not self.offered or not self.used or self.offered.per != self.used.per:
            return None
        return Days(max(self.offered.number - self.used.number, 0.0), self.offered.per)


def account(designations: Iterable[Claim], deployments: Iterable[Claim]) -> Account:
    """The days of one leader. Where the days of one deployment are not known, or none was read, those used are not."""
    held = list(designations)
    offered = _one(_days(claim, OFFERED) for claim in held)
    used = _one(_days(claim, USED) for claim in held) or _together([days_of(claim) for claim in deployments])
    return Account(offered, used)


def days_of(claim: Claim) -> Days | None:
    """The days that one deployment takes, None where its claim does not say."""
    return _days(claim, USED) or share_in_days(claim.share)


def share_in_days(share: str | None) -> Days | None:
    """'two days a week' as days; None for any share that is not said in days."""
    found = _SHARE.fullmatch(" ".join((share or "").split()))
    if not found:
        return None
    number = _number(found["number"].casefold())
    return None if number is None else Days(number / (2 if found["half"] else 1), found["per"].casefold())


def consent(claims: Iterable[Claim]) -> str:
    """What the first claim that speaks of it says of the governors' consent, '' where none does."""
    said = (claim.attributes.get(CONSENT) for claim in claims)
    return next((_in_words(value) for value in said if value not in (None, "")), "")


def _in_words(value: Value) -> str:
    return {True: "given", False: "not given"}[value] if isinstance(value, bool) else str(value)


def _days(claim: Claim, key: str) -> Days | None:
    number = _number(claim.attributes.get(key))
    return None if number is None else Days(number, str(claim.attributes.get(PER) or YEAR))


def _number(value: Value) -> float | None:
    if isinstance(value, str) and value in _NUMBERS:
        return _NUMBERS[value]
    try:
        number = float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else nan
    except ValueError:
        return None
    return number if isfinite(number) and number >= 0 else None


def _one(found: Iterable[Days | None]) -> Days | None:
    return next((days for days in found if days), None)


def _together(each: list[Days | None]) -> Days | None:
    """Their sum; None where one is not known, where they differ in measure, or where there is none."""
    known = [days for days in each if days]
    if not known or len(known) < len(each) or len({days.per for days in known}) > 1:
        return None
    return Days(sum(days.number for days in known), known[0].per)
