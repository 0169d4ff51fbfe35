"""Fixtures and rules that every test shares: the material beside the repository, a browser kept offline, a Neo4j.

Fixtures: ``shared`` (folder of read-only material), ``browser`` (Chromium, one per run), ``page`` (a fresh
page at laptop size), ``page_log`` (what that page asked the network for and complained of), ``neo4j_server`` (a real
one, one per run), ``neo4j_store`` (an empty store on it) and ``every_neo4j`` (it, the oldest and the newest in turn).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import settings
from neo4j_server import LTS, NEWEST, OLDEST, Neo4jServer, Unavailable, running
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Route,
    ViewportSize,
    WebSocketRoute,
    sync_playwright,
)

from graph.stores.neo4j import Neo4jStore

REPOSITORY = Path(__file__).resolve().parent.parent
LAPTOP: ViewportSize = {"width": 1366, "height": 768}
LOCAL_SCHEMES = frozenset({"file", "data", "blob", "about"})
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
CHROMIUM_PLACES = (
    r"${PROGRAMFILES}\Google\Chrome\Application\chrome.exe",
    r"${PROGRAMFILES(X86)}\Google\Chrome\Application\chrome.exe",
    r"${LOCALAPPDATA}\Google\Chrome\Application\chrome.exe",
    r"${PROGRAMFILES(X86)}\Microsoft\Edge\Application\msedge.exe",
    r"${PROGRAMFILES}\Microsoft\Edge\Application\msedge.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Prefetch and preconnect hints escape request interception: leave them no name to resolve.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)

# A slow shared machine must not fail a property; CI must draw the same examples every time.
settings.register_profile("schoolties", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("schoolties")


# Run when asked for: the whole of England on a server takes longer than all other tests together.
ASKED_FOR = {
    "SCHOOLTIES_NEO4J_ENGLAND": "graph/test_neo4j_england.py",
}
collect_ignore = [file for name, file in ASKED_FOR.items() if os.environ.get(name) != "1"]

# A test with one of these marks that skips counts as a failure where the variable is 1, as CI sets it.
REQUIRED_BY = {
    "browser": "SCHOOLTIES_REQUIRE_BROWSER",
    "neo4j": "SCHOOLTIES_REQUIRE_NEO4J",
    # Apart, for it needs a later Java than the others.
    "neo4j_newest": "SCHOOLTIES_REQUIRE_NEO4J_NEWEST",
}


def required_by(item: pytest.Item) -> str | None:
    """The variable that forbids this test to skip."""
    asked = (name for mark, name in REQUIRED_BY.items() if item.get_closest_marker(mark))
    return next((name for name in asked if os.environ.get(name) == "1"), None)


def find_chromium() -> str | None:
    """Path of a Chromium-family browser on this machine: $CHROMIUM, then the PATH, then the usual places."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    on_path = (shutil.which(name) for name in CHROMIUM_NAMES)
    in_place = (shutil.which(os.path.expandvars(place)) for place in CHROMIUM_PLACES)
    return next((found for found in (*on_path, *in_place) if found), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that opens a browser or needs a Neo4j, so that ``-m`` and the no-skip rule cannot miss one."""
    for item in items:
        names = getattr(item, "fixturenames", ())
        if "browser" in names:
            item.add_marker(pytest.mark.browser)
        if "neo4j_server" in names:
            item.add_marker(pytest.mark.neo4j)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn the skip of a test into a failure where what it needs is required."""
    report = yield
    skipped = report.skipped and not hasattr(report, "wasxfail")
    if skipped and (name := required_by(item)):
        report.outcome = "failed"
        report.longrepr = f"{report.longreprtext}\nA skip is a failure where {name}=1."
    return report


@pytest.fixture(autouse=True)
def _no_store_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a developer's own store out of the tests."""
    for name in ("SCHOOLTIES_STORE", "SCHOOLTIES_PASSWORD", "SCHOOLTIES_USER"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Neo4jServer]:
    """A real Neo4j, shared by the whole run; skips, saying why, where none can be had."""
    with _started(os.environ.get("SCHOOLTIES_NEO4J_VERSION", LTS)) as server:
        yield server


@pytest.fixture(
    scope="session",
    params=[
        pytest.param(OLDEST, marks=pytest.mark.neo4j),
        pytest.param(LTS, marks=pytest.mark.neo4j),
        pytest.param(NEWEST, marks=pytest.mark.neo4j_newest),
    ],
)
def every_neo4j(request: pytest.FixtureRequest) -> Iterator[Neo4jServer]:
    """The oldest Neo4j that is supported, the one of the whole run, and the newest that could be had."""
    if request.param == LTS:
        yield request.getfixturevalue("neo4j_server")
        return
    with _started(request.param) as server:
        yield server


@contextmanager
def _started(version: str) -> Iterator[Neo4jServer]:
    with ExitStack() as until_the_end:
        try:
            server = until_the_end.enter_context(running(version))
        except Unavailable as why:
            pytest.skip(str(why))
        yield server


@pytest.fixture
def neo4j_store(neo4j_server: Neo4jServer) -> Iterator[Neo4jStore]:
    """An empty store on the server."""
    neo4j_server.empty()
    with Neo4jStore(neo4j_server.url, password=neo4j_server.password) as store:
        yield store


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder ``../shared`` with the register extracts and the case studies; skips where it is absent."""
    folder = REPOSITORY.parent / "shared"
    if not (folder / "gias").is_dir():
        pytest.skip("needs the folder shared/ beside the repository (register extracts, case studies)")
    return folder


@dataclass
class PageLog:
    """What a page did that a reader would not see: addresses asked for (all refused), and its complaints."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def refuse(self, route: Route) -> None:
        """Note and refuse a request that leaves the machine's own files; let the others through."""
        if urlsplit(route.request.url).scheme in LOCAL_SCHEMES:
            return route.continue_()
        self.requests.append(route.request.url)
        return route.abort()

    def refuse_socket(self, socket: WebSocketRoute) -> None:
        """Note and close a web socket."""
        self.requests.append(socket.url)
        socket.close()

    def hear(self, message: ConsoleMessage) -> None:
        """Note what the page writes to the console as a warning or an error."""
        if message.type in {"error", "warning"}:
            self.errors.append(message.text)


@pytest.fixture(scope="session")
def _playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """The machine's own Chromium, headless, shared by the whole run; skips where there is none."""
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium, Chrome or Edge found: install one, or name it in the variable CHROMIUM")
    playwright: Playwright = request.getfixturevalue("_playwright")
    with playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_ARGS)) as launched:
        yield launched


@pytest.fixture
def page_log() -> PageLog:
    """Log of the test's ``page``: ``requests`` (addresses outside file:, data:, blob:) and ``errors``."""
    return PageLog()


@pytest.fixture
def browser_context(browser: Browser, page_log: PageLog) -> Iterator[BrowserContext]:
    """A fresh browser profile, laptop sized, from which no request reaches the network."""
    with browser.new_context(viewport=LAPTOP, locale="en-GB") as context:
        context.route("**/*", page_log.refuse)
        context.route_web_socket("**/*", page_log.refuse_socket)
        context.on("console", page_log.hear)
        context.on("weberror", lambda fault: page_log.errors.append(str(fault.error)))
        yield context


@pytest.fixture
def page(browser_context: BrowserContext) -> Page:
    """A fresh page at 1366 x 768: ``page.goto(path.as_uri())`` opens a file."""
    return browser_context.new_page()
