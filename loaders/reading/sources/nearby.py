"""What merely stands together in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graph.vocabulary import LOCAL_AUTHORITY
from loaders.reading.candidate import DERIVED, Candidate, Told, fits, placed
from loaders.reading.cast import Reference
from loaders.reading.documents.document import Block
from loaders.reading.phrases.masking import Masked
from loaders.reading.sources.members import is_of_people
from loaders.reading.sources.places import is_of_schools
from loaders.reading.sources.together import Pair, together


def nearby(told: Told, known: set[tuple[str, int, int | None, str]]) -> Iterator[Candidate]:
    """What merely stands together in a sentence, where nothing better says or denies it."""
    for block, masked in told.sentences:
        pairs = (found for pair in together(masked) for found in _of_pair(told, block, masked, pair))
        for found in pairs:
            known_so = found.key in known or _turned(found, known) or _of_people(told, found)
            if not known_so and fits(told, found):
                yield found


def _of_people(told: Told, found: Candidate) -> bool:
    """Whether a school would be in a group of people."""
    group = None if found.relation != "member_of" or found.target is None else told.cast.entities[found.target]
    return group is not None and is_of_people(group)


def _turned(found: Candidate, known: set[tuple[str, int, int | None, str]]) -> bool:
    """Whether the other way round is known: who mentors or follows somebody is not mentored or followed by them."""
    return any(
        relation == found.relation and (source, target) == (found.target, found.source)
        for relation, source, target, _ in known
    )


def _of_pair(told: Told, block: Block, masked: Masked, pair: Pair) -> Iterator[Candidate]:
    place = placed(told, block, masked, pair.start, pair.end)
    for source in pair.sources:
        steps = tuple(step for step in (source.step, *(each.step for each in pair.targets)) if step)
        made = Candidate(pair.rule.relation, -1, None, place, "stand together", DERIVED, pair.post, steps=steps)
        for key in source.entities:
            if pair.rule.relation == "designated":
                yield replace(made, source=key, role=pair.targets[0].word)
            else:
                yield from (
                    replace(made, source=key, target=other) for each in pair.targets for other in _places(pair, each)
                )


def _places(pair: Pair, named: Reference) -> tuple[int, ...]:
    """What a name stands for; an authority is no place of a school's post: 'head of a school in Leeds'."""
    return () if pair.rule.post and named.type == LOCAL_AUTHORITY and is_of_schools(pair.post) else named.entities
