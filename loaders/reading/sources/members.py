"""Which schools are in a group because of what a document of that group goes on about: it counts its schools, meets at
them, has their staff for officers, or is one federation and speaks of few schools."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from graph.vocabulary import GROUP, SCHOOL
from loaders.reading.candidate import DERIVED, Candidate, Told
from loaders.reading.cast import Entity, Reference, Step
from loaders.reading.documents.document import Block, Sort
from loaders.reading.phrases.masking import TOKEN

_COUNTED: Final = re.compile(r"(?:our|its|all|the|whose)\b.*\b(?:schools|academies|primaries)", re.IGNORECASE)
_OF_PEOPLE: Final = re.compile(
    r"\b(?:heads?|head ?teachers?|principals?|bursars?|managers?|SBMs?|governors?|leaders|chairs|clerks|SENCOs?|secretaries"
    r"|officers|directors|forum)\b['’]?",
    re.IGNORECASE,
)
_VENUE: Final = re.compile(
    r"\b(?:meetings?|meets?|met|held|quiz|conference|AGM|next meeting|training day|training|group|forum)\b[^.;⟨⟩]{0,60}(?:\bat|,|\bin) (?:the (?:\w+ )?(?:library|hall|office) (?:of|at) )?$",
    re.IGNORECASE,
)
_PRESENT: Final = re.compile(r"\W*(?:\d[\d.]* )?(?:Those )?(?:[Pp]resent|[Aa]pologies)\b")
_HEADING, _HEADING_MORE = 60, 8
_COLLECTIVE: Final = frozenset({"cluster", "partnership", "teaching_school_alliance", "network"})
# Of the staff of their own schools: a network's or a partnership's officers are as often people of its own.
_OF_SCHOOLS: Final = frozenset({"cluster", "teaching_school_alliance"})
_OFFICE: Final = re.compile(r"\b(?:chair|vice[- ]chair|treasurer|secretary|convenor|convener)\b")


def implied_members(told: Told, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """All that ``found`` and the document imply."""
    yield from _hosts(told)
    yield from _schools_of_officers(told, found)
    yield from _counted_members(told, found)


def _counted_members(told: Told, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """'Our four schools' in a document of one group are those in it, where the text does not say otherwise."""
    group = only_group(told)
    denied = {(each.source, each.target) for each in found if each.relation == "member_of" and each.negated}
    for at, block in enumerate(told.document.blocks if group else ()):
        for reference in told.cast.references[at]:
            if group and _counts(reference, group):
                made = _counted(told, block, reference, group)
                yield from (replace(made, source=key) for key in reference.entities if (key, group.key) not in denied)


def only_group(told: Told) -> Entity | None:
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


def _hosts(told: Told) -> Iterator[Candidate]:
    """The schools at which a group meets, and those present, in its newsletter or minutes or in a section about it."""
    sections = _sections(told)
    for block, masked in told.sentences:
        group = sections.get(block.spots[:1])
        for token in TOKEN.finditer(masked.text) if group else ():
            if group and token[1] == "S" and (rule := _meets(masked.text, token)):
                yield from _at_meeting(told, block, masked.referred(token[2]), group, rule)


def _meets(text: str, token: re.Match[str]) -> str:
    """In what words a sentence says that a school has to do with a meeting, '' for not."""
    if _VENUE.search(text, 0, token.start()):
        return "it meets there"
    return "its people are listed at the meeting" if _PRESENT.match(text) else ""


def _at_meeting(
    told: Told, block: Block, schools: Sequence[Reference], group: Entity, rule: str
) -> Iterator[Candidate]:
    step = Step("", rule, group.name)
    for each in schools:
        place = told.document.place(block, each.start, each.end)
        made = Candidate("member_of", -1, group.key, place, "at its meeting", DERIVED, steps=(step,))
        yield from (replace(made, source=key, certainty="implied") for key in each.entities)


def _sections(told: Told) -> dict[tuple[int, ...], Entity]:
    """The group of schools that each block is about, by where the block begins: the heading's, else the title's."""
    titled = only_group(told) if GROUP in told.subject.titled else None
    group = titled if titled and titled.kind in _COLLECTIVE else None
    about: dict[tuple[int, ...], Entity] = {}
    for at, block in enumerate(told.document.blocks):
        if block.sort is Sort.HEADING or len(block.text) <= _HEADING:
            named = [told.cast.entities[each.entities[0]] for each in told.cast.references[at] if each.type == GROUP]
            collective = [each for each in named if each.kind in _COLLECTIVE and not is_of_people(each)]
            heads = len(collective) == 1 and len(block.text) <= len(collective[0].name) + _HEADING_MORE
            group = collective[0] if heads else (titled if block.sort is Sort.HEADING else group)
        if group is not None:
            about[block.spots[:1]] = group
    return about


def _schools_of_officers(told: Told, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Schools whose staff hold office in a cluster or the like are in it."""
    posts = [each for each in found if each.relation == "holds_role" and not each.negated and each.ends is None]
    for office in posts:
        group = None if office.target is None else told.cast.entities[office.target]
        if group is None or group.kind not in _OF_SCHOOLS or not _OFFICE.search(office.role) or is_of_people(group):
            continue
        for post in posts:
            at_school = post.target is not None and told.cast.entities[post.target].type == SCHOOL
            if post.source == office.source and at_school and "governor" not in post.role:
                step = Step("", f"somebody of its staff is {office.role} of it", group.name)
                yield replace(
                    post,
                    relation="member_of",
                    source=post.target or 0,
                    target=group.key,
                    role="",
                    rule="school of an officer",
                    tier=DERIVED,
                    certainty="implied",
                    steps=(*post.steps, *office.steps, step),
                )
