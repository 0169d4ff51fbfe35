"""An answer as an XLSX workbook: the rows, and a sheet that says what they are."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from graph.sinks.cells import FORMULA_STARTS, Cell, Envelope, Fields, attributions, columns_of, in_a_cell, printable

# The published types of openpyxl leave out half of what a write-only sheet can do.
Sheet = Any

_WIDEST_COLUMN: Final = 60
_LONGEST_CELL: Final = 32_767
_CUT: Final = " … (cut: a cell of Excel holds no more)"
_A_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,8}")
_BOLD: Final = Font(bold=True)
_WRAPPED: Final = Alignment(wrap_text=True, vertical="top")


def as_workbook(envelope: Envelope) -> bytes:
    """An XLSX file: the rows under a bold, frozen header with filters, and a sheet 'About'. No cell is a formula."""
    book = Workbook(write_only=True)
    _write_rows(book.create_sheet("Answer"), envelope["rows"])
    _write_about(book.create_sheet("About"), envelope)
    page = io.BytesIO()
    book.save(page)
    return page.getvalue()


def _write_rows(sheet: Sheet, rows: Sequence[Fields]) -> None:
    columns = columns_of(rows)
    lines = [[_for_excel(in_a_cell(row.get(column))) for column in columns] for row in rows]
    _set_out(sheet, [columns, *lines])
    sheet.append([_cell(sheet, name, font=_BOLD) for name in columns])
    for line in lines:
        sheet.append([_cell(sheet, value) for value in line])


def _set_out(sheet: Sheet, lines: Sequence[Sequence[Cell]]) -> None:
    for number, column in enumerate(zip(*lines, strict=True), 1):
        longest = max(len(str(value)) for value in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(longest, _WIDEST_COLUMN) + 2
    sheet.freeze_panes = "A2"
    if lines[0]:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(lines[0]))}{len(lines)}"


def _write_about(sheet: Sheet, envelope: Envelope) -> None:
    sheet.column_dimensions["A"].width = 14
    sheet.column_dimensions["B"].width = 100
    for heading, text in _about(envelope):
        sheet.append([_cell(sheet, heading, font=_BOLD), _cell(sheet, printable(text), alignment=_WRAPPED)])


def _about(envelope: Envelope) -> Iterator[tuple[str, str]]:
    yield "Question", envelope["question"]
    yield "Answer", envelope["sentence"]
    yield "As of", envelope["as_of"]
    yield "Boundary", envelope["boundary"]
    yield from (("Assumed", assumption) for assumption in envelope["assumptions"])
    yield from (("Source", f"{source['title']} {source['published']}".strip()) for source in envelope["sources"])
    yield from (("Attribution", attribution) for attribution in attributions(envelope["sources"]))


def _for_excel(value: Cell) -> Cell:
    """A URN becomes a number, so that it can be looked up; a text loses what a workbook cannot hold."""
    if not isinstance(value, str):
        return value
    if _A_NUMBER.fullmatch(value):
        return int(value)
    text = printable(value)
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - len(_CUT)] + _CUT


def _cell(sheet: Sheet, value: Cell, *, font: Font | None = None, alignment: Alignment | None = None) -> Any:
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        # Text stays text: openpyxl takes '=…' for a formula, and without the prefix Excel would on the next edit.
        cell.data_type = "s"
        if value.startswith(FORMULA_STARTS):
            cell.quotePrefix = True
    if font:
        cell.font = font
    if alignment:
        cell.alignment = alignment
    return cell
