"""Names of groups of schools or of people: clusters, federations, trusts, alliances, forums."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from graph.vocabulary import GROUP
from loaders.reading.naming import lexicon as words
from loaders.reading.naming.mention import Mention, Word, tokens

_GROUP_ENDS: Final = tuple((re.compile(rf"\b(?:{pattern})\b"), kind) for pattern, kind in words.GROUP_WORDS)


def groups(text: str) -> Iterator[Mention]:
    """Names that end like a group's, or go on behind its word: 'Weald Schools Cluster', 'Ashdown group', 'Oak-Elm
    Teaching School Alliance', 'Wolds Association of School Business Managers', 'Federation of Ash and Mere'."""
    taken: list[tuple[int, int]] = []
    for pattern, kind in _GROUP_ENDS:
        for mark in pattern.finditer(text):
            if any(start <= mark.start() < end for start, end in taken):
                continue
            taken.append(mark.span())
            if span := _group_span(text, mark):
                yield Mention(*span, GROUP, text[slice(*span)], kind)


def _group_span(text: str, mark: re.Match[str]) -> tuple[int, int] | None:
    """Where the name begins and ends; None where the words name no group in particular."""
    if _is_of_two_schools(text, mark):
        return None
    start, end = _group_start(text, mark.start()), _group_end(text, mark)
    if start is None and end > mark.end():
        start = mark.start()
    return None if start is None else (start, end)


_OF_SCHOOLS: Final = re.compile(r"\b[A-Z]\w+ (?:and|&|/) [A-Z]\w+ (?:[Pp]rimary |[Ss]chools? )*$")
_TWO: Final = re.compile(
    r"(?:[A-Z][\w’'-]+|St\.?) (?:[A-Z][\w’'-]+ )?(?:and|&|/) (?:St\.? )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}?(?: [Ss]chools?['’]?)? $"
)
_OF_TWO: Final = ("federation", "partnership")


def _is_of_two_schools(text: str, mark: re.Match[str]) -> bool:
    """Whether a federation is called after two schools in passing, as in 'the Oak and Elm federation': no name."""
    return mark[0].startswith(_OF_TWO) and bool(_OF_SCHOOLS.search(text[: mark.start()]))


# What a group's name goes on with: whom it is of, or what it is for. Where that is two schools, their own names follow.
_GOES_ON: Final = re.compile(
    r" (?:of|for) (?!(?:the )?[\w’' .-]*?(?:Primary|Junior|Infant|Nursery|Community|High|Secondary|Grammar|C of E|CE|Academy|College)\b)"
    r"(?:the )?(?:[A-Z][\w’'-]+|St\.)(?:(?: (?:and|&|of|the|for|in))* (?:[A-Z][\w’'-]+|St\.))*"
    r"| of (?:(?:Primary|Infant|Junior|First|Middle|Nursery|Secondary|Special|Church of England|Church|Catholic|CE|RC|C of E|Village|Small|Rural|Community|School) (?:(?:and|&) )?)+"
    r"(?:Schools|Academies|Head ?[Tt]eachers|Heads|Governors|Leaders|Bursars|Business Managers|Managers)\b"
)
_PURPOSES: Final = re.compile(r"schools?|heads?|headteachers?|bursars?|managers?|governors?|directors?", re.IGNORECASE)


def _group_end(text: str, mark: re.Match[str]) -> int:
    """Where a capitalised group word's name ends: behind 'of School Business Managers' or 'for Better Schools'."""
    behind = _GOES_ON.match(text, mark.end()) if mark[0][0].isupper() else None
    if behind is None or "schools" in mark[0].casefold():
        return mark.end()
    named = _PURPOSES.search(behind[0]) or mark[0].startswith(("Federation", "Alliance"))
    return behind.end() if named else mark.end()


_LED_BY: Final = re.compile(r".*-(?:backed|based|led|wide|run|funded|sponsored|supported|owned|style)$")


def _group_start(text: str, end: int) -> int | None:
    """Where the proper words before a group's word begin; None where there are none that are its own."""
    if two := _two_start(text, end):
        return two
    found = [word for word in tokens(text[:end]) if word.end <= end]
    first = len(found)
    while first and _is_of_name(text, found, first, end):
        first -= 1
    whole = first
    while first < len(found) and _is_no_part(found, first):
        first += 1
    if first == len(found) or not text[found[first].start : end].strip():
        return _general_name(text, found[whole:], end)
    return found[first].start


def _two_start(text: str, end: int) -> int | None:
    """Where the name of a group called after two begins: any federation, others behind "the" and no other group."""
    two = _TWO.search(text[:end])
    if two is None:
        return None
    start = two.start() + (4 if two[0].startswith(("The ", "the ")) else 0)
    named = text[end:].startswith(("Federation", "Partnership"))
    others = any(pattern.search(text[start:end]) for pattern, _ in _GROUP_ENDS)
    behind_the = bool(re.search(r"\b[Tt]he $", text[:start])) and not others
    return start if named or (behind_the and text[end : end + 1].isupper()) else None


_NUMBERS: Final = frozenset("two three four five six seven eight nine ten".split())


def _is_no_part(found: list[Word], at: int) -> bool:
    """Whether a word that could begin a name does not: 'the', 'our'; but 'Three Rivers' may be a name."""
    word, following = found[at], found[at + 1] if at + 1 < len(found) else None
    if word.low in _NUMBERS and following and following.proper and following.low.endswith("s"):
        return following.low in words.NO_GROUP or following.low in ("schools", "heads", "academies")
    return word.low in words.NO_GROUP or bool(_LED_BY.match(word.text))


# With "of" behind them these are one land or body: the Vale of York, the Isle of Ely.
_LANDS: Final = frozenset({"Vale", "Isle", "Forest", "City", "Heart", "Bay", "Diocese", "Archdiocese", "Weald", "Soke"})
_OWNED: Final = re.compile(r"(?:['’]s?)? ?")


def _is_of_name(text: str, found: list[Word], at: int, end: int) -> bool:
    """Whether the word before place ``at`` belongs to the name: proper, or 'all-through' between proper words."""
    word = found[at - 1]
    following = end if at == len(found) else found[at].start
    if not _OWNED.fullmatch(text, word.end, following):
        return False
    if word.low == "of" and at > 1 and found[at - 2].text in _LANDS:
        return True
    if not word.proper:
        return "-" in word.text and at > 1 and found[at - 2].proper
    return not (word.text.endswith((".", "'s", "’s")) and at < len(found))


# With "the" before them and a capital, these alone make a name: "the Learning Federation".
_MAKES_A_NAME: Final = frozenset({"learning", "social", "community"})


def _general_name(text: str, before: list[Word], end: int) -> int | None:
    general = before and before[-1].low in _MAKES_A_NAME and text[end].isupper()
    known = general and re.search(r"\b[Tt]he $", text[: before[-1].start])
    return before[-1].start if known else None
