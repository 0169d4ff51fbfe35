"""Tables and lists of people: what each column holds is read from its heading, and each row says what its cells say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from graph.vocabulary import PERSON, SCHOOL
from loaders.reading.cast import Cast, Reference, Step
from loaders.reading.documents.document import Block, Document, Place, Sort
from loaders.reading.naming.mention import DESIGNATION, ROLE

NAME, PLACE, POST, LENT_TO, NOTHING = "name", "place", "post", "lent to", ""
_HEADINGS: Final = (
    (LENT_TO, re.compile(r"deploy|support(?:s|ed|ing)|seconded|working with|partner school|receiving", re.IGNORECASE)),
    (POST, re.compile(r"role|part in|post|position|job|title|designation|capacity", re.IGNORECASE)),
    (PLACE, re.compile(r"school|academy|base|setting|organisation|employer|representing", re.IGNORECASE)),
    (NAME, re.compile(r"name|who|attend|present|person|headteacher|contact|leader|member", re.IGNORECASE)),
)
# A column of parts in a group: "Part in the alliance".
_IN_GROUP: Final = re.compile(
    r"(?:in|within|of) the (?:alliance|cluster|partnership|federation|group|network|trust|board)", re.IGNORECASE
)
_PERSON: Final = re.compile(r"[A-Z][\w'’-]+(?: [A-Z]\.?)?(?: [A-Z][\w'’-]+){1,2}")


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a table: who, in what post (the vocabulary's word, '' where no cell says), where, and lent to whom."""

    person: int
    post: str
    designation: str
    places: tuple[int, ...]
    lent_to: tuple[int, ...]
    place: Place
    steps: tuple[Step, ...]
    in_group: bool = False


def listed(document: Document, cast: Cast) -> Iterator[Listed]:
    """The rows of every table that has a column of people."""
    columns: tuple[str, ...] = ()
    heading, in_group = "", False
    for at, block in enumerate(document.blocks):
        if block.sort is not Sort.ROW:
            columns, heading = (), block.text
        elif not columns:
            columns = tuple(_sense(text) for text, _, _ in _cells(block))
            in_group = bool(_IN_GROUP.search(block.text))
        elif NAME in columns and (row := _row(document, cast, at, columns, heading)):
            yield replace(row, in_group=in_group)


def _cells(block: Block) -> list[tuple[str, int, int]]:
    """Each cell's text with its start and end in the block."""
    starts = [0, *(mark.end() for mark in re.finditer(r"\s*\|\s*", block.text))]
    ends = [*(mark.start() for mark in re.finditer(r"\s*\|\s*", block.text)), len(block.text)]
    return [(block.text[start:end].strip(), start, end) for start, end in zip(starts, ends, strict=True)]


def _sense(heading: str) -> str:
    return next((sense for sense, pattern in _HEADINGS if pattern.search(heading)), NOTHING)


def _row(document: Document, cast: Cast, at: int, columns: tuple[str, ...], heading: str) -> Listed | None:
    block = document.blocks[at]
    cells = dict(zip(columns, _cells(block), strict=False))
    person = _person(cast, at, cells[NAME]) if NAME in cells else None
    if person is None:
        return None
    post = _said(cast, at, cells.get(POST), ROLE)
    designation = _said(cast, at, cells.get(POST), DESIGNATION) or _in_heading(cast, document, at)
    step = (Step("", f"a table under '{heading[:80]}'", cast.entities[person].name),) if designation else ()
    return Listed(
        person,
        post,
        designation,
        _inside(cast, at, cells.get(PLACE), SCHOOL),
        _inside(cast, at, cells.get(LENT_TO), SCHOOL),
        document.place(block, 0, len(block.text)),
        step,
    )


Cell = tuple[str, int, int]


def _person(cast: Cast, at: int, cell: Cell) -> int | None:
    """Who stands in the cell: somebody known, else a new person where the cell looks like a name."""
    if known := _inside(cast, at, cell, PERSON):
        return known[0]
    text, start, end = cell
    if not _PERSON.fullmatch(text) or _references(cast, at, cell):
        return None
    entity = cast.add(PERSON, text, at, "full")
    cast.refer(at, Reference(start, end, PERSON, (entity.key,), text))
    return entity.key


def _references(cast: Cast, at: int, cell: Cell) -> list[Reference]:
    _, start, end = cell
    return [reference for reference in cast.references[at] if start <= reference.start < end]


def _inside(cast: Cast, at: int, cell: Cell | None, type_: str) -> tuple[int, ...]:
    found = _references(cast, at, cell) if cell else []
    return tuple(key for reference in found if reference.type == type_ for key in reference.entities)


def _said(cast: Cast, at: int, cell: Cell | None, type_: str) -> str:
    found = _references(cast, at, cell) if cell else []
    return next((reference.word for reference in found if reference.type == type_), "")


def _in_heading(cast: Cast, document: Document, at: int) -> str:
    """A designation that the line above the table is about."""
    above = next((back for back in range(at - 1, -1, -1) if document.blocks[back].sort is not Sort.ROW), None)
    if above is None:
        return ""
    words = {reference.word for reference in cast.references[above] if reference.type == DESIGNATION}
    return next(iter(words)) if len(words) == 1 else ""
