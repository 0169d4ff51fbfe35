"""The default store: one SQLite file, no server; a load is one transaction (write-ahead log).

Each record stands as canonical JSON (graph.serial) beside the columns that are searched. A load is staged in
temporary tables and then compared with what is held in a few statements, so that the write lock is short.
"""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, TypeVar

from graph import serial
from graph.errors import StoreBusy, StoreTooNew, StoreUnusable
from graph.records import UNDECIDED, Claim, Dataset, Decision, Node, Outline, Record, merge
from graph.store import Counts, LoadSummary, Store, Tally

SCHEMA_VERSION: Final = 1
APPLICATION_ID: Final = 0x5C7001E5
BUSY_SECONDS: Final = 10.0
_BATCH: Final = 5_000
_MANY: Final = 500
_RESTORE: Final = "Go back to a copy of it, or load the sources again into a new file with --store."

_SCHEMA: Final = """
CREATE TABLE dataset (id TEXT PRIMARY KEY, describes INTEGER NOT NULL, published TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE node (
    id TEXT NOT NULL, dataset TEXT NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL, withdrawn TEXT,
    PRIMARY KEY (id, dataset)) WITHOUT ROWID;
CREATE INDEX node_by_dataset ON node (dataset);
CREATE TABLE claim (
    id TEXT PRIMARY KEY, dataset TEXT NOT NULL, type TEXT NOT NULL, source TEXT NOT NULL, target TEXT,
    body TEXT NOT NULL, withdrawn TEXT) WITHOUT ROWID;
CREATE INDEX claim_by_dataset ON claim (dataset);
CREATE INDEX claim_by_source ON claim (source);
CREATE INDEX claim_by_target ON claim (target);
CREATE TABLE decision (
    "left" TEXT NOT NULL, "right" TEXT NOT NULL, verdict TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY ("left", "right")) WITHOUT ROWID;
"""

_STAGE: Final = """
DROP TABLE IF EXISTS temp.staged_node;
DROP TABLE IF EXISTS temp.staged_claim;
CREATE TEMP TABLE staged_node (id TEXT, dataset TEXT, type TEXT, body TEXT, PRIMARY KEY (id, dataset)) WITHOUT ROWID;
CREATE TEMP TABLE staged_claim (
    id TEXT PRIMARY KEY, dataset TEXT, type TEXT, source TEXT, target TEXT, body TEXT) WITHOUT ROWID;
"""

_KNOWN: Final = """
    EXISTS (SELECT 1 FROM temp.staged_node s WHERE s.id = c.{end})
    OR EXISTS (SELECT 1 FROM node n WHERE n.id = c.{end} AND n.dataset <> :dataset AND n.withdrawn IS NULL)"""
_DANGLING: Final = f"""
    SELECT c.id, c.body FROM temp.staged_claim c
    WHERE NOT ({_KNOWN.format(end="source")}) OR (c.target IS NOT NULL AND NOT ({_KNOWN.format(end="target")}))
    ORDER BY c.id"""

Held = TypeVar("Held", Node, Claim, Outline, Dataset, Decision)


class SqliteStore(Store):
    """One SQLite file behind the contract of graph.store."""

    def __init__(self, path: str | Path, *, create: bool = True, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = Path(path)
        self.url = f"sqlite:///{self.path.as_posix()}"
        self._busy_seconds = busy_seconds
        if not create and not self.path.exists():
            raise StoreUnusable(
                f"there is no store at {self.path}",
                next_step="Make one with 'schoolties load FILE' or 'schoolties demo', or name another with --store.",
            )
        with self._faults():
            self._db = _connect(self.path, busy_seconds)
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def _prepare(self) -> None:
        if self._is_empty():
            with self._write("making the store"):
                # Somebody may have made it while we waited.
                if self._is_empty():
                    self._script(_SCHEMA)
                    self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                    self._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        self._check_ours()

    def _is_empty(self) -> bool:
        return not self._one("SELECT count(*) FROM sqlite_master")

    def _check_ours(self) -> None:
        if self._one("PRAGMA application_id") != APPLICATION_ID:
            raise self._unusable("this SQLite file is not a schoolties store", "Name another file with --store.")
        version = self._one("PRAGMA user_version")
        if version > SCHEMA_VERSION:
            raise StoreTooNew(
                f"a later schoolties wrote this store (its version is {version}, this one reads {SCHEMA_VERSION})",
                place=str(self.path),
                next_step="Install the newer schoolties, or load the sources again into a new file with --store.",
            )

    # -- writing ---------------------------------------------------------------------------------------------

    def load(self, dataset: Dataset, records: Iterable[Record], *, on: date) -> LoadSummary:
        with self._faults():
            self._stage(records)
            with self._write(f"loading {dataset.id}"):
                dangling = self._drop_dangling(dataset.id)
                summary = LoadSummary(
                    self._correct("node", ("id", "dataset"), dataset.id, on),
                    self._correct("claim", ("id",), dataset.id, on),
                    dangling,
                )
                self._keep_dataset(replace(dataset, loaded=on.isoformat()))
            return summary

    def _stage(self, records: Iterable[Record]) -> None:
        self._script(_STAGE)
        self._db.execute("BEGIN")
        try:
            for batch in _batches(records):
                self._stage_batch(batch)
        except BaseException:
            self._roll_back()
            raise
        self._db.execute("COMMIT")

    def _stage_batch(self, batch: Sequence[Record]) -> None:
        nodes = (_node_row(record) for record in batch if isinstance(record, Node))
        claims = (_claim_row(record) for record in batch if isinstance(record, Claim))
        self._db.executemany("INSERT OR REPLACE INTO temp.staged_node VALUES (?, ?, ?, ?)", nodes)
        self._db.executemany("INSERT OR REPLACE INTO temp.staged_claim VALUES (?, ?, ?, ?, ?, ?)", claims)

    def _drop_dangling(self, dataset: str) -> tuple[Claim, ...]:
        rows = self._db.execute(_DANGLING, {"dataset": dataset}).fetchall()
        self._db.executemany("DELETE FROM temp.staged_claim WHERE id = ?", [(row[0],) for row in rows])
        return tuple(serial.claim_from(body) for _, body in rows)

    def _correct(self, table: str, key: tuple[str, ...], dataset: str, on: date) -> Tally:
        same = " AND ".join(f"h.{column} = s.{column}" for column in key)
        staged, keys = f"temp.staged_{table}", ", ".join(key)
        columns = "id, dataset, type, body" if table == "node" else "id, dataset, type, source, target, body"
        said = self._one(f"SELECT count(*) FROM {staged}")
        added = self._one(f"SELECT count(*) FROM {staged} s WHERE NOT EXISTS (SELECT 1 FROM {table} h WHERE {same})")
        withdrawn = self._db.execute(
            f"UPDATE {table} AS h SET withdrawn = ? WHERE dataset = ? AND withdrawn IS NULL"
            f" AND NOT EXISTS (SELECT 1 FROM {staged} s WHERE {same})",
            (on.isoformat(), dataset),
        ).rowcount
        updates = ", ".join(f"{column} = excluded.{column}" for column in columns.split(", ") if column not in key)
        written = self._db.execute(
            f"INSERT INTO {table} AS h ({columns}) SELECT {columns} FROM {staged} WHERE true"
            f" ON CONFLICT ({keys}) DO UPDATE SET {updates}, withdrawn = NULL"
            f" WHERE h.body <> excluded.body OR h.withdrawn IS NOT NULL"
        ).rowcount
        return Tally(added, written - added, said - written, withdrawn)

    def _keep_dataset(self, dataset: Dataset) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO dataset VALUES (?, ?, ?, ?)",
            (
                dataset.id,
                int(dataset.describes),
                str(dataset.published or ""),
                serial.to_text(serial.dataset_fields(dataset)),
            ),
        )

    def decide(self, decisions: Iterable[Decision]) -> None:
        rows = [(d.left, d.right, d.verdict, serial.to_text(serial.decision_fields(d))) for d in decisions]
        with self._faults(), self._write("keeping decisions"):
            self._db.executemany("INSERT OR REPLACE INTO decision VALUES (?, ?, ?, ?)", rows)

    def delete(self, *, node: str | None = None, claim: str | None = None, dataset: str | None = None) -> int:
        doomed: tuple[tuple[str, str | None], ...] = (
            ("node WHERE id = :id", node),
            ("claim WHERE source = :id OR target = :id", node),
            ('decision WHERE "left" = :id OR "right" = :id', node),
            ("claim WHERE id = :id", claim),
            ("node WHERE dataset = :id", dataset),
            ("claim WHERE dataset = :id", dataset),
            ("dataset WHERE id = :id", dataset),
        )
        with self._faults(), self._write("deleting"):
            removed = sum(self._db.execute(f"DELETE FROM {what}", {"id": key}).rowcount for what, key in doomed if key)
        self._empty_log()
        return removed

    def _empty_log(self) -> None:
        """Deleted means gone: the log, which still holds what was deleted, is emptied too."""
        with self._faults():
            held_up = self._one("PRAGMA wal_checkpoint(TRUNCATE)")
        if held_up:
            raise StoreBusy(
                "deleted, but a trace is left in the log beside the store, because somebody is reading the store",
                place=str(self.path),
                next_step="Do it again when they have finished; the store's file alone no longer holds it.",
            )

    @contextmanager
    def _write(self, doing: str) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            with _noted(self._holder_file, doing):
                yield
            self._db.execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        # After some faults, a full disk for one, SQLite has done so itself.
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    @property
    def _holder_file(self) -> Path:
        return self.path.with_name(self.path.name + "-writer")

    def _unusable(self, message: str, next_step: str) -> StoreUnusable:
        return StoreUnusable(message, place=str(self.path), next_step=next_step)

    def _busy(self) -> StoreBusy:
        return StoreBusy(
            f"somebody else is writing to the store: {_read_holder(self._holder_file)};"
            f" waited {self._busy_seconds:g} seconds",
            place=str(self.path),
            next_step="Try again when it has finished. A reader is never kept waiting.",
        )

    # -- reading ---------------------------------------------------------------------------------------------

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        if self._db.in_transaction:
            yield
            return
        with self._faults():
            self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._roll_back()

    def datasets(self) -> list[Dataset]:
        rows = self._rows("SELECT body FROM dataset ORDER BY id")
        return list(self._records(serial.dataset_from, rows))

    def nodes(self, *, ids: Collection[str] | None = None, type: str | None = None) -> Iterator[Node]:
        if ids is not None:
            for some in _slices(sorted(set(ids))):
                yield from self._merged(f" AND n.id IN ({_marks(some)})", some, type)
        else:
            yield from self._merged("", (), type)

    def _merged(self, where: str, parameters: Sequence[str], type: str | None) -> Iterator[Node]:
        if type is not None:
            # Ids only, for another data set may say another type of the same node: the merged one decides below.
            where, parameters = f"{where} AND n.id IN (SELECT id FROM node WHERE type = ?)", [*parameters, type]
        # In the order in which they are stored; to let SQLite weigh the data sets would cost a sort of everything.
        weight = self._weights()
        rows = self._rows(f"SELECT body FROM node n WHERE withdrawn IS NULL{where} ORDER BY id, dataset", parameters)
        statements = self._records(serial.node_from, rows)
        for _, said in groupby(statements, key=attrgetter("id")):
            node = merge(sorted(said, key=lambda node: weight.get(node.dataset, -1)))
            if type is None or node.type == type:
                yield node

    def _weights(self) -> dict[str, int]:
        """For each data set its place in the order of whose word counts, the last most."""
        rows = self._rows("SELECT id FROM dataset ORDER BY describes, published, id")
        return {dataset: place for place, (dataset,) in enumerate(rows)}

    def statements(self, node_id: str) -> list[Node]:
        rows = self._rows(
            "SELECT n.body, n.withdrawn FROM node n JOIN dataset d ON d.id = n.dataset WHERE n.id = ?"
            " ORDER BY d.describes, d.published, d.id",
            (node_id,),
        )
        return list(self._records(serial.node_from, rows))

    def said(self, dataset: str) -> Iterator[Node]:
        rows = self._rows("SELECT body, withdrawn FROM node WHERE dataset = ? ORDER BY id", (dataset,))
        return self._records(serial.node_from, rows)

    def claims(
        self,
        *,
        types: Collection[str] | None = None,
        touching: Collection[str] | None = None,
        dataset: str | None = None,
        withdrawn: bool = False,
    ) -> Iterator[Claim]:
        yield from self._records(serial.claim_from, self._claim_rows(types, touching, dataset, withdrawn=withdrawn))

    def outlines(self, types: Collection[str], *, touching: Collection[str] | None = None) -> Iterator[Outline]:
        return self._records(serial.outline_from, ((body,) for body, _ in self._claim_rows(types, touching)))

    def _claim_rows(
        self,
        types: Collection[str] | None,
        touching: Collection[str] | None,
        dataset: str | None = None,
        *,
        withdrawn: bool = False,
    ) -> Iterator[Any]:
        where = ["true"] if withdrawn else ["withdrawn IS NULL"]
        parameters: list[str] = []
        if types is not None:
            where.append(f"type IN ({_marks(types)})")
            parameters += sorted(types)
        if dataset is not None:
            where.append("dataset = ?")
            parameters.append(dataset)
        condition = " AND ".join(where)
        if touching is not None:
            return self._touching(condition, parameters, touching)
        return self._rows(f"SELECT body, withdrawn FROM claim WHERE {condition} ORDER BY id", parameters)

    def _touching(self, condition: str, parameters: Sequence[str], touching: Collection[str]) -> Iterator[Any]:
        found: dict[str, Any] = {}
        for some in _slices(sorted(set(touching))):
            for end in ("source", "target"):
                query = f"SELECT id, body, withdrawn FROM claim WHERE {end} IN ({_marks(some)}) AND {condition}"
                found.update((row[0], row[1:]) for row in self._rows(query, [*some, *parameters]))
        return (found[key] for key in sorted(found))

    def decisions(self) -> list[Decision]:
        rows = self._rows('SELECT body FROM decision WHERE verdict <> ? ORDER BY "left", "right"', (UNDECIDED,))
        return list(self._records(serial.decision_from, rows))

    def counts(self) -> Counts:
        nodes = dict(
            self._rows("SELECT type, count(DISTINCT id) FROM node WHERE withdrawn IS NULL GROUP BY type ORDER BY type")
        )
        claims = dict(
            self._rows("SELECT type, count(*) FROM claim WHERE withdrawn IS NULL GROUP BY type ORDER BY type")
        )
        gone = "SELECT (SELECT count(withdrawn) FROM node) + (SELECT count(withdrawn) FROM claim)"
        with self._faults():
            return Counts(nodes, claims, self._one(gone))

    def close(self) -> None:
        self._db.close()

    # -- the connection --------------------------------------------------------------------------------------

    def _rows(self, query: str, parameters: Sequence[str] = ()) -> Iterator[Any]:
        with self._faults():
            cursor = self._db.execute(query, parameters)
            while rows := cursor.fetchmany(_BATCH):
                yield from rows

    def _records(self, make: Callable[..., Held], rows: Iterable[Sequence[Any]]) -> Iterator[Held]:
        """The records of rows of a text and, where the store adds one, a state."""
        for row in rows:
            try:
                record = make(*row)
            except (ValueError, KeyError, TypeError, AttributeError) as fault:
                raise self._unusable(f"a record of the store is damaged: {str(row[0])[:60]!r}", _RESTORE) from fault
            yield record

    def _one(self, query: str) -> int:
        return int(self._db.execute(query).fetchone()[0])

    def _script(self, script: str) -> None:
        # executescript would commit a transaction that is under way.
        for statement in script.split(";"):
            if statement.strip():
                self._db.execute(statement)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """The one seam at which SQLite's errors become ours."""
        try:
            yield
        except (sqlite3.DatabaseError, UnicodeDecodeError) as fault:
            kind = _kind(fault)
            if kind in _BUSY:
                raise self._busy() from fault
            message, next_step = _FAULTS.get(kind, _OTHER_FAULT)
            raise self._unusable(f"{message} ({fault})", next_step) from fault


def _kind(fault: Exception) -> int:
    """SQLite's kind of fault: the lowest byte of its code, the others tell it more closely."""
    if isinstance(fault, UnicodeDecodeError):
        # SQLite's message about a damaged file can quote bytes of it.
        return sqlite3.SQLITE_CORRUPT
    return getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_ANOTHER: Final = "or name another file with --store"
_OTHER_FAULT: Final = ("the store cannot be used", f"Go back to a copy of it, {_ANOTHER}.")
_FAULTS: Final = {
    sqlite3.SQLITE_READONLY: ("the store cannot be written to", "Copy it to a folder of your own."),
    sqlite3.SQLITE_FULL: ("there is no room left; the store is as it was", "Make room on the disk and do it again."),
    sqlite3.SQLITE_CANTOPEN: (
        "the store cannot be opened",
        f"Check that this is a file, in a folder that exists and is yours to write to, {_ANOTHER}.",
    ),
    sqlite3.SQLITE_NOTADB: ("this is not a schoolties store", "Name another file with --store."),
    sqlite3.SQLITE_CORRUPT: ("the store is damaged", _RESTORE),
    sqlite3.SQLITE_IOERR: ("the disk failed the store; it is as it was", f"Check the disk, {_ANOTHER}."),
}


def _connect(path: Path, busy_seconds: float) -> sqlite3.Connection:
    if path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return _connect_read_only(path)
    db = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None)
    _keep_a_log(db, time.monotonic() + busy_seconds)
    db.execute("PRAGMA synchronous = NORMAL")
    # What is corrected or deleted is overwritten: a name must not live on in the file's free space.
    db.execute("PRAGMA secure_delete = ON")
    return db


def _keep_a_log(db: sqlite3.Connection, until: float) -> None:
    """Write ahead. For this one step, on a file that several make at once, SQLite does not wait by itself."""
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as fault:
            if _kind(fault) not in _BUSY or time.monotonic() > until:
                raise
        time.sleep(0.02)


def _connect_read_only(path: Path) -> sqlite3.Connection:
    """A file on read-only media has no log beside it; without 'immutable' SQLite would try to make one."""
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise StoreUnusable(
            "part of the store is still in the log beside it, and neither can be written to",
            place=str(path),
            next_step=f"Copy both files, {path.name} and {log.name}, to a folder of your own.",
        )
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)


def _node_row(node: Node) -> tuple[str, str, str, str]:
    return node.id, node.dataset, node.type, serial.to_text(serial.node_fields(node))


def _claim_row(claim: Claim) -> tuple[str, str, str, str, str | None, str]:
    body = serial.to_text(serial.claim_fields(claim))
    return claim.id, claim.dataset, claim.type, claim.source, claim.target, body


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    batch: list[Record] = []
    for record in records:
        batch.append(record)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


def _slices(values: Sequence[str]) -> Iterator[Sequence[str]]:
    return (values[start : start + _MANY] for start in range(0, len(values), _MANY))


def _marks(values: Collection[str]) -> str:
    return ", ".join("?" * len(values))


@contextmanager
def _noted(file: Path, doing: str) -> Iterator[None]:
    """Say beside the store who is writing, for as long as the lock is held.

    A killed writer's note is overwritten by the next. A note that cannot be written stops nobody.
    """
    holder = {
        "process": os.getpid(),
        "machine": socket.gethostname(),
        "since": datetime.now().astimezone().strftime("%H:%M:%S on %d %B %Y"),
        "doing": doing,
    }
    with suppress(OSError):
        file.write_text(json.dumps(holder), encoding="utf-8")
    try:
        yield
    finally:
        with suppress(OSError):
            file.unlink()


def _read_holder(file: Path) -> str:
    try:
        holder = json.loads(file.read_text(encoding="utf-8"))
        return "process {process} on {machine}, {doing}, since {since}".format(**holder)
    except (OSError, ValueError, KeyError, TypeError):
        return "a process that left no name"
