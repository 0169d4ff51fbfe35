"""The workbook that a local authority fills in: one sheet for the schools, one that says how."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.errors import UnreadableFile
from loaders.spreadsheet_columns import COLUMNS, Column
from loaders.workbook import column_letters

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SCHOOLS, GUIDE = "Schools", "How to fill it in"
ROWS_PREPARED: Final = 1000
PHASES: Final = ("Nursery", "Primary", "Middle", "Secondary", "All-through", "Special", "16 plus")
_INTRODUCTION: Final = (
    "One school a row. Only the school's name or its URN is needed: fill in what you know and leave the rest empty.",
    "Give a school further rows if it is in several groups with different dates. Part several names by semicolons.",
    "Columns of your own may be added: they are kept with the school. Columns may be deleted and put in any order.",
    "Then load the file with:  schoolties load FILE.xlsx",
)
_INK, _PAPER, _RULE = "1F2A44", "E8EDF5", "B8C2D3"
_NARROW, _WIDE = 18, 30
# Kept as text: of 'Sept 2013' Excel would make the first of the month.
_AS_TYPED: Final = frozenset({"URN", "Joined", "Left", "School year", "Date seen"})


def write_template(path: Path) -> Path:
    """Write the empty template to ``path`` (.xlsx) and give the path back.

    Its columns are those that the loader of spreadsheets knows. An existing file is not overwritten: raises
    UnreadableFile, because it may be filled in.
    """
    from openpyxl import Workbook

    if path.exists():
        raise UnreadableFile(
            "there is already a file of this name", place=str(path), next_step="Choose another name or move the file."
        )
    workbook = Workbook()
    schools, guide = workbook.worksheets[0], workbook.create_sheet(GUIDE)
    schools.title = SCHOOLS
    _fill_schools(schools)
    _fill_guide(guide)
    workbook.save(path)
    return path


def _fill_schools(sheet: Worksheet) -> None:
    sheet.append([column.title for column in COLUMNS])
    _style_header(sheet, 1)
    for index, column in enumerate(COLUMNS):
        dimension = sheet.column_dimensions[column_letters(index)]
        dimension.width = _width(column)
        if column.title in _AS_TYPED:
            dimension.number_format = "@"
    sheet.row_dimensions[1].height = 32
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{column_letters(len(COLUMNS) - 1)}1"
    _offer_phases(sheet)


def _width(column: Column) -> int:
    return _WIDE if column.gives in {"member", "tie"} or column.title in {"School name", "Notes"} else _NARROW


def _offer_phases(sheet: Worksheet) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    letters = next(column_letters(n) for n, column in enumerate(COLUMNS) if column.title == "Phase")
    phases = DataValidation(type="list", formula1=f'"{",".join(PHASES)}"', allow_blank=True, showErrorMessage=False)
    phases.add(f"{letters}2:{letters}{ROWS_PREPARED}")
    sheet.add_data_validation(phases)


def _fill_guide(sheet: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.append(["schoolties: the schools of an authority and what they belong to"])
    sheet["A1"].font = Font(bold=True, size=14, color=_INK)
    for line in _INTRODUCTION:
        sheet.append([line])
    sheet.append([])
    sheet.append(["Column", "What to write", "Example", "Also recognised as"])
    _style_header(sheet, sheet.max_row)
    for column in COLUMNS:
        sheet.append([column.title, column.says, column.example, ", ".join(column.spellings)])
    for letters, width in zip("ABCD", (28, 70, 26, 60), strict=True):
        sheet.column_dimensions[letters].width = width
    first = len(_INTRODUCTION) + 4
    for cells in sheet.iter_rows(min_row=first):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _style_header(sheet: Worksheet, row: int) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    for cell in sheet[row]:
        cell.font = Font(bold=True, color=_INK)
        cell.fill = PatternFill("solid", fgColor=_PAPER)
        cell.border = Border(bottom=Side(style="thin", color=_RULE))
        cell.alignment = Alignment(wrap_text=True, vertical="center")
