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
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from graph.errors import UnreadableFile
from loaders.reading.documents.document import Document, Sort
from loaders.reading.documents.layout import Composer

# What stands for words in a paragraph, and the letters that it shows as.
_PARTS: Final = {
    qn("w:t"): "",
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
_NOTES: Final = frozenset({RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES})
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
    for words in _running_heads(file):
        composer.put(Sort.PARAGRAPH, words)
    for block in file.element.body.iterchildren():
        _put(composer, file, block)
    for note in _notes(file):
        composer.put(Sort.PARAGRAPH, note)
    return composer.document()


def _put(composer: Composer, file: Any, block: Any) -> None:
    if block.tag == qn("w:p"):
        _put_paragraph(composer, Paragraph(block, file))
    elif block.tag == qn("w:tbl"):
        for row in Table(block, file).rows:
            _put_row(composer, file, list(_each_once(row.cells)))
    elif block.tag == qn("w:sdt"):
        for inner in block.iterchildren(qn("w:sdtContent")):
            for part in inner:
                _put(composer, file, part)


def _put_row(composer: Composer, file: Any, cells: list[Any]) -> None:
    """A row of a table, and below it the tables that stand in its cells."""
    composer.put_row(["\n".join(map(_words, cell._tc.p_lst)) for cell in cells])
    for cell in cells:
        for inner in cell._tc.iterchildren(qn("w:tbl")):
            _put(composer, file, inner)


def _put_paragraph(composer: Composer, paragraph: Paragraph) -> None:
    sort, level = _sort(paragraph)
    composer.put(sort, _words(paragraph._p), level=level)
    # Text boxes hang on a paragraph; a file repeats each for older programs, in a fallback that is passed over.
    for box in paragraph._p.iterdescendants(qn("w:txbxContent")):
        if not any("Fallback" in str(above.tag) for above in box.iterancestors()):
            for inner in box.iterchildren(qn("w:p")):
                _put_paragraph(composer, Paragraph(inner, paragraph._parent))


def _words(paragraph: Any) -> str:
    """The words of a paragraph as a reader sees them: what is inserted with changes tracked, linked or in a content
    control as well, and not what is deleted. Those of its text boxes are read by themselves."""
    parts = (_shown(part) for part in paragraph.iterdescendants(*_PARTS) if not _is_beside(part, paragraph))
    return "".join(parts)


def _shown(part: Any) -> str:
    return part.text or "" if part.tag == qn("w:t") else _PARTS[part.tag]


def _is_beside(part: Any, paragraph: Any) -> bool:
    """Whether a part is in a text box that hangs on the paragraph."""
    return next(above for above in part.iterancestors(qn("w:p"))) is not paragraph


def _notes(file: Any) -> Iterator[str]:
    """Footnotes and endnotes, in order."""
    for relation in file.part.rels.values():
        if relation.reltype in _NOTES:
            notes = parse_xml(relation.target_part.blob)
            yield from filter(None, ("".join(map(_words, note.iter(qn("w:p")))).strip() for note in notes))


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
    """Headers and footers with their tables, each text once."""
    parts = (part for section in file.sections for part in (section.header, section.footer))
    found = (_words(paragraph) for part in parts for paragraph in part._element.iter(qn("w:p")))
    return [words for words in dict.fromkeys(found) if words.strip()]
