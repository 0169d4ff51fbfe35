"""What a reading found, in the JSON form that every answer has: one row for each fact proposed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Final

from graph.records import Claim, Node
from graph.sinks.cells import Envelope, Fields
from graph.sinks.tables import Column, Layout
from loaders.reading.documents.document import Document
from loaders.reading.proposing import Proposals
from loaders.reading.scoring import Marks, Score
from queries.answer import count, listed
from queries.wording import claim_sentence
from visualisations.screens import SCREENFUL

TIERS: Final = {
    "1": "in plain words",
    "2": "through a step, or in looser words",
    "3": "from what the document is about, or by a language model alone",
    "4": "likely by the words around it",
}
"""How near to the words of the document a proposal stands, by tier."""


@dataclass(frozen=True, slots=True)
class Read:
    """One document, what was proposed of it, and how long that took in seconds."""

    document: Document
    proposals: Proposals
    seconds: float


def as_answer(read: Sequence[Read], on: date) -> Fields:
    """The proposals of each document with their evidence; found = proposed + rejected by the checks."""
    return {
        "question": "What do the documents say?",
        "as_of": on.isoformat(),
        "boundary": listed([each.document.title for each in read]),
        "sources": [],
        "assumptions": ["Nothing of this was reviewed: a program proposes, a person decides."],
        "rows": [row for each in read for row in _rows(each)],
        "rejected": [
            {"document": each.document.title, "reason": one.reason} for each in read for one in each.proposals.rejected
        ],
        "unread": [{"document": each.document.title, "what": what} for each in read for what in each.proposals.unread],
        "sentence": " ".join(map(told, read)) or "No document was read.",
    }


def told(read: Read) -> str:
    """The numbers of one document: found = proposed + rejected, by tier, and what could not be read."""
    claims, rejected = read.proposals.claims, len(read.proposals.rejected)
    tiers = Counter(str(claim.attributes.get("tier")) for claim in claims)
    by_tier = ", ".join(f"{tiers[tier]} of tier {tier}" for tier in sorted(tiers))
    unread = f" {count(len(read.proposals.unread), 'part')} could not be read." if read.proposals.unread else ""
    return (
        f"{read.document.title}: {count(len(claims) + rejected, 'fact')} found = {len(claims)} proposed"
        f"{f' ({by_tier})' if by_tier else ''} + {rejected} rejected by the checks;"
        f" {count(len(read.proposals.nodes), 'name')}.{unread}"
    )


def _rows(read: Read) -> Iterator[Fields]:
    names = {node.id: node for node in read.proposals.nodes}
    for claim in sorted(read.proposals.claims, key=lambda each: (each.evidence.lines, each.id)):
        yield _row(claim, names)


def _row(claim: Claim, names: dict[str, Node]) -> Fields:
    steps = claim.attributes.get("steps")
    return {
        "id": claim.id,
        "says": claim_sentence(claim, lambda end: names[end].name if end in names else "").partition(" (read by")[0],
        "type": claim.type,
        "dates": str(claim.period),
        "certainty": claim.certainty,
        "tier": claim.attributes.get("tier"),
        "rule": claim.attributes.get("rule"),
        "steps": list(steps) if isinstance(steps, list) else [],
        "document": claim.evidence.document,
        "place": claim.evidence.place,
        "quote": claim.evidence.quote or "",
    }


def remarks(envelope: Envelope) -> Iterator[tuple[str, list[str]]]:
    """What was not read, and why facts were rejected, with numbers."""
    if envelope["unread"]:
        yield "Not read", [f"{each['document']}: {each['what']}" for each in envelope["unread"]]
    if envelope["rejected"]:
        reasons = Counter(each["reason"] for each in envelope["rejected"])
        yield "Rejected by the checks", [f"{number} × {reason}" for reason, number in sorted(reasons.items())]


def scored(marks: Marks, title: str, gold: str, on: date) -> Fields:
    """Marks as an answer: names, facts, and facts by type and by tier; undefined numbers are None."""
    rows = [
        _mark("names", marks.entities),
        _mark("facts", marks.relations),
        *(_mark(f"facts: {type_}", score) for type_, score in marks.by_type.items()),
        *(_mark(f"facts of tier {tier}", score) for tier, score in marks.by_tier.items()),
    ]
    return {
        "question": "How far do the proposals agree with what people found?",
        "as_of": on.isoformat(),
        "boundary": f"{title}, held against {gold}",
        "sources": [],
        "assumptions": [],
        "rows": rows,
        "missed": list(marks.missed),
        "wrong": list(marks.wrong),
        "sentence": f"{title}: names {_in_short(marks.entities)}; facts {_in_short(marks.relations)}.",
    }


def _mark(what: str, score: Score) -> Fields:
    return {
        "what": what,
        "proposed": score.proposed,
        "right": score.right,
        "wanted": score.wanted,
        "found": score.found,
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
    }


def _in_short(score: Score) -> str:
    return f"precision {rounded(score.precision)}, recall {rounded(score.recall)}, F1 {rounded(score.f1)}"


def rounded(number: float | None) -> str:
    """Two decimals, or that it is not defined."""
    return "not defined" if number is None else f"{number:.2f}"


def marks_remarks(envelope: Envelope) -> Iterator[tuple[str, list[str]]]:
    """What was missed and what was wrong, in short."""
    yield "Missed", envelope["missed"][:20]
    yield "Proposed, and not among what people found", envelope["wrong"][:20]


READ: Final = Layout(
    columns=(
        Column("What it says", lambda row: [row["says"], *filter(None, [row["dates"]])], share=4),
        Column("Words", lambda row: [f"“{row['quote']}”", row["place"], *row["steps"]], share=5),
        Column("Tier", itemgetter("tier")),
    ),
    remarks=remarks,
    lists=lambda rows: rows[:SCREENFUL],
    fold_note="More facts, not listed: {n} (--all lists them, -o FILE.jsonl or FILE.xlsx writes them for review).",
)
MARKS: Final = Layout(
    columns=(
        Column("What", itemgetter("what"), share=3),
        Column("Proposed", itemgetter("proposed")),
        Column("Wanted", itemgetter("wanted")),
        Column("Precision", lambda row: rounded(row["precision"])),
        Column("Recall", lambda row: rounded(row["recall"])),
        Column("F1", lambda row: rounded(row["f1"])),
    ),
    remarks=marks_remarks,
)
