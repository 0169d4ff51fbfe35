"""Who is in a group because a document of that group counts its schools, or lists the people at its meetings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from graph.vocabulary import GROUP, LOCAL_AUTHORITY, PERSON, SCHOOL
from loaders.reading.candidate import DERIVED, LOOSE, Candidate, Told
from loaders.reading.cast import Entity, Reference, Step
from loaders.reading.document import Block
from loaders.reading.naming.mention import ORGANISATION

_COUNTED: Final = re.compile(r"(?:our|its|all|the|whose)\b.*\b(?:schools|academies|primaries)", re.IGNORECASE)
_OF_PEOPLE: Final = re.compile(
    r"\b(?:heads?|head ?teachers?|principals?|bursars?|managers?|SBMs?|governors?|leaders|chairs|clerks|SENCOs?|secretaries"
    r"|officers|directors|forum)\b['’]?",
    re.IGNORECASE,
)
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


def counted_members(told: Told, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """'Our four schools' in a document of one group are those in it, where the text does not say otherwise."""
    group = _only_group(told)
    denied = {(each.source, each.target) for each in found if each.relation == "member_of" and each.negated}
    for at, block in enumerate(told.document.blocks if group else ()):
        for reference in told.cast.references[at]:
            if group and _counts(reference, group):
                made = _counted(told, block, reference, group)
                yield from (replace(made, source=key) for key in reference.entities if (key, group.key) not in denied)


def _only_group(told: Told) -> Entity | None:
    """The one group that a document names, or that its title does; a group of people counts no schools."""
    named = [group for group in told.cast.of(GROUP) if group.times and not group.described]
    titled = [group for group in named if group.key == told.subject.group and GROUP in told.subject.titled]
    one = titled or (named if len(named) == 1 else [])
    return one[0] if one and not is_of_people(one[0]) else None


def is_of_people(group: Entity) -> bool:
    """Whether a group is one of people (heads, bursars, governors) and not of schools."""
    return any(_OF_PEOPLE.search(name) for name in group.names)


def _counts(reference: Reference, group: Entity) -> bool:
    several = reference.type == SCHOOL and reference.step is not None and len(reference.entities) > 1
    both = group.kind == "federation" and reference.word.casefold().startswith("both")
    return several and (both or bool(_COUNTED.match(reference.word)))


def _counted(told: Told, block: Block, reference: Reference, group: Entity) -> Candidate:
    steps = (
        *((reference.step,) if reference.step else ()),
        Step("", "the one group the document is about", group.name),
    )
    place = told.document.place(block, reference.start, reference.end)
    return Candidate("member_of", -1, group.key, place, "its schools", DERIVED, certainty="implied", steps=steps)


def officers(told: Told, found: Sequence[Candidate]) -> Iterator[Candidate]:
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


def people_present(told: Told) -> Iterator[Candidate]:
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
    for each, following in zip(held, [*held[1:], None], strict=True):
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
