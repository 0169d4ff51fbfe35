"""Who is reached from the system leaders, and what every route hangs on.

Both walk the live ties without regard to direction and only over steps a path may take (Projection.is_step).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from graph.projection import Projection

Neighbours = Mapping[str, list[str]]


def walkable(projection: Projection) -> dict[str, list[str]]:
    """Each step's neighbours, sorted, each once."""
    steps = (node for tie in projection.ties for node in (tie.source, tie.target) if projection.is_step(node))
    return {node: sorted({there for there, _ in projection.steps_from(node)}) for node in dict.fromkeys(steps)}


def distances(neighbours: Neighbours, leaders: Iterable[str]) -> dict[str, int]:
    """Number of ties to the nearest leader, for every node that reaches one (breadth-first from all leaders)."""
    reached = dict.fromkeys(leaders, 0)
    queue = deque(reached)
    while queue:
        node = queue.popleft()
        for there in neighbours.get(node, []):
            if there not in reached:
                reached[there] = reached[node] + 1
                queue.append(there)
    return reached


def threads(neighbours: Neighbours, leaders: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For every node that reaches a leader, the nodes through which each of its routes must go, nearest first.

    A node is such a thread if taking it away cuts every route; a leader is one where no other is reached. They
    are the articulation points (Hopcroft and Tarjan 1973) between the node and a root joined to all leaders,
    found in one depth-first search, in time proportional to nodes and ties.
    """
    search = _DepthFirst(neighbours, leaders)
    search.run()
    cut: dict[str, tuple[str, ...]] = {}
    for node, above in search.parent.items():
        if above is None:
            cut[node] = ()
        elif search.low[node] >= search.found_at[above]:
            cut[node] = (above, *cut[above])
        else:
            cut[node] = cut[above]
    return cut


class _DepthFirst:
    """Depth-first search from a root joined to every leader; the root is found at 0 and stands as parent None.

    ``parent`` is in the order of discovery; ``low`` is the earliest node that a node's subtree has an edge to.
    """

    def __init__(self, neighbours: Neighbours, leaders: Iterable[str]) -> None:
        self._neighbours = neighbours
        self._leaders = set(leaders)
        self.parent: dict[str, str | None] = {}
        self.low: dict[str, int] = {}
        self.found_at: dict[str, int] = {}

    def run(self) -> None:
        """Search everything that a leader reaches."""
        for leader in sorted(self._leaders):
            if leader not in self.found_at:
                self._explore(leader)

    def _explore(self, leader: str) -> None:
        stack = [(leader, self._discover(leader, None))]
        while stack:
            node, onwards = stack[-1]
            there = next(onwards, None)
            if there is None:
                stack.pop()
                self._lower(self.parent[node], self.low[node])
            elif there not in self.found_at:
                stack.append((there, self._discover(there, node)))
            elif there != self.parent[node]:
                self._lower(node, self.found_at[there])

    def _discover(self, node: str, above: str | None) -> Iterator[str]:
        self.parent[node] = above
        self.found_at[node] = len(self.found_at) + 1
        # A leader that is found on the way has an edge to the root, so nothing above it is a cut for it.
        self.low[node] = 0 if node in self._leaders and above is not None else self.found_at[node]
        return iter(self._neighbours.get(node, []))

    def _lower(self, node: str | None, found_at: int) -> None:
        if node is not None:
            self.low[node] = min(self.low[node], found_at)
