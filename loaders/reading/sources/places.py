"""Where a post is held whose place is not named beside it: 'its head', 'head there', 'the director said'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from graph.vocabulary import GROUP, LOCAL_AUTHORITY, SCHOOL
from loaders.reading.candidate import Told
from loaders.reading.cast import Reference, Step
from loaders.reading.lexicon import COUNCIL_POST, GROUP_POST

Held = tuple[tuple[int, tuple[Step, ...]], ...]

_SENTENCES_BACK: Final = 3
_MOST: Final = 6


def kinds_of(post: str) -> tuple[str, ...]:
    """What a post may be in, the likeliest first."""
    if COUNCIL_POST.search(post):
        return (LOCAL_AUTHORITY,)
    return (GROUP,) if GROUP_POST.search(post) else (SCHOOL,)


def antecedents(told: Told, at: int, start: int, word: str, post: str) -> Held:
    """What 'its', 'their' and 'there' mean before ``start`` of sentence ``at``: the one named last, or all of the last
    sentence that names several for 'their'."""
    kinds = kinds_of(post)
    wanted = (*kinds, GROUP) if kinds == (SCHOOL,) and word.casefold() != "there" else kinds
    for references in _backwards(told, at, start):
        named = [each for each in references if each.type in wanted and each.entities]
        if named:
            keys = _distinct(named) if word.casefold() == "their" else list(named[-1].entities)
            return _stepping(told, keys if len(keys) <= _MOST else [], word, "named last")
    return by_default(told, at, start, post)


def by_default(told: Told, at: int, start: int, post: str) -> Held:
    """Where a post is when nothing says so: where the sentence or its block last named a place for such posts, else
    the document's own."""
    for kind in kinds_of(post):
        key = _last_named(told, at, start, kind)
        rule = "the last one named" if key is not None else "the document's own"
        chief = {SCHOOL: told.subject.school, GROUP: told.subject.group, LOCAL_AUTHORITY: told.subject.authority}[kind]
        if (key := chief if key is None else key) is not None:
            return _stepping(told, [key], "", f"no {kind} is named here: {rule}")
    return ()


def _last_named(told: Told, at: int, start: int, kind: str) -> int | None:
    """The one named last in the sentence; in the sentence before it, if that names one alone or the title none."""
    block, masked = told.sentences[at]
    for back, references in enumerate(_backwards(told, at, start)):
        named = _distinct(each for each in references if each.type == kind)
        if back and (told.sentences[at - back][0] is not block and kind in told.subject.titled):
            return None
        if named and (back == 0 or len(named) == 1 or kind not in told.subject.titled):
            return named[-1]
    return None


def _backwards(told: Told, at: int, start: int) -> Iterator[list[Reference]]:
    """The references of the sentence before ``start``, then those of the sentences before it."""
    block, masked = told.sentences[at]
    stop = masked.spots[start] if start < len(masked.spots) else len(block.text)
    yield [each for each in masked.references if each.end <= stop]
    for back in range(1, _SENTENCES_BACK + 1):
        if at - back >= 0:
            yield list(told.sentences[at - back][1].references)


def _distinct(references: Iterable[Reference]) -> list[int]:
    return list(dict.fromkeys(key for each in references for key in each.entities))


def _stepping(told: Told, keys: list[int], word: str, rule: str) -> Held:
    return tuple((key, (Step(word, rule, told.cast.entities[key].name),)) for key in keys)
