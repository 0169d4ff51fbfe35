"""What every proposal must stand up to, whatever made it. What does not is kept with the reason, never dropped."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from graph.dates import PartialDate
from graph.vocabulary import CERTAINTIES, RELATIONS, SCHOOL
from loaders.reading.candidate import Candidate
from loaders.reading.cast import Entity
from loaders.reading.documents.document import Document, is_verbatim
from loaders.reading.naming.lexicon import IMPLIED
from loaders.reading.register_lives import RegisterLives
from loaders.school_names import fold, fold_authority

_POSSESSIVE: Final = re.compile(r"['’]s\b")
# With these words a text says itself that a school had, or was to have, another life than the one on record.
_OTHER_LIFE: Final = re.compile(
    r"\b(?:former(?:ly)?|previous(?:ly)?|predecessor|then (?:called|known)|conver(?:ted|sion)|became"
    r"|re-?open\w*|open(?:ed|ing)|new school|amalgamat\w+|merg\w+|clos(?:e|ed|ing|ure)|transferred)\b",
    re.IGNORECASE,
)


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


@dataclass(frozen=True, slots=True)
class Rejection:
    """What was rejected in the words of a log: the reason first, then what would have been proposed.

    ``lines`` and ``quote`` are as whoever proposed it gave them; they may stand nowhere.
    """

    reason: str
    relation: str
    source: str
    target: str
    role: str = ""
    quote: str = ""
    lines: tuple[int, ...] = ()
    page: int | None = None
    rule: str = ""
    tier: int | None = None


def checked(
    document: Document, entities: Iterable[Entity], found: Iterable[Candidate], register: RegisterLives | None = None
) -> Checked:
    """Every candidate of ``found`` put to every check; the first that fails is the reason. Without a ``register``
    nothing is held against one."""
    candidates = tuple(found)
    case = _Case(document, {entity.key: entity for entity in entities}, candidates, register)
    proposed: list[Candidate] = []
    rejected: list[Rejected] = []
    for candidate in candidates:
        reason = next(_faults(case, candidate), None)
        if reason is None:
            proposed.append(candidate)
        else:
            rejected.append(Rejected(candidate, reason))
    return Checked(tuple(proposed), tuple(rejected))


def rejections(entities: Iterable[Entity], rejected: Iterable[Rejected]) -> Iterator[Rejection]:
    """What was rejected, in words."""
    names = {entity.key: entity.name for entity in entities}
    for each in rejected:
        one, place = each.candidate, each.candidate.place
        yield Rejection(
            each.reason,
            one.relation,
            names.get(one.source, ""),
            names.get(one.target, "") if one.target is not None else "",
            one.role,
            place.quote,
            place.lines,
            place.page,
            one.rule,
            one.tier,
        )


def write_rejections(path: Path, rejected: Iterable[Rejection]) -> None:
    """One line of JSON for each. Raises OSError."""
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.writelines(f"{json.dumps(asdict(each), ensure_ascii=False)}\n" for each in rejected)


@dataclass(frozen=True)
class _Case:
    """What the checks look things up in."""

    document: Document
    known: Mapping[int, Entity]
    found: tuple[Candidate, ...]
    register: RegisterLives | None

    @cached_property
    def text(self) -> str:
        """All that the document says, folded: as found, and mended."""
        mended = " ".join(block.text for block in self.document.blocks)
        return f" {fold(self.document.raw)} {fold(mended)} {fold(_POSSESSIVE.sub('', mended))} "

    def authorities(self, school: int) -> frozenset[str]:
        """The folded names of the authorities in which something found puts a school."""
        return frozenset(
            fold_authority(self.known[each.target].name)
            for each in self.found
            if each.relation == "in_authority" and each.source == school and each.target is not None
        )


def _faults(case: _Case, candidate: Candidate) -> Iterator[str]:
    for check in _CHECKS:
        yield from check(case, candidate)


def _quote(case: _Case, candidate: Candidate) -> Iterator[str]:
    place, document = candidate.place, case.document
    there = document.raw[place.start : place.end]
    if not place.quote.strip() or not is_verbatim(place.quote, there):
        yield "the quote does not stand at its place"
    elif tuple(range(document.line_at(place.start), document.line_at(place.end - 1) + 1)) != place.lines:
        yield "the quote does not stand in the lines given"
    elif place.page is not None and place.page not in set(_pages(document, place.start, place.end)):
        yield "the quote does not stand on the page given"


def _pages(document: Document, start: int, end: int) -> Iterator[int | None]:
    for block in document.blocks:
        if block.spots and block.spots[0] < end and start <= block.spots[-1]:
            yield block.page


def _named(case: _Case, candidate: Candidate) -> Iterator[str]:
    for key in _ends_of(candidate):
        entity = case.known[key]
        if not entity.described and not any(f" {fold(name)}" in case.text for name in entity.names):
            yield f"the document nowhere names {entity.name}"


def _ends_of(candidate: Candidate) -> tuple[int, ...]:
    return tuple(key for key in (candidate.source, candidate.target) if key is not None)


def _ends(case: _Case, candidate: Candidate) -> Iterator[str]:
    # "Ada's" and "Oak schools" name Ada and Oak School.
    said = candidate.place.quote
    quote = f" {fold(said)} {fold(_POSSESSIVE.sub('', said))}"
    steps = {fold(name) for step in candidate.steps for name in step.to.split(" and ")} | {
        fold(step.to) for step in candidate.steps
    }
    for key in _ends_of(candidate):
        if not _stands(case.known[key], quote, steps):
            yield f"neither the quote nor a step names {case.known[key].name}"


def _stands(entity: Entity, quote: str, steps: set[str]) -> bool:
    names = {fold(name) for name in (*entity.names, entity.name)}
    return not names.isdisjoint(steps) or any(f" {name}" in quote for name in names)


def _signature(case: _Case, candidate: Candidate) -> Iterator[str]:
    relation = RELATIONS[candidate.relation]
    source = case.known[candidate.source]
    if source.type not in relation.sources:
        yield f"{candidate.relation} does not begin at a {source.type}"
    if candidate.target is None:
        if not relation.target_optional:
            yield f"{candidate.relation} needs a target"
    else:
        yield from _target_fits(source, case.known[candidate.target], candidate)


def _target_fits(source: Entity, target: Entity, candidate: Candidate) -> Iterator[str]:
    relation = RELATIONS[candidate.relation]
    if target.type not in relation.targets:
        yield f"{candidate.relation} does not lead to a {target.type}"
    elif relation.same_type and source.type != target.type:
        yield f"{candidate.relation} does not lead from a {source.type} to a {target.type}"
    elif source.key == target.key:
        yield f"{candidate.relation} does not lead from {source.name} to itself"


def _dates(_: _Case, candidate: Candidate) -> Iterator[str]:
    begins, ends = candidate.begins, candidate.ends
    if begins and ends and ends.latest < begins.earliest:
        yield f"it ends ({ends}) before it begins ({begins})"


def _hearsay(_: _Case, candidate: Candidate) -> Iterator[str]:
    """What a text only hears said, or thinks likely, is not what it states."""
    if candidate.certainty not in CERTAINTIES:
        yield f"the certainty is one of {', '.join(CERTAINTIES)}, not {candidate.certainty!r}"
    words = IMPLIED.search(candidate.place.quote)
    if words and candidate.certainty == CERTAINTIES[0] and not candidate.negated:
        yield f"it is given as stated, and the text says '{words[0]}'"


def _open_then(case: _Case, candidate: Candidate) -> Iterator[str]:
    """Dates in the life of the school, but for plans, what came after what, and words on an earlier life."""
    if case.register is None or candidate.certainty == "planned" or candidate.negated:
        return
    if candidate.relation == "succeeds" or _OTHER_LIFE.search(candidate.place.quote):
        return
    for school in (case.known[key] for key in _ends_of(candidate) if case.known[key].type == SCHOOL):
        for when in _dates_of(candidate):
            if reason := case.register.closed_then(school, case.authorities(school.key), when):
                yield reason


def _dates_of(candidate: Candidate) -> Iterator[PartialDate]:
    yield from (when for when in (candidate.begins, candidate.ends, candidate.seen) if when)


def _in_place(case: _Case, candidate: Candidate) -> Iterator[str]:
    """An authority worked out and not said. What the words say themselves stands beside the register's word."""
    worked_out = candidate.steps and not candidate.negated
    if case.register is None or candidate.relation != "in_authority" or not worked_out or candidate.target is None:
        return
    school, authority = case.known[candidate.source], case.known[candidate.target]
    if school.type == SCHOOL and (reason := case.register.elsewhere(school, authority.name)):
        yield reason


_CHECKS: Final[tuple[Callable[[_Case, Candidate], Iterator[str]], ...]] = (
    _quote,
    _named,
    _ends,
    _signature,
    _dates,
    _hearsay,
    _open_then,
    _in_place,
)
