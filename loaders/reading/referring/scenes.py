"""Where a sentence plays that names no school of its own: the one that its section is about, else the one of which the
sentences right before it speak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graph.vocabulary import SCHOOL
from loaders.reading.candidate import Told
from loaders.reading.cast import Step
from loaders.reading.documents.document import Block
from loaders.reading.phrases.masking import Masked

_BACK: Final = 2
_POST: Final = re.compile(
    r"(?:⟨R:\d+⟩,? (?:of|at|from) |⟨P:\d+⟩,? (?:of|from|\()|\bwas (?:the )?⟨R:\d+⟩ (?:of|at) )(?:the )?$"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence, and the schools of which it goes on to speak with the step that says so."""

    block: Block
    masked: Masked
    schools: tuple[int, ...]
    step: Step
    headed: bool
    """Whether a heading or the first words of the paragraph say which schools, and not the sentences before."""


def scenes(told: Told) -> Iterator[Scene]:
    """Every sentence that plays at a school, in the order of the text."""
    before: list[tuple[Block, Masked]] = []
    for block, masked in told.sentences:
        if topic := told.topic(block):
            yield Scene(block, masked, topic, _step(told, topic, "the school this section is about"), headed=True)
        elif keys := _spoken_of([each for at, each in before[-_BACK:] if at is block]):
            yield Scene(
                block,
                masked,
                keys,
                _step(told, keys, "the school of which the sentences before it speak"),
                headed=False,
            )
        before.append((block, masked))


def _step(told: Told, schools: tuple[int, ...], rule: str) -> Step:
    return Step("", rule, " and ".join(told.cast.entities[key].name for key in schools))


def _spoken_of(before: list[Masked]) -> tuple[int, ...]:
    """The one school of the last sentence that has any, leaving out where somebody only has a post; where all are that,
    the last one."""
    for masked in reversed(before):
        keys = [key for one in masked.references if one.type == SCHOOL for key in one.entities]
        if keys:
            spoken = {key for key in keys if not _only_of_post(masked, key)} or {keys[-1]}
            return tuple(spoken) if len(spoken) == 1 else ()
    return ()


def _only_of_post(masked: Masked, key: int) -> bool:
    """Whether a school is named in the sentence only to say where somebody's post is."""
    places = [
        masked.text.find(f"⟨S:{number}")
        for number, one in enumerate(masked.references)
        if one.type == SCHOOL and key in one.entities
    ]
    return all(at >= 0 and _POST.search(masked.text[:at]) for at in places)
