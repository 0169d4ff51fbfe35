"""A register's schools as names to look for: a text of one authority calls that authority's schools by bare names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from loaders.match_schools import Register, authority_of
from loaders.reading.naming.bare_schools import is_bare_name
from loaders.reading.naming.mention import own_words
from loaders.school_names import fold_authority, with_councils_since


@dataclass(frozen=True)
class Gazetteer:
    """The bare names of a register's schools (the words before those that say of what sort they are), by authority."""

    by_authority: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, register: Register) -> Gazetteer:
        """The names of all schools that the register has or had."""
        found: dict[str, set[str]] = defaultdict(set)
        for school in register.schools.values():
            name = " ".join(own_words(school.name))
            if is_bare_name(name):
                found[authority_of(school)].add(name)
        return cls({authority: frozenset(names) for authority, names in found.items()})

    def names(self, authorities: Iterable[str]) -> frozenset[str]:
        """The names of the schools in any of these authorities, as texts call them."""
        places = with_councils_since(map(fold_authority, authorities))
        return frozenset().union(*(self.by_authority.get(place, frozenset()) for place in places))
