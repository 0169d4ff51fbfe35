"""What a store holds for one authority: enough that its schools are answered for as they are from the whole.

Taken are the schools and groups that any source places in the authority, and everything that hangs together with them,
without limit: over ties of any day, live or over, through people, groups and schools, over conversions, and over
judgements that two are one. So every route of every day that begins in the authority is there with all that it could
meet. Authorities, programmes, organisations and sets of unnamed schools are never a step of a route: they are taken
where a claim names them, and nothing is taken for their sake. With each such node come all that was ever said of it,
withdrawn or not, and every claim on it; the other end of a claim that makes no tie (a plan, a denial, what was
withdrawn) comes by what is said of it alone.

For England this is little: of the register's 60,000 schools and groups, 8 to 2,800 for an authority.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from itertools import chain
from typing import Generic, TypeVar

from graph.projection import Ledger
from graph.records import SAME, Claim, Dataset, Decision, Node
from graph.store import Store
from graph.vocabulary import NEVER_A_STEP, RELATIONS, SCHOOL

IN_AUTHORITY = "in_authority"
Neighbours = Mapping[str, set[str]]


@dataclass(frozen=True, slots=True)
class Part:
    """What is taken of a store for an authority; it can be copied like a store (graph.copying).

    A data set of which something was left out carries the authority's id in ``Dataset.part``, so that nobody takes it
    for a list of every school elsewhere. ``within`` and ``elsewhere`` are numbers of schools, named one by one.
    """

    authority: str
    within: int
    elsewhere: int
    _datasets: tuple[Dataset, ...]
    _nodes: Mapping[str, tuple[Node, ...]]
    _claims: Mapping[str, tuple[Claim, ...]]
    _decisions: tuple[Decision, ...]

    def snapshot(self) -> AbstractContextManager[None]:
        """It was taken at one moment already."""
        return nullcontext()

    def datasets(self) -> list[Dataset]:
        """The data sets that say something of what was taken, by id."""
        return list(self._datasets)

    def said(self, dataset: str) -> Iterator[Node]:
        """What a data set says of the nodes taken, withdrawn statements included."""
        return iter(self._nodes[dataset])

    def claims(self, *, dataset: str, withdrawn: bool) -> Iterator[Claim]:
        """The claims of a data set that were taken; withdrawn ones if asked for."""
        return (claim for claim in self._claims[dataset] if withdrawn or not claim.withdrawn)

    def decisions(self) -> list[Decision]:
        """The judgements on what was taken."""
        return list(self._decisions)

    @property
    def sentence(self) -> str:
        """How much was taken, in a line."""
        return (
            f"Taken: {self.within:,} school{'' if self.within == 1 else 's'} of the authority, closed ones too, and"
            f" {self.elsewhere:,} elsewhere that hang together with them."
        )


def part(store: Store, authority: str) -> Part:
    """What the store holds for the authority of an id. Memory: about 1 kB a record held. Raises StoreChanged."""
    with store.snapshot():
        ledger = Ledger.read(store)
        return _Taking(store, ledger, authority).part()


Some = TypeVar("Some", Node, Claim)


@dataclass(frozen=True, slots=True)
class _Sifted(Generic[Some]):
    kept: tuple[Some, ...]
    left_out: int


def _sifted(records: Iterable[Some], wanted: Callable[[Some], bool]) -> _Sifted[Some]:
    judged = [(record, wanted(record)) for record in records]
    return _Sifted(tuple(record for record, good in judged if good), sum(not good for _, good in judged))


class _Taking:
    """Works out what is placed in the authority, and the whole that hangs together with it."""

    def __init__(self, store: Store, ledger: Ledger, authority: str) -> None:
        self._store, self._ledger, self._authority = store, ledger, authority
        self._judged = store.decisions()
        self._same = _neighbours((d.left, d.right) for d in self._judged if d.verdict == SAME)
        council = self._with_all_names({authority})
        self._placed = self._with_all_names({claim.source for claim in self._memberships(council)})
        self._whole = self._hanging_together() | council

    def _memberships(self, council: Collection[str]) -> Iterator[Claim]:
        claims = self._store.claims(types=[IN_AUTHORITY], touching=council)
        return (claim for claim in claims if _stands(claim))

    def _with_all_names(self, nodes: Iterable[str]) -> set[str]:
        return _reached(nodes, lambda node: self._same.get(node, set()))

    def _hanging_together(self) -> set[str]:
        """Everything reached from the schools and groups of the authority, but for what is never a step."""
        ties = (claim.ends for claim in self._ledger.claims if _leads_on(claim))
        lives = ((node, heir) for node, heirs in self._ledger.lineage.after.items() for heir in heirs)
        neighbours = _neighbours(chain(ties, lives))

        def onwards(node: str) -> set[str]:
            same = self._same.get(node, set())
            return same | neighbours.get(node, set()) if self._is_step(node) else same

        return {node for node in _reached(self._placed, onwards) if self._is_step(node)}

    def _is_step(self, node_id: str) -> bool:
        """As Projection.is_step; a node of which nothing is said any longer may be one."""
        node = self._ledger.nodes.get(node_id)
        return node is None or (node.type not in NEVER_A_STEP and not node.is_collective)

    def part(self) -> Part:
        datasets = self._store.datasets()
        claims = {d.id: _sifted(self._store.claims(dataset=d.id, withdrawn=True), self._concerns) for d in datasets}
        ends = {end for some in claims.values() for claim in some.kept for end in claim.ends}
        known = self._with_all_names(self._whole | ends)
        nodes = {d.id: _sifted(self._store.said(d.id), lambda node: node.id in known) for d in datasets}
        schools = {node for node in self._whole if self._is_school(node)}
        return Part(
            authority=self._authority,
            within=len(schools & self._placed),
            elsewhere=len(schools - self._placed),
            _datasets=tuple(
                self._marked(d, nodes[d.id], claims[d.id]) for d in datasets if nodes[d.id].kept or claims[d.id].kept
            ),
            _nodes={name: some.kept for name, some in nodes.items()},
            _claims={name: some.kept for name, some in claims.items()},
            _decisions=tuple(d for d in self._judged if d.left in known or d.right in known),
        )

    def _concerns(self, claim: Claim) -> bool:
        return not self._whole.isdisjoint(claim.ends)

    def _marked(self, dataset: Dataset, nodes: _Sifted[Node], claims: _Sifted[Claim]) -> Dataset:
        return replace(dataset, part=self._authority) if nodes.left_out or claims.left_out else dataset

    def _is_school(self, node_id: str) -> bool:
        node = self._ledger.nodes.get(node_id)
        return node is not None and node.type == SCHOOL and self._ledger.identity.canonical(node_id) == node_id


def _stands(claim: Claim) -> bool:
    return bool(claim.target) and not claim.negated and claim.certainty != "planned"


def _leads_on(claim: Claim) -> bool:
    """Whether a claim may be a tie on some day."""
    return _stands(claim) and RELATIONS[claim.type].ties


def _neighbours(pairs: Iterable[tuple[str, ...]]) -> Neighbours:
    found: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        for one in pair:
            found[one].update(pair)
    return found


def _reached(start: Iterable[str], onwards: Callable[[str], Iterable[str]]) -> set[str]:
    """Everything that a walk from the start comes to, the start included."""
    found = set(start)
    frontier = list(found)
    while frontier:
        new = set(onwards(frontier.pop())) - found
        found |= new
        frontier += new
    return found
