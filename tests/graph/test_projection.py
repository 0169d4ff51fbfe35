"""Claims read on a day, worked out by hand, and what holds of any ledger whatever."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from drawings import DRAWING, IN_2013, Drawing, claim, node
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import ON, World

from graph.dates import PartialDate
from graph.identity import Identity, Lineage
from graph.projection import Ledger, Projection, Reading, Standing, Tie, schools_of, staff_of
from graph.records import SAME, Claim, Dataset, Decision, Node, Outline
from graph.vocabulary import DESIGNATIONS, NODE_TYPES, RELATIONS, TEACHING_SCHOOL_ROLE

CERTAIN, PRESUMED, DORMANT, STALE = Standing.CERTAIN, Standing.PRESUMED, Standing.DORMANT, Standing.STALE
NOT_YET, DENIED, PLANNED = Standing.NOT_YET, Standing.DENIED, Standing.PLANNED
REGISTER = Dataset(id="register:2026", title="A register", kind="register", published=PartialDate(2026))


def standing(day: str, **fields: Any) -> Standing:
    """How a membership with these dates stands on a day."""
    fields = {"dated": None, **fields}
    return Reading(date.fromisoformat(day)).standing(claim("ash", "member_of", "river", **fields))


# -- dates ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2012-08-31", NOT_YET),
        ("2012-09-01", PRESUMED),
        ("2012-09-30", CERTAIN),
        ("2013-01-01", CERTAIN),
        ("2013-01-02", PRESUMED),
        ("2013-12-31", PRESUMED),
        ("2014-01-01", DORMANT),
    ],
)
def test_a_claim_from_a_month_to_a_year_is_as_sure_as_they_are(day: str, expected: Standing) -> None:
    assert standing(day, start="2012-09", end="2013") is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2009-12-31", NOT_YET),
        ("2010-06-30", PRESUMED),
        ("2010-12-31", CERTAIN),
        # 2012 was seen as a whole; 2013 had 365 days, so a year of 366 ends with New Year's Day 2014.
        ("2012-12-31", CERTAIN),
        ("2014-01-01", CERTAIN),
        ("2014-01-02", PRESUMED),
        # Five years of 365.25 days are 1826 after the last of 2012: 2013 to 2017 had 1826 days.
        ("2017-12-31", PRESUMED),
        ("2018-01-01", STALE),
    ],
)
def test_a_claim_without_an_end_goes_on_from_when_it_was_last_seen(day: str, expected: Standing) -> None:
    assert standing(day, start="2010", seen=["2012"]) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # Five years before 2012: 2007 to 2011 had 1826 days.
        ("2006-12-31", NOT_YET),
        ("2007-01-01", PRESUMED),
        # 2011 had 365 days, so a year of 366 begins with the last day of 2010.
        ("2010-12-30", PRESUMED),
        ("2010-12-31", CERTAIN),
        ("2012-06-30", CERTAIN),
    ],
)
def test_a_claim_without_a_start_was_so_before_it_was_first_seen(day: str, expected: Standing) -> None:
    assert standing(day, seen=["2012"]) is expected


def test_the_date_of_the_document_stands_where_the_text_gives_none() -> None:
    assert standing("2013-06-30", dated="2013") is CERTAIN
    assert standing("2018-12-31", dated="2013") is PRESUMED
    assert standing("2019-01-01", dated="2013") is STALE
    assert standing("2013-06-30", dated="2013", seen=["2003"]) is STALE


def test_a_claim_without_any_date_is_presumed_always() -> None:
    assert {standing(day) for day in ("1950-01-01", "2013-06-30", "2099-12-31")} == {PRESUMED}


def test_what_is_spoken_of_as_ended_is_over_from_then_on() -> None:
    assert standing("2012-06-30", start="2010", seen=["2013-09"], state="ended") is PRESUMED
    assert standing("2013-10-01", start="2010", seen=["2013-09"], state="ended") is DORMANT


def test_how_long_a_claim_is_presumed_is_for_the_reader_to_say() -> None:
    seen_in_2012 = claim("ash", "member_of", "river", seen=["2012"])
    day = date(2016, 1, 1)
    assert Reading(day, presumed_years=3).standing(seen_in_2012) is STALE
    assert Reading(day, presumed_years=4).standing(seen_in_2012) is PRESUMED


def test_a_plan_is_a_plan_on_any_day() -> None:
    assert {standing(day, certainty="planned", start="2013") for day in ("2012-06-30", "2013-06-30")} == {PLANNED}


def test_a_denial_is_read_by_its_dates_like_any_claim() -> None:
    assert standing("2013-06-30", negated=True, seen=["2013"]) is DENIED
    assert standing("2014-06-30", negated=True, seen=["2013"]) is DENIED
    assert standing("2013-06-30", negated=True, end="2012") is DORMANT
    assert standing("2013-06-30", negated=True, start="2014") is NOT_YET


def test_a_denial_too_old_to_be_presumed_denies_nothing() -> None:
    assert standing("2013-06-30", negated=True, seen=["2006"]) is STALE


# -- ties -------------------------------------------------------------------------------------------------------


@pytest.fixture
def drawing() -> Drawing:
    """Two schools and a cluster, nobody tied to anybody."""
    drawing = Drawing()
    drawing.schools("ash", "oak")
    drawing.group("river")
    return drawing


def told(ties: tuple[Tie, ...]) -> list[tuple[str, str, str, Standing]]:
    return [(tie.source, tie.relation, tie.target, tie.standing) for tie in ties]


def test_claims_of_one_relation_between_two_nodes_are_one_tie_the_surest_first(drawing: Drawing) -> None:
    presumed = drawing.claim("ash", "member_of", "river", id="c:1", seen=["2010"])
    certain = drawing.claim("ash", "member_of", "river", id="c:2", seen=["2013"])
    drawing.claim("ash", "member_of", "river", id="c:3", end="2005")
    (tie,) = drawing.on().ties
    assert (tie.claims, tie.standing, tie.certain) == ((certain, presumed), CERTAIN, True)
    assert drawing.on().dormant == ()


def test_a_symmetric_tie_is_one_whichever_way_it_is_told(drawing: Drawing) -> None:
    drawing.claim("oak", "federation", "ash")
    drawing.claim("ash", "federation", "oak")
    assert [(tie.source, tie.target, len(tie.claims)) for tie in drawing.on().ties] == [("ash", "oak", 2)]


def test_a_tie_with_a_direction_is_another_the_other_way(drawing: Drawing) -> None:
    drawing.claim("oak", "supports", "ash")
    drawing.claim("ash", "supports", "oak")
    assert [(tie.source, tie.target) for tie in drawing.on().ties] == [("ash", "oak"), ("oak", "ash")]


def test_a_denial_stands_beside_a_certain_tie_and_undoes_a_presumed_one(drawing: Drawing) -> None:
    drawing.claim("ash", "member_of", "river", seen=["2013"])
    denial = drawing.claim("ash", "member_of", "river", id="denial", negated=True)
    (tie,) = drawing.on().ties
    assert (tie.standing, tie.disputed) == (CERTAIN, (denial,))
    assert drawing.on(date(2016, 6, 30)).ties == ()
    assert drawing.on(date(2016, 6, 30)).denials == (denial,)


def test_of_two_sources_that_disagree_the_one_nearer_the_day_is_followed(drawing: Drawing) -> None:
    drawing.claim("ash", "member_of", "river", seen=["2013"])
    drawing.claim("ash", "member_of", "river", id="denial", negated=True, seen=["2010"])
    (tie,) = drawing.on(date(2015, 6, 30)).ties
    assert (tie.standing, [said.id for said in tie.disputed]) == (PRESUMED, ["denial"])


def test_a_denial_of_the_very_day_undoes_what_was_seen_the_year_before(drawing: Drawing) -> None:
    drawing.claim("ash", "member_of", "river", seen=["2012"])
    assert told(drawing.on().ties) == [("ash", "member_of", "river", CERTAIN)]
    drawing.claim("ash", "member_of", "river", id="denial", negated=True, seen=["2013-06-30"])
    assert drawing.on().ties == ()


def test_where_only_one_of_two_sources_that_disagree_is_dated_it_is_followed(drawing: Drawing) -> None:
    drawing.claim("ash", "member_of", "river", dated=None)
    drawing.claim("oak", "member_of", "river", dated="2011")
    drawing.claim("ash", "member_of", "river", id="dated denial", negated=True, dated="2011")
    drawing.claim("oak", "member_of", "river", id="denial without date", negated=True, dated=None)
    assert told(drawing.on().ties) == [("oak", "member_of", "river", PRESUMED)]


def test_a_denial_of_one_post_leaves_the_others(drawing: Drawing) -> None:
    drawing.head("ada", "ash", seen=["2010"])
    drawing.claim("ada", "holds_role", "ash", id="denial", role="headteacher", negated=True)
    assert drawing.on().ties == ()
    drawing.claim("ada", "holds_role", "ash", id="governor", role="governor", seen=["2010"])
    assert [[said.id for said in tie.claims] for tie in drawing.on().ties] == [["governor"]]


def test_a_denial_of_any_post_undoes_each(drawing: Drawing) -> None:
    drawing.head("ada", "ash", seen=["2010"])
    drawing.claim("ada", "holds_role", "ash", id="denial", negated=True)
    assert drawing.on().ties == ()


def test_a_plan_makes_no_tie_and_is_counted(drawing: Drawing) -> None:
    drawing.claim("ash", "member_of", "river", certainty="planned")
    projection = drawing.on()
    assert (projection.ties, projection.dormant, projection.set_aside) == ((), (), {PLANNED: 1})


def test_an_implied_claim_makes_a_tie(drawing: Drawing) -> None:
    drawing.claim("ash", "member_of", "river", certainty="implied")
    assert told(drawing.on().ties) == [("ash", "member_of", "river", CERTAIN)]


def test_what_is_over_and_what_is_seen_no_longer_is_dormant(drawing: Drawing) -> None:
    drawing.claim("ash", "member_of", "river", end="2012-08-31")
    drawing.claim("oak", "member_of", "river", seen=["2005"])
    drawing.claim("ash", "federation", "oak", start="2014")
    projection = drawing.on()
    assert projection.ties == ()
    assert told(projection.dormant) == [("ash", "member_of", "river", DORMANT), ("oak", "member_of", "river", STALE)]
    assert projection.set_aside == {DORMANT: 1, STALE: 1, NOT_YET: 1}


def test_a_denial_that_is_over_is_no_dormant_tie(drawing: Drawing) -> None:
    drawing.claim("ash", "member_of", "river", negated=True, end="2012-08-31")
    assert drawing.on().dormant == ()


@pytest.mark.parametrize("closing", ["ash", "river"])
def test_a_tie_ends_with_the_last_day_of_either_end(drawing: Drawing, closing: str) -> None:
    drawing.claim("ash", "member_of", "river", start="2010", seen=["2015"])
    place = [held.id for held in drawing.nodes].index(closing)
    drawing.nodes[place] = replace(drawing.nodes[place], closed=PartialDate(2013, 6, 30))
    assert told(drawing.on(date(2013, 6, 30)).ties) == [("ash", "member_of", "river", CERTAIN)]
    assert drawing.on(date(2013, 7, 1)).ties == ()
    assert told(drawing.on(date(2013, 7, 1)).dormant) == [("ash", "member_of", "river", DORMANT)]


def test_a_tie_of_a_school_that_opens_later_is_not_yet_and_not_dormant(drawing: Drawing) -> None:
    drawing.school("elm", opened="2013-09-01")
    drawing.claim("elm", "member_of", "river")
    projection = drawing.on()
    assert (projection.ties, projection.dormant, projection.set_aside) == ((), (), {NOT_YET: 1})


def test_a_tie_of_a_school_closed_nobody_knows_when_is_presumed_until_then(drawing: Drawing) -> None:
    closed = {"status": "Closed", "status_as_of": "2014-06-17"}
    drawing.school("elm", attributes=closed)
    drawing.claim("elm", "member_of", "river", seen=["2013", "2015"])
    assert told(drawing.on().ties) == [("elm", "member_of", "river", PRESUMED)]
    assert told(drawing.on(date(2014, 6, 17)).ties) == []
    assert told(drawing.on(certain_only=True).ties) == []


def test_a_tie_to_what_no_source_describes_any_longer_is_dormant() -> None:
    ledger = ledger_of([node("ash", "school")], [claim("ash", "member_of", "gone")])
    projection = ledger.on(Reading(IN_2013))
    assert told(projection.ties) == []
    assert told(projection.dormant) == [("ash", "member_of", "gone", DORMANT)]
    assert projection.name("gone") == "gone"


def test_a_tie_between_two_records_of_one_school_is_none(drawing: Drawing) -> None:
    drawing.claim("ash", "supports", "oak")
    drawing.claim("ash", "supports", "oak", id="over", end="2012")
    drawing.same("oak", "ash")
    assert (drawing.on().ties, drawing.on().dormant) == ((), ())


def test_with_certain_only_what_is_presumed_is_kept_as_dormant(drawing: Drawing) -> None:
    drawing.claim("ash", "member_of", "river", seen=["2010"])
    drawing.claim("oak", "member_of", "river", seen=["2013"])
    strict = drawing.on(certain_only=True)
    assert told(strict.ties) == [("oak", "member_of", "river", CERTAIN)]
    assert told(strict.dormant) == [("ash", "member_of", "river", STALE)]


# -- identity on the day ----------------------------------------------------------------------------------------


def test_what_a_text_says_of_a_school_goes_on_through_its_conversion(drawing: Drawing) -> None:
    drawing.school("urn:1", REGISTER, closed="2013-03-31")
    drawing.school("urn:2", REGISTER, opened="2013-04-01")
    drawing.claim("urn:2", "succeeds", "urn:1", REGISTER)
    drawing.claim("ash", "member_of", "river")
    drawing.claim("urn:1", "federation", "oak", REGISTER, dated="2013")
    drawing.same("ash", "urn:1")
    projection = drawing.on()
    assert told(projection.ties) == [("urn:2", "member_of", "river", CERTAIN)]
    assert told(projection.dormant) == [("oak", "federation", "urn:1", DORMANT)]
    assert projection.carried == (("urn:1", "urn:2"),)


def test_claims_on_two_names_of_one_school_meet_in_one_tie(drawing: Drawing) -> None:
    drawing.claim("ash", "member_of", "river")
    drawing.claim("oak", "member_of", "river")
    drawing.same("oak", "ash")
    (tie,) = drawing.on().ties
    assert (tie.source, len(tie.claims)) == ("ash", 2)


def test_succession_is_neither_a_tie_nor_a_fact_nor_a_source_read(drawing: Drawing) -> None:
    drawing.claim("oak", "succeeds", "ash")
    projection = drawing.on()
    assert (projection.ties, projection.facts, projection.dormant, projection.sources_of) == ((), (), (), {})
    assert projection.lineage.before == {"oak": {"ash"}}


# -- steps, leaders, sources ------------------------------------------------------------------------------------


@pytest.mark.parametrize("type", ["local_authority", "programme", "organisation"])
def test_authorities_programmes_and_national_bodies_are_never_a_step(drawing: Drawing, type: str) -> None:
    drawing.other("beyond", type)
    drawing.claim("ash", "partnership", "beyond")
    drawing.person("ada")
    drawing.claim("ada", "holds_role", "beyond")
    projection = drawing.on()
    assert not projection.is_step("beyond")
    assert len(projection.ties) == 2
    assert (projection.steps_from("ash"), projection.steps_from("ada")) == ([], [])


@pytest.mark.parametrize("mark", ["set", "collective"])
def test_a_set_of_schools_not_named_one_by_one_is_never_a_step(drawing: Drawing, mark: str) -> None:
    drawing.school("the other seven", attributes={mark: True})
    drawing.claim("the other seven", "member_of", "river")
    drawing.claim("ash", "member_of", "river")
    assert [there for there, _ in drawing.on().steps_from("river")] == ["ash"]


@pytest.mark.parametrize(("relation", "target"), [("in_authority", "la"), ("participates_in", "course"),
                                                  ("funded_by", "grant")])  # fmt: skip
def test_authority_programme_and_grant_never_tie(drawing: Drawing, relation: str, target: str) -> None:
    types = {"la": "local_authority", "course": "programme", "grant": "programme"}
    drawing.other(target, types[target])
    for school in ("ash", "oak"):
        drawing.claim(school, relation, target)
    projection = drawing.on()
    assert (projection.ties, projection.sources_of) == ((), {})
    assert [fact.relation for fact in projection.facts] == ([] if relation == "in_authority" else [relation] * 2)


def test_a_person_at_two_schools_joins_them_and_is_neithers_own(drawing: Drawing) -> None:
    drawing.head("ada", "ash")
    drawing.claim("ada", "holds_role", "oak", role="executive headteacher")
    drawing.head("bea", "oak")
    drawing.claim("bea", "member_of", "river")
    projection = drawing.on()
    assert schools_of(projection, "ada") == {"ash", "oak"}
    assert (staff_of(projection, "ash"), staff_of(projection, "oak")) == (set(), {"bea"})


def test_a_person_lent_to_another_school_is_no_longer_only_her_own_schools(drawing: Drawing) -> None:
    drawing.head("ada", "ash")
    drawing.claim("ada", "secondment", "oak", end="2013-01-31")
    assert staff_of(drawing.on(), "ash") == {"ada"}
    assert staff_of(drawing.on(date(2012, 12, 31)), "ash") == set()


@pytest.mark.parametrize("designation", sorted(DESIGNATIONS))
def test_whoever_is_designated_leads_for_as_long_as_it_holds(drawing: Drawing, designation: str) -> None:
    drawing.head("ada", "ash")
    drawing.designate("ada", designation, end="2014-03-31", start="2012")
    leaders = drawing.on().leaders
    assert (list(leaders), leaders["ada"].designations) == (["ada"], (designation,))
    assert drawing.on(date(2014, 4, 1)).leaders == {}


@pytest.mark.parametrize("fields", [{"negated": True}, {"certainty": "planned"}, {"end": "2012"}])
def test_a_designation_that_is_denied_planned_or_over_makes_no_leader(drawing: Drawing, fields: dict[str, Any]) -> None:
    drawing.person("ada")
    drawing.designate("ada", **fields)
    assert drawing.on().leaders == {}


def test_a_designation_outside_the_list_makes_no_leader(drawing: Drawing) -> None:
    drawing.person("ada")
    drawing.designate("ada", "governor of the year")
    assert drawing.on().leaders == {}


def test_a_denial_undoes_a_presumed_designation_as_it_does_a_tie(drawing: Drawing) -> None:
    drawing.person("ada")
    drawing.designate("ada", seen=["2010"])
    drawing.claim("ada", "designated", None, id="denial", role="NLE", negated=True)
    assert drawing.on().leaders == {}
    drawing.designate("ada", id="again", seen=["2013"])
    assert list(drawing.on().leaders) == ["ada"]


def test_a_teaching_school_leads_and_its_alliance_does_not(drawing: Drawing) -> None:
    drawing.group("star", "teaching_school_alliance", "oak")
    drawing.claim("ash", "member_of", "star", role=TEACHING_SCHOOL_ROLE)
    drawing.person("ada")
    drawing.claim("ada", "member_of", "star", role=TEACHING_SCHOOL_ROLE)
    assert {node: lead.designations for node, lead in drawing.on().leaders.items()} == {"ash": (TEACHING_SCHOOL_ROLE,)}


def test_a_teaching_school_that_closed_leads_no_longer(drawing: Drawing) -> None:
    drawing.school("elm", closed="2013-03-31")
    drawing.group("star", "teaching_school_alliance")
    drawing.claim("elm", "member_of", "star", role=TEACHING_SCHOOL_ROLE)
    assert drawing.on().leaders == {}


def test_every_source_that_speaks_of_a_node_is_counted_live_or_not(drawing: Drawing) -> None:
    other = Dataset(id="drawing:two", title="Another", kind="drawing")
    drawing.claim("ash", "member_of", "river", end="2005")
    drawing.claim("ash", "federation", "oak", other, negated=True, dated="2013")
    sources = drawing.on().sources_of
    assert sources["ash"] == {DRAWING.id, other.id}
    assert sources["oak"] == {other.id}


def test_a_post_in_a_list_of_every_school_is_no_source_on_its_ties(drawing: Drawing) -> None:
    register = replace(REGISTER, lists_all=True)
    drawing.person("ada", register)
    drawing.claim("ada", "holds_role", "ash", register, dated="2013")
    drawing.claim("ash", "member_of", "river", register, dated="2013")
    assert drawing.on().sources_of == {"ash": {register.id}, "river": {register.id}}


# -- any ledger whatever ----------------------------------------------------------------------------------------

IDS = [f"n:{number}" for number in range(5)]
ids = st.sampled_from([*IDS, "nowhere"])
days = st.dates(date(2005, 1, 1), date(2020, 12, 31))
partial_dates = st.builds(
    lambda day, parts: PartialDate(*(day.year, day.month, day.day)[:parts]), days, st.integers(1, 3)
)
states = st.sampled_from(["Open", "Closed", "Proposed to open", "Open, but proposed to close"])
attributes = st.fixed_dictionaries(
    {}, optional={"status": states, "status_as_of": days.map(str), "set": st.just(True), "reason": st.text(max_size=3)}
)
some_nodes = st.builds(
    lambda types, lives, details: [
        Node(id=key, type=kind, name=key, dataset=DRAWING.id, opened=life[0], closed=life[1], attributes=detail)
        for key, kind, life, detail in zip(IDS, types, lives, details, strict=True)
    ],
    st.lists(st.sampled_from(sorted(NODE_TYPES)), min_size=5, max_size=5),
    st.lists(st.tuples(st.none() | partial_dates, st.none() | partial_dates), min_size=5, max_size=5),
    st.lists(attributes, min_size=5, max_size=5),
)
ends = st.tuples(ids, st.sampled_from(sorted(RELATIONS)), ids) | st.tuples(ids, st.just("designated"), st.none())
some_claims = st.builds(
    lambda ends, **fields: claim(*ends, **fields),
    ends,
    start=st.none() | partial_dates.map(str),
    end=st.none() | partial_dates.map(str),
    seen=st.lists(partial_dates.map(str), max_size=2),
    dated=st.none() | st.just("2013"),
    id=st.uuids().map(str),
    negated=st.booleans(),
    certainty=st.sampled_from(["stated", "implied", "planned"]),
    role=st.none() | st.sampled_from(["headteacher", TEACHING_SCHOOL_ROLE, *DESIGNATIONS]),
    state=st.none() | st.just("ended"),
)
some_decisions = st.dictionaries(ids, ids, max_size=4)


def ledger_of(nodes: list[Node], claims: list[Claim], same: dict[str, str] | None = None) -> Ledger:
    """A ledger without a store, so that claims may speak of what is not held."""
    held = {node.id: node for node in nodes}
    lineage = Lineage.of(Outline.of(said) for said in claims if said.type == "succeeds")
    decisions = [
        Decision(left=left, right=right, verdict=SAME, by="x", on="2026-01-10") for left, right in (same or {}).items()
    ]
    return Ledger(held, tuple(claims), Identity(held, decisions, lineage), lineage)


ledgers = st.builds(ledger_of, some_nodes, st.lists(some_claims, max_size=9), some_decisions)


def keys(ties: tuple[Tie, ...]) -> list[tuple[str, str, str]]:
    return [(tie.source, tie.target, tie.relation) for tie in ties]


@settings(max_examples=150)
@given(ledgers, days)
def test_any_ledger_can_be_read_on_any_day(ledger: Ledger, day: date) -> None:
    projection = ledger.on(Reading(day))
    for ties in (projection.ties, projection.facts, projection.dormant):
        assert keys(ties) == sorted(set(keys(ties)))
        assert all(tie.source != tie.target for tie in ties)
    for tie in (*projection.ties, *projection.facts):
        assert tie.standing.is_live
        assert {tie.source, *filter(None, [tie.target])} <= ledger.nodes.keys()
        assert all(said.certainty != "planned" and not said.negated for said in tie.claims)
    assert set(keys(projection.dormant)).isdisjoint(keys((*projection.ties, *projection.facts)))
    assert projection.leaders.keys() <= ledger.nodes.keys()


@settings(max_examples=80)
@given(ledgers, days, st.sampled_from(sorted(name for name, relation in RELATIONS.items() if relation.ties)), ids, ids)
def test_one_more_live_claim_never_makes_fewer_ties(
    ledger: Ledger, day: date, relation: str, source: str, target: str
) -> None:
    one_more = claim(source, relation, target, id="one more", seen=[day.isoformat()])
    before = ledger.on(Reading(day))
    after = replace(ledger, claims=(*ledger.claims, one_more)).on(Reading(day))
    assert set(keys(before.ties)) <= set(keys(after.ties))
    assert set(before.leaders) <= set(after.leaders)


@settings(max_examples=80)
@given(ledgers, days)
def test_certain_ties_and_leaders_are_among_all_of_them(ledger: Ledger, day: date) -> None:
    every, certain = ledger.on(Reading(day)), ledger.on(Reading(day, certain_only=True))
    assert set(keys(certain.ties)) <= set(keys(every.ties))
    assert set(certain.leaders) <= set(every.leaders)
    assert all(tie.certain for tie in certain.ties)


@settings(max_examples=80)
@given(ledgers, days, st.integers(0, 10))
def test_presuming_for_longer_never_makes_fewer_ties(ledger: Ledger, day: date, years: int) -> None:
    undisputed = replace(ledger, claims=tuple(said for said in ledger.claims if not said.negated))
    shorter, longer = (undisputed.on(Reading(day, presumed_years=n)) for n in (years, years + 1))
    assert set(keys(shorter.ties)) <= set(keys(longer.ties))


@settings(max_examples=50)
@given(ledgers, days)
def test_the_order_of_claims_does_not_count(ledger: Ledger, day: date) -> None:
    turned = replace(ledger, claims=ledger.claims[::-1])
    one, other = ledger.on(Reading(day)), turned.on(Reading(day))
    assert keys(one.ties) == keys(other.ties)
    assert [tie.standing for tie in one.ties] == [tie.standing for tie in other.ties]


@settings(max_examples=50)
@given(ledgers, days)
def test_a_step_is_walked_both_ways(ledger: Ledger, day: date) -> None:
    projection: Projection = ledger.on(Reading(day))
    for start in filter(projection.is_step, ledger.nodes):
        for there, tie in projection.steps_from(start):
            assert (start, tie) in projection.steps_from(there)
            assert not tie.dormant


class TestReadings:
    def test_a_day_is_read_once_and_the_last_few_are_kept(self) -> None:
        ledger = Ledger.read(World().built())
        first = ledger.on(Reading(ON))
        assert ledger.on(Reading(ON)) is first
        assert ledger.on(Reading(ON, certain_only=True)) is not first
        for year in range(2000, 2010):
            ledger.on(Reading(date(year, 1, 1)))
        assert ledger.on(Reading(ON)) is not first

    def test_another_ledger_does_not_answer_with_the_old_ones_graph(self) -> None:
        world = World()
        world.claim("partnership", world.school(100001), world.school(100002), seen="2013")
        ledger = Ledger.read(world.built())
        assert ledger.on(Reading(ON)).ties
        assert not replace(ledger, claims=()).on(Reading(ON)).ties

    def test_lapsed_steps_lead_both_ways_between_what_a_path_may_go_through(self) -> None:
        world = World()
        school, group = world.school(100001), world.group("cluster")
        world.node("grant", "programme")
        world.claim("member_of", school, group, start="2009", end="2010")
        world.claim("participates_in", school, "grant", start="2009", end="2010")
        projection = world.on()
        assert [there for there, _ in projection.lapsed_steps_from(school)] == [group]
        assert [there for there, _ in projection.lapsed_steps_from(group)] == [school]
        assert projection.lapsed_steps_from("grant") == []
        assert projection.steps_from(school) == []
