"""What every kind of file offers the pipeline: its name, its columns, its data set and the records of a row."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import ClassVar, Final

from graph.records import Dataset, Record
from graph.store import Store
from loaders.tables import Row, Table, column_key, slug

YES_OR_NO: Final = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False, "": False}
"""What a cell that takes yes or no may hold, without regard to case; blank is no."""


class RowFault(Exception):
    """A row that is refused: ``value`` as it stands there, ``reason`` in words with the next step in it."""

    def __init__(self, value: str, reason: str) -> None:
        super().__init__(f"{value!r}: {reason}" if value else reason)
        self.value = value
        self.reason = reason


class Loader(ABC):
    """One kind of file. An instance reads one file once, and may remember what it has given out.

    ``kind`` is what ``--as`` takes, ``title`` what a person calls such a file, ``needs`` the columns without
    which it is not one, each with its other spellings: "Group UID | Linked UID".
    """

    kind: ClassVar[str]
    title: ClassVar[str]
    needs: ClassVar[tuple[str, ...]]

    def recognises(self, header: Sequence[str]) -> bool:
        """Whether a table under these column names is of this kind; case and spaces in names do not count."""
        return not self.missing(header)

    def missing(self, header: Sequence[str]) -> tuple[str, ...]:
        """The needed columns that are not among these."""
        held = {column_key(name) for name in header}
        return tuple(names for names in self.needs if held.isdisjoint(map(column_key, names.split("|"))))

    def consult(self, store: Store) -> None:  # noqa: B027 - most kinds of file have nothing to ask
        """Remember what must be known of the store the file goes into; called once, before anything is read."""

    @abstractmethod
    def dataset(self, table: Table, source: str | None = None) -> Dataset:
        """The data set that ``table`` is; ``source`` stands in its id in place of the file's name."""

    @abstractmethod
    def records(self, row: Row, dataset: Dataset) -> Iterable[Record]:
        """What one row says, at least one record. Raises RowFault."""

    def notes(self) -> tuple[str, ...]:
        """Sentences for the load report on what was read otherwise than it stands there, after the last row."""
        return ()


def dataset_id(kind: str, table: Table, source: str | None = None) -> str:
    """Kind and what the file is, never its content: 'gias-links:links_edubasealldata20250422'."""
    return f"{kind}:{slug(source or table.name)}"


@cache
def read_by() -> str:
    """What stands as the reader of a row in its evidence: 'schoolties 0.1.0'."""
    try:
        return f"schoolties {version('schoolties')}"
    except PackageNotFoundError:
        return "schoolties"
