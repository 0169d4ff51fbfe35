"""What one node joins, in a line: how many contacts it has, and how many pairs of them have no tie of their own."""

from __future__ import annotations

from graph.network import Network
from graph.projection import Projection
from graph.vocabulary import PERSON
from queries.answer import count
from queries.measures.brokerage import OpenPaths
from queries.measures.holes import Holes


def joins_in_words(projection: Projection, node_id: str) -> str:
    """The node's contacts, their open pairs, and how far they repeat each other; '' where it has no contact.

    A person is told without the two measures of structural holes: no score is put beside a name.
    """
    network = Network.of(projection, _within_two_steps(projection, node_id))
    place = network.index.get(node_id)
    if place is None or not (contacts := int(network.contacts.indptr[place + 1] - network.contacts.indptr[place])):
        return ""
    said = f"{count(contacts, 'contact')}{_open_pairs(network, place, contacts)}"
    return said if projection.nodes[node_id].type == PERSON else f"{said}; {_holes(network, place)}"


def _within_two_steps(projection: Projection, node_id: str) -> set[str]:
    """What the constraint of a node depends on: its contacts, and all that these are tied to."""
    near = {node_id, *(there for there, _ in projection.steps_from(node_id))}
    return near | {there for node in near for there, _ in projection.steps_from(node)}


def _open_pairs(network: Network, place: int, contacts: int) -> str:
    if contacts == 1:
        return ""
    pairs = contacts * (contacts - 1) // 2
    apart = int(OpenPaths.of(network.contacts).totals[place]) // 2
    if apart == 0:
        return ", all tied to each other"
    return (
        ", none tied to another" if apart == pairs else f", {apart:,} of {pairs:,} pairs of them not tied to each other"
    )


def _holes(network: Network, place: int) -> str:
    holes = Holes(network.contacts)
    constraint, size = holes.constraint()[place], holes.effective_size()[place]
    return f"constraint {constraint:.2f} (whole network), effective size {size:.1f}"
