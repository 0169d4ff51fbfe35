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
    """Three schools (one in a group, one tied, one alone), their heads, a key person and a body tied to nothing."""
    group = SceneBox("g", "Thornbury Cluster", "cluster")
    inside, tied, alone = (scenes.school(i, rung=r) for i, r in ((1, 5), (2, 3), (3, 1)))
    heads = [scenes.person(i) for i in (1, 2, 3)]
    key = scenes.person(4, emphasis="key")
    body = SceneNode("org", "Silverdale Fund", "organisation")
    pairs = [(heads[0], inside), (heads[1], tied), (heads[2], alone), (key, inside)]
    ties = tuple(SceneTie(a.id, b.id, "holds_role", "is head of") for a, b in pairs)
    nodes = (replace(inside, boxes=("g",)), tied, alone, *heads, key, body, SceneNode("g", "Thornbury", "group"))
    return tidied(scenes.scene(nodes=nodes, ties=ties, boxes=(group,)))


def test_schools_in_no_group_are_gathered_in_areas() -> None:
    homes = {node.id: node.boxes for node in tidy().nodes if node.type == "school"}
    assert homes == {"urn:100001": ("g",), "urn:100002": ("area:loose",), "urn:100003": ("area:alone",)}


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
