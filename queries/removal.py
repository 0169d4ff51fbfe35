"""The graph of a day without some of its claims, and what that does to the ladder.

Nothing is stored and no date is set: the projection of the day is read again as if the claims did not hold on it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from typing import Final

from graph.projection import Leadership, Projection, Standing, Tie
from graph.records import Claim
from queries.ladder import ALONE, NOTHING_READ, Ladder
from queries.ways_out import LocalLadder

LARGE: Final = 5_000  # nodes


@dataclass(frozen=True, slots=True)
class Move:
    """A school that would stand on another rung."""

    school: str
    before: str
    after: str


def without(projection: Projection, ended: Collection[str], touched: Iterable[Tie] | None = None) -> Projection:
    """The graph of the same day as if the claims of these ids did not hold.

    A tie goes with the last of its claims; a leader with the last claim that makes it one. Which sources speak of a
    node stays as it was: that somebody looked is not undone. ``touched`` saves looking for the ties.
    """
    ties = (*projection.ties, *projection.facts) if touched is None else touched
    changes = ((tie, left) for tie in ties if (left := _left(projection, tie, ended)) is not tie)
    leaders = ((node, _still_leading(one, ended)) for node, one in projection.leaders.items())
    return projection.amended(changes, {node: kept for node, kept in leaders if kept})


def _left(projection: Projection, tie: Tie, ended: Collection[str]) -> Tie | None:
    kept = tuple(claim for claim in tie.claims if claim.id not in ended)
    if len(kept) == len(tie.claims):
        return tie
    return replace(tie, claims=kept, standing=_standing(projection, tie, kept[0])) if kept else None


def _standing(projection: Projection, tie: Tie, best: Claim) -> Standing:
    """The best claim that is left vouches for the tie; where all are presumed, so is it."""
    return projection.reading.standing(best) if tie.certain else tie.standing


def _still_leading(leadership: Leadership, ended: Collection[str]) -> Leadership | None:
    kept = tuple(claim for claim in leadership.claims if claim.id not in ended)
    if len(kept) == len(leadership.claims):
        return leadership
    return Leadership(leadership.node, tuple(sorted({str(claim.role) for claim in kept})), kept) if kept else None


def part(projection: Projection, nodes: Iterable[str], most: float = inf) -> Projection:
    """The pieces of the graph that some nodes stand in: nothing outside depends on what these nodes are tied to.

    The whole graph where they have more than ``most`` nodes: then looking for their edges saves nothing.
    """
    inside = dict.fromkeys(filter(projection.is_step, nodes))
    # The list grows while it is walked.
    for node in (walk := list(inside)):
        new = dict.fromkeys(there for there, _ in projection.steps_from(node) if there not in inside)
        inside.update(new)
        walk.extend(new)
        if len(inside) > most:
            return projection
    ties = {(tie.source, tie.target, tie.relation): tie for node in inside for tie in projection.ties_of(node)}
    return replace(
        projection,
        ties=tuple(tie for _, tie in sorted(ties.items(), key=lambda item: item[0])),
        leaders={node: one for node, one in projection.leaders.items() if node in inside},
        _neighbours={},
        _steps={},
    )


def ties_at(projection: Projection, nodes: Collection[str]) -> Iterator[Tie]:
    """The ties and facts with one of the nodes at an end; one between two of them may come twice.

    A designation has its bearer's end only: it outlasts the body that gave it.
    """
    held = set(nodes)
    for node in sorted(held):
        yield from projection.ties_of(node)
    for tie in projection.facts:
        if tie.source in held or (tie.target in held and not _is_award(tie)):
            yield tie


def claims_at(projection: Projection, nodes: Collection[str]) -> frozenset[str]:
    """The ids of the live claims behind them."""
    return frozenset(claim.id for tie in ties_at(projection, nodes) for claim in tie.claims)


def _is_award(tie: Tie) -> bool:
    return tie.relation == "designated"


class Removal:
    """A graph and the ladder on it, before and after claims end; worked out where they touch it, and nowhere else.

    ``among`` saves looking for the claims in the whole graph: the ties and facts that they stand behind.
    """

    def __init__(self, projection: Projection, ended: Collection[str], among: Iterable[Tie] | None = None) -> None:
        self.whole = projection
        self.ended = frozenset(ended)
        self._among = (*projection.ties, *projection.facts) if among is None else tuple(among)

    @cached_property
    def touched(self) -> tuple[Tie, ...]:
        """The ties and facts that lose a claim, as they were."""
        return tuple(tie for tie in self._among if any(claim.id in self.ended for claim in tie.claims))

    @cached_property
    def lost(self) -> tuple[Tie, ...]:
        """Those of them that lose all their claims, and so go."""
        return tuple(tie for tie in self.touched if all(claim.id in self.ended for claim in tie.claims))

    def lost_by(self, node: str) -> list[Tie]:
        """Those of the node."""
        return self._lost_by.get(node, [])

    @cached_property
    def _lost_by(self) -> dict[str, list[Tie]]:
        found: dict[str, list[Tie]] = {}
        for tie in self.lost:
            for end in filter(None, (tie.source, tie.target)):
                found.setdefault(end, []).append(tie)
        return found

    @cached_property
    def before(self) -> Ladder:
        """The ladder on the pieces touched."""
        ends = {end for tie in self.touched for end in (tie.source, tie.target) if end}
        return LocalLadder(part(self.whole, sorted(ends), most=LARGE))

    @cached_property
    def after(self) -> Ladder:
        """The ladder on what is left of them."""
        return LocalLadder(without(self.before.projection, self.ended, self.touched))

    def is_touched(self, node: str) -> bool:
        """Whether the node stands in a piece that is touched."""
        return bool(self.before.projection.ties_of(node))

    def rung_before(self, school: str) -> str:
        """Where a school that is touched stands."""
        return self.before.rung(school)

    def rung_after(self, school: str) -> str:
        """Where it would stand. Who loses the last tie that was read is alone then, not unread."""
        rung = self.after.rung(school)
        return ALONE if rung == NOTHING_READ and self.rung_before(school) != NOTHING_READ else rung

    def moves(self, schools: Iterable[str]) -> Iterator[Move]:
        """Those of the schools that would stand on another rung, in the order given."""
        for school in schools:
            if self.is_touched(school) and self.rung_before(school) != self.rung_after(school):
                yield Move(school, self.rung_before(school), self.rung_after(school))


def moves_without(projection: Projection, node: str, schools: Iterable[str]) -> tuple[Move, ...]:
    """What one node's going does to the ladder of some schools; the node itself, if a school, is not asked about."""
    others = (school for school in schools if school != node)
    at = tuple(ties_at(projection, [node]))
    return tuple(Removal(projection, {claim.id for tie in at for claim in tie.claims}, at).moves(others))
