"""Cohesion: the numbers that UCINET and R's sna give, and networkx on random networks."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from random_networks import digraph, graph, networks
from reference_networks import both_ways, campnet, matrix, reference_networks
from scipy.sparse import csr_array

from queries.measures.cohesion import (
    components,
    connectedness,
    efficiency,
    hierarchy,
    least_upper_boundedness,
    satellites,
    turnover,
)

CAMP = campnet()[1]


@pytest.mark.parametrize("number", range(9))
def test_components_are_those_of_r(number: int, shared: Path) -> None:
    network = reference_networks(shared)[number]
    assert components(network.matrix).max() + 1 == network.values["components"]


def test_the_camp_is_connected_by_one_definition_and_not_by_the_other() -> None:
    assert connectedness(CAMP) == 1
    assert connectedness(CAMP, directed=True) == pytest.approx(0.673, abs=5e-4)
    assert np.bincount(components(CAMP, strong=True)).tolist() == [10, 6, 1, 1]


def test_krackhardt_of_the_camp() -> None:
    assert hierarchy(CAMP) == pytest.approx(0.589041, abs=5e-7)
    assert efficiency(CAMP) == pytest.approx(0.871972, abs=5e-7)
    assert least_upper_boundedness(CAMP) == pytest.approx(0.617647, abs=5e-7)


def test_florence_is_nearly_connected(shared: Path) -> None:
    families = reference_networks(shared)[0].matrix
    assert connectedness(families) == 0.875
    assert families.nnz / (16 * 15) == pytest.approx(0.166667, abs=5e-7)


def test_components_stand_by_size_and_then_by_their_first_node() -> None:
    ties = matrix([(5, 1), (1, 6), (0, 3), (2, 4)], 8)
    assert components(ties).tolist() == [1, 0, 2, 1, 2, 0, 0, 3]
    small = satellites(components(ties), below=3)
    assert [part.tolist() for part in small] == [[0, 3], [2, 4], [7]]


def test_the_largest_part_is_no_satellite() -> None:
    assert satellites(components(matrix([(0, 1)], 2)), below=10) == ()


def test_a_tree_of_command_is_a_hierarchy_in_every_way() -> None:
    tree = matrix([(0, 1), (0, 2), (1, 3), (1, 4)], 5)
    assert (hierarchy(tree), efficiency(tree), least_upper_boundedness(tree)) == (1, 1, 1)
    assert least_upper_boundedness(tree, nearest=True) == 1


def test_two_chiefs_of_one_pair_are_no_chief() -> None:
    ties = matrix([(0, 2), (0, 3), (1, 2), (1, 3)], 4)
    assert least_upper_boundedness(ties) == pytest.approx(1 - 2 / 3)
    assert least_upper_boundedness(ties, nearest=True) == pytest.approx(1 - 2 / 3)


def test_what_is_not_defined_is_none() -> None:
    alone = csr_array((1, 1))
    assert connectedness(alone) is None
    assert hierarchy(csr_array((3, 3))) is None
    assert efficiency(matrix(both_ways([(0, 1)]), 2)) == 0
    assert efficiency(alone) is None
    assert least_upper_boundedness(matrix([(0, 1)], 2)) is None


def test_who_stayed_who_came_who_went() -> None:
    change = turnover(["ash", "oak", "elm"], ["oak", "elm", "yew"])
    assert (change.stayed, change.joined, change.left) == (("elm", "oak"), ("yew",), ("ash",))
    assert change.size == 3
    assert change.stability == pytest.approx(2 / 3)
    assert turnover([], ["yew"]).stability is None


# -- networkx as the oracle ----------------------------------------------------------------------------------------


@settings(max_examples=50)
@given(networks())
def test_components_agree_with_networkx(ties: csr_array) -> None:
    for strong, told in (
        (False, nx.connected_components(graph(ties))),
        (True, nx.strongly_connected_components(digraph(ties))),
    ):
        labels = components(ties, strong=strong)
        found = {frozenset(np.flatnonzero(labels == label).tolist()) for label in np.unique(labels)}
        assert found == set(map(frozenset, told))


@settings(max_examples=50)
@given(networks())
def test_krackhardt_by_its_words(ties: csr_array) -> None:
    above = nx.transitive_closure(digraph(ties), reflexive=True)
    pairs = list(combinations(range(ties.shape[0]), 2))
    reached = [(above.has_edge(a, b), above.has_edge(b, a)) for a, b in pairs]
    one_way, some = sum(a != b for a, b in reached), sum(a or b for a, b in reached)
    assert hierarchy(ties) == (pytest.approx(one_way / some) if some else None)
    whole = sum(a + b for a, b in reached)
    assert connectedness(ties, directed=True) == (pytest.approx(whole / 2 / len(pairs)) if pairs else None)
    check_bounds(ties, above)


def check_bounds(ties: csr_array, above: nx.DiGraph) -> None:
    """Both readings of an upper bound, pair by pair."""
    parts = [part for part in nx.connected_components(graph(ties)) if len(part) > 2]
    most = sum((len(part) - 1) * (len(part) - 2) // 2 for part in parts)
    chiefless = unbounded = 0
    for a, b in (pair for part in parts for pair in combinations(part, 2)):
        bounds = [node for node in above if above.has_edge(node, a) and above.has_edge(node, b)]
        chiefless += not any(all(above.has_edge(one, other) for other in bounds) for one in bounds)
        unbounded += not any(all(above.has_edge(other, one) for other in bounds) for one in bounds)
    assert least_upper_boundedness(ties) == (pytest.approx(1 - chiefless / most) if most else None)
    assert least_upper_boundedness(ties, nearest=True) == (pytest.approx(1 - unbounded / most) if most else None)
