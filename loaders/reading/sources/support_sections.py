"""Support told in a section about a school: "Helped by: Oak School" under its heading, "Ada Marsh spent a day a week"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from loaders.reading.candidate import DERIVED, LOOSE, Candidate, Told, fits, placed
from loaders.reading.documents.document import Sort
from loaders.reading.naming.lexicon import NEGATION, PLAN
from loaders.reading.phrases.masking import TOKEN, Masked
from loaders.reading.referring.scenes import Scene, scenes
from loaders.reading.sources.support_frames import is_own

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
_EACH: Final = r"(?:(?:each|every|once a|twice a|one|two|three|half a|a) (?:\w+ )?(?:week|fortnight|month|term|day|morning|afternoon|Monday|Tuesday|Wednesday|Thursday|Friday|\w+days)\b|fortnightly|weekly|monthly|termly|on (?:Mon|Tues|Wednes|Thurs|Fri)days?\b)"
_DOWN: Final = r"(?: (?:in|over|across|round|along|there|up|down))*"
# What a helper does who comes from elsewhere, where no word says to whom.
_COMES: Final = re.compile(
    rf"(?P<actor>⟨P:[\d,]+⟩)(?!['’])(?:{_ASIDE}|, who [^.;,]{{3,60}}),?(?: (?:also|now|then|still|has|had|been|since|already|who|herself|himself))*"
    rf" (?:(?:c[ao]mes?|coming|goes|went|going|visit(?:s|ed)|turn(?:s|ed) up|call(?:s|ed)){_DOWN},?(?: as well)?(?: for| on)? {_EACH}"
    rf"|(?:stepp(?:ed|ing)|steps|went|goes|came){_DOWN} (?:as|to (?:help|support|run|lead|sort|steady|lend|hold)|in order to)"
    r"|(?:was|were|is) (?:asked|brought in|called in|drafted in|sent in|parachuted in) (?:to|as|by))"
    rf"|(?P<loaned>⟨P:[\d,]+⟩)(?!['’])(?:{_ASIDE}|, who [^.;,]{{3,60}}),?(?: (?:also|now|then|who|has|had|been|himself|herself))* (?:was|is|were|came|went) (?:on (?:loan|secondment)|(?:lent|loaned|seconded)\b(?! (?:from|by|to (?!(?:help|act|be|run|lead|it|us)\b))))"
)
# Whom somebody lends or puts in, where no word says to whom.
_SENT_IN: Final = re.compile(
    r"\b(?:moved in|put in|sent(?: in| over| across)?|lent|spared|borrowed|loaned|seconded|drafted in) (?:(?:a|an|its|her|his|their|my|our|one of its|⟨[PS]:[\d,]+⟩(?:['’]s?)?) )?(?:own )?(?:⟨R:[\d,]+⟩,? )?"
    r"(?P<loaned>⟨P:[\d,]+⟩)(?!['’])(?:, [^.;,]{3,60},)?(?=,? (?:as (?:its |acting |an? )*⟨R|for (?:a|an|one|two|three|the|some|six) (?:\w+ )?(?:days?|weeks?|fortnight|months?|terms?|years?|mornings?|while)|to (?:run|help|lead|act|hold|steady|stand in)))"
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
    """Whoever is said to help or be lent, and not whom, helps the school of which the text speaks there, unless a post
    there is theirs."""
    held = tuple(found)
    at_home = {(each.source, each.target) for each in held if each.relation == "holds_role" and not each.negated}
    for scene in scenes(told):
        for actor, tier, relation in _actors(scene):
            for made in _candidates(told, scene, actor, tier, relation):
                # Who is lent to a school may have a post there for the time.
                at_hers = relation == "supports" and (made.source, made.target) in at_home
                if not at_hers and made.source not in scene.schools and fits(told, made):
                    yield made


def _actors(scene: Scene) -> Iterator[tuple[re.Match[str], int, str]]:
    """The tokens that help: all behind a label; else the one before or behind a word of help."""
    masked = scene.masked
    if label := _LABEL.match(masked.text) if scene.headed else None:
        stop = _UNTIL.search(masked.text)
        ends = TOKEN.finditer(masked.text, label.end(), stop.start() if stop else len(masked.text))
        yield from ((token, LOOSE, "supports") for token in ends if token[1] in "PS")
        return
    plain = TOKEN.sub(" ", masked.text)
    if NEGATION.search(plain) or PLAN.search(plain) or "?" in plain or (not scene.headed and _elsewhere(masked)):
        return
    for pattern in (_HELPS, _ASKED, _COMES, _SENT_IN) if scene.headed else (_COMES, _SENT_IN):
        for mark in pattern.finditer(masked.text):
            if token := TOKEN.match(masked.text, mark.start(mark.lastgroup or "actor")):
                yield token, DERIVED, "secondment" if mark.lastgroup == "loaned" else "supports"


def _elsewhere(masked: Masked) -> bool:
    """Whether the sentence names a school other than as where somebody comes from."""
    return any(token[1] == "S" and not is_own(masked, token) for token in TOKEN.finditer(masked.text))


def _candidates(told: Told, scene: Scene, actor: re.Match[str], tier: int, relation: str) -> Iterator[Candidate]:
    place = placed(told, scene.block, scene.masked, 0, len(scene.masked.text))
    for reference in scene.masked.referred(actor[2]):
        for key in reference.entities:
            for school in scene.schools:
                steps = (*((reference.step,) if reference.step else ()), scene.step)
                yield Candidate(relation, key, school, place, "helps in its section", tier, steps=steps)
