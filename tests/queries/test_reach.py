"""Distances and threads against networkx and against taking every node away in turn, on a few hundred random graphs."""

from __future__ import annotations

import random
from collections.abc import Callable

import networkx as nx
import pytest
from drawings import Drawing

from queries.reach import distances, threads, walkable

SEEDS = range(40)


def sparse(chance: random.Random) -> nx.Graph:
    """Many parts, single nodes among them."""
    nodes = chance.randint(1, 30)
    return nx.gnm_random_graph(nodes, chance.randint(0, nodes), seed=chance.randrange(10**6))


def dense(chance: random.Random) -> nx.Graph:
    nodes = chance.randint(2, 14)
    return nx.gnp_random_graph(nodes, 0.5, seed=chance.randrange(10**6))


def tree(chance: random.Random) -> nx.Graph:
    """Every inner node cuts it."""
    return nx.random_labeled_tree(chance.randint(1, 30), seed=chance.randrange(10**6))


def rings_on_a_string(chance: random.Random) -> nx.Graph:
    """Rings joined at one node each: some nodes cut it, some do not."""
    graph = nx.Graph()
    graph.add_node(0)
    for _ in range(chance.randint(1, 6)):
        joint, first = chance.choice(sorted(graph)), len(graph)
        nx.add_cycle(graph, [joint, *range(first, first + chance.randint(1, 4))])
    return graph


def members_of_groups(chance: random.Random) -> nx.Graph:
    """Schools on one side, groups on the other."""
    schools, groups = chance.randint(2, 15), chance.randint(1, 6)
    return nx.bipartite.gnmk_random_graph(schools, groups, schools + chance.randint(0, 8), seed=chance.randrange(10**6))


SHAPES = [sparse, dense, tree, rings_on_a_string, members_of_groups]
Drawn = tuple[nx.Graph, dict[str, list[str]], list[str]]


def drawn(shape: Callable[[random.Random], nx.Graph], seed: int) -> Drawn:
    """A graph, its neighbours as queries.reach takes them, and some of its nodes as leaders (sometimes none)."""
    chance = random.Random(seed)
    made = shape(chance)
    made.remove_edges_from(list(nx.selfloop_edges(made)))
    graph = nx.relabel_nodes(made, {node: f"n:{node:02}" for node in made})
    leaders = chance.sample(sorted(graph), chance.randint(0, min(4, len(graph))))
    return graph, {node: sorted(graph[node]) for node in sorted(graph)}, leaders


@pytest.mark.parametrize("shape", SHAPES)
def test_distances_are_those_of_networkx(shape: Callable[[random.Random], nx.Graph]) -> None:
    for seed in SEEDS:
        graph, neighbours, leaders = drawn(shape, seed)
        expected = nx.multi_source_dijkstra_path_length(graph, leaders) if leaders else {}
        assert distances(neighbours, leaders) == expected, seed


@pytest.mark.parametrize("shape", SHAPES)
def test_a_thread_is_what_cuts_every_route_when_it_is_taken_away(shape: Callable[[random.Random], nx.Graph]) -> None:
    for seed in SEEDS:
        graph, neighbours, leaders = drawn(shape, seed)
        expected = {node: cuts(graph, node, leaders) for node in graph if reaches(graph, node, leaders)}
        assert threads(neighbours, leaders) == expected, seed


def reaches(graph: nx.Graph, node: str, leaders: list[str]) -> bool:
    return any(leader in graph and nx.has_path(graph, node, leader) for leader in leaders)


def cuts(graph: nx.Graph, node: str, leaders: list[str]) -> tuple[str, ...]:
    """What cuts the node's routes, nearest first: every route passes them in the same order."""
    away = nx.single_source_shortest_path_length(graph, node)
    others = sorted(set(away) - {node}, key=lambda there: (away[there], there))
    return tuple(there for there in others if not reaches(nx.restricted_view(graph, [there], []), node, leaders))


@pytest.mark.parametrize(
    ("ties", "leaders", "node", "expected"),
    [
        (["a-b"], ["b"], "a", ("b",)),
        (["a-b", "b-c"], ["c"], "a", ("b", "c")),
        (["a-b", "b-c"], ["b", "c"], "a", ("b",)),
        (["a-b", "a-c"], ["b", "c"], "a", ()),
        (["a-b", "b-c", "b-d"], ["c", "d"], "a", ("b",)),
        (["a-b", "b-c", "c-d", "b-d", "d-e"], ["e"], "a", ("b", "d", "e")),
        (["a-b", "b-c"], ["a", "c"], "a", ()),
    ],
)
def test_threads_of_small_graphs(ties: list[str], leaders: list[str], node: str, expected: tuple[str, ...]) -> None:
    graph = nx.Graph(tuple(tie.split("-")) for tie in ties)
    assert threads({there: sorted(graph[there]) for there in graph}, leaders)[node] == expected


def test_nodes_out_of_reach_have_neither_distance_nor_thread() -> None:
    neighbours = {"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}
    assert distances(neighbours, ["b"]) == {"b": 0, "a": 1}
    assert threads(neighbours, ["b"]) == {"b": (), "a": ("b",)}
    assert (distances(neighbours, []), threads(neighbours, [])) == ({}, {})


def test_a_leader_tied_to_nobody_reaches_itself() -> None:
    assert distances({}, ["a"]) == {"a": 0}
    assert threads({}, ["a"]) == {"a": ()}


def test_a_long_chain_needs_no_deep_stack() -> None:
    length = 5_000
    neighbours = {f"{n:04}": [f"{m:04}" for m in (n - 1, n + 1) if 0 <= m < length] for n in range(length)}
    assert distances(neighbours, ["0000"])["4999"] == length - 1
    assert len(threads(neighbours, ["0000"])["4999"]) == length - 1


def test_only_ties_between_steps_are_walked_each_once() -> None:
    drawing = Drawing()
    drawing.schools("ash", "oak")
    drawing.school("the other seven", attributes={"set": True})
    drawing.other("council", "local_authority")
    drawing.person("ada")
    drawing.group("river", "cluster", "ash", "the other seven")
    drawing.claim("ash", "federation", "oak")
    drawing.claim("ash", "partnership", "oak")
    drawing.claim("ada", "holds_role", "council")
    assert walkable(drawing.on()) == {"ada": [], "ash": ["oak", "river"], "oak": ["ash"], "river": ["ash"]}
