"""Which people are in a group: its officers, those at its meetings, and those who come from its schools."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from graph.vocabulary import GROUP, LOCAL_AUTHORITY, PERSON
from loaders.reading.candidate import DERIVED, LOOSE, Candidate, Told
from loaders.reading.cast import Reference, Step
from loaders.reading.documents.document import Block
from loaders.reading.naming.mention import ORGANISATION
from loaders.reading.phrases.masking import Masked
from loaders.reading.sources.members import is_of_people

_MINUTES: Final = re.compile(r"\b(?:minutes|notes?|record|meeting|held on|met on)\b", re.IGNORECASE)
_PRESENT: Final = re.compile(
    r"(?:Members )?(?:[Pp]resent|PRESENT|[Aa]ttendance|ATTENDANCE|Attendees|Attending|Circulation|CIRCULATION|Distribution"
    r"|Membership|Members|MEMBERS|Apologies(?: from)?|APOLOGIES|Committee)\b|\b(?:held|met) (?:on|at|in)\b"
)
_GUESTS: Final = re.compile(
    r"\b(?:[Ii]n attendance|IN ATTENDANCE|Others? (?:present|who)|[Aa]lso (?:present|attending)|Guests?|GUESTS?|Visitors?"
    r"|Observers?|Speakers?|[Dd]eputising|[Oo]n behalf of)\b"
)
_TITLE_BLOCKS: Final = 4
# Between two people of such a list stand names of places and posts, and no sentence.
_NO_SENTENCE: Final = frozenset(
    """
    a and of the in for on at to th st nd rd am pm from was by chair clerk item items minutes head heads governor executive
    treasurer secretary vice met held library room hall school schools centre office deputy acting with
    """.split()
)
_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")
_OFFICERS: Final = re.compile(
    r"\b(?:chair|vice[- ]chair|treasurer|secretary|member|president|convenor|convener)\b", re.IGNORECASE
)
_FROM_SCHOOLS: Final = re.compile(
    r"\bfrom (?:\w+ ){0,3}(?:schools|academies|primaries|members?)(?: right)? (?:across|in|within|of|throughout|from) (?:the |our |its )?⟨G:(?P<group>[\d,]+)⟩"
)
_WITH_SCHOOL: Final = re.compile(r"⟨P:(?P<person>[\d,]+)⟩(?:,? \(|, (?:of|from|at) |, )⟨S:(?P<school>[\d,]+)⟩")
_LISTED: Final = 3


def people_in_groups(told: Told, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """All of them."""
    yield from _people_present(told)
    yield from _from_its_schools(told)
    yield from _officers(told, found)


def _officers(told: Told, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Who chairs a group of people, or keeps its money, is in it."""
    for each in found:
        group = None if each.target is None else told.cast.entities[each.target]
        held = each.relation == "holds_role" and bool(_OFFICERS.search(each.role))
        if held and group and group.type == GROUP and is_of_people(group):
            step = Step("", f"{each.role} of it", group.name)
            made = replace(each, relation="member_of", role="", rule="officer of a group of people", tier=DERIVED)
            yield replace(
                made, certainty=each.certainty if each.certainty == "planned" else "implied", steps=(*each.steps, step)
            )


def _people_present(told: Told) -> Iterator[Candidate]:
    """Those whom the minutes of a group of people list as present, or sorry not to be, are in it; guests are not."""
    group = told.subject.group
    if group is None or not is_of_people(told.cast.entities[group]) or not _is_of_meeting(told):
        return
    for at, block in enumerate(told.document.blocks):
        for start in [mark.end() for mark in _PRESENT.finditer(block.text)]:
            yield from _listed_people(told, at, block, start, group)


def _is_of_meeting(told: Told) -> bool:
    return any(_MINUTES.search(block.text) for block in told.document.blocks[:_TITLE_BLOCKS])


def _listed_people(told: Told, at: int, block: Block, start: int, group: int) -> Iterator[Candidate]:
    """The people from ``start`` on, as long as nothing but names of places and posts stands between them."""
    step = Step("", "listed at the meeting of", told.cast.entities[group].name)
    last = start
    held = [each for each in told.cast.references[at] if each.start >= start]
    for each, following in zip_longest(held, held[1:]):
        between = block.text[last : each.start]
        if _GUESTS.search(between) or not _names_only(between):
            return
        last = each.end
        if each.type == PERSON and each.step is None and not _is_guest(following, block, each):
            place = told.document.place(block, each.start, each.end)
            yield Candidate(
                "member_of", each.entities[0], group, place, "present", LOOSE, certainty="implied", steps=(step,)
            )


def _names_only(text: str) -> bool:
    """Whether every word is a name's, or one that stands between names."""
    return all(word[0].isupper() or word in _NO_SENTENCE for word in _WORD.findall(text))


def _is_guest(following: Reference | None, block: Block, person: Reference) -> bool:
    """Whether right behind a person stands a council or another body whose guest they are."""
    if following is None or following.type not in (LOCAL_AUTHORITY, ORGANISATION):
        return False
    return bool(re.fullmatch(r"[\s,(–-]*(?:from |of )?", block.text[person.end : following.start]))


def _from_its_schools(told: Told) -> Iterator[Candidate]:
    """'Seven teachers from schools across the alliance …': those then listed with their schools, and the schools."""
    keys = {
        key
        for _, masked in told.sentences
        for mark in _FROM_SCHOOLS.finditer(masked.text)
        for each in masked.referred(mark["group"])
        for key in each.entities
    }
    if len(keys) != 1:
        return
    group = next(iter(keys))
    for block in told.document.blocks:
        pairs = [
            (masked, mark)
            for own, masked in told.sentences
            if own is block
            for mark in _WITH_SCHOOL.finditer(masked.text)
        ]
        if len(pairs) >= _LISTED:
            yield from (made for masked, mark in pairs for made in _from_school(told, block, masked, mark, group))


def _from_school(told: Told, block: Block, masked: Masked, mark: re.Match[str], group: int) -> Iterator[Candidate]:
    step = Step("", "listed among those from its schools", told.cast.entities[group].name)
    for each in (*masked.referred(mark["person"]), *masked.referred(mark["school"])):
        place = told.document.place(block, each.start, each.end)
        made = Candidate("member_of", -1, group, place, "from its schools", DERIVED, certainty="implied", steps=(step,))
        yield from (replace(made, source=key) for key in each.entities)
