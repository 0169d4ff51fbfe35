"""The server of a review: it answers the page it gave out, on this machine, and nobody else."""

from __future__ import annotations

import http.client
import json
import re
import threading
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.reading.decisions.deciding import Review
from loaders.reading.decisions.proposals_file import proposal_lines, write_proposals
from loaders.reading.documents.plain_text import read_text
from loaders.reading.proposing import propose
from loaders.reading.reading import read
from visualisations.lettering import in_lines
from visualisations.review_page import ReviewPage, marked_text
from visualisations.review_server import ReviewServer

TEXT = "Priya Cole is headteacher of Oak Primary School.\n\nOak Primary School and Elm School are federated.\n"
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ReviewServer]:
    document, path = read_text("weald", TEXT), tmp_path / "weald.jsonl"
    write_proposals(path, proposal_lines("weald", propose(read(document))))
    review = Review(path, "Ada Marsh", date(2026, 3, 1))
    with ReviewServer(review, ReviewPage(review, document)) as made:
        serving = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
        serving.start()
        yield made
        made.shutdown()
        serving.join()


Answer = tuple[int, dict[str, str], str]


def ask(server: ReviewServer, method: str, path: str, body: str | None = None, **headers: str) -> Answer:
    """Ask; a header's name is written with low lines."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, said)
    answer = connection.getresponse()
    text = answer.read().decode("utf-8")
    connection.close()
    return answer.status, dict(answer.getheaders()), text


def test_the_page_is_given_out_whole_and_may_talk_to_nobody_else(server: ReviewServer) -> None:
    status, headers, html = ask(server, "GET", f"/{server.secret}/")
    assert status == 200
    assert "Priya Cole is headteacher" in html
    assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html
    assert headers["Cache-Control"] == "no-store"
    assert not [name for name in headers if name.startswith("Access-Control")]
    assert server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "path", ["/", "/do", "/x/", "/../etc/passwd", "/{secret}", "/{secret}/x", "/{secret}/../{secret}/"]
)
def test_no_other_path_is_answered(server: ReviewServer, path: str) -> None:
    status, _, text = ask(server, "GET", path.format(secret=server.secret))
    assert (status, text) == (404, "")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", ""])
def test_another_host_is_not_answered(server: ReviewServer, host: str) -> None:
    assert ask(server, "GET", f"/{server.secret}/", Host=host)[0] == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Content_Type": "text/plain"},
        {},
        {"Content_Type": "application/json", "Origin": "https://evil.example"},
        {"Content_Type": "application/json", "Origin": "null"},
        {"Content_Type": "application/json", "Sec_Fetch_Site": "cross-site"},
    ],
)
def test_a_deed_from_another_page_is_not_done(server: ReviewServer, headers: dict[str, str]) -> None:
    body = json.dumps({"do": "accept", "key": server.review.facts[0]["id"]})
    assert ask(server, "POST", f"/{server.secret}/do", body, **headers)[0] == 404
    assert server.review.progress.decided == 0


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 400),
        ("[]", 400),
        ("{", 400),
        ("{}", 400),
        ('{"do": "shell"}', 400),
        ('{"do": "accept", "key": 3}', 400),
        ('{"do": "accept", "key": "nothing"}', 409),
        (json.dumps({"do": "accept", "key": "x" * 70_000}), 400),
    ],
)
def test_what_is_no_question_is_refused_in_words(server: ReviewServer, body: str, status: int) -> None:
    got, _, text = ask(server, "POST", f"/{server.secret}/do", body, Content_Type="application/json")
    assert got == status
    assert json.loads(text)["fault"]


def test_a_deed_is_done_and_what_to_show_comes_back(server: ReviewServer) -> None:
    key = server.review.facts[0]["id"]
    body = json.dumps({"do": "accept", "key": key})
    status, _, text = ask(server, "POST", f"/{server.secret}/do", body, Content_Type="application/json")
    said = json.loads(text)
    assert status == 200
    assert 'data-state="accepted"' in said["card"]
    assert said["progress"].endswith("1 kept")


def test_quotes_that_overlap_are_each_set_off_and_no_letter_is_lost() -> None:
    text = marked_text("one <two> three", {0: (0, 9), 1: (4, 15)})
    assert text == (
        '<mark data-facts="0">one </mark><mark data-facts="0 1">&lt;two&gt;</mark><mark data-facts="1"> three</mark>'
    )
    assert marked_text("a\u202eb\tc\n", {}) == "a b c\n"
    assert marked_text("", {}) == ""
    assert marked_text("<b>&", {}) == "&lt;b&gt;&amp;"


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40)), max_size=5))
def test_the_text_with_marks_taken_out_is_the_text(raw: str, places: list[tuple[int, int]]) -> None:
    spans = {number: (start, end) for number, (start, end) in enumerate(places) if start < end <= len(raw)}
    text = marked_text(raw, spans)
    assert unescape(re.sub(r"</?mark[^<>]*>", "", str(text))) == in_lines(raw)
