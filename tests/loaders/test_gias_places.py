"""Places and sizes of schools, from an extract that gives no more than that."""

from __future__ import annotations

from pathlib import Path

from register_files import ASHDOWN, BIRCHWOOD, SCHOOLS, claims_of, load_one, node_of, write_table

from graph.store import Store

HEADER = ("urn", "num_pupils", "easting", "northing")


def loaded(folder: Path, *rows: tuple[str, ...]) -> tuple[Store, list[str]]:
    store, _ = load_one(write_table(folder / "edubasealldata20170101.csv", SCHOOLS, ASHDOWN, BIRCHWOOD))
    store, report = load_one(write_table(folder / "places_20180312.csv", HEADER, *rows), store)
    assert report.kind == "gias-places"
    return store, [f"{refusal.value}: {refusal.reason}" for refusal in report.refusals]


def test_a_school_held_gets_its_place_and_its_pupils_with_their_date(tmp_path: Path) -> None:
    store, refused = loaded(tmp_path, ("119001", "230", "449000", "318000"))
    found = node_of(store, "urn:119001")
    assert refused == []
    assert found.name == "Ashdown Primary School"
    assert {key: found.attributes[key] for key in ("pupils", "pupils_as_of", "easting", "northing")} == {
        "pupils": "230",
        "pupils_as_of": "2018-03-12",
        "easting": "449000",
        "northing": "318000",
    }
    assert claims_of(store, "member_of") == []


def test_nought_and_blank_stand_for_not_known(tmp_path: Path) -> None:
    store, _ = loaded(tmp_path, ("119001", "0", "0", ""), ("119002", "NA", "449000", "318000"))
    assert node_of(store, "urn:119001").attributes.keys().isdisjoint({"pupils", "pupils_as_of", "easting", "northing"})
    assert "pupils_as_of" not in node_of(store, "urn:119002").attributes


def test_a_school_that_is_not_held_is_refused(tmp_path: Path) -> None:
    _, refused = loaded(tmp_path, ("119001", "230", "449000", "318000"), ("119009", "100", "1", "1"))
    assert refused == ["119009: no school with this URN is held. Load the list of schools first, then this file again."]


def test_the_list_of_schools_stays_a_list_of_schools(tmp_path: Path) -> None:
    header, row = (*SCHOOLS, "Easting", "Northing", "NumberOfPupils"), (*ASHDOWN, "449000", "318000", "230")
    store, report = load_one(write_table(tmp_path / "edubasealldata20170101.csv", header, row))
    assert report.kind == "gias-establishments"
    assert node_of(store, "urn:119001").attributes["easting"] == "449000"
