"""What one node joins, in a line."""

from __future__ import annotations

import pytest
from command_line import northmoor
from worlds import World

from graph.network import Network
from queries.joining import joins_in_words
from queries.measures.holes import Holes


def ring(*spokes: str) -> World:
    """A hub tied to four schools, of which some pairs ('12') are tied as well."""
    world = World()
    schools = [world.school(100000 + number, f"School {number}") for number in range(5)]
    for other in schools[1:]:
        world.claim("partnership", schools[0], other)
    for spoke in spokes:
        world.claim("partnership", schools[int(spoke[0])], schools[int(spoke[1])])
    return world


@pytest.mark.parametrize(
    ("spokes", "said"),
    [
        ((), "4 contacts, none tied to another"),
        (("12",), "4 contacts, 5 of 6 pairs of them not tied to each other"),
        (("12", "13", "14", "23", "24"), "4 contacts, 1 of 6 pairs of them not tied to each other"),
        (("12", "13", "14", "23", "24", "34"), "4 contacts, all tied to each other"),
    ],
)
def test_contacts_and_their_open_pairs_are_counted(spokes: tuple[str, ...], said: str) -> None:
    assert joins_in_words(ring(*spokes).on(), "urn:100000").partition(";")[0] == said


def test_constraint_is_that_of_the_whole_network_though_only_two_steps_are_looked_at() -> None:
    world = ring("12")
    far = world.school(100009)
    world.claim("partnership", "urn:100003", far)
    projection = world.on()
    network = Network.of(projection)
    constraint = Holes(network.arcs).constraint()[network.index["urn:100000"]]
    assert f"constraint {constraint:.2f} (whole network), effective size 3.5" in joins_in_words(
        projection, "urn:100000"
    )


def test_a_person_is_told_without_a_score_and_an_isolate_has_no_line() -> None:
    projection = northmoor().on()
    assert joins_in_words(projection, "priya") == "2 contacts, all tied to each other"
    assert joins_in_words(projection, "urn:100006") == ""
    assert joins_in_words(projection, "la:999") == ""
