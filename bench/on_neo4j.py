"""Loading onto a Neo4j server, beside a bare loop of the driver over the same batches and one statement a row.

    python bench/on_neo4j.py [--rounds 3] [REGISTER_FILE]

Starts a server of its own, whose Java may take 4 GB. Ends with 3, saying why, where none can be had.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import neo4j

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tests")]

from neo4j_server import LTS, USER, Neo4jServer, Unavailable, running  # noqa: E402 - it stands with the tests

from graph.records import Claim, Dataset, Node, Record  # noqa: E402
from graph.store import Store  # noqa: E402
from graph.stores.memory import MemoryStore  # noqa: E402
from graph.stores.neo4j import Neo4jStore  # noqa: E402
from graph.stores.neo4j_load import Staged, load  # noqa: E402
from graph.vocabulary import SCHOOL  # noqa: E402
from loaders.loading import load as load_file  # noqa: E402

BUNDLED: Final = "establishments_merged.csv.gz"
ON: Final = date(2026, 1, 10)
SAMPLE: Final = 2_000
HEAP: Final = "4g"
NOT_TO_BE_HAD: Final = 3
STORE, BARE, SINGLY = "the store", "a bare loop of the driver", "one statement a row"
Sent = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Compared:
    """The same rows sent in several ways: how many, in how many batches, and the median seconds of each way."""

    schools: int
    records: int
    rows: int
    batches: int
    seconds: dict[str, float]


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


def sample_of(records: Iterable[Record]) -> list[Record]:
    """The first schools by id, everything that is no school, and the claims among these."""
    held = list(records)
    nodes = [record for record in held if isinstance(record, Node)]
    schools = [node for node in nodes if node.type == SCHOOL][:SAMPLE]
    kept = [*(node for node in nodes if node.type != SCHOOL), *schools]
    known = {node.id for node in kept}
    return [*kept, *(claim for claim in held if isinstance(claim, Claim) and known.issuperset(claim.ends))]


@contextmanager
def session(server: Neo4jServer) -> Iterator[neo4j.Session]:
    """One of the bare driver."""
    with (
        neo4j.GraphDatabase.driver(server.url, auth=(USER, server.password)) as driver,
        driver.session(database="neo4j") as opened,
    ):
        yield opened


@contextmanager
def transaction(server: Neo4jServer) -> Iterator[neo4j.Transaction]:
    """One of the bare driver, committed at the end."""
    with session(server) as opened, opened.begin_transaction() as tx:
        yield tx
        tx.commit()


def empty(server: Neo4jServer) -> None:
    """Remove what the store holds, by and by: England at once would take more memory than its load."""
    doomed = "MATCH (n) WHERE NOT n:SchooltiesStore AND NOT n:SchooltiesState"
    with session(server) as opened:
        opened.run(f"{doomed} CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF 5000 ROWS").consume()


def batches(server: Neo4jServer, dataset: Dataset, records: list[Record]) -> list[Sent]:
    """What the store sends for this load."""
    empty(server)
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


def one_by_one(sent: list[Sent]) -> list[Sent]:
    """The same queries, a row in each."""
    return [
        (query, {**values, **({"rows": [row]} if row is not None else {})})
        for query, values in sent
        for row in values.get("rows", [None])
    ]


def timed(server: Neo4jServer, do: Callable[[], None]) -> float:
    """Seconds that something takes on an emptied store."""
    empty(server)
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def compare(
    server: Neo4jServer, dataset: Dataset, records: list[Record], rounds: int, *, singly: bool = False
) -> Compared:
    """Send the same records in each way, in turn; the first sending, which warms the server, is not counted."""
    sent = batches(server, dataset, records)
    ways: dict[str, Callable[[], None]] = {
        STORE: lambda: by_the_store(server, dataset, records),
        BARE: lambda: by_a_bare_loop(server, sent),
    }
    if singly:
        ways[SINGLY] = lambda: by_a_bare_loop(server, one_by_one(sent))
    taken: dict[str, list[float]] = {way: [] for way in ways}
    for turn in range(rounds):
        for way, do in ways.items():
            taken[way].append(timed(server, do))
            print(f"round {turn + 1}: {len(records):,} records, {way}: {taken[way][-1]:.1f} s", file=sys.stderr)
    schools = sum(1 for record in records if isinstance(record, Node) and record.type == SCHOOL)
    rows = sum(len(values.get("rows", ())) for _, values in sent)
    return Compared(schools, len(records), rows, len(sent), {way: statistics.median(s) for way, s in taken.items()})


def measure(path: Path, rounds: int) -> list[Compared]:
    """Compare a sample in three ways, and all in two. Raises Unavailable."""
    dataset, records = records_of(path)
    with running(LTS, HEAP, measured=True) as server:
        Neo4jStore(server.url, password=server.password).close()
        some = compare(server, dataset, sample_of(records), rounds, singly=True)
        return [some, compare(server, dataset, records, rounds)]


def section(found: list[Compared], rounds: int) -> str:
    """The comparison as a section of docs/benchmarks.md."""
    some, whole = found
    heads = "| | rows | seconds | rows a second | part of the bare loop |\n|---|---:|---:|---:|---:|"
    lines = [line(f"{it.schools:,} schools, {way}", it, way) for it in (whole, some) for way in it.seconds]
    table = "\n".join([heads, *lines])
    return f"""## Onto a Neo4j server

A file of the register into an empty Neo4j {LTS} Community on this machine, whose Java may take {HEAP[:-1]} GB, in one
transaction. Beside the store stand a bare loop of the driver, which sends what the store sends, ready made, in the
same {whole.batches:,} batches, and, for a sample of {some.schools:,} schools, the same statements with one row in each.
A row is what one statement is asked or told of one record; {whole.records:,} records make {whole.rows:,} rows.
{"Median of " + str(rounds) + " rounds" if rounds > 1 else "One round"}, after one that warmed the server. On average
{os.getloadavg()[2]:.1f} processes, ours included, wanted to run at the end.

{table}
"""


def line(what: str, it: Compared, way: str) -> str:
    """One line of the table."""
    seconds = it.seconds[way]
    part = it.seconds[BARE] / seconds
    return f"| {what} | {it.rows:,} | {seconds:.1f} | {it.rows / seconds:,.0f} | {part:.2f} |"


def main() -> int:
    """Measure, and print the section."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="how often each way is taken")
    parser.add_argument("file", nargs="?", type=Path, default=Path(str(files("loaders.data") / BUNDLED)))
    chosen = parser.parse_args()
    try:
        found = measure(chosen.file, chosen.rounds)
    except Unavailable as why:
        print(f"Loading onto a Neo4j server was not measured: {why}", file=sys.stderr)
        return NOT_TO_BE_HAD
    print(section(found, chosen.rounds), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
