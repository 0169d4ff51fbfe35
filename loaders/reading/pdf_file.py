"""PDF files as documents, page by page. The only module that knows pypdfium2.

The text comes in the order in which the file holds it. Lines that return on most pages (running heads, page numbers)
stay in the raw text and are not read. A page of pictures without text is told as unread.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Final

import pypdfium2

from graph.errors import UnreadableFile
from loaders.reading.document import Document
from loaders.reading.plain_text import read_text

_EDGE: Final = 2
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
        return [_text(file[number]) for number in range(len(file))]
    finally:
        file.close()


def _text(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    try:
        # The library puts a mark of its own where a hyphen ended a line.
        return re.sub("[\x02\ufffe]", "-\n", str(text.get_text_bounded()).replace("\r\n", "\n").replace("\r", "\n"))
    finally:
        text.close()


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
