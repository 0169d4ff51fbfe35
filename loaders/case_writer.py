"""Writes case files: what a reader proposes, in the form that ``load`` takes and a person can correct by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from graph.records import Attributes, Claim, Evidence, Node, Value
from loaders.case_file import ENTITY, GLOBAL_ID, REFERENCES, RELATION, scope_of
from loaders.tables import file_stem

JsonObject = dict[str, Any]
_NOTHING: Final[tuple[Any, ...]] = (None, "", [], {})


def write_case_file(path: Path, nodes: Iterable[Node], claims: Iterable[Claim]) -> None:
    """Write ``nodes`` and ``claims`` as JSON lines in UTF-8, in order of id, nodes first.

    The ids must be of the scope that the file will have, from its one document or else its name (scope_of), or be the
    register's: reading the file then gives equal records. Raises ValueError for any other id.
    """
    said = list(claims)
    scope = scope_of(sorted({claim.evidence.document for claim in said}), file_stem(path))
    objects = list(case_lines(nodes, said, scope))
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{json.dumps(line, ensure_ascii=False)}\n" for line in objects)


def case_lines(nodes: Iterable[Node], claims: Iterable[Claim], scope: str) -> Iterator[JsonObject]:
    """The lines of a case file, in order of id, nodes first. Raises ValueError for an id of another scope."""
    yield from (_entity(node, scope) for node in sorted(nodes, key=_by_id))
    yield from (_relation(claim, scope) for claim in sorted(claims, key=_by_id))


def _by_id(record: Node | Claim) -> tuple[int, str]:
    """e2 before e10: as people count."""
    return len(record.id), record.id


def _entity(node: Node, scope: str) -> JsonObject:
    attrs = {"group_kind": node.kind, "opened": _text(node.opened), "closed": _text(node.closed)}
    return {
        "kind": ENTITY,
        "id": _local(node.id, scope),
        "type": node.type,
        "name": node.name,
        "aliases": list(node.aliases),
        "attrs": {**_given(attrs), **dict(_unscoped(node.attributes, scope))},
    }


def _relation(claim: Claim, scope: str) -> JsonObject:
    attrs = {
        "from": _text(claim.start),
        "to": _text(claim.end),
        "designation" if claim.type == "designated" else "role": claim.role_title,
        "purpose": list(claim.purposes),
        "share": claim.share,
        "firmness": claim.firmness,
        "state": claim.state,
    }
    rest = dict(_unscoped(claim.attributes, scope))
    observed = [*map(str, claim.observed), *_listed(rest.pop("observed", None))]
    return {
        "kind": RELATION,
        "id": _local(claim.id, scope),
        "type": claim.type,
        "source": _local(claim.source, scope),
        **({"target": _local(claim.target, scope)} if claim.target else {}),
        "attrs": {**_given({**attrs, "observed": observed}), **rest},
        "negated": claim.negated,
        "certainty": claim.certainty,
        "evidence": _evidence(claim.evidence),
    }


def _evidence(evidence: Evidence) -> JsonObject:
    fields = ("document", "page", "cell", "quote", "said_by", "read_by")
    given = {name: getattr(evidence, name) for name in fields}
    dates = {"dated": _text(evidence.dated), "read_on": _text(evidence.read_on)}
    return _given({**given, "lines": list(evidence.lines), **dates})


def _local(node_id: str, scope: str) -> str:
    if GLOBAL_ID.fullmatch(node_id):
        return node_id
    if not node_id.startswith(f"{scope}:"):
        raise ValueError(f"{node_id!r} is not of the scope {scope!r} that this file has")
    return node_id.removeprefix(f"{scope}:")


def _unscoped(attributes: Attributes, scope: str) -> Iterator[tuple[str, Value]]:
    for key, value in attributes.items():
        refers = key in REFERENCES and isinstance(value, str) and value.startswith(f"{scope}:")
        yield key, _local(str(value), scope) if refers else value


def _listed(rest: Value) -> list[Value]:
    return rest if isinstance(rest, list) else [] if rest is None else [rest]


def _given(fields: Mapping[str, Any]) -> JsonObject:
    return {key: value for key, value in fields.items() if value not in _NOTHING}


def _text(value: object) -> str | None:
    return str(value) if value else None
