"""Tables with a column of groups, and lists of schools on a group's own page that no line introduces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Final

from graph.vocabulary import GROUP, SCHOOL
from loaders.reading.candidate import DERIVED, PLAIN, Candidate, Told
from loaders.reading.cast import Reference, Step
from loaders.reading.documents.document import Block, Sort
from loaders.reading.naming.lexicon import PLAN
from loaders.reading.sources.lists import first_schools, is_of_others
from loaders.reading.sources.members import only_group

_CELL: Final = re.compile(r"\s*\|\s*")
_OF_GROUPS: Final = re.compile(
    r"\b(?:cluster|federation|trust|alliance|partnership|network|group|member of|belongs to|MAT|TSA)\b", re.IGNORECASE
)
# A column that says more than where a school belongs: who leaves, who was asked, what was meant.
_NOT_OF: Final = re.compile(r"\b(?:former|previous|until|left|proposed|role|part in|post)\b", re.IGNORECASE)
_LEAST: Final = 3


def group_tables(told: Told) -> Iterator[Candidate]:
    """All of them."""
    yield from _columns(told)
    yield from _unintroduced(told)


def _columns(told: Told) -> Iterator[Candidate]:
    """The school of each row is in the group that the row gives under a heading such as 'Cluster' or 'Trust'."""
    blocks = told.document.blocks
    for is_row, run in groupby(enumerate(blocks), key=lambda each: each[1].sort is Sort.ROW):
        rows = list(run) if is_row else []
        column = _column(rows[0][1]) if rows else None
        if column is not None:
            yield from (made for at, block in rows[1:] for made in _of_row(told, at, block, column))


def _column(heading: Block) -> int | None:
    """Which cell of a table's first row speaks of groups, None for none or several."""
    cells = _CELL.split(heading.text)
    found = [at for at, cell in enumerate(cells) if _OF_GROUPS.search(cell) and not _NOT_OF.search(cell)]
    return found[0] if len(found) == 1 else None


def _of_row(told: Told, at: int, block: Block, column: int) -> Iterator[Candidate]:
    cuts = [0, *(mark.end() for mark in _CELL.finditer(block.text)), len(block.text) + 1]
    if column + 1 >= len(cuts):
        return
    start, end = cuts[column], cuts[column + 1]
    schools = [each for each in _single(told, at, SCHOOL) if not start <= each.start < end]
    groups = [each for each in _single(told, at, GROUP) if start <= each.start < end]
    if schools and not PLAN.search(block.text[start:end]):
        place = told.document.place(block, 0, len(block.text))
        for group in groups:
            made = Candidate("member_of", schools[0].entities[0], group.entities[0], place, "column of groups", PLAIN)
            yield made


def _single(told: Told, at: int, type_: str) -> list[Reference]:
    return [each for each in told.cast.references[at] if each.type == type_ and len(each.entities) == 1]


def _unintroduced(told: Told) -> Iterator[Candidate]:
    """Three schools or more in a list of their own on the page of a group, where nothing says that they are others."""
    group = only_group(told) if GROUP in told.subject.titled else None
    heading, run = "", list[Candidate]()
    for at, block in enumerate(told.document.blocks):
        schools = first_schools(told, at, block) if block.sort in (Sort.ITEM, Sort.ROW) else []
        if group is not None and schools and not is_of_others(heading) and not PLAN.search(heading):
            place = told.document.place(block, schools[0].start, schools[0].end)
            step = Step("", "in a list of schools on the page of the group", group.name)
            made = Candidate("member_of", schools[0].entities[0], group.key, place, "list on its page", DERIVED)
            run.append(replace(made, certainty="implied", steps=(step,)))
        elif block.sort is not Sort.ROW or run:
            yield from run if len(run) >= _LEAST else ()
            heading, run = block.text, []
    yield from run if len(run) >= _LEAST else ()
