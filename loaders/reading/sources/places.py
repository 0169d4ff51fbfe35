"""Where a post is held whose place is not named beside it: 'its head', 'her deputy', 'the director said'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from graph.vocabulary import GROUP, LOCAL_AUTHORITY, SCHOOL
from loaders.reading.candidate import Told
from loaders.reading.cast import Reference, Step
from loaders.reading.documents.document import Block, Sort
from loaders.reading.naming.lexicon import COUNCIL_POST, GROUP_POST

Held = tuple[tuple[int, tuple[Step, ...]], ...]

_SENTENCES_BACK: Final = 3
_MOST: Final = 6
_TOPIC: Final = 60
# Posts that a school has and a council has not.
_SCHOOL_POST: Final = re.compile(
    r"head|principal|business (?:manager|director)|bursar|governor|teacher|leader|^senc|^lead|school secretary|vice|deputy|pe coach"
)
_WHOLE: Final = re.compile(
    r"executive headteacher|chair of governors|business manager|business director|deputy headteacher|governor"
)


# Posts that groups have, and schools and their governors too.
_EITHER: Final = re.compile(
    r"^(?:clerk|secretary|president|treasurer|co-?ordinator|director|(?:vice )?chair of cluster)$"
)
_KEEPER: Final = re.compile(r"^(?:clerk|secretary)$")
# Those who come to schools from somewhere else.
_ADVISER: Final = re.compile(r"advis[eo]r|consultant|finance officer")
# "Its" is not said of those who speak.
_SPEAKERS: Final = re.compile(r"(?:we|us|our|ours)\b", re.IGNORECASE)
_GOVERNORS: Final = re.compile(
    r"governing (?:body|board)|\bgovernors['’]? (?:meeting|minutes)|meeting of (?:the )?(?:\w+ )?governors",
    re.IGNORECASE,
)
_OPENING: Final = 4


def kinds_of(post: str) -> tuple[str, ...]:
    """What a post may be in."""
    if COUNCIL_POST.search(post):
        return (LOCAL_AUTHORITY,)
    return (GROUP,) if GROUP_POST.search(post) else (SCHOOL,)


def _kinds_here(told: Told, post: str) -> tuple[str, ...]:
    """What a post may be in, in this document: a clerk is the school's where only a school is in the title."""
    opening = " ".join(block.text for block in told.document.blocks[:_OPENING])
    of_governors = told.subject.school is not None and bool(_GOVERNORS.search(opening))
    of_school = of_governors or (SCHOOL in told.subject.titled and GROUP not in told.subject.titled)
    return (SCHOOL,) if of_school and _EITHER.search(post) else kinds_of(post)


def may_be_in_group(told: Told, post: str) -> bool:
    """Whether a post of this document may be in a group."""
    return GROUP in _kinds_here(told, post)


def is_of_schools(post: str) -> bool:
    """Whether a post is one that only schools and their groups have."""
    return kinds_of(post) == (SCHOOL,) and bool(_SCHOOL_POST.search(post))


def antecedents(told: Told, at: int, start: int, word: str, post: str) -> Held:
    """What 'its', 'their' and 'there' mean before ``start`` of sentence ``at``: the one named last, or all of the last
    sentence that names several for 'their'."""
    wanted = _wanted(post, word)
    for references in _backwards(told, at, start):
        named = [
            each for each in references if each.type in wanted and each.entities and not _SPEAKERS.match(each.word)
        ]
        if named:
            keys = _distinct(named) if word.casefold() == "their" else list(named[-1].entities)
            return stepping(told, keys if len(keys) <= _MOST else [], word, "named last")
    return by_default(told, at, start, post)


def _wanted(post: str, word: str) -> tuple[str, ...]:
    """What 'its' and 'their' may mean before a post."""
    kinds = kinds_of(post)
    if _KEEPER.search(post) or (word.casefold() == "their" and _EITHER.search(post)):
        return SCHOOL, GROUP
    if _ADVISER.search(post):
        return SCHOOL, GROUP, LOCAL_AUTHORITY
    return (*kinds, GROUP) if kinds == (SCHOOL,) and word.casefold() != "there" else kinds


def of_the_document(told: Told, post: str) -> Held:
    """Where 'our bursar' and 'head here' are: the document's own place for such posts."""
    kind = _kinds_here(told, post)[0]
    key = _own(told, kind, post)
    return () if key is None else stepping(told, [key], "", f"no {kind} is named here: the document's own")


def by_default(told: Told, at: int, start: int, post: str) -> Held:
    """Where a post is when nothing says so: where the sentence last named a place for such posts, else what the block or
    the line above it is about, else the document's own."""
    if (key := _leading(told, at)) is not None:
        return stepping(told, [key], "", "no place is named here: the list is its")
    for kind in _kinds_here(told, post):
        key = _last_named(told, at, start, kind)
        if key is not None:
            return stepping(told, [key], "", f"no {kind} is named here: the last one named")
        key = _own(told, kind, post)
        if key is not None:
            return stepping(told, [key], "", f"no {kind} is named here: the document's own")
    return ()


def _leading(told: Told, at: int) -> int | None:
    """Whose list it is in which the sentence is an item: 'The cluster employs:'."""
    block, _ = told.sentences[at]
    where = _number(told, block)
    above = next((back for back in range(where - 1, -1, -1) if told.document.blocks[back].sort is not Sort.ITEM), None)
    if block.sort is not Sort.ITEM or above is None or not told.document.blocks[above].text.rstrip().endswith(":"):
        return None
    start = told.document.blocks[above].text.rfind(". ")
    said = [each for each in told.cast.references[above] if each.start >= start]
    named = [each for each in said if each.type in (SCHOOL, GROUP) and len(each.entities) == 1]
    return named[0].entities[0] if named else None


def _number(told: Told, block: Block) -> int:
    return next(number for number, other in enumerate(told.document.blocks) if other is block)


def _own(told: Told, kind: str, post: str) -> int | None:
    """The document's own place of a kind; a federation where its title names one and no school."""
    subject = told.subject
    federated = subject.group is not None and told.cast.entities[subject.group].kind == "federation"
    if kind == SCHOOL and federated and SCHOOL not in subject.titled and _WHOLE.search(post):
        return subject.group
    return {SCHOOL: subject.school, GROUP: subject.group, LOCAL_AUTHORITY: subject.authority}[kind]


def _last_named(told: Told, at: int, start: int, kind: str) -> int | None:
    """The one named last in the sentence; the only one of the sentence before; what the block is about; one shortly before."""
    block, _ = told.sentences[at]
    spans = list(_backwards(told, at, start))
    here = _distinct(each for each in spans[0] if each.type == kind)
    if here:
        return here[-1]
    within = [span for back, span in enumerate(spans[1:], 1) if told.sentences[at - back][0] is block]
    before = _distinct(each for each in within[0] if each.type == kind) if within else []
    if len(before) == 1:
        return before[0]
    if (topic := _topic(told, at, kind)) is not None:
        return topic
    titled = kind in told.subject.titled
    for span in within if titled else spans[1:]:
        named = _distinct(each for each in span if each.type == kind)
        if len(named) == 1 or (named and not titled):
            return named[0]
    return None


def _topic(told: Told, at: int, kind: str) -> int | None:
    """The one of a kind with which the block begins, or which alone the heading above it names."""
    block, _ = told.sentences[at]
    where = _number(told, block)
    begins = [each for each in told.cast.references[where] if each.type == kind and each.entities]
    if begins and begins[0].start <= _TOPIC and len(begins[0].entities) == 1 and begins[0].step is None:
        return begins[0].entities[0]
    above = next((back for back in range(where - 1, -1, -1) if told.document.blocks[back].sort is Sort.HEADING), 0)
    named = _distinct(each for each in told.cast.references[above] if each.type == kind) if above else []
    return named[0] if len(named) == 1 else None


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


def stepping(told: Told, keys: list[int], word: str, rule: str) -> Held:
    """Places that a step leads to."""
    return tuple((key, (Step(word, rule, told.cast.entities[key].name),)) for key in keys)
