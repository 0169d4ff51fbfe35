"""Reviewing in a real browser: keys, forms, saving, hostile text, and case studies from prose to the loaded graph."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from conftest import PageLog
from playwright.sync_api import Page, expect
from test_briefing_browser import NAMELESS_CONTROLS, PALE_TEXTS

from graph.stores import open_store
from loaders.loading import load
from loaders.reading.decisions.deciding import Review
from loaders.reading.decisions.proposals_file import proposal_lines, write_proposals
from loaders.reading.documents.document import Document
from loaders.reading.documents.opening import open_document
from loaders.reading.proposing import propose
from loaders.reading.reading import read
from loaders.reading.scoring import Gold, read_gold, score
from visualisations.review_page import ReviewPage
from visualisations.review_server import ReviewServer

ON = date(2026, 3, 1)
TEXT = """# The Weald schools

Priya Cole is headteacher of Ashdown Primary School.

Tom Hale is the school business manager at Beech Hill Primary School.

Ashdown Primary School and Beech Hill Primary School are federated.
"""


@dataclass(frozen=True)
class Opened:
    """A page on which a file of proposals is reviewed."""

    page: Page
    file: Path
    server: ReviewServer

    def lines(self) -> dict[str, dict[str, object]]:
        """The file as it is now."""
        held = map(json.loads, self.file.read_text(encoding="utf-8").splitlines())
        return {line["id"]: line for line in held}

    def states(self) -> list[str]:
        """What was decided on each fact, in the order of ids."""
        lines = sorted(self.lines().items())
        return [str(_attrs(line)["review"]) for _, line in lines if line["kind"] == "relation"]

    def decided(self, text: str) -> None:
        """Wait until the page tells this progress."""
        expect(self.page.locator('[data-part="progress"]')).to_contain_text(text)


def _attrs(line: dict[str, object]) -> dict[str, object]:
    attrs = line["attrs"]
    assert isinstance(attrs, dict)
    return attrs


@contextmanager
def reviewed(page: Page, document: Document, folder: Path) -> Iterator[Opened]:
    file = folder / "proposals.jsonl"
    write_proposals(file, proposal_lines(document.title, propose(read(document))))
    held = Review(file, "Ada Marsh", ON)
    with ReviewServer(held, ReviewPage(held, document)) as server:
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        serving.start()
        # The rule of every page, that nothing is asked of anybody, has this one exception.
        page.route(f"{server.address}**", lambda route: route.continue_())
        try:
            page.goto(server.address)
            yield Opened(page, file, server)
        finally:
            server.shutdown()
            serving.join()


Opener = Callable[[str], Opened]


@pytest.fixture
def opened(page: Page, tmp_path: Path) -> Iterator[Opener]:
    """Opens the review of a text."""
    contexts = []

    def open_(text: str) -> Opened:
        (tmp_path / "weald.txt").write_text(text, encoding="utf-8")
        context = reviewed(page, open_document(tmp_path / "weald.txt"), tmp_path)
        contexts.append(context)
        return context.__enter__()

    yield open_
    for context in contexts:
        context.__exit__(None, None, None)


def test_keys_decide_move_on_and_are_saved_at_once(opened: Opener) -> None:
    review = opened(TEXT)
    review.decided("0 of 3 decided")
    review.page.keyboard.press("a")
    review.decided("1 of 3 decided, 1 kept")
    review.page.keyboard.press("r")
    review.decided("2 of 3 decided, 1 kept")
    assert sorted(review.states()) == ["accepted", "proposed", "rejected"]
    expect(review.page.locator('[aria-current="true"]')).to_have_attribute("data-state", "proposed")
    review.page.keyboard.press("u")
    review.decided("1 of 3 decided")
    assert sorted(review.states()) == ["accepted", "proposed", "proposed"]


def test_the_words_of_the_chosen_fact_are_set_off_in_the_document(opened: Opener) -> None:
    review = opened(TEXT)
    first = review.page.locator("mark.now").first
    expect(first).to_contain_text("Priya Cole")
    review.page.keyboard.press("j")
    expect(review.page.locator("mark.now").first).to_contain_text("Tom Hale")
    review.page.keyboard.press("k")
    expect(first).to_contain_text("Priya Cole")
    review.page.locator("mark", has_text="federated").first.click()
    expect(review.page.locator('[aria-current="true"] .says')).to_contain_text("federated")


def test_a_fact_and_its_name_are_corrected_in_one_form(opened: Opener) -> None:
    review = opened(TEXT)
    review.page.keyboard.press("e")
    form = review.page.locator('[data-dialog="amend"]')
    form.get_by_label("Role or designation").fill("executive headteacher")
    form.get_by_label("From", exact=True).fill("2012-09")
    form.get_by_label("Name", exact=True).fill("Priya Cole-Hart")
    form.get_by_role("button", name="Keep").click()
    review.decided("1 of 3 decided, 1 kept")
    expect(review.page.locator(".list")).to_contain_text("Priya Cole-Hart")
    fact = next(line for key, line in review.lines().items() if key.startswith("holds_role--person-priya"))
    attrs = _attrs(fact)
    assert (attrs["review"], attrs["role"], attrs["from"]) == ("amended", "executive headteacher", "2012-09")
    assert attrs["decided_by"] == "Ada Marsh"
    as_read = attrs["as_read"]
    assert isinstance(as_read, dict)
    assert as_read["role"] == "headteacher"


def test_a_wrong_date_is_said_in_the_form_and_nothing_is_saved(opened: Opener) -> None:
    review = opened(TEXT)
    review.page.keyboard.press("e")
    form = review.page.locator('[data-dialog="amend"]')
    form.get_by_label("From", exact=True).fill("last spring")
    form.get_by_role("button", name="Keep").click()
    expect(form.get_by_role("alert")).to_contain_text("no date")
    assert set(review.states()) == {"proposed"}


def test_two_names_are_joined_and_one_is_parted(opened: Opener) -> None:
    review = opened(TEXT)
    review.page.keyboard.press("m")
    form = review.page.locator('[data-dialog="merge"]')
    form.get_by_label("means the same as").select_option(label="Tom Hale (person)")
    form.get_by_role("button", name="They are one").click()
    expect(form).to_be_hidden()
    expect(review.page.locator(".aliases", has_text="also written Priya Cole")).to_have_count(1)
    expect(review.page.locator(".group h3", has_text="Priya Cole")).to_have_count(0)
    expect(review.page.locator(".aliases", has_text="Priya Cole")).to_have_count(1)
    review.page.keyboard.press("u")
    expect(review.page.locator(".group h3", has_text="Priya Cole")).to_have_count(1)
    review.page.keyboard.press("s")
    form = review.page.locator('[data-dialog="split"]')
    form.get_by_label("is another, to be called").fill("[the head before]")
    form.get_by_role("button", name="It is another").click()
    expect(review.page.locator(".group h3", has_text="[the head before]")).to_have_count(1)
    assert review.lines()["person-the-head-before"]["name"] == "[the head before]"


def test_hostile_text_is_shown_and_never_run(opened: Opener, page_log: PageLog) -> None:
    hostile = (
        'Priya Cole is headteacher of Ashdown Primary School.<script>document.title="taken"</script>\n\n'
        "<img src=x onerror=\"document.title='taken'\">\u202eTom Hale\u202c is headteacher of Elm School. </script>\n"
    )
    review = opened(hostile)
    expect(review.page.locator(".raw")).to_contain_text("<script>document.title=")
    review.page.keyboard.press("a")
    review.decided("1 of")
    assert "taken" not in review.page.title()
    assert page_log.errors == []
    assert page_log.requests == []


def test_the_page_can_be_read_and_used_without_a_mouse(opened: Opener) -> None:
    review = opened(TEXT)
    assert review.page.evaluate(PALE_TEXTS) == []
    assert review.page.evaluate(NAMELESS_CONTROLS) == []
    fits = review.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert fits, "nothing to scroll sideways at 1366 x 768"
    review.page.keyboard.press("?")
    expect(review.page.locator('[data-dialog="help"]')).to_be_visible()
    review.page.keyboard.press("a")
    assert set(review.states()) == {"proposed"}, "keys rest while a form is open"
    review.page.keyboard.press("Escape")
    # A closed dialog says so a moment later: wait for the focus to be back on a fact.
    expect(review.page.locator(".fact:focus")).to_have_count(1)


def test_a_stopped_review_says_so_and_has_lost_nothing(opened: Opener) -> None:
    review = opened(TEXT)
    review.page.keyboard.press("a")
    review.decided("1 of 3")
    review.page.get_by_role("button", name="Finish").click()
    expect(review.page.get_by_role("status")).to_contain_text("Finished")
    assert sorted(review.states()) == ["accepted", "proposed", "proposed"]


# -- case studies --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", ["lutley", "newcroft"])
def test_a_case_study_goes_from_prose_through_the_page_into_the_graph(
    case: str, shared: Path, page: Page, tmp_path: Path
) -> None:
    document = open_document(shared / "casestudies" / f"{case}.txt")
    gold = read_gold(shared / "casestudies" / f"{case}.gold.json")
    with reviewed(page, document, tmp_path) as review:
        began, strokes = time.monotonic(), _decide_by_gold(review, gold)
        seconds = time.monotonic() - began
        kept = review.server.review.progress.kept
        assert review.server.review.progress.decided == review.server.review.progress.of
    told = f"{strokes / kept:.2f} keys and {seconds / kept:.2f} s for each of {kept} facts kept, of {strokes} proposed"
    print(f"{case}: {told}")  # noqa: T201  # docs/reading.md has these numbers
    with open_store(f"sqlite:///{tmp_path}/graph.db") as store:
        report = load(store, review.file, on=ON)[0]
        claims, nodes = list(store.claims()), list(store.nodes())
    assert len(claims) == kept
    assert report.rows_read == report.rows_kept + len(report.refusals)
    assert all("confirmed by Ada Marsh on 2026-03-01" in (claim.evidence.read_by or "") for claim in claims)
    assert score(nodes, claims, gold).relations.precision == 1.0
    assert strokes / kept < 2


def _decide_by_gold(review: Opened, gold: Gold) -> int:
    """Accept what people found and reject the rest, by one key each; gives the number of keys."""
    right = _right(review, gold)
    total = review.server.review.progress.of
    for number in range(total):
        key = review.page.locator('[aria-current="true"]').get_attribute("data-key")
        review.page.keyboard.press("a" if key in right else "r")
        review.decided(f"{number + 1} of {total}")
    return total


def _right(review: Opened, gold: Gold) -> set[str]:
    """The ids of the facts that people found too."""
    with open_store(f"sqlite:///{review.file.parent}/all.db") as store:
        load(store, review.file, on=ON, unreviewed=True)
        nodes, claims = list(store.nodes()), list(store.claims())
    marks = {claim.id.partition(":")[2]: score(nodes, [claim], gold).relations.right for claim in claims}
    return {key for key, right in marks.items() if right}
