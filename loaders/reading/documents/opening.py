"""A file as a document: which reader it needs shows in its ending and its first bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from graph.errors import UnreadableFile
from loaders.reading.documents.document import Document
from loaders.reading.documents.plain_text import read_text
from loaders.reading.documents.web_page import read_web_page

_WORD: Final = b"PK\x03\x04"
_PDF: Final = b"%PDF"
_OLD_WORD: Final = b"\xd0\xcf\x11\xe0"
_TEXTS: Final = (".txt", ".text", ".md", ".markdown", "")
_WEB_PAGES: Final = (".html", ".htm", ".xhtml")
_ENDINGS: Final = (*_TEXTS, *_WEB_PAGES, ".docx", ".pdf")
_MOST_BYTES: Final = 100_000_000


def open_document(path: Path, title: str | None = None) -> Document:
    """The document in a file: text, Markdown, a web page, Word (.docx) or PDF. Raises UnreadableFile, OSError."""
    if path.stat().st_size > _MOST_BYTES:
        raise UnreadableFile(
            "the file is larger than 100 MB", place=str(path), next_step="Save the part that matters as text."
        )
    called = title or path.stem
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(_WORD) and path.suffix.casefold() != ".xlsx":
        from loaders.reading.documents.word_file import read_word_file

        return read_word_file(called, path)
    if head.startswith(_PDF):
        from loaders.reading.documents.pdf_file import read_pdf_file

        return read_pdf_file(called, path)
    if head.startswith(_OLD_WORD) or path.suffix.casefold() not in (*_TEXTS, *_WEB_PAGES):
        raise UnreadableFile(
            f"'{path.suffix or path.name}' is no kind of document that can be read",
            place=str(path),
            next_step="Save it as .docx, .pdf, .html, .md or .txt.",
        )
    text = _decoded(path)
    return (read_web_page if path.suffix.casefold() in _WEB_PAGES else read_text)(called, text)


def document_of(proposals: Path, title: str, named: Path | None = None) -> Document:
    """The document that a file of proposals is about: the one ``named``, else one called ``title`` beside the file or
    in the working folder. Raises UnreadableFile."""
    folders = (proposals.parent, Path.cwd())
    beside = (folder / f"{title}{ending}" for folder in folders for ending in _ENDINGS)
    path = named or next((each for each in beside if title and each.is_file()), None)
    if path is None:
        raise UnreadableFile(
            f"the document {title!r} is not beside the proposals",
            place=str(proposals),
            next_step="Name it with --document.",
        )
    return open_document(path, title or None)


def _decoded(path: Path) -> str:
    """The file's text: UTF-8 or UTF-16 with a mark, else what Windows writes in England."""
    data = path.read_bytes()
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile(
            "this is no text", place=str(path), next_step="Save it as .docx, .pdf, .html, .md or .txt."
        )
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
