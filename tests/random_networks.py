"""Small random networks for Hypothesis, as matrices and as networkx graphs."""

from __future__ import annotations

import networkx as nx
import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite
from scipy.sparse import csr_array


@composite
def networks(draw: DrawFn, most: int = 9, weighted: bool = False) -> csr_array:
    """Up to ``most`` nodes with arcs, ties to oneself among them; strengths are whole numbers up to 4."""
    size = draw(st.integers(1, most))
    strength = st.integers(1, 4) if weighted else st.just(1)
    pair = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1))
    arcs = draw(st.dictionaries(pair, strength, max_size=3 * size))
    dense = np.zeros((size, size))
    for (sender, receiver), value in arcs.items():
        dense[sender, receiver] = value
    return csr_array(dense)


def digraph(matrix: csr_array) -> nx.DiGraph:
    """The arcs but for ties to oneself, with ``length`` 1 / strength: networkx takes a weight for a distance."""
    graph = nx.DiGraph()
    graph.add_nodes_from(range(matrix.shape[0]))
    pairs = matrix.tocoo()
    for sender, receiver, value in zip(pairs.row.tolist(), pairs.col.tolist(), pairs.data.tolist(), strict=True):
        if sender != receiver and value:
            graph.add_edge(sender, receiver, length=1 / value)
    return graph


def graph(matrix: csr_array) -> nx.Graph:
    """The same read both ways, with the strength of the stronger arc."""
    return digraph(csr_array(matrix.maximum(matrix.T))).to_undirected()


def by_node(values: dict[int, float]) -> list[float]:
    """What networkx gives for each node, in order."""
    return [values[node] for node in sorted(values)]
