"""People whose given names no list holds, shown to be people by what the document says elsewhere: by a title with the
same surname, by the names of people above and below in a list, or by the words that give somebody a made-up name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graph.vocabulary import PERSON, SCHOOL
from loaders.reading.documents.document import Block, Sort
from loaders.reading.naming.given_names import GIVEN_NAMES
from loaders.reading.naming.mention import LOWER, UPPER, Mention
from loaders.reading.naming.people import PLACE_ENDS, is_no_part_of_a_name

_NAME: Final = rf"[{UPPER}][{LOWER}]+(?:['’-]?[{UPPER}][{LOWER}]+)?"
_PAIR: Final = re.compile(
    rf"(?<![\w'’-])(?P<given>{_NAME}) (?P<surname>(?:(?:Ní|Nic|Ó|Mac|De|de|van|von|al|El) )?{_NAME})(?![\w-])"
)
_FEWEST: Final = 3
_LINE: Final = 90


def shown_people(blocks: Sequence[Block], found: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
    """For each block the people whom something else in the document shows, where no longer name stands."""
    titled = {one.name.split()[-1] for known in found for one in known if one.kind == "titled"}
    listed = set(_listed(blocks, found))
    called = {name for block in blocks for name in _called(block.text)}
    codes = _codes([block.text for block in blocks])
    return [
        [
            *_pairs(block.text, titled, at in listed, found[at]),
            *_everywhere(block.text, called),
            *_coded(block.text, codes),
        ]
        for at, block in enumerate(blocks)
    ]


def _pairs(text: str, titled: set[str], listed: bool, known: Sequence[Mention]) -> Iterator[Mention]:
    """'Siwan Prosser' where 'Mrs Prosser' stands too, where a school in brackets follows, or where the line is one of a
    list of people."""
    places = {one.start for one in known if one.type == SCHOOL and text[one.start - 2 : one.start] == " ("}
    at = 0
    while mark := _PAIR.search(text, at):
        at = mark.start("surname")
        place = mark["surname"].casefold() in PLACE_ENDS
        shown = mark["surname"] in titled or mark.end() + 2 in places
        shown = shown or (listed and mark.start() == 0 and not place)
        if shown and not any(map(is_no_part_of_a_name, (mark["given"], mark["surname"]))):
            yield Mention(mark.start(), mark.end(), PERSON, mark[0], "full")
            at = mark.end()


def _listed(blocks: Sequence[Block], found: Sequence[Sequence[Mention]]) -> Iterator[int]:
    """Places of the items and rows that begin with two proper words, in a list most of which begins with people."""
    run: list[int] = []
    for at, block in enumerate([*blocks, None]):
        short = block is not None and (block.sort in (Sort.ITEM, Sort.ROW) or len(block.text) <= _LINE)
        if block is not None and short and _PAIR.match(block.text):
            run.append(at)
            continue
        people = sum(any(one.type == PERSON and one.start == 0 for one in found[item]) for item in run)
        if len(run) >= _FEWEST and 2 * people > len(run):
            yield from run
        run = []


_SO_CALLED: Final = (
    r"\b(?:(?:we|I) (?:shall |will |have )?call(?:ed)?(?: her| him| them)?|(?:here|hereafter|below) (?:called|named|coded)"
    r"|referred to (?:here |below |hereafter )?as|known (?:here |below |hereafter )?as|coded(?: here)?(?: as)?|under the name of"
    r"|not (?:her|his) real name,?|given the code) ['‘\"“]?"
)
_CALLED: Final = re.compile(rf"{_SO_CALLED}(?P<name>{_NAME})\b")


def _called(text: str) -> Iterator[str]:
    """Given names that a text says it gives somebody: 'a teacher (whom we shall call Joy)'."""
    for mark in _CALLED.finditer(text):
        if mark["name"].casefold() in GIVEN_NAMES:
            yield mark["name"]


def _everywhere(text: str, names: set[str]) -> Iterator[Mention]:
    for name in sorted(names):
        for mark in re.finditer(rf"(?<![\w'’-]){name}(?![\w-])(?! [{UPPER}])", text):
            yield Mention(mark.start(), mark.end(), PERSON, name, "given")


# What studies call people by whom they may not name: 'H3', 'DH5', 'the cluster manager (here called CM)'.
_CODE: Final = r"[A-Z]{1,3}\d{1,2}"
_GIVEN_CODE: Final = re.compile(rf"{_SO_CALLED}(?P<code>{_CODE}|[A-Z]{{1,3}})(?![\w-])")
_DOES: Final = (
    r"(?:['’]s (?:deputy|school|own|view|predecessor|successor|contract|office|account)|,? who\b|,? whom\b"
    r"| (?:said|told|felt|thought|added|recalled|described|describes|explained|argued|noted|commented|admitted|laughed|agreed"
    r"|became|took|had (?:been|just|never)|has (?:been|since|let)|moved|went|came|says|remembers|remembered|chaired|led|ran)\b)"
)
_ACTING: Final = re.compile(
    rf"(?<![\w.-])(?P<code>{_CODE}){_DOES}|\b(?:said|told|asked|to|by|and|with) (?P<to>{_CODE})(?=[,.;]|['’]s| (?:and|that|said|whom|who|in|for)\b)"
)
# Years, key stages, paper sizes, roads, sessions of the sixth form and the like.
_NO_CODES: Final = frozenset(
    {"Y", "YR", "KS", "A", "B", "M", "EY", "FS", "KEY", "P", "Q", "R", "CO", "V", "COP", "L", "ICT", "SEN", "T"}
)
_FEWEST_CODES: Final = 2


def _codes(texts: Sequence[str]) -> set[str]:
    """The codes that a document uses for people: those it gives in so many words, and those that speak and act."""
    given = {mark["code"] for text in texts for mark in _GIVEN_CODE.finditer(text)}
    acting = {mark["code"] or mark["to"] for text in texts for mark in _ACTING.finditer(text)}
    acting = {code for code in acting if code.rstrip("0123456789") not in _NO_CODES}
    heard = {mark["code"] for text in texts for mark in _ACTING.finditer(text) if mark["code"]}
    return given | (acting if len(heard & acting) >= _FEWEST_CODES else set())


def _coded(text: str, codes: set[str]) -> Iterator[Mention]:
    for mark in re.finditer(r"(?<![\w.-])[A-Z]{1,3}\d{0,2}(?![\w-]|\.\d)", text):
        if mark[0] in codes:
            yield Mention(mark.start(), mark.end(), PERSON, mark[0], "coded")
