"""Schools of the register: what a row becomes, in all its forms, and which rows are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register_files import claims_of, load_one, node_of, write_records

from graph.dates import PartialDate
from graph.records import Claim, Node
from graph.store import Store
from loaders.establishment_types import TYPES, establishment_type
from loaders.gias import ATTRIBUTION, is_placeholder, parse_day
from loaders.report import LoadReport

EXTRACT = "edubasealldata20250717.csv"
SCHOOL = {
    "URN": "119001",
    "LA (code)": "855",
    "LA (name)": "Leicestershire",
    "EstablishmentName": "Ashdown Primary School",
    "TypeOfEstablishment (code)": "01",
    "TypeOfEstablishment (name)": "Community school",
    "EstablishmentStatus (name)": "Open",
    "OpenDate": "01-09-1967",
    "CloseDate": "",
    "PhaseOfEducation (name)": "Primary",
    "Trusts (code)": "",
    "Trusts (name)": "",
    "Federations (code)": "",
    "Federations (name)": "",
    "NumberOfPupils": "210",
    "HeadTitle (name)": "Ms",
    "HeadFirstName": "Ada",
    "HeadLastName": "Marsh",
    "HeadPreferredJobTitle": "Headteacher",
}
CLOSED = {"EstablishmentStatus (name)": "Closed", "CloseDate": "31-08-2016"}
MERGED = {
    "urn": "119001",
    "name": "Ashdown Academy",
    "la_name": "Leicestershire",
    "la_code": "855",
    "type_2025": "",
    "type_2016": "Academy Converter",
    "phase": "Primary",
    "status": "Open",
    "status_as_of": "2024-06-17",
    "in_open_state_funded_20250717": "0",
    "open_date": "",
    "close_date": "",
    "town": "Loughborough",
    "other_names": "Ashdown Academy|Ashdown School|Ashdown First School|Ashdown School",
}


def loaded(folder: Path, *changes: dict[str, str], name: str = EXTRACT) -> tuple[Store, LoadReport]:
    return load_one(write_records(folder / name, *(SCHOOL | change for change in changes)))


def school(folder: Path, **columns: str) -> Node:
    store, _ = loaded(folder, columns)
    return node_of(store, "urn:119001")


def merged(folder: Path, **columns: str) -> tuple[Node, list[Claim], LoadReport]:
    store, report = load_one(write_records(folder / "establishments_merged.csv", MERGED | columns))
    return node_of(store, "urn:119001"), claims_of(store, "in_authority"), report


def refusal(folder: Path, **columns: str) -> tuple[str, str]:
    _, report = loaded(folder, {"URN": "119002"}, columns)
    [refused] = report.refusals
    assert (refused.line, report.rows_kept) == (3, 1)
    return refused.value, refused.reason


# --- the school ------------------------------------------------------------------------------------------------


def test_a_school_is_its_urn_with_its_dates_and_what_the_register_says_of_it(tmp_path: Path) -> None:
    node = school(tmp_path)
    assert (node.id, node.type, node.name) == ("urn:119001", "school", "Ashdown Primary School")
    assert (node.opened, node.closed) == (PartialDate(1967, 9, 1), None)
    assert node.attributes == {
        "urn": "119001",
        "establishment_type": "Community school",
        "state_funded": True,
        "phase": "Primary",
        "pupils": "210",
        "la_code": "855",
        "la_name": "Leicestershire",
        "status": "Open",
        "status_as_of": "2025-07-17",
    }


def test_the_data_set_bears_the_licence_and_lists_every_school(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, {})
    dataset = report.dataset
    assert (dataset.id, dataset.attribution) == ("gias-establishments:edubasealldata20250717", ATTRIBUTION)
    assert (dataset.lists_all, dataset.describes, dataset.published) == (True, True, PartialDate(2025, 7, 17))


@pytest.mark.parametrize("day", ["01-09-1967", "1/9/1967", "01/09/1967", "1967-9-1", "1967-09-01 00:00:00"])
def test_a_day_is_read_in_any_form_the_register_or_a_spreadsheet_gives_it(tmp_path: Path, day: str) -> None:
    assert school(tmp_path, OpenDate=day).opened == PartialDate(1967, 9, 1)


@pytest.mark.parametrize("day", ["01-01-1900", "01/01/1902", "", "  "])
def test_a_day_that_stands_for_unknown_is_none(tmp_path: Path, day: str) -> None:
    assert school(tmp_path, OpenDate=day).opened is None


@given(st.dates())
def test_every_day_is_read_back_from_both_forms(day: object) -> None:
    year, month, number = map(int, str(day).split("-"))
    wanted = None if str(day) in {"1900-01-01", "1902-01-01"} else PartialDate(year, month, number)
    assert parse_day(f"{number:02}-{month:02}-{year:04}") == wanted
    assert parse_day(str(day)) == wanted


@pytest.mark.parametrize("day", ["31-02-2013", "00-01-2013", "2013", "1 Sept 2013", "01-13-2013", "01-09-13"])
def test_a_day_that_is_none_is_refused_with_its_value_and_column(tmp_path: Path, day: str) -> None:
    value, reason = refusal(tmp_path, OpenDate=day)
    assert value == day
    assert "OpenDate" in reason


def test_an_end_before_its_start_is_refused(tmp_path: Path) -> None:
    value, reason = refusal(tmp_path, **CLOSED, OpenDate="01-09-2016")
    assert value == "2016-09-01 to 2016-08-31"
    assert "closed before it opened" in reason


@pytest.mark.parametrize("urn", ["11900", "1190011", "", "11900A", "319001"])
def test_a_urn_that_has_not_six_digits_is_refused(tmp_path: Path, urn: str) -> None:
    value, reason = refusal(tmp_path, URN=urn)
    assert value == urn
    assert "six digits" in reason
    assert "register" in reason


def test_a_childrens_centre_is_refused_as_what_it_is(tmp_path: Path) -> None:
    value, reason = refusal(tmp_path, URN="20001")
    assert value == "20001"
    assert "children's centre" in reason


def test_a_welsh_school_has_a_urn_that_begins_with_4(tmp_path: Path) -> None:
    store, _ = loaded(tmp_path, {"URN": "401234"})
    assert node_of(store, "urn:401234").name == "Ashdown Primary School"


def test_a_school_on_two_rows_is_refused_the_second_time(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, {"LA (code)": ""}, {"LA (code)": "", "EstablishmentName": "Other"})
    [refused] = report.refusals
    assert (refused.line, refused.value) == (3, "119001")
    assert "on line 2" in refused.reason


def test_a_school_without_a_name_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, EstablishmentName="")[0] == "urn:119001"


def test_blank_and_unrecorded_values_are_left_out(tmp_path: Path) -> None:
    attributes = school(tmp_path, NumberOfPupils=" ", **{"PhaseOfEducation (name)": "Not recorded"}).attributes
    assert "pupils" not in attributes
    assert "phase" not in attributes


@pytest.mark.parametrize(
    ("name", "code", "wording", "funded"),
    [
        ("Community School", "", "Community school", True),
        ("LA Nursery School", "", "Local authority nursery school", True),
        ("Free Schools - 16-19", "", "Free schools 16 to 19", True),
        ("Free Schools - Alternative Provision", "", "Free schools alternative provision", True),
        ("Academy 16-19 Sponsor Led", "", "Academy 16 to 19 sponsor led", True),
        ("", "06", "City technology college", True),
        ("", "2", "Voluntary aided school", True),
        ("Other Independent School", "11", "Other independent school", False),
        ("Service Childrens Education", "", "Service children's education", False),
        ("Welsh Establishment", "30", "Welsh establishment", False),
    ],
)
def test_a_type_of_school_is_known_in_every_wording(name: str, code: str, wording: str, funded: bool) -> None:
    known = establishment_type(name, code)
    assert known is not None
    assert (known.name, known.state_funded) == (wording, funded)


def test_types_have_codes_and_names_of_their_own() -> None:
    assert len({kind.name for kind in TYPES.values()}) == len(TYPES) == 41
    assert establishment_type("Castle in the air", "99") is None


def test_a_type_that_is_not_known_is_kept_as_given(tmp_path: Path) -> None:
    attributes = school(
        tmp_path, **{"TypeOfEstablishment (name)": "Forest school", "TypeOfEstablishment (code)": ""}
    ).attributes
    assert attributes["establishment_type"] == "Forest school"
    assert "state_funded" not in attributes


def test_a_closed_school_without_a_closing_date_keeps_its_status_and_when_it_was_read(tmp_path: Path) -> None:
    node = school(tmp_path, **CLOSED | {"CloseDate": ""})
    assert node.closed is None
    assert (node.attributes["status"], node.attributes["status_as_of"]) == ("Closed", "2025-07-17")


def test_an_open_school_past_its_closing_date_did_not_close(tmp_path: Path) -> None:
    store, report = loaded(tmp_path, {"CloseDate": "31-12-2022"})
    node = node_of(store, "urn:119001")
    assert (node.closed, node.attributes["close_date"]) == (None, "2022-12-31")
    assert report.notes == ("1 open schools have a closing date in the past: it is kept as close_date only.",)


def test_a_closing_date_to_come_is_one(tmp_path: Path) -> None:
    open_still = {"EstablishmentStatus (name)": "Open, but proposed to close", "CloseDate": "31-08-2025"}
    assert school(tmp_path, **open_still).closed == PartialDate(2025, 8, 31)


# --- its authority, its head, its groups -----------------------------------------------------------------------


def test_a_school_is_in_its_authority_as_seen_on_the_day_of_the_extract(tmp_path: Path) -> None:
    store, _ = loaded(tmp_path, {})
    [claim] = claims_of(store, "in_authority")
    assert (claim.source, claim.target, claim.observed) == ("urn:119001", "la:855", (PartialDate(2025, 7, 17),))
    assert claim.id == "gias-establishments:edubasealldata20250717:119001/in_authority"
    assert str(claim.evidence) == "Get Information about Schools: edubasealldata20250717, line 2"
    assert node_of(store, "la:855").name == "Leicestershire"


def test_a_closed_school_was_in_its_authority_until_it_closed(tmp_path: Path) -> None:
    store, _ = loaded(tmp_path, CLOSED)
    [claim] = claims_of(store, "in_authority")
    assert (claim.end, claim.observed, claim.state) == (PartialDate(2016, 8, 31), (), "ended")


@pytest.mark.parametrize("code", ["0", "000", ""])
def test_a_school_outside_every_authority_is_in_none(tmp_path: Path, code: str) -> None:
    store, _ = loaded(tmp_path, {"LA (code)": code, "LA (name)": "Does not apply"})
    assert not claims_of(store, "in_authority")


def test_an_authority_keeps_its_three_digits(tmp_path: Path) -> None:
    store, _ = loaded(tmp_path, {"LA (code)": "85"})
    assert node_of(store, "urn:119001").attributes["la_code"] == "085"


def test_a_head_is_a_person_in_a_post_known_by_the_school_and_the_source(tmp_path: Path) -> None:
    store, _ = loaded(tmp_path, {"HeadPreferredJobTitle": "Executive Head Teacher"})
    [claim] = claims_of(store, "holds_role")
    person = node_of(store, "gias-establishments:edubasealldata20250717:head:119001")
    assert (person.type, person.name, person.attributes) == ("person", "Ada Marsh", {"title": "Ms"})
    assert (claim.source, claim.target) == (person.id, "urn:119001")
    assert (claim.role, claim.role_title) == ("executive headteacher", "Executive Head Teacher")
    assert claim.observed == (PartialDate(2025, 7, 17),)


@pytest.mark.parametrize(
    ("title", "post", "role_title", "about"),
    [
        ("Headteacher", "", "Headteacher", {}),
        ("Mr", "", None, {"title": "Mr"}),
        ("", "Head of Teaching & Learning", "Head of Teaching & Learning", {}),
    ],
)
def test_whoever_stands_in_the_columns_for_the_head_is_the_head(
    tmp_path: Path, title: str, post: str, role_title: str | None, about: dict[str, str]
) -> None:
    store, _ = loaded(tmp_path, {"HeadTitle (name)": title, "HeadPreferredJobTitle": post})
    [claim] = claims_of(store, "holds_role")
    assert (claim.role, claim.role_title) == ("headteacher", role_title)
    assert node_of(store, claim.source).attributes == about


@pytest.mark.parametrize(
    ("first", "last"), [("", ""), ("Vacant", "Vacant"), ("TBC", "TBC"), ("Not", "recorded"), ("-", ".")]
)
def test_a_vacancy_is_nobody(tmp_path: Path, first: str, last: str) -> None:
    store, _ = loaded(tmp_path, {"HeadFirstName": first, "HeadLastName": last})
    assert not claims_of(store, "holds_role")
    assert not list(store.nodes(type="person"))


def test_names_are_no_placeholders() -> None:
    assert not any(map(is_placeholder, ["Ada Marsh", "Nona None-Such", "A Vacantis", "Mr Known"]))


@pytest.mark.parametrize(
    ("first", "last"), [("Ada Marsh &", "Priya Cole"), ("Ada", "Marsh and Priya Cole"), ("Ada/Priya", "Marsh/Cole")]
)
def test_two_heads_in_one_cell_stand_for_both(tmp_path: Path, first: str, last: str) -> None:
    store, _ = loaded(tmp_path, {"HeadFirstName": first, "HeadLastName": last})
    [person] = store.nodes(type="person")
    assert person.is_collective


def test_one_head_with_and_in_the_name_is_one(tmp_path: Path) -> None:
    store, _ = loaded(tmp_path, {"HeadFirstName": "Sandy", "HeadLastName": "Anderson"})
    [person] = store.nodes(type="person")
    assert not person.is_collective


def test_the_head_of_a_closed_school_is_a_head_no_longer(tmp_path: Path) -> None:
    store, _ = loaded(tmp_path, CLOSED)
    [claim] = claims_of(store, "holds_role")
    assert (claim.state, claim.observed) == ("ended", ())
    assert claim.period.over


def test_trust_and_federation_are_groups_by_their_uid(tmp_path: Path) -> None:
    groups = {
        "Trusts (code)": "4782",
        "Trusts (name)": "ASHDOWN TRUST",
        "Federations (code)": "1496",
        "Federations (name)": "Ashdown and Birchwood Federation",
    }
    store, _ = loaded(tmp_path, groups)
    claims = claims_of(store, "member_of")
    assert [(claim.source, claim.target, claim.start) for claim in claims] == [
        ("urn:119001", "uid:1496", None),
        ("urn:119001", "uid:4782", None),
    ]
    assert [claim.observed for claim in claims] == [(PartialDate(2025, 7, 17),)] * 2
    assert [node_of(store, uid).kind for uid in ("uid:1496", "uid:4782")] == ["federation", "trust"]
    assert claims[0].id == "gias-establishments:edubasealldata20250717:119001/1496"


def test_a_group_code_that_is_no_number_is_refused(tmp_path: Path) -> None:
    value, reason = refusal(tmp_path, **{"Trusts (code)": "TR0123"})
    assert value == "TR0123"
    assert "UID" in reason


# --- the merged list of many years -----------------------------------------------------------------------------


def test_the_merged_list_knows_earlier_names_and_the_older_type(tmp_path: Path) -> None:
    node, _, report = merged(tmp_path)
    assert node.aliases == ("Ashdown School", "Ashdown First School")
    assert node.attributes["establishment_type"] == "Academy converter"
    assert node.attributes["town"] == "Loughborough"
    assert report.notes == ()


def test_the_merged_list_speaks_of_its_latest_day_and_each_row_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "establishments_merged.csv"
    later = MERGED | {"urn": "119002", "status_as_of": "2025-07-17"}
    store, report = load_one(write_records(path, MERGED, later))
    assert report.dataset.published == PartialDate(2025, 7, 17)
    assert [claim.observed for claim in claims_of(store, "in_authority")] == [
        (PartialDate(2024, 6, 17),),
        (PartialDate(2025, 7, 17),),
    ]


def test_a_school_of_unknown_type_open_in_2024_and_not_listed_in_2025_is_independent(tmp_path: Path) -> None:
    node, _, _ = merged(tmp_path, type_2016="")
    assert node.attributes["state_funded"] is False


def test_a_closed_school_of_unknown_type_may_be_either(tmp_path: Path) -> None:
    node, claims, _ = merged(tmp_path, type_2016="", status="Closed", close_date="31-08-2020")
    assert "state_funded" not in node.attributes
    assert claims[0].end == PartialDate(2020, 8, 31)


def test_a_school_of_unknown_status_is_kept_without_one(tmp_path: Path) -> None:
    node, _, _ = merged(tmp_path, status="", status_as_of="", la_code="", la_name="")
    assert "status" not in node.attributes
    assert "la_code" not in node.attributes
