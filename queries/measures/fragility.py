"""What a network hangs on: cut nodes and bridges with what they hold together, and the sets that matter most.

Every matrix is N × N and square; any value but 0 is an arc from the row to the column, and ties to oneself do not
count. Joints and F read every tie both ways: to fall apart is to have no path at all. What is not defined is None.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import comb, e
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, depth_first_order

from queries.measures.distances import arcs_of, contacts_of, distance_rows, inverse_distances
from queries.measures.triads import Numbers, Values

# So many sets less their last member are tried one by one; beyond that a search that improves step by step.
MOST_SETS: Final = 2_000
_BETTER: Final = 1e-12
# What greedy search is sure to find of the best value, where each further member adds less than it would have before.
_GREEDY_SHARE: Final = 1 - 1 / e


@dataclass(frozen=True, eq=False)
class Joints:
    """The cut nodes and bridges of a network, found in one depth-first search, in the order of nodes and ties.

    A cut node is one without which its component falls apart, a bridge a tie without which it does. ``order`` has
    the nodes in the order of discovery, and the rest are places in that order: ``ends`` where what was found
    through the node at a place ends, ``above`` the place it was found from (its own for the first of a component),
    ``low`` the earliest place that what was found through it has a tie to, ``homes`` the first of its component.

    J. Hopcroft and R. Tarjan (1973), "Algorithm 447: efficient algorithms for graph manipulation", Communications of
    the ACM 16, 372-378.
    """

    order: Numbers
    ends: Numbers
    above: Numbers
    low: Numbers
    homes: Numbers

    @classmethod
    def of(cls, matrix: csr_array) -> Joints:
        """The joints of a square matrix."""
        return cls._of(contacts_of(matrix))

    @classmethod
    def _of(cls, contacts: csr_array) -> Joints:
        """The joints of what ``contacts_of`` gives, or of some of its nodes."""
        order, above = _depth_first(contacts)
        low = _own_low(contacts, order, above)
        ends = np.arange(1, len(order) + 1)
        homes = np.arange(len(order))
        _gather(above, low, ends, homes)
        return cls(order, ends, above, low, homes)

    @cached_property
    def places(self) -> Numbers:
        """The place of each node in ``order``."""
        places: Numbers = np.empty_like(self.order)
        places[self.order] = np.arange(len(self.order))
        return places

    @cached_property
    def _parted(self) -> Numbers:
        """Places whose part of the search hangs on the node they were found from, by that node and then in order."""
        places = np.arange(len(self.order))
        hanging = places[(self.above < places) & (self.low >= self.above)]
        return np.asarray(hanging[np.argsort(self.above[hanging], kind="stable")])

    @cached_property
    def _holders(self) -> Numbers:
        """The place that each of ``_parted`` hangs on."""
        return np.asarray(self.above[self._parted])

    def _parted_at(self, place: int) -> Numbers:
        first, last = (np.searchsorted(self._holders, place, side=side) for side in ("left", "right"))
        return self._parted[first:last]

    @cached_property
    def cut_nodes(self) -> tuple[int, ...]:
        """The cut nodes, in order of number."""
        pieces = np.bincount(self._holders, minlength=len(self.order))
        first = self.homes == np.arange(len(self.order))
        return tuple(sorted(self.order[pieces > first].tolist()))

    def pieces(self, node: int) -> tuple[Numbers, ...]:
        """What the node's component falls into without it: the nodes of each piece in order, the largest first."""
        place = int(self.places[node])
        home = int(self.homes[place])
        below = [self.order[part : self.ends[part]] for part in self._parted_at(place).tolist()]
        parted = np.concatenate([self.order[place : place + 1], *below])
        rest = np.setdiff1d(self.order[home : self.ends[home]], parted, assume_unique=True)
        pieces = [np.sort(piece) for piece in (rest, *below) if len(piece)]
        return tuple(sorted(pieces, key=lambda piece: (-len(piece), int(piece[0]))))

    def telling_apart(self, marked: npt.NDArray[np.bool_]) -> tuple[int, ...]:
        """The cut nodes without which marked nodes (one truth a node) have no path to other marked ones, in order."""
        below = self._marked_below(marked)
        parts = below[self._parted]
        pieces = np.bincount(self._holders, weights=parts > 0, minlength=len(self.order))
        cut_off = np.bincount(self._holders, weights=parts, minlength=len(self.order))
        elsewhere = below[self.homes] - cut_off - marked[self.order] > 0
        return tuple(sorted(self.order[pieces + elsewhere > 1].tolist()))

    def _marked_below(self, marked: npt.NDArray[np.bool_]) -> Numbers:
        """For each place the marked nodes among its own and those found through it."""
        counted = np.concatenate([[0], np.cumsum(marked[self.order])])
        return np.asarray(counted[self.ends] - counted[:-1])

    @cached_property
    def _bridged(self) -> Numbers:
        """Places whose node was found over a bridge."""
        return np.asarray(self._parted[self.low[self._parted] > self._holders])

    def _ends_of_bridges(self, bridged: Numbers) -> tuple[tuple[int, int], ...]:
        ends = np.sort(np.stack([self.order[self.above[bridged]], self.order[bridged]]), axis=0)
        return tuple(sorted(zip(ends[0].tolist(), ends[1].tolist(), strict=True)))

    @cached_property
    def bridges(self) -> tuple[tuple[int, int], ...]:
        """The bridges as pairs of nodes, the lower number first, in order."""
        return self._ends_of_bridges(self._bridged)

    def bridges_between(self, marked: npt.NDArray[np.bool_]) -> tuple[tuple[int, int], ...]:
        """The bridges with marked nodes (one truth a node) on both sides."""
        below = self._marked_below(marked)
        near = below[self._bridged]
        return self._ends_of_bridges(self._bridged[(near > 0) & (below[self.homes[self._bridged]] > near)])

    def sides(self, bridge: tuple[int, int]) -> tuple[Numbers, Numbers]:
        """The nodes on the side of each end of a bridge, in order."""
        left, right = (int(self.places[node]) for node in bridge)
        lower = max(left, right)
        home = int(self.homes[lower])
        below = np.sort(self.order[lower : self.ends[lower]])
        rest = np.sort(np.setdiff1d(self.order[home : self.ends[home]], below, assume_unique=True))
        return (rest, below) if left < right else (below, rest)

    @cached_property
    def fragmentation_without(self) -> Values:
        """F (``fragmentation``) without each node in turn, all in linear time; NaN for fewer than three nodes."""
        size = len(self.order)
        if size < 3:
            return np.full(size, np.nan)
        parts = self.ends[self._parted] - self._parted
        cut_off = np.bincount(self._holders, weights=parts, minlength=size)
        within = np.bincount(self._holders, weights=parts * (parts - 1.0), minlength=size)
        whole = (self.ends - np.arange(size))[self.homes].astype(np.float64)
        rest = whole - 1 - cut_off
        firsts = whole[self.homes == np.arange(size)]
        pairs = (firsts * (firsts - 1)).sum() - whole * (whole - 1) + within + rest * (rest - 1)
        return np.asarray((1 - pairs / ((size - 1) * (size - 2)))[self.places])


def _depth_first(contacts: csr_array) -> tuple[Numbers, Numbers]:
    """Nodes in the order of discovery, and the place each was found from: its own for the first of a component.

    One search for all components runs along a chain put in beside them, from whose links an arc leads to the first
    node of each. (A single node with an arc to each would do, and be slow: scipy reads a node's arcs from the start
    whenever it comes back to it.)
    """
    size = contacts.shape[0]
    firsts = np.unique(connected_components(contacts, directed=False)[1], return_index=True)[1]
    if not size:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    order, found_from = depth_first_order(_chained(contacts, firsts), size)
    order = order[order < size].astype(np.int64)
    places = np.full(size + len(firsts), -1)
    places[order] = np.arange(size)
    above = places[found_from[order]]
    return order, np.where(above < 0, np.arange(size), above)


def _chained(contacts: csr_array, firsts: Numbers) -> csr_array:
    """The contacts with a chain of further nodes, one for each of ``firsts``: to that node, then to the next link."""
    size, links = contacts.shape[0], len(firsts)
    onwards = np.stack([firsts, np.arange(size + 1, size + links + 1)], axis=1).ravel()[:-1]
    ends = np.append(2 * np.arange(1, links), 2 * links - 1) + contacts.nnz
    return csr_array(
        (
            np.ones(contacts.nnz + len(onwards)),
            np.concatenate([contacts.indices, onwards]),
            np.concatenate([contacts.indptr, ends]),
        ),
        shape=(size + links, size + links),
    )


def _own_low(contacts: csr_array, order: Numbers, above: Numbers) -> Numbers:
    """For each place the earliest place that its node itself has a tie to, but for the one it was found from."""
    places = np.empty_like(order)
    places[order] = np.arange(len(order))
    rows = places[np.repeat(np.arange(len(order)), np.diff(contacts.indptr))]
    met = places[contacts.indices]
    other = met != above[rows]
    low = np.arange(len(order))
    np.minimum.at(low, rows[other], met[other])
    return low


def _gather(above: Numbers, low: Numbers, ends: Numbers, homes: Numbers) -> None:
    """Hand ``low`` and ``ends`` up from what was found to where it was found from, and ``homes`` down, in place."""
    lows, stops, from_ = low.tolist(), ends.tolist(), above.tolist()
    for place in range(len(from_) - 1, -1, -1):
        holder = from_[place]
        lows[holder] = min(lows[holder], lows[place])
        stops[holder] = max(stops[holder], stops[place])
    low[:], ends[:] = lows, stops
    firsts = np.flatnonzero(above == np.arange(len(above)))
    homes[:] = np.repeat(firsts, np.diff(np.append(firsts, len(above))))


def fragmentation(matrix: csr_array, without: Collection[int] = ()) -> float | None:
    """F, the share of pairs of nodes with no path between them: 1 − Σ s(s − 1) / n(n − 1) over components of size s.

    ``without`` are nodes taken away first; n is the number of those left, and fewer than two have no F. This is 1
    less connectedness in the weak sense. S. P. Borgatti (2006), see ``fragmenting_set``.
    """
    rest = _without(contacts_of(matrix), without)
    pairs: int = rest.shape[0] * (rest.shape[0] - 1)
    if not pairs:
        return None
    sizes = np.bincount(connected_components(rest, directed=False)[1]).astype(np.float64)
    return 1 - float((sizes * (sizes - 1)).sum()) / pairs


def distance_fragmentation(matrix: csr_array, without: Collection[int] = (), *, weighted: bool = False) -> float | None:
    """DF, 1 less the mean of 1 / d(i, j) over ordered pairs, 1/∞ = 0: it also grows where paths only lengthen.

    Distances go along the arcs. Weighted, an arc is 1 / strength long, and inverse distances are divided by the
    greatest there is in the whole network, nothing taken away (as R's keyplayer does; its paper says otherwise).
    """
    rest = _without(arcs_of(matrix), without)
    pairs: int = rest.shape[0] * (rest.shape[0] - 1)
    if not pairs:
        return None
    greatest = float(arcs_of(matrix).data.max(initial=0.0)) if weighted else 1.0
    return 1 - float(inverse_distances(rest, weighted=weighted).sum()) / pairs / (greatest or 1.0)


def _without(matrix: csr_array, gone: Collection[int]) -> csr_array:
    if not gone:
        return matrix
    left = np.setdiff1d(np.arange(matrix.shape[0]), np.fromiter(gone, dtype=np.int64))
    return _part(matrix, left)


def _part(matrix: csr_array, nodes: Numbers) -> csr_array:
    """The matrix of some of the nodes, in order."""
    return csr_array(matrix[nodes][:, nodes])


@dataclass(frozen=True, slots=True)
class KeySet:
    """The nodes of a network that together matter most for something.

    ``before`` is the measure with nobody chosen, ``value`` with these. ``exact`` means that no other set of the same
    size has more; else ``at_least`` is the share of the best value that this one is sure to have, None where
    nothing is known but that no exchange of one member for another gives more.
    """

    members: tuple[int, ...]
    before: float
    value: float
    exact: bool
    at_least: float | None


# The measure with the given nodes and the best one more, and that one.
_BestNext = Callable[[Sequence[int]], tuple[float, int]]


def fragmenting_set(
    matrix: csr_array,
    size: int,
    *,
    candidates: npt.ArrayLike | None = None,
    by_distance: bool = False,
    most_sets: int = MOST_SETS,
) -> KeySet:
    """The ``size`` candidates (None: all nodes) without which the rest is most fragmented, by F or DF (KPP-NEG).

    Not the most central ones one by one: two may cut off the same part. Exact for one, and as long as there are no
    more than ``most_sets`` sets of one fewer; else greedy, then improved by exchanges. F is neither sub- nor
    supermodular, so nothing is known of how far the latter may be from the best. A step by F takes linear time, one
    by DF a search from every node for every candidate: for some hundred nodes.

    S. P. Borgatti (2006), "Identifying sets of key players in a social network", Computational and Mathematical
    Organization Theory 12, 21-34.
    """
    able = _candidates(matrix, candidates, size)
    measure = distance_fragmentation if by_distance else fragmentation
    ties = arcs_of(matrix) if by_distance else contacts_of(matrix)

    def next_by_distance(chosen: Sequence[int]) -> tuple[float, int]:
        values = [(_value(measure(ties, [*chosen, node])), node) for node in able.tolist() if node not in chosen]
        return max(values, key=lambda found: (found[0], -found[1]))

    def next_by_parts(chosen: Sequence[int]) -> tuple[float, int]:
        left = np.setdiff1d(np.arange(ties.shape[0]), np.asarray(chosen, dtype=np.int64))
        values = Joints._of(_part(ties, left)).fragmentation_without
        return _best(np.nan_to_num(values, nan=-1.0)[np.isin(left, able)], left[np.isin(left, able)])

    found = _search(able, size, next_by_distance if by_distance else next_by_parts, most_sets)
    return KeySet(found.members, _value(measure(ties)), found.value, found.exact, 1.0 if found.exact else None)


def _value(measured: float | None) -> float:
    """A measure to compare by: what is not defined is less than anything."""
    return -1.0 if measured is None else measured


def reaching_set(
    matrix: csr_array,
    size: int,
    *,
    candidates: npt.ArrayLike | None = None,
    within: int | None = None,
    most_sets: int = MOST_SETS,
) -> KeySet:
    """The ``size`` candidates (None: all nodes) that together reach most (KPP-POS); the value is a share of all nodes.

    With ``within`` it is the share of nodes at most so many arcs from the nearest member, members among them;
    without, the mean of 1 / d(set, j), a member counting 1 (``centrality.reach``). Exact as in ``fragmenting_set``;
    else greedy, then improved by exchanges: at least 1 − 1/e = 0.632 of the best, and at least what ``at_least``
    says. In memory of candidates × nodes.

    G. Nemhauser, L. Wolsey and M. Fisher (1978), "An analysis of approximations for maximizing submodular set
    functions", Mathematical Programming 14, 265-294. S. P. Borgatti (2006), as above.
    """
    able = _candidates(matrix, candidates, size)
    worth = _worth(matrix, able, within)
    number = {node: row for row, node in enumerate(able.tolist())}

    def next_reaching(chosen: Sequence[int]) -> tuple[float, int]:
        covered = _covered(worth, [number[node] for node in chosen])
        free = ~np.isin(able, np.asarray(chosen, dtype=np.int64))
        return _best((covered.sum() + _gains(worth, covered)[free]) / matrix.shape[0], able[free])

    found = _search(able, size, next_reaching, most_sets)
    covered = _covered(worth, [number[node] for node in found.members])
    bound = covered.sum() + np.sort(_gains(worth, covered))[-size:].sum()
    sure = max(_GREEDY_SHARE, float(covered.sum() / bound)) if bound else 1.0
    return KeySet(found.members, 0.0, found.value, found.exact, 1.0 if found.exact else sure)


def _worth(matrix: csr_array, able: Numbers, within: int | None) -> Values:
    """Candidates × N: 1 / d, or with ``within`` 1 for what is near enough and 0 for the rest; 1 for the node itself."""
    pattern = arcs_of(matrix)
    pattern.data = np.ones_like(pattern.data)
    worth = np.zeros((len(able), matrix.shape[0]))
    for rows, distance in distance_rows(pattern):
        wanted = np.isin(able, rows)
        far = np.maximum(distance[able[wanted] - rows[0]], 1)
        worth[wanted] = 1 / far if within is None else far <= max(within, 1)
    if within == 0:
        worth[:] = 0
    worth[np.arange(len(able)), able] = 1
    return worth


def _covered(worth: Values, chosen: Sequence[int]) -> Values:
    return np.asarray(worth[list(chosen)].max(axis=0, initial=0.0))


def _gains(worth: Values, covered: Values) -> Values:
    return np.asarray(np.maximum(worth - covered, 0).sum(axis=1))


def _candidates(matrix: csr_array, candidates: npt.ArrayLike | None, size: int) -> Numbers:
    able = np.arange(matrix.shape[0]) if candidates is None else np.unique(np.asarray(candidates, dtype=np.int64))
    if not 0 < size <= len(able):
        raise ValueError(f"a set of {size} cannot be chosen from {len(able)} candidates")
    return able


def _best(values: Values, nodes: Numbers) -> tuple[float, int]:
    """The greatest value and its node, the lowest of equals."""
    place = int(np.flatnonzero(values >= values.max() - _BETTER)[0])
    return float(values[place]), int(nodes[place])


@dataclass(frozen=True, slots=True)
class _Found:
    members: tuple[int, ...]
    value: float
    exact: bool


def _search(able: Numbers, size: int, best_next: _BestNext, most_sets: int) -> _Found:
    """The best set of a size: all sets of one fewer completed as well as can be, or greedy and then exchanges."""
    exact = comb(len(able), size - 1) <= most_sets
    value, members = _of_all(able, size, best_next) if exact else _greedy(size, best_next)
    return _Found(tuple(sorted(members)), value, exact)


def _of_all(able: Iterable[int], size: int, best_next: _BestNext) -> tuple[float, tuple[int, ...]]:
    best: tuple[float, tuple[int, ...]] = (-np.inf, ())
    for fewer in combinations([int(node) for node in able], size - 1):
        value, last = best_next(fewer)
        if value > best[0] + _BETTER:
            best = value, (*fewer, last)
    return best


def _greedy(size: int, best_next: _BestNext) -> tuple[float, tuple[int, ...]]:
    members: tuple[int, ...] = ()
    value = -np.inf
    for _ in range(size):
        value, last = best_next(members)
        members = (*members, last)
    return _exchanged(value, members, best_next)


def _exchanged(value: float, members: tuple[int, ...], best_next: _BestNext) -> tuple[float, tuple[int, ...]]:
    """Members exchanged one at a time for better ones, until no exchange gives more."""
    waiting = list(members)
    while waiting:
        others = tuple(node for node in members if node != waiting[0])
        better, last = best_next(others)
        if better > value + _BETTER:
            value, members = better, (*others, last)
            waiting = list(members)
        else:
            waiting.pop(0)
    return value, members
