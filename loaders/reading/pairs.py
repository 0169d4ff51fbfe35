"""Pairs of what a sentence names, and the signs by which one may tell whether a relation holds between them.

A pair is a token for each end (loaders.reading.masking); its signs are the words between, before and behind, their
order, how far apart they stand and what else stands between them. No name is ever a sign. Weights of such signs, fitted
to texts whose facts are known, say how likely the relation is (loaders.reading.likelihood). This is relation extraction
with a log-linear model over surface features (Kambhatla 2004; Zhou et al. 2005).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from loaders.reading.coreference import family
from loaders.reading.masking import TOKEN, Masked

# Letters of the tokens that may be source and target of each relation.
ENDS: Final = {
    "holds_role": ("P", "SGLO"),
    "designated": ("P", "N"),
    "member_of": ("SP", "G"),
    "federation": ("S", "S"),
    "partnership": ("SG", "SGO"),
    "secondment": ("P", "SG"),
    "mentoring": ("P", "P"),
    "supports": ("SP", "SG"),
    "participates_in": ("P", "M"),
    "funded_by": ("SG", "MOL"),
    "succeeds": ("PS", "PS"),
}  # fmt: skip
# Which types may go together, where not every source goes with every target.
_TOGETHER: Final = {
    "succeeds": frozenset({"PP", "SS"}),
    "partnership": frozenset({"SS", "GG", "SO"}),
}
# Words that tell alike, by their first letters: a sign of one is a sign of its family as well.
_FAMILIES: Final = {
    "SUPPORT": "support help assist advise advising guide guiding work lend lent loan seconded secondment share"
    " alongside outreach visit days expert improve turn rescue strengthen back aid intervene",
    "LEAD": "lead leads led head heads headed run runs running ran manage direct chair charge oversee govern in-charge"
    " responsible steer",
    "JOIN": "join joins joined joining member belong part form formed found founder set signed enter came together"
    " consist comprise include made composed among within one",
    "PARTNER": "partner link links linked link twin twinned share shares shared sharing together collaborate joint"
    " jointly cooperate co-operate pair paired neighbour sister",
    "TRAIN": "complete gain gained take takes took study studies studying qualify pass passed graduate award course"
    " trained training enrol enrolled started start began finish achieve register holds diploma certificate",
    "MONEY": "grant fund funds funded funding award money pay paid pays £ bid won receive gave given finance sponsor",
    "LEAVE": "leave leaves left leaving retire retiring resign stepped steps moved depart went quit",
    "REPLACE": "succeed success replace follow took takes take over former previous predecessor after new become"
    " became",
    "MENTOR": "mentor coach coached coaching tutor buddy shadow",
    "APPOINT": "appoint become became named joined promote started arrive came recruit employ",
}  # fmt: skip
_MUTUAL: Final = frozenset({"federation", "partnership"})
_MOST_TOKENS: Final = 40
_WORD: Final = re.compile(r"⟨[A-Z]:[\d,]+⟩|[A-Za-z]+|[£(),;:–-]|\d+")
_STEM: Final = 6
_NEAR: Final = 4
_SHORT_PATH: Final = 5
_DISTANCES: Final = ((0, "0"), (2, "1-2"), (6, "3-6"), (14, "7-14"), (25, "15-25"))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tokens between which ``relation`` may hold, and the signs of it. One token twice is a list of several."""

    relation: str
    source: re.Match[str]
    target: re.Match[str]
    signs: frozenset[str]


def pairs(masked: Masked, sort: str) -> Iterator[Pair]:
    """Every pair of a sentence, relation by relation; none of a sentence that names very many things. ``sort`` is that
    of its block."""
    tokens = list(TOKEN.finditer(masked.text))
    if len(tokens) > _MOST_TOKENS:
        return
    for relation in ENDS:
        for source, target in _ends(relation, tokens):
            yield Pair(relation, source, target, frozenset(_signs(masked, relation, source, target, tokens, sort)))


def _ends(relation: str, tokens: list[re.Match[str]]) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    sources, targets = ENDS[relation]
    fit = _TOGETHER.get(relation)
    for source in tokens:
        for target in tokens:
            right = source[1] in sources and target[1] in targets and (fit is None or source[1] + target[1] in fit)
            twice = source is target and not (relation in _MUTUAL and "," in source[2])
            turned = relation in _MUTUAL and source[1] == target[1] and source.start() > target.start()
            if right and not twice and not turned:
                yield source, target


def _words(text: str) -> list[str]:
    """Words cut to their first letters, so that 'supports' and 'supporting' are one sign; tokens by their type."""
    return [_sign(word) for word in _WORD.findall(text)]


def with_families(words: Iterable[str]) -> Iterator[str]:
    """Words, and the families they are of."""
    for word in words:
        yield word
        yield from (f"<{family_}>" for family_ in _FAMILY_OF.get(word, ()))


def _sign(word: str) -> str:
    if word[0] == "⟨":
        return f"⟨{word[1]}⟩"
    return "#" if word.isdigit() else word.casefold()[:_STEM]


def _signs(
    masked: Masked,
    relation: str,
    source: re.Match[str],
    target: re.Match[str],
    tokens: list[re.Match[str]],
    sort: str,
) -> Iterator[str]:
    types = source[1] + target[1]
    order = "together" if source is target else "forth" if source.start() < target.start() else "back"
    first, second = sorted((source, target), key=re.Match.start)
    between = _words(masked.text[first.end() : second.start()]) if source is not target else []
    yield from (f"types {types}", f"types {types} {order}", f"block {sort}")
    yield from _between(types, order, between)
    yield from _around(masked.text, order, first, second, between)
    yield from _beside(masked.text, source, target)
    yield from _others(types, order, between, tokens)
    yield from (f"{end} carried on" for end, token in (("source", source), ("target", target)) if _steps(masked, token))
    if relation == "holds_role":
        yield from _of_posts(masked, source, target, tokens)


def _between(types: str, order: str, between: list[str]) -> Iterator[str]:
    yield f"apart {next((name for most, name in _DISTANCES if len(between) <= most), 'more')}"
    if len(between) <= _SHORT_PATH:
        yield f"{order} path {' '.join(between)}"
    for word in with_families(between):
        yield from (f"between {word}", f"{order} between {word}", f"{types} {order} between {word}")
    yield from (f"{order} between {one} {other}" for one, other in pairwise(between))


def _around(text: str, order: str, first: re.Match[str], second: re.Match[str], between: list[str]) -> Iterator[str]:
    before, behind = _words(text[: first.start()]), _words(text[second.end() :])
    yield from (f"{order} before {word}" for word in with_families(before[-_NEAR:]))
    yield from (f"{order} behind {word}" for word in with_families(behind[:_NEAR]))
    yield from (f"anywhere {word}" for word in with_families({*before, *between, *behind}))


def _beside(text: str, source: re.Match[str], target: re.Match[str]) -> Iterator[str]:
    for name, token in (("source", source), ("target", target)):
        before, behind = _words(text[: token.start()])[-2:], _words(text[token.end() :])[:2]
        yield from (f"{name} after {' '.join(before)}", f"{name} then {' '.join(behind)}")
        yield from (f"{name} after {word}" for word in with_families(before[-1:]))
        yield from (f"{name} then {word}" for word in with_families(behind[:1]))


def _others(types: str, order: str, between: list[str], tokens: list[re.Match[str]]) -> Iterator[str]:
    """How many more of each type the sentence names, and how many stand between."""
    ends = [f"⟨{letter}⟩" for letter in types]
    yield f"{order} others between {' '.join(str(min(2, between.count(end))) for end in ends)}"
    held = [sum(token[1] == letter for token in tokens) for letter in types]
    yield f"{types} in the sentence {' '.join(str(min(3, number)) for number in held)}"


def _steps(masked: Masked, token: re.Match[str]) -> bool:
    return any(reference.step for reference in masked.referred(token[2]))


def _of_posts(
    masked: Masked, person: re.Match[str], place: re.Match[str], tokens: list[re.Match[str]]
) -> Iterator[str]:
    posts = [token for token in tokens if token[1] == "R"]
    yield f"posts {min(3, len(posts))}"
    if not posts:
        return
    post = nearest(person, posts)
    yield f"post {family(masked.referred(post[2])[0].word)}"
    for name, end in (("person", person), ("place", place)):
        words = _gap(masked.text, end, post)
        side = "behind" if post.start() > end.start() else "before"
        yield f"post {side} {name} {' '.join(words) if len(words) <= _NEAR else 'far'}"


_FAMILY_OF: Final = {
    sign: tuple(name for name, words in _FAMILIES.items() if sign in {_sign(word) for word in words.split()})
    for sign in {_sign(word) for words in _FAMILIES.values() for word in words.split()}
}


def _gap(text: str, one: re.Match[str], other: re.Match[str]) -> list[str]:
    first, second = sorted((one, other), key=re.Match.start)
    return _words(text[first.end() : second.start()])


def nearest(token: re.Match[str], others: list[re.Match[str]]) -> re.Match[str]:
    """The one of ``others`` with the fewest letters between it and ``token``."""
    return min(others, key=lambda other: max(other.start() - token.end(), token.start() - other.end()))
