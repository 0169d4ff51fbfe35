"""What a briefing says, and the files it makes: complete, self-contained, escaped, the same every time."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
import scenes
from briefings import SINCE, PlainText, borough, made
from command_line import same_as_kept
from test_page import Outline
from worlds import AUTHORITY, ON, World

from graph.projection import Reading
from queries import changes
from queries.boundary import Boundary
from queries.changes import CONVERTED, Change
from queries.ladder import ALONE, BY_A_THREAD, CONNECTED, INWARD, OUT_OF_REACH, STANDINGS
from visualisations.briefing import Briefing, briefing
from visualisations.briefing_page import CHANGE_HEADINGS, LONG, embed_snippet, render, render_index, write, write_index
from visualisations.ways import Company


@pytest.fixture(scope="module")
def northmoor() -> Briefing:
    return made()


@pytest.fixture(scope="module")
def html(northmoor: Briefing) -> str:
    return render(northmoor, "northmoor.html", "northmoor-schools.csv")


@pytest.fixture(scope="module")
def outline(html: str) -> Outline:
    return Outline(html)


def text(of: Briefing) -> str:
    return PlainText(render(of, "b.html", "b-schools.csv")).text


def test_says_what_it_should(html: str) -> None:
    same_as_kept("briefing", PlainText(html).text)


def hostile() -> Briefing:
    """The borough with every name replaced by one that could break a page."""
    world = World()
    world.node(AUTHORITY, "local_authority", scenes.HOSTILE[0], source="register")
    world.group("cluster", name=scenes.HOSTILE[1])
    world.person("head", name=scenes.HOSTILE[3])
    for number, name in enumerate(scenes.HOSTILE):
        school = world.school(100001 + number, name or " ", attributes={"phase": name})
        if number % 2:
            world.claim("member_of", school, "cluster", role_title=name, start="2012-09", seen="2013")
    world.claim("designated", "head", role="NLE", seen="2013")
    world.claim("holds_role", "head", "cluster", role_title=scenes.HOSTILE[0], start="2012-09", seen="2013")
    world.school("text:1", scenes.HOSTILE[0])
    return briefing(world.built(), Boundary("999"), Reading(ON), since=SINCE)


PAGES: dict[str, Callable[[], Briefing]] = {
    "borough": made,
    "no earlier day": lambda: made(since=None),
    "nobody": lambda: made(World()),
    "hostile": hostile,
    "without": lambda: briefing(
        borough().built(), Boundary("999"), Reading(ON), without=["River Cluster", "Ada Marsh", "kind:federation"]
    ),
}


@pytest.fixture(scope="module", params=PAGES)
def any_page(request: pytest.FixtureRequest) -> Outline:
    return Outline(render(PAGES[request.param](), "b.html", "b-schools.csv"))


class TestEveryBriefing:
    def test_is_well_formed_with_language_title_and_one_main_heading(self, any_page: Outline) -> None:
        assert any_page.open == []
        assert next(attrs for tag, attrs in any_page.tags if tag == "html") == {"lang": "en-GB"}
        assert len(any_page.texts["h1"]) == len(any_page.texts["title"]) == len(any_page.texts["main"]) == 1

    def test_names_no_address_but_its_table(self, any_page: Outline) -> None:
        for attribute in ("src", "srcset", "action", "poster", "data", "formaction", "xlink:href", "ping"):
            assert any_page.attributes(attribute) == []
        links = [link for link in any_page.attributes("href") if not link.startswith("#")]
        assert links == ["data:,", "./b-schools.csv"]

    def test_lets_run_only_its_own_scripts_and_styles(self, any_page: Outline) -> None:
        policy = next(attrs["content"] or "" for _, attrs in any_page.tags if "http-equiv" in attrs)
        kinds = [attrs.get("type") for tag, attrs in any_page.tags if tag == "script"]
        scripts = [body for body, kind in zip(any_page.texts["script"], kinds, strict=True) if kind is None]
        for body in (*scripts, *any_page.texts["style"]):
            assert base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() in policy
        assert "unsafe" not in policy
        assert not [name for _, attrs in any_page.tags for name in attrs if name.startswith("on") or name == "style"]

    def test_holds_the_drawing_library_once(self, any_page: Outline) -> None:
        assert sum(len(body) > 300_000 for body in any_page.texts["script"]) == 1

    def test_uses_each_id_once_and_points_at_no_other(self, any_page: Outline) -> None:
        ids = Counter(any_page.attributes("id"))
        assert set(ids.values()) == {1}
        pointers = [name for key in ("aria-labelledby", "aria-describedby", "for") for name in any_page.attributes(key)]
        pointers += [link[1:] for link in any_page.attributes("href") if link.startswith("#")]
        assert set(pointers) <= set(ids)

    def test_no_heading_skips_a_level(self, any_page: Outline) -> None:
        levels = [int(tag[1]) for tag, _ in any_page.tags if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_hostile_names_stay_text() -> None:
    page = render(hostile(), "b.html", "b-schools.csv")
    outline = Outline(page)
    assert "img" not in {tag for tag, _ in outline.tags}
    assert "<script>document.title='owned'" not in page
    assert scenes.HOSTILE[9] in PlainText(page).text
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(page)
    assert "</iframe><" not in embed_snippet(hostile(), "b.html").removesuffix("</iframe>")


def test_is_the_same_every_time(html: str) -> None:
    assert render(made(), "northmoor.html", "northmoor-schools.csv") == html


class TestWhatItSays:
    def test_the_schools_stand_under_their_rungs_lowest_first(self, html: str) -> None:
        said = PlainText(html).text.splitlines()
        places = [said.index(f"{name} {number}") for name, number in (("Alone", 1), ("Inward", 1), ("Connected", 2))]
        assert places == sorted(places)

    def test_schools_nobody_wrote_about_are_folded_apart(self, outline: Outline, northmoor: Briefing) -> None:
        apart = next(found for found in outline.texts["details"] if "about which nothing was read" in found)
        rows = northmoor.ladder.rows
        assert [row.name for row in rows if row.name in apart] == ["Kestrel Nursery School", "Larch Academy"]

    def test_every_school_and_every_claim_is_there(self, html: str, outline: Outline, northmoor: Briefing) -> None:
        said = PlainText(html).text
        assert all(row.name in said for row in northmoor.ladder.rows)
        assert outline.attributes("class").count("said") >= len({claim.id for claim in northmoor.claims()})

    def test_the_settled_counts_are_told_only_where_they_differ(self, northmoor: Briefing) -> None:
        assert northmoor.settled_numbers == northmoor.ladder.numbers
        assert "If only ties are counted" not in text(northmoor)
        world = borough()
        world.claim("partnership", "urn:100010", "urn:100005", seen="2010")
        assert "If only ties are counted whose dates settle the day: 2 alone" in text(made(world))

    def test_without_an_earlier_day_nothing_is_compared(self) -> None:
        said = text(made(since=None))
        assert "What changed" not in said
        assert "Since" not in said

    def test_an_authority_without_schools_is_said_to_be_so(self) -> None:
        said = text(made(World()))
        assert "On 30 September 2013 no school is held for Northmoor" in said
        assert "No school stands on a rung from which a route is looked for." in said

    def test_a_long_list_of_conversions_waits_folded(self, northmoor: Briefing) -> None:
        assert northmoor.changed is not None
        many = [
            Change(CONVERTED, "2013", "", f"School {number} became an academy", (f"urn:{number}",))
            for number in range(LONG + 1)
        ]
        page = Outline(
            render(replace(northmoor, changed=replace(northmoor.changed, rows=tuple(many))), "b.html", "b.csv")
        )
        assert "folded" in page.attributes("class")
        assert any("List them" in found for found in page.texts["details"])

    def test_every_kind_of_change_has_its_heading(self) -> None:
        assert set(CHANGE_HEADINGS) == set(changes._ORDER)

    def test_by_choice_or_left_out_is_said_where_a_source_says_so(self, northmoor: Briefing) -> None:
        assert "As far as a source says: 1 by choice." in text(northmoor)
        world = World()
        school = world.school(100001, "Ashdown Primary School")
        world.group("cluster")
        world.claim("member_of", school, "cluster", start="2009", end="2012")
        assert "No source says whether any of them is there by choice." in text(made(world))


class TestRoutes:
    def test_lowest_rungs_come_first_and_inward_last(self, northmoor: Briefing) -> None:
        assert [company.rung for company in northmoor.reach.companies] == [ALONE, BY_A_THREAD, BY_A_THREAD, INWARD]

    def test_schools_that_share_their_ways_share_a_place(self, northmoor: Briefing) -> None:
        shared = northmoor.reach.companies[2]
        assert [school.name for school in shared.schools] == ["Gorse Lane School", "Holly Bank School"]
        (way,) = shared.ways
        assert (way.through, way.to, way.leader, way.dormant) == (("River Cluster",), "Priya Cole", "LLE", False)
        assert [step.source for step in way.first_steps] == ["Gorse Lane School", "Holly Bank School"]
        assert [step.target for step in way.further_steps] == ["Priya Cole"]

    def test_ties_that_are_over_are_walked_only_where_no_other_leads_out(self, northmoor: Briefing) -> None:
        over = [company for company in northmoor.reach.companies if any(way.dormant for way in company.ways)]
        assert [school.name for company in over for school in company.schools] == ["Ashdown Primary School"]
        assert "Over ties that are over or no longer vouched for: through Old Mill Cluster, to Ada Marsh" in text(
            northmoor
        )

    def test_schools_without_a_route_are_told_once(self, northmoor: Briefing) -> None:
        assert [school.rung for school in northmoor.reach.cut_off] == [OUT_OF_REACH] * 2
        assert "From Deepdale Infant School and Elm Park School no route leads" in text(northmoor)

    def test_many_schools_without_a_route_are_counted(self) -> None:
        world = World()
        world.group("cluster")
        for number in range(6):
            world.claim("member_of", world.school(100001 + number), "cluster", start="2009", seen="2013")
        assert "From 6 schools (6 out of reach) no route leads" in text(made(world))

    def test_people_are_not_ranked(self, northmoor: Briefing) -> None:
        assert all(isinstance(company, Company) for company in northmoor.reach.companies)
        assert not {"rank", "score", "cost"} & {name for way in northmoor.reach.companies[0].ways for name in dir(way)}


class TestCloseUp:
    def test_shows_what_most_routes_hang_on(self, northmoor: Briefing) -> None:
        assert northmoor.close_up is not None
        assert (northmoor.close_up.centre, northmoor.close_up.title) == ("cluster:new", "Around River Cluster")
        assert northmoor.close_up.subtitle == "Cluster. Here because the routes of 2 schools hang on it."

    def test_or_else_the_school_that_most_was_read_about(self) -> None:
        world = World()
        first, second = world.school(100001, "Ashdown School"), world.school(100002, "Beech School")
        world.claim("partnership", first, second, seen="2013")
        world.head("ada", second, seen="2013")
        close_up = made(world).close_up
        assert close_up is not None
        assert close_up.centre == second
        assert close_up.subtitle.endswith("Here because most was read about it.")

    def test_or_nothing_where_nothing_was_read(self) -> None:
        world = World()
        world.school(100001, "Ashdown School")
        assert made(world).close_up is None


class TestWhoIsWho:
    def test_judgements_on_those_shown_are_told_with_who_made_them(self, northmoor: Briefing) -> None:
        (match,) = northmoor.matches
        assert (match.name, match.record, match.record_id) == ("Juniper Infants", "Juniper Infant School", "urn:100009")
        assert (match.by, match.on) == ("an analyst", "2026-01-01")

    def test_only_the_last_judgement_on_a_pair_counts(self) -> None:
        store = borough().built()
        (said,) = store.decisions()
        store.decide([replace(said, verdict="different", on="2026-02-01")])
        assert briefing(store, Boundary("Northmoor"), Reading(ON)).matches == ()

    def test_schools_that_only_texts_name_are_named(self, northmoor: Briefing) -> None:
        assert northmoor.unmatched == ("The Mill School",)
        assert "nobody has matched them to the register: The Mill School." in text(northmoor)

    def test_the_anonymous_stay_so(self, html: str) -> None:
        assert "[headteacher of Elm Park]" in html


class TestFiles:
    def test_three_files_side_by_side(self, northmoor: Briefing, html: str, tmp_path: Path) -> None:
        written = write(northmoor, tmp_path / "northmoor.html")
        assert sorted(path.name for path in tmp_path.iterdir()) == [
            "northmoor-embed.txt",
            "northmoor-schools.csv",
            "northmoor.html",
        ]
        assert written.page.read_text(encoding="utf-8") == html
        assert written.snippet.read_text(encoding="utf-8").strip() in unescape(html)

    def test_the_table_opens_in_excel_and_holds_the_ladder(self, northmoor: Briefing, tmp_path: Path) -> None:
        data = write(northmoor, tmp_path / "northmoor.html").table.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
        assert [(row["name"], row["rung"]) for row in rows] == [(row.name, row.rung) for row in northmoor.ladder.rows]
        assert [row["rung"] for row in rows] == sorted((row["rung"] for row in rows), key=STANDINGS.index)
        assert {"urn", "phase", "reasons", "via", "sources_mentioning", "since_change", "choice"} <= rows[0].keys()

    def test_a_name_that_means_something_in_an_address_is_safe(self, northmoor: Briefing) -> None:
        snippet = embed_snippet(northmoor, 'a:b #1?"<.html')
        assert 'src="./a%3Ab%20%231%3F%22%3C.html"' in snippet

    def test_the_index_leads_to_each_and_compares_their_counts(self, northmoor: Briefing, tmp_path: Path) -> None:
        pages = [(northmoor, write(northmoor, tmp_path / name).page) for name in ("a.html", "b.html")]
        write_index(pages, tmp_path / "index.html")
        page = (tmp_path / "index.html").read_text(encoding="utf-8")
        outline = Outline(page)
        assert [link for link in outline.attributes("href") if link != "data:,"] == ["./a.html", "./b.html"]
        assert "| Northmoor\n| 30 September 2013\n| 11\n| 1\n| 1\n| 2\n| 3\n| 2\n| 2" in PlainText(page).text
        assert "script" not in outline.texts
        assert "script-src 'none'" in unescape(page)

    def test_the_index_of_hostile_names_is_safe(self) -> None:
        page = render_index([(hostile(), "./b.html")])
        assert Outline(page).open == []
        assert "<script>document" not in page


def test_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(Exception, match="is after"):
        made(since=date(2014, 1, 1))


class TestWhatFallsApart:
    def test_groups_come_before_people_and_people_by_name(self, northmoor: Briefing) -> None:
        assert [(hinge.name, hinge.about) for hinge in northmoor.hinges] == [
            ("River Cluster", "cluster"),
            ("Ada Marsh", "headteacher of Beech Hill School"),
        ]

    def test_each_tells_who_would_stand_where(self, northmoor: Briefing) -> None:
        (cluster, _) = northmoor.hinges
        assert [(shift.before, shift.after, shift.schools) for shift in cluster.shifts] == [
            (BY_A_THREAD, ALONE, ("Gorse Lane School", "Holly Bank School")),
            (CONNECTED, ALONE, ("Ivy House School",)),
            (CONNECTED, BY_A_THREAD, ("Juniper Infant School",)),
        ]

    def test_nothing_is_said_where_no_route_hangs_on_anything(self) -> None:
        assert "falls apart" not in text(made(World()))

    def test_something_named_is_told_with_its_lists_and_rules(self) -> None:
        said = text(briefing(borough().built(), Boundary("Northmoor"), Reading(ON), without=["role:chair"]))
        assert "Without the role of chair" in said
        assert "To hand over 3" in said
        assert "| Priya Cole is chair of River Cluster, from 2012-09 to 2014" not in said
        assert "Where a role ends, every live claim made in that role ends" in said
        assert "What else would end" not in said
