"""The page in a real browser: quiet, quick, reachable by keyboard, readable on a phone and on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import scenes
from conftest import PageLog
from playwright.sync_api import Browser, Locator, Page, expect

from visualisations.cards import NARROW, WIDE, Format, stacked
from visualisations.layout import lay_out
from visualisations.page import document, fragment, render, save
from visualisations.scene import Scene

Opener = Callable[[Scene], Page]
PHONE = {"width": 390, "height": 844}
BIG = scenes.authority()
MEDIUM = scenes.authority(40, 60, 4)


@pytest.fixture
def show(page: Page, tmp_path: Path) -> Opener:
    """Open a scene's page from a file."""

    def opened(scene: Scene) -> Page:
        file = tmp_path / "page.html"
        save(render(scene), file)
        page.goto(file.as_uri())
        return page

    return opened


def evidence(page: Page) -> Locator:
    return page.get_by_label("Evidence", exact=True)


def status(page: Page) -> Locator:
    return page.locator('[data-part="status"]')


def view(page: Page, script: str) -> Any:
    """The value of a JavaScript expression over ``view``, the first view of the page."""
    return page.evaluate(f"(() => {{ const view = document.querySelector('[data-view]').view; return {script}; }})()")


def spot(page: Page, key: str) -> tuple[float, float]:
    """Where a card's middle is in the browser's window."""
    x, y = view(
        page,
        f"""(() => {{ const card = view.map.picture.byKey.get("{key}");
        const box = view.map.window.getBoundingClientRect(), at = view.map.network.canvasToDOM(card);
        return [box.left + at.x, box.top + at.y]; }})()""",
    )
    return x, y


@pytest.mark.parametrize(
    "scene",
    [
        scenes.scene(),
        scenes.one_school(),
        scenes.two_schools(),
        scenes.surroundings(),
        scenes.between_groups(),
        scenes.hostile(),
        BIG,
    ],
    ids=["none", "one", "two", "surroundings", "between groups", "hostile", "authority"],
)
def test_opens_without_a_request_or_a_complaint(scene: Scene, show: Opener, page_log: PageLog) -> None:
    page = show(scene)
    expect(page.locator(".live")).to_have_count(1)
    page.locator('[data-part="search"]').fill("a")
    page.wait_for_timeout(300)
    assert page_log == PageLog()


def test_a_hostile_name_is_shown_and_not_run(show: Opener, page_log: PageLog) -> None:
    page = show(scenes.hostile())
    assert page.title() == scenes.hostile().title
    page.get_by_role("button", name="<img src=x").first.click()
    expect(evidence(page)).to_contain_text("\"><img src=x onerror=alert(1)> & 'quotes'")
    assert page.locator("main img, main script:not([type])").count() == 0
    assert page_log == PageLog()


@pytest.mark.parametrize(("format", "width"), [(WIDE, 1366), (NARROW, 390)], ids=["wide", "narrow"])
def test_the_page_stands_where_python_put_it_whatever_is_unfolded(show: Opener, format: Format, width: int) -> None:
    page = show(BIG)
    page.set_viewport_size({"width": width, "height": 800})
    page.wait_for_function(f"document.querySelector('[data-view]').view.map.format() === '{format.name}'")
    page.wait_for_timeout(100)
    folds = [fold.id for fold in BIG.folds]
    for opened in (folds[:0], folds[:1], folds[1::2], folds):
        keys = [f"f{folds.index(fold)}" for fold in opened]
        drawn = view(
            page,
            f"""(view.map.setOpened({keys}),
            view.map.picture.cards.map(card => [card.left, card.top, card.width, card.height]))""",
        )
        cards = stacked(lay_out(BIG, format), frozenset(opened)).cards
        assert drawn == [[card.left, card.top, card.width, card.height] for card in cards]
        astray = view(
            page,
            """(() => { const at = view.map.network.getPositions();
            return Math.max(...view.map.picture.cards.filter(card => card.key).map(card =>
              Math.abs(card.x - at[card.key].x) + Math.abs(card.y - at[card.key].y))); })()""",
        )
        assert astray <= 1


def test_580_nodes_appear_within_two_seconds(show: Opener) -> None:
    times = []
    for _ in range(3):
        page = show(BIG)
        page.wait_for_function("document.querySelector('[data-view]').view")
        times.append(page.evaluate("performance.getEntriesByType('navigation')[0].domInteractive"))
    assert min(times) < 2000


class TestSearch:
    def test_finds_by_label_whatever_its_case_and_accents_and_says_how_many(self, show: Opener) -> None:
        page = show(scenes.surroundings())
        page.get_by_role("searchbox", name="Find by name").fill("ÁDA")
        named = {node.id for node in scenes.surroundings().nodes if "ada" in node.label.casefold()}
        found = len(named)
        touched = sum(bool({tie.source, tie.target} & named) for tie in scenes.surroundings().ties)
        expect(page.get_by_role("status").first).to_have_text(f"{found} found: Enter goes to the next")
        expect(page.locator('[data-part="nodes"] tbody tr:visible')).to_have_count(found)
        expect(page.locator('[data-part="count-nodes"]')).to_have_text(str(found))
        expect(page.locator('[data-part="ties"] tbody tr:visible')).to_have_count(touched)

    def test_enter_goes_from_match_to_match_and_shows_the_evidence(self, show: Opener) -> None:
        page = show(scenes.two_schools())
        page.get_by_role("searchbox").fill("primary")
        for name in ("Ashdown Primary School", "Birchwood Primary School", "Ashdown Primary School"):
            page.keyboard.press("Enter")
            expect(evidence(page).get_by_role("heading").first).to_have_text(name)

    def test_a_folded_person_is_unfolded(self, show: Opener) -> None:
        page = show(MEDIUM)
        fold = MEDIUM.folds[0]
        hidden = MEDIUM.node(fold.members[-1])
        assert hidden is not None
        page.get_by_role("searchbox").fill(hidden.label)
        page.keyboard.press("Enter")
        expect(evidence(page).get_by_role("heading").first).to_have_text(hidden.label)
        assert view(page, "view.map.picture.byKey.has(view.map.chosen)")

    def test_nothing_found_is_said_and_escape_starts_afresh(self, show: Opener) -> None:
        page = show(scenes.two_schools())
        page.get_by_role("searchbox").fill("zzz")
        expect(page.get_by_text("None found")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator('[data-part="nodes"] tbody tr:visible')).to_have_count(2)


class TestEvidence:
    def test_a_click_on_a_card_shows_facts_ties_and_claims(self, show: Opener) -> None:
        page = show(scenes.surroundings())
        page.mouse.click(*spot(page, "n0"))
        panel = evidence(page)
        expect(panel.get_by_role("heading").first).to_have_text("Ada Marsh")
        expect(panel).to_contain_text("Ties (14)")
        expect(panel).to_contain_text("has led both schools since 2011")
        expect(panel).to_contain_text(
            "from September 2011 · stated · Made-up partnership survey 2013 · line 10 · read by a person"
        )
        view(page, "view.map.reveal('n1')")
        page.mouse.click(*spot(page, "n1"))
        expect(panel).to_contain_text("URN")
        expect(panel).to_contain_text("school, primary · 1 alone")

    def test_a_neighbour_is_one_step_away(self, show: Opener) -> None:
        page = show(scenes.two_schools())
        page.get_by_role("button", name="Ashdown Primary School").click()
        evidence(page).get_by_role("button", name="Birchwood Primary School").first.click()
        expect(evidence(page).get_by_role("heading").first).to_have_text("Birchwood Primary School")
        expect(evidence(page)).to_contain_text("2009 to July 2010 · over")

    def test_a_tie_of_the_table_shows_its_own_evidence(self, show: Opener) -> None:
        page = show(scenes.two_schools())
        page.get_by_role("button", name="works with").click()
        expect(evidence(page)).to_contain_text("They share training.")
        page.get_by_role("button", name="Close the evidence").click()
        expect(evidence(page)).to_contain_text("Choose a card")

    def test_a_click_on_a_line_shows_the_tie(self, show: Opener) -> None:
        page = show(scenes.surroundings(6, 0))
        (x1, y1), (x2, y2) = spot(page, "n0"), spot(page, "n1")
        page.mouse.click((x1 + x2) / 2, (y1 + y2) / 2)
        expect(evidence(page)).to_contain_text("is headteacher of")

    def test_a_fold_opens_and_shuts_with_a_click(self, show: Opener) -> None:
        page = show(MEDIUM)
        view(page, "view.map.reveal('f0')")
        count = view(page, "view.map.picture.cards.length")
        page.mouse.click(*spot(page, "f0"))
        assert view(page, "view.map.picture.cards.length") == count + len(MEDIUM.folds[0].members)
        expect(status(page)).to_contain_text("open")
        page.mouse.click(*spot(page, "f0"))
        assert view(page, "view.map.picture.cards.length") == count

    def test_a_click_on_what_is_in_sight_moves_nothing(self, show: Opener) -> None:
        page = show(MEDIUM)
        page.evaluate("window.scrollTo(0, 150)")
        key = view(page, "view.map.picture.cards.find(card => card.key && card.y > 250).key")
        edge = "view.map.picture.byKey.get(key).top * view.map.scale() - 70"
        view(page, f"(key => view.map.holder.scrollTop = {edge})('{key}')")
        page.wait_for_timeout(100)
        before = spot(page, key)
        page.mouse.click(*before)
        expect(evidence(page).get_by_role("heading").first).to_be_visible()
        assert spot(page, key) == pytest.approx(before, abs=1)


class TestKeyboard:
    def test_the_first_stops_skip_the_map(self, show: Opener) -> None:
        page = show(scenes.two_schools())
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text("Skip the map: go to the tables")
        expect(page.locator(":focus")).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator(":target")).to_be_in_viewport()
        before = page.evaluate(
            """document.querySelector(':target').compareDocumentPosition(document.querySelector('[data-part="map"]'))"""
        )
        assert before & 2

    def test_arrows_walk_the_map_and_enter_shows_the_evidence(self, show: Opener) -> None:
        page = show(scenes.two_schools())
        page.get_by_role("application").focus()
        expect(status(page)).to_have_text("Ashdown Primary School, school, primary, 5 connected")
        page.keyboard.press("ArrowDown")
        expect(status(page)).to_have_text("Birchwood Primary School, school, primary, 4 by a thread")
        page.keyboard.press("Enter")
        expect(evidence(page).get_by_role("heading").first).to_have_text("Birchwood Primary School")
        page.keyboard.press("Escape")
        expect(evidence(page)).to_contain_text("Choose a card")

    def test_every_card_can_be_walked_to(self, show: Opener) -> None:
        page = show(scenes.surroundings())
        reached = view(
            page,
            """(() => { const seen = new Set([view.map.first()]), todo = [...seen];
            while (todo.length) { const key = todo.pop();
              for (const way of [[1, 0], [-1, 0], [0, 1], [0, -1]]) { const next = view.map.beside(key, way);
                if (next && !seen.has(next)) { seen.add(next); todo.push(next); } } }
            return seen.size; })()""",
        )
        assert reached == 50

    def test_a_table_is_one_stop_and_arrows_go_through_its_rows(self, show: Opener) -> None:
        page = show(scenes.surroundings())
        names = page.locator('[data-part="nodes"] tbody .link')
        expect(page.locator('[data-part="nodes"] tbody .link[tabindex="0"]')).to_have_count(1)
        names.first.focus()
        page.keyboard.press("ArrowDown")
        expect(names.nth(1)).to_be_focused()
        page.keyboard.press("End")
        expect(names.last).to_be_focused()
        page.keyboard.press("Enter")
        expect(evidence(page).get_by_role("heading").first).to_have_text(names.last.inner_text())

    def test_columns_sort_both_ways_and_say_so(self, show: Opener) -> None:
        page = show(scenes.surroundings())
        header = page.locator('[data-part="nodes"] th', has_text="Ties")
        header.get_by_role("button").click()
        expect(header).to_have_attribute("aria-sort", "ascending")
        header.get_by_role("button").click()
        expect(header).to_have_attribute("aria-sort", "descending")
        expect(page.locator('[data-part="nodes"] tbody .link').first).to_have_text("Ada Marsh")
        expect(status(page)).to_have_text("Sorted by Ties, descending")

    def test_buttons_fold_zoom_and_show_everything(self, show: Opener) -> None:
        page = show(MEDIUM)
        page.get_by_role("button", name="Unfold all").click()
        assert view(page, "view.map.opened.size") == len(MEDIUM.folds)
        scale = view(page, "view.map.network.getScale()")
        page.get_by_role("button", name="Zoom in").click()
        assert view(page, "view.map.network.getScale()") > scale
        page.get_by_role("button", name="Whole map").click()
        assert view(page, "view.map.network.getScale()") < scale
        page.get_by_role("button", name="Unfold all").click()
        assert view(page, "view.map.opened.size") == 0


class TestPhone:
    def test_one_column_and_nothing_wider_than_the_screen(self, show: Opener) -> None:
        page = show(MEDIUM)
        page.set_viewport_size({"width": 390, "height": 844})
        page.wait_for_timeout(200)
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert view(page, "view.map.holder.scrollWidth - view.map.holder.clientWidth") == 0
        assert view(page, "view.map.network.getScale()") >= 0.95

    def test_the_evidence_comes_up_from_below_and_the_card_stays_in_sight(self, show: Opener) -> None:
        page = show(MEDIUM)
        page.set_viewport_size({"width": 390, "height": 844})
        page.get_by_role("searchbox").fill("Silverdale C of E Primary School")
        page.keyboard.press("Enter")
        expect(evidence(page)).to_have_css("position", "fixed")
        box = evidence(page).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] == pytest.approx(844, abs=1)
        x, y = spot(page, view(page, "view.map.chosen"))
        assert 0 < x < 390
        assert 0 < y < box["y"]


class TestPaper:
    def test_the_drawing_is_printed_and_the_controls_are_not(self, show: Opener) -> None:
        page = show(MEDIUM)
        page.emulate_media(media="print")
        expect(page.locator("svg.sheet").first).to_be_visible()
        for hidden in (page.get_by_role("application"), page.locator(".tools"), page.locator(".evidence")):
            expect(hidden).to_be_hidden()
        assert page.evaluate(
            "[...document.querySelectorAll('.scroller')].every(b => b.scrollHeight === b.clientHeight)"
        )
        assert page.locator(".claims").first.is_visible()

    def test_the_tables_can_be_left_out(self, show: Opener) -> None:
        page = show(scenes.two_schools())
        page.get_by_label("Print the tables too").uncheck()
        page.emulate_media(media="print")
        expect(page.locator(".listing").first).to_be_hidden()
        expect(page.locator("svg.sheet")).to_be_visible()

    def test_prints_on_a4(self, show: Opener) -> None:
        paper = show(scenes.surroundings()).pdf(prefer_css_page_size=True)
        sizes = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper))
        assert {(round(float(w)), round(float(h))) for w, h in sizes} == {(595, 842)}
        assert 3 <= len(re.findall(rb"/Type /Page\b", paper)) <= 8


def test_without_scripts_the_drawing_and_the_tables_are_there(browser: Browser, tmp_path: Path) -> None:
    save(render(scenes.surroundings()), tmp_path / "page.html")
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((tmp_path / "page.html").as_uri())
        expect(page.locator("svg.sheet")).to_be_visible()
        expect(page.get_by_text("has led both schools since 2011").first).to_be_visible()
        expect(page.get_by_role("searchbox")).to_have_count(0)
        expect(page.get_by_role("button")).to_have_count(0)


def test_if_the_script_fails_the_drawing_stays(show: Opener, page: Page) -> None:
    page.add_init_script("window.ResizeObserver = function () { throw new Error('no such thing here'); };")
    show(scenes.surroundings())
    expect(page.locator("svg.sheet")).to_be_visible()
    expect(page.get_by_role("application")).to_have_count(0)


def test_two_views_live_on_one_page(page: Page, page_log: PageLog, tmp_path: Path) -> None:
    body = fragment(scenes.two_schools(), "first") + fragment(scenes.surroundings(), "second")
    save(document("Two views", body), tmp_path / "page.html")
    page.goto((tmp_path / "page.html").as_uri())
    expect(page.locator(".live")).to_have_count(2)
    second = page.locator("#second")
    second.get_by_role("button", name="Ada Marsh").click()
    expect(second.get_by_label("Evidence", exact=True)).to_contain_text("Ties (14)")
    expect(page.locator("#first").get_by_label("Evidence", exact=True)).to_contain_text("Choose a card")
    assert page_log == PageLog()
