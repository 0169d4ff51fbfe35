"""Words in capitals, as at the head of minutes and newsletters, read as if only each began with one."""

from __future__ import annotations

import re
from typing import Final

# Within a line three words or more, initials aside; two behind "THE".
_WORD: Final = r"[A-Z][A-Z'’-]{3,}"
_SHOUTED: Final = re.compile(
    rf"(?<![\w-])(?:THE {_WORD}|{_WORD}(?: (?:{_WORD}|OF|AND|THE|FOR|IN|ON|AT|&|ST\.?|CE|RC)))"
    rf"(?: (?:{_WORD}|OF|AND|THE|FOR|IN|ON|AT|&|ST\.?|CE|RC)){{0,11}} {_WORD}(?![\w-])"
)


def evenly(text: str) -> str:
    """``text``, letter by letter as long, with capitals only where words begin: 'THE VALE FIVE' gives 'The Vale Five'."""
    return _lowered(text) if text.isupper() else _SHOUTED.sub(lambda mark: _lowered(mark[0]), text)


def _lowered(text: str) -> str:
    small = re.sub(r"(?<=[^\W\d_])(?:['’]S\b|[^\W\d_]+)", lambda rest: rest[0].lower(), text)
    return re.sub(r"\b(?:Of|And|The|In|For|To|At)\b", lambda word: word[0].lower(), small)
