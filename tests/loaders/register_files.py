"""Small made-up files of the register for the tests, and what comes of loading one."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from graph.records import Claim, Node
from graph.store import Store
from graph.stores.memory import MemoryStore
from loaders.loading import load
from loaders.report import LoadReport

TODAY = date(2026, 8, 20)
SCHOOLS = (
    "URN",
    "LA (code)",
    "LA (name)",
    "EstablishmentName",
    "TypeOfEstablishment (name)",
    "EstablishmentStatus (name)",
    "OpenDate",
    "CloseDate",
)
ASHDOWN = ("119001", "855", "Leicestershire", "Ashdown Primary School", "Community school", "Open", "", "")
BIRCHWOOD = ("119002", "855", "Leicestershire", "Birchwood Infant School", "Community school", "Open", "", "")
LINKS = ("URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate")


def write_table(path: Path, header: Sequence[str], *rows: Sequence[str]) -> Path:
    """A CSV file as the register writes it: Windows-1252, CRLF, quoted."""
    with path.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    return path


def write_records(path: Path, *rows: Mapping[str, str]) -> Path:
    """A CSV file with the union of the rows' columns."""
    header = list(dict.fromkeys(name for row in rows for name in row))
    return write_table(path, header, *([row.get(name, "") for name in header] for row in rows))


def load_one(path: Path, store: Store | None = None, kind: str | None = None) -> tuple[Store, LoadReport]:
    """The store after loading a file that holds one table, and the report."""
    store = store or MemoryStore()
    [report] = load(store, path, on=TODAY, as_kind=kind)
    return store, report


def claims_of(store: Store, type: str) -> list[Claim]:
    """The claims of one type, by id."""
    return list(store.claims(types=[type]))


def node_of(store: Store, node_id: str) -> Node:
    """A node that must be there."""
    node = store.node(node_id)
    assert node is not None, node_id
    return node
