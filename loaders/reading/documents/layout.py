"""Documents that say their own layout (web pages, Word files): blocks put down one after the other, the raw text with
them, one line a block."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.reading.documents.document import Block, Document, Sort
from loaders.reading.documents.plain_text import Mended

CELL: str = " | "


@dataclass
class Composer:
    """Takes the blocks of a document in order, and gives the document with its raw text."""

    title: str
    _lines: list[str] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _length: int = 0

    def put(self, sort: Sort, text: str, *, level: int = 0) -> None:
        """Put a block down; one without a letter is left out."""
        line = " ".join(text.split())
        if not line:
            return
        mended = Mended()
        mended.add_line(line, self._length)
        self._blocks.append(mended.block(sort, None, level=level))
        self._lines.append(line)
        self._length += len(line) + 1

    def put_row(self, cells: list[str]) -> None:
        """Put a table row down: its cells parted by bars."""
        plain = [" ".join(cell.split()) for cell in cells]
        if any(plain):
            self.put(Sort.ROW, CELL.join(plain))

    def document(self, unread: tuple[str, ...] = ()) -> Document:
        """What was put down."""
        return Document(self.title, "\n".join(self._lines) + "\n" * bool(self._lines), tuple(self._blocks), unread)
