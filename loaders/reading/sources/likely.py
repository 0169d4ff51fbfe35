"""What is likely by the words around two names, where no pattern says it: for a reviewer to look at last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from loaders.reading.candidate import LIKELY, Candidate, Told, fits, placed
from loaders.reading.cast import Step
from loaders.reading.likelihood.meetings import Meeting, meetings
from loaders.reading.likelihood.pairs import Token, nearest
from loaders.reading.likelihood.weights import LEAST, Weights, weights
from loaders.reading.naming.lexicon import NEGATION, PLAN
from loaders.reading.phrases.masking import TOKEN

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
    post = _post(meeting)
    ends = (pair.source, pair.target, *([post] if post else []))
    start, end = min(each.start() for each in ends), max(each.end() for each in ends)
    if start == 0 and pair.relation != meeting.judged_as:
        end = len(masked.text)  # One end stands nowhere in the sentence, so that all of it is what the fact rests on.
    near = TOKEN.sub(" ", masked.text[max(0, start - _BEFORE) : end])
    return Candidate(
        pair.relation,
        meeting.source,
        meeting.target,
        placed(told, meeting.block, masked, start, end),
        "likely by its words",
        LIKELY,
        meeting.references[1].word if pair.relation == "designated" else _word(meeting, post),
        certainty="planned" if PLAN.search(near) else "implied",
        negated=bool(NEGATION.search(near)),
        steps=tuple(reference.step for reference in meeting.references if reference.step),
    )


def _post(meeting: Meeting) -> Token | None:
    """The post that stands nearest to a person who may hold one, None where the sentence names none."""
    posts = [token for token in TOKEN.finditer(meeting.masked.text) if token[1] == "R"]
    return nearest(meeting.pair.source, posts) if posts and meeting.pair.relation == "holds_role" else None


def _word(meeting: Meeting, post: Token | None) -> str:
    return meeting.masked.referred(post[2])[0].word if post else ""
