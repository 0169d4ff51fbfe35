"""Which group or authority of the register a text means: by its name without general words, and by its members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz

from graph.records import Claim, Node
from graph.vocabulary import GROUP, LOCAL_AUTHORITY
from loaders.match_schools import ALIKE, Candidate
from loaders.school_names import fold_authority, fold_group

NO_MEMBER_SHARED: Final = 20.0


@dataclass(frozen=True)
class Groups:
    """The groups and authorities of the register, with the members of the groups and where these are.

    ``members`` gives the ids of the schools in a group, ``places`` the folded names of the councils of a group.
    """

    nodes: Mapping[str, Node]
    members: Mapping[str, frozenset[str]] = field(default_factory=dict)
    places: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, nodes: Iterable[Node], memberships: Iterable[Claim], school_places: Mapping[str, str]) -> Groups:
        """From the register's nodes, its member_of claims, and the council of each school by its id."""
        members: dict[str, set[str]] = defaultdict(set)
        for claim in memberships:
            if claim.target is not None and not claim.negated:
                members[claim.target].add(claim.source)
        held = {node.id: node for node in nodes if node.id.startswith(("uid:", "la:"))}
        places = {group: _places(schools, school_places) for group, schools in members.items()}
        return cls(held, {group: frozenset(schools) for group, schools in members.items()}, places)


def _places(schools: Iterable[str], school_places: Mapping[str, str]) -> frozenset[str]:
    return frozenset(school_places.get(school, "") for school in schools) - {""}


def group_candidates(
    group: Node, members: frozenset[str], places: frozenset[str], groups: Groups, limit: int = 5
) -> tuple[Candidate, ...]:
    """The register's groups of the same kind that ``group`` may be, best first.

    ``members`` are the register's ids of its member schools as far as they are known, ``places`` the folded names
    of its councils. Full marks need the same words and a member or an authority in common.
    """
    alike = (node for node in groups.nodes.values() if node.type == GROUP and node.kind == group.kind)
    judged = (_judge(group, node, members, places, groups) for node in alike)
    found = [candidate for candidate in judged if candidate]
    return tuple(sorted(found, key=lambda candidate: (-candidate.score, candidate.id))[:limit])


def _judge(
    group: Node, held: Node, members: frozenset[str], places: frozenset[str], groups: Groups
) -> Candidate | None:
    likeness = max(_likeness(one, other) for one in group.names for other in held.names)
    if likeness < ALIKE:
        return None
    shared = len(members & groups.members.get(held.id, frozenset()))
    there = sorted(places & groups.places.get(held.id, frozenset()))
    name = "the same name but for general words" if likeness == 100.0 else "a like name"
    company = f"{shared} member{'s' * (shared != 1)} in common" if shared else "no member known to be in common"
    reasons = (name, company, *(f"in {place.title()}" for place in there))
    score = likeness - (0.0 if shared or there else NO_MEMBER_SHARED)
    return Candidate(held.id, held.name, round(score, 1), reasons, round(likeness, 1))


def _likeness(one: str, other: str) -> float:
    ours, theirs = fold_group(one), fold_group(other)
    # One shared word is no likeness: half the trusts of England are named after a saint.
    return 100.0 if ours == theirs else min(fuzz.ratio(ours, theirs), 99.0)


def authority_candidates(authority: Node, groups: Groups) -> tuple[Candidate, ...]:
    """The register's authorities with one of the names of ``authority``, style aside (council, borough …)."""
    names = {fold_authority(name) for name in authority.names}
    councils = (node for node in groups.nodes.values() if node.type == LOCAL_AUTHORITY)
    same = (node for node in councils if names & {fold_authority(name) for name in node.names})
    return tuple(Candidate(node.id, node.name, 100.0, ("the same name",), 100.0) for node in same)
