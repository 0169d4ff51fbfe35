"""Whether a system leader is deployed: what counts as working beyond their own school.

On the day, a leader is deployed if a live claim says that they

    support a school other than their own, or a group that others than their own school belong to,
    are seconded to such a school or group,
    mentor a person who works elsewhere, or
    hold a post in a school other than their own.

A teaching school is deployed if it, or the alliance that it leads, supports another school. Members of its alliance
are its reach, not its deployment.

Somebody's own school is the one that a claim names as their home (``home``), else the only school where they hold a
post. Where they hold posts in several and none is named as home, each of these posts is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from graph.projection import Ledger, Projection, Tie, schools_of
from graph.vocabulary import GROUP, PERSON, SCHOOL, TEACHING_SCHOOL_ROLE
from queries.contacts import fellow_members

DEPLOYED, BEFORE, NONE_READ = "deployed", "deployed before", "no deployment read"
DEPLOYMENTS: Final = (DEPLOYED, BEFORE, NONE_READ)
# Relations that tell of work beyond one's own school. A post in another school tells of it too, while it lasts: one
# that is over was an earlier job.
LENDING: Final = frozenset({"supports", "secondment", "mentoring"})


@dataclass(frozen=True, slots=True)
class Deployment:
    """How a leader is deployed on the day: ``live`` ties beyond their own school, and ``lapsed`` ones of earlier."""

    live: tuple[Tie, ...]
    lapsed: tuple[Tie, ...]

    @property
    def standing(self) -> str:
        """DEPLOYED, BEFORE or NONE_READ."""
        return DEPLOYED if self.live else BEFORE if self.lapsed else NONE_READ


def own_schools(projection: Projection, person: str) -> frozenset[str]:
    """The schools named as the person's home, else the one school where they hold a post; empty where nobody says."""
    ties = projection.ties_of(person)
    homes = {str(claim.attributes["home"]) for tie in ties for claim in tie.claims if claim.attributes.get("home")}
    if homes:
        return frozenset(projection.identity.on(home, projection.reading.on) for home in homes)
    posts = {tie.target for tie in ties if tie.relation == "holds_role" and _is(projection, tie.target, SCHOOL)}
    return frozenset(posts) if len(posts) == 1 else frozenset()


def alliances_led(projection: Projection, school: str) -> frozenset[str]:
    """The alliances in which the school is the teaching school."""
    ties = (tie for tie in projection.ties_of(school) if tie.relation == "member_of" and tie.source == school)
    return frozenset(tie.target for tie in ties if any(claim.role == TEACHING_SCHOOL_ROLE for claim in tie.claims))


class Deployments:
    """The deployments of the leaders of a projection."""

    def __init__(self, projection: Projection) -> None:
        self._projection = projection
        self._lapsed: dict[str, list[Tie]] = {}
        for tie in projection.dormant:
            if tie.relation in LENDING:
                self._lapsed.setdefault(tie.source, []).append(tie)

    def of(self, leader: str) -> Deployment:
        """How one leader, a person or a teaching school, is deployed."""
        if not _is(self._projection, leader, PERSON):
            return self._of_school(leader)
        own = own_schools(self._projection, leader)
        live = (tie for tie in self._projection.ties_of(leader) if tie.source == leader)
        posts = (*LENDING, "holds_role")
        return Deployment(
            live=tuple(tie for tie in live if tie.relation in posts and self._is_beyond(tie, own)),
            lapsed=tuple(tie for tie in self._lapsed.get(leader, ()) if self._is_beyond(tie, own)),
        )

    def _of_school(self, school: str) -> Deployment:
        givers = (school, *sorted(alliances_led(self._projection, school)))
        live = (tie for giver in givers for tie in self._projection.ties_of(giver) if tie.source == giver)
        lapsed = (tie for giver in givers for tie in self._lapsed.get(giver, ()))
        return Deployment(*(tuple(self._supports(some, school)) for some in (live, lapsed)))

    def _supports(self, ties: Iterable[Tie], school: str) -> Iterator[Tie]:
        own = frozenset({school})
        return (tie for tie in ties if tie.relation == "supports" and self._is_beyond(tie, own))

    def _is_beyond(self, tie: Tie, own: frozenset[str]) -> bool:
        """Whether it leads to a school, a group or a person that is not all the leader's own school."""
        there, projection = tie.target, self._projection
        if _is(projection, there, PERSON):
            return not own or schools_of(projection, there) != own
        if _is(projection, there, GROUP):
            members = fellow_members(projection, there)
            return tie.relation != "holds_role" and not (members and members <= own)
        if tie.relation == "holds_role" and not own:
            return _is(projection, there, SCHOOL)
        return _is(projection, there, SCHOOL) and there not in own


def telling(ledger: Ledger) -> frozenset[str]:
    """The data sets that tell of support, secondment or mentoring at all: the others cannot say who is deployed."""
    return frozenset(claim.dataset for claim in ledger.claims if claim.type in LENDING)


def _is(projection: Projection, node_id: str, type: str) -> bool:
    node = projection.nodes.get(node_id)
    return node is not None and node.type == type
