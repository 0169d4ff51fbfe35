"""In which authority a document's schools and groups are taken to be where it does not say so: in its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from graph.vocabulary import GROUP, LOCAL_AUTHORITY, SCHOOL
from loaders.reading.candidate import DERIVED, Candidate, Told
from loaders.reading.cast import Entity, Reference, Step
from loaders.reading.documents.document import Block, Sort

# Trusts and alliances reach over the borders of authorities; these seldom do.
_LOCAL_KINDS: Final = frozenset({"federation", "cluster"})
_BEGINNING: Final = 3
_NEAR: Final = 100
# The lines that tell a document's key facts stand among its first: 'Employer: Oak Federation, Kent'.
_KEY_FACTS: Final = 12
_KEY: Final = re.compile(
    r"(?:School|Employer|Authority|Area|Place|Site|Setting|Organisation|Based|Where|Federation|Trust|Cluster|Partners?)[\w /-]{0,25}:\s"
)
_SHORT: Final = 100
_OWN: Final = re.compile(
    r"\b(?:local authority|LA|LEA|authority|council|area|prepared for|report to)\s*[:|–-]?\s*$", re.IGNORECASE
)


def in_authority(told: Told, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Schools and local groups of a document that is about one authority's, where nothing places them elsewhere."""
    authority = told.subject.authority
    placed = [each for each in found if each.relation == "in_authority" and not each.negated]
    if authority is None or not _is_its_own(told, authority, placed):
        return
    groups, sure = _with_schools(told, found), {each.source for each in placed}
    for entity in told.cast.entities:
        if (
            entity.key not in sure
            and _is_local(told, entity, groups)
            and (place := first_place(told, entity.key, authority))
        ):
            yield place


def _is_its_own(told: Told, authority: int, placed: Sequence[Candidate]) -> bool:
    """Whether the authority is the document's own: it stands at the beginning or is said to be; or the school or group
    that the text is about is there; or it is named most, and the schools that the text places are not mostly in
    others."""
    if any(_stands_for_all(told, at, one) for at, one in _references(told, authority)):
        return True
    if any(each.target == authority and each.source in _chief(told) for each in placed):
        return True
    named_schools = (each for each in placed if not told.cast.entities[each.source].described)
    times = Counter(key for key in (each.target for each in named_schools) if key is not None)
    if len(times) > 1 and 2 * times[authority] <= times.total():
        return False
    named = {one.key: one.times for one in told.cast.of(LOCAL_AUTHORITY)}
    return all(times <= named[authority] for times in named.values())


def _chief(told: Told) -> set[int | None]:
    """The school and the group that a document is about, and the school that it names most."""
    schools = [one for one in told.cast.of(SCHOOL) if not one.described]
    most = max(schools, key=lambda one: one.times, default=None)
    return {told.subject.school, told.subject.group, most.key if most else None}


def _references(told: Told, key: int) -> Iterator[tuple[int, Reference]]:
    for at, some in enumerate(told.cast.references):
        yield from ((at, one) for one in some if key in one.entities and one.step is None)


def _stands_for_all(told: Told, at: int, one: Reference) -> bool:
    block = told.document.blocks[at]
    heads = at < _BEGINNING and (block.sort is Sort.HEADING or len(block.text) <= _SHORT)
    key_fact = at < _KEY_FACTS and bool(_KEY.match(block.text))
    return heads or key_fact or bool(_OWN.search(told.document.blocks[at].text[: one.start]))


def _with_schools(told: Told, found: Sequence[Candidate]) -> set[int]:
    """Groups that have schools of the document in them, or are tied to one that has."""
    schools = {
        each.target
        for each in found
        if each.relation == "member_of" and told.cast.entities[each.source].type == SCHOOL and each.target is not None
    }
    paired = {
        key
        for each in found
        if each.relation == "partnership" and {each.source, each.target} & schools
        for key in (each.source, each.target)
        if key is not None
    }
    return schools | paired


def _is_local(told: Told, entity: Entity, groups: set[int]) -> bool:
    """A named school; a named federation or cluster; another group with the document's schools in it, if no trust;
    and whatever has the authority's name."""
    if entity.described or entity.type not in (SCHOOL, GROUP):
        return False
    authority = told.cast.entities[told.subject.authority or 0]
    named_so = any(authority.names[-1] in name for name in entity.names)
    local = entity.kind in _LOCAL_KINDS or (entity.key in groups and entity.kind != "trust")
    return entity.type == SCHOOL or local or named_so


def first_place(told: Told, key: int, authority: int) -> Candidate | None:
    """That an entity is in the authority, resting on where it is first named; None where another stands beside it."""
    name = told.cast.entities[authority].name
    for at, one in _references(told, key):
        block = told.document.blocks[at]
        if _elsewhere(told, at, block, one, authority):
            return None
        place = told.document.place(block, one.start, one.end)
        step = Step("", "the one authority the document speaks of", name)
        return Candidate(
            "in_authority", key, authority, place, "document's authority", DERIVED, certainty="implied", steps=(step,)
        )
    return None


def _elsewhere(told: Told, at: int, block: Block, reference: Reference, authority: int) -> bool:
    """Whether the sentence names another authority near by, with no other school between."""
    start, end = next(((s, e) for s, e in block.sentences() if s <= reference.start < e), (0, len(block.text)))
    others = (
        each
        for each in told.cast.references[at]
        if each.type == LOCAL_AUTHORITY and start <= each.start < end and authority not in each.entities
    )
    return any(_is_near(told, at, reference, other) for other in others)


def _is_near(told: Told, at: int, school: Reference, other: Reference) -> bool:
    first, last = sorted((school, other), key=lambda each: each.start)
    between = [one for one in told.cast.references[at] if first.end <= one.start < last.start and one.type == SCHOOL]
    return last.start - first.end < _NEAR and not between
