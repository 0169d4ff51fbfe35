"""Sources as a reader knows them: titles in words, numbers to cite them by, and what their licences ask to be said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from loaders.loading import LOADERS
from queries.answer import Source
from queries.wording import ClaimShown
from visualisations.screens import Citations
from visualisations.style import spoken


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
        self._citations = Citations(claim.fields() for claim in claims)
        self._sources = sources

    def cite(self, claims: Sequence[ClaimShown]) -> str:
        """Where the claims stand, in few letters: '[1] lines 12, 40; [2] line 3'."""
        return self._citations.of([claim.fields() for claim in claims])

    @property
    def cited(self) -> tuple[str, ...]:
        """The documents cited, in words, in the order of their numbers."""
        known = {source.title: title_in_words(source) for source in self._sources}
        return tuple(known.get(document, document) for document in self._citations.documents)

    @property
    def others(self) -> tuple[str, ...]:
        """The sources that were read and are not cited, in words."""
        return tuple(title for title in self._others() if title not in self.cited)

    def _others(self) -> Iterator[str]:
        documents = self._citations.documents
        yield from titles_in_words(source for source in self._sources if source.title not in documents)
