"""What the whole of a document implies: the one federation's schools, the one authority's schools and groups, and the
numbers of pseudonyms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.vocabulary import GROUP, LOCAL_AUTHORITY, PERSON, SCHOOL
from loaders.reading.candidate import DERIVED, Candidate, Told
from loaders.reading.cast import Entity, Reference, Step
from loaders.reading.document import Block
from loaders.reading.lexicon import CODED_POSTS


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


def in_authority(told: Told, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Schools of a document that speaks of one authority, and their groups, are taken to be in it."""
    authority = told.subject.authority
    if authority is None:
        return
    groups = _with_schools(told, found)
    for entity in told.cast.entities:
        if _local(told, entity, groups) and (place := _first_place(told, entity.key, authority)):
            yield place


def _local(told: Told, entity: Entity, groups: set[int]) -> bool:
    """A named school; a named group that has schools of the document in it, or the authority's name."""
    if entity.described or entity.type not in (SCHOOL, GROUP):
        return False
    authority = told.cast.entities[told.subject.authority or 0]
    named_so = any(authority.names[-1] in name for name in entity.names)
    return entity.type == SCHOOL or entity.key in groups or named_so


def pseudonyms(told: Told, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """A pseudonym that says the post ('HT2') says that there is such a post in the document's authority, where nothing
    in ``found`` says in which school."""
    authority = told.subject.authority
    placed = {each.source for each in found if each.relation == "holds_role"}
    for person in (one for one in told.cast.of(PERSON) if one.key not in placed):
        post = CODED_POSTS.get(re.sub(r"\d+$", "", person.names[0]), "") if person.kind == "coded" else ""
        found = _first_place(told, person.key, authority) if post and authority is not None else None
        if found:
            yield replace(found, relation="holds_role", role=post, rule="pseudonym after a post")
        yield from _coded_school(told, person, post)


def _coded_school(told: Told, person: Entity, post: str) -> Iterator[Candidate]:
    """'HT3' heads 'School 3' where a study numbers both alike."""
    number = re.sub(r"^\D+", "", person.names[0])
    school = next(
        (one for one in told.cast.of(SCHOOL) if one.kind == "coded" and one.names[0].split()[-1] == number), None
    )
    if school is None or post != "headteacher":
        return
    step = Step("", "schools and headteachers bear the same numbers", school.name)
    for at, block in enumerate(told.document.blocks):
        for reference in told.cast.references[at]:
            if person.key in reference.entities and reference.step is None:
                place = told.document.place(block, reference.start, reference.end)
                yield Candidate(
                    "holds_role",
                    person.key,
                    school.key,
                    place,
                    "same number",
                    DERIVED,
                    post,
                    certainty="implied",
                    steps=(step,),
                )
                return


def _first_place(told: Told, key: int, authority: int) -> Candidate | None:
    name = told.cast.entities[authority].name
    for at, block in enumerate(told.document.blocks):
        for reference in told.cast.references[at]:
            if key in reference.entities and reference.step is None:
                if _elsewhere(told, at, block, reference, authority):
                    return None
                place = told.document.place(block, reference.start, reference.end)
                step = Step("", "the one authority the document speaks of", name)
                return Candidate(
                    "in_authority",
                    key,
                    authority,
                    place,
                    "document's authority",
                    DERIVED,
                    certainty="implied",
                    steps=(step,),
                )
    return None


def _elsewhere(told: Told, at: int, block: Block, reference: Reference, authority: int) -> bool:
    """Whether the sentence names another authority or another part of the world."""
    start, end = next(((s, e) for s, e in block.sentences() if s <= reference.start < e), (0, len(block.text)))
    others = [
        each
        for each in told.cast.references[at]
        if each.type == LOCAL_AUTHORITY and start <= each.start < end and authority not in each.entities
    ]
    return bool(others)
