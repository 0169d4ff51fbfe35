"""Help and loans read from who stands in a sentence of them: one who can help, one school that can be helped.

The loosest reading of a word of help. It asks for one helper and one school besides the helper's own; "by", "from" and
"thanks to" turn the two round. Where somebody else comes in, or the sentence denies, plans or asks, nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from loaders.reading.candidate import DERIVED, Candidate, Told, fits, placed
from loaders.reading.documents.document import Block
from loaders.reading.naming.lexicon import NEGATION, PLAN
from loaders.reading.phrases.masking import TOKEN, Masked

_LOAN: Final = re.compile(
    r"\b(?:second(?:ed|s|ing|ment)|on loan|lent|lends|loan(?:ed)?|borrow(?:ed|s)|releas(?:ed|es)(?= [^.;]{0,60}\b(?:to|for|days?)\b))\b"
)
_HELP: Final = re.compile(
    r"\b(?:support(?:s|ed|ing)?(?! (?:staff|assistant|worker|service|group|needs|teacher|unit|centre|officer))|help(?:s|ed|ing)?(?! (?:themselves|himself|herself|you|us|pay|children|pupils|parents|raise money))"
    r"|assist(?:s|ed|ing|ance)|advis(?:es|ed|ing|er to|or to)|advice|guidance|rescu(?:e|es|ed|ing)|coach(?:es|ed|ing)|stead(?:ies|ied|ying)|deploy(?:s|ed|ment|ments)|draft(?:ed|s) in|drafted|parachuted|(?:sent|called|brought|put|placed|moved) (?:⟨P:[\d,]+⟩ )?(?:in|into|at)\b"
    r"|step(?:s|ped|ping) in|out of special measures|turn(?:s|ed|ing)?(?: \S+)? (?:round|around)|critical friend|consultant|expertise|takes? the reins|took the reins|support package|working with|worked with|works with|worked alongside|working alongside"
    r"|goes (?:in|to)|going (?:in|to)|look(?:s|ed|ing) after|sort(?:s|ed|ing) out|mind(?:s|ed|ing)|kept going)\b(?! (?:of )?(?:the )?(?:children|pupils|parents)\b)"
)
_HELP_NOUN: Final = r"(?:help|support|advice|assistance|guidance|backing|coaching|expertise|training)"
_TURNED: Final = re.compile(
    rf"\b(?:by|thanks to|from|{_HELP_NOUN} of|courtesy of|owes?[^.;]{{0,30}} to)\s+(?:[\w’'-]+ ){{0,3}}$"
)
# What a school is besides: the place of a post, of a name, of an aside or of a past.
_OWN: Final = re.compile(
    r"(?:(?<!as )(?<!acting )(?<!be )(?<!become )(?<!as its )(?<!as the )⟨R:\d+⟩|\b(?:head|teacher|leader|manager|deputy|bursar|SENCO|teaches|taught|works|based|employed))(?:,? \w+){0,2} (?:of|at|from|in) (?:the )?$|⟨P:[\d,]+⟩,? (?:\((?:[^()⟨⟩]*)|of |from |at )$|⟨P:[\d,]+⟩, $|⟨N:\d+⟩,? (?:at |from |of )?$|\b(?:seconded|lent|loan|secondment|borrowed|comes|came) from (?:the )?$|\bhis own |\bher own "
)
_HOLDS: Final = re.compile(
    r"['’]s? (?:\w+ ){0,2}⟨R:\d+⟩|(?: has| have)? (?:released|releases|lent|lends|loaned|seconded|sent|spared|let) "
)
_NEAR: Final = 110
_ELSE: Final = re.compile(
    r"\b(?:pupils?|children|boys?|girls?|parents?|inspect\w+|match|final|netball|football|film|fair|fete|concert|competition|club|assembly|interview\w*|before (?:that|she|he|coming|joining)|used to|formerly|previously|leav\w+|left|retir\w+|train(?:ed|ing) as|as a (?:boy|girl|child))\b"
)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Who helps whom, by their tokens, and whether by a loan."""

    helper: re.Match[str]
    helped: re.Match[str]
    loan: bool


def support_frames(told: Told, known: set[tuple[str, int, int | None, str]]) -> Iterator[Candidate]:
    """What sentences of help and loan say by who stands in them, where nothing better says or denies it."""
    for block, masked in (*told.sentences, *told.clauses):
        if frame := _frame(masked):
            for found in _candidates(told, block, masked, frame):
                at_home = ("holds_role", found.source, found.target, "") in known
                if found.key not in known and not at_home and fits(told, found):
                    yield found


def _frame(masked: Masked) -> _Frame | None:
    plain = TOKEN.sub(" ", masked.text)
    loan, help_ = _LOAN.search(masked.text), _HELP.search(masked.text)
    if not (loan or help_) or NEGATION.search(plain) or PLAN.search(plain) or "?" in plain or _ELSE.search(plain):
        return None
    people, schools = _distinct(masked, "P"), _distinct(masked, "S")
    others = [each for each in schools if not is_own(masked, each)]
    if len(people) == 1 and len(others) == 1 and len(schools) <= 2:
        return _turned(masked, people[0], others[0], loan=loan is not None)
    if not people and len(schools) == 2 and not loan:
        return _turned(masked, schools[0], schools[1], loan=False)
    return None


def _turned(masked: Masked, helper: re.Match[str], helped: re.Match[str], *, loan: bool) -> _Frame | None:
    """Helper first, unless the words between or before the second turn them round."""
    first, second = sorted((helper, helped), key=lambda token: token.start())
    if second.start() - first.end() > _NEAR:
        return None
    if helper[1] == "P":
        return _Frame(helper, helped, loan)
    if _TURNED.search(masked.text[first.end() : second.start()]):
        return _Frame(second, first, loan)
    between = masked.text[first.end() : second.start()]
    return _Frame(first, second, loan) if _HELP.search(between) else None


def is_own(masked: Masked, token: re.Match[str]) -> bool:
    """Whether a school is named only as where somebody comes from."""
    return bool(_OWN.search(masked.text[: token.start()]) or _HOLDS.match(masked.text, token.end()))


def _distinct(masked: Masked, letters: str) -> list[re.Match[str]]:
    """The first token of each thing meant, in order of place."""
    seen: dict[tuple[int, ...], re.Match[str]] = {}
    for token in TOKEN.finditer(masked.text):
        if token[1] in letters:
            keys = tuple(key for reference in masked.referred(token[2]) for key in reference.entities)
            seen.setdefault(tuple(sorted(set(keys))), token)
    return list(seen.values())


def _candidates(told: Told, block: Block, masked: Masked, frame: _Frame) -> Iterator[Candidate]:
    start, end = min(frame.helper.start(), frame.helped.start()), max(frame.helper.end(), frame.helped.end())
    place = placed(told, block, masked, start, end)
    relation = "secondment" if frame.loan else "supports"
    for helper in masked.referred(frame.helper[2]):
        for helped in masked.referred(frame.helped[2]):
            steps = tuple(one.step for one in (helper, helped) if one.step)
            for source in helper.entities:
                for target in helped.entities:
                    yield Candidate(relation, source, target, place, "help told of the two", DERIVED, steps=steps)
