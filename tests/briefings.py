"""For the tests of briefings: a made-up borough with a school on every rung, and a page read as plain text."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any, Final

from worlds import ON, World

from graph.dates import PartialDate
from graph.projection import Reading
from graph.records import Dataset
from queries.boundary import Boundary
from visualisations.briefing import Briefing, briefing

SINCE = date(2012, 1, 31)
LIST = Dataset(id="list", title="The list of schools", kind="test", published=PartialDate(2013), lists_all=True)
VOID: Final = frozenset({"br", "img", "input", "link", "meta"})
BLOCKS: Final = frozenset(
    {"article", "button", "div", "dl", "details", "h1", "h2", "h3", "h4", "header", "label", "li", "nav", "ol", "p"}
    | {"section", "summary", "table", "textarea", "tr", "ul"}
)
UNSEEN: Final = frozenset({"script", "style", "svg", "title"})


def borough() -> World:
    """Twelve schools of Northmoor: on every rung, converted, closed and unread; and one that only a text names."""
    world = World()
    names = (
        "Ashdown Primary School",
        "Beech Hill School",
        "Cold Ash Junior School",
        "Deepdale Infant School",
        "Elm Park School",
        "Gorse Lane School",
        "Holly Bank School",
        "Ivy House School",
        "Juniper Infant School",
        "Kestrel Nursery School",
    )
    schools = {name.split()[0]: world.school(100001 + n, name, **_of_phase("Primary")) for n, name in enumerate(names)}
    _groups(world, schools)
    _people(world, schools)
    _lives(world)
    world.claim("partnership", schools["Deepdale"], schools["Elm"], start="2010", seen=("2014",))
    world.claim("partnership", schools["Elm"], schools["Deepdale"], source="register", seen="2013-06")
    world.school("text:mill", "The Mill School")
    world.school("text:juniper", "Juniper Infants", authority="")
    world.same("text:juniper", schools["Juniper"])
    world.store.load(LIST, [], on=date(2026, 1, 1))
    return world


def _of_phase(phase: str) -> dict[str, Any]:
    return {"attributes": {"phase": phase, "state_funded": True, "la_name": "Northmoor"}}


def _groups(world: World, schools: dict[str, str]) -> None:
    world.group("cluster:old", name="Old Mill Cluster")
    world.group("cluster:new", name="River Cluster")
    world.group("uid:5001", "federation", name="The Two Hills Federation", source="register")
    world.claim("member_of", schools["Ashdown"], "cluster:old", start="2009-09", end="2012-08-31")
    world.claim(
        "member_of",
        schools["Ashdown"],
        "cluster:new",
        negated=True,
        seen="2013-09",
        attributes={"reason": "preference"},
    )
    for name in ("Beech", "Cold"):
        world.claim("member_of", schools[name], "uid:5001", source="register", start="2010", seen=("2014",))
    for name in ("Gorse", "Holly", "Ivy", "Juniper"):
        world.claim("member_of", schools[name], "cluster:new", start="2012-09", seen=("2014",))


def _people(world: World, schools: dict[str, str]) -> None:
    world.head("ada", schools["Beech"], start="2008", seen=("2014",))
    world.person("ada", name="Ada Marsh")
    world.claim("designated", "ada", role="NLE", role_title="NLE", start="2011", seen=("2014",))
    world.claim("holds_role", "ada", "cluster:old", role_title="chair", start="2009-09", end="2012-08-31")
    world.claim("supports", "ada", schools["Juniper"], start="2013-01", seen=("2014",), share="one day a week")
    world.head("priya", schools["Ivy"], start="2008", seen=("2014",))
    world.person("priya", name="Priya Cole")
    world.claim("designated", "priya", role="LLE", role_title="LLE", start="2012", seen=("2014",))
    world.claim("holds_role", "priya", "cluster:new", role_title="chair", start="2012-09", seen=("2014",))
    world.head("elm-head", schools["Elm"], seen="2010")
    world.person("elm-head", name="[headteacher of Elm Park]")


def _lives(world: World) -> None:
    world.school(100011, "Larch School", closed="2013-03-31", **_of_phase("Secondary"))
    academy = {**_of_phase("Secondary")["attributes"], "establishment_type": "Academy converter"}
    world.school(100012, "Larch Academy", opened="2013-04-01", attributes=academy)
    world.claim("succeeds", "urn:100012", "urn:100011", source="register")
    world.school(100013, "Maple School", closed="2012-07-31", **_of_phase("Primary"))


def made(world: World | None = None, *, since: date | None = SINCE) -> Briefing:
    """The briefing of a world, the borough's if none is given."""
    return briefing((world or borough()).built(), Boundary("Northmoor"), Reading(ON), since=since)


class PlainText(HTMLParser):
    """A page as its reader takes it in: a line for each block, cells set off by '|'; of a view only its heading."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._lines = [""]
        self._open: list[tuple[str, bool]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self._lines.append("")
        if tag in ("td", "th"):
            self._lines.append("| ")
        if tag not in VOID:
            given = dict(attrs)
            hidden = "hidden" in given or tag in UNSEEN or given.get("class") in ("stage", "as-tables")
            self._open.append((tag, hidden or "tools" in (given.get("class") or "")))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag, tag
        if tag in BLOCKS:
            self._lines.append("")

    def handle_data(self, data: str) -> None:
        if not any(hidden for _, hidden in self._open):
            self._lines[-1] += re.sub(r"\s+", " ", data)

    @property
    def text(self) -> str:
        """The lines that say anything."""
        return "\n".join(re.sub(" +", " ", line).strip() for line in self._lines if line.strip() not in ("", "|"))
