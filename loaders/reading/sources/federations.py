"""What federations imply: their schools are federated with one another, and some are called after their schools."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from graph.vocabulary import GROUP, SCHOOL
from loaders.reading.candidate import DERIVED, LIKELY, Candidate, Told
from loaders.reading.cast import Entity, Step
from loaders.reading.naming.authorities import AUTHORITIES
from loaders.reading.sources.members import only_group

# More schools than these are seldom federated one with another: such a "federation" is a network by another name.
_MOST: Final = 6
# How often a document names a school that it is about, and the most schools that one federation's document is about.
_SPOKEN_OF, _FEW = 2, 5
_WORDS: Final = r"(?:St\.? )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}?"
_NAMED_AFTER: Final = re.compile(
    rf"(?:[Tt]he )?(?P<names>{_WORDS}(?:, {_WORDS})*,? (?:and|&) {_WORDS})(?: (?:[Pp]rimary|[Ii]nfants?|[Jj]uniors?|[Vv]illage|CE|[Ss]chools?['’]?|[Hh]ard|[Ss]oft))* [Ff]ederation"
    rf"|[Ff]ederation of (?P<behind>{_WORDS}(?:, {_WORDS})*,? (?:and|&) {_WORDS})(?: [Ss]chools)?"
)
_NO_SCHOOL: Final = frozenset(
    "north south east west upper lower learning church catholic primary secondary infant junior community urban rural".split()
)
_SEPARATORS: Final = re.compile(r",? (?:and|&) |, ")
_HEAD: Final = "executive headteacher"


def federation_members(told: Told, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Who is in a federation because its schools are federated, or it is called after them; who is federated because
    they are in one; and who works together because one executive headteacher leads them. What is merely likely implies
    nothing."""
    found = [each for each in found if each.tier < LIKELY]
    members = [*_of_the_one(told, found), *_called_after(told)]
    members += _spoken_of(told, [*found, *members])
    yield from members
    pairs = list(_federated(told, [*found, *members]))
    yield from pairs
    yield from _under_one_head(told, [*found, *pairs])


def _of_the_one(told: Told, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Federated schools of a document with one federation are in it."""
    groups = [group for group in _federations(told) if not group.described]
    if len(groups) != 1:
        return
    step = Step("", "the one federation the document speaks of", groups[0].name)
    for each in found:
        if each.relation == "federation" and not each.negated and each.certainty != "planned":
            made = replace(
                each, relation="member_of", target=groups[0].key, rule="the federation's schools", tier=DERIVED
            )
            for school in (each.source, each.target):
                if school is not None:
                    yield replace(made, source=school, certainty="implied", steps=(*each.steps, step))


def _federations(told: Told) -> list[Entity]:
    return [group for group in told.cast.of(GROUP) if group.kind == "federation"]


def _called_after(told: Told) -> Iterator[Candidate]:
    """The Ash and Mere Federation has Ash and Mere in it."""
    for group in _federations(told):
        names = next((named for name in group.names if (named := _schools_in(name))), ())
        schools = [_called(told, name, group) for name in names]
        for school in schools:
            if made := _first(told, group):
                step = Step("", f"{group.name} is called after it", school.name)
                yield replace(made, source=school.key, target=group.key, steps=(*made.steps, step))


def _spoken_of(told: Told, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The few schools of which the document of one federation goes on speaking, where nothing says who is in it."""
    group = only_group(told)
    members = [each for each in found if each.relation == "member_of" and _is_school(told, each)]
    known = {each.source for each in members if _holds(each)}
    if group is None or group.kind != "federation" or len(known) > 1:
        return
    most = max((school.times for school in told.cast.of(SCHOOL)), default=0)
    schools = [one for one in told.cast.of(SCHOOL) if one.times >= max(_SPOKEN_OF, most / 3) and not one.described]
    denied = {each.source for each in members if not _holds(each)}
    for school in schools if 1 < len(schools) <= _FEW else ():
        if school.key not in denied and (made := _first(told, school)):
            step = Step("", "the document speaks of one federation and of few schools", group.name)
            yield replace(made, source=school.key, target=group.key, rule="one federation", steps=(*made.steps, step))


def _schools_in(name: str) -> tuple[str, ...]:
    """The names in a federation's name, () where it is not called after schools."""
    mark = _NAMED_AFTER.fullmatch(name)
    names = tuple(_SEPARATORS.split(mark[mark.lastgroup or 0])) if mark else ()
    no_schools = any(each in AUTHORITIES or each.split()[0].casefold() in _NO_SCHOOL for each in names)
    return () if no_schools else names


def _called(told: Told, name: str, group: Entity) -> Entity:
    """The school of that name, whose name begins so, or the only one that has it in its name; a new one where no other
    name has it."""
    schools = told.cast.of(SCHOOL)
    begins = [school for school in schools if any(f"{known} ".startswith(f"{name} ") for known in school.names)]
    holds = [school for school in schools if any(f" {name} " in f" {known} " for known in school.names)]
    if begins or len(holds) == 1:
        return (begins or holds)[0]
    return told.cast.add(SCHOOL, name, group.first, "bare")


def _first(told: Told, named: Entity) -> Candidate | None:
    """A candidate, yet without its ends, that rests on the first place where something is named."""
    for at, block in enumerate(told.document.blocks):
        for reference in told.cast.references[at]:
            if named.key in reference.entities and reference.step is None:
                place = told.document.place(block, reference.start, reference.end)
                return Candidate("member_of", -1, None, place, "called after its schools", DERIVED, certainty="implied")
    return None


def _federated(told: Told, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The schools of one federation are federated with one another."""
    for group in _federations(told):
        inside: dict[int, Candidate] = {}
        for each in found:
            if each.relation == "member_of" and each.target == group.key and _is_school(told, each) and _holds(each):
                inside.setdefault(each.source, each)
        if len(inside) <= _MOST:
            yield from (_pair(told, one, other, group) for one, other in combinations(inside.values(), 2))


def _is_school(told: Told, found: Candidate) -> bool:
    return told.cast.entities[found.source].type == SCHOOL


def _holds(found: Candidate) -> bool:
    return not found.negated and found.ends is None


def _pair(told: Told, one: Candidate, other: Candidate, group: Entity) -> Candidate:
    planned = "planned" in (one.certainty, other.certainty)
    steps = (Step("", f"both are in {group.name}", told.cast.entities[each.source].name) for each in (one, other))
    return replace(
        one,
        relation="federation",
        target=other.source,
        rule="schools of one federation",
        tier=DERIVED,
        begins=None,
        seen=None,
        certainty="planned" if planned else "implied",
        steps=(*one.steps, *other.steps, *steps),
    )


def _under_one_head(told: Told, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Schools that share an executive headteacher work together, where they are not federated."""
    led: dict[int, dict[int, Candidate]] = {}
    for each in found:
        if each.target is not None and _leads(told, each):
            led.setdefault(each.source, {}).setdefault(each.target, each)
    federated = {frozenset((each.source, each.target)) for each in found if each.relation == "federation"}
    for person, schools in led.items():
        step = Step("", "one executive headteacher leads both", told.cast.entities[person].name)
        for one, other in combinations(schools.values(), 2):
            if frozenset((one.target, other.target)) not in federated and one.target is not None:
                yield _shared(one, other, step)


def _leads(told: Told, found: Candidate) -> bool:
    """Whether somebody is an executive headteacher of a school now."""
    leads = found.relation == "holds_role" and found.role == _HEAD and _holds(found) and found.certainty != "planned"
    return leads and found.target is not None and told.cast.entities[found.target].type == SCHOOL


def _shared(one: Candidate, other: Candidate, step: Step) -> Candidate:
    return replace(
        one,
        relation="partnership",
        source=one.target or 0,
        target=other.target,
        rule="one executive headteacher",
        tier=DERIVED,
        role="",
        certainty="implied",
        steps=(*one.steps, *other.steps, step),
    )
