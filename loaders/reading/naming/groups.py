"""Names of groups of schools or of people: clusters, federations, trusts, alliances, forums."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from graph.vocabulary import GROUP
from loaders.reading import lexicon as words
from loaders.reading.naming.mention import Mention, tokens

_GROUP_ENDS: Final = tuple((re.compile(rf"\b(?:{pattern})\b"), kind) for pattern, kind in words.GROUP_WORDS)


def groups(text: str) -> Iterator[Mention]:
    """Names that end like a group's: 'Weald Schools Cluster', 'Ashdown group', 'Oak-Elm Teaching School Alliance'."""
    taken: list[tuple[int, int]] = []
    for pattern, kind in _GROUP_ENDS:
        for mark in pattern.finditer(text):
            if any(start <= mark.start() < end for start, end in taken):
                continue
            taken.append(mark.span())
            if _of_schools(text, mark.start()):
                continue
            if (start := _group_start(text, mark.start())) is not None:
                yield Mention(start, mark.end(), GROUP, text[start : mark.end()], kind)


_OF_SCHOOLS: Final = re.compile(r"\b[A-Z]\w+ (?:and|&|/) [A-Z]\w+ (?:[Pp]rimary |[Ss]chools? )*$")


def _of_schools(text: str, end: int) -> bool:
    """Whether a federation is called after two schools, as in 'the Oak and Elm federation': then it has no own name."""
    return bool(_OF_SCHOOLS.search(text[:end])) and text[end:].casefold().startswith(("federation", "partnership"))


def _group_start(text: str, end: int) -> int | None:
    """Where the proper words before a group's word begin; None where there are none that are its own."""
    found = [word for word in tokens(text[:end]) if word.end <= end]
    first = len(found)
    while (
        first
        and found[first - 1].proper
        and (end if first == len(found) else found[first].start) - found[first - 1].end <= 1
    ):
        if found[first - 1].text.endswith((".", "'s", "’s")) and first < len(found):
            break
        first -= 1
    while first < len(found) and found[first].low in words.NO_GROUP:
        first += 1
    if first == len(found) or not text[found[first].start : end].strip():
        return None
    return found[first].start
