"""How central a node is: what runs through it, how near it is to the others, how deep in the dense part it stands.

Every matrix is N × N and square; any value but 0 is an arc from the row to the column, its value the tie's strength,
and ties to oneself do not count. ``directed=False`` reads every tie both ways, with the greater strength of the two,
and counts every pair of nodes once. Arrays have N values in the order of the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from graph.network import symmetrised
from queries.measures.distances import (
    arcs_of,
    contacts_of,
    distance_rows,
    distance_to_nearest,
    inverse_distances,
    lengths_of,
)
from queries.measures.triads import Numbers, Values

# Below this many nodes one thread adds up in one order, so that a second run gives the same last digit.
_ONE_THREAD: Final = 20_000
# Small components are searched together up to about this many nodes: fewer would cost calls, more empty places.
_PARCEL: Final = 256
# Two paths are as long as one another where they differ by less than sums of binary fractions can.
_AS_LONG: Final = 1e-9


def betweenness(
    matrix: csr_array, *, directed: bool = True, weighted: bool = False, normalised: bool = False
) -> Values:
    """Sum over pairs j, k of the share of shortest paths from j to k that run through the node, ends left out.

    Normalised, it is divided by the pairs there are, (N−1)(N−2), half of it undirected. Weighted, the length of an
    arc is 1 / strength. An isolate or pendant has 0. In a directed network without two-paths (supporters that nobody
    supports) it is 0 for everybody and means nothing.

    Exact: U. Brandes (2001), "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25,
    163-177, in time of nodes × arcs: for some thousand nodes, not for a country tied in one piece.
    """
    ties = arcs_of(matrix) if directed else symmetrised(arcs_of(matrix))
    through = _weighted_betweenness(ties) if weighted else _counted_betweenness(ties)
    if not directed:
        through /= 2
    return through / _pairs(len(through), directed=directed) if normalised else through


def _pairs(size: int, *, directed: bool) -> float:
    """Pairs of others a node can stand between; 1 where there are none, for then nothing is between them."""
    return max((size - 1) * (size - 2) / (1 if directed else 2), 1.0)


def _counted_betweenness(ties: csr_array) -> Values:
    """Parcel by parcel: a search from a node clears a place for every node of its parcel, tied to it or not."""
    through = np.zeros(ties.shape[0])
    for nodes in _parcels(ties):
        through[nodes] = _betweenness_of(ties[nodes][:, nodes] if len(nodes) < len(through) else ties)
    return through


def _parcels(ties: csr_array) -> Iterator[Numbers]:
    """The nodes, components whole, in parcels: a large component by itself, small ones some together, isolates none."""
    if ties.shape[0] <= _PARCEL:
        yield np.arange(ties.shape[0])
        return
    _, labels = connected_components(ties, directed=False)
    sizes = np.bincount(labels, minlength=1)[labels]
    nodes = np.lexsort((labels, sizes))
    nodes = nodes[sizes[nodes] > 1]
    starts = np.flatnonzero(np.diff(labels[nodes], prepend=-1))
    _, first = np.unique(starts // _PARCEL, return_index=True)
    yield from (np.sort(parcel) for parcel in np.split(nodes, starts[first][1:]) if parcel.size)


def _betweenness_of(ties: csr_array) -> list[float]:
    import rustworkx

    pairs = ties.tocoo()
    graph = rustworkx.PyDiGraph(multigraph=False)
    graph.add_nodes_from(range(ties.shape[0]))
    graph.add_edges_from_no_data(list(zip(pairs.row.tolist(), pairs.col.tolist(), strict=True)))
    found = rustworkx.digraph_betweenness_centrality(graph, normalized=False, parallel_threshold=_ONE_THREAD)
    return list(found.values())


def _weighted_betweenness(ties: csr_array) -> Values:
    """Brandes' sums for some sources at a time, as powers of the matrix of arcs that lie on shortest paths."""
    through = np.zeros(ties.shape[0])
    lengths = lengths_of(ties).tocoo()
    for sources, distance in distance_rows(ties):
        paths = _ShortestPaths.of(distance, lengths.row, lengths.col, lengths.data)
        dependency = paths.dependencies(sources)
        dependency[np.arange(len(sources)), sources] = 0
        through += dependency.sum(axis=0)
    return through


@dataclass(frozen=True, eq=False)
class _ShortestPaths:
    """For S sources and M arcs: S × M of 0 and 1, whether an arc (sender, receiver) lies on a shortest path."""

    on_path: Values
    senders: Numbers
    receivers: Numbers
    size: int

    @classmethod
    def of(cls, distance: Values, senders: Numbers, receivers: Numbers, lengths: Values) -> _ShortestPaths:
        there = distance[:, receivers]
        by_arc = distance[:, senders] + lengths
        near = np.isfinite(there) & (np.where(np.isfinite(by_arc), by_arc, 0) - there <= _AS_LONG * by_arc)
        return cls((near & np.isfinite(by_arc)).astype(np.float64), senders, receivers, distance.shape[1])

    def dependencies(self, sources: Numbers) -> Values:
        """S × N: for each source the pairs that depend on each node, the source's own not left out yet."""
        ways = self._ways(sources)
        divided = np.where(ways > 0, ways, 1)
        share = self.on_path * ways[:, self.senders] / divided[:, self.receivers]
        total = np.zeros_like(ways)
        term = (ways > 0).astype(np.float64)
        while term.any():
            term = self._gathered(share * term[:, self.receivers], self.senders)
            total += term
        return total

    def _ways(self, sources: Numbers) -> Values:
        """S × N: the number of shortest paths from each source to each node."""
        step = np.zeros((len(sources), self.size))
        step[np.arange(len(sources)), sources] = 1
        ways = step.copy()
        while step.any():
            step = self._gathered(self.on_path * step[:, self.senders], self.receivers)
            ways += step
        return ways

    def _gathered(self, values: Values, ends: Numbers) -> Values:
        """S × N from S × M: what stands at the arcs added up by their ends."""
        places = csr_array((np.ones(len(ends)), (np.arange(len(ends)), ends)), shape=(len(ends), self.size))
        return np.asarray(values @ places)


def harmonic_closeness(matrix: csr_array, *, weighted: bool = False) -> Values:
    """For each node i the sum over all others j of 1 / d(i, j), divided by N − 1: from 0 to 1, unweighted.

    Distances go along the arcs (pass the transpose for those that lead to i) and may be infinite: an isolate has 0.
    Not defined, NaN, for the only node of a network. M. Marchiori and V. Latora (2000), "Harmony in the small-world",
    Physica A 285, 539-546.
    """
    others = matrix.shape[0] - 1
    sums = inverse_distances(matrix, weighted=weighted)
    return sums / others if others > 0 else np.full(len(sums), np.nan)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a set of nodes reaches: ``reached`` others, of ``others`` there are.

    ``share`` is of all nodes, the set's own among them; ``weighted`` the mean of 1 / d(set, j) over all nodes j, a
    node of the set counting 1. Both are 1 where every other node is next to the set.
    """

    reached: int
    others: int
    share: float
    weighted: float


def reach(matrix: csr_array, members: npt.ArrayLike, *, within: int | None = None) -> Reach:
    """How many nodes lie at most ``within`` arcs (None: any number) from the nearest of some members (KPP-POS).

    S. P. Borgatti (2006), "Identifying sets of key players in a social network", Computational and Mathematical
    Organization Theory 12, 21-34.
    """
    # Against the arcs: the distance of the nearest member to each node, not of each node to it.
    distance = distance_to_nearest(csr_array(matrix.T), members)
    near = distance <= (np.inf if within is None else within)
    near &= np.isfinite(distance)
    size, inside = len(distance), int(np.count_nonzero(distance == 0))
    worth = np.where(near, 1 / np.maximum(distance, 1), 0.0).sum()
    share = int(near.sum()) / size if size else float("nan")
    return Reach(int(near.sum()) - inside, size - inside, share, float(worth) / size if size else float("nan"))


def coreness(matrix: csr_array, *, directed: bool = True) -> Numbers:
    """The largest k such that the node is in a part in which everybody has at least k ties to the others in it.

    Directed, a node's ties are its arcs in and out, so that a mutual pair counts two, as in igraph (mode all) and
    sna. An isolate has 0. S. B. Seidman (1983), "Network structure and minimum degree", Social Networks 5, 269-287.
    """
    contacts = contacts_of(matrix)
    if directed:
        arcs = arcs_of(matrix)
        arcs.data = np.ones_like(arcs.data)
        contacts = csr_array(arcs + arcs.T)
    ties = contacts.sum(axis=1)
    core = np.zeros(contacts.shape[0], dtype=np.int64)
    left = np.ones(contacts.shape[0], dtype=bool)
    while left.any():
        _peel(contacts, int(ties[left].min()), ties, left, core)
    return core


def _peel(contacts: csr_array, level: int, ties: Values, left: npt.NDArray[np.bool_], core: Numbers) -> None:
    """Take away, one layer after another, who has at most ``level`` ties left."""
    thin = np.flatnonzero(left & (ties <= level))
    while thin.size:
        left[thin], core[thin] = False, level
        lost = contacts[thin]
        ties -= np.bincount(lost.indices, weights=lost.data, minlength=len(ties))
        thin = np.unique(lost.indices)
        thin = thin[left[thin] & (ties[thin] <= level)]


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """How far arcs are returned. The two shares answer different questions: never quote one without its name.

    ``arc`` is the share of arcs that are returned, ``dyad`` that of tied pairs that are tied both ways; both None
    where there is no arc. ``mutual``, ``asymmetric`` and ``null`` count the pairs.
    """

    arc: float | None
    dyad: float | None
    mutual: int
    asymmetric: int
    null: int


def reciprocity(matrix: csr_array) -> Reciprocity:
    """The census of pairs and both shares."""
    size, arcs, tied = matrix.shape[0], arcs_of(matrix).nnz, contacts_of(matrix).nnz // 2
    mutual = arcs - tied
    return Reciprocity(
        arc=2 * mutual / arcs if arcs else None,
        dyad=mutual / tied if tied else None,
        mutual=mutual,
        asymmetric=tied - mutual,
        null=size * (size - 1) // 2 - tied,
    )


def multiplexity(layers: Sequence[csr_array]) -> csr_array:
    """N × N, symmetric: the number of layers (relation types) in which two nodes are tied, either way.

    ``layers`` holds one matrix for each relation, all of one shape; at least one.
    """
    first, *others = map(contacts_of, layers)
    for layer in others:
        first = csr_array(first + layer)
    return first
