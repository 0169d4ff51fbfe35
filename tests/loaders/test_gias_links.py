"""Links between establishments: who came after whom, from whichever side it is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from register_files import LINKS, SCHOOLS, claims_of, load_one, node_of, write_table

from graph.dates import PartialDate
from graph.store import Store
from loaders.report import LoadReport

A, B, C = "119001", "119002", "119003"
NAMES = {A: "Ashdown Primary School", B: "Birchwood Infant School", C: "Calder Junior School"}
Link = tuple[str, str, str, str]


def loaded(folder: Path, *links: Link) -> tuple[Store, LoadReport]:
    """Each link is URN, linked URN, type, date; the schools are loaded before."""
    schools = [(urn, "855", "Leicestershire", name, "Community school", "Open", "", "") for urn, name in NAMES.items()]
    store, _ = load_one(write_table(folder / "schools20250717.csv", SCHOOLS, *schools))
    rows = [(urn, linked, NAMES.get(linked, "Dunmore School"), how, date) for urn, linked, how, date in links]
    return load_one(write_table(folder / "links20250422.csv", LINKS, *rows), store)


def successions(store: Store) -> list[tuple[str, str]]:
    """Pairs of newer and older URN."""
    pairs = [(claim.source, claim.target or "") for claim in claims_of(store, "succeeds")]
    return [(newer.removeprefix("urn:"), older.removeprefix("urn:")) for newer, older in pairs]


@pytest.mark.parametrize(
    "how",
    ["Successor", "Successor - merged", "Successor - amalgamated", "Successor - Split School", "Child", "SUCCESSOR"],
)
def test_the_linked_school_came_after(tmp_path: Path, how: str) -> None:
    assert successions(loaded(tmp_path, (A, B, how, ""))[0]) == [(B, A)]


@pytest.mark.parametrize(
    "how", ["Predecessor", "Predecessor - merged", "Predecessor - Split School", "Parent - merged"]
)
def test_the_linked_school_came_before(tmp_path: Path, how: str) -> None:
    assert successions(loaded(tmp_path, (A, B, how, ""))[0]) == [(A, B)]


def test_both_sides_of_a_link_are_two_claims_of_one_succession(tmp_path: Path) -> None:
    store, _ = loaded(tmp_path, (A, B, "Successor", "31-08-2011"), (B, A, "Predecessor", "01-09-2011"))
    assert successions(store) == [(B, A), (B, A)]
    ids = [claim.id for claim in claims_of(store, "succeeds")]
    assert ids == ["gias-links:links20250422:119001/119002", "gias-links:links20250422:119002/119001"]


def test_the_date_of_a_link_is_kept_and_is_no_start(tmp_path: Path) -> None:
    store, _ = loaded(tmp_path, (A, B, "Successor", "31-08-2011"))
    [claim] = claims_of(store, "succeeds")
    assert claim.attributes == {"how": "Successor", "link_date": "2011-08-31"}
    assert (claim.start, claim.end, claim.observed) == (None, None, (PartialDate(2025, 4, 22),))


def test_the_linked_school_is_mentioned_by_name_and_yields_to_the_register(tmp_path: Path) -> None:
    store, report = loaded(tmp_path, (A, "130000", "Successor", ""), (A, B, "Successor", ""))
    assert node_of(store, "urn:130000").name == "Dunmore School"
    assert not report.dataset.describes
    assert node_of(store, f"urn:{B}").attributes["status"] == "Open"


@pytest.mark.parametrize("how", ["Sixth Form Centre School", "Sixth Form Centre Link"])
def test_a_shared_sixth_form_is_a_partnership(tmp_path: Path, how: str) -> None:
    store, _ = loaded(tmp_path, (A, B, how, ""))
    [claim] = claims_of(store, "partnership")
    assert (claim.source, claim.target, claim.purposes) == (f"urn:{A}", f"urn:{B}", ("sixth form",))


@pytest.mark.parametrize(
    "how", ["Other", "Expansion", "Closure", "Merged - change in age range", "Children's Centre Link"]
)
def test_a_link_that_tells_no_direction_is_refused(tmp_path: Path, how: str) -> None:
    store, report = loaded(tmp_path, (A, B, how, ""), (B, C, "Successor", ""))
    [refusal] = report.refusals
    assert (refusal.line, refusal.value) == (2, how)
    assert "does not say which school came after" in refusal.reason
    assert successions(store) == [(C, B)]


def test_an_amalgamation_named_alike_on_both_sides_is_refused_on_both(tmp_path: Path) -> None:
    both = [(A, B, "Result of Amalgamation", "31-08-2014"), (B, A, "Result of Amalgamation", "01-09-2014")]
    store, report = loaded(tmp_path, *both, (A, C, "Successor", ""))
    assert [refusal.line for refusal in report.refusals] == [2, 3]
    assert all("said of both schools alike" in refusal.reason for refusal in report.refusals)
    assert successions(store) == [(C, A)]


def test_an_amalgamation_takes_its_direction_from_the_other_row_of_the_pair(tmp_path: Path) -> None:
    store, report = loaded(tmp_path, (A, B, "Result of Amalgamation", ""), (B, A, "Predecessor - amalgamated", ""))
    assert not report.refusals
    assert successions(store) == [(B, A), (B, A)]


def test_two_rows_that_put_each_school_after_the_other_are_both_refused(tmp_path: Path) -> None:
    store, report = loaded(tmp_path, (A, B, "Successor", ""), (B, A, "Successor", ""), (B, C, "Successor", ""))
    assert [refusal.line for refusal in report.refusals] == [2, 3]
    assert "put each school after the other" in report.refusals[0].reason
    assert successions(store) == [(C, B)]


def test_a_circle_of_successors_is_refused_where_it_closes(tmp_path: Path) -> None:
    store, report = loaded(tmp_path, (A, B, "Successor", ""), (B, C, "Successor", ""), (C, A, "Successor", ""))
    [refusal] = report.refusals
    assert refusal.line == 4
    assert "circle" in refusal.reason
    assert len(successions(store)) == 2


def test_a_school_linked_to_itself_is_refused(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, (A, A, "Successor", ""), (A, B, "Successor", ""))
    assert [refusal.line for refusal in report.refusals] == [2]


@pytest.mark.parametrize("linked", ["20001", "11900", ""])
def test_a_linked_school_needs_a_urn_of_six_digits(tmp_path: Path, linked: str) -> None:
    _, report = loaded(tmp_path, (A, linked, "Successor", ""), (A, B, "Successor", ""))
    assert [refusal.value for refusal in report.refusals] == [linked]
