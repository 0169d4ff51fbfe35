"""The command line: what it answers, in which form, and how it says that something is wrong."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from command_line import northmoor, run, same_as_kept, save
from openpyxl import load_workbook

from graph.stores import open_store

ON = ("--on", "2013-09-30")
QUESTIONS = {
    "isolated": ("isolated", *ON, "--since", "2012-01-31", "--authority", "Northmoor"),
    "routes": ("routes", "Deepdale Infant School", *ON),
    "changes": ("changes", "--from", "2012-01-31", "--to", "2013-09-30"),
    "show": ("show", "Priya Cole", *ON),
    "check": ("check", *ON),
    "brokers": ("brokers", "--by", "phase", *ON),
    "fragile": ("fragile", "--together", "1", "--since", "2012-01-31", *ON),
    "whatif": ("whatif", "--without", "River Cluster", "--without", "kind:federation", *ON),
}
ENVELOPE = {"question", "as_of", "boundary", "sources", "assumptions", "rows", "sentence"}
COLUMNS = ("id", "urn", "name", "authority", "phase", "rung", "reasons", "via", "sources_mentioning", "since_change")
COMMANDS = (
    "briefing", "brokers", "changes", "check", "copy", "delete", "demo", "fragile", "isolated", "leaders",
    "load", "match", "partners", "people", "read", "review", "routes", "show", "template", "view", "whatif",
)  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a small store that no test changes."""
    return save(northmoor(), tmp_path_factory.mktemp("store") / "northmoor.db")


@pytest.fixture
def own_store(tmp_path: Path) -> str:
    """The address of a small store for one test."""
    return save(northmoor(), tmp_path / "own.db")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs in an empty folder of its own."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)


# -- answers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_table_of_eighty_columns_is_as_kept(name: str, store: str) -> None:
    ran = run(*QUESTIONS[name], "--store", store, "--format", "table")
    assert (ran.code, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= 80
    same_as_kept(name, ran.out)


@pytest.mark.parametrize("name", QUESTIONS)
def test_json_has_the_envelope(name: str, store: str) -> None:
    ran = run(*QUESTIONS[name], "--store", store, "--format", "json")
    assert json.loads(ran.out).keys() >= ENVELOPE


def test_the_rows_of_isolated_have_the_columns_of_the_design(store: str) -> None:
    rows = json.loads(run(*QUESTIONS["isolated"], "--store", store, "--format", "json").out)["rows"]
    assert {row["name"]: row["rung"] for row in rows} == {
        "Ashdown Primary School": "alone",
        "Beech Hill School": "inward",
        "Cold Ash Junior School": "inward",
        "Deepdale Infant School": "by a thread",
        "Elm Park School": "by a thread",
        "Fern Bank Primary School": "nothing read",
    }
    assert all(tuple(row)[: len(COLUMNS)] == COLUMNS for row in rows)


def test_a_pipe_gets_json_lines(store: str) -> None:
    lines = run(*QUESTIONS["isolated"], "--store", store).out.splitlines()
    assert [json.loads(line)["urn"] for line in lines] == ["100001", "100002", "100003", "100004", "100005", "100006"]
    assert json.loads(lines[0])["as_of"] == "2013-09-30"


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json", "jsonl", "txt"])
def test_the_name_of_a_file_says_how_to_write_it(ending: str, store: str) -> None:
    ran = run(*QUESTIONS["isolated"], "--store", store, "-o", f"alone.{ending}")
    data = Path(f"alone.{ending}").read_bytes()
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("On 30 September 2013, of 6 schools")
    assert ran.err.endswith(f"Written to alone.{ending}.\n")
    assert readable(ending, data)


def readable(ending: str, data: bytes) -> bool:
    """Whether a file of that sort tells of Ashdown."""
    if ending == "xlsx":
        return bool(load_workbook(io.BytesIO(data))["Answer"]["C2"].value == "Ashdown Primary School")
    if ending == "csv":
        return next(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))["name"] == "Ashdown Primary School"
    return "Ashdown Primary School" in data.decode()


def test_all_lists_the_schools_nobody_wrote_about(store: str) -> None:
    words = (*QUESTIONS["isolated"], "--store", store, "--format", "table")
    assert "Fern Bank" not in run(*words).out
    assert "Fern Bank" in run(*words, "--all").out


def test_the_store_is_found_in_the_environment(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCHOOLTIES_STORE", store)
    assert run(*QUESTIONS["show"]).code == 0


def test_a_store_named_before_the_command_goes_before_the_environment_and_after_one_behind_it(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCHOOLTIES_STORE", "nowhere.db")
    assert run("--store", store, *QUESTIONS["show"]).code == 0
    assert run("--store", "nowhere.db", *QUESTIONS["show"], "--store", store).code == 0
    assert run("--store", store, *QUESTIONS["show"], "--store", "nowhere.db").code == 1


def test_a_file_that_is_not_there_is_a_wrong_call_and_makes_no_store() -> None:
    ran = run("load", "nowhere.csv", "--store", "new.db")
    assert ran.code == 2
    assert "nowhere.csv" in ran.err
    assert not Path("new.db").exists()


def test_the_default_day_is_today(store: str) -> None:
    answer = json.loads(run("show", "100001", "--store", store, "--format", "json").out)
    assert answer["as_of"] == date.today().isoformat()


def test_a_phase_narrows_the_question(store: str) -> None:
    assert len(run(*QUESTIONS["isolated"], "--store", store, "--phase", "primary").out.splitlines()) == 6
    ran = run(*QUESTIONS["isolated"], "--store", store, "--phase", "Primry")
    assert (ran.code, ran.err) == (2, "Error: no school held has the phase 'Primry'\nPhases held: Primary.\n")


def test_view_writes_a_page(store: str) -> None:
    ran = run("view", "Elm Park School", *ON, "--store", store)
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == f"Page: {Path('elm-park-school.html').resolve()}"
    assert "Priya Cole" in Path("elm-park-school.html").read_text(encoding="utf-8")


def test_view_draws_an_authority(store: str) -> None:
    assert run("view", "-a", "Northmoor", *ON, "--store", store, "-o", "page.html").code == 0
    assert "Ashdown Primary School" in Path("page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [(), ("Elm Park School", "--authority", "Northmoor")])
def test_view_draws_one_thing(words: tuple[str, ...], store: str) -> None:
    ran = run("view", *words, "--store", store)
    assert (ran.code, ran.err) == (2, "Error: name what to draw\nGive a NODE, or --authority NAME, not both.\n")


# -- help ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_as_kept(command: str) -> None:
    ran = run(*filter(None, [command]), "--help")
    assert ran.code == 0
    same_as_kept(f"help-{command or 'schoolties'}", ran.out)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_has_an_example(command: str) -> None:
    page = run(command, "--help").out
    assert f"  schoolties {command}" in page[page.index("Example") :]


def test_without_words_it_shows_its_help() -> None:
    ran = run()
    assert (ran.code, "schoolties demo" in ran.out) == (0, True)


def test_version() -> None:
    assert run("--version").out.startswith("schoolties")


# -- wrong calls ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("isolatde",), "No such command 'isolatde'. Did you mean 'isolated'?\nSee 'schoolties --help'."),
        (
            ("isolated", "--onn", "x"),
            "No such option: --onn (Possible options: --on)\nSee 'schoolties isolated --help'.",
        ),
        (("isolated", "--on", "2013-09"), "a day is needed, and 2013-09 is a month\nGive one day of it"),
        (("isolated", "--on", "31/02/2013"), "there is no such day: 31/02/2013"),
        (("isolated", "--format", "doc"), "Invalid value for '--format': 'doc' is not one of 'table', 'json'"),
        (("isolated", "-o", "answer.doc"), "the name 'answer.doc' does not say how to write the answer\nLet it end in"),
        (("isolated", "-a", "Northmor"), "nothing held is called 'Northmor'\nDid you mean 'Northmoor'?"),
        (("routes",), "Missing argument 'SCHOOL'."),
        (("routes", "Elm Prak School"), "Did you mean 'Elm Park School' or "),
        (("routes", "100001", "--to", "Northmoor"), "authorities, programmes and national bodies are never a step"),
        (("changes", "--from", "2013-01-01", "--to", "2012-01-01"), "2013-01-01 is after 2012-01-01\nGive the earlier"),
        (("show", "Nobody At All"), "nothing held is called 'Nobody At All'"),
        (("match", "--decide", "Elm Park School"), "nobody is named who judges\nAdd --by"),
        (("match", "--decide", "Elm Park School", "--by", "PC"), "not a pair: 'Elm Park School'\nWrite NAME=URN"),
        (("delete",), "name one thing to delete"),
        (("delete", "--dataset", "survy"), "no dataset held has the id 'survy'\nDid you mean survey?"),
    ],
)
def test_a_wrong_call_says_what_is_wrong_and_what_to_do(words: tuple[str, ...], message: str, store: str) -> None:
    takes_store = words[0] != "isolatde"
    ran = run(*words, *(("--store", store) if takes_store else ()))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Error: ")
    assert message in ran.err


@pytest.mark.parametrize("command", ["isolated", "check", "match"])
def test_a_store_that_is_not_there_is_not_made(command: str) -> None:
    ran = run(command)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("Error: there is no store at schoolties.db\nMake one with 'schoolties load FILE'")
    assert not Path("schoolties.db").exists()


def test_an_answer_that_cannot_be_written_says_why(store: str) -> None:
    ran = run(*QUESTIONS["show"], "--store", store, "-o", "missing/folder/answer.csv")
    assert ran.code == 1
    assert ran.err.startswith(
        f"Error: {Path('missing/folder/answer.csv')}: No such file or directory\nCheck the folder"
    )


def test_a_hostile_name_does_not_reach_the_terminal(tmp_path: Path) -> None:
    name = "Ash\x1b[2J\u202e School"
    world = northmoor()
    for node_id in ("a", "b"):
        world.school(node_id, name)
    ran = run("show", name, "--store", save(world, tmp_path / "hostile.db"))
    assert ran.err.startswith("Error: 2 nodes are called ")
    assert not {"\x1b", "\u202e"} & set(ran.err)


# -- the template --------------------------------------------------------------------------------------------------


def test_the_template_is_written_once_and_never_over_a_file() -> None:
    first, second = run("template"), run("template")
    assert (first.code, first.err) == (0, "")
    assert first.out.startswith(f"Written to {Path('schoolties-template.xlsx').resolve()}")
    assert (second.code, second.out) == (1, "")
    assert "there is already a file of this name" in second.err


def test_a_filled_in_template_loads(own_store: str) -> None:
    run("template", "-o", "mine.xlsx")
    book = load_workbook("mine.xlsx")
    sheet = book.worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    filled = {"School name": "Ash School", "URN": "100001", "Cluster": "Hill Cluster", "Joined": "2012-09"}
    for title, value in filled.items():
        sheet.cell(2, titles.index(title) + 1, value)
    book.save("mine.xlsx")
    ran = run("load", "mine.xlsx", "--store", own_store)
    assert (ran.code, ran.err) == (0, "")
    assert "Hill Cluster" in run("show", "100001", "--on", "2012-10-01", "--store", own_store).out


# -- load ----------------------------------------------------------------------------------------------------------

LINKS = "URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\r\n"
GOOD = LINKS + "100001,100002,Beech Hill School,Predecessor,01-09-2012\r\n"
FAULTY = GOOD + "10001,100002,Beech Hill School,Predecessor,01-09-2012\r\n"


def written(text: str, name: str = "links.csv") -> str:
    Path(name).write_bytes(text.encode())
    return name


def test_a_load_accounts_for_every_row(own_store: str) -> None:
    ran = run("load", written(GOOD), "--store", own_store)
    row = json.loads(ran.out)
    assert ran.code == 0
    assert (row["rows_read"], row["rows_kept"], row["rows_refused"]) == (1, 1, 0)
    assert (row["added"], row["unchanged"]) == (2, 0)


def test_a_second_load_adds_nothing(own_store: str) -> None:
    name = written(GOOD)
    first, second = (json.loads(run("load", name, "--store", own_store).out) for _ in range(2))
    assert (first["added"], second["added"], second["unchanged"]) == (2, 0, 2)


def test_refused_rows_are_listed_and_can_be_had_as_a_file(own_store: str) -> None:
    ran = run("load", written(FAULTY), "--store", own_store, "--refused", "refused.csv", "--format", "table")
    assert ran.code == 1
    assert "1 table: 2 rows read = 1 kept + 1 refused." in ran.out
    assert "line 3: '10001'" in ran.out
    assert "10001" in Path("refused.csv").read_text(encoding="utf-8-sig")
    assert ran.err == "Refused rows of links.csv: refused.csv\n"


def test_the_first_twenty_refusals_are_listed_and_the_rest_counted(own_store: str) -> None:
    text = GOOD + FAULTY.removeprefix(GOOD) * 25
    shown = run("load", written(text), "--store", own_store, "--format", "table").out
    assert "and 5 more (--refused FILE.csv writes them all)" in shown
    assert ("line 22" in shown, "line 23" in shown) == (True, False)


def test_a_file_nobody_knows_does_not_keep_the_others_out(own_store: str) -> None:
    ran = run("load", written("a,b\r\n1,2\r\n", "odd.csv"), written(GOOD), "--store", own_store)
    assert ran.code == 1
    assert json.loads(ran.out)["file"] == "links.csv"
    assert ran.err.startswith("Error: odd.csv: no known kind of file has these columns: a, b\n")


def test_one_name_for_two_files_of_a_kind_is_refused(own_store: str) -> None:
    ran = run("load", written(GOOD), written(GOOD, "more.csv"), "--source", "links", "--store", own_store)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Error: two of the files would both be the data set gias-links:links\n")


def test_a_table_of_nodes_and_one_of_ties_share_a_name(own_store: str) -> None:
    nodes = written("id,type,name\r\na,school,Ash School\r\nb,school,Birch School\r\n", "nodes.csv")
    ties = written("source,type,target\r\na,federation,b\r\n", "ties.csv")
    ran = run("load", nodes, ties, "--source", "mine", "--store", own_store)
    assert (ran.code, ran.err) == (0, "")
    assert [json.loads(line)["rows_kept"] for line in ran.out.splitlines()] == [2, 1]


def test_an_unknown_kind_names_the_kinds(own_store: str) -> None:
    ran = run("load", written(GOOD), "--as", "gias-link", "--store", own_store)
    assert ran.code == 2
    assert "no kind of file is called 'gias-link'" in ran.err
    assert "gias-links" in ran.err


def test_an_interrupted_load_leaves_the_store_as_it_was(own_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("loaders.gias_links.LinkLoader.records", interrupted)
    ran = run("load", written(GOOD), "--store", own_store)
    assert (ran.code, ran.out) == (130, "")
    assert ran.err == "Stopped. What was under way was taken back: the store is as it was before.\n"
    with open_store(own_store) as held:
        assert [dataset.id for dataset in held.datasets()] == ["register", "survey"]


# -- who is who ----------------------------------------------------------------------------------------------------


@pytest.fixture
def unmatched(tmp_path: Path) -> str:
    """A store in which a text names two schools of the register."""
    world = northmoor()
    world.school("text:ashdown", "Ashdown Primary School", attributes={"phase": "Primary"})
    world.school("text:nowhere", "Zebra Crossing Studio School")
    return save(world, tmp_path / "unmatched.db")


def test_check_ends_with_one_where_there_is_something_to_look_at(unmatched: str) -> None:
    ran = run("check", *ON, "--store", unmatched)
    assert ran.code == 1
    assert {json.loads(line)["node"] for line in ran.out.splitlines()} == {"text:ashdown", "text:nowhere"}


def test_match_lists_what_it_would_propose(unmatched: str) -> None:
    rows = [json.loads(line) for line in run("match", "--store", unmatched).out.splitlines()]
    assert [(row["id"], row["verdict"]) for row in rows] == [("text:ashdown", "clear"), ("text:nowhere", "none")]
    assert rows[0]["candidates"][0]["id"] == "urn:100001"
    assert rows[0]["why"]


def test_clear_matches_are_kept_when_asked(unmatched: str) -> None:
    ran = run("match", "--accept-clear", "--store", unmatched, "--format", "table")
    assert ran.out.startswith("Kept 1 clear matches; 1 names are left.")
    assert decisions(unmatched) == [("text:ashdown", "urn:100001", "same", "schoolties matcher 1")]


def decisions(store: str) -> list[tuple[str, str, str, str]]:
    with open_store(store) as held:
        return [(d.left, d.right, d.verdict, d.by) for d in held.decisions()]


def test_a_person_decides_and_takes_back(unmatched: str) -> None:
    by = ("--by", "Priya Cole", "--store", unmatched)
    ran = run("match", "--decide", "Ashdown Primary School=100002", "--because", "it moved", *by)
    assert ran.out.startswith("Kept: text:ashdown and urn:100002: same, by Priya Cole on ")
    assert decisions(unmatched) == [("text:ashdown", "urn:100002", "same", "Priya Cole")]
    assert run("match", "--undo", "Ashdown Primary School", *by).code == 0
    assert decisions(unmatched) == []


def test_two_can_be_told_apart(unmatched: str) -> None:
    assert run("match", "--different", "text:ashdown=100001", "--by", "PC", "--store", unmatched).code == 0
    assert decisions(unmatched) == [("text:ashdown", "urn:100001", "different", "PC")]


@pytest.mark.parametrize("pair", ["Ashdown Primary School=River Cluster", "priya=priya", "100001=100002"])
def test_what_cannot_be_one_is_not_judged(pair: str, unmatched: str) -> None:
    ran = run("match", "--decide", pair, "--by", "PC", "--store", unmatched)
    assert (ran.code, decisions(unmatched)) == (2, [])


# -- deleting ------------------------------------------------------------------------------------------------------


def test_deleting_asks_first(own_store: str) -> None:
    ran = run("delete", "Priya Cole", "--store", own_store, typed="no\n")
    assert ran.code == 130
    assert "This deletes for good: priya" in ran.err
    assert run("show", "Priya Cole", "--store", own_store).code == 0


@pytest.mark.parametrize(("words", "typed"), [((), "delete\n"), (("--yes",), None)])
def test_what_is_deleted_is_gone(words: tuple[str, ...], typed: str | None, own_store: str) -> None:
    ran = run("delete", "Priya Cole", *words, "--store", own_store, typed=typed)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "Deleted for good: priya (4 records).")
    assert b"Priya Cole" not in Path(own_store.removeprefix("sqlite:///")).read_bytes()


def test_a_person_is_deleted_under_every_name(tmp_path: Path) -> None:
    world = northmoor()
    world.person("text:pc", name="P. Cole")
    world.same("text:pc", "priya")
    store = save(world, tmp_path / "matched.db")
    ran = run("delete", "P. Cole", "--yes", "--store", store)
    assert ran.out.startswith("Deleted for good: priya, text:pc (")
    with open_store(store) as held:
        assert [node.id for node in held.nodes(type="person")] == []


def test_a_whole_data_set_can_be_deleted(own_store: str) -> None:
    assert run("delete", "--dataset", "survey", "--yes", "--store", own_store).code == 0
    with open_store(own_store) as held:
        assert [dataset.id for dataset in held.datasets()] == ["register"]
