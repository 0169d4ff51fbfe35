"""Workbooks read with nothing in them trusted: bombs, formulas, passwords, hidden sheets, merged cells."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from graph.errors import UnknownFileKind, UnreadableFile
from graph.stores.memory import MemoryStore
from loaders import workbook
from loaders.loading import load, tables_in
from loaders.workbook import SheetRow, column_letters, is_workbook, read_workbook

TODAY = date(2026, 1, 5)
HEADER = ("School name", "URN", "Cluster")


def saved(path: Path, fill: Callable[[Worksheet], None]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Schools"
    fill(sheet)
    book.save(path)
    return path


def of(*rows: tuple[Any, ...]) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        for row in rows:
            sheet.append(row)

    return fill


def rebuilt(path: Path, changes: dict[str, bytes | None]) -> Path:
    """The workbook with parts replaced, added or, with None, left out."""
    with zipfile.ZipFile(path) as archive:
        parts: dict[str, bytes | None] = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**parts, **changes}.items():
            if data is not None:
                archive.writestr(name, data)
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return saved(tmp_path / "clusters.xlsx", of(HEADER, ("Ashdown School", 123456, "Weald")))


def rows_of(path: Path) -> list[tuple[str, ...]]:
    return [row.cells for sheet in read_workbook(path).sheets for row in sheet.rows]


def test_cells_come_as_they_are_read_by_people(tmp_path: Path) -> None:
    values = (
        "text ",
        119950,
        119950.0,
        0.5,
        True,
        date(2013, 9, 15),
        datetime(2013, 9, 15, 14, 30),
        time(9, 30),
        None,
        "'=1+1",
    )
    path = saved(tmp_path / "b.xlsx", of(values))
    assert rows_of(path) == [
        ("text ", "119950", "119950", "0.5", "yes", "2013-09-15", "2013-09-15", "09:30:00", "", "'=1+1")
    ]


def test_rows_keep_their_numbers_over_gaps(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B3"] = "here"
        sheet["A1000"] = "there"

    assert read_workbook(saved(tmp_path / "b.xlsx", fill)).sheets[0].rows == (
        SheetRow(3, ("", "here")),
        SheetRow(1000, ("there",)),
    )


def test_a_cell_merged_over_rows_stands_in_each_of_them(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        of(
            HEADER,
            ("Ashdown School", None, "Weald"),
            ("Oak School",),
            (),
            ("Elm School",),
            ("Fir School", None, "Downs"),
        )(sheet)
        sheet.merge_cells("C2:C5")

    assert rows_of(saved(tmp_path / "b.xlsx", fill))[1:] == [
        ("Ashdown School", "", "Weald"),
        ("Oak School", "", "Weald"),
        ("Elm School", "", "Weald"),
        ("Fir School", "", "Downs"),
    ]


def test_hidden_sheets_are_left_out_and_named(tmp_path: Path) -> None:
    path = tmp_path / "clusters.xlsx"
    wb = openpyxl.Workbook()
    wb.worksheets[0].append(HEADER)
    wb.worksheets[0].append(("Ashdown School", 123456, "Weald"))
    hidden, lists = wb.create_sheet("Old list"), wb.create_sheet("Lists")
    hidden.append(HEADER)
    hidden.append(("Oak School", 123457, "Weald"))
    hidden.sheet_state = "veryHidden"
    lists.append(("Primary", "Secondary"))
    wb.save(path)
    (report,) = load(MemoryStore(), path, on=TODAY)
    assert report.rows_read == 1
    assert "Hidden and not read: sheet Old list." in report.notes
    assert "Read: sheet Sheet. Not in this table: sheet Lists." in report.notes


def test_a_saved_result_is_read_and_a_formula_is_never_evaluated(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "clusters.xlsx", of(HEADER, ("Ashdown School", "=100000+23456", "Weald"), ("Oak", "=1", "Weald"))
    )
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    # openpyxl spells an empty element otherwise where lxml is installed.
    unsaved = re.compile(rb"<v ?/>|<v></v>")
    assert len(unsaved.findall(sheet)) == 2
    rebuilt(path, {"xl/worksheets/sheet1.xml": unsaved.sub(b"<v>123456</v>", sheet, count=1)})
    (report,) = load(MemoryStore(), path, on=TODAY)
    assert (report.rows_read, report.rows_kept) == (2, 1)
    assert str(report.refusals[0]) == (
        "sheet Schools, row 3: the cell B3 holds a formula whose result was not saved;"
        " save the workbook in Excel and load it again"
    )


def test_text_that_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        of(HEADER, ("x", 123456, "Weald"))(sheet)
        sheet["A2"].value = '=HYPERLINK("x")'
        sheet["A2"].data_type = "s"

    store = MemoryStore()
    (report,) = load(store, saved(tmp_path / "clusters.xlsx", fill), on=TODAY)
    assert report.refusals == ()
    school = store.node("urn:123456")
    assert school
    assert school.name == '=HYPERLINK("x")'


def test_an_error_shown_in_a_cell_refuses_its_row(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        of(HEADER, ("Ashdown School", "#N/A", "Weald"), ("Oak School", 123457, "Weald"))(sheet)

    (report,) = load(MemoryStore(), saved(tmp_path / "clusters.xlsx", fill), on=TODAY)
    assert report.rows_kept == 1
    assert "the cell B2 shows the error #N/A" in report.refusals[0].reason


def test_a_value_beside_the_table_is_not_lost(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "clusters.xlsx", of(HEADER, ("Ashdown", 123456, "Weald", "left in May"), ("Oak", 123457, "Weald"))
    )
    (report,) = load(MemoryStore(), path, on=TODAY)
    assert report.rows_kept == 1
    assert "the cell D2 stands under no column name" in report.refusals[0].reason


def test_a_header_that_stands_again_is_no_school(tmp_path: Path) -> None:
    path = saved(tmp_path / "clusters.xlsx", of(HEADER, ("Ashdown", 123456, "Weald"), HEADER, ("Oak", 123457, "Weald")))
    (report,) = load(MemoryStore(), path, on=TODAY)
    assert [refusal.reason for refusal in report.refusals] == ["the header stands here again"]


def test_a_column_named_twice_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "clusters.xlsx", of((*HEADER, "cluster"), ("Ashdown", 123456, "Weald", "Downs")))
    with pytest.raises(UnreadableFile, match=r"'cluster' stands twice in the header, as columns 3 and 4"):
        load(MemoryStore(), path, on=TODAY)


def test_sheets_of_one_kind_are_one_table(tmp_path: Path) -> None:
    path = tmp_path / "clusters.xlsx"
    wb = openpyxl.Workbook()
    wb.worksheets[0].title = "North"
    south = wb.create_sheet("South")
    of(("Clusters of the north",), HEADER, ("Ashdown School", 123456, "Weald"))(wb.worksheets[0])
    of(("School", "Head", "Cluster"), ("Oak School", "Ada Marsh", "Downs"))(south)
    wb.save(path)
    store = MemoryStore()
    (report,) = load(store, path, on=TODAY)
    assert (report.rows_read, report.rows_refused) == (2, 0)
    cells = {claim.evidence.cell for claim in store.claims(types=["member_of"])}
    assert cells == {"North!C3", "South!C2"}


def test_sheets_of_several_kinds_are_several_tables(tmp_path: Path) -> None:
    path = tmp_path / "weald.xlsx"
    wb = openpyxl.Workbook()
    of(("id", "type", "name"), ("s1", "school", "Ashdown"), ("s2", "school", "Oak"))(wb.worksheets[0])
    of(("source", "type", "target"), ("s1", "partnership", "s2"))(wb.create_sheet("Ties"))
    wb.save(path)
    store = MemoryStore()
    reports = load(store, path, on=TODAY)
    assert [report.dataset.id for report in reports] == ["node-table:weald", "tie-table:weald"]
    assert len(list(store.claims())) == 1


def test_a_workbook_of_no_known_kind_shows_its_columns(tmp_path: Path) -> None:
    path = saved(tmp_path / "buses.xlsx", of(("Bus routes",), ("Route", "Stop"), ("7", "Ashford")))
    with pytest.raises(UnknownFileKind, match="no known kind of file has these columns: Route, Stop"):
        load(MemoryStore(), path, on=TODAY)


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no sheet of the workbook holds a table"):
        load(MemoryStore(), saved(tmp_path / "empty.xlsx", of()), on=TODAY)


def test_a_kind_said_by_hand_picks_the_sheets_that_can_be_it(tmp_path: Path) -> None:
    path = saved(tmp_path / "list.xlsx", of(("Weald",), ("School name", "Bus route"), ("Ashdown", "7")))
    (table,) = tables_in(path, as_kind="spreadsheet")
    assert table.header == ("School name", "Bus route")
    (report,) = load(MemoryStore(), path, on=TODAY, as_kind="spreadsheet")
    assert report.rows_kept == 1


# --- what is refused ------------------------------------------------------------------------------------------------


def refusal(path: Path) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_workbook(path)
    assert str(path) in caught.value.place
    assert caught.value.next_step
    return caught.value


def test_a_declared_bomb_is_refused_before_it_is_unpacked(book: Path) -> None:
    half = b"\0" * (workbook.MAX_UNPACKED // 2 + 1)
    rebuilt(book, {"xl/media/image1.bin": half, "xl/media/image2.bin": half})
    assert book.stat().st_size < 200_000
    assert "64 MB in 5,000 parts is the most" in refusal(book).message


def test_a_bomb_that_lies_about_its_size_is_refused(book: Path) -> None:
    rebuilt(book, {"xl/worksheets/sheet9.xml": b"<a/>" * 1_000_000})
    data = bytearray(book.read_bytes())
    size = (4_000_000).to_bytes(4, "little")
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = (40).to_bytes(4, "little")
    book.write_bytes(data)
    assert "damaged" in refusal(book).message


def test_too_many_parts_are_refused(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_PARTS", 5)
    assert "parts" in refusal(book).message


def test_a_workbook_in_a_workbook_is_never_opened(book: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", b"\0" * 50_000_000)
    rebuilt(book, {"xl/embeddings/oleObject1.xlsx": inner.getvalue()})
    assert len(rows_of(book)) == 2


def test_entities_are_refused(book: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    rebuilt(book, {"xl/worksheets/sheet1.xml": bomb})
    assert "not as Excel writes it" in refusal(book).message


def test_entities_in_another_encoding_are_refused(book: Path) -> None:
    bomb = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>'.encode("utf-16")
    rebuilt(book, {"xl/worksheets/sheet1.xml": bomb})
    assert "not as Excel writes it" in refusal(book).message


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ('<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>', "beyond"),
        ('<row r="1"><c r="ZZZ1"><v>1</v></c></row>', ""),
    ],
)
def test_a_cell_at_the_end_of_the_world_is_refused_at_once(book: Path, cell: str, what: str) -> None:
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cell}</sheetData></worksheet>'
    rebuilt(book, {"xl/worksheets/sheet1.xml": sheet.encode()})
    assert what in refusal(book).message


def test_more_rows_than_any_list_has_are_refused(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 1)
    assert "more than 1 rows" in refusal(book).message


@pytest.mark.parametrize("missing", ["xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"])
def test_a_workbook_with_a_part_missing_is_refused(book: Path, missing: str) -> None:
    assert "damaged" in refusal(rebuilt(book, {missing: None})).message


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_truncated_workbook_is_refused(book: Path, share: float) -> None:
    data = book.read_bytes()
    book.write_bytes(data[: int(len(data) * share)])
    assert "damaged" in refusal(book).message


def test_garbled_xml_is_refused(book: Path) -> None:
    assert "damaged" in refusal(rebuilt(book, {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"})).message


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "what", "next_step"),
    [
        (OLE, "before 2007", "Save As"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password", "take the password off"),
    ],
)
def test_old_and_protected_workbooks_are_told_apart(tmp_path: Path, content: bytes, what: str, next_step: str) -> None:
    path = tmp_path / "clusters.xls"
    path.write_bytes(content)
    assert is_workbook(path)
    found = refusal(path)
    assert what in found.message
    assert next_step in found.next_step


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"xl/workbook.bin": b""}, "binary workbook"),
        ({"content.xml": b"", "mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "OpenDocument"),
        ({"word/document.xml": b""}, "no Excel workbook"),
    ],
)
def test_other_archives_are_named(tmp_path: Path, parts: dict[str, bytes], what: str) -> None:
    path = tmp_path / "clusters.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert what in refusal(path).message


def test_a_csv_file_called_xlsx_is_read_as_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "clusters.xlsx"
    path.write_text("School name,Cluster\nAshdown,Weald\n", encoding="utf-8")
    (report,) = load(MemoryStore(), path, on=TODAY)
    assert report.rows_kept == 1


def test_macros_are_left_alone(book: Path) -> None:
    rebuilt(book, {"xl/vbaProject.bin": b"\0macro"})
    assert len(rows_of(book)) == 2


def test_hostile_text_is_data(tmp_path: Path) -> None:
    name = "<script>alert(1)</script> \u202e🌳"
    store = MemoryStore()
    load(store, saved(tmp_path / "clusters.xlsx", of(HEADER, (name, 123456, "Weald"))), on=TODAY)
    school = store.node("urn:123456")
    assert school
    assert school.name == name


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_column_letters(index: int, letters: str) -> None:
    assert column_letters(index) == letters
