"""Who is who: schools, groups and authorities of a text or spreadsheet proposed against the register.

A proposal is *clear* only where no other record comes near; the rest is left to a person. A decision is a record
with who and when, and nothing is merged here. People are never matched, nor is anyone or anything whose name a
source withholds, nor what stands for many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from graph.records import DIFFERENT, SAME, Claim, Decision, Node
from graph.store import Store
from graph.vocabulary import GROUP, LOCAL_AUTHORITY, SCHOOL, is_formal
from loaders.match_groups import Groups, authority_candidates, group_candidates
from loaders.match_schools import (
    CLEAR_FROM,
    MARGIN,
    Candidate,
    Register,
    Sought,
    authority_of,
    candidates,
    rivals,
)
from loaders.school_names import fold, fold_authority

__all__ = [
    "CLEAR",
    "NEAR_TIE",
    "NONE",
    "PROGRAM",
    "Candidate",
    "Proposal",
    "Searched",
    "decide",
    "decisions",
    "propose",
]

PROGRAM: Final = "schoolties matcher 1"
CLEAR: Final = "clear"
NEAR_TIE: Final = "near tie"
NONE: Final = "none"

_GLOBAL: Final = ("urn:", "uid:", "la:")
_MATCHED: Final = frozenset({SCHOOL, GROUP, LOCAL_AUTHORITY})


class Searched(Protocol):
    """What is asked of a store in which names are looked for."""

    def nodes(self, *, type: str | None = None) -> Iterator[Node]: ...
    def claims(
        self, *, types: Collection[str] | None = None, touching: Collection[str] | None = None
    ) -> Iterator[Claim]: ...
    def decisions(self) -> list[Decision]: ...


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the register offers for ``node``, best first; ``verdict`` is clear, near tie or none, ``why`` the reason."""

    node: Node
    candidates: tuple[Candidate, ...]
    verdict: str
    why: str

    def sentence(self) -> str:
        """One sentence for a person who reviews it."""
        if not self.candidates:
            return f"{self.node.name}: {self.why}."
        best = self.candidates[0]
        return f"{self.node.name}: {self.verdict}, {best.name} ({best.id}): {self.why}."


def propose(store: Searched, *, authority: str | None = None) -> list[Proposal]:
    """A proposal for every node that could be in the register and that nobody has decided on, by id.

    ``authority`` is the council of schools about which their source says nothing of the kind, as a person writes
    it. Register and claims are read once; schools come before groups because a group is known by its members.
    """
    return _Matching(store, fold_authority(authority) if authority else None).proposals()


def decisions(proposals: Iterable[Proposal], *, on: date, by: str = PROGRAM) -> list[Decision]:
    """The clear proposals as judgements of ``by`` on the day ``on``."""
    return [_same(proposal, on, by) for proposal in proposals if proposal.verdict == CLEAR]


def decide(  # noqa: PLR0913 - a judgement has this many parts, and none goes without saying
    store: Store, left: str, right: str, verdict: str, *, by: str, on: date, reasons: Sequence[str] = ()
) -> Decision:
    """Keep a person's judgement (same, different or undecided) on whether node ``left`` is node ``right``."""
    decision = Decision(left=left, right=right, verdict=verdict, by=by, on=on.isoformat(), reasons=tuple(reasons))
    store.decide([decision])
    return decision


def _same(proposal: Proposal, on: date, by: str) -> Decision:
    best = proposal.candidates[0]
    return Decision(left=proposal.node.id, right=best.id, verdict=SAME, by=by, on=on.isoformat(), reasons=best.reasons)


class _Matching:
    """One run over a store, with what it holds indexed once."""

    def __init__(self, store: Searched, authority: str | None) -> None:
        self._authority = authority
        self._nodes = {node.id: node for type_ in sorted(_MATCHED) for node in store.nodes(type=type_)}
        self._decided = _verdicts(store.decisions(), SAME)
        self._told_apart = _verdicts(store.decisions(), DIFFERENT)
        self._open = [node for node in self._nodes.values() if self._is_open_question(node)]
        self._touching = _by_end(self._claims_around(store))
        self._councils = self._councils_of_nodes()
        self._register = Register.of(self._nodes.values(), store.claims(types=["succeeds"]))
        self._groups = Groups.of(self._nodes.values(), store.claims(types=["member_of"]), self._councils_of_register())

    def proposals(self) -> list[Proposal]:
        """Schools first, then groups and authorities; given back in order of id."""
        schools = [self._school(node) for node in self._open if node.type == SCHOOL]
        self._known = {p.node.id: p.candidates[0].id for p in schools if p.verdict == CLEAR} | {
            left: next(iter(rights)) for left, rights in self._decided.items()
        }
        groups = [self._group(node) for node in self._open if node.type == GROUP]
        councils = [self._council(node) for node in self._open if node.type == LOCAL_AUTHORITY]
        return sorted([*schools, *groups, *councils], key=lambda proposal: proposal.node.id)

    def _claims_around(self, store: Searched) -> list[Claim]:
        """The claims about what is to be matched, about its groups, and on the councils of all that these name.

        The rest of a national register, ten times as much, says nothing on who is who.
        """
        about = list(store.claims(touching=[node.id for node in self._open]))
        groups = {end for claim in about for end in claim.ends if self._is_group(end)}
        company = list(store.claims(touching=groups))
        named = {end for claim in (*about, *company) for end in claim.ends}
        places = store.claims(types=["in_authority"], touching=named)
        return list({claim.id: claim for claim in (*about, *company, *places)}.values())

    def _is_open_question(self, node: Node) -> bool:
        withheld = node.is_anonymous or node.is_collective
        informal = node.type == GROUP and not is_formal(node.kind)
        settled = node.id in self._decided or node.id.startswith(_GLOBAL)
        return node.type in _MATCHED and not (withheld or informal or settled)

    def _school(self, node: Node) -> Proposal:
        if given := _given(node, "urn"):
            return self._by_number(node, f"urn:{given}", "URN", self._register.schools)
        sought = self._sought(node)
        if sought.authorities and not self._register.holds(sought.authorities):
            names = " and ".join(sorted(sought.authorities)).title()
            return Proposal(node, (), NONE, f"no school of {names} is loaded")
        found = [c for c in candidates(sought, self._register) if c.id not in self._told_apart[node.id]]
        if not found:
            return Proposal(node, (), NONE, "no school of the register is like it")
        return _judged(node, found, rivals(sought, found, self._register))

    def _by_number(self, node: Node, id: str, what: str, held: Mapping[str, Node]) -> Proposal:
        number = id.partition(":")[2]
        if id not in held:
            return Proposal(node, (), NONE, f"the {what} {number} that its source gives is not loaded")
        reason = f"its source gives the {what} {number}"
        return Proposal(node, (Candidate(id, held[id].name, 100.0, (reason,), 100.0),), CLEAR, reason)

    def _group(self, node: Node) -> Proposal:
        if given := _given(node, "uid"):
            return self._by_number(node, f"uid:{given}", "UID", self._groups.nodes)
        members = frozenset(self._known.get(member, member) for member in self._members(node))
        places = self._councils_of([node.id, *self._members(node)])
        found = group_candidates(node, members, places, self._groups)
        found = tuple(c for c in found if c.id not in self._told_apart[node.id])
        if not found:
            return Proposal(node, (), NONE, "no group of this kind in the register is like it")
        return _judged(node, found, [c for c in found[1:] if c.score > found[0].score - MARGIN], clear_from=100.0)

    def _council(self, node: Node) -> Proposal:
        found = authority_candidates(node, self._groups)
        if not found:
            return Proposal(node, (), NONE, "no authority of that name is loaded")
        return _judged(node, found, found[1:])

    def _sought(self, node: Node) -> Sought:
        claims = self._touching[node.id]
        neighbours = self._neighbours(node)
        groups = (self._nodes[near] for near in neighbours if self._is_group(near))
        councils = self._councils.get(node.id) or frozenset({self._authority} if self._authority else ())
        return Sought(
            node,
            authorities=councils,
            neighbours=self._councils_of(neighbours),
            context=frozenset(word for group in groups for word in fold(group.name).split()),
            dated=tuple(when for claim in claims for when in (claim.start, *claim.observed, claim.end) if when),
            published=tuple(when for claim in claims for when in claim.period.observed if when == claim.evidence.dated),
        )

    def _neighbours(self, node: Node) -> list[str]:
        """The nodes one step away, and the other members of its groups."""
        near = _others(node.id, self._touching[node.id])
        beyond = (end for group in near if self._is_group(group) for end in _others(group, self._touching[group]))
        return sorted({*near, *beyond} - {node.id})

    def _is_group(self, node_id: str) -> bool:
        return node_id in self._nodes and self._nodes[node_id].type == GROUP

    def _councils_of(self, node_ids: Iterable[str]) -> frozenset[str]:
        return frozenset(name for node_id in node_ids for name in self._councils.get(node_id, ()))

    def _members(self, group: Node) -> list[str]:
        return sorted(
            claim.source
            for claim in self._touching[group.id]
            if claim.type == "member_of" and claim.target == group.id and not claim.negated
        )

    def _councils_of_nodes(self) -> dict[str, frozenset[str]]:
        """For each node the folded names of the councils in whose area a claim puts it."""
        found: dict[str, set[str]] = defaultdict(set)
        for claims in self._touching.values():
            for claim in claims:
                council = self._nodes.get(claim.target or "")
                if claim.type == "in_authority" and council and not claim.negated and not council.is_anonymous:
                    found[claim.source].add(fold_authority(council.name))
        return {node_id: frozenset(names) for node_id, names in found.items()}

    def _councils_of_register(self) -> dict[str, str]:
        return {urn: authority_of(school) for urn, school in self._register.schools.items()}


def _judged(
    node: Node, found: Sequence[Candidate], near: Sequence[Candidate], clear_from: float = CLEAR_FROM
) -> Proposal:
    best = found[0]
    if near:
        others = ", ".join(f"{other.name} ({other.id})" for other in near)
        return Proposal(node, tuple(found), NEAR_TIE, f"{'; '.join(best.reasons)}; but so might {others} be")
    if best.score < clear_from:
        return Proposal(node, tuple(found), NEAR_TIE, "; ".join(best.reasons))
    return Proposal(node, tuple(found), CLEAR, "; ".join(best.reasons))


def _given(node: Node, key: str) -> str:
    return str(node.attributes.get(key) or "").strip()


def _by_end(claims: Iterable[Claim]) -> Mapping[str, list[Claim]]:
    touching: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for end in claim.ends:
            touching[end].append(claim)
    return touching


def _others(id: str, claims: Iterable[Claim]) -> set[str]:
    return {end for claim in claims if claim.type != "in_authority" for end in claim.ends} - {id}


def _verdicts(held: Iterable[Decision], verdict: str) -> defaultdict[str, set[str]]:
    pairs: defaultdict[str, set[str]] = defaultdict(set)
    for decision in held:
        if decision.verdict == verdict:
            pairs[decision.left].add(decision.right)
    return pairs
