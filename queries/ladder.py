"""The isolation ladder: where a school stands on the day.

For each school, the first that applies:

    alone          no tie to another school, to a group with another live member, or to a leader of another school
    inward         every school, group and leader it meets is inside one formal group (federation, trust)
    out of reach   tied, but no route to any system leader
    by a thread    every route to a system leader runs through one person, group or school
    connected      none of these

A school whose ties no source speaks of, for the day or before it, stands on no rung: nobody has looked. It is
counted apart as 'nothing read'.

System leaders are people with a live NLE, LLE, SLE, SBM advocate or SBD designation, and teaching schools.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph.projection import POSTS, Projection, staff_of
from graph.vocabulary import GROUP, PERSON, SCHOOL
from queries.reach import distances, threads, walkable

ALONE: Final = "alone"
INWARD: Final = "inward"
OUT_OF_REACH: Final = "out of reach"
BY_A_THREAD: Final = "by a thread"
CONNECTED: Final = "connected"
NOTHING_READ: Final = "nothing read"
RUNGS: Final = (ALONE, INWARD, OUT_OF_REACH, BY_A_THREAD, CONNECTED)
STANDINGS: Final = (*RUNGS, NOTHING_READ)


class Ladder:
    """The ladder on a projection; every school's standing is worked out when it is asked for."""

    def __init__(self, projection: Projection) -> None:
        self.projection = projection
        self._contacts: dict[str, Contacts] = {}
        self._circles: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _neighbours(self) -> dict[str, list[str]]:
        return walkable(self.projection)

    @cached_property
    def distance(self) -> dict[str, int]:
        """Ties to the nearest leader, for every node that reaches one."""
        return distances(self._neighbours, self.projection.leaders)

    @cached_property
    def _threads(self) -> dict[str, tuple[str, ...]]:
        return threads(self._neighbours, self.projection.leaders)

    def contacts(self, school: str) -> Contacts:
        """Whom the school meets."""
        if school not in self._contacts:
            self._contacts[school] = meet(self.projection, school)
        return self._contacts[school]

    def rung(self, school: str) -> str:
        """The first rung that applies; NOTHING_READ where no source says anything of the school's ties."""
        contacts = self.contacts(school)
        if contacts.nobody:
            return ALONE if school in self.projection.heard_by_then else NOTHING_READ
        if self.circle(school):
            return INWARD
        if school not in self.distance:
            return OUT_OF_REACH
        return BY_A_THREAD if self._threads.get(school) else CONNECTED

    def circle(self, school: str) -> tuple[str, ...]:
        """What holds everybody the school meets: one formal group, or the schools federated with it in a federation
        that has no name; () where nothing does."""
        if school not in self._circles:
            self._circles[school] = self._circle(school, self.contacts(school))
        return self._circles[school]

    def _circle(self, school: str, contacts: Contacts) -> tuple[str, ...]:
        for group in sorted(contacts.groups):
            inside = fellow_members(self.projection, group)
            if self.projection.is_formal_group(group) and self._holds_all(inside, contacts, group):
                return (group,)
        federation = federated(self.projection, school)
        return tuple(sorted(federation - {school})) if self._holds_all(federation, contacts) else ()

    def _holds_all(self, inside: frozenset[str], contacts: Contacts, home: str = "") -> bool:
        """Whether every school met is inside, and every leader and fellow member of other groups works there."""
        met = contacts.schools | contacts.unnamed
        places = inside | {home}
        return bool(met) and met <= inside and all(self._works_only_at(p, places) for p in self._people(contacts, home))

    def _people(self, contacts: Contacts, home: str) -> set[str]:
        """The leaders met, and the people met as members of groups other than the home."""
        fellows = {there for group in contacts.groups - {home} for there in fellow_members(self.projection, group)}
        return {*contacts.leaders, *(there for there in fellows if self.projection.nodes[there].type == PERSON)}

    def _works_only_at(self, person: str, places: frozenset[str]) -> bool:
        posts = {there for there, tie in self.projection.steps_from(person) if tie.relation in POSTS}
        return bool(posts) and posts <= places

    def via(self, school: str) -> tuple[str, ...]:
        """What its routes hang on, the group it is inside, or the leaders nearest to it."""
        rung = self.rung(school)
        if rung == INWARD:
            return self.circle(school)
        if rung == BY_A_THREAD:
            return self._threads[school]
        return self.nearest_leaders(school) if rung == CONNECTED else ()

    def nearest_leaders(self, school: str) -> tuple[str, ...]:
        """The leaders at the least distance, by id."""
        frontier = {school}
        for _ in range(self.distance.get(school, 0)):
            frontier = {
                there
                for node in frontier
                for there in self._neighbours.get(node, [])
                if self.distance.get(there, -1) == self.distance[node] - 1
            }
        return tuple(sorted(node for node in frontier if node in self.projection.leaders))


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

    @property
    def nobody(self) -> bool:
        """Whether there is nobody."""
        return not (self.schools or self.groups or self.leaders or self.unnamed)


def fellow_members(projection: Projection, group: str) -> frozenset[str]:
    """The schools and people that are live members of a group, sets of unnamed ones among them."""
    return frozenset(tie.source for tie in projection.ties_of(group) if tie.relation == "member_of")


def members(projection: Projection, group: str) -> frozenset[str]:
    """The named schools that are live members of a group."""
    fellows = (node for node in fellow_members(projection, group) if projection.is_step(node))
    return frozenset(node for node in fellows if projection.nodes[node].type == SCHOOL)


def federated(projection: Projection, school: str) -> frozenset[str]:
    """The school and those it is federated with, directly or through one another."""
    found, frontier = {school}, [school]
    while frontier:
        for there, tie in projection.steps_from(frontier.pop()):
            if tie.relation == "federation" and there not in found:
                found.add(there)
                frontier.append(there)
    return frozenset(found)


def meet(projection: Projection, school: str) -> Contacts:
    """Whom the school meets: from it through people and groups, never on through another school."""
    staff = staff_of(projection, school)
    seen, walked = {school}, [school]
    # The list grows while it is walked.
    for node in walked:
        for there, _ in projection.steps_from(node):
            if there not in seen:
                seen.add(there)
                if projection.nodes[there].type != SCHOOL:
                    walked.append(there)
    others = seen - {school} - staff
    return Contacts(
        schools=frozenset(node for node in others if projection.nodes[node].type == SCHOOL),
        groups=frozenset(node for node in others if _has_other_member(projection, node, staff | {school})),
        leaders=frozenset(n for n in others if n in projection.leaders and projection.nodes[n].type == PERSON),
        unnamed=frozenset(there for node in walked for there in _unnamed_schools(projection, node)),
    )


def _has_other_member(projection: Projection, node: str, own: Iterable[str]) -> bool:
    mine = set(own)
    return projection.nodes[node].type == GROUP and any(
        tie.relation == "member_of" and tie.source not in mine for tie in projection.ties_of(node)
    )


def _unnamed_schools(projection: Projection, node: str) -> Iterator[str]:
    for tie in projection.ties_of(node):
        there = projection.nodes[tie.other(node)]
        if there.type == SCHOOL and there.is_collective:
            yield there.id
