"""Where the questions of this package get what they need: from claims read into memory, or from a server that reads
them where they are (graph.stores.cypher) and sends rungs, routes and names.

Of a server's store the names, decisions and successions are read, and the claims about the schools in the answer: they
are the evidence that it shows. The many other claims stay where they are.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from typing import Any, Final

from graph.identity import Identity, Lineage
from graph.projection import SUCCESSION, TIE_TABLE, Ledger, Projection, Reading, Standing, Tie
from graph.records import Claim
from graph.store import Store
from graph.vocabulary import PERSON, RELATIONS
from queries.answer import assumptions
from queries.contacts import Contacts
from queries.ladder import INWARD, Ladder
from queries.removal import Move

_READ_TYPES: Final = tuple(name for name in RELATIONS if name not in ("in_authority", SUCCESSION))
Rows = Mapping[str, Mapping[str, Any]]


class Sight(ABC):
    """What a question sees of a store on the days it asks about."""

    @abstractmethod
    def names(self, reading: Reading) -> Projection:
        """The graph of a day with every node, and whatever of its ties this sight has."""

    @abstractmethod
    def ladder(self, reading: Reading, schools: Collection[str]) -> Ladder:
        """The ladder of a day, with the evidence for the given schools."""

    @abstractmethod
    def rungs(self, reading: Reading, schools: Collection[str]) -> Mapping[str, str]:
        """The rung of each of the schools, by id."""

    @abstractmethod
    def near(self, nodes: Collection[str], days: Iterable[Reading]) -> Ledger:
        """A ledger with all claims about some nodes, and about whom they are tied to, or were, on any of the days."""

    @abstractmethod
    def assumptions(self, reading: Reading) -> tuple[str, ...]:
        """What was assumed in reading the claims of the day (queries.answer.assumptions)."""


class InMemory(Sight):
    """Everything, read into memory once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._ladders: dict[Reading, Ladder] = {}

    def names(self, reading: Reading) -> Projection:
        return self._ledger.on(reading)

    def ladder(self, reading: Reading, schools: Collection[str]) -> Ladder:  # noqa: ARG002 - it has them all
        if reading not in self._ladders:
            self._ladders[reading] = Ladder(self._ledger.on(reading))
        return self._ladders[reading]

    def rungs(self, reading: Reading, schools: Collection[str]) -> Mapping[str, str]:
        ladder = self.ladder(reading, schools)
        return {school: ladder.rung(school) for school in schools}

    def near(self, nodes: Collection[str], days: Iterable[Reading]) -> Ledger:  # noqa: ARG002 - it has them all
        return self._ledger

    def assumptions(self, reading: Reading) -> tuple[str, ...]:
        return assumptions(self._ledger.on(reading))


class OnServer(Sight):
    """What a server works out and sends. Raises QuestionError for a store that is no server."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._nobody = _names(store)

    def names(self, reading: Reading) -> Projection:
        return self._nobody.on(reading)

    def ladder(self, reading: Reading, schools: Collection[str]) -> Ladder:
        rows = self._placed(reading, schools)
        return _PlacedLadder(rows, self.about(schools).on(reading))

    def rungs(self, reading: Reading, schools: Collection[str]) -> Mapping[str, str]:
        return {school: str(row["rung"]) for school, row in self._placed(reading, schools).items()}

    def near(self, nodes: Collection[str], days: Iterable[Reading]) -> Ledger:
        there = set(nodes)
        for projection in map(self.about(nodes).on, days):
            for tie in (*projection.ties, *projection.dormant):
                there.update(end for end in (tie.source, tie.target) if projection.is_step(end))
        return self.about(there)

    def assumptions(self, reading: Reading) -> tuple[str, ...]:
        (row,) = self._store.ask("assumed", **_rules(reading))
        said = replace(
            self.names(reading),
            set_aside={Standing(kind["standing"]): kind["number"] for kind in row["aside"]},
            carried=tuple(sorted((before, now) for before, now in row["carried"])),
        )
        return assumptions(said, presumed=row["presumed"])

    def moves_without(self, reading: Reading, node: str, schools: Collection[str]) -> tuple[Move, ...]:
        """What one node's going does to the ladder of some schools (queries.removal.moves_without)."""
        asked = sorted(schools)
        rows = self._store.ask("rests-on", **_rules(reading), authority=None, schools=asked, without=node)
        return tuple(Move(row["id"], row["before"], row["after"]) for row in rows)

    def cheapest(
        self, reading: Reading, start: str, end: str | None, used: Counter[str], *, dormant: bool
    ) -> list[Tie]:
        """The ties of the cheapest route to a node, or to any leader elsewhere; [] where there is none."""
        asked = {"school": start, "to": end, "dormant": dormant, "used": sorted(used.elements())}
        rows = list(self._store.ask("route", **_rules(reading), **asked))
        projection = self.about({start, *(row["to"] for row in rows)}).on(reading)
        held = {(t.source, t.target, t.relation): t for t in (*projection.dormant, *projection.ties)}
        return [held[row["source"], row["target"], row["relation"]] for row in rows]

    def _placed(self, reading: Reading, schools: Collection[str]) -> Rows:
        rows = self._store.ask("ladder", **_rules(reading), authority=None, schools=sorted(schools))
        return {row["id"]: row for row in rows}

    def about(self, nodes: Collection[str]) -> Ledger:
        """The claims about some nodes and about the people tied to them, beside all names: enough to read on any day
        what these nodes are tied to and who works only there."""
        found = {claim.id: claim for claim in self._claims(nodes)}
        ends = {self._nobody.identity.canonical(end) for claim in found.values() for end in claim.ends}
        people = [end for end in ends if end in self._nobody.nodes and self._nobody.nodes[end].type == PERSON]
        found.update((claim.id, claim) for claim in self._claims(people))
        return replace(self._nobody, claims=tuple(found[key] for key in sorted(found)))

    def _claims(self, nodes: Collection[str]) -> Iterable[Claim]:
        return self._store.claims(types=_READ_TYPES, touching=self._known_as(nodes)) if nodes else ()

    def _known_as(self, nodes: Iterable[str]) -> list[str]:
        """All ids by which a source may speak of the nodes, as they are, were or become."""
        lives = {life for node in nodes for life in self._nobody.lineage.lives(node)}
        return sorted({name for life in lives for name in (life, *self._other_names.get(life, ()))})

    @cached_property
    def _other_names(self) -> Mapping[str, list[str]]:
        return self._nobody.identity.known_as()


@contextmanager
def sight(store: Store, ledger: Ledger | None, *, on_server: bool) -> Iterator[Sight]:
    """What a question is answered from: the ledger, else the store read into memory, or ``on_server`` the server."""
    if not on_server:
        yield InMemory(ledger or Ledger.read(store))
        return
    with store.snapshot():
        yield OnServer(store)


def _names(store: Store) -> Ledger:
    """A ledger of everything but claims."""
    nodes = {node.id: node for node in store.nodes()}
    lineage = Lineage.of(store.outlines([SUCCESSION]))
    datasets = store.datasets()
    return Ledger(
        nodes=nodes,
        claims=(),
        identity=Identity(nodes, store.decisions(), lineage),
        lineage=lineage,
        complete_lists=frozenset(dataset.id for dataset in datasets if dataset.lists_all),
        tie_tables=frozenset(dataset.id for dataset in datasets if dataset.kind == TIE_TABLE),
    )


def _rules(reading: Reading) -> dict[str, object]:
    return {"on": reading.on, "presumed_years": reading.presumed_years, "certain_only": reading.certain_only}


class _PlacedLadder(Ladder):
    """A ladder on which a server has placed the schools."""

    def __init__(self, rows: Rows, projection: Projection) -> None:
        super().__init__(projection)
        self._rows = rows

    @cached_property
    def distance(self) -> dict[str, int]:
        return {school: row["distance"] for school, row in self._rows.items() if row["distance"] is not None}

    def contacts(self, school: str) -> Contacts:
        row = self._rows[school]
        return Contacts(*(frozenset(row[sort]) for sort in ("schools", "groups", "leaders", "unnamed")))

    def rung(self, school: str) -> str:
        return str(self._rows[school]["rung"])

    def circle(self, school: str) -> tuple[str, ...]:
        return self.via(school) if self.rung(school) == INWARD else ()

    def via(self, school: str) -> tuple[str, ...]:
        return tuple(self._rows[school]["via"])

    def nearest_leaders(self, school: str) -> tuple[str, ...]:
        return tuple(sorted(self._rows[school]["nearest"]))
