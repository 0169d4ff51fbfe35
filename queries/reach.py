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
    reached = {leader: 0 for leader in leaders}
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
    order, parent, low, found_at = _search(neighbours, sorted(leaders))
    cut: dict[str, tuple[str, ...]] = {}
    for node in order:
        above = parent[node]
        if above is None:
            cut[node] = ()
        elif low[node] >= found_at[above]:
            cut[node] = (above, *cut[above])
        else:
            cut[node] = cut[above]
    return cut


def _search(
    neighbours: Neighbours, leaders: list[str]
) -> tuple[list[str], dict[str, str | None], dict[str, int], dict[str, int]]:
    """Depth-first from a root joined to every leader; the root is time 0 and stands as parent None."""
    order: list[str] = []
    parent: dict[str, str | None] = {}
    low: dict[str, int] = {}
    found_at: dict[str, int] = {}
    is_leader = set(leaders)

    def discover(node: str, above: str | None) -> Iterator[str]:
        parent[node] = above
        found_at[node] = len(order) + 1
        low[node] = 0 if node in is_leader and above is not None else found_at[node]
        order.append(node)
        return iter(neighbours.get(node, []))

    for leader in leaders:
        if leader in found_at:
            continue
        stack = [(leader, discover(leader, None))]
        while stack:
            node, there = stack[-1]
            step = next(there, None)
            if step is None:
                stack.pop()
                if stack:
                    low[stack[-1][0]] = min(low[stack[-1][0]], low[node])
            elif step not in found_at:
                stack.append((step, discover(step, node)))
            elif step != parent[node]:
                low[node] = min(low[node], found_at[step])
    return order, parent, low, found_at
