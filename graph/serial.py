"""Records as canonical JSON text and back: what stores keep and what the canonical export writes.

Fields at their default are left out, dates are ISO text, keys are sorted: equal records give equal text. Of a node or
a claim that is read back the attributes stay text until one is asked for: they are most of a register, and few are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from sys import intern
from typing import Any, Final

import msgspec

from graph.dates import PartialDate
from graph.records import Attributes, Claim, Dataset, Decision, Evidence, Node, Outline, Value

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


def node_from(text: str, withdrawn: str | None = None) -> Node:
    """The node of the text of ``node_fields``. Raises ValueError where the text is damaged."""
    read = _NODE.decode(text)
    return Node(
        id=read.id,
        type=intern(read.type),
        name=read.name,
        dataset=intern(read.dataset),
        kind=read.kind,
        aliases=read.aliases,
        opened=_parsed(read.opened),
        closed=_parsed(read.closed),
        attributes=_unread(read.attributes),
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


def claim_from(text: str, withdrawn: str | None = None) -> Claim:
    """The claim of the text of ``claim_fields``. Raises ValueError where the text is damaged."""
    read = _CLAIM.decode(text)
    return Claim(
        id=read.id,
        type=intern(read.type),
        source=read.source,
        target=read.target,
        dataset=intern(read.dataset),
        evidence=_evidence(read.evidence),
        start=_parsed(read.start),
        end=_parsed(read.end),
        observed=_seen(read.observed) if read.observed else (),
        certainty=read.certainty,
        negated=read.negated,
        role=read.role,
        role_title=read.role_title,
        purposes=read.purposes,
        share=read.share,
        firmness=read.firmness,
        state=read.state,
        attributes=_unread(read.attributes),
        withdrawn=withdrawn,
    )


def outline_from(text: str) -> Outline:
    """The outline of the claim of a text of ``claim_fields``. Raises ValueError where the text is damaged."""
    read = _OUTLINE.decode(text)
    return Outline(read.source, read.target, read.certainty, read.negated)


@lru_cache(maxsize=65_536)
def _seen(dates: tuple[str, ...]) -> tuple[PartialDate, ...]:
    return tuple(map(PartialDate.parse, dates))


def _evidence(read: _EvidenceText) -> Evidence:
    return Evidence(
        document=intern(read.document),
        dated=_parsed(read.dated),
        lines=read.lines,
        page=read.page,
        cell=read.cell,
        quote=read.quote,
        said_by=read.said_by,
        read_by=read.read_by,
        read_on=_parsed(read.read_on),
    )


@lru_cache(maxsize=65_536)
def _parsed(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate.parse(text)


def _unread(text: msgspec.Raw) -> Attributes:
    if text is _NOTHING:
        return {}
    content = bytes(text)
    if not content.startswith(b"{"):
        raise ValueError(f"attributes are an object, not {content[:20]!r}")
    return Unread(content)


class Unread(Mapping[str, Value]):
    """Attributes that stay text until one is asked for; equal to the dictionary they are the text of.

    What the rules of reading ask of every node is found without making the dictionary, which costs ten times as much.
    """

    __slots__ = ("_read", "_text")

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._read: dict[str, Value] | None = None

    def _all(self) -> dict[str, Value]:
        if self._read is None:
            self._read = json.loads(self._text)
        return self._read

    def __getitem__(self, key: str) -> Value:
        value: Value = self.get(key, _ABSENT)
        if value is _ABSENT:
            raise KeyError(key)
        return value

    def get(self, key: str, default: Any = None) -> Any:
        """The value, or the default."""
        if self._read is not None or key not in _ASKED_OF_ALL:
            return self._all().get(key, default)
        value = getattr(_ASKED.decode(self._text), key)
        return default if value is msgspec.UNSET else value

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __repr__(self) -> str:
        return repr(self._all())


class _AskedOfAll(msgspec.Struct, frozen=True, gc=False):
    """What is asked of every node: whether it is open, stands for several, or is of the phases and types wanted."""

    status: Any = msgspec.UNSET
    status_as_of: Any = msgspec.UNSET
    set: Any = msgspec.UNSET
    collective: Any = msgspec.UNSET
    phase: Any = msgspec.UNSET
    state_funded: Any = msgspec.UNSET


_ABSENT: Final[Any] = object()
_ASKED: Final = msgspec.json.Decoder(_AskedOfAll)
_ASKED_OF_ALL: Final = frozenset(_AskedOfAll.__struct_fields__)


_NOTHING: Final = msgspec.Raw(b"{}")


class _NodeText(msgspec.Struct, frozen=True, gc=False):
    """The fields of ``node_fields``, checked for their types; the attributes only for being well formed."""

    id: str
    type: str
    dataset: str
    name: str = ""
    kind: str | None = None
    aliases: tuple[str, ...] = ()
    opened: str | None = None
    closed: str | None = None
    attributes: msgspec.Raw = _NOTHING


class _EvidenceText(msgspec.Struct, frozen=True, gc=False):
    """The fields of ``evidence_fields``."""

    document: str = ""
    dated: str | None = None
    lines: tuple[int, ...] = ()
    page: str | None = None
    cell: str | None = None
    quote: str | None = None
    said_by: str | None = None
    read_by: str | None = None
    read_on: str | None = None


_NO_EVIDENCE: Final = _EvidenceText()


class _ClaimText(msgspec.Struct, frozen=True, gc=False):
    """The fields of ``claim_fields``."""

    id: str
    type: str
    source: str
    dataset: str
    target: str | None = None
    evidence: _EvidenceText = _NO_EVIDENCE
    start: str | None = None
    end: str | None = None
    observed: tuple[str, ...] = ()
    certainty: str = "stated"
    negated: bool = False
    role: str | None = None
    role_title: str | None = None
    purposes: tuple[str, ...] = ()
    share: str | None = None
    firmness: str | None = None
    state: str | None = None
    attributes: msgspec.Raw = _NOTHING


class _OutlineText(msgspec.Struct, frozen=True, gc=False):
    """A few of the fields of ``claim_fields``; the others are passed over."""

    source: str
    target: str | None = None
    certainty: str = "stated"
    negated: bool = False


_OUTLINE: Final = msgspec.json.Decoder(_OutlineText)
_NODE: Final = msgspec.json.Decoder(_NodeText)
_CLAIM: Final = msgspec.json.Decoder(_ClaimText)


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
        # Left out where it says nothing, as everything is; an empty text would stay.
        part=dataset.part or None,
    )
    return fields if dataset.describes else {**fields, "describes": False}


def dataset_from(text: str) -> Dataset:
    """The data set of the text of ``dataset_fields``. Raises ValueError or KeyError where the text is damaged."""
    fields = json.loads(text)
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
        part=fields.get("part", ""),
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


def decision_from(text: str) -> Decision:
    """The decision of the text of ``decision_fields``. Raises ValueError or KeyError where the text is damaged."""
    fields = json.loads(text)
    return Decision(
        left=fields["left"],
        right=fields["right"],
        verdict=fields["verdict"],
        by=fields.get("by", ""),
        on=fields.get("on", ""),
        reasons=tuple(fields.get("reasons", ())),
    )
