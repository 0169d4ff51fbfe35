"""What the register tells of a school that likeness and distance go by: phase, type, size, intake, setting, place.

A school that converted goes on in another record of the register. What its own record does not give is taken from
the other records of the same school, one to one, and said to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import hypot
from typing import Final

from graph.errors import QuestionError
from graph.projection import Projection
from graph.records import Node, Value
from queries.days import read_day

METRES_A_KILOMETRE: Final = 1000
_NO_FAITH: Final = frozenset({"none", "does not apply"})
NO_FAITH: Final = "no religious character"
_KEYS: Final = (
    "phase", "establishment_type", "religious_character", "urban_rural", "pupils", "percentage_fsm", "easting",
    "northing", "pupils_as_of", "census_date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a school: '' and None where no source says.

    ``place`` is easting and northing in metres on the British National Grid; ``pupils_as_of`` the day the pupils were
    counted or read; ``fsm`` the percentage of pupils eligible for free school meals; ``borrowed`` the ids of the
    other records of the same school that something was taken from.
    """

    phase: str = ""
    type: str = ""
    faith: str = ""
    setting: str = ""
    pupils: int | None = None
    pupils_as_of: str = ""
    fsm: float | None = None
    place: tuple[float, float] | None = None
    borrowed: tuple[str, ...] = ()


def profile(projection: Projection, school: str) -> Profile:
    """The profile of a school of the projection."""
    found, borrowed = _gathered(projection, school)
    faith = str(found.get("religious_character") or "")
    easting, northing = (_number(found.get(key)) for key in ("easting", "northing"))
    pupils = _number(found.get("pupils"))
    return Profile(
        phase=str(found.get("phase") or ""),
        type=str(found.get("establishment_type") or ""),
        faith=NO_FAITH if faith.casefold() in _NO_FAITH else faith,
        setting=_setting(str(found.get("urban_rural") or "")),
        pupils=None if pupils is None else int(pupils),
        pupils_as_of=_day(str(found.get("pupils_as_of") or found.get("census_date") or "")),
        fsm=_number(found.get("percentage_fsm")),
        place=None if easting is None or northing is None else (easting, northing),
        borrowed=borrowed,
    )


def kilometres(one: Profile, other: Profile) -> float | None:
    """The straight line between two schools, None where the place of one is not known."""
    if one.place is None or other.place is None:
        return None
    return hypot(one.place[0] - other.place[0], one.place[1] - other.place[1]) / METRES_A_KILOMETRE


def _gathered(projection: Projection, school: str) -> tuple[Mapping[str, Value], tuple[str, ...]]:
    """The attributes of the school's record, what it lacks taken from its other records; and which these were."""
    found: dict[str, Value] = {}
    borrowed: dict[str, None] = {}
    for node in _records(projection, school):
        news = {key: node.attributes[key] for key in _KEYS if key not in found and node.attributes.get(key)}
        if news and node.id != school:
            borrowed[node.id] = None
        found.update(news)
    return found, tuple(borrowed)


def _records(projection: Projection, school: str) -> Iterator[Node]:
    yield projection.nodes[school]
    others = projection.lineage.lives(school) - {school}
    yield from (projection.nodes[other] for other in sorted(others) if other in projection.nodes)


def _number(value: Value) -> float | None:
    text = str(value or "").strip().removesuffix("%").replace(",", "")
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _day(text: str) -> str:
    """A day as everywhere else, 2018-01-18; the register writes 18-01-2018. What is no whole day stays as it is."""
    try:
        return read_day(text).isoformat() if text else ""
    except QuestionError:
        return text


def _setting(text: str) -> str:
    """Urban or rural: the register tells six kinds of them, with 'England/Wales' before each."""
    words = text.casefold()
    return next((word for word in ("urban", "rural") if word in words), "")
