"""A sentence with every reference in it put as a token, so that a pattern over types can be a readable expression.

"Ada Marsh is headteacher of Oak School" becomes "⟨P:0⟩ is ⟨R:1⟩ of ⟨S:2⟩"; what is coordinated becomes one token:
"⟨S:0,1,2⟩ are members of ⟨G:3⟩". Numbers are places in ``Masked.references``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph.vocabulary import GROUP, LOCAL_AUTHORITY, PERSON, SCHOOL
from loaders.reading.cast import Reference
from loaders.reading.naming.mention import DESIGNATION, ORGANISATION, PROGRAMME, ROLE

LETTERS: Final = {
    PERSON: "P", SCHOOL: "S", GROUP: "G", LOCAL_AUTHORITY: "L", PROGRAMME: "M", ORGANISATION: "O", ROLE: "R", DESIGNATION: "N",
}  # fmt: skip
TOKEN: Final = re.compile(r"⟨([A-Z]):([\d,]+)⟩")
_LISTED: Final = re.compile(
    r"(?!⟨P:[\d,]+⟩\s*;)⟨([SGPMNO]):([\d,]+)⟩(?:\s*[,;/&]\s*(?:and\s+|or\s+|with\s+)?|\s+(?:and|with|&|as well as)\s+(?:both\s+|also\s+)?)(?:[Tt]he\s+)?⟨\1:([\d,]+)⟩(?!['’]s)"
)
# "With Oak School (until July) and with Elm School" is "with Oak and Elm School".
_ASIDE: Final = re.compile(r"(?<=⟩) \([^()⟨⟩]{2,70}\)(?=,? (?:and|or) (?:the )?⟨)")
# "Ada Marsh, her deputy" and "took Ada Marsh with her" list nobody.
_PRONOUNS: Final = frozenset({"her", "his", "him", "my"})
_AGAIN: Final = re.compile(
    r"(?P<word>\b(?:with|at|to|for|of|in|from) )(?P<first>⟨(?P<letter>[SGO]):[\d,]+⟩)(?P<and>,? and )(?:also )?(?P=word)(?P<second>⟨(?P=letter):[\d,]+⟩)"
)


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked sentence. ``spots[i]`` is the offset in the block of ``text[i]``; ``earlier`` are the block's references
    before it."""

    text: str
    spots: tuple[int, ...]
    references: tuple[Reference, ...]
    earlier: tuple[Reference, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the block's text behind ``text[start:end]``, tokens at its borders whole."""
        numbers = [number for mark in TOKEN.finditer(self.text, start, end) for number in _numbers(mark[2])]
        inside = [self.references[number] for number in numbers]
        first = min([self.spots[start], *(reference.start for reference in inside)])
        last = max([self.spots[end - 1] + 1, *(reference.end for reference in inside)])
        return first, last

    def referred(self, numbers: str) -> list[Reference]:
        """The references behind a token's numbers."""
        return [self.references[number] for number in _numbers(numbers)]


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def mask(text: str, start: int, end: int, references: Sequence[Reference]) -> Masked:
    """The sentence ``text[start:end]`` of a block with its references as tokens."""
    inside = [reference for reference in references if start <= reference.start and reference.end <= end]
    letters: list[str] = []
    spots: list[int] = []
    at = start
    for number, reference in enumerate(inside):
        letters += text[at : reference.start]
        spots += range(at, reference.start)
        # "There" is "at Oak School", so that what is said of places takes it too.
        at_ = "at " if reference.word.casefold() == "there" else ""
        token = f"{at_}⟨{LETTERS[reference.type]}:{number}⟩"
        letters += token
        spots += [reference.start] * len(token)
        at = reference.end
    letters += text[at:end]
    spots += range(at, end)
    earlier = tuple(reference for reference in references if reference.end <= start)
    return _coordinated("".join(letters), spots, tuple(inside), earlier)


def _coordinated(
    text: str, spots: list[int], references: tuple[Reference, ...], earlier: tuple[Reference, ...]
) -> Masked:
    for span in _left_out(text):
        text, spots = text[: span[0]] + text[span[1] :], [*spots[: span[0]], *spots[span[1] :]]
    at = 0
    while pair := _LISTED.search(text, at):
        if references[int(pair[3].split(",")[0])].word.casefold() in _PRONOUNS:
            at = pair.start() + 1
            continue
        token = f"⟨{pair[1]}:{pair[2]},{pair[3]}⟩"
        spots = [*spots[: pair.start()], *[spots[pair.start()]] * len(token), *spots[pair.end() :]]
        text = text[: pair.start()] + token + text[pair.end() :]
        at = pair.start()
    return Masked(text, tuple(spots), references, earlier)


def _left_out(text: str) -> list[tuple[int, int]]:
    """What stands between the parts of a list and is none of them, the last first."""
    spans = [mark.span() for mark in _ASIDE.finditer(text)]
    spans += [(mark.end("and"), mark.start("second")) for mark in _AGAIN.finditer(text)]
    return sorted(spans, reverse=True)
