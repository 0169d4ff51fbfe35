"""Who could bring schools in: the routes of many schools, told once for those that share them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from graph.projection import Projection
from queries.isolation import SchoolStanding
from queries.ladder import ALONE, BY_A_THREAD, INWARD, OUT_OF_REACH
from queries.routes import Route, Step, best_routes, leaders_elsewhere

# Whom a strategist asks about first; an inward school has company, though only its own.
RUNGS_ASKED_ABOUT: Final = (ALONE, OUT_OF_REACH, BY_A_THREAD, INWARD)


@dataclass(frozen=True, slots=True)
class Way:
    """A route that one or several schools take: each its own first step, then the same steps to the same leader.

    ``through`` names those in between, ``to`` the leader and ``leader`` its designations. A ``dormant`` way has a
    tie in it that is over, or that nothing vouches for any longer.
    """

    through: tuple[str, ...]
    to: str
    leader: str
    dormant: bool
    first_steps: tuple[Step, ...]
    further_steps: tuple[Step, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps, those of the schools first."""
        return (*self.first_steps, *self.further_steps)


@dataclass(frozen=True, slots=True)
class Company:
    """Schools on one rung whose best few routes go the same ways, the shortest first."""

    rung: str
    schools: tuple[SchoolStanding, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """The ways to leaders from the rungs asked about, in their order, and the schools from which none leads."""

    companies: tuple[Company, ...]
    cut_off: tuple[SchoolStanding, ...]


def reach(projection: Projection, standings: Iterable[SchoolStanding], most: int = 3) -> Reach:
    """Up to ``most`` routes from each school below 'connected'; over lapsed ties only where no other leads out."""
    found: dict[tuple[object, ...], list[tuple[SchoolStanding, tuple[Route, ...]]]] = {}
    cut_off: list[SchoolStanding] = []
    for school in _asked_about(standings):
        if routes := _routes(projection, school.id, most):
            found.setdefault((school.rung, *(route.nodes[1:] for route in routes)), []).append((school, routes))
        else:
            cut_off.append(school)
    return Reach(tuple(map(_company, found.values())), tuple(cut_off))


def _asked_about(standings: Iterable[SchoolStanding]) -> Iterator[SchoolStanding]:
    below = [school for school in standings if school.rung in RUNGS_ASKED_ABOUT]
    yield from sorted(below, key=lambda school: RUNGS_ASKED_ABOUT.index(school.rung))


def _routes(projection: Projection, school: str, most: int) -> tuple[Route, ...]:
    leaders = leaders_elsewhere(projection, school)
    live = best_routes(projection, school, leaders, most=most)
    return live or best_routes(projection, school, leaders, dormant=True, most=most)


def _company(members: list[tuple[SchoolStanding, tuple[Route, ...]]]) -> Company:
    schools, routes = zip(*members, strict=True)
    return Company(schools[0].rung, schools, tuple(map(_way, zip(*routes, strict=True))))


def _way(routes: tuple[Route, ...]) -> Way:
    first = routes[0]
    return Way(
        through=first.brokers,
        to=first.to,
        leader=first.leader,
        dormant=any(route.dormant for route in routes),
        first_steps=tuple(route.steps[0] for route in routes),
        further_steps=first.steps[1:],
    )
