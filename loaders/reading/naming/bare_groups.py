"""Groups called by a bare name: 'our own trust, Castlegate', 'Castlegate, a trust of six', 'the Vale Five'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graph.vocabulary import GROUP
from loaders.reading.document import Block
from loaders.reading.naming.bare_schools import is_bare_name
from loaders.reading.naming.mention import Mention

_NAME: Final = r"[A-Z][a-z][\w’'-]*(?: (?:(?:of|the|in) )?[A-Z][a-z][\w’'-]*){0,3}"
_KINDS: Final = {
    "trust": "trust", "chain": "trust", "sponsor": "trust", "federation": "federation", "cluster": "cluster",
    "pyramid": "cluster", "alliance": "teaching_school_alliance", "partnership": "partnership",
    "collaborative": "partnership", "consortium": "partnership", "network": "network",
}  # fmt: skip
_KIND: Final = rf"(?:multi[- ]academy |academy |learning |local |own |new |old )*(?P<kind>{'|'.join(_KINDS)})"
_CUES: Final = (
    re.compile(rf"\b(?:their|our|its|the|a|an|own|another) (?:[\w-]+ ){{0,2}}?{_KIND}(?:, (?:called |named |known as )?| called | named | known as )(?:the )?[‘“\"]?(?P<name>{_NAME})(?=[’”\"]?(?:[,.;)]| \(|$))"),
    re.compile(rf"(?<![\w’'-] )\b(?P<name>{_NAME})(?:, (?:an?|the|our) (?:[\w-]+ ){{0,3}}?| is an? (?:[\w-]+ ){{0,3}}?){_KIND}\b(?! (?:school|manager|head|lead|co|chair|member|director|board|grant|project))"),
)  # fmt: skip
# A number with a capital behind a name counts who is in it: "the Vale Five".
_COUNTED: Final = re.compile(
    rf"\b[Tt]he (?P<name>{_NAME} (?:Three|Four|Five|Six|Seven|Eight|Nine|Ten))(?![\w-]| [A-Z])"
)
_TRUST_OF_ACADEMIES: Final = re.compile(
    r"(?<!and )(?<!, )\b(?P<name>[A-Z][a-z][\w’'-]+(?: [A-Z][a-z][\w’'-]+){0,2} Academies)(?! [Tt]rust| [A-Z])"
)


def bare_groups(blocks: Sequence[Block], found: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
    """For each block the groups that are called by a bare name there, where nothing else is named."""
    shown: dict[str, str] = {}
    for block, known in zip(blocks, found, strict=True):
        for name, kind in _shown(block.text, known):
            shown.setdefault(name, kind)
    return [list(_everywhere(block.text, shown)) for block in blocks]


def _shown(text: str, known: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    for cue in _CUES:
        for mark in cue.finditer(text):
            if _is_free(mark, known):
                yield mark["name"], _KINDS[mark["kind"]]
    for pattern, kind in ((_COUNTED, "partnership"), (_TRUST_OF_ACADEMIES, "trust")):
        for mark in pattern.finditer(text):
            if is_bare_name(mark["name"].rsplit(maxsplit=1)[0]):
                yield mark["name"], kind


def _is_free(mark: re.Match[str], known: Sequence[Mention]) -> bool:
    start, end = mark.span("name")
    return is_bare_name(mark["name"]) and not any(one.start < end and start < one.end for one in known)


def _everywhere(text: str, shown: dict[str, str]) -> Iterator[Mention]:
    for name in sorted(shown, key=len, reverse=True):
        for mark in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])(?! [A-Z][a-z])", text):
            yield Mention(mark.start(), mark.end(), GROUP, name, shown[name])
