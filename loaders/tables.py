"""Tables as files hold them: delimited text, plain or gzipped, read row by row and never whole.

A row that cannot be trusted (ragged, a quote left open, a control character, far too long) comes out with its
fault in words, so that whoever loads the table can count it and give it back. A file that cannot be trusted
(truncated, a bomb, no text at all) raises UnreadableFile before its first row.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import re
import zlib
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedIOBase
from itertools import chain
from pathlib import Path
from typing import Final

from graph.dates import PartialDate
from graph.errors import UnreadableFile
from graph.records import Value

CHUNK: Final = 1 << 18
MAX_BYTES: Final = 512 << 20
"""Most bytes a file may hold once unpacked; the whole register of England is 61 million."""
MAX_ROW: Final = 1 << 17
"""Most bytes a row may hold; the widest row of the register has some 2,000."""
SHOWN: Final = 1000

_SUFFIXES: Final = frozenset({".csv", ".tsv", ".txt", ".gz", ".xlsx", ".xlsm", ".jsonl", ".json"})
_DATE_IN_NAME: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-_]?(0[1-9]|1[0-2])(?:[-_]?([0-3]\d))?)?(?!\d)")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# Windows-1252 bytes that another tool read as Latin-1 come as control characters of the C1 block: say what they were.
_MISREAD: Final = {
    code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
# The register's group links of 2017 name a last column for which none of their rows has a cell.
_COLUMNS_WITHOUT_CELLS: Final = frozenset({"hassharedht"})
_HEADER_WANTED: Final = "The first row must hold the names of the columns."
_PDF: Final = b"%PDF"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: ``number`` is the 1-based line on which it starts, ``cells`` the text under each column name.

    ``fault`` says in words why the row cannot be used, None where it can. ``part`` names the sheet where one
    table spans several. A row with more cells than the header has the surplus under "column 18" and so on.
    """

    number: int
    cells: Mapping[str, Value]
    fault: str | None = None
    part: str = ""

    @property
    def place(self) -> str:
        """The place in words: 'line 12', or 'sheet nodes, row 12'."""
        return f"sheet {self.part}, row {self.number}" if self.part else f"line {self.number}"


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a file: ``rows`` may be iterated again, each time from the start.

    ``name`` is the file's name without date-neutral extensions (.csv, .gz …); ``published`` the date in that name
    unless the caller said better; ``digest`` the SHA-256 of the file as it lies there. Wholly blank rows are no rows.
    ``notes`` are sentences on what of the file is not among the rows, such as a hidden sheet.
    """

    name: str
    path: Path
    header: tuple[str, ...]
    rows: Iterable[Row]
    digest: str
    published: PartialDate | None = None
    notes: tuple[str, ...] = ()


def read_table(path: Path, *, published: PartialDate | None = None) -> Table:
    """Open delimited text (comma, semicolon or tab; UTF-8, UTF-16 with a mark, Windows-1252; gzip or plain).

    Unpacks it once to the end, so that no row of a damaged file is ever used; reads the header now and the rows when
    iterated. Raises UnreadableFile.
    """
    _unpack_to_the_end(path)
    header = _header(path)
    return Table(
        name=file_stem(path),
        path=path,
        header=header,
        rows=_DelimitedRows(path, header),
        digest=digest_of(path),
        published=published or date_in_name(path.name),
    )


def read_lines(path: Path) -> Iterator[tuple[int, str, str | None]]:
    """Number, text and fault (None if sound) of every line that is not blank, for files of one record a line.

    Encodings and limits are those of read_table. Raises UnreadableFile.
    """
    lines = _Lines(_split(_as_utf8(path, _chunks(path))))
    while True:
        number = lines.begin_row()
        try:
            text = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, lines.give_back_all_but_first(), str(error)
        else:
            if text.strip():
                yield number, text, None


def file_stem(path: Path) -> str:
    """The file's name without the extensions of tables: 'clusters.csv.gz' is 'clusters'."""
    stem = path
    while stem.suffix.lower() in _SUFFIXES:
        stem = stem.with_suffix("")
    return stem.name


def slug(text: str) -> str:
    """Lower case, with runs of anything but letters, digits and underscores as one hyphen: fit for an id."""
    return re.sub(r"[^\w]+", "-", text.casefold()).strip("-")


def column_key(name: str) -> str:
    """What two spellings of a column name share: ' Open date' and 'OpenDate' are both 'opendate'."""
    return "".join(name.split()).casefold()


def date_in_name(name: str) -> PartialDate | None:
    """The last date in a file name (20250717, 2025-07-17, 202507 or 2025), None where there is none."""
    for year, month, day in reversed(_DATE_IN_NAME.findall(name)):
        try:
            return PartialDate(int(year), int(month or 0), int(day or 0))
        except ValueError:
            continue
    return None


def digest_of(path: Path) -> str:
    """SHA-256 of the file as it lies on the disk, in hexadecimal. Raises UnreadableFile."""
    with _faults_named(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class _DelimitedRows:
    path: Path
    header: tuple[str, ...]

    def __iter__(self) -> Iterator[Row]:
        parsed = _parse(self.path)
        next(parsed)
        return (self._row(number, cells, fault) for number, cells, fault in parsed)

    def _row(self, number: int, cells: Sequence[str], fault: str | None) -> Row:
        if len(cells) != len(self.header) and not fault:
            cells = _without_blank_surplus(cells, len(self.header))
            fault = self._ragged(cells)
        elif self._is_header(cells):
            fault = "the header stands here again"
        return Row(number, dict(zip(_names(self.header, len(cells)), cells, strict=False)), fault)

    def _is_header(self, cells: Sequence[str]) -> bool:
        return cells[0].strip() == self.header[0] and tuple(map(str.strip, cells)) == self.header

    def _ragged(self, cells: Sequence[str]) -> str | None:
        missing = {column_key(name) for name in self.header[len(cells) :]}
        if len(cells) <= len(self.header) and missing <= _COLUMNS_WITHOUT_CELLS:
            return None
        return f"the row has {len(cells)} cells, the header {len(self.header)}"


def _without_blank_surplus(cells: Sequence[str], width: int) -> Sequence[str]:
    """Cut off blank cells beyond the header: spreadsheets leave trailing commas."""
    return cells if any(cell.strip() for cell in cells[width:]) else cells[:width]


def _names(header: tuple[str, ...], width: int) -> Sequence[str]:
    return (*header, *(f"column {n}" for n in range(len(header) + 1, width + 1)))


def _header(path: Path) -> tuple[str, ...]:
    number, cells, fault = next(_parse(path), (1, [], "the file is empty"))
    if fault:
        raise UnreadableFile(fault, place=f"{path}, line {number}", next_step=_HEADER_WANTED)
    return column_names(cells, f"{path}, line {number}")


def column_names(cells: Sequence[str], place: str) -> tuple[str, ...]:
    """The names in a header row, a blank one as "column 3". Raises UnreadableFile where one stands twice."""
    names = tuple(cell.strip() or f"column {n}" for n, cell in enumerate(cells, start=1))
    _refuse_doubled(names, place)
    return names


def _refuse_doubled(names: tuple[str, ...], place: str) -> None:
    first: dict[str, int] = {}
    for n, name in enumerate(names, start=1):
        seen = first.setdefault(column_key(name), n)
        if seen != n:
            raise UnreadableFile(
                f"the column {name!r} stands twice in the header, as columns {seen} and {n}",
                place=place,
                next_step="Rename or delete one of the two and load the file again.",
            )


def _parse(path: Path) -> Iterator[tuple[int, list[str], str | None]]:
    """Line number, cells and fault of every row that is not blank, the header first."""
    lines = _Lines(_split(_as_utf8(path, _chunks(path))))
    delimiter = _delimiter(lines.peek())
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        start = lines.begin_row()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            # One stray quotation mark must not swallow the rows below it: only its own line is given up.
            yield start, _salvaged(lines.give_back_all_but_first(), delimiter), _in_words(error)
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
        else:
            if any(map(str.strip, cells)):
                yield start, cells, None


def _delimiter(header: str) -> str:
    return max(",\t;", key=header.count)


def _salvaged(line: str, delimiter: str) -> list[str]:
    """What can be shown of a line that is no proper row, cut to a length fit for showing."""
    return next(csv.reader([line[:SHOWN]], delimiter=delimiter), [])


def _in_words(error: csv.Error) -> str:
    if isinstance(error, _LineFault):
        return str(error)
    return "a quotation mark is opened and not closed, or stands inside a quoted cell without being doubled"


class _LineFault(csv.Error):
    """A line that must not be parsed; raised through the reader so that the row is given up there."""


class _Lines(Iterator[str]):
    """The lines of a file as text. Keeps those of the row being read, so that they can be given back."""

    def __init__(self, raw: Iterator[bytes]) -> None:
        self._raw = raw
        self._again: list[bytes] = []
        self._row: list[bytes] = []
        self._number = 0
        self._length = 0

    def __next__(self) -> str:
        line = self._again.pop() if self._again else next(self._raw)
        self._row.append(line)
        self._number += 1
        self._length += len(line)
        if self._length > MAX_ROW:
            raise _LineFault(f"the row is longer than {MAX_ROW:,} bytes, or a quotation mark in it is never closed")
        return _clean(line)

    def begin_row(self) -> int:
        """Forget the lines of the row before; the number of the line that comes next."""
        self._row.clear()
        self._length = 0
        return self._number + 1

    def peek(self) -> str:
        """The next line without taking it; '' at the end."""
        if not self._again:
            self._again.extend(line for line in [next(self._raw, b"")] if line)
        return _text(self._again[-1]) if self._again else ""

    def give_back_all_but_first(self) -> str:
        """Take back the lines of the row being read except its first, which is returned as far as it can be shown."""
        first, *others = self._row
        self._again.extend(reversed(others))
        self._number -= len(others)
        return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", _text(first[: 4 * SHOWN]))


def _clean(line: bytes) -> str:
    text = _text(line)
    if text.rstrip("\r\n").isprintable() or not (found := _CONTROLS.search(text)):
        return text
    text = text.translate(_MISREAD)
    if found := _CONTROLS.search(text):
        raise _LineFault(f"{_named(found[0])} stands at character {found.start() + 1} of the line")
    return text


def _text(line: bytes) -> str:
    """A line as UTF-8, else as Windows-1252; bytes that are neither come as lone surrogates."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "surrogateescape")


def _named(character: str) -> str:
    code = ord(character)
    if code >= 0xD800:
        return f"a byte that is neither UTF-8 nor Windows-1252 (0x{code & 0xFF:02X})"
    return f"a control character (U+{code:04X})"


def _split(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Lines with their ends (LF, CRLF or CR). Of an endless line only as much is kept as shows that it is too long."""
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).splitlines(keepends=True) or [b""]
        yield from lines
        if rest.endswith(b"\n"):
            yield rest
            rest = b""
        rest = rest[: MAX_ROW + 1]
    if rest:
        yield rest


def _as_utf8(path: Path, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The file's bytes with the byte order mark off and UTF-16 turned into UTF-8; refuses what is no text."""
    first = next(chunks, b"")
    if first.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _from_utf16(path, chain([first], chunks))
    if first.startswith(_PDF):
        raise UnreadableFile("this is a PDF document", place=str(path), next_step="Load the table it was made from.")
    if b"\0" in first[:4096]:
        raise UnreadableFile(
            f"this is no text: a zero byte stands at offset {first.index(0):,}",
            place=str(path),
            next_step="Save the table as CSV (UTF-8) and load that.",
        )
    return chain([first.removeprefix(BOM_UTF8)], chunks)


def _from_utf16(path: Path, chunks: Iterator[bytes]) -> Iterator[bytes]:
    decoder = getincrementaldecoder("utf-16")()
    try:
        for chunk in chunks:
            yield decoder.decode(chunk).encode()
        yield decoder.decode(b"", final=True).encode()
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"the file begins as UTF-16 and stops being it: {error.reason}",
            place=str(path),
            next_step="Save the table again as CSV (UTF-8).",
        ) from error


def _chunks(path: Path) -> Iterator[bytes]:
    """The file's bytes, unpacked where it is gzip, whatever its name says."""
    size = 0
    with _faults_named(path), _opened(path) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > MAX_BYTES:
                raise UnreadableFile(
                    f"the file unpacks to more than {MAX_BYTES >> 20} MB",
                    place=str(path),
                    next_step="No register extract is that large: check the file, or split it.",
                )
            yield chunk


def _unpack_to_the_end(path: Path) -> None:
    for _ in _chunks(path):
        pass


@contextmanager
def _opened(path: Path) -> Generator[BufferedIOBase]:
    with path.open("rb") as file:
        packed = file.peek(2)[:2] == b"\x1f\x8b"
        with gzip.open(file) if packed else file as stream:
            yield stream


@contextmanager
def _faults_named(path: Path) -> Generator[None]:
    """Say in the project's terms what the system and gzip say of a file."""
    try:
        yield
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise UnreadableFile(
            f"the gzip file is damaged or was cut short ({error})", place=str(path), next_step="Download it again."
        ) from error
    except FileNotFoundError as error:
        raise UnreadableFile(
            "there is no such file", place=str(path), next_step="Check the name and the folder."
        ) from error
    except OSError as error:
        raise UnreadableFile(
            f"the file cannot be read: {error.strerror or error}",
            place=str(path),
            next_step="Close it in other programs, check that it is a file and that you may read it.",
        ) from error
