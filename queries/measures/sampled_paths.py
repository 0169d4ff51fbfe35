"""Shortest paths drawn by lot, and how many of them it takes to know what runs through each node.

A path is looked for from both ends at once, from the side with fewer arcs to follow, so that one draw touches some
hundred arcs of a network of hundreds of thousands (M. Borassi and E. Natale 2016, "KADABRA is an adaptive algorithm
for betweenness via random paths", ESA 2016, LIPIcs 57, 20).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil, log, log1p
from random import Random
from typing import Final

import numpy as np
from scipy.sparse import csr_array

from queries.measures.triads import Numbers, Values

# A check costs little beside the paths between two of them, but every one planned makes all bounds wider.
_GROWTH: Final = 1.25
Neighbours = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Precision:
    """How near a sample has to come: no node farther off than ``error``, with this ``confidence``; from ``seed``.

    ``error`` is a share of the pairs of nodes in one piece of the network, above 0 and below 1.
    """

    error: float = 0.01
    confidence: float = 0.95
    seed: int = 1

    def __post_init__(self) -> None:
        if not (0 < self.error < 1 and 0 < self.confidence < 1):
            raise ValueError(f"error {self.error} and confidence {self.confidence} have to lie between 0 and 1")


class Stopping:
    """When enough has been drawn, so that each of N shares lies within ``error`` of the truth.

    After r draws a true share q is at most as far from the share p that was found as r · KL(p, q) ≤ ln(2NK / δ)
    allows, but for a chance of δ / NK, by W. Hoeffding (1963), "Probability inequalities for sums of bounded random
    variables", Journal of the American Statistical Association 58, 13-30, theorem 1. KL is the divergence of two
    coins, K the number of times it is checked, 1 - δ the confidence. As KL(p, p ± ε) ≥ 2ε², the last check, after
    ln(2NK / δ) / 2ε² draws, always holds; where nothing runs through most nodes an earlier one does.
    """

    def __init__(self, shares: int, error: float, confidence: float) -> None:
        self._error = min(error, 0.5)
        first, last = -1 / log1p(-self._error), 1 / (2 * self._error**2)
        checks = ceil(log(last / first) / log(_GROWTH)) + 1
        self._bound = log(2 * shares * checks / (1 - confidence))
        self._checks = [ceil(self._bound * min(first * _GROWTH**check, last)) for check in range(checks)]

    def __iter__(self) -> Iterator[int]:
        """After how many draws to check, in order."""
        return iter(self._checks)

    def is_near(self, times: Numbers, draws: int) -> bool:
        """Whether shares of ``times`` in so many draws are near enough; the last check is not asked."""
        share = np.unique(times) / draws
        gap = np.minimum(_divergence(share, share + self._error), _divergence(share, share - self._error))
        return bool((gap * draws >= self._bound).all()) or draws >= self._checks[-1]


def _divergence(found: Values, true: Values) -> Values:
    """KL(found, true) of two coins; infinite where the second is none, for no share is below 0 or above 1."""
    inside = (true > 0) & (true < 1)
    true = np.where(inside, true, 0.5)
    heads = np.where(found > 0, found * np.log(np.where(found > 0, found, 1) / true), 0)
    tails = np.where(found < 1, (1 - found) * np.log(np.where(found < 1, 1 - found, 1) / (1 - true)), 0)
    return np.where(inside, heads + tails, np.inf)


class Pairs:
    """Pairs of places drawn by lot: s and t of one piece with a chance of weight s · weight t, and never s = t.

    ``pieces`` numbers the piece of each place and ascends; ``mass`` is the sum of these products.
    """

    def __init__(self, pieces: Numbers, weights: Values, seed: int) -> None:
        self._draw = np.random.default_rng(seed)
        first = np.unique(pieces, return_index=True)[1]
        self._whole = np.add.reduceat(weights, first)
        self._upto = np.cumsum(weights)
        self._before = np.concatenate([[0.0], self._upto])[first]
        masses = self._whole**2 - np.add.reduceat(weights**2, first)
        self.mass = float(masses.sum())
        self._share = masses / self.mass

    def drawn(self, number: int) -> Iterator[tuple[int, int]]:
        """So many pairs."""
        piece = self._draw.choice(len(self._share), size=number, p=self._share)
        sources, targets = self._ends(piece), self._ends(piece)
        while (alike := np.flatnonzero(sources == targets)).size:
            sources[alike], targets[alike] = self._ends(piece[alike]), self._ends(piece[alike])
        yield from zip(sources.tolist(), targets.tolist(), strict=True)

    def _ends(self, piece: Numbers) -> Numbers:
        # Weights are whole numbers, and the greatest float below 1 keeps the product below the piece's end.
        point = self._before[piece] + np.floor(self._draw.random(len(piece)) * self._whole[piece])
        return np.searchsorted(self._upto, point, side="right").astype(np.int64)


class _Side:
    """A search from one end: the places found last with the number of shortest paths to them, and who came before."""

    def __init__(self, start: int, neighbours: Neighbours) -> None:
        self._neighbours = neighbours
        self.edge: dict[int, int] = {start: 1}
        self._levels = [self.edge]
        self._before: dict[int, list[int]] = {start: []}
        self.cost = len(neighbours[start])

    def grow(self) -> None:
        """One arc farther."""
        found: dict[int, int] = {}
        before, neighbours = self._before, self._neighbours
        for place, ways in self.edge.items():
            for there in neighbours[place]:
                if there in found:
                    found[there] += ways
                    before[there].append(place)
                elif there not in before:
                    found[there] = ways
                    before[there] = [place]
        self.edge = found
        self._levels.append(found)
        self.cost = sum([len(neighbours[place]) for place in found])

    def back(self, place: int, chance: Random) -> Iterator[int]:
        """The places between ``place`` and the start, on one of the shortest paths, each as likely as any other."""
        for ways in self._levels[-2:0:-1]:
            place = _one_of(self._before[place], ways, chance)
            yield place


def _one_of(places: Sequence[int], ways: Mapping[int, int], chance: Random) -> int:
    """One of the places, with a chance that goes by its ways."""
    if len(places) == 1:
        return places[0]
    upto = list(accumulate(ways[place] for place in places))
    point = chance.randrange(upto[-1])
    return next(place for place, end in zip(places, upto, strict=True) if point < end)


class Paths:
    """Shortest paths among the places of a square matrix of arcs, of one pair of places at a time."""

    def __init__(self, arcs: csr_array, seed: int) -> None:
        self._onwards = _lists(arcs)
        self._against = _lists(csr_array(arcs.T))
        self._chance = Random(seed)  # noqa: S311 - a sample, not a secret

    def between(self, source: int, target: int) -> list[int]:
        """The places between two others on one shortest path, all such paths as likely; none where there is no path."""
        from_source, from_target = _Side(source, self._onwards), _Side(target, self._against)
        while from_source.edge and from_target.edge:
            near, far = sorted((from_source, from_target), key=lambda side: side.cost)
            near.grow()
            if met := near.edge.keys() & far.edge.keys():
                return self._through(sorted(met), near, far, {source, target})
        return []

    def _through(self, met: Sequence[int], near: _Side, far: _Side, ends: set[int]) -> list[int]:
        """One path through one of the places where the searches met: each path goes through just one of them."""
        place = _one_of(met, {place: near.edge[place] * far.edge[place] for place in met}, self._chance)
        ways = (*near.back(place, self._chance), *far.back(place, self._chance))
        return [*ways, place] if place not in ends else list(ways)


def _lists(arcs: csr_array) -> list[list[int]]:
    """For each place those it has an arc to."""
    places, bounds = arcs.indices.tolist(), arcs.indptr.tolist()
    return [places[first:last] for first, last in pairwise(bounds)]
