"""How records stand in Neo4j: which properties an analyst finds on a node and on a relationship.

Every record is kept whole as canonical JSON (``record``), from which it is read back; the other properties are there
to be asked for and looked at. A date is a Neo4j date, the first day it can mean, with its precision beside it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from graph import serial
from graph.dates import PartialDate, Period
from graph.identity import CLOSED, PROPOSED_TO_OPEN
from graph.records import SAME, Attributes, Claim, Dataset, Decision, Node, merge
from graph.vocabulary import NEVER_A_STEP, NODE_TYPES, RELATIONS, is_formal

Row = dict[str, Any]

LABELS: Final = {name: "".join(word.capitalize() for word in name.split("_")) for name in NODE_TYPES}
RELATIONSHIPS: Final = {name: name.upper() for name in RELATIONS}
PLANNED: Final = "PLANNED_"
DENIED: Final = "NOT_"
DRAWN: Final = tuple(sorted(f"{mood}{name}" for name in RELATIONSHIPS.values() for mood in ("", PLANNED, DENIED)))

# Only such keys of what a source says become properties; any other stays in the record alone.
_PLAIN_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,62}")
_LARGEST: Final = 2**63
_OURS: Final = frozenset(
    (
        *("id", "type", "name", "kind", "aliases", "dataset", "record", "withdrawn", "claim", "certainty", "negated"),
        *("role", "role_title", "purposes", "share", "firmness", "state", "document", "place", "quote", "said_by"),
        *("read_by", "observed", "observed_precision", "opened", "opened_precision", "closed", "closed_precision"),
        *("start", "start_precision", "end", "end_precision", "document_dated", "document_dated_precision"),
        *("open_from", "open_until", "closing_unknown", "step", "formal", "not_before", "not_after"),
        *("sure_from", "sure_until", "vouched_from", "vouched_until", "lists_all"),
    )
)


def drawn_as(claim: Claim) -> str | None:
    """The relationship type of a claim: MEMBER_OF, or PLANNED_MEMBER_OF or NOT_MEMBER_OF, so that a pattern with the
    plain name never meets what is only hoped for or denied; None for a relation the vocabulary does not have."""
    name = RELATIONSHIPS.get(claim.type)
    if name is None:
        return None
    if claim.certainty == "planned":
        return PLANNED + name
    return DENIED + name if claim.negated else name


def statement_row(node: Node) -> Row:
    """What one data set says of a node."""
    body = serial.to_text(serial.node_fields(node))
    said = {"id": node.id, "dataset": node.dataset, "type": node.type, "name": node.name, "record": body}
    return {"id": node.id, "dataset": node.dataset, "properties": said}


def entity_row(node: Node) -> Row:
    """A node merged from what its data sets say."""
    said = {
        **_plain(node.attributes),
        "id": node.id,
        "type": node.type,
        "name": node.name,
        "kind": node.kind,
        "aliases": list(node.aliases) or None,
        "dataset": node.dataset,
        **_dated("opened", node.opened),
        **_dated("closed", node.closed),
        **_life(node),
        "step": node.type not in NEVER_A_STEP and not node.is_collective,
        "formal": is_formal(node.kind) or None,
        "record": serial.to_text(serial.node_fields(node)),
    }
    return {"id": node.id, "properties": said}


def claim_row(claim: Claim) -> Row:
    """The ledger's entry for a claim."""
    body = serial.to_text(serial.claim_fields(claim))
    said = {
        "id": claim.id,
        "type": claim.type,
        "source": claim.source,
        "target": claim.target,
        "dataset": claim.dataset,
        "record": body,
    }
    return {"id": claim.id, "properties": said}


def drawing_row(claim: Claim) -> Row:
    """The relationship a claim is drawn as, with its dates and its evidence on it."""
    evidence = claim.evidence
    said = {
        **_plain(claim.attributes),
        "claim": claim.id,
        "dataset": claim.dataset,
        **_dated("start", claim.start),
        **_dated("end", claim.end),
        "observed": [seen.earliest for seen in claim.observed] or None,
        "observed_precision": [precision(seen) for seen in claim.observed] or None,
        **_vouched(claim.period),
        "certainty": claim.certainty,
        "role": claim.role,
        "role_title": claim.role_title,
        "purposes": list(claim.purposes) or None,
        "share": claim.share,
        "firmness": claim.firmness,
        "state": claim.state,
        "document": evidence.document,
        **_dated("document_dated", evidence.dated),
        "place": evidence.place or None,
        "quote": evidence.quote,
        "said_by": evidence.said_by,
        "read_by": evidence.read_by,
    }
    return {"claim": claim.id, "source": claim.source, "target": claim.target, "properties": said}


def dataset_row(dataset: Dataset) -> Row:
    """A data set with the day of its last load."""
    said = {
        "id": dataset.id,
        "title": dataset.title,
        "kind": dataset.kind,
        **_dated("published", dataset.published),
        "describes": dataset.describes,
        "lists_all": dataset.lists_all,
        "part": dataset.part or None,
        "attribution": dataset.attribution or None,
        "licence": dataset.licence or None,
        "loaded": date.fromisoformat(dataset.loaded) if dataset.loaded else None,
        "record": serial.to_text(serial.dataset_fields(dataset)),
    }
    return {"id": dataset.id, "properties": said}


def decision_row(decision: Decision) -> Row:
    """A judgement on who is who."""
    said = {
        "left": decision.left,
        "right": decision.right,
        "verdict": decision.verdict,
        "by": decision.by,
        "on": decision.on,
        "reasons": list(decision.reasons) or None,
        "record": serial.to_text(serial.decision_fields(decision)),
    }
    return {"left": decision.left, "right": decision.right, "same": decision.verdict == SAME, "properties": said}


def merged(statements: Iterable[Node], datasets: Mapping[str, Dataset]) -> Node | None:
    """One node from what is said of it, weakest first as the contract has it; None where nothing is."""
    said = sorted(statements, key=lambda node: weight(datasets.get(node.dataset), node.dataset))
    return merge(said) if said else None


def weight(dataset: Dataset | None, name: str) -> tuple[bool, str, str]:
    """What decides whose word counts: whether it describes, when it was published, its id."""
    return (dataset.describes, str(dataset.published or ""), name) if dataset else (False, "", name)


def precision(when: PartialDate) -> str:
    """How precise a date was given: year, month or day."""
    return "day" if when.day else "month" if when.month else "year"


def withdrawn_text(day: Any) -> str | None:
    """The ISO text of the day from which something is no longer said."""
    return None if day is None else str(day)


def moved(before: Dataset | None, after: Dataset) -> bool:
    """Whether a data set now weighs otherwise against the others."""
    return before is not None and weight(before, before.id) != weight(after, after.id)


def loaded(dataset: Dataset, on: date) -> Dataset:
    """The data set as it stands after a load."""
    return replace(dataset, loaded=on.isoformat())


def _dated(name: str, when: PartialDate | None) -> Row:
    return {name: when.earliest, f"{name}_precision": precision(when)} if when else {}


def _life(node: Node) -> Row:
    """Between which days a school or group may be open: graph.identity.is_open for every day at once."""
    status = str(node.attributes.get("status", "")).casefold()
    unknown = status == CLOSED.casefold() and node.closed is None
    never = status == PROPOSED_TO_OPEN.casefold() and node.opened is None
    until = node.closed.latest if node.closed else _day_before_read(node) if unknown else None
    return {
        "open_from": node.opened.earliest if node.opened else None,
        "open_until": date.min if never else until,
        "closing_unknown": unknown or None,
    }


def _day_before_read(node: Node) -> date | None:
    """The day before its status was read as closed: from then on it certainly is."""
    try:
        return PartialDate.parse(str(node.attributes.get("status_as_of", ""))).earliest - timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def _vouched(period: Period) -> Row:
    """The days by which a claim is read (graph.projection.Reading), none of which depends on the day asked for.

    Certainly not before ``not_before`` or after ``not_after``; certainly from ``sure_from`` to ``sure_until``; where
    no start or no end is given, vouched for from ``vouched_from`` or until ``vouched_until``, and presumed beyond.
    """
    seen = period.observed
    known = [day for day in (period.start, *seen, period.end) if day]
    begun = [*([period.start.latest] if period.start else []), *(d.earliest for d in seen if not period.over)]
    going = [*([period.end.earliest] if period.end else []), *(d.latest for d in seen if not period.over)]
    over_by = [d.latest for d in ([period.end] if period.end else seen if period.over else ())]
    return {
        "not_before": period.start.earliest if period.start else None,
        "not_after": max(over_by, default=None),
        "sure_from": min(begun, default=None),
        "sure_until": max(going, default=None),
        "vouched_from": None if period.start else min((day.earliest for day in known), default=None),
        "vouched_until": None if period.end else max((day.latest for day in known), default=None),
    }


def _plain(attributes: Attributes) -> Row:
    """What can be a property: a text, a truth value, a number of 64 bits, or a list of texts, under a plain key."""
    return {
        key: value
        for key, value in attributes.items()
        if key not in _OURS and _PLAIN_KEY.fullmatch(key) and _fits(value)
    }


def _fits(value: object) -> bool:
    if isinstance(value, int):
        return -_LARGEST <= value < _LARGEST
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, list):
        return bool(value) and all(isinstance(item, str) for item in value)
    return isinstance(value, str)
