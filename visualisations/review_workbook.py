"""Proposals as a workbook to decide in: one row a name, one row a fact with its words, and a sheet that says how.

What the program needs (ids, quotes, lines) is locked, without a password; what a person may correct is not. ``load``
and ``read`` take the file back: its columns are the keys of a case file.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from graph.records import Claim
from graph.sinks.cells import FORMULA_STARTS, in_a_cell, printable
from graph.vocabulary import CERTAINTIES, GROUP_KINDS, NODE_TYPES, PROPOSED, RELATIONS, REVIEW, ROLES
from loaders.case_file import ENTITY, RELATION
from loaders.case_tables import DECISIONS
from loaders.case_writer import JsonObject
from loaders.loader import RowFault
from loaders.reading.decisions.deciding import as_record
from loaders.reading.documents.document import Document
from loaders.reading.documents.finding import in_context
from loaders.workbook import column_letters
from queries.wording import claim_sentence

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LONGEST: Final = 32_000
_INK, _PAPER, _OPEN = "1F2A44", "E8EDF5", "FFFBE6"
_LISTS: Final = "lists"
_STATES: Final = {state: word for word, state in DECISIONS.items()}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the workbook: its key, its width, whether a person may write in it, and what it offers to choose."""

    key: str
    width: int
    open: bool = False
    offers: str = ""


_DECIDED: Final = (Column("decided_by", 16, open=True), Column("decided_on", 12, open=True))
CLAIMS: Final = (
    Column("says", 44),
    Column("decision", 11, open=True, offers="decisions"),
    Column("context", 60),
    Column("type", 16, open=True, offers="relations"),
    Column("role", 22, open=True, offers="roles"),
    Column("designation", 13, open=True),
    Column("from", 11, open=True),
    Column("to", 11, open=True),
    Column("certainty", 11, open=True, offers="certainties"),
    Column("negated", 9, open=True, offers="yes or no"),
    Column("source", 26, open=True, offers="ids"),
    Column("target", 26, open=True, offers="ids"),
    Column("observed", 11, open=True),
    *_DECIDED,
    Column("tier", 6),
    Column("steps", 40),
    Column("quote", 50),
    Column("document", 18),
    Column("lines", 8),
    Column("page", 7),
    Column("read_by", 16),
    Column("rule", 20),
    Column("id", 30),
)
NODES: Final = (
    Column("name", 40, open=True),
    Column("decision", 11, open=True, offers="decisions"),
    Column("type", 16, open=True, offers="types"),
    Column("group_kind", 22, open=True, offers="kinds"),
    Column("aliases", 40, open=True),
    Column("in_the_register", 50),
    *_DECIDED,
    Column("merged_into", 24, open=True, offers="ids"),
    Column("first_line", 9),
    Column("id", 30),
)
_GUIDE: Final = (
    "What a program read in the document, for you to decide on. Nothing of it is loaded before you accept it.",
    "Sheet claims, column decision: accept, reject, or amend once you have corrected something in the row.",
    "Your name goes into decided_by, in the first row that you decide on; the rows below it need none.",
    "Cells you may correct are yellow. The words of the document are locked: they show what a proposal rests on.",
    "The context shows the quote between arrows. Steps say how a word such as 'she' was taken for a name.",
    "A name comes in with the first fact about it that you accept. Two names for one: write the id of the right one"
    " into merged_into, accept the row, and put that id into the facts of the other.",
    "Rows without a decision stay out. Save, then: schoolties load FILE.xlsx",
)


def as_workbook(lines: Sequence[JsonObject], read: Document, candidates: Mapping[str, str]) -> bytes:
    """The lines as an XLSX file; ``candidates`` says of ids what the register offers for them. No cell is a formula."""
    from openpyxl import Workbook

    names = {line["id"]: line for line in lines if line["kind"] == ENTITY}
    facts = [line for line in lines if line["kind"] == RELATION]
    book = Workbook()
    claims, nodes = book.worksheets[0], book.create_sheet("nodes")
    claims.title = "claims"
    lists = _fill_lists(book.create_sheet(_LISTS), sorted(names))
    _fill(claims, CLAIMS, [_claim_cells(fact, names, read) for fact in facts], lists)
    _fill(nodes, NODES, [_node_cells(line, candidates) for line in names.values()], lists)
    _fill_guide(book.create_sheet("How to review"))
    page = io.BytesIO()
    book.save(page)
    return page.getvalue()


def _claim_cells(fact: JsonObject, names: Mapping[str, JsonObject], read: Document) -> dict[str, Any]:
    attrs, evidence = fact["attrs"], fact["evidence"]
    context = in_context(read, evidence.get("quote") or "", evidence.get("lines") or ())
    own = {**attrs, **evidence, **{key: value for key, value in fact.items() if key not in ("attrs", "evidence")}}
    lines = ", ".join(map(str, evidence.get("lines") or ()))
    return {**own, "says": _says(fact, names), "context": context, "lines": lines, "decision": _decision(attrs)}


def _says(fact: JsonObject, names: Mapping[str, JsonObject]) -> str:
    try:
        claim = as_record(fact)
    except RowFault as fault:
        return f"cannot be loaded as it is: {fault}"
    return claim_sentence(claim, lambda end: _name(end, names)) if isinstance(claim, Claim) else ""


def _name(end: str | None, names: Mapping[str, JsonObject]) -> str:
    key = (end or "").removeprefix(":")
    return str(names[key]["name"]) if key in names else key


def _node_cells(line: JsonObject, candidates: Mapping[str, str]) -> dict[str, Any]:
    attrs = line["attrs"]
    own = {**attrs, **{key: value for key, value in line.items() if key != "attrs"}}
    return {**own, "in_the_register": candidates.get(line["id"], ""), "decision": _decision(attrs)}


def _decision(attrs: Mapping[str, Any]) -> str:
    return _STATES.get(attrs.get(REVIEW, PROPOSED), "")


def _fill(
    sheet: Worksheet, columns: Sequence[Column], rows: Sequence[dict[str, Any]], lists: Mapping[str, str]
) -> None:
    further = sorted({key for row in rows for key in row} - {column.key for column in columns} - _NOT_SHOWN)
    columns = (*columns, *(Column(key, 14) for key in further))
    _put(sheet, 1, [column.key for column in columns])
    for number, row in enumerate(rows, 2):
        _put(sheet, number, [in_a_cell(row.get(column.key)) for column in columns])
    for index, column in enumerate(columns):
        _style(sheet, index, column, len(rows) + 1)
        if column.offers and rows:
            _offer(sheet, f"{column_letters(index)}2:{column_letters(index)}{len(rows) + 1}", lists[column.offers])
    _protect(sheet, f"A1:{column_letters(len(columns) - 1)}{len(rows) + 1}")


_NOT_SHOWN: Final = frozenset({"kind", REVIEW, "as_read"})


def _put(sheet: Worksheet, row: int, values: Iterable[Any]) -> None:
    """Texts stay texts: what begins like a formula is none, and what no cell can hold is left out."""
    for number, value in enumerate(values, 1):
        cell = sheet.cell(row, number)
        cell.value = printable(value)[:_LONGEST] if isinstance(value, str) else value
        if isinstance(value, str) and value:
            cell.data_type = "s"
            cell.quotePrefix = value.startswith(FORMULA_STARTS)


def _style(sheet: Worksheet, index: int, column: Column, last: int) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill, Protection

    letters = column_letters(index)
    sheet.column_dimensions[letters].width = column.width
    head = sheet[f"{letters}1"]
    head.font, head.fill = Font(bold=True, color=_INK), PatternFill("solid", fgColor=_PAPER)
    for row in range(2, last + 1):
        cell = sheet[f"{letters}{row}"]
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.protection = Protection(locked=not column.open)
        if column.open:
            cell.fill, cell.number_format = PatternFill("solid", fgColor=_OPEN), "@"


def _offer(sheet: Worksheet, cells: str, formula: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=formula not in _FREE)
    choice.error = "Choose one from the list."
    sheet.add_data_validation(choice)
    choice.add(cells)


def _protect(sheet: Worksheet, table: str) -> None:
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = table
    sheet.protection.sheet = True
    # In Excel's own words these are what is forbidden.
    sheet.protection.autoFilter = sheet.protection.sort = False
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.page_setup.orientation = "landscape"


def _fill_lists(sheet: Worksheet, ids: Sequence[str]) -> dict[str, str]:
    """The words to choose from, on a hidden sheet, for a list in a cell takes 255 letters; gives where each stands."""
    offers: dict[str, Sequence[str]] = {
        "decisions": tuple(DECISIONS),
        "relations": tuple(RELATIONS),
        "roles": tuple(sorted(role.name for role in ROLES)),
        "certainties": CERTAINTIES,
        "yes or no": ("no", "yes"),
        "types": tuple(NODE_TYPES),
        "kinds": tuple(GROUP_KINDS),
        "ids": ids or ("",),
    }
    for number, words in enumerate(offers.values()):
        for row, word in enumerate(words, 1):
            _put_at(sheet, f"{column_letters(number)}{row}", word)
    sheet.sheet_state = "hidden"
    return {
        name: f"{_LISTS}!${letters}$1:${letters}${len(words)}"
        for (name, words), letters in zip(offers.items(), map(column_letters, range(len(offers))), strict=True)
    }


# A role may be in words of the document's own.
_FREE: Final = (f"{_LISTS}!$C$1:$C${len(ROLES)}",)


def _put_at(sheet: Worksheet, place: str, word: str) -> None:
    sheet[place] = word
    sheet[place].data_type = "s"


def _fill_guide(sheet: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.append(["How to review"])
    sheet["A1"].font = Font(bold=True, size=14, color=_INK)
    for line in _GUIDE:
        sheet.append([line])
    for cells in sheet.iter_rows(min_row=2):
        cells[0].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 110
