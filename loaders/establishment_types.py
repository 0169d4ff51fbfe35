"""Types of establishment: today's wording, the older wordings, and which types the state funds.

Source: the register's own code list (March 2026). State-funded are the types in its file of state-funded schools, and
the city technology colleges, which that file leaves out and the statistics of state-funded schools count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final


@dataclass(frozen=True, slots=True)
class EstablishmentType:
    """A type of establishment: its code without leading zeros, today's name, and whether the state funds it."""

    code: str
    name: str
    state_funded: bool


_STATE_FUNDED: Final = {
    "1": "Community school",
    "2": "Voluntary aided school",
    "3": "Voluntary controlled school",
    "5": "Foundation school",
    "6": "City technology college",
    "7": "Community special school",
    "12": "Foundation special school",
    "14": "Pupil referral unit",
    "15": "Local authority nursery school",
    "28": "Academy sponsor led",
    "33": "Academy special sponsor led",
    "34": "Academy converter",
    "35": "Free schools",
    "36": "Free schools special",
    "38": "Free schools alternative provision",
    "39": "Free schools 16 to 19",
    "40": "University technical college",
    "41": "Studio schools",
    "42": "Academy alternative provision converter",
    "43": "Academy alternative provision sponsor led",
    "44": "Academy special converter",
    "45": "Academy 16-19 converter",
    "46": "Academy 16 to 19 sponsor led",
}
_OTHERS: Final = {
    "8": "Non-maintained special school",
    "10": "Other independent special school",
    "11": "Other independent school",
    "18": "Further education",
    "24": "Secure units",
    "25": "Offshore schools",
    "26": "Service children's education",
    "27": "Miscellaneous",
    "29": "Higher education institutions",
    "30": "Welsh establishment",
    "31": "Sixth form centres",
    "32": "Special post 16 institution",
    "37": "British schools overseas",
    "47": "Children's centre",
    "48": "Children's centre linked site",
    "49": "Online provider",
    "56": "Institution funded by other government department",
    "57": "Academy secure 16 to 19",
}
# Wordings of 2016 that differ by more than case and hyphens.
_OLDER_NAMES: Final = {"LA nursery school": "15", "Free schools 16-19": "39", "Academy 16-19 sponsor led": "46"}


def _fold(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())


TYPES: Final = {
    code: EstablishmentType(code, name, funded)
    for names, funded in ((_STATE_FUNDED, True), (_OTHERS, False))
    for code, name in names.items()
}
_BY_NAME: Final = {_fold(kind.name): kind for kind in TYPES.values()} | {
    _fold(name): TYPES[code] for name, code in _OLDER_NAMES.items()
}


@lru_cache(maxsize=1024)
def establishment_type(name: str, code: str = "") -> EstablishmentType | None:
    """The type that a name means in any wording, else the one with that code; None where neither is known."""
    return _BY_NAME.get(_fold(name)) or TYPES.get(code.lstrip("0"))
