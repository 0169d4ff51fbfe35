"""Partners: candidates under stated wishes, what is not known said, nobody scored; and the choice kept as a plan."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import ON, World

from graph.errors import NotFound, QuestionError
from graph.projection import Ledger, Reading
from graph.store import Store
from loaders.own_decisions import Choice, decide_partner
from queries.answer import Answer
from queries.boundary import Boundary
from queries.isolation import isolated
from queries.ladder import NOTHING_READ
from queries.partners import Partner, partners, two_schools
from queries.show import PLANNED, show
from queries.wishes import Asked

SOUTHMOOR = "la:998"


def about(easting: int | None = None, pupils: int | None = None, **further: Any) -> dict[str, Any]:
    """Attributes of a school as the register gives them: texts, and what is not known left out."""
    place = {} if easting is None else {"easting": str(easting), "northing": "300000"}
    size = {} if pupils is None else {"pupils": str(pupils), "pupils_as_of": "2013-01"}
    return {"attributes": {"phase": "Primary", "state_funded": True, **place, **size, **further}}


def world() -> World:
    """Ash looks for a partner: Birch is 3 km away, Calder 10, Dell 20 and across the border, Elm nobody knows where."""
    w = World()
    w.node(SOUTHMOOR, "local_authority", "Southmoor", source="register")
    w.school(100001, "Ash School", **about(400000, 200, religious_character="None", percentage_fsm="12.5"))
    w.school(100002, "Birch School", **about(403000, 300, religious_character="Church of England"))
    w.school(100003, "Calder School", **about(410000, 310, religious_character="Does not apply"))
    w.school(100004, "Dell School", authority=SOUTHMOOR, **about(420000, 120, percentage_fsm="17.5"))
    w.school(100005, "Elm School", **about())
    w.school(100006, "Fern School", attributes={"phase": "Secondary", "state_funded": True})
    return w


def ask(w: World, school: str = "Ash School", **wishes: Any) -> Answer[Partner]:
    return partners(w.built(), school, Asked(**wishes), Reading(ON))


def found(w: World, **wishes: Any) -> list[str]:
    return [row.name.removesuffix(" School") for row in ask(w, **wishes).rows]


def test_candidates_are_of_the_same_phase_and_stand_by_distance() -> None:
    answer = ask(world())
    assert [(row.name, row.distance_km) for row in answer.rows] == [
        ("Birch School", 3.0),
        ("Calder School", 10.0),
        ("Dell School", 20.0),
        ("Elm School", None),
    ]
    assert answer.sentence == (
        "On 30 September 2013, 4 schools could be partners of Ash School as wished (of the same phase). The choice is a"
        " person's."
    )
    assert "Left out: 1 of another phase." in answer.assumptions


def test_each_candidate_comes_with_why() -> None:
    w = world()
    w.group("River Cluster")
    for urn in (100001, 100002):
        w.claim("member_of", f"urn:{urn}", "River Cluster")
    w.head("Bea", "urn:100002")
    w.claim("designated", "Bea", role="LLE", role_title="LLE")
    birch = ask(w).rows[0]
    assert birch.why == (
        "3.0 km away in Northmoor, 300 pupils (2013-01, Ash School 200), Primary; it is by a thread, with Bea (LLE);"
        " both in River Cluster"
    )
    assert birch.claims
    assert ask(w).rows[-1].why == (
        "in Northmoor, how far away is not known, its size is not known, Primary; nothing was read about its ties"
    )


@pytest.mark.parametrize(
    ("written", "shown"), [("17-01-2013", "2013-01-17"), ("17/01/2013", "2013-01-17"), ("2013", "2013")]
)
def test_the_day_of_the_census_is_written_like_any_day(written: str, shown: str) -> None:
    w = world()
    w.school(100008, "Gorse School", **about(400100, 90, pupils_as_of="", census_date=written))
    assert ask(w).rows[0].pupils_as_of == shown


def test_what_is_not_known_of_a_candidate_is_none_and_never_nought() -> None:
    birch, *_, elm = (row.fields() for row in ask(world()).rows)
    assert (birch["pupils"], birch["religious_character"], birch["percentage_fsm"]) == (300, "Church of England", None)
    assert {key for key, value in elm.items() if value is None} == {
        "pupils",
        "pupils_as_of",
        "religious_character",
        "setting",
        "percentage_fsm",
        "distance_km",
    }


@pytest.mark.parametrize(
    ("wishes", "names"),
    [
        ({"phase": "any"}, ["Birch", "Calder", "Dell", "Elm", "Fern"]),
        ({"phase": "secondary"}, ["Fern"]),
        ({"size": "similar"}, ["Birch", "Elm"]),
        ({"size": "larger"}, ["Birch", "Calder", "Elm"]),
        ({"size": "smaller"}, ["Dell", "Elm"]),
        ({"near": 10}, ["Birch", "Calder", "Elm"]),
        ({"far": 10}, ["Calder", "Dell", "Elm"]),
        ({"across": True}, ["Dell"]),
        ({"across": False}, ["Birch", "Calder", "Elm"]),
        ({"faith": "same"}, ["Calder", "Dell", "Elm"]),
        ({"faith": "church"}, ["Birch", "Dell", "Elm"]),
        ({"intake": True}, ["Dell", "Birch", "Calder", "Elm"]),
        ({"not_with": ("Southmoor",)}, ["Birch", "Calder", "Elm"]),
        ({"not_with": ("Birch School",)}, ["Calder", "Dell", "Elm"]),
    ],
)
def test_wishes(wishes: dict[str, Any], names: list[str]) -> None:
    assert found(world(), **wishes) == names


def test_what_is_not_known_is_said_and_leaves_nobody_out() -> None:
    birch, elm = ask(world(), size="similar").rows
    assert (birch.met, birch.not_known) == (("of the same phase", "similar in size"), ())
    assert (elm.met, elm.not_known) == (("of the same phase",), ("similar in size",))
    assert elm.why.endswith("not known: similar in size")
    assert "1 school could be a partner" in ask(world(), size="similar").sentence
    assert "of 1 more something wished for is not known" in ask(world(), size="similar").sentence


def test_a_school_of_unknown_size_cannot_be_compared_by_it() -> None:
    answer = ask(world(), "Elm School", size="similar")
    assert all(row.not_known == ("similar in size",) for row in answer.rows)
    assert any("number of pupils of Elm School is not known" in text for text in answer.assumptions)
    assert any("Where Elm School stands is not known" in text for text in answer.assumptions)


def test_who_is_tied_already_or_denied_is_no_candidate() -> None:
    w = world()
    w.claim("partnership", "urn:100001", "urn:100002")
    w.claim("partnership", "urn:100003", "urn:100001", negated=True)
    answer = ask(w)
    assert [row.name for row in answer.rows] == ["Dell School", "Elm School"]
    assert any("1 already tied to it" in text and "as a source says" in text for text in answer.assumptions)


def test_not_with_a_group_leaves_its_members_out() -> None:
    w = world()
    w.group("River Cluster")
    w.claim("member_of", "urn:100002", "River Cluster")
    assert found(w, not_with=("River Cluster",)) == ["Calder", "Dell", "Elm"]
    with pytest.raises(NotFound):
        ask(w, not_with=("Lake Cluster",))


def test_a_go_between_and_a_lapsed_group_are_in_common() -> None:
    w = world()
    w.group("Old Cluster")
    w.person("Priya")
    for urn in (100001, 100004):
        w.claim("member_of", f"urn:{urn}", "Old Cluster", end="2010")
        w.claim("supports", "Priya", f"urn:{urn}")
    (dell,) = (row for row in ask(w).rows if row.name == "Dell School")
    assert dell.in_common == ("both in Old Cluster (over)", "Priya works with both")


def test_a_leader_with_days_left_is_capacity_and_one_of_unknown_days_is_said() -> None:
    w = world()
    for person, urn, offered in (("Bea", 100002, 10), ("Cyd", 100003, None), ("Dee", 100004, 4)):
        w.head(person, f"urn:{urn}")
        given = {} if offered is None else {"days_offered": offered}
        w.claim("designated", person, role="LLE", role_title="LLE", attributes=given)
        w.claim("supports", person, "urn:100006", attributes={"days_used": 4})
    answer = ask(w, free="leader")
    assert [(row.name, row.not_known) for row in answer.rows] == [
        ("Birch School", ()),
        ("Calder School", ("with a leader who has days left",)),
    ]


def test_a_role_is_capacity() -> None:
    w = world()
    w.person("Ben")
    w.claim("holds_role", "Ben", "urn:100004", role="bursar", role_title="bursar")
    w.claim("holds_role", "Ann", "urn:100002", role="bursar", role_title="bursar", negated=True)
    w.person("Ann")
    answer = ask(w, free="SBM")
    assert [(row.name, row.not_known) for row in answer.rows] == [
        ("Dell School", ()),
        ("Calder School", ("with SBM",)),
        ("Elm School", ("with SBM",)),
    ]


def test_a_converted_school_keeps_its_place_and_is_no_partner_of_itself() -> None:
    w = world()
    # Nobody gives the dates of the conversion, so both records may be open.
    w.school(100007, "Elm Academy", **about(401000, 210))
    w.claim("succeeds", "urn:100007", "urn:100005", source="register")
    elm = next(row for row in ask(w).rows if row.name == "Elm School")
    assert (elm.distance_km, elm.pupils) == (1.0, 210)
    answer = partners(w.built(), "Elm School", Asked(), Reading(ON))
    assert "Elm Academy" not in {row.name for row in answer.rows}
    assert any("later or earlier record" in text for text in answer.assumptions)


def test_wishes_that_make_no_sense_are_refused() -> None:
    with pytest.raises(QuestionError, match="'huge'"):
        Asked(size="huge")
    with pytest.raises(QuestionError, match="at most 2 and at least 5 km"):
        Asked(near=2, far=5)
    with pytest.raises(QuestionError, match="'wizard'"):
        ask(world(), free="wizard")


place = st.one_of(st.none(), st.integers(400000, 440000))
size = st.one_of(st.none(), st.integers(50, 900))
kilometres = st.one_of(st.none(), st.integers(0, 40))


@given(
    st.lists(st.tuples(place, size), min_size=1, max_size=5), kilometres, st.sampled_from((None, "similar", "larger"))
)
def test_every_other_school_is_a_candidate_or_left_out_for_a_reason(
    drawn: list[tuple[int | None, int | None]], near: int | None, wanted: str | None
) -> None:
    w = World()
    w.school(100001, "Ash School", **about(420000, 300))
    for number, (easting, pupils) in enumerate(drawn, 100002):
        w.school(number, **about(easting, pupils))
    answer = ask(w, near=near, size=wanted)
    listed = {row.id for row in answer.rows}
    near_enough = {
        f"urn:{number}"
        for number, (easting, _) in enumerate(drawn, 100002)
        if near is None or easting is None or abs(easting - 420000) <= near * 1000
    }
    assert listed <= near_enough
    assert "urn:100001" not in listed
    assert [len(row.not_known) for row in answer.rows] == sorted(len(row.not_known) for row in answer.rows)
    for row in answer.rows:
        assert (row.pupils is None and wanted is not None) == any("size" in text for text in row.not_known)


# -- the choice ----------------------------------------------------------------------------------------------------


def chosen(store: Store, partner: str = "Birch School", **fields: Any) -> str:
    given: dict[str, Any] = {"by": "Priya Cole", "on": ON, "because": ("both heads asked for it",), **fields}
    return decide_partner(store, Choice(*two_schools(store, "Ash School", partner, Reading(ON)), **given)).id


def test_a_choice_is_a_plan_with_who_and_why_and_never_a_tie() -> None:
    store = world().built()
    before = isolated(store, Boundary(), Reading(ON)).numbers
    chosen(store)
    (row,) = (row for row in show(store, "Birch School", Reading(ON)).rows if row.standing == PLANNED)
    assert row.shown.sentence == "Ash School works with Birch School (planned)"
    assert row.shown.document == "Decided by Priya Cole on 30 September 2013: both heads asked for it"
    assert isolated(store, Boundary(), Reading(ON)).numbers == before
    assert before[NOTHING_READ] == 6
    assert Ledger.read(store).on(Reading(ON)).ties == ()


def test_choices_stand_beside_one_another_and_survive_loading() -> None:
    store = world().built()
    ids = {chosen(store), chosen(store, "Dell School"), chosen(store, by="Ada Marsh")}
    register = next(dataset for dataset in store.datasets() if dataset.id == "register")
    store.load(register, [*store.nodes(), *store.claims(dataset="register")], on=date(2026, 2, 1))
    kept = {claim.id: claim.evidence.said_by for claim in store.claims(dataset="own-decisions:northmoor")}
    assert kept == dict.fromkeys(ids, "Priya Cole") | {min(ids): "Ada Marsh"}
    store.delete(claim=min(ids))
    assert [claim.id for claim in store.claims(dataset="own-decisions:northmoor")] == [max(ids)]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"by": " "}, "nobody is named who decides"),
        ({"because": ()}, "no reason is given"),
        ({"because": ("x" * 201,)}, "longer than 200"),
        ({"partner": "Ash School"}, "its own partner"),
    ],
)
def test_a_choice_without_who_or_why_is_refused(fields: dict[str, Any], said: str) -> None:
    store = world().built()
    with pytest.raises(QuestionError, match=said):
        chosen(store, **fields)
    assert "own-decisions" not in {dataset.kind for dataset in store.datasets()}
