"""What "both schools", "all four", "its six schools" and "together they" stand for: schools that were named before.

Of a number, the nearest sentence or list before that names just so many schools; else the schools of the document, if
it has just so many of note. Nothing else is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graph.vocabulary import GROUP, PERSON, SCHOOL
from loaders.reading.cast import Cast, Entity
from loaders.reading.documents.document import Block, Document, Sort

_BACK: Final = 4
_OF_NOTE: Final = 3
# More schools than these are not those of the document because it names just so many.
_FEW: Final = 5
_WORDS: Final = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SETS: Final = {"both": 2, "pair": 2, "trio": 3, "quartet": 4}
NUMBERS: Final = {**{word: number for number, word in enumerate(_WORDS, 2)}, **_SETS}
_SCHOOLS: Final = r"(?:schools|primaries|secondaries|academies|colleges|nurseries)"
_SORT: Final = (
    r"(?:(?:federated|partner|primary|secondary|infant|junior|first|middle|special|member|village|church|founding|trust"
    r"|small|little|participating|federation|cluster|of the|of our|of these|of those)\s+){0,2}"
)
_THEM: Final = r"(?:[Aa]ll|[Tt]he|[Tt]hese|[Tt]hose|[Oo]ur|[Ii]ts|[Tt]heir|[Ww]hose|[Ee]ach of)"
_NUMBER: Final = "|".join(_WORDS)
_DOES: Final = (
    r"(?:are|were|have|had|share|shared|form|formed|make up|made up|work|worked|came together|come together|belong"
    r"|joined|federated|now|will|would|began|agreed|became|become|between them)"
)
_JOINS: Final = re.compile(r"(?:,|;| and| &|, and)? ?(?:the )?", re.IGNORECASE)
_NOUN: Final = re.compile(rf"\b(?:{_SCHOOLS}|of us)\b")
_AS_SCHOOLS: Final = re.compile(
    r"\s+(?:belong|federated|joined|came together|make up|form|converted"
    r"|(?:are|were|became) (?:\w+ )?(?:academies|schools|members|part|primaries|in (?:the|a)\b))"
)
_COUNTED: Final = (
    re.compile(rf"\b(?:[Bb]oth|[Tt]wo)\s+{_SORT}schools\b"),
    re.compile(rf"\b{_THEM}\s+(?:the\s+|these\s+)?(?:{_NUMBER})\s+{_SORT}{_SCHOOLS}\b"),
    re.compile(rf"\b(?:(?:[Tt]he|[Aa]ll)\s+(?:{_NUMBER})|[Bb]oth) of (?:us|them|these|those)\b"),
    re.compile(rf"\b(?:[Tt]he (?:pair|trio|quartet|{_NUMBER})|[Aa]ll (?:{_NUMBER}))(?=\s+{_DOES}\b)"),
    re.compile(rf"\b[Bb]oth(?=\s+{_DOES}\b)"),
    re.compile(
        r"\b(?:of|across|between|over|at) (?P<set>the (?:two|pair)|both)(?=[.,;:]|\s+(?:on|in|from|since|when|until)\b)"
    ),
)
_THEY: Final = re.compile(
    rf"(?:Together,? |Between them,? |[A-Z]\w+ \d{{4}},? )?(?P<set>[Tt]hey|All of them|The schools|These schools)"
    rf"(?=(?: all| both| now| together)*\s+(?:{_DOES}|make|are all|are both|are members|are part)\b)"
)
_TOGETHER: Final = re.compile(
    r"\b(?:form|make up|made up|came together|come together|belong|members of|part of|federat\w+|share|joined"
    r"|work together|partners|in partnership|known as)\b"
)
_THE_SCHOOLS: Final = re.compile(
    rf"\b[Tt]he schools\b(?=\s+{_DOES}\b|[.,;]|['’]\s)(?!\s+(?:forum|improvement|minister)|['’])"
)
_OTHERS: Final = re.compile(
    r"\b(?:other|another|first|last|further|next|more|new|only|least|than|or)\s+(?:of\s+)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Plural:
    """A word for several schools: where it stands, the keys of the schools, and how they were found."""

    start: int
    end: int
    keys: tuple[int, ...]
    rule: str


class Plurals:
    """Looks for words that mean several of a document's schools."""

    def __init__(self, document: Document, cast: Cast) -> None:
        self._document, self._cast = document, cast
        self._two = self._of_note(2)

    def found(self, at: int, block: Block) -> Iterator[Plural]:
        """Those of one block, of two that overlap the longer."""
        last = 0
        for plural in sorted(self._all(at, block), key=lambda each: (each.start, -each.end)):
            if plural.start >= last:
                yield plural
                last = plural.end

    def _all(self, at: int, block: Block) -> Iterator[Plural]:
        yield from self._counted(at, block)
        yield from self._they(at, block)
        for mark in _THE_SCHOOLS.finditer(block.text):
            if len(self._two) == 2 and all(self._cast.entities[key].times > 1 for key in self._two):
                yield Plural(mark.start(), mark.end(), self._two, "the two schools of the document")

    def _counted(self, at: int, block: Block) -> Iterator[Plural]:
        for pattern in _COUNTED:
            for mark in pattern.finditer(block.text):
                start, end = mark.span("set" if "set" in mark.groupdict() else 0)
                number = next(NUMBERS[word] for word in re.findall(r"\w+", mark[0].casefold()) if word in NUMBERS)
                if _OTHERS.search(block.text[:start]) or (
                    number == 2 and not _NOUN.search(mark[0]) and self._others_named(at, start)
                ):
                    continue
                if held := self._of_number(number, at, start):
                    yield Plural(start, end, *held)

    def _of_schools(self, block: Block, mark: re.Match[str]) -> bool:
        """Whether the words say schools, or what only schools do."""
        return bool(_NOUN.search(mark[0]) or _AS_SCHOOLS.match(block.text, mark.end()))

    def _others_named(self, at: int, start: int) -> bool:
        """Whether a person or a group, and no school, is named last before a place: "the two" may be they."""
        before = [
            each for each in self._cast.references[at] if each.end <= start and each.type in (PERSON, SCHOOL, GROUP)
        ]
        return bool(before) and before[-1].type != SCHOOL

    def _they(self, at: int, block: Block) -> Iterator[Plural]:
        """'Together they form …': the list of schools in the sentence right before."""
        before: tuple[int, ...] = ()
        previous = self._in_sentences(at - 1) if at else []
        if previous and previous[-1][1]:
            before = previous[-1][1]
        for start, keys in self._in_sentences(at):
            mark = _THEY.match(block.text, start)
            if mark and len(before) > 1 and _TOGETHER.search(block.text[mark.end() : mark.end() + 60]):
                yield Plural(*mark.span("set"), before, "the schools of the sentence before")
            before = keys

    def _of_number(self, number: int, at: int, start: int) -> tuple[tuple[int, ...], str] | None:
        if number == 2 and self._two:
            return self._two, "the two schools of the document"
        for keys in self._named_before(at, start):
            if len(keys) == number:
                return keys, "the schools last named together"
        held = self._of_note(number) if number <= _FEW else ()
        return (held, "the schools of the document") if held else None

    def _named_before(self, at: int, start: int) -> Iterator[tuple[int, ...]]:
        """The schools of each sentence and list before a place, nearest first."""
        yield self._keys(at, 0, start, last_sentence=True)
        yield from self._coordinated(at, start)
        for back in range(at, max(-1, at - _BACK), -1):
            spans = [keys for begin, keys in self._in_sentences(back) if back < at or begin < start]
            yield from reversed(spans[:-1] if back == at else spans)
        yield self._list_before(at)

    def _coordinated(self, at: int, start: int) -> Iterator[tuple[int, ...]]:
        """The schools of each list within the block before a place ("Oak, Elm and Ash"), nearest first."""
        run: list[int] = []
        end = start
        text = self._document.blocks[at].text
        for each in reversed([one for one in self._cast.references[at] if one.type == SCHOOL and one.end <= start]):
            if run and not _JOINS.fullmatch(text[each.end : end]):
                yield tuple(sorted(set(run)))
                run = []
            run += each.entities
            end = each.start
        if run:
            yield tuple(sorted(set(run)))

    def _list_before(self, at: int) -> tuple[int, ...]:
        """The schools of the list that ends in the blocks right before: the first school of each item."""
        back = at - 1
        while back >= max(0, at - _BACK) and self._document.blocks[back].sort not in (Sort.ITEM, Sort.ROW):
            back -= 1
        found: list[int] = []
        while back >= 0 and self._document.blocks[back].sort in (Sort.ITEM, Sort.ROW):
            found += self._keys(back, 0, len(self._document.blocks[back].text))[:1]
            back -= 1
        return tuple(sorted(set(found)))

    def _in_sentences(self, at: int) -> list[tuple[int, tuple[int, ...]]]:
        block = self._document.blocks[at]
        return [(start, self._keys(at, start, end)) for start, end in block.sentences()]

    def _keys(self, at: int, start: int, end: int, *, last_sentence: bool = False) -> tuple[int, ...]:
        if last_sentence:
            block = self._document.blocks[at]
            start = max((begin for begin, _ in block.sentences() if begin < end), default=start)
        return tuple(
            sorted(
                {
                    key
                    for each in self._cast.references[at]
                    if each.type == SCHOOL and start <= each.start < end
                    for key in each.entities
                }
            )
        )

    def _of_note(self, number: int) -> tuple[int, ...]:
        """The ``number`` schools that a document names far oftener than any other, () where there are not so many."""
        named = [school for school in self._cast.of(SCHOOL) if not school.described and school.times]
        ranked = sorted(named, key=lambda school: -school.times)
        fewer = len(ranked) < number or (
            len(ranked) > number and ranked[number - 1].times < _OF_NOTE * ranked[number].times
        )
        if fewer:
            return self._named_first(number, ranked)
        return tuple(sorted(school.key for school in ranked[:number]))

    def _named_first(self, number: int, ranked: list[Entity]) -> tuple[int, ...]:
        """The schools of the first sentence that names any, if they are so many and none is named oftener."""
        sentences = (keys for at in range(len(self._document.blocks)) for _, keys in self._in_sentences(at) if keys)
        first = next(sentences, ())
        often = {school.key for school in ranked if len(ranked) >= number and school.times >= ranked[number - 1].times}
        return first if len(first) == number and often >= set(first) else ()
