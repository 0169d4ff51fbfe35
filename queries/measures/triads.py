"""Triangles of a network, listed once, on which brokerage and structural holes both stand.

Listing them costs no more than the wedges that hang on the lesser of two ends (Chiba and Nishizeki 1985, "Arboricity
and subgraph listing algorithms", SIAM Journal on Computing 14), so that a hub of thousands does no harm. A product of
the matrix with itself would hold every pair of the hub's neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

Numbers = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]

# So many wedges are looked at in one go: 32 million bytes an array.
_AT_ONCE: Final = 1 << 22


@dataclass(frozen=True, eq=False)
class Triads:
    """Who is in contact with whom, either way, and every triangle among them.

    A place is the number of an entry of the symmetric matrix of contacts, row by row: ``rows`` and ``columns`` tell
    its two nodes, ``back`` the place of the entry the other way. ``sides`` is 3 × T: the places of the three sides
    x-y, x-z and y-z of each triangle. ``arcs`` is the matrix itself without its diagonal, ``at`` the place of each
    of its entries.
    """

    arcs: csr_array
    at: Numbers
    rows: Numbers
    columns: Numbers
    back: Numbers
    sides: Numbers

    @classmethod
    def of(cls, matrix: csr_array) -> Triads:
        """The triads of a square matrix; ties of a node to itself are left out."""
        arcs = _without_diagonal(matrix)
        contacts = _numbered(_pattern(arcs) + _pattern(arcs).T)
        rows, columns = _row_of_each(contacts), contacts.indices.astype(np.int64)
        # Where a matrix is symmetric, the places of its transpose, read row by row, are those of the way back.
        back = csr_array(contacts.T).data - 1
        at = csr_array(contacts.multiply(_pattern(arcs))).data - 1
        return cls(arcs, at, rows, columns, back, _triangles(contacts, rows))

    @property
    def size(self) -> int:
        """The number of nodes."""
        return int(self.arcs.shape[0])

    @cached_property
    def strengths(self) -> Values:
        """The value of the matrix at every place, 0 where there is no arc that way."""
        values = np.zeros(len(self.rows))
        values[self.at] = self.arcs.data
        return values

    @cached_property
    def degrees(self) -> Numbers:
        """The number of contacts of each node."""
        return np.bincount(self.rows, minlength=self.size).astype(np.int64)

    def ways_round(self) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
        """Each triangle in its six orders i, q, j: the places of i-q, q-j and i-j, six times T of them."""
        xy, xz, yz = self.sides
        yx, zx, zy = (self.back[side] for side in self.sides)
        yield xy, yz, xz
        yield xz, zy, xy
        yield yx, xz, yz
        yield yz, zx, yx
        yield zx, xy, zy
        yield zy, yx, zx

    def sum_by_row(self, values: Values) -> Values:
        """The sum over each node's contacts of a value at every place."""
        return np.bincount(self.rows, values, self.size).astype(np.float64)


def _without_diagonal(matrix: csr_array) -> csr_array:
    """The matrix in order of row and column, as floats, without ties of a node to itself and without stored zeros."""
    arcs = csr_array(matrix, dtype=np.float64, copy=True)
    arcs.sum_duplicates()
    arcs.data[_row_of_each(arcs) == arcs.indices] = 0.0
    arcs.eliminate_zeros()
    return arcs


def _numbered(matrix: csr_array) -> csr_array:
    """The matrix with its entries numbered from 1, row by row."""
    numbered = csr_array(matrix)
    numbered.sort_indices()
    numbers = np.arange(1, numbered.nnz + 1)
    return csr_array((numbers, numbered.indices, numbered.indptr), shape=numbered.shape)


def _pattern(matrix: csr_array) -> csr_array:
    return csr_array((np.ones(matrix.nnz, dtype=np.int64), matrix.indices, matrix.indptr), shape=matrix.shape)


def _row_of_each(matrix: csr_array) -> Numbers:
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))


def _triangles(contacts: csr_array, rows: Numbers) -> Numbers:
    """The places of the sides of every triangle, x of the least and z of the greatest degree."""
    size = contacts.shape[0]
    rank = _ranks(np.diff(contacts.indptr))
    low, high = rank[rows], rank[contacts.indices]
    upwards = low < high
    ranked = csr_array((contacts.data[upwards], (low[upwards], high[upwards])), shape=contacts.shape)
    starts, places = _row_of_each(ranked), ranked.data - 1
    codes = starts * size + ranked.indices
    found = [_closed(codes, first, second, size) for first, second in _wedges(starts)]
    return np.take(places, np.concatenate([np.empty((3, 0), dtype=np.int64), *found], axis=1))


def _ranks(degrees: Numbers) -> Numbers:
    """The place of each node in the order of degree."""
    rank = np.empty(len(degrees), dtype=np.int64)
    rank[np.argsort(degrees, kind="stable")] = np.arange(len(degrees))
    return rank


def _wedges(starts: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """Every pair of edges, by number, that start at one node; ``starts`` is sorted. A few million at a time."""
    ends = np.searchsorted(starts, starts, side="right")
    later = ends - np.arange(len(starts)) - 1
    total = np.cumsum(later)
    bounds = np.searchsorted(total, np.arange(0, total[-1] if len(total) else 0, _AT_ONCE), side="right")
    for begin, stop in pairwise([*dict.fromkeys(bounds.tolist()), len(starts)]):
        counts = later[begin:stop]
        first = np.repeat(np.arange(begin, stop), counts)
        yield first, first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)


def _closed(codes: Numbers, first: Numbers, second: Numbers, size: int) -> Numbers:
    """The wedges whose far ends are joined: the numbers of their two edges and of the one that joins."""
    wanted = (codes[first] % size) * size + codes[second] % size
    third = np.minimum(np.searchsorted(codes, wanted), len(codes) - 1)
    closed = codes[third] == wanted
    return np.stack([first[closed], second[closed], third[closed]])
