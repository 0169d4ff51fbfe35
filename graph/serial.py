"""Records as plain JSON objects and back: what stores keep and what the canonical export writes.

Fields at their default are left out, dates are ISO text, keys are sorted: equal records give equal text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from graph.dates import PartialDate
from graph.records import Claim, Dataset, Decision, Evidence, Node

JsonObject = dict[str, Any]


def to_text(fields: JsonObject) -> str:
    """Canonical JSON: sorted keys, no spaces, Unicode as it is."""
    return _ENCODER.encode(fields)


# Made once: json.dumps would make one for each of the hundreds of thousands of records of a register.
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _given(**fields: Any) -> JsonObject:
    """Without None, False and what is empty; an empty text was given, and stays."""
    return {key: value for key, value in fields.items() if value or value == ""}


def _text(value: PartialDate | None) -> str | None:
    return str(value) if value else None


def _date(fields: Mapping[str, Any], key: str) -> PartialDate | None:
    return PartialDate.parse(fields[key]) if key in fields else None


def node_fields(node: Node) -> JsonObject:
    """A node without the state a store adds to it (withdrawn)."""
    return _given(
        id=node.id,
        type=node.type,
        name=node.name,
        dataset=node.dataset,
        kind=node.kind,
        aliases=list(node.aliases),
        opened=_text(node.opened),
        closed=_text(node.closed),
        attributes=dict(node.attributes),
    )


def node_from(fields: Mapping[str, Any], withdrawn: str | None = None) -> Node:
    """The node of ``node_fields``."""
    return Node(
        id=fields["id"],
        type=fields["type"],
        name=fields.get("name", ""),
        dataset=fields["dataset"],
        kind=fields.get("kind"),
        aliases=tuple(fields.get("aliases", ())),
        opened=_date(fields, "opened"),
        closed=_date(fields, "closed"),
        attributes=fields.get("attributes", {}),
        withdrawn=withdrawn,
    )


def evidence_fields(evidence: Evidence) -> JsonObject:
    """Evidence as an object."""
    return _given(
        document=evidence.document,
        dated=_text(evidence.dated),
        lines=list(evidence.lines),
        page=evidence.page,
        cell=evidence.cell,
        quote=evidence.quote,
        said_by=evidence.said_by,
        read_by=evidence.read_by,
        read_on=_text(evidence.read_on),
    )


def evidence_from(fields: Mapping[str, Any]) -> Evidence:
    """The evidence of ``evidence_fields``."""
    return Evidence(
        document=fields.get("document", ""),
        dated=_date(fields, "dated"),
        lines=tuple(fields.get("lines", ())),
        page=fields.get("page"),
        cell=fields.get("cell"),
        quote=fields.get("quote"),
        said_by=fields.get("said_by"),
        read_by=fields.get("read_by"),
        read_on=_date(fields, "read_on"),
    )


def claim_fields(claim: Claim) -> JsonObject:
    """A claim without the state a store adds to it (withdrawn)."""
    return _given(
        id=claim.id,
        type=claim.type,
        source=claim.source,
        target=claim.target,
        dataset=claim.dataset,
        evidence=evidence_fields(claim.evidence),
        start=_text(claim.start),
        end=_text(claim.end),
        observed=[str(seen) for seen in claim.observed],
        certainty=None if claim.certainty == "stated" else claim.certainty,
        negated=claim.negated,
        role=claim.role,
        role_title=claim.role_title,
        purposes=list(claim.purposes),
        share=claim.share,
        firmness=claim.firmness,
        state=claim.state,
        attributes=dict(claim.attributes),
    )


def claim_from(fields: Mapping[str, Any], withdrawn: str | None = None) -> Claim:
    """The claim of ``claim_fields``."""
    return Claim(
        id=fields["id"],
        type=fields["type"],
        source=fields["source"],
        target=fields.get("target"),
        dataset=fields["dataset"],
        evidence=evidence_from(fields.get("evidence", {})),
        start=_date(fields, "start"),
        end=_date(fields, "end"),
        observed=tuple(map(PartialDate.parse, fields.get("observed", ()))),
        certainty=fields.get("certainty", "stated"),
        negated=fields.get("negated", False),
        role=fields.get("role"),
        role_title=fields.get("role_title"),
        purposes=tuple(fields.get("purposes", ())),
        share=fields.get("share"),
        firmness=fields.get("firmness"),
        state=fields.get("state"),
        attributes=fields.get("attributes", {}),
        withdrawn=withdrawn,
    )


def dataset_fields(dataset: Dataset) -> JsonObject:
    """A data set with the time of its last load."""
    fields = _given(
        id=dataset.id,
        title=dataset.title,
        kind=dataset.kind,
        published=_text(dataset.published),
        attribution=dataset.attribution,
        licence=dataset.licence,
        file=dataset.file,
        digest=dataset.digest,
        loaded=dataset.loaded,
        lists_all=dataset.lists_all,
    )
    return fields if dataset.describes else {**fields, "describes": False}


def dataset_from(fields: Mapping[str, Any]) -> Dataset:
    """The data set of ``dataset_fields``."""
    return Dataset(
        id=fields["id"],
        title=fields.get("title", ""),
        kind=fields.get("kind", ""),
        published=_date(fields, "published"),
        describes=fields.get("describes", True),
        lists_all=fields.get("lists_all", False),
        attribution=fields.get("attribution", ""),
        licence=fields.get("licence", ""),
        file=fields.get("file", ""),
        digest=fields.get("digest", ""),
        loaded=fields.get("loaded"),
    )


def decision_fields(decision: Decision) -> JsonObject:
    """A decision as an object."""
    return _given(
        left=decision.left,
        right=decision.right,
        verdict=decision.verdict,
        by=decision.by,
        on=decision.on,
        reasons=list(decision.reasons),
    )


def decision_from(fields: Mapping[str, Any]) -> Decision:
    """The decision of ``decision_fields``."""
    return Decision(
        left=fields["left"],
        right=fields["right"],
        verdict=fields["verdict"],
        by=fields.get("by", ""),
        on=fields.get("on", ""),
        reasons=tuple(fields.get("reasons", ())),
    )
