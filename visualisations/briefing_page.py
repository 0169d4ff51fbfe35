"""A briefing as files: one HTML page that needs no network, the ladder beside it for Excel, a snippet to embed it.

Several briefings get an index page that compares their counts and leads to each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Final
from urllib.parse import quote

from markupsafe import Markup

from graph.dates import in_words
from graph.sinks.tables import as_csv
from graph.vocabulary import DESIGNATIONS
from queries.answer import Answer, listed
from queries.changes import BEGAN, CLOSED, CONVERTED, ENDED, MOVED, OPENED, UNVOUCHED, VOUCHED, Change
from queries.isolation import BY_CHOICE, LEFT_OUT, SchoolStanding
from queries.ladder import NOTHING_READ, RUNGS
from queries.whatif import FUNDING, HANDOVER, LOST, MOVED_IN_TEXTS, SHRUNK, UNGROUPED
from queries.whatif import MOVED as MOVED_IF
from visualisations import page
from visualisations.briefing import Briefing
from visualisations.document import document, filled
from visualisations.hinges import shifts
from visualisations.lettering import plain
from visualisations.overview import sentences
from visualisations.sources import References, attribution
from visualisations.views import SCENE_RUNGS

FRAME_HEIGHT: Final = 900
LONG: Final = 12  # rows from which a list of background changes waits folded
NAMED: Final = 4  # schools from which on they are counted, not named
NOTHING_READ_MEANING: Final = "no source that was read says anything about their ties: they may be alone or not"
_DESIGNATED: Final = [f"{meaning} ({name})" for name, meaning in DESIGNATIONS.items()]
ABOUT_LEADERS: Final = (
    "A route leads over ties from a school to a system leader of another school, across the authority's border too."
    " System leaders are teaching schools and people designated"
    f" {', '.join(_DESIGNATED[:-1])} or {_DESIGNATED[-1]}."
)
CHANGE_HEADINGS: Final = {
    ENDED: ("Ended", "A source gives the end, or a school or group in it closed."),
    UNVOUCHED: ("No longer vouched for", "No source ends them, and none has shown them for too long to count."),
    CLOSED: ("Schools closed for good", ""),
    BEGAN: ("Began", ""),
    OPENED: ("Schools opened anew", ""),
    MOVED: ("Schools that changed rung", "From 'nothing read' says only that a source begins to speak of a school."),
    CONVERTED: ("Schools that became academies or other new records", ""),
    VOUCHED: ("First vouched for", "A source shows them only from about this time on; when they began nobody says."),
}
CONSEQUENCE_HEADINGS: Final = {
    MOVED_IN_TEXTS: "Schools that only texts name and that would change rung",
    UNGROUPED: "Schools that would be left in no group",
    SHRUNK: "Groups that would fall below two members",
    HANDOVER: "To hand over",
    LOST: "What else would end",
    FUNDING: "Funding, by the end that the sources give",
}
# What the news of a briefing is not: long lists of these wait folded.
_BACKGROUND: Final = (CONVERTED, VOUCHED)


@dataclass(frozen=True, slots=True)
class Written:
    """The files of one briefing: the page, the ladder as CSV, and the snippet that embeds the page elsewhere."""

    page: Path
    table: Path
    snippet: Path


@dataclass(frozen=True, slots=True)
class _Rung:
    """One rung of the page: its number on the ladder, its name, what puts a school there, and who stands on it."""

    number: int
    name: str
    meaning: str
    schools: tuple[SchoolStanding, ...]

    @property
    def choice(self) -> str:
        """Whether they are there by choice, as far as a source says."""
        said = {word: sum(school.choice == word for school in self.schools) for word in (BY_CHOICE, LEFT_OUT)}
        if not any(said.values()):
            return "No source says whether any of them is there by choice."
        told = ", ".join(f"{number} {word}" for word, number in said.items() if number)
        return f"As far as a source says: {told}."


@dataclass(frozen=True, slots=True)
class _Changes:
    """Changes of one kind, under their heading."""

    kind: str
    heading: str
    meaning: str
    rows: tuple[Change, ...]

    @property
    def folded(self) -> bool:
        """Whether the list waits folded: long, and background rather than news."""
        return self.kind in _BACKGROUND and len(self.rows) > LONG

    @property
    def are_moves(self) -> bool:
        """Whether they are moves from rung to rung."""
        return self.kind == MOVED

    @property
    def dated(self) -> bool:
        """Whether any of them has a date."""
        return any(change.when for change in self.rows)


def write(briefing: Briefing, path: Path) -> Written:
    """Write a briefing to ``path`` (an .html file), with NAME-schools.csv and NAME-embed.txt beside it."""
    table, snippet = path.with_name(f"{path.stem}-schools.csv"), path.with_name(f"{path.stem}-embed.txt")
    page.save(render(briefing, path.name, table.name), path)
    table.write_bytes(as_csv(briefing.ladder.envelope()))
    page.save(f"{embed_snippet(briefing, path.name)}\n", snippet)
    return Written(path, table, snippet)


def write_index(written: Sequence[tuple[Briefing, Path]], path: Path) -> None:
    """Write the page that compares briefings and leads to them; each must stand in the folder of ``path`` or below."""
    rows = [(briefing, _address(made.relative_to(path.parent))) for briefing, made in written]
    page.save(render_index(rows), path)


def embed_snippet(briefing: Briefing, name: str) -> str:
    """The element that shows the page of this file name inside another page."""
    return (
        f'<iframe src="{escape(_address(Path(name)))}" title="{escape(plain(briefing.title))}"'
        f' width="100%" height="{FRAME_HEIGHT}" loading="lazy"></iframe>'
    )


def _address(path: Path) -> str:
    """A relative address: a colon in a file name must not make it a scheme."""
    return f"./{quote(path.as_posix())}"


def render(briefing: Briefing, name: str, table: str) -> str:
    """The briefing as one HTML page that will be called ``name``, with ``table`` beside it."""
    body = filled(
        "briefing.html",
        briefing=briefing,
        rungs=_rungs(briefing),
        unread_meaning=NOTHING_READ_MEANING,
        unread=briefing.ladder.on_rung(NOTHING_READ),
        settled=_settled(briefing),
        since=in_words(briefing.since) if briefing.since else "",
        ways=[(rung, list(some)) for rung, some in groupby(briefing.reach.companies, key=lambda some: some.rung)],
        cut_off=_cut_off(briefing),
        reaching=_reaching(briefing),
        rung_numbers={rung.label: rung.number for rung in SCENE_RUNGS},
        **_without(briefing),
        changes=_change_groups(briefing.changed),
        moves=_moves(briefing),
        references=References(briefing.ladder.sources, briefing.claims()),
        attribution=attribution(briefing.ladder.sources),
        views=_views(briefing),
        snippet=embed_snippet(briefing, name),
        table=_address(Path(table)),
        about_leaders=ABOUT_LEADERS,
    )
    return page.document(briefing.title, body, briefing.title, styles=("briefing.css",), scripts=("briefing.js",))


def render_index(rows: Sequence[tuple[Briefing, str]]) -> str:
    """The page that compares briefings, at least one: each with the address at which it stands from there."""
    title = "Which schools are on their own"
    briefings = [briefing for briefing, _ in rows]
    body = filled(
        "index.html",
        title=title,
        rows=rows,
        sentences=sentences(briefings),
        rungs=SCENE_RUNGS,
        unread=NOTHING_READ,
        unread_meaning=NOTHING_READ_MEANING,
        attribution=attribution([source for briefing in briefings for source in briefing.ladder.sources]),
    )
    return document(title, body, title, styles=("briefing.css",))


def _views(briefing: Briefing) -> list[tuple[str, str, Markup]]:
    """The two views: (id of the section, what the contents call it, the section)."""
    scenes = {"map": briefing.map, "close-up": briefing.close_up}
    return [(key, scene.title, page.fragment(scene, key, embedded=True)) for key, scene in scenes.items() if scene]


def _rungs(briefing: Briefing) -> list[_Rung]:
    return [_Rung(rung.number, rung.label, rung.meaning, briefing.ladder.on_rung(rung.label)) for rung in SCENE_RUNGS]


def _settled(briefing: Briefing) -> str:
    """The counts that presumed ties have no part in, '' where they are the same."""
    counts = briefing.settled_numbers
    if counts == briefing.ladder.numbers:
        return ""
    said = listed(f"{counts[name]} {name}" for name in RUNGS if counts[name])
    return f"If only ties are counted whose dates settle the day: {said}."


def _cut_off(briefing: Briefing) -> str:
    """One sentence on all the schools from which no route leads; '' where one leads from each."""
    schools = briefing.reach.cut_off
    if not schools:
        return "" if briefing.reach.companies else "No school stands on a rung from which a route is looked for."
    numbers = Counter(school.rung for school in schools)
    some = ", ".join(f"{number} {rung}" for rung, number in numbers.items())
    who = listed(school.name for school in schools) if len(schools) <= NAMED else f"{len(schools)} schools ({some})"
    return f"From {who} no route leads to a system leader, not even over ties that are over or no longer vouched for."


def _without(briefing: Briefing) -> dict[str, object]:
    """What the briefing tells of something that was named to end: the schools, and the lists that wait folded."""
    answer = briefing.whatif
    if answer is None:
        return {"asked_without": "", "shifts": (), "consequences": (), "rules": ()}
    names = {row.id: row.name for row in answer.of(MOVED_IF)}
    lists = [(heading, answer.of(what)) for what, heading in CONSEQUENCE_HEADINGS.items()]
    own = set(briefing.ladder.assumptions)
    return {
        "asked_without": f"Without {listed(answer.without)}",
        "shifts": shifts(answer.moves, names),
        "consequences": [
            (heading, rows, any(row.tell or row.alike for row in rows)) for heading, rows in lists if rows
        ],
        "rules": [text for text in answer.assumptions if text not in own],
    }


def _reaching(briefing: Briefing) -> str:
    """From how many schools of each phase a route leads to any leader, and of which kinds nobody was read there."""
    total, *phases = briefing.leaders.gaps or (None,)
    if total is None:
        return ""
    numbers = (f"{gap.phase} {gap.reaching} of {gap.schools}" for gap in phases or (total,))
    lacking = f" Nobody was read here as {listed(total.none_of)}." if total.none_of else ""
    return f"Schools from which a route leads to a leader, their own included: {listed(numbers, most=20)}.{lacking}"


def _moves(briefing: Briefing) -> dict[str, list[str]]:
    """From which rung to which, and the names of the schools that went that way; the commonest way first."""
    moved = {node for change in (briefing.changed.rows if briefing.changed else ()) for node in _movers(change)}
    ways: dict[str, list[str]] = {}
    for row in briefing.ladder.rows:
        if row.id in moved:
            ways.setdefault(row.since_change, []).append(row.name)
    return dict(sorted(ways.items(), key=lambda way: (-len(way[1]), way[0])))


def _movers(change: Change) -> tuple[str, ...]:
    return change.nodes if change.kind == MOVED else ()


def _change_groups(changed: Answer[Change] | None) -> list[_Changes]:
    groups = groupby(changed.rows if changed else (), key=lambda change: change.kind)
    return [_Changes(kind, *CHANGE_HEADINGS[kind], tuple(rows)) for kind, rows in groups]
