"""Whom a school meets: from it through people and groups, never on through another school.

People and groups that are joined without a school between them are one company, and every school at it meets all of
it. It is gathered once for all of them: a trust of ninety schools is walked once and not ninety times.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph.projection import Projection, staff_of
from graph.vocabulary import GROUP, PERSON, SCHOOL

_NONE: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Contacts:
    """Whom a school meets without going through another school: schools, groups with another member, leaders.

    ``unnamed`` are sets of schools that a source does not name one by one: no route leads on from them, and yet
    a school that works with one is not alone.
    """

    schools: frozenset[str]
    groups: frozenset[str]
    leaders: frozenset[str]
    unnamed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Company:
    """People and groups joined without a school between them: the schools at it, its groups with a live member, its
    leaders, and the sets of unnamed schools it works with."""

    schools: frozenset[str]
    groups: frozenset[str]
    leaders: frozenset[str]
    unnamed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Meeting:
    """Whom one school meets, left in the companies they come in: in a large one the school is a drop.

    ``own`` is the school with its staff; ``alongside`` and ``unnamed`` are the schools it is tied to directly;
    ``empty`` are the groups that have no other member than its own.
    """

    own: frozenset[str]
    alongside: frozenset[str]
    unnamed: frozenset[str]
    companies: tuple[Company, ...]
    empty: frozenset[str]

    @property
    def nobody(self) -> bool:
        """Whether there is nobody."""
        return not (self.any_school or any(self._has_company(company) for company in self.companies))

    def _has_company(self, company: Company) -> bool:
        return not (company.groups <= self.empty and company.leaders <= self.own)

    @property
    def any_school(self) -> bool:
        """Whether it meets another school, named or not."""
        return any(not schools <= self.own for schools in self._schools)

    @property
    def any_other(self) -> str:
        """One of the schools it meets, the first by id of those it comes to first."""
        return min(next(others for schools in self._schools if (others := schools - self.own)))

    def meets_group(self, group: str) -> bool:
        """Whether it meets a group with another member."""
        return group not in self.empty and any(group in company.groups for company in self.companies)

    def only_meets(self, places: frozenset[str]) -> bool:
        """Whether every school it meets, named or not, is one of the places."""
        inside = places | self.own
        return all(schools <= inside for schools in self._schools)

    @property
    def _schools(self) -> Iterable[frozenset[str]]:
        yield from (self.alongside, self.unnamed)
        for company in self.companies:
            yield from (company.schools, company.unnamed)

    @property
    def contacts(self) -> Contacts:
        """All of them by name."""
        return Contacts(
            schools=self.alongside.union(*(company.schools for company in self.companies)) - self.own,
            groups=_NONE.union(*(company.groups for company in self.companies)) - self.empty,
            leaders=_NONE.union(*(company.leaders for company in self.companies)) - self.own,
            unnamed=self.unnamed.union(*(company.unnamed for company in self.companies)) - self.own,
        )


_NOBODY: Final = Meeting(_NONE, _NONE, _NONE, (), _NONE)


class Meetings:
    """Whom the schools of a projection meet, found as they are asked for."""

    def __init__(self, projection: Projection) -> None:
        self._projection = projection
        self._companies: dict[str, Company] = {}
        self._fellows: dict[str, frozenset[str]] = {}

    def of(self, school: str) -> Meeting:
        """Whom one school meets."""
        if not self._projection.ties_of(school):
            return _NOBODY
        own = frozenset({school, *staff_of(self._projection, school)})
        steps = dict.fromkeys(there for there, _ in self._projection.steps_from(school))
        # Who works here and is tied to nobody else leads nowhere: so do most people of a register.
        onwards = (there for there in steps if there not in own or len(self._projection.ties_of(there)) > 1)
        companies = {id(found): found for found in map(self._company, onwards) if found}
        return Meeting(
            own=own,
            alongside=frozenset(there for there in steps if self._type(there) == SCHOOL),
            unnamed=frozenset(self._unnamed_schools([school])),
            companies=tuple(companies.values()),
            empty=frozenset(group for node in own for group in self._groups_of(node) if self.fellows(group) <= own),
        )

    def fellows(self, group: str) -> frozenset[str]:
        """The schools and people that are live members of a group, sets of unnamed ones among them."""
        found = self._fellows.get(group)
        if found is None:
            found = self._fellows[group] = fellow_members(self._projection, group)
        return found

    def formal_groups_of(self, school: str) -> list[str]:
        """The federations and trusts, met on the way, that a school is a live member of, sorted."""
        return sorted(group for group in self._groups_of(school) if self._projection.is_formal_group(group))

    def _groups_of(self, node: str) -> set[str]:
        ties = (tie for tie in self._projection.ties_of(node) if tie.relation == "member_of" and tie.source == node)
        return {tie.target for tie in ties if self._type(tie.target) == GROUP}

    def _type(self, node: str) -> str:
        return self._projection.nodes[node].type

    def _company(self, node: str) -> Company | None:
        """The company of a person or group, None for a school."""
        if self._type(node) == SCHOOL:
            return None
        if node not in self._companies:
            inside, schools = self._walk(node)
            self._companies.update(dict.fromkeys(inside, self._gather(inside, schools)))
        return self._companies[node]

    def _walk(self, start: str) -> tuple[list[str], set[str]]:
        inside, schools = {start}, set[str]()
        # The list grows while it is walked.
        for node in (walk := [start]):
            for there, _ in self._projection.steps_from(node):
                if self._type(there) == SCHOOL:
                    schools.add(there)
                elif there not in inside:
                    inside.add(there)
                    walk.append(there)
        return walk, schools

    def _gather(self, inside: Iterable[str], schools: Iterable[str]) -> Company:
        leaders = self._projection.leaders
        return Company(
            schools=frozenset(schools),
            groups=frozenset(node for node in inside if self._type(node) == GROUP and self.fellows(node)),
            leaders=frozenset(node for node in inside if node in leaders and self._type(node) == PERSON),
            unnamed=frozenset(self._unnamed_schools(inside)),
        )

    def _unnamed_schools(self, nodes: Iterable[str]) -> Iterable[str]:
        return (there for node in nodes for there in self._unnamed.get(node, ())) if self._unnamed else ()

    @cached_property
    def _unnamed(self) -> dict[str, list[str]]:
        """For each node the sets of unnamed schools it is tied to; a register has none."""
        found: dict[str, list[str]] = {}
        for tie in self._projection.ties:
            for end, there in ((tie.source, tie.target), (tie.target, tie.source)):
                if not self._projection.is_step(there) and self._type(there) == SCHOOL:
                    found.setdefault(end, []).append(there)
        return found


def fellow_members(projection: Projection, group: str) -> frozenset[str]:
    """The schools and people that are live members of a group, sets of unnamed ones among them."""
    return frozenset(tie.source for tie in projection.ties_of(group) if tie.relation == "member_of")
