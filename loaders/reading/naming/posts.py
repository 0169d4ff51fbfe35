"""Posts and designations, by the vocabulary's own words for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from loaders.reading.naming import lexicon as words
from loaders.reading.naming.mention import DESIGNATION, ROLE, Mention
from loaders.reading.naming.ways import Ways

_POSTS: Final = Ways(words.POSTS, r"(?:s(?! (?:the|a|an|our|its|this)\b))?(?![\w-])", re.IGNORECASE)
_DESIGNATIONS: Final = tuple(
    (re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])"), short) for pattern, short in words.DESIGNATION_WAYS
)


@lru_cache(maxsize=1)
def posts(text: str) -> tuple[Mention, ...]:
    """Posts and titles, with the vocabulary's own word for them where it has one."""
    return tuple(
        Mention(mark.start(), mark.end(), ROLE, title or mark[0].casefold()) for mark, title in _POSTS.found(text)
    )


def designations(text: str) -> Iterator[Mention]:
    """NLE, LLE, SLE, SBM advocate, SBD as designations."""
    for pattern, short in _DESIGNATIONS:
        for mark in pattern.finditer(text):
            yield Mention(mark.start(), mark.end(), DESIGNATION, short)
