"""Small made-up worlds for tests of the graph and the questions, in few words."""

from __future__ import annotations

from datetime import date
from typing import Any

from graph.dates import PartialDate
from graph.projection import Ledger, Projection, Reading
from graph.records import Claim, Dataset, Decision, Evidence, Node
from graph.store import Store
from graph.stores.memory import MemoryStore
from graph.vocabulary import GROUP, LOCAL_AUTHORITY, PERSON, SCHOOL

ON = date(2013, 9, 30)
AUTHORITY = "la:999"


def when(text: str | None) -> PartialDate | None:
    """A date from its ISO text."""
    return PartialDate.parse(text) if text else None


class World:
    """Nodes and claims of one or more sources, put together a line at a time; schools stand in Northmoor."""

    def __init__(self, store: Store | None = None) -> None:
        self.store: Store = store or MemoryStore()
        self._records: dict[str, list[Node | Claim]] = {}
        self._decisions: list[Decision] = []
        self.node(AUTHORITY, LOCAL_AUTHORITY, "Northmoor", source="register")

    def node(self, node_id: str, type: str, name: str | None = None, source: str = "survey", **fields: Any) -> str:
        """A node; ``opened`` and ``closed`` are ISO texts."""
        for key in ("opened", "closed"):
            fields[key] = when(fields.get(key))
        node = Node(id=node_id, type=type, name=name or node_id, dataset=source, **fields)
        self._records.setdefault(source, []).append(node)
        return node_id

    def school(self, urn: int | str, name: str | None = None, authority: str = AUTHORITY, **fields: Any) -> str:
        """A school of the register, in the authority; or, with a text id, one that only a text names."""
        node_id = f"urn:{urn}" if isinstance(urn, int) else urn
        source = fields.pop("source", "register" if isinstance(urn, int) else "survey")
        self.node(node_id, SCHOOL, name, source, **fields)
        if authority:
            self.claim("in_authority", node_id, authority, source=source)
        return node_id

    def group(self, node_id: str, kind: str = "cluster", **fields: Any) -> str:
        """A group of a kind."""
        return self.node(node_id, GROUP, kind=kind, **fields)

    def person(self, node_id: str, **fields: Any) -> str:
        """A person."""
        return self.node(node_id, PERSON, **fields)

    def claim(
        self, type: str, source_id: str, target_id: str | None = None, source: str = "survey", **fields: Any
    ) -> str:
        """A claim; ``start``, ``end`` and ``seen`` are ISO texts; the document is of 2013 unless ``dated`` says so."""
        said = self._records.setdefault(source, [])
        claim_id: str = fields.pop("id", f"{source}:{type}:{source_id}:{target_id}:{len(said)}")
        dated = fields.pop("dated", "2013")
        seen = fields.pop("seen", ())
        claim = Claim(
            id=claim_id,
            type=type,
            source=source_id,
            target=target_id,
            dataset=source,
            evidence=Evidence(document=f"The {source}", lines=(len(said) + 1,), dated=when(dated)),
            start=when(fields.pop("start", None)),
            end=when(fields.pop("end", None)),
            observed=tuple(map(PartialDate.parse, [seen] if isinstance(seen, str) else seen)),
            **fields,
        )
        said.append(claim)
        return claim_id

    def head(self, person: str, school: str, **fields: Any) -> str:
        """A person who is headteacher of a school."""
        self.person(person)
        self.claim("holds_role", person, school, role="headteacher", role_title="headteacher", **fields)
        return person

    def same(self, left: str, right: str) -> None:
        """Somebody decided that two nodes are one."""
        self._decisions.append(Decision(left=left, right=right, verdict="same", by="an analyst", on="2026-01-01"))

    def built(self) -> Store:
        """The store that holds it all."""
        for source in sorted(self._records):
            dataset = Dataset(id=source, title=f"The {source}", kind="test", published=PartialDate(2013))
            nodes = [record for record in self._records[source] if isinstance(record, Node)]
            self.store.load(dataset, nodes, on=date(2026, 1, 1))
        for source in sorted(self._records):
            dataset = Dataset(id=source, title=f"The {source}", kind="test", published=PartialDate(2013))
            dangling = self.store.load(dataset, self._records[source], on=date(2026, 1, 1)).dangling
            assert not dangling, dangling
        self.store.decide(self._decisions)
        return self.store

    def on(self, day: date = ON, **rules: Any) -> Projection:
        """The graph on a day."""
        return Ledger.read(self.built()).on(Reading(day, **rules))
