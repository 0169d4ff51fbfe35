"""What a question may end, and how a user names it: a node, a role, a post, a kind of group, money, a whole layer.

Every way of naming comes down to the ids of the live claims that would end. Plain words come first; where they could
mean two things, both are listed with the words that tell them apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph.errors import Ambiguous, NotFound
from graph.projection import Projection, Tie
from graph.records import Claim
from graph.vocabulary import (
    DESIGNATIONS,
    GROUP,
    GROUP_KINDS,
    LOCAL_AUTHORITY,
    ORGANISATION,
    PERSON,
    PROGRAMME,
    RELATIONS,
    ROLE_FAMILIES,
    controlled_role,
)
from queries.find import Finder, folded, near_names
from queries.removal import claims_at

NODE, ROLE, POST, KIND, PROGRAMME_SORT, FUNDER, RELATION = SORTS = (
    "node",
    "role",
    "post",
    "kind",
    "programme",
    "funder",
    "relation",
)
# Where a claim may name who pays for it, beside its purposes.
PAID_BY: Final = ("funding", "funder", "funded_by", "programme", "grant")
_PAYERS: Final = (PROGRAMME, ORGANISATION, LOCAL_AUTHORITY)
_MONEY: Final = ("funded_by", "participates_in")
_OFFERED: Final = 5
_SHORTEST_NAME: Final = 4  # letters below which a name found inside other words proves nothing

RULES: Final = {
    NODE: "Where a person, school, group or body ends, every live claim with it at an end ends: memberships, posts,"
    " support, funding. A designation ends with the person, not with the body that gave it.",
    ROLE: "Where a role ends, every live claim made in that role ends, as its role, or its purpose, says. Who holds"
    " another post keeps it, and keeps the support and mentoring that no source puts down to the role.",
    POST: "Where a post ends, the live claims made in that role at that body end; the person stays, with everything"
    " else.",
    KIND: "Where a kind of group ends, every live group of the kind ends with its memberships, posts and support.",
    FUNDER: "Where a programme or a funder's money ends, taking part in it and funding by it end, and so do ties whose"
    " own words name it as what pays for them. A body that loses money does not end with it: it is listed with its"
    " other money. Name it as well to end it too.",
    RELATION: "Where a layer ends, every live claim of its relations ends.",
}
_RULE_OF: Final = {sort: RULES[FUNDER if sort == PROGRAMME_SORT else sort] for sort in SORTS}


@dataclass(frozen=True, slots=True)
class Ending:
    """Something that would end: in words, which nodes go with it, the ids of its live claims, and by what rule.

    ``of_people`` says that posts are given up, so that there is something to hand over.
    """

    name: str
    sort: str
    nodes: frozenset[str]
    claims: frozenset[str]
    of_people: bool = False

    @property
    def rule(self) -> str:
        """What ends with a thing of this sort."""
        return _RULE_OF[self.sort]


@dataclass(frozen=True, slots=True)
class _Role:
    """A role as asked for: a controlled one, a family of them, a designation, or a title in a source's words."""

    name: str
    controlled: frozenset[str] = frozenset()
    title: str = ""

    def is_named_by(self, claim: Claim) -> bool:
        if claim.role in self.controlled:
            return True
        if self.title and folded(claim.role_title or "") == self.title:
            return True
        return any(controlled_role(word) in self.controlled for purpose in claim.purposes for word in _parts(purpose))


def _parts(purpose: str) -> list[str]:
    """A purpose, and what stands in brackets in it: 'critical friend (SIP)'."""
    return [part.strip() for part in re.split(r"[()]", purpose) if part.strip()]


class Endings:
    """Everything that could end on the day of a projection, ready to be asked by name."""

    def __init__(self, projection: Projection) -> None:
        self._projection = projection

    def find(self, asked: str) -> Ending:
        """What the words name. Raises NotFound, Ambiguous and QuestionError.

        ``SORT:NAME`` says what sort of thing is meant (SORTS); plain words are looked up as every sort.
        """
        sort, _, name = asked.partition(":")
        if (wanted := sort.strip().casefold()) in SORTS:
            return self._of_sort(wanted, _unquoted(name))
        return self._of_any_sort(_unquoted(asked))

    def _of_sort(self, sort: str, name: str) -> Ending:
        if found := self._lookups[sort](name):
            return found
        raise _nothing(name, _known_words(sort))

    def _of_any_sort(self, name: str) -> Ending:
        found = [ending for sort in (ROLE, POST, KIND, RELATION) if (ending := self._lookups[sort](name))]
        near: tuple[str, ...] = ()
        try:
            found.append(self._node(name))
        except NotFound as nobody:
            near = nobody.suggestions
        if not found:
            raise _nothing(name, {word for sort in SORTS for word in _known_words(sort)}, near)
        if len(found) > 1:
            raise _several(name, found)
        return found[0]

    @cached_property
    def _lookups(self) -> Mapping[str, Callable[[str], Ending | None]]:
        return {
            NODE: self._node,
            ROLE: self._role,
            POST: self._post,
            KIND: self._kind,
            PROGRAMME_SORT: lambda name: self._money(name, (PROGRAMME,)),
            FUNDER: lambda name: self._money(name, _PAYERS),
            RELATION: self._relation,
        }

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self._projection.nodes, self._projection.identity)

    def _node(self, name: str) -> Ending:
        node = self._finder.find(name, on=self._projection.reading.on)
        held = self._projection.nodes[node]
        claims = claims_at(self._projection, [node])
        if held.type in _PAYERS:
            claims |= self._resting_on(node)
        sort = PROGRAMME_SORT if held.type == PROGRAMME else NODE
        return Ending(held.name, sort, frozenset({node}), claims, of_people=held.type == PERSON)

    def _role(self, name: str) -> Ending | None:
        role = self._role_of(name)
        if not role:
            return None
        claims = {claim.id for claim in self._claims() if role.is_named_by(claim)}
        return Ending(role.name, ROLE, frozenset(), frozenset(claims), of_people=True)

    def _role_of(self, name: str) -> _Role | None:
        word = folded(name)
        if controlled := _ROLE_WORDS.get(word) or _title(name):
            return _Role(f"the role of {controlled}", frozenset({controlled}))
        if family := _FAMILY_WORDS.get(word):
            roles = frozenset(role for role, of in ROLE_FAMILIES.items() if of == family)
            return _Role(f"all posts of {family}", roles)
        if designation := _DESIGNATION_WORDS.get(word):
            return _Role(f"the designation {designation}", frozenset({designation}))
        return next((_Role(f"the role of {t}", title=t) for t in _singulars(word) if t in self._titles), None)

    @cached_property
    def _titles(self) -> frozenset[str]:
        """The titles that sources give, folded."""
        return frozenset(map(folded, {claim.role_title for claim in self._claims() if claim.role_title}))

    def _post(self, name: str) -> Ending | None:
        if name.startswith("["):  # an unnamed person, described by the post
            return None
        for cut in re.finditer(r"\s(?:of|at)\s", name):
            role = self._role_of(name[: cut.start()])
            with suppress(NotFound):
                body = self._finder.find(name[cut.end() :], on=self._projection.reading.on) if role else ""
                if role and body:
                    return self._post_at(role, body)
        return None

    def _post_at(self, role: _Role, body: str) -> Ending:
        at = (tie for tie in self._projection.ties_of(body) if tie.target == body)
        claims = frozenset(claim.id for tie in at for claim in tie.claims if role.is_named_by(claim))
        post = role.name.replace("the role of", "the post of").replace("all posts", "the posts")
        return Ending(f"{post} at {self._projection.name(body)}", POST, frozenset(), claims, of_people=True)

    def _kind(self, name: str) -> Ending | None:
        kind = _KIND_WORDS.get(folded(name))
        if not kind:
            return None
        ends = {end for tie in self._projection.ties for end in (tie.source, tie.target)}
        groups = frozenset(end for end in ends if self._is_group_of(end, kind))
        label = "other group" if kind == "other" else GROUP_KINDS[kind].label
        return Ending(f"all {_plural(label)}", KIND, groups, claims_at(self._projection, groups))

    def _is_group_of(self, node: str, kind: str) -> bool:
        held = self._projection.nodes[node]
        return held.type == GROUP and held.kind == kind

    def _money(self, name: str, types: tuple[str, ...]) -> Ending:
        node = self._finder.find(name, types=types, on=self._projection.reading.on)
        paid = {
            claim.id
            for tie in self._projection.facts
            if tie.relation in _MONEY and tie.target == node
            for claim in tie.claims
        }
        gone = frozenset({node}) if self._projection.nodes[node].type == PROGRAMME else frozenset[str]()
        what = self._projection.name(node)
        return Ending(
            what if gone else f"the funding by {what}", FUNDER, gone, frozenset(paid) | self._resting_on(node)
        )

    def _resting_on(self, payer: str) -> frozenset[str]:
        """Ties whose own words name the payer: a purpose, or an attribute that says who pays."""
        names = [folded(name) for name in self._projection.nodes[payer].names]
        words = re.compile("|".join(rf"\b{re.escape(n)}\b" for n in names if len(n) >= _SHORTEST_NAME) or r"(?!)")
        return frozenset(
            claim.id
            for tie in self._projection.ties
            for claim in tie.claims
            if any(word == payer or words.search(folded(word)) for word in _words_on_money(claim))
        )

    def _relation(self, name: str) -> Ending | None:
        relations = _RELATION_WORDS.get(folded(name))
        if not relations:
            return None
        claims = frozenset(claim.id for tie in self._ties() if tie.relation in relations for claim in tie.claims)
        read = " and ".join(f"'{relation}'" for relation in sorted(relations))
        return Ending(f"all ties of {read}", RELATION, frozenset(), claims)

    def _ties(self) -> Iterator[Tie]:
        yield from self._projection.ties
        yield from self._projection.facts

    def _claims(self) -> Iterator[Claim]:
        return (claim for tie in self._ties() for claim in tie.claims)


def _words_on_money(claim: Claim) -> Iterator[str]:
    yield from claim.purposes
    yield from (str(claim.attributes[key]) for key in PAID_BY if claim.attributes.get(key))


def _nothing(asked: str, words: Iterable[str], names: tuple[str, ...] = ()) -> NotFound:
    near = (*names, *near_names(asked, sorted(words)))[:_OFFERED]
    step = f"Did you mean {' or '.join(map(repr, near))}?" if near else "See 'schoolties whatif --help' for examples."
    return NotFound(f"nothing that could end is called {asked!r}", near, next_step=step)


def _several(asked: str, found: list[Ending]) -> Ambiguous:
    candidates = tuple((f'{ending.sort}:"{asked}"', ending.name) for ending in found)
    shown = "\n".join(f"  {typed}  {name}" for typed, name in candidates)
    return Ambiguous(
        f"{asked!r} could mean {len(found)} things:\n{shown}", candidates, next_step="Say which (first column)."
    )


def _unquoted(name: str) -> str:
    return name.strip().strip('"“”').strip()


def _plural(word: str) -> str:
    """'headteachers', 'chairs of governors'."""
    head, of, rest = word.partition(" of ")
    return f"{head}s{of}{rest}"


def _singulars(word: str) -> tuple[str, ...]:
    plain = word.removeprefix("all ")
    head, of, rest = plain.partition(" of ")
    return (plain, f"{head.removesuffix('s')}{of}{rest}")


def _title(name: str) -> str | None:
    """The controlled role that a title means, in the singular or plural: 'SIPs'."""
    return next((role for word in _singulars(name.strip()) if (role := controlled_role(word))), None)


def _spellings(words: Mapping[str, str]) -> dict[str, str]:
    """Each word, its plural, and either after 'all', folded, and what it means."""
    return {
        folded(f"{all_of}{spelled}"): meaning
        for word, meaning in words.items()
        for spelled in (word, _plural(word))
        for all_of in ("", "all ")
    }


_ROLE_WORDS: Final = _spellings({role: role for role in ROLE_FAMILIES})
_FAMILY_WORDS: Final = _spellings({family: family for family in ROLE_FAMILIES.values()})
_DESIGNATION_WORDS: Final = _spellings(
    {**{name: name for name in DESIGNATIONS}, **{m: n for n, m in DESIGNATIONS.items()}}
)
_KIND_WORDS: Final = _spellings(
    {word: kind.name for kind in GROUP_KINDS.values() for word in (kind.name, kind.label) if word != "group"}
)
# Of these nothing is read as a tie or a fact of a day, so there is nothing to end.
_NEVER_READ: Final = ("in_authority", "succeeds")


def _relation_words() -> dict[str, frozenset[str]]:
    """What each relation is called, and each family of them, with and without 'all'."""
    called = [
        (folded(f"{all_of}{word}"), name)
        for name, relation in RELATIONS.items()
        for word in (name, relation.family)
        for all_of in ("", "all ")
        if name not in _NEVER_READ
    ]
    return {word: frozenset(name for other, name in called if other == word) for word, _ in called}


_RELATION_WORDS: Final = _relation_words()
_WORDS: Final[Mapping[str, Iterable[str]]] = {
    ROLE: (*_ROLE_WORDS, *_FAMILY_WORDS, *_DESIGNATION_WORDS),
    KIND: tuple(_KIND_WORDS),
    RELATION: tuple(_RELATION_WORDS),
}


def _known_words(sort: str) -> set[str]:
    return {word for word in _WORDS.get(sort, ()) if not word.startswith("all ")}
