"""Gould-Fernandez brokerage: the numbers of R, of textbooks, of a count by hand, and what is true of any network."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from random import Random

import networkx as nx
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite
from reference_networks import (
    MOUNT_SI_GROUPS,
    ReferenceNetwork,
    both_ways,
    campnet,
    matrix,
    mount_si,
    reference_networks,
)
from scipy.sparse import csr_array

from queries.measures.brokerage import ROLES, OpenPaths, exceeded, membership, moments, moments_of_the_whole

Arcs = list[tuple[int, int]]


@pytest.fixture(params=range(9))
def network(request: pytest.FixtureRequest, shared: Path) -> ReferenceNetwork:
    return reference_networks(shared)[int(request.param)]


def with_totals(adjacency: csr_array, labels: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """N × 6: the roles and their total."""
    paths = OpenPaths.of(adjacency)
    return np.column_stack([paths.roles(membership(labels)), paths.totals])


def test_the_counts_are_those_of_r(network: ReferenceNetwork) -> None:
    np.testing.assert_array_equal(with_totals(network.matrix, network.labels), network.of_roles("brokerage"))


def test_the_z_are_those_of_r(network: ReferenceNetwork) -> None:
    found = moments(network.matrix.nnz, network.labels).z(with_totals(network.matrix, network.labels))
    np.testing.assert_allclose(found, network.of_roles("brokerage_z"), rtol=0, atol=1e-9)


CAMPNET_COUNTS = """
1 0 1 6 0/0 0 0 0 0/2 0 0 0 0/8 0 0 0 0/8 0 0 0 0/4 0 0 0 0/4 0 0 3 0/1 0 0 0 0/2 0 2 0 0/0 0 0 0 0/0 0 2 0 0/0 0 1 2 0/
0 0 0 0 0/0 0 1 0 0/3 0 0 0 0/4 0 0 1 0/2 0 0 1 0/5 0 0 0 0
"""


def test_the_camp_is_counted_as_in_sna() -> None:
    names, adjacency, labels = campnet()
    wanted = [list(map(int, row.split())) for row in CAMPNET_COUNTS.split("/")]
    found = with_totals(adjacency, labels)
    np.testing.assert_array_equal(found[:, :5], wanted)
    np.testing.assert_array_equal(found.sum(axis=0), [44, 0, 7, 13, 0, 64])
    chance = moments(54, labels)
    rows = {group: int(np.argmax(labels == group)) for group in (0, 1)}
    for group, (expected, deviation) in CAMPNET_CHANCE.items():
        np.testing.assert_allclose(chance.expected[rows[group]], expected, atol=5e-5)
        np.testing.assert_allclose(chance.deviation[rows[group]], deviation, atol=5e-5)
    z = chance.z(found)
    assert z[names.index("PAM"), 0] == pytest.approx(4.527, abs=5e-4)
    assert z[names.index("HOLLY"), 3] == pytest.approx(1.886, abs=5e-4)
    assert np.isnan(z[:, 4]).all()


CAMPNET_CHANCE = {
    0: ([1.0771, 2.3082, 1.7952, 1.7952, 0, 6.9758], [1.5293, 2.5824, 2.2298, 2.2298, 0, 5.6430]),
    1: ([1.8465, 1.4362, 1.8465, 1.8465, 0, 6.9758], [2.2120, 1.8606, 2.2614, 2.2614, 0, 5.6430]),
}


def test_the_camp_as_a_whole_is_as_in_sna() -> None:
    _, adjacency, labels = campnet()
    found = moments_of_the_whole(54, labels).z(with_totals(adjacency, labels).sum(axis=0))
    np.testing.assert_allclose(found, [1.7033, -2.6690, -2.6897, -2.0648, np.nan, -2.0858], atol=5e-5)


def test_four_nodes_by_hand() -> None:
    arcs = [(0, 1), (0, 2), (1, 2), (1, 3), (2, 3), (3, 0)]
    labels = [0, 0, 1, 1]
    found = with_totals(matrix(arcs, 4), labels)
    np.testing.assert_array_equal(found[:, :5], [[0, 1, 0, 1, 0], [0, 0, 1, 0, 0], [0, 0, 0, 1, 0], [0, 1, 1, 0, 0]])
    chance = moments(6, labels)
    np.testing.assert_allclose(chance.expected[0], [0, 0.25, 0.25, 0.25, 0, 0.75])
    np.testing.assert_allclose(chance.deviation[0], [0, 0.4677072, 0.5, 0.5, 0, 0.9185587], atol=5e-8)
    np.testing.assert_allclose(chance.z(found)[0], [np.nan, 1.6035675, -0.5, 1.5, np.nan, 1.3608276], atol=5e-8)


def test_search_and_rescue_at_mount_si() -> None:
    found = with_totals(mount_si(), MOUNT_SI_GROUPS)
    told = {0: [0, 5, 0, 0, 10], 2: [3, 0, 0, 1, 0], 4: [3, 0, 4, 1, 0], 5: [0, 0, 0, 1, 0], 7: [0, 0, 1, 1, 0]}
    told[11] = [0, 2, 0, 0, 1]
    for node in range(13):
        np.testing.assert_array_equal(found[node, :5], told.get(node, [0] * 5))
    chance = moments(33, MOUNT_SI_GROUPS)
    np.testing.assert_allclose(chance.expected[0], [0, 1.6936, 0.3881, 0.3881, 2.1875, 4.6573], atol=5e-5)
    np.testing.assert_allclose(chance.z(found)[0], [np.nan, 1.7335, -0.4126, -0.4126, 3.3987, 2.5277], atol=5e-5)
    whole = moments_of_the_whole(33, MOUNT_SI_GROUPS)
    np.testing.assert_allclose(whole.expected, [7.6210, 11.7844, 11.7844, 11.7844, 17.5707, 60.5447], atol=5e-5)
    z = [-0.3534, -0.8628, -1.2983, -1.4897, -0.9044, -1.5567]
    np.testing.assert_allclose(whole.z(found.sum(axis=0)), z, atol=5e-5)


def test_the_karate_club_counts_each_open_pair_twice() -> None:
    karate = nx.karate_club_graph()
    labels = [int(club == "Officer") for _, club in karate.nodes(data="club")]
    found = with_totals(matrix(both_ways(karate.edges), 34), labels)
    told = {1: [174, 0, 15, 15, 0], 3: [10, 12, 23, 23, 0], 34: [156, 6, 40, 40, 0], 33: [70, 0, 18, 18, 0]}
    for number, counts in told.items():
        np.testing.assert_array_equal(found[number - 1, :5], counts)
    assert found[:, 5].sum() == 786


# -- what is true of any network -----------------------------------------------------------------------------------


@composite
def networks(draw: DrawFn) -> tuple[Arcs, list[int]]:
    """A few arcs, ties of a node to itself and parallel ones among them, and a group for each node."""
    size = draw(st.integers(1, 8))
    node = st.integers(0, size - 1)
    arcs = draw(st.lists(st.tuples(node, node), max_size=30))
    return arcs, draw(st.lists(st.integers(0, 3), min_size=size, max_size=size))


def by_hand(arcs: Arcs, labels: Sequence[int]) -> npt.NDArray[np.float64]:
    """The definition, read out for every three nodes."""
    there = {(a, b) for a, b in arcs if a != b}
    counts = np.zeros((len(labels), 5))
    for a, v, c in permutations(range(len(labels)), 3):
        if (a, v) in there and (v, c) in there and (a, c) not in there:
            counts[v, role_of(labels[a], labels[v], labels[c])] += 1
    return counts


def role_of(a: int, v: int, c: int) -> int:
    if a == c:
        return ROLES.index("coordinator" if v == a else "consultant")
    if v == a:
        return ROLES.index("representative")
    return ROLES.index("gatekeeper" if v == c else "liaison")


@given(networks())
def test_every_count_is_that_of_the_definition(drawn: tuple[Arcs, list[int]]) -> None:
    arcs, labels = drawn
    paths = OpenPaths.of(matrix(arcs, len(labels)))
    np.testing.assert_array_equal(paths.roles(membership(labels)), by_hand(arcs, labels))


@given(networks())
def test_the_roles_add_up_to_the_open_two_paths(drawn: tuple[Arcs, list[int]]) -> None:
    arcs, labels = drawn
    paths = OpenPaths.of(matrix(arcs, len(labels)))
    np.testing.assert_array_equal(paths.roles(membership(labels)).sum(axis=1), paths.totals)


@given(networks(), st.randoms(use_true_random=False))
def test_other_numbers_for_the_nodes_give_the_same_counts_in_that_order(
    drawn: tuple[Arcs, list[int]], random: Random
) -> None:
    arcs, labels = drawn
    order = list(range(len(labels)))
    random.shuffle(order)
    moved = OpenPaths.of(matrix([(order[a], order[b]) for a, b in arcs], len(labels)))
    labels_moved = np.empty(len(labels), dtype=np.int64)
    labels_moved[order] = labels
    counts = OpenPaths.of(matrix(arcs, len(labels))).roles(membership(labels))
    np.testing.assert_array_equal(moved.roles(membership(labels_moved))[order], counts)


@given(networks())
def test_other_numbers_for_the_groups_change_nothing(drawn: tuple[Arcs, list[int]]) -> None:
    arcs, labels = drawn
    paths = OpenPaths.of(matrix(arcs, len(labels)))
    turned = [7 - label for label in labels]
    np.testing.assert_array_equal(paths.roles(membership(labels)), paths.roles(membership(turned)))
    number = paths.arcs.nnz
    np.testing.assert_allclose(moments(number, labels).deviation, moments(number, turned).deviation)


@given(networks())
def test_turning_every_arc_round_swaps_gatekeepers_and_representatives(drawn: tuple[Arcs, list[int]]) -> None:
    arcs, labels = drawn
    counts = OpenPaths.of(matrix(arcs, len(labels))).roles(membership(labels))
    back = OpenPaths.of(matrix([(b, a) for a, b in arcs], len(labels))).roles(membership(labels))
    np.testing.assert_array_equal(back[:, [0, 1, 3, 2, 4]], counts)


@given(networks())
def test_two_groups_leave_no_liaison(drawn: tuple[Arcs, list[int]]) -> None:
    arcs, labels = drawn
    counts = OpenPaths.of(matrix(arcs, len(labels))).roles(membership([label % 2 for label in labels]))
    assert not counts[:, ROLES.index("liaison")].any()


@settings(max_examples=40)
@given(networks(), st.data())
def test_nodes_of_several_groups_count_as_the_mean_over_draws_of_one(
    drawn: tuple[Arcs, list[int]], data: st.DataObject
) -> None:
    """One node that is in two groups: half of the counts with the one, half of those with the other."""
    arcs, labels = drawn
    shared = data.draw(st.integers(0, len(labels) - 1))
    paths = OpenPaths.of(matrix(arcs, len(labels)))
    # A fifth node, cut off again, makes every membership as wide.
    either = [membership([*labels[:shared], group, *labels[shared + 1 :], 4])[: len(labels)] for group in (0, 4)]
    counts = paths.roles((either[0] + either[1]) / 2)
    np.testing.assert_allclose(counts, (paths.roles(either[0]) + paths.roles(either[1])) / 2, atol=1e-9)
    np.testing.assert_allclose(counts.sum(axis=1), paths.totals, atol=1e-9)


def test_shares_of_shuffled_networks_follow_the_seed_and_count_the_network_itself() -> None:
    _, adjacency, labels = campnet()
    paths, groups = OpenPaths.of(adjacency), membership(labels)
    first = exceeded(paths, groups, 99, seed=5)
    np.testing.assert_array_equal(first, exceeded(paths, groups, 99, seed=5))
    assert (first != exceeded(paths, groups, 99, seed=6)).any()
    assert first.min() >= 1 / 100
    assert first[1].tolist() == [1.0] * 5  # BRAZEY has no role, and any network has that as often


def test_a_network_of_no_or_one_node_or_no_arc() -> None:
    for size in (0, 1, 3):
        paths = OpenPaths.of(matrix([], size))
        assert paths.roles(membership([0] * size)).shape == (size, 5)
        assert not paths.totals.any()
        assert np.isnan(moments(0, [0] * size).z(np.zeros((size, 6)))).all()


def test_a_hub_of_thousands_is_counted_without_its_pairs() -> None:
    """Ten thousand spokes have a hundred million pairs: a product of the matrix with itself would hold them all."""
    spokes = 10_000
    paths = OpenPaths.of(matrix(both_ways([(0, spoke) for spoke in range(1, spokes + 1)]), spokes + 1))
    assert paths.totals[0] == spokes * (spokes - 1)
    assert paths.closed.shape == (3, 0)
