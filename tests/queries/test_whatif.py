"""What comes apart if something ends: small worlds worked out by hand, and what holds in every world."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from briefings import LIST
from drawings import Drawing
from hypothesis import given, settings
from hypothesis import strategies as st
from test_isolation import EVERYBODY, SCHOOLS, drawn, some_claims, some_kinds
from worlds import ON, World

from graph.errors import Ambiguous, NotFound
from graph.projection import Projection, Reading, Tie
from graph.records import Claim
from graph.vocabulary import GROUP_KINDS, RELATIONS, ROLES
from queries import removal
from queries.boundary import Boundary
from queries.endings import SORTS, Endings
from queries.ladder import (
    ALONE,
    BY_A_THREAD,
    CONNECTED,
    INWARD,
    NOTHING_READ,
    OUT_OF_REACH,
    STANDINGS,
    Ladder,
)
from queries.reach import distances, walkable
from queries.removal import Removal, claims_at, moves_without, part, without
from queries.whatif import (
    ENDS,
    FUNDING,
    GOES_ON,
    HANDOVER,
    LOST,
    MOVED,
    MOVED_IN_TEXTS,
    OVER,
    SHRUNK,
    UNGROUPED,
    WhatIfAnswer,
    whatif,
)

UNBUILT: dict[str, Any] = {"_neighbours": {}, "_steps": {}}


@pytest.fixture
def world() -> World:
    """Three schools in a cluster whose manager and chair are known, one of them federated with a fourth.

    The chair heads the third school and is an NLE: the others reach a leader through the cluster only.
    """
    world = World()
    ash, oak, elm, yew = (world.school(100001 + n, name) for n, name in enumerate(("Ash", "Oak", "Elm", "Yew")))
    world.group("weald", name="Weald Cluster")
    world.group("hills", "federation", name="The Hills Federation")
    for school in (ash, oak, elm):
        world.claim("member_of", school, "weald", start="2010")
    for school in (oak, yew):
        world.claim("member_of", school, "hills", start="2010")
    world.person("ada", name="Ada Marsh")
    world.claim("holds_role", "ada", elm, role="headteacher", role_title="headteacher", start="2009")
    world.claim("holds_role", "ada", "weald", role="chair of cluster", role_title="chair", start="2010")
    world.claim("designated", "ada", role="NLE", role_title="NLE", start="2011")
    world.person("bea", name="Bea Holt")
    world.claim("holds_role", "bea", "weald", role="cluster manager", role_title="cluster manager", end="2014-08")
    world.claim("holds_role", "bea", ash, role="bursar", role_title="bursar", start="2008")
    world.person("cyd", name="Cyd Lane")
    world.claim("holds_role", "cyd", oak, role="school business manager", role_title="business manager", start="2012")
    return world


@pytest.fixture
def drawing() -> Drawing:
    return Drawing()


def ask(world: World, *names: str) -> WhatIfAnswer:
    return whatif(world.built(), names, Boundary("Northmoor"), Reading(ON))


def moved(answer: WhatIfAnswer) -> dict[str, tuple[str, str]]:
    return {row.name: (row.before, row.after) for row in answer.of(MOVED)}


# -- by hand -------------------------------------------------------------------------------------------------------


def test_without_nothing_nothing_changes(world: World) -> None:
    answer = ask(world)
    assert answer.rows == ()
    assert answer.sentence == (
        "Without nothing on 30 September 2013: of 4 schools (Northmoor: state-funded schools open on the day),"
        " none would change rung; no ties, posts and grants would end."
    )


def test_a_cluster_ends(world: World) -> None:
    answer = ask(world, "Weald Cluster")
    assert moved(answer) == {
        "Ash": (BY_A_THREAD, ALONE),
        "Oak": (BY_A_THREAD, INWARD),
        "Elm": (BY_A_THREAD, ALONE),
    }
    ash = next(row for row in answer.of(MOVED) if row.name == "Ash")
    assert ash.loses == ("Ash is a member of Weald Cluster, from 2010", "a route to Ada Marsh")
    assert [row.sentence for row in answer.of(LOST)] == [
        "Ada Marsh is chair of Weald Cluster, from 2010",
        "Ash is a member of Weald Cluster, from 2010",
        "Bea Holt is cluster manager of Weald Cluster, until 2014-08",
        "Elm is a member of Weald Cluster, from 2010",
        "Oak is a member of Weald Cluster, from 2010",
    ]
    assert answer.of(SHRUNK) == answer.of(HANDOVER) == ()


def test_schools_left_in_no_group_are_named_whatever_their_rung(world: World) -> None:
    world.school(100005, "Fir")
    world.claim("member_of", "urn:100005", "hills", start="2010")
    world.claim("partnership", "urn:100005", "urn:100001", start="2012")
    left = {row.name: row.sentence for row in ask(world, "Weald Cluster").of(UNGROUPED)}
    assert left == {
        "Ash": "Ash would be in no group without Weald Cluster",
        "Elm": "Elm would be in no group without Weald Cluster",
    }


def test_the_sentence_counts_the_rows(world: World) -> None:
    assert ask(world, "Weald Cluster").sentence == (
        "Without Weald Cluster on 30 September 2013: of 4 schools (Northmoor: state-funded schools open on the day),"
        " 3 would change rung (2 by a thread → alone, 1 by a thread → inward); 2 would be left in no group;"
        " 5 ties, posts and grants would end."
    )


def test_a_school_that_loses_its_last_tie_is_alone_and_not_unread() -> None:
    world = World()
    ash, oak = world.school(100001, "Ash"), world.school(100002, "Oak")
    world.claim("partnership", ash, oak)
    assert moved(ask(world, "relation:partnership")) == {"Ash": (OUT_OF_REACH, ALONE), "Oak": (OUT_OF_REACH, ALONE)}


def test_a_school_tied_only_by_its_head_in_a_complete_list_is_alone_when_that_tie_goes(drawing: Drawing) -> None:
    drawing.school("ash")
    drawing.head("ada", "ash")
    drawing.school("oak")
    drawing.claim("ada", "supports", "oak")
    projection = drawing.on()
    heard = {node: said for node, said in projection.heard_by_then.items() if node != "ash"}
    removal = Removal(replace(projection, heard_by_then=heard, **UNBUILT), claims_at(projection, ["ada"]))
    assert (removal.rung_before("ash"), removal.rung_after("ash")) == (OUT_OF_REACH, ALONE)


def test_a_school_that_ends_is_not_itself_listed_and_leaves_its_group_too_small(world: World) -> None:
    answer = ask(world, "100004")
    assert "Yew" not in moved(answer)
    (hills,) = answer.of(SHRUNK)
    assert (hills.name, hills.before, hills.after) == ("The Hills Federation", "2 members", "1 member")
    assert hills.sentence == "The Hills Federation: 2 live members, then only Oak"


def test_a_member_that_stands_for_several_schools_keeps_a_group_from_falling_below_two(world: World) -> None:
    world.school("others", "[seven other schools]", authority="", attributes={"set": True})
    world.claim("member_of", "others", "hills", start="2010")
    assert ask(world, "100004", "100002").of(SHRUNK) == ()


def test_a_person_leaves_and_everything_is_handed_over(world: World) -> None:
    answer = ask(world, "Bea Holt")
    held = {row.sentence: row for row in answer.of(HANDOVER)}
    manager = held["Bea Holt is cluster manager of Weald Cluster, until 2014-08"]
    assert manager.alike == ("Cyd Lane, business manager of Oak",)
    assert manager.tell == ("Weald Cluster", "Ash", "Oak", "Elm")
    assert manager.until == "2014-08"
    assert [claim.document for claim in manager.claims] == ["The survey"]
    assert {row.after for row in held.values()} == {ENDS}
    assert len(held) == 2


def test_a_role_ends_and_who_has_another_post_keeps_it(world: World) -> None:
    answer = ask(world, "all cluster managers")
    assert {row.sentence.split(" of ")[0]: row.after for row in answer.of(HANDOVER)} == {
        "Bea Holt is cluster manager": ENDS,
        "Bea Holt is bursar": GOES_ON,
    }
    assert moved(answer) == {}


def test_a_role_is_named_by_supports_and_purposes_too(world: World) -> None:
    world.person("sip", name="Dot Wren")
    world.claim("supports", "sip", "urn:100001", role="school improvement partner", role_title="SIP", start="2012")
    world.claim("mentoring", "sip", "ada", purposes=("critical friend (SIP)",), start="2012")
    world.claim("supports", "sip", "urn:100002", role_title="trainer", start="2012")
    answer = ask(world, "SIPs")
    ended = {row.sentence.split(", from")[0] for row in answer.of(HANDOVER) if row.after == ENDS}
    assert ended == {"Dot Wren supports Ash (as SIP)", "Dot Wren mentors Ada Marsh (critical friend (SIP))"}


def test_of_two_claims_on_one_tie_one_may_end_alone(world: World) -> None:
    world.claim("holds_role", "bea", "urn:100001", role="headteacher", role_title="acting head", start="2013")
    answer = ask(world, "bursars")
    said = {(row.after, row.sentence) for row in answer.of(HANDOVER) if "Ash" in row.sentence}
    assert said == {
        (ENDS, "Bea Holt is bursar of Ash, from 2008"),
        (GOES_ON, "Bea Holt is acting head of Ash, from 2013"),
    }


def test_a_tie_stands_as_well_as_the_best_claim_that_is_left(world: World) -> None:
    world.claim("holds_role", "bea", "urn:100001", role_title="clerk", seen="2011", id="long ago")
    world.claim("holds_role", "bea", "urn:100001", role_title="cleaner", seen="2013-09", id="now")
    projection = world.on()
    tie = _tie(projection, "bea", "urn:100001")
    others = {claim.id for claim in tie.claims} - {"long ago"}
    left = _tie(without(projection, others), "bea", "urn:100001")
    assert (tie.certain, left.certain) == (True, False)
    assert [claim.id for claim in left.claims] == ["long ago"]
    assert _tie(without(projection, {"long ago"}), "bea", "urn:100001").certain


def _tie(projection: Projection, source: str, target: str) -> Tie:
    return next(tie for tie in projection.ties_of(source) if tie.target == target)


def test_like_posts_that_end_too_are_not_offered(world: World) -> None:
    world.person("eve", name="Eve Park")
    world.claim("holds_role", "eve", "weald", role="cluster manager", role_title="cluster manager", start="2012")
    managers = [row for row in ask(world, "cluster managers").of(HANDOVER) if row.after == ENDS]
    assert [row.alike for row in managers] == [
        ("Bea Holt, bursar of Ash", "Cyd Lane, business manager of Oak")[row.name == "Bea Holt" :] for row in managers
    ]
    assert {row.name for row in managers} == {"Bea Holt", "Eve Park"}


def test_a_team_hands_over_what_it_does_and_not_who_is_in_it(world: World) -> None:
    world.group("advisers", "team", name="The Advisers")
    world.claim("member_of", "cyd", "advisers", start="2012")
    world.claim("supports", "advisers", "urn:100001", role="link adviser", role_title="adviser", start="2012")
    world.claim("supports", "advisers", "urn:100002", role_title="trainer", start="2012")
    said = {(row.after, row.sentence) for row in ask(world, "link advisers").of(HANDOVER)}
    assert said == {
        (ENDS, "The Advisers supports Ash (as adviser), from 2012"),
        (GOES_ON, "The Advisers supports Oak (as trainer), from 2012"),
    }


def test_its_own_head_is_no_leader_that_a_school_loses(world: World) -> None:
    (elm,) = [row for row in ask(world, "NLE", "Weald Cluster").of(MOVED) if row.name == "Elm"]
    assert elm.loses == ("Elm is a member of Weald Cluster, from 2010",)


def test_a_post_ends_at_one_place_only(world: World) -> None:
    world.group("other", name="Other Cluster")
    world.claim("member_of", "urn:100001", "other", start="2012")
    world.person("eve", name="Eve Park")
    world.claim("holds_role", "eve", "other", role="cluster manager", role_title="cluster manager", start="2012")
    answer = ask(world, "cluster manager of Weald Cluster")
    assert answer.without == ("the post of cluster manager at Weald Cluster",)
    assert {row.name for row in answer.of(HANDOVER)} == {"Bea Holt"}


def test_the_designations_end(world: World) -> None:
    answer = ask(world, "NLE")
    assert moved(answer)["Ash"] == (BY_A_THREAD, OUT_OF_REACH)
    assert next(row for row in answer.of(MOVED) if row.name == "Ash").loses == ("a route to Ada Marsh",)


def test_all_groups_of_a_kind_end(world: World) -> None:
    assert moved(ask(world, "clusters")) == moved(ask(world, "Weald Cluster"))


def test_several_endings_at_once_are_more_than_each_alone(world: World) -> None:
    answer = ask(world, "Weald Cluster", "The Hills Federation")
    assert moved(answer)["Oak"] == (BY_A_THREAD, ALONE)


def test_money_ends_and_who_loses_it_does_not(world: World) -> None:
    world.node("grant", "programme", "Partnership Grant")
    world.node("lottery", "organisation", "County Lottery")
    world.claim("funded_by", "weald", "grant", start="2012", end="2014-03")
    world.claim("funded_by", "weald", "lottery", start="2012", end="2015")
    world.claim("funded_by", "weald", "lottery", start="2010", end="2011", id="earlier")
    answer = ask(world, "programme:Partnership Grant")
    assert moved(answer) == {}
    assert [(row.after, row.until) for row in answer.of(FUNDING)] == [(ENDS, "2014-03"), (GOES_ON, "2015")]
    assert [row.after for row in ask(world, "funder:County Lottery").of(FUNDING)] == [GOES_ON, ENDS]
    assert answer.of(LOST) == ()
    assert answer.sentence.endswith("1 tie, post or grant would end.")
    assert any("does not end with it" in text for text in answer.assumptions)


def test_money_that_is_over_already_is_listed_with_its_end(world: World) -> None:
    world.node("grant", "programme", "Partnership Grant")
    world.claim("funded_by", "weald", "grant", start="2009", end="2011-08")
    assert [(row.after, row.until) for row in ask(world, "Weald Cluster").of(FUNDING)] == [(OVER, "2011-08")]


def test_a_tie_whose_words_name_the_money_ends_with_it(world: World) -> None:
    world.node("grant", "programme", "Partnership Grant")
    world.claim("supports", "cyd", "urn:100004", start="2012", attributes={"funding": "the partnership grant pays"})
    world.claim("supports", "cyd", "urn:100003", start="2012", purposes=("phonics, out of the Partnership Grant",))
    world.claim("supports", "cyd", "urn:100001", start="2012", purposes=("phonics",))
    ended = [row.sentence.split(",")[0] for row in ask(world, "Partnership Grant").of(LOST)]
    assert ended == ["Cyd Lane supports Elm (phonics", "Cyd Lane supports Yew"]


def test_a_designation_outlasts_the_body_that_gave_it(world: World) -> None:
    world.node("college", "organisation", "The College")
    world.claim("designated", "cyd", "college", role="SLE", start="2012")
    assert ask(world, "The College").rows == ()


def test_schools_that_only_texts_name_are_counted_apart(world: World) -> None:
    world.school("text:1", "School 1")
    world.school("text:2", "School 2")
    world.claim("partnership", "text:1", "text:2")
    world.store.load(LIST, [], on=ON)
    answer = ask(world, "relation:partnership")
    assert moved(answer) == {}
    assert [row.name for row in answer.of(MOVED_IN_TEXTS)] == ["School 1", "School 2"]
    assert answer.sentence.endswith(" Of schools that only texts name, 2 would change rung.")


def test_a_post_in_another_authority_is_not_listed(world: World) -> None:
    world.node("la:998", "local_authority", "Southmoor", source="register")
    far = world.school(100009, "Far School", authority="la:998")
    world.person("fay", name="Fay Moss")
    world.claim("holds_role", "fay", far, role="bursar", role_title="bursar", start="2012")
    assert {row.name for row in ask(world, "bursars").of(HANDOVER)} == {"Bea Holt"}


def test_one_node_gives_the_same_as_its_moves(world: World) -> None:
    projection = world.on()
    schools = [f"urn:{urn}" for urn in range(100001, 100005)]
    assert sorted(moves_without(projection, "weald", schools), key=repr) == sorted(
        ask(world, "Weald Cluster").moves, key=repr
    )
    assert moves_without(projection, "urn:100004", ["urn:100004"]) == ()


def test_a_federation_that_ends_may_leave_a_school_on_a_higher_rung_of_fewer_ties() -> None:
    world = World()
    ash, oak = world.school(100001, "Ash"), world.school(100002, "Oak")
    world.group("hills", "federation", name="The Hills Federation")
    for school in (ash, oak):
        world.claim("member_of", school, "hills")
    world.claim("partnership", ash, oak)
    answer = ask(world, "The Hills Federation")
    assert moved(answer) == {"Ash": (INWARD, OUT_OF_REACH), "Oak": (INWARD, OUT_OF_REACH)}
    assert any("may seem to rise" in text for text in answer.assumptions)


def test_a_body_shared_with_others_does_not_make_them_part_of_what_is_touched(world: World) -> None:
    world.node("charity", "organisation", "The Charity")
    far = world.school(100009, "Far School")
    for node in ("weald", far):
        world.claim("partnership", node, "charity", start="2012")
    touched = part(world.on(), ["weald", "charity"])
    assert not touched.ties_of(far)
    assert {tie.other("weald") for tie in touched.ties_of("weald")} > {"charity", "bea"}


# -- naming --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [role.name for role in ROLES])
def test_every_role_can_be_named_in_the_singular_and_plural(world: World, role: str) -> None:
    endings = Endings(world.on())
    head, of, rest = role.partition(" of ")
    for spelling in (role, f"{head}s{of}{rest}", f"all {head}s{of}{rest}", f'role:"{role}"'):
        assert endings.find(spelling).name == f"the role of {role}"


@pytest.mark.parametrize("kind", GROUP_KINDS)
def test_every_kind_can_be_named(world: World, kind: str) -> None:
    assert Endings(world.on()).find(f"kind:{kind}").sort == "kind"


@pytest.mark.parametrize(
    "relation", ["supports", "holds_role", "member of", "support", "posts", "funding", "all support"]
)
def test_a_relation_or_a_whole_layer_can_be_named(world: World, relation: str) -> None:
    assert Endings(world.on()).find(f"relation:{relation}").sort == "relation"


def test_a_layer_is_all_relations_of_its_family(world: World) -> None:
    world.claim("supports", "cyd", "urn:100004", id="one")
    world.claim("mentoring", "cyd", "ada", id="two")
    assert Endings(world.on()).find("support").claims == {"one", "two"}
    assert {relation.family for relation in RELATIONS.values()} >= {"support", "posts", "membership"}


def test_what_could_be_two_things_is_listed_and_not_guessed(world: World) -> None:
    world.group("team", name="Bursar")
    with pytest.raises(Ambiguous, match=r'role:"Bursar"  the role of bursar\n  node:"Bursar"'):
        Endings(world.on()).find("Bursar")
    assert Endings(world.on()).find('node:"Bursar"').nodes == {"team"}


def test_a_near_name_is_offered(world: World) -> None:
    with pytest.raises(NotFound, match="Did you mean 'Weald Cluster'"):
        Endings(world.on()).find("Weld Cluster")
    with pytest.raises(NotFound, match="'bursar'"):
        Endings(world.on()).find("role:bursor")


@pytest.mark.parametrize("sort", SORTS)
def test_an_unknown_name_is_refused_as_every_sort(world: World, sort: str) -> None:
    with pytest.raises(NotFound):
        Endings(world.on()).find(f"{sort}:qqqq")


def test_a_title_in_a_sources_own_words_is_a_role_too(world: World) -> None:
    world.claim("holds_role", "cyd", "weald", role_title="Partnership Facilitator", id="own words")
    assert Endings(world.on()).find("partnership facilitators").claims == {"own words"}


def test_an_unnamed_person_is_found_by_the_description_whole(world: World) -> None:
    world.person("nobody", name="[bursar of Ash]")
    assert Endings(world.on()).find("[bursar of Ash]").nodes == {"nobody"}


# -- any drawing ---------------------------------------------------------------------------------------------------

some_ends = st.sets(st.sampled_from(EVERYBODY), max_size=3)


def ladder_of(projection: Projection) -> dict[str, str]:
    ladder = Ladder(projection)
    return {school: ladder.rung(school) for school in SCHOOLS}


@settings(max_examples=150)
@given(some_claims, some_kinds, st.data())
def test_ending_claims_is_as_if_they_had_not_been_made(
    claims: list[Claim], kinds: tuple[str, ...], data: st.DataObject
) -> None:
    projection = drawn(claims, kinds).on()
    live = sorted({claim.id for tie in (*projection.ties, *projection.facts) for claim in tie.claims})
    ended = data.draw(st.sets(st.sampled_from(live)) if live else st.just(set()))
    never = drawn([claim for claim in claims if claim.id not in ended], kinds).on()
    left = without(projection, ended)
    assert [(tie.source, tie.target, tie.relation, tie.claims, tie.standing) for tie in left.ties] == [
        (tie.source, tie.target, tie.relation, tie.claims, tie.standing) for tie in never.ties
    ]
    assert left.leaders == never.leaders
    for school, rung in ladder_of(never).items():
        assert ladder_of(left)[school] == (
            ALONE if rung == NOTHING_READ and school in projection.heard_by_then else rung
        )


@settings(max_examples=150)
@given(some_claims, some_kinds, some_ends, st.sampled_from([0, removal.LARGE]))
def test_looking_only_where_it_touches_finds_what_looking_everywhere_finds(
    claims: list[Claim], kinds: tuple[str, ...], ends: set[str], large: int
) -> None:
    projection = drawn(claims, kinds).on()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(removal, "LARGE", large)
        found = list(Removal(projection, claims_at(projection, ends)).moves(SCHOOLS))
    ended = claims_at(projection, ends)
    before, after = ladder_of(projection), ladder_of(without(projection, ended))
    expected = {school: (before[school], after[school]) for school in SCHOOLS if before[school] != after[school]}
    assert {move.school: (move.before, move.after) for move in found} == expected


@settings(max_examples=150)
@given(some_claims, some_kinds)
def test_ending_nothing_changes_nothing(claims: list[Claim], kinds: tuple[str, ...]) -> None:
    projection = drawn(claims, kinds).on()
    assert without(projection, ()) == projection
    assert list(Removal(projection, ()).moves(SCHOOLS)) == []


@settings(max_examples=250)
@given(some_claims, some_kinds, some_ends)
def test_ending_a_node_brings_nobody_nearer_and_raises_nobody_who_was_not_inward(
    claims: list[Claim], kinds: tuple[str, ...], ends: set[str]
) -> None:
    projection = drawn(claims, kinds).on()
    removal = Removal(projection, claims_at(projection, ends))
    far = {node: step for node, step in reached(projection).items() if node not in ends}
    farther = {node: step for node, step in reached(without(projection, removal.ended)).items() if node not in ends}
    assert farther.keys() <= far.keys()
    assert all(farther[node] >= far[node] for node in farther)
    for move in removal.moves(set(SCHOOLS) - ends):
        assert STANDINGS.index(move.after) < STANDINGS.index(move.before) or move.before == INWARD


def reached(projection: Projection) -> dict[str, int]:
    return distances(walkable(projection), projection.leaders)


@settings(max_examples=250)
@given(some_claims, some_kinds, st.sampled_from(sorted(RELATIONS)), some_ends)
def test_ending_any_claims_opens_no_route(
    claims: list[Claim], kinds: tuple[str, ...], relation: str, ends: set[str]
) -> None:
    projection = drawn(claims, kinds).on()
    ended = {
        claim.id
        for tie in (*projection.ties, *projection.facts)
        for claim in tie.claims
        if tie.relation == relation and (tie.source in ends or not ends)
    }
    before, after = reached(projection), reached(without(projection, ended))
    assert all(after[node] >= before[node] for node in after)
    for move in Removal(projection, ended).moves(SCHOOLS):
        assert move.after != NOTHING_READ
        assert move.before != NOTHING_READ
        assert (move.before, move.after) != (BY_A_THREAD, CONNECTED)
