"""The blocks of a network: its largest pieces that no single node holds together, and how much hangs on each node.

Two nodes of a block are joined by two ways that share nobody else. Blocks meet only in cut nodes, and a path from one
to the next has to go through the node where they meet, so that what is asked of paths can be asked of each block
alone. A bridge is a block of two nodes; of a tree every tie is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, triu

from queries.measures.distances import contacts_of
from queries.measures.fragility import Joints
from queries.measures.triads import Numbers, Values


@dataclass(frozen=True, eq=False)
class Blocks:
    """The blocks of an undirected network of N nodes, as places: the pairs of a block and a node in it.

    Of each of P places ``block_of`` gives the block and ``node_of`` the node, in order of both, and ``hanging`` how
    many nodes reach the rest of the block through that node, itself among them. ``arcs`` is P × P of 0 and 1, the
    ties of each block; no tie leads from one block to another. ``component`` has for each node the number of nodes
    in its component, itself among them.
    """

    block_of: Numbers
    node_of: Numbers
    hanging: Values
    arcs: csr_array
    component: Numbers

    @classmethod
    def of(cls, matrix: csr_array) -> Blocks:
        """The blocks of a square matrix, its arcs read both ways; isolates are in none. In time of nodes and ties.

        J. Hopcroft and R. Tarjan (1973), "Algorithm 447: efficient algorithms for graph manipulation",
        Communications of the ACM 16, 372-378.
        """
        contacts = contacts_of(matrix)
        search = _Search(Joints.of(contacts))
        block_of, node_of, hanging = search.places()
        arcs = _arcs_within(contacts, search, block_of * len(search.block) + node_of)
        return cls(block_of, node_of, hanging, arcs, search.component)

    @cached_property
    def sizes(self) -> Numbers:
        """The number of nodes of each block."""
        return np.bincount(self.block_of)

    def parted(self) -> Values:
        """For each node the pairs of others, counted once, that only it joins: those in different blocks beyond it."""
        branch = self.component[self.node_of] - self.hanging
        kept = np.bincount(self.node_of, weights=branch**2, minlength=len(self.component))
        return ((self.component - 1.0) ** 2 - kept) / 2


class _Search:
    """A depth-first search read for its blocks: each begins where a node's part of the search does not lead past it.

    Arrays go by the order of discovery; ``block`` is the block of the tie over which a node was found, -1 for the
    first of a component.
    """

    def __init__(self, joints: Joints) -> None:
        self.joints = joints
        found = np.arange(len(joints.order))
        opening = (joints.above < found) & (joints.low >= joints.above)
        self._opened = np.flatnonzero(opening)
        self.block = _handed_down(joints.above, opening)
        self._below = joints.ends - found

    @property
    def component(self) -> Numbers:
        """For each node, in order of number, the size of its component."""
        return self._below[self.joints.homes][self.joints.places]

    def block_of_ties(self, ends: Numbers) -> Numbers:
        """The blocks of ties (2 × E nodes): a tie belongs where the later found of its ends was found."""
        later: Numbers = self.joints.places[ends].max(axis=0)
        return self.block[later]

    def places(self) -> tuple[Numbers, Numbers, Values]:
        """Block, node and what hangs on it, in order of block and node."""
        found = np.flatnonzero(self.block >= 0)
        blocks = np.concatenate([np.arange(len(self._opened)), self.block[found]])
        nodes = self.joints.order[np.concatenate([self.joints.above[self._opened], found])]
        hanging = np.concatenate([self._beyond_first(), self._beyond(found)])
        order = np.lexsort((nodes, blocks))
        return blocks[order], nodes[order], hanging[order].astype(np.float64)

    def _beyond_first(self) -> Numbers:
        """All of the component but what was found through the block."""
        return self._below[self.joints.homes[self._opened]] - self._below[self._opened]

    def _beyond(self, found: Numbers) -> Numbers:
        """All that was found through a node, but for what was found in the same block."""
        above = self.joints.above[found]
        same = self.block[above] == self.block[found]
        within = np.bincount(above[same], weights=self._below[found[same]], minlength=len(self.block))
        return self._below[found] - within[found].astype(np.int64)


def _handed_down(above: Numbers, opening: npt.NDArray[np.bool_]) -> Numbers:
    """The number of the block that was opened last on the way to each place."""
    blocks: list[int] = []
    opened = 0
    for place, (holder, opens) in enumerate(zip(above.tolist(), opening.tolist(), strict=True)):
        blocks.append(opened if opens else -1 if holder == place else blocks[holder])
        opened += opens
    return np.array(blocks, dtype=np.int64)


def _arcs_within(contacts: csr_array, search: _Search, keys: Numbers) -> csr_array:
    """The ties among places, which ``keys`` (block · N + node) tell apart and which ascend."""
    ends = np.stack(triu(contacts, k=1).coords).astype(np.int64)
    places = np.searchsorted(keys, search.block_of_ties(ends) * contacts.shape[0] + ends)
    both = np.concatenate([places, places[::-1]], axis=1)
    return csr_array((np.ones(both.shape[1]), tuple(both)), shape=(len(keys), len(keys)))
