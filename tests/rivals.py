"""What another process does to a store, for tests: ``python tests/rivals.py WHAT STORE SCHOOLS``.

A list of schools goes to and fro between two turns: in the second, some schools have another name, some are new and
some have left, so that a load adds, corrects and withdraws.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import cycle
from pathlib import Path

from graph.records import Claim, Dataset, Evidence, Node, Record
from graph.store import LoadSummary, Store
from graph.stores import open_store
from graph.stores.neo4j import Neo4jStore
from graph.stores.sqlite import SqliteStore

REPOSITORY = Path(__file__).resolve().parent.parent
DAY = date(2026, 1, 10)
LIST = Dataset(id="spreadsheet:clusters", title="Clusters", kind="spreadsheet")
MANY = 2_500


def records(turn: int, schools: int) -> Iterator[Record]:
    """A group, and schools that are its members, as the list has them in a turn (0 or 1)."""
    yield Node(id="g:1", type="group", name="River Cluster", dataset=LIST.id, kind="cluster")
    moved = turn * schools // 10
    for number in range(moved, moved + schools):
        key = f"s:{number:05}"
        name = f"School {number} {turn if number % 3 == 0 else ''}"
        yield Node(id=key, type="school", name=name, dataset=LIST.id)
        evidence = Evidence(document=LIST.title, lines=(number + 1,), quote=f"turn {turn}")
        yield Claim(id=f"c:{key}", type="member_of", source=key, target="g:1", dataset=LIST.id, evidence=evidence)


def load(store: Store, turn: int, schools: int = MANY) -> LoadSummary:
    """Load the list as it is in a turn."""
    return store.load(LIST, records(turn, schools), on=DAY)


def load_to_and_fro(store: Store, schools: int) -> None:
    """Load the two turns in turn until killed."""
    _say_ready()
    for turn in cycle((1, 0)):
        load(store, turn, schools)


def load_when_told(store: Store, schools: int) -> None:
    """Load the second turn when a line comes in."""
    _say_ready()
    sys.stdin.readline()
    load(store, 1, schools)


def hold(store: Store, _: int) -> None:
    """Stand inside a write until a line comes in."""
    if isinstance(store, Neo4jStore):
        store._write("loading the register", lambda _: _wait_inside())
    elif isinstance(store, SqliteStore):
        with store._write("loading the register"):
            _wait_inside()


def _wait_inside() -> None:
    _say_ready()
    sys.stdin.readline()


def _say_ready() -> None:
    print("ready", flush=True)  # noqa: T201 - the test waits for it


@contextmanager
def rival(what: str, where: Path | str, password: str = "", schools: int = MANY) -> Iterator[subprocess.Popen[str]]:
    """Another process that does ``what``, from when it is ready; killed at the end."""
    process = subprocess.Popen(
        [sys.executable, __file__, what, str(where), str(schools)],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "SCHOOLTIES_PASSWORD": password},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.communicate()


if __name__ == "__main__":
    with open_store(sys.argv[2]) as opened:
        doings = {"load_to_and_fro": load_to_and_fro, "load_when_told": load_when_told, "hold": hold}
        doings[sys.argv[1]](opened, int(sys.argv[3]))
