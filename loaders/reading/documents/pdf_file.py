"""PDF files as documents, page by page. The only module that knows pypdfium2.

The text comes in the order in which the file holds it. Lines that return on most pages (running heads, page numbers)
stay in the raw text and are not read. A page of pictures without text is told as unread. A ruled table stands in the
text as rows, its cells parted by bars.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Final

import pypdfium2
import pypdfium2.raw

from graph.errors import UnreadableFile
from loaders.reading.documents.document import Document
from loaders.reading.documents.pdf_tables import RuledTable, ruled_tables
from loaders.reading.documents.plain_text import read_text

_EDGE: Final = 2
_LINES_OF_A_TABLE: Final = 4
_OFTEN: Final = 0.5
_PAGES_AT_LEAST: Final = 3


def read_pdf_file(title: str, path: Path) -> Document:
    """A PDF file as a document. Raises UnreadableFile."""
    try:
        pages = _pages(path)
    except (pypdfium2.PdfiumError, OSError, ValueError) as fault:
        raise UnreadableFile(
            "this is no whole PDF file, or it is locked with a password",
            place=str(path),
            next_step="Open it, and print it to a new PDF file or save it as text.",
        ) from fault
    unread = tuple(
        f"page {number} holds no text (a scan or a picture): it was not read"
        for number, text in enumerate(pages, 1)
        if not text.strip()
    )
    starts, offset = [], 0
    for number, text in enumerate(pages, 1):
        starts.append((offset, number))
        offset += len(text) + 1
    return read_text(title, "\n".join(pages), page_of=starts, unread=unread, dropped=_running(pages))


def _pages(path: Path) -> list[str]:
    file = pypdfium2.PdfDocument(path)
    try:
        tables = ruled_tables(path, [number for number in range(len(file)) if _is_ruled(file[number])])
        return [_text(file[number], tables.get(number, ())) for number in range(len(file))]
    finally:
        file.close()


def _is_ruled(page: pypdfium2.PdfPage) -> bool:
    """Whether there are enough lines on a page for a table."""
    lines = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])
    return sum(1 for _ in islice(lines, _LINES_OF_A_TABLE)) == _LINES_OF_A_TABLE


def _text(page: pypdfium2.PdfPage, tables: Sequence[RuledTable]) -> str:
    """The page's text, strip by strip: what stands above each table, its rows, and what stands below the last."""
    text, height = page.get_textpage(), page.get_height()
    try:
        edges = [0.0, *(edge for table in tables for edge in (table.top, table.bottom)), height]
        strips = [
            _strip(text, height - upper, height - lower) for upper, lower in zip(edges[::2], edges[1::2], strict=True)
        ]
        parts = [strips[0]]
        for table, strip in zip(tables, strips[1:], strict=True):
            parts += [*(f"| {' | '.join(row)} |" for row in table.rows), "", strip]
        return "\n".join(parts) if tables else _strip(text, None, None)
    finally:
        text.close()


def _strip(text: pypdfium2.PdfTextPage, top: float | None, bottom: float | None) -> str:
    """The text between two heights above the foot of the page."""
    found = str(text.get_text_bounded(top=top, bottom=bottom)).replace("\r\n", "\n").replace("\r", "\n")
    # The library puts a mark of its own where a hyphen ended a line.
    return re.sub("[\x02\ufffe]", "-\n", found)


def _running(pages: list[str]) -> frozenset[str]:
    """Lines at the head or foot of most pages, numbers aside."""
    seen: Counter[str] = Counter()
    for page in pages:
        lines = [line for line in page.split("\n") if line.strip()]
        seen.update({plain(line) for line in (*lines[:_EDGE], *lines[-_EDGE:])})
    least = max(_PAGES_AT_LEAST, _OFTEN * len(pages))
    return frozenset(line for line, times in seen.items() if times >= least)


def plain(line: str) -> str:
    """A line without its numbers, so that 'Page 3' and 'Page 4' are the same."""
    return re.sub(r"\d+", "#", " ".join(line.split()))
