"""Scenes: what does not hold together is refused by name; an authority is made readable."""

from __future__ import annotations

from dataclasses import replace

import pytest
import scenes

from visualisations.scene import Scene, SceneBox, SceneFold, SceneNode, SceneTie, counted, tidied, type_words

A = scenes.school(0, rung=1)


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ({"nodes": (A, A)}, "the node id 'urn:100000' is there twice"),
        ({"boxes": (SceneBox("b", "B"), SceneBox("b", "C"))}, "the box id 'b' is there twice"),
        ({"nodes": (A,), "folds": (SceneFold(A.id, "f", ()),)}, "the fold id 'urn:100000' is there twice"),
        (
            {"nodes": (A,), "folds": (SceneFold("f", "f", (A.id,)), SceneFold("g", "g", (A.id,)))},
            "the folded node 'urn:100000' is there twice",
        ),
        ({"nodes": (A,), "ties": (SceneTie(A.id, "x", "supports", "supports"),)}, "names the node 'x'"),
        ({"nodes": (replace(A, boxes=("x",)),)}, "names the box 'x'"),
        ({"nodes": (replace(A, rung=9),)}, "names the rung 9"),
        ({"folds": (SceneFold("f", "f", ("x",)),)}, "names the node 'x'"),
        ({"folds": (SceneFold("f", "f", (), "x"),)}, "names the box 'x'"),
        ({"centre": "x"}, "the centre names the node 'x'"),
    ],
)
def test_what_does_not_hold_together_is_named(parts: dict[str, object], fault: str) -> None:
    with pytest.raises(ValueError, match="Schools and their ties in Thornshire") as caught:
        scenes.scene(**parts)
    assert fault in str(caught.value)


def tidy() -> Scene:
    """Two schools in a group, one tied, one alone, their heads, a key person and a body tied to nothing."""
    group = SceneBox("g", "Thornbury Cluster", "cluster")
    inside, second, tied, alone = (scenes.school(i, rung=r) for i, r in ((1, 5), (4, 2), (2, 3), (3, 1)))
    heads = [scenes.person(i) for i in (1, 2, 3)]
    key = scenes.person(4, emphasis="key")
    body = SceneNode("org", "Silverdale Fund", "organisation")
    pairs = [(heads[0], inside), (heads[1], tied), (heads[2], alone), (key, inside)]
    ties = tuple(SceneTie(a.id, b.id, "holds_role", "is head of") for a, b in pairs)
    members = (replace(inside, boxes=("g",)), replace(second, boxes=("g",)))
    nodes = (*members, tied, alone, *heads, key, body, SceneNode("g", "Thornbury", "group"))
    return tidied(scenes.scene(nodes=nodes, ties=ties, boxes=(group,)))


def homes(scene: Scene) -> dict[str, tuple[str, ...]]:
    return {node.id: node.boxes for node in scene.nodes if node.type == "school"}


def test_schools_in_no_group_are_gathered_in_areas() -> None:
    found = homes(tidy())
    assert found["urn:100001"] == found["urn:100004"] == ("g",)
    assert found["urn:100002"] == ("area:loose",)
    assert found["urn:100003"] == ("area:alone",)


def test_a_school_on_its_own_is_drawn_there_even_if_it_has_a_group() -> None:
    schools = [scenes.school(i, rung=r, boxes=("g",)) for i, r in ((1, 1), (2, 2), (3, 2))]
    group = (SceneBox("g", "Thornbury Cluster", "cluster"),)
    found = homes(tidied(scenes.scene(nodes=tuple(schools), boxes=group)))
    assert found == {"urn:100001": ("area:alone", "g"), "urn:100002": ("g",), "urn:100003": ("g",)}


def test_a_group_that_holds_no_two_schools_together_has_no_frame() -> None:
    boxes = tuple(SceneBox(name, name.upper(), "trust") for name in ("lone", "doubled", "pair"))
    titles = [SceneNode(box.id, box.label, "group") for box in boxes]
    first = scenes.school(1, rung=3, boxes=("lone",))
    both = [scenes.school(i, rung=2, boxes=("pair", "doubled")) for i in (2, 3)]
    ties = (SceneTie(first.id, "lone", "member_of", "is a member of"),)
    scene = tidied(scenes.scene(nodes=(first, *both, *titles), boxes=boxes, ties=ties))
    assert [box.id for box in scene.boxes] == ["area:loose", "area:others", "pair"]
    assert homes(scene) == {"urn:100001": ("area:loose",), "urn:100002": ("pair",), "urn:100003": ("pair",)}
    assert {fold.box: fold.members for fold in scene.folds} == {"area:loose": ("lone",), "area:others": ("doubled",)}


def test_people_are_folded_where_their_school_stands() -> None:
    folds = {fold.box: (fold.label, fold.members) for fold in tidy().folds}
    assert folds == {
        "g": ("1 person", ("person:1",)),
        "area:loose": ("1 person", ("person:2",)),
        "area:alone": ("1 person", ("person:3",)),
        "area:others": ("1 organisation", ("org",)),
    }


def test_who_is_emphasised_stays_in_sight() -> None:
    key = tidy().node("person:4")
    assert key is not None
    assert key.boxes == ("g",)
    assert all("person:4" not in fold.members for fold in tidy().folds)


def test_areas_are_there_only_where_needed_and_tidying_twice_changes_nothing() -> None:
    assert [box.id for box in tidied(scenes.one_school()).boxes] == ["area:alone"]
    assert tidied(tidy()) == tidy()


def test_counting_in_words() -> None:
    assert counted([scenes.person(1), scenes.person(2), A]) == "2 people, 1 school"
    assert type_words("local_authority") == "local authority"
    assert type_words("local_authority", 2) == "local authorities"
    assert type_words("teaching_hub", 0) == "teaching hubs"
