"""Brokerage after Gould and Fernandez: who stands between two others that have no tie of their own, and in what role.

A node v brokers from a to c where there are arcs a → v and v → c, none a → c, and a is not c. Its role is told by the
groups of the three, here A, B, C for groups that differ:

    coordinator       A → A → A     (w_I)
    consultant        A → B → A     (w_O, also called itinerant)
    representative    A → A → B     (b_IO)
    gatekeeper        A → B → B     (b_OI)
    liaison           A → B → C     (b_O)

R. V. Gould and R. M. Fernandez (1989), "Structures of mediation", Sociological Methodology 19, 89-126. Expectations
and deviations are those of ``brokerage`` in R's package sna.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from queries.measures.triads import Numbers, Triads, Values

ROLES: Final = ("coordinator", "consultant", "representative", "gatekeeper", "liaison")
TOTAL: Final = len(ROLES)


def membership(labels: npt.ArrayLike) -> csr_array:
    """N × G: 1 where a node (row) is of a group (column); ``labels`` gives each node's group as a number from 0."""
    groups = np.asarray(labels, dtype=np.int64)
    shape = (len(groups), int(groups.max(initial=-1)) + 1)
    return csr_array((np.ones(len(groups)), (np.arange(len(groups)), groups)), shape=shape)


@dataclass(frozen=True, eq=False)
class OpenPaths:
    """The open two-paths of a network, ready to be counted by role for one grouping or many.

    ``arcs`` is N × N of 0 and 1 without a diagonal. ``closed`` is 3 × T: a, v and c of every two-path a → v → c that
    an arc a → c closes. ``returned`` is 2 × R: v and a of every two-path a → v → a.
    """

    arcs: csr_array
    closed: Numbers
    returned: Numbers

    @classmethod
    def of(cls, matrix: csr_array) -> OpenPaths:
        """The open two-paths of a square matrix, in which any value but 0 is an arc. Ties to oneself do not count."""
        triads = Triads.of(matrix)
        there = triads.strengths != 0
        mutual = there & there[triads.back]
        arcs = csr_array(triads.arcs != 0, dtype=np.float64)
        return cls(arcs, _closed(triads, there), np.stack([triads.rows[mutual], triads.columns[mutual]]))

    @cached_property
    def totals(self) -> Values:
        """The number of open two-paths through each node."""
        ways = self.arcs.sum(axis=0) * self.arcs.sum(axis=1)
        size = self.arcs.shape[0]
        return np.asarray(
            ways - np.bincount(self.returned[0], minlength=size) - np.bincount(self.closed[1], minlength=size)
        )

    def roles(self, groups: csr_array) -> Values:
        """N × 5: how often each node has each of ROLES; every row adds up to ``totals``.

        ``groups`` is N × G and its rows add up to 1 (see ``membership``). A node in k groups has 1/k in each of them,
        and then a count is the expected one if one of the groups of each node were drawn by lot.
        """
        groups = csr_array(groups)
        counted = self._overlaps(groups)
        for a, v, c in (self.closed, self.returned[[1, 0, 1]]):
            counted -= _by_broker(groups, a, v, c)
        return _roles(counted, self.totals)

    def _overlaps(self, groups: csr_array) -> Values:
        """4 × N: over all two-paths a → v → c, in how many a and c, a and v, v and c, and all three share a group."""
        into, out = self.arcs.T @ groups, self.arcs @ groups
        senders, receivers = self.arcs.sum(axis=0), self.arcs.sum(axis=1)
        here_and_in = groups.multiply(into)
        shared = (
            into.multiply(out).sum(axis=1),
            here_and_in.sum(axis=1) * receivers,
            groups.multiply(out).sum(axis=1) * senders,
            here_and_in.multiply(out).sum(axis=1),
        )
        return np.array(shared, dtype=np.float64)


def _closed(triads: Triads, there: npt.NDArray[np.bool_]) -> Numbers:
    """a, v and c of the two-paths that are closed."""
    found = [np.empty((3, 0), dtype=np.int64)]
    for a_v, v_c, a_c in triads.ways_round():
        closed = there[a_v] & there[v_c] & there[a_c]
        found.append(np.stack([triads.rows[a_v[closed]], triads.rows[v_c[closed]], triads.columns[v_c[closed]]]))
    return np.concatenate(found, axis=1)


def _by_broker(groups: csr_array, a: Numbers, v: Numbers, c: Numbers) -> Values:
    """4 × N, as OpenPaths._overlaps, over the given two-paths only."""
    shared = (_shared(groups, a, c), _shared(groups, a, v), _shared(groups, v, c), _shared(groups, a, v, c))
    return np.array([np.bincount(v, weights, groups.shape[0]) for weights in shared], dtype=np.float64)


def _shared(groups: csr_array, first: Numbers, *others: Numbers) -> Values:
    """For each pair, or three, of nodes the chance that they share a group if each draws one of its own."""
    if groups.nnz == groups.shape[0] and (groups.data == 1).all():
        # One group a node: comparing numbers is many times faster than multiplying rows.
        label = groups.indices
        return np.asarray(np.logical_and.reduce([label[first] == label[other] for other in others]), dtype=np.float64)
    product = groups[first]
    for other in others:
        product = product.multiply(groups[other])
    return np.asarray(product.sum(axis=1), dtype=np.float64)


def _roles(overlaps: Values, totals: Values) -> Values:
    """N × 5 from the overlaps and the number of open two-paths."""
    outer, first, last, all_three = overlaps
    coordinator = all_three
    consultant, representative, gatekeeper = outer - all_three, first - all_three, last - all_three
    liaison = totals - coordinator - consultant - representative - gatekeeper
    counts = np.stack([coordinator, consultant, representative, gatekeeper, liaison], axis=1)
    # Thirds and sixths leave dust in the sixteenth digit.
    return np.maximum(np.round(counts, 10), 0.0, dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Moments:
    """What chance alone would give: ``expected`` and ``deviation`` of each role and, last, of their total.

    Either is N × 6 (a row for each node) or 6 (for the network as a whole). The chance meant is that every arc is
    there with the probability of the network's density, whatever the others are. It is for directed networks: where
    every arc is returned, each open pair is counted twice, and a z is not valid. That counts are spread normally is
    not known; ``exceeded`` asks of less.
    """

    expected: Values
    deviation: Values

    def z(self, counts: Values) -> Values:
        """How many standard deviations the counts lie above expectation; NaN where the deviation is 0."""
        spread = np.where(self.deviation > 0, self.deviation, np.nan)
        return np.asarray((counts - self.expected) / spread, dtype=np.float64)


def moments(arcs: int, labels: npt.ArrayLike) -> Moments:
    """Expectation and deviation for each node of a network of so many arcs; ``labels`` gives each node's group.

    With N nodes, density d = arcs / N(N-1), θ = d²(1-d), κ = d³(1-d)³ and n nodes in the group of v, E = θ × (the
    number of pairs a, c that would make the role), Var = E(1-θ) + κ × (the number of pairs of such pairs that share
    an arc of v). N × 6.
    """
    groups = np.asarray(labels, dtype=np.int64)
    sizes = np.bincount(groups).astype(np.float64)
    chance = _Chance.of(arcs, len(groups))
    pairs, meetings = _pairs(sizes), _meetings(sizes)
    expected = chance.theta * pairs
    variance = expected * (1 - chance.theta) + chance.kappa * meetings
    # A number that no node has is a group of none, and its variance would be below 0.
    return Moments(expected[groups], np.sqrt(variance[groups]))


@dataclass(frozen=True, slots=True)
class _Chance:
    """Products of the density d: θ = d²(1-d), κ = d³(1-d)³, ``once`` = d⁴(1-d)², ``closing`` = d⁵(1-d)."""

    theta: float
    kappa: float
    once: float
    closing: float

    @classmethod
    def of(cls, arcs: int, size: int) -> _Chance:
        d = arcs / (size * (size - 1)) if size > 1 else 0.0
        return cls(d**2 * (1 - d), (d * (1 - d)) ** 3, d**4 * (1 - d) ** 2, d**5 * (1 - d))


def _pairs(n: Values) -> Values:
    """G × 6: for a broker of each group, the ordered pairs (a, c) that would make each role."""
    total = n.sum()
    rest, rest_squared = total - n, (n**2).sum() - n**2
    across = rest * (n - 1)
    everybody = np.full_like(n, (total - 1) * (total - 2))
    return np.stack([(n - 1) * (n - 2), rest_squared - rest, across, across, rest**2 - rest_squared, everybody], axis=1)


def _meetings(n: Values) -> Values:
    """G × 6: for a broker of each group, how often two of the pairs of one role share an end."""
    total = n.sum()
    within = 2 * (n - 1) * (n - 2) * (n - 3)
    cubes = n * (n - 1) * (n - 2)
    across = 2 * ((n - 1) * _two_of(total - n) + (total - n) * _two_of(n - 1))
    everybody = np.full_like(n, 2 * (total - 1) * (total - 2) * (total - 3))
    return np.stack([within, 2 * (cubes.sum() - cubes), across, across, _liaisons_that_meet(n), everybody], axis=1)


def _liaisons_that_meet(n: Values) -> Values:
    """4 Σ n_g C(N - n_g - n, 2) over the groups g but the broker's own; groups of one size are added up at once."""
    sizes, inverse, times = np.unique(n, return_inverse=True, return_counts=True)
    terms = sizes * _two_of(n.sum() - sizes[None, :] - sizes[:, None])
    own = np.diagonal(terms)
    return np.asarray(4 * ((terms @ times) - own)[inverse], dtype=np.float64)


def _two_of(number: Values) -> Values:
    return number * (number - 1) / 2


def moments_of_the_whole(arcs: int, labels: npt.ArrayLike) -> Moments:
    """Expectation and deviation of the sum over all nodes of each role, and of their total: 6 each.

    As sna has them. Two triples of the whole network may share an arc in more ways than those of one broker: an arc
    of the path with one of the other's path, with the arc that would close it, or the two closing ones.
    """
    sizes = np.bincount(np.asarray(labels, dtype=np.int64)).astype(np.float64)
    total = sizes.sum()
    chance = _Chance.of(arcs, int(total))
    expected = chance.theta * (sizes @ _pairs(sizes))
    across = _representatives(sizes, chance)
    shared = [
        (sizes * _within(sizes, chance)).sum(),
        _consultants(sizes, chance),
        across,
        across,
        _liaisons(sizes, chance),
        total * _within(total, chance),
    ]
    return Moments(expected, np.sqrt(expected * (1 - chance.theta) + np.array(shared)))


def _within(n: Values, chance: _Chance) -> Values:
    paths, further = (n - 1) * (n - 2), n - 3
    return np.asarray(paths * ((4 * further + 2) * chance.kappa - 4 * further * chance.once + further * chance.closing))


def _consultants(n: Values, chance: _Chance) -> float:
    rest, rest_squared = n.sum() - n, (n**2).sum() - n**2
    kappa = chance.kappa * ((2 * n - 6) * rest + 2 * rest_squared)
    return float((n * (n - 1) * (kappa + chance.closing * rest * (rest - 1))).sum())


def _representatives(n: Values, chance: _Chance) -> float:
    rest = n.sum() - n
    return float((n * rest * (n - 1) * (chance.kappa * (n.sum() - 3) + chance.closing * (n - 2))).sum())


def _liaisons(n: Values, chance: _Chance) -> float:
    """The sum over three groups that differ, taken from sums of powers so that many groups do no harm."""
    one, two, three, four = (float((n**power).sum()) for power in (1, 2, 3, 4))
    triples = one**3 - 3 * one * two + 2 * three
    weighted = two * one**2 - two**2 - 2 * three * one + 2 * four
    of_paths = (4 * one - 2) * triples - 8 * weighted
    return (chance.kappa - chance.once) * of_paths + chance.closing * ((one - 1) * triples - 2 * weighted)


def exceeded(paths: OpenPaths, groups: csr_array, times: int, seed: int) -> Values:
    """N × 5: the share of networks with shuffled groups in which a node has a role as often as it has, or oftener.

    The ties stay, the groups are dealt out anew to the nodes ``times`` times, at random from ``seed``. The network as
    it is counts as one of them, so a share is never 0: p = (1 + as often or oftener) / (1 + times).
    """
    groups = csr_array(groups)
    counts = paths.roles(groups)
    dealer = np.random.default_rng(seed)
    as_often = np.ones_like(counts)
    for _ in range(times):
        as_often += paths.roles(groups[dealer.permutation(groups.shape[0])]) >= counts
    return as_often / (1 + times)
