"""Pairs of what a sentence names, and the signs by which one may tell whether a relation holds between them.

A pair is a token for each end (loaders.reading.phrases.masking); its signs are the words between, before and behind,
their order, how far apart they stand and what else stands between them. No name is ever a sign. Weights of such signs,
fitted to texts whose facts are known, say how likely the relation is (loaders.reading.likelihood.weights). This is
relation extraction with a log-linear model over surface features (Kambhatla 2004; Zhou et al. 2005).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from loaders.reading.phrases.masking import TOKEN, Masked
from loaders.reading.referring.coreference import family

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


def pairs(masked: Masked, sort: str, *, with_first: bool = False) -> Iterator[Pair]:
    """Every pair of a sentence, relation by relation; none of a sentence that names very many things. ``sort`` is that
    of its block; ``with_first`` leaves out the pairs without the sentence's first token."""
    sentence = _Sentence(masked, sort)
    if len(sentence.tokens) > _MOST_TOKENS:
        return
    first = sentence.tokens[:1]
    for relation in ENDS:
        for source, target in _ends(relation, sentence.tokens):
            if not with_first or source in first or target in first:
                posts = sentence.of_posts(source, target) if relation == "holds_role" else frozenset()
                yield Pair(relation, source, target, sentence.signs(source, target) | posts)


Token = re.Match[str]


def _ends(relation: str, tokens: list[Token]) -> Iterator[tuple[Token, Token]]:
    sources, targets = ENDS[relation]
    fit = _TOGETHER.get(relation)
    for source in tokens:
        for target in tokens:
            right = source[1] in sources and target[1] in targets and (fit is None or source[1] + target[1] in fit)
            twice = source is target and not (relation in _MUTUAL and "," in source[2])
            turned = relation in _MUTUAL and source[1] == target[1] and source.start() > target.start()
            if right and not twice and not turned:
                yield source, target


def _sign(word: str) -> str:
    """A word cut to its first letters, so that 'supports' and 'supporting' are one sign; a token by its type."""
    if word[0] == "⟨":
        return f"⟨{word[1]}⟩"
    return "#" if word.isdigit() else word.casefold()[:_STEM]


_FAMILY_OF: Final = {
    sign: tuple(f"<{name}>" for name, words in _FAMILIES.items() if sign in {_sign(word) for word in words.split()})
    for sign in {_sign(word) for words in _FAMILIES.values() for word in words.split()}
}


def _with_families(words: Iterable[str]) -> Iterator[str]:
    """Words, and the families they are of."""
    for word in words:
        yield word
        yield from _FAMILY_OF.get(word, ())


class _Sentence:
    """A masked sentence as a list of signs, with the place of each token in it."""

    def __init__(self, masked: Masked, sort: str) -> None:
        marks = list(_WORD.finditer(masked.text))
        self._masked, self._words = masked, [_sign(mark[0]) for mark in marks]
        self._places = {mark.start(): place for place, mark in enumerate(marks)}
        self.tokens = list(TOKEN.finditer(masked.text))
        self._times = Counter(token[1] for token in self.tokens)
        self._general = frozenset((f"block {sort}", *(f"anywhere {word}" for word in _with_families(set(self._words)))))
        self._known: dict[tuple[int, int], frozenset[str]] = {}

    def signs(self, source: Token, target: Token) -> frozenset[str]:
        """The signs of a pair that do not depend on the relation."""
        key = source.start(), target.start()
        if key not in self._known:
            self._known[key] = self._general.union(self._of_pair(source, target))
        return self._known[key]

    def _of_pair(self, source: Token, target: Token) -> Iterator[str]:
        types = source[1] + target[1]
        order = "together" if source is target else "forth" if source.start() < target.start() else "back"
        between = self._between(source, target)
        yield from (f"types {types}", f"types {types} {order}")
        yield from _path(types, order, between)
        yield from self._around(order, source, target)
        for name, token in (("source", source), ("target", target)):
            yield from self._beside(name, token)
        yield from self._others(types, order, between)

    def _place(self, token: Token) -> int:
        return self._places[token.start()]

    def _between(self, one: Token, other: Token) -> list[str]:
        first, second = sorted((self._place(one), self._place(other)))
        return self._words[first + 1 : second]

    def _around(self, order: str, source: Token, target: Token) -> Iterator[str]:
        first, second = sorted((self._place(source), self._place(target)))
        before, behind = self._words[max(0, first - _NEAR) : first], self._words[second + 1 : second + 1 + _NEAR]
        yield from (f"{order} before {word}" for word in _with_families(before))
        yield from (f"{order} behind {word}" for word in _with_families(behind))

    def _beside(self, name: str, token: Token) -> Iterator[str]:
        place = self._place(token)
        before, behind = self._words[max(0, place - 2) : place], self._words[place + 1 : place + 3]
        yield from (f"{name} after {' '.join(before)}", f"{name} then {' '.join(behind)}")
        yield from (f"{name} after {word}" for word in _with_families(before[-1:]))
        yield from (f"{name} then {word}" for word in _with_families(behind[:1]))
        if any(reference.step for reference in self._masked.referred(token[2])):
            yield f"{name} carried on"

    def _others(self, types: str, order: str, between: list[str]) -> Iterator[str]:
        """How many more of each type the sentence names, and how many stand between."""
        inside = [between.count(f"⟨{letter}⟩") for letter in types]
        yield f"{order} others between {' '.join(str(min(2, number)) for number in inside)}"
        yield f"{types} in the sentence {' '.join(str(min(3, self._times[letter])) for letter in types)}"

    def of_posts(self, person: Token, place: Token) -> frozenset[str]:
        """How the post nearest to a person stands to the person and to the place."""
        posts = [token for token in self.tokens if token[1] == "R"]
        if not posts:
            return frozenset({"posts 0"})
        post = nearest(person, posts)
        role = self._masked.referred(post[2])[0].word
        return frozenset((
            f"posts {min(3, len(posts))}",
            f"post {family(role)}",
            self._gap("person", person, post),
            self._gap("place", place, post),
        ))  # fmt: skip

    def _gap(self, name: str, end: Token, post: Token) -> str:
        words, side = self._between(end, post), "behind" if post.start() > end.start() else "before"
        return f"post {side} {name} {' '.join(words) if len(words) <= _NEAR else 'far'}"


def _path(types: str, order: str, between: list[str]) -> Iterator[str]:
    yield f"apart {next((name for most, name in _DISTANCES if len(between) <= most), 'more')}"
    if len(between) <= _SHORT_PATH:
        yield f"{order} path {' '.join(between)}"
    for word in _with_families(between):
        yield from (f"between {word}", f"{order} between {word}", f"{types} {order} between {word}")
    yield from (f"{order} between {one} {other}" for one, other in pairwise(between))


def nearest(token: Token, others: list[Token]) -> Token:
    """The one of ``others`` with the fewest letters between it and ``token``."""
    return min(others, key=lambda other: max(other.start() - token.end(), token.start() - other.end()))
