"""Whom "she", "he" and "I" mean, each with the step that was taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph.vocabulary import PERSON, SCHOOL
from loaders.reading.cast import Reference
from loaders.reading.documents.document import Block
from loaders.reading.referring.genders import gender_of, pronoun_gender
from loaders.reading.referring.surroundings import Surroundings, is_quoted, sentence_at

_PERSONAL: Final = re.compile(
    r"(?<!\bor )(?<!/)\b(?:[Ss]he|[Hh]e|[Hh]er|[Hh]is|[Hh]im)\b(?! or (?:she|he|her|him|his)\b|/| [Mm]ajesty| [Rr]oyal)"
)
_QUESTION: Final = 240
_QUESTIONS: Final = 4
_OWN_ACCOUNT: Final = 4
_LAST_BLOCKS: Final = 5
_SIGNATURE: Final = 70
_SUBJECT_WITHIN: Final = 30
_I: Final = re.compile(r"\bI(?=\s|['’](?:m|ve|d|ll)\b)|\b[Mm]y\b(?! (?:school|head|headteacher|deputy))")
_WE: Final = re.compile(
    r"\b[Ww]e\b(?= (?:are|were|joined|belong|work|worked|have|became|support|supported|share|shared|received|got|won|lead|led|left|federated))|\b[Oo]ur (?:own )?school\b"
)
_BYLINE: Final = re.compile(r"^(?:by|words by|written by|report by|from|author|report of):?\s+$", re.IGNORECASE)


@dataclass(frozen=True)
class Personal:
    """Finds what personal pronouns stand for."""

    around: Surroundings

    def found(self, at: int, block: Block) -> Iterator[Reference]:
        """'She' as the last person named whom it can mean, 'I' as who writes or is interviewed."""
        for mark in _PERSONAL.finditer(block.text):
            if (key := self._meant(at, block, mark)) is not None:
                yield self.around.refer(mark, PERSON, (key,), "the last person named, else the document's own")
        if self._teller is not None:
            yield from self._first_person(block, self._teller)

    def _meant(self, at: int, block: Block, mark: re.Match[str]) -> int | None:
        here = [reference for reference in self.around.before(at, mark.start(), PERSON) if self._can(reference, mark)]
        if here:
            return (_begins_sentence_before(block, mark, here) or here[-1]).entities[0]
        chief = self.around.subject.person
        titled = PERSON in self.around.subject.titled
        if chief is not None and titled and self._may_be(chief, mark):
            return chief
        last = next((one for one in self.around.lately(at, PERSON) if self._can(one, mark)), None)
        if last is not None:
            return last.entities[0]
        return chief if chief is not None and self._may_be(chief, mark) else None

    def _can(self, reference: Reference, mark: re.Match[str]) -> bool:
        return self._may_be(reference.entities[0], mark)

    def _may_be(self, key: int, mark: re.Match[str]) -> bool:
        """Whether no title or given name says that the pronoun means another."""
        gender = gender_of(self.around.entity(key).names)
        return gender is None or gender == pronoun_gender(mark[0])

    def _first_person(self, block: Block, teller: int) -> Iterator[Reference]:
        """'I' is who tells; 'we' in an interview their school."""
        if block.text.rstrip().endswith("?") and self._is_interview:
            return
        school = self.around.subject.school if self._is_interview else None
        for pattern, type_, key in ((_I, PERSON, teller), (_WE, SCHOOL, school)):
            for mark in pattern.finditer(block.text):
                if key is not None and not is_quoted(block.text[: mark.start()]):
                    yield self.around.refer(mark, type_, (key,), "who tells this")

    @cached_property
    def _teller(self) -> int | None:
        """Who is interviewed; else who wrote it, where it is told in the first person."""
        if self._is_interview:
            return self.around.subject.person
        if self._times_told < _OWN_ACCOUNT:
            return None
        writer = self._named_as_writer()
        titled = self.around.subject.person if PERSON in self.around.subject.titled else None
        return titled if writer is None else writer

    @cached_property
    def _times_told(self) -> int:
        """How often somebody says 'I' outside quotation marks."""
        return sum(
            not is_quoted(block.text[: mark.start()])
            for block in self.around.document.blocks
            for mark in _I.finditer(block.text)
        )

    def _named_as_writer(self) -> int | None:
        """Whom a byline names at the top, or a signature at the end."""
        blocks, references = self.around.document.blocks, self.around.cast.references
        for at, block in enumerate(blocks[:_LAST_BLOCKS]):
            for one in references[at]:
                if one.type == PERSON and _BYLINE.match(block.text[: one.start]):
                    return one.entities[0]
        for at in range(len(blocks) - 1, max(-1, len(blocks) - 1 - _LAST_BLOCKS), -1):
            for one in references[at]:
                if one.type == PERSON and one.start == 0 and len(blocks[at].text) <= _SIGNATURE:
                    return one.entities[0]
        return None

    @cached_property
    def _is_interview(self) -> bool:
        """Whether the document puts questions to the person its title names."""
        questions = sum(
            block.text.rstrip().endswith("?") and len(block.text) < _QUESTION for block in self.around.document.blocks
        )
        return PERSON in self.around.subject.titled and questions >= _QUESTIONS


def _begins_sentence_before(block: Block, mark: re.Match[str], here: list[Reference]) -> Reference | None:
    """For 'She' at the start of a sentence: with whom the sentence before begins."""
    (start, _), before = sentence_at(block, mark.start())
    if before is None or mark.start() != start:
        return None
    first = next((one for one in here if before[0] <= one.start < before[1]), None)
    return first if first and first.start - before[0] <= _SUBJECT_WITHIN else None
