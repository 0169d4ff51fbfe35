"""What the layout of minutes and letters says: who attends, who signs, who is among the leaders just named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from graph.vocabulary import GROUP, PERSON, SCHOOL
from loaders.reading.candidate import LOOSE, PLAIN, Candidate, Told
from loaders.reading.cast import Reference, Step
from loaders.reading.documents.document import Block, Sort
from loaders.reading.naming.mention import DESIGNATION, ROLE

_LINE: Final = 90
_AMONG: Final = re.compile(r"(?:Among (?:them|these)|They|These|Those) (?:are|is|include)\b")
_ATTENDANCE: Final = re.compile(
    r"(?:Present|In attendance|Attendance|Apologies|Those present|Attending)\b", re.IGNORECASE
)
_ATTENDANCE_LENGTH: Final = 400


def attendance(told: Told) -> Iterator[Candidate]:
    """In the minutes of a group, the schools under 'Present' and 'Apologies' are taken to be in it."""
    group = told.subject.group
    if group is None or GROUP not in told.subject.titled:
        return
    listing = False
    for at, block in enumerate(told.document.blocks):
        begins = _ATTENDANCE.match(block.text)
        if block.sort is Sort.HEADING and not begins:
            listing = False
        listing = bool(begins) or (listing and len(block.text) < _ATTENDANCE_LENGTH)
        if listing:
            yield from _attending(told, at, block, group)


def _attending(told: Told, at: int, block: Block, group: int) -> Iterator[Candidate]:
    step = Step("", "its people attend, or send apologies to, the group's meeting", told.cast.entities[group].name)
    for reference in told.cast.references[at]:
        if reference.type == SCHOOL and len(reference.entities) == 1 and reference.step is None:
            place = told.document.place(block, reference.start, reference.end)
            yield Candidate(
                "member_of",
                reference.entities[0],
                group,
                place,
                "attendance",
                LOOSE,
                certainty="implied",
                steps=(step,),
            )


def signatures(told: Told) -> Iterator[Candidate]:
    """A name on a line of its own, and under it a post and its school."""
    blocks = told.document.blocks
    for at, (block, following) in enumerate(pairwise(blocks)):
        names = [each for each in told.cast.references[at] if each.type == PERSON]
        under = told.cast.references[at + 1]
        if len(names) != 1 or names[0].end - names[0].start < len(block.text.strip()) or len(following.text) > _LINE:
            continue
        post = next((each for each in under if each.type == ROLE), None)
        place = next((each for each in under if each.type in (SCHOOL, GROUP) and len(each.entities) == 1), None)
        if post and place and post.start < 4:
            step = Step(
                "",
                f"the name stands on the line above '{following.text}'",
                told.cast.entities[names[0].entities[0]].name,
            )
            yield Candidate(
                "holds_role",
                names[0].entities[0],
                place.entities[0],
                told.document.place(following, 0, len(following.text)),
                "signature",
                PLAIN,
                post.word,
                steps=(step,),
            )


def designated_lists(told: Told) -> Iterator[Candidate]:
    """'There are four SLEs. Among them are …': people of a sentence that only says who the leaders before it are."""
    for at, block in enumerate(told.document.blocks):
        earlier: list[Reference] = []
        for start, end in block.sentences():
            inside = [each for each in told.cast.references[at] if start <= each.start < end]
            named = [each for each in earlier if each.type == DESIGNATION]
            if named and _AMONG.match(block.text, start):
                yield from _each_designated(told, block, (start, end), inside, named[-1])
            earlier = inside


def _each_designated(
    told: Told, block: Block, span: tuple[int, int], inside: list[Reference], named: Reference
) -> Iterator[Candidate]:
    for person in (each for each in inside if each.type == PERSON and each.step is None):
        place = told.document.place(block, *span)
        step = Step(block.text[span[0] : span[0] + 4], "the leaders of the sentence before", named.word)
        yield Candidate(
            "designated", person.entities[0], None, place, "among the leaders", LOOSE, named.word, steps=(step,)
        )
