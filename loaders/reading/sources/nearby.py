"""What merely stands together in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graph.vocabulary import GROUP, SCHOOL
from loaders.reading.candidate import DERIVED, Candidate, Told, fits, meant, placed
from loaders.reading.document import Block
from loaders.reading.lexicon import GROUP_POST
from loaders.reading.masking import Masked
from loaders.reading.together import Pair, beside, together


def nearby(told: Told, known: set[tuple[str, int, int | None, str]]) -> Iterator[Candidate]:
    """What merely stands together in a sentence, where nothing better says or denies it."""
    for block, masked in told.sentences:
        pairs = (found for pair in together(masked) for found in _of_pair(told, block, masked, pair))
        for found in (*pairs, *_beside(told, block, masked)):
            if found.key not in known and fits(told, found):
                yield found


def _beside(told: Told, block: Block, masked: Masked) -> Iterator[Candidate]:
    """A person beside a post, in a sentence that names no place: at the place the text speaks of."""
    if not (found := beside(masked)):
        return
    person, post = found
    role = masked.referred(post[2])[0].word
    last = max(person, post, key=lambda token: token.start())
    place = placed(told, block, masked, min(person.start(), post.start()), last.end())
    for reference in masked.referred(person[2]):
        for target, steps in meant(told, masked, last, GROUP if GROUP_POST.search(role) else SCHOOL):
            taken = (*((reference.step,) if reference.step else ()), *steps)
            yield Candidate(
                "holds_role", reference.entities[0], target, place, "stand side by side", DERIVED, role, steps=taken
            )


def _of_pair(told: Told, block: Block, masked: Masked, pair: Pair) -> Iterator[Candidate]:
    place = placed(told, block, masked, pair.start, pair.end)
    for source in pair.sources:
        steps = tuple(step for step in (source.step, *(each.step for each in pair.targets)) if step)
        made = Candidate(pair.rule.relation, -1, None, place, "stand together", DERIVED, pair.post, steps=steps)
        for key in source.entities:
            if pair.rule.relation == "designated":
                yield replace(made, source=key, role=pair.targets[0].word)
            else:
                yield from (replace(made, source=key, target=other) for each in pair.targets for other in each.entities)
