"""What is likely by the words around two names, where no pattern says it: for a reviewer to look at last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from loaders.reading.candidate import LIKELY, Candidate, Told, fits, placed
from loaders.reading.cast import Step
from loaders.reading.lexicon import NEGATION, PLAN
from loaders.reading.likelihood import LEAST, Weights, weights
from loaders.reading.masking import TOKEN
from loaders.reading.meetings import Meeting, meetings
from loaders.reading.pairs import nearest

# Words of plan and denial so many letters before a pair still bear on it.
_BEFORE: Final = 45


def likely(told: Told, known: set[tuple[str, int, int | None, str]]) -> Iterator[Candidate]:
    """What the weights find likely enough, where nothing better says or denies it."""
    for meeting in meetings(told):
        held = weights().get(meeting.judged_as)
        if held is None or held.likelihood(meeting.pair) < LEAST:
            continue
        found = candidate(told, meeting)
        if found.key not in known and not found.negated and fits(told, found):
            step = Step("", _why(held, meeting), told.cast.entities[found.source].name)
            yield replace(found, steps=(*found.steps, step))


def _why(held: Weights, meeting: Meeting) -> str:
    signs = "; ".join(held.speaking_for(meeting.pair)[:3])
    return f"{round(100 * held.likelihood(meeting.pair))} % likely by the words around it ({signs})"


def candidate(told: Told, meeting: Meeting) -> Candidate:
    """A meeting as a candidate, with the words from one end to the other, denied or planned as those words say."""
    pair, masked = meeting.pair, meeting.masked
    start, end = min(pair.source.start(), pair.target.start()), max(pair.source.end(), pair.target.end())
    near = TOKEN.sub(" ", masked.text[max(0, start - _BEFORE) : end])
    return Candidate(
        pair.relation,
        meeting.source,
        meeting.target,
        placed(told, meeting.block, masked, start, end),
        "likely by its words",
        LIKELY,
        _role(meeting),
        certainty="planned" if PLAN.search(near) else "implied",
        negated=bool(NEGATION.search(near)),
        steps=tuple(reference.step for reference in meeting.references if reference.step),
    )


def _role(meeting: Meeting) -> str:
    """The designation; or the post that stands nearest to the person, '' where the sentence names none."""
    if meeting.pair.relation == "designated":
        return meeting.references[1].word
    posts = [token for token in TOKEN.finditer(meeting.masked.text) if token[1] == "R"]
    of_post = meeting.pair.relation == "holds_role" and posts
    return meeting.masked.referred(nearest(meeting.pair.source, posts)[2])[0].word if of_post else ""
