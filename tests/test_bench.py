"""The benchmark's own sums, on a few rows; the measuring itself is for `make bench`."""

from __future__ import annotations

import gzip
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="the benchmark measures memory as Linux and macOS do")

import on_neo4j
import run
from on_neo4j import BARE, SINGLY, STORE, Compared
from plain_load import plain_load
from run import Measured, Runs


def runs(*seconds: float, **result: int) -> Runs:
    return Runs([Measured(second, 10 * second, result) for second in seconds])


def found(**changed: Runs) -> dict[str, Runs]:
    load = runs(20.0, rows=126_330, records=286_535, touched=286_535, MB=220)
    ladder = runs(1.0, alone=3)
    every = runs(8.0, authorities=2, schools=3, alone=3)
    measured = {"load": load, "load_plainly": runs(1.0, rows=126_330, MB=24), "load_again": runs(9.0, touched=0)}
    measured |= {"stand_all": ladder, "stand_all_by_networkx": ladder, "ask_all": every, "ask_one": every}
    measured["ladder_from_store"] = ladder
    return measured | changed


def test_a_line_shows_the_median_time_the_highest_peak_and_the_ratio() -> None:
    assert (
        run.line("Load", runs(4.0, 2.0, 9.0), runs(1.0, 2.0, 3.0)) == "| Load | 4.0 s | 90 MB | 2.0 s | 30 MB | 2.0 |"
    )
    assert run.line("Load", runs(4.0), None) == "| Load | 4.0 s | 40 MB |  |  |  |"


def test_the_page_tells_what_came_out() -> None:
    page = run.page(found(), 3)
    assert "reads 126,330 rows and keeps 286,535 nodes and claims in 220 MB" in page
    assert "2 authorities, 3 state-funded schools (3 alone)" in page
    assert "{" not in page


def test_there_is_no_page_where_a_second_load_changed_anything() -> None:
    with pytest.raises(ValueError, match="second load"):
        run.page(found(load_again=runs(9.0, touched=1)), 3)


def test_there_is_no_page_where_the_two_ladders_differ() -> None:
    with pytest.raises(ValueError, match="other rungs"):
        run.page(found(stand_all_by_networkx=runs(1.0, alone=2)), 3)


def test_there_is_no_page_where_one_case_has_two_results() -> None:
    two = Runs([Measured(1.0, 1.0, {"touched": 0, "rows": 1}), Measured(1.0, 1.0, {"touched": 0, "rows": 2})])
    with pytest.raises(ValueError, match="several results"):
        run.page(found(load_again=two), 3)


def test_the_plain_load_makes_a_table_of_text_of_each_file(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.csv", tmp_path / "b.csv.gz"
    plain.write_bytes(b'URN,"Name, in full"\r\n100001,"Ashdown Primary School"\r\n100002,Oak\r\n')
    packed.write_bytes(gzip.compress(b"URN,Name\r\n100003,St Anne\x92s\r\n100004\r\n"))
    assert plain_load(tmp_path / "plain.db", [plain, packed]) == 4
    with closing(sqlite3.connect(tmp_path / "plain.db")) as db:
        assert db.execute("SELECT * FROM file_0").fetchall() == [
            ("100001", "Ashdown Primary School"),
            ("100002", "Oak"),
        ]
        assert db.execute("SELECT * FROM file_1").fetchall() == [("100003", "St Anne’s"), ("100004", "")]


def test_the_machine_is_described() -> None:
    assert "cores" in run.machine()
    assert run.processor()
    assert run.peak_mb() > 1


def test_a_load_onto_a_server_stands_beside_the_bare_loop_on_the_same_rows() -> None:
    some = Compared(2_000, 4_100, 16_000, 20, {STORE: 2.0, BARE: 1.0, SINGLY: 40.0})
    whole = Compared(51_000, 103_000, 400_000, 200, {STORE: 50.0, BARE: 40.0})
    said = on_neo4j.section([some, whole], 3)
    assert "| 51,000 schools, the store | 400,000 | 50.0 | 8,000 | 0.80 |" in said
    assert "| 2,000 schools, one statement a row | 16,000 | 40.0 | 400 | 0.03 |" in said
    assert "{" not in said


def test_one_statement_a_row_sends_the_same_rows() -> None:
    sent = [("KEEP", {"rows": [1, 2, 3], "on": "today"}), ("LOOK", {})]
    assert on_neo4j.one_by_one(sent) == [*(("KEEP", {"rows": [n], "on": "today"}) for n in (1, 2, 3)), ("LOOK", {})]


def test_where_no_server_can_be_had_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    none = subprocess.CompletedProcess[str]([], run.NO_SERVER, "")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: none)
    assert "Not measured: no Neo4j" in run.on_a_server(1)
