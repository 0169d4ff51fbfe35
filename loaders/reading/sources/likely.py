"""What is likely by the words around two names, where no pattern says it: for a reviewer to look at last."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from graph.vocabulary import GROUP, PERSON, SCHOOL
from loaders.reading.candidate import LIKELY, Candidate, Told, fits, meant, placed
from loaders.reading.cast import Reference, Step
from loaders.reading.document import Block
from loaders.reading.lexicon import NEGATION, PLAN
from loaders.reading.likelihood import LEAST, weights
from loaders.reading.masking import LETTERS, TOKEN, Masked
from loaders.reading.pairs import Pair, nearest, pairs

_OFTEN: Final = 4
# Words of plan and denial so many letters before a pair still bear on it.
_BEFORE: Final = 45


@dataclass(frozen=True, slots=True)
class Likely:
    """A pair of a sentence as a candidate, with the pair itself and the relation whose weights judge it."""

    found: Candidate
    pair: Pair
    judged_as: str


def likely(told: Told, known: set[tuple[str, int, int | None, str]]) -> Iterator[Candidate]:
    """What the weights find likely enough, where nothing better says or denies it."""
    for each in paired(told):
        held = weights().get(each.judged_as)
        if held is None or each.found.key in known or each.found.negated or not fits(told, each.found):
            continue
        if held.likelihood(each.pair) >= LEAST:
            signs = "; ".join(held.speaking_for(each.pair)[:3])
            share = round(100 * held.likelihood(each.pair))
            step = Step(
                "", f"{share} % likely by the words around it ({signs})", told.cast.entities[each.found.source].name
            )
            yield replace(each.found, steps=(*each.found.steps, step))


def paired(told: Told) -> list[Likely]:
    """Every pair that any sentence of the document names, or names one end of while the text goes on about the other,
    with signs of how often the document brings the two together."""
    found = list(_pairs(told))
    company = _Company.of(found)
    return [replace(each, pair=replace(each.pair, signs=each.pair.signs | company.signs(each))) for each in found]


Met = tuple[str, int, int | None]


@dataclass(frozen=True)
class _Company:
    """How often a document brings two together in one sentence, and in how many ways each meets others."""

    times: Mapping[Met, int]
    of_source: Mapping[tuple[str, int], list[int]]
    of_target: Mapping[tuple[str, int | None], list[int]]

    @classmethod
    def of(cls, found: Iterable[Likely]) -> _Company:
        """The company that the named pairs keep; whom a text only goes on about it does not bring together."""
        times = Counter(_met(each) for each in found if each.judged_as == each.found.relation)
        of_source: dict[tuple[str, int], list[int]] = defaultdict(list)
        of_target: dict[tuple[str, int | None], list[int]] = defaultdict(list)
        for (relation, source, target), number in times.items():
            of_source[relation, source].append(number)
            of_target[relation, target].append(number)
        return cls(times, of_source, of_target)

    def signs(self, each: Likely) -> frozenset[str]:
        """How often these two meet, whether either meets another oftener, and how many others each meets."""
        relation, source, target = _met(each)
        met = self.times.get((relation, source, target), 0)
        by_source, by_target = self.of_source.get((relation, source), []), self.of_target.get((relation, target), [])
        signs = {
            f"met {min(met, _OFTEN)}",
            f"source meets {min(len(by_source), _OFTEN)}",
            f"target meets {min(len(by_target), _OFTEN)}",
        }
        signs |= {
            f"met most by {end}"
            for end, numbers in (("source", by_source), ("target", by_target))
            if met and met == max(numbers)
        }
        return frozenset(signs)


def _met(each: Likely) -> Met:
    return each.found.relation, each.found.source, each.found.target


def _pairs(told: Told) -> Iterator[Likely]:
    for block, masked in told.sentences:
        for pair in pairs(masked, block.sort.name):
            yield from _candidates(told, block, masked, pair, "")
        for fuller in _with_meant(told, masked):
            for pair in pairs(fuller, block.sort.name, with_first=True):
                yield from _candidates(told, block, fuller, pair, ", meant")


def _with_meant(told: Told, masked: Masked) -> Iterator[Masked]:
    """The sentence with the person, school or group before it that it goes on about without naming one."""
    letters = {token[1] for token in TOKEN.finditer(masked.text)}
    begin = re.compile("").match(masked.text)
    for type_, needed in ((SCHOOL, "PMGS"), (GROUP, "PS"), (PERSON, "RNMS")):
        if LETTERS[type_] in letters or not letters & set(needed) or begin is None:
            continue
        for key, steps in meant(told, masked, begin, type_):
            token = f"⟨{LETTERS[type_]}:{len(masked.references)}⟩ "
            reference = Reference(0, 0, type_, (key,), "", steps[0])
            spots = (masked.spots[0],) * len(token) + masked.spots
            yield replace(masked, text=token + masked.text, spots=spots, references=(*masked.references, reference))


def _candidates(told: Told, block: Block, masked: Masked, pair: Pair, meant_: str) -> Iterator[Likely]:
    made = _made(told, block, masked, pair)
    for source, target in _pairs_of(masked, pair):
        steps = tuple(reference.step for reference in (source, target) if reference.step)
        for one in source.entities:
            for other in target.entities or (None,):
                if one != other:
                    role = target.word if pair.relation == "designated" else made.role
                    found = replace(made, source=one, target=other, role=role, steps=steps)
                    yield Likely(found, pair, pair.relation + meant_)


def _pairs_of(masked: Masked, pair: Pair) -> Iterator[tuple[Reference, Reference]]:
    sources, targets = (masked.referred(token[2]) for token in (pair.source, pair.target))
    for at, source in enumerate(sources):
        yield from ((source, target) for target in (sources[at + 1 :] if pair.source is pair.target else targets))


def _made(told: Told, block: Block, masked: Masked, pair: Pair) -> Candidate:
    start, end = min(pair.source.start(), pair.target.start()), max(pair.source.end(), pair.target.end())
    near = TOKEN.sub(" ", masked.text[max(0, start - _BEFORE) : end])
    place = placed(told, block, masked, start, end)
    return Candidate(
        pair.relation,
        -1,
        None,
        place,
        "likely by its words",
        LIKELY,
        _post(masked, pair) if pair.relation == "holds_role" else "",
        certainty="planned" if PLAN.search(near) else "implied",
        negated=bool(NEGATION.search(near)),
    )


def _post(masked: Masked, pair: Pair) -> str:
    """The post that stands nearest to the person, '' where the sentence names none."""
    posts = [token for token in TOKEN.finditer(masked.text) if token[1] == "R"]
    return masked.referred(nearest(pair.source, posts)[2])[0].word if posts else ""
