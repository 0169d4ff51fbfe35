"""Groups of the register and their members, federations of 2016, and teaching schools."""

from __future__ import annotations

from pathlib import Path

import pytest
from register_files import claims_of, load_one, node_of, write_records

from graph.dates import PartialDate
from graph.errors import UnknownFileKind
from graph.records import Node
from graph.store import Store
from loaders.report import LoadReport

GROUP = {
    "Group UID": "1496",
    "Group ID": "",
    "Group Name": "Ashdown and Birchwood Federation",
    "Companies House Number": "",
    "Group Type (code)": "01",
    "Group Type": "Federation",
    "Closed Date": "",
    "Open date": "03/01/2012",
    "Incorporated on (open date)": "",
    "Group Status (code)": "OPEN",
    "Group Status": "Open",
    "Group Town": "Loughborough",
    "Group County": "Not recorded",
    "Head of Group Title": "Not recorded",
    "Head of Group First Name": "",
    "Head of Group Last Name": "",
    "UKPRN": "",
}
SOAP_GROUP = {
    "UID": "1496",
    "Group Name": "Ashdown and Birchwood Federation",
    "Group Type": "Federation",
    "Group Type (code)": "1",
    "Closed Date": "",
    "Status": "Open",
    "Group Contact Town": "Loughborough",
}
MEMBER = {
    "URN": "119001",
    "Group UID": "4782",
    "Group Name": "ASHDOWN TRUST",
    "Companies House Number": "7318714",
    "Group Type (code)": "10",
    "Group Type": "Single-academy trust",
    "Closed Date": "",
    "Incorporated on (open date)": "19/07/2010",
    "Group Status": "Open",
    "Joined date": "01/12/2010",
    "EstablishmentName": "Ashdown Academy",
    "TypeOfEstablishment (name)": "Academy converter",
    "LA (code)": "855",
    "LA (name)": "Leicestershire",
}
FEDERATED = {
    "urn": "119001",
    "school_name_latest": "Ashdown Primary School",
    "la_name": "Leicestershire",
    "federation_name_2016": "Ashdown and Birchwood Federation",
    "group_uid_2026": "1496",
    "group_status_2026": "Open",
    "group_open_date": "01/01/2012",
    "group_closed_date": "",
}
TEACHING = {" URN": "119001", "Alliance Name": "Charnwood Alliance ", " Teaching School": "Ashdown Primary School"}


def loaded(folder: Path, *rows: dict[str, str], name: str = "groups20260806.csv") -> tuple[Store, LoadReport]:
    return load_one(write_records(folder / name, *rows))


def group(folder: Path, **columns: str) -> Node:
    store, _ = loaded(folder, GROUP | columns)
    return node_of(store, "uid:1496")


# --- groups ----------------------------------------------------------------------------------------------------


def test_a_group_is_its_uid_with_kind_dates_and_status(tmp_path: Path) -> None:
    node = group(tmp_path)
    assert (node.id, node.type, node.kind) == ("uid:1496", "group", "federation")
    assert (node.opened, node.closed) == (PartialDate(2012, 1, 3), None)
    assert node.attributes == {
        "group_type": "Federation",
        "status": "Open",
        "status_as_of": "2026-08-06",
        "town": "Loughborough",
    }


def test_the_older_form_of_the_file_gives_the_same_group(tmp_path: Path) -> None:
    store, report = loaded(tmp_path, SOAP_GROUP)
    assert report.kind == "gias-groups"
    assert node_of(store, "uid:1496").kind == "federation"
    assert node_of(store, "uid:1496").attributes["town"] == "Loughborough"


@pytest.mark.parametrize(
    ("code", "name", "kind"),
    [
        ("01", "Federation", "federation"),
        ("2", "Trust", "trust"),
        ("05", "School sponsor", "sponsor"),
        ("6", "", "trust"),
        ("", "Umbrella trust", "trust"),
        ("08", "Children's Centres Group", "other"),
        ("9", "Children's Centres Collaboration", "other"),
        ("10", "Single-academy trust", "trust"),
        ("", "multi-academy trust", "trust"),
        ("77", "Guild", "other"),
    ],
)
def test_the_kind_of_a_group_is_told_by_its_code_or_else_its_name(
    tmp_path: Path, code: str, name: str, kind: str
) -> None:
    node = group(tmp_path, **{"Group Type (code)": code, "Group Type": name})
    assert node.kind == kind
    assert node.attributes["group_type"] == name or code == "6"


def test_a_trust_opened_when_it_was_incorporated(tmp_path: Path) -> None:
    node = group(tmp_path, **{"Open date": "", "Incorporated on (open date)": "19/07/2010"})
    assert node.opened == PartialDate(2010, 7, 19)


@pytest.mark.parametrize("day", ["01/01/1902", "01/01/1900"])
def test_an_unknown_opening_is_none(tmp_path: Path, day: str) -> None:
    assert group(tmp_path, **{"Open date": day}).opened is None


def test_a_company_number_has_its_zeros_back(tmp_path: Path) -> None:
    assert group(tmp_path, **{"Companies House Number": "7318714"}).attributes["companies_house_number"] == "07318714"


def test_a_group_to_come_opens_on_its_day(tmp_path: Path) -> None:
    node = group(tmp_path, **{"Open date": "01/09/2027", "Group Status": "Proposed to open"})
    assert (node.opened, node.attributes["status"]) == (PartialDate(2027, 9, 1), "Proposed to open")


def test_a_group_that_closed_before_it_opened_is_refused(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, GROUP, GROUP | {"Group UID": "1497", "Closed Date": "02/01/2012"})
    [refusal] = report.refusals
    assert (refusal.line, refusal.value) == (3, "2012-01-03 to 2012-01-02")


def test_a_group_on_two_rows_is_refused_the_second_time(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, GROUP, GROUP)
    assert [(refusal.line, refusal.value) for refusal in report.refusals] == [(3, "uid:1496")]


def test_a_group_without_a_uid_is_refused(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, GROUP, GROUP | {"Group UID": ""})
    assert "UID is a number" in report.refusals[0].reason


@pytest.mark.parametrize(
    ("title", "role", "role_title", "about"),
    [
        ("Not recorded", None, "head of group", {}),
        ("Mrs", None, "head of group", {"title": "Mrs"}),
        ("Headteacher", "headteacher", "Headteacher", {}),
    ],
)
def test_the_head_of_a_group_is_a_person_in_a_post(
    tmp_path: Path, title: str, role: str | None, role_title: str, about: dict[str, str]
) -> None:
    names = {"Head of Group First Name": "Priya", "Head of Group Last Name": "Cole", "Head of Group Title": title}
    store, _ = loaded(tmp_path, GROUP | names)
    [claim] = claims_of(store, "holds_role")
    person = node_of(store, "gias-groups:groups20260806:head:1496")
    assert (person.name, person.attributes) == ("Priya Cole", about)
    assert (claim.source, claim.target, claim.role, claim.role_title) == (person.id, "uid:1496", role, role_title)
    assert claim.observed == (PartialDate(2026, 8, 6),)


def test_the_head_of_a_closed_group_is_its_head_no_longer(tmp_path: Path) -> None:
    names = {"Head of Group First Name": "Priya", "Head of Group Last Name": "Cole"}
    store, _ = loaded(tmp_path, GROUP | names | {"Group Status": "Closed", "Closed Date": "30/08/2017"})
    [claim] = claims_of(store, "holds_role")
    assert (claim.state, claim.observed) == ("ended", ())


def test_a_list_with_schools_in_it_is_no_list_of_groups(tmp_path: Path) -> None:
    with pytest.raises(UnknownFileKind, match="but lacks EstablishmentName"):
        loaded(tmp_path, GROUP | {"URN": "119001"})


# --- their members ---------------------------------------------------------------------------------------------


def test_a_school_is_a_member_since_it_joined(tmp_path: Path) -> None:
    store, report = loaded(tmp_path, MEMBER, name="alllinksdata20250717.csv")
    [claim] = claims_of(store, "member_of")
    assert report.kind == "gias-group-links"
    assert claim.id == "gias-group-links:alllinksdata20250717:119001/4782"
    assert (claim.source, claim.target) == ("urn:119001", "uid:4782")
    assert (claim.start, claim.observed) == (PartialDate(2010, 12, 1), (PartialDate(2025, 7, 17),))
    assert node_of(store, "urn:119001").name == "Ashdown Academy"
    assert node_of(store, "uid:4782").kind == "trust"
    assert not report.dataset.describes


def test_the_form_of_2017_names_the_uid_differently_and_dates_with_hyphens(tmp_path: Path) -> None:
    row = {name: value for name, value in MEMBER.items() if name not in {"Group UID", "Group Type (code)"}}
    store, _ = loaded(tmp_path, row | {"Linked UID": "4782", "Joined date": "01-12-2010"})
    [claim] = claims_of(store, "member_of")
    assert (claim.target, claim.start) == ("uid:4782", PartialDate(2010, 12, 1))


def test_a_member_of_a_closed_group_is_one_no_longer(tmp_path: Path) -> None:
    store, _ = loaded(tmp_path, MEMBER | {"Group Status": "Closed", "Closed Date": "30/08/2017"})
    [claim] = claims_of(store, "member_of")
    assert (claim.start, claim.observed, claim.state) == (PartialDate(2010, 12, 1), (), "ended")


def test_an_unknown_joining_date_is_none(tmp_path: Path) -> None:
    store, _ = loaded(tmp_path, MEMBER | {"Joined date": "01/01/1900"})
    assert claims_of(store, "member_of")[0].start is None


def test_a_childrens_centre_in_a_group_is_refused(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, MEMBER, MEMBER | {"URN": "20003"})
    [refusal] = report.refusals
    assert "children's centre" in refusal.reason


# --- federations of 2016 ---------------------------------------------------------------------------------------


def test_a_federation_whose_name_led_to_one_group_is_that_group(tmp_path: Path) -> None:
    store, report = loaded(tmp_path, FEDERATED, name="federation_members_2016.csv")
    [claim] = claims_of(store, "member_of")
    assert report.kind == "federation-members"
    assert (claim.target, claim.observed, claim.start) == ("uid:1496", (PartialDate(2016),), None)
    assert claim.attributes == {"federation_name": "Ashdown and Birchwood Federation"}
    assert node_of(store, "uid:1496").opened == PartialDate(2012, 1, 1)


@pytest.mark.parametrize(
    ("uids", "attributes"), [("1656|1928", {"candidates": ["uid:1656", "uid:1928"]}), ("", {}), (" | ", {})]
)
def test_a_federation_whose_name_led_to_two_groups_or_none_is_its_own(
    tmp_path: Path, uids: str, attributes: dict[str, list[str]]
) -> None:
    row = FEDERATED | {"group_uid_2026": uids, "group_open_date": "01/04/2013|01/01/1902"}
    store, _ = loaded(tmp_path, row, name="federation_members_2016.csv")
    [claim] = claims_of(store, "member_of")
    own = "federation-members:federation_members_2016:ashdown-and-birchwood-federation-leicestershire"
    assert claim.target == own
    assert node_of(store, own).attributes == attributes
    assert node_of(store, own).opened is None


def test_federations_of_one_name_in_two_authorities_are_two(tmp_path: Path) -> None:
    rows = [
        FEDERATED | {"group_uid_2026": ""},
        FEDERATED | {"urn": "119002", "la_name": "Reading", "group_uid_2026": ""},
    ]
    store, _ = loaded(tmp_path, *rows, name="federation_members_2016.csv")
    assert len({claim.target for claim in claims_of(store, "member_of")}) == 2


# --- teaching schools ------------------------------------------------------------------------------------------


def test_a_teaching_school_is_a_member_of_its_alliance_in_that_part(tmp_path: Path) -> None:
    store, report = loaded(tmp_path, TEACHING, name="teaching_schools_20180312.csv")
    [claim] = claims_of(store, "member_of")
    alliance = "teaching-schools:teaching_schools_20180312:charnwood-alliance"
    assert report.kind == "teaching-schools"
    assert (claim.source, claim.target) == ("urn:119001", alliance)
    assert (claim.role, claim.role_title, claim.observed) == (
        "teaching school",
        "teaching school",
        (PartialDate(2018, 3, 12),),
    )
    assert node_of(store, alliance).kind == "teaching_school_alliance"
    assert node_of(store, alliance).name == "Charnwood Alliance"
    assert "National College" in report.dataset.attribution


def test_two_teaching_schools_share_an_alliance(tmp_path: Path) -> None:
    store, _ = loaded(tmp_path, TEACHING, TEACHING | {" URN": "119002"}, name="teaching_schools_20180312.csv")
    assert len({claim.target for claim in claims_of(store, "member_of")}) == 1


def test_a_teaching_school_without_an_alliance_is_refused(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, TEACHING, TEACHING | {" URN": "119002", "Alliance Name": " "})
    assert [refusal.line for refusal in report.refusals] == [3]
