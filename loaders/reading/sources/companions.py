"""Support told of somebody by another's: who is taken along to a school helps it too; and the adviser whom a school
calls its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from graph.vocabulary import GROUP
from loaders.reading.candidate import DERIVED, LOOSE, Candidate, Told, fits, placed
from loaders.reading.cast import Step
from loaders.reading.documents.document import Place
from loaders.reading.naming.lexicon import NEGATION, PLAN
from loaders.reading.phrases.masking import TOKEN, Masked
from loaders.reading.referring.scenes import scenes

_HIM: Final = r"(?:⟨P:[\d,]+⟩|him|her)"
_ASIDE: Final = r"(?:(?:,| from| of) [^.;,]{3,60},?| \([^()]{2,60}\))?"
_ALONG: Final = re.compile(
    rf"(?P<first>⟨P:[\d,]+⟩)(?!['’])[^.;⟨⟩]{{0,60}}?\b(?:took|takes|taken|taking|brought|brings|bring|bringing) (?:with {_HIM} [^.;⟨⟩]{{0,40}}(?P<taken>⟨P:[\d,]+⟩)|(?:⟨P:[\d,]+⟩ (?:own )?⟨R:[\d,]+⟩,? )?(?P<led>⟨P:[\d,]+⟩)(?!['’]){_ASIDE},? with {_HIM})"
    rf"|(?P<comer>⟨P:[\d,]+⟩)(?!['’]){_ASIDE} (?:also )?(?:came|comes|went|goes)(?: over| across| along| out| there)?(?: [a-z]+ days)? with (?P<leader>⟨P:[\d,]+⟩)(?!['’])"
    r"|(?P<follower>⟨P:[\d,]+⟩)(?!['’]),? (?:also |soon |later )?follow(?:s|ed) (?P<ahead>⟨P:[\d,]+⟩) (?:over|there|across|in\b(?! (?:the|\d|as))|at ⟨S)"
)
_PAIRS: Final = (("first", "taken"), ("first", "led"), ("leader", "comer"), ("ahead", "follower"))
_ADVISER: Final = r"(?:⟨R:(?P<{0}>\d+)⟩|(?:link |school improvement )?(?:adviser|advisor)|SIP)"
_OWN: Final = r"(?:[Oo]ur|[Ii]ts|[Tt]he school['’]s|[Tt]he (?:local )?(?:authority|council)['’]s|⟨L:[\d,]+⟩['’]s?|⟨S:(?P<{0}>[\d,]+)⟩['’]s?)(?: own)?"
_IS_ADVISER: Final = re.compile(
    rf"(?P<before>⟨P:[\d,]+⟩)(?!['’])(?:,| is| was|, [^.;]{{3,90}},(?: is| was)) {_OWN.format('its')} {_ADVISER.format('post')}(?!\w)"
    rf"|{_OWN.format('whose')} {_ADVISER.format('role')},? (?P<behind>⟨P:[\d,]+⟩)"
    rf"|(?:^|\s\s|\t|; ?){_ADVISER.format('label')}: (?P<labelled>⟨P:[\d,]+⟩)"
)
_POSTS: Final = frozenset({"school improvement partner", "link adviser", "adviser"})
_NEAR: Final = 500


def companions(told: Told, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Who is taken along helps where the other was said last to help or to be lent."""
    helped = [each for each in found if each.relation in ("supports", "secondment") and not each.negated]
    for block, masked in told.sentences:
        for mark in () if _unsure(masked) else _ALONG.finditer(masked.text):
            place = placed(told, block, masked, *mark.span())
            for leader, taken in ((mark[a], mark[b]) for a, b in _PAIRS if mark[b]):
                for source in masked.referred(taken[3:-1]):
                    for other in masked.referred(leader[3:-1]):
                        yield from _taken(told, helped, source.entities[0], other.entities[0], place)


def _taken(told: Told, helped: list[Candidate], source: int, leader: int, place: Place) -> Iterator[Candidate]:
    near = [each for each in helped if each.source == leader and abs(each.place.start - place.start) < _NEAR]
    if near:
        nearest = min(near, key=lambda each: abs(each.place.start - place.start))
        step = Step("", "taken along by who helps there", told.cast.entities[leader].name)
        made = Candidate("supports", source, nearest.target, place, "taken along", DERIVED, steps=(step,))
        if made.source != leader and fits(told, made):
            yield made


def advisers(told: Told) -> Iterator[Candidate]:
    """The adviser whom a text calls its own school's, or that of the school of which it speaks there."""
    here = {id(each.masked): each.schools for each in scenes(told)}
    for block, masked in told.sentences:
        for mark in () if NEGATION.search(TOKEN.sub(" ", masked.text)) else _IS_ADVISER.finditer(masked.text):
            place = placed(told, block, masked, *mark.span())
            person = mark["before"] or mark["behind"] or mark["labelled"]
            for source in masked.referred(person[3:-1]) if _is_adviser(masked, mark) else ():
                for key, steps in _advised(told, masked, mark, here.get(id(masked), ())):
                    tier = DERIVED if steps else LOOSE
                    made = Candidate("supports", source.entities[0], key, place, "its own adviser", tier, steps=steps)
                    if fits(told, made):
                        yield made


def _is_adviser(masked: Masked, mark: re.Match[str]) -> bool:
    number = mark["post"] or mark["role"] or mark["label"]
    return masked.referred(number)[0].word in _POSTS if number else True


def _advised(
    told: Told, masked: Masked, mark: re.Match[str], here: tuple[int, ...]
) -> Iterator[tuple[int, tuple[Step, ...]]]:
    """The keys of whom he advises, each with the step that says so where no word names them."""
    if named := mark["its"] or mark["whose"]:
        yield from ((key, ()) for one in masked.referred(named) for key in one.entities)
        return
    chief = told.subject.school
    if chief is None and GROUP in told.subject.titled:
        chief = told.subject.group
    keys = here if here and not re.match(r"[Oo]ur\b", mark[0]) else () if chief is None else (chief,)
    for key in keys:
        yield key, (Step("", "the school of which the text speaks there", told.cast.entities[key].name),)


def _unsure(masked: Masked) -> bool:
    plain = TOKEN.sub(" ", masked.text)
    return bool(NEGATION.search(plain) or PLAN.search(plain) or "?" in plain)
