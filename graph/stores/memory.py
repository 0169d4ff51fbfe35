"""A store that lives as long as the program: for tests, trials and what need not be kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TypeVar

from graph.records import UNDECIDED, Claim, Dataset, Decision, Node, Record, merge
from graph.store import Counts, LoadSummary, Store, Tally

NodeKey = tuple[str, str]
Key = TypeVar("Key", str, NodeKey)
Kept = TypeVar("Kept", Node, Claim)


class MemoryStore(Store):
    """Dictionaries behind the contract of graph.store."""

    url = "memory:"

    def __init__(self) -> None:
        self._datasets: dict[str, Dataset] = {}
        self._nodes: dict[NodeKey, Node] = {}
        self._claims: dict[str, Claim] = {}
        self._decisions: dict[tuple[str, str], Decision] = {}

    def load(self, dataset: Dataset, records: Iterable[Record], *, on: date) -> LoadSummary:
        nodes: dict[NodeKey, Node] = {}
        claims: dict[str, Claim] = {}
        for record in records:
            if isinstance(record, Node):
                nodes[record.id, record.dataset] = record
            else:
                claims[record.id] = record
        dangling = self._dangling(dataset, nodes, claims)
        for claim in dangling:
            del claims[claim.id]
        summary = LoadSummary(
            _correct(self._nodes, nodes, on, lambda node: node.dataset == dataset.id),
            _correct(self._claims, claims, on, lambda claim: claim.dataset == dataset.id),
            dangling,
        )
        self._datasets[dataset.id] = replace(dataset, loaded=on.isoformat())
        return summary

    def _dangling(self, dataset: Dataset, nodes: dict[NodeKey, Node], claims: dict[str, Claim]) -> tuple[Claim, ...]:
        known = {node_id for node_id, _ in nodes}
        known |= {node.id for node in self._nodes.values() if not node.withdrawn and node.dataset != dataset.id}
        return tuple(claim for _, claim in sorted(claims.items()) if not known.issuperset(claim.ends))

    def datasets(self) -> list[Dataset]:
        return [dataset for _, dataset in sorted(self._datasets.items())]

    def nodes(self, *, ids: Collection[str] | None = None, type: str | None = None) -> Iterator[Node]:
        wanted = None if ids is None else set(ids)
        live = (n for n in self._nodes.values() if not n.withdrawn and (wanted is None or n.id in wanted))
        for _, said in groupby(sorted(live, key=self._weight), key=lambda node: node.id):
            node = merge(said)
            if type is None or node.type == type:
                yield node

    def statements(self, node_id: str) -> list[Node]:
        return sorted((n for n in self._nodes.values() if n.id == node_id), key=self._weight)

    def said(self, dataset: str) -> Iterator[Node]:
        return (node for _, node in sorted(self._nodes.items()) if node.dataset == dataset)

    def _weight(self, node: Node) -> tuple[str, bool, str, str]:
        dataset = self._datasets[node.dataset]
        return node.id, dataset.describes, str(dataset.published or ""), dataset.id

    def claims(
        self,
        *,
        types: Collection[str] | None = None,
        touching: Collection[str] | None = None,
        dataset: str | None = None,
        withdrawn: bool = False,
    ) -> Iterator[Claim]:
        ends = None if touching is None else set(touching)
        for _, claim in sorted(self._claims.items()):
            if (
                (withdrawn or not claim.withdrawn)
                and (types is None or claim.type in types)
                and (ends is None or not ends.isdisjoint(claim.ends))
                and dataset in (None, claim.dataset)
            ):
                yield claim

    def decide(self, decisions: Iterable[Decision]) -> None:
        for decision in decisions:
            self._decisions[decision.left, decision.right] = decision

    def decisions(self) -> list[Decision]:
        return [decision for _, decision in sorted(self._decisions.items()) if decision.verdict != UNDECIDED]

    def delete(self, *, node: str | None = None, claim: str | None = None, dataset: str | None = None) -> int:
        before = len(self._nodes) + len(self._claims) + len(self._decisions) + len(self._datasets)
        self._nodes = {k: n for k, n in self._nodes.items() if n.id != node and n.dataset != dataset}
        self._claims = {
            k: c
            for k, c in self._claims.items()
            if claim != k and c.dataset != dataset and (node is None or node not in c.ends)
        }
        self._decisions = {k: d for k, d in self._decisions.items() if node is None or node not in k}
        self._datasets = {k: d for k, d in self._datasets.items() if k != dataset}
        return before - len(self._nodes) - len(self._claims) - len(self._decisions) - len(self._datasets)

    def counts(self) -> Counts:
        types = {node.id: node.type for node in self._nodes.values() if not node.withdrawn}
        live = [claim for claim in self._claims.values() if not claim.withdrawn]
        withdrawn = len(self._claims) - len(live) + sum(1 for node in self._nodes.values() if node.withdrawn)
        return Counts(_tally(types.values()), _tally(claim.type for claim in live), withdrawn)

    def close(self) -> None:
        """Nothing to let go of."""


def _tally(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))


def _correct(held: dict[Key, Kept], said: dict[Key, Kept], on: date, ours: Callable[[Kept], bool]) -> Tally:
    changed = sum(1 for key, record in said.items() if key in held and held[key] != record)
    added = sum(1 for key in said if key not in held)
    left = [key for key, record in held.items() if ours(record) and key not in said and not record.withdrawn]
    for key in left:
        held[key] = replace(held[key], withdrawn=on.isoformat())
    held.update(said)
    return Tally(added, changed, len(said) - added - changed, len(left))
