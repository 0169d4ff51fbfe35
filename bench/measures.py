"""The measures, ours beside what the libraries have; each takes a world and gives one number a node, or None.

Where a library has no such measure, what its users write with it stands here; what it cannot do at this size is left
out. All give the same numbers, or the benchmark stops.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import networkx as nx
import numpy as np
import numpy.typing as npt
from worlds_measured import World, edges_of

from queries.measures.brokerage import OpenPaths, membership
from queries.measures.centrality import betweenness
from queries.measures.distances import distance_to_nearest
from queries.measures.holes import Holes
from queries.removal import moves_without
from queries.routes import best_routes

Values = npt.NDArray[np.float64]
Work = Callable[[World], Values | None]
OURS: Final = "schoolties"
NETWORKX: Final = "networkx"
IGRAPH: Final = "igraph"
ASKING_SCHOOLS, ROUTES_EACH = 20, 15
# Beyond this many ties networkx takes minutes, or more memory than there is.
LARGE: Final = 50_000


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table: its name here and in R, its title, and who can do it.

    ``compared`` is False where the answers are not the same by nature: other routes, or a sample.
    """

    name: str
    title: str
    by: Mapping[str, Work]
    compared: bool = True
    not_large: frozenset[str] = frozenset()
    only_small: bool = False

    def engines(self, world: World) -> dict[str, Work]:
        """Who can do it at this size."""
        large = len(edges_of(world.matrix)) > LARGE
        if large and self.only_small:
            return {}
        return {name: work for name, work in self.by.items() if not (large and name in self.not_large)}


def _distance_in_networkx(world: World) -> Values:
    found = nx.multi_source_dijkstra_path_length(world.nx, set(world.leaders.tolist()), weight=None)
    return np.array([found.get(node, np.inf) for node in world.nx], dtype=np.float64)


def _distance_in_igraph(world: World) -> Values:
    [distances] = world.ig_rooted.distances(source=len(world.network))
    return np.array(distances[:-1], dtype=np.float64) - 1


def _inside_authorities(world: World) -> Values:
    return np.concatenate([betweenness(matrix, directed=False) for matrix in world.area_matrices])


def _inside_authorities_in_networkx(world: World) -> Values:
    found = (nx.betweenness_centrality(graph, normalized=False) for graph in world.nx_areas)
    return np.array([value for by_node in found for value in by_node.values()])


def _inside_authorities_in_igraph(world: World) -> Values:
    return np.concatenate([graph.betweenness(directed=False) for graph in world.ig_areas])


def _constraint_in_networkx(world: World) -> Values:
    found = nx.constraint(world.nx)
    return np.array([found[node] for node in world.nx])


def _effective_size_in_igraph(world: World) -> Values:
    """Burt's n - 2t/n, with the t ties among the n contacts from the local clustering."""
    degree = np.array(world.ig.degree(), dtype=np.float64)
    clustering = np.array(world.ig.transitivity_local_undirected(mode="zero"))
    with np.errstate(invalid="ignore"):
        return np.where(degree > 0, degree - clustering * (degree - 1), np.nan)


def _brokerage(world: World) -> Values:
    return OpenPaths.of(world.matrix).roles(membership(world.labels)).ravel()


def _brokerage_in_networkx(world: World) -> Values:
    """Every open two-path looked at once, as one writes it down."""
    graph, labels = world.nx, world.labels.tolist()
    counted = np.zeros((len(graph), 5))
    for broker in graph:
        around = list(graph[broker])
        for sender in around:
            closed = graph[sender]
            for receiver in around:
                if receiver != sender and receiver not in closed:
                    counted[broker, _role(labels[sender], labels[broker], labels[receiver])] += 1
    return counted.ravel()


def _role(sender: int, broker: int, receiver: int) -> int:
    if sender == broker:
        return 0 if broker == receiver else 2
    if broker == receiver:
        return 3
    return 1 if sender == receiver else 4


def busiest(world: World) -> str:
    """The group with the most ties that is not in everybody's way: what a what-if takes away."""
    ties = Counter(end for tie in world.projection.ties for end in (tie.source, tie.target))
    groups = (node for node in world.network.nodes if node.type == "group")
    return max(groups, key=lambda node: (ties[node.id], node.id)).id


def _what_if(world: World) -> None:
    moves_without(world.projection, busiest(world), world.schools)


def _what_if_in_networkx(world: World) -> None:
    """Only who is farther from a leader without the node, and no rungs."""
    gone = world.network.index[busiest(world)]
    left = nx.restricted_view(world.nx, [gone], [])
    leaders = set(world.leaders.tolist()) - {gone}
    nx.multi_source_dijkstra_path_length(left, leaders, weight=None)


def _asking(world: World) -> list[str]:
    """Schools evenly spread over those that are tied."""
    tied = [school for school in world.schools if world.projection.steps_from(school)]
    return tied[:: max(len(tied) // ASKING_SCHOOLS, 1)][:ASKING_SCHOOLS]


def _routes(world: World) -> None:
    for school in _asking(world):
        best_routes(world.projection, school, world.projection.leaders, most=ROUTES_EACH)


def _routes_in_networkx(world: World) -> None:
    """The shortest simple paths to any leader, by Yen's algorithm, through a node tied to all of them."""
    graph, root = world.nx.copy(), "leaders"
    graph.add_edges_from((leader, root) for leader in world.leaders.tolist())
    for school in _asking(world):
        start = world.network.index[school]
        if nx.has_path(graph, start, root):
            list(islice(nx.shortest_simple_paths(graph, start, root), ROUTES_EACH))


def igraph_does(work: Callable[[Any], Any]) -> Work:
    """A measure that igraph has."""
    return lambda world: np.array(work(world.ig), dtype=np.float64)


MEASURES: Final = (
    Measure(
        "distance",
        "Distance to the nearest leader",
        {
            OURS: lambda world: distance_to_nearest(world.matrix, world.leaders),
            NETWORKX: _distance_in_networkx,
            IGRAPH: _distance_in_igraph,
        },
    ),
    Measure(
        "betweenness_inside",
        "Betweenness inside each authority",
        {
            OURS: _inside_authorities,
            NETWORKX: _inside_authorities_in_networkx,
            IGRAPH: _inside_authorities_in_igraph,
        },
        not_large=frozenset({NETWORKX}),
    ),
    Measure(
        "betweenness",
        "National betweenness, exact",
        {
            OURS: lambda world: betweenness(world.matrix, directed=False),
            IGRAPH: igraph_does(lambda graph: graph.betweenness(directed=False)),
        },
        only_small=True,
    ),
    Measure(
        "constraint",
        "Constraint",
        {
            OURS: lambda world: Holes(world.matrix).constraint(),
            NETWORKX: _constraint_in_networkx,
            IGRAPH: igraph_does(lambda graph: graph.constraint()),
        },
    ),
    Measure(
        # networkx makes a dense matrix of all nodes for it, 11 GB for England.
        "effective_size",
        "Effective size",
        {
            OURS: lambda world: Holes(world.matrix).effective_size(),
            IGRAPH: _effective_size_in_igraph,
        },
    ),
    Measure(
        "brokerage",
        "Gould-Fernandez roles of every node, by authority",
        {OURS: _brokerage, NETWORKX: _brokerage_in_networkx},
    ),
    Measure(
        "what_if",
        "One what-if: the busiest group ends",
        {OURS: _what_if, NETWORKX: _what_if_in_networkx},
        compared=False,
    ),
    Measure(
        "routes",
        f"{ASKING_SCHOOLS * ROUTES_EACH} best routes from {ASKING_SCHOOLS} schools",
        {OURS: _routes, NETWORKX: _routes_in_networkx},
        compared=False,
    ),
)
