"""The short words for the courses of school business managers: "her certificate", "then the diploma".

Only where the document names one of the three in full or by its initials: elsewhere a diploma may be anybody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from loaders.reading.cast import Reference
from loaders.reading.documents.document import Block
from loaders.reading.naming.mention import PROGRAMME
from loaders.reading.referring.surroundings import Surroundings

_SHORT: Final = re.compile(
    r"(?:\b(?:the|her|his|their|my|our|own|first|same|and|then|or|a|an|[Tt]he|[Hh]er|[Hh]is) |, |^\d{4}:? )"
    r"(?P<word>(?P<advanced>[Aa]dvanced )?(?:[Dd]iploma|(?P<first>[Cc]ertificate)))\b(?! (?:of|in|for|from)\b|-)"
)
_COURSES: Final = {
    "certificate": ("Certificate of School Business Management", "CSBM"),
    "diploma": ("Diploma of School Business Management", "DSBM"),
    "advanced diploma": ("Advanced Diploma of School Business Management", "ADSBM"),
}


@dataclass(frozen=True)
class Courses:
    """Finds the short words, and what each stands for."""

    around: Surroundings

    def found(self, at: int, block: Block) -> Iterator[Reference]:
        """Each short word as its course."""
        if not self._named:
            return
        for mark in _SHORT.finditer(block.text):
            if word := re.compile(re.escape(mark["word"])).match(block.text, mark.start("word")):
                yield self.around.refer(word, PROGRAMME, (self._course(mark["word"], at),), "the course of that name")

    @cached_property
    def _named(self) -> bool:
        """Whether the document names one of the courses so that nobody can take it for another."""
        known = {name for course in _COURSES.values() for name in _names(course)}
        return any(known.intersection(entity.names) for entity in self.around.cast.of(PROGRAMME))

    def _course(self, word: str, at: int) -> int:
        """The course of a short word, new where the document never spells it out."""
        course = _COURSES[word.casefold()]
        names = _names(course)
        known = next((each for each in self.around.cast.of(PROGRAMME) if set(names).intersection(each.names)), None)
        if known is None:
            known = self.around.cast.add(PROGRAMME, names[0], at)
            known.names.extend(names[1:])
        return known.key


def _names(course: tuple[str, str]) -> tuple[str, ...]:
    """The ways in which a course is written out: with its initials, without, and by them alone."""
    name, initials = course
    return f"{name} ({initials})", name, initials
