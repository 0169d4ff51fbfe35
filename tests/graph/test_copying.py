"""A store copied into another holds the same, byte for byte in the canonical form, to and fro, at a second try too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from breaking import Breaking
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.copying import canonical, copy
from graph.dates import PartialDate
from graph.errors import StoreError
from graph.records import Claim, Dataset, Decision, Evidence, Node, Record
from graph.store import Store
from graph.stores.memory import MemoryStore
from graph.stores.sqlite import SqliteStore
from loaders.bundled import load_bundled

DAY, LATER, LAST = date(2026, 1, 10), date(2026, 2, 20), date(2026, 3, 30)
SURVEY = Dataset(id="spreadsheet:survey", title="Survey", kind="spreadsheet", published=PartialDate(2013))
LIST = Dataset(id="links:list", title="List", kind="links", describes=False)


def school(number: int, dataset: Dataset = SURVEY, name: str = "Ash") -> Node:
    return Node(id=f"s:{number}", type="school", name=name, dataset=dataset.id)


def tie(number: int, one: int, other: int, dataset: Dataset = SURVEY) -> Claim:
    said = Evidence(document="A page", lines=(number,))
    key = f"c:{dataset.kind}:{number}"
    source, target = f"s:{one}", f"s:{other}"
    return Claim(id=key, type="partnership", source=source, target=target, dataset=dataset.id, evidence=said)


def with_a_past() -> MemoryStore:
    """Things withdrawn on two days, a claim left hanging on what another source withdrew, and a judgement."""
    store = MemoryStore()
    store.load(SURVEY, [*map(school, range(6)), tie(1, 0, 1), tie(2, 2, 3), tie(3, 4, 5)], on=DAY)
    store.load(LIST, [school(0, LIST, "Ash School"), school(7, LIST), tie(1, 0, 5, LIST), tie(2, 0, 7, LIST)], on=DAY)
    store.load(LIST, [school(0, LIST, "Ash School"), tie(1, 0, 5, LIST)], on=LATER)
    store.load(SURVEY, [*map(school, range(5)), tie(1, 0, 1), tie(2, 2, 3)], on=LATER)
    store.load(SURVEY, [*map(school, range(4)), tie(2, 2, 3)], on=LAST)
    store.decide([Decision(left="s:1", right="s:2", verdict="different", by="Ada Marsh", on="2026-01-10")])
    return store


@pytest.fixture(params=["memory", "sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "neo4j":
        yield request.getfixturevalue("neo4j_store")
        return
    with MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "copy.db") as store:
        yield store


def test_a_copy_and_a_copy_of_it_are_equal_to_the_original(empty: Store) -> None:
    original, back = with_a_past(), MemoryStore()
    lines = list(canonical(original))
    assert sum('"withdrawn"' in line for line in lines) == 6
    assert copy(original, empty).found_there == 0
    copy(empty, back)
    assert list(canonical(empty)) == list(canonical(back)) == lines


def test_the_bundled_data_is_copied_exactly(empty: Store) -> None:
    original = MemoryStore()
    load_bundled(original, on=DAY)
    copied = copy(original, empty)
    assert list(canonical(empty)) == list(canonical(original))
    assert f"{copied.datasets} data sets with {copied.records:,} records" in copied.sentence


def test_claims_on_what_was_deleted_or_withdrawn_everywhere_are_copied(empty: Store) -> None:
    original = with_a_past()
    other, third = replace(SURVEY, id="spreadsheet:other"), replace(LIST, id="links:third")
    # Each of two speaks of what the other withdrew, and both of what a third said, which is deleted.
    original.load(third, [school(30, third)], on=DAY)
    for one, number in ((SURVEY, 10), (other, 20)):
        original.load(one, [school(number, one)], on=DAY)
    for one, own, others in ((SURVEY, 10, 20), (other, 20, 10)):
        kept = replace(tie(own, own, others, one), id=f"c:{own}")
        loose = replace(tie(own, others, 30, one), id=f"c:{own}:loose")
        original.load(one, [school(own, one), kept, loose], on=DAY)
    for one, own in ((SURVEY, 10), (other, 20)):
        original.load(
            one, [record for record in original.claims(dataset=one.id) if record.id == f"c:{own}:loose"], on=LATER
        )
    original.delete(dataset=third.id)
    lines = list(canonical(original))
    copy(original, empty)
    assert list(canonical(empty)) == lines
    assert "copying:props" not in {dataset.id for dataset in empty.datasets()}


@pytest.mark.parametrize("loads", range(8))
def test_a_copy_that_was_broken_off_is_completed_by_a_second_try(loads: int) -> None:
    original, target = with_a_past(), Breaking(loads)
    with pytest.raises(StoreError):
        copy(original, target)
    target.loads_left = 100
    copy(original, target)
    assert list(canonical(target)) == list(canonical(original))


def test_what_stands_there_already_is_not_loaded_again() -> None:
    original, target = with_a_past(), Breaking(100)
    copy(original, target)
    target.loads_left = 0
    assert copy(original, target).found_there == 2


def test_another_past_of_the_same_data_set_gives_way() -> None:
    original, target = with_a_past(), MemoryStore()
    target.load(SURVEY, [school(99), school(1)], on=DAY)
    target.load(SURVEY, [], on=LATER)
    copy(original, target)
    assert list(canonical(target)) == list(canonical(original))


def test_what_else_the_target_holds_stays() -> None:
    target, other = MemoryStore(), replace(SURVEY, id="spreadsheet:other")
    target.load(other, [school(1, other)], on=DAY)
    copy(with_a_past(), target)
    assert [node.id for node in target.said(other.id)] == ["s:1"]


def test_how_far_it_is_is_told() -> None:
    told: list[tuple[str, int, int]] = []
    copy(with_a_past(), MemoryStore(), lambda *far: told.append(far))
    assert told == [("List", 1, 2), ("Survey", 2, 2)] * 2


records = st.lists(st.builds(school, st.integers(0, 4)) | st.builds(tie, *[st.integers(0, 4)] * 3), max_size=8)
loads = st.lists(st.tuples(records, st.sampled_from([DAY, LATER, LAST])), max_size=4)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(loads)
def test_any_past_of_one_data_set_is_copied_exactly(said: list[tuple[list[Record], date]]) -> None:
    original, target = MemoryStore(), MemoryStore()
    for some, day in sorted(said, key=lambda load: load[1]):
        original.load(SURVEY, some, on=day)
    copy(original, target)
    assert list(canonical(target)) == list(canonical(original))
