"""Positions: nothing overlaps, every label fits, nothing moves by itself."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import pytest
import scenes
from hypothesis import given
from hypothesis import strategies as st

from visualisations.cards import NARROW, WIDE, Card, Format, Frame, Picture, stacked
from visualisations.layout import lay_out
from visualisations.lettering import BOLD, named, plain, shortened, text_width, wrapped
from visualisations.scene import Scene, SceneBox, SceneFold, SceneNode, SceneTie, tidied

SCENES = {
    "none": scenes.scene(),
    "one": scenes.one_school(),
    "two": scenes.two_schools(),
    "surroundings of 6": scenes.surroundings(5, 0),
    "surroundings of 50": scenes.surroundings(),
    "surroundings of 91": scenes.surroundings(10, 80),
    "a centre alone": scenes.surroundings(0, 0),
    "between groups": scenes.between_groups(),
    "authority of 580": scenes.authority(),
    "hostile": scenes.hostile(),
}
FORMATS = (WIDE, NARROW)


def overlaps(picture: Picture) -> list[tuple[str, str]]:
    return [(a.id, b.id) for a, b in combinations(picture.cards, 2) if a.meets(b)]


def room_for_text(card: Card) -> float:
    glyph = 0 if card.role == "heading" else 23
    return card.width - glyph - (16 if card.role in ("node", "fold") else 0)


def is_inside(card: Card, frame: Frame, top: int) -> bool:
    across = frame.left <= card.left and card.left + card.width <= frame.left + frame.width
    return across and top <= card.top and card.top + card.height <= top + frame.height


@pytest.mark.parametrize("format", FORMATS, ids=["wide", "narrow"])
@pytest.mark.parametrize("name", SCENES)
class TestEveryScene:
    def test_no_two_cards_overlap_whatever_is_unfolded(self, name: str, format: Format) -> None:
        scene = SCENES[name]
        layout = lay_out(scene, format)
        folds = [fold.id for fold in scene.folds]
        for opened in (folds[:0], folds[:1], folds[1::2], folds):
            assert overlaps(stacked(layout, frozenset(opened))) == []

    def test_every_line_fits_its_card(self, name: str, format: Format) -> None:
        layout = lay_out(SCENES[name], format)
        cards = [*layout.cards, *(card for drawer in layout.drawers for card in drawer.cards)]
        for card in cards:
            size = 13 if card.role in ("title", "heading") else 12
            step = size + 3
            assert len(card.lines) * step + len(card.note) * 13 <= card.height, card
            assert all(text_width(line, size) <= room_for_text(card) for line in card.lines), card
            assert all(text_width(line, 11) <= room_for_text(card) for line in card.note), card

    def test_every_card_stands_in_a_frame_and_on_the_map(self, name: str, format: Format) -> None:
        scene = SCENES[name]
        picture = stacked(lay_out(scene, format), frozenset(fold.id for fold in scene.folds))
        for card in picture.cards:
            assert any(is_inside(card, frame, top) for frame, top in picture.frames), card
        assert all(frame.left + frame.width <= picture.width for frame, _ in picture.frames)
        assert all(top + frame.height <= picture.height for frame, top in picture.frames)

    def test_every_node_and_fold_has_one_card(self, name: str, format: Format) -> None:
        scene = SCENES[name]
        picture = stacked(lay_out(scene, format), frozenset(fold.id for fold in scene.folds))
        drawn = sorted(card.id for card in picture.cards if card.role != "heading")
        assert drawn == sorted([node.id for node in scene.nodes] + [fold.id for fold in scene.folds])

    def test_the_order_of_the_input_does_not_matter(self, name: str, format: Format) -> None:
        scene = SCENES[name]
        nodes, ties = list(scene.nodes), list(scene.ties)
        random.Random(name).shuffle(nodes)
        random.Random(name).shuffle(ties)
        assert lay_out(replace(scene, nodes=tuple(nodes), ties=tuple(ties)), format) == lay_out(scene, format)

    def test_nothing_is_wider_than_the_format_and_a_little(self, name: str, format: Format) -> None:
        assert lay_out(SCENES[name], format).width <= format.width * 1.2


labels = st.text(max_size=60)


@st.composite
def random_scenes(draw: st.DrawFn) -> Scene:
    boxes = tuple(SceneBox(f"b{i}", draw(labels), "cluster") for i in range(draw(st.integers(0, 4))))
    names = [box.id for box in boxes]
    nodes = []
    for i in range(draw(st.integers(0, 25))):
        inside = tuple(draw(st.lists(st.sampled_from(names), max_size=2, unique=True))) if names else ()
        kind = draw(st.sampled_from(["school", "person", "organisation"]))
        rung = draw(st.sampled_from([1, 3])) if kind == "school" else None
        nodes.append(SceneNode(f"n{i}", draw(labels), kind, boxes=inside, rung=rung, note=draw(labels)))
    ends = st.sampled_from([node.id for node in nodes]) if nodes else st.nothing()
    ties = draw(st.lists(st.builds(SceneTie, ends, ends, st.just("supports"), st.just("supports")), max_size=25))
    centre = draw(st.sampled_from([None, *(node.id for node in nodes)]))
    return tidied(scenes.scene(nodes=tuple(nodes), ties=tuple(ties), boxes=boxes, centre=centre))


@given(random_scenes(), st.sampled_from(FORMATS))
def test_no_overlap_in_any_scene(scene: Scene, format: Format) -> None:
    layout = lay_out(scene, format)
    for opened in (frozenset[str](), frozenset(fold.id for fold in scene.folds)):
        assert overlaps(stacked(layout, opened)) == []


def test_schools_on_their_own_come_first_then_the_largest_groups() -> None:
    picture = stacked(lay_out(SCENES["authority of 580"], WIDE))
    tops = {frame.id: top for frame, top in picture.frames}
    assert tops["area:alone"] == min(tops.values())
    sizes = {frame.id: sum(is_inside(c, frame, top) for c in picture.cards) for frame, top in picture.frames}
    groups = sorted((tops[name], -sizes[name]) for name in tops if name.startswith("group"))
    assert -groups[0][1] == max(-size for _, size in groups)


def test_a_person_in_two_groups_stands_in_the_first() -> None:
    picture = stacked(lay_out(SCENES["between groups"], WIDE))
    broker = next(card for card in picture.cards if card.id == "person:1")
    homes = [frame.id for frame, top in picture.frames if is_inside(broker, frame, top)]
    assert homes == ["group:0"]


def test_a_group_says_how_many_of_its_schools_are_drawn_elsewhere() -> None:
    boxes = (SceneBox("a", "A", "cluster"), SceneBox("b", "B", "trust"))
    both = scenes.school(1, boxes=("a", "b"))
    layout = lay_out(scenes.scene(nodes=(both,), boxes=boxes), WIDE)
    notes = {card.id: " ".join(card.note) for card in layout.cards if card.role == "heading"}
    assert notes == {"a": "cluster, 1 school", "b": "trust, 1 school, 1 of them drawn in another group"}


@pytest.mark.parametrize(("near", "far"), [(14, 35), (23, 7), (5, 1)])
def test_what_is_tied_to_a_ring_stands_outside_it(near: int, far: int) -> None:
    scene = scenes.surroundings(near, far)
    picture = stacked(lay_out(scene, WIDE))
    middle = next(card for card in picture.cards if card.id == scene.centre).centre
    away = {card.id: abs(complex(*card.centre) - complex(*middle)) for card in picture.cards}
    for tie in scene.ties:
        if tie.source != scene.centre:
            assert away[tie.source] > away[tie.target] > 0


def test_what_is_not_tied_to_the_centre_is_still_drawn() -> None:
    scene = replace(scenes.two_schools(), centre="urn:100000", ties=())
    headings = [card.lines for card in lay_out(scene, NARROW).cards if card.role == "heading"]
    assert headings == [("At the centre",), ("Not tied to it",)]


def test_bands_lie_in_the_order_of_distance() -> None:
    for scene, shape in ((scenes.surroundings(10, 80), WIDE), (scenes.surroundings(2, 2), NARROW)):
        picture = stacked(lay_out(scene, shape))
        tops = [card.top for card in picture.cards if card.role == "heading"]
        assert len(tops) == len(set(tops)) == 3
        assert tops == sorted(tops)


def test_a_fold_of_surroundings_opens_below_the_rings() -> None:
    scene = scenes.surroundings(4, 4)
    members = tuple(node.id for node in scene.nodes if node.type == "person" and node.id != scene.centre)
    scene = replace(scene, folds=(SceneFold("fold", "3 people", members),))
    layout = lay_out(scene, WIDE)
    shut, opened = stacked(layout), stacked(layout, frozenset({"fold"}))
    assert {card.id for card in opened.cards} - {card.id for card in shut.cards} >= set(members)
    assert all(card.top > shut.height for card in opened.cards if card.id in members)


class TestLettering:
    @given(st.text(), st.integers(20, 200), st.integers(1, 4))
    def test_wrapped_lines_are_few_and_narrow(self, text: str, width: int, most: int) -> None:
        lines = wrapped(text, 12, width, most)
        assert len(lines) <= most
        assert all(text_width(line, 12) <= width for line in lines)

    @given(st.text(alphabet="abc def", max_size=40))
    def test_nothing_is_lost_where_there_is_room(self, text: str) -> None:
        assert " ".join(wrapped(text, 12, 60, 99)).replace(" ", "") == text.replace(" ", "")

    def test_what_is_left_out_shows(self) -> None:
        assert wrapped("Ashdown Primary School", 12, 60, 2)[-1].endswith("…")
        assert shortened("Ashdown", 12, 1000) == "Ashdown"

    def test_widths_are_those_of_arial(self) -> None:
        # From Arial's own table, in thousandths of the size: S 667, c 500, h 556, o 556, o 556, l 222.
        assert text_width("School", 1000) == pytest.approx(667 + 500 + 556 + 556 + 556 + 222)
        assert text_width("é", 1000) == text_width("e", 1000)
        assert BOLD > 1

    @given(st.text())
    def test_plain_text_steers_nothing(self, text: str) -> None:
        for letter in "\u202e\u202d\u2066\u2069\u200f\x00\x1b\n\r\t\u2028\u0085\ud800":
            assert letter not in plain(text + letter + text)
        assert plain(plain(text)) == plain(text)

    def test_plain_text_keeps_names(self) -> None:
        for name in ("Ysgol Gynradd Llân", "مدرسة النور", "学校", "St Anne's – C of E", "a\u200db"):
            assert plain(name) == name
        assert named(" \u202e\x00") == "(no name)"
