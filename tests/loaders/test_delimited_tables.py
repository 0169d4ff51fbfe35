"""Reading delimited text: what comes back as written, what is refused, and with which words."""

from __future__ import annotations

import csv
import gzip
import io
import re
import tracemalloc
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.dates import PartialDate
from graph.errors import UnreadableFile
from loaders import tables
from loaders.tables import Row, Table, column_key, date_in_name, file_stem, read_table, slug

HEADER = "URN,name\n"


def read(folder: Path, content: str | bytes, name: str = "schools.csv") -> Table:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_table(path)


def rows_of(folder: Path, content: str | bytes) -> list[Row]:
    return list(read(folder, content).rows)


def texts(rows: list[Row]) -> list[list[object]]:
    return [list(row.cells.values()) for row in rows]


def refused(folder: Path, content: str | bytes) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        rows_of(folder, content)
    return caught.value


# --- what comes back -------------------------------------------------------------------------------------------

# U+0080 to U+009F is left out on purpose: such characters are Windows-1252 read as Latin-1, and are repaired.
CELLS = st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]) | st.sampled_from("\n\r\t\",;'"), max_size=12)


def written(rows: list[list[str]], line_end: str, *, quote_all: bool) -> str:
    file = io.StringIO(newline="")
    # Python's writer leaves a lone CR unquoted, which no reader can tell from the end of a line.
    quote_all = quote_all or any("\r" in cell for row in rows for cell in row)
    quoting: Literal[0, 1] = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(file, lineterminator=line_end, quoting=quoting).writerows(rows)
    return file.getvalue()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=3).filter(lambda row: any(map(str.strip, row))), max_size=6),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    quote_all=st.booleans(),
    packed=st.booleans(),
)
def test_any_table_reads_back_as_it_was_written(
    tmp_path: Path, rows: list[list[str]], encoding: str, line_end: str, quote_all: bool, packed: bool
) -> None:
    text = written([["URN", "name", "town"], *rows], line_end, quote_all=quote_all)
    content = text.encode(encoding)
    if encoding == "cp1252" and any(_is_utf8_by_chance(line) for line in content.splitlines()):
        return
    table = read(tmp_path, gzip.compress(content, 1) if packed else content)
    assert table.header == ("URN", "name", "town")
    assert [row.fault for row in table.rows] == [None] * len(rows)
    assert texts(list(table.rows)) == rows


def _is_utf8_by_chance(line: bytes) -> bool:
    """Two accented letters side by side in Windows-1252 can spell one in UTF-8; no reader can tell."""
    try:
        return not line.decode().isascii()
    except UnicodeDecodeError:
        return False


def test_rows_are_numbered_by_the_line_they_start_on(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, 'URN,name\r\n100001,"Ash\r\ndown"\r\n\r\n100002,Birchwood')
    assert [(row.number, row.cells["name"]) for row in rows] == [(2, "Ash\r\ndown"), (5, "Birchwood")]


def test_rows_can_be_iterated_again(tmp_path: Path) -> None:
    table = read(tmp_path, HEADER + "100001,Ashdown\n")
    assert list(table.rows) == list(table.rows)


def test_the_date_of_a_file_is_in_its_name_unless_the_caller_knows_better(tmp_path: Path) -> None:
    path = read(tmp_path, HEADER, "links_edubasealldata20250422.csv").path
    assert read_table(path).published == PartialDate(2025, 4, 22)
    assert read_table(path, published=PartialDate(2024)).published == PartialDate(2024)


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("edubasealldata20250717.csv.gz", PartialDate(2025, 7, 17)),
        ("clusters 2011-09-30.csv", PartialDate(2011, 9, 30)),
        ("gias_subset_202402.csv", PartialDate(2024, 2)),
        ("federation_members_2016.csv", PartialDate(2016)),
        ("2013 copy of 20121105.csv", PartialDate(2012, 11, 5)),
        ("edubasealldata20250231.csv", None),
        ("clusters.csv", None),
        ("tel02072831147.csv", None),
    ],
)
def test_a_date_in_a_file_name(name: str, date: PartialDate | None) -> None:
    assert date_in_name(name) == date


def test_a_file_is_called_what_it_is_without_its_extensions() -> None:
    assert file_stem(Path("some/Clusters.v2.csv.gz")) == "Clusters.v2"
    assert slug("  Clusters, Spring 2011 ") == "clusters-spring-2011"


def test_spellings_of_one_column_are_one() -> None:
    assert column_key(" Open date") == column_key("OpenDate") == "opendate"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_may_be_delimited_by_commas_semicolons_or_tabs(tmp_path: Path, delimiter: str) -> None:
    rows = rows_of(tmp_path, f"URN{delimiter}name\n100001{delimiter}Ashdown\n")
    assert texts(rows) == [["100001", "Ashdown"]]


def test_characters_of_windows_1252_that_were_read_as_latin_1_are_put_right(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, HEADER + "100001,St Mary\x92s\n")
    assert texts(rows) == [["100001", "St Mary’s"]]


def test_two_encodings_in_one_file_are_each_read_as_what_they_are(tmp_path: Path) -> None:
    rows = rows_of(
        tmp_path, HEADER.encode() + "1,Becket à Ashdown\n".encode() + "2,Becket à Birchwood\n".encode("cp1252")
    )
    assert [row.cells["name"] for row in rows] == ["Becket à Ashdown", "Becket à Birchwood"]


@pytest.mark.parametrize("name", ["<b>Ashdown</b>", "=1+1", "Ashdown \N{SCHOOL}", "\u202eAshdown", "מרש", "A\u200dB"])
def test_odd_names_are_read_as_they_stand(tmp_path: Path, name: str) -> None:
    assert texts(rows_of(tmp_path, f"{HEADER}100001,{name}\n")) == [["100001", name]]


def test_blank_rows_and_trailing_commas_are_no_rows_and_no_cells(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, HEADER + "\n,\n , \n100001,Ashdown,,,\n")
    assert [(row.number, row.fault) for row in rows] == [(5, None)]
    assert texts(rows) == [["100001", "Ashdown"]]


def test_a_last_column_that_the_register_announces_and_never_fills_may_be_missing(tmp_path: Path) -> None:
    [row] = rows_of(tmp_path, "URN,Linked UID,HasSharedHT\n100001,4782\n")
    assert row.fault is None


# --- rows that are refused -------------------------------------------------------------------------------------


def test_ragged_rows_say_how_many_cells_they_have(tmp_path: Path) -> None:
    short, long, good = rows_of(tmp_path, HEADER + "100001\n100002,Birchwood,x\n100003,Calder\n")
    assert (short.fault, short.number) == ("the row has 1 cells, the header 2", 2)
    assert long.fault == "the row has 3 cells, the header 2"
    assert long.cells == {"URN": "100002", "name": "Birchwood", "column 3": "x"}
    assert good.fault is None


def test_the_header_again_further_down_is_not_a_school(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, HEADER + "100001,Ashdown\n" + HEADER + "100002,Birchwood\n")
    assert [row.fault for row in rows] == [None, "the header stands here again", None]


def test_a_stray_quotation_mark_costs_its_own_line_only(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, HEADER + '100001,"Ashdown\n100002,"Birchwood"\n100003,Calder\n')
    assert [row.number for row in rows if row.fault] == [2]
    assert "quotation mark" in str(rows[0].fault)
    assert texts(rows[1:]) == [["100002", "Birchwood"], ["100003", "Calder"]]
    assert [row.number for row in rows] == [2, 3, 4]


def test_a_quotation_mark_never_closed_does_not_swallow_the_rest(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, HEADER + '100001,"Ashdown\n' + "100002,Birchwood\n" * 3)
    assert [row.fault is None for row in rows] == [False, True, True, True]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b"100001,Ash\x00down", "a control character (U+0000) stands at character 11 of the line"),
        (b"100001,Ash\x1bdown", "a control character (U+001B) stands at character 11 of the line"),
        (b"100001,Ash\x81down", "neither UTF-8 nor Windows-1252 (0x81) stands at character 11"),
        (b"100001,Ashdown\x07", "a control character (U+0007)"),
    ],
)
def test_a_row_with_characters_that_are_no_text_is_refused_with_the_place(
    tmp_path: Path, line: bytes, fault: str
) -> None:
    content = HEADER.encode() + b"100000,Good\n" * 400 + line
    *good, bad = rows_of(tmp_path, content)
    assert not any(row.fault for row in good)
    assert fault in str(bad.fault)
    assert bad.number == 402
    assert bad.cells["URN"] == "100001"


def test_a_row_of_many_megabytes_is_refused_without_being_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "CHUNK", 1 << 14)
    path = tmp_path / "huge.csv"
    with path.open("w") as file:
        file.write(HEADER + "100001,Ashdown\n100002,")
        file.writelines("x" * 65536 for _ in range(300))
        file.write("\n100003,Calder\n")
    tracemalloc.start()
    rows = list(read_table(path).rows)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [row.fault is None for row in rows] == [True, False, True]
    assert "longer than 131,072 bytes" in str(rows[1].fault)
    assert len(str(rows[1].cells)) < 2000
    assert peak < 2_000_000


# --- files that are refused ------------------------------------------------------------------------------------


def test_a_truncated_gzip_is_refused_before_its_first_row(tmp_path: Path) -> None:
    content = "".join(f"1{n:05},School of place {n * 7919}\n" for n in range(90_000))
    packed = gzip.compress((HEADER + content).encode())
    with pytest.raises(UnreadableFile, match="damaged or was cut short"):
        read(tmp_path, packed[: len(packed) // 2])


def test_a_damaged_gzip_is_refused(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress((HEADER + "100001,Ashdown\n" * 50).encode()))
    packed[-6] ^= 0xFF
    assert "damaged" in str(refused(tmp_path, bytes(packed)))


def test_a_gzip_bomb_is_refused_before_it_fills_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_BYTES", 3 << 20)
    bomb = gzip.compress(HEADER.encode() + b"\n" * (8 << 20), 9)
    assert len(bomb) < 20_000
    assert "unpacks to more than 3 MB" in str(refused(tmp_path, bomb))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the file is empty"),
        (b"\n\n  \n", "the file is empty"),
        (b"%PDF-1.7", "a PDF document"),
        (HEADER.encode("utf-16-le"), "a zero byte stands at offset 1"),
        ("\ufeffURN,name\n".encode("utf-16-le") + b"x", "stops being it"),
        (b"URN,name,urn \n1,2,3\n", "the column 'urn' stands twice in the header, as columns 1 and 3"),
        (b'URN,"name\n1,2\n', "quotation mark"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_the_reason_and_the_way_out(
    tmp_path: Path, content: bytes, says: str
) -> None:
    error = refused(tmp_path, content)
    assert says in error.message
    assert "schools.csv" in error.place
    assert error.next_step


def test_a_file_that_is_not_there_or_not_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such file"):
        read_table(tmp_path / "none.csv")
    with pytest.raises(UnreadableFile, match=re.escape("cannot be read")):
        read_table(tmp_path)


def test_utf_16_with_its_mark_is_read(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, "URN\tname\r\n100001\tBecket à Ashdown\r\n".encode("utf-16"))
    assert texts(rows) == [["100001", "Becket à Ashdown"]]
