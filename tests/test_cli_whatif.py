"""What ``whatif`` writes, and how it says that a name means nothing or two things."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from command_line import northmoor, run, save
from openpyxl import load_workbook

ASKED = ("whatif", "--without", "River Cluster", "--on", "2013-09-30")
COLUMNS = (
    "what", "id", "urn", "name", "authority", "phase", "before", "after", "sentence",
    "reasons", "loses", "alike", "tell", "until", "claims",
)  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A small store that no test changes."""
    return save(northmoor(), tmp_path_factory.mktemp("store") / "northmoor.db")


def test_json_says_what_ends_and_every_row_has_the_same_columns(store: str) -> None:
    envelope = json.loads(run(*ASKED, "--store", store, "--format", "json").out)
    assert envelope["without"] == ["River Cluster"]
    assert {tuple(row) for row in envelope["rows"]} == {COLUMNS}
    moved = [row for row in envelope["rows"] if row["what"] == "school changes rung"]
    assert {(row["urn"], row["before"], row["after"]) for row in moved} == {
        ("100004", "by a thread", "alone"),
        ("100005", "by a thread", "alone"),
    }


def test_a_file_for_excel_has_all_rows_in_one_table(store: str, tmp_path: Path) -> None:
    sheet, workbook = tmp_path / "what.csv", tmp_path / "what.xlsx"
    for file in (sheet, workbook):
        assert run(*ASKED, "--store", store, "-o", str(file)).code == 0
    rows = list(csv.DictReader(io.StringIO(sheet.read_text(encoding="utf-8-sig"))))
    assert [row["what"] for row in rows] == [
        *["school changes rung"] * 2,
        *["school is left in no group"] * 2,
        *["ends"] * 3,
    ]
    assert load_workbook(workbook)["Answer"].max_row == len(rows) + 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Rivver Cluster", "Did you mean 'River Cluster'"),
        ("federation", 'kind:"federation"  all federations\n  relation:"federation"'),
        ("role:riverboatman", "nothing that could end is called 'riverboatman'"),
    ],
)
def test_a_name_that_does_not_mean_one_thing_is_refused_with_what_to_type(store: str, name: str, said: str) -> None:
    ran = run("whatif", "--without", name, "--store", store)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_something_to_end_must_be_named(store: str) -> None:
    assert run("whatif", "--store", store).code == 2


def test_a_briefing_tells_of_one_thing_named(store: str, tmp_path: Path) -> None:
    page = tmp_path / "northmoor.html"
    words = ("briefing", "-a", "Northmoor", "--on", "2013-09-30", "--without", "River Cluster", "-o", str(page))
    assert run(*words, "--store", store).code == 0
    assert "Without River Cluster" in page.read_text(encoding="utf-8")
