"""Betweenness at any size: by blocks equal to the whole, and by lot within the bound that is promised."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_networks import by_node, digraph, graph, networks
from reference_networks import both_ways, matrix
from scipy.sparse import csr_array, random_array

from queries.measures.betweenness import Sampled, sampled_betweenness
from queries.measures.blocks import Blocks
from queries.measures.centrality import betweenness
from queries.measures.sampled_paths import Pairs, Paths, Precision, Stopping

# Two triangles that meet in node 2, a pendant on node 0, an isolate; node 2 and node 0 are cut nodes.
BOW_TIE = matrix(both_ways([(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (2, 4), (0, 5)]), 7)
# Two ways from 0 to 3, and of the second two to 7.
DIAMONDS = matrix(both_ways([(0, 1), (0, 2), (1, 3), (2, 3), (3, 4), (4, 5), (4, 6), (5, 7), (6, 7)]), 8)


def drawn(ties: csr_array, *, directed: bool, precision: Precision) -> Sampled:
    """By lot whatever its size."""
    return sampled_betweenness(ties, directed=directed, precision=precision, exact_work=0)


def heavy_tailed(size: int, ties: int, seed: int = 1) -> csr_array:
    """Symmetric; one end of a tie is any node, the other mostly one of a few hubs."""
    chance = np.random.default_rng(seed)
    pull = chance.pareto(1.3, size) + 1
    ends = chance.integers(0, size, ties), chance.choice(size, ties, p=pull / pull.sum())
    arcs = csr_array((np.ones(ties), ends), shape=(size, size))
    return csr_array((arcs + arcs.T > 0).astype(np.float64))


# -- blocks --------------------------------------------------------------------------------------------------------


def test_blocks_meet_in_cut_nodes_and_know_what_hangs_on_each_node() -> None:
    blocks = Blocks.of(BOW_TIE)
    found = {
        tuple(blocks.node_of[blocks.block_of == block].tolist()): blocks.hanging[blocks.block_of == block].tolist()
        for block in range(len(blocks.sizes))
    }
    assert found == {(0, 1, 2): [2, 1, 3], (0, 5): [5, 1], (2, 3, 4): [4, 1, 1]}
    assert blocks.parted().tolist() == [4, 0, 6, 0, 0, 0, 0]
    assert blocks.component.tolist() == [6, 6, 6, 6, 6, 6, 1]


@settings(max_examples=50)
@given(networks(most=12))
def test_blocks_are_those_of_networkx(ties: csr_array) -> None:
    assert members(Blocks.of(ties)) == set(map(frozenset, nx.biconnected_components(graph(ties))))


def test_blocks_of_a_heavy_tailed_network_are_those_of_networkx() -> None:
    ties = heavy_tailed(300, 900)
    assert members(Blocks.of(ties)) == set(map(frozenset, nx.biconnected_components(graph(ties))))


def members(blocks: Blocks) -> set[frozenset[int]]:
    return {frozenset(blocks.node_of[blocks.block_of == block].tolist()) for block in range(len(blocks.sizes))}


# -- exact ---------------------------------------------------------------------------------------------------------


@settings(max_examples=100)
@given(networks(most=14), st.booleans())
def test_by_blocks_it_is_that_of_networkx(ties: csr_array, directed: bool) -> None:
    found = sampled_betweenness(ties, directed=directed)
    told = nx.betweenness_centrality(digraph(ties) if directed else graph(ties), normalized=False)
    np.testing.assert_allclose(found.values, by_node(told), rtol=1e-9, atol=1e-9)
    assert (found.is_exact, found.samples, found.confidence) == (True, 0, 1)


def test_by_blocks_it_is_that_of_the_whole_on_a_network_of_more_nodes_than_one_sweep() -> None:
    ties = heavy_tailed(600, 900)
    for directed in (False, True):
        arcs = csr_array(np.triu(ties.toarray())) if directed else ties
        found = sampled_betweenness(arcs, directed=directed)
        np.testing.assert_allclose(found.values, betweenness(arcs, directed=directed), rtol=1e-9, atol=1e-9)


def test_of_a_tree_or_of_nothing_no_path_need_be_looked_for() -> None:
    star = matrix(both_ways((0, leaf) for leaf in range(1, 2001)), 2001)
    found = sampled_betweenness(star, directed=False, exact_work=0)
    assert (found.values[0], found.is_exact) == (2000 * 1999 / 2, True)
    for size in (0, 1, 3):
        nothing = sampled_betweenness(csr_array((size, size)), directed=bool(size % 2), exact_work=0)
        assert (nothing.values.tolist(), nothing.pairs, nothing.is_exact) == ([0.0] * size, 0, True)


def test_only_pieces_that_are_too_much_work_are_drawn_from() -> None:
    rings = [(node, node + 1) for node in range(39)] + [(39, 0)] + [(40, 41), (41, 42), (42, 43), (43, 40)]
    ties = matrix(both_ways(rings), 44)
    found = sampled_betweenness(ties, directed=False, precision=Precision(0.05), exact_work=100)
    told = betweenness(ties, directed=False)
    assert found.samples > 0
    np.testing.assert_allclose(found.values[40:], told[40:], atol=1e-12)
    assert 0 < abs(found.values - told).max() <= found.most_off
    assert found.pairs == (40 * 39 + 4 * 3) / 2


def test_the_error_is_of_all_pairs_though_few_are_drawn_from() -> None:
    """A ring with two hundred pendants on one of its nodes: most pairs are among these, and are known."""
    ring = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0)]
    ties = matrix(both_ways([*ring, *((0, pendant) for pendant in range(5, 205))]), 205)
    found = drawn(ties, directed=False, precision=Precision(0.001, confidence=1 - 1e-9))
    told = betweenness(ties, directed=False)
    assert 0 < abs(found.values - told).max() <= found.most_off
    assert found.samples < 30_000
    assert found.values[5:].tolist() == [0] * 200


# -- by lot --------------------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(networks(most=14), st.booleans(), st.integers(0, 3))
def test_a_sample_is_within_its_bound(ties: csr_array, directed: bool, seed: int) -> None:
    # So sure that no example of any run is to be outside.
    found = drawn(ties, directed=directed, precision=Precision(error=0.1, confidence=1 - 1e-9, seed=seed))
    assert (abs(found.values - betweenness(ties, directed=directed)) <= found.most_off + 1e-9).all()


def test_the_same_seed_gives_the_same_and_another_does_not() -> None:
    ties = heavy_tailed(300, 900)
    one, again, other = (drawn(ties, directed=False, precision=Precision(0.05, seed=seed)) for seed in (7, 7, 8))
    assert one.values.tolist() == again.values.tolist()
    assert one.values.tolist() != other.values.tolist()
    assert (one.error, one.confidence) == (0.05, 0.95)


def test_the_top_of_a_heavy_tailed_network_is_found() -> None:
    ties = heavy_tailed(5_000, 6_000)
    told = sampled_betweenness(ties, directed=False, exact_work=10**9)
    found = drawn(ties, directed=False, precision=Precision(0.03))
    assert told.is_exact
    assert abs(found.values - told.values).max() <= found.most_off
    top, true = (set(np.argsort(-values)[:20].tolist()) for values in (found.values, told.values))
    assert len(top & true) >= 18


def test_each_of_several_shortest_paths_is_as_likely() -> None:
    paths = Paths(DIAMONDS, seed=3)
    seen = [frozenset(paths.between(0, 7)) for _ in range(2000)]
    assert set(seen) == {frozenset({a, 3, 4, b}) for a in (1, 2) for b in (5, 6)}
    assert min(seen.count(path) for path in set(seen)) > 400
    # Of the three ways from 0 to 5 two lead through 3.
    bent = matrix([(0, 1), (0, 2), (0, 6), (1, 3), (2, 3), (3, 5), (6, 4), (4, 5)], 7)
    assert sum(3 in Paths(bent, seed).between(0, 5) for seed in range(900)) == pytest.approx(600, abs=60)


@settings(max_examples=100)
@given(networks(most=12), st.data())
def test_a_drawn_path_is_a_shortest_path(ties: csr_array, data: st.DataObject) -> None:
    other, size = digraph(ties), ties.shape[0]
    ends = data.draw(st.lists(st.integers(0, size - 1), min_size=2, max_size=2, unique=True)) if size > 1 else [0, 0]
    if size == 1:
        return
    found = Paths(ties, seed=1).between(*ends)
    if not nx.has_path(other, *ends):
        assert found == []
        return
    assert set(found) in [set(path[1:-1]) for path in nx.all_shortest_paths(other, *ends)]
    assert len(found) == len(set(found))


def test_pairs_are_drawn_by_weight_in_one_piece_and_never_twice_the_same() -> None:
    pairs = Pairs(np.array([3, 3, 3, 8, 8]), np.array([1.0, 1, 2, 1, 1]), seed=1)
    assert pairs.mass == 2 * (1 + 2 + 2) + 2
    seen = list(pairs.drawn(6000))
    assert set(seen) == {(a, b) for piece in ((0, 1, 2), (3, 4)) for a in piece for b in piece if a != b}
    assert seen.count((0, 1)) == pytest.approx(500, abs=90)
    assert seen.count((1, 2)) == pytest.approx(1000, abs=120)
    assert seen.count((3, 4)) == pytest.approx(500, abs=90)


def test_drawing_stops_early_where_little_runs_through_anybody_and_at_last_always() -> None:
    stopping = Stopping(1000, error=0.01, confidence=0.95)
    checks = list(stopping)
    assert checks == sorted(set(checks))
    nothing, half = np.zeros(1000, dtype=np.int64), np.full(1000, checks[-2] // 2)
    assert stopping.is_near(nothing, checks[0])
    assert not stopping.is_near(nothing, checks[0] - 20)
    assert not stopping.is_near(half, checks[-2])
    assert stopping.is_near(np.full(1000, checks[-1] // 2), checks[-1])
    # Hoeffding's own bound for as many shares, each looked at that often.
    assert checks[-1] == pytest.approx(np.log(2 * 1000 * len(checks) / 0.05) / (2 * 0.01**2), abs=1)


def test_the_confidence_holds_though_it_is_asked_at_every_check() -> None:
    """Coins of every kind, many at once: rarely more often off than was promised."""
    chance, outside = np.random.default_rng(5), 0
    for true in np.repeat([0.01, 0.1, 0.5], 40):
        stopping, times, draws = Stopping(1, error=0.05, confidence=0.9), 0, 0
        for check in stopping:
            times, draws = times + int(chance.binomial(check - draws, true)), check
            if stopping.is_near(np.array([times]), draws):
                break
        outside += abs(times / draws - true) > 0.05
    assert outside <= 12


@pytest.mark.parametrize("asked", [{"error": 0.0}, {"error": 1.0}, {"confidence": 1.0}])
def test_a_precision_that_cannot_be_is_refused(asked: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Precision(**asked)  # type: ignore[arg-type]


def test_arcs_that_are_not_ones_and_ties_to_oneself_change_nothing() -> None:
    odd = random_array((30, 30), density=0.08, rng=np.random.default_rng(2), format="csr")
    for directed in (False, True):
        np.testing.assert_allclose(
            sampled_betweenness(csr_array(odd), directed=directed).values,
            betweenness(csr_array(odd), directed=directed),
            atol=1e-9,
        )
