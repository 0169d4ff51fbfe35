"""From the sheets of a workbook to tables: which sheets hold one, and under which row of column names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from graph.dates import PartialDate
from graph.errors import UnreadableFile
from loaders.case_tables import case_table
from loaders.tables import Row, Table, column_key, column_names, date_in_name, file_stem
from loaders.workbook import Sheet, SheetRow, Workbook, column_letters, read_workbook

KindOf = Callable[[Sequence[str]], str | None]
HEADER_WITHIN: Final = 30
"""How many rows of titles and remarks may stand above the column names."""


def read_workbook_tables(path: Path, kind_of: KindOf, *, published: PartialDate | None = None) -> list[Table]:
    """The tables of a workbook: one for each kind of table found, over all the sheets that hold that kind.

    ``kind_of`` names the kind of table that a row of column names belongs to, None where it is none. Where no sheet
    holds a known kind the likeliest table comes back all the same, so that it can be refused by its columns. Raises
    UnreadableFile.
    """
    workbook = read_workbook(path)
    published = published or date_in_name(path.name)
    if case := case_table(workbook, published):
        return [case]
    found = [part for sheet in workbook.sheets if (part := _recognised(path, sheet, kind_of))]
    if not found:
        return [_table(workbook, [_likeliest(workbook)], published)]
    kinds = dict.fromkeys(part.kind for part in found)
    return [_table(workbook, [part for part in found if part.kind == kind], published) for kind in kinds]


@dataclass(frozen=True, slots=True)
class _SheetTable:
    """The part of a sheet under its column names."""

    kind: str | None
    sheet: Sheet
    header: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def _recognised(path: Path, sheet: Sheet, kind_of: KindOf) -> _SheetTable | None:
    for index, row in enumerate(islice(sheet.rows, HEADER_WITHIN)):
        kind = kind_of([cell.strip() for cell in row.cells])
        if kind is not None:
            header = column_names(row.cells, f"{path}, sheet {sheet.name}, row {row.number}")
            return _SheetTable(kind, sheet, header, sheet.rows[index + 1 :])
    return None


def _likeliest(workbook: Workbook) -> _SheetTable:
    """The rows under the first row of the first sheet that has two cells filled: a title fills one."""
    for sheet in workbook.sheets:
        for index, row in enumerate(sheet.rows):
            if sum(bool(cell.strip()) for cell in row.cells) > 1:
                header = tuple(cell.strip() or f"column {n}" for n, cell in enumerate(row.cells, start=1))
                return _SheetTable(None, sheet, header, sheet.rows[index + 1 :])
    raise UnreadableFile(
        "no sheet of the workbook holds a table",
        place=str(workbook.path),
        next_step="Put the names of the columns in one row and the data below it; hidden sheets are not read.",
    )


def _table(workbook: Workbook, parts: Sequence[_SheetTable], published: PartialDate | None) -> Table:
    return Table(
        name=file_stem(workbook.path),
        path=workbook.path,
        header=tuple(dict.fromkeys(name for part in parts for name in part.header)),
        rows=[row for part in parts for row in _rows(part)],
        digest=workbook.digest,
        published=published,
        notes=tuple(_notes(workbook, {part.sheet.name for part in parts})),
    )


def _notes(workbook: Workbook, read: set[str]) -> Iterator[str]:
    if workbook.hidden:
        yield f"Hidden and not read: {_listed(workbook.hidden)}."
    others = [sheet.name for sheet in workbook.sheets if sheet.rows and sheet.name not in read]
    if others:
        yield f"Read: {_listed(sorted(read))}. Not in this table: {_listed(others)}."


def _listed(sheets: Sequence[str]) -> str:
    return f"sheet{'s' * (len(sheets) > 1)} {', '.join(sheets)}"


def _rows(part: _SheetTable) -> Iterator[Row]:
    titles = tuple(map(column_key, part.header))
    for row in part.rows:
        cells = (*row.cells, *[""] * (len(part.header) - len(row.cells)))
        fault = row.fault or _beyond(row, len(part.header))
        if tuple(map(column_key, cells)) == titles:
            fault = "the header stands here again"
        names = (*part.header, *(f"column {n}" for n in range(len(part.header) + 1, len(cells) + 1)))
        yield Row(row.number, dict(zip(names, cells, strict=True)), fault, part.sheet.name)


def _beyond(row: SheetRow, width: int) -> str | None:
    """The fault of a value that stands to the right of the last column with a name."""
    column = next((n for n in range(width, len(row.cells)) if row.cells[n].strip()), None)
    if column is None:
        return None
    return f"the cell {column_letters(column)}{row.number} stands under no column name; name its column or empty it"
