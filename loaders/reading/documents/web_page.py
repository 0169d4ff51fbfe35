"""Web pages as documents: headings, paragraphs, list items and table rows; scripts, styles and navigation left out."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

from loaders.reading.documents.document import Document, Sort
from loaders.reading.documents.layout import Composer

_LEFT_OUT: Final = frozenset({"script", "style", "noscript", "template", "nav", "svg", "head", "button", "select"})
_ITEMS: Final = frozenset({"li", "dt", "dd"})
_CELLS: Final = frozenset({"td", "th"})
_BLOCKS: Final = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "caption", "div", "fieldset", "figcaption", "figure"}
    | {"footer", "form", "header", "hr", "main", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "ul"}
)
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_NO_END: Final = frozenset({"br", "hr", "img", "input", "meta", "link"})


def read_web_page(title: str, html: str) -> Document:
    """A page as a document. What is broken in it is read as browsers do, as far as the standard library goes."""
    reader = _Reader(title)
    reader.feed(html)
    reader.close()
    return reader.finished()


class _Reader(HTMLParser):
    def __init__(self, title: str) -> None:
        super().__init__(convert_charrefs=True)
        self._composer = Composer(title)
        self._words: list[str] = []
        self._cells: list[str] | None = None
        self._sort, self._level = Sort.PARAGRAPH, 0
        self._outside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the library's
        if tag in _LEFT_OUT:
            self._outside += tag != "head"
        elif tag == "title":
            self._begin("h1")
        elif tag == "tr":
            self._flush()
            self._cells = []
        elif tag in _CELLS:
            self._words = []
        elif tag in _HEADINGS or tag in _ITEMS or tag in _BLOCKS:
            self._begin(tag)

    def _begin(self, tag: str) -> None:
        if self._cells is not None:
            self._words.append(" ")
            return
        self._flush()
        if tag in _HEADINGS:
            self._sort, self._level = Sort.HEADING, _HEADINGS[tag]
        elif tag in _ITEMS:
            self._sort = Sort.ITEM

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._flush()
        elif tag in _LEFT_OUT:
            self._outside = max(0, self._outside - (tag != "head"))
        elif tag in _CELLS and self._cells is not None:
            self._cells.append("".join(self._words))
            self._words = []
        elif tag == "tr" and self._cells is not None:
            self._composer.put_row(self._cells)
            self._cells, self._words = None, []
        elif (tag in _HEADINGS or tag in _ITEMS or tag in _BLOCKS - _NO_END) and self._cells is None:
            self._flush()

    def handle_data(self, data: str) -> None:
        if not self._outside:
            self._words.append(data)

    def _flush(self) -> None:
        self._composer.put(self._sort, "".join(self._words), level=self._level)
        self._words = []
        self._sort, self._level = Sort.PARAGRAPH, 0

    def finished(self) -> Document:
        """The document, with what an unfinished table or paragraph held."""
        if self._cells is not None:
            self._composer.put_row([*self._cells, "".join(self._words)])
            self._words = []
        self._flush()
        return self._composer.document()
