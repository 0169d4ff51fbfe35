"""A school's name taken apart, so that two spellings of one name can be compared and two schools kept apart.

"Saint Winefride's Catholic Primary School" and "St Winefride's RC Primary" share what is particular to them;
"Ashdown Infant School" and "Ashdown Junior School" share it too and are two schools, so level, gender and
faith are read out of the name and compared by themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

CATHOLIC: Final = "Catholic"
ANGLICAN: Final = "Church of England"

# Spellings of one word, put right before anything is read out of the name.
_SPELLINGS: Final = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), word)
    for pattern, word in (
        (r"saint", "st"),
        (r"infants|inf", "infant"),
        (r"juniors|jnr|jun", "junior"),
        (r"j ?m ?i|junior mixed(?: and)? infant", "junior infant"),
        (r"schools|sch", "school"),
        (r"academies", "academy"),
        (r"prim|pri", "primary"),
        (r"sec", "secondary"),
        (r"centres?|center", "centre"),
    )
)
_FAITHS: Final = tuple(
    (faith, re.compile(rf"\b(?:{pattern})\b"))
    for faith, pattern in (
        (CATHOLIC, r"roman catholic|catholic|rc|r c"),
        (ANGLICAN, r"church of england|c of e|cofe|ce|c e|anglican"),
        ("Methodist", r"methodist"),
        ("Jewish", r"jewish"),
        ("Muslim", r"muslim|islamic"),
        ("Sikh", r"sikh"),
        ("Hindu", r"hindu"),
    )
)
_GENDERS: Final = {"girls": "girls", "boys": "boys"}
_LEVELS: Final = frozenset(
    {"nursery", "infant", "junior", "first", "middle", "primary", "lower", "upper", "secondary", "high"}
)
# How a school is kept or what it calls itself tells no two schools of one name apart.
_STANDING: Final = re.compile(r"\b(?:voluntary (?:aided|controlled)|aided|controlled|va|vc|v a|v c|foundation)\b")
_GENERAL: Final = frozenset(
    {
        "the",
        "of",
        "and",
        "at",
        "for",
        "a",
        "in",
        "school",
        "academy",
        "college",
        "community",
        "centre",
        "childrens",
        "mixed",
        "combined",
        "trust",
    }
)


@dataclass(frozen=True, slots=True)
class SchoolName:
    """What a school's name says.

    ``full`` is the folded name; ``core`` the words particular to the school, in order; ``level`` the age range
    as a set (infant and junior together are primary; nursery counts only alone); ``gender`` girls, boys or
    None; ``faith`` as the register calls it, or None.
    """

    full: str
    core: str
    level: frozenset[str]
    gender: str | None
    faith: str | None

    def completed(self, by: SchoolName) -> SchoolName:
        """The same with level, gender and faith of ``by`` where it has none of its own."""
        return replace(
            self, level=self.level or by.level, gender=self.gender or by.gender, faith=self.faith or by.faith
        )


def fold(text: str) -> str:
    """``text`` without case, accents, apostrophes, other punctuation and invisible marks, spaces single."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    letters = unicodedata.normalize("NFKD", plain)
    kept = "".join(letter for letter in letters if unicodedata.category(letter) not in {"Mn", "Cf"})
    return " ".join(re.sub(r"[^\w\s]|_", " ", re.sub(r"['’‘`ʼ´]", "", kept)).split())


@lru_cache(maxsize=262144)
def take_apart(name: str) -> SchoolName:
    """Read ``name`` into its parts; a name of general words only keeps them as its core."""
    full = _respell(fold(name))
    faith = next((faith for faith, pattern in _FAITHS if pattern.search(full)), None)
    plain = _STANDING.sub(" ", _without_faith(full))
    words = plain.split()
    levels = frozenset(words) & _LEVELS
    gender = next((_GENDERS[word] for word in words if word in _GENDERS), None)
    core = [word for word in words if word not in _GENERAL | _LEVELS | _GENDERS.keys()]
    return SchoolName(full, " ".join(core or words) or full, _level(levels), gender, faith)


def _respell(folded: str) -> str:
    for pattern, word in _SPELLINGS:
        folded = pattern.sub(word, folded)
    return folded


def _without_faith(full: str) -> str:
    for _, pattern in _FAITHS:
        full = pattern.sub(" ", full)
    return full


def _level(words: frozenset[str]) -> frozenset[str]:
    if {"infant", "junior"} <= words:
        words = (words - {"infant", "junior"}) | {"primary"}
    if "high" in words:
        words = (words - {"high"}) | {"secondary"}
    return words - {"nursery"} or words


def clash(one: SchoolName, other: SchoolName) -> str | None:
    """Why the two cannot be one school, None where nothing in the names forbids it."""
    if one.level and other.level and one.level != other.level:
        return f"{_listed(one.level)} is not {_listed(other.level)}"
    if one.gender and other.gender and one.gender != other.gender:
        return f"{one.gender} is not {other.gender}"
    if one.faith and other.faith and one.faith != other.faith:
        return f"{one.faith} is not {other.faith}"
    return None


def _listed(words: frozenset[str]) -> str:
    return " and ".join(sorted(words))


_COUNCIL_WORDS: Final = frozenset(
    {
        "the",
        "of",
        "council",
        "county",
        "city",
        "borough",
        "metropolitan",
        "district",
        "london",
        "royal",
        "unitary",
        "authority",
        "local",
        "la",
    }
)


# Councils that were divided or joined since 2009. The register has the schools of today's councils; texts do not.
_COUNCILS_SINCE: Final = {
    "bedfordshire": ("bedford", "central bedfordshire"),
    "cheshire": ("cheshire east", "cheshire west and chester"),
    "bournemouth": ("bournemouth christchurch and poole",),
    "poole": ("bournemouth christchurch and poole",),
    "dorset": ("dorset", "bournemouth christchurch and poole"),
    "northamptonshire": ("north northamptonshire", "west northamptonshire"),
    "cumbria": ("cumberland", "westmorland and furness"),
}


@lru_cache(maxsize=4096)
def fold_authority(name: str) -> str:
    """A council's name without its style: 'London Borough of Wandsworth' and 'Wandsworth' come out alike."""
    words = fold(name).split()
    return " ".join([word for word in words if word not in _COUNCIL_WORDS] or words)


def with_councils_since(folded: Iterable[str]) -> frozenset[str]:
    """These councils and, where one was divided or joined with others, the councils of today."""
    return frozenset(council for name in folded for council in (name, *_COUNCILS_SINCE.get(name, ())))


_GROUP_WORDS: Final = (
    _GENERAL
    | _LEVELS
    | frozenset(
        {
            "federation",
            "federated",
            "multi",
            "mat",
            "partnership",
            "cluster",
            "learning",
            "education",
            "educational",
            "limited",
            "ltd",
        }
    )
)


@lru_cache(maxsize=65536)
def fold_group(name: str) -> str:
    """The words particular to a group of schools, in alphabetical order."""
    words = _without_faith(_respell(fold(name))).split()
    return " ".join(sorted({word for word in words if word not in _GROUP_WORDS} or words))
