"""Who could bring a school in, and by what route."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final

from graph.dates import in_words
from graph.errors import QuestionError
from graph.projection import Ledger, Projection, Reading, Tie, staff_of
from graph.store import Store
from graph.vocabulary import SCHOOL
from queries.answer import Answer, Fields, count, listed, sources
from queries.find import Finder
from queries.on_server import OnServer, sight
from queries.wording import ClaimShown, show_claims, tie_in_words

LEADERS: Final = "leaders"
DORMANT_COST: Final = 5.0
USED_BROKER_COST: Final = 10.0


@dataclass(frozen=True, slots=True)
class Step:
    """One tie of a route, walked from ``source`` to ``target`` (names), with the claims behind it."""

    source: str
    target: str
    sentence: str
    certain: bool
    dormant: bool
    claims: tuple[ClaimShown, ...]

    def fields(self) -> Fields:
        """As plain JSON values."""
        return {
            "from": self.source,
            "to": self.target,
            "sentence": self.sentence,
            "certain": self.certain,
            "dormant": self.dormant,
            "claims": [claim.fields() for claim in self.claims],
        }


@dataclass(frozen=True, slots=True)
class Route:
    """A path over ties. ``nodes`` are ids from the school to the far end; ``brokers`` the names in between.

    ``cost`` adds up the distances of its ties (vocabulary.RelationType.distance) and 5 for each dormant one.
    """

    rank: int
    nodes: tuple[str, ...]
    to: str
    leader: str
    brokers: tuple[str, ...]
    cost: float
    steps: tuple[Step, ...]

    @property
    def dormant(self) -> bool:
        """Whether any of its ties is over."""
        return any(step.dormant for step in self.steps)

    def fields(self) -> Fields:
        """As plain JSON values."""
        return {
            "rank": self.rank,
            "to": self.to,
            "to_id": self.nodes[-1],
            "leader": self.leader,
            "brokers": list(self.brokers),
            "ties": len(self.steps),
            "cost": self.cost,
            "dormant": self.dormant,
            "route": " – ".join([self.steps[0].source, *(step.target for step in self.steps)]),
            "steps": [step.fields() for step in self.steps],
        }


def routes(  # noqa: PLR0913 - one argument for each thing a user may say about a route
    store: Store,
    school: str,
    reading: Reading,
    *,
    to: str = LEADERS,
    dormant: bool = False,
    most: int = 3,
    ledger: Ledger | None = None,
    on_server: bool = False,
) -> Answer[Route]:
    """The best few routes from a school to system leaders of other schools, or to one named school or person.

    Routes may cross the authority's border and never go through an authority, a programme, a national body or a
    set of unnamed schools. Lapsed ties are walked only if ``dormant``, and then cost more. No two routes have the
    same brokers. With ``on_server`` the store, a Neo4j server, finds them itself, and only the claims along them are
    read from it. Raises NotFound, Ambiguous, QuestionError.
    """
    with sight(store, ledger, on_server=on_server) as seen:
        projection = seen.names(reading)
        finder = Finder(projection.nodes, projection.identity)
        start = finder.find(school, types=[SCHOOL], on=reading.on)
        end, towards = _end(projection, finder, start, to)
        if isinstance(seen, OnServer):
            found = _routes_of(seen, reading, start, end, dormant=dormant, most=most)
        else:
            ends = leaders_elsewhere(projection, start) if end is None else {end}
            found = best_routes(projection, start, ends, dormant=dormant, most=most)
        assumed = seen.assumptions(reading)
    return Answer(
        question=f"Who could bring in {projection.name(start)}, and by what route?",
        as_of=reading.on,
        boundary=f"{projection.name(start)} to {towards}; routes may cross the authority's border",
        sources=sources(store.datasets()),
        assumptions=(*assumed, *_rules(dormant=dormant)),
        rows=found,
        sentence=_sentence(projection.name(start), towards, found, reading.on, dormant=dormant),
    )


def _end(projection: Projection, finder: Finder, start: str, to: str) -> tuple[str | None, str]:
    """The node a route is to lead to, None for any leader elsewhere, and how to call it."""
    if to.casefold() == LEADERS:
        return None, "system leaders of other schools"
    end = finder.find(to, on=projection.reading.on)
    if not projection.is_step(end):
        raise QuestionError(
            f"no route leads to {projection.name(end)}: authorities, programmes and national bodies are never a step",
            next_step="Name a school, a person or a group, or 'leaders'.",
        )
    if end == start:
        raise QuestionError(
            "the two ends are the same school", next_step="Name another school or person, or 'leaders'."
        )
    return end, projection.name(end)


def leaders_elsewhere(projection: Projection, school: str) -> set[str]:
    """The system leaders that are neither the school itself nor people who work only there."""
    return set(projection.leaders) - staff_of(projection, school) - {school}


def best_routes(
    projection: Projection, start: str, ends: Collection[str], *, dormant: bool = False, most: int = 3
) -> tuple[Route, ...]:
    """Up to ``most`` cheapest routes whose brokers differ, cheapest first.

    After each route its brokers are made dearer, so that the next goes round them where it can.
    """
    onwards = _steps(projection, dormant=dormant)
    found = _differing(
        start, most, lambda used: _cheapest(onwards, start, ends, lambda node: USED_BROKER_COST * used[node])
    )
    return tuple(_route(projection, rank, start, path) for rank, path in enumerate(found, 1))


def _routes_of(
    seen: OnServer, reading: Reading, start: str, end: str | None, *, dormant: bool, most: int
) -> tuple[Route, ...]:
    """The same routes, each found by the server."""
    found = _differing(start, most, lambda used: seen.cheapest(reading, start, end, used, dormant=dormant))
    projection = seen.about({node for path in found for node in _nodes(start, path)}).on(reading)
    return tuple(_route(projection, rank, start, path) for rank, path in enumerate(found, 1))


def _differing(start: str, most: int, cheapest: Callable[[Counter[str]], list[Tie]]) -> list[list[Tie]]:
    """Up to ``most`` paths whose brokers differ, each the cheapest when the brokers used so far are dearer."""
    used: Counter[str] = Counter()
    found: dict[frozenset[str], list[Tie]] = {}
    while len(found) < most:
        path = cheapest(used)
        brokers = _brokers(start, path)
        if not path or brokers in found:
            break
        found[brokers] = path
        used.update(brokers)
    return sorted(found.values(), key=lambda path: (_cost(path), len(path), _nodes(start, path)))


Onwards = Callable[[str], Iterable[tuple[str, Tie]]]


def _steps(projection: Projection, *, dormant: bool) -> Onwards:
    """Where a route may go on to from a node, with the tie that leads there."""
    if not dormant:
        return projection.steps_from
    return lambda node: chain(projection.steps_from(node), projection.lapsed_steps_from(node))


def _cheapest(
    onwards: Onwards,
    start: str,
    ends: Collection[str],
    surcharge: Callable[[str], float],
) -> list[Tie]:
    """Dijkstra's algorithm, stopped at the first end reached; [] where none is."""
    best: dict[str, float] = {start: 0.0}
    came_by: dict[str, tuple[str, Tie]] = {}
    queue: list[tuple[float, str]] = [(0.0, start)]
    done: set[str] = set()
    while queue:
        cost, node = heapq.heappop(queue)
        if node in done:
            continue
        done.add(node)
        if node in ends:
            return _walked_back(came_by, start, node)
        for there, tie in onwards(node):
            total = cost + _price(tie) + surcharge(there)
            if there not in done and total < best.get(there, float("inf")):
                best[there] = total
                came_by[there] = (node, tie)
                heapq.heappush(queue, (total, there))
    return []


def _price(tie: Tie) -> float:
    return tie.distance + (DORMANT_COST if tie.dormant else 0.0)


def _walked_back(came_by: Mapping[str, tuple[str, Tie]], start: str, node: str) -> list[Tie]:
    path = []
    while node != start:
        node, tie = came_by[node]
        path.append(tie)
    return path[::-1]


def _nodes(start: str, path: list[Tie]) -> tuple[str, ...]:
    nodes = [start]
    for tie in path:
        nodes.append(tie.other(nodes[-1]))
    return tuple(nodes)


def _brokers(start: str, path: list[Tie]) -> frozenset[str]:
    """The nodes between the two ends; where there are none, the far end itself."""
    nodes = _nodes(start, path)
    return frozenset(nodes[1:-1] or nodes[1:])


def _cost(path: list[Tie]) -> float:
    return sum(map(_price, path))


def _route(projection: Projection, rank: int, start: str, path: list[Tie]) -> Route:
    nodes = _nodes(start, path)
    leadership = projection.leaders.get(nodes[-1])
    return Route(
        rank=rank,
        nodes=nodes,
        to=projection.name(nodes[-1]),
        leader=listed(leadership.designations) if leadership else "",
        brokers=tuple(projection.name(node) for node in nodes[1:-1]),
        cost=_cost(path),
        steps=tuple(_step(projection, nodes[i], nodes[i + 1], tie) for i, tie in enumerate(path)),
    )


def _step(projection: Projection, source: str, target: str, tie: Tie) -> Step:
    return Step(
        source=projection.name(source),
        target=projection.name(target),
        sentence=tie_in_words(tie, projection),
        certain=tie.certain,
        dormant=tie.dormant,
        claims=show_claims(projection, [tie]),
    )


def _rules(*, dormant: bool) -> tuple[str, ...]:
    lapsed = f"Ties that are over may be walked; each adds {DORMANT_COST:g} to the cost." if dormant else ""
    return tuple(
        rule
        for rule in (
            "A route never goes through an authority, a programme, a national body or a set of unnamed schools.",
            "Looser ties cost more: a post, membership, federation or secondment 1, support 1.25, partnership and"
            " mentoring 1.5.",
            lapsed,
        )
        if rule
    )


def _sentence(name: str, towards: str, found: tuple[Route, ...], on: date, *, dormant: bool) -> str:
    if not found:
        hint = "" if dormant else " (ties that are over were not walked)"
        return f"On {in_words(on)} no route leads from {name} to {towards}{hint}."
    best = found[0]
    through = f" through {listed(best.brokers)}" if best.brokers else " directly"
    return (
        f"On {in_words(on)} {name} reaches {best.to}{f' ({best.leader})' if best.leader else ''}{through}, "
        f"{count(len(best.steps), 'tie')} away; {_others(len(found) - 1)}."
    )


def _others(number: int) -> str:
    if not number:
        return "no route has other brokers"
    return f"{count(number, 'more route')} with other brokers {'is' if number == 1 else 'are'} listed"
