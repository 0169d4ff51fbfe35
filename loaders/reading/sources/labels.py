"""What short labels and marks say of a group: 'Partner schools: …', stars behind schools that a footnote explains, and
the headings of a page on whom a school works with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from graph.vocabulary import GROUP, SCHOOL
from loaders.reading.candidate import DERIVED, LOOSE, PLAIN, Candidate, Told, fits
from loaders.reading.cast import Reference, Step
from loaders.reading.documents.document import Block, Sort
from loaders.reading.naming.lexicon import PLAN
from loaders.reading.naming.mention import ORGANISATION
from loaders.reading.sources.lists import own_group

_LABEL: Final = re.compile(
    r"\W{0,3}(?:(?:lead|host|hub|partner|member|participating|strategic|founding|founder|other|our|the|current|local|core|associate|cluster"
    r"|alliance|federation|trust|project|primary|secondary|special) ){0,3}"
    r"(?:schools?|academ(?:y|ies)|partners?|members?|membership)(?: (?:involved|taking part|in (?:it|the \w+)))? ?[:–—-] ?",
    re.IGNORECASE,
)
_NO_LABEL: Final = re.compile(
    r"\W*(?:former|feeder|supported|visited|nearby|new|primary|secondary|special|local|the) schools?\b", re.IGNORECASE
)
_GROUP_NAMED: Final = 8
_MARK: Final = r"(?:\*+|†+|‡+|[¹²³⁴⁵]|\(\d\)|\[\d\])"
_FOOTNOTE: Final = re.compile(rf"({_MARK})\s*(?=\w)")
_MARKED: Final = re.compile(rf"\s?({_MARK})(?![\w*])")
_MARK_LENGTH: Final = 8
_OF_PARTNERS: Final = re.compile(
    r"\b(?:partner\w*|partnerships?|(?:who|whom) we work with|work(?:ing)? with (?:others|us|other schools)|working together|links|collaborat\w+"
    r"|our (?:friends|networks))\b",
    re.IGNORECASE,
)
_TITLE_BLOCKS: Final = 3


def labelled(told: Told) -> Iterator[Candidate]:
    """The schools behind 'Lead school:' and 'Partner schools:' are in the group that the text is about."""
    for at, block in enumerate(told.document.blocks):
        label = _LABEL.match(block.text)
        group = _group_near(told, at) if label and not _NO_LABEL.match(block.text) else None
        if label is None or group is None:
            continue
        step = Step("", f"behind the label '{label[0].strip(' :–—-')}'", told.cast.entities[group].name)
        for school in _named(told, at, SCHOOL):
            place = told.document.place(block, school.start, school.end)
            yield Candidate("member_of", school.entities[0], group, place, "label", LOOSE, steps=(step,))


def _group_near(told: Told, at: int) -> int | None:
    """The group a label is of: the one that lists would be of, else the one named next in the lines behind."""
    if (own := own_group(told, at)) is not None:
        return own
    behind = (ref for references in told.cast.references[at : at + _GROUP_NAMED] for ref in references)
    return next((ref.entities[0] for ref in behind if ref.type == GROUP and len(ref.entities) == 1), None)


def _named(told: Told, at: int, type_: str) -> list[Reference]:
    """The references of a block that name one thing of a type."""
    return [
        each
        for each in told.cast.references[at]
        if each.type == type_ and len(each.entities) == 1 and each.step is None
    ]


def footnotes(told: Told) -> Iterator[Candidate]:
    """Schools behind which a mark stands are in the group that the line beginning with that mark names."""
    for at, block in enumerate(told.document.blocks):
        mark = _FOOTNOTE.match(_line(told, block))
        groups = _named(told, at, GROUP) if mark else []
        if mark and len(groups) == 1:
            group = groups[0].entities[0]
            step = Step("", f"the mark '{mark[1]}' behind it stands for the group", told.cast.entities[group].name)
            made = Candidate("member_of", -1, group, told.document.place(block, 0, 1), "footnote", PLAIN, steps=(step,))
            yield from _marked(
                told, mark[1], replace(made, certainty="planned" if PLAN.search(block.text) else "stated")
            )


def _line(told: Told, block: Block) -> str:
    """The line in which a block begins, as found."""
    raw, first = told.document.raw, block.spots[0] if block.spots else 0
    return raw[raw.rfind("\n", 0, first) + 1 : first + _MARK_LENGTH].lstrip()


def _marked(told: Told, sign: str, made: Candidate) -> Iterator[Candidate]:
    for at, block in enumerate(told.document.blocks):
        for school in _named(told, at, SCHOOL):
            # Marks may have been mended away, so they are looked for in the text as found.
            mark = _MARKED.match(told.document.raw, block.spots[school.end - 1] + 1)
            # What stands on both sides of a name sets it off: **Coombe Primary**.
            if mark and mark[1] == sign and not told.document.raw[: block.spots[school.start]].endswith(sign):
                place = told.document.place(block, school.start, school.end)
                yield replace(made, source=school.entities[0], place=place)


def partner_page(told: Told) -> Iterator[Candidate]:
    """On a page about a school's partners, each heading or item that is a body's or a school's name is one of them."""
    school = told.subject.school
    titles = [block.text for block in told.document.blocks[:_TITLE_BLOCKS] if block.sort is Sort.HEADING]
    if (
        school is None
        or GROUP in told.subject.titled
        or not any(map(_OF_PARTNERS.search, (told.document.title, *titles)))
    ):
        return
    for at, block in enumerate(told.document.blocks):
        for partner in (*_named(told, at, ORGANISATION), *_named(told, at, SCHOOL)):
            if _is_entry(block, partner) and partner.entities[0] != school:
                place = told.document.place(block, partner.start, partner.end)
                step = Step("", "a heading of the page on its partners", told.cast.entities[school].name)
                found = Candidate(
                    "partnership", school, partner.entities[0], place, "partner page", DERIVED, steps=(step,)
                )
                if fits(told, found):
                    yield replace(found, certainty="implied")


def _is_entry(block: Block, partner: Reference) -> bool:
    """Whether a heading is the partner's name alone, or an item begins with it and a colon, or is it alone."""
    before, behind = block.text[: partner.start].strip(), block.text[partner.end :].strip()
    alone = before.casefold() in ("", "the") and not behind.strip(".")
    item = block.sort is Sort.ITEM and not before and (not behind or behind[0] in ":–—-")
    return (block.sort is Sort.HEADING and alone) or item
