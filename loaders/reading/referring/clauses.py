"""Clauses of a sentence that go on about its subject, each with the subject put before it.

"⟨P:0⟩, ⟨R:1⟩ of ⟨S:2⟩, has supported ⟨S:3⟩ and is also a ⟨N:4⟩" is told once more as "⟨P:0⟩ has supported ⟨S:3⟩ and is
also a ⟨N:4⟩" and "⟨P:0⟩ is also a ⟨N:4⟩"; "⟨S:0⟩ lies near ⟨S:1⟩, which joined ⟨G:2⟩" as "⟨S:1⟩ joined ⟨G:2⟩".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from loaders.reading.phrases.masking import TOKEN, Masked

_VERB: Final = (
    r"(?:is|was|are|were|has|had|have|became|becomes|joined|joins|left|led|leads|took|takes|went|goes|ran|runs|began|started|starts|gave|gives|got|received|receives"
    r"|won|set|works|worked|supports|supported|helps|helped|belongs|belonged|sits|sat|chairs|chaired|shares|shared|mentors|mentored|coaches|coached"
    r"|serves|served|acts|acted|advises|advised|hosts|hosted|came|comes|moved|returned|retired|spent|spends|teaches|taught|completed|gained|holds|held"
    r"|heads|headed|manages|managed|oversees|looks|looked|covers|covered|succeeded|replaced|founded|formed|opened|stepped|remains|remained|stayed"
    r"|agreed|pays|paid|lent|lends|sends|sent|brings|brought|provides|provided|offers|offered|visits|visited|federated|merged|linked|partnered|turned"
    r"|delivers|delivered|trains|trained|would|will|does|did)"
)
_ADVERB: Final = (
    r"(?:(?:also|now|then|still|later|soon|already|since|recently|currently|previously|both|in turn|in \d{4}|herself|himself"
    r"|at the same time|at that time|today|not|never|no longer|first|once|together|eventually) )*"
)
_LEAD_IN: Final = r"(?:[\"“‘'(]*(?:[A-Z][^⟨⟩,.;:]{0,40}, )?(?:[Tt]he |[Oo]ur |[Tt]heir |[Ii]ts |[Aa] )?)"
_CHAIN: Final = (
    r"(?:⟨R:\d+⟩(?: (?:of|at) (?:the )?⟨[SG]:[\d,]+⟩)?,? |⟨[SG]:[\d,]+⟩(?:['’]s?)? (?:\w+ ){0,2}?⟨R:\d+⟩,? )?"
)
_SUBJECT: Final = re.compile(rf"{_LEAD_IN}{_CHAIN}(?P<subject>⟨[PSG]:(?P<numbers>[\d,]+)⟩)(?!['’])")
_GOES_ON: Final = re.compile(rf"(?:,| -| –| —|\))?(?: and| but| or|,)?(?: then| so)? (?={_ADVERB}{_VERB}\b)")
_FIRST: Final = re.compile(rf"\s{_ADVERB}{_VERB}\b")
_WHO: Final = re.compile(
    r"(?P<head>⟨P:[\d,]+⟩)(?:,? (?:(?:the |now |then |its |former )*⟨R:\d+⟩ (?:of|at|from) (?:the )?⟨[SGLO]:[\d,]+⟩|\([^()]{1,40}\)|(?:of|from) ⟨[SGLO]:[\d,]+⟩))?,? who(?:,[^,⟨⟩]{3,40},)? (?P<clause>[^;]{5,200})"
)
_WHICH: Final = re.compile(
    r"(?P<head>⟨[SG]:[\d,]+⟩)(?: \([^()]{1,40}\))?(?:,? which| that)(?:,[^,⟨⟩]{3,40},)? (?P<clause>[^;]{5,200})"
)
_WHOSE_MAIN: Final = re.compile(rf", (?={_ADVERB}{_VERB}\b)|[;.]")
_OWNERS: Final = frozenset({"her", "his"})
_MOST: Final = 4


def clauses(masked: Masked) -> Iterator[Masked]:
    """Further clauses of a sentence, as sentences of their own."""
    yield from _carried_on(masked)
    for relative in (_WHO, _WHICH):
        for mark in relative.finditer(masked.text):
            if not _owns(masked, mark["head"]):
                closes = _WHOSE_MAIN.search(masked.text, mark.start("clause"), mark.end("clause"))
                end = closes.start() if closes else mark.end()
                yield _cut(masked, mark.span("head"), (mark.start("clause") - 1, end))


def _carried_on(masked: Masked) -> Iterator[Masked]:
    """What the subject at the beginning goes on to do, after an aside or another verb."""
    subject = _SUBJECT.match(masked.text)
    if subject is None or _owns(masked, subject["subject"]):
        return
    start = subject.start("subject")
    where = [
        mark.end()
        for mark in _GOES_ON.finditer(masked.text, subject.end())
        if mark.start() > subject.end()
        and len(mark[0]) > 1
        and _same_subject(masked.text[subject.end() : mark.start()])
    ]
    for at in where[:_MOST]:
        yield _cut(masked, (start, subject.end("subject")), (at - 1, len(masked.text)))


def _same_subject(between: str) -> bool:
    """Whether no other subject comes in: no new clause with a verb of its own."""
    return not _OTHER_SUBJECT.search(between)


# "…, but ⟨S:3⟩ has": from here on the sentence may be about somebody else.
_OTHER_SUBJECT: Final = re.compile(
    rf"(?:, (?:and|but|so|while|whereas|as|because|where|which|who) |; |[.:]\s|\b(?:that|because|while|when|where|which|who|whose|if|although|though|until|since|after|before|and|but) )(?:the |its |their |his |her |a |an |both |all )?(?:⟨[PSGLO]:[\d,]+⟩(?!['’])|[a-z]+(?: [a-z]+)?) {_ADVERB}{_VERB}\b"
)


def _owns(masked: Masked, token: str) -> bool:
    """Whether a token is 'her' or 'his', which begin another noun."""
    mark = TOKEN.fullmatch(token)
    return mark is not None and any(one.word.casefold() in _OWNERS for one in masked.referred(mark[2]))


def _cut(masked: Masked, *spans: tuple[int, int]) -> Masked:
    """What is left of a sentence when only these spans of it stay."""
    text = "".join(masked.text[start:end] for start, end in spans)
    spots = tuple(spot for start, end in spans for spot in masked.spots[start:end])
    return replace(masked, text=text, spots=spots)
