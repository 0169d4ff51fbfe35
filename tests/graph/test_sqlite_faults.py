"""What can befall a SQLite store: killed writers, rivals, full disks, damaged and foreign files, deletion for good."""

from __future__ import annotations

import json
import os
import random
import re
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
import rivals
from drawings import claim, node

from graph import serial
from graph.dates import PartialDate
from graph.errors import SchooltiesError, StoreBusy, StoreError, StoreTooNew, StoreUnusable
from graph.projection import Ledger
from graph.records import Dataset, Decision, Node, Record
from graph.stores import open_store
from graph.stores.sqlite import SCHEMA_VERSION, SqliteStore

DAY = date(2026, 1, 10)
FEW = 200
KILLS = 25
# Seconds; only a machine that is very busy, or a fault, uses them up.
PATIENCE = 30
OTHER = Dataset(id="spreadsheet:other", title="Another list", kind="spreadsheet", published=PartialDate(2014))
Rows = list[tuple[object, ...]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


def rows_of(path: Path) -> Rows:
    """Every row of a store, read without schoolties; fails where SQLite finds the file damaged."""
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        tables = ("dataset", "node", "claim", "decision")
        return [row for table in tables for row in db.execute(f"SELECT * FROM {table} ORDER BY 1, 2")]


def fill(path: Path, *turns: int, schools: int = FEW) -> Rows:
    """Load the rivals' list as it is in each turn; returns the rows then held."""
    with SqliteStore(path) as store:
        for turn in turns or (0,):
            rivals.load(store, turn, schools)
    return rows_of(path)


def refusal(fault: pytest.ExceptionInfo[SchooltiesError], path: Path) -> str:
    """The message of a refusal, which says where and what to do next."""
    assert fault.value.place == str(path)
    assert fault.value.next_step
    return fault.value.message


# -- killed writers and rivals -----------------------------------------------------------------------------------


def test_a_writer_killed_at_any_moment_leaves_the_store_as_before_or_as_after(path: Path) -> None:
    whole = [fill(path, 0, 1, turn, schools=rivals.MANY) for turn in (0, 1)]
    assert whole[0] != whole[1]
    moments, struck_a_write = random.Random(2013), 0
    for number in range(KILLS):
        with rivals.rival("load_to_and_fro", path) as writer:
            wait_for_a_moment(path, moments, while_writing=number % 2 == 0)
            writer.kill()
            writer.wait()
        struck_a_write += note_of(path).exists()
        with SqliteStore(path) as store:
            assert store.counts().nodes == {"group": 1, "school": rivals.MANY}
        assert rows_of(path) in whole
    assert struck_a_write


def wait_for_a_moment(path: Path, moments: random.Random, *, while_writing: bool) -> None:
    """Any moment of a load, or one in its last part, in which the store is locked."""
    note_of(path).unlink(missing_ok=True)
    until = time.perf_counter() + PATIENCE
    while while_writing and not note_of(path).exists() and time.perf_counter() < until:
        time.sleep(0.001)
    time.sleep(moments.uniform(0, 0.02 if while_writing else 0.3))


def note_of(path: Path) -> Path:
    return path.with_name("store.db-writer")


def test_a_second_writer_waits_and_is_then_told_who_holds_the_store(path: Path) -> None:
    held = fill(path)
    with rivals.rival("hold", path) as holder, SqliteStore(path, busy_seconds=0.3) as store:
        began = time.perf_counter()
        with pytest.raises(StoreBusy) as fault:
            rivals.load(store, 1, FEW)
        assert time.perf_counter() - began >= 0.3
        message = refusal(fault, path)
        assert f"process {holder.pid} on {socket.gethostname()}, loading the register, since " in message
    assert rows_of(path) == held


def test_a_second_writer_that_waited_long_enough_writes(path: Path) -> None:
    fill(path)
    with rivals.rival("hold", path) as holder, SqliteStore(path, busy_seconds=30) as store:
        assert holder.stdin
        letting_go = threading.Timer(0.3, holder.stdin.write, ["\n"])
        flushing = threading.Timer(0.4, holder.stdin.flush)
        letting_go.start()
        flushing.start()
        assert rivals.load(store, 1, FEW).nodes.withdrawn == FEW // 10


@pytest.mark.parametrize("left", ["", "{", "[]", '{"process": 1}', b"\xff"])
def test_a_holder_whose_note_cannot_be_read_is_still_told_of(path: Path, left: str | bytes) -> None:
    fill(path)
    with rivals.rival("hold", path), SqliteStore(path, busy_seconds=0) as store:
        note_of(path).write_bytes(left.encode() if isinstance(left, str) else left)
        with pytest.raises(StoreBusy, match="a process that left no name"):
            rivals.load(store, 1, FEW)


def test_a_writer_writes_even_where_it_cannot_leave_its_name(path: Path) -> None:
    fill(path)
    note_of(path).mkdir()
    with SqliteStore(path) as store:
        assert rivals.load(store, 1, FEW).nodes.withdrawn == FEW // 10


def test_a_writers_name_is_gone_when_it_has_finished(path: Path) -> None:
    fill(path)
    assert not note_of(path).exists()


def test_many_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    faults: list[StoreError] = []

    def make(path: Path, start: threading.Barrier) -> None:
        start.wait()
        try:
            SqliteStore(path).close()
        except StoreError as fault:
            faults.append(fault)

    for number in range(5):
        start = threading.Barrier(6)
        makers = [threading.Thread(target=make, args=(tmp_path / f"{number}.db", start)) for _ in range(6)]
        for maker in makers:
            maker.start()
        for maker in makers:
            maker.join()
    assert faults == []


def test_a_new_store_waits_for_another_that_is_being_made_of_the_same_file(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as maker:
        maker.execute("BEGIN IMMEDIATE")
        threading.Timer(0.3, maker.execute, ["COMMIT"]).start()
        SqliteStore(path, busy_seconds=30).close()


def test_a_reader_is_never_kept_waiting_and_never_sees_half_a_load(path: Path) -> None:
    whole = [fill(path, 0, 1, turn, schools=rivals.MANY) for turn in (0, 1)]
    turns = {tuple(body for *_, body, gone in rows if not gone) for rows in map(claims_in, whole)}
    seen: list[tuple[str, ...]] = []
    with rivals.rival("load_to_and_fro", path), SqliteStore(path, busy_seconds=0) as store:
        until = time.perf_counter() + PATIENCE
        while (len(seen) < 20 or set(seen) != turns) and time.perf_counter() < until:
            seen.append(tuple(serial.to_text(serial.claim_fields(said)) for said in store.claims()))
    assert set(seen) == turns


def claims_in(rows: Rows) -> Rows:
    return [row for row in rows if str(row[0]).startswith("c:")]


def test_a_ledger_is_of_one_moment_though_a_load_comes_in_between(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path)
    nodes_only = SqliteStore.nodes

    def nodes_and_then_a_load(store: SqliteStore) -> Iterator[Node]:
        yield from nodes_only(store)
        with SqliteStore(path, busy_seconds=0) as other:
            rivals.load(other, 1, FEW)

    with SqliteStore(path) as store:
        monkeypatch.setattr(SqliteStore, "nodes", nodes_and_then_a_load)
        ledger = Ledger.read(store)
        assert all(ends in ledger.nodes for said in ledger.claims for ends in said.ends)
        assert not all(ends in ledger.nodes for said in store.claims() for ends in said.ends)


def test_a_snapshot_within_a_snapshot_is_the_same(path: Path) -> None:
    fill(path)
    with SqliteStore(path) as store:
        with store.snapshot():
            with store.snapshot():
                assert store.counts().nodes["school"] == FEW
            fill(path, 0, 0, schools=FEW + 1)
            assert store.counts().nodes["school"] == FEW
        assert store.counts().nodes["school"] == FEW + 1


def test_a_load_broken_off_at_any_instruction_leaves_the_store_as_it_was(path: Path) -> None:
    held = fill(path)
    with SqliteStore(path) as store:
        ticks = Ticks(store)
        rivals.load(store, 0, FEW)
        for tick in range(0, ticks.told, max(1, ticks.told // 40)):
            ticks.break_off_at(tick)
            with pytest.raises(StoreUnusable, match="interrupted"):
                rivals.load(store, 1, FEW)
            assert rows_of(path) == held
        ticks.break_off_at(None)
        assert rivals.load(store, 1, FEW).nodes.withdrawn == FEW // 10


class Ticks:
    """Counts SQLite's instructions by the hundred, and breaks off its work at one of them."""

    def __init__(self, store: SqliteStore) -> None:
        self.told = 0
        self._last: int | None = None
        store._db.set_progress_handler(self._tick, 100)

    def break_off_at(self, tick: int | None) -> None:
        self.told, self._last = 0, tick

    def _tick(self) -> bool:
        self.told += 1
        return self._last is not None and self.told > self._last


# -- files that are no store, or no longer whole ----------------------------------------------------------------


def test_a_store_of_a_later_version_is_refused_with_the_way_out(path: Path) -> None:
    held = fill(path)
    pragma(path, f"user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(StoreTooNew, match=f"its version is {SCHEMA_VERSION + 1}, this one reads {SCHEMA_VERSION}") as f:
        SqliteStore(path)
    refusal(f, path)
    assert "Install the newer schoolties" in f.value.next_step
    assert rows_of(path) == held


def pragma(path: Path, setting: str) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA {setting}")


@pytest.mark.parametrize("version", [0, SCHEMA_VERSION, SCHEMA_VERSION + 1])
def test_an_sqlite_file_that_is_not_ours_is_refused_and_left_alone(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE photograph (taken TEXT)")
        db.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(StoreUnusable, match="not a schoolties store") as fault:
        SqliteStore(path)
    refusal(fault, path)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("photograph",)]


def test_a_file_that_is_not_sqlite_is_refused_and_left_alone(path: Path) -> None:
    path.write_text("URN,EstablishmentName\r\n100001,Ashdown Primary School\r\n" * 99, encoding="utf-8")
    text = path.read_bytes()
    with pytest.raises(StoreUnusable, match="not a schoolties store") as fault:
        SqliteStore(path)
    refusal(fault, path)
    assert path.read_bytes() == text


def test_an_empty_file_becomes_a_store(path: Path) -> None:
    path.touch()
    assert fill(path)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreUnusable, match="cannot be opened") as fault:
        SqliteStore(tmp_path)
    assert "Check that this is a file" in refusal(fault, tmp_path) + fault.value.next_step


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "store.db"
    with pytest.raises(StoreUnusable, match="cannot be opened") as fault:
        SqliteStore(path)
    assert "in a folder that exists" in refusal(fault, path) + fault.value.next_step
    assert not path.parent.exists()


def test_a_store_that_is_not_there_is_not_made_by_a_question(path: Path) -> None:
    with pytest.raises(StoreUnusable, match=re.escape(f"there is no store at {path}")) as fault:
        open_store(f"sqlite:///{path}", create=False)
    assert "schoolties load" in fault.value.next_step
    assert not path.exists()


@pytest.fixture
def write_protected(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Take a file's or folder's write permission away; the administrator, who has it anyhow, is told the same."""
    allowed = os.access

    def protect(place: Path) -> None:
        monkeypatch.setattr(os, "access", lambda p, mode: Path(p) != place and allowed(p, mode))

    return protect


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_store_that_may_only_be_read_is_read_and_not_written(
    path: Path, what: str, write_protected: Callable[[Path], None]
) -> None:
    held = fill(path)
    write_protected(path if what == "file" else path.parent)
    with SqliteStore(path) as store:
        assert store.counts().nodes["school"] == FEW
        with pytest.raises(StoreUnusable, match="cannot be written to") as fault:
            rivals.load(store, 1, FEW)
        refusal(fault, path)
        assert "Copy it" in fault.value.next_step
    assert {file.name for file in path.parent.iterdir()} == {"store.db"}
    assert rows_of(path) == held


def test_a_write_protected_store_whose_log_was_left_behind_is_refused(
    path: Path, write_protected: Callable[[Path], None]
) -> None:
    fill(path)
    with SqliteStore(path) as store:
        rivals.load(store, 1, FEW)
        write_protected(path)
        with pytest.raises(StoreUnusable, match="still in the log beside it") as fault:
            SqliteStore(path)
    assert "store.db-wal" in refusal(fault, path) + fault.value.next_step


@pytest.mark.parametrize("database", ["main", "temp"])
def test_a_full_disk_is_told_and_the_store_is_as_it_was(path: Path, database: str) -> None:
    held = fill(path)
    with SqliteStore(path) as store:
        if database == "temp":
            rivals.load(store, 0, FEW)
        store._db.execute(f"PRAGMA {database}.max_page_count = 60")
        with pytest.raises(StoreUnusable, match="no room left; the store is as it was") as fault:
            rivals.load(store, 1, rivals.MANY)
        refusal(fault, path)
        assert store.counts().nodes["school"] == FEW
        store._db.execute(f"PRAGMA {database}.max_page_count = 1000000")
        assert rivals.load(store, 1, FEW).nodes.withdrawn == FEW // 10
        rivals.load(store, 0, FEW)
    assert not note_of(path).exists()
    assert len(rows_of(path)) == len(held) + 2 * FEW // 10


@pytest.mark.parametrize("seed", range(12))
def test_a_store_cut_short_is_told_and_never_half_read(path: Path, seed: int) -> None:
    fill(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: random.Random(seed).randrange(1, len(whole))])
    with pytest.raises(StoreUnusable) as fault:
        read_everything(path)
    refusal(fault, path)


def read_everything(path: Path) -> None:
    with SqliteStore(path) as store:
        nodes, claims = list(store.nodes()), list(store.claims(withdrawn=True))
        for held in nodes:
            assert store.statements(held.id)
        assert (len(nodes), len(claims)) == (FEW + 1, FEW)


@pytest.mark.parametrize("seed", range(40))
def test_a_store_with_spoilt_bytes_is_read_or_refused(path: Path, seed: int) -> None:
    fill(path)
    spoil(path, random.Random(seed))
    fault = fault_in_using(path)
    assert fault is None or (fault.place == str(path) and fault.next_step)


def fault_in_using(path: Path) -> StoreError | None:
    try:
        with SqliteStore(path) as store:
            Ledger.read(store)
            store.counts()
            rivals.load(store, 1, FEW)
    except StoreError as fault:
        return fault
    return None


def spoil(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(60):
        content[chance.randrange(100, len(content))] = chance.randrange(256)
    path.write_bytes(content)


@pytest.mark.parametrize("body", ["", "{", "[]", "{}", "null"])
@pytest.mark.parametrize("table", ["dataset", "node", "claim", "decision"])
def test_a_record_that_no_longer_reads_is_refused(path: Path, table: str, body: str) -> None:
    fill(path)
    with SqliteStore(path) as store:
        store.decide([Decision(left="s:00001", right="s:00002", verdict="same", by="a test", on="2026-01-10")])
        store._db.execute(f"UPDATE {table} SET body = ?", [body])
        with pytest.raises(StoreUnusable, match="a record of the store is damaged") as fault:
            list(getattr(store, f"{table}s")())
        refusal(fault, path)


# -- deleted means gone -----------------------------------------------------------------------------------------

NAME = "Ada Marsh"


def a_person(told: str, number: int = 0) -> list[Record]:
    person = node(f"p:{number}", "person", OTHER, name=told)
    school = node(f"s:{number}", "school", OTHER)
    post = claim(person.id, "holds_role", school.id, OTHER, role_title=f"the post of {told}")
    return [person, school, post]


def traces(path: Path) -> list[str]:
    """The files beside and including the store that hold the name."""
    return sorted(file.name for file in path.parent.iterdir() if NAME.encode() in file.read_bytes())


def test_a_deleted_name_is_in_no_byte_of_any_file(path: Path) -> None:
    fill(path)
    with SqliteStore(path) as store:
        store.load(OTHER, a_person(NAME), on=DAY)
        store.decide([Decision(left="p:0", right="p:1", verdict="same", by="x", on="2026-01-10", reasons=(NAME,))])
        assert traces(path)
        assert store.delete(node="p:0") == 3
        assert traces(path) == []
    assert traces(path) == []
    assert NAME not in json.dumps(rows_of(path))


def test_a_name_that_was_corrected_leaves_no_trace_when_its_node_is_deleted(path: Path) -> None:
    with SqliteStore(path) as store:
        everybody = [record for number in range(50) for record in a_person(f"{NAME} {number}" * 9, number)]
        store.load(OTHER, everybody, on=DAY)
        store.load(OTHER, [record for number in range(50) for record in a_person("A. M.", number)], on=DAY)
        store.delete(dataset=OTHER.id)
        assert traces(path) == []


def test_a_deletion_says_so_where_a_reader_keeps_its_trace_alive(path: Path) -> None:
    with SqliteStore(path) as store, SqliteStore(path) as reader:
        store._db.execute("PRAGMA busy_timeout = 100")
        store.load(OTHER, a_person(NAME), on=DAY)
        with reader.snapshot():
            list(reader.nodes())
            with pytest.raises(StoreBusy, match="a trace is left in the log") as fault:
                store.delete(node="p:0")
            refusal(fault, path)
            assert store.node("p:0") is None
        store.delete(node="p:0")
        assert traces(path) == []
