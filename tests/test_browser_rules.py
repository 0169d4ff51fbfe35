"""The rules of conftest.py: no request leaves the page; no browser test skips unseen where it must run."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import REPOSITORY, PageLog, find_chromium
from playwright.sync_api import Page

pytest_plugins = ["pytester"]

PHONING_PAGE = """<!doctype html><title>Ashdown</title>
<img src="http://pixel.example/a.png"><link rel="stylesheet" href="https://127.0.0.1:9/a.css">
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
<script>new WebSocket("ws://socket.example/"); setTimeout(() => { throw new Error("boom") }, 0)</script>"""


def test_page_log_holds_what_a_page_asks_for_and_complains_of(page: Page, page_log: PageLog, tmp_path: Path) -> None:
    file = tmp_path / "phoning.html"
    file.write_text(PHONING_PAGE, encoding="utf-8")
    page.goto(file.as_uri())
    page.wait_for_function("performance.now() > 200")
    assert sorted(page_log.requests) == [
        "http://pixel.example/a.png",
        "https://127.0.0.1:9/a.css",
        "ws://socket.example/",
    ]
    assert "boom" in " ".join(page_log.errors)


def test_a_quiet_page_leaves_an_empty_log(page: Page, page_log: PageLog, tmp_path: Path) -> None:
    file = tmp_path / "quiet.html"
    file.write_text("<!doctype html><title>Quiet</title><p>Nothing to fetch.", encoding="utf-8")
    page.goto(file.as_uri())
    assert page_log == PageLog()
    assert page.viewport_size == {"width": 1366, "height": 768}


@pytest.mark.parametrize(
    ("required", "outcome"), [("1", {"errors": 1, "failed": 1, "skipped": 1}), ("", {"skipped": 3})]
)
def test_a_skipped_browser_test_fails_only_where_a_browser_is_required(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, required: str, outcome: dict[str, int]
) -> None:
    monkeypatch.setenv("SCHOOLTIES_REQUIRE_BROWSER", required)
    monkeypatch.setenv("CHROMIUM", "no-such-browser")
    pytester.makeini(f"[pytest]\nmarkers = browser: opens a page\npythonpath = {REPOSITORY} {REPOSITORY / 'tests'}")
    pytester.makeconftest((REPOSITORY / "tests" / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile(
        """
        import pytest
        def test_page(page): pass
        def test_inside(request):
            if "page" in request.fixturenames: pass
            pytest.skip("not about a browser")
        @pytest.mark.browser
        def test_marked(): pytest.skip("a reason")
        """
    )
    pytester.runpytest_subprocess().assert_outcomes(**outcome)


def test_chromium_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    browser = tmp_path / "my-browser"
    browser.touch(mode=0o755)
    monkeypatch.setenv("CHROMIUM", str(browser))
    assert find_chromium() == str(browser)


def test_no_chromium_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("conftest.CHROMIUM_PLACES", ())
    assert find_chromium() is None
