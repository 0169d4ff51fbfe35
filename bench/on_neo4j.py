"""Loading onto a Neo4j server, beside a bare loop of the driver over the same batches and one statement a row.

    python bench/on_neo4j.py [REGISTER_FILE]    the bundled register, or a file of the whole of England

Starts a server of its own. Prints records a second, and the store's rate as a part of the bare loop's.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import neo4j

TESTS = Path(__file__).resolve().parent.parent / "tests"
sys.path.insert(0, str(TESTS))

from neo4j_server import USER, Neo4jServer, running  # noqa: E402 - it stands with the tests

from graph.records import Dataset, Record  # noqa: E402
from graph.store import Store  # noqa: E402
from graph.stores.memory import MemoryStore  # noqa: E402
from graph.stores.neo4j import Neo4jStore  # noqa: E402
from graph.stores.neo4j_load import Staged, load  # noqa: E402
from loaders.loading import load as load_file  # noqa: E402

BUNDLED: Final = "establishments_merged.csv.gz"
ON: Final = date(2026, 1, 10)
ROWS_ONE_BY_ONE: Final = 2_000
Sent = tuple[str, dict[str, Any]]


class Recording:
    """A transaction that notes what is sent through it."""

    def __init__(self, tx: neo4j.Transaction) -> None:
        self._tx = tx
        self.sent: list[Sent] = []

    def run(self, query: str, parameters: dict[str, Any] | None = None) -> Iterable[Mapping[str, Any]]:
        self.sent.append((query, parameters or {}))
        return self._tx.run(query, parameters)


def records_of(path: Path) -> tuple[Dataset, list[Record]]:
    """The data set of a file and what it says."""
    store: Store = MemoryStore()
    load_file(store, path, on=ON)
    [dataset] = store.datasets()
    return dataset, [*store.said(dataset.id), *store.claims(dataset=dataset.id)]


@contextmanager
def transaction(server: Neo4jServer) -> Iterator[neo4j.Transaction]:
    """One of the bare driver, committed at the end."""
    with (
        neo4j.GraphDatabase.driver(server.url, auth=(USER, server.password)) as driver,
        driver.session(database="neo4j") as session,
        session.begin_transaction() as tx,
    ):
        yield tx
        tx.commit()


def batches(server: Neo4jServer, dataset: Dataset, records: list[Record]) -> list[Sent]:
    """What the store sends for this load."""
    server.empty()
    with transaction(server) as tx:
        recording = Recording(tx)
        load(recording, dataset, Staged.of(records), ON)
    return recording.sent


def by_the_store(server: Neo4jServer, dataset: Dataset, records: list[Record]) -> None:
    """The load as a user has it."""
    with Neo4jStore(server.url, password=server.password) as store:
        store.load(dataset, records, on=ON)


def by_a_bare_loop(server: Neo4jServer, sent: list[Sent]) -> None:
    """The same queries and batches, with no thought in between."""
    with transaction(server) as tx:
        for query, values in sent:
            tx.run(query, values).consume()


def one_by_one(server: Neo4jServer, sent: list[Sent]) -> int:
    """The same queries, a row in each; returns how many rows were sent."""
    number = 0
    with transaction(server) as tx:
        for query, values in sent:
            for row in values.get("rows", [])[: ROWS_ONE_BY_ONE // len(sent) + 1]:
                tx.run(query, {**values, "rows": [row]}).consume()
                number += 1
    return number


def timed(server: Neo4jServer, do: Callable[[], int | None]) -> tuple[float, int | None]:
    """Seconds that something takes on an emptied store."""
    server.empty()
    began = time.perf_counter()
    done = do()
    return time.perf_counter() - began, done


def main() -> None:
    """Run the three and print their rates."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(str(files("loaders.data") / BUNDLED))
    dataset, records = records_of(path)
    with running(heap="4g") as server:
        Neo4jStore(server.url, password=server.password).close()
        sent = batches(server, dataset, records)
        rows = sum(len(values.get("rows", [])) for _, values in sent)
        bare, _ = timed(server, lambda: by_a_bare_loop(server, sent))
        ours, _ = timed(server, lambda: by_the_store(server, dataset, records))
        single, number = timed(server, lambda: one_by_one(server, sent))
    print(f"{path.name}: {len(records):,} records, {rows:,} rows in {len(sent):,} batches")
    print(f"the store            {len(records) / ours:>10,.0f} records a second ({ours:.1f} s)")
    print(f"a bare driver loop   {len(records) / bare:>10,.0f} records a second ({bare:.1f} s)")
    print(f"the store runs at {bare / ours:.2f} of the bare loop")
    print(f"one statement a row  {(number or 0) / single:>10,.0f} rows a second, in batches {rows / ours:,.0f}")


if __name__ == "__main__":
    main()
