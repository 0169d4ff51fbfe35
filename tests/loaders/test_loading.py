"""From a file to the store: rows add up, faults are named, and a bad file leaves the store as it was."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from register_files import ASHDOWN, BIRCHWOOD, LINKS, SCHOOLS, TODAY, claims_of, load_one, node_of, write_table

from graph.dates import PartialDate
from graph.errors import InputError, QuestionError, UnknownFileKind, UnreadableFile
from graph.records import Dataset
from graph.stores.memory import MemoryStore
from loaders.loading import LOADERS, load, loader_for, tables_in
from loaders.report import LoadReport, Refusal, write_refused

FIVE_DIGITS = ("11900", *ASHDOWN[1:])


def test_rows_read_are_rows_kept_and_rows_refused(tmp_path: Path) -> None:
    path = write_table(tmp_path / "schools20250717.csv", SCHOOLS, ASHDOWN, FIVE_DIGITS, BIRCHWOOD, ASHDOWN[:3])
    store, report = load_one(path)
    assert (report.rows_read, report.rows_kept, report.rows_refused) == (4, 2, 2)
    assert [(refusal.line, refusal.value) for refusal in report.refusals] == [(3, "11900"), (5, "")]
    assert "six digits" in report.refusals[0].reason
    assert report.refusals[0].cells["EstablishmentName"] == "Ashdown Primary School"
    assert [school.id for school in store.nodes(type="school")] == ["urn:119001", "urn:119002"]
    assert report.sentence() == (
        "schools20250717.csv (establishments of the register): 4 rows read = 2 kept + 2 refused; records: 5 added."
    )


def test_a_report_whose_rows_do_not_add_up_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="3 rows read, 1 kept and 1 refused"):
        LoadReport(
            file=Path("a.csv"),
            kind="gias-links",
            title="links",
            dataset=Dataset(id="gias-links:a", title="a", kind="gias-links"),
            rows_read=3,
            rows_kept=1,
            refusals=(Refusal(2, "x", "why"), Refusal(2, "y", "why else")),
        )


def test_loading_again_changes_nothing_and_a_corrected_file_corrects(tmp_path: Path) -> None:
    path = tmp_path / "schools20250717.csv"
    store, _ = load_one(write_table(path, SCHOOLS, ASHDOWN, BIRCHWOOD))
    _, again = load_one(path, store)
    assert again.sentence().endswith("nothing in the store changed.")
    renamed = (*ASHDOWN[:3], "Ashdown Junior School", *ASHDOWN[4:])
    _, corrected = load_one(write_table(path, SCHOOLS, renamed), store)
    assert corrected.sentence().endswith("records: 1 changed, 2 withdrawn.")
    assert node_of(store, "urn:119001").name == "Ashdown Junior School"
    assert store.node("urn:119002") is None


def test_a_file_without_one_good_row_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "schools20250717.csv"
    store, _ = load_one(write_table(path, SCHOOLS, ASHDOWN))
    _, report = load_one(write_table(path, SCHOOLS, FIVE_DIGITS), store)
    assert report.summary is None
    assert report.sentence().endswith("1 refused; no row could be used, so the store was left as it was.")
    assert node_of(store, "urn:119001").withdrawn is None


def test_a_file_of_only_a_header_is_refused_since_it_would_withdraw_everything(tmp_path: Path) -> None:
    path = tmp_path / "schools20250717.csv"
    store, _ = load_one(write_table(path, SCHOOLS, ASHDOWN))
    with pytest.raises(UnreadableFile, match="no rows under the header"):
        load_one(write_table(path, SCHOOLS), store)
    assert store.counts().withdrawn == 0


def test_a_claim_to_a_school_that_is_not_there_is_a_refused_row(tmp_path: Path) -> None:
    path = write_table(tmp_path / "links.csv", LINKS, ("119002", "119001", "Ashdown Primary School", "Successor", ""))
    store, report = load_one(path)
    [refusal] = report.refusals
    assert (report.rows_kept, refusal.line, refusal.value) == (0, 2, "urn:119001 or urn:119002")
    assert "Load the file that describes them first" in refusal.reason
    assert refusal.cells["LinkName"] == "Ashdown Primary School"
    load_one(write_table(tmp_path / "schools.csv", SCHOOLS, ASHDOWN, BIRCHWOOD), store)
    _, again = load_one(path, store)
    assert again.rows_kept == 1


def test_the_same_row_twice_is_refused_the_second_time_with_the_line_of_the_first(tmp_path: Path) -> None:
    link = ("119002", "119001", "Ashdown Primary School", "Successor", "")
    other = ("119001", "119002", "Birchwood Infant School", "Predecessor", "")
    _, report = load_one(write_table(tmp_path / "links.csv", LINKS, link, other, link))
    [refusal] = report.refusals
    assert (refusal.line, refusal.reason) == (4, "the same was said before, in line 2")


def test_every_problem_of_a_row_is_told_and_the_row_counts_once(tmp_path: Path) -> None:
    nameless = ("119003", "855", "Leicestershire", "", "Community school", "Closed", "01-09-2012", "31-08-2011")
    _, report = load_one(write_table(tmp_path / "schools.csv", SCHOOLS, ASHDOWN, nameless))
    assert [refusal.value for refusal in report.refusals] == ["urn:119003", "2012-09-01 to 2011-08-31"]
    assert report.rows_refused == 1


def test_a_header_decides_what_a_file_is_whatever_its_order_and_case(tmp_path: Path) -> None:
    path = write_table(
        tmp_path / "any.csv", (" linktype", "LINKNAME", "Link URN ", "urn"), ("Successor", "B", "119002", "119001")
    )
    assert loader_for(tables_in(path)[0]).kind == "gias-links"


def test_every_kind_can_be_asked_for_by_name(tmp_path: Path) -> None:
    kinds = [kind.kind for kind in LOADERS]
    assert len(set(kinds)) == len(kinds)
    path = write_table(tmp_path / "links.csv", LINKS, ("119002", "119001", "Ashdown", "Successor", ""))
    with pytest.raises(QuestionError, match=r"no kind of file is called 'gias'.*\nUse one of: .*gias-links"):
        load_one(path, kind="gias")
    with pytest.raises(UnknownFileKind, match=r"groups of the register need columns that are not there: Group UID"):
        load_one(path, kind="gias-groups")


def test_an_unknown_header_is_answered_with_what_was_seen_and_what_is_nearest(tmp_path: Path) -> None:
    path = write_table(tmp_path / "x.csv", ("URN", "LinkURN", "LinkName", "Since"), ("119002", "119001", "Ashdown", ""))
    with pytest.raises(UnknownFileKind) as caught:
        load_one(path, kind=None)
    assert "no known kind of file has these columns: URN, LinkURN, LinkName, Since" in str(caught.value)
    assert "nearest to links between establishments (gias-links), but lacks LinkType" in caught.value.next_step
    assert "--as" in caught.value.next_step


def test_a_missing_header_is_told_apart_from_an_unknown_one(tmp_path: Path) -> None:
    path = write_table(tmp_path / "x.csv", ASHDOWN[:6], BIRCHWOOD[:6])
    with pytest.raises(UnknownFileKind, match=r"the first row holds data \('119001'\)"):
        load_one(path)


def test_a_data_set_is_called_after_its_file_or_as_the_caller_says(tmp_path: Path) -> None:
    path = write_table(tmp_path / "Schools 20250717.csv", SCHOOLS, ASHDOWN)
    store = MemoryStore()
    [first] = load(store, path, on=TODAY)
    [second] = load(store, path, on=TODAY, source="County list", published=PartialDate(2011, 9))
    assert (first.dataset.id, first.dataset.published) == (
        "gias-establishments:schools-20250717",
        PartialDate(2025, 7, 17),
    )
    assert (second.dataset.id, second.dataset.published) == ("gias-establishments:county-list", PartialDate(2011, 9))
    assert first.dataset.digest == second.dataset.digest


def test_the_reader_of_a_long_file_is_told_how_far_it_is(tmp_path: Path) -> None:
    schools = [(f"1{n:05}", *ASHDOWN[1:]) for n in range(4500)]
    told: list[int] = []
    load(MemoryStore(), write_table(tmp_path / "s.csv", SCHOOLS, *schools), on=TODAY, progress=told.append)
    assert told == [2000, 4000]


def test_a_file_without_a_date_is_loaded_and_the_report_says_what_that_means(tmp_path: Path) -> None:
    _, report = load_one(write_table(tmp_path / "schools.csv", SCHOOLS, ASHDOWN))
    assert any("--published" in note for note in report.notes)


def test_what_left_the_file_is_withdrawn_on_the_day_of_the_load(tmp_path: Path) -> None:
    path = tmp_path / "schools20250717.csv"
    store, _ = load_one(write_table(path, SCHOOLS, ASHDOWN, BIRCHWOOD))
    load(store, write_table(path, SCHOOLS, BIRCHWOOD), on=date(2027, 1, 2))
    assert [node.withdrawn for node in store.statements("urn:119001")] == ["2027-01-02"]
    assert [claim.source for claim in claims_of(store, "in_authority")] == ["urn:119002"]


# --- the refused rows as a file --------------------------------------------------------------------------------


def test_refused_rows_are_written_with_place_value_and_reason(tmp_path: Path) -> None:
    _, report = load_one(write_table(tmp_path / "schools20250717.csv", SCHOOLS, ASHDOWN, FIVE_DIGITS))
    path = tmp_path / "refused.csv"
    assert write_refused(report, path) == 1
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert row["refused at"] == "line 3"
    assert row["refused value"] == "11900"
    assert "six digits" in row["reason"]
    assert row["EstablishmentName"] == "Ashdown Primary School"


def test_refused_cells_never_run_as_formulas(tmp_path: Path) -> None:
    formula = ("11900", "855", "=HYPERLINK(1)", "@SUM(A1)", "Community school", "Open", "", "")
    _, report = load_one(write_table(tmp_path / "schools20250717.csv", SCHOOLS, ASHDOWN, formula))
    write_refused(report, tmp_path / "refused.csv")
    written = (tmp_path / "refused.csv").read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK(1)" in written
    assert "'@SUM(A1)" in written


def test_refused_rows_that_cannot_be_written_are_no_traceback(tmp_path: Path) -> None:
    _, report = load_one(write_table(tmp_path / "schools20250717.csv", SCHOOLS, ASHDOWN, FIVE_DIGITS))
    with pytest.raises(InputError, match="cannot be written"):
        write_refused(report, tmp_path / "no folder" / "refused.csv")


def test_reasons_are_counted_the_commonest_first(tmp_path: Path) -> None:
    rows = [ASHDOWN, FIVE_DIGITS, ASHDOWN[:2], ASHDOWN[:2]]
    _, report = load_one(write_table(tmp_path / "schools20250717.csv", SCHOOLS, *rows))
    assert [count for _, count in report.reasons] == [2, 1]
    assert report.reasons[0][0] == "the row has 2 cells, the header 8"
