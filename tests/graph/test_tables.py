"""Answers as bytes: what Excel, a terminal and a program find in them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from operator import itemgetter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from graph.sinks.cells import FORMULA_STARTS, harmless, in_a_cell, plain
from graph.sinks.tables import Column, Form, Layout, as_csv, as_text, encoded

LAYOUT = Layout((Column("School", itemgetter("name"), share=1), Column("Rung", itemgetter("rung"))))
CLAIM = {"sentence": "A is tied to B", "dates": "from 2012", "document": "Report", "place": "line 3"}
HOSTILE = '=HYPERLINK("http://example.invalid";"x")'


def envelope(*rows: dict[str, Any]) -> dict[str, Any]:
    """An answer with these rows."""
    source = {"id": "s", "title": "A register", "published": "2017", "attribution": "Licensed somehow"}
    return {
        "question": "Which?",
        "as_of": "2013-09-30",
        "boundary": "Ashdown: all schools",
        "sources": [source],
        "assumptions": ["Nothing ends by itself."],
        "rows": list(rows),
        "sentence": "On 30 September 2013 one school was alone.",
    }


def school(name: str, **more: Any) -> dict[str, Any]:
    return {"urn": "119950", "name": name, "rung": "alone", **more}


def csv_rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_is_what_excel_expects() -> None:
    data = as_csv(envelope(school("Ashdown Primary School", reasons=["no tie", "lapsed"])))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 2
    header, row = csv_rows(data)
    assert header == ["urn", "name", "rung", "reasons", "as_of", "attribution"]
    assert row == ["119950", "Ashdown Primary School", "alone", "no tie; lapsed", "2013-09-30", "Licensed somehow"]


def test_csv_without_rows_still_has_a_header() -> None:
    assert csv_rows(as_csv(envelope())) == [["as_of", "attribution"]]


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_no_cell_of_a_csv_starts_a_formula(start: str) -> None:
    name = csv_rows(as_csv(envelope(school(f"{start}1+1"))))[1][1]
    assert name.startswith("'")


@given(st.text())
def test_whatever_a_name_is_its_cell_is_harmless(name: str) -> None:
    assert not str(harmless(name)).startswith(FORMULA_STARTS)


def test_a_hidden_control_does_not_smuggle_a_formula_in() -> None:
    assert harmless("\x00=1+1") == "'=1+1"


def test_numbers_stay_numbers() -> None:
    assert [harmless(number) for number in (-3, 2.5)] == [-3, 2.5]


def test_json_is_the_whole_envelope() -> None:
    asked = envelope(school("Ashdown"))
    assert json.loads(encoded(asked, Form.JSON, LAYOUT)) == asked


def test_json_lines_carry_their_day_and_attribution() -> None:
    lines = encoded(envelope(school("Ashdown"), school("Beech Hill")), Form.JSONL, LAYOUT).decode().splitlines()
    assert [json.loads(line)["name"] for line in lines] == ["Ashdown", "Beech Hill"]
    assert json.loads(lines[0]) == {**school("Ashdown"), "as_of": "2013-09-30", "attribution": "Licensed somehow"}


@given(st.text())
def test_any_text_can_be_written_in_every_form(name: str) -> None:
    for form in Form:
        assert encoded(envelope(school(name, claims=[{**CLAIM, "sentence": name}])), form, LAYOUT)


def test_a_lone_surrogate_does_not_stop_json() -> None:
    assert b"?" in encoded(envelope(school("\ud800")), Form.JSON, LAYOUT)


# -- the workbook --------------------------------------------------------------------------------------------------


def workbook(*rows: dict[str, Any]) -> Any:
    return load_workbook(io.BytesIO(encoded(envelope(*rows), Form.XLSX, LAYOUT)))


def test_the_workbook_has_a_frozen_bold_header_with_filters() -> None:
    sheet = workbook(school("Ashdown Primary School"), school("Beech Hill School"))["Answer"]
    assert [cell.value for cell in sheet[1]] == ["urn", "name", "rung"]
    assert all(cell.font.bold for cell in sheet[1])
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C3")
    assert sheet.column_dimensions["B"].width == len("Ashdown Primary School") + 2


def test_the_workbook_says_what_it_is() -> None:
    about = [tuple(cell.value for cell in row) for row in workbook(school("Ashdown"))["About"]]
    assert about == [
        ("Question", "Which?"),
        ("Answer", "On 30 September 2013 one school was alone."),
        ("As of", "2013-09-30"),
        ("Boundary", "Ashdown: all schools"),
        ("Assumed", "Nothing ends by itself."),
        ("Source", "A register 2017"),
        ("Attribution", "Licensed somehow"),
    ]


def test_a_urn_is_a_number_that_excel_can_look_up() -> None:
    assert workbook(school("Ashdown"))["Answer"]["A2"].value == 119950


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    data = encoded(envelope(school(HOSTILE)), Form.XLSX, LAYOUT)
    cell = load_workbook(io.BytesIO(data))["Answer"]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (HOSTILE, "s", True)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    text = workbook(school("x" * 40_000))["Answer"]["B2"].value
    assert len(text) == 32_767
    assert text.endswith("(cut: a cell of Excel holds no more)")


def test_a_workbook_without_rows_opens() -> None:
    assert workbook()["Answer"].max_row == 1


# -- a terminal ----------------------------------------------------------------------------------------------------


def lines_of(layout: Layout, *rows: dict[str, Any], width: int = 80) -> list[str]:
    return as_text(envelope(*rows), layout, width).decode().splitlines()


def test_a_table_has_its_sentence_first_and_its_sources_last() -> None:
    lines = lines_of(LAYOUT, school("Ashdown Primary School"))
    assert lines[0] == "On 30 September 2013 one school was alone."
    assert lines[-3:] == ["Sources", "  A register (2017)", "  Licensed somehow"]
    assert any("Ashdown Primary School" in line and "alone" in line for line in lines)


@pytest.mark.parametrize("width", [80, 100, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = lines_of(LAYOUT, school("Ashdown " * 40), width=width)
    assert max(map(len, lines)) <= width


def test_folded_rows_are_counted() -> None:
    layout = Layout(LAYOUT.columns, lists=lambda rows: rows[:1], fold_note="{n} more")
    lines = lines_of(layout, school("Ashdown"), school("Beech Hill"), school("Cold Ash"))
    assert "2 more" in lines
    assert not any("Beech Hill" in line for line in lines)


def test_facts_stand_before_the_rows() -> None:
    layout = Layout(LAYOUT.columns, facts=lambda asked: [("Question", asked["question"])])
    lines = lines_of(layout, school("Ashdown"))
    assert lines.index("Question  Which?") < next(i for i, line in enumerate(lines) if "Ashdown" in line and i > 2)


def test_many_sources_are_counted() -> None:
    asked = envelope()
    asked["sources"] = [{**asked["sources"][0], "title": f"Source {number}"} for number in range(9)]
    text = as_text(asked, LAYOUT, 80).decode()
    assert "and 3 more" in text
    assert text.count("Licensed somehow") == 1


def test_a_name_cannot_steer_the_terminal_or_turn_the_text_round() -> None:
    text = as_text(envelope(school("\x1b[31mAsh\u202edown\u0007 [bold]x[/bold]")), LAYOUT, 80).decode()
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[31mAshdown [bold]x[/bold]" in text


# -- cells ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (3, 3),
        (["a", "b"], "a; b"),
        (CLAIM, "A is tied to B (from 2012, Report, line 3)"),
        ({"sentence": "A opened"}, "A opened"),
        ({"node": "school", "note": "", "n": 0}, "node: school, n: 0"),
        ([CLAIM, CLAIM], "A is tied to B (from 2012, Report, line 3); A is tied to B (from 2012, Report, line 3)"),
    ],
)
def test_in_a_cell(value: object, cell: object) -> None:
    assert in_a_cell(value) == cell


def test_plain_is_one_line() -> None:
    assert plain("Ash\r\n down\tSchool\u200f") == "Ash down School"
