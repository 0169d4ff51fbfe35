"""Whether records keep the rules of the vocabulary: every problem at once, with the value and the way out.

Nothing here raises and nothing here knows where a record stood: the loader adds the line or the cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from graph.dates import PartialDate
from graph.records import Claim, Node, Record
from graph.vocabulary import (
    CERTAINTIES,
    GROUP,
    GROUP_KINDS,
    NODE_TYPES,
    RELATIONS,
    SCHOOL,
    RelationType,
)

LONGEST_QUOTE: Final = 200
_URN: Final = re.compile(r"[14][0-9]{5}")
_CORRECT: Final = "Correct the row and load the file again."


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a record: the ``value`` at fault, the ``reason``, and what to do about it."""

    value: str
    reason: str
    next_step: str = _CORRECT

    def __str__(self) -> str:
        return f"{self.value!r}: {self.reason}. {self.next_step}"


def problems(record: Record) -> list[Problem]:
    """Everything wrong with one node or claim looked at by itself, in the order of its fields."""
    found = _node_problems(record) if isinstance(record, Node) else _claim_problems(record)
    return list(found)


def urn_reason(urn: str) -> str | None:
    """Why ``urn`` cannot be a school's unique reference number, None where it can.

    A school's URN has six digits and begins with 1, in Wales with 4; five digits from 2 on are a children's centre.
    """
    if _URN.fullmatch(urn):
        return None
    if re.fullmatch(r"2[0-9]{4}", urn):
        return "a URN of five digits beginning with 2 is a children's centre, not a school"
    return "a school's URN has six digits and begins with 1, in Wales with 4"


def _node_problems(node: Node) -> Iterator[Problem]:
    if not node.id.strip():
        yield Problem(node.name, "a node without an id", "Give it an id that no other row has.")
    if not node.name.strip():
        yield Problem(node.id, "a node without a name", "Give its name as the source writes it.")
    if node.type not in NODE_TYPES:
        yield _unknown(node.type, "node type", NODE_TYPES)
    yield from _kind_problems(node)
    yield from _order_problems(node.opened, node.closed, "closed before it opened")
    yield from _urn_problems(node)


def _kind_problems(node: Node) -> Iterator[Problem]:
    if node.kind is None:
        return
    if node.type != GROUP:
        yield Problem(node.kind, f"only a group has a kind, and {node.id} is a {node.type}")
    elif node.kind not in GROUP_KINDS:
        yield _unknown(node.kind, "kind of group", GROUP_KINDS)


def _urn_problems(node: Node) -> Iterator[Problem]:
    given = node.attributes.get("urn")
    urns = [node.id.removeprefix("urn:")] if node.id.startswith("urn:") else []
    if node.type == SCHOOL and given not in (None, ""):
        urns.append(str(given))
    for urn in dict.fromkeys(urns):
        if reason := urn_reason(urn):
            yield Problem(urn, reason, "Look the school up in the register, or leave the URN out.")


def _claim_problems(claim: Claim) -> Iterator[Problem]:
    if not claim.id.strip():
        yield Problem(claim.source, "a claim without an id", "Give it an id that no other row has.")
    relation = RELATIONS.get(claim.type)
    if relation is None:
        yield _unknown(claim.type, "relation type", RELATIONS)
    elif claim.target is None and not relation.target_optional:
        yield Problem(claim.type, "this relation needs a target", "Say whom or what it is with.")
    if claim.source == claim.target:
        yield Problem(claim.source, "tied to itself", "Correct its source or its target.")
    if claim.certainty not in CERTAINTIES:
        yield _unknown(claim.certainty, "certainty", CERTAINTIES)
    yield from _order_problems(claim.start, claim.end, "ends before it starts")
    yield from _evidence_problems(claim)


def _order_problems(first: PartialDate | None, last: PartialDate | None, reason: str) -> Iterator[Problem]:
    if first and last and last.latest < first.earliest:
        yield Problem(f"{first} to {last}", reason, "Check both dates in the source.")


def _evidence_problems(claim: Claim) -> Iterator[Problem]:
    evidence = claim.evidence
    if not evidence.document.strip():
        yield Problem(claim.id, "evidence without a document", "Name the document that says so.")
    if evidence.quote and len(evidence.quote) > LONGEST_QUOTE:
        reason = f"a quote of {len(evidence.quote)} characters, and {LONGEST_QUOTE} is the most"
        yield Problem(f"{evidence.quote[:40]}…", reason, "Shorten it to the words that matter.")
    if any(line < 1 for line in evidence.lines):
        yield Problem(str(min(evidence.lines)), "lines are counted from 1")


def _unknown(word: str, what: str, known: Iterable[str]) -> Problem:
    names = list(known)
    near = get_close_matches(word.strip().casefold().replace(" ", "_"), names, n=1, cutoff=0.6)
    meant = f"Did you mean {near[0]}?" if near else f"Use one of: {', '.join(names)}."
    return Problem(word, f"no {what} of the vocabulary", meant)


def signature_problem(claim: Claim, type_of: Callable[[str], str | None]) -> Problem | None:
    """What the types of a claim's ends break in the vocabulary's signature of its relation, None if nothing.

    ``type_of`` gives the type of a node id, None where no node is known: that end is then not judged.
    A symmetric relation may be written either way round.
    """
    relation = RELATIONS.get(claim.type)
    if relation is None:
        return None
    source = type_of(claim.source)
    target = type_of(claim.target) if claim.target is not None else None
    turned = relation.symmetric and _fits(relation, target, source)
    return None if _fits(relation, source, target) or turned else _misfit(claim, relation, source, target)


def _fits(relation: RelationType, source: str | None, target: str | None) -> bool:
    if relation.same_type and source and target:
        return source == target
    return (source is None or source in relation.sources) and (target is None or target in relation.targets)


def _misfit(claim: Claim, relation: RelationType, source: str | None, target: str | None) -> Problem:
    ends = f"{source or 'a node not seen yet'} to {target or 'nothing'}"
    if relation.same_type:
        wanted = "two nodes of one type"
    else:
        wanted = f"{_either(relation.sources)} to {_either(relation.targets)}"
    value = " -> ".join(claim.ends)
    return Problem(value, f"{claim.type} joins {wanted}, not {ends}", "Correct the relation or its ends.")


def _either(types: Iterable[str]) -> str:
    return " or ".join(sorted(types))


class Successions:
    """Who came after whom, built up claim by claim: the claim that closes a circle is found at once."""

    def __init__(self) -> None:
        self._before: dict[str, set[str]] = {}

    def circle(self, claim: Claim) -> tuple[str, ...]:
        """The circle that ``claim`` would close, from its source round to its source; empty if none.

        A claim that closes none is remembered; one that does is not, so that the others stay sound.
        """
        if claim.type != "succeeds" or claim.negated or claim.target is None:
            return ()
        back = self._path(claim.target, claim.source)
        if not back:
            self._before.setdefault(claim.source, set()).add(claim.target)
        return (claim.source, *back) if back else ()

    def _path(self, first: str, last: str) -> tuple[str, ...]:
        came_by: dict[str, str | None] = {first: None}
        waiting = [first]
        while waiting:
            node = waiting.pop()
            if node == last:
                return tuple(_trail(came_by, node))
            for before in sorted(self._before.get(node, ())):
                if before not in came_by:
                    came_by[before] = node
                    waiting.append(before)
        return ()


def _trail(came_by: Mapping[str, str | None], last: str) -> list[str]:
    trail: list[str] = []
    node: str | None = last
    while node is not None:
        trail.append(node)
        node = came_by[node]
    return trail[::-1]


class Inspection:
    """Looks at one file's records in order: each by itself, and against those before it and those held.

    ``held`` gives the type of a node that the store already has, None where it has none.
    """

    def __init__(self, held: Callable[[str], str | None] = lambda _: None) -> None:
        self._held = held
        self._types: dict[str, str] = {}
        self._claims: set[str] = set()
        self._successions = Successions()

    def problems(self, record: Record) -> list[Problem]:
        """Everything wrong with ``record``; only a sound record is remembered."""
        found = problems(record)
        if isinstance(record, Node):
            return [*found, *self._retyped(record)] or self._keep_node(record)
        found += [*self._doubled(record), *self._misplaced(record)]
        return found or self._circular(record)

    def _keep_node(self, node: Node) -> list[Problem]:
        self._types[node.id] = node.type
        return []

    def _retyped(self, node: Node) -> Iterator[Problem]:
        earlier = self._types.get(node.id)
        if earlier not in (None, node.type):
            reason = f"a {earlier} on an earlier row and a {node.type} here"
            yield Problem(node.id, reason, "Give one a new id.")

    def _doubled(self, claim: Claim) -> Iterator[Problem]:
        if claim.id in self._claims:
            yield Problem(claim.id, "this claim is on an earlier row of the file", "Keep one of the two.")

    def _misplaced(self, claim: Claim) -> Iterator[Problem]:
        if problem := signature_problem(claim, lambda end: self._types.get(end) or self._held(end)):
            yield problem

    def _circular(self, claim: Claim) -> list[Problem]:
        circle = self._successions.circle(claim)
        if circle:
            round_trip = " -> ".join(circle)
            return [Problem(round_trip, "each comes after the next, in a circle", "Turn one of them round.")]
        self._claims.add(claim.id)
        return []
