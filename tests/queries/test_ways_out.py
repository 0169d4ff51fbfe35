"""Two ways out that share nobody, found around a school, against the ladder that searches the whole graph."""

from __future__ import annotations

import random
from collections.abc import Callable

import networkx as nx
import pytest
from drawings import Drawing
from hypothesis import given, settings
from test_isolation import SCHOOLS, drawn, some_claims, some_kinds
from test_reach import SHAPES

from graph.records import Claim
from queries import ways_out
from queries.ladder import Ladder
from queries.ways_out import LocalLadder


@settings(max_examples=200)
@given(some_claims, some_kinds)
def test_every_school_stands_on_the_rung_of_the_whole_ladder(claims: list[Claim], kinds: tuple[str, ...]) -> None:
    projection = drawn(claims, kinds).on()
    whole, local = Ladder(projection), LocalLadder(projection)
    assert [local.rung(school) for school in SCHOOLS] == [whole.rung(school) for school in SCHOOLS]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("shape", SHAPES)
def test_the_ways_out_of_a_random_graph(shape: Callable[[random.Random], nx.Graph], seed: int) -> None:
    chance = random.Random(seed)
    made = shape(chance)
    drawing = Drawing()
    for node in made:
        drawing.school(f"s{node}")
        drawing.head(f"p{node}", f"s{node}")
    for one, other in made.edges:
        if one != other:
            drawing.claim(f"s{one}", "partnership", f"s{other}")
    for node in chance.sample(sorted(made), chance.randint(0, min(4, len(made)))):
        drawing.designate(f"p{node}")
    projection = drawing.on()
    whole, local = Ladder(projection), LocalLadder(projection)
    asked = [f"s{node}" for node in made]
    assert [local.ways(school) for school in asked] == [whole.ways(school) for school in asked]


def test_where_looking_around_costs_more_the_whole_graph_is_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    drawing = Drawing()
    drawing.schools("ash", "oak", "elm")
    for one, other in (("ash", "oak"), ("oak", "elm")):
        drawing.claim(one, "partnership", other)
    drawing.designate(drawing.head("ada", "elm"))
    monkeypatch.setattr(ways_out, "PATIENCE", 0)
    ladder = LocalLadder(drawing.on())
    assert [ladder.ways(school) for school in ("ash", "oak", "elm")] == [1, 1, 1]
    assert "_threads" in vars(ladder)
