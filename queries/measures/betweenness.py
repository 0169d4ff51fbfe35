"""Betweenness of networks of any size: exact where that can be had in time, else sampled with its error told.

Every matrix is N × N and square; any value but 0 is an arc from the row to the column, and ties to oneself do not
count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from queries.measures.blocks import Blocks
from queries.measures.cohesion import components
from queries.measures.distances import arcs_of
from queries.measures.sampled_paths import Pairs, Paths, Precision, Stopping
from queries.measures.triads import Numbers, Values

# Pieces are worked out exactly while the sum of their nodes × (nodes + arcs) is below this: some seconds.
EXACT_WORK: Final = 200_000_000
# So many values are held in one array: 16 million bytes.
_AT_ONCE: Final = 1 << 21
_SOURCES: Final = 64


@dataclass(frozen=True, eq=False)
class Sampled:
    """Betweenness of N nodes, and how far it can be off.

    With the chance ``confidence``, none of ``values`` is farther from the truth than ``error`` × ``pairs``, where
    ``pairs`` are the pairs of nodes in one piece (weak component) of the network, counted as the values count them.
    ``samples`` paths were drawn; of none, the values are exact, the error 0 and the confidence 1.
    """

    values: Values
    pairs: float
    samples: int
    error: float
    confidence: float

    @property
    def most_off(self) -> float:
        """How far a value can be from the truth, counted as the values are."""
        return self.error * self.pairs

    @property
    def is_exact(self) -> bool:
        """Whether nothing was left to chance."""
        return self.error == 0


def sampled_betweenness(
    matrix: csr_array, *, directed: bool = True, precision: Precision | None = None, exact_work: int | None = None
) -> Sampled:
    """Betweenness as ``centrality.betweenness`` defines it, unweighted: exact if that is little work, else sampled.

    Undirected, the network is taken apart into its blocks first. What a cut node joins is the pairs of others that it
    keeps apart, which is exact for any size; within a block each node counts for all that hang on it (R. Puzis et al.
    2012, "Heuristics for speeding up betweenness centrality computation", SocialCom 2012, 302-311). Directed, the
    pieces are the weak components. Pieces are worked out exactly (Brandes 2001), those with the least work first,
    while the sum of their nodes × (nodes + arcs) stays within ``exact_work`` (None: ``EXACT_WORK``).

    In the rest pairs of nodes are drawn, and of each pair one shortest path; a pair without path counts as 0. The share
    of draws whose path runs through a node, times the pairs drawn from, estimates what runs through it there (M.
    Riondato and E. M. Kornaropoulos 2016, "Fast approximation of betweenness centrality through sampling", Data
    Mining and Knowledge Discovery 30, 438-475). It is drawn until P(|value - truth| ≤ error × pairs for all nodes)
    ≥ confidence by the bound of ``Stopping``. The same seed gives the same values.
    """
    pieces = _Pieces.undirected(matrix) if not directed else _Pieces.directed(matrix)
    small = pieces.affordable(EXACT_WORK if exact_work is None else exact_work)
    values = pieces.known + pieces.within(small).betweenness()
    large = pieces.within(~small)
    halves = 1 if directed else 2
    if not len(large.node_of):
        return Sampled(values / halves, pieces.pairs / halves, samples=0, error=0.0, confidence=1.0)
    precision = precision or Precision()
    drawn, samples = large.sampled(precision)
    return Sampled((values + drawn) / halves, pieces.pairs / halves, samples, precision.error, precision.confidence)


@dataclass(frozen=True, eq=False)
class _Pieces:
    """Parts of a network that no shortest path between two of their nodes leaves; all pairs are ordered pairs.

    A place is a node in a piece: P arrays ``piece_of`` (ascending), ``node_of`` and ``weights``, the nodes it stands
    for; ``arcs`` is P × P. ``known`` is what runs through each of the N nodes from piece to piece, ``pairs`` the
    number of pairs of nodes in one component.
    """

    piece_of: Numbers
    node_of: Numbers
    weights: Values
    arcs: csr_array
    known: Values
    pairs: float

    @classmethod
    def undirected(cls, matrix: csr_array) -> _Pieces:
        """The blocks."""
        blocks = Blocks.of(matrix)
        pairs = float((blocks.component - 1).sum())
        found = cls(blocks.block_of, blocks.node_of, blocks.hanging, blocks.arcs, 2 * blocks.parted(), pairs)
        # Between the two ends of a bridge there is nobody.
        return found.within(blocks.sizes[blocks.block_of] > 2)

    @classmethod
    def directed(cls, matrix: csr_array) -> _Pieces:
        """The weak components of three nodes or more."""
        arcs, labels = arcs_of(matrix), components(matrix)
        sizes = np.bincount(labels)
        nodes = np.argsort(labels, kind="stable")
        nodes = nodes[sizes[labels[nodes]] > 2]
        arcs.data = np.ones_like(arcs.data)
        within = csr_array(arcs[nodes][:, nodes])
        return cls(labels[nodes], nodes, np.ones(len(nodes)), within, np.zeros(len(labels)), _ordered_pairs(sizes))

    def within(self, chosen: npt.NDArray[np.bool_]) -> _Pieces:
        """Only some pieces, all places of which are chosen."""
        places = np.flatnonzero(chosen)
        arcs = csr_array(self.arcs[places][:, places])
        return _Pieces(self.piece_of[places], self.node_of[places], self.weights[places], arcs, self.known, self.pairs)

    def affordable(self, limit: float) -> npt.NDArray[np.bool_]:
        """For each place whether its piece is worked out exactly."""
        pieces, piece = np.unique(self.piece_of, return_inverse=True)
        sizes = np.bincount(piece, minlength=len(pieces))
        tied = np.bincount(piece, weights=np.diff(self.arcs.indptr), minlength=len(pieces))
        work = sizes * (sizes + tied)
        order = np.argsort(work, kind="stable")
        paid = np.zeros(len(pieces), dtype=bool)
        paid[order] = np.cumsum(work[order]) <= limit
        return np.asarray(paid[piece])

    def betweenness(self) -> Values:
        """N: the sum over pairs of places of a piece of their weights and the share of paths through each node."""
        through = np.zeros(len(self.known))
        sizes = np.bincount(self.piece_of)[self.piece_of] if len(self.piece_of) else self.piece_of
        # Pieces of about one size share their sweeps, so that thousands of triangles cost no more than one.
        alike = np.frexp(sizes)[1]
        for size in np.unique(alike).tolist():
            part = self.within(alike == size)
            np.add.at(through, part.node_of, _through(part))
        return through

    def sampled(self, precision: Precision) -> tuple[Values, int]:
        """N: the same, estimated, and the number of draws."""
        nodes, node = np.unique(self.node_of, return_inverse=True)
        pairs = Pairs(self.piece_of, self.weights, precision.seed)
        paths = Paths(self.arcs, precision.seed)
        times, draws = np.zeros(len(nodes), dtype=np.int64), 0
        error = precision.error * self.pairs / pairs.mass
        stopping = Stopping(len(nodes), error, precision.confidence)
        for draws_next in stopping:
            places = [place for ends in pairs.drawn(draws_next - draws) for place in paths.between(*ends)]
            times += np.bincount(node[np.array(places, dtype=np.int64)], minlength=len(nodes))
            draws = draws_next
            if stopping.is_near(times, draws):
                break
        values = np.zeros(len(self.known))
        values[nodes] = times / draws * pairs.mass
        return values, draws


def _ordered_pairs(sizes: Numbers) -> float:
    return float((sizes * (sizes - 1.0)).sum())


def _through(part: _Pieces) -> Values:
    """P: what runs through each place, from all places of its piece: one of each piece at a time, 64 times at once."""
    first, sizes = np.unique(part.piece_of, return_index=True, return_counts=True)[1:]
    start, size = np.repeat(first, sizes), np.repeat(sizes, sizes)
    onwards = csr_array(part.arcs.T)
    through = np.zeros(len(start))
    for ranks in _ranks(len(start), int(sizes.max())):
        begun = ranks < sizes[:, None]
        rows, columns = (first[:, None] + ranks)[begun], np.nonzero(begun)[1]
        dependency = _dependencies(part, onwards, rows, (columns, len(ranks)))
        dependency[rows, columns] = 0
        of_source = np.where(ranks < size[:, None], part.weights[np.minimum(start[:, None] + ranks, len(start) - 1)], 0)
        through += (dependency * of_source).sum(axis=1)
    return through


def _ranks(places: int, most: int) -> Iterator[Numbers]:
    """The places of a piece, by their rank in it, as many at once as fit."""
    step = max(min(_SOURCES, _AT_ONCE // places), 1)
    for first in range(0, most, step):
        yield np.arange(first, min(first + step, most))


def _dependencies(part: _Pieces, onwards: csr_array, rows: Numbers, columns: tuple[Numbers, int]) -> Values:
    """P × S: how many nodes, by weight, each source depends on each place for (Brandes' sums, level by level)."""
    places, number = columns
    ways = np.zeros((len(part.weights), number))
    ways[rows, places] = 1
    distance, farthest = _distances(onwards, ways)
    dependency, weights = np.zeros_like(ways), part.weights[:, None]
    for level in range(farthest, 0, -1):
        share = np.divide(weights + dependency, ways, out=np.zeros_like(ways), where=distance == level)
        dependency += np.where(distance == level - 1, ways * (part.arcs @ share), 0)
    return dependency


def _distances(onwards: csr_array, ways: Values) -> tuple[npt.NDArray[np.int32], int]:
    """P × S: the distance of each place from each source, -1 where no path leads; and the farthest.

    ``ways``, 1 at the sources, is filled with the number of shortest paths.
    """
    step = ways.copy()
    distance = np.where(ways > 0, 0, -1).astype(np.int32)
    level = 0
    while True:
        step = onwards @ step
        step[distance >= 0] = 0
        if not step.any():
            return distance, level
        level += 1
        distance[step > 0] = level
        ways += step
