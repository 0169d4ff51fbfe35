"""Fragility: textbooks' and R's numbers, networkx on random networks, and every set tried one by one."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_networks import graph, networks
from reference_networks import ReferenceNetwork, both_ways, matrix, reference_networks
from scipy.sparse import csr_array

from queries.measures.centrality import reach
from queries.measures.fragility import (
    Joints,
    distance_fragmentation,
    fragmentation,
    fragmenting_set,
    reaching_set,
)

KEYPLAYER = csr_array([[0.0, 1, 3, 0, 0], [0, 0, 0, 4, 0], [1, 1, 0, 2, 0], [0, 0, 0, 0, 3], [0, 2, 0, 0, 0]])
# Two triangles joined at 2, from which 5 and then 6 hang.
BOW_TIE = matrix(both_ways([(0, 1), (0, 2), (1, 2), (2, 3), (2, 4), (3, 4), (2, 5), (5, 6)]), 8)
FAMILIES = ["Acciaiuoli", "Albizzi", "Barbadori", "Bischeri", "Castellani", "Ginori", "Guadagni", "Lamberteschi"]
FAMILIES += ["Medici", "Pazzi", "Peruzzi", "Pucci", "Ridolfi", "Salviati", "Strozzi", "Tornabuoni"]


@pytest.fixture(params=range(9))
def network(request: pytest.FixtureRequest, shared: Path) -> ReferenceNetwork:
    return reference_networks(shared)[int(request.param)]


@pytest.fixture
def florence(shared: Path) -> csr_array:
    return reference_networks(shared)[0].matrix


@pytest.fixture
def club(shared: Path) -> csr_array:
    return reference_networks(shared)[1].matrix


# -- numbers from elsewhere ----------------------------------------------------------------------------------------


def test_cut_points_are_those_of_r(network: ReferenceNetwork) -> None:
    assert list(Joints.of(network.matrix).cut_nodes) == network.values["cut_points"]


def test_what_florence_hangs_on(florence: csr_array) -> None:
    joints = Joints.of(florence)
    assert [FAMILIES[node] for node in joints.cut_nodes] == ["Albizzi", "Guadagni", "Medici", "Salviati"]
    assert [f"{FAMILIES[a]}-{FAMILIES[b]}" for a, b in joints.bridges] == [
        "Acciaiuoli-Medici", "Albizzi-Ginori", "Guadagni-Lamberteschi", "Medici-Salviati", "Pazzi-Salviati",
    ]  # fmt: skip
    cut_off = [[FAMILIES[node] for node in piece] for piece in joints.pieces(FAMILIES.index("Medici"))[1:]]
    assert cut_off == [["Pazzi", "Salviati"], ["Acciaiuoli"]]


@pytest.mark.parametrize(
    ("gone", "parts", "distance"),
    [
        ("", 0.125, 0.562361),
        ("Medici", 0.466667, 0.717302),
        ("Guadagni", 0.257143, 0.624921),
        ("Albizzi", 0.257143, 0.615714),
        ("Salviati", 0.257143, 0.598413),
    ],
)
def test_fragmentation_of_florence(florence: csr_array, gone: str, parts: float, distance: float) -> None:
    without = [FAMILIES.index(gone)] if gone else []
    assert fragmentation(florence, without) == pytest.approx(parts, abs=5e-7)
    assert distance_fragmentation(florence, without) == pytest.approx(distance, abs=5e-7)


def test_fragmentation_of_the_karate_club(club: csr_array) -> None:
    joints = Joints.of(club)
    assert (joints.cut_nodes, joints.bridges) == ((0,), ((0, 11),))
    assert len(joints.pieces(0)) == 3
    assert fragmentation(club, [0]) == pytest.approx(0.316288, abs=5e-7)
    found = [distance_fragmentation(club, gone) for gone in ([], [0], [33], [32])]
    assert found == pytest.approx([0.507992, 0.641540, 0.541761, 0.519697], abs=5e-7)


def test_the_example_of_keyplayer() -> None:
    # Divided by the greatest inverse distance of the whole network, as the package does and its paper does not say.
    found = [distance_fragmentation(KEYPLAYER, [node], weighted=True) for node in range(5)]
    assert found == pytest.approx([0.6365079, 0.7446429, 0.6733500, 0.8333333, 0.7250000], abs=5e-8)


def test_the_medici_are_the_key_to_florence(florence: csr_array) -> None:
    found = fragmenting_set(florence, 1)
    assert ([FAMILIES[node] for node in found.members], found.exact, found.at_least) == (["Medici"], True, 1)
    assert [found.before, found.value] == pytest.approx([0.125, 7 / 15])
    assert fragmenting_set(florence, 1, by_distance=True).value == pytest.approx(0.717302, abs=5e-7)


# -- by hand -------------------------------------------------------------------------------------------------------


def test_a_bow_tie_with_a_string() -> None:
    joints = Joints.of(BOW_TIE)
    assert (joints.cut_nodes, joints.bridges) == ((2, 5), ((2, 5), (5, 6)))
    assert [piece.tolist() for piece in joints.pieces(2)] == [[0, 1], [3, 4], [5, 6]]
    assert [piece.tolist() for piece in joints.pieces(0)] == [[1, 2, 3, 4, 5, 6]]
    assert joints.pieces(7) == ()
    assert [side.tolist() for side in joints.sides((2, 5))] == [[0, 1, 2, 3, 4], [5, 6]]


def test_only_what_is_marked_counts_as_told_apart() -> None:
    joints = Joints.of(BOW_TIE)
    marked = np.isin(np.arange(8), [0, 1, 5])
    assert (joints.telling_apart(marked), joints.bridges_between(marked)) == ((2,), ((2, 5),))
    assert joints.telling_apart(np.isin(np.arange(8), [2, 6])) == (5,)
    assert joints.telling_apart(np.zeros(8, dtype=bool)) == ()


def test_a_long_chain_needs_no_deep_stack() -> None:
    chain = matrix([(node, node + 1) for node in range(4999)], 5000)
    joints = Joints.of(chain)
    assert (len(joints.cut_nodes), len(joints.bridges)) == (4998, 4999)
    assert [len(piece) for piece in joints.pieces(1000)] == [3999, 1000]


def test_what_is_not_defined_is_none() -> None:
    assert fragmentation(csr_array((1, 1))) is None
    assert distance_fragmentation(matrix([(0, 1)], 2), [0]) is None
    assert np.isnan(Joints.of(csr_array((2, 2))).fragmentation_without).all()
    assert Joints.of(csr_array((0, 0))).cut_nodes == ()


def test_two_that_cut_off_the_same_are_no_key_set() -> None:
    # 0 and 1 are the most central, and 1 adds nothing to 0; 6 does.
    ties = matrix(both_ways([(0, 1), (0, 2), (0, 3), (0, 4), (1, 5), (5, 6), (6, 7), (6, 8), (6, 9)]), 10)
    assert fragmenting_set(ties, 2).members == (0, 6)
    assert reaching_set(ties, 2, within=1).members == (0, 6)


def test_only_candidates_are_chosen() -> None:
    assert fragmenting_set(BOW_TIE, 1, candidates=[0, 5]).members == (5,)
    assert reaching_set(BOW_TIE, 1, candidates=[6, 7]).members == (6,)
    with pytest.raises(ValueError, match="set of 3 cannot be chosen from 2"):
        fragmenting_set(BOW_TIE, 3, candidates=[0, 5])


# -- networkx, and every set tried ---------------------------------------------------------------------------------


@settings(max_examples=50)
@given(networks(most=12))
def test_joints_agree_with_networkx(ties: csr_array) -> None:
    joints, other = Joints.of(ties), graph(ties)
    assert list(joints.cut_nodes) == sorted(nx.articulation_points(other))
    assert set(joints.bridges) == {tuple(sorted(bridge)) for bridge in nx.bridges(other)}
    for node in other:
        home = other.subgraph(nx.node_connected_component(other, node) - {node})
        told = sorted(map(sorted, nx.connected_components(home)), key=lambda piece: (-len(piece), piece[0]))
        assert [piece.tolist() for piece in joints.pieces(node)] == told
    for bridge in joints.bridges:
        left = nx.restricted_view(other, [], [bridge])
        told_sides = [sorted(nx.node_connected_component(left, end)) for end in bridge]
        assert [side.tolist() for side in joints.sides(bridge)] == told_sides


@settings(max_examples=50)
@given(networks(most=12), st.data())
def test_what_tells_marked_nodes_apart(ties: csr_array, data: st.DataObject) -> None:
    marked = np.array(data.draw(st.lists(st.booleans(), min_size=ties.shape[0], max_size=ties.shape[0])))
    joints = Joints.of(ties)
    told = [n for n in joints.cut_nodes if sum(bool(marked[piece].any()) for piece in joints.pieces(n)) > 1]
    assert list(joints.telling_apart(marked)) == told
    between = [b for b in joints.bridges if all(marked[side].any() for side in joints.sides(b))]
    assert list(joints.bridges_between(marked)) == between


@settings(max_examples=50)
@given(networks(most=12))
def test_fragmentation_without_each_is_that_of_the_rest(ties: csr_array) -> None:
    size = ties.shape[0]
    told = [fragmentation(ties, [node]) for node in range(size)]
    np.testing.assert_allclose(
        Joints.of(ties).fragmentation_without, [np.nan if one is None or size < 3 else one for one in told], atol=1e-12
    )


@settings(max_examples=40)
@given(networks(most=7), st.integers(1, 3), st.booleans())
def test_no_set_does_more_than_the_exact_one(ties: csr_array, size: int, by_distance: bool) -> None:
    if ties.shape[0] < size + 2:
        return
    measure = distance_fragmentation if by_distance else fragmentation
    sets = list(combinations(range(ties.shape[0]), size))
    best = max(measure(ties, chosen) or 0.0 for chosen in sets)
    found = fragmenting_set(ties, size, by_distance=by_distance)
    assert found.exact
    assert found.value == pytest.approx(best, abs=1e-9)
    assert measure(ties, found.members) == pytest.approx(found.value, abs=1e-9)
    assert fragmenting_set(ties, size, by_distance=by_distance, most_sets=0).value <= best + 1e-9


@settings(max_examples=40)
@given(networks(most=7), st.integers(1, 3), st.sampled_from([None, 0, 1, 2]))
def test_greedy_reach_keeps_its_promise(ties: csr_array, size: int, within: int | None) -> None:
    if ties.shape[0] < size:
        return

    def worth(chosen: tuple[int, ...]) -> float:
        found = reach(ties, chosen, within=within)
        return found.weighted if within is None else found.share

    best = max(map(worth, combinations(range(ties.shape[0]), size)))
    exact, greedy = (reaching_set(ties, size, within=within, most_sets=most) for most in (2_000, 0))
    assert exact.exact
    assert exact.value == pytest.approx(best)
    assert worth(greedy.members) == pytest.approx(greedy.value)
    assert greedy.at_least is not None
    assert greedy.value >= greedy.at_least * best - 1e-9
    assert greedy.at_least >= 1 - 1 / np.e


@settings(max_examples=50)
@given(networks(), st.data())
def test_taking_away_never_joins(ties: csr_array, data: st.DataObject) -> None:
    """Among the nodes that are left, no pair has a path that had none, nor a shorter one."""
    gone = data.draw(st.integers(0, ties.shape[0] - 1))
    left = [node for node in range(ties.shape[0]) if node != gone]
    rest = csr_array(ties[left][:, left])
    assert all(reach(rest, [i]).reached <= reach(ties, [node]).reached for i, node in enumerate(left))
