"""Sources as a reader knows them: titles in words, numbers to cite them by, and what their licences ask to be said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from loaders.loading import LOADERS
from queries.answer import Source
from queries.wording import ClaimShown
from visualisations.style import spoken

_LINES: Final = re.compile(r"lines? (\d+(?:, \d+)*)")


def title_in_words(source: Source) -> str:
    """What the data set is, of what date, and the name of its file; a text goes by its own title.

    'Get Information about Schools: links between establishments, 22 April 2025 (links_edubasealldata20250422)'.
    """
    publisher, _, name = source.title.partition(": ")
    kind, _, file = source.id.partition(":")
    if name == file and kind in _kinds():
        return f"{publisher}: {_kinds()[kind]}{_dated(source)} ({name})"
    return source.title if source.published in source.title else f"{source.title}{_dated(source)}"


def _dated(source: Source) -> str:
    return f", {spoken(source.published)}" if source.published else ""


@cache
def _kinds() -> dict[str, str]:
    """What a person calls each kind of file."""
    return {loader.kind: loader.title for loader in LOADERS}


def titles_in_words(sources: Iterable[Source]) -> tuple[str, ...]:
    """The title of each source, each once, in order."""
    return tuple(dict.fromkeys(map(title_in_words, sources)))


def attribution(sources: Sequence[Source]) -> str:
    """What the licences of the sources ask to be said, each once; a text whose title says it already is left out."""
    titles = {source.title for source in sources}
    asked = dict.fromkeys(source.attribution for source in sources if source.attribution not in titles)
    return ". ".join(filter(None, asked))


class References:
    """The documents behind an answer, numbered in the order in which they are first cited."""

    def __init__(self, sources: Sequence[Source], claims: Iterable[ClaimShown]) -> None:
        self._sources = sources
        self._numbers: dict[str, int] = {}
        for claim in claims:
            self._numbers.setdefault(claim.document, len(self._numbers) + 1)

    def cite(self, claims: Iterable[ClaimShown]) -> str:
        """Where the claims stand, in few letters: '[1] lines 12, 40; [2] page 3'. Raises KeyError for a document
        of none of the claims that were to be cited."""
        places: dict[str, list[str]] = {}
        for claim in claims:
            places.setdefault(claim.document, []).append(claim.place)
        return "; ".join(f"[{self._numbers[name]}] {in_one(found)}".rstrip() for name, found in places.items())

    @property
    def cited(self) -> tuple[str, ...]:
        """The documents cited, in words, in the order of their numbers."""
        known = {source.title: title_in_words(source) for source in self._sources}
        return tuple(known.get(document, document) for document in self._numbers)

    @property
    def others(self) -> tuple[str, ...]:
        """The sources that were read and are not cited, in words."""
        return titles_in_words(source for source in self._sources if source.title not in self._numbers)


def in_one(places: Iterable[str]) -> str:
    """Places of one document in few letters: 'line 3' and 'lines 2, 12' make 'lines 2, 3, 12'; others stay."""
    lines: set[int] = set()
    rest: dict[str, None] = {}
    for place in filter(None, places):
        if found := _LINES.fullmatch(place):
            lines.update(map(int, found[1].split(", ")))
        else:
            rest[place] = None
    numbers = ", ".join(map(str, sorted(lines)))
    return ", ".join(filter(None, (f"line{'s' * (len(lines) > 1)} {numbers}" if lines else "", *rest)))
