"""A local authority's own spreadsheet, as CSV and as a workbook: forgiving of headers, strict about meaning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from graph.dates import PartialDate
from graph.errors import UnknownFileKind, UnreadableFile
from graph.records import Claim, Node
from graph.stores.memory import MemoryStore
from loaders.loading import load
from loaders.report import LoadReport
from loaders.spreadsheet_columns import COLUMNS, folded, read_header, suggestion
from loaders.template import write_template

TODAY = date(2026, 1, 5)


class Loaded:
    """One spreadsheet in a store of its own."""

    def __init__(self, path: Path) -> None:
        self.store = MemoryStore()
        (self.report,) = load(self.store, path, on=TODAY, published=PartialDate(2025, 6))
        self.claims = list(self.store.claims())
        self.nodes = {node.id: node for node in self.store.nodes()}

    @property
    def refused(self) -> list[str]:
        return [str(refusal) for refusal in self.report.refusals]

    def said(self, type: str) -> list[tuple[str, str | None]]:
        return [(claim.source, claim.target) for claim in self.claims if claim.type == type]

    def one(self, type: str) -> Claim:
        (claim,) = (claim for claim in self.claims if claim.type == type)
        return claim


Sheet = Callable[[str], Loaded]


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    def write(text: str) -> Loaded:
        path = tmp_path / "clusters.csv"
        path.write_text(text, encoding="utf-8")
        return Loaded(path)

    return write


def test_a_school_with_a_urn_is_that_of_the_register(sheet: Sheet) -> None:
    loaded = sheet("School name,URN,Phase,Cluster\nAshdown Primary School,123456.0,Primary,Weald Cluster\n")
    assert loaded.refused == []
    assert loaded.nodes["urn:123456"] == Node(
        id="urn:123456",
        type="school",
        name="Ashdown Primary School",
        dataset="spreadsheet:clusters",
        attributes={"urn": "123456", "phase": "Primary"},
    )
    assert loaded.nodes["clusters:cluster-weald-cluster"].kind == "cluster"
    claim = loaded.one("member_of")
    assert claim.id == "clusters:123456/member_of/cluster-weald-cluster"
    assert (claim.evidence.document, claim.evidence.lines) == ("clusters.csv", (2,))
    assert claim.evidence.dated == PartialDate(2025, 6)


def test_a_school_without_a_urn_is_the_files_own_and_a_note_says_so(sheet: Sheet) -> None:
    loaded = sheet("School,Cluster\nAshdown Primary School,Weald\n")
    assert "clusters:ashdown-primary-school" in loaded.nodes
    assert any("1 schools have no URN" in note for note in loaded.report.notes)


@pytest.mark.parametrize(
    "header",
    [
        "school_name,urn,CLUSTER NAME",
        "Name of School , Unique Reference Number,cluster",
        "SCHOOL/ACADEMY,School URN,Cluster",
    ],
)
def test_headers_are_forgiven(sheet: Sheet, header: str) -> None:
    assert sheet(f"{header}\nAshdown,123456,Weald\n").said("member_of") == [("urn:123456", "clusters:cluster-weald")]


def test_a_header_that_is_only_like_one_is_offered_and_not_guessed(sheet: Sheet) -> None:
    loaded = sheet("School name,Clutser,Head,Bus route\nAshdown School,Weald,Ada Marsh,7\n")
    assert loaded.said("member_of") == []
    assert dict(loaded.nodes["clusters:ashdown-school"].attributes) == {"clutser": "Weald", "bus_route": "7"}
    assert loaded.report.notes[:2] == (
        "Kept as attributes of the school: Clutser, Bus route.",
        "If Clutser is meant as Cluster, rename it and load the file again.",
    )


def test_two_headers_of_one_meaning_are_refused(sheet: Sheet) -> None:
    with pytest.raises(UnreadableFile, match="columns Head and Headteacher mean the same: Headteacher"):
        sheet("School name,Head,Headteacher\nAshdown,Ada Marsh,Priya Cole\n")


@pytest.mark.parametrize(
    ("joined", "left", "start", "end"),
    [
        ("2009", "Sept 2012", "2009", "2012-09"),
        ("01/09/2009", "", "2009-09-01", None),
        ("2009-09-01", "31-08-2012", "2009-09-01", "2012-08-31"),
    ],
)
def test_joined_and_left_bound_the_membership(
    sheet: Sheet, joined: str, left: str, start: str, end: str | None
) -> None:
    claim = sheet(f"School name,Cluster,Joined,Left\nAshdown,Weald,{joined},{left}\n").one("member_of")
    assert (str(claim.start), claim.end and str(claim.end)) == (start, end)


def test_a_school_year_and_a_date_seen_are_observations(sheet: Sheet) -> None:
    claim = sheet("School name,Cluster,School year,Date seen\nAshdown,Weald,2012-13,15/10/2012\n").one("member_of")
    assert (claim.start, claim.end) == (None, None)
    assert [str(when) for when in claim.observed] == ["2012-09", "2013-08", "2012-10-15"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",,Weald,,,", "neither a school's name nor its URN"),
        ("Ashdown,12345,Weald,,,", "six digits"),
        ("Ashdown,20123,Weald,,,", "children's centre"),
        ("Ashdown,12345A,Weald,,,", "'12345A': a URN is a number of six digits"),
        ("Ashdown,,Weald,2008-09,,", "'2008-09': this may be a school year"),
        ("Ashdown,,Weald,31-02-2013,,", "'31-02-2013': there is no such date"),
        ("Ashdown,,Weald,2013,2012,", "'2013 to 2012': ends before it starts"),
        ("Ashdown,,Weald; Downs,2013,,", "names 2 groups (Weald, Downs). Give each its own row"),
        ("Ashdown,,Weald,2013,,Oak Trust", "names 2 groups (Weald, Oak Trust)"),
        ("Ashdown,,,2013,,", "Joined is filled and the row names no group"),
        ("Ashdown,,yes,,,", "'yes': a tick does not say which. Write the name under Cluster"),
    ],
)
def test_what_can_be_read_two_ways_is_refused(sheet: Sheet, row: str, reason: str) -> None:
    loaded = sheet(f"School name,URN,Cluster,Joined,Left,Trust\n{row}\nOak School,,Weald,,,\n")
    assert (loaded.report.rows_read, loaded.report.rows_kept) == (2, 1)
    assert reason in loaded.refused[0]
    assert loaded.refused[0].startswith("line 2: ")


@pytest.mark.parametrize("cell", ["none", "N/A", "-", "No", ""])
def test_no_group_is_no_group(sheet: Sheet, cell: str) -> None:
    loaded = sheet(f"School name,Cluster,Head\nAshdown,{cell},Ada Marsh\n")
    assert loaded.refused == []
    assert loaded.said("member_of") == []


def test_several_rows_of_a_school_add_up(sheet: Sheet) -> None:
    loaded = sheet(
        "School name,URN,Phase,Town,Cluster,Joined,Left,Head\n"
        "Ashdown,123456,Primary,,Weald,2005,2007,Ada Marsh\n"
        "Ashdown Primary,123456,,Ashford,Weald,2009,,Ada Marsh\n"
    )
    assert loaded.refused == []
    school = loaded.nodes["urn:123456"]
    assert (school.name, school.aliases) == ("Ashdown Primary", ("Ashdown",))
    assert dict(school.attributes) == {"urn": "123456", "phase": "Primary", "town": "Ashford"}
    assert [claim.id for claim in loaded.claims] == [
        "clusters:123456/member_of/cluster-weald",
        "clusters:123456/member_of/cluster-weald/2",
        "clusters:person-ada-marsh/holds_role/123456/head",
    ]


def test_a_name_with_a_urn_elsewhere_in_the_file_has_that_urn(sheet: Sheet) -> None:
    loaded = sheet(
        "School name,URN,Partner schools\nAshdown Primary,123456,\nOak School,,ashdown primary\n"
        "Ashdown Primary,,Elm School\n"
    )
    assert loaded.said("partnership") == [
        ("urn:123456", "clusters:elm-school"),
        ("clusters:oak-school", "urn:123456"),
    ]


def test_namesakes_are_not_made_one(sheet: Sheet) -> None:
    loaded = sheet("School name,Town,Cluster\nSt Hilda's School,Ashford,Weald\nSt Hilda's School,Lewes,Downs\n")
    assert (
        "another row has a school of this name with Ashford for Lewes. If they are two, give their URNs"
        in loaded.refused[0]
    )
    twins = sheet(
        "School name,URN,Partner schools\nSt Hilda's School,123456,\nSt Hilda's School,123457,\n"
        "Oak School,,St Hilda's School\n"
    )
    assert "have the URNs 123456, 123457. Write the URN of the one meant" in twins.refused[0]


def test_people_hold_posts_under_the_title_of_the_column(sheet: Sheet) -> None:
    loaded = sheet("School name,Head,SBM,Chair of governors\nAshdown School,Ada Marsh,Priya Cole; Sam Reed,vacant\n")
    posts = {(claim.source, claim.role_title, claim.role) for claim in loaded.claims}
    assert posts == {
        ("clusters:person-ada-marsh", "Head", "headteacher"),
        ("clusters:person-priya-cole", "SBM", "school business manager"),
        ("clusters:person-sam-reed", "SBM", "school business manager"),
    }
    assert {claim.type for claim in loaded.claims} == {"holds_role"}


def test_a_full_name_is_one_person_and_a_surname_is_not(sheet: Sheet) -> None:
    loaded = sheet(
        "School name,Head\nAshdown School,Mrs Hill\nOak School,Mrs Hill\nElm School,Ada Marsh\nFir School,Ada Marsh\n"
    )
    people = sorted(node.id for node in loaded.nodes.values() if node.type == "person")
    assert people == [
        "clusters:ashdown-school-person-mrs-hill",
        "clusters:oak-school-person-mrs-hill",
        "clusters:person-ada-marsh",
    ]
    assert any("one person at several schools: Ada Marsh." in note for note in loaded.report.notes)


def test_an_initial_is_no_forename(sheet: Sheet) -> None:
    loaded = sheet("School name,Head\nAshdown School,A. Marsh\nOak School,A. Marsh\n")
    assert len({claim.source for claim in loaded.claims}) == 2


def test_words_for_nothing_are_nothing(sheet: Sheet) -> None:
    loaded = sheet("School name,URN,Cluster,Joined,Head\nAshdown School,n/a,Weald,not known,Vacant\n")
    assert loaded.refused == []
    assert (loaded.one("member_of").start, loaded.said("holds_role")) == (None, [])


def test_the_name_in_the_register_comes_first(sheet: Sheet, tmp_path: Path) -> None:
    loaded = sheet("School name,URN,Cluster\nAshdown,123456,Weald\n")
    register = tmp_path / "edubaseallstatefunded20200101.csv"
    columns = "URN,LA (code),LA (name),EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name)"
    more = "PhaseOfEducation (name),OpenDate,Town,Postcode"
    row = "123456,999,Weald,Ashdown Primary School,Community school,Open,Primary,,Ashford,"
    register.write_text(f"{columns},{more}\n{row}\n", encoding="utf-8")
    (report,) = load(loaded.store, register, on=TODAY)
    assert report.refusals == ()
    school = loaded.store.node("urn:123456")
    assert school
    assert (school.name, school.aliases) == ("Ashdown Primary School", ("Ashdown",))


def test_a_partner_and_a_leader_work_with_the_school(sheet: Sheet) -> None:
    loaded = sheet("School name,SIP,NLE\nAshdown School,Priya Cole,Ada Marsh\n")
    assert loaded.said("supports") == [("clusters:person-priya-cole", "clusters:ashdown-school")]
    assert loaded.one("supports").role == "school improvement partner"
    assert loaded.said("designated") == [("clusters:person-ada-marsh", None)]
    assert loaded.one("designated").role == "NLE"
    assert loaded.said("holds_role") == [("clusters:person-ada-marsh", "clusters:ashdown-school")]
    assert loaded.one("holds_role").role_title == "National Leader of Education"


def test_support_runs_the_way_it_is_written(sheet: Sheet) -> None:
    loaded = sheet(
        "School name,URN,Supports,Supported by,Partner school(s)\n"
        "Ashdown School,123456,Oak School,123457,Elm School; Fir School\n"
    )
    assert sorted(loaded.said("supports")) == [("urn:123456", "clusters:oak-school"), ("urn:123457", "urn:123456")]
    assert sorted(loaded.said("partnership")) == [
        ("urn:123456", "clusters:elm-school"),
        ("urn:123456", "clusters:fir-school"),
    ]


def test_a_supporter_that_is_no_school_is_refused(sheet: Sheet) -> None:
    loaded = sheet("School name,Supported by\nAshdown,Ada Marsh\nOak School,Ashdown\n")
    assert "no row is about a school called Ada Marsh" in loaded.refused[0]
    assert loaded.report.rows_kept == 1


def test_a_teaching_school_is_known_by_its_role(sheet: Sheet) -> None:
    claim = sheet("School name,TSA,Role in group\nAshdown,Weald Alliance,Lead teaching school\n").one("member_of")
    assert (claim.role, claim.role_title) == ("teaching school", "Lead teaching school")


def test_source_and_notes_stay_with_the_claims(sheet: Sheet) -> None:
    loaded = sheet("School name,Cluster,Source,Notes\nAshdown,Weald,Minutes of May,chairs it\nOak,,,left alone\n")
    claim = loaded.one("member_of")
    assert (claim.evidence.document, dict(claim.attributes)) == (
        "Minutes of May (listed in clusters.csv)",
        {"note": "chairs it"},
    )
    assert loaded.nodes["clusters:oak"].attributes["notes"] == "left alone"


def test_a_council_is_a_node_to_be_matched(sheet: Sheet) -> None:
    loaded = sheet("School name,LA\nAshdown,Weald\n")
    assert loaded.said("in_authority") == [("clusters:ashdown", "clusters:la-weald")]


def test_a_second_load_changes_nothing_and_a_correction_corrects(tmp_path: Path) -> None:
    path, store = tmp_path / "clusters.csv", MemoryStore()

    def again(text: str) -> LoadReport:
        path.write_text(text, encoding="utf-8")
        (report,) = load(store, path, on=TODAY, published=PartialDate(2025))
        return report

    text = "School name,Cluster,Joined\nAshdown,Weald,2009\nOak,Weald,2010\n"
    again(text)
    same, corrected = again(text), again(text.replace("2010", "2011"))
    assert same.summary
    assert (same.summary.claims.added, same.summary.claims.changed, same.summary.claims.unchanged) == (0, 0, 2)
    assert corrected.summary
    assert (corrected.summary.claims.added, corrected.summary.claims.changed) == (0, 1)


def test_hostile_cells_are_data(sheet: Sheet) -> None:
    name = '<img src=x onerror=alert(1)> \u202e🌳 =cmd|"/c calc"!A1'
    quoted = name.replace('"', '""')
    loaded = sheet(f'School name,Cluster\n"{quoted}",🌳\n')
    assert loaded.refused == []
    (school,) = (node for node in loaded.nodes.values() if node.type == "school")
    assert school.name == name
    assert loaded.nodes[loaded.one("member_of").target or ""].name == "🌳"


def test_a_list_without_anything_to_say_is_no_spreadsheet_of_ours(sheet: Sheet) -> None:
    with pytest.raises(UnknownFileKind, match="no known kind of file"):
        sheet("School name,Bus route\nAshdown,7\n")


@pytest.mark.parametrize("column", ["LA (code)", "Group UID", "LinkURN"])
def test_a_damaged_file_of_the_register_is_not_taken_for_one(sheet: Sheet, column: str) -> None:
    with pytest.raises(UnknownFileKind):
        sheet(f"URN,Group Name,{column}\n123456,Weald,1\n")


# --- columns and template -------------------------------------------------------------------------------------------


def test_no_two_columns_share_a_spelling() -> None:
    spellings = [folded(name) for column in COLUMNS for name in (column.title, *column.spellings)]
    assert len(spellings) == len(set(spellings))


def test_suggestions_are_near() -> None:
    assert [column.title for column in map(suggestion, ("Clutser", "Headteachers", "Partnr schools")) if column] == [
        "Cluster",
        "Headteacher",
        "Partner schools",
    ]
    assert suggestion("Bus route") is None


def test_the_template_names_every_column(tmp_path: Path) -> None:
    path = write_template(tmp_path / "template.xlsx")
    workbook = openpyxl.load_workbook(path)
    assert workbook.sheetnames == ["Schools", "How to fill it in"]
    header = [cell.value for cell in workbook["Schools"][1]]
    assert header == [column.title for column in COLUMNS]
    assert len(read_header(map(str, header))) == len(COLUMNS)
    guide = {row[0] for row in workbook["How to fill it in"].iter_rows(values_only=True)}
    assert {column.title for column in COLUMNS} <= guide


def test_a_template_that_was_filled_in_is_not_overwritten(tmp_path: Path) -> None:
    path = write_template(tmp_path / "template.xlsx")
    with pytest.raises(UnreadableFile, match="already a file of this name"):
        write_template(path)


def test_an_empty_template_is_told_apart_from_an_empty_authority(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no rows under the header"):
        load(MemoryStore(), write_template(tmp_path / "template.xlsx"), on=TODAY)


def test_a_template_filled_with_its_own_examples_loads(tmp_path: Path) -> None:
    path = write_template(tmp_path / "template.xlsx")
    workbook = openpyxl.load_workbook(path)
    workbook["Schools"].append([column.example for column in COLUMNS])
    workbook.save(path)
    loaded = Loaded(path)
    assert loaded.refused == []
    claim = loaded.one("member_of")
    assert claim.evidence.cell == "Schools!G2"
    assert claim.evidence.place == "cell Schools!G2"
    assert (str(claim.start), [str(when) for when in claim.observed]) == ("2009-09", ["2012-09-15"])


def test_dates_and_numbers_of_excel_come_as_they_are_shown(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    schools = workbook.worksheets[0]
    schools.append(["Schools of the Weald, 2013"])
    schools.append([])
    schools.append(["School name", "URN", "Cluster", "Joined", "Left"])
    schools.append(["Ashdown", 123456, "Weald", date(2009, 9, 1), 2012])
    schools.append(["Oak", "123457", None, None, None])
    schools.merge_cells("C4:C5")
    workbook.save(tmp_path / "clusters.xlsx")
    loaded = Loaded(tmp_path / "clusters.xlsx")
    assert loaded.refused == []
    claims = {claim.source: claim for claim in loaded.claims}
    assert (str(claims["urn:123456"].start), str(claims["urn:123456"].end)) == ("2009-09-01", "2012")
    assert claims["urn:123457"].target == "clusters:cluster-weald"


def test_days_and_consent_are_about_the_one_leader_of_the_row(sheet: Sheet) -> None:
    loaded = sheet("School name,LLE,Days offered,Days used,Governors' consent\nOak School,Ada Marsh,20,7.5,yes\n")
    assert loaded.refused == []
    assert loaded.one("designated").attributes == {"days_offered": 20.0, "days_used": 7.5, "governors_consent": True}
    assert loaded.one("holds_role").attributes == {}


def test_the_day_of_a_consent_is_kept_as_written(sheet: Sheet) -> None:
    loaded = sheet("School name,LLE,Governors' consent\nOak School,Ada Marsh,12 May 2013\n")
    assert loaded.one("designated").attributes == {"governors_consent": "12 May 2013"}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",,20", "the row names none"),
        ("Ada Marsh; Priya Cole,,20", "the row names 2"),
        ("Ada Marsh,Priya Cole,20", "the row names 2"),
        ("Ada Marsh,,many", "a number of days a year"),
        ("Ada Marsh,,nan", "not so many days"),
        ("Ada Marsh,,-1", "not so many days"),
    ],
)
def test_days_that_are_nobodys_or_no_number_are_refused(sheet: Sheet, row: str, said: str) -> None:
    (refusal,) = sheet(f"School name,LLE,NLE,Days offered\nOak School,{row}\n").refused
    assert said in refusal
