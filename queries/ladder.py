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

from functools import cached_property
from typing import Final

from graph.projection import POSTS, Projection
from graph.vocabulary import PERSON, SCHOOL
from queries.contacts import Contacts, Meeting, Meetings, fellow_members
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
        self._meetings = Meetings(projection)
        self._met: dict[str, Meeting] = {}
        self._rungs: dict[str, str] = {}
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
        return self._meeting(school).contacts

    def _meeting(self, school: str) -> Meeting:
        if school not in self._met:
            self._met[school] = self._meetings.of(school)
        return self._met[school]

    def rung(self, school: str) -> str:
        """The first rung that applies; NOTHING_READ where no source says anything of the school's ties."""
        if school not in self._rungs:
            self._rungs[school] = self._rung(school)
        return self._rungs[school]

    def _rung(self, school: str) -> str:
        if self._meeting(school).nobody:
            return ALONE if school in self.projection.heard_by_then else NOTHING_READ
        if self.circle(school):
            return INWARD
        return (OUT_OF_REACH, BY_A_THREAD, CONNECTED)[self.ways(school)]

    def ways(self, school: str) -> int:
        """0 where it reaches no leader, 1 where one node cuts every route, 2 where none does."""
        if school not in self.distance:
            return 0
        return 1 if self._threads.get(school) else 2

    def circle(self, school: str) -> tuple[str, ...]:
        """What holds everybody the school meets: one formal group, or the schools federated with it in a federation
        that has no name; () where nothing does."""
        if school not in self._circles:
            self._circles[school] = self._circle(school, self._meeting(school))
        return self._circles[school]

    def _circle(self, school: str, meeting: Meeting) -> tuple[str, ...]:
        if not meeting.any_school:
            return ()
        for group in self._circles_about(meeting):
            if self._holds_all(self._meetings.fellows(group), meeting, group):
                return (group,)
        federation = federated(self.projection, school)
        return tuple(sorted(federation - {school})) if self._holds_all(federation, meeting) else ()

    def _circles_about(self, meeting: Meeting) -> list[str]:
        """The formal groups it meets that hold one of the schools met: no other can hold them all."""
        other = meeting.any_other
        return [group for group in self._meetings.formal_groups_of(other) if meeting.meets_group(group)]

    def _holds_all(self, inside: frozenset[str], meeting: Meeting, home: str = "") -> bool:
        """Whether every school met is inside, and every leader and fellow member of other groups works there."""
        if not meeting.only_meets(inside):
            return False
        places = inside | {home}
        return all(self._works_only_at(person, places) for person in self._people(meeting.contacts, home))

    def _people(self, contacts: Contacts, home: str) -> set[str]:
        """The leaders met, and the people met as members of groups other than the home."""
        fellows = {there for group in contacts.groups - {home} for there in self._meetings.fellows(group)}
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
