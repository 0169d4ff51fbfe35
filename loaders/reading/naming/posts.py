"""Posts and designations, by the vocabulary's own words for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from loaders.reading import lexicon as words
from loaders.reading.naming.mention import DESIGNATION, ROLE, Mention

_POSTS: Final = tuple(
    (re.compile(rf"(?<![\w-])(?:{pattern})(?:s(?! (?:the|a|an|our|its|this)\b))?(?![\w-])", re.IGNORECASE), title)
    for pattern, title in words.POSTS
)
_DESIGNATIONS: Final = tuple(
    (re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])"), short) for pattern, short in words.DESIGNATION_WAYS
)


def posts(text: str) -> Iterator[Mention]:
    """Posts and titles, with the vocabulary's own word for them where it has one."""
    for pattern, title in _POSTS:
        for mark in pattern.finditer(text):
            yield Mention(mark.start(), mark.end(), ROLE, title or mark[0].casefold())


def designations(text: str) -> Iterator[Mention]:
    """NLE, LLE, SLE, SBM advocate, SBD as designations."""
    for pattern, short in _DESIGNATIONS:
        for mark in pattern.finditer(text):
            yield Mention(mark.start(), mark.end(), DESIGNATION, short)
