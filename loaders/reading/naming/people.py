"""Names of people: by title, by given name, by the post or verb beside them, and the pseudonyms of studies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from graph.vocabulary import PERSON
from loaders.reading import lexicon as words
from loaders.reading.authorities import AUTHORITIES
from loaders.reading.naming.mention import Mention, is_sort_or_end

_NAME: Final = r"[A-Z][a-z]+(?:[’'-]?[A-Z][a-z]+)?"
_TITLED: Final = re.compile(rf"\b({words.TITLES})\s+((?:{_NAME}\s+)?{_NAME})")
_TWO: Final = re.compile(
    rf"\b({_NAME})\s+((?:[A-Z]\.?\s+)?(?:(?:van|de|von|O['’])\s*)?{_NAME}(?:-{_NAME})?)(?=['’]s\b|\W|$)"
)
_ONE: Final = re.compile(rf"\b({_NAME})\b")
_INITIAL: Final = re.compile(rf"\b([A-Z])\.?\s+({_NAME})\b")
_NO_SURNAME: Final = frozenset(
    """
    school primary academy college cluster group federation partnership trust forum network alliance street road
    avenue council borough county city university hospital centre head headteacher deputy business local
    national and the who was is has also then now said says commented noted felt added programme grant
    """.split()
)
# Given names that are words, months or places as well: alone they name nobody.
_ALSO_WORDS: Final = frozenset(
    """
    april may june will mark faith grace hope joy rose dean grant guy jordan victoria lee ray pat sue bill rod
    max penny daisy holly ivy heather hazel jasmine olive iris dale glen carol robin jade frank summer charlotte
    derby drew rob miles gene dawn sally art josh val sandy christian ashley beverley kim leigh kelly sean trudy
    melody una zoe kay chris louis james george john david paul peter thomas andrew michael mary anne luke
    matthew
    """.split()
)


_POST: Final = "|".join(pattern for pattern, _ in words.POSTS)
_PERSON_NAME: Final = rf"(?P<name>{_NAME} (?:[A-Z]\.? )?{_NAME}(?:-{_NAME})?)"
# A name that the lexicon does not know is a person's beside a post or a verb of speaking.
_INTRODUCED: Final = (
    re.compile(rf"(?i:\b(?:{_POST})),? \(?{_PERSON_NAME}\b"),
    re.compile(
        rf"\b{_PERSON_NAME}(?=(?:,| is| was| became| has been|,? who (?:is|was)| as| \()\s*(?:(?i:the|an?|our|its|their|new|former|current|acting|then)\s+)*(?i:{_POST})\b)"
    ),
    re.compile(
        rf"\b{_PERSON_NAME}(?=,? (?:said|says|explains|explained|commented|comments|recalls|added|adds|noted|believes|told|who)\b)"
    ),
)


def introduced(text: str) -> Iterator[Mention]:
    """People whose given names are less common, by the post or the verb that stands beside them."""
    for pattern in _INTRODUCED:
        for mark in pattern.finditer(text):
            parts = re.findall(r"\w+", mark["name"])
            if not any(_is_general(part) for part in parts):
                yield Mention(mark.start("name"), mark.end("name"), PERSON, mark["name"], "full")


def _is_general(word: str) -> bool:
    low = word.casefold()
    return low in words.NO_SCHOOL or low in _NO_SURNAME or low in words.POST_WORDS or is_sort_or_end(word)


_THIRD: Final = re.compile(rf" ({_NAME})(?=['’]s\b|[,.;)]|\s+(?:[a-z(–—-]|$)|$)")


def _second_surname(text: str, end: int) -> int:
    """Where a name ends that may go on: 'Ada Marsh Hill', but not 'Ada Marsh Headteacher'."""
    third = _THIRD.match(text, end)
    return third.end() if third and not _is_general(third[1]) and third[1] not in AUTHORITIES else end


def people(text: str) -> Iterator[Mention]:
    """People by title and name, by a common given name and a surname, or by a given name alone."""
    for mark in _TITLED.finditer(text):
        yield Mention(mark.start(), mark.end(), PERSON, f"{mark[1]} {mark[2]}", "titled")
    for mark in _TWO.finditer(text):
        if mark[1].casefold() in words.GIVEN_NAMES and mark[2].casefold() not in _NO_SURNAME:
            end = _second_surname(text, mark.end())
            yield Mention(mark.start(), end, PERSON, text[mark.start() : end], "full")
    for mark in _ONE.finditer(text):
        low = re.sub(r"['’]s?$", "", mark[1]).casefold()
        if low in words.GIVEN_NAMES and low not in _ALSO_WORDS:
            yield Mention(mark.start(), mark.start() + len(low), PERSON, mark[1][: len(low)], "given")


# Studies that withhold names call people by their post and a number.
_CODED_PERSON: Final = re.compile(
    rf"(?<![\w-])(?P<post>{'|'.join(words.CODED_POSTS)})\s?(?P<number>\d{{1,2}})(?![\w.]*\d|\w)"
)


def coded_people(text: str) -> Iterator[Mention]:
    """Pseudonyms of studies: 'HT2', 'SIP 4'."""
    for mark in _CODED_PERSON.finditer(text):
        yield Mention(mark.start(), mark.end(), PERSON, f"{mark['post']}{mark['number']}", "coded")
