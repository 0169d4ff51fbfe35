"""A hub's reach by name: the schools that a teaching school or an alliance reaches, and those that it does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from graph.dates import in_words
from graph.errors import NotFound, QuestionError
from graph.projection import Ledger, Projection, Reading, Tie
from graph.records import Node
from graph.store import Store
from graph.vocabulary import GROUP, SCHOOL
from queries.answer import Answer, Fields, assumptions, count, sources
from queries.boundary import Boundary, Universe, notes, universe
from queries.deployment import alliances_led
from queries.find import Finder
from queries.ladder import members
from queries.reach import distances, walkable
from queries.wording import ClaimShown, show_claims, tie_in_words

WITHIN: Final = 2
REACHED, NOT_REACHED, UNREAD = "reached", "not reached", "nothing read"
_ORDER: Final = (REACHED, NOT_REACHED, UNREAD)


@dataclass(frozen=True, slots=True)
class SchoolReached:
    """One school and whether the hub reaches it: 'reached', 'not reached', or 'nothing read' of its ties.

    ``ties`` is the length of the shortest way to the hub, None where there is none; ``how`` says it in words.
    """

    id: str
    urn: str
    name: str
    authority: str
    phase: str
    reach: str
    ties: int | None
    how: str
    claims: tuple[ClaimShown, ...]

    def fields(self) -> Fields:
        """As plain JSON values."""
        return {
            "id": self.id,
            "urn": self.urn,
            "name": self.name,
            "authority": self.authority,
            "phase": self.phase,
            "reach": self.reach,
            "ties": self.ties,
            "how": self.how,
            "claims": [claim.fields() for claim in self.claims],
        }


def hub_reach(
    store: Store,
    hub: str,
    boundary: Boundary,
    reading: Reading,
    *,
    within: int = WITHIN,
    ledger: Ledger | None = None,
) -> Answer[SchoolReached]:
    """Which schools a hub, a school or a group, reaches on the day, and which of the boundary it does not.

    Reached are the members of its alliance or group, the schools it supports, and those at most ``within`` ties away.
    Without an authority the boundary is the one the hub lies in, if it is one. Raises NotFound, Ambiguous,
    QuestionError (neither school nor group).
    """
    held = ledger or Ledger.read(store)
    projection = held.on(reading)
    found = _find(projection, hub)
    reach = _Reach(projection, found, within)
    everywhere = universe(store, projection, replace(boundary, authority=None)).authority_of
    whole = universe(store, projection, _home(projection, boundary, reach.centre, everywhere))
    ids = {school.id for school in whole.schools} | reach.named
    rows = [reach.row(projection.nodes[school], everywhere) for school in sorted(ids - reach.centre)]
    rows.sort(key=lambda row: (_ORDER.index(row.reach), row.authority, row.name, row.id))
    return Answer(
        question=f"Whom does {projection.name(found)} reach?",
        as_of=reading.on,
        boundary=f"{whole.description}, and all schools that the hub reaches by name",
        sources=sources(store.datasets()),
        assumptions=(*assumptions(projection), *notes(whole), _rule(within), *reach.unnamed()),
        rows=tuple(rows),
        sentence=_sentence(projection.name(found), rows, reading, whole),
    )


def _find(projection: Projection, hub: str) -> str:
    """The school or else the group of the name: a trust is often called after its school."""
    finder = Finder(projection.nodes, projection.identity)
    try:
        found = finder.find(hub, types=[SCHOOL], on=projection.reading.on)
    except NotFound:
        found = finder.find(hub, types=[SCHOOL, GROUP], on=projection.reading.on)
    if projection.nodes[found].type not in {SCHOOL, GROUP}:
        raise QuestionError(
            f"{projection.name(found)} is neither a school nor a group",
            next_step="Name a teaching school, or an alliance, cluster or other group.",
        )
    return found


def _rule(within: int) -> str:
    return (
        "Reached means: a member of the hub's alliance or group, a school that it supports, or a school at most"
        f" {count(within, 'tie')} away. Two ties lead from a school through a shared group or person to another."
    )


def _home(
    projection: Projection, boundary: Boundary, centre: frozenset[str], authority_of: Mapping[str, str]
) -> Boundary:
    """The boundary asked for; where no authority was, that of the hub if all of it lies in one."""
    if boundary.authority is not None:
        return boundary
    homes = {authority_of[school] for school in centre if school in authority_of}
    home = projection.nodes[homes.pop()] if len(homes) == 1 else None
    return replace(boundary, authority=home.id.removeprefix("la:") if home else None)


class _Reach:
    """Whom one hub reaches. ``centre`` are the schools that are the hub: itself, or the schools that lead the group."""

    def __init__(self, projection: Projection, hub: str, within: int) -> None:
        self._projection = projection
        self._within = within
        is_school = projection.nodes[hub].type == SCHOOL
        self.groups = alliances_led(projection, hub) if is_school else frozenset({hub})
        self.centre = frozenset({hub}) if is_school else frozenset(_leading(projection, hub))
        self._hub = {hub, *self.groups}
        self._distance = distances(walkable(projection), sorted(self.centre or self._hub))
        support = list(_support(projection, self._hub | self.centre))
        self._given = {tie.target: tie for tie in support if not projection.nodes[tie.target].is_collective}
        self._unnamed = [tie for tie in support if projection.nodes[tie.target].is_collective]

    @property
    def named(self) -> frozenset[str]:
        """The schools that its sources name as members or as supported, wherever they are."""
        inside = (members(self._projection, group) for group in self.groups)
        return frozenset(self._given).union(*inside)

    def unnamed(self) -> Iterator[str]:
        """What is said of schools that no source names one by one: they may be among those of every list."""
        for tie in self._unnamed:
            yield f"Schools that no source names are reached too: {tie_in_words(tie, self._projection)}."

    def row(self, school: Node, authority_of: Mapping[str, str]) -> SchoolReached:
        """One school of the answer."""
        ties = list(self._ties(school.id))
        far = self._distance.get(school.id)
        return SchoolReached(
            id=school.id,
            urn=school.id.removeprefix("urn:") if school.id.startswith("urn:") else "",
            name=school.name,
            authority=self._projection.name(authority_of.get(school.id)),
            phase=str(school.attributes.get("phase", "")),
            reach=self._word(school.id, ties, far),
            ties=far,
            how=self._how(ties, far),
            claims=show_claims(self._projection, ties),
        )

    def _ties(self, school: str) -> Iterable[Tie]:
        """The ties by which a source names it as a member or as supported."""
        if school in self._given:
            yield self._given[school]
        for tie in self._projection.ties_of(school):
            if tie.relation == "member_of" and tie.source == school and tie.target in self.groups:
                yield tie

    def _word(self, school: str, ties: list[Tie], far: int | None) -> str:
        if ties or (far is not None and far <= self._within):
            return REACHED
        return NOT_REACHED if school in self._projection.heard_by_then else UNREAD

    def _how(self, ties: list[Tie], far: int | None) -> str:
        said = [tie_in_words(tie, self._projection) for tie in ties]
        if said:
            return "; ".join(said)
        return "no way to the hub was read" if far is None else f"{count(far, 'tie')} away"


def _support(projection: Projection, givers: Iterable[str]) -> Iterator[Tie]:
    """The live ties by which one of the givers supports a school or a set of schools."""
    ties = (tie for giver in sorted(givers) for tie in projection.ties_of(giver) if tie.source == giver)
    return (tie for tie in ties if tie.relation == "supports" and projection.nodes[tie.target].type == SCHOOL)


def _leading(projection: Projection, group: str) -> set[str]:
    """The teaching schools of an alliance."""
    return {school for school in members(projection, group) if group in alliances_led(projection, school)}


def _sentence(name: str, rows: list[SchoolReached], reading: Reading, whole: Universe) -> str:
    numbers = {word: sum(1 for row in rows if row.reach == word) for word in _ORDER}
    return (
        f"On {in_words(reading.on)} {name} reaches {count(numbers[REACHED], 'school')};"
        f" {numbers[NOT_REACHED]} it does not reach, and about the ties of {numbers[UNREAD]} nothing was read"
        f" ({whole.description})."
    )
