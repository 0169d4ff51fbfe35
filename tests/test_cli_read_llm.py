"""Reading with a language model and a register beside the rules, from the command line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from command_line import Ran, run
from scripted_model import Part, Scripted, completion, relations, scripted

from graph.dates import PartialDate
from graph.records import Dataset, Node
from graph.stores import open_store
from loaders.reading.second_reading.language_model import LanguageModel

KEY = "sk-made-up-4711"
TEXT = """Priya Cole is headteacher of Ashdown Primary School.

Each week her small red car is seen outside Beech Hill Primary School, whose bursar is new.
"""
ADA = {"type": "person", "name": "Priya Cole", "word": "her"}
BEECH = {"type": "school", "name": "Beech Hill Primary School", "word": ""}
HELP = {
    "relation": "supports",
    "source": ADA,
    "target": BEECH,
    "quote": "Each week her small red car is seen outside Beech Hill Primary School",
}
INVENTED = {**HELP, "relation": "federation", "source": BEECH, "quote": "Beech Hill is federated with Ashdown."}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCHOOLTIES_LLM_KEY", KEY)
    Path("weald.txt").write_text(TEXT, encoding="utf-8")


def read_with(server: Scripted, *words: str) -> Ran:
    return run("read", "weald.txt", "--llm", server.url, "--llm-model", "small", "--format", "json", *words)


def test_what_the_model_says_is_proposed_or_rejected_and_all_that_is_sent_is_kept() -> None:
    with scripted([relations(HELP, INVENTED)]) as server:
        ran = run(
            "read",
            "weald.txt",
            "--llm",
            server.url,
            "--llm-model",
            "small",
            "--rejected",
            "no.jsonl",
            "--format",
            "json",
        )
    assert ran.code == 0
    helps = [row for row in json.loads(ran.out)["rows"] if row["rule"] == "language model"]
    assert [(row["type"], row["tier"], row["quote"]) for row in helps] == [("supports", 3, HELP["quote"])]
    assert "said 2 things: 0 that the rules had found too, 1 new, 0 said twice, and 1 rejected." in ran.err
    (lost,) = [json.loads(line) for line in Path("no.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (lost["relation"], lost["reason"]) == ("federation", "the quote does not stand at its place")
    assert "Priya Cole" in Path("schoolties-llm.jsonl").read_text(encoding="utf-8")
    assert "leaves this machine" not in ran.err


def test_the_numbers_add_up_with_a_model_too() -> None:
    with scripted([relations(HELP, INVENTED)]) as server:
        answer = json.loads(read_with(server).out)
    assert f"{len(answer['rows']) + len(answer['rejected'])} facts found" in answer["sentence"]


def test_what_a_silent_model_did_not_read_is_said_and_the_rules_still_propose() -> None:
    with scripted([completion(None, refusal="No.")]) as server:
        ran = read_with(server)
    answer = json.loads(ran.out)
    assert [each["what"] for each in answer["unread"]] == [
        "lines 1 to 3: not read by the language model, the model declined to answer"
    ]
    assert "holds_role" in {row["type"] for row in answer["rows"]}


def test_a_wrong_key_is_an_error_that_does_not_tell_the_key() -> None:
    with scripted([Part(f"bad key {KEY}".encode(), 401)]) as server:
        ran = run("read", "weald.txt", "--llm", server.url, "--llm-model", "small", "-o", "weald.jsonl")
    assert (ran.code, ran.out) == (1, "")
    assert "status 401" in ran.err
    assert "SCHOOLTIES_LLM_KEY" in ran.err
    assert KEY not in ran.err + Path("schoolties-llm.jsonl").read_text(encoding="utf-8")
    assert not Path("weald.jsonl").exists()


def test_the_user_is_warned_before_text_leaves_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def ask(*_: object) -> str:
        said.append("asked")
        return "[]"

    def echo(message: str, **_: object) -> None:
        said.append(message)

    monkeypatch.setattr(LanguageModel, "ask", ask)
    monkeypatch.setattr("typer.echo", echo)
    run("read", "weald.txt", "--llm", "https://api.example.org/v1", "--llm-model", "small")
    assert (
        said[0]
        == "The whole text, with the names of all people in it, leaves this machine and goes to api.example.org."
    )
    assert said.index("asked") > 1


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--llm", "http://localhost:1/v1"), "no language model is named"),
        (("--llm", "localhost", "--llm-model", "small"), "is no address of a language model"),
        (("--llm", "http://api.example.org", "--llm-model", "small"), "would get the key unencrypted"),
        (("--llm", "https://a:b@api.example.org", "--llm-model", "small"), "holds a password"),
    ],
)
def test_what_is_no_address_or_model_is_a_wrong_call(words: tuple[str, ...], why: str) -> None:
    ran = run("read", "weald.txt", *words)
    assert ran.code == 2
    assert why in ran.err


def test_where_a_package_is_lacking_the_message_says_how_to_get_it(forget: Callable[[str], None]) -> None:
    forget("httpx")
    ran = run("read", "weald.txt", "--llm", "http://localhost:1/v1", "--llm-model", "small")
    assert ran.code == 2
    assert "--llm needs the package httpx" in ran.err
    assert run("read", "weald.txt", "--quiet").code == 0


@pytest.fixture
def forget(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make a package one that is not installed."""

    def gone(package: str) -> None:
        for module in ("language_model", "second_reader", "model_answers"):
            monkeypatch.delitem(sys.modules, f"loaders.reading.second_reading.{module}", raising=False)
        monkeypatch.setitem(sys.modules, package, None)

    return gone


def test_facts_are_held_against_the_register_of_a_store() -> None:
    Path("weald.txt").write_text(
        "Priya Cole has been headteacher of Ashdown Primary School in Kent since 2004.\n", encoding="utf-8"
    )
    _store_with("Ashdown Primary School", "Kent", "2010-09-01")
    alone = json.loads(run("read", "weald.txt", "--format", "json").out)
    held = json.loads(run("read", "weald.txt", "--format", "json", "--store", "held.db").out)
    assert alone["rejected"] == []
    assert {each["reason"] for each in held["rejected"]} == {
        "the register says of Ashdown Primary School that it opened 1 September 2010, and the date is 2004"
    }
    assert len(held["rows"]) + len(held["rejected"]) == len(alone["rows"])


def test_the_register_of_a_store_tells_the_bare_names_of_schools() -> None:
    Path("weald.txt").write_text("Report to Kent County Council\n\nColdharbour Lane sent two.\n", encoding="utf-8")
    _store_with("Coldharbour Lane Primary School", "Kent", "1950-09-01")
    alone = json.loads(run("read", "weald.txt", "--format", "json").out)
    held = json.loads(run("read", "weald.txt", "--format", "json", "--store", "held.db").out)
    assert alone["rows"] == []
    assert [row["quote"] for row in held["rows"]] == ["Coldharbour Lane"]


def _store_with(name: str, authority: str, opened: str) -> None:
    school = Node(
        id="urn:1",
        type="school",
        name=name,
        dataset="register",
        opened=PartialDate.parse(opened),
        attributes={"la_name": authority},
    )
    with open_store("held.db") as store:
        store.load(Dataset(id="register", title="The register", kind="test"), [school], on=date(2026, 1, 1))


def test_a_store_without_a_register_is_said() -> None:
    with open_store("held.db"):
        pass
    assert "No register is loaded into held.db" in run("read", "weald.txt", "--store", "held.db").err
