"""Which schools a stretch of a document is about: those that its heading, or the first words of a paragraph, name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from graph.vocabulary import SCHOOL
from loaders.reading.cast import Cast, Reference
from loaders.reading.documents.document import Block, Document, Sort

_HEADING: Final = 90
_MOST: Final = 3
# "Case 3:", "2.", "B)" before the name, and a place, a date or a dash behind it.
_LABEL: Final = re.compile(
    r"(?:(?:[A-Z][\w-]* ){0,2}"
    r"(?:(?:\d{1,2}|[A-Z]|[IVX]{1,4}|[Ss]tudy|[Ee]xample|[Cc]ase|[Ss]tory)[:.)]|\d{1,2}(?:\.\d{1,2})+\.?) |The case of )?"
)
_END: Final = re.compile(r"(?: \([^()]{1,60}\))?(?:,[^.;:]{1,50})?$")
_RUN_IN: Final = re.compile(r"(?: \([^()]{1,60}\))?(?:,[^.;:]{1,50})?(?:\. |: | [–—] )(?=[\"“‘]?[A-Z0-9])")


def topics(document: Document, cast: Cast) -> tuple[tuple[int, ...], ...]:
    """For each block the keys of the schools that its section, or it alone, is about; () for none."""
    return tuple(_topics(document, cast))


def _topics(document: Document, cast: Cast) -> Iterator[tuple[int, ...]]:
    section: tuple[int, ...] = ()
    for at, block in enumerate(document.blocks):
        named = [one for one in cast.references[at] if one.type == SCHOOL]
        if at and _heads(block):
            section = _all_of(block, named) or _only(block, named)
            yield section
        elif at and (alone := _all_of(block, named)) and block.sort is Sort.PARAGRAPH:
            section = alone
            yield section
        else:
            yield _run_in(block, named) or section


def _heads(block: Block) -> bool:
    return block.sort is Sort.HEADING


def _only(block: Block, named: list[Reference]) -> tuple[int, ...]:
    """The one school of a heading of other words."""
    keys = {key for one in named for key in one.entities}
    return tuple(keys) if len(keys) == 1 and len(block.text) <= _HEADING else ()


def _all_of(block: Block, named: list[Reference]) -> tuple[int, ...]:
    """The schools of a line that consists of their names and a label."""
    if (
        not named
        or len(named) > _MOST
        or len(block.text) > _HEADING
        or not _LABEL.fullmatch(block.text[: named[0].start])
    ):
        return ()
    between = all(
        re.fullmatch(r",? (?:and|&) |, ", block.text[one.end : other.start]) for one, other in pairwise(named)
    )
    ends = between and _END.fullmatch(block.text[named[-1].end :])
    return tuple(dict.fromkeys(key for one in named for key in one.entities)) if ends else ()


def _run_in(block: Block, named: list[Reference]) -> tuple[int, ...]:
    """The school with whose name, set off by a stop, a paragraph begins."""
    if not named or not _LABEL.fullmatch(block.text[: named[0].start]) or not _RUN_IN.match(block.text, named[0].end):
        return ()
    return named[0].entities
