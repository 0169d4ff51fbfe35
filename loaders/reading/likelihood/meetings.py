"""Where a document brings two together: every pair of every sentence, and the company that either keeps in the whole
text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from graph.vocabulary import GROUP, PERSON, SCHOOL
from loaders.reading.candidate import Told, meant
from loaders.reading.cast import Reference
from loaders.reading.documents.document import Block
from loaders.reading.likelihood.pairs import Pair, pairs
from loaders.reading.phrases.masking import LETTERS, TOKEN, Masked

_OFTEN: Final = 4
# Two long lists in one sentence bring no two of their names together.
_MOST: Final = 100
_MEANT: Final = ", meant"

Met = tuple[str, int, int | None]


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two references of one sentence, the entities they stand for (None for a designation), and their signs.

    ``judged_as`` names the weights that tell how likely the relation is: its own, or those for a sentence that names
    only one of the two, while the text goes on about the other.
    """

    block: Block
    masked: Masked
    pair: Pair
    references: tuple[Reference, Reference]
    source: int
    target: int | None
    judged_as: str

    @property
    def met(self) -> Met:
        """What would hold between whom."""
        return self.pair.relation, self.source, self.target


def meetings(told: Told) -> list[Meeting]:
    """Every pair that any sentence of the document names, or names one end of while the text goes on about the other,
    with signs of how often the document brings the two together."""
    found = list(_meetings(told))
    company = _Company.of(found)
    return [replace(each, pair=replace(each.pair, signs=each.pair.signs | company.signs(each))) for each in found]


def _meetings(told: Told) -> Iterator[Meeting]:
    for block, masked in told.sentences:
        for pair in pairs(masked, block.sort.name):
            yield from _of_pair(block, masked, pair, pair.relation)
        for fuller in _with_meant(told, masked):
            for pair in pairs(fuller, block.sort.name, with_first=True):
                yield from _of_pair(block, fuller, pair, pair.relation + _MEANT)


def _with_meant(told: Told, masked: Masked) -> Iterator[Masked]:
    """The sentence with the person, school or group before it that it goes on about without naming one."""
    letters = {token[1] for token in TOKEN.finditer(masked.text)}
    begin = re.compile("").match(masked.text)
    for type_, needed in ((SCHOOL, "PMGS"), (GROUP, "PS"), (PERSON, "RNMS")):
        if LETTERS[type_] in letters or not letters & set(needed) or begin is None:
            continue
        for key, steps in meant(told, masked, begin, type_):
            token, at = f"⟨{LETTERS[type_]}:{len(masked.references)}⟩ ", masked.spots[0]
            reference = Reference(at, at, type_, (key,), "", steps[0])
            spots = (at,) * len(token) + masked.spots
            yield replace(masked, text=token + masked.text, spots=spots, references=(*masked.references, reference))


def _of_pair(block: Block, masked: Masked, pair: Pair, judged_as: str) -> Iterator[Meeting]:
    for source, target in _references(masked, pair):
        for one in source.entities:
            for other in target.entities or (None,):
                if one != other:
                    yield Meeting(block, masked, pair, (source, target), one, other, judged_as)


def _references(masked: Masked, pair: Pair) -> Iterator[tuple[Reference, Reference]]:
    sources, targets = (masked.referred(token[2]) for token in (pair.source, pair.target))
    if len(sources) * len(targets) > _MOST:
        return
    for at, source in enumerate(sources):
        yield from ((source, target) for target in (sources[at + 1 :] if pair.source is pair.target else targets))


@dataclass(frozen=True)
class _Company:
    """How often a document brings two together in one sentence, and in how many ways each meets others."""

    times: Mapping[Met, int]
    of_source: Mapping[tuple[str, int], list[int]]
    of_target: Mapping[tuple[str, int | None], list[int]]

    @classmethod
    def of(cls, found: Iterable[Meeting]) -> _Company:
        """The company that the named pairs keep; whom a text only goes on about it does not bring together."""
        times = Counter(each.met for each in found if each.judged_as == each.pair.relation)
        of_source: dict[tuple[str, int], list[int]] = defaultdict(list)
        of_target: dict[tuple[str, int | None], list[int]] = defaultdict(list)
        for (relation, source, target), number in times.items():
            of_source[relation, source].append(number)
            of_target[relation, target].append(number)
        return cls(times, of_source, of_target)

    def signs(self, each: Meeting) -> frozenset[str]:
        """How often these two meet, whether either meets another oftener, and how many others each meets."""
        relation, source, target = each.met
        met = self.times.get(each.met, 0)
        ends = {
            "source": self.of_source.get((relation, source), []),
            "target": self.of_target.get((relation, target), []),
        }
        many = {f"{end} meets {min(len(numbers), _OFTEN)}" for end, numbers in ends.items()}
        most = {f"met most by {end}" for end, numbers in ends.items() if met and met == max(numbers)}
        return frozenset({f"met {min(met, _OFTEN)}", *many, *most})
