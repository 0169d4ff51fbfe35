"""Centrality: R's and textbooks' numbers, networkx on random networks, and the traps in its own copies of them."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_networks import by_node, digraph, graph, networks
from reference_networks import ReferenceNetwork, both_ways, campnet, matrix, mount_si, reference_networks
from scipy.sparse import csr_array

from queries.measures import distances
from queries.measures.centrality import (
    betweenness,
    coreness,
    harmonic_closeness,
    multiplexity,
    reach,
    reciprocity,
)
from queries.measures.distances import distance_to_nearest

# The R Journal's example of the package keyplayer; a weight is a strength.
KEYPLAYER = csr_array([[0.0, 1, 3, 0, 0], [0, 0, 0, 4, 0], [1, 1, 0, 2, 0], [0, 0, 0, 0, 3], [0, 2, 0, 0, 0]])
PATH = matrix(both_ways([(0, 1), (1, 2), (2, 3)]), 5)


@pytest.fixture(params=range(9))
def network(request: pytest.FixtureRequest, shared: Path) -> ReferenceNetwork:
    return reference_networks(shared)[int(request.param)]


# -- numbers from elsewhere ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("weighted", [False, True])
def test_betweenness_is_that_of_r(network: ReferenceNetwork, weighted: bool) -> None:
    found = betweenness(network.matrix, directed=network.directed, weighted=weighted)
    np.testing.assert_allclose(found, network.of_nodes("betweenness"), rtol=1e-9, atol=1e-9)


def test_coreness_is_that_of_r(network: ReferenceNetwork) -> None:
    assert coreness(network.matrix, directed=network.directed).tolist() == network.values["coreness"]


def test_betweenness_of_the_camp() -> None:
    told = [
        78.333,
        0,
        1.333,
        32.5,
        39.5,
        6.333,
        12.5,
        0.5,
        58.833,
        0,
        5,
        16.333,
        0,
        2.333,
        54.667,
        16.833,
        13.667,
        47.333,
    ]
    assert betweenness(campnet()[1]) == pytest.approx(told, abs=5e-4)


def test_betweenness_of_mount_si() -> None:
    told = [14.1667, 0, 1.7333, 0, 7.5667, 0.4, 0, 0.7333, 0, 0, 0, 1.4, 0]
    assert betweenness(mount_si()) == pytest.approx(told, abs=5e-5)


def test_reciprocity_of_the_camp() -> None:
    found = reciprocity(campnet()[1])
    assert [found.arc, found.dyad] == pytest.approx([0.704, 0.543], abs=5e-4)
    assert found.mutual + found.asymmetric + found.null == 18 * 17 / 2


def test_the_example_of_keyplayer() -> None:
    told = [1.5142857, 1.4285714, 1.3, 1.05, 0.8333333]
    assert harmonic_closeness(KEYPLAYER, weighted=True) == pytest.approx(told, abs=5e-8)
    assert betweenness(KEYPLAYER, weighted=True) == pytest.approx([0, 1, 2, 3, 1], abs=1e-9)
    back = csr_array(KEYPLAYER.T)
    near = [reach(KEYPLAYER, [n], within=1).reached + reach(back, [n], within=1).reached for n in range(5)]
    assert near == [3, 4, 4, 3, 2]


def test_cores_of_the_karate_club(shared: Path) -> None:
    cores = coreness(reference_networks(shared)[1].matrix, directed=False)
    assert np.bincount(cores).tolist() == [0, 1, 11, 12, 10]


# -- by hand -------------------------------------------------------------------------------------------------------


def test_a_path_and_an_isolate() -> None:
    assert betweenness(PATH, directed=False).tolist() == [0, 2, 2, 0, 0]
    assert betweenness(PATH, directed=False, normalised=True) == pytest.approx([0, 1 / 3, 1 / 3, 0, 0])
    assert betweenness(PATH).tolist() == [0, 4, 4, 0, 0]
    assert harmonic_closeness(PATH) == pytest.approx([11 / 24, 5 / 8, 5 / 8, 11 / 24, 0])


def test_supporters_that_nobody_supports_have_nobody_between() -> None:
    assert betweenness(matrix([(0, 1), (0, 2), (3, 2)], 4)).tolist() == [0, 0, 0, 0]


def test_the_only_node_has_no_closeness() -> None:
    assert np.isnan(harmonic_closeness(csr_array((1, 1)))).tolist() == [True]
    assert betweenness(csr_array((1, 1)), normalised=True).tolist() == [0]


def test_nearest_goes_along_the_arcs() -> None:
    arcs = matrix([(0, 1), (1, 2), (3, 2)], 5)
    assert distance_to_nearest(arcs, [2]).tolist() == [2, 1, 0, 1, np.inf]
    assert distance_to_nearest(arcs, []).tolist() == [np.inf] * 5
    assert distance_to_nearest(arcs, [0, 2, 2]).tolist() == [0, 1, 0, 1, np.inf]


def test_reach_of_two_leaders() -> None:
    near, far = reach(PATH, [0], within=1), reach(PATH, [0, 4])
    assert (near.reached, near.others, near.share, near.weighted) == (1, 4, 0.4, 0.4)
    assert (far.reached, far.others, far.share) == (3, 3, 1.0)
    assert far.weighted == pytest.approx((1 + 1 + 1 + 1 / 2 + 1 / 3) / 5)
    assert reach(PATH, []).reached == 0


def test_no_arcs_are_neither_returned_nor_not() -> None:
    found = reciprocity(csr_array((3, 3)))
    assert (found.arc, found.dyad, found.null) == (None, None, 3)


def test_relations_of_a_pair_are_counted_once_whichever_way_they_go() -> None:
    layers = [matrix([(0, 1), (1, 0)], 3), matrix([(1, 0)], 3), matrix([(1, 2)], 3)]
    assert multiplexity(layers).toarray().tolist() == [[0, 2, 0], [2, 0, 1], [0, 1, 0]]


# -- networkx as the oracle ----------------------------------------------------------------------------------------


@settings(max_examples=50)
@given(networks(weighted=True), st.booleans(), st.booleans())
def test_betweenness_agrees_with_networkx(ties: csr_array, directed: bool, weighted: bool) -> None:
    other = digraph(ties) if directed else graph(ties)
    told = nx.betweenness_centrality(other, normalized=False, weight="length" if weighted else None)
    np.testing.assert_allclose(betweenness(ties, directed=directed, weighted=weighted), by_node(told), atol=1e-9)


@settings(max_examples=50)
@given(networks(weighted=True), st.booleans())
def test_closeness_agrees_with_networkx(ties: csr_array, weighted: bool) -> None:
    # Its harmonic centrality is of the paths that lead to a node, and not divided.
    told = nx.harmonic_centrality(digraph(ties).reverse(), distance="length" if weighted else None)
    found = distances.inverse_distances(ties, weighted=weighted)
    np.testing.assert_allclose(found, by_node(told), atol=1e-9)


@settings(max_examples=50)
@given(networks())
def test_cores_agree_with_networkx(ties: csr_array) -> None:
    assert coreness(ties, directed=False).tolist() == by_node(nx.core_number(graph(ties)))
    assert coreness(ties).tolist() == by_node(nx.core_number(digraph(ties)))


@settings(max_examples=50)
@given(networks(), st.data())
def test_nearest_agrees_with_networkx(ties: csr_array, data: st.DataObject) -> None:
    targets = data.draw(st.sets(st.integers(0, ties.shape[0] - 1), min_size=1))
    told = nx.multi_source_dijkstra_path_length(digraph(ties).reverse(), targets)
    found = distance_to_nearest(ties, sorted(targets))
    assert found.tolist() == [told.get(node, np.inf) for node in range(ties.shape[0])]


def test_more_nodes_than_are_looked_for_at_a_time() -> None:
    size = 700
    ring = matrix([(node, (node + 1) % size) for node in range(size)], size)
    assert distances.inverse_distances(ring) == pytest.approx([sum(1 / d for d in range(1, size))] * size)
    hub = matrix(both_ways((0, leaf) for leaf in range(1, size)), size)
    assert betweenness(hub, weighted=True)[0] == (size - 1) * (size - 2)


def test_known_fault_networkx_takes_the_weights_of_the_karate_club_for_distances(shared: Path) -> None:
    ties = reference_networks(shared)[1].matrix
    club = nx.karate_club_graph()
    found = betweenness(ties, directed=False)
    assert by_node(nx.betweenness_centrality(club, normalized=False)) == pytest.approx(found)
    assert by_node(nx.betweenness_centrality(club, normalized=False, weight="weight")) != pytest.approx(found)


def test_known_fault_networkx_lacks_the_isolate_of_florence(shared: Path) -> None:
    assert reference_networks(shared)[0].matrix.shape[0] == len(nx.florentine_families_graph()) + 1


# -- properties ----------------------------------------------------------------------------------------------------


@settings(max_examples=50)
@given(networks(), st.data())
def test_without_a_node_nobody_is_nearer(ties: csr_array, data: st.DataObject) -> None:
    size = ties.shape[0]
    gone = data.draw(st.integers(0, size - 1))
    left = np.setdiff1d(np.arange(size), [gone])
    for place, target in enumerate(left.tolist()):
        before = distance_to_nearest(ties, [target])[left]
        assert (distance_to_nearest(csr_array(ties[left][:, left]), [place]) >= before).all()


@settings(max_examples=50)
@given(networks(), st.permutations(range(9)))
def test_other_numbers_for_the_nodes_change_nothing_else(ties: csr_array, order: list[int]) -> None:
    new = np.array([node for node in order if node < ties.shape[0]])
    turned = csr_array(ties[new][:, new])
    np.testing.assert_allclose(betweenness(turned), betweenness(ties)[new], atol=1e-9)
    assert coreness(turned).tolist() == coreness(ties)[new].tolist()
