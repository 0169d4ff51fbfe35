"""Who is meant when a person judges who is who, takes it back, or has somebody deleted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from graph.errors import QuestionError
from graph.identity import Identity, Lineage
from graph.projection import Ledger
from graph.records import Node
from graph.store import Store
from queries.find import Finder, describe

REGISTER_IDS: Final = ("urn:", "uid:", "la:")


def pair(store: Store, text: str) -> tuple[str, str]:
    """The two ids of NAME=URN: a record as a text names it, and one it may be.

    Two records of the register are never judged. Raises QuestionError, NotFound or Ambiguous.
    """
    left, equals, right = (part.strip() for part in text.rpartition("="))
    if not (equals and left and right):
        raise QuestionError(f"not a pair: {text!r}", next_step="Write NAME=URN, for example 'Ash School=119950'.")
    nodes = {node.id: node for node in store.nodes()}
    texts = {node_id: node for node_id, node in nodes.items() if not node_id.startswith(REGISTER_IDS)}
    ids = _as_given(texts, left), _as_given(nodes, right)
    if len(set(ids)) != 2 or nodes[ids[0]].type != nodes[ids[1]].type:
        raise QuestionError(
            f"{left} and {right} cannot be judged: {describe(nodes[ids[0]])} and {describe(nodes[ids[1]])}",
            next_step="Name two different records of the same type.",
        )
    return ids


def judged_pairs(store: Store, name: str) -> list[tuple[str, str]]:
    """The pairs that were judged about a record as a text names it. Raises NotFound or Ambiguous."""
    decisions = store.decisions()
    nodes = {node.id: node for node in store.nodes(ids={decision.left for decision in decisions})}
    left = _as_given(nodes, name)
    return [(left, decision.right) for decision in decisions if decision.left == left]


def every_id(ledger: Ledger, name: str) -> list[str]:
    """The id of a node and those of every record judged to be the same. Raises NotFound or Ambiguous."""
    found = Finder(ledger.nodes, ledger.identity).find(name)
    return [found, *ledger.identity.known_as().get(found, [])]


def _as_given(nodes: Mapping[str, Node], name: str) -> str:
    """The id of a record as its source gives it, whatever it was judged to be."""
    return Finder(nodes, Identity(nodes, (), Lineage({}, {}))).find(name)
