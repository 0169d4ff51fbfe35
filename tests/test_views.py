"""From an answer to what is drawn: one node's surroundings, and one authority."""

from __future__ import annotations

from datetime import date

import pytest
from briefings import borough
from worlds import AUTHORITY, ON, World

from graph.errors import Ambiguous, NotFound
from graph.projection import Reading
from graph.vocabulary import GROUP_KINDS
from queries.boundary import Boundary
from queries.ladder import RUNGS
from visualisations.scene import Scene, SceneNode, SceneTie
from visualisations.views import _BOX_ORDER as BOX_ORDER
from visualisations.views import CROWD, MOST_IN_SIGHT, RUNG_MEANINGS, authority_scene, node_scene


def authority(world: World, day: date = ON) -> Scene:
    return authority_scene(world.built(), Boundary("Northmoor"), Reading(day))


def around(world: World, asked: str, day: date = ON) -> Scene:
    return node_scene(world.built(), asked, Reading(day))


def node(scene: Scene, id: str) -> SceneNode:
    found = scene.node(id)
    assert found is not None, id
    return found


def tie(scene: Scene, *ends: str) -> SceneTie:
    (found,) = (tie for tie in scene.ties if {tie.source, tie.target} == set(ends))
    return found


class TestAuthority:
    @pytest.fixture(scope="class")
    @classmethod
    def scene(cls) -> Scene:
        return authority(borough())

    def test_says_what_the_answer_says(self, scene: Scene) -> None:
        assert scene.title == "Northmoor: who holds together"
        assert scene.sentence.startswith("On 30 September 2013, of 11 schools")
        assert (scene.as_of, scene.centre, scene.key_label) == (ON, None, "system leader")
        assert scene.sources == ("The list of schools, 2013", "The register, 2013", "The survey, 2013")
        assert scene.assumptions

    def test_every_school_stands_on_its_rung(self, scene: Scene) -> None:
        schools = {each.label: each.rung for each in scene.nodes if each.type == "school"}
        assert schools == {
            "Ashdown Primary School": 1,
            "Cold Ash Junior School": 2,
            "Deepdale Infant School": 3,
            "Elm Park School": 3,
            "Beech Hill School": 4,
            "Gorse Lane School": 4,
            "Holly Bank School": 4,
            "Ivy House School": 5,
            "Juniper Infant School": 5,
            "Kestrel Nursery School": None,
            "Larch Academy": None,
        }
        assert [rung.label for rung in scene.rungs] == list(RUNGS)
        assert [rung.meaning for rung in scene.rungs] == list(RUNG_MEANINGS)

    def test_schools_are_framed_by_the_groups_that_hold_them_together(self, scene: Scene) -> None:
        frames = {box.id: [each.label for each in scene.nodes if each.boxes[:1] == (box.id,)] for box in scene.boxes}
        schools = {
            box: [name for name in names if "School" in name or "Academy" in name] for box, names in frames.items()
        }
        assert schools == {
            "area:alone": ["Ashdown Primary School"],
            "area:loose": ["Deepdale Infant School", "Elm Park School"],
            "uid:5001": ["Cold Ash Junior School", "Beech Hill School"],
            "cluster:new": ["Gorse Lane School", "Holly Bank School", "Ivy House School", "Juniper Infant School"],
            "area:unread": ["Kestrel Nursery School", "Larch Academy"],
        }

    def test_those_nobody_wrote_about_are_muted_in_a_frame_of_their_own(self, scene: Scene) -> None:
        kestrel = node(scene, "urn:100010")
        assert (kestrel.boxes, kestrel.rung, kestrel.emphasis) == (("area:unread",), None, "faint")
        assert [box.kind for box in scene.boxes if box.id == "area:unread"] == ["unread"]
        assert not any("100010" in member for fold in scene.folds for member in fold.members)

    def test_leaders_stay_in_sight_and_the_others_are_folded(self, scene: Scene) -> None:
        hidden = {member for fold in scene.folds for member in fold.members}
        assert hidden == {"elm-head"}
        assert (node(scene, "ada").emphasis, node(scene, "ada").note) == ("key", "NLE")

    def test_a_lapsed_tie_is_not_drawn(self, scene: Scene) -> None:
        assert scene.node("cluster:old") is None
        assert not [each for each in scene.ties if each.dormant]

    def test_an_authority_is_never_on_its_own_map(self, scene: Scene) -> None:
        assert scene.node(AUTHORITY) is None

    def test_facts_say_why(self, scene: Scene) -> None:
        facts = node(scene, "urn:100001").facts
        assert ("Rung", "alone") in facts
        assert ("Why", "no live tie was read") in facts
        assert any(text.endswith("September 2009 to 31 August 2012, over") for name, text in facts if name == "Why")


def test_a_crowd_nobody_wrote_about_is_folded() -> None:
    world = World()
    for number in range(CROWD + 1):
        world.school(100001 + number, f"School {number}")
    scene = authority(world)
    (fold,) = scene.folds
    assert (fold.label, fold.box, len(fold.members)) == (f"{CROWD + 1} schools", "area:unread", CROWD + 1)


def test_a_school_of_two_groups_stands_in_the_closer_knit() -> None:
    world = World()
    schools = [world.school(100001 + number) for number in range(3)]
    world.group("cluster")
    world.group("uid:1", "federation")
    for school in schools:
        world.claim("member_of", school, "cluster", seen="2013")
    for school in schools[:2]:
        world.claim("member_of", school, "uid:1", seen="2013")
    scene = authority(world)
    assert node(scene, schools[0]).boxes == ("uid:1", "cluster")
    assert node(scene, schools[2]).boxes == ("cluster",)


def test_every_kind_of_group_has_its_place_among_the_frames() -> None:
    assert sorted(BOX_ORDER) == sorted(GROUP_KINDS)


def test_a_sponsor_of_the_schools_of_a_trust_gets_no_frame_of_its_own() -> None:
    world = World()
    world.group("uid:1", "trust")
    world.group("uid:2", "sponsor")
    for number in range(2):
        school = world.school(100001 + number)
        world.claim("member_of", school, "uid:1", seen="2013")
        world.claim("member_of", school, "uid:2", seen="2013")
    scene = authority(world)
    assert [box.id for box in scene.boxes] == ["uid:1"]
    assert scene.node("uid:2") is not None


def test_all_authorities_can_be_drawn_together() -> None:
    scene = authority_scene(borough().built(), Boundary(), Reading(ON))
    assert scene.title == "All authorities: who holds together"


def test_an_authority_nobody_holds_is_refused() -> None:
    with pytest.raises(NotFound):
        authority_scene(borough().built(), Boundary("Southmoor"), Reading(ON))


class TestAround:
    def test_the_node_its_ties_and_what_its_groups_and_people_are_tied_to(self) -> None:
        scene = around(borough(), "Juniper Infant School")
        assert scene.centre == "urn:100009"
        assert [each.id for each in scene.nodes][:3] == ["urn:100009", "ada", "cluster:new"]
        assert {"priya", "urn:100002", "urn:100006"} <= {each.id for each in scene.nodes}
        assert "urn:100003" not in {each.id for each in scene.nodes}

    def test_what_is_over_is_shown_of_the_centre_alone(self) -> None:
        scene = around(borough(), "Ashdown Primary School")
        lapsed = tie(scene, "urn:100001", "cluster:old")
        assert (lapsed.standing, lapsed.dormant, lapsed.until) == ("over", True, "2012-08-31")
        assert not around(borough(), "Juniper Infant School").node("cluster:old")

    def test_a_presumed_tie_is_told_as_such(self) -> None:
        scene = around(borough(), "Elm Park School")
        presumed = tie(scene, "elm-head", "urn:100005")
        assert (presumed.standing, presumed.certain, presumed.dates) == ("presumed live", False, "seen 2010")
        settled = tie(scene, "urn:100004", "urn:100005")
        assert (settled.standing, settled.certain) == ("live", True)

    def test_a_tie_reads_from_its_source_and_carries_its_claims(self) -> None:
        support = tie(around(borough(), "ada"), "ada", "urn:100009")
        assert (support.source, support.label, support.dates) == ("ada", "supports", "from January 2013")
        (claim,) = support.claims
        assert (claim.sentence, claim.place) == ("Ada Marsh supports Juniper Infant School (one day a week)", "line 14")

    def test_what_nobody_reviewed_is_marked_on_the_map_too(self) -> None:
        world = borough()
        world.claim("supports", "ada", "urn:100003", seen="2013", attributes={"review": "proposed"})
        support = tie(around(world, "ada"), "ada", "urn:100003")
        assert support.label == "supports (read by a program, not reviewed)"
        assert support.claims[0].sentence.endswith("(read by a program, not reviewed)")

    def test_nobody_is_reached_through_an_authority_or_a_programme(self) -> None:
        world = borough()
        world.node("grant", "programme", "A grant")
        for urn in ("urn:100001", "urn:100010"):
            world.claim("participates_in", urn, "grant", seen="2013")
        scene = around(world, "urn:100010")
        assert {each.id for each in scene.nodes} == {"urn:100010", "grant"}

    def test_a_crowd_beyond_a_group_is_left_to_the_groups_own_view(self) -> None:
        world = World()
        world.group("cluster")
        for number in range(CROWD + 2):
            world.claim("member_of", world.school(100001 + number), "cluster", seen="2013")
        assert len(around(world, "urn:100001").nodes) == 2
        assert len(around(world, "cluster").nodes) == CROWD + 3

    def test_a_large_neighbourhood_stops_growing(self) -> None:
        world = World()
        centre = world.school(100000)
        for number in range(MOST_IN_SIGHT):
            group = world.group(f"g{number}")
            world.claim("member_of", centre, group, seen="2013")
            world.claim("member_of", world.school(100001 + number), group, seen="2013")
        assert len(around(world, centre).nodes) == MOST_IN_SIGHT + 1

    def test_facts_tell_lives_and_judgements(self) -> None:
        facts = node(around(borough(), "Juniper Infant School"), "urn:100009").facts
        assert ("Judged", "Juniper Infants: same, by an analyst, 1 January 2026") in facts
        larch = node(around(borough(), "Larch Academy"), "urn:100012").facts
        assert ("Succeeds", "Larch School (URN 100011)") in larch
        assert ("Open", "from 1 April 2013") in larch
        assert larch[0] == ("Phase", "Secondary")
        assert ("URN", "100012") in larch
        assert ("Id", "ada") in node(around(borough(), "ada"), "ada").facts

    def test_the_anonymous_stay_so(self) -> None:
        assert node(around(borough(), "Elm Park School"), "elm-head").label == "[headteacher of Elm Park]"

    def test_two_of_one_name_are_not_guessed_between(self) -> None:
        world = borough()
        world.school(100020, "Elm Park School")
        with pytest.raises(Ambiguous):
            around(world, "Elm Park School")
