"""Who is who on a day: human and program judgements first, then a school's lives in the register.

A conversion gives a school a new URN and a ``succeeds`` claim. A text that names the school means the school, so
what it says is read for the record open on the day. A register means the URN, so what it says is never carried.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from graph.dates import Holds
from graph.records import SAME, Decision, Node, Outline
from graph.vocabulary import SCHOOL

CLOSED = "Closed"
PROPOSED_TO_OPEN = "Proposed to open"


def is_open(node: Node, day: date) -> Holds:
    """Whether a school or group exists on ``day``, by its dates and, where they are missing, its status.

    A blank opening date means open from the beginning (so the register means it). A closed school without a
    closing date is closed from the day its status was read and 'cannot tell' before.
    """
    if (node.opened and day < node.opened.earliest) or (node.closed and day > node.closed.latest):
        return Holds.NO
    status = str(node.attributes.get("status", ""))
    if status.casefold() == CLOSED.casefold() and not node.closed:
        read = str(node.attributes.get("status_as_of", ""))
        return Holds.NO if read and day.isoformat() >= read else Holds.CANNOT_TELL
    if status.casefold() == PROPOSED_TO_OPEN.casefold() and not node.opened:
        return Holds.NO
    return Holds.YES


@dataclass(frozen=True, slots=True)
class Lineage:
    """Predecessors and successors of schools, from ``succeeds`` claims."""

    before: Mapping[str, frozenset[str]]
    after: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, successions: Iterable[Outline]) -> Lineage:
        """The lineage that ``succeeds`` claims give, those that assert it."""
        before: dict[str, set[str]] = defaultdict(set)
        after: dict[str, set[str]] = defaultdict(set)
        for said in successions:
            if said.target and said.asserts:
                before[said.source].add(said.target)
                after[said.target].add(said.source)
        return cls(_frozen(before), _frozen(after))

    def continuation(self, node_id: str, *, forwards: bool) -> str | None:
        """The one record a school goes on as, or came from: one to one only, never across a merger or a split."""
        there, back = (self.after, self.before) if forwards else (self.before, self.after)
        others = there.get(node_id, frozenset())
        if len(others) != 1:
            return None
        other = next(iter(others))
        return other if back.get(other, frozenset()) == frozenset({node_id}) else None

    def lives(self, node_id: str) -> set[str]:
        """The record and all that the school was and became through one-to-one conversions."""
        found = {node_id}
        for forwards in (True, False):
            there = self.continuation(node_id, forwards=forwards)
            while there and there not in found:
                found.add(there)
                there = self.continuation(there, forwards=forwards)
        return found

    def earlier_self(self, node_id: str, among: Container[str]) -> str | None:
        """The record among the given ones that the school, itself or through one-to-one conversions, then was."""
        seen: set[str] = set()
        current: str | None = node_id
        while current and current not in seen:
            if current in among:
                return current
            seen.add(current)
            current = self.continuation(current, forwards=False)
        return None


def _frozen(sets: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in sets.items()}


class Identity:
    """Maps the node a claim names to the node it speaks of on a day."""

    def __init__(self, nodes: Mapping[str, Node], decisions: Iterable[Decision], lineage: Lineage) -> None:
        self._nodes = nodes
        self._lineage = lineage
        self._same = {d.left: d.right for d in decisions if d.verdict == SAME}
        self._told_apart: dict[str, set[str]] = defaultdict(set)
        for entity in self._same:
            if entity in nodes:
                self._told_apart[nodes[entity].dataset].add(self.canonical(entity))

    def canonical(self, node_id: str) -> str:
        """The node that decisions say ``node_id`` is; itself where nobody decided.

        Decisions that go in a circle make one of all in it: the first by id stands for them.
        """
        if node_id not in self._same:
            return node_id
        path = [node_id]
        while (there := self._same.get(path[-1])) and there not in path:
            path.append(there)
        return min(path[path.index(there) :]) if there else path[-1]

    def is_settled(self, node_id: str) -> bool:
        """Whether no decision says that ``node_id`` is another node, so that it speaks of itself on any day."""
        return node_id not in self._same

    def known_as(self) -> dict[str, list[str]]:
        """For each canonical id the other ids that stand for it, sorted."""
        others: dict[str, list[str]] = defaultdict(list)
        for entity in sorted(self._same):
            others[self.canonical(entity)].append(entity)
        return dict(others)

    def one_life(self, node_ids: Collection[str], day: date) -> str | None:
        """The one of the records that is open on the day, if all are of one school that converted; else None."""
        lives = self._lineage.lives(min(node_ids))
        alive = [node for node in node_ids if node in self._nodes and is_open(self._nodes[node], day) is not Holds.NO]
        return alive[0] if len(alive) == 1 and lives.issuperset(node_ids) else None

    def on(self, node_id: str, day: date) -> str:
        """The node that ``node_id`` stands for on ``day``.

        Where the matched record is not open on the day, the school's one-to-one predecessor or successor that is
        open is meant, unless the same source tells the two apart.
        """
        canonical = self.canonical(node_id)
        if canonical == node_id or node_id not in self._nodes:
            return canonical
        return self._alive(canonical, day, self._told_apart[self._nodes[node_id].dataset])

    def _alive(self, start: str, day: date, told_apart: set[str]) -> str:
        node = self._nodes.get(start)
        if node is None or node.type != SCHOOL or is_open(node, day) is not Holds.NO:
            return start
        forwards = node.opened is None or day >= node.opened.earliest
        there = self._lineage.continuation(start, forwards=forwards)
        # One to one both ways, a circle can only come back to the start, which its own source tells apart.
        while there and there in self._nodes and there not in told_apart:
            if is_open(self._nodes[there], day) is not Holds.NO:
                return there
            there = self._lineage.continuation(there, forwards=forwards)
        return start
