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
from loaders.reading.document import Block
from loaders.reading.masking import TOKEN

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
_COLLECTIVE: Final = frozenset({"cluster", "partnership", "teaching_school_alliance", "network"})
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
    """The schools at which the group of a newsletter or of minutes meets are in it."""
    group = only_group(told)
    if group is None or group.kind not in _COLLECTIVE or GROUP not in told.subject.titled:
        return
    for block, masked in told.sentences:
        for token in TOKEN.finditer(masked.text):
            if token[1] == "S" and _VENUE.search(masked.text, 0, token.start()):
                for each in masked.referred(token[2]):
                    place = told.document.place(block, each.start, each.end)
                    step = Step("", "it meets there", group.name)
                    made = Candidate("member_of", -1, group.key, place, "where it meets", DERIVED, steps=(step,))
                    yield from (replace(made, source=key, certainty="implied") for key in each.entities)


def _schools_of_officers(told: Told, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Schools whose staff hold office in a cluster or the like are in it."""
    posts = [each for each in found if each.relation == "holds_role" and not each.negated and each.ends is None]
    for office in posts:
        group = None if office.target is None else told.cast.entities[office.target]
        if group is None or group.kind not in _COLLECTIVE or not _OFFICE.search(office.role) or is_of_people(group):
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
