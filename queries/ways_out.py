"""Whether a school has two ways to leaders that have nobody in common, looked for around it and not in the whole graph.

By Menger's theorem (1927) either two such ways exist, or one node cuts every route: then the school hangs by a thread.
The nearest leader is found first (breadth-first); then a second way that may take the first one's place in parts, an
augmenting path in the network with every node split in two (Ford and Fulkerson 1956).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from graph.projection import Projection
from graph.vocabulary import SCHOOL
from queries.contacts import Meetings
from queries.ladder import Ladder

# Nodes looked at around all schools asked about, from which on searching the whole graph once costs less.
PATIENCE: Final = 100_000


class LocalLadder(Ladder):
    """The ladder for some schools of a large graph: the same rungs, from the surroundings of each."""

    def __init__(self, projection: Projection) -> None:
        super().__init__(projection)
        self._meetings = _LocalMeetings(projection)
        self._cut_off: set[str] = set()
        self._looked_at = 0

    def ways(self, school: str) -> int:
        """0 where it reaches no leader, 1 where one node cuts every route, 2 where none does."""
        if self._looked_at > PATIENCE:
            return super().ways(school)
        if school in self._cut_off:
            return 0
        search = _TwoWays(self.projection, school)
        found = search.count()
        self._looked_at += len(search.seen)
        if not found:
            self._cut_off |= search.seen
        return found


class _LocalMeetings(Meetings):
    """Whom a few schools meet: their own ties are looked through for unnamed schools, not those of the whole graph."""

    def _unnamed_schools(self, nodes: Iterable[str]) -> Iterator[str]:
        for node in nodes:
            ends = (tie.other(node) for tie in self._projection.ties_of(node))
            yield from (end for end in ends if not self._projection.is_step(end) and self._type(end) == SCHOOL)


@dataclass
class _TwoWays:
    """The search from one school; ``seen`` holds every node looked at."""

    projection: Projection
    start: str
    seen: set[str] = field(default_factory=set)

    def count(self) -> int:
        if self.start in self.projection.leaders:
            return 2
        first = self._nearest()
        return 1 + self._has_second(first) if first else 0

    def _nearest(self) -> list[str]:
        """The nodes of a shortest route, from the school to the leader; [] where there is none."""
        came_from: dict[str, str] = {self.start: ""}
        queue = deque([self.start])
        while queue:
            node = queue.popleft()
            self.seen.add(node)
            for there, _ in self.projection.steps_from(node):
                if there not in came_from:
                    came_from[there] = node
                    if there in self.projection.leaders:
                        return _walked(came_from, there)
                    queue.append(there)
        return []

    def _has_second(self, first: list[str]) -> bool:
        """Whether a leader is reached beside the first way, stepping onto it only to turn those before it aside.

        Who comes upon the n-th node of the first way sets free the nodes before it: that way may leave any of them by
        another step.
        """
        place = {node: number for number, node in enumerate(first)}
        freed, walk, reached = 0, [self.start], {self.start}
        # The list grows while it is walked.
        for node in walk:
            self.seen.add(node)
            for there in self._onwards(node, place, first):
                if there in place:
                    walk.extend(first[freed + 1 : place[there]])
                    freed = max(freed, place[there] - 1)
                elif there in self.projection.leaders:
                    return True
                elif there not in reached:
                    reached.add(there)
                    walk.append(there)
        return False

    def _onwards(self, node: str, place: dict[str, int], first: list[str]) -> list[str]:
        """Where a second way may go from a node: not along the first."""
        number = place.get(node, len(first))
        along: Container[str] = first[number + 1 : number + 2]
        return [there for there, _ in self.projection.steps_from(node) if there not in along]


def _walked(came_from: dict[str, str], end: str) -> list[str]:
    path = [end]
    while came_from[path[-1]]:
        path.append(came_from[path[-1]])
    return path[::-1]
