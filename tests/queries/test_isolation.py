"""The isolation ladder: one small drawing for every rung and every rule, and what holds of any drawing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import by_networkx
import pytest
from drawings import IN_2013, Drawing, claim
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates import PartialDate
from graph.projection import Reading
from graph.records import Claim, Dataset
from graph.vocabulary import DESIGNATIONS, GROUP_KINDS, RELATIONS, TEACHING_SCHOOL_ROLE
from queries.boundary import Boundary
from queries.isolation import IsolationAnswer, SchoolStanding, isolated
from queries.ladder import ALONE, BY_A_THREAD, CONNECTED, INWARD, NOTHING_READ, OUT_OF_REACH, STANDINGS, Ladder, members

REGISTER = Dataset(id="register:2013", title="A register", kind="register", published=PartialDate(2013), lists_all=True)


@pytest.fixture
def drawing() -> Drawing:
    """Three schools of an authority, nobody tied to anybody."""
    drawing = Drawing()
    drawing.other("council", "local_authority")
    for school in drawing.schools("ash", "oak", "elm"):
        drawing.claim(school, "in_authority", "council")
    return drawing


def rungs(drawing: Drawing, *schools: str, day: date = IN_2013) -> list[str]:
    ladder = Ladder(drawing.on(day))
    return [ladder.rung(school) for school in schools]


def rung(drawing: Drawing, school: str = "ash", day: date = IN_2013) -> str:
    return rungs(drawing, school, day=day)[0]


def ask(drawing: Drawing, day: date = IN_2013, since: date | None = None) -> IsolationAnswer:
    return isolated(drawing.store(), Boundary(), Reading(day), since=since)


def row(answer: IsolationAnswer, school: str = "ash") -> SchoolStanding:
    return next(standing for standing in answer.rows if standing.id == school)


def a_leader_at(drawing: Drawing, school: str, person: str = "ada", designation: str = "LLE") -> str:
    drawing.head(person, school)
    return drawing.designate(person, designation)


# -- nothing read, alone ----------------------------------------------------------------------------------------


def test_a_school_of_which_nothing_was_read_stands_on_no_rung(drawing: Drawing) -> None:
    ash = row(ask(drawing))
    assert (ash.rung, ash.sources_mentioning) == (NOTHING_READ, 0)
    assert ash.reasons == ("nothing was read about this school",)


def test_its_place_in_a_register_with_its_head_is_nothing_read_about_its_ties(drawing: Drawing) -> None:
    drawing.person("ada", REGISTER)
    drawing.claim("ada", "holds_role", "ash", REGISTER)
    assert rung(drawing) == NOTHING_READ


def test_a_head_of_its_own_leaves_a_school_alone(drawing: Drawing) -> None:
    drawing.head("ada", "ash")
    assert rung(drawing) == ALONE


def test_its_own_head_who_leads_the_system_is_no_tie_to_the_outside(drawing: Drawing) -> None:
    a_leader_at(drawing, "ash")
    ash = row(ask(drawing))
    assert ash.rung == ALONE
    assert "its own Ada is LLE" in ash.reasons


def test_a_head_who_also_heads_another_school_ties_both(drawing: Drawing) -> None:
    drawing.head("ada", "ash")
    drawing.claim("ada", "holds_role", "oak", role="executive headteacher")
    assert rungs(drawing, "ash", "oak") == [OUT_OF_REACH, OUT_OF_REACH]


def test_an_own_head_who_leads_and_heads_another_school_is_within_reach_of_both(drawing: Drawing) -> None:
    a_leader_at(drawing, "ash")
    drawing.claim("ada", "holds_role", "oak", role="executive headteacher")
    assert rungs(drawing, "ash", "oak") == [BY_A_THREAD, BY_A_THREAD]


@pytest.mark.parametrize(
    ("relation", "type"),
    [
        ("in_authority", "local_authority"),
        ("participates_in", "programme"),
        ("funded_by", "programme"),
        ("funded_by", "organisation"),
        ("partnership", "organisation"),
    ],
)
def test_what_authority_programme_and_national_body_have_in_common_ties_nobody(
    drawing: Drawing, relation: str, type: str
) -> None:
    drawing.other("the same", type)
    for school in ("ash", "oak"):
        drawing.claim(school, relation, "the same")
    assert rung(drawing) == (ALONE if relation == "partnership" else NOTHING_READ)


def test_a_person_of_the_authority_at_two_schools_is_no_leader_and_yet_joins_them(drawing: Drawing) -> None:
    drawing.person("sip")
    drawing.claim("sip", "holds_role", "council", role="school improvement partner")
    drawing.claim("sip", "supports", "ash")
    assert rung(drawing) == ALONE
    drawing.claim("sip", "supports", "oak")
    assert rung(drawing) == OUT_OF_REACH


def test_a_new_urn_is_no_tie_to_the_old(drawing: Drawing) -> None:
    drawing.claim("ash", "succeeds", "oak")
    assert rungs(drawing, "ash", "oak") == [NOTHING_READ, NOTHING_READ]


def test_a_group_in_which_it_is_the_only_one_left_leaves_a_school_alone(drawing: Drawing) -> None:
    drawing.school("yew", closed="2012-08-31")
    drawing.group("river", "cluster", "ash", "yew")
    drawing.head("ada", "ash")
    drawing.claim("ada", "member_of", "river")
    assert rung(drawing) == ALONE
    assert rung(drawing, day=date(2012, 6, 30)) == OUT_OF_REACH


@pytest.fixture
def seven(drawing: Drawing) -> str:
    """Schools that a source does not name one by one."""
    return drawing.school("[seven others]", attributes={"set": True})


def test_a_group_with_members_not_named_one_by_one_is_company(drawing: Drawing, seven: str) -> None:
    drawing.group("river", "cluster", "ash", seven)
    ash = row(ask(drawing))
    assert ash.rung == OUT_OF_REACH
    assert ash.reasons == ("tied (River and [seven others]), but no route leads to a system leader",)


def test_a_school_that_works_with_schools_not_named_is_not_alone(drawing: Drawing, seven: str) -> None:
    drawing.claim("ash", "supports", seven)
    drawing.claim("oak", "supports", "[seven others]", certainty="planned")
    assert rungs(drawing, "ash", "oak") == [OUT_OF_REACH, ALONE]


def test_no_route_leads_on_through_schools_not_named(drawing: Drawing, seven: str) -> None:
    for school in ("ash", "oak"):
        drawing.claim(school, "partnership", seven)
    a_leader_at(drawing, "oak")
    assert rung(drawing) == OUT_OF_REACH


def test_members_of_a_trust_not_named_leave_it_inward_and_others_do_not(drawing: Drawing, seven: str) -> None:
    drawing.group("trust", "trust", "ash", seven)
    assert rung(drawing) == INWARD
    drawing.school("[three more]", attributes={"collective": True})
    drawing.claim("ash", "supports", "[three more]")
    assert rung(drawing) == OUT_OF_REACH


@pytest.mark.parametrize("kind", ["cluster", "trust"])
def test_a_group_with_a_member_from_outside_the_schools_is_company(drawing: Drawing, kind: str) -> None:
    drawing.person("ada")
    drawing.group("river", kind, "ash", "ada")
    drawing.claim("ada", "holds_role", "river")
    assert rung(drawing) == OUT_OF_REACH


def test_people_not_named_one_by_one_who_support_it_are_no_company(drawing: Drawing) -> None:
    drawing.person("[two advisers]", attributes={"set": True})
    drawing.claim("[two advisers]", "supports", "ash")
    assert rung(drawing) == ALONE


def test_a_leader_of_no_school_who_supports_it_is_a_tie_to_the_outside(drawing: Drawing) -> None:
    drawing.person("ada")
    drawing.designate("ada")
    drawing.claim("ada", "supports", "ash")
    ash = row(ask(drawing))
    assert (ash.rung, ash.via) == (BY_A_THREAD, ("Ada",))


@pytest.mark.parametrize("fields", [{"certainty": "planned"}, {"negated": True}, {"end": "2012"}, {"seen": ["2005"]}])
def test_what_is_planned_denied_over_or_no_longer_vouched_for_ties_nobody(
    drawing: Drawing, fields: dict[str, Any]
) -> None:
    drawing.claim("ash", "federation", "oak", **fields)
    assert rungs(drawing, "ash", "oak") == [ALONE, ALONE]


def test_a_school_alone_shows_since_when_and_what_lapsed(drawing: Drawing) -> None:
    drawing.claim("ash", "federation", "oak", start="2009", end="2011-08-31", dated=None)
    drawing.group("river", closed="2012-12-31")
    for school in ("ash", "elm"):
        drawing.claim(school, "member_of", "river", start="2009", dated="2012")
    drawing.head("ada", "ash", end="2013-03-31")
    ash = row(ask(drawing))
    assert (ash.rung, ash.since) == (ALONE, "2012-12-31")
    assert len(ash.claims) == 3
    assert any(reason.startswith("lapsed: ") for reason in ash.reasons)


def test_an_end_after_the_day_is_not_since_when_it_is_alone(drawing: Drawing) -> None:
    drawing.school("yew", closed="2012-08-31")
    drawing.claim("ash", "federation", "yew", start="2009", end="2015")
    assert row(ask(drawing)).since == "2012-08-31"


def test_a_school_that_is_not_alone_has_no_since_when(drawing: Drawing) -> None:
    drawing.claim("ash", "federation", "oak", end="2012-08-31")
    drawing.claim("ash", "partnership", "oak")
    assert (row(ask(drawing)).rung, row(ask(drawing)).since) == (OUT_OF_REACH, "")


def test_nobody_knows_since_when_where_no_source_dates_the_end(drawing: Drawing) -> None:
    drawing.claim("ash", "federation", "oak", seen=["2005"])
    ash = row(ask(drawing))
    assert (ash.rung, ash.since) == (ALONE, "")


@pytest.mark.parametrize(
    ("reason", "choice"),
    [("preference", "by choice"), ("Choice", "by choice"), ("left out", "left out"), ("rain", "not known")],
)
def test_whether_by_choice_or_left_out_is_said_where_a_claim_says_so(
    drawing: Drawing, reason: str, choice: str
) -> None:
    drawing.group("river", "cluster", "oak", "elm")
    drawing.claim("ash", "member_of", "river", negated=True, attributes={"reason": reason})
    answer = ask(drawing)
    assert (row(answer).rung, row(answer).choice) == (ALONE, choice)
    assert row(answer, "oak").choice == "not known"


# -- inward -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(GROUP_KINDS))
def test_only_a_group_set_up_in_law_makes_its_schools_inward(drawing: Drawing, kind: str) -> None:
    drawing.group("both", kind, "ash", "oak")
    assert rung(drawing) == (INWARD if GROUP_KINDS[kind].formal else OUT_OF_REACH)


def test_a_federation_of_two_is_inward_and_named(drawing: Drawing) -> None:
    drawing.group("both", "federation", "ash", "oak")
    drawing.claim("ash", "federation", "oak")
    ash = row(ask(drawing))
    assert (ash.rung, ash.via) == (INWARD, ("Both",))
    assert ash.reasons == ("tied only inside Both, to Oak",)


def test_a_federation_without_a_name_is_inward_all_the_same(drawing: Drawing) -> None:
    drawing.claim("ash", "federation", "oak")
    drawing.claim("oak", "federation", "elm")
    answer = ask(drawing)
    assert [standing.rung for standing in answer.rows] == [INWARD] * 3
    assert row(answer, "oak").via == ("Ash", "Elm")
    assert row(answer, "oak").reasons == ("tied only inside its federation, to Ash and Elm",)


def test_a_federation_without_a_name_and_a_tie_beyond_it_is_not_inward(drawing: Drawing) -> None:
    drawing.claim("ash", "federation", "oak")
    drawing.claim("oak", "partnership", "elm")
    assert rungs(drawing, "ash", "oak") == [INWARD, OUT_OF_REACH]
    drawing.person("bea")
    drawing.group("river", "cluster", "ash", "bea")
    assert rung(drawing) == OUT_OF_REACH


def test_a_trust_and_its_sponsor_arm_with_the_same_members_are_inward(drawing: Drawing) -> None:
    drawing.group("trust", "trust", "ash", "oak")
    drawing.group("sponsor", "sponsor", "ash", "oak")
    assert rungs(drawing, "ash", "oak") == [INWARD, INWARD]


def test_a_cluster_inside_the_trust_changes_nothing_and_one_across_it_does(drawing: Drawing) -> None:
    drawing.group("trust", "trust", "ash", "oak")
    drawing.group("river", "cluster", "ash", "oak")
    assert rungs(drawing, "ash", "oak") == [INWARD, INWARD]
    drawing.claim("elm", "member_of", "river")
    assert rungs(drawing, "ash", "oak") == [OUT_OF_REACH, OUT_OF_REACH]


def test_a_teaching_school_inside_the_trust_leaves_it_inward(drawing: Drawing) -> None:
    drawing.group("trust", "trust", "ash", "oak")
    drawing.group("star", "teaching_school_alliance")
    drawing.claim("oak", "member_of", "star", role=TEACHING_SCHOOL_ROLE)
    assert rungs(drawing, "ash", "oak") == [INWARD, INWARD]


def test_a_leader_from_outside_the_trust_opens_it_and_one_of_its_own_does_not(drawing: Drawing) -> None:
    drawing.group("trust", "trust", "ash", "oak")
    drawing.person("ada")
    drawing.claim("ada", "holds_role", "trust", role="executive headteacher")
    drawing.designate("ada")
    assert rung(drawing) == INWARD
    drawing.person("bea")
    drawing.designate("bea")
    drawing.claim("bea", "supports", "ash")
    assert rungs(drawing, "ash", "oak") == [CONNECTED, INWARD]
    drawing.group("consultancy", "other")
    drawing.claim("bea", "holds_role", "consultancy")
    assert rungs(drawing, "ash", "oak") == [CONNECTED, INWARD]


def test_a_person_who_is_a_member_of_the_trust_leaves_it_inward(drawing: Drawing) -> None:
    drawing.person("bea")
    drawing.group("trust", "trust", "ash", "oak", "bea")
    assert rungs(drawing, "ash", "oak") == [INWARD, INWARD]


def test_the_members_of_a_group_are_the_schools_it_names(drawing: Drawing, seven: str) -> None:
    drawing.person("bea")
    drawing.group("trust", "trust", "ash", "oak", "bea", seven)
    drawing.claim("elm", "member_of", "trust", certainty="planned")
    assert members(drawing.on(), "trust") == {"ash", "oak"}


def test_a_trust_of_one_leaves_its_school_alone(drawing: Drawing) -> None:
    drawing.group("trust", "trust", "ash")
    assert rung(drawing) == ALONE


# -- out of reach, by a thread, connected -----------------------------------------------------------------------


def test_a_cluster_without_a_leader_is_out_of_reach(drawing: Drawing) -> None:
    drawing.group("river", "cluster", "ash", "oak")
    ash = row(ask(drawing))
    assert (ash.rung, ash.via) == (OUT_OF_REACH, ())
    assert ash.reasons == ("tied (River and Oak), but no route leads to a system leader",)


def test_a_cluster_with_one_leader_hangs_by_the_cluster(drawing: Drawing) -> None:
    drawing.group("river", "cluster", "ash", "oak")
    a_leader_at(drawing, "oak")
    ash = row(ask(drawing))
    assert (ash.rung, ash.via) == (BY_A_THREAD, ("River", "Oak", "Ada"))
    assert ash.reasons == ("every route to a system leader runs through River and then Oak and Ada",)


def test_a_cluster_with_two_leaders_still_hangs_by_the_cluster(drawing: Drawing) -> None:
    drawing.group("river", "cluster", "ash", "oak", "elm")
    a_leader_at(drawing, "oak", "ada")
    a_leader_at(drawing, "elm", "bea")
    assert row(ask(drawing)).via == ("River",)


def test_two_ways_to_one_leader_hang_by_the_leader(drawing: Drawing) -> None:
    drawing.group("river", "cluster", "ash", "oak")
    drawing.claim("ash", "partnership", "oak")
    a_leader_at(drawing, "oak")
    ash = row(ask(drawing))
    assert (ash.rung, ash.via) == (BY_A_THREAD, ("Oak", "Ada"))


def test_two_leaders_by_two_ways_are_connected(drawing: Drawing) -> None:
    drawing.group("river", "cluster", "ash", "oak")
    drawing.group("hill", "cluster", "ash", "elm")
    a_leader_at(drawing, "oak", "ada")
    a_leader_at(drawing, "elm", "bea")
    ash = row(ask(drawing))
    assert (ash.rung, ash.via) == (CONNECTED, ("Ada", "Bea"))
    assert ash.reasons == ("several routes to system leaders, the nearest 3 ties away (Ada and Bea)",)


def test_an_own_leader_and_another_elsewhere_are_two_routes(drawing: Drawing) -> None:
    drawing.group("river", "cluster", "ash", "oak")
    a_leader_at(drawing, "ash", "ada")
    assert row(ask(drawing)).via == ("Ada",)
    a_leader_at(drawing, "oak", "bea")
    ash = row(ask(drawing))
    assert (ash.rung, ash.via) == (CONNECTED, ("Ada",))
    assert "its own Ada is LLE" in ash.reasons


def test_a_teaching_school_with_company_is_connected(drawing: Drawing) -> None:
    drawing.group("star", "teaching_school_alliance", "oak")
    drawing.claim("ash", "member_of", "star", role=TEACHING_SCHOOL_ROLE)
    answer = ask(drawing)
    assert (row(answer).rung, row(answer).reasons) == (CONNECTED, ("it is itself a teaching school",))
    assert (row(answer, "oak").rung, row(answer, "oak").via) == (BY_A_THREAD, ("Star", "Ash"))


def test_no_route_goes_through_the_authority(drawing: Drawing) -> None:
    drawing.group("river", "cluster", "ash", "elm")
    for person, school in (("ada", "oak"), ("bea", "ash")):
        drawing.head(person, school)
        drawing.claim(person, "holds_role", "council", role="adviser")
    drawing.designate("ada")
    assert rung(drawing) == OUT_OF_REACH


def test_a_route_may_leave_the_authority(drawing: Drawing) -> None:
    drawing.school("far")
    drawing.claim("ash", "partnership", "far")
    a_leader_at(drawing, "far")
    answer = isolated(drawing.store(), Boundary("council"), Reading(IN_2013))
    assert (row(answer).rung, row(answer).via) == (BY_A_THREAD, ("Far", "Ada"))
    assert {standing.id for standing in answer.rows} == {"ash", "oak", "elm"}


# -- the answer -------------------------------------------------------------------------------------------------


def test_where_it_stood_before_is_told(drawing: Drawing) -> None:
    drawing.school("new", opened="2012-09-01")
    drawing.claim("new", "in_authority", "council")
    drawing.group("river")
    for school in ("ash", "oak"):
        drawing.claim(school, "member_of", "river", start="2008", end="2012-08-31", dated=None)
    answer = ask(drawing, since=date(2011, 6, 30))
    changes = {standing.id: standing.since_change for standing in answer.rows}
    assert changes == {
        "ash": "out of reach → alone",
        "oak": "out of reach → alone",
        "elm": "no change",
        "new": "not open on 30 June 2011",
    }
    assert {standing.since_change for standing in ask(drawing).rows} == {""}


def test_where_it_would_stand_on_certain_ties_alone_is_told(drawing: Drawing) -> None:
    drawing.group("river")
    for school in ("ash", "oak"):
        drawing.claim(school, "member_of", "river", seen=["2010"])
    assert [(standing.rung, standing.certain_rung) for standing in ask(drawing).rows if standing.id != "elm"] == [
        (OUT_OF_REACH, ALONE),
        (OUT_OF_REACH, ALONE),
    ]


def test_only_schools_open_on_the_day_are_listed(drawing: Drawing) -> None:
    drawing.school("yew", closed="2012-08-31")
    drawing.school("new", opened="2013-09-01")
    drawing.school("gone", attributes={"status": "Closed"})
    for school in ("yew", "new", "gone"):
        drawing.claim(school, "in_authority", "council")
    answer = ask(drawing)
    assert {standing.id for standing in answer.rows} == {"ash", "oak", "elm"}
    assert any(note.startswith("1 closed school left out") for note in answer.assumptions)


def test_the_sentence_counts_what_the_rows_say(drawing: Drawing) -> None:
    drawing.head("ada", "ash")
    drawing.head("bea", "oak")
    sentence = ask(drawing).sentence
    assert sentence.startswith("On 30 June 2013, of 3 schools (")
    assert "2 were alone on the evidence read; nothing was read about 1 school." in sentence


def test_rows_come_by_rung_and_then_by_name(drawing: Drawing) -> None:
    drawing.head("ada", "oak")
    drawing.head("bea", "elm")
    assert [(standing.name, standing.rung) for standing in ask(drawing).rows] == [
        ("Elm", ALONE),
        ("Oak", ALONE),
        ("Ash", NOTHING_READ),
    ]


# -- any drawing ------------------------------------------------------------------------------------------------

SCHOOLS, PEOPLE, GROUPS = ("ash", "oak", "elm", "yew"), ("ada", "bea", "cyd"), ("river", "hill")
EVERYBODY = (*SCHOOLS, *PEOPLE, *GROUPS)
TYPES = {**dict.fromkeys(SCHOOLS, "school"), **dict.fromkeys(PEOPLE, "person"), **dict.fromkeys(GROUPS, "group")}
TYING = sorted(name for name, relation in RELATIONS.items() if relation.ties)


def allowed(relation: str) -> list[tuple[str, str]]:
    """The pairs that the vocabulary lets a relation join."""
    kind = RELATIONS[relation]
    pairs = [(source, target) for source in EVERYBODY for target in EVERYBODY if source != target]
    return [(s, t) for s, t in pairs if TYPES[s] in kind.sources and TYPES[t] in kind.targets]


some_ties = st.sampled_from(TYING).flatmap(
    lambda relation: st.builds(
        lambda ends, role, number: claim(ends[0], relation, ends[1], role=role, id=f"{relation} {ends} {number}"),
        st.sampled_from(allowed(relation)),
        st.none() | st.just(TEACHING_SCHOOL_ROLE),
        st.integers(0, 1),
    )
)
some_designations = st.builds(
    lambda person, role: claim(person, "designated", None, role=role),
    st.sampled_from(PEOPLE),
    st.sampled_from(sorted(DESIGNATIONS)),
)
some_claims = st.lists(
    st.builds(
        lambda said, negated, certainty: replace(said, negated=negated, certainty=certainty),
        some_ties | some_designations,
        st.sampled_from([False, False, False, True]),
        st.sampled_from(["stated", "stated", "implied", "planned"]),
    ),
    max_size=14,
    unique_by=lambda said: said.id,
)
some_kinds = st.tuples(*[st.sampled_from(sorted(GROUP_KINDS))] * len(GROUPS))


def drawn(claims: list[Claim], kinds: tuple[str, ...]) -> Drawing:
    drawing = Drawing()
    drawing.other("council", "local_authority")
    for school in drawing.schools(*SCHOOLS):
        drawing.claim(school, "in_authority", "council")
    for person in PEOPLE:
        drawing.person(person)
    for group, kind in zip(GROUPS, kinds, strict=True):
        drawing.group(group, kind)
    drawing.claims += claims
    return drawing


@settings(max_examples=150)
@given(some_claims, some_kinds)
def test_every_school_stands_once_and_the_counts_add_up(claims: list[Claim], kinds: tuple[str, ...]) -> None:
    answer = ask(drawn(claims, kinds))
    assert sorted(standing.id for standing in answer.rows) == sorted(SCHOOLS)
    assert all(standing.rung in STANDINGS and standing.reasons for standing in answer.rows)
    assert sum(answer.numbers.values()) == len(SCHOOLS)
    for standing in answer.rows:
        assert (standing.rung == NOTHING_READ) == (standing.sources_mentioning == 0)
        assert bool(standing.via) == (standing.rung in (INWARD, BY_A_THREAD, CONNECTED))


@settings(max_examples=150)
@given(some_claims, some_kinds)
def test_the_ladder_is_that_of_networkx(claims: list[Claim], kinds: tuple[str, ...]) -> None:
    drawing = drawn(claims, kinds)
    drawing.school("[others]", attributes={"set": True})
    drawing.claim("[others]", "member_of", "river")
    drawing.claim("ada", "supports", "[others]")
    projection = drawing.on()
    assert dict(zip(SCHOOLS, rungs(drawing, *SCHOOLS), strict=True)) == by_networkx.rungs(projection, SCHOOLS)


@settings(max_examples=250)
@given(some_claims, some_kinds, some_ties)
def test_one_more_tie_never_leaves_a_school_alone_that_was_not(
    claims: list[Claim], kinds: tuple[str, ...], one_more: Claim
) -> None:
    # A post at a school makes a leader from outside its own: that may leave it alone, and rightly.
    if one_more.type == "holds_role":
        return
    drawing = drawn(claims, kinds)
    before = dict(zip(SCHOOLS, rungs(drawing, *SCHOOLS), strict=True))
    drawing.claims.append(replace(one_more, id="one more"))
    after = dict(zip(SCHOOLS, rungs(drawing, *SCHOOLS), strict=True))
    lonely = (ALONE, NOTHING_READ)
    assert [s for s in SCHOOLS if after[s] in lonely and before[s] not in lonely] == []
    assert [s for s in SCHOOLS if after[s] == NOTHING_READ and before[s] != NOTHING_READ] == []


@settings(max_examples=100)
@given(some_claims, some_kinds)
def test_a_school_nobody_meets_is_met_by_nobody(claims: list[Claim], kinds: tuple[str, ...]) -> None:
    ladder = Ladder(drawn(claims, kinds).on())
    for one in SCHOOLS:
        for other in ladder.contacts(one).schools:
            assert one in ladder.contacts(other).schools


def test_where_something_was_read_about_every_school_the_sentence_says_nothing_of_none(drawing: Drawing) -> None:
    drawing.claim("ash", "partnership", "oak")
    drawing.claim("oak", "partnership", "elm")
    assert "nothing was read" not in ask(drawing).sentence
