"""What the pseudonyms of a study imply: posts in its authority, and who heads which school."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.vocabulary import PERSON, SCHOOL
from loaders.reading.candidate import DERIVED, Candidate, Told
from loaders.reading.cast import Entity, Step
from loaders.reading.naming.lexicon import CODED_POSTS
from loaders.reading.sources.authorities import first_place


def pseudonyms(told: Told, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """A pseudonym that says the post ('HT2') says that there is such a post in the document's authority, where nothing
    in ``found`` says in which school."""
    authority = told.subject.authority
    placed = {each.source for each in found if each.relation == "holds_role"}
    for person in (one for one in told.cast.of(PERSON) if one.key not in placed):
        post = CODED_POSTS.get(re.sub(r"\d+$", "", person.names[0]), "") if person.kind == "coded" else ""
        place = first_place(told, person.key, authority) if post and authority is not None else None
        if place:
            yield replace(place, relation="holds_role", role=post, rule="pseudonym after a post")
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
