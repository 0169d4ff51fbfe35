"""How a network holds together: its parts, who can reach whom, how like a hierarchy it is, how stable its groups are.

Every matrix is N × N and square; any value but 0 is an arc from the row to the column, and ties to oneself do not
count. What is not defined is None.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from queries.measures.distances import arcs_of, reached_by_distance
from queries.measures.triads import Numbers


def components(matrix: csr_array, *, strong: bool = False) -> Numbers:
    """For each node the number of its component, from 0 for the largest; those of one size by their first node.

    Weak components (without regard to direction), or ``strong`` ones, in which each can reach each. An isolate is a
    component of its own.
    """
    kind = "strong" if strong else "weak"
    labels = connected_components(arcs_of(matrix), directed=True, connection=kind)[1].astype(np.int64)
    sizes = np.bincount(labels)
    first = np.full(len(sizes), len(labels))
    np.minimum.at(first, labels, np.arange(len(labels)))
    place: Numbers = np.empty(len(sizes), dtype=np.int64)
    place[np.lexsort((first, -sizes))] = np.arange(len(sizes))
    return np.asarray(place[labels])


def satellites(labels: Numbers, below: int) -> tuple[Numbers, ...]:
    """The nodes of each component (``components``) of fewer than ``below`` nodes, the largest first.

    The largest component of all is no satellite, however small.
    """
    order = np.argsort(labels, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)
    return tuple(part for part in parts[1:] if len(part) < below)


def connectedness(matrix: csr_array, *, directed: bool = False) -> float | None:
    """The share of ordered pairs of nodes of which the first can reach the second; fragmentation is 1 less this.

    Two definitions are in use. By the weak one (Krackhardt; R's sna) a tie can be gone either way; by the
    ``directed`` one (UCINET) only along its arc. They agree on a symmetric matrix. None for fewer than two nodes.
    """
    pairs: int = matrix.shape[0] * (matrix.shape[0] - 1)
    if not pairs:
        return None
    return (_reachable_pairs(matrix) if directed else _pairs_within(components(matrix))) / pairs


def _pairs_within(labels: Numbers) -> int:
    """Ordered pairs of nodes in one component."""
    sizes = np.bincount(labels)
    return int((sizes * (sizes - 1)).sum())


def _reachable_pairs(matrix: csr_array) -> int:
    return sum(int(reached.sum()) for _, reached in reached_by_distance(matrix))


def hierarchy(matrix: csr_array) -> float | None:
    """Of the pairs of nodes of which one can reach the other, the share in which it is not so the other way round.

    None where nobody reaches anybody. D. Krackhardt (1994), "Graph theoretical dimensions of informal
    organizations", in Carley and Prietula (eds), Computational Organization Theory, 89-111; so is all of GTD below.
    """
    mutual = _pairs_within(components(matrix, strong=True))
    one_way = _reachable_pairs(matrix) - mutual
    return one_way / (one_way + mutual / 2) if one_way or mutual else None


def efficiency(matrix: csr_array) -> float | None:
    """1 less the share of the arcs that could be spared, of those that a weak component of n could have to spare.

    n − 1 arcs are needed, n(n − 1) possible. None where no component has more than one node.
    """
    sizes = np.bincount(components(matrix))
    needed = int((sizes - 1).sum())
    spare = int((sizes * (sizes - 1)).sum()) - needed
    return 1 - (arcs_of(matrix).nnz - needed) / spare if spare else None


def least_upper_boundedness(matrix: csr_array, *, nearest: bool = False) -> float | None:
    """1 less the share of pairs in a weak component that have no common superior, of (n − 1)(n − 2)/2 in each.

    An upper bound of two nodes can reach both (a node reaches itself). The one sought reaches every other upper bound,
    as R's sna has it: two nodes are to stand under one and the same chief. By Krackhardt's words it is rather the
    ``nearest`` superior, which every other upper bound reaches; the two differ wherever there are several chiefs or
    cycles. None where no component has three nodes. In time of n³ and memory of n² for each component.
    """
    labels = components(matrix)
    sizes = np.bincount(labels)
    most = int(((sizes - 1) * (sizes - 2) // 2).sum())
    if not most:
        return None
    count = _pairs_without_nearest if nearest else _pairs_without_chief
    parts = (np.flatnonzero(labels == part) for part in np.flatnonzero(sizes > 2))
    return 1 - sum(count(_reachability(matrix[nodes][:, nodes])) for nodes in parts) / most


def _pairs_without_chief(reaches: npt.NDArray[np.bool_]) -> int:
    """Pairs that do not stand under just one of those whom nobody else reaches (all in a cycle count as one).

    Every upper bound stands under such a chief, which is an upper bound as well. So there is one that reaches all
    the others just where there is one chief.
    """
    returned = reaches & reaches.T
    alike = returned.argmax(axis=0) == np.arange(len(reaches))
    chiefs = alike & (reaches.sum(axis=0) == returned.sum(axis=0))
    under = reaches[chiefs].astype(np.float64)
    common = under.T @ under
    return int(np.count_nonzero(np.triu(common != 1, k=1)))


def _pairs_without_nearest(reaches: npt.NDArray[np.bool_]) -> int:
    """Pairs of which no upper bound is reached by all the others.

    Whoever reaches an upper bound is one too. So a bound is the nearest just where as many nodes reach it as there
    are upper bounds.
    """
    reaching = reaches.sum(axis=0)
    without = 0
    for node in range(len(reaches) - 1):
        bounds = reaches[:, [node]] & reaches[:, node + 1 :]
        deepest = np.where(bounds, reaching[:, None], 0).max(axis=0)
        without += int(np.count_nonzero((deepest == 0) | (deepest < bounds.sum(axis=0))))
    return without


def _reachability(matrix: csr_array) -> npt.NDArray[np.bool_]:
    """Whether the row reaches the column; every node reaches itself. By squaring, so in a few products."""
    reaches: npt.NDArray[np.bool_] = matrix.toarray() != 0
    np.fill_diagonal(reaches, True)
    while True:
        further = (reaches.astype(np.float32) @ reaches.astype(np.float32)) > 0
        if (further == reaches).all():
            return reaches
        reaches = further


@dataclass(frozen=True, slots=True)
class Turnover:
    """Who stayed in a group between two days, who came and who went, by what names them, sorted."""

    stayed: tuple[str, ...]
    joined: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def size(self) -> int:
        """Members on the later day."""
        return len(self.stayed) + len(self.joined)

    @property
    def stability(self) -> float | None:
        """The share of the earlier day's members who are still there; None where there were none."""
        before = len(self.stayed) + len(self.left)
        return len(self.stayed) / before if before else None


def turnover(before: Collection[str], after: Collection[str]) -> Turnover:
    """The members of a group on two days held against each other."""
    earlier, later = set(before), set(after)
    return Turnover(tuple(sorted(earlier & later)), tuple(sorted(later - earlier)), tuple(sorted(earlier - later)))
