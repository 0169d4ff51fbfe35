"""A briefing in a real browser: quiet, reachable by keyboard, readable on a phone and on paper, embeddable."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from briefings import made
from conftest import PageLog
from playwright.sync_api import Browser, Page, expect
from test_briefing import hostile

from queries.changes import CONVERTED, Change
from visualisations.briefing import Briefing
from visualisations.briefing_page import LONG, Written, write, write_index
from visualisations.page import save

Opener = Callable[[Briefing], Page]
A4_WIDTH = 695  # pixels between the margins
# Contrast of each visible text with what it stands on (WCAG 2.2), for the texts that fall short.
PALE_TEXTS = """() => {
  const channel = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const colour = text => text.match(/[\\d.]+/g).map(Number);
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const found = colour(getComputedStyle(at).backgroundColor);
      if (found.length === 3 || found[3] > 0) return found;
    }
    return [255, 255, 255];
  };
  const contrast = element => {
    const [a, b] = [light(colour(getComputedStyle(element).color)), light(ground(element))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const texts = [...document.querySelectorAll("main *")].filter(e => e.checkVisibility() && !e.closest("svg")
    && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()));
  return texts.filter(e => contrast(e) < 4.5).map(e => e.outerHTML.slice(0, 120));
}"""
NAMELESS_CONTROLS = """() => [...document.querySelectorAll("a[href], button, input, textarea, summary")]
  .filter(e => e.checkVisibility() && !(e.textContent.trim() || e.ariaLabel || e.labels?.[0]?.textContent.trim()))
  .map(e => e.outerHTML.slice(0, 120))"""
TOO_WIDE = """width => [...document.querySelectorAll("main *")]
  .filter(e => e.checkVisibility() && !e.closest(".map, .scroller, svg"))
  .filter(e => e.getBoundingClientRect().right > width + 0.5).map(e => e.outerHTML.slice(0, 120))"""
CUT_CELLS = """() => [...document.querySelectorAll("td, th")]
  .filter(e => e.checkVisibility() && !e.closest(".scroller"))
  .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def borough() -> Briefing:
    return made()


@pytest.fixture
def written(borough: Briefing, tmp_path: Path) -> Written:
    return write(borough, tmp_path / "northmoor.html")


@pytest.fixture
def show(page: Page, tmp_path: Path) -> Opener:
    """Open a briefing's page from a file."""

    def opened(briefing: Briefing) -> Page:
        page.goto(write(briefing, tmp_path / "briefing.html").page.as_uri())
        expect(page.locator(".live")).to_have_count(2 if briefing.close_up else 1)
        return page

    return opened


def open_everything(page: Page) -> None:
    page.get_by_role("button", name="Open everything").click()


@pytest.mark.parametrize("make", [made, hostile], ids=["borough", "hostile"])
def test_opens_without_a_request_or_a_complaint(make: Callable[[], Briefing], show: Opener, page_log: PageLog) -> None:
    page = show(make())
    open_everything(page)
    page.locator("#map-search").fill("a")
    page.wait_for_timeout(300)
    assert page.title() == page.get_by_role("heading", level=1).inner_text()
    assert page_log == PageLog()


class TestKeyboard:
    def test_the_first_stop_skips_to_the_schools(self, show: Opener, borough: Briefing) -> None:
        page = show(borough)
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text("Skip to the schools")
        expect(page.locator(":focus")).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator(":target")).to_have_text("The schools, rung by rung")

    def test_evidence_opens_with_enter(self, show: Opener, borough: Briefing) -> None:
        page = show(borough)
        claim = page.locator(".ladder .proofs .said").first
        expect(claim).to_be_hidden()
        page.locator(".ladder .proofs summary").first.focus()
        page.keyboard.press("Enter")
        expect(claim).to_have_text("Ashdown Primary School is a member of Old Mill Cluster")

    def test_everything_can_be_reached_in_order(self, show: Opener, borough: Briefing) -> None:
        page = show(borough)
        assert page.locator("main *").evaluate_all("all => all.filter(e => e.tabIndex > 0).length") == 0
        places = page.locator("nav a").evaluate_all("links => links.map(link => link.getAttribute('href').slice(1))")
        tops = [
            page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", place) for place in places
        ]
        assert tops == sorted(tops)

    def test_all_opens_and_shuts_at_once(self, show: Opener, borough: Briefing) -> None:
        page = show(borough)
        count = page.locator("details:not(.legend)").count()
        open_everything(page)
        expect(page.locator("details:not(.legend)[open]")).to_have_count(count)
        expect(page.get_by_text("Kestrel Nursery School").first).to_be_visible()
        open_everything(page)
        expect(page.locator("details:not(.legend)[open]")).to_have_count(0)

    def test_the_snippet_is_copied(self, show: Opener, borough: Briefing) -> None:
        page = show(borough)
        page.get_by_role("button", name="Copy").click()
        expect(page.get_by_text("Copied", exact=True)).to_be_visible()
        page.locator("#map-search").focus()
        page.keyboard.press("Control+v")
        expect(page.locator("#map-search")).to_have_value(re.compile(r'^<iframe src="./briefing.html"'))


class TestForEverybody:
    def test_landmarks_and_names(self, show: Opener, borough: Briefing) -> None:
        page = show(borough)
        expect(page.get_by_role("main")).to_have_count(1)
        expect(page.get_by_role("navigation", name="On this page")).to_be_visible()
        for name in ("In numbers", "The schools, rung by rung", "Who could bring them in", "Sources and caveats"):
            expect(page.get_by_role("region", name=name)).to_have_count(1)
        assert page.evaluate(NAMELESS_CONTROLS) == []
        expect(page.get_by_label(re.compile("^To show this page inside"))).to_have_count(1)

    def test_every_table_has_its_heads(self, show: Opener, borough: Briefing) -> None:
        page = show(borough)
        bare = (
            "tables => tables.filter(t => !t.tHead || [...t.tHead.rows[0].cells].some(c => c.scope !== 'col')).length"
        )
        assert page.locator("table").evaluate_all(bare) == 0

    @pytest.mark.parametrize(
        "size", [{"width": 1366, "height": 768}, {"width": 390, "height": 844}], ids=["laptop", "phone"]
    )
    def test_text_stands_out_from_its_ground(self, size: Any, show: Opener, borough: Briefing) -> None:
        page = show(borough)
        page.set_viewport_size(size)
        open_everything(page)
        assert page.evaluate(PALE_TEXTS) == []

    def test_a_name_and_what_follows_it_are_two_words(self, show: Opener, borough: Briefing) -> None:
        page = show(borough)
        assert page.locator(".ladder th[scope=row]").first.inner_text() == "Ashdown Primary School\nURN 100001, Primary"


class TestPhone:
    @pytest.fixture
    def phone(self, show: Opener, borough: Briefing) -> Page:
        page = show(borough)
        page.set_viewport_size({"width": 390, "height": 844})
        page.wait_for_timeout(200)
        return page

    def test_nothing_is_wider_than_the_screen(self, phone: Page) -> None:
        open_everything(phone)
        assert phone.evaluate("document.documentElement.scrollWidth") == 390
        assert phone.evaluate(TOO_WIDE, 390) == []

    def test_a_row_becomes_a_block_that_says_what_is_what(self, phone: Page) -> None:
        row = phone.locator(".ladder tbody tr").first
        tops = row.locator("th, td").evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().top)")
        assert tops == sorted(set(tops))
        label = "e => getComputedStyle(e, '::before').content"
        assert row.locator("td[data-label=Sources]").evaluate(label) == '"Sources: "'

    def test_nothing_is_wider_with_hostile_names(self, show: Opener) -> None:
        page = show(hostile())
        page.set_viewport_size({"width": 390, "height": 844})
        open_everything(page)
        assert page.evaluate("document.documentElement.scrollWidth") == 390


class TestPaper:
    @pytest.fixture
    def paper(self, show: Opener, borough: Briefing) -> Page:
        page = show(borough)
        page.set_viewport_size({"width": A4_WIDTH, "height": 970})
        page.emulate_media(media="print")
        return page

    def test_what_is_shut_prints_its_places_only(self, paper: Page) -> None:
        expect(paper.get_by_text("2 claims [2] line 32; [1] line 23").first).to_be_visible()
        expect(paper.locator(".ladder .said").first).to_be_hidden()
        for screen_only in (".contents", ".reuse", ".tools", ".evidence", "[data-do]"):
            expect(paper.locator(screen_only).first).to_be_hidden()

    def test_nothing_is_cut_off(self, paper: Page) -> None:
        assert paper.evaluate(TOO_WIDE, A4_WIDTH) == []
        assert paper.evaluate(CUT_CELLS) == []

    def test_heads_are_repeated_and_rows_stay_whole(self, paper: Page) -> None:
        assert paper.locator(".ladder thead").first.evaluate("e => getComputedStyle(e).display") == "table-header-group"
        breaks = "rows => rows.every(row => getComputedStyle(row).breakInside === 'avoid')"
        assert paper.locator("tr").evaluate_all(breaks)
        assert paper.locator("h2, h3").evaluate_all("all => all.every(h => getComputedStyle(h).breakAfter === 'avoid')")

    def test_both_maps_are_printed_whole(self, paper: Page) -> None:
        expect(paper.locator("#map svg.sheet").first).to_be_visible()
        expect(paper.locator("#close-up svg.sheet").first).to_be_visible()

    def test_fills_a_few_sheets_and_more_with_everything_open(self, show: Opener, borough: Briefing) -> None:
        page = show(borough)
        shut = sheets(page)
        open_everything(page)
        assert 4 <= shut <= 6
        assert shut < sheets(page) <= 16

    def test_a_list_that_stays_folded_says_so(self, show: Opener, borough: Briefing) -> None:
        assert borough.changed is not None
        many = (Change(CONVERTED, "2013", "", f"School {n} became an academy", (f"urn:{n}",)) for n in range(LONG + 1))
        page = show(replace(borough, changed=replace(borough.changed, rows=tuple(many))))
        page.emulate_media(media="print")
        expect(page.get_by_text("List them")).to_be_hidden()
        expect(page.get_by_text("The list stayed folded")).to_be_visible()
        page.emulate_media(media="screen")
        open_everything(page)
        page.emulate_media(media="print")
        expect(page.get_by_text("School 3 became an academy")).to_be_visible()
        expect(page.get_by_text("The list stayed folded")).to_be_hidden()


def sheets(page: Page) -> int:
    return len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True)))


def test_without_scripts_everything_is_there_and_no_button_is_dead(browser: Browser, written: Written) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(written.page.as_uri())
        expect(page.locator("svg.sheet").first).to_be_visible()
        expect(page.get_by_role("button")).to_have_count(0)
        page.locator(".ladder .proofs summary").first.click()
        expect(page.locator(".ladder .said").first).to_be_visible()


def test_the_evidence_opens_even_if_the_maps_fail(page: Page, written: Written) -> None:
    page.add_init_script("window.ResizeObserver = function () { throw new Error('no such thing here'); };")
    page.goto(written.page.as_uri())
    open_everything(page)
    expect(page.locator(".ladder .said").first).to_be_visible()


def test_the_table_beside_it_is_linked(page: Page, written: Written) -> None:
    page.goto(written.page.as_uri())
    link = page.get_by_role("link", name="The schools as a table for Excel")
    address = link.evaluate("a => a.href")
    assert Path(unquote(urlsplit(address).path)).name == written.table.name
    assert written.table.exists()


@pytest.mark.parametrize("name", ["northmoor.html", "schools & ties: 2013.html", "sçhööls #1.html"])
def test_the_snippet_shows_the_page_inside_another(
    name: str, borough: Briefing, page: Page, page_log: PageLog, tmp_path: Path
) -> None:
    snippet = write(borough, tmp_path / name).snippet.read_text(encoding="utf-8")
    save(f"<!doctype html><html lang=en><title>Intranet</title><h1>Ours</h1>{snippet}", tmp_path / "intranet.html")
    page.goto((tmp_path / "intranet.html").as_uri())
    inside = page.frame_locator(f'iframe[title="{borough.title}"]')
    expect(inside.get_by_role("heading", level=1)).to_have_text(borough.title)
    expect(inside.locator("[data-view].live")).to_have_count(2)
    inside.locator(".ladder .proofs summary").first.click()
    expect(inside.locator(".ladder .said").first).to_be_visible()
    assert page_log == PageLog()


def test_the_index_leads_to_the_briefing(borough: Briefing, written: Written, page: Page, page_log: PageLog) -> None:
    index = written.page.with_name("index.html")
    write_index([(borough, written.page)], index)
    page.goto(index.as_uri())
    assert page.evaluate(PALE_TEXTS) == []
    page.get_by_role("link", name="Northmoor").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(borough.title)
    assert page_log == PageLog()


def test_the_index_fits_a_phone(borough: Briefing, written: Written, page: Page) -> None:
    index = written.page.with_name("index.html")
    write_index([(borough, written.page)], index)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(index.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    heights = page.locator(".comparison tbody :is(th, td)").evaluate_all(
        "cells => cells.map(cell => cell.offsetHeight)"
    )
    assert len(heights) == 9
    assert max(heights) < 40
