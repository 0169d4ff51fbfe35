"""The commands on leaders, people and partners, from end to end: what they answer, in which form, what they refuse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import northmoor, run, same_as_kept, save
from worlds import World

ON = ("--on", "2013-09-30")
QUESTIONS = {
    "leaders": ("leaders", *ON, "-a", "Northmoor"),
    "leaders-none": ("leaders", *ON, "--none"),
    "leaders-hub": ("leaders", *ON, "--hub", "River Cluster"),
    "people": ("people", *ON, "-a", "Northmoor"),
    "people-lacking": ("people", *ON, "--lacking", "SBM"),
    "partners": ("partners", "Ashdown Primary School", *ON, "--size", "similar"),
}
ENVELOPE = {"question", "as_of", "boundary", "sources", "assumptions", "rows", "sentence"}


def peopled() -> World:
    """Northmoor with days of its leader, heads and a bursar, and places and sizes of three schools."""
    world = northmoor()
    for urn, easting, pupils in ((100001, "400000", "200"), (100002, "402500", "250"), (100005, "409000", "420")):
        place = {"easting": easting, "northing": "300000", "pupils": pupils, "pupils_as_of": "2013-01-17"}
        world.node(f"urn:{urn}", "school", "A school", source="measures", attributes=place)
    world.head("ada", "urn:100001", start="2012-09", seen=("2014",))
    world.person("ada", name="Ada Marsh")
    world.person("ben", name="[bursar of Beech Hill]")
    world.claim("holds_role", "ben", "urn:100002", role="bursar", role_title="bursar", share="two days a week")
    world.claim("holds_role", "ben", "urn:100003", role="bursar", role_title="bursar", end="2012-08")
    days = {"days_offered": 20, "governors_consent": True}
    world.claim("designated", "priya", role="SLE", role_title="SLE", start="2013", attributes=days)
    world.claim("supports", "priya", "urn:100004", start="2013-04", attributes={"days_used": 8})
    return world


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a small store that no test changes."""
    return save(peopled(), tmp_path_factory.mktemp("store") / "northmoor.db")


@pytest.fixture
def own_store(tmp_path: Path) -> str:
    """The address of a small store for one test."""
    return save(peopled(), tmp_path / "own.db")


def rows(*words: str) -> list[dict[str, Any]]:
    ran = run(*words, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    answer = json.loads(ran.out)
    assert answer.keys() >= ENVELOPE
    return list(answer["rows"])


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_table_of_eighty_columns_is_as_kept(name: str, store: str) -> None:
    ran = run(*QUESTIONS[name], "--store", store, "--format", "table")
    assert (ran.code, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= 80
    same_as_kept(name, ran.out)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "jsonl"])
@pytest.mark.parametrize("name", QUESTIONS)
def test_every_answer_goes_into_a_file(name: str, ending: str, store: str, tmp_path: Path) -> None:
    path = tmp_path / f"answer.{ending}"
    assert run(*QUESTIONS[name], "--store", store, "-o", str(path)).code == 0
    assert path.stat().st_size > 0


def test_the_leader_is_listed_and_the_schools_she_does_not_reach_are_named(store: str) -> None:
    assert [row["name"] for row in rows(*QUESTIONS["leaders"], "--store", store)] == ["Priya Cole"]
    reach = {row["name"]: row["reach"] for row in rows(*QUESTIONS["leaders-hub"], "--store", store)}
    assert reach["Deepdale Infant School"] == "reached"
    assert reach["Beech Hill School"] == "not reached"
    assert reach["Fern Bank Primary School"] == "nothing read"


def test_two_questions_at_once_are_refused(store: str) -> None:
    ran = run("leaders", "--none", "--hub", "River Cluster", "--store", store)
    assert ran.code == 2
    assert "two questions" in ran.err


def test_a_choice_is_kept_shown_and_taken_back(own_store: str) -> None:
    choice = ("partners", "100001", "--choose", "100006", *ON, "--store", own_store)
    ran = run(*choice, "--by", "Ada Marsh", "--because", "both heads asked")
    assert ran.code == 0
    assert "Decided by Ada Marsh on 30 September 2013" in ran.out
    key = "own-decisions:northmoor:urn:100001/partnership/urn:100006"
    assert f"schoolties delete --claim {key}" in ran.out
    shown = rows("show", "100006", *ON, "--store", own_store)
    assert [row["standing"] for row in shown if row["id"] == key] == ["planned"]
    assert run("delete", "--claim", key, "--yes", "--store", own_store).code == 0
    assert all(row["id"] != key for row in rows("show", "100006", *ON, "--store", own_store))


@pytest.mark.parametrize("words", [(), ("--by", "Ada Marsh"), ("--because", "both heads asked")])
def test_a_choice_needs_who_and_why(words: tuple[str, ...], own_store: str) -> None:
    ran = run("partners", "100001", "--choose", "100006", *words, "--store", own_store)
    assert ran.code == 2
    assert "Add --b" in ran.err
