"""Structural holes: the numbers of igraph, UCINET and textbooks, networkx on random networks, and its known faults."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite
from reference_networks import ReferenceNetwork, both_ways, campnet, matrix, mount_si, reference_networks, with_nan
from scipy.sparse import csr_array

from queries.measures.holes import Holes, Model

Weighted = list[tuple[int, int, float]]


@pytest.fixture(params=range(9))
def network(request: pytest.FixtureRequest, shared: Path) -> ReferenceNetwork:
    return reference_networks(shared)[int(request.param)]


def test_constraint_is_that_of_r(network: ReferenceNetwork) -> None:
    found = Holes(network.matrix).constraint(Model.WHOLE)
    np.testing.assert_allclose(found, network.of_nodes("constraint"), rtol=0, atol=1e-9)


# -- Borgatti 1997 -------------------------------------------------------------------------------------------------

LETTERS = "ABCDEFG"
EDGES = [tuple(map(LETTERS.index, edge)) for edge in ("AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC")]
WEIGHTS = [2, 3, 5, 2, 8, 3, 4, 1, 3, 10]


def borgatti(weights: list[int] | None = None) -> Holes:
    doubled = [weight for weight in weights or [1] * len(EDGES) for _ in range(2)]
    return Holes(matrix(both_ways((a, b) for a, b in EDGES), 7, doubled))


def test_the_example_of_borgatti() -> None:
    holes = borgatti()
    told = with_nan([0.595, 0.6427, 1, 0.7847, 0.7309, 0.7309, 0.400])
    np.testing.assert_allclose(holes.constraint(), told, atol=5e-4)
    sizes = holes.effective_size()
    assert [sizes[LETTERS.index(letter)] for letter in "GAC"] == pytest.approx([4.6667, 2.5, 1], abs=5e-5)


def test_the_example_of_borgatti_with_weights() -> None:
    holes = borgatti(WEIGHTS)
    ego = [LETTERS.index(letter) for letter in "GAC"]
    assert list(holes.constraint()[ego]) == pytest.approx([0.299, 0.795, 1], abs=5e-4)
    assert list(holes.effective_size()[ego]) == pytest.approx([5.47, 2.47, 1], abs=5e-3)


@pytest.mark.parametrize(
    ("weights", "constraint", "size"),
    [
        ([1, 1, 1, 1], [1.003, 1.003, 1.389], [1.1667, 1.1667, 1]),
        ([2, 2, 1, 1], [0.840, 1.143, 1.378], [1.5667, 1.0833, 1]),
    ],
)
def test_three_nodes_with_direction(weights: list[int], constraint: list[float], size: list[float]) -> None:
    holes = Holes(matrix([(0, 1), (0, 2), (1, 0), (2, 1)], 3, weights))
    np.testing.assert_allclose(holes.constraint(), constraint, atol=5e-4)
    np.testing.assert_allclose(holes.effective_size(), size, atol=5e-5)


# -- the camp, Mount Si, Florence, the karate club -----------------------------------------------------------------

# Ego-network constraint, whole-network constraint, effective size, hierarchy, as UCINET and igraph print them.
CAMPNET_HOLES = """
.436 .386 3.857 .088/1.024 .870 1.000 .041/.804 .565 2.000 .108/.516 .435 3.875 .130/.390 .336 3.571 .026/
.611 .502 2.333 .052/.537 .424 3.857 .145/.933 .689 1.600 .151/.601 .558 3.071 .180/1.080 .857 1.000 .000/
.823 .691 1.667 .010/.702 .622 2.143 .088/.728 .513 2.333 .077/.790 .705 1.750 .125/.649 .472 2.900 .245/
.615 .574 3.062 .084/.718 .634 2.214 .084/.628 .484 2.786 .090
"""


def test_the_camp_is_as_in_ucinet_and_igraph() -> None:
    holes = Holes(campnet()[1])
    told = [list(map(float, row.split())) for row in CAMPNET_HOLES.split("/")]
    found = [holes.constraint(Model.EGO), holes.constraint(), holes.effective_size(), holes.hierarchy()]
    np.testing.assert_allclose(np.column_stack(found), told, atol=6e-4)


def test_mount_si_has_isolates_without_a_constraint() -> None:
    told = {0: 0.4080, 2: 0.5405, 4: 0.5218, 5: 0.5443, 7: 0.5521, 8: 0.5684, 9: 1, 11: 0.5652}
    wanted = with_nan([told.get(node) for node in range(13)])
    np.testing.assert_allclose(Holes(mount_si()).constraint(), wanted, atol=5e-5)


FLORENCE = """
Acciaiuoli 1 1/Albizzi .3333 3/Barbadori .5 2/Bischeri .4823 2.3333/Castellani .4823 2.3333/Ginori 1 1/Guadagni .25 4/
Lamberteschi 1 1/Medici .2099 5.6667/Pazzi 1 1/Peruzzi .6559 1.6667/Ridolfi .4599 2.3333/Salviati .5 2/
Strozzi .4583 3/Tornabuoni .4599 2.3333
"""


def test_the_families_of_florence() -> None:
    graph = nx.florentine_families_graph()
    graph.add_node("Pucci")  # the isolate, which the library leaves out
    holes = Holes(nx.to_scipy_sparse_array(graph, format="csr"))
    place = {name: number for number, name in enumerate(graph)}
    for family, constraint, size in (row.split() for row in FLORENCE.split("/")):
        assert holes.constraint()[place[family]] == pytest.approx(float(constraint), abs=5e-5)
        assert holes.effective_size()[place[family]] == pytest.approx(float(size), abs=5e-5)
    for measured in (holes.constraint(), holes.effective_size(), holes.efficiency(), holes.hierarchy()):
        assert np.isnan(measured[place["Pucci"]])


def test_the_karate_club_unweighted() -> None:
    holes = Holes(nx.to_scipy_sparse_array(nx.karate_club_graph(), weight=None, format="csr"))
    members = np.array([1, 3, 33, 34, 12]) - 1
    np.testing.assert_allclose(holes.constraint()[members], [0.1554, 0.1852, 0.2492, 0.1564, 1.0], atol=5e-5)
    np.testing.assert_allclose(holes.effective_size()[members], [13.75, 7.8, 9.8333, 15.2353, 1], atol=5e-5)


# -- edges of the definitions --------------------------------------------------------------------------------------


def test_a_pendant_has_the_value_of_the_formula_and_no_hierarchy() -> None:
    holes = Holes(matrix([(0, 1)], 2))
    assert holes.constraint().tolist() == [1, 1]
    assert holes.effective_size().tolist() == [1, 1]
    assert holes.efficiency().tolist() == [1, 1]
    assert np.isnan(holes.hierarchy()).all()


def test_a_node_that_only_receives_has_an_effective_size() -> None:
    """networkx gives NaN here: its issue 2661."""
    assert Holes(matrix([(0, 1), (2, 1)], 3)).effective_size().tolist() == [1, 2, 1]


def test_a_star_leaves_its_middle_free_and_unlevel_contacts_are_a_hierarchy() -> None:
    star = Holes(matrix(both_ways([(0, other) for other in range(1, 5)]), 5))
    assert star.constraint()[0] == pytest.approx(0.25)
    assert star.effective_size()[0] == pytest.approx(4)
    assert star.hierarchy()[0] == pytest.approx(0, abs=1e-12)
    heavy = Holes(matrix(both_ways([(0, 1), (0, 2)]), 3, [100, 100, 1, 1]))
    assert heavy.hierarchy()[0] > 0.9


def test_a_network_without_nodes_or_ties() -> None:
    for size in (0, 1, 4):
        assert np.isnan(Holes(matrix([], size)).constraint(Model.EGO)).all()


def test_ties_of_a_node_to_itself_do_not_count() -> None:
    with_loops = Holes(matrix([(0, 0), (0, 1), (1, 2), (2, 2)], 3))
    np.testing.assert_array_equal(with_loops.constraint(), Holes(matrix([(0, 1), (1, 2)], 3)).constraint())


def test_a_hub_of_thousands_is_measured_without_its_pairs() -> None:
    spokes = 10_000
    holes = Holes(matrix([(0, spoke) for spoke in range(1, spokes + 1)], spokes + 1))
    assert holes.constraint()[0] == pytest.approx(1 / spokes)


# -- networkx on random networks -----------------------------------------------------------------------------------


@composite
def weighted(draw: DrawFn) -> tuple[int, Weighted]:
    """A few weighted arcs without ties of a node to itself, each at most once."""
    size = draw(st.integers(2, 9))
    node = st.integers(0, size - 1)
    arc = st.tuples(node, node).filter(lambda ends: ends[0] != ends[1])
    arcs = draw(st.lists(arc, max_size=30, unique=True))
    return size, [(a, b, float(draw(st.integers(1, 5)))) for a, b in arcs]


def both(drawn: tuple[int, Weighted]) -> tuple[csr_array, nx.DiGraph]:
    size, arcs = drawn
    graph = nx.DiGraph()
    graph.add_nodes_from(range(size))
    graph.add_weighted_edges_from(arcs)
    return matrix([(a, b) for a, b, _ in arcs], size, [weight for _, _, weight in arcs]), graph


def in_order(values: dict[int, float]) -> npt.NDArray[np.float64]:
    return np.array([values[node] for node in range(len(values))])


@given(weighted())
def test_constraint_is_that_of_networkx(drawn: tuple[int, Weighted]) -> None:
    adjacency, graph = both(drawn)
    theirs = in_order(nx.constraint(graph, weight="weight"))
    np.testing.assert_allclose(Holes(adjacency).constraint(), theirs, atol=1e-9)


@settings(max_examples=40)
@given(weighted())
def test_constraint_in_the_ego_network_is_that_of_networkx_on_it(drawn: tuple[int, Weighted]) -> None:
    """But for nodes that only receive, for which networkx has none when it is asked of single nodes."""
    adjacency, graph = both(drawn)
    found = Holes(adjacency).constraint(Model.EGO)
    for ego in (node for node in graph if graph.out_degree(node)):
        ego_network = graph.subgraph({ego, *graph.successors(ego), *graph.predecessors(ego)})
        theirs = nx.constraint(ego_network, nodes=[ego], weight="weight")[ego]
        np.testing.assert_allclose(found[ego], theirs, atol=1e-9)


@given(weighted())
def test_effective_size_is_that_of_networkx_but_for_nodes_that_only_receive(drawn: tuple[int, Weighted]) -> None:
    """``nodes`` must be passed: without it networkx is wrong for directed and for weighted networks."""
    adjacency, graph = both(drawn)
    theirs = in_order(nx.effective_size(graph, nodes=list(graph), weight="weight"))
    only_receiving = np.array([graph.out_degree(node) == 0 for node in graph])
    found = Holes(adjacency).effective_size()
    np.testing.assert_allclose(found[~only_receiving], theirs[~only_receiving], atol=1e-9)


@given(weighted())
def test_what_always_holds(drawn: tuple[int, Weighted]) -> None:
    adjacency, graph = both(drawn)
    holes = Holes(adjacency)
    tied = np.array([graph.degree(node) > 0 for node in graph])
    assert (np.isnan(holes.constraint()) == ~tied).all()
    for model in Model:
        assert (holes.constraint(model)[tied] > 0).all()
    size, degree = holes.effective_size()[tied], adjacency.astype(bool)
    contacts = np.asarray((degree + degree.T).sum(axis=1)).ravel()[tied]
    assert (size <= contacts + 1e-9).all()
    assert (size > 0).all()
    # A contact has in the ego network at most all its ties, so what it gives back to the ego weighs as much or more.
    assert (holes.constraint(Model.EGO)[tied] >= holes.constraint()[tied] - 1e-9).all()


@settings(max_examples=40)
@given(weighted(), st.floats(0.1, 50))
def test_weights_count_in_proportion_only(drawn: tuple[int, Weighted], scale: float) -> None:
    adjacency, _ = both(drawn)
    for one, other in zip(_all_of(adjacency), _all_of(csr_array(adjacency * scale)), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-9)


def _all_of(adjacency: csr_array) -> list[npt.NDArray[np.float64]]:
    holes = Holes(adjacency)
    return [holes.constraint(Model.EGO), holes.constraint(), holes.effective_size(), holes.hierarchy()]
