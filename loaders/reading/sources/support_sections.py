"""Support told in a section about a school: "Helped by: Oak School" under its heading, "Ada Marsh spent a day a week"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from loaders.reading.candidate import DERIVED, LOOSE, Candidate, Told, fits, placed
from loaders.reading.cast import Step
from loaders.reading.document import Block, Sort
from loaders.reading.lexicon import NEGATION, PLAN
from loaders.reading.masking import TOKEN, Masked

_LABEL: Final = re.compile(
    r"(?:(?:[Hh]elped|[Ss]upported|[Aa]dvised|[Bb]acked|[Pp]artnered) (?:by|with|from)|[Ss]upport(?:ing)?(?: school| from| by| partner)?|[Hh]elp from"
    r"|(?:Link |School improvement )?[Aa]dviser|SIP|[Nn]ational support school|NSS|[Ss]ystem leader|⟨N:[\d,]+⟩)s?: "
)
_UNTIL: Final = re.compile(r"\b(?:nobody|none|no one|declined|not taken up)\b")
_ASIDE: Final = r"(?:,(?! (?:who|which|and|but) )[^.;,]{3,60},)?"
_HELPS: Final = re.compile(
    rf"(?P<actor>⟨[PS]:[\d,]+⟩)(?!['’]){_ASIDE}[^⟨⟩.;]{{0,60}}?\b(?:work(?:ed|s)? (?:closely )?with|working with|supported|has been supporting|helped|has been helping|spent|c[ao]mes? (?:every|each|once|for|on)"
    r"|visit(?:s|ed) |stepp(?:ed|ing) in|steps in|goes in|went in|sat with|took charge|stood in|led (?:the training|a review)|coached the|mentored the|trained)\b"
    rf"|(?P<lent>⟨P:[\d,]+⟩)(?!['’]){_ASIDE}[^⟨⟩.;]{{0,60}}?\b(?:(?:was|is|has been|had been|were) (?:asked|brought in|called in|drafted in|sent in|lent|loaned|seconded|released|there)|on loan|asked to (?:step in|support|help|go into))\b"
)
_ASKED: Final = re.compile(
    r"\b(?:asked|brought in|called in|drafted in|sent in|turned to|matched with|paired with|deployed) (?P<actor>⟨[PS]:[\d,]+⟩)(?!['’])[^⟨⟩.;]{0,30}(?:\bto (?:step in|help|support|take over|take charge|sort|work)|[.,;]|$)"
)


# "Ada Marsh (Oak School): Elm School", under words of support.
_ENTRY: Final = re.compile(
    r"(?P<helper>⟨P:[\d,]+⟩)(?:,? \(?(?:(?:⟨[NR]:[\d,]+⟩|the|of|at),? )*⟨S:[\d,]+⟩\)?)(?:,? ⟨N:[\d,]+⟩)?(?::| [–—-]|,)"
    r" (?:[a-z]+ing |at |in |with |to ){0,2}(?:the )?(?P<helped>⟨S:[\d,]+⟩)"
)
_OF_SUPPORT: Final = re.compile(
    r"support|deploy|\bNLE|\bLLE|\bSLE|system leader|[Ll]eaders? of [Ee]ducation", re.IGNORECASE
)


def entries(told: Told) -> Iterator[Candidate]:
    """Items of a person and a school under words of support: who supports which."""
    lead = ""
    for block, masked in told.sentences:
        if block.sort is not Sort.ITEM:
            lead = block.text
        mark = _ENTRY.match(masked.text)
        if mark and _OF_SUPPORT.search(lead if block.sort is Sort.ITEM else TOKEN.sub(" ", masked.text)):
            place = placed(told, block, masked, *mark.span())
            for source in masked.referred(mark["helper"][3:-1]):
                for target in masked.referred(mark["helped"][3:-1]):
                    for key in target.entities:
                        made = Candidate("supports", source.entities[0], key, place, "entry of a list", LOOSE)
                        if fits(told, made):
                            yield made


def support_sections(told: Told, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Whoever a section about a school says to help supports it, unless a post there is theirs."""
    at_home = {(each.source, each.target) for each in found if each.relation == "holds_role" and not each.negated}
    for block, masked in told.sentences:
        schools = told.topic(block)
        for actor, tier in _actors(masked) if schools else ():
            for made in _candidates(told, block, masked, actor, tier):
                if (made.source, made.target) not in at_home and made.source not in schools and fits(told, made):
                    yield made


def _actors(masked: Masked) -> Iterator[tuple[re.Match[str], int]]:
    """The tokens that help: all behind a label; else the one before or behind a word of help."""
    if label := _LABEL.match(masked.text):
        stop = _UNTIL.search(masked.text)
        ends = TOKEN.finditer(masked.text, label.end(), stop.start() if stop else len(masked.text))
        yield from ((token, LOOSE) for token in ends if token[1] in "PS")
        return
    plain = TOKEN.sub(" ", masked.text)
    if NEGATION.search(plain) or PLAN.search(plain) or "?" in plain:
        return
    for pattern in (_HELPS, _ASKED):
        for mark in pattern.finditer(masked.text):
            if token := TOKEN.match(masked.text, mark.start(mark.lastgroup or "actor")):
                yield token, DERIVED


def _candidates(told: Told, block: Block, masked: Masked, actor: re.Match[str], tier: int) -> Iterator[Candidate]:
    place = placed(told, block, masked, 0, len(masked.text))
    for reference in masked.referred(actor[2]):
        for key in reference.entities:
            for school in told.topic(block):
                name = told.cast.entities[school].name
                steps = (
                    *((reference.step,) if reference.step else ()),
                    Step("", "the school this section is about", name),
                )
                yield Candidate("supports", key, school, place, "helps in its section", tier, steps=steps)
