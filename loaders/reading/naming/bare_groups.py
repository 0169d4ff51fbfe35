"""Groups called by a bare name: 'our own trust, Castlegate', 'Castlegate, a trust of six', 'the Vale Five'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graph.vocabulary import GROUP
from loaders.reading.documents.document import Block, Sort
from loaders.reading.naming.bare_schools import is_bare_name
from loaders.reading.naming.capitals import evenly
from loaders.reading.naming.mention import ROLE, Mention
from loaders.reading.naming.people import PLACE_ENDS

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
# Colleagues who are founded, joined or chaired are a group.
_COLLEAGUES: Final = re.compile(
    r"\b(?:found(?:ed)?|form(?:ed)?|set up|start(?:ed)?|join(?:s|ed)?|chair(?:s|ed)?|conven(?:es|ed)|belongs? to|members? of) the "
    r"(?P<name>(?:[A-Z][\w’'-]+ ){1,3}(?:Heads|Headteachers|Bursars|(?:Business )?(?:Leaders|Managers)))(?![\w-]|['’] | [A-Z])"
)
# A trust has trustees and a chief executive, a school has not.
_HAS_TRUSTEES: Final = re.compile(
    r"\b(?P<name>[A-Z][a-z][\w-]*(?: [A-Z][a-z][\w-]*){1,2})['’]s? (?:trustees|chief exec(?:utive)?\b|CEO|board of trustees)"
)
_SO_CALLED: Final = re.compile(
    r"\b(?:something|an outfit|a body|a chain) called (?P<name>[A-Z][a-z][\w’'-]*(?: [A-Z][a-z][\w’'-]*){1,3})(?=[,.;)])"
)
# Patterns that need no word for the kind of group, that kind, and whether they hold where something else was seen.
_BY_THEMSELVES: Final = (
    (_COUNTED, "partnership", True),
    (_TRUST_OF_ACADEMIES, "trust", True),
    (_COLLEAGUES, "network", False),
    (_HAS_TRUSTEES, "trust", False),
    (_SO_CALLED, "trust", False),
)
_LAST: Final = frozenset(
    "Academies Primaries Schools Heads Headteachers Bursars Leaders Managers Education Together Learning "
    "Three Four Five Six Seven Eight Nine Ten".split()
)


def bare_groups(blocks: Sequence[Block], found: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
    """For each block the groups that are called by a bare name there, where nothing else is named."""
    shown: dict[str, str] = {}
    texts = [evenly(block.text) for block in blocks]
    for text, known in zip(texts, found, strict=True):
        for name, kind in _shown(text, known):
            shown.setdefault(name, kind)
    for name in (*_under_headings(blocks, found), *_families(texts)):
        shown.setdefault(name, "partnership")
    return [list(_everywhere(text, shown)) for text in texts]


# A school's page on the groups that it is in has them as the items of a list.
_HEADING: Final = re.compile(
    r"(?:(?:our|the|local|other) )*(?:networks?|partnerships?|groups|clusters?|alliances?)(?: and (?:networks?|partnerships?|groups|alliances?))?"
    r"(?: (?:that )?we (?:are|belong|take part|work) .{1,12})?\W*",
    re.IGNORECASE,
)
_ITEM: Final = re.compile(r"(?P<name>[A-Z][\w’'-]+(?: (?:of |for )?[A-Z][\w’'-]+){1,3})(?=$|,| \(| [–-] |: |\. )")


def _under_headings(blocks: Sequence[Block], found: Sequence[Sequence[Mention]]) -> Iterator[str]:
    """The names with which the items under a heading such as "Networks" begin, where a group stands among them."""
    run: list[str] = []
    groups, inside = 0, False
    for block, known in zip(blocks, found, strict=True):
        if block.sort is Sort.HEADING:
            yield from run if groups else ()
            run, groups, inside = [], 0, bool(_HEADING.fullmatch(block.text))
        elif inside and block.sort is Sort.ITEM:
            groups += any(one.type == GROUP and one.start == 0 for one in known)
            mark = _ITEM.match(block.text)
            run += [mark["name"]] if mark and is_name_of_group(mark["name"]) and not _taken(mark, known) else []
    yield from run if groups else ()


_FAMILY: Final = re.compile(r"\b[Tt]he (?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)? Family)\b(?! of| [A-Z])")
_OF_SCHOOLS: Final = re.compile(
    r"\b(?:chair(?:s|ed|ing)?|schools? (?:in|of|joined|join)|heads (?:in|of)|members? of|join(?:s|ed)?|belongs? to) (?:the|our) family\b"
    r"|\bfamily (?:of|has|have|is|are|now has)\b[^.]{0,20}\bschools\b"
)


def _families(texts: Sequence[str]) -> Iterator[str]:
    """'The Vale Family', in a text that speaks of the schools in the family."""
    if any(map(_OF_SCHOOLS.search, texts)):
        yield from (mark["name"] for text in texts for mark in _FAMILY.finditer(text))


def _shown(text: str, known: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    for cue in _CUES:
        for mark in cue.finditer(text):
            if _is_free(mark, known):
                yield mark["name"], _KINDS[mark["kind"]]
    for pattern, kind, sure in _BY_THEMSELVES:
        for mark in pattern.finditer(text):
            if is_name_of_group(mark["name"]) and (sure or not _taken(mark, known)):
                yield mark["name"], kind


def is_name_of_group(name: str) -> bool:
    """Whether ``name`` may be a group's: a bare name, or one before the last word of a group's."""
    own, _, last = name.rpartition(" ")
    if not own or last not in _LAST:
        return is_bare_name(name)
    place = " " in own and own.rsplit(maxsplit=1)[-1].casefold() in PLACE_ENDS
    return place or is_bare_name(own.removesuffix(" Business"))


def _is_free(mark: re.Match[str], known: Sequence[Mention]) -> bool:
    return is_name_of_group(mark["name"]) and not _taken(mark, known)


def _taken(mark: re.Match[str], known: Sequence[Mention]) -> bool:
    start, end = mark.span("name")
    return any(one.start < end and start < one.end and one.type != ROLE for one in known)


def _everywhere(text: str, shown: dict[str, str]) -> Iterator[Mention]:
    for name in sorted(shown, key=len, reverse=True):
        for mark in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])(?! [A-Z][a-z])", text):
            yield Mention(mark.start(), mark.end(), GROUP, name, shown[name])
