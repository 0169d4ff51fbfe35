"""What single groups and posts hold up: the schools that would stand elsewhere on the ladder without each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from graph.projection import POSTS, Projection
from graph.vocabulary import GROUP_KINDS, PERSON
from queries.answer import listed
from queries.isolation import SchoolStanding
from queries.ladder import BY_A_THREAD, STANDINGS, Ladder
from queries.removal import Move, moves_without
from queries.wording import role_in_words

MOST: Final = 6


@dataclass(frozen=True, slots=True)
class Shift:
    """Schools that would go the same way, from one rung to another, by name."""

    before: str
    after: str
    schools: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hinge:
    """A group, post-holder or school, and what would shift without it.

    ``about`` gives its kind, or a person's posts.
    """

    id: str
    name: str
    about: str
    shifts: tuple[Shift, ...]


def hinges(projection: Projection, standings: Iterable[SchoolStanding], ladder: Ladder) -> tuple[Hinge, ...]:
    """Those through which every route of some school runs, without which a school would change rung.

    Groups and schools first, up to six that most routes run through; then up to six people by name, in no order of
    what rests on them.
    """
    rows = tuple(standings)
    threads = Counter(node for row in rows if row.rung == BY_A_THREAD for node in ladder.via(row.id))
    most = sorted(threads, key=lambda node: (-threads[node], projection.name(node), node))
    people = [node for node in most if projection.nodes[node].type == PERSON][:MOST]
    bodies = [node for node in most if projection.nodes[node].type != PERSON][:MOST]
    chosen = [*bodies, *sorted(people, key=lambda node: (projection.name(node), node))]
    found = (_hinge(projection, node, rows) for node in chosen)
    return tuple(hinge for hinge in found if hinge.shifts)


def _hinge(projection: Projection, node: str, rows: Iterable[SchoolStanding]) -> Hinge:
    names = {row.id: row.name for row in rows}
    return Hinge(
        id=node,
        name=projection.name(node),
        about=_about(projection, node),
        shifts=shifts(moves_without(projection, node, names), names),
    )


def shifts(moves: Iterable[Move], names: dict[str, str]) -> tuple[Shift, ...]:
    """Moves told once for the schools that go the same way, the lowest rungs first."""

    def way(move: Move) -> tuple[int, int]:
        return STANDINGS.index(move.after), STANDINGS.index(move.before)

    ordered = sorted(moves, key=lambda move: (way(move), names[move.school], move.school))
    return tuple(
        Shift(STANDINGS[before], STANDINGS[after], tuple(names[move.school] for move in some))
        for (after, before), some in groupby(ordered, key=way)
    )


def _about(projection: Projection, node: str) -> str:
    held = projection.nodes[node]
    if held.type == PERSON:
        return listed(dict.fromkeys(_posts(projection, node)), most=3)
    return GROUP_KINDS[held.kind].label if held.kind else held.type.replace("_", " ")


def _posts(projection: Projection, person: str) -> Iterator[str]:
    for tie in projection.ties_of(person):
        if tie.relation in POSTS and tie.source == person:
            yield f"{role_in_words(tie.claims[0])} of {projection.name(tie.target)}"
