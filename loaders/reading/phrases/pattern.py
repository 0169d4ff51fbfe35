"""One way to say that a relation holds: an expression over a masked sentence (loaders.reading.phrases.masking).

In an expression {person}, {school}, {group}, {la}, {prog}, {org}, {role} and {named} stand for one token of that type,
{body} for a school, group, authority or organisation, {actor} for a school, person or group, {one} for a school or
group; a digit tells two of one type apart. ``~`` is an optional article or possessive with its adjectives; <40> is a gap
of at most 40 letters without a token, <<40>> one with tokens; ``@`` is an optional aside between commas or brackets. Case matters only inside tokens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

_TYPES: Final = {
    "person": "P", "school": "S", "group": "G", "la": "L", "prog": "M", "org": "O", "role": "R", "named": "N",
    "body": "SGLO", "actor": "SPG", "one": "SG", "funder": "MLO", "place": "SGO",
}  # fmt: skip
_SLOT: Final = re.compile(r"\{([a-z]+)(\d?)\}")
_DETERMINED: Final = (
    r"(?:(?:[Tt]he|[Aa]n?|its|their|our|his|her|both|then|\(then\)|current|new|newly|former|local|first|neighbouring|nearby"
    r"|another|what \w+ \w+|what is called|this|part-time|full-time|acting|interim|two|founding|lead|active|named|other)\s+){0,3}"
)
_ASIDE: Final = r"(?:, [^,;.]{3,90},| \([^)]{2,60}\))?"
_GAPS: Final = ((re.compile(r"<<(\d+)>>"), r".{0,\1}?"), (re.compile(r"<(\d+)>"), r"[^⟨⟩;]{0,\1}?"))


# In place of a slot: the person whom the sentence or the document is about.
PERSON_MEANT: Final = "@person"
GROUP_MEANT: Final = "@group"
SCHOOL_MEANT: Final = "@school"
# "It": the group named last, which need not be the document's own.
GROUP_NAMED_LAST: Final = "@it"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to say a relation.

    ``source`` and ``target`` are slots of the expression, or '' for what the document is about (its own school or
    person), as which the reader then records a step. ``tier`` is 1 for a plain statement, 2 for a looser one.
    ``dates`` says what a date in the sentence bounds: 'from', 'to' or ''. Where it is not ``scoped``, words of plan and
    denial do not touch it: who would leave a group is in it.
    """

    name: str
    relation: str
    says: re.Pattern[str]
    source: str
    target: str
    role: str = ""
    tier: int = 1
    dates: str = ""
    scoped: bool = True
    nearest: bool = False
    """Whether only the last of a list of sources is meant: in "Ada Marsh, Tom Reed (Oak School)" Tom Reed."""
    needs: tuple[str, ...] = ()
    """For each slot that stands outside brackets the letters that its token may have: a sentence must have one each."""


def compiled(expression: str) -> re.Pattern[str]:
    """An expression of this module's form as a regular one."""
    for pattern, put in _GAPS:
        expression = pattern.sub(put, expression)
    expression = expression.replace("~", _DETERMINED).replace("@", _ASIDE)
    return re.compile(_SLOT.sub(_slot, expression))


def _slot(mark: re.Match[str]) -> str:
    return rf"⟨[{_TYPES[mark[1]]}]:(?P<{mark[1]}{mark[2]}>[\d,]+)⟩"


def says(name: str, relation: str, expression: str, ends: str, **more: Any) -> Pattern:
    """A pattern; ``ends`` is 'source > target'."""
    source, _, target = ends.partition(" > ")
    return Pattern(name, relation, compiled(expression), source, target, needs=_needs(expression), **more)


def _needs(expression: str) -> tuple[str, ...]:
    """The types of the slots that a match cannot do without: those outside brackets, where nothing is an alternative."""
    plain = re.sub(r"\\.|\[[^]]*\]", " ", expression)
    while (inner := re.sub(r"\([^()]*\)", " ", plain)) != plain:
        plain = inner
    return () if "|" in plain else tuple(sorted({_TYPES[mark[1]] for mark in _SLOT.finditer(plain)}))


def applying(patterns: Sequence[Pattern], letters: frozenset[str]) -> tuple[Pattern, ...]:
    """Those of the patterns that can find anything in a sentence with tokens of these letters."""
    return tuple(pattern for pattern in patterns if all(letters.intersection(needed) for needed in pattern.needs))


IS: Final = r"(?:is|was|are|were|became|becomes|(?:has|had|have)(?: also| since| now| long| already| recently| both)? been|remains|remained|being|has become|is now|are now|used to be)"
ADV: Final = r"(?:(?:also|now|still|currently|previously|already|recently|herself|himself|both|not|in turn) )*"
AT: Final = r"(?:of|at|for|to|in|with|across|from)"
POSS: Final = r"(?:['’]s?)?"
