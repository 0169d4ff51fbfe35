"""Schools that lack a role, beside schools that have it to share.

What was read of a role at a school on the day is one of:

    lacks                  a source says that nobody holds it
    vacant                 a holder was read whose time is over, and none after
    part-time or shared    somebody holds it part-time, in several schools or for a group of schools
    has                    somebody holds it
    nothing read           no source says anything of the role there: that is not the same as lacking it

A role is read with its family (vocabulary.ROLE_FAMILIES): a school with a bursar does not lack a school business
manager.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import inf
from typing import Final

from graph.dates import in_words
from graph.errors import QuestionError
from graph.projection import Ledger, Projection, Reading, Tie
from graph.records import Claim, Node
from graph.store import Store
from graph.vocabulary import GROUP, ROLE_FAMILIES, controlled_role
from queries.answer import Answer, Fields, assumptions, count, sources
from queries.boundary import Boundary, Universe, notes, universe
from queries.ladder import members
from queries.people import FAMILIES
from queries.profile import Profile, kilometres, profile
from queries.wording import ClaimShown, show_claim, show_claims, tie_in_words

LACKS, VACANT, SHARES, HAS, UNREAD = "lacks", "vacant", "part-time or shared", "has", "nothing read"
STANDINGS: Final = (LACKS, VACANT, SHARES, HAS, UNREAD)
NEIGHBOURS: Final = 3
_WHOLE_TIME: Final = frozenset({"full-time", "full time", "full"})


@dataclass(frozen=True, slots=True)
class RoleAtSchool:
    """What was read of a role at one school: ``standing`` is one of STANDINGS, ``why`` says it in sentences.

    ``could_ask`` names, for a school that lacks the role, the nearest few where it is part-time or shared.
    """

    id: str
    urn: str
    school: str
    authority: str
    phase: str
    standing: str
    why: tuple[str, ...]
    claims: tuple[ClaimShown, ...]
    could_ask: tuple[str, ...] = ()

    def fields(self) -> Fields:
        """As plain JSON values."""
        return {
            "id": self.id,
            "urn": self.urn,
            "school": self.school,
            "authority": self.authority,
            "phase": self.phase,
            "standing": self.standing,
            "why": list(self.why),
            "could_ask": list(self.could_ask),
            "claims": [claim.fields() for claim in self.claims],
        }


def family_of(role: str) -> str:
    """The family of a role, of a title that means one, or of itself. Raises QuestionError."""
    word = role.strip().casefold()
    family = word if word in FAMILIES else ROLE_FAMILIES.get(controlled_role(word) or "")
    if family is None:
        raise QuestionError(
            f"no role or family of roles is called {role!r}",
            next_step=f"Families: {', '.join(FAMILIES)}. Roles: {', '.join(ROLE_FAMILIES)}.",
        )
    return family


def lacking(
    store: Store, role: str, boundary: Boundary, reading: Reading, *, ledger: Ledger | None = None
) -> Answer[RoleAtSchool]:
    """What was read of a role at each school of the boundary: those that lack it first, then those that share it.

    Raises NotFound, Ambiguous, QuestionError (no such role).
    """
    projection = (ledger or Ledger.read(store)).on(reading)
    whole, family = universe(store, projection, boundary), family_of(role)
    standings = RoleStandings(projection, family)
    rows = _with_neighbours(projection, [_row(standings, school, whole) for school in whole.schools])
    rows.sort(key=lambda row: (STANDINGS.index(row.standing), row.authority, row.school, row.id))
    return Answer(
        question=f"Which schools lack {role}, and which have it to share?",
        as_of=reading.on,
        boundary=whole.description,
        sources=sources(store.datasets()),
        assumptions=(*assumptions(projection), *notes(whole), *_rules(family)),
        rows=tuple(rows),
        sentence=_sentence(rows, role, reading, whole),
    )


def _rules(family: str) -> tuple[str, ...]:
    titles = ", ".join(name for name, of in ROLE_FAMILIES.items() if of == family)
    return (
        f"Read as this role are all of its family, {family}: {titles}.",
        "Part-time or shared means: held for a part of the week, in several schools, or for a group of schools. Whether"
        " another school can share in it, its holder and governors have to say.",
    )


class RoleStandings:
    """Holders of one family of roles on a day: live, over and denied, by school."""

    def __init__(self, projection: Projection, family: str) -> None:
        self._projection = projection
        self._family = family
        self._live = self._by_school(tie for tie in projection.ties if self._is_held(tie))
        self._over = self._by_school(tie for tie in projection.dormant if self._is_held(tie))
        self._denied = self._denials()
        self._places: defaultdict[str, set[str]] = defaultdict(set)
        for school, ties in self._live.items():
            for tie in ties:
                self._places[tie.source].add(school)

    def _is_held(self, tie: Tie) -> bool:
        return tie.relation == "holds_role" and any(self._is_of_family(claim) for claim in tie.claims)

    def _is_of_family(self, claim: Claim) -> bool:
        return ROLE_FAMILIES.get(claim.role or "") == self._family

    def _by_school(self, ties: Iterable[Tie]) -> dict[str, list[Tie]]:
        """Posts by the schools they serve: one in a group serves all its members."""
        found: dict[str, list[Tie]] = {}
        for tie in ties:
            for school in self._served(tie.target):
                found.setdefault(school, []).append(tie)
        return found

    def _served(self, place: str) -> Iterable[str]:
        node = self._projection.nodes.get(place)
        return sorted(members(self._projection, place)) if node and node.type == GROUP else [place]

    def _denials(self) -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = {}
        for claim in self._projection.denials:
            if claim.type == "holds_role" and claim.target and self._is_of_family(claim):
                there = self._projection.identity.on(claim.target, self._projection.reading.on)
                found.setdefault(there, []).append(claim)
        return found

    def name(self, node_id: str | None) -> str:
        """The name of a node."""
        return self._projection.name(node_id)

    def standing(self, school: str) -> str:
        """One of STANDINGS."""
        if live := self._live.get(school):
            return SHARES if any(self._is_shared(tie) for tie in live) else HAS
        if school in self._denied:
            return LACKS
        return VACANT if school in self._over else UNREAD

    def _is_shared(self, tie: Tie) -> bool:
        shares = {claim.share.casefold() for claim in tie.claims if claim.share}
        return bool(shares - _WHOLE_TIME) or len(self._places[tie.source]) > 1

    def why(self, school: str) -> tuple[str, ...]:
        """The standing in sentences; empty where nothing was read."""
        ties = self._live.get(school) or ([] if school in self._denied else self._over.get(school, []))
        denied = (show_claim(claim, self._projection.name) for claim in self._denied.get(school, []))
        said = (self._in_words(tie) for tie in ties)
        return tuple(dict.fromkeys([*said, *(f"{claim.sentence}, {claim.dates}" for claim in denied)]))

    def _in_words(self, tie: Tie) -> str:
        places = len(self._places[tie.source])
        several = f", for {places} schools" if places > 1 and not tie.dormant else ""
        return f"{tie_in_words(tie, self._projection)}{several}"

    def claims(self, school: str) -> tuple[ClaimShown, ...]:
        """The claims behind it."""
        ties = [*self._live.get(school, []), *self._over.get(school, [])]
        denied = (show_claim(claim, self._projection.name) for claim in self._denied.get(school, []))
        return (*show_claims(self._projection, ties), *denied)


def _row(standings: RoleStandings, school: Node, whole: Universe) -> RoleAtSchool:
    there = whole.authority_of.get(school.id)
    return RoleAtSchool(
        id=school.id,
        urn=school.id.removeprefix("urn:") if school.id.startswith("urn:") else "",
        school=school.name,
        authority=standings.name(there),
        phase=str(school.attributes.get("phase", "")),
        standing=standings.standing(school.id),
        why=standings.why(school.id),
        claims=standings.claims(school.id),
    )


def _with_neighbours(projection: Projection, rows: list[RoleAtSchool]) -> list[RoleAtSchool]:
    """The rows, with those whom a school that lacks the role could ask."""
    sharing = [(row.school, row.id, profile(projection, row.id)) for row in rows if row.standing == SHARES]
    return [
        replace(row, could_ask=_nearest(profile(projection, row.id), sharing))
        if row.standing in {LACKS, VACANT}
        else row
        for row in rows
    ]


def _nearest(here: Profile, sharing: Iterable[tuple[str, str, Profile]]) -> tuple[str, ...]:
    """The nearest few by name, with the distance where it is known; those of unknown distance follow by name."""
    far = [(kilometres(here, there), school, school_id) for school, school_id, there in sharing]
    order = sorted(far, key=lambda found: (inf if found[0] is None else found[0], *found[1:]))
    return tuple(school if km is None else f"{school} ({km:.1f} km)" for km, school, _ in order[:NEIGHBOURS])


def _sentence(rows: list[RoleAtSchool], role: str, reading: Reading, whole: Universe) -> str:
    numbers = {standing: sum(1 for row in rows if row.standing == standing) for standing in STANDINGS}
    said = ", ".join(f"{number} {standing}" for standing, number in numbers.items() if number and standing != UNREAD)
    unread = f"of {numbers[UNREAD]} nothing was read about it" if numbers[UNREAD] else ""
    return (
        f"On {in_words(reading.on)}, {role} in {count(len(rows), 'school')} ({whole.description}):"
        f" {'; '.join(filter(None, (said, unread))) or 'no school'}."
    )
