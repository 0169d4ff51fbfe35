"""Word files as documents: headings by style, list items, paragraphs, tables, text boxes, footnotes, headers and
footers. The only module that knows python-docx.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from graph.errors import UnreadableFile
from loaders.reading.document import Document, Sort
from loaders.reading.layout import Composer

_HEADING: Final = re.compile(r"(?:heading|title)\s*(\d?)", re.IGNORECASE)


def read_word_file(title: str, path: Path) -> Document:
    """A .docx file as a document. Raises UnreadableFile."""
    try:
        return _read(title, docx.Document(str(path)))
    except (BadZipFile, OpcError, KeyError, ValueError, AttributeError, SyntaxError, OSError) as fault:
        raise UnreadableFile(
            "this is no whole Word file",
            place=str(path),
            next_step="Open it in Word and save it again as .docx, or save it as plain text.",
        ) from fault


def _read(title: str, file: Any) -> Document:
    composer = Composer(title)
    for part in _running_heads(file):
        composer.put(Sort.PARAGRAPH, part)
    for block in file.element.body.iterchildren():
        _put(composer, file, block)
    return composer.document()


def _put(composer: Composer, file: Any, block: Any) -> None:
    if block.tag == qn("w:p"):
        _put_paragraph(composer, Paragraph(block, file))
    elif block.tag == qn("w:tbl"):
        for row in Table(block, file).rows:
            composer.put_row([cell.text for cell in _each_once(row.cells)])
    elif block.tag == qn("w:sdt"):
        for inner in block.iterdescendants(qn("w:p"), qn("w:tbl")):
            _put(composer, file, inner)


def _put_paragraph(composer: Composer, paragraph: Paragraph) -> None:
    sort, level = _sort(paragraph)
    composer.put(sort, paragraph.text, level=level)
    # Text boxes hang on a paragraph; a file repeats each for older programs, in a fallback that is passed over.
    for box in paragraph._p.iterdescendants(qn("w:txbxContent")):
        if not any("Fallback" in str(above.tag) for above in box.iterancestors()):
            for inner in box.iterchildren(qn("w:p")):
                _put_paragraph(composer, Paragraph(inner, paragraph._parent))


def _sort(paragraph: Paragraph) -> tuple[Sort, int]:
    style = paragraph.style.name if paragraph.style is not None else ""
    if heading := _HEADING.match(style or ""):
        return Sort.HEADING, int(heading[1] or 1)
    properties = paragraph._p.pPr
    listed = (style or "").startswith("List") or (properties is not None and properties.numPr is not None)
    return (Sort.ITEM if listed else Sort.PARAGRAPH), 0


def _each_once(cells: Any) -> Iterator[Any]:
    """A merged cell stands in every column it covers; it is read once."""
    seen: set[int] = set()
    for cell in cells:
        if id(cell._tc) not in seen:
            seen.add(id(cell._tc))
            yield cell


def _running_heads(file: Any) -> list[str]:
    """Headers and footers, each text once."""
    parts = (part for section in file.sections for part in (section.header, section.footer))
    return list(dict.fromkeys(paragraph.text for part in parts for paragraph in part.paragraphs if paragraph.text))
