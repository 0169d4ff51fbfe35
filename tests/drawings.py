"""Small made-up graphs for tests, drawn in a few words and read on a day.

A drawing is dated 2013 as a whole: a claim that is given no dates of its own was seen in that year.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from graph.dates import PartialDate
from graph.projection import Ledger, Projection, Reading
from graph.records import SAME, Claim, Dataset, Decision, Evidence, Node, Record
from graph.stores.memory import MemoryStore

IN_2013 = date(2013, 6, 30)
DRAWING = Dataset(id="drawing:one", title="A drawing", kind="drawing", published=PartialDate(2013))
SOMEBODY = "a test"


def partial(text: str | None) -> PartialDate | None:
    """A date as a drawing writes it: '2013', '2013-09', '2013-09-15' or None."""
    return PartialDate.parse(text) if text else None


def node(node_id: str, type: str, dataset: Dataset = DRAWING, **fields: Any) -> Node:
    """A node named after its id; ``opened`` and ``closed`` are given as text."""
    life: dict[str, Any] = {key: partial(fields.pop(key, None)) for key in ("opened", "closed")}
    made = Node(id=node_id, type=type, name=node_id.capitalize(), dataset=dataset.id)
    return replace(made, **life, **fields)


def claim(source: str, type: str, target: str | None, dataset: Dataset = DRAWING, **fields: Any) -> Claim:
    """A claim whose id says what it says; ``start``, ``end``, ``seen`` and ``dated`` are given as text."""
    seen = tuple(PartialDate.parse(text) for text in fields.pop("seen", ()))
    life: dict[str, Any] = {key: partial(fields.pop(key, None)) for key in ("start", "end")}
    evidence = Evidence(document=dataset.title, lines=(1,), dated=partial(fields.pop("dated", "2013")))
    key = fields.pop("id", f"{dataset.id}/{source}/{type}/{target}")
    made = Claim(id=key, type=type, source=source, target=target, dataset=dataset.id, evidence=evidence)
    return replace(made, observed=seen, **life, **fields)


class Drawing:
    """Nodes and claims put down one by one; ``on`` reads them on a day."""

    def __init__(self) -> None:
        self.datasets = {DRAWING.id: DRAWING}
        self.nodes: list[Node] = []
        self.claims: list[Claim] = []
        self.decisions: list[Decision] = []

    def school(self, node_id: str, dataset: Dataset = DRAWING, **fields: Any) -> str:
        """Put down a school; returns its id."""
        return self._node(node_id, "school", dataset, fields)

    def schools(self, *node_ids: str) -> tuple[str, ...]:
        """Put down several schools; returns their ids."""
        return tuple(self.school(node_id) for node_id in node_ids)

    def person(self, node_id: str, dataset: Dataset = DRAWING, **fields: Any) -> str:
        """Put down a person; returns the id."""
        return self._node(node_id, "person", dataset, fields)

    def group(self, node_id: str, kind: str = "cluster", *members: str, **fields: Any) -> str:
        """Put down a group with its members; returns its id."""
        self._node(node_id, "group", DRAWING, {"kind": kind, **fields})
        for member in members:
            self.claim(member, "member_of", node_id)
        return node_id

    def other(self, node_id: str, type: str) -> str:
        """Put down a local authority, programme or organisation; returns its id."""
        return self._node(node_id, type, DRAWING, {})

    def _node(self, node_id: str, type: str, dataset: Dataset, fields: dict[str, Any]) -> str:
        self.datasets[dataset.id] = dataset
        self.nodes.append(node(node_id, type, dataset, **fields))
        return node_id

    def claim(self, source: str, type: str, target: str | None, dataset: Dataset = DRAWING, **fields: Any) -> Claim:
        """Put down a claim."""
        self.datasets[dataset.id] = dataset
        self.claims.append(claim(source, type, target, dataset, **fields))
        return self.claims[-1]

    def head(self, person: str, school: str, **fields: Any) -> str:
        """Put down a person who is headteacher of a school; returns the person's id."""
        if all(held.id != person for held in self.nodes):
            self.person(person)
        self.claim(person, "holds_role", school, role="headteacher", role_title="headteacher", **fields)
        return person

    def designate(self, person: str, designation: str = "NLE", **fields: Any) -> str:
        """Put down a designation of a person as system leader; returns the person's id."""
        self.claim(person, "designated", None, role=designation, **fields)
        return person

    def same(self, left: str, right: str) -> None:
        """Put down a judgement that two nodes are one."""
        self.decisions.append(Decision(left=left, right=right, verdict=SAME, by=SOMEBODY, on="2026-01-10"))

    def store(self) -> MemoryStore:
        """All of it in a store."""
        store = MemoryStore()
        for key, dataset in self.datasets.items():
            store.load(dataset, [n for n in self.nodes if n.dataset == key], on=IN_2013)
        for key, dataset in self.datasets.items():
            said: list[Record] = [n for n in self.nodes if n.dataset == key]
            said += [c for c in self.claims if c.dataset == key]
            assert store.load(dataset, said, on=IN_2013).dangling == (), "a drawing joins what it has put down"
        store.decide(self.decisions)
        return store

    def on(self, day: date = IN_2013, **rules: Any) -> Projection:
        """The drawing read on a day."""
        return Ledger.read(self.store()).on(Reading(day, **rules))
