"""Case files: what a reader of a case study found, as JSON lines of entities and relations (docs/case-file.md).

Ids are scoped to the document that the file cites, so that two files on one document share their entities and two
documents share none. What a record has no field for stays among its attributes, as given.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import ClassVar, Final

from graph.dates import PartialDate
from graph.records import Attributes, Claim, Dataset, Evidence, Node, Record, Value
from graph.vocabulary import (
    DESIGNATIONS,
    TEACHING_SCHOOL_ROLE,
    controlled_role,
    group_kind,
    is_teaching_school_role,
)
from loaders.loader import Loader, RowFault, dataset_id, read_by
from loaders.reviewed import SHOWN_ONLY, confirmed_ends, held_back, read_and_reviewed
from loaders.tables import Row, Table, slug

ENTITY: Final = "entity"
RELATION: Final = "relation"
GLOBAL_ID: Final = re.compile(r"(?:urn|uid|la):\w+")

# Attributes that name another entity of the file; their values are scoped as ids are.
REFERENCES: Final = frozenset(
    {
        "accredited_by",
        "at",
        "authority",
        "based_at",
        "brokered_by",
        "funder",
        "home",
        "joint_group",
        "line_manager_of",
        "parent",
        "parent_programme",
        "post",
        "via",
    }
)
_YEAR: Final = re.compile(r"\(((?:19|20)\d\d)\)|\b((?:19|20)\d\d)\b")
_LOOKS_ISO: Final = re.compile(r"\d{4}(?:-\d{1,2}){0,2}")
_WRITE_DATES: Final = "write 2013, 2013-09 or 2013-09-15, or leave it out"
_TITLE_LENGTH: Final = 40


class CaseFileLoader(Loader):
    """Entities and relations with their evidence, one JSON object a line."""

    kind: ClassVar[str] = "case-file"
    title: ClassVar[str] = "case files"
    needs: ClassVar[tuple[str, ...]] = ("kind", "id", "type", "attrs | evidence")

    def __init__(self, *, unreviewed: bool = False) -> None:
        """``unreviewed`` takes in proposals on which nobody has decided; answers then mark them."""
        self._unreviewed = unreviewed
        self._confirmed: frozenset[str] = frozenset()
        self._scope = ""
        self._entities: Mapping[str, Mapping[str, Value]] = {}
        self._first: dict[str, str] = {}

    def dataset(self, table: Table, source: str | None = None) -> Dataset:
        """The file as a data set: called after its name, dated and titled after the one document it cites."""
        survey = _survey(table.rows)
        self._entities = survey.entities
        self._confirmed = survey.confirmed
        self._scope = scope_of(survey.documents, source or table.name)
        title = survey.documents[0] if len(survey.documents) == 1 else f"Case file {table.name}"
        return Dataset(
            id=dataset_id(self.kind, table, source),
            title=title,
            kind=self.kind,
            published=_document_date(survey.documents) or published_or_modified(table),
            attribution="; ".join(survey.documents),
            file=table.path.name,
            digest=table.digest,
        )

    def records(self, row: Row, dataset: Dataset) -> Iterable[Record]:
        """The entity or the relation on one line."""
        given = row.cells.get("kind")
        if reason := held_back(row.cells, self._confirmed, unreviewed=self._unreviewed):
            raise RowFault("", reason)
        if given == ENTITY:
            return [self._node(row, dataset)]
        if given == RELATION:
            return [self._claim(row, dataset)]
        raise RowFault(_shown(given), 'the kind of a line is "entity" or "relation"')

    def _node(self, row: Row, dataset: Dataset) -> Node:
        cells = dict(row.cells)
        attributes = _object(cells, "attrs")
        self._once(row)
        kind = _text(attributes, "group_kind")
        if kind and group_kind(kind) == kind:
            del attributes["group_kind"]
        return Node(
            id=self._scoped(_text(cells, "id") or ""),
            type=_text(cells, "type") or "",
            name=(_text(cells, "name") or "").strip(),
            dataset=dataset.id,
            kind=group_kind(kind) if kind else None,
            aliases=_aliases(cells),
            opened=_life_date(attributes, "opened", "formed", "from"),
            closed=_life_date(attributes, "closed", "to"),
            attributes=self._kept(attributes, cells, ("kind", "id", "type", "name", "aliases", "attrs")),
        )

    def _once(self, row: Row) -> None:
        entity = str(row.cells.get("id") or "")
        first = self._first.setdefault(entity, row.place)
        if entity and first != row.place:
            raise RowFault(entity, f"this id is already that of the entity in {first}; give one of them a new id")

    def _claim(self, row: Row, dataset: Dataset) -> Claim:
        cells, attributes = dict(row.cells), _object(dict(row.cells), "attrs")
        target = _text(cells, "target")
        claim = Claim(
            id=self._scoped(_text(cells, "id") or ""),
            type=_text(cells, "type") or "",
            source=self._scoped(_text(cells, "source") or ""),
            target=self._scoped(target) if target else None,
            dataset=dataset.id,
            evidence=read_and_reviewed(_evidence(cells, dataset), attributes),
            start=_claim_date(attributes, "from"),
            end=_claim_date(attributes, "to"),
            observed=_observed(attributes),
            certainty=_text(cells, "certainty") or "stated",
            negated=_flag(cells, "negated"),
            purposes=_purposes(attributes),
            share=_text(attributes, "share", take=True),
            firmness=_text(attributes, "firmness", take=True),
            state=_text(attributes, "state", take=True),
        )
        claim = _placed_at(self._with_role(claim, attributes, target), attributes)
        used = ("kind", "id", "type", "source", "target", "attrs", "evidence", "certainty", "negated", "readers")
        return replace(claim, attributes=self._kept(attributes, cells, used))

    def _with_role(self, claim: Claim, attributes: dict[str, Value], target: str | None) -> Claim:
        if claim.type == "designated":
            key = "designation" if "designation" in attributes else "role"
            title = _text(attributes, key, take=True)
            known = {name.casefold(): name for name in DESIGNATIONS}
            return replace(claim, role_title=title, role=known.get(title.casefold()) if title else None)
        title = _text(attributes, "role", take=True)
        if not title:
            return claim
        if claim.type == "member_of" and self._is_alliance(target) and is_teaching_school_role(title):
            return replace(claim, role_title=title, role=TEACHING_SCHOOL_ROLE)
        return replace(claim, role_title=title, role=controlled_role(title))

    def _is_alliance(self, entity: str | None) -> bool:
        attributes = self._entities.get(entity or "", {}).get("attrs")
        kind = attributes.get("group_kind") if isinstance(attributes, dict) else None
        return kind == "teaching_school_alliance"

    def _scoped(self, entity: str) -> str:
        return entity if not entity or GLOBAL_ID.fullmatch(entity) else f"{self._scope}:{entity}"

    def _kept(self, attributes: Mapping[str, Value], cells: Mapping[str, Value], used: Sequence[str]) -> Attributes:
        """The attributes with references scoped, and the line's further keys beside them."""
        further = {key: value for key, value in cells.items() if key not in used}
        said = chain(further.items(), attributes.items())
        return {key: self._resolved(key, value) for key, value in said if key not in SHOWN_ONLY}

    def _resolved(self, key: str, value: Value) -> Value:
        refers = key in REFERENCES and isinstance(value, str) and value in self._entities
        return self._scoped(str(value)) if refers else value


@dataclass(frozen=True, slots=True)
class _Survey:
    """What must be known of a whole file before its first line is read: its documents, its entities, and which of
    them a person confirmed with a fact about them."""

    documents: tuple[str, ...]
    entities: Mapping[str, Mapping[str, Value]]
    confirmed: frozenset[str]


def _survey(rows: Iterable[Row]) -> _Survey:
    documents: set[str] = set()
    entities: dict[str, Mapping[str, Value]] = {}
    confirmed: set[str] = set()
    for row in rows:
        confirmed.update(confirmed_ends(row.cells))
        evidence = row.cells.get("evidence")
        document = evidence.get("document") if isinstance(evidence, dict) else None
        if isinstance(document, str) and document.strip():
            documents.add(document)
        if row.cells.get("kind") == ENTITY and not row.fault:
            entities.setdefault(str(row.cells.get("id")), row.cells)
    return _Survey(tuple(sorted(documents)), entities, frozenset(confirmed))


def scope_of(documents: Sequence[str], stem: str) -> str:
    """What stands before the ids of a file: from its one document, else from the file's stem.

    A document is shortened to its words up to the year, with six hexadecimal digits of the SHA-256 of the whole.
    """
    if len(documents) != 1:
        return slug(stem)
    document = documents[0]
    year = _YEAR.search(document)
    words = document[: year.end()] if year else document[:_TITLE_LENGTH]
    return f"{slug(words)}-{hashlib.sha256(document.encode()).hexdigest()[:6]}"


def _document_date(documents: Sequence[str]) -> PartialDate | None:
    return _year_in(documents[0]) if len(documents) == 1 else None


def _year_in(document: str) -> PartialDate | None:
    """The year a reference gives in brackets, else the first one in it."""
    found = sorted(_YEAR.finditer(document), key=lambda year: (year[1] is None, year.start()))
    return PartialDate(int(found[0][1] or found[0][2])) if found else None


def published_or_modified(table: Table) -> PartialDate:
    """The date in the file's name or given for it, else the day on which the file was last changed."""
    return table.published or PartialDate.of(date.fromtimestamp(table.path.stat().st_mtime))


def _evidence(cells: Mapping[str, Value], dataset: Dataset) -> Evidence:
    given = _object(cells, "evidence")
    document = _text(given, "document") or ""
    dated = _claim_date(given, "dated") or _year_in(document) or dataset.published
    return Evidence(
        document=document,
        dated=dated,
        lines=_lines(given.get("lines")),
        page=_text(given, "page"),
        cell=_text(given, "cell"),
        quote=_text(given, "quote"),
        said_by=_text(given, "said_by"),
        read_by=_text(given, "read_by") or _readers(cells.get("readers")) or read_by(),
        read_on=_claim_date(given, "read_on"),
    )


def _readers(count: Value) -> str | None:
    if not isinstance(count, int) or isinstance(count, bool):
        return None
    return "1 reader" if count == 1 else f"{count} readers"


def _lines(given: Value) -> tuple[int, ...]:
    numbers = given if isinstance(given, list) else [] if given is None else [given]
    if not all(isinstance(number, int) and not isinstance(number, bool) for number in numbers):
        raise RowFault(_shown(given), "evidence.lines is a list of line numbers, such as [12, 40]")
    return tuple(number for number in numbers if isinstance(number, int))


def _placed_at(claim: Claim, attributes: dict[str, Value]) -> Claim:
    """Read attrs.at where it is a date: the start of a succession, else a date at which the rest was seen."""
    when = _loose_date(attributes.get("at"))
    if when is None:
        return claim
    del attributes["at"]
    if claim.type == "succeeds" and claim.start is None:
        return replace(claim, start=when)
    return replace(claim, observed=(*claim.observed, when))


def _observed(attributes: dict[str, Value]) -> tuple[PartialDate, ...]:
    """Dates from attrs.as_of ('2011-09/2013-09') and attrs.observed; what is no date stays where it is."""
    as_of = attributes.get("as_of")
    seen = [_loose_date(part) for part in as_of.split("/")] if isinstance(as_of, str) else []
    if seen and all(seen):
        del attributes["as_of"]
    given = attributes.pop("observed", [])
    entries = given if isinstance(given, list) else [given]
    if rest := [entry for entry in entries if _loose_date(entry) is None]:
        attributes["observed"] = rest
    dates = [*(seen if all(seen) else []), *map(_loose_date, entries)]
    return tuple(dict.fromkeys(when for when in dates if when))


def _purposes(attributes: dict[str, Value]) -> tuple[str, ...]:
    found: list[str] = []
    for key in ("nature", "kind", "purpose"):
        value = attributes.get(key)
        if isinstance(value, str):
            found += [part.strip() for part in value.split(";") if part.strip()]
        elif isinstance(value, list) and all(isinstance(entry, str) for entry in value):
            found += [str(entry) for entry in value]
        else:
            continue
        del attributes[key]
    return tuple(dict.fromkeys(found))


def _life_date(attributes: dict[str, Value], *keys: str) -> PartialDate | None:
    """The first of ``keys`` that is a date, taken out; words in place of a date stay among the attributes."""
    for key in keys:
        if when := _loose_date(attributes.get(key)):
            del attributes[key]
            return when
    return None


def _claim_date(attributes: dict[str, Value], key: str) -> PartialDate | None:
    value = attributes.pop(key, None)
    if value in (None, ""):
        return None
    if isinstance(value, str) and (when := _loose_date(value)):
        return when
    raise RowFault(_shown(value), f"{key} is no date: {_WRITE_DATES}")


def _loose_date(value: Value) -> PartialDate | None:
    """The date that ``value`` is, None for anything else; a date that no calendar has is refused."""
    if not isinstance(value, str) or not _LOOKS_ISO.fullmatch(value):
        return None
    try:
        return PartialDate.parse(value)
    except ValueError:
        raise RowFault(value, f"there is no such date: {_WRITE_DATES}") from None


def _aliases(cells: Mapping[str, Value]) -> tuple[str, ...]:
    given = cells.get("aliases") or []
    names = [given] if isinstance(given, str) else given
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise RowFault(_shown(given), 'aliases is a list of names, such as ["Ashdown", "Ashdown School"]')
    trimmed = (str(name).strip() for name in names)
    return tuple(dict.fromkeys(name for name in trimmed if name and name != str(cells.get("name")).strip()))


def _object(cells: Mapping[str, Value], key: str) -> dict[str, Value]:
    given = cells.get(key)
    if given is not None and not isinstance(given, dict):
        raise RowFault(_shown(given), f'{key} is an object, such as {{"phase": "primary"}}')
    return dict(given or {})


def _text(cells: Mapping[str, Value], key: str, *, take: bool = False) -> str | None:
    """The text under ``key``, None where there is none; ``take`` removes it from the attributes."""
    value = cells.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise RowFault(_shown(value), f"{key} is text in quotation marks")
    if take and isinstance(cells, dict):
        del cells[key]
    return value or None


def _flag(cells: Mapping[str, Value], key: str) -> bool:
    value = cells.get(key, False)
    if not isinstance(value, bool):
        raise RowFault(_shown(value), f"{key} is true or false, without quotation marks")
    return value


def _shown(value: Value) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:79]}…"
