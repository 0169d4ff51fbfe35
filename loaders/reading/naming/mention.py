"""What a finder of names gives, and the words of a text as all finders see them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from loaders.reading.naming import lexicon as words

# Letters of names in the alphabets of Europe: 'Siân', 'Łukasz', 'Grzegorz'.
UPPER: Final = "".join(letter for letter in map(chr, range(0x41, 0x180)) if letter.isupper())
LOWER: Final = "".join(letter for letter in map(chr, range(0x61, 0x180)) if letter.islower())
ROLE, DESIGNATION, DATE = "role", "designation", "date"
PROGRAMME, ORGANISATION = words.PROGRAMME, words.ORGANISATION


@dataclass(frozen=True, slots=True)
class Mention:
    """``text[start:end]`` of a block names something of ``type``; ``name`` is how it is called, ``kind`` its sort.

    For a role the name is the vocabulary's own title, for a designation its short form.
    """

    start: int
    end: int
    type: str
    name: str
    kind: str | None = None


_IN_BRACKETS: Final = r"\((?:V\.?A\.?|V\.?C\.?|R\.?C\.?|C\.?E\.?|C of E|CofE|Aided|Controlled|Voluntary Aided|Voluntary Controlled|Catholic)\)"
_JUNIOR_AND_INFANT: Final = r"J(?: ?& ?| and )I(?: ?& ?N)?\b|I(?: ?& ?| and )N\b|JMI\b|J ?M ?& ?I\b"
_TOKEN: Final = re.compile(
    rf"{_IN_BRACKETS}|{_JUNIOR_AND_INFANT}|" r"(?:[A-Z]\.){1,4}|St\.|[^\W\d_][\w'’&]*(?:-[^\W\d_][\w'’&]*)*|&|[^\s\w]"
)
SORT: Final = re.compile(
    r"(?:Primary|Junior|Juniors|Infants?|Infants['’]|Nursery|First|Middle|High|Secondary|Upper|Lower|Grammar"
    r"|Comprehensive|Community|Catholic|Special|Voluntary|Aided|Controlled|C\.?of\.?E\.?|CofE|CoE|C\.?E\.?|R\.?C\.?"
    r"|V\.?A\.?|V\.?C\.?|C|E|England|Roman|Methodist|Foundation|Girls['’]?|Boys['’]?|Technology|Sports|Arts"
    r"|Science|Language|JMI|J ?M? ?(?:&|and) ?I(?: ?& ?N)?|I ?(?:&|and) ?N|\([\w. ]+\)|Specialist|Combined|Preparatory|Prep|Endowed|Sixth|Form|Studio|Free|Children['’]s"
    r"|[Pp]rimary|[Ii]nfants?|[Jj]uniors?|[Nn]ursery|secondary|high|community|special|middle|first|grammar)\.?"
)
END: Final = re.compile(
    r"(?:[Ss]chools?|Academy|academy|Academies|academies|Colleges?|[Nn]ursery|[Pp]rimary|First|Middle|[Ii]nfants?['’]?"
    r"|[Jj]uniors?|[Hh]igh|[Gg]rammar|Comprehensive|(?:Girls|Boys)['’]|[Ss]econdary|Form|Centre|UTC)\.?"
)
FULL_END: Final = re.compile(r"(?:[Ss]chools?|Academy|academy|Academies|academies|Colleges?|Centre|UTC|Form)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark of a text and its place."""

    text: str
    start: int
    end: int

    @property
    def proper(self) -> bool:
        return self.text[:1].isupper()

    @property
    def low(self) -> str:
        return self.text.casefold().rstrip(".")


def tokens(text: str) -> list[Word]:
    """The words and marks of ``text``; initials such as 'C.E.' are one."""
    return [_word(mark) for mark in _TOKEN.finditer(text)]


_OWNS: Final = re.compile(r"['’]s?$")


def _word(mark: re.Match[str]) -> Word:
    """A word; "School's" as the School it speaks of, for no school's name ends so."""
    own = _OWNS.sub("", mark[0])
    owns = own != mark[0] and bool(FULL_END.fullmatch(own))
    return Word(own, mark.start(), mark.start() + len(own)) if owns else Word(mark[0], mark.start(), mark.end())


def is_sort_or_end(word: str) -> bool:
    """Whether a word says what sort of school one is: 'Primary', 'RC', 'School'."""
    return bool(SORT.fullmatch(word) or END.fullmatch(word))


def own_words(name: str) -> list[str]:
    """The words of a school's name before the first that says what sort of school it is."""

    own: list[str] = []
    for word in name.split():
        if is_sort_or_end(word) and own:
            break
        own.append(word)
    return own if len(own) < len(name.split()) else []
