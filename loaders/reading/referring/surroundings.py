"""What stands before a word that names nobody: the references of its sentence, its block and the blocks before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from loaders.reading.cast import Cast, Entity, Reference, Step, Subject
from loaders.reading.documents.document import Block, Document, Sort
from loaders.reading.referring.sections import topics

BLOCKS_BACK: Final = 3
# Before a school these say that it is where somebody has a post, and not what the text is about.
_OF_POST: Final = re.compile(
    r"\b(?:head|teacher|principal|manager|director|bursar|deputy|leader|SBM|governor|chair|adviser|co-?ordinator|SENCO)"
    r" (?:at|of|from) (?:the )?$",
    re.IGNORECASE,
)
_POST_LENGTH: Final = 40


def is_of_post(text: str, start: int) -> bool:
    """Whether what begins at ``start`` only says whose post somebody has: 'the head of', and then the school."""
    return bool(_OF_POST.search(text[max(0, start - _POST_LENGTH) : start]))


# An odd number of quotation marks before it: somebody else is speaking.
_QUOTED: Final = re.compile(r"^[^\"“”]*[\"“](?:[^\"“”]*[\"”][^\"“”]*[\"“])*[^\"“”]*$")
_IN_SINGLE: Final = re.compile(r"(?:^|[\s(])[‘'](?![^‘]*[.,?!][’'](?:\s|$))[^‘]*$")


@dataclass(frozen=True)
class Surroundings:
    """A document, whom and what it names, and what it is about."""

    document: Document
    cast: Cast
    subject: Subject

    @cached_property
    def topics(self) -> tuple[tuple[int, ...], ...]:
        """For each block the schools its section is about, by what is named."""
        return topics(self.document, self.cast)

    def before(self, at: int, stop: int, type_: str) -> list[Reference]:
        """The references of one type in block ``at`` that end before ``stop``, each to one entity."""
        return [
            reference
            for reference in self.cast.references[at]
            if reference.type == type_ and reference.end <= stop and len(reference.entities) == 1
        ]

    def lately(self, at: int, type_: str) -> Iterator[Reference]:
        """Those of the blocks right before, the last first, as far as the last heading."""
        for back in range(at - 1, max(-1, at - 1 - BLOCKS_BACK), -1):
            for reference in reversed(self.cast.references[back]):
                if reference.type == type_ and len(reference.entities) == 1:
                    yield reference
            if self.document.blocks[back].sort is Sort.HEADING:
                return

    def between(self, at: int, start: int, end: int, type_: str) -> list[int]:
        """What is referred to in ``text[start:end]`` of block ``at``, each once, in order."""
        keys = [
            key
            for reference in self.cast.references[at]
            if reference.type == type_ and start <= reference.start and reference.end <= end
            for key in reference.entities
        ]
        return list(dict.fromkeys(keys))

    def entity(self, key: int) -> Entity:
        """The entity of a key."""
        return self.cast.entities[key]

    def refer(self, mark: re.Match[str], type_: str, keys: tuple[int, ...], rule: str) -> Reference:
        """The reference that the words of ``mark`` make, with its step."""
        names = " and ".join(self.cast.entities[key].name for key in keys)
        return Reference(mark.start(), mark.end(), type_, keys, mark[0], Step(mark[0], rule, names))


def sentence_at(block: Block, offset: int) -> tuple[tuple[int, int], tuple[int, int] | None]:
    """The sentence in which ``offset`` stands, and the one before it."""
    before: tuple[int, int] | None = None
    for span in block.sentences():
        if offset < span[1]:
            return span, before
        before = span
    return (0, len(block.text)), None


def is_quoted(before: str) -> bool:
    """Whether quotation marks are open behind ``before``: somebody else is speaking."""
    return bool(_QUOTED.search(before) or _IN_SINGLE.search(before))
