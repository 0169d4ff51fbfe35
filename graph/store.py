"""The contract every store keeps."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from types import TracebackType
from typing import Any, Self

from graph.errors import QuestionError
from graph.records import Claim, Dataset, Decision, Node, Outline, Record

SERVER_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
PASSWORD_VARIABLE = "SCHOOLTIES_PASSWORD"  # noqa: S105 - its name, not a password


@dataclass(frozen=True, slots=True)
class Tally:
    """How a load changed one sort of record: numbers of records, and of those that left the source."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0

    @property
    def said(self) -> int:
        """Records the source holds now."""
        return self.added + self.changed + self.unchanged


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What one load did; ``dangling`` are claims refused because an end is in neither the load nor the store."""

    nodes: Tally
    claims: Tally
    dangling: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a store holds, withdrawn records left out: numbers by node type and by relation type."""

    nodes: dict[str, int] = field(default_factory=dict)
    claims: dict[str, int] = field(default_factory=dict)
    withdrawn: int = 0


class Store(ABC):
    """Nodes, claims and decisions, kept as said, with named operations and no query language.

    Every write is one transaction: after a fault the store is as it was before or as it is after. Every
    iterator is in order of id and may be left early. A store is a context manager that closes itself.
    """

    url: str

    @abstractmethod
    def load(self, dataset: Dataset, records: Iterable[Record], *, on: date) -> LoadSummary:
        """Make the store say of ``dataset`` what ``records`` say, no more and no less.

        A record with the id of one held is a correction, an equal one changes nothing, and one that the data
        set no longer holds is marked withdrawn with the date ``on``. A claim one of whose ends is in neither
        the load nor the store is left out and returned as dangling. Two equal ids in one load: the last counts.
        """

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read inside is the store of one moment, though others load meanwhile. Nothing is written inside."""
        yield

    @abstractmethod
    def datasets(self) -> list[Dataset]:
        """Every data set loaded, by id."""

    @abstractmethod
    def nodes(self, *, ids: Collection[str] | None = None, type: str | None = None) -> Iterator[Node]:
        """Nodes, each merged from what its data sets say (records.merge); withdrawn statements left out."""

    @abstractmethod
    def statements(self, node_id: str) -> list[Node]:
        """What each data set says of one node, withdrawn statements included, weakest first."""

    @abstractmethod
    def said(self, dataset: str) -> Iterator[Node]:
        """What one data set says of nodes, withdrawn statements included."""

    @abstractmethod
    def claims(
        self,
        *,
        types: Collection[str] | None = None,
        touching: Collection[str] | None = None,
        dataset: str | None = None,
        withdrawn: bool = False,
    ) -> Iterator[Claim]:
        """Claims of the given types, with an end among ``touching``, of a data set; withdrawn ones if asked for."""

    def outlines(self, types: Collection[str], *, touching: Collection[str] | None = None) -> Iterator[Outline]:
        """The ends of what ``claims`` gives, in the same order, for questions that need no more of most of them."""
        return map(Outline.of, self.claims(types=types, touching=touching))

    def ask(self, question: str, **values: object) -> Iterator[Mapping[str, Any]]:  # noqa: ARG002 - a server's are used
        """The rows of a named question (graph.stores.cypher) that a server answers itself, without writing.

        Raises QuestionError where the store is no such server.
        """
        raise QuestionError(
            f"only a Neo4j server answers a question ({question}) where the data is",
            next_step="Leave out --on-server, or name a server with --store neo4j://host:7687/database.",
        )

    @abstractmethod
    def decide(self, decisions: Iterable[Decision]) -> None:
        """Keep judgements on who is who. The last one on a pair counts; 'undecided' takes a judgement back."""

    @abstractmethod
    def decisions(self) -> list[Decision]:
        """The judgements that count, by left and right; undecided ones left out."""

    @abstractmethod
    def delete(self, *, node: str | None = None, claim: str | None = None, dataset: str | None = None) -> int:
        """Truly delete a node with its claims and decisions, a claim, or a whole data set; returns records removed."""

    @abstractmethod
    def counts(self) -> Counts:
        """How much is held."""

    @abstractmethod
    def close(self) -> None:
        """Let go of files and connections. A closed store must not be used."""

    def node(self, node_id: str) -> Node | None:
        """One node, merged, or None."""
        return next(self.nodes(ids=[node_id]), None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
