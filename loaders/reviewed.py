"""What a person decided on the proposals in a case file: which lines come in, and in whose word.

A fact comes in once somebody accepted or amended it. A name comes in with the first such fact about it, so that nobody
has to accept names one by one. Lines without a review were never proposals, and come in as they always did.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from graph.records import Evidence, Value
from graph.vocabulary import ACCEPTED, AMENDED, PROPOSED, REJECTED, REVIEW, REVIEWS

DECIDED_BY: Final = "decided_by"
DECIDED_ON: Final = "decided_on"
MERGED_INTO: Final = "merged_into"
GONE: Final = "no_longer_in_document"
SHOWN_ONLY: Final = frozenset({"says", "source_name", "target_name", "context", "in_the_register"})
"""Columns that stand beside a proposal for whoever reviews it, and say nothing of their own."""

_IN: Final = (ACCEPTED, AMENDED)
_NOT_REVIEWED: Final = "nobody has reviewed this proposal; review it, or load it with --unreviewed"
_NO_FACT: Final = "no fact about this name was accepted; accept one, or load with --unreviewed"
_NOBODY: Final = f"nobody is named who decided; fill in {DECIDED_BY}"

Cells = Mapping[str, Value]


def review_of(cells: Cells) -> Mapping[str, Value]:
    """The attributes of a line if it was a proposal, else nothing."""
    attributes = cells.get("attrs")
    return attributes if isinstance(attributes, dict) and REVIEW in attributes else {}


def confirmed_ends(cells: Cells) -> Iterator[str]:
    """The ids of the names that come in because this fact does."""
    accepted = cells.get("kind") == "relation" and review_of(cells).get(REVIEW) in _IN
    if accepted and held_back(cells, frozenset(), unreviewed=False) is None:
        yield from (str(cells[end]) for end in ("source", "target") if cells.get(end))


def held_back(cells: Cells, confirmed: frozenset[str], *, unreviewed: bool) -> str | None:
    """Why a line does not come in, None where it does. ``confirmed`` are the ids of names with an accepted fact."""
    review = review_of(cells)
    state = review.get(REVIEW)
    if not review:
        return None
    if state not in REVIEWS:
        return f"{REVIEW} is one of {', '.join(REVIEWS)}, not {state!r}"
    if state == PROPOSED:
        return None if unreviewed else _without_decision(cells, confirmed)
    return _decided(review)


def _decided(review: Cells) -> str | None:
    """Why a line on which somebody decided does not come in, None where it does."""
    if merged := review.get(MERGED_INTO):
        return f"{_signed('found to be the same', review)} as {merged}, which has its facts"
    if review.get(GONE):
        return f"{_signed(str(review[REVIEW]), review)}, but it is no longer in the document"
    if review[REVIEW] == REJECTED:
        return _signed("rejected", review)
    return None if review.get(DECIDED_BY) else _NOBODY


def _without_decision(cells: Cells, confirmed: frozenset[str]) -> str | None:
    if cells.get("kind") == "relation":
        return _NOT_REVIEWED
    return None if str(cells.get("id")) in confirmed else _NO_FACT


def _signed(what: str, review: Cells) -> str:
    by = f" by {review[DECIDED_BY]}" if review.get(DECIDED_BY) else ""
    on = f" on {review[DECIDED_ON]}" if review.get(DECIDED_ON) else ""
    return f"{what}{by}{on}"


def read_and_reviewed(evidence: Evidence, attributes: Cells) -> Evidence:
    """The evidence with what the review adds to its reader: who confirmed it and when, or that nobody did."""
    state = attributes.get(REVIEW)
    added = {ACCEPTED: "confirmed", AMENDED: "amended", PROPOSED: "not reviewed"}.get(str(state))
    reader = evidence.read_by or ""
    if added is None or f", {added}" in reader:
        return evidence
    return replace(evidence, read_by=f"{reader}, {added if state == PROPOSED else _signed(added, attributes)}")
