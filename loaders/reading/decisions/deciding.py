"""A review: proposals, what a person decides on them, and the file in which both are kept after every decision.

A decision is written to a journal beside the file, then the file is put in place whole, then the journal goes. What a
power cut leaves behind is therefore the file before the decision with the journal, or the file after it; the journal
names the file that it belongs to by its digest, and is never laid over another.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from graph.errors import QuestionError
from graph.records import Claim, Dataset, Node
from graph.validation import problems, signature_problem
from graph.vocabulary import ACCEPTED, AMENDED, GROUP, NODE_TYPES, PROPOSED, REJECTED, REVIEW
from loaders.case_file import ENTITY, RELATION, CaseFileLoader
from loaders.case_writer import JsonObject
from loaders.loader import RowFault
from loaders.reading.decisions.proposals_file import read_proposals, replace_file, write_proposals
from loaders.reading.decisions.rereading import ADDED, is_decided
from loaders.reviewed import DECIDED_BY, DECIDED_ON, GONE, MERGED_INTO
from loaders.tables import Row, digest_of, slug

AS_READ: Final = "as_read"
OF_FACT: Final = ("type", "source", "target", "certainty", "negated")
OF_ATTRS: Final = ("from", "to")
_ENDS: Final = ("source", "target")


@dataclass(frozen=True, slots=True)
class Progress:
    """How many facts somebody decided on, of how many, and how many of them come in."""

    decided: int
    of: int
    kept: int


Lines = dict[str, JsonObject]
Given = Mapping[str, str | bool]


class Review:
    """The lines of one file of proposals, as one person decides on them. Every method that changes one saves."""

    def __init__(self, path: Path, by: str, on: date) -> None:
        """Open ``path`` for decisions by the person ``by`` on the day ``on``. Raises UnreadableFile."""
        self.path = path
        self._signature = {DECIDED_BY: by, DECIDED_ON: on.isoformat()}
        self._lines: Lines = {line["id"]: line for line in read_proposals(path)}
        self._digest = digest_of(path)
        self._done: list[Lines] = []
        self._take_up()

    @property
    def title(self) -> str:
        """The title of the document that the facts cite first, '' where there is none."""
        return next((str(fact["evidence"]["document"]) for fact in self.facts if fact["evidence"].get("document")), "")

    @property
    def names(self) -> list[JsonObject]:
        """The names, without those found to be another's."""
        return [line for line in self._of(ENTITY) if not line["attrs"].get(MERGED_INTO)]

    @property
    def facts(self) -> list[JsonObject]:
        """The facts, decided or not."""
        return list(self._of(RELATION))

    def _of(self, kind: str) -> Iterator[JsonObject]:
        return (line for line in self._lines.values() if line["kind"] == kind)

    def line(self, key: str) -> JsonObject:
        """The line with this id. Raises QuestionError."""
        if key not in self._lines:
            raise QuestionError(f"nothing here has the id {key!r}", next_step="Load the page again.")
        return self._lines[key]

    @property
    def progress(self) -> Progress:
        """How far the review is."""
        facts = self.facts
        kept = sum(1 for fact in facts if _is_kept(fact))
        return Progress(sum(map(is_decided, facts)), len(facts), kept)

    # -- decisions -----------------------------------------------------------------------------------------------------

    def accept(self, key: str) -> None:
        """The fact or name is as it stands there. Raises QuestionError where it could not be loaded like that."""
        self._check(self.line(key), self._lines)
        self._change([self._signed(self.line(key), ACCEPTED)])

    def reject(self, key: str) -> None:
        """The fact does not hold, or the document does not say it."""
        self._change([self._signed(self.line(key), REJECTED)])

    def amend(self, given: Mapping[str, Given]) -> None:
        """Correct facts (type, ends, role, dates, certainty, negated) and names (name, type, group_kind), by id.

        Raises QuestionError, with what is wrong, where the outcome would not be loaded.
        """
        changed = {key: _amended(self.line(key), fields) for key, fields in given.items()}
        lines = {**self._lines, **changed}
        touched = (line for line in lines.values() if line["id"] in changed or _rests_on(line, changed))
        for line in touched:
            self._check(line, lines)
        self._change([self._signed(line, AMENDED) for line in changed.values()])

    def merge(self, gone: str, into: str) -> None:
        """Two names mean one: the facts of ``gone`` become those of ``into``, which takes its spellings too."""
        one, other = self.line(gone), self.line(into)
        if gone == into or {one["kind"], other["kind"]} != {ENTITY} or one["type"] != other["type"]:
            raise QuestionError("only two names of one type can be one", next_step="Choose another, or correct a type.")
        names = dict.fromkeys((*other["aliases"], one["name"], *one["aliases"]))
        taken = {**other, "aliases": [name for name in names if name != other["name"]]}
        marked = {**one, "attrs": {**one["attrs"], MERGED_INTO: into}}
        moved = (_moved(fact, gone, into) for fact in self.facts if gone in (fact["source"], fact.get("target")))
        facts = (fact if not _is_loop(fact) else self._signed(fact, REJECTED) for fact in moved)
        self._change([self._signed(taken, AMENDED), self._signed(marked, AMENDED), *facts])

    def split(self, key: str, end: str, name: str) -> None:
        """At one end of a fact stands somebody or something else of the same type, called ``name``."""
        fact = self.line(key)
        if fact["kind"] != RELATION or end not in _ENDS or not fact.get(end) or not name.strip():
            raise QuestionError("a name of its own is needed for one end of a fact", next_step="Write the name.")
        new = self._new_name(self.line(fact[end]), name.strip())
        changed = {**fact, end: new["id"], "attrs": {**fact["attrs"], AS_READ: _as_read(fact)}}
        self._change([self._signed(new, ACCEPTED), self._signed(changed, AMENDED)])

    def undo(self) -> bool:
        """Take back the last decision of this sitting; False where there is none."""
        if not self._done:
            return False
        self._save(self._done[-1])
        self._lines = self._done.pop()
        return True

    def _new_name(self, like: JsonObject, name: str) -> JsonObject:
        plain = f"{like['type']}-{slug(name)}"
        key = next(each for each in (plain, *(f"{plain}-{n}" for n in range(2, 10_000))) if each not in self._lines)
        kind = {"group_kind": like["attrs"]["group_kind"]} if like["attrs"].get("group_kind") else {}
        attrs = {**kind, REVIEW: PROPOSED, ADDED: True}
        return {"kind": ENTITY, "id": key, "type": like["type"], "name": name, "aliases": [], "attrs": attrs}

    def _signed(self, line: JsonObject, state: str) -> JsonObject:
        attrs = {key: value for key, value in line["attrs"].items() if key != GONE or state == REJECTED}
        return {**line, "attrs": {**attrs, REVIEW: state, **self._signature}}

    def _check(self, line: JsonObject, lines: Lines) -> None:
        """Refuse what a later load would refuse."""
        try:
            record = as_record(line)
        except RowFault as fault:
            raise QuestionError(str(fault), next_step="Correct it here.") from fault
        wrong = [f"{problem.value!r}: {problem.reason}" for problem in problems(record)]
        if isinstance(record, Claim) and (misfit := signature_problem(record, lambda end: _type_in(lines, end))):
            wrong.append(misfit.reason)
        if wrong:
            raise QuestionError(wrong[0], next_step="Correct it here.")

    # -- keeping -------------------------------------------------------------------------------------------------------

    def _change(self, now: Iterable[JsonObject]) -> None:
        lines = {**self._lines, **{line["id"]: line for line in now}}
        self._save(lines)
        self._done.append(self._lines)
        self._lines = lines

    def _save(self, lines: Lines) -> None:
        if digest_of(self.path) != self._digest:
            raise QuestionError(
                f"{self.path.name} was changed elsewhere meanwhile",
                next_step="Nothing was written. Stop this review and start it again.",
            )
        entry = json.dumps({"of": self._digest, "lines": list(lines.values())}, ensure_ascii=False)
        replace_file(self._journal, entry.encode("utf-8"))
        self._write(lines)

    def _write(self, lines: Lines) -> None:
        write_proposals(self.path, lines.values())
        self._digest = digest_of(self.path)
        self._journal.unlink(missing_ok=True)

    @property
    def _journal(self) -> Path:
        return self.path.with_name(f"{self.path.name}.journal")

    def _take_up(self) -> None:
        """Finish the decision that a kill cut off, if the journal is of this very file."""
        if not self._journal.exists():
            return
        held = json.loads(self._journal.read_text(encoding="utf-8"))
        if held["of"] == self._digest:
            self._lines = {line["id"]: line for line in held["lines"]}
            self._write(self._lines)
        self._journal.unlink(missing_ok=True)


def as_record(line: JsonObject) -> Node | Claim:
    """A line as a load would make a record of it, whatever was decided on it. Raises RowFault."""
    unmarked = {key: value for key, value in line["attrs"].items() if key not in (REVIEW, MERGED_INTO, GONE)}
    row = Row(1, {**line, "attrs": unmarked})
    return next(iter(CaseFileLoader().records(row, Dataset(id="", title="", kind=CaseFileLoader.kind))))


def _type_in(lines: Lines, end: str) -> str | None:
    """The type of a name by its id in a record, which has the empty scope before it."""
    line = lines.get(end.removeprefix(":"))
    return line["type"] if line else None


def _rests_on(line: JsonObject, changed: Lines) -> bool:
    """Whether a fact that comes in has a changed name at an end."""
    return line["kind"] == RELATION and _is_kept(line) and not changed.keys().isdisjoint(map(line.get, _ENDS))


def _amended(line: JsonObject, given: Given) -> JsonObject:
    return _amended_fact(line, given) if line["kind"] == RELATION else _amended_name(line, given)


def _is_kept(fact: JsonObject) -> bool:
    return fact["attrs"].get(REVIEW) in (ACCEPTED, AMENDED) and not fact["attrs"].get(GONE)


def _is_loop(fact: JsonObject) -> bool:
    return bool(fact["source"] == fact.get("target"))


def _moved(fact: JsonObject, gone: str, into: str) -> JsonObject:
    return {**fact, **{end: into for end in _ENDS if fact.get(end) == gone}}


def _as_read(fact: JsonObject) -> JsonObject:
    """What the program had read, kept beside what a person made of it: the first reading, not an earlier amendment."""
    held = fact["attrs"].get(AS_READ)
    if isinstance(held, dict):
        return held
    said: JsonObject = {key: fact[key] for key in OF_FACT if key in fact}
    return {**said, **{key: fact["attrs"][key] for key in (*OF_ATTRS, "role", "designation") if key in fact["attrs"]}}


def _amended_fact(fact: JsonObject, given: Given) -> JsonObject:
    line = {**fact, **{key: given[key] for key in OF_FACT if key in given}}
    if not line.get("target"):
        line.pop("target", None)
    role = given.get("role", fact["attrs"].get("role") or fact["attrs"].get("designation") or "")
    attrs = {key: value for key, value in fact["attrs"].items() if key not in ("role", "designation")}
    attrs |= {key: given[key] for key in OF_ATTRS if key in given}
    attrs |= {"designation" if line["type"] == "designated" else "role": role, AS_READ: _as_read(fact)}
    return {**line, "attrs": {key: value for key, value in attrs.items() if value not in ("", None)}}


def _amended_name(name: JsonObject, given: Given) -> JsonObject:
    line = {**name, **{key: given[key] for key in ("type", "name") if given.get(key)}}
    if line["type"] not in NODE_TYPES:
        raise QuestionError(f"{line['type']!r} is no type of name", next_step=f"Use one of: {', '.join(NODE_TYPES)}.")
    attrs = {key: value for key, value in name["attrs"].items() if key != "group_kind"}
    kind = given.get("group_kind") or name["attrs"].get("group_kind")
    if line["type"] == GROUP and kind:
        attrs["group_kind"] = kind
    aliases = dict.fromkeys((*name["aliases"], name["name"]))
    return {**line, "attrs": attrs, "aliases": [each for each in aliases if each != line["name"]]}
