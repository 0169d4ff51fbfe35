"""The network of a day: which nodes, which arcs, which way, how strong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from command_line import northmoor
from worlds import World

from graph.direction import Direction
from graph.errors import QuestionError
from graph.network import Network, around, symmetrised
from graph.projection import Ledger, Projection, Reading
from graph.stores.memory import MemoryStore
from loaders.loading import load

TODAY = date(2026, 1, 5)


def arcs(network: Network) -> dict[tuple[str, str], float]:
    """Sender, receiver and strength of every arc."""
    table = network.strength.tocoo()
    ids = network.ids
    return {(ids[i], ids[j]): float(s) for i, j, s in zip(*table.coords, table.data, strict=True)}


def of_tables(folder: Path, ties: str, nodes: str = "id,type,name\na,school,A\nb,school,B\nc,school,C\n") -> Projection:
    store = MemoryStore()
    for name, text in (("nodes.csv", nodes), ("ties.csv", ties)):
        (folder / name).write_text(text, encoding="utf-8")
        load(store, folder / name, on=TODAY)
    return Ledger.read(store).on(Reading(date.today()))


def test_every_school_person_and_group_is_a_node_tied_or_not_and_no_authority() -> None:
    network = Network.of(northmoor().on())
    assert network.ids == (
        "cluster:new", "cluster:old", "priya", "uid:5001",
        "urn:100001", "urn:100002", "urn:100003", "urn:100004", "urn:100005", "urn:100006",
    )  # fmt: skip
    assert network.index["priya"] == 2
    assert len(network) == 10


def test_a_membership_or_a_post_is_a_contact_both_ways() -> None:
    network = Network.of(northmoor().on(), layers=["posts"])
    assert arcs(network) == {
        (one, other): 1.0 for pair in (("priya", "urn:100005"), ("priya", "cluster:new"))
        for one, other in (pair, pair[::-1])
    }  # fmt: skip
    assert network.is_symmetric


def test_a_membership_that_ended_is_no_arc() -> None:
    assert not {"cluster:old"} & {end for pair in arcs(Network.of(northmoor().on())) for end in pair}


def test_two_relations_of_a_pair_are_one_arc_of_strength_two() -> None:
    world = World()
    a, b = world.school("a"), world.school("b")
    world.claim("partnership", a, b)
    world.claim("supports", b, a)
    network = Network.of(world.on())
    assert arcs(network) == {("a", "b"): 2.0, ("b", "a"): 2.0}
    assert network.arcs.sum() == 2
    assert network.layer("supports").sum() == 2
    assert network.layer("support").sum() == 2
    assert arcs(Network.of(world.on(), direction=Direction.AS_WRITTEN)) == {("a", "b"): 1.0, ("b", "a"): 1.0}


def test_two_sources_that_say_the_same_do_not_make_a_tie_stronger() -> None:
    world = World()
    a, b = world.school("a"), world.school("b")
    world.claim("partnership", a, b)
    world.claim("partnership", b, a, source="another survey")
    assert set(arcs(Network.of(world.on())).values()) == {1.0}


def test_a_tie_of_a_plain_table_goes_as_it_is_written_even_where_the_relation_is_symmetric(tmp_path: Path) -> None:
    projection = of_tables(tmp_path, "source,type,target\nb,partnership,a\nb,partnership,c\nc,partnership,b\n")
    as_written = {("b", "a"): 1.0, ("b", "c"): 1.0, ("c", "b"): 1.0}
    assert arcs(Network.of(projection)) == as_written
    assert arcs(Network.of(projection, direction=Direction.AS_WRITTEN)) == as_written
    assert ("a", "b") in arcs(Network.of(projection, direction=Direction.BOTH_WAYS))


def test_a_boundary_keeps_its_nodes_and_the_ties_among_them() -> None:
    projection = northmoor().on()
    inside = around(projection, ["urn:100005"])
    assert inside == {"urn:100005", "priya", "cluster:new"}
    assert len(arcs(Network.of(projection, inside))) == 6
    assert Network.of(projection, ["urn:100001"]).ids == ("urn:100001",)


def test_part_of_a_network_is_the_network_of_the_part() -> None:
    projection = northmoor().on()
    whole = Network.of(projection)
    kept = np.array([node.type != "person" for node in whole.nodes])
    part = Network.of(projection, [node.id for node in whole.nodes if node.type != "person"])
    assert whole.within(kept).ids == part.ids
    assert arcs(whole.within(kept)) == arcs(part)


def test_a_network_without_ties_has_no_arcs() -> None:
    network = Network.of(northmoor().on(), ["urn:100001", "urn:100006"])
    assert arcs(network) == {}
    assert network.contacts.shape == (2, 2)


def test_a_layer_that_there_is_not_is_refused_with_those_there_are() -> None:
    with pytest.raises(QuestionError, match=r"there is no layer 'friendship'.*\n?.*mentoring"):
        Network.of(northmoor().on(), layers=["friendship"])


def test_networkx_gets_the_same_arcs_with_their_layers() -> None:
    network = Network.of(northmoor().on())
    graph = network.to_networkx()
    assert tuple(graph) == network.ids
    assert {(a, b): s for a, b, s in graph.edges.data("strength")} == arcs(network)
    assert graph.edges["priya", "urn:100005"]["layers"] == ["holds_role"]
    assert graph.nodes["uid:5001"] == {"name": "The Two Hills Federation", "type": "group", "kind": "federation"}
    assert (symmetrised(network.arcs) != nx.to_scipy_sparse_array(graph.to_undirected(), weight=None)).nnz == 0
