"""The E-I index: printed numbers, what always holds, and the test by shuffling."""

from __future__ import annotations

from itertools import permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite
from reference_networks import both_ways, campnet, matrix

from queries.measures.mixing import mixing, shuffled

Arcs = list[tuple[int, int]]


def test_the_camp_looks_inward() -> None:
    _, adjacency, labels = campnet()
    found = mixing(adjacency, labels)
    assert (found.external, found.internal) == (9, 45)
    assert found.index == pytest.approx(-2 / 3)
    assert found.rescaled == pytest.approx(-2 / 3)  # so few arcs could all be within or all across
    assert found.bounds == (-1, 1)


def test_the_karate_club() -> None:
    karate = nx.karate_club_graph()
    labels = [int(club == "Officer") for _, club in karate.nodes(data="club")]
    found = mixing(matrix(both_ways(karate.edges), 34), labels)
    assert (found.external / 2, found.internal / 2) == (11, 67)
    assert found.index == pytest.approx(-0.71795, abs=5e-6)


def test_of_groups_and_nodes_by_hand() -> None:
    """Two of A, tied; one of B, tied to one of them; one of C, alone."""
    found = mixing(matrix(both_ways([(0, 1), (1, 2)]), 4), [0, 0, 1, 2])
    np.testing.assert_array_equal(found.by_node, [-1, 0, 1, np.nan])
    np.testing.assert_allclose(found.by_group, [-1 / 3, 1, np.nan])
    assert found.index == 0


def test_what_cannot_be_otherwise_has_no_rescaled_index() -> None:
    found = mixing(matrix(both_ways([(0, 1)]), 2), [0, 1])
    assert list(found.bounds) == [1, 1]
    assert np.isnan(found.rescaled)


def test_a_full_network_is_as_its_groups_make_it() -> None:
    found = mixing(matrix(list(permutations(range(5), 2)), 5), [0, 0, 0, 1, 1])
    assert found.bounds == pytest.approx((found.index, found.index))


def test_without_a_tie_there_is_no_index() -> None:
    found = mixing(matrix([], 3), [0, 1, 1])
    assert np.isnan([found.index, found.rescaled, *found.by_node, *found.by_group]).all()
    test = shuffled(matrix([], 3), [0, 1, 1], 10, seed=1)
    assert np.isnan([test.mean, test.deviation, test.as_low, test.as_high]).all()


@composite
def networks(draw: DrawFn) -> tuple[Arcs, list[int]]:
    size = draw(st.integers(1, 8))
    node = st.integers(0, size - 1)
    arcs = draw(st.lists(st.tuples(node, node), max_size=30, unique=True))
    return arcs, draw(st.lists(st.integers(0, 3), min_size=size, max_size=size))


@given(networks())
def test_the_index_is_within_its_bounds_and_every_arc_counts_at_both_its_ends(drawn: tuple[Arcs, list[int]]) -> None:
    arcs, labels = drawn
    found = mixing(matrix(arcs, len(labels)), labels)
    assert found.external + found.internal == sum(1 for a, b in arcs if a != b)
    assert found.node_external.sum() == found.group_external.sum() == 2 * found.external
    assert found.node_internal.sum() == found.group_internal.sum() == 2 * found.internal
    if found.external + found.internal:
        least, greatest = found.bounds
        assert least <= found.index <= greatest
        assert np.isnan(found.rescaled) or -1 <= round(found.rescaled, 9) <= 1


@given(networks())
def test_one_group_looks_inward_and_groups_of_one_outward(drawn: tuple[Arcs, list[int]]) -> None:
    arcs, labels = drawn
    adjacency = matrix(arcs, len(labels))
    if any(a != b for a, b in arcs):
        assert mixing(adjacency, [0] * len(labels)).index == -1
        assert mixing(adjacency, range(len(labels))).index == 1


def test_shuffling_follows_its_seed_and_finds_the_camp_unusual() -> None:
    _, adjacency, labels = campnet()
    test = shuffled(adjacency, labels, 199, seed=3)
    assert test == shuffled(adjacency, labels, 199, seed=3)
    assert test != shuffled(adjacency, labels, 199, seed=4)
    assert test.as_low == pytest.approx(1 / 200)
    assert test.as_high == 1
    # By chance 80 of 153 pairs are across.
    assert test.mean == pytest.approx(2 * 80 / 153 - 1, abs=0.05)
