"""The two forms a case file comes in, JSON lines and a workbook, read into rows of one shape."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import Any, Final

from graph.dates import PartialDate
from graph.errors import UnreadableFile
from graph.records import Value
from graph.vocabulary import ACCEPTED, AMENDED, PROPOSED, REJECTED, REVIEW
from loaders.case_file import ENTITY, RELATION
from loaders.loader import YES_OR_NO
from loaders.reviewed import DECIDED_BY, DECIDED_ON
from loaders.tables import Row, Table, column_names, date_in_name, digest_of, file_stem, read_lines
from loaders.workbook import Sheet, Workbook

_LINES_TRIED: Final = 50
_SHOWN: Final = 1000
# Control characters and halves of a character: no store or page can keep them, and JSON can write them as \u0000.
_UNFIT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


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
    sound = [row for row in islice(_rows(path), _LINES_TRIED) if not row.fault]
    if not sound:
        raise UnreadableFile(
            "no line of the file holds a whole JSON object",
            place=str(path),
            next_step="A case file has one object a line, from { to }: write each record on a line of its own.",
        )
    keys = dict.fromkeys(key for row in sound for key in row.cells)
    # Any record may do without "attrs"; a file in which all do is a case file all the same.
    says_so = any(row.cells.get("kind") in (ENTITY, RELATION) for row in sound)
    return tuple(keys | {"attrs": None} if says_so else keys)


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
            reason = f"this line is no JSON object: {_in_words(error)}; correct or delete it"
            yield Row(number, {"line": text.strip()[:_SHOWN]}, reason)


def _in_words(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.lower()} at character {error.pos + 1}"
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)


def _parsed(text: str) -> Mapping[str, Value]:
    value = json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_no_number, parse_float=_finite)
    if not isinstance(value, dict):
        raise ValueError("it does not begin with {")
    for part in _texts(value):
        if found := _UNFIT.search(part):
            raise ValueError(f"a text in it holds the character U+{ord(found[0]):04X}")
    return value


def _texts(value: Value) -> Iterator[str]:
    """Every text in a value, however deep, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for pair in value.items() for part in pair for text in _texts(part))
    elif isinstance(value, list):
        yield from (text for part in value for text in _texts(part))


def _without_doubles(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        doubled = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {doubled!r} stands twice in one object")
    return found


def _finite(digits: str) -> float:
    number = float(digits)
    return number if isfinite(number) else _no_number(digits)


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number")


_NODES, _CLAIMS, _DECISION = "nodes", "claims", "decision"
_NODE_KEYS: Final = frozenset({"id", "type", "name", "aliases", "attrs", "readers"})
_CLAIM_KEYS: Final = frozenset({"id", "type", "source", "target", "certainty", "negated", "attrs", "readers"})
_EVIDENCE_KEYS: Final = frozenset(
    {"document", "lines", "page", "cell", "quote", "said_by", "read_by", "read_on", "dated"}
)
_LISTS: Final = frozenset({"aliases", "observed", "purpose", "steps"})
DECISIONS: Final = {"accept": ACCEPTED, "reject": REJECTED, "amend": AMENDED}
"""What a column called decision may hold, and the review that it stands for; blank is not reviewed."""


def case_table(workbook: Workbook, published: PartialDate | None) -> Table | None:
    """A workbook's sheets *nodes* and *claims* as the table a case file of JSON lines would be; None without them.

    The columns are the keys; those of ``evidence`` and ``attrs`` stand by themselves ("document", "lines", "phase"),
    with or without "evidence." or "attrs." before them. Several names, lines or dates in a cell are parted by
    semicolons. A column called *decision* makes the rows proposals: accept, reject, amend, or blank for not reviewed;
    who decided and when stands in the first row that it holds for.
    """
    sheets = {sheet.name.strip().casefold(): sheet for sheet in workbook.sheets}
    if not {_NODES, _CLAIMS} <= sheets.keys() or not _cites(sheets[_CLAIMS]):
        return None
    return Table(
        name=file_stem(workbook.path),
        path=workbook.path,
        header=("kind", "id", "type", "name", "source", "target", "attrs", "evidence"),
        rows=[*_case_rows(workbook, sheets[_NODES], ENTITY), *_case_rows(workbook, sheets[_CLAIMS], RELATION)],
        digest=workbook.digest,
        published=published,
    )


def _cites(claims: Sheet) -> bool:
    """Whether the claims name their document: without that they are the plain ties of another kind of table."""
    return bool(claims.rows) and any(_key(name) == "document" for name in claims.rows[0].cells)


def _key(name: str) -> str:
    return name.strip().casefold().replace(" ", "_").removeprefix("evidence.").removeprefix("attrs.")


def _case_rows(workbook: Workbook, sheet: Sheet, kind: str) -> Iterator[Row]:
    if not sheet.rows:
        return
    header, *rows = sheet.rows
    place = f"{workbook.path}, sheet {sheet.name}, row {header.number}"
    keys = column_names([_key(name) for name in header.cells], place)
    signed: dict[str, str] = {}
    for row in rows:
        pairs = ((key, cell.strip()) for key, cell in zip(keys, row.cells, strict=False) if cell.strip())
        given = dict(pairs)
        if _DECISION in keys:
            given = _as_review(given, signed)
        yield Row(row.number, _case_cells(kind, given), row.fault, sheet.name)


def _as_review(given: Mapping[str, str], signed: dict[str, str]) -> dict[str, str]:
    """The row with its decision as a review, signed by whoever signed last above it; ``signed`` is brought on."""
    decision = given.get(_DECISION, "").casefold()
    rest = {key: text for key, text in given.items() if key != _DECISION}
    if not decision:
        return {**rest, REVIEW: PROPOSED}
    if DECIDED_BY in rest:
        signed.clear()
    signed.update({key: rest[key] for key in (DECIDED_BY, DECIDED_ON) if key in rest})
    return {**rest, **signed, REVIEW: DECISIONS.get(decision, decision)}


def _case_cells(kind: str, given: Mapping[str, str]) -> dict[str, Value]:
    """One row in the shape of a JSON line. What cannot be put into that shape stays text for the loader to refuse."""
    own = _NODE_KEYS if kind == ENTITY else _CLAIM_KEYS
    cells: dict[str, Value] = {"kind": kind}
    attributes: dict[str, Value] = {}
    evidence: dict[str, Value] = {}
    for key, text in given.items():
        if kind == RELATION and key in _EVIDENCE_KEYS:
            evidence[key] = _numbers(text) if key == "lines" else text
        elif key in own:
            cells[key] = _typed(key, text)
        else:
            attributes[key] = _list(text) if key in _LISTS else text
    said = cells.pop("attrs", {})
    cells["attrs"] = {**said, **attributes} if isinstance(said, dict) else said
    return cells if kind == ENTITY else {**cells, "evidence": evidence}


def _typed(key: str, text: str) -> Value:
    if key in _LISTS:
        return _list(text)
    if key == "negated":
        return YES_OR_NO.get(text.casefold(), text)
    if key == "readers":
        return int(text) if text.isascii() and text.isdigit() else text
    return _object(text) if key == "attrs" else text


def _list(text: str) -> list[Value]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _numbers(text: str) -> Value:
    parts = text.replace(";", ",").split(",")
    return (
        [int(part) for part in parts]
        if all(part.strip().isascii() and part.strip().isdigit() for part in parts)
        else text
    )


def _object(text: str) -> Value:
    try:
        return dict(_parsed(text))
    except (ValueError, RecursionError):
        return text
