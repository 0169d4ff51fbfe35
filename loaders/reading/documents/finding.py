"""Where a quote stands in a document that is opened again: offsets in the text as found, and the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from loaders.reading.documents.document import Document

AROUND: Final = 160
_SPACE: Final = re.compile(r"\s+")


def find_quote(document: Document, quote: str, lines: Sequence[int] = ()) -> tuple[int, int] | None:
    """Start and end of ``quote`` in the raw text, white space aside: from its first line on, else from the top.

    None where it does not stand there. Both are offsets in ``document.raw``.
    """
    words = quote.split()
    if not words:
        return None
    sought = re.compile(r"\s+".join(map(re.escape, words)))
    start = line_start(document, lines[0]) if lines else 0
    found = sought.search(document.raw, start) or sought.search(document.raw)
    return found.span() if found else None


def line_start(document: Document, line: int) -> int:
    """The offset at which the 1-based ``line`` begins; the end of the text for a line beyond it."""
    at = 0
    for _ in range(line - 1):
        at = document.raw.find("\n", at) + 1
        if not at:
            return len(document.raw)
    return at


def in_context(document: Document, quote: str, lines: Sequence[int] = (), around: int = AROUND) -> str:
    """The quote between arrows, with about ``around`` letters before and behind it, cut at words; '' if not there."""
    if (found := find_quote(document, quote, lines)) is None:
        return ""
    start, end = found
    before = _SPACE.sub(" ", document.raw[max(0, start - around) : start])
    behind = _SPACE.sub(" ", document.raw[end : end + around])
    before = before if start <= around else f"…{before.partition(' ')[2]}"
    behind = behind if end + around >= len(document.raw) else f"{behind.rpartition(' ')[0]}…"
    return f"{before}→{_SPACE.sub(' ', document.raw[start:end])}←{behind}".strip()
