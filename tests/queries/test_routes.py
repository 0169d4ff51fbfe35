"""Routes to leaders: who brokers, what is never a step, what a lapsed tie costs."""

from __future__ import annotations

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import ON, World

from graph.errors import Ambiguous, NotFound, QuestionError
from graph.projection import Reading
from graph.vocabulary import ORGANISATION, PROGRAMME
from queries.routes import best_routes, routes


def world() -> World:
    """Ash is in a cluster with Birch, whose head is an LLE; Calder is tied to nobody."""
    w = World()
    ash, birch = w.school(100001, "Ash Primary School"), w.school(100002, "Birch Primary School")
    w.school(100003, "Calder Primary School")
    w.group("River Cluster")
    w.claim("member_of", ash, "River Cluster")
    w.claim("member_of", birch, "River Cluster")
    w.head("head of Birch", birch)
    w.claim("designated", "head of Birch", role="LLE")
    return w


def ask(w: World, school: str, **options: object) -> list[list[str]]:
    answer = routes(w.built(), school, Reading(ON), **options)  # type: ignore[arg-type]
    return [[route.steps[0].source, *(step.target for step in route.steps)] for route in answer.rows]


def test_a_route_names_each_step_and_its_claims() -> None:
    answer = routes(world().built(), "ash primary school", Reading(ON))
    (route,) = answer.rows
    assert route.brokers == ("River Cluster", "Birch Primary School")
    assert (route.to, route.leader, route.cost) == ("head of Birch", "LLE", 3.0)
    assert [claim.document for step in route.steps for claim in step.claims] == ["The survey"] * 3
    assert answer.sentence == (
        "On 30 September 2013 Ash Primary School reaches head of Birch (LLE) through River Cluster and Birch Primary"
        " School, 3 ties away; no route has other brokers."
    )


def test_no_route_is_said_and_not_made_up() -> None:
    answer = routes(world().built(), "Calder Primary School", Reading(ON))
    assert answer.rows == ()
    assert "no route leads from Calder Primary School to system leaders" in answer.sentence


def test_nothing_is_reached_through_an_authority_a_programme_or_a_national_body() -> None:
    w = world()
    for body, node_type in (("a programme", PROGRAMME), ("a college", ORGANISATION)):
        w.node(body, node_type)
    w.claim("funded_by", "urn:100003", "a programme")
    w.claim("funded_by", "urn:100002", "a programme")
    w.claim("partnership", "urn:100003", "a college")
    w.claim("partnership", "urn:100002", "a college")
    assert ask(w, "urn:100003") == []


def test_nothing_is_reached_through_a_set_of_unnamed_schools() -> None:
    w = world()
    w.school("all primary schools", authority="", attributes={"set": True})
    w.claim("partnership", "urn:100003", "all primary schools")
    w.claim("partnership", "all primary schools", "urn:100002")
    assert ask(w, "urn:100003") == []


def test_the_border_may_be_crossed() -> None:
    w = world()
    far = w.school(200001, "Far Teaching School", authority="")
    w.group("Alliance", "teaching_school_alliance")
    w.claim("member_of", far, "Alliance", role="teaching school")
    w.claim("partnership", "urn:100003", far)
    assert ask(w, "urn:100003") == [["Calder Primary School", "Far Teaching School"]]


def test_the_best_few_differ_in_their_brokers() -> None:
    w = world()
    w.person("an adviser")
    w.claim("supports", "an adviser", "urn:100001")
    w.claim("supports", "an adviser", "urn:100002")
    found = ask(w, "urn:100001", most=5)
    assert [path[1:-2] for path in found] == [["River Cluster"], ["an adviser"]]


def test_a_lapsed_tie_is_walked_only_if_asked_for_and_then_marked_and_dearer() -> None:
    w = world()
    w.claim("partnership", "urn:100003", "urn:100002", end="2012")
    assert ask(w, "urn:100003") == []
    (route,) = routes(w.built(), "urn:100003", Reading(ON), dormant=True).rows
    assert route.dormant
    assert [step.dormant for step in route.steps] == [True, False]
    assert route.cost == 1.5 + 5 + 1


def test_a_live_way_is_preferred_to_a_shorter_lapsed_one() -> None:
    w = world()
    w.claim("partnership", "urn:100001", "urn:100002", end="2012")
    first = routes(w.built(), "urn:100001", Reading(ON), dormant=True).rows[0]
    assert not first.dormant


def test_ones_own_leader_is_not_who_could_bring_one_in() -> None:
    assert ask(world(), "urn:100002") == []


def test_a_route_to_one_named_school_or_person() -> None:
    assert ask(world(), "urn:100001", to="Birch Primary School")[0][-1] == "Birch Primary School"
    assert ask(world(), "urn:100001", to="head of birch")[0][-1] == "head of Birch"


@pytest.mark.parametrize(("to", "fault"), [("Northmoor", QuestionError), ("ash primary school", QuestionError)])
def test_an_end_that_no_route_can_have_is_refused(to: str, fault: type[Exception]) -> None:
    with pytest.raises(fault, match=r"no route leads|same school"):
        ask(world(), "urn:100001", to=to)


def test_an_unknown_school_gets_near_names_and_two_of_one_name_are_not_guessed_between() -> None:
    w = world()
    w.school(100009, "Ash Primary School")
    with pytest.raises(NotFound, match="Did you mean 'Birch Primary School'"):
        ask(w, "Brich Primary Scool")
    with pytest.raises(Ambiguous, match="urn:100009") as fault:
        ask(w, "Ash Primary School")
    assert [node for node, _ in fault.value.candidates] == ["urn:100001", "urn:100009"]


edges = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda e: e[0] != e[1]), max_size=25)


@settings(max_examples=80, deadline=None)
@given(edges)
def test_the_first_route_costs_what_networkx_says_and_no_two_have_the_same_brokers(
    edges: list[tuple[int, int]],
) -> None:
    w = World()
    schools = [w.school(100000 + n) for n in range(10)]
    for a, b in edges:
        w.claim("federation", schools[a], schools[b])
    projection = w.on()
    graph = networkx.Graph(edges)
    graph.add_nodes_from(range(10))
    found = best_routes(projection, schools[0], {schools[9]}, most=4)
    if networkx.has_path(graph, 0, 9):
        assert found[0].cost == networkx.shortest_path_length(graph, 0, 9)
    else:
        assert not found
    brokers = [frozenset(route.nodes[1:-1]) for route in found]
    assert len(set(brokers)) == len(brokers)
