"""The page as text: self-contained, escaped, complete, and the same every time."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import scenes
from markupsafe import Markup

from graph.vocabulary import NODE_TYPES, RELATIONS
from visualisations import style
from visualisations.cards import WIDE, stacked
from visualisations.drawing import slices, spans, strokes
from visualisations.layout import lay_out
from visualisations.legend import lines, rungs, signs
from visualisations.page import document, fragment, render, save
from visualisations.scene import Scene, SceneBox, SceneFold, SceneTie

PAGES = {
    "none": scenes.scene(),
    "one": scenes.one_school(),
    "two": scenes.two_schools(),
    "surroundings": scenes.surroundings(),
    "authority": scenes.authority(60, 90, 5),
    "hostile": scenes.hostile(),
}
VOID = {"meta", "link", "input", "img", "br"}


class Outline(HTMLParser):
    """What a page is made of: (tag, attributes) in order, the text in each kind of element, and unclosed tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.loose = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1] == tag, f"</{tag}> closes <{self.open[-1]}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.texts[tag][-1] += data
        if not {"bdi", "script", "style", "title", "text"} & set(self.open):
            self.loose += data

    def attributes(self, name: str) -> list[str]:
        return [value or "" for _, attrs in self.tags for key, value in attrs.items() if key == name]


@pytest.fixture(scope="module", params=PAGES)
def made(request: pytest.FixtureRequest) -> tuple[Scene, str, Outline]:
    scene = PAGES[request.param]
    html = render(scene)
    return scene, html, Outline(html)


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'data-part="data">(.*?)</script>', html, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


Made = tuple[Scene, str, Outline]


class TestEveryPage:
    def test_is_well_formed_with_language_and_title(self, made: Made) -> None:
        scene, html, outline = made
        assert outline.open == []
        assert html.startswith("<!doctype html>")
        assert next(attrs for tag, attrs in outline.tags if tag == "html") == {"lang": "en-GB"}
        assert len(outline.texts["title"]) == len(outline.texts["h1"]) == 1
        assert outline.texts["title"] == outline.texts["h1"] == [scene.title]

    def test_names_no_address_outside_itself(self, made: Made) -> None:
        _, html, outline = made
        for attribute in ("src", "srcset", "action", "poster", "data", "formaction", "xlink:href"):
            assert outline.attributes(attribute) == []
        links = [link for link in outline.attributes("href") if link != "data:,"]
        assert all(link.startswith("#") for link in links)
        assert "sourceMappingURL" not in html
        assert "@import" not in html
        assert "url(" not in "".join(outline.texts["style"])

    def test_lets_run_only_its_own_scripts_and_styles(self, made: Made) -> None:
        _, _, outline = made
        policy = next(attrs["content"] for _, attrs in outline.tags if "http-equiv" in attrs)
        assert policy is not None
        assert policy.startswith("default-src 'none'; script-src 'sha256-")
        assert "unsafe" not in policy
        kinds = [attrs.get("type") for tag, attrs in outline.tags if tag == "script"]
        scripts = [text for text, kind in zip(outline.texts["script"], kinds, strict=True) if kind is None]
        for text in (*scripts, *outline.texts["style"]):
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy
        assert policy.count("sha256-") == len(scripts) + len(outline.texts["style"])
        assert outline.attributes("style") == []
        assert not [name for _, attrs in outline.tags for name in attrs if name.startswith("on")]

    def test_uses_each_id_once_and_points_at_no_other(self, made: Made) -> None:
        _, _, outline = made
        ids = Counter(outline.attributes("id"))
        assert set(ids.values()) == {1}
        pointers = [name for key in ("aria-labelledby", "aria-describedby", "for") for name in outline.attributes(key)]
        pointers += [link[1:] for link in outline.attributes("href") if link.startswith("#")]
        pointers += [mark[5:-1] for key in ("marker-end", "marker-start") for mark in outline.attributes(key)]
        assert set(pointers) <= set(ids)

    def test_has_every_node_tie_and_claim_in_its_tables(self, made: Made) -> None:
        scene, _, outline = made
        keys = Counter(outline.attributes("data-key"))
        expected = [f"n{i}" for i in range(len(scene.nodes))] + [f"t{i}" for i in range(len(scene.ties))]
        assert keys == Counter(expected)
        claims = sum(len(node.claims) for node in scene.nodes) + sum(len(tie.claims) for tie in scene.ties)
        assert outline.attributes("class").count("said") == claims

    def test_says_when_where_and_on_whose_word(self, made: Made) -> None:
        scene, html, _ = made
        assert "As at 30 September 2013" in html
        for text in (scene.boundary, scene.sentence, scene.attribution, *scene.sources, *scene.assumptions):
            assert str(Markup.escape(" ".join(text.split()))) in html or scene is PAGES["hostile"]

    def test_is_the_same_every_time_and_of_a_sane_size(self, made: Made) -> None:
        scene, html, _ = made
        assert render(scene) == html
        assert len(html.encode()) < 1_500_000

    def test_gives_its_script_every_tie(self, made: Made) -> None:
        scene, html, _ = made
        data = data_of(html)
        assert [edge["id"] for edge in data["edges"]] == [f"t{i}" for i in range(len(scene.ties))]
        assert len(data["nodes"]) == len(scene.nodes) + len(scene.folds)
        assert data["options"]["physics"] == {"enabled": False}


def test_no_direction_mark_or_control_reaches_the_page() -> None:
    html = render(scenes.hostile())
    assert not re.findall("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\u2028\u2029]", html)


def test_names_are_held_apart_from_the_text_around_them() -> None:
    outline = Outline(str(fragment(scenes.hostile(), "view")))
    assert "مدرسة النور" in outline.texts["bdi"]
    assert "مدرسة النور" not in outline.loose
    drawn = [attrs for tag, attrs in outline.tags if tag == "text" and "text-anchor" not in attrs]
    assert {attrs["unicode-bidi"] for attrs in drawn} == {"isolate"}
    assert "Ash" + "down Primary" in outline.texts["bdi"]
    assert "(no name)" in outline.texts["bdi"]


def test_hostile_names_stay_text() -> None:
    scene = scenes.hostile()
    outline = Outline(render(scene))
    assert scene.nodes[0].label in outline.texts["bdi"]
    assert "img" not in {tag for tag, _ in outline.tags}
    assert "{{ 7 * 7 }} {% raw %} ${x}" in outline.texts["bdi"]
    assert data_of(render(scene))["nodes"][0]["label"] == scene.nodes[0].label


def test_two_views_on_one_page_share_no_id() -> None:
    body = fragment(scenes.two_schools(), "first") + fragment(scenes.surroundings(3, 3), "second", level=3)
    outline = Outline(document("Two views", body))
    assert max(Counter(outline.attributes("id")).values()) == 1
    assert [len(outline.texts[heading]) for heading in ("h2", "h3")] == [1, 3 + 1]


@pytest.mark.parametrize(("prefix", "level"), [("", 2), ("a b", 2), ('a"b', 2), ("é", 2), ("a", 0), ("a", 5)])
def test_a_prefix_or_level_that_cannot_work_is_refused(prefix: str, level: int) -> None:
    with pytest.raises(ValueError, match="letters, digits and hyphens; 1 to 4"):
        fragment(scenes.scene(), prefix, level)


def test_the_foot_of_a_sheet_cannot_break_out_of_its_style() -> None:
    html = document("t", Markup("<h1>t</h1>"), '"; } </style><script>alert(1)</script>')
    assert "</style><script>alert" not in html
    assert Outline(html).open == []
    assert r"\00003c\00002fstyle\00003e" in html


def test_a_page_is_saved_as_the_same_bytes_everywhere(tmp_path: Path) -> None:
    save("é\n", tmp_path / "p.html")
    assert (tmp_path / "p.html").read_bytes() == b"\xc3\xa9\n"


class TestStyle:
    def test_every_word_of_the_vocabulary_has_a_look(self) -> None:
        assert [name for name in NODE_TYPES if style.glyph(name) is style.OTHER_GLYPH] == []
        assert [name for name in RELATIONS if style.strand(name) is style.OTHER_STRAND] == []

    def test_no_two_looks_differ_by_colour_alone(self) -> None:
        shapes = [glyph.points for glyph in style.GLYPHS.values()]
        assert len(set(shapes)) == len(shapes)
        marks = [(strand.mark, strand.both) for strand in style.STRANDS]
        assert len(set(marks)) == len(marks)

    def test_colours_can_be_read_on_white_and_white_on_them(self) -> None:
        colours = [glyph.colour for glyph in (*style.GLYPHS.values(), style.OTHER_GLYPH, style.FOLD_GLYPH)]
        colours += [*style.RUNG_COLOURS.values(), style.INK, style.MUTED]
        colours += [strand.colour for strand in (*style.STRANDS, style.OTHER_STRAND)]
        assert [colour for colour in colours if contrast(colour, style.PAPER) < 4.5] == []
        fills = [fill for fill, _ in style.FRAME_COLOURS.values()]
        assert [fill for fill in fills if contrast(style.MUTED, fill) < 4.5] == []

    @pytest.mark.parametrize(
        ("moment", "words"),
        [
            ("2013", "2013"),
            ("2013-09", "September 2013"),
            ("2013-09-05", "5 September 2013"),
            (None, ""),
            ("2013-02-31", "2013-02-31"),
            ("summer 2011", "summer 2011"),
        ],
    )
    def test_dates_are_spoken_as_precisely_as_they_are_known(self, moment: str | None, words: str) -> None:
        assert style.spoken(moment) == words

    def test_periods(self) -> None:
        assert style.period("2009", "2010-07") == "2009 to July 2010"
        assert style.period("2009", None) == "since 2009"
        assert style.period(None, "2010") == "until 2010"
        assert style.period(None, None) == ""


def contrast(a: str, b: str) -> float:
    """Contrast ratio of two colours, from 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_contrast_is_that_of_the_guideline() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def folded_pair() -> Scene:
    """Two folded people of one group who both support a school of another, and one a school of their own."""
    boxes = (SceneBox("a", "A", "cluster"), SceneBox("b", "B", "cluster"))
    own, other = scenes.school(0, boxes=("a",)), scenes.school(1, boxes=("b",))
    people = [scenes.person(i, boxes=("a",)) for i in (1, 2)]
    pairs = [(people[0], other), (people[1], other), (people[0], own)]
    ties = tuple(SceneTie(a.id, b.id, "supports", "supports") for a, b in pairs)
    fold = SceneFold("fold", "2 people", tuple(person.id for person in people), "a")
    return scenes.scene(nodes=(own, other, *people), ties=ties, boxes=boxes, folds=(fold,))


class TestDrawing:
    def test_a_frame_says_membership_and_a_line_says_the_second(self) -> None:
        drawn = [(span.source, span.target) for span in spans(scenes.between_groups())]
        assert drawn == [("person:1", "group:1")]

    def test_parallel_ties_lie_apart(self) -> None:
        scene = scenes.two_schools()
        first, second = strokes(scene, stacked(lay_out(scene, WIDE)))
        assert first.path != second.path
        assert [span.bend for span in spans(scene)] == pytest.approx([0.12, 0.34])

    def test_folded_ties_are_drawn_once_and_not_inside_their_own_frame(self) -> None:
        assert [(span.source, span.target) for span in spans(folded_pair())] == [("fold", "urn:100001")]

    def test_a_tie_to_itself_is_listed_and_not_drawn(self) -> None:
        school = scenes.school(0, rung=1)
        scene = scenes.scene(nodes=(school,), ties=(SceneTie(school.id, school.id, "succeeds", "succeeds"),))
        assert list(spans(scene)) == []
        assert "succeeds" in render(scene)

    def test_a_long_map_is_cut_between_its_frames_or_rows_and_through_no_card(self) -> None:
        picture = stacked(lay_out(scenes.authority(), WIDE))
        parts = slices(picture, 900, 1300)
        assert sum(part.height for part in parts) == picture.height
        assert len(parts) > 2
        assert parts[0].height <= 900
        assert max(part.height for part in parts) <= 1300
        starts = {part.top for part in parts[1:]}
        assert not any(card.top < start < card.top + card.height for card in picture.cards for start in starts)

    def test_frames_stay_whole_where_they_fit_a_sheet(self) -> None:
        boxes = tuple(SceneBox(f"b{i}", f"Cluster {i}", "cluster") for i in range(20))
        nodes = tuple(scenes.school(i, boxes=(f"b{i % 20}",)) for i in range(100))
        picture = stacked(lay_out(scenes.scene(nodes=nodes, boxes=boxes), WIDE))
        parts = slices(picture, 620, 820)
        assert len(parts) > 1
        assert {part.top for part in parts[1:]} <= set(picture.cuts)

    def test_a_frame_too_large_for_a_sheet_is_cut_between_its_rows(self) -> None:
        nodes = tuple(scenes.school(i, boxes=("b",)) for i in range(120))
        picture = stacked(lay_out(scenes.scene(nodes=nodes, boxes=(SceneBox("b", "B", "cluster"),)), WIDE))
        parts = slices(picture, 500, 800)
        assert len(parts) > 2
        assert max(part.height for part in parts) <= 800
        starts = {part.top for part in parts[1:]}
        assert not any(card.top < start < card.top + card.height for card in picture.cards for start in starts)

    def test_what_cannot_be_cut_is_left_whole(self) -> None:
        for scene in (scenes.surroundings(), scenes.surroundings(4, 1)):
            picture = stacked(lay_out(scene, WIDE))
            assert [(part.top, part.height) for part in slices(picture, 100, 100)] == [(0, picture.height)]

    def test_a_short_map_is_not_cut(self) -> None:
        picture = stacked(lay_out(scenes.two_schools(), WIDE))
        assert [(part.top, part.height) for part in slices(picture, 900, 1300)] == [(0, picture.height)]
        assert slices(stacked(lay_out(scenes.scene(), WIDE)), 900, 1300) == []


class TestLegend:
    def test_says_what_is_there_and_nothing_else(self) -> None:
        scene = scenes.between_groups()
        assert [sign.label for sign in rungs(scene)] == ["by a thread"]
        assert [sign.label for sign in signs(scene)] == ["person", "group"]
        assert [line.label for line in lines(scene)] == ["Belongs to"]

    def test_explains_dashes_dots_and_folds(self) -> None:
        assert [line.label for line in lines(scenes.two_schools())] == [
            "Supports",
            "Work together",
            "over, or no longer vouched for",
        ]
        scene = scenes.authority(30, 40, 3)
        assert signs(scene)[-1].label.startswith("folded")
        assert "presumed: no source settles the day" in [line.label for line in lines(scene)]

    def test_a_school_off_the_ladder_has_its_own_sign(self) -> None:
        scene = replace(scenes.scene(), nodes=(scenes.school(0),))
        assert [sign.label for sign in signs(scene)] == ["school"]
