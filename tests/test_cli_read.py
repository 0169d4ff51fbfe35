"""The command that reads prose: what it says, what it writes, what it keeps."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from command_line import run

TEXT = """Priya Cole is headteacher of Ashdown Primary School.

Ashdown Primary School and Beech Hill Primary School are federated.
"""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("weald.txt").write_text(TEXT, encoding="utf-8")


def test_a_table_shows_each_fact_with_its_words() -> None:
    ran = run("read", "weald.txt", "--format", "table")
    assert ran.code == 0
    assert "federated" in ran.out
    assert "line 3" in ran.out
    assert "facts found = " in ran.err


def test_the_numbers_add_up() -> None:
    answer = json.loads(run("read", "weald.txt", "--quiet", "--format", "json").out)
    assert f"{len(answer['rows']) + len(answer['rejected'])} facts found" in answer["sentence"]
    assert answer["unread"] == []
    assert {"says", "quote", "place", "tier", "steps"} <= answer["rows"][0].keys()


def test_proposals_are_written_for_review_and_refused_by_load_until_then() -> None:
    ran = run("read", "weald.txt", "-o", "weald.jsonl")
    assert (ran.code, ran.out) == (0, "")
    assert "schoolties review weald.jsonl" in ran.err
    loaded = run("load", "weald.jsonl", "--format", "json")
    assert loaded.code == 1
    row = json.loads(loaded.out)["rows"][0]
    assert row["rows_kept"] == 0
    assert run("load", "weald.jsonl", "--unreviewed", "--format", "json").code == 0
    shown = run("show", "Ashdown Primary School", "--format", "json", "--on", "2026-01-01").out
    assert "(read by a program, not reviewed)" in shown


def test_reading_again_keeps_decisions() -> None:
    run("read", "weald.txt", "-o", "weald.jsonl")
    lines = [json.loads(line) for line in Path("weald.jsonl").read_text(encoding="utf-8").splitlines()]
    lines[-1]["attrs"] |= {"review": "rejected", "decided_by": "Ada Marsh", "decided_on": "2026-02-03"}
    Path("weald.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    assert "1 decisions made before" in run("read", "weald.txt", "-o", "weald.jsonl").err
    assert "rejected" in Path("weald.jsonl").read_text(encoding="utf-8")


def test_several_documents_go_into_a_folder() -> None:
    Path("vale.txt").write_text(TEXT, encoding="utf-8")
    assert run("read", "weald.txt", "vale.txt", "-o", "read").code == 0
    assert sorted(path.name for path in Path("read").iterdir()) == ["vale.jsonl", "weald.jsonl"]
    assert "do not go into one file" in run("read", "weald.txt", "vale.txt", "-o", "one.jsonl").err


def test_what_was_not_read_is_said() -> None:
    Path("scan.doc").write_bytes(b"\xd0\xcf\x11\xe0 old word file")
    ran = run("read", "scan.doc")
    assert ran.code == 1
    assert "Save it as .docx" in ran.err


def test_a_score_has_names_facts_types_and_tiers() -> None:
    run("read", "weald.txt", "-o", "weald.jsonl")
    ran = run("read", "weald.txt", "--quiet", "--score", "weald.jsonl", "--format", "json")
    rows = {row["what"]: row for row in json.loads(ran.out)["rows"]}
    assert rows["facts"]["f1"] == rows["names"]["f1"] == 1.0
    assert {"facts: federation", "facts of tier 1"} <= rows.keys()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("review", "weald.jsonl"), "Add --by"),
        (("review", "weald.txt", "--by", "Ada Marsh"), "only a .jsonl file"),
        (("review", "moved.jsonl", "--by", "Ada Marsh"), "Name it with --document"),
    ],
)
def test_a_review_that_cannot_begin_says_what_it_lacks(words: tuple[str, ...], said: str) -> None:
    run("read", "weald.txt", "-o", "weald.jsonl")
    text = Path("weald.jsonl").read_text(encoding="utf-8")
    Path("moved.jsonl").write_text(text.replace('"document": "weald"', '"document": "vale"'), encoding="utf-8")
    ran = run(*words)
    assert ran.code in (1, 2)
    assert said in ran.err


def test_a_review_runs_until_it_is_finished_on_the_page() -> None:
    run("read", "weald.txt", "-o", "weald.jsonl")
    command = [sys.executable, "-m", "schoolties", "review", "weald.jsonl", "--by", "Ada Marsh", "--no-browser"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stderr is not None
        found = re.search(r"http://127\.0\.0\.1:\S+/", process.stderr.readline())
        assert found
        headers = {"Content-Type": "application/json"}
        asked = urllib.request.Request(f"{found[0]}do", b'{"do": "finish"}', headers)
        urllib.request.urlopen(asked, timeout=10).close()
        said = process.stderr.read()
        assert process.wait(10) == 0
    assert "Then: schoolties load weald.jsonl" in said
