"""Ruled tables in PDF files. The only module that knows pdfplumber.

A PDF file draws lines and places words; that they make a table is seen from the lines. pdfplumber is thorough and slow,
so that only pages with lines on them are shown to it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_LEAST_ROWS = 2
_LEAST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class RuledTable:
    """Its upper and lower edge, in points from the top of the page, and the text of its cells row by row."""

    top: float
    bottom: float
    rows: tuple[tuple[str, ...], ...]


def ruled_tables(path: Path, pages: Collection[int]) -> Mapping[int, tuple[RuledTable, ...]]:
    """The tables on those of a file's pages (from 0) that have any, from top to bottom. A file whose lines cannot be
    made sense of has none: its words are read all the same."""
    if not pages:
        return {}
    import pdfplumber

    try:
        with pdfplumber.open(path) as file:
            found = {number: tuple(_tables(file.pages[number])) for number in pages}
    except Exception:  # noqa: BLE001 - its parser fails in many ways on odd files, and tables are a help and no more
        return {}
    return {number: tables for number, tables in found.items() if tables}


def _tables(page: Any) -> list[RuledTable]:
    """Those with several rows and columns; a frame around text is no table, nor is a table within another."""
    found: list[RuledTable] = []
    for table in sorted(page.find_tables(), key=lambda each: each.bbox[1]):
        _, top, _, bottom = table.bbox
        rows = tuple(tuple(" ".join((cell or "").split()) for cell in row) for row in table.extract())
        columns = max((sum(map(bool, row)) for row in rows), default=0)
        if len(rows) >= _LEAST_ROWS and columns >= _LEAST_COLUMNS and (not found or top >= found[-1].bottom):
            found.append(RuledTable(top, bottom, rows))
    return found
