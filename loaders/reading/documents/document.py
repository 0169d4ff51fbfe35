"""A document as it is read: its text as found, and blocks of mended text in which every letter knows its place.

Whatever is proposed rests on a quote that can be cut out of the text as found, so mending never forgets where a letter
came from: ``Block.spots`` gives, for each letter of a block, its offset in ``Document.raw``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final

QUOTE_LENGTH: Final = 200
# Letters of the longest sentence that is read as one.
_LONGEST: Final = 10_000
_SPACE: Final = re.compile(r"\s+")
# A full stop, question or exclamation mark (and what closes after it) before a space and a beginning.
_SENTENCE_END: Final = re.compile(r"[.!?]['’\")\]]*\s+(?=['‘\"(\[]*[A-Z0-9])|\s*\.\.\.\s*(?=[A-Z])")
_ABBREVIATED: Final = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Rev|Revd|eg|ie|e\.g|i\.e|cf|No|vs|Fr|Sr)|\b[A-Z])\.$")


class Sort(Enum):
    """What a block is in the layout of its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "list item"
    ROW = "table row"


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item or table row: mended text, single-spaced, without its bullet.

    ``spots[i]`` is the offset in the raw text of ``text[i]``; letters that mending put in (a space for a broken line)
    have the spot of the letter before. ``level`` is 1 for the highest heading. ``cells`` are the ends of a row's cells
    in ``text``.
    """

    sort: Sort
    text: str
    spots: tuple[int, ...]
    page: int | None = None
    level: int = 0
    cells: tuple[int, ...] = ()

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Start and end of each sentence in ``text``; a row or heading is one."""
        if self.sort in (Sort.ROW, Sort.HEADING):
            yield 0, len(self.text)
            return
        yield from _sentences(self.text)


@lru_cache(maxsize=4096)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence; asked again and again of one text."""
    cuts = [0]
    for mark in _SENTENCE_END.finditer(text):
        if not _ABBREVIATED.search(text[cuts[-1] : mark.start() + 1]):
            cuts.append(mark.end())
    cuts.append(len(text))
    parts = (part for start, end in pairwise(cuts) for part in _bounded(text, start, end))
    return tuple((start, end) for start, end in parts if text[start:end].strip())


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence whole; what goes on for pages without an end (a table run together, say) in parts, cut at a space."""
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST) + 1 or start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


@dataclass(frozen=True)
class Document:
    """A title, the text as found, and its blocks in reading order.

    ``unread`` lists what could not be read, in words (a scanned page, say): never skipped in silence.
    """

    title: str
    raw: str
    blocks: tuple[Block, ...]
    unread: tuple[str, ...] = ()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(mark.end() for mark in re.finditer(r"\n", self.raw))]

    def line_at(self, offset: int) -> int:
        """The 1-based line of the raw text in which ``offset`` stands."""
        return bisect_right(self._line_starts, offset)

    def place(self, block: Block, start: int, end: int) -> Place:
        """Where ``block.text[start:end]`` stands, with the words as found there. ``start`` < ``end``."""
        first, last = block.spots[start], block.spots[end - 1]
        quote = _SPACE.sub(" ", self.raw[first : last + 1]).strip()
        return Place(quote, tuple(range(self.line_at(first), self.line_at(last) + 1)), block.page, first, last + 1)


@dataclass(frozen=True, slots=True)
class Place:
    """A span of the raw text: the words as found (white space made single), its lines, its page, its offsets."""

    quote: str
    lines: tuple[int, ...]
    page: int | None
    start: int
    end: int


def is_verbatim(quote: str, raw: str) -> bool:
    """Whether ``quote`` stands in ``raw`` letter by letter, white space aside."""
    return _SPACE.sub(" ", quote).strip() in _SPACE.sub(" ", raw)
