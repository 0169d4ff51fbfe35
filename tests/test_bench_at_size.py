"""The benchmark's made-up England, and that every library gives our numbers; the timing itself is for `make bench`."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import islice

import at_size
import beside
import numpy as np
import pytest
from measures import MEASURES, Measure
from synthetic import SCHOOLS, england
from worlds_measured import World

from graph.projection import Reading
from graph.records import Claim, Node
from graph.stores.sqlite import SqliteStore
from loaders.bundled import load_files


def test_the_measures_stand_beside_those_of_the_libraries() -> None:
    seconds = {
        ("constraint", "schoolties"): [0.002, 0.004, 0.009],
        ("constraint", "igraph"): [0.002],
        ("brokerage", "schoolties"): [0.02],
    }
    assert at_size.table(seconds).splitlines() == [
        "| | schoolties | igraph | ratio to the fastest other |",
        "|---|---:|---:|---:|",
        "| Constraint | 4.0 | 2.0 | 2.0 |",
        "| Gould-Fernandez roles of every node, by authority | 20.0 |  |  |",
    ]


def test_the_made_up_england_is_the_same_for_the_same_seed_and_like_the_real_one() -> None:
    records = list(islice(england(seed=3), 60_000))
    assert records[:3_000] == list(islice(england(seed=3), 3_000))
    assert records[:3_000] != list(islice(england(seed=4), 3_000))
    schools = {node.id for node in records if isinstance(node, Node) and node.type == "school"}
    assert len(schools) == SCHOOLS
    sizes = Counter(claim.target for claim in records if isinstance(claim, Claim) and claim.type == "member_of")
    trusts = sorted(size for group, size in sizes.items() if str(group).startswith("group:trust"))
    assert trusts[len(trusts) // 2] <= 3
    assert trusts[-1] > 50


@pytest.fixture(scope="module")
def small_world(tmp_path_factory: pytest.TempPathFactory) -> World:
    store = tmp_path_factory.mktemp("bench") / "small.db"
    with SqliteStore(store) as opened:
        load_files(opened, on=date(2026, 1, 10))
    return World.of(store, Reading(date(2013, 9, 30)))


@pytest.mark.parametrize("measure", MEASURES, ids=[measure.name for measure in MEASURES])
def test_every_library_gives_our_numbers(measure: Measure, small_world: World) -> None:
    sums = beside.compared(measure, small_world)
    assert bool(sums) == measure.compared


def test_a_library_that_gives_other_numbers_stops_the_benchmark(small_world: World) -> None:
    wrong = Measure("distance", "Distance", {"schoolties": lambda _: np.ones(3), "other": lambda _: np.zeros(3)})
    with pytest.raises(beside.Disagreement, match="other gives other numbers"):
        beside.compared(wrong, small_world)
