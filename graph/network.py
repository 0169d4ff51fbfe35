"""The graph on a day as a network to measure: node ids beside numpy arrays and sparse matrices.

Groups stay nodes and are never projected to pairs of members: a trust of ninety schools would become four thousand
ties that nobody stated.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from graph.dates import Holds
from graph.direction import Direction
from graph.errors import QuestionError
from graph.identity import is_open
from graph.projection import Projection, Tie
from graph.records import Claim, Node
from graph.vocabulary import RELATIONS, SCHOOL

if TYPE_CHECKING:
    import networkx as nx

Numbers = npt.NDArray[np.int64]
Strengths = npt.NDArray[np.float64]
_Arc = tuple[int, int, int]


@dataclass(frozen=True, eq=False)
class Network:
    """Nodes and arcs of a day, as arrays.

    ``nodes`` stand in order of id; a node's place there is its number, its row and its column. An arc is given at
    one place of four arrays: ``senders`` and ``receivers`` (numbers of nodes), ``layer_of`` (number of the relation in
    ``layers``) and ``strengths``. There is at most one arc of a relation from one node to another. Its strength is
    the weight its claim gives, the greatest where several do, and 1 where none does. No node has an arc to itself.
    """

    nodes: tuple[Node, ...]
    layers: tuple[str, ...]
    senders: Numbers
    receivers: Numbers
    layer_of: Numbers
    strengths: Strengths
    direction: Direction

    @classmethod
    def of(
        cls,
        projection: Projection,
        boundary_ids: Collection[str] | None = None,
        layers: Collection[str] | None = None,
        direction: Direction = Direction.CONTACT,
    ) -> Network:
        """The network of a projection: every node a path may go through that exists on the day, tied or not.

        ``boundary_ids`` keeps only these nodes and the ties among them (``around`` finds those about some schools).
        ``layers`` keeps only ties of these relations, or of the families of relations that bear such a name. Raises
        QuestionError for a layer that there is not.
        """
        nodes = tuple(_nodes(projection, boundary_ids))
        relations = _relations(layers)
        number = {node.id: place for place, node in enumerate(nodes)}
        inside = (t for t in projection.ties if t.relation in relations and t.source in number and t.target in number)
        arcs = _arcs(projection, inside, number, relations, direction)
        senders, receivers, layer_of = np.array(list(arcs), dtype=np.int64).reshape(-1, 3).T
        strengths = np.array(list(arcs.values()), dtype=np.float64)
        return cls(nodes, relations, senders, receivers, layer_of, strengths, direction)

    def __len__(self) -> int:
        return len(self.nodes)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The node ids, in order."""
        return tuple(node.id for node in self.nodes)

    @cached_property
    def index(self) -> Mapping[str, int]:
        """The number of each node id."""
        return {node.id: place for place, node in enumerate(self.nodes)}

    @cached_property
    def arcs(self) -> csr_array:
        """N × N of 0 and 1, parallel ties collapsed: 1 where some layer has an arc from the row to the column."""
        return _ones(self.strength)

    @cached_property
    def strength(self) -> csr_array:
        """N × N: the sum of strengths over layers, which without weights is the number of distinct relations."""
        return self._matrix(self.senders, self.receivers, self.strengths)

    @cached_property
    def contacts(self) -> csr_array:
        """N × N of 0 and 1, symmetric: 1 where there is an arc either way."""
        return symmetrised(self.arcs)

    def layer(self, name: str) -> csr_array:
        """N × N of strengths in a relation or a family of them. Raises QuestionError for a layer that there is not."""
        wanted = [self.layers.index(relation) for relation in _relations([name]) if relation in self.layers]
        chosen = np.isin(self.layer_of, wanted)
        return self._matrix(self.senders[chosen], self.receivers[chosen], self.strengths[chosen])

    @cached_property
    def is_symmetric(self) -> bool:
        """Whether every arc is returned, so that direction says nothing."""
        return bool((self.arcs != self.arcs.T).nnz == 0)

    def within(self, kept: npt.NDArray[np.bool_]) -> Network:
        """The nodes for which ``kept`` (one truth a node) holds, with the arcs among them."""
        number = np.cumsum(kept) - 1
        chosen = kept[self.senders] & kept[self.receivers]
        return Network(
            tuple(node for node, stays in zip(self.nodes, kept, strict=True) if stays),
            self.layers,
            number[self.senders[chosen]],
            number[self.receivers[chosen]],
            self.layer_of[chosen],
            self.strengths[chosen],
            self.direction,
        )

    def to_networkx(self) -> nx.DiGraph:
        """A directed networkx graph: nodes with name, type and kind, edges with ``strength`` and ``layers``.

        Parallel ties are one edge. ``.to_undirected()`` forgets the directions.
        """
        import networkx

        graph = networkx.DiGraph(direction=self.direction.value)
        graph.add_nodes_from(
            (node.id, {"name": node.name, "type": node.type, "kind": node.kind}) for node in self.nodes
        )
        for sender, receiver, layer, strength in zip(
            self.senders.tolist(), self.receivers.tolist(), self.layer_of.tolist(), self.strengths.tolist(), strict=True
        ):
            _add_arc(graph, self.ids[sender], self.ids[receiver], self.layers[layer], strength)
        return graph

    def _matrix(self, senders: Numbers, receivers: Numbers, strengths: Strengths) -> csr_array:
        matrix = csr_array((strengths, (senders, receivers)), shape=(len(self), len(self)))
        matrix.sum_duplicates()
        return matrix


def symmetrised(matrix: csr_array) -> csr_array:
    """A matrix with, both ways between two nodes, the greater of the two values."""
    return csr_array(matrix.maximum(matrix.T))


def _ones(matrix: csr_array) -> csr_array:
    return csr_array((np.ones_like(matrix.data), matrix.indices, matrix.indptr), shape=matrix.shape)


def _add_arc(graph: nx.DiGraph, sender: str, receiver: str, layer: str, strength: float) -> None:
    if not graph.has_edge(sender, receiver):
        graph.add_edge(sender, receiver, strength=0.0, layers=[])
    edge = graph.edges[sender, receiver]
    edge["strength"] += strength
    edge["layers"].append(layer)


def around(projection: Projection, schools: Iterable[str]) -> frozenset[str]:
    """The schools, and the people and groups a path from one of them comes to before it comes to another school.

    So a trust and its staff belong to each of its schools, and its other schools do not come along with it.
    """
    found = {school for school in schools if projection.is_step(school)}
    waiting = list(found)
    while waiting:
        for there, _ in projection.steps_from(waiting.pop()):
            if there not in found and projection.nodes[there].type != SCHOOL:
                found.add(there)
                waiting.append(there)
    return frozenset(found)


def _nodes(projection: Projection, boundary_ids: Collection[str] | None) -> Iterator[Node]:
    """What a path may go through and exists on the day, in order of id."""
    wanted = projection.nodes if boundary_ids is None else boundary_ids
    for node_id in sorted(wanted):
        if projection.is_step(node_id) and projection.identity.canonical(node_id) == node_id:
            node = projection.nodes[node_id]
            if is_open(node, projection.reading.on) is not Holds.NO:
                yield node


def _relations(layers: Collection[str] | None) -> tuple[str, ...]:
    """The relations that can tie and belong to the layers, in the order of the vocabulary; all for None."""
    tying = {name: relation.family for name, relation in RELATIONS.items() if relation.ties}
    if layers is None:
        return tuple(tying)
    for layer in layers:
        if layer not in tying and layer not in tying.values():
            known = ", ".join(dict.fromkeys(chain(tying, tying.values())))
            raise QuestionError(f"there is no layer {layer!r}", next_step=f"Use one of: {known}.")
    return tuple(name for name, family in tying.items() if name in layers or family in layers)


def _arcs(
    projection: Projection, ties: Iterable[Tie], number: Mapping[str, int], layers: tuple[str, ...], rule: Direction
) -> dict[_Arc, float]:
    """Sender, receiver and layer of every arc, with its strength."""
    layer_of = {relation: place for place, relation in enumerate(layers)}
    arcs: dict[_Arc, float] = {}
    for tie in ties:
        source, target, layer = number[tie.source], number[tie.target], layer_of[tie.relation]
        for claim in tie.claims:
            strength = _weight(claim)
            for arc in _ways(projection, tie, claim, (source, target, layer), rule):
                arcs[arc] = max(strength, arcs.get(arc, 0.0))
    return arcs


def _ways(projection: Projection, tie: Tie, claim: Claim, arc: _Arc, rule: Direction) -> tuple[_Arc, ...]:
    source, target, layer = arc
    back = (target, source, layer)
    if _both_ways(projection, claim, rule):
        return arc, back
    return (back,) if _turned(projection, tie, claim) else (arc,)


def _both_ways(projection: Projection, claim: Claim, rule: Direction) -> bool:
    directed = claim.attributes.get("directed")
    if rule is Direction.BOTH_WAYS or directed is False:
        return True
    return rule is Direction.CONTACT and directed is not True and claim.dataset not in projection.tie_tables


def _turned(projection: Projection, tie: Tie, claim: Claim) -> bool:
    """Whether the claim is written from the tie's target: the ends of a symmetric tie stand in order of id."""
    if not RELATIONS[tie.relation].symmetric:
        return False
    identity = projection.identity
    return tie.source not in (identity.canonical(claim.source), identity.on(claim.source, projection.reading.on))


def _weight(claim: Claim) -> float:
    weight = claim.attributes.get("weight")
    if isinstance(weight, bool) or not isinstance(weight, int | float):
        return 1.0
    return float(weight) if weight > 0 else 1.0
