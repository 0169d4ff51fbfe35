"""Whether ties keep to groups or cross them: the E-I index of Krackhardt and Stern.

E counts arcs between groups, I arcs within; the index (E - I) / (E + I) runs from -1, all inside, to +1, all across.
The strength of an arc does not count. -1 says that somebody looks inward, not that he is isolated.

D. Krackhardt and R. N. Stern (1988), "Informal networks and organizational crises", Social Psychology Quarterly 51.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from queries.measures.triads import Numbers, Values


@dataclass(frozen=True, eq=False)
class Mixing:
    """Arcs across groups and within, of the whole network, of each group and of each node.

    ``external`` and ``internal`` are of the whole; an arc counts once. Those of groups (G) and nodes (N) count an arc
    at each of its ends, so that a tie in both directions counts for either as two.
    """

    external: int
    internal: int
    group_external: Values
    group_internal: Values
    node_external: Values
    node_internal: Values
    group_sizes: Numbers

    @property
    def index(self) -> float:
        """The E-I index of the whole; NaN without an arc."""
        return float(_index(np.array(self.external), np.array(self.internal)))

    @property
    def by_group(self) -> Values:
        """The E-I index of the arcs at each group's members; NaN for a group without arcs."""
        return _index(self.group_external, self.group_internal)

    @property
    def by_node(self) -> Values:
        """The E-I index of each node's own arcs; NaN for an isolate."""
        return _index(self.node_external, self.node_internal)

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and greatest index that so many arcs could have among groups of these sizes."""
        arcs = self.external + self.internal
        size, sizes = int(self.group_sizes.sum()), self.group_sizes.astype(np.float64)
        room_inside = float((sizes * (sizes - 1)).sum())
        most_across, most_inside = min(arcs, size * (size - 1) - room_inside), min(arcs, room_inside)
        return (arcs - 2 * most_inside) / max(arcs, 1), (2 * most_across - arcs) / max(arcs, 1)

    @property
    def rescaled(self) -> float:
        """The index where -1 is the least and +1 the greatest possible of ``bounds``; NaN where they are one."""
        least, greatest = self.bounds
        return 2 * (self.index - least) / (greatest - least) - 1 if greatest > least else float("nan")


def mixing(matrix: csr_array, labels: npt.ArrayLike) -> Mixing:
    """The arcs of a square matrix across and within groups; ``labels`` gives each node's group as a number from 0."""
    groups = np.asarray(labels, dtype=np.int64)
    senders, receivers = _arcs(matrix)
    across = groups[senders] != groups[receivers]
    ends = np.concatenate([senders, receivers])
    external, internal = (_at_ends(ends, np.tile(chosen, 2), len(groups)) for chosen in (across, ~across))
    return Mixing(
        external=int(across.sum()),
        internal=int((~across).sum()),
        group_external=_at_ends(groups, external),
        group_internal=_at_ends(groups, internal),
        node_external=external,
        node_internal=internal,
        group_sizes=np.bincount(groups),
    )


@dataclass(frozen=True, slots=True)
class Shuffled:
    """The E-I index against networks whose groups were dealt out anew: ties as they are, groups by chance.

    ``mean`` and ``deviation`` are of the shuffled indices. ``as_low`` and ``as_high`` are the shares of them at least
    as low, and at least as high, as the index; the network as it is counts as one of them.
    """

    mean: float
    deviation: float
    as_low: float
    as_high: float


def shuffled(matrix: csr_array, labels: npt.ArrayLike, times: int, seed: int) -> Shuffled:
    """The permutation test of the E-I index, with so many shuffles drawn from ``seed``.

    All is NaN where the matrix has no arc.
    """
    groups = np.asarray(labels, dtype=np.int64)
    senders, receivers = _arcs(matrix)
    if not len(senders):
        return Shuffled(*[float("nan")] * 4)
    dealer = np.random.default_rng(seed)
    dealt = (dealer.permutation(groups) for _ in range(times))
    indices = np.array([_index_of(groups, senders, receivers), *(_index_of(d, senders, receivers) for d in dealt)])
    mean, deviation = (float(of(indices[1:])) if times else float("nan") for of in (np.mean, np.std))
    return Shuffled(mean, deviation, float((indices <= indices[0]).mean()), float((indices >= indices[0]).mean()))


def _index_of(groups: Numbers, senders: Numbers, receivers: Numbers) -> float:
    return float(2 * (groups[senders] != groups[receivers]).mean() - 1)


def _arcs(matrix: csr_array) -> tuple[Numbers, Numbers]:
    """Sender and receiver of every arc but those from a node to itself."""
    table = csr_array(matrix).tocoo()
    told = (table.data != 0) & (table.coords[0] != table.coords[1])
    return table.coords[0][told], table.coords[1][told]


def _at_ends(places: Numbers, weights: npt.NDArray[np.bool_] | Values, size: int = 0) -> Values:
    return np.bincount(places, weights, size).astype(np.float64)


def _index(external: npt.NDArray[np.generic], internal: npt.NDArray[np.generic]) -> Values:
    total = np.add(external, internal, dtype=np.float64)
    difference = np.subtract(external, internal, dtype=np.float64)
    return np.where(total > 0, difference / np.maximum(total, 1.0), np.nan)
