"""What one value looks like in one cell: readable, and safe to show and to open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from graph.records import Dataset

Envelope = Mapping[str, Any]
"""An answer in its JSON form: question, as_of, boundary, sources, assumptions, rows, sentence."""
Fields = Mapping[str, Any]
Cell = str | int | float

# What a spreadsheet program may take for the start of a formula, its full-width forms included.
FORMULA_STARTS: Final = tuple("=+-@\t\r\n＝＋－＠")
# Controls steer a terminal and break a workbook; direction marks make a name read as another.
_UNSAFE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LINE_BREAKS: Final = re.compile(r"\s*[\r\n\t]\s*")


def printable(text: str) -> str:
    """Text without control characters and direction marks; line breaks and tabs stay."""
    return _UNSAFE.sub("", text)


def plain(text: str) -> str:
    """Printable text on one line."""
    return _LINE_BREAKS.sub(" ", printable(text))


def harmless(value: Cell) -> Cell:
    """A cell that no spreadsheet program runs: text that could start a formula gets an apostrophe before it."""
    if not isinstance(value, str):
        return value
    # Cleaned first: what hides a '=' from the test would also hide it from the reader.
    text = printable(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def in_a_cell(value: Any) -> Cell:
    """A JSON value in one cell: lists joined by '; ', a claim as its sentence with dates and place, None as ''."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return _claim_in_a_cell(value) if "sentence" in value else _pairs_in_a_cell(value)
    if isinstance(value, list | tuple):
        return "; ".join(str(in_a_cell(item)) for item in value)
    return value if isinstance(value, int | float) else str(value)


def _claim_in_a_cell(claim: Fields) -> str:
    details = ", ".join(str(claim[key]) for key in ("dates", "document", "place") if claim.get(key))
    return f"{claim['sentence']} ({details})" if details else str(claim["sentence"])


def _pairs_in_a_cell(pairs: Fields) -> str:
    return ", ".join(f"{key}: {in_a_cell(value)}" for key, value in pairs.items() if value not in (None, "", [], {}))


def columns_of(rows: Iterable[Fields]) -> list[str]:
    """Every field of the rows, in the order in which they first appear."""
    return list(dict.fromkeys(name for row in rows for name in row))


def source_fields(dataset: Dataset) -> dict[str, str]:
    """A data set as one of the sources of an envelope."""
    return {
        "id": dataset.id,
        "title": dataset.title,
        "published": str(dataset.published or ""),
        "attribution": dataset.attribution,
    }


def attributions(sources: Iterable[Fields]) -> list[str]:
    """What the licences of the sources ask to be said, each once, in order."""
    return list(dict.fromkeys(source["attribution"] for source in sources if source["attribution"]))
