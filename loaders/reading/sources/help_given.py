"""Headings of a school's own page that say which way help goes: "Schools that we support", "Who has helped us"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from graph.vocabulary import PERSON, SCHOOL
from loaders.reading.candidate import DERIVED, Candidate, Told, fits
from loaders.reading.cast import Step
from loaders.reading.documents.document import Block, Sort

_HELP: Final = r"(?:help|support|assist|advise|lend|work in|outreach)"
_GIVEN: Final = re.compile(
    rf"(?:lent|supported|helped|given|sent out|advised) by (?:us|our)\b|\b(?:schools?|who|whom|where|which|those) (?:that |which |whom )?(?:we|our \w+)(?: have| are| now| currently)* {_HELP}\w*|\bschools? (?:that we are |we are )?(?:supported|helped|supporting|helping)\b|\bour (?:outreach|support (?:for|of|to) (?:other )?schools)|\bhelping (?:other )?schools\b",
    re.IGNORECASE,
)
_GOT: Final = re.compile(
    r"(?:lent|given|sent) to us\b|\b(?:who|schools?|those|people)(?: (?:that|which|who))?(?: have| has)? (?:help|support|advise|lend)\w* us\b|\b(?:help|support)(?: (?:that )?we(?: have| are)*| from others| from other schools)(?: (?:receiv|get|got|had)\w*)?",
    re.IGNORECASE,
)
_HEADING: Final = 60
_ENDED: Final = re.compile(
    r"\b(?:no longer|not any|not now|until|ended|used to|formerly|no help|nobody|would|hope to|may|might)\b",
    re.IGNORECASE,
)
_FIRST: Final = 4


def help_given(told: Told) -> Iterator[Candidate]:
    """The items below such a heading that begin with a school, each helped by the page's own or helping it."""
    chief = told.subject.school
    if chief is None or SCHOOL not in told.subject.titled:
        return
    way = ""
    for at, block in enumerate(told.document.blocks):
        if block.sort is Sort.HEADING:
            way = _way(block)
        elif way and block.sort in (Sort.ITEM, Sort.ROW) and not _ENDED.search(block.text):
            yield from _item(told, at, block, chief, given=way == "given")


def _way(block: Block) -> str:
    if len(block.text) > _HEADING or "?" in block.text[:-1]:
        return ""
    return "given" if _GIVEN.search(block.text) else "got" if _GOT.search(block.text) else ""


def _item(told: Told, at: int, block: Block, chief: int, *, given: bool) -> Iterator[Candidate]:
    first = next((one for one in told.cast.references[at] if one.type in (SCHOOL, PERSON)), None)
    if first is None or first.type != SCHOOL or first.start > _FIRST:
        return
    place = told.document.place(block, 0, len(block.text))
    step = Step("", "whose page this is", told.cast.entities[chief].name)
    for key in first.entities:
        source, target = (chief, key) if given else (key, chief)
        made = Candidate("supports", source, target, place, "below a heading of help", DERIVED, steps=(step,))
        if fits(told, made):
            yield made
