"""Many small worlds drawn by lot and put into one store, side by side: every way in which claims meet, many times.

They share one authority and no node, so that one reading of the store tries them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Any

from worlds import World

from graph.store import Store
from graph.vocabulary import GROUP_KINDS

DESIGNATED = ("NLE", "SLE", None)
ROLES = ("headteacher", "governor", "teaching school", None)


def many_worlds(number: int, seed: int, store: Store) -> World:
    """The worlds, to be built in a store."""
    world = World(store)
    for index in range(number):
        _Draw(world, Random(seed * 10_000 + index), index).everything()
    return world


@dataclass
class _Draw:
    """One world drawn by lot; its ids begin with its number."""

    world: World
    lot: Random
    index: int

    def everything(self) -> None:
        base = 100_000 + self.index * 20
        registered = [self._school(base + i) for i in range(self.lot.randint(2, 6))]
        named = [self._named(i) for i in range(self.lot.randint(0, 3))]
        groups = [self._group(i) for i in range(self.lot.randint(0, 3))]
        people = [self._person(i) for i in range(self.lot.randint(1, 4))]
        for _ in range(self.lot.randint(2, 14)):
            self._tie([*registered, *named], groups, people)
        for _ in range(self.lot.randint(0, 2)):
            self._designation(people)
        self._conversions(registered)
        self._judgements(named, registered)

    def _name(self, sort: str, i: int) -> str:
        return f"w{self.index}:{sort}{i}"

    def _school(self, urn: int) -> str:
        life: dict[str, Any] = {}
        if self.lot.random() < 0.4:
            life["opened"] = self._date()
        if self.lot.random() < 0.3:
            life["closed"] = self._date()
        attributes: dict[str, Any] = {}
        if self.lot.random() < 0.15:
            attributes |= {"status": self.lot.choice(["Closed", "Proposed to open"]), "status_as_of": self._day()}
        if self.lot.random() < 0.1:
            attributes["state_funded"] = False
        return self.world.school(urn, attributes=attributes, **life)

    def _named(self, i: int) -> str:
        attributes = {"set": True} if self.lot.random() < 0.2 else {}
        source = self.lot.choice(["survey", "study"])
        return self.world.school(self._name("school", i), authority="", attributes=attributes, source=source)

    def _group(self, i: int) -> str:
        closed = self._date() if self.lot.random() < 0.1 else None
        return self.world.group(self._name("group", i), kind=self.lot.choice(list(GROUP_KINDS)), closed=closed)

    def _person(self, i: int) -> str:
        attributes = {"collective": True} if self.lot.random() < 0.1 else {}
        return self.world.person(self._name("person", i), attributes=attributes)

    def _tie(self, schools: list[str], groups: list[str], people: list[str]) -> None:
        kinds: list[tuple[str, list[str], list[str]]] = [
            ("holds_role", people, [*schools, *groups]),
            ("holds_role", people, schools),
            ("member_of", [*schools, *people], groups),
            ("member_of", schools, groups),
            ("federation", schools, schools),
            ("partnership", [*schools, *groups], [*schools, *groups]),
            ("secondment", people, schools),
            ("mentoring", people, people),
            ("supports", [*schools, *people, *groups], [*schools, *groups]),
        ]
        relation, sources, targets = self.lot.choice(kinds)
        if sources and targets:
            source, target = self.lot.choice(sources), self.lot.choice(targets)
            # Said more than once, now and then denied: by the nearer date or the settled one, one of them stands.
            for _ in range(self.lot.choice([1, 1, 2, 3])):
                self._claim(relation, source, target, ROLES)

    def _designation(self, people: list[str]) -> None:
        self._claim("designated", self.lot.choice(people), None, DESIGNATED)

    def _claim(self, relation: str, source: str, target: str | None, roles: tuple[str | None, ...]) -> None:
        lot, given = self.lot, dict[str, Any]()
        for field, chance in (("start", 0.5), ("end", 0.25)):
            if lot.random() < chance:
                given[field] = self._date()
        self.world.claim(
            relation,
            source,
            target,
            source=lot.choice(["survey", "study"]),
            dated=lot.choice([None, self._date(), self._date()]),
            seen=[self._date() for _ in range(lot.choice([0, 0, 1, 2]))],
            role=lot.choice(roles),
            negated=lot.random() < 0.15,
            certainty=lot.choice(["stated"] * 8 + ["planned"]),
            state=lot.choice([None] * 6 + ["ended"]),
            **given,
        )

    def _conversions(self, registered: list[str]) -> None:
        """Mostly one record after the other; now and then two from one, or two into one."""
        for earlier, later in pairwise(registered):
            if self.lot.random() < 0.5:
                self.world.claim("succeeds", later, earlier, source="register", negated=self.lot.random() < 0.1)
        if self.lot.random() < 0.2:
            self.world.claim("succeeds", registered[-1], registered[0], source="register")

    def _judgements(self, named: list[str], registered: list[str]) -> None:
        for school in named:
            if self.lot.random() < 0.8:
                self.world.same(school, self.lot.choice([*registered, *registered, *named, "urn:not-held"]))

    def _date(self) -> str:
        day = self._day()
        return day[: self.lot.choice([4, 7, 10])]

    def _day(self) -> str:
        return f"{self.lot.randint(2005, 2018)}-{self.lot.randint(1, 12):02}-{self.lot.randint(1, 28):02}"
