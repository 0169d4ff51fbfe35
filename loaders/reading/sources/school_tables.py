"""Tables and lists with a line for each school: who works there, who supports it, and what it was given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from graph.vocabulary import PERSON, SCHOOL
from loaders.reading.candidate import DERIVED, LOOSE, Candidate, Told, fits
from loaders.reading.cast import Reference, Step
from loaders.reading.documents.document import Block, Sort
from loaders.reading.naming.mention import ROLE

_CELL: Final = re.compile(r"\s*\|\s*")
_SUPPORTS: Final = re.compile(
    r"\bSIPs?\b|advis[eo]r|support(?:ed)? (?:by|from|school)|supporting|helped by|help from|\bNLE|\bLLE|\bSLE|system leader|improvement partner|consultant|deployed",
    re.IGNORECASE,
)
# What heads the column of where somebody helps who has a row.
_DEPLOYED: Final = re.compile(
    r"deploy|on loan|loaned|lent to|support(?:s|ing|ed)?(?: (?:at|school|now|where|whom))?\s*(?:$|\|)|help(?:s|ing)\b|working (?:with|at|in)|placed|placement|host school|second(?:ed|ment)|client school|now (?:with|at)",
    re.IGNORECASE,
)
_FORMER: Final = re.compile(r"\b(?:not|none|formerly|until|from \d|offered|declined|available)\b", re.IGNORECASE)
_LEAD: Final = 4
_AMOUNT: Final = re.compile(r"£\d[\d,.]*")
_GIVEN: Final = re.compile(
    r"\b(?:[Ee]ach|[Ee]very|[Aa]ll|[Tt]he|[Mm]ember|[Ss]upported|[Tt]hese)\b[^⟨⟩.;]{0,40}\b(?:received|given|awarded|got|paid|granted|allocated)\b[^⟨⟩.;]{0,60}\b(?:from|by) (?:the )?⟨[LO]:(?P<funder>\d+)⟩"
    r"|⟨[LO]:(?P<giver>\d+)⟩ (?:gave|paid|granted|awarded|allocated|made grants to|funded)(?: grants? to| a grant to| money to)? (?:each|every|all|the)\b"
)
_LEAST: Final = 2


def school_tables(told: Told) -> Iterator[Candidate]:
    """What rows and lines that begin with a school say of it."""
    for is_row, numbered in groupby(enumerate(told.document.blocks), key=lambda pair: pair[1].sort is Sort.ROW):
        if is_row:
            yield from _table(told, list(numbered))
    yield from _grants(told)


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column holds: a relation, and the post that its heading names."""

    relation: str
    post: str = ""


def _table(told: Told, rows: list[tuple[int, Block]]) -> Iterator[Candidate]:
    (head, block), *others = rows
    columns = [_column(told, head, start, end) for start, end in _cells(block)]
    yield from _people_sent(told, block, others)
    for at, row in others:
        cells = _cells(row)
        schools = _inside(told, at, cells[0], SCHOOL)
        if len(schools) != 1 or len(schools[0].entities) != 1 or schools[0].start > cells[0][0] + _LEAD:
            continue
        for column, cell in zip(columns[1:], cells[1:], strict=False):
            yield from _in_cell(told, at, row, schools[0].entities[0], column, cell)


def _people_sent(told: Told, block: Block, rows: list[tuple[int, Block]]) -> Iterator[Candidate]:
    """Rows that begin with a person: the schools in the column of where they help."""
    wanted = [number for number, span in enumerate(_cells(block)) if _DEPLOYED.search(block.text[slice(*span)])]
    for at, row in rows:
        cells = _cells(row)
        people = _inside(told, at, cells[0], PERSON)
        if len(people) == 1 and people[0].start <= cells[0][0] + _LEAD:
            for number in (each for each in wanted if 0 < each < len(cells)):
                yield from _sent(told, at, row, people[0].entities[0], cells[number])


def _sent(told: Told, at: int, row: Block, person: int, cell: tuple[int, int]) -> Iterator[Candidate]:
    place = told.document.place(row, 0, len(row.text))
    for reference in _inside(told, at, cell, SCHOOL):
        for key in reference.entities:
            made = Candidate("supports", person, key, place, "row of who is sent", LOOSE)
            if fits(told, made) and not _FORMER.search(row.text[slice(*cell)]):
                yield made


def _in_cell(
    told: Told, at: int, row: Block, school: int, column: _Column | None, cell: tuple[int, int]
) -> Iterator[Candidate]:
    if column is None:
        return
    wanted = (PERSON,) if column.relation == "holds_role" else (PERSON, SCHOOL)
    place = told.document.place(row, 0, len(row.text))
    for reference in (one for type_ in wanted for one in _inside(told, at, cell, type_)):
        for key in reference.entities:
            made = Candidate(column.relation, key, school, place, "row of a school", LOOSE, column.post)
            if fits(told, made):
                yield made


def _column(told: Told, at: int, start: int, end: int) -> _Column | None:
    text = told.document.blocks[at].text[start:end]
    if _SUPPORTS.search(text):
        return _Column("supports")
    posts = {one.word for one in told.cast.references[at] if one.type == ROLE and start <= one.start < end}
    return _Column("holds_role", posts.pop()) if len(posts) == 1 else None


def _cells(block: Block) -> list[tuple[int, int]]:
    """Start and end of each cell in the block's text."""
    marks = list(_CELL.finditer(block.text))
    starts = [0, *(mark.end() for mark in marks)]
    return list(zip(starts, [*(mark.start() for mark in marks), len(block.text)], strict=True))


def _inside(told: Told, at: int, cell: tuple[int, int], type_: str) -> list[Reference]:
    return [one for one in told.cast.references[at] if one.type == type_ and cell[0] <= one.start < cell[1]]


def _grants(told: Told) -> Iterator[Candidate]:
    """Lines of a school and an amount, where the text says once who gave to each."""
    funder = _giver(told)
    lines = [(at, block) for at, block in enumerate(told.document.blocks) if _is_amount_of_school(told, at, block)]
    if funder is None or len(lines) < _LEAST:
        return
    for at, block in lines:
        place = told.document.place(block, 0, len(block.text))
        step = Step("", "who gave to each of the schools", told.cast.entities[funder].name)
        for reference in told.cast.references[at]:
            if reference.type == SCHOOL and not _AMOUNT.search(block.text, 0, reference.start):
                for key in reference.entities:
                    made = Candidate("funded_by", key, funder, place, "amount for a school", DERIVED, steps=(step,))
                    if fits(told, made):
                        yield made


def _is_amount_of_school(told: Told, at: int, block: Block) -> bool:
    first = next(iter(told.cast.references[at]), None)
    short = block.sort in (Sort.ITEM, Sort.ROW) or len(block.text) <= 60
    return bool(short and first and first.type == SCHOOL and first.start <= 2 and _AMOUNT.search(block.text, first.end))


def _giver(told: Told) -> int | None:
    """The one authority or body that the text says gave to each, None for none or several."""
    givers: set[int] = set()
    for _, masked in told.sentences:
        for mark in _GIVEN.finditer(masked.text):
            for reference in masked.referred(mark["funder"] or mark["giver"]):
                givers.update(reference.entities)
    return givers.pop() if len(givers) == 1 else None
