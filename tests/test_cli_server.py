"""The command line on a server: the same answers, a copy there and back, and no password in anything it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import northmoor, run, save
from neo4j_server import Neo4jServer

from graph.copying import canonical
from graph.stores import open_store

QUESTIONS = (
    ("isolated", "--on", "2013-09-30", "--since", "2012-01-31", "--authority", "Northmoor"),
    ("routes", "Deepdale Infant School", "--on", "2013-09-30"),
    ("changes", "--from", "2012-01-31", "--to", "2013-09-30"),
    ("show", "Priya Cole", "--on", "2013-09-30"),
    ("check", "--on", "2013-09-30"),
)
ON_SERVER = (*QUESTIONS[:3], (*QUESTIONS[0], "--phase", "Primary"), (*QUESTIONS[1], "--dormant"))


@pytest.fixture
def file(tmp_path: Path) -> str:
    """The address of a small store in a file."""
    return save(northmoor(), tmp_path / "northmoor.db")


@pytest.fixture
def server(neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty database, whose password is in the environment."""
    neo4j_server.empty()
    monkeypatch.setenv("SCHOOLTIES_PASSWORD", neo4j_server.password)
    return f"{neo4j_server.url}/neo4j"


def test_every_question_is_answered_from_a_server_as_from_a_file(file: str, server: str) -> None:
    assert run("copy", file, server).code == 0
    for question in QUESTIONS:
        here, there = (run(*question, "--store", url, "--format", "json") for url in (file, server))
        assert (there.code, json.loads(there.out)) == (here.code, json.loads(here.out))


def test_a_server_that_works_it_out_itself_answers_the_same(file: str, server: str) -> None:
    assert run("copy", file, server).code == 0
    for question in ON_SERVER:
        here, there = (
            run(*question, *flags, "--format", "json")
            for flags in (("--store", file), ("--store", server, "--on-server"))
        )
        assert (there.code, json.loads(there.out)) == (here.code, json.loads(here.out))


def test_a_file_cannot_work_it_out_itself(file: str) -> None:
    ran = run(*QUESTIONS[0], "--store", file, "--on-server")
    assert (ran.code, ran.out) == (2, "")
    assert "only a Neo4j server" in ran.err
    assert "Leave out --on-server" in ran.err


def test_a_store_goes_to_a_server_and_back_exactly(file: str, server: str, tmp_path: Path) -> None:
    back = (tmp_path / "back.db").as_posix()
    assert "exactly" in run("copy", file, server).out
    ran = run("copy", server, back)
    assert ran.err.startswith("1 of ")
    with open_store(file) as original, open_store(back) as copied:
        assert list(canonical(copied)) == list(canonical(original))
    assert "stood there already" in run("copy", "--quiet", server, back).out


def test_a_wrong_password_is_told_of_and_not_repeated(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCHOOLTIES_PASSWORD", "the-wrong-one-of-ada")
    ran = run("check", "--store", server)
    assert ran.code == 1
    assert "does not accept the password of user neo4j" in ran.err
    assert "the-wrong-one" not in ran.err + ran.out


def test_a_store_is_not_copied_into_itself(file: str) -> None:
    ran = run("copy", file, file)
    assert ran.code == 2
    assert "the same" in ran.err
    assert ran.out == ""


def test_a_store_that_is_not_there_is_not_copied(tmp_path: Path) -> None:
    target = tmp_path / "new.db"
    assert run("copy", (tmp_path / "nothing.db").as_posix(), target.as_posix()).code == 1
    assert not target.exists()


def test_one_authority_goes_to_a_server_and_back_exactly(server: str, tmp_path: Path) -> None:
    world = northmoor()
    world.node("la:998", "local_authority", "Southmoor", source="register")
    world.school(200001, "Pine Street School", authority="la:998")
    whole, back = save(world, tmp_path / "both.db"), (tmp_path / "back.db").as_posix()
    ran = run("copy", whole, server, "--authority", "Northmoor")
    assert ran.out.endswith(
        "Taken: 6 schools of the authority, closed ones too, and 0 elsewhere that hang together with them.\n"
    )
    assert run("copy", server, back, "--authority", "999").code == 0
    with open_store(server) as copied, open_store(back) as again:
        assert copied.node("urn:200001") is None
        assert list(canonical(again)) == list(canonical(copied))
    for question in QUESTIONS[:2]:
        here, there = (json.loads(run(*question, "--store", url, "--format", "json").out) for url in (whole, server))
        assert (there["rows"], there["sentence"]) == (here["rows"], here["sentence"])


def test_an_authority_that_is_not_held_makes_no_store(file: str, tmp_path: Path) -> None:
    target = tmp_path / "new.db"
    ran = run("copy", file, target.as_posix(), "--authority", "Northmore")
    assert ran.code == 2
    assert "Northmoor" in ran.err
    assert not target.exists()
