"""Which schools a question is about: those of an authority, of chosen phases and types, open on the day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from graph.dates import Holds
from graph.errors import NotFound, QuestionError
from graph.identity import is_open
from graph.projection import Projection
from graph.records import Node, Outline
from graph.store import Store
from graph.vocabulary import LOCAL_AUTHORITY, SCHOOL
from queries.answer import count, listed
from queries.find import Finder

STATE_FUNDED = "state-funded"
ALL_TYPES = "all"


@dataclass(frozen=True, slots=True)
class Boundary:
    """What is asked for: an authority (None: everything held), phases ('' none: all), and types of school."""

    authority: str | None = None
    phases: tuple[str, ...] = ()
    types: str = STATE_FUNDED

    def takes(self, school: Node) -> bool:
        """Whether a school is of the phases and types asked for; one whose phase or type nobody gives is taken."""
        phase = str(school.attributes.get("phase", "")).casefold()
        if self.phases and phase and phase not in {wanted.casefold() for wanted in self.phases}:
            return False
        return self.types != STATE_FUNDED or school.attributes.get("state_funded", True) is True


@dataclass(frozen=True)
class Universe:
    """The schools a question is about, with the authority of each, and those left out with the reason."""

    boundary: Boundary
    description: str
    schools: tuple[Node, ...]
    authority_of: Mapping[str, str]
    closing_date_unknown: tuple[Node, ...] = ()
    not_in_register: tuple[Node, ...] = ()
    notes: tuple[str, ...] = field(default=())


def universe(store: Store, projection: Projection, boundary: Boundary) -> Universe:
    """The schools of the boundary that are open on the projection's day.

    Where the register lists schools of an authority, they are the universe, and schools that only texts name and
    nobody has matched are listed apart: they may be the same schools under another name. Where no register is held
    and no authority is asked for, every school named is meant, as in an authority's own spreadsheet.
    """
    authority = authority_id(projection, boundary.authority)
    authority_of = _authorities(store, projection, authority)
    datasets = store.datasets()
    has_register = any(dataset.lists_all for dataset in datasets)
    ids = set(authority_of) if authority else {*authority_of, *_named_elsewhere(projection, has_register=has_register)}
    found = [projection.nodes[school] for school in sorted(ids) if school in projection.nodes]
    named = [node for node in found if node.type == SCHOOL and not node.is_collective and boundary.takes(node)]
    registered = [node for node in named if has_register and node.id.startswith("urn:")]
    candidates = registered or named
    openness = {node.id: is_open(node, projection.reading.on) for node in candidates}
    return Universe(
        boundary=boundary,
        description=_describe(projection, boundary, authority, {d.part for d in datasets if d.part}),
        schools=tuple(node for node in candidates if openness[node.id] is Holds.YES),
        authority_of=authority_of,
        closing_date_unknown=tuple(node for node in candidates if openness[node.id] is Holds.CANNOT_TELL),
        not_in_register=tuple(node for node in named if registered and not node.id.startswith("urn:")),
    )


def notes(whole: Universe) -> tuple[str, ...]:
    """What the universe leaves out, in sentences."""
    said = []
    if whole.closing_date_unknown:
        number = count(len(whole.closing_date_unknown), "closed school")
        said.append(f"{number} left out because no source gives the closing date.")
    if whole.not_in_register:
        number = count(len(whole.not_in_register), "school")
        said.append(f"{number} left out: named only in texts and not matched to the register (see 'match').")
    return tuple(said)


def authority_id(projection: Projection, name: str | None) -> str | None:
    """The authority of a name or three-digit code, None for None. Raises NotFound or Ambiguous."""
    if name is None:
        return None
    code = name.strip()
    if f"la:{code}" in projection.nodes:
        return f"la:{code}"
    held = {node.id: node for node in projection.nodes.values() if node.type == LOCAL_AUTHORITY}
    registered = {node_id: node for node_id, node in held.items() if node_id.startswith("la:")}
    # A text's council of the same name is the register's, or nothing is known of its schools.
    with suppress(NotFound):
        return Finder(registered, projection.identity).find(name)
    return Finder(held, projection.identity).find(name)


def _authorities(store: Store, projection: Projection, authority: str | None) -> dict[str, str]:
    """The authority of every school, or of those of one authority; where a school has moved, by the nearest claim."""
    touching = None if authority is None else [authority, *projection.identity.known_as().get(authority, [])]
    schools = None if touching is None else {said.source for said in _memberships(store, touching)}
    named: dict[str, set[str]] = {}
    found: dict[str, str] = {}
    moved: set[str] = set()
    canonical = projection.identity.canonical
    for said in _memberships(store, schools):
        school, there = canonical(said.source), canonical(str(said.target))
        named.setdefault(school, set()).add(said.source)
        if found.setdefault(school, there) != there:
            moved.add(school)
    found.update(_nearest(store, projection, [name for school in moved for name in named[school]]))
    return {school: there for school, there in found.items() if authority in (None, there)}


def _memberships(store: Store, touching: Collection[str] | None) -> Iterator[Outline]:
    return (said for said in store.outlines(["in_authority"], touching=touching) if said.target and said.asserts)


def _nearest(store: Store, projection: Projection, schools: Collection[str]) -> dict[str, str]:
    """Of the authorities some schools are said to be in, for each the one vouched for on the day or nearest to it."""
    canonical, reading = projection.identity.canonical, projection.reading
    best: dict[str, tuple[bool, float, str]] = {}
    for claim in store.claims(types=["in_authority"], touching=schools):
        if claim.target and Outline.of(claim).asserts:
            school = canonical(claim.source)
            weight = (not reading.standing(claim).is_live, reading.gap(claim), canonical(claim.target))
            best[school] = min(best.get(school, weight), weight)
    return {school: there for school, (_, _, there) in best.items()}


def _named_elsewhere(projection: Projection, *, has_register: bool) -> Iterator[str]:
    """Every school held but for URNs that a register held does not place: it only mentions those."""
    for node in projection.nodes.values():
        only_mentioned = has_register and node.id.startswith("urn:")
        if node.type == SCHOOL and not only_mentioned and projection.identity.canonical(node.id) == node.id:
            yield node.id


def _describe(projection: Projection, boundary: Boundary, authority: str | None, parts: Collection[str]) -> str:
    kinds = "state-funded schools" if boundary.types == STATE_FUNDED else "schools of all types"
    phases = f" ({', '.join(boundary.phases)} phase)" if boundary.phases else ""
    return f"{_place(projection, authority)}{_as_far_as(projection, authority, parts)}: {kinds}{phases} open on the day"


def _place(projection: Projection, authority: str | None) -> str:
    if authority:
        return projection.name(authority)
    some = any(node.type == LOCAL_AUTHORITY for node in projection.nodes.values())
    return "all authorities held" if some else "everything held"


def _as_far_as(projection: Projection, authority: str | None, parts: Collection[str]) -> str:
    """What a store that was cut out for one authority (graph.parts) holds of others is no list of their schools."""
    whole_for = {projection.identity.canonical(part) for part in parts}
    if whole_for <= {authority}:
        return ""
    return f" (only what hangs together with {listed(sorted(map(projection.name, whole_for)))} is held)"


def phases_held(schools: Iterable[Node]) -> list[str]:
    """The phases the schools have, sorted."""
    return sorted({str(school.attributes.get("phase", "")) for school in schools} - {""})


def check_phases(whole: Mapping[str, Node], phases: tuple[str, ...]) -> None:
    """Refuse a phase that no school held has, naming those there are. Raises QuestionError."""
    held = phases_held(node for node in whole.values() if node.type == SCHOOL)
    unknown = [phase for phase in phases if phase.casefold() not in {name.casefold() for name in held}]
    if unknown and held:
        raise QuestionError(
            f"no school held has the phase {unknown[0]!r}", next_step=f"Phases held: {', '.join(held)}."
        )


def in_day_order(*days: date) -> None:
    """Refuse two days in the wrong order. Raises QuestionError."""
    if list(days) != sorted(days):
        raise QuestionError(f"{days[0]} is after {days[-1]}", next_step="Give the earlier day first.")
