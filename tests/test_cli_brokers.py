"""From two plain tables to brokers, as anybody would type it, held against R for every node of its networks."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from command_line import run
from openpyxl import load_workbook
from reference_networks import ROLE_KEYS, ReferenceNetwork, reference_networks

UNDIRECTED = ("both ways", "once", "gephi")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs in an empty folder of its own."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(params=range(9))
def network(request: pytest.FixtureRequest, shared: Path) -> ReferenceNetwork:
    return reference_networks(shared)[int(request.param)]


def write(network: ReferenceNetwork, how: str) -> None:
    """The network as nodes.csv and ties.csv in the working folder."""
    nodes = "".join(f"{node},{group}\n" for node, group in enumerate(network.groups))
    Path("nodes.csv").write_text(f"id,sector\n{nodes}", encoding="utf-8")
    header, row = {
        "plain": ("source,target", "{a},{b}\n"),
        "both ways": ("source,target", "{a},{b}\n{b},{a}\n"),
        "once": ("source,target,directed", "{a},{b},no\n"),
        "gephi": ("Source,Target,Type,Weight", "{a},{b},Undirected,1.0\n"),
    }[how]
    ties = "".join(row.format(a=a, b=b) for a, b in network.edges)
    Path("ties.csv").write_text(f"{header}\n{ties}", encoding="utf-8")


def answered(*words: str) -> dict[str, Any]:
    """Load the two tables and ask; the answer's envelope."""
    loaded = run("load", "nodes.csv", "ties.csv", "--quiet")
    assert loaded.code == 0, loaded.out
    ran = run("brokers", *words, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    answer: dict[str, Any] = json.loads(ran.out)
    return answer


def near(found: float | None, wanted: float | None) -> bool:
    return found is wanted if found is None or wanted is None else abs(found - wanted) < 1e-9


def test_every_node_has_the_numbers_of_r(network: ReferenceNetwork) -> None:
    for how in ("plain",) if network.directed else UNDIRECTED:
        write(network, how)
        rows = {row["id"]: row for row in answered("--by", "sector")["rows"]}
        assert set(rows) == set(map(str, range(len(network.groups))))
        agree_with_r([rows[str(node)] for node in range(len(rows))], network)


def agree_with_r(rows: list[dict[str, Any]], network: ReferenceNetwork) -> None:
    for role, key in ROLE_KEYS.items():
        assert [row[role] for row in rows] == network.values["brokerage"][key]
        z = network.values["brokerage_z"][key] if network.directed else [None] * len(rows)
        assert all(near(row[f"{role}_z"], wanted) for row, wanted in zip(rows, z, strict=True))
    for row, wanted in zip(rows, network.values["constraint"], strict=True):
        assert near(row["constraint"], wanted)


PEOPLE = "id,type,name,team\n1,person,Ada Marsh,x\n2,person,Bea Low,y\n3,person,Cy Hall,x\n"
MENTORING = "source,type,target\n1,mentoring,2\n2,mentoring,3\n"


def write_people() -> None:
    Path("nodes.csv").write_text(PEOPLE, encoding="utf-8")
    Path("ties.csv").write_text(MENTORING, encoding="utf-8")


def test_people_who_mentor_can_be_asked_about_and_stand_by_name() -> None:
    write_people()
    rows = answered("--by", "team")["rows"]
    assert [row["name"] for row in rows] == ["Ada Marsh", "Bea Low", "Cy Hall"]
    assert [row["consultant"] for row in rows] == [0, 1, 0]


def test_a_tie_that_does_not_fit_is_refused_and_the_rest_counts() -> None:
    write_people()
    Path("ties.csv").write_text(f"{MENTORING}1,partnership,3\n", encoding="utf-8")
    ran = run("load", "nodes.csv", "ties.csv", "--format", "json")
    assert ran.code == 1
    assert "partnership joins group or school" in ran.out
    rows = json.loads(run("brokers", "--by", "team", "--format", "json").out)["rows"]
    assert sum(row["total"] for row in rows) == 1


def test_a_spreadsheet_has_a_line_for_each_node_with_its_words() -> None:
    write_people()
    answered("--by", "team")
    ran = run("brokers", "--by", "team", "-o", "brokers.xlsx")
    assert ran.code == 0
    book = load_workbook("brokers.xlsx")
    sheet = book.worksheets[0]
    cells = [[str(cell.value) for cell in row] for row in sheet.iter_rows()]
    assert any(
        "Bea Low is a consultant to x, joining Ada Marsh to Cy Hall from outside (1 pair)" in row for row in cells
    )
    rows = list(
        csv.DictReader(io.StringIO(run("brokers", "--by", "team", "--format", "csv").out.removeprefix("\ufeff")))
    )
    assert [row["consultant"] for row in rows] == ["0", "1", "0"]
    assert rows[0]["liaison_z"] == ""


def test_a_column_that_is_not_there_is_said_with_those_that_are() -> None:
    write_people()
    answered("--by", "team")
    ran = run("brokers", "--by", "colour")
    assert ran.code == 2
    assert ran.err.startswith("Error: no node in question has a column 'colour'\nColumns held: team.")


def test_shuffled_groups_are_told_in_words_and_follow_the_seed() -> None:
    write_people()
    answered("--by", "team")
    asked = ("brokers", "--by", "team", "--permutations", "20", "--seed", "4", "--format", "table")
    ran = run(*asked)
    assert "With shuffled groups" in ran.out
    assert ran.out == run(*asked).out


def test_a_screen_lists_the_first_schools_and_people_of_a_large_network() -> None:
    """A ring of sixty schools, each of which joins the two beside it."""
    nodes = "".join(f"{n},{n % 2}\n" for n in range(60))
    ties = "".join(f"{n},{(n + 1) % 60}\n" for n in range(60))
    Path("nodes.csv").write_text(f"id,side\n{nodes}", encoding="utf-8")
    Path("ties.csv").write_text(f"source,target\n{ties}", encoding="utf-8")
    answered("--by", "side")
    shown = run("brokers", "--by", "side", "--format", "table").out
    assert shown.count("joining") == 25
    assert "or further down: 35 (--all lists them" in " ".join(shown.split())
    assert run("brokers", "--by", "side", "--format", "table", "--all").out.count("joining") == 60
