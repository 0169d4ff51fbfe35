"""What the register knows of the schools that a text names: when they were open, and in which authority.

Only a school that the register has once under that name, in an authority that the text puts it in, is held against
it: a check that rests on a guess would reject what is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graph.dates import PartialDate
from graph.records import Node
from graph.store import Store
from graph.vocabulary import SCHOOL
from loaders.match_schools import (
    CLEAR_FROM,
    MARGIN,
    PLACE_UNSAID,
    Candidate,
    Register,
    Sought,
    authority_of,
    candidates,
    life_in_words,
    was_open,
)
from loaders.reading.cast import Entity
from loaders.school_names import fold_authority, with_councils_since

# What a name scores that is the same but for general words, where nothing says in which place the school is.
_SAME_NAME: Final = 100.0 - PLACE_UNSAID - 1.0


@dataclass(frozen=True)
class RegisterLives:
    """The schools of a register, asked about schools that a text names."""

    register: Register

    @classmethod
    def of(cls, store: Store) -> RegisterLives | None:
        """The schools that a store has from a register; None where it has none, and nothing can be held against it."""
        register = Register.of(store.nodes(type=SCHOOL), store.claims(types=["succeeds"]))
        return cls(register) if register.schools else None

    def closed_then(self, school: Entity, authorities: frozenset[str], when: PartialDate) -> str | None:
        """Why ``school`` (in one of these authorities, folded) cannot be meant at ``when``; None where it can."""
        record = self._record(school, authorities)
        if record is None or any(was_open(life, when) for life in self._lives(record)):
            return None
        return f"the register says of {record.name} that it {life_in_words(record)}, and the date is {when}"

    def elsewhere(self, school: Entity, authority: str) -> str | None:
        """Why ``school`` is not in ``authority``: the register has no such school there, and one, under just that
        name, in another. None where it may be."""
        place = frozenset({fold_authority(authority)})
        if not self.register.holds(place) or self._found(school, place):
            return None
        same = [each for each in self._found(school, frozenset()) if each.undated >= _SAME_NAME]
        if not same or not self._is_one(same):
            return None
        record = self.register.schools[same[0].id]
        if authority_of(record) in with_councils_since(place):
            return None
        return f"the register has {record.name} in {record.attributes.get('la_name')}, not in {authority}"

    def _record(self, school: Entity, authorities: frozenset[str]) -> Node | None:
        found = self._found(school, authorities) if authorities else ()
        near = [each for each in found if each.score > found[0].score - MARGIN]
        if not near or near[0].score < CLEAR_FROM or not self._is_one(near):
            return None
        return self.register.schools[near[0].id]

    def _found(self, school: Entity, authorities: frozenset[str]) -> tuple[Candidate, ...]:
        node = Node(id="", type=SCHOOL, name=school.names[0], dataset="", aliases=tuple(school.names[1:]))
        return candidates(Sought(node, authorities=authorities), self.register)

    def _is_one(self, found: list[Candidate]) -> bool:
        """Whether all are one school in its several lives."""
        return {each.id for each in found[1:]} <= self.register.family(found[0].id)

    def _lives(self, record: Node) -> Iterator[Node]:
        yield record
        held = self.register.schools
        yield from (held[other] for other in sorted(self.register.family(record.id)) if other in held)
