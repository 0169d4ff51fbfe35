"""Many expressions looked for at once: where any of them begins is found in one pass, and only there is each tried."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

_BEGINS: Final = r"(?<![\w-])"


class Ways:
    """Expressions that begin where a word does, each with what it stands for."""

    def __init__(self, ways: Sequence[tuple[str, str]], end: str, flags: int = 0) -> None:
        self._named = tuple((re.compile(rf"(?:{way}){end}", flags), name) for way, name in ways)
        self._any = re.compile(rf"{_BEGINS}(?={'|'.join(f'(?:{way})' for way, _ in ways)})", flags)

    def found(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Every match, those of one expression without overlap, as each by itself would find them."""
        ends = [0] * len(self._named)
        for begins in self._any.finditer(text):
            for at, (pattern, name) in enumerate(self._named):
                if begins.start() >= ends[at] and (mark := pattern.match(text, begins.start())):
                    ends[at] = mark.end()
                    yield mark, name
