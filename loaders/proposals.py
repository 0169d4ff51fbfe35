"""What the matcher proposes, in the JSON form that every answer has: one row for each name to be judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from graph.records import Dataset
from graph.sinks.cells import source_fields
from loaders.matching import CLEAR, NEAR_TIE, NONE, Candidate, Proposal

_VERDICTS: Final = (NEAR_TIE, CLEAR, NONE)


def as_answer(proposals: Sequence[Proposal], datasets: Iterable[Dataset], on: date) -> dict[str, Any]:
    """The proposals as an answer: near ties first, for they wait for a person, then clear ones, then the rest."""
    ranked = sorted(proposals, key=lambda proposal: (_VERDICTS.index(proposal.verdict), proposal.node.id))
    return {
        "question": "Which schools, groups and councils of the register do the texts speak of?",
        "as_of": on.isoformat(),
        "boundary": "every name held that nobody has judged; people and withheld names are never matched",
        "sources": [source_fields(dataset) for dataset in datasets],
        "assumptions": [],
        "rows": [_row(proposal) for proposal in ranked],
        "sentence": _sentence(proposals),
    }


def _row(proposal: Proposal) -> dict[str, Any]:
    return {
        "id": proposal.node.id,
        "name": proposal.node.name,
        "type": proposal.node.type,
        "verdict": proposal.verdict,
        "why": proposal.why,
        "candidates": [_candidate(candidate) for candidate in proposal.candidates],
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "id": candidate.id,
        "name": candidate.name,
        "score": round(candidate.score, 1),
        "reasons": list(candidate.reasons),
    }


def _sentence(proposals: Sequence[Proposal]) -> str:
    numbers = Counter(proposal.verdict for proposal in proposals)
    if not proposals:
        return "No name waits for a judgement."
    return (
        f"{len(proposals)} names wait for a judgement: {numbers[CLEAR]} have one clear match in the register,"
        f" {numbers[NEAR_TIE]} are near ties for a person to decide, and {numbers[NONE]} have none."
    )
