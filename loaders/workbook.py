"""Workbooks (.xlsx, .xlsm) read as text, sheet by sheet, with nothing in them trusted.

A workbook is a zip archive of XML, so its size when unpacked, its entities and its parts are checked before anything
is parsed. Formulas are never evaluated: the result that the spreadsheet program saved is read, and a formula without
one is a fault of its row. Macros, links to other files and hidden sheets are left alone.
"""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Final, Protocol, cast

from graph.errors import UnreadableFile
from loaders.tables import digest_of


class _ReadCell(Protocol):
    """A cell as openpyxl's read-only mode gives it; ``data_type`` is f for a formula and e for an error."""

    @property
    def value(self) -> object: ...
    @property
    def data_type(self) -> str: ...


class _ReadSheet(Protocol):
    """A sheet of openpyxl's read-only mode, of which its stubs know nothing."""

    title: str
    sheet_state: str
    _worksheet_path: str

    def reset_dimensions(self) -> None: ...
    def iter_rows(self) -> Iterable[Sequence[_ReadCell]]: ...


class _ReadBook(Protocol):
    """A workbook in openpyxl's read-only mode."""

    @property
    def worksheets(self) -> Sequence[_ReadSheet]: ...
    @property
    def sheetnames(self) -> Sequence[str]: ...


CHUNK: Final = 1 << 18
MAX_UNPACKED: Final = 64 << 20
"""Most bytes the parts of a workbook may hold once unpacked: some 400,000 filled cells."""
MAX_PARTS: Final = 5000
MAX_ROWS: Final = 100_000
MAX_COLUMNS: Final = 500
MAX_CELL: Final = 1 << 15
EXCEL_ROWS: Final = 1 << 20
MAX_WALKED: Final = 20_000_000

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_CONTENTS: Final = "xl/workbook.xml"
_SAVE_AS: Final = "Open it in Excel, choose Save As, Excel Workbook (.xlsx), and load that."
_SAVE_AGAIN: Final = "Open it in Excel, save it again as Excel Workbook (.xlsx), and load that."
_MERGED: Final = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]{0,60}?ref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})"'
)
_LISTED: Final = re.compile(rb"<(?:\w+:)?sheet\s")
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# What openpyxl's parsers let through when a part is not what it should be.
_PARSER_FAULTS: Final = (
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that is not blank: its 1-based number, its cells as text from column A on, and its fault or None."""

    number: int
    cells: tuple[str, ...]
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible sheet and its rows, top down."""

    name: str
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook read whole; ``hidden`` names the sheets that were left out because they are hidden."""

    path: Path
    digest: str
    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...] = ()


def is_workbook(path: Path) -> bool:
    """Whether the file begins as a workbook of any age does, whatever its name says; a file not to be read does not."""
    try:
        with path.open("rb") as file:
            return file.read(8).startswith((_ZIP, _OLE))
    except OSError:
        return False


def read_workbook(path: Path) -> Workbook:
    """Read every visible sheet of a workbook as text.

    Dates come as 2013-09-15, whole numbers without decimals, a cell merged over several rows in each of them.
    Raises UnreadableFile for a file that is protected, of the old kind, damaged, far too large or no workbook.
    """
    _refuse_old(path)
    with _faults_named(path), zipfile.ZipFile(path) as archive:
        _refuse_others(path, archive)
        parts = {info.filename: _inspected(path, archive, info) for info in _sized(path, archive)}
    formulas = _formulas(path) if any(part.formulas for part in parts.values()) else {}
    with _faults_named(path), _opened(path) as book:
        if len(book.sheetnames) != parts[_CONTENTS].sheets:
            raise ValueError("a sheet is listed and not there")
        sheets = tuple(
            # The private path is the only way from a sheet to its part, and to what is merged in it.
            _sheet(path, sheet, parts[sheet._worksheet_path].merged, formulas.get(sheet.title, frozenset()))
            for sheet in book.worksheets
            if sheet.sheet_state == "visible"
        )
        hidden = tuple(sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible")
    return Workbook(path, digest_of(path), sheets, hidden)


def column_letters(index: int) -> str:
    """The letters of the column at 0-based ``index``: 0 is A, 25 is Z, 26 is AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _refuse_old(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(8) != _OLE:
            return
        protected = _ENCRYPTED in file.read(MAX_UNPACKED)
    if protected:
        raise UnreadableFile(
            "the workbook is protected with a password",
            place=str(path),
            next_step="Open it in Excel, take the password off under File, Info, save it, and load it again.",
        )
    raise UnreadableFile(
        "this is a workbook of the kind Excel wrote before 2007 (.xls)", place=str(path), next_step=_SAVE_AS
    )


def _refuse_others(path: Path, archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if _CONTENTS in names:
        return
    what = "a binary workbook (.xlsb)" if "xl/workbook.bin" in names else "no Excel workbook"
    if "content.xml" in names and "mimetype" in names:
        what = "an OpenDocument file (.ods)"
    raise UnreadableFile(f"this is {what}", place=str(path), next_step=_SAVE_AS)


def _sized(path: Path, archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The parts, after their number and the sizes they declare have been checked."""
    infos = archive.infolist()
    if len(infos) > MAX_PARTS:
        raise _bomb(path, f"{len(infos):,} parts")
    if any(info.flag_bits & 1 for info in infos):
        raise UnreadableFile("the workbook is encrypted", place=str(path), next_step=_SAVE_AGAIN)
    declared = sum(info.file_size for info in infos)
    if declared > MAX_UNPACKED:
        raise _bomb(path, f"{declared >> 20:,} MB once unpacked")
    return infos


def _bomb(path: Path, what: str) -> UnreadableFile:
    return UnreadableFile(
        f"the workbook holds {what}, and {MAX_UNPACKED >> 20} MB in {MAX_PARTS:,} parts is the most",
        place=str(path),
        next_step="Save the sheet that matters as CSV (UTF-8) and load that.",
    )


@dataclass(slots=True)
class _Part:
    """What is known of one part before it is parsed; ``merged`` are (column letters, first row, last row)."""

    formulas: bool = False
    sheets: int = 0
    merged: set[tuple[str, int, int]] = field(default_factory=set)


def _inspected(path: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> _Part:
    """Unpack a part once in small pieces, counting what really comes out and looking for what must not."""
    part, size, tail = _Part(), 0, b""
    with archive.open(info) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > MAX_UNPACKED:
                raise _bomb(path, f"a part of more than {size >> 20:,} MB")
            if info.filename.endswith((".xml", ".rels")):
                _look(path, part, tail + chunk, first=size == len(chunk))
            tail = chunk[-256:]
    return part


def _look(path: Path, part: _Part, text: bytes, *, first: bool) -> None:
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text or (first and b"\0" in text[:256]):
        raise UnreadableFile("a part of the workbook is not as Excel writes it", place=str(path), next_step=_SAVE_AGAIN)
    part.formulas = part.formulas or bool(_FORMULA.search(text))
    part.sheets = max(part.sheets, len(_LISTED.findall(text)))
    for letters, top, bottom in _MERGED.findall(text):
        if top != bottom:
            part.merged.add((letters.decode(), int(top), int(bottom)))


@contextmanager
def _faults_named(path: Path) -> Generator[None]:
    try:
        yield
    except _PARSER_FAULTS as error:
        raise UnreadableFile(
            f"the workbook is damaged or not as Excel writes it ({type(error).__name__}: {error})",
            place=str(path),
            next_step=_SAVE_AGAIN,
        ) from error
    except OSError as error:
        raise UnreadableFile(
            f"the workbook cannot be read: {error.strerror or error}",
            place=str(path),
            next_step="Close it in other programs and check that you may read it.",
        ) from error


@contextmanager
def _opened(path: Path, *, formulas: bool = False) -> Generator[_ReadBook]:
    from openpyxl import load_workbook

    with path.open("rb") as file, warnings.catch_warnings():
        # It warns of features that it would lose on saving: nothing is saved here.
        warnings.simplefilter("ignore")
        workbook = load_workbook(file, read_only=True, data_only=not formulas, keep_links=False)
        try:
            yield cast("_ReadBook", workbook)
        finally:
            workbook.close()


def _formulas(path: Path) -> Mapping[str, frozenset[tuple[int, int]]]:
    """For each sheet the (row, column) of every cell that holds a formula, columns counted from 0."""
    with _faults_named(path), _opened(path, formulas=True) as book:
        return {sheet.title: frozenset(_formula_cells(path, sheet)) for sheet in book.worksheets}


def _formula_cells(path: Path, sheet: _ReadSheet) -> Iterator[tuple[int, int]]:
    for number, cells in _numbered(path, sheet):
        yield from ((number, column) for column, cell in enumerate(cells) if cell.data_type == "f")


def _numbered(path: Path, sheet: _ReadSheet) -> Iterator[tuple[int, Sequence[_ReadCell]]]:
    """The sheet's rows with their numbers, gaps filled; refuses what would take for ever to walk through."""
    # The size that a sheet declares is often that of its formatting, or a lie.
    sheet.reset_dimensions()
    walked = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        walked += len(cells)
        if number > EXCEL_ROWS or walked > MAX_WALKED:
            raise _too_large(path, sheet.title, "reaches far beyond its data")
        yield number, cells


def _too_large(path: Path, sheet: str, what: str) -> UnreadableFile:
    return UnreadableFile(
        f"the sheet {what}",
        place=f"{path}, sheet {sheet}",
        next_step="Copy the rows and columns that matter into a new workbook, or save them as CSV, and load that.",
    )


def _sheet(
    path: Path, sheet: _ReadSheet, merged: Iterable[tuple[str, int, int]], formulas: frozenset[tuple[int, int]]
) -> Sheet:
    reader = _SheetReader(formulas, merged)
    rows: list[SheetRow] = []
    for number, cells in _numbered(path, sheet):
        row = reader.row(number, cells)
        if row is None:
            continue
        rows.append(row)
        if len(rows) > MAX_ROWS or len(row.cells) > MAX_COLUMNS:
            raise _too_large(path, sheet.title, f"has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns")
    return Sheet(sheet.title, tuple(rows))


class _SheetReader:
    """Turns cells into text, row after row, and carries merged cells down."""

    def __init__(self, formulas: frozenset[tuple[int, int]], merged: Iterable[tuple[str, int, int]]) -> None:
        self._formulas = formulas
        self._merged: dict[int, list[tuple[int, int]]] = {}
        for letters, top, bottom in merged:
            self._merged.setdefault(top, []).append((_column_index(letters), bottom))
        self._carried: dict[int, tuple[int, str]] = {}

    def row(self, number: int, cells: Sequence[_ReadCell]) -> SheetRow | None:
        """The row as text, None where it is blank."""
        texts = [_text(cell.value) for cell in cells]
        faults = [fault for column, cell in enumerate(cells) if (fault := self._fault(number, column, cell))]
        blank = not faults and not any(text.strip() for text in texts)
        self._carry(number, texts)
        if blank:
            return None
        while texts and not texts[-1].strip():
            texts.pop()
        return SheetRow(number, tuple(texts), faults[0] if faults else None)

    def _carry(self, number: int, texts: list[str]) -> None:
        """Fill in the cells merged with one above, and remember those that begin here."""
        for column, (bottom, text) in list(self._carried.items()):
            if number > bottom:
                del self._carried[column]
            else:
                texts.extend([""] * (column + 1 - len(texts)))
                texts[column] = texts[column] or text
        for column, bottom in self._merged.get(number, ()):
            if column < len(texts):
                self._carried[column] = (bottom, texts[column])

    def _fault(self, number: int, column: int, cell: _ReadCell) -> str | None:
        wrong = _wrong_value(cell) if cell.value is not None else None
        if cell.value is None and (number, column) in self._formulas:
            wrong = "holds a formula whose result was not saved; save the workbook in Excel and load it again"
        return f"the cell {column_letters(column)}{number} {wrong}" if wrong else None


def _wrong_value(cell: _ReadCell) -> str | None:
    if cell.data_type == "e":
        return f"shows the error {cell.value}; correct the formula or type the value in"
    text = _text(cell.value)
    if len(text) > MAX_CELL:
        return f"holds {len(text):,} characters, and {MAX_CELL:,} is the most"
    if found := _CONTROLS.search(text):
        return f"holds a control character (U+{ord(found[0]):04X}); type the value in again"
    return None


def _column_index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def _text(value: object) -> str:
    """A cell's value as a person reads it: 2013-09-15 for a date, 119950 for 119950.0, '' for nothing."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)
