"""Asking a language model over the network: limits, faults, and where the key may never stand."""

from __future__ import annotations

import json
import re
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from scripted_model import Part, completion, scripted

from graph.errors import NoAnswer, QuestionError, ServiceError
from loaders.reading.second_reading.language_model import Endpoint, LanguageModel, Limits

KEY = "sk-made-up-4711"
FAST = Limits(answer_seconds=5.0, seconds=20.0)


def ask(
    url: str, log: Path, limits: Limits = FAST, key: str = KEY, pause: Callable[[float], None] = lambda _: None
) -> str:
    with LanguageModel(Endpoint.of(url, "small", key), log, limits, pause) as model:
        return model.ask("Read.", "Oak School", {"type": "object"})


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log.jsonl"


def test_a_question_brings_its_answer_and_both_are_in_the_log(log: Path) -> None:
    with scripted([completion("[]")]) as server:
        assert ask(server.url, log) == "[]"
    headers, body = server.got[0]
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert body["model"] == "small"
    assert [message["content"] for message in body["messages"]] == ["Read.", "Oak School"]
    assert body["response_format"]["json_schema"]["schema"] == {"type": "object"}
    sent, received = (json.loads(line) for line in log.read_text(encoding="utf-8").splitlines())
    assert sent["sent"] == body
    assert (received["status"], json.loads(received["answer"])["choices"][0]["message"]["content"]) == (200, "[]")


def test_without_a_key_none_is_sent(log: Path) -> None:
    with scripted([completion("[]")]) as server:
        ask(server.url, log, key="")
    assert "Authorization" not in server.got[0][0]


def test_what_is_sent_is_in_the_log_before_any_answer(log: Path) -> None:
    with scripted([Part(breaks_off=True)]) as server, pytest.raises(NoAnswer):
        ask(server.url, log)
    assert [sorted(json.loads(line)) for line in log.read_text(encoding="utf-8").splitlines()] == [
        ["at", "sent", "to"]
    ] * 3


@pytest.mark.parametrize(
    ("part", "why"),
    [
        (completion(None, refusal="I would rather not."), "the model declined to answer"),
        (completion("half", finish_reason="content_filter"), "the model declined to answer"),
        (completion('{"relations": [', finish_reason="length"), "the answer was cut short"),
        (completion("  "), "the answer is empty"),
        (completion(None), "the answer is empty"),
        (Part(b"<html>Sign in</html>"), "the server's answer is no chat completion"),
        (Part(b"[" * 100_000), "the server's answer is no chat completion"),
        (Part(b'{"choices": []}'), "the server's answer is no chat completion"),
        (Part(b'{"choices": [{"message": "Hello"}]}'), "the server's answer is no chat completion"),
        (Part(b"\xff\xfe\x00"), "the server's answer is no chat completion"),
        (Part(b"x" * 1_000_001), "the answer is longer than 1000000 bytes"),
    ],
)
def test_an_answer_that_is_none_is_told_and_not_asked_for_again(part: Part, why: str, log: Path) -> None:
    with scripted([part]) as server, pytest.raises(NoAnswer, match=why):
        ask(server.url, log)
    assert len(server.got) == 1


@pytest.mark.parametrize("busy", [Part(status=429), Part(status=500), Part(status=503), Part(breaks_off=True)])
def test_a_busy_server_is_asked_again(busy: Part, log: Path) -> None:
    waited: list[float] = []
    with scripted([busy, busy, completion("[]")]) as server:
        assert ask(server.url, log, pause=waited.append) == "[]"
    assert waited == [1.0, 2.0]


def test_a_server_that_stays_busy_is_asked_three_times(log: Path) -> None:
    overloaded = Part(b"overloaded", status=500)
    with scripted([overloaded]) as server, pytest.raises(NoAnswer, match="status 500: overloaded, asked 3 times"):
        ask(server.url, log)
    assert len(server.got) == 3


@pytest.mark.parametrize(("given", "waited"), [("7", 7.0), ("0", 1.0), ("soon", 1.0), ("nan", 1.0)])
def test_the_server_says_how_long_to_wait(given: str, waited: float, log: Path) -> None:
    waits: list[float] = []
    with scripted([Part(status=429, headers={"Retry-After": given}), completion("[]")]) as server:
        ask(server.url, log, pause=waits.append)
    assert waits == [waited]


@pytest.mark.parametrize("given", ["3600", "inf", "Fri, 31 Dec 2100 23:59:59 GMT"])
def test_a_wait_that_is_too_long_is_not_waited(given: str, log: Path) -> None:
    with scripted([Part(status=429, headers={"Retry-After": given})]) as server, pytest.raises(NoAnswer):
        ask(server.url, log, pause=lambda _: pytest.fail("waited"))
    assert len(server.got) == 1


@pytest.mark.parametrize("slow", [Part(b"late", wait=0.6), Part(b"drop by drop" * 9, drip=0.05)], ids=["late", "slow"])
def test_an_answer_that_takes_too_long_is_given_up(slow: Part, log: Path) -> None:
    limits = replace(FAST, answer_seconds=0.2, tries=2)
    with scripted([slow]) as server, pytest.raises(NoAnswer, match=r"within 0\.2 seconds, asked 2 times"):
        ask(server.url, log, limits)


def test_all_questions_together_have_an_end(log: Path) -> None:
    with scripted([completion("[]")]) as server:
        with LanguageModel(Endpoint.of(server.url, "small"), log, Limits(asks=2)) as model:
            for _ in range(2):
                model.ask("", "", {})
            with pytest.raises(NoAnswer, match="more than 2 questions"):
                model.ask("", "", {})
        with pytest.raises(NoAnswer, match="seconds for all questions are used up"):
            ask(server.url, log, Limits(seconds=0.0))


def test_a_server_that_knows_no_schemas_is_asked_without_from_then_on(log: Path) -> None:
    unknown = Part(b"response_format is not supported", status=400)
    script = scripted([unknown, completion("[]")])
    with script as server, LanguageModel(Endpoint.of(server.url, "small"), log, FAST) as model:
        assert [model.ask("", "", {}), model.ask("", "", {})] == ["[]", "[]"]
    assert ["response_format" in body for _, body in server.got] == [True, False, False]


@pytest.mark.parametrize("status", [301, 401, 403, 404])
def test_an_endpoint_that_refuses_is_told_at_once_without_the_key(status: int, log: Path) -> None:
    elsewhere = {"Location": "http://127.0.0.1:1/"}
    refusing = Part(f"Wrong key: {KEY}".encode(), status, elsewhere)
    with scripted([refusing]) as server, pytest.raises(ServiceError, match=f"status {status}") as fault:
        ask(server.url, log)
    assert not isinstance(fault.value, NoAnswer)
    assert len(server.got) == 1
    told = "".join(traceback.format_exception(fault.value)) + log.read_text(encoding="utf-8")
    assert KEY not in told
    assert "Wrong key: (key)" in told


def test_nobody_at_the_address(log: Path) -> None:
    with scripted([]) as server:
        pass
    with pytest.raises(ServiceError, match="nobody answers at this address") as fault:
        ask(server.url, log)
    assert not isinstance(fault.value, NoAnswer)
    assert KEY not in "".join(traceback.format_exception(fault.value))


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("http://localhost:11434/v1", "http://localhost:11434/v1/chat/completions"),
        ("http://127.0.0.1:8080/v1/", "http://127.0.0.1:8080/v1/chat/completions"),
        (" https://api.example.org/v1/chat/completions ", "https://api.example.org/v1/chat/completions"),
        ("https://api.example.org/chat?version=2", "https://api.example.org/chat/chat/completions?version=2"),
        ("https://api.example.org", "https://api.example.org/chat/completions"),
    ],
)
def test_where_the_model_is_asked(url: str, asked: str) -> None:
    assert Endpoint.of(url, "small", KEY).url == asked


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://localhost/v1", True),
        ("http://model.localhost/v1", True),
        ("http://127.8.9.1/v1", True),
        ("http://[::1]:8080/v1", True),
        ("https://localhost.example.org/v1", False),
        ("https://10.0.0.7/v1", False),
        ("http://0x7f.example.org/v1", False),
    ],
)
def test_which_addresses_are_this_machine(url: str, here: bool) -> None:
    assert Endpoint.of(url, "small").is_here is here


@pytest.mark.parametrize(
    ("url", "key", "why"),
    [
        ("api.example.org/v1", "", "is no address of a language model"),
        ("file:///etc/passwd", "", "is no address of a language model"),
        ("http://[::1", "", "is no address of a language model"),
        ("", "", "is no address of a language model"),
        ("https://ada:secret@api.example.org/v1", "", "holds a password"),
        ("http://api.example.org/v1", KEY, "would get the key unencrypted"),
        ("https://api.example.org/v1", f"{KEY} \n x", "is no key"),
        ("https://api.example.org/v1", f"“{KEY}”", "is no key"),
    ],
)
def test_what_is_no_endpoint(url: str, key: str, why: str) -> None:
    with pytest.raises(QuestionError, match=why) as fault:
        Endpoint.of(url, "small", key)
    assert KEY not in str(fault.value)
    assert "secret" not in str(fault.value)


def test_the_key_is_in_no_text_of_the_endpoint() -> None:
    assert KEY not in repr(Endpoint.of("https://api.example.org/v1", "small", KEY))


def test_what_cannot_be_logged_is_not_sent(tmp_path: Path) -> None:
    with scripted([completion("[]")]) as server, pytest.raises(OSError, match=re.escape(tmp_path.name)):
        ask(server.url, tmp_path)
    assert server.got == []
