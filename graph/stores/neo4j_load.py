"""What a load, a deletion or a judgement does inside one transaction of Neo4j. It asks what is held before it writes,
so that the server may let it be tried again from the start.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Protocol, TypeVar

from graph import serial
from graph.records import SAME, Claim, Dataset, Decision, Node, Record
from graph.store import LoadSummary, Tally
from graph.stores import neo4j_queries as cypher
from graph.stores import neo4j_rows as rows

BATCH: Final = 2_000

Some = TypeVar("Some")


class Transaction(Protocol):
    """The part of a transaction that is used here."""

    def run(self, query: Any, parameters: dict[str, Any] | None = None) -> Iterable[Mapping[str, Any]]: ...


@dataclass
class Staged:
    """The records of a load, the last of each id."""

    nodes: dict[tuple[str, str], Node] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Iterable[Record]) -> Staged:
        """Reads them all. Memory: about 1 kB a record."""
        staged = cls()
        for record in records:
            if isinstance(record, Node):
                staged.nodes[record.id, record.dataset] = record
            else:
                staged.claims[record.id] = record
        return staged


def load(tx: Transaction, dataset: Dataset, staged: Staged, on: date) -> LoadSummary:
    """Make the store say of a data set what is staged."""
    return _Load(tx, dataset, staged, on).done()


class _Load:
    def __init__(self, tx: Transaction, dataset: Dataset, staged: Staged, on: date) -> None:
        self._tx, self._dataset, self._staged, self._on = tx, dataset, staged, on
        self._before = datasets(tx)
        self._after = {**self._before, dataset.id: dataset}

    def done(self) -> LoadSummary:
        _each(self._tx, cypher.KEEP_DATASET, [rows.dataset_row(rows.loaded(self._dataset, self._on))])
        dangling = self._dangling()
        claims = {claim.id: claim for claim in self._staged.claims.values()}
        for claim in dangling:
            del claims[claim.id]
        summary = LoadSummary(self._correct_nodes(), self._correct_claims(claims), dangling)
        _each(self._tx, cypher.DRAW_DECISIONS, [None])
        return summary

    def _dangling(self) -> tuple[Claim, ...]:
        staged = {node_id for node_id, _ in self._staged.nodes}
        asked = sorted({end for claim in self._staged.claims.values() for end in claim.ends} - staged)
        known = staged | {row["id"] for row in self._ask(cypher.KNOWN_TO_OTHERS, asked)}
        return tuple(claim for _, claim in sorted(self._staged.claims.items()) if not known.issuperset(claim.ends))

    def _correct_nodes(self) -> Tally:
        said = {key: rows.statement_row(node) for key, node in self._staged.nodes.items()}
        held = {(row["id"], row["dataset"]): row for row in self._ask(cypher.HELD_STATEMENTS, _keys(said))}
        added, changed = _compared(said, held)
        here = {node_id for node_id, dataset in said if dataset == self._dataset.id}
        live = [row["id"] for row in self._tx.run(cypher.LIVE_STATEMENTS, {"dataset": self._dataset.id})]
        left = sorted(set(live) - here)
        self._tell(cypher.WITHDRAW_STATEMENTS, left)
        _each(self._tx, cypher.KEEP_STATEMENTS, [said[key] for key in (*added, *changed)])
        weighed_anew = here if rows.moved(self._before.get(self._dataset.id), self._dataset) else set()
        self._merge(sorted({*left, *weighed_anew, *(node_id for node_id, _ in (*added, *changed))}))
        return Tally(len(added), len(changed), len(said) - len(added) - len(changed), len(left))

    def _merge(self, ids: Sequence[str]) -> None:
        own: dict[str, dict[str, Node]] = defaultdict(dict)
        for (node_id, name), node in self._staged.nodes.items():
            own[node_id][name] = node
        for some in _batches(ids):
            said = {node_id: dict(own.get(node_id, {})) for node_id in some}
            for row in self._ask(cypher.SAID_BY_OTHERS, some):
                said[row["id"]].setdefault(row["dataset"], _node(row["record"]))
            keep_merged(self._tx, {node_id: held.values() for node_id, held in said.items()}, self._after)

    def _correct_claims(self, claims: Mapping[str, Claim]) -> Tally:
        said = {key: rows.claim_row(claim) for key, claim in claims.items()}
        held = {row["id"]: row for row in self._ask(cypher.HELD_CLAIMS, [{"id": key} for key in sorted(said)])}
        added, changed = _compared(said, held)
        live = [row["id"] for row in self._tx.run(cypher.LIVE_CLAIMS, {"dataset": self._dataset.id})]
        left = sorted(set(live) - said.keys())
        _each(self._tx, cypher.ERASE_DRAWINGS, [*left, *(key for key in changed if not held[key]["gone"])])
        self._tell(cypher.WITHDRAW_CLAIMS, left)
        _each(self._tx, cypher.KEEP_CLAIMS, [said[key] for key in (*added, *changed)])
        draw(self._tx, (claims[key] for key in (*added, *changed)))
        return Tally(len(added), len(changed), len(said) - len(added) - len(changed), len(left))

    def _ask(self, query: str, asked: Sequence[Any]) -> Iterator[Mapping[str, Any]]:
        for some in _batches(asked):
            yield from self._tx.run(query, {"rows": some, "dataset": self._dataset.id})

    def _tell(self, query: str, ids: Sequence[str]) -> None:
        for some in _batches(ids):
            _run(self._tx, query, {"rows": some, "dataset": self._dataset.id, "on": self._on})


def _keys(said: Mapping[tuple[str, str], rows.Row]) -> list[rows.Row]:
    return [{"id": node_id, "dataset": dataset} for node_id, dataset in sorted(said)]


Key = TypeVar("Key", str, tuple[str, str])


def _compared(said: Mapping[Key, rows.Row], held: Mapping[Key, Mapping[str, Any]]) -> tuple[list[Key], list[Key]]:
    """The keys that are new, and those whose record differs or had been withdrawn."""
    added = [key for key in sorted(said) if key not in held]
    changed = [
        key for key in sorted(held) if held[key]["gone"] or held[key]["record"] != said[key]["properties"]["record"]
    ]
    return added, changed


def draw(tx: Transaction, claims: Iterable[Claim]) -> None:
    """Draw claims as relationships, type by type."""
    drawn: dict[tuple[str, bool], list[rows.Row]] = defaultdict(list)
    for claim in claims:
        if relationship := rows.drawn_as(claim):
            drawn[relationship, claim.target is None].append(rows.drawing_row(claim))
    for (relationship, unnamed), some in sorted(drawn.items(), key=lambda item: item[0]):
        _each(tx, cypher.draw_unnamed(relationship) if unnamed else cypher.draw(relationship), some)


def keep_merged(tx: Transaction, said: Mapping[str, Collection[Node]], held: Mapping[str, Dataset]) -> None:
    """Write nodes merged from what is said of them; those of which nothing is said fade."""
    typed: dict[str, list[rows.Row]] = defaultdict(list)
    for statements in said.values():
        if node := rows.merged(statements, held):
            typed[node.type].append(rows.entity_row(node))
    for node_type, some in sorted(typed.items()):
        _each(tx, cypher.keep_entities(node_type), some)
    _each(tx, cypher.FADE_ENTITIES, [node_id for node_id, statements in said.items() if not statements])


def datasets(tx: Transaction) -> dict[str, Dataset]:
    """The data sets held, by id."""
    return {row["id"]: serial.dataset_from(row["record"]) for row in tx.run(cypher.DATASETS)}


def decide(tx: Transaction, decisions: Iterable[Decision]) -> None:
    """Keep judgements, and draw those that say two are one. The last on a pair counts."""
    last = {(decision.left, decision.right): decision for decision in decisions}
    said = [rows.decision_row(decision) for _, decision in sorted(last.items())]
    _each(tx, cypher.KEEP_DECISIONS, said)
    _each(tx, cypher.ERASE_DECISIONS, [row for row in said if row["properties"]["verdict"] != SAME])
    _each(tx, cypher.DRAW_DECISIONS, [None])


def delete_node(tx: Transaction, node: str) -> int:
    """Truly delete a node with its claims and decisions; returns records removed."""
    claims = [row["id"] for row in tx.run(cypher.CLAIMS_ABOUT, {"id": node})]
    removed = sum(delete_claim(tx, claim) for claim in claims)
    removed += sum(_count(tx, query, node) for query in (cypher.DELETE_STATEMENTS_OF, cypher.DELETE_DECISIONS_ON))
    _run(tx, cypher.DELETE_ENTITY, {"id": node})
    return removed


def delete_claim(tx: Transaction, claim: str) -> int:
    """Truly delete a claim and its drawing; returns records removed."""
    return _delete_claims(tx, [claim])


def _delete_claims(tx: Transaction, ids: Sequence[str]) -> int:
    _each(tx, cypher.ERASE_DRAWINGS, ids)
    return sum(int(row["removed"]) for some in _batches(ids) for row in tx.run(cypher.DELETE_CLAIMS, {"rows": some}))


def delete_dataset(tx: Transaction, dataset: str) -> int:
    """Truly delete a data set with all it says; returns records removed."""
    removed = _delete_claims(tx, [row["id"] for row in tx.run(cypher.CLAIMS_OF_DATASET, {"id": dataset})])
    ids = [row["id"] for row in tx.run(cypher.IDS_OF_DATASET, {"id": dataset})]
    removed += _count(tx, cypher.DELETE_STATEMENTS_IN, dataset)
    removed += _count(tx, cypher.DELETE_DATASET, dataset)
    held = datasets(tx)
    for some in _batches(sorted(ids)):
        said: dict[str, list[Node]] = {node_id: [] for node_id in some}
        for row in tx.run(cypher.SAID_BY_OTHERS, {"rows": some, "dataset": dataset}):
            said[row["id"]].append(_node(row["record"]))
        keep_merged(tx, said, held)
    return removed


def _count(tx: Transaction, query: str, key: str) -> int:
    return sum(int(row["removed"]) for row in tx.run(query, {"id": key}))


def _node(record: str) -> Node:
    return serial.node_from(record)


def _each(tx: Transaction, query: str, all_rows: Sequence[Any]) -> None:
    for some in _batches(all_rows):
        _run(tx, query, {"rows": some})


def _run(tx: Transaction, query: str, values: dict[str, Any]) -> None:
    # Read to its end, so that a fault is met here and not at some later statement.
    for _ in tx.run(query, values):
        pass


def _batches(values: Sequence[Some]) -> Iterator[Sequence[Some]]:
    return (values[start : start + BATCH] for start in range(0, len(values), BATCH))
