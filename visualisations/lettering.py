"""Letters: what text may be shown, how wide it runs, and where a label breaks into lines.

Widths are those of Arial (Liberation Sans and Helvetica are cut to the same widths), so that positions computed
here hold in the browser.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

FACE: Final = "Arial, 'Liberation Sans', Helvetica, sans-serif"
NAMELESS: Final = "(no name)"
ELLIPSIS: Final = "…"
BOLD: Final = 1.1  # bold Arial runs up to a tenth wider than regular

# Marks that change the direction of the text around them, and line separators; C0, C1 and surrogates go by category.
_STEERING: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_DROPPED: Final = frozenset({"Cc", "Cs", "Co"})
_SPACES: Final = frozenset({"Zl", "Zp", "Zs"})

_BY_WIDTH: Final = {
    191: "'",
    222: "ijl‘’",
    260: "|",
    278: " !,./:;I[\\]ft·",
    333: "()-`r“”",
    355: '"',
    389: "*",
    469: "^",
    500: "Jckszvxy",
    556: "#$0123456789?L_abdeghnopqu–£",
    584: "+<=>~",
    611: "FTZß",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%æ",
    944: "W",
    1000: "…—Æ",
    1015: "@",
}
_WIDTHS: Final = {letter: width / 1000 for width, letters in _BY_WIDTH.items() for letter in letters}
_UNKNOWN: Final = 0.75
_WIDE: Final = 1.3  # ideographs are square; emoji are drawn larger still


def plain(text: str) -> str:
    """``text`` on one line, without control characters, direction marks and lone surrogates."""
    kept = (" " if _is_space(letter) else letter for letter in text if letter not in _STEERING)
    return " ".join("".join(letter for letter in kept if unicodedata.category(letter) not in _DROPPED).split())


def in_lines(text: str) -> str:
    """``text`` with its lines and spaces, letter for letter, what is not to be shown as a space in its place."""
    return "".join(letter if letter == "\n" or _is_shown(letter) else " " for letter in text)


def _is_shown(letter: str) -> bool:
    return letter not in _STEERING and unicodedata.category(letter) not in _DROPPED


def named(label: str) -> str:
    """A label fit to be shown, "(no name)" where nothing of it is left."""
    return plain(label) or NAMELESS


def _is_space(letter: str) -> bool:
    return letter in "\t\n\r\v\f" or unicodedata.category(letter) in _SPACES


def text_width(text: str, size: float) -> float:
    """Width in pixels of ``text`` set on one line in regular Arial of ``size`` pixels."""
    return size * sum(_letter_width(letter) for letter in text)


def is_measured(text: str) -> bool:
    """Whether every letter's width is known, so that ``text_width`` is exact and not a safe guess."""
    return all(_base(letter) in _WIDTHS for letter in text)


def _base(letter: str) -> str:
    """The letter without its accent."""
    return unicodedata.normalize("NFD", letter)[0]


@lru_cache(maxsize=4096)
def _letter_width(letter: str) -> float:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE
    return _WIDTHS.get(_base(letter), _UNKNOWN)


def wrapped(text: str, size: float, width: float, most: int) -> tuple[str, ...]:
    """``text`` in at most ``most`` lines, none wider than ``width`` pixels; what is left out ends in an ellipsis."""
    words = [piece for word in plain(text).split() for piece in _pieces(word, size, width)]
    lines: list[str] = []
    while words and len(lines) < most - 1:
        count = _words_that_fit(words, size, width)
        lines.append(" ".join(words[:count]))
        words = words[count:]
    return (*lines, shortened(" ".join(words), size, width)) if words else tuple(lines)


def _words_that_fit(words: list[str], size: float, width: float) -> int:
    """How many words go on one line: at least one, for no piece is wider than a line."""
    count = 1
    while count < len(words) and text_width(" ".join(words[: count + 1]), size) <= width:
        count += 1
    return count


def _pieces(word: str, size: float, width: float) -> list[str]:
    """A word cut into pieces none wider than a line."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def shortened(text: str, size: float, width: float) -> str:
    """``text`` cut so that it fits ``width`` pixels, an ellipsis at the cut."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + ELLIPSIS, size) > width:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS
