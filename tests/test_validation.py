"""Every problem of a record, in words that say the value, the reason and the way out."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import PartialDate
from graph.records import Claim, Evidence, Node
from graph.validation import Inspection, Problem, Successions, problems, signature_problem, urn_reason
from graph.vocabulary import RELATIONS

SCHOOL = Node(id="f:s1", type="school", name="Ashdown Primary School", dataset="case-file:f")
GROUP = Node(id="f:g1", type="group", name="Weald Cluster", dataset="case-file:f", kind="cluster")
MEMBER = Claim(
    id="f:r1",
    type="member_of",
    source="f:s1",
    target="f:g1",
    dataset="case-file:f",
    evidence=Evidence(document="A study of the Weald (2012)", lines=(4,)),
)


def date(text: str) -> PartialDate:
    return PartialDate.parse(text)


def the_problem(record: Node | Claim) -> Problem:
    (problem,) = problems(record)
    return problem


def successor(source: str, target: str) -> Claim:
    return replace(MEMBER, id=f"{source}/{target}", type="succeeds", source=source, target=target)


def test_sound_records_have_no_problems() -> None:
    assert problems(SCHOOL) == problems(GROUP) == problems(MEMBER) == []


@pytest.mark.parametrize(
    ("changes", "value", "reason", "next_step"),
    [
        ({"id": " "}, "Ashdown Primary School", "without an id", "Give it an id"),
        ({"name": ""}, "f:s1", "without a name", "Give its name"),
        ({"type": "scool"}, "scool", "no node type", "Did you mean school?"),
        ({"type": "spaceship"}, "spaceship", "no node type", "local_authority"),
        ({"kind": "cluster"}, "cluster", "only a group has a kind", "Correct"),
        (
            {"opened": date("2013"), "closed": date("2012-08-31")},
            "2013 to 2012-08-31",
            "closed before",
            "dates",
        ),
        ({"attributes": {"urn": "12345"}}, "12345", "six digits", "register"),
        ({"attributes": {"urn": 23456}}, "23456", "children's centre", "register"),
        ({"id": "urn:0119950"}, "0119950", "six digits", "register"),
    ],
)
def test_a_node_is_faulted(changes: dict[str, object], value: str, reason: str, next_step: str) -> None:
    problem = the_problem(replace(SCHOOL, **changes))  # type: ignore[arg-type]
    assert problem.value == value
    assert reason in problem.reason
    assert next_step in problem.next_step


def test_an_unknown_kind_of_group_is_faulted() -> None:
    assert "Did you mean cluster?" in the_problem(replace(GROUP, kind="clusters")).next_step


@pytest.mark.parametrize(
    ("changes", "value", "reason", "next_step"),
    [
        ({"id": ""}, "f:s1", "without an id", "Give it an id"),
        ({"type": "member of"}, "member of", "no relation type", "Did you mean member_of?"),
        ({"target": None}, "member_of", "needs a target", "Say whom"),
        ({"target": "f:s1"}, "f:s1", "tied to itself", "source or its target"),
        ({"certainty": "certain"}, "certain", "no certainty", "stated, implied, planned"),
        ({"start": date("2013-09"), "end": date("2012")}, "2013-09 to 2012", "ends before", "dates"),
        ({"evidence": Evidence(document=" ")}, "f:r1", "without a document", "Name the document"),
        ({"evidence": Evidence(document="d", lines=(0, 3))}, "0", "counted from 1", "Correct"),
    ],
)
def test_a_claim_is_faulted(changes: dict[str, object], value: str, reason: str, next_step: str) -> None:
    problem = the_problem(replace(MEMBER, **changes))  # type: ignore[arg-type]
    assert problem.value == value
    assert reason in problem.reason
    assert next_step in problem.next_step


def test_a_quote_of_200_characters_is_the_longest() -> None:
    def quoting(length: int) -> Claim:
        return replace(MEMBER, evidence=Evidence(document="d", quote="q" * length))

    assert problems(quoting(200)) == []
    assert "201 characters" in the_problem(quoting(201)).reason


def test_all_problems_come_at_once() -> None:
    wrong = replace(MEMBER, certainty="sure", start=date("2014"), end=date("2013"), target="f:s1")
    assert [problem.reason.split()[0] for problem in problems(wrong)] == ["tied", "no", "ends"]


def test_imprecise_dates_that_may_be_in_order_pass() -> None:
    assert problems(replace(MEMBER, start=date("2013-09"), end=date("2013"))) == []
    assert problems(replace(MEMBER, start=date("2013-09-15"), end=date("2013-09"))) == []


def test_a_problem_reads_as_value_reason_and_next_step() -> None:
    assert str(Problem("x", "no such thing", "Leave it out.")) == "'x': no such thing. Leave it out."


@pytest.mark.parametrize("urn", ["119950", "100000", "151631", "400485"])
def test_a_urn_of_a_school(urn: str) -> None:
    assert urn_reason(urn) is None


@pytest.mark.parametrize("urn", ["11995", "1199500", "219950", "", "11995O", "1١٩٩٥٠"])
def test_no_urn_of_a_school(urn: str) -> None:
    assert urn_reason(urn)


def test_a_signature_names_what_it_joins() -> None:
    problem = signature_problem(MEMBER, {"f:s1": "school", "f:g1": "local_authority"}.get)
    assert problem is not None
    assert problem.value == "f:s1 -> f:g1"
    assert problem.reason == "member_of joins person or school to group, not school to local_authority"


def test_ends_nobody_knows_are_not_judged() -> None:
    assert signature_problem(MEMBER, lambda _: None) is None
    assert signature_problem(MEMBER, {"f:s1": "person"}.get) is None


def test_succession_joins_two_of_a_kind() -> None:
    claim = successor("f:a", "f:b")
    assert signature_problem(claim, {"f:a": "school", "f:b": "school"}.get) is None
    problem = signature_problem(claim, {"f:a": "school", "f:b": "group"}.get)
    assert problem is not None
    assert "two nodes of one type" in problem.reason


def test_a_symmetric_relation_may_be_written_either_way_round() -> None:
    claim = replace(MEMBER, type="partnership", source="f:o", target="f:s1")
    assert signature_problem(claim, {"f:o": "organisation", "f:s1": "school"}.get) is None


@pytest.mark.parametrize("name", sorted(RELATIONS))
def test_every_relation_takes_its_own_signature(name: str) -> None:
    relation = RELATIONS[name]
    for source in relation.sources:
        for target in {source} if relation.same_type else relation.targets:
            claim = replace(MEMBER, type=name, source="a", target="b")
            assert signature_problem(claim, {"a": source, "b": target}.get) is None


def test_the_claim_that_closes_a_circle_is_named() -> None:
    inspection = Inspection()
    assert inspection.problems(successor("c", "b")) == inspection.problems(successor("b", "a")) == []
    (problem,) = inspection.problems(successor("a", "c"))
    assert problem.value == "a -> c -> b -> a"


def test_a_claim_refused_leaves_the_succession_sound() -> None:
    successions = Successions()
    assert successions.circle(successor("b", "a")) == ()
    assert successions.circle(successor("a", "b"))
    assert successions.circle(successor("c", "b")) == ()


def test_a_denied_succession_closes_no_circle() -> None:
    successions = Successions()
    successions.circle(successor("b", "a"))
    assert successions.circle(replace(successor("a", "b"), negated=True)) == ()


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] != pair[1])))
def test_what_is_kept_never_goes_in_a_circle(pairs: list[tuple[int, int]]) -> None:
    import networkx

    successions, kept = Successions(), networkx.DiGraph()
    for source, target in pairs:
        circle = successions.circle(successor(f"n{source}", f"n{target}"))
        if circle:
            assert circle[0] == circle[-1] == f"n{source}"
            assert circle[1] == f"n{target}"
            assert all(kept.has_edge(*step) for step in pairwise(circle[1:]))
        else:
            kept.add_edge(f"n{source}", f"n{target}")
    assert networkx.is_directed_acyclic_graph(kept)


def test_a_claim_met_twice_in_a_file_is_faulted() -> None:
    inspection = Inspection()
    assert inspection.problems(MEMBER) == []
    assert "earlier row" in inspection.problems(MEMBER)[0].reason


def test_an_id_given_to_two_types_is_faulted() -> None:
    inspection = Inspection()
    assert inspection.problems(SCHOOL) == []
    assert inspection.problems(SCHOOL) == []
    assert "a school on an earlier row" in inspection.problems(replace(GROUP, id="f:s1"))[0].reason


def test_types_held_by_the_store_are_judged_too() -> None:
    inspection = Inspection({"f:s1": "organisation", "f:g1": "group"}.get)
    assert "not organisation to group" in inspection.problems(MEMBER)[0].reason
