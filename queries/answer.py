"""What every answer carries: its question, its day, its boundary, its sources and its assumptions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from graph.projection import Projection, Standing
from graph.records import Dataset

Fields = dict[str, Any]


class Row(Protocol):
    """One line of an answer."""

    def fields(self) -> Fields:
        """The row as plain JSON values, keys in the order of the columns."""


Row_co = TypeVar("Row_co", bound=Row, covariant=True)


@dataclass(frozen=True, slots=True)
class Source:
    """A data set an answer rests on, as it is shown."""

    id: str
    title: str
    published: str
    attribution: str

    @classmethod
    def of(cls, dataset: Dataset) -> Source:
        """The data set as an answer shows it."""
        return cls(dataset.id, dataset.title, str(dataset.published or ""), dataset.attribution)

    def fields(self) -> Fields:
        """As plain JSON values."""
        return {"id": self.id, "title": self.title, "published": self.published, "attribution": self.attribution}


@dataclass(frozen=True, slots=True)
class Answer(Generic[Row_co]):
    """A frozen answer. ``sentence`` says it in words; every surface shows the same one."""

    question: str
    as_of: date
    boundary: str
    sources: tuple[Source, ...]
    assumptions: tuple[str, ...]
    rows: tuple[Row_co, ...]
    sentence: str

    def envelope(self) -> Fields:
        """The JSON form: question, as_of, boundary, sources, assumptions, rows, and the sentence."""
        return {
            "question": self.question,
            "as_of": self.as_of.isoformat(),
            "boundary": self.boundary,
            "sources": [source.fields() for source in self.sources],
            "assumptions": list(self.assumptions),
            "rows": [row.fields() for row in self.rows],
            "sentence": self.sentence,
        }


def sources(datasets: Iterable[Dataset]) -> tuple[Source, ...]:
    """The data sets of a store as an answer shows them, in order of id."""
    return tuple(Source.of(dataset) for dataset in datasets)


def assumptions(projection: Projection, *, presumed: int | None = None) -> tuple[str, ...]:
    """What was assumed in reading the claims for the day, with numbers.

    ``presumed`` is the number of ties that rest on a presumption, where somebody else counted them.
    """
    reading, aside = projection.reading, projection.set_aside
    if presumed is None:
        presumed = sum(1 for tie in projection.ties if not tie.certain)
    said = [
        _about_missing_dates(presumed, reading.presumed_years, certain_only=reading.certain_only),
        _about(aside.get(Standing.STALE, 0), "last seen too long before the day to be counted"),
        _about(aside.get(Standing.PLANNED, 0), "of plans, never counted as ties"),
        _about(aside.get(Standing.DENIED, 0), "denying a tie; the source nearest to the day is followed"),
        _about_conversions(len(projection.carried)),
    ]
    return tuple(sentence for sentence in said if sentence)


def _about_missing_dates(ties: int, years: int, *, certain_only: bool) -> str:
    if certain_only:
        return "Only ties whose dates settle the day are counted."
    return (
        "A claim without an end counts as settled for a year beyond the last time a source shows it, and as presumed"
        f" for {years} years; so before the first time. {count(ties, 'tie').capitalize()} on this day"
        f" {_rest(ties)} on a presumption."
    )


def _rest(number: int) -> str:
    return "rests" if number == 1 else "rest"


def _about(number: int, what: str) -> str:
    return f"{count(number, 'claim')} {what}." if number else ""


def _about_conversions(number: int) -> str:
    if not number:
        return ""
    return (
        f"{count(number, 'school')} read under another record of the same school: what a text says of a school goes on"
        " through its conversion to an academy, save in a federation or trust, and unless the text tells the two apart."
    )


def count(number: int, word: str, plural: str = "") -> str:
    """'1 school', '2 schools', 'no schools'."""
    return f"{number or 'no'} {word if number == 1 else plural or word + 's'}"


def listed(words: Iterable[str], most: int = 6) -> str:
    """'A, B and C'; beyond ``most`` the rest are counted."""
    items = list(words)
    if len(items) > most:
        items = [*items[: most - 1], f"{len(items) - most + 1} more"]
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""
