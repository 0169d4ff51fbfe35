"""How far apart the nodes of a network are, without ever holding all distances at once.

Every matrix is N × N and square; any value but 0 is an arc from the row to the column, and ties to oneself do not
count. A distance is a number of arcs or, weighted, the least sum of 1 / strength over a path: a strong tie is short.
Where no path leads the distance is infinite and its inverse 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from queries.measures.triads import Numbers, Values

# 512 nodes are looked for at a time, one bit each: wide enough to use a processor well, and small in memory.
_WORDS: Final = 8
_BITS: Final = 64
_ROWS: Final = 256


def arcs_of(matrix: csr_array) -> csr_array:
    """The matrix without its diagonal and without zeros that are written out, values as floats."""
    pairs = csr_array(matrix, dtype=np.float64).tocoo()
    kept = (pairs.row != pairs.col) & (pairs.data != 0)
    return csr_array((pairs.data[kept], (pairs.row[kept], pairs.col[kept])), shape=matrix.shape)


def contacts_of(matrix: csr_array) -> csr_array:
    """N × N of 0 and 1, symmetric, no diagonal: 1 where there is an arc either way."""
    arcs = arcs_of(matrix)
    contacts = csr_array(arcs + arcs.T)
    contacts.data = np.ones_like(contacts.data)
    return contacts


def lengths_of(matrix: csr_array) -> csr_array:
    """The arcs with their lengths, 1 / strength."""
    arcs = arcs_of(matrix)
    return csr_array((1 / arcs.data, arcs.indices, arcs.indptr), shape=arcs.shape)


def distance_to_nearest(matrix: csr_array, targets: npt.ArrayLike) -> Values:
    """For each node the arcs on the shortest path from it to any of the targets; infinite where no path leads.

    One breadth-first search from all targets at once, against the arcs: in the order of nodes and arcs.
    """
    against = csr_array(matrix.T)
    # A zero that is written out is no arc; a tie to oneself leads nowhere new and may stay.
    against.eliminate_zeros()
    distance = np.full(matrix.shape[0], np.inf)
    frontier = np.unique(np.asarray(targets, dtype=np.int64))
    steps = 0
    while frontier.size:
        distance[frontier] = steps
        steps += 1
        frontier = _new_ones(against, frontier, distance)
    return distance


def _new_ones(matrix: csr_array, frontier: Numbers, distance: Values) -> Numbers:
    met = np.zeros(len(distance), dtype=bool)
    met[matrix[frontier].indices] = True
    return np.flatnonzero(met & np.isinf(distance))


def reached_by_distance(matrix: csr_array) -> Iterator[tuple[int, Numbers]]:
    """Pairs of a distance d and, for each node, how many others it reaches in just d arcs; a d comes up many times.

    The others are looked for 512 at a time, one bit each, by a search from all of them at once (M. Then et al. 2014,
    "The more the merrier: efficient multi-source graph traversal", VLDB 8(4), 449-460).
    """
    arcs = arcs_of(matrix)
    for first in range(0, arcs.shape[0], _WORDS * _BITS):
        yield from _waves(arcs, first)


def _waves(arcs: csr_array, first: int) -> Iterator[tuple[int, Numbers]]:
    """What ``reached_by_distance`` gives for one set of nodes looked for."""
    wave = _bit_each(arcs.shape[0], first)
    seen = wave.copy()
    distance = 0
    while wave.any():
        if distance:
            yield distance, np.bitwise_count(wave).sum(axis=1, dtype=np.int64)
        wave = _onwards(arcs, wave) & ~seen
        seen |= wave
        distance += 1


def _bit_each(size: int, first: int) -> npt.NDArray[np.uint64]:
    """N × words: a bit of its own for each of the nodes from ``first`` on that fit."""
    bits = np.zeros((size, _WORDS), dtype=np.uint64)
    nodes = np.arange(first, min(first + _WORDS * _BITS, size))
    place = nodes - first
    bits[nodes, place // _BITS] = np.uint64(1) << (place % _BITS).astype(np.uint64)
    return bits


def _onwards(arcs: csr_array, wave: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """For each node the bits of all it has an arc to."""
    reached = np.zeros_like(wave)
    # reduceat would give a row without arcs the next row's first.
    rows = np.flatnonzero(np.diff(arcs.indptr))
    if rows.size:
        reached[rows] = np.bitwise_or.reduceat(wave[arcs.indices], arcs.indptr[rows], axis=0)
    return reached


def inverse_distances(matrix: csr_array, *, weighted: bool = False) -> Values:
    """For each node i the sum over all others j of 1 / d(i, j)."""
    total = np.zeros(matrix.shape[0])
    if weighted:
        for rows, distance in distance_rows(matrix):
            total[rows] = _inverted(distance).sum(axis=1)
        return total
    for steps, reached in reached_by_distance(matrix):
        total += reached / steps
    return total


def distance_rows(matrix: csr_array) -> Iterator[tuple[Numbers, Values]]:
    """Some nodes at a time, and the weighted distances from each of them (row) to every node (column)."""
    lengths = lengths_of(matrix)
    for first in range(0, matrix.shape[0], _ROWS):
        rows = np.arange(first, min(first + _ROWS, matrix.shape[0]))
        yield rows, dijkstra(lengths, indices=rows)


def _inverted(distance: Values) -> Values:
    with np.errstate(divide="ignore"):
        return np.where(distance > 0, 1 / distance, 0.0)
