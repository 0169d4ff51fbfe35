"""What stands together in a sentence, where no pattern says it: the loosest evidence, for a reviewer to look at first.

Only what a document says of its people, groups and money is read so: a tie between two schools needs plainer words.
A rule asks for one candidate on each side, so near to each other that no third comes between, and for a word of the
relation. Two candidates for one side, a denial or a plan, and nothing is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from loaders.reading.cast import Reference
from loaders.reading.naming.lexicon import NEGATION, PLAN
from loaders.reading.phrases.masking import TOKEN, Masked


@dataclass(frozen=True, slots=True)
class Rule:
    """``relation`` between a token of ``sources`` and one of ``targets`` (letters of loaders.reading.phrases.masking), if
    ``word`` stands in the sentence and at most ``near`` letters between them. ``post`` takes the role between or
    beside; ``passive`` finds the words that turn the sides round."""

    relation: str
    sources: str
    targets: str
    word: re.Pattern[str]
    near: int = 90
    post: bool = False
    passive: re.Pattern[str] | None = None


_ANY: Final = re.compile("")
_BY: Final = re.compile(r"\bby\b")
_BY_OR_FROM: Final = re.compile(r"\bby\b|\b(?:from|with|between) (?:\w+ ){0,3}$")
_BEING: Final = frozenset({"holds_role", "designated"})


def _words(text: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{text})", re.IGNORECASE)


RULES: Final = (
    Rule("holds_role", "P", "SGOL", _ANY, 70, post=True),
    Rule("designated", "P", "N", _ANY, 60),
    Rule("participates_in", "P", "M", _words(r"complet|took|take|start|began|join|stud|train|qualif|course|gain|achiev|enrol|attend|particip|through|did|cohort|graduat"), 110),
    Rule("member_of", "S", "G", _words(r"member(?!s of)|part of|belong|join|in the|left|leave|within|among|one of|takes part|lead|host|founder"), 80),
    Rule("mentoring", "P", "P", _words(r"mentor|coach|tutor|buddy"), 70, passive=_BY),
    Rule("succeeds", "P", "P", _words(r"succe(?:ed|ss)|replac|took over|taken over|takes over|predecessor|follow(?:ed|s)\b"), 80, passive=_BY),
    Rule("funded_by", "SG", "MLO", _words(r"grant|fund|money|£|award|financ|paid|pays"), 90),
)  # fmt: skip


# Before a post these say that it is not that of the person named.
_OF_OTHERS: Final = re.compile(
    r"\b(?:whose|own|another|other|previous|former|old|with the|to the|by the|for the|and the)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tokens of a sentence that a rule brings together: the references on each side, the post, and the span."""

    rule: Rule
    sources: tuple[Reference, ...]
    targets: tuple[Reference, ...]
    post: str
    start: int
    end: int


def together(masked: Masked) -> Iterator[Pair]:
    """What the rules bring together in a sentence that neither denies nor plans."""
    plain = TOKEN.sub(" ", masked.text)
    if NEGATION.search(plain) or PLAN.search(plain) or "?" in plain:
        return
    tokens = list(TOKEN.finditer(masked.text))
    for rule in RULES:
        if rule.word.search(plain):
            yield from _pairs(masked, tokens, rule)


def _pairs(masked: Masked, tokens: list[re.Match[str]], rule: Rule) -> Iterator[Pair]:
    sources = _single(masked, tokens, rule.sources)
    targets = _single(masked, tokens, rule.targets)
    if rule.sources == rule.targets:
        both = _distinct(masked, tokens, rule.sources)
        found = [(both[0], both[1])] if len(both) == 2 else []
    else:
        found = [(sources, targets)] if sources and targets and sources is not targets else []
    for source, target in found:
        start, end = min(source.start(), target.start()), max(source.end(), target.end())
        if end - start - len(source[0]) - len(target[0]) > rule.near:
            continue
        if rule.relation in _BEING and _BY_OR_FROM.search(
            masked.text, min(source.end(), target.end()), max(source.start(), target.start())
        ):
            continue  # "Visited by a National Leader": what stands behind is somebody else.
        post = _post(masked, tokens, (start, end)) if rule.post else ""
        if rule.post and not post:
            continue
        turned = bool(rule.passive and rule.passive.search(masked.text, start, end))
        one, other = (target, source) if turned else (source, target)
        yield Pair(rule, tuple(masked.referred(one[2])), tuple(masked.referred(other[2])), post, start, end)


def _distinct(masked: Masked, tokens: list[re.Match[str]], letters: str) -> list[re.Match[str]]:
    """The first token of each thing meant, in order of place."""
    seen: dict[tuple[int, ...], re.Match[str]] = {}
    for token in tokens:
        if token[1] in letters:
            meant = tuple(key for reference in masked.referred(token[2]) for key in reference.entities) or (
                -token.start(),
            )
            seen.setdefault(meant, token)
    return sorted(seen.values(), key=lambda token: token.start())


def _single(masked: Masked, tokens: list[re.Match[str]], letters: str) -> re.Match[str] | None:
    found = _distinct(masked, tokens, letters)
    return found[0] if len(found) == 1 else None


def _post(masked: Masked, tokens: list[re.Match[str]], span: tuple[int, int]) -> str:
    """The one post between the two or right beside them."""
    near = [token for token in tokens if token[1] == "R" and span[0] - 30 <= token.start() <= span[1] + 30]
    somebody_elses = any(_OF_OTHERS.search(masked.text[: token.start()]) for token in near)
    return masked.referred(near[0][2])[0].word if len(near) == 1 and not somebody_elses else ""
