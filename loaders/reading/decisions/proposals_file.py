"""Files of proposals: written whole or not at all, and read back as the lines they are."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

from graph.errors import UnreadableFile
from loaders.case_file import ENTITY, RELATION, scope_of
from loaders.case_writer import JsonObject, case_lines
from loaders.reading.proposing import Proposals
from loaders.tables import Row


def proposal_lines(title: str, proposals: Proposals) -> list[JsonObject]:
    """The lines of a case file for what was read in the document called ``title``."""
    return list(case_lines(proposals.nodes, proposals.claims, scope_of((title,), title)))


def read_proposals(path: Path) -> list[JsonObject]:
    """The lines of a file of proposals, JSON lines or a workbook, names first. Raises UnreadableFile."""
    from loaders.loading import tables_in

    rows = [row for table in tables_in(path) for row in table.rows]
    lines = [_line(path, row) for row in rows]
    ids = [line["id"] for line in lines]
    if doubled := next((each for each in sorted(set(ids)) if ids.count(each) > 1), None):
        raise _unfit(path, f"the id {doubled!r} stands there twice")
    return lines


def _line(path: Path, row: Row) -> JsonObject:
    cells = dict(row.cells)
    if row.fault:
        raise _unfit(path, f"{row.place}: {row.fault}")
    if cells.get("kind") not in (ENTITY, RELATION) or not cells.get("id") or not isinstance(cells.get("attrs"), dict):
        raise _unfit(path, f"{row.place} is no name and no fact with an id and attrs")
    standard = {"aliases": []} if cells["kind"] == ENTITY else {"negated": False, "certainty": "stated", "evidence": {}}
    return {**cells, **{key: value for key, value in standard.items() if key not in cells}}


def _unfit(path: Path, what: str) -> UnreadableFile:
    return UnreadableFile(
        f"this is no file of proposals: {what}",
        place=str(path),
        next_step="Choose another name for what is written, or give a file that 'schoolties read' has written.",
    )


def write_proposals(path: Path, lines: Iterable[JsonObject]) -> None:
    """Write the lines to a file beside ``path`` and put it in its place: there is never half a file."""
    text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    replace_file(path, text.encode("utf-8"))


def replace_file(path: Path, data: bytes) -> None:
    """Put ``data`` where ``path`` is, whole or not at all, on the disk before it returns. Raises OSError."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
