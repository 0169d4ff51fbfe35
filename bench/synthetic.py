"""An England that never was: seeded, about 100,000 nodes and 250,000 claims, of the shape of the real one.

Trusts have heavy-tailed sizes (Pareto), clusters overlap and now and then cross the border of an authority, every
school has a headteacher, some people hold several posts, a few are designated leaders and support others, and few of
the claims are without a date, denied or planned. ``times`` gives an England so many times as large.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Final

from graph.dates import PartialDate
from graph.records import Claim, Dataset, Evidence, Node, Record
from graph.vocabulary import GROUP, LOCAL_AUTHORITY, PERSON, PROGRAMME, SCHOOL

DATASET: Final = Dataset(
    id="synthetic:england", title="An England that never was", kind="synthetic", published=PartialDate(2017, 4, 1)
)
AUTHORITIES: Final = 152
SCHOOLS: Final = 25_000
PHASES: Final = ("Primary",) * 8 + ("Secondary",) * 2 + ("Nursery", "Special")
DESIGNATED: Final = ("NLE", "LLE", "SLE", "SBM advocate")
FIRST_YEAR, LAST_YEAR = 2006, 2016


@dataclass
class _England:
    """What has been made so far, for what comes later to refer to."""

    chance: Random
    schools: list[str] = field(default_factory=list)
    of_authority: dict[str, list[str]] = field(default_factory=dict)
    groups: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)

    def some(self, among: Sequence[str], number: int) -> list[str]:
        """Different ones, as many as there are and are wanted."""
        return self.chance.sample(among, min(number, len(among)))

    def claim(self, relation: str, source: str, target: str | None, role: str | None = None) -> Claim:
        """A claim dated as sources date them: mostly begun and not ended, some ended, some only seen."""
        begun = PartialDate(self.chance.randint(FIRST_YEAR, LAST_YEAR), self.chance.randint(1, 12))
        kind = self.chance.random()
        number = next(self._numbers)
        return Claim(
            id=f"{DATASET.id}:{number:08}",
            type=relation,
            source=source,
            target=target,
            dataset=DATASET.id,
            evidence=Evidence(document=DATASET.title, lines=(number + 2,), dated=DATASET.published),
            start=None if kind < 0.15 else begun,
            end=PartialDate(begun.year + self.chance.randint(1, 6), 8, 31) if kind > 0.92 else None,
            observed=(PartialDate(2017, 4, 1),) if kind < 0.92 else (),
            certainty="planned" if kind < 0.01 else "stated",
            negated=0.01 <= kind < 0.015,
            role=role,
        )


def england(seed: int = 1, times: int = 1) -> Iterator[Record]:
    """Its nodes and claims, the same for the same seed."""
    made = _England(Random(seed))  # noqa: S311 - a draw for a benchmark
    yield from _authorities(made, times)
    yield from _trusts(made, 2_000 * times)
    yield from _clusters(made, 6_800 * times)
    yield from _people(made, 66_000 * times)
    yield from _between_schools(made, 18_000 * times)
    yield from _leaders(made, 6_000 * times)
    yield from _programmes(made, 20_000 * times)


def _node(node_id: str, type: str, name: str, kind: str | None = None, **attributes: str | bool) -> Node:
    return Node(id=node_id, type=type, name=name, dataset=DATASET.id, kind=kind, attributes=attributes)


def _authorities(made: _England, times: int) -> Iterator[Record]:
    names = [f"la:{number:05}" for number in range(AUTHORITIES * times)]
    yield from (_node(name, LOCAL_AUTHORITY, f"Authority {name[3:]}") for name in names)
    # The largest have twenty times the schools of the smallest, and more.
    weights = [made.chance.paretovariate(1.5) for _ in names]
    for number, authority in enumerate(made.chance.choices(names, weights, k=SCHOOLS * times)):
        school = f"urn:{100_000 + number:07}"
        made.schools.append(school)
        made.of_authority.setdefault(authority, []).append(school)
        phase = made.chance.choice(PHASES)
        yield _node(school, SCHOOL, f"School {number}", phase=phase, state_funded=True, status="Open")
        yield made.claim("in_authority", school, authority)


def _group(made: _England, kind: str, number: int) -> Node:
    group = _node(f"group:{kind}:{number:06}", GROUP, f"{kind.capitalize()} {number}", kind)
    made.groups.append(group.id)
    return group


def _trusts(made: _England, number: int) -> Iterator[Record]:
    """Each school in one trust at most; the sizes are those of a Pareto distribution, cut off at 120."""
    left = made.some(made.schools, len(made.schools) * 2 // 5)
    for at in range(number):
        yield (trust := _group(made, "trust", at))
        size = min(int(made.chance.paretovariate(1.1)), 120, len(left))
        yield from (made.claim("member_of", left.pop(), trust.id) for _ in range(size))


def _clusters(made: _England, number: int) -> Iterator[Record]:
    """Neighbours mostly, in two clusters of five; one in ten takes in schools from anywhere."""
    areas = list(made.of_authority.values())
    sizes = [len(area) for area in areas]
    for at, area in enumerate(made.chance.choices(areas, sizes, k=number)):
        yield (cluster := _group(made, "cluster", at))
        members = made.some(area, made.chance.randint(3, 15))
        if at % 10 == 0:
            members = list(dict.fromkeys([*members, *made.some(made.schools, 3)]))
        yield from (made.claim("member_of", school, cluster.id) for school in members)


def _people(made: _England, number: int) -> Iterator[Record]:
    """A headteacher for each school, and others with a post at one school, seldom at two, or at a group."""
    for at in range(number):
        person = f"{DATASET.id}:person:{at:06}"
        made.people.append(person)
        yield _node(person, PERSON, f"[post-holder {at}]")
        is_head = at < len(made.schools)
        place = made.schools[at] if is_head else made.chance.choice(made.schools)
        yield made.claim("holds_role", person, place, "headteacher" if is_head else "school business manager")
        if not is_head and made.chance.random() < 0.12:
            yield made.claim("holds_role", person, made.chance.choice(made.schools), "school business manager")
        if made.chance.random() < 0.04:
            yield made.claim("member_of", person, made.chance.choice(made.groups))


def _between_schools(made: _England, number: int) -> Iterator[Record]:
    areas = list(made.of_authority.values())
    for area in made.chance.choices(areas, [len(area) for area in areas], k=number):
        one, *other = made.some(area, 2)
        if other:
            yield made.claim("partnership" if made.chance.random() < 0.8 else "federation", one, other[0])


def _leaders(made: _England, number: int) -> Iterator[Record]:
    """Designated people, whom others call in by their fame: a few support dozens of schools."""
    for person in made.some(made.people, number):
        yield made.claim("designated", person, None, made.chance.choice(DESIGNATED))
        for school in made.some(made.schools, min(int(made.chance.paretovariate(0.9)), 40)):
            yield made.claim("supports", person, school)
        for learner in made.some(made.people, int(made.chance.random() < 0.4)):
            yield made.claim("mentoring", person, learner)


def _programmes(made: _England, number: int) -> Iterator[Record]:
    names = [f"programme:{at:02}" for at in range(20)]
    yield from (_node(name, PROGRAMME, f"Programme {name[-2:]}") for name in names)
    for school in made.chance.choices(made.schools, k=number):
        yield made.claim("participates_in", school, made.chance.choice(names))
