"""Reading a revised document again: the decisions already made stay with the facts they were made on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from graph.vocabulary import AMENDED, PROPOSED, REVIEW
from loaders.case_file import ENTITY, RELATION
from loaders.case_writer import JsonObject
from loaders.reviewed import DECIDED_BY, DECIDED_ON, GONE, MERGED_INTO

ADDED: Final = "added_by_hand"
EARLIER: Final = "decided_before"
_SAID: Final = ("from", "to", "observed", "role", "designation")


def keep_decisions(before: Sequence[JsonObject], now: Sequence[JsonObject]) -> list[JsonObject]:
    """The lines of a second reading (``now``) with what was decided on those of the first (``before``).

    A fact that is read as before keeps its decision and takes its new place. One that is read otherwise (another
    date, denied where it was said) waits for a decision again, and says what was decided before. One that the
    document no longer holds stays, marked as gone, if somebody had decided on it. Names found to be one stay one.
    """
    held = {line["id"]: line for line in before}
    now = _under_known_ids(held, now)
    merged = {key: line["attrs"][MERGED_INTO] for key, line in held.items() if line.get("attrs", {}).get(MERGED_INTO)}
    again = [_again(_redirected(line, merged), held.get(line["id"])) for line in now]
    lines = [*again, *_left(held, {line["id"] for line in again})]
    needed = {end for line in lines for end in _ends(line)}
    entities = [line for line in held.values() if line["kind"] == ENTITY]
    there = {line["id"] for line in lines}
    return _sorted([*lines, *(line for line in entities if line["id"] in needed - there)])


def _under_known_ids(held: Mapping[str, JsonObject], now: Sequence[JsonObject]) -> Sequence[JsonObject]:
    """The second reading with the ids of the first for names that only got fuller: 'Oak', now 'Oak Primary School'."""
    there = {line["id"] for line in now}
    gone = [line for line in held.values() if line["kind"] == ENTITY and line["id"] not in there]
    known: dict[str, str] = {}
    for line in now:
        if line["kind"] == ENTITY and line["id"] not in held:
            alike = [old["id"] for old in gone if old["type"] == line["type"] and _spellings(old) & _spellings(line)]
            known |= {line["id"]: alike[0]} if len(alike) == 1 and alike[0] not in known.values() else {}
    return [_renamed(line, known) for line in now] if known else now


def _spellings(line: JsonObject) -> set[str]:
    return {str(name).casefold() for name in (line["name"], *line["aliases"])}


def _renamed(line: JsonObject, known: Mapping[str, str]) -> JsonObject:
    """A line under other ids; the id of a fact is made of its relation and those of its ends."""
    ends = {end: known.get(line[end], line[end]) for end in ("source", "target") if line.get(end)}
    return {**line, **ends, "id": "--".join(known.get(part, part) for part in line["id"].split("--"))}


def is_decided(line: Mapping[str, object]) -> bool:
    """Whether a person decided on a line of a case file."""
    attrs = line.get("attrs")
    return isinstance(attrs, dict) and attrs.get(REVIEW, PROPOSED) != PROPOSED


def _again(line: JsonObject, before: JsonObject | None) -> JsonObject:
    if before is None or not is_decided(before):
        return line
    attrs = {key: value for key, value in before["attrs"].items() if key != GONE}
    if line["kind"] == ENTITY:
        names = dict.fromkeys((*before["aliases"], *line["aliases"]))
        return {**before, "attrs": attrs, "aliases": [name for name in names if name != before["name"]]}
    if attrs[REVIEW] == AMENDED or _said(line) == _said(before):
        return {**before, "attrs": attrs, "evidence": line["evidence"]}
    told = f"{attrs[REVIEW]} by {attrs.get(DECIDED_BY)} on {attrs.get(DECIDED_ON)}, when it was read otherwise"
    return {**line, "attrs": {**line["attrs"], EARLIER: told}}


def _said(line: JsonObject) -> tuple[object, ...]:
    attrs = line["attrs"]
    return (line["negated"], line["certainty"], *(attrs.get(key) for key in _SAID))


def _left(held: Mapping[str, JsonObject], there: set[str]) -> Iterator[JsonObject]:
    """Lines of the first reading that somebody decided on and the second does not have."""
    for key, line in held.items():
        if key not in there and is_decided(line):
            by_hand = ADDED in line["attrs"] or line["kind"] == ENTITY
            yield line if by_hand else {**line, "attrs": {**line["attrs"], GONE: True}}


def _redirected(line: JsonObject, merged: Mapping[str, str]) -> JsonObject:
    return {**line, **{end: followed(line[end], merged) for end in ("source", "target") if line.get(end)}}


def followed(entity: str, merged: Mapping[str, str]) -> str:
    """The entity that ``entity`` was found to be, through as many steps as it takes."""
    seen = {entity}
    while (into := merged.get(entity)) and into not in seen:
        entity = into
        seen.add(entity)
    return entity


def _ends(line: JsonObject) -> Iterator[str]:
    if line["kind"] == RELATION:
        yield from (line[end] for end in ("source", "target") if line.get(end))


def _sorted(lines: Iterable[JsonObject]) -> list[JsonObject]:
    return sorted(lines, key=lambda line: (line["kind"] != ENTITY, line["id"]))
