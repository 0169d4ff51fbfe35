"""The two forms a case file comes in, JSON lines and a workbook, read into rows of one shape."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

from graph.dates import PartialDate
from graph.errors import UnreadableFile
from graph.records import Value
from loaders.case_file import ENTITY
from loaders.tables import Row, Table, date_in_name, digest_of, file_stem, read_lines

_LINES_TRIED: Final = 50


def is_json_lines(path: Path) -> bool:
    """Whether the file's first line that is not blank begins a JSON object. Raises UnreadableFile."""
    return next((text.lstrip().startswith("{") for _, text, _ in read_lines(path)), False)


def read_json_lines(path: Path, *, published: PartialDate | None = None) -> Table:
    """A table of the file's objects: the cells of a row are the object's keys, entities before relations.

    A line that holds no object comes out as a row with its fault. Raises UnreadableFile where none of the first
    50 lines holds one.
    """
    return Table(
        name=file_stem(path),
        path=path,
        header=_header(path),
        rows=_JsonRows(path),
        digest=digest_of(path),
        published=published or date_in_name(path.name),
    )


def _header(path: Path) -> tuple[str, ...]:
    first = next((row for row in islice(_rows(path), _LINES_TRIED) if not row.fault), None)
    if first is None:
        raise UnreadableFile(
            "no line of the file holds a whole JSON object",
            place=str(path),
            next_step="A case file has one object a line, from { to }: write each record on a line of its own.",
        )
    return tuple(first.cells)


@dataclass(frozen=True, slots=True)
class _JsonRows:
    path: Path

    def __iter__(self) -> Iterator[Row]:
        """Entities first, so that every relation meets its ends; the file is read twice and never held whole."""
        yield from (row for row in _rows(self.path) if _is_entity(row))
        yield from (row for row in _rows(self.path) if not _is_entity(row))


def _is_entity(row: Row) -> bool:
    return row.cells.get("kind") == ENTITY


def _rows(path: Path) -> Iterator[Row]:
    for number, text, fault in read_lines(path):
        if fault:
            yield Row(number, {"line": text}, fault)
            continue
        try:
            yield Row(number, _parsed(text))
        except (ValueError, RecursionError) as error:
            yield Row(
                number, {"line": text.strip()[:1000]}, f"this line is no JSON object ({error}); correct or delete it"
            )


def _parsed(text: str) -> Mapping[str, Value]:
    value = json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_no_number)
    if not isinstance(value, dict):
        raise ValueError("it does not begin with {")
    return value


def _without_doubles(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        doubled = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {doubled!r} stands twice in one object")
    return found


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number")
