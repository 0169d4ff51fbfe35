"""Mentors told with the word left out: "Each was given a mentor. Hers was Tom Reed", "paired with an older head, in her case
Tom Reed"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from graph.vocabulary import PERSON
from loaders.reading.candidate import LOOSE, Candidate, Told, fits, meant, placed
from loaders.reading.cast import Step
from loaders.reading.documents.document import Block
from loaders.reading.naming.lexicon import NEGATION, PLAN
from loaders.reading.phrases.masking import TOKEN, Masked

_MENTORED: Final = re.compile(r"\b(?:mentor|coach|tutor|budd(?:y|ies)\b|paired\b|matched\b)")
_IS: Final = r"(?:is|was|has been|had been|turned out to be|proved to be)"
_POST: Final = r"(?:(?:the |its |their )?⟨[RP]:[\d,]+⟩(?: (?:of|at) (?:the )?⟨[SG]:[\d,]+⟩)?,? )?"
_LEFT_OUT: Final = re.compile(
    rf"(?:⟨P:(?P<owner>[\d,]+)⟩['’]s(?: own)?|\b(?:[Hh]ers|[Tt]heirs|[Mm]ine)|(?:^|, and |; )⟨P:(?P<his>[\d,]+)⟩) {_IS} {_POST}⟨P:(?P<mentor>[\d,]+)⟩"
    rf"|\b[Ii]n (?:⟨P:(?P<whose>[\d,]+)⟩(?:['’]s)?|her|his|my) case,? {_POST}⟨P:(?P<case>[\d,]+)⟩"
)


def mentors_left_out(told: Told) -> Iterator[Candidate]:
    """Who is whose mentor where the sentence before, or its own beginning, said what is told of."""
    before: tuple[Block, str] | None = None
    for block, masked in told.sentences:
        for mark in _LEFT_OUT.finditer(masked.text):
            earlier = before[1] if before and before[0] is block else ""
            if _MENTORED.search(f"{earlier} {masked.text[: mark.end()]}"):
                yield from _candidates(told, block, masked, mark)
        before = block, TOKEN.sub("", masked.text)


def _candidates(told: Told, block: Block, masked: Masked, mark: re.Match[str]) -> Iterator[Candidate]:
    said = TOKEN.sub("", mark[0])
    if NEGATION.search(said) or PLAN.search(said):
        return
    place = placed(told, block, masked, mark.start(), mark.end())
    made = Candidate("mentoring", -1, None, place, "mentor left out", LOOSE)
    word = Step("", "what the words before speak of", "a mentor")
    for mentor in _keys(masked, mark["mentor"] or mark["case"]):
        for person, steps in _mentored(told, masked, mark):
            found = replace(made, source=mentor, target=person, steps=(word, *steps))
            if person != mentor and fits(told, found):
                yield found


def _mentored(told: Told, masked: Masked, mark: re.Match[str]) -> list[tuple[int, tuple[Step, ...]]]:
    """Whose mentor: whom the words name, else the person named last."""
    owner = mark["owner"] or mark["whose"] or (mark["his"] if _is_his(masked, mark) else None)
    if owner is not None:
        return [(key, ()) for key in _keys(masked, owner)]
    return [] if mark["his"] else meant(told, masked, mark, PERSON, named_last=True)


def _is_his(masked: Masked, mark: re.Match[str]) -> bool:
    """Whether the word before 'was' is 'his', and no name: 'Ada was head'."""
    return masked.referred(mark["his"] or "0")[0].word.casefold() == "his"


def _keys(masked: Masked, numbers: str) -> list[int]:
    return [key for reference in masked.referred(numbers) for key in reference.entities]
