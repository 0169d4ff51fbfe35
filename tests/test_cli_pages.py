"""The briefing and the demo: which files they write, and what they say of them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from command_line import northmoor, run, save
from worlds import ON, World

from graph.projection import Reading
from queries.boundary import Boundary
from queries.days import year_before
from visualisations.briefing import briefing
from visualisations.overview import sentences


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs in an empty folder of its own."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)


def test_a_briefing_is_a_page_a_table_and_a_snippet(tmp_path: Path) -> None:
    store = save(northmoor(), tmp_path / "northmoor.db")
    ran = run("briefing", "-a", "Northmoor", "--on", "2013-09-30", "--store", store)
    here = Path.cwd()
    stem = "briefing-northmoor-2013-09-30"
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[1:] == [
        f"Schools: {here / f'{stem}-schools.csv'}",
        f"Snippet: {here / f'{stem}-embed.txt'}",
        f"Briefing: {here / f'{stem}.html'}",
    ]
    assert "Ashdown Primary School" in (here / f"{stem}.html").read_text(encoding="utf-8")
    with (here / f"{stem}-schools.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 6


def test_a_briefing_goes_where_it_is_asked_to(tmp_path: Path) -> None:
    store = save(northmoor(), tmp_path / "northmoor.db")
    words = ("briefing", "-a", "Northmoor", "--on", "2013-09-30", "--since", "2012-01-31", "-o", "mine.html")
    assert run(*words, "--store", store).code == 0
    assert "31 January 2012" in Path("mine.html").read_text(encoding="utf-8")


def test_a_briefing_of_nobody_is_refused(tmp_path: Path) -> None:
    store = save(northmoor(), tmp_path / "northmoor.db")
    ran = run("briefing", "-a", "Northmor", "--store", store)
    assert (ran.code, ran.err) == (2, "Error: nothing held is called 'Northmor'\nDid you mean 'Northmoor'?\n")
    assert list(Path.cwd().iterdir()) == []


# -- the demo ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The folder of a demo, and the lines it ended with."""
    folder = tmp_path_factory.mktemp("demo") / "pages"
    ran = run("demo", "--into", str(folder))
    assert (ran.code, ran.err) == (0, "")
    return folder, ran.out.splitlines()


def test_the_demo_ends_with_three_sentences_and_the_path(demo: tuple[Path, list[str]]) -> None:
    folder, lines = demo
    licence, *found, path = lines
    assert licence.startswith("Contains public sector information licensed under the Open Government Licence v3.0")
    assert [line.split()[0] for line in found] == ["On", "Of", "Since"]
    assert all(line.endswith(".") for line in found)
    assert path == f"Briefing: {(folder / 'index.html').resolve()}"


def test_the_demo_writes_a_briefing_for_each_of_five_authorities(demo: tuple[Path, list[str]]) -> None:
    folder, _ = demo
    names = ["brighton-and-hove", "dudley", "leicestershire", "reading", "wandsworth"]
    assert sorted(page.stem for page in folder.glob("*.html")) == sorted([*names, "index"])
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert all(f"./{name}.html" in index for name in names)


def test_questions_can_be_put_to_the_store_of_the_demo(
    demo: tuple[Path, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(demo[0])
    assert "George Palmer Primary School" in run("show", "133423", "--on", "2013-09-30").out


def test_the_demo_can_be_run_again_and_leaves_what_is_there(
    demo: tuple[Path, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, lines = demo
    monkeypatch.chdir(folder.parent)
    Path("schoolties.db").write_text("mine")
    assert run("demo", "--into", folder.name).out.splitlines() == lines
    assert Path("schoolties.db").read_text() == "mine"


def test_each_authority_is_shown_on_the_day_of_its_case_study(demo: tuple[Path, list[str]]) -> None:
    folder, lines = demo
    assert lines[1].startswith("On days from 31 July 2011 to 30 September 2013, of 588 schools in ")
    assert "30 June 2012" in (folder / "wandsworth.html").read_text(encoding="utf-8")
    with (folder / "dudley-schools.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["as_of"] for row in csv.DictReader(file)} == {"2012-10-31"}


# -- its sentences -------------------------------------------------------------------------------------------------


def said_of(world: World) -> tuple[str, str, str]:
    made = briefing(world.built(), Boundary("Northmoor"), Reading(ON), since=year_before(ON))
    return sentences([made])


def test_the_sentences_add_up() -> None:
    assert said_of(northmoor()) == (
        "On 30 September 2013, of 6 schools in Northmoor, 1 was alone on the evidence read, 2 inward and 2 by a"
        " thread; nothing was read about 1 school.",
        "Of 5 schools below the rung 'connected', 1 has a route to a system leader of another school, live or lapsed.",
        "Since 30 September 2012, no ties and posts lapsed, none began, and no schools changed rung.",
    )


def test_the_sentences_of_a_place_nobody_wrote_about() -> None:
    world = World()
    world.school(100001, "Ashdown Primary School")
    assert said_of(world)[:2] == (
        "On 30 September 2013, of 1 school in Northmoor, 0 were alone on the evidence read; nothing was read about"
        " 1 school.",
        "Of no schools below the rung 'connected', none has a route to a system leader of another school, live or"
        " lapsed.",
    )
