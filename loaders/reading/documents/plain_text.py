"""Text and Markdown files as documents: headings, list items, table rows and paragraphs, broken lines joined."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from loaders.reading.documents.document import Block, Document, Sort

_BULLET: Final = re.compile(r"\s*(?:[-–—•▪◦●·*o]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?:[a-z]\)\s+)?(?=\S)")
_MARKDOWN_HEADING: Final = re.compile(r"(#{1,6})\s+")
_NUMBERED_HEADING: Final = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+(?=[A-Z])")
_KEY: Final = re.compile(r"[A-Z][\w /&'’-]{1,40}:\s+\S")
# A line of a list without bullets: "Ada Marsh - Oak School".
_ENTRY: Final = re.compile(r"\s*[A-Z*][^.!?;]{2,60}? [-–—] \S[^.!?;]{1,80}")
_RULE: Final = re.compile(r"\s*(?:\|?\s*:?-{3,}:?\s*)+\|?\s*|\s*[=_*-]{4,}\s*")
_COMPOUND: Final = re.compile(r"\b[A-Za-z]+-[A-Za-z]+\b")
_SHORT: Final = 0.75
_HYPHEN: Final = re.compile(r"[A-Za-z]{2,}[-\u00ad\u2010]$")
_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_DROPPED: Final = "\u00ad\u200b\u200c\u200d\ufeff"
_HEADING_LENGTH: Final = 90


@dataclass(slots=True)
class _Line:
    """A line of the raw text, with its offset."""

    text: str
    offset: int

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def read_text(
    title: str,
    raw: str,
    *,
    page_of: Iterable[tuple[int, int]] = (),
    unread: tuple[str, ...] = (),
    dropped: Collection[str] = (),
) -> Document:
    """``raw`` as a document.

    ``page_of`` gives (offset, page) where each page begins, in order; ``dropped`` are lines, numbers put as '#', that
    are not read (running heads).
    """
    pages, compounds = list(page_of), frozenset(word.casefold() for word in _COMPOUND.findall(raw))
    runs = _paragraphs(raw, dropped)
    blocks = [block for lines in runs for block in _blocks(lines, pages, compounds)]
    return Document(title, raw, tuple(blocks), unread)


def _lines(raw: str) -> Iterator[_Line]:
    offset = 0
    for text in raw.split("\n"):
        yield _Line(text, offset)
        offset += len(text) + 1


def _paragraphs(raw: str, dropped: Collection[str]) -> Iterator[list[_Line]]:
    """Runs of lines between blank lines."""
    run: list[_Line] = []
    for line in _lines(raw):
        if dropped and re.sub(r"\d+", "#", " ".join(line.text.split())) in dropped:
            continue
        if line.blank or _RULE.fullmatch(line.text):
            if run:
                yield run
            run = []
        else:
            run.append(line)
    if run:
        yield run


def _blocks(run: list[_Line], pages: list[tuple[int, int]], compounds: frozenset[str]) -> Iterator[Block]:
    """The run's lines joined where a line was broken, parted at bullets, rows, keys and headings."""
    wrapped, longest = _is_wrapped(run), max(len(line.text.rstrip()) for line in run)
    some: list[_Line] = []
    for line in run:
        if some and (not wrapped or _begins_block(line) or _stands_alone(some[-1]) or _ends(some[-1], line, longest)):
            yield _block(some, pages, compounds, run_of_one=False)
            some = []
        some.append(line)
    yield _block(some, pages, compounds, run_of_one=len(run) == len(some))


def _is_wrapped(run: list[_Line]) -> bool:
    """Whether the run's line ends are where the page was full, and not where its writer ended a paragraph."""
    if len(run) > 1 and all(_ENTRY.fullmatch(line.text) for line in run):
        return False
    lengths = [len(line.text.rstrip()) for line in run[:-1]]
    continues = [line for line in run[1:] if line.text.lstrip()[:1].islower()]
    even = bool(lengths) and max(lengths) <= 130 and min(lengths) >= 0.6 * max(lengths)
    return bool(continues) or (even and max(lengths) > 40)


def _ends(line: _Line, following: _Line, longest: int) -> bool:
    """Whether a paragraph ends with a line: it is short, and what follows begins a sentence or heading."""
    text, behind = line.text.rstrip(), following.text.lstrip()
    return (
        len(text) < _SHORT * longest and (text[-1:] in ".!?:'’\"" or len(text) < longest / 2) and behind[:1].isupper()
    )


def _begins_block(line: _Line) -> bool:
    return bool(
        _BULLET.match(line.text) or _is_row(line.text) or _MARKDOWN_HEADING.match(line.text) or _KEY.match(line.text)
    )


def _stands_alone(line: _Line) -> bool:
    return _is_row(line.text) or bool(_MARKDOWN_HEADING.match(line.text)) or line.text.rstrip().endswith(":")


def _is_row(text: str) -> bool:
    return text.count("|") >= 2 or "\t" in text.strip()


def _block(lines: list[_Line], pages: list[tuple[int, int]], compounds: frozenset[str], *, run_of_one: bool) -> Block:
    mended = Mended(compounds=compounds)
    for line in lines:
        mended.add_line(line.text, line.offset)
    page = next((number for offset, number in reversed(pages) if offset <= lines[0].offset), None)
    first = lines[0].text
    if _is_row(first):
        return _row(mended, page)
    if marks := _MARKDOWN_HEADING.match(first):
        return mended.block(Sort.HEADING, page, skip=marks.end(), level=len(marks[1]))
    numbered = bool(_NUMBERED_HEADING.match(first))
    heading = _is_heading(lines) and (run_of_one or not numbered)
    if heading:
        return mended.block(Sort.HEADING, page, level=1 if numbered else 2)
    bullet = _BULLET.match(first)
    skip = len(first[: bullet.end()].lstrip()) if bullet else 0
    return mended.block(Sort.ITEM if bullet else Sort.PARAGRAPH, page, skip=skip)


def _is_heading(lines: list[_Line]) -> bool:
    text = lines[0].text.strip()
    short = len(lines) == 1 and len(text) <= _HEADING_LENGTH
    return (
        short
        and text[:1].isalnum()
        and not text[:1].islower()
        and text[-1] not in ".,;!?'’\""
        and (": " not in text or bool(_NUMBERED_HEADING.match(text)))
    )


def _row(mended: Mended, page: int | None) -> Block:
    """A table row: cells parted by bars or tabs come out parted by ' | '."""
    block = mended.block(Sort.ROW, page)
    ends = [mark.start() for mark in re.finditer(r"\s*\|\s*|$", block.text)]
    return Block(block.sort, block.text, block.spots, page, 0, tuple(end for end in ends if end))


def _emphasis(text: str, at: int) -> bool:
    """Whether a star makes a word bold or slanted: it touches one, or another star that does."""
    before, behind = text[:at].rstrip("*")[-1:], text[at + 1 :].lstrip("*")[:1]
    return bool((before + behind).strip())


@dataclass(slots=True)
class Mended:
    """Text under repair: letters and, for each, its offset in the raw text."""

    letters: list[str] = field(default_factory=list)
    spots: list[int] = field(default_factory=list)
    compounds: frozenset[str] = frozenset()

    def add_line(self, text: str, offset: int) -> None:
        """Put a line behind what is there: joined at a hyphen that broke a word, else with a space between."""
        words = text.strip()
        if self.letters and not self._joins(words):
            self._put(" ", self.spots[-1])
        for at, letter in enumerate(text):
            if letter in _DROPPED or (letter == "*" and _emphasis(text, at)):
                continue
            self._put("|" if letter == "\t" and text.strip() else letter, offset + at)

    def _joins(self, words: str) -> bool:
        """Whether the line so far ends in a broken word that ``words`` goes on with; takes the hyphen away."""
        while self.letters and self.letters[-1].isspace():
            self._pop()
        broken = _HYPHEN.search("".join(self.letters[-30:]))
        if not (broken and words[:1].islower()):
            return False
        # A compound that the document writes with its hyphen elsewhere keeps it.
        if f"{broken[0]}{re.split(r'[^A-Za-z]', words)[0]}".casefold() not in self.compounds:
            self._pop()
        return True

    def _pop(self) -> None:
        self.letters.pop()
        self.spots.pop()

    def _put(self, letter: str, offset: int) -> None:
        if letter.isspace():
            if not self.letters or self.letters[-1] == " ":
                return
            letter = " "
        for part in _LIGATURES.get(letter, letter):
            self.letters.append(part)
            self.spots.append(offset)

    def block(self, sort: Sort, page: int | None, *, skip: int = 0, level: int = 0) -> Block:
        """What was put together, ``skip`` letters at the beginning left out."""
        while self.letters and self.letters[-1] in " |":
            self._pop()
        while skip < len(self.letters) and self.letters[skip] in " |*_":
            skip += 1
        return Block(sort, "".join(self.letters[skip:]), tuple(self.spots[skip:]), page, level)
