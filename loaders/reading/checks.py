"""What every proposal must stand up to, whatever made it. What does not is kept with the reason, never dropped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from graph.vocabulary import RELATIONS
from loaders.reading.cast import Entity
from loaders.reading.document import Document, is_verbatim
from loaders.reading.relations import Candidate
from loaders.school_names import fold

_POSSESSIVE: Final = re.compile(r"['’]s\b")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A candidate that failed a check, and why."""

    candidate: Candidate
    reason: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks let through, and what they did not: found = proposed + rejected."""

    proposed: tuple[Candidate, ...]
    rejected: tuple[Rejected, ...]


def checked(document: Document, entities: Iterable[Entity], found: Iterable[Candidate]) -> Checked:
    """Every candidate of ``found`` put to every check; the first that fails is the reason."""
    known = {entity.key: entity for entity in entities}
    proposed: list[Candidate] = []
    rejected: list[Rejected] = []
    for candidate in found:
        reason = next(_faults(document, known, candidate), None)
        if reason is None:
            proposed.append(candidate)
        else:
            rejected.append(Rejected(candidate, reason))
    return Checked(tuple(proposed), tuple(rejected))


Known = dict[int, Entity]


def _faults(document: Document, known: Known, candidate: Candidate) -> Iterator[str]:
    for check in _CHECKS:
        yield from check(document, known, candidate)


def _quote(document: Document, _: Known, candidate: Candidate) -> Iterator[str]:
    place = candidate.place
    there = document.raw[place.start : place.end]
    if not place.quote.strip() or not is_verbatim(place.quote, there):
        yield "the quote does not stand at its place"
    elif tuple(range(document.line_at(place.start), document.line_at(place.end - 1) + 1)) != place.lines:
        yield "the quote does not stand in the lines given"


def _ends(_: Document, known: Known, candidate: Candidate) -> Iterator[str]:
    # "Ada's" and "Oak schools" name Ada and Oak School.
    said = candidate.place.quote
    quote = f" {fold(said)} {fold(_POSSESSIVE.sub('', said))}"
    steps = {fold(name) for step in candidate.steps for name in step.to.split(" and ")} | {
        fold(step.to) for step in candidate.steps
    }
    for key in (candidate.source, candidate.target):
        if key is not None and not _stands(known[key], quote, steps):
            yield f"neither the quote nor a step names {known[key].name}"


def _stands(entity: Entity, quote: str, steps: set[str]) -> bool:
    names = {fold(name) for name in (*entity.names, entity.name)}
    return not names.isdisjoint(steps) or any(f" {name}" in quote for name in names)


def _signature(_: Document, known: Known, candidate: Candidate) -> Iterator[str]:
    relation = RELATIONS[candidate.relation]
    source = known[candidate.source]
    if source.type not in relation.sources:
        yield f"{candidate.relation} does not begin at a {source.type}"
    if candidate.target is None:
        if not relation.target_optional:
            yield f"{candidate.relation} needs a target"
    elif known[candidate.target].type not in relation.targets:
        yield f"{candidate.relation} does not lead to a {known[candidate.target].type}"


def _dates(_: Document, __: Known, candidate: Candidate) -> Iterator[str]:
    begins, ends = candidate.begins, candidate.ends
    if begins and ends and ends.latest < begins.earliest:
        yield f"it ends ({ends}) before it begins ({begins})"


_CHECKS: Final[tuple[Callable[[Document, Known, Candidate], Iterator[str]], ...]] = (_quote, _ends, _signature, _dates)
