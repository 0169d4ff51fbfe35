"""People alone in post: post-holders of whom no tie to a peer or mentor was read. A list for support, by school.

A peer tie is, on the day, any of these:

    a live mentoring claim with another person, either way;
    a membership of, or a post in, a group that somebody else belongs to (a business managers' forum, a cluster);
    another holder of a like post in a school where they work, named by the same source.

Like posts are those of one family (vocabulary.ROLE_FAMILIES): head of school and executive headteacher, bursar and
school business manager. Two sources may name one person twice, so a colleague counts only where one source names both,
and a predecessor or successor in the post never does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from graph.dates import PartialDate, in_words
from graph.errors import QuestionError
from graph.projection import POSTS, Ledger, Projection, Reading, Tie
from graph.records import Claim
from graph.store import Store
from graph.vocabulary import GROUP, PERSON, ROLE_FAMILIES, SCHOOL
from queries.answer import Answer, Fields, assumptions, count, listed, sources
from queries.boundary import Boundary, Universe, notes, universe
from queries.ladder import members
from queries.wording import ClaimShown, role_in_words, show_claims

NEW_YEARS: Final = 2.0
NEW, MAY_BE_NEW, NOT_NEW, START_NOT_KNOWN = "new in post", "may be new in post", "longer in post", "start not known"
_ORDER: Final = (NEW, MAY_BE_NEW, START_NOT_KNOWN, NOT_NEW)
_DAYS_A_YEAR: Final = 365.25
FAMILIES: Final = tuple(dict.fromkeys(ROLE_FAMILIES.values()))


@dataclass(frozen=True, slots=True)
class PersonAlone:
    """One post-holder of whom no peer or mentor tie was read.

    ``time_in_post`` says whether they are new in it, as far as the start is known. ``sources_mentioning`` counts the
    sources that name them, lists of every school left aside; ``sources_on_ties`` those of them that tell of more than
    the post: where it is 0 nobody may have looked for ties. ``school_in`` names the groups that the school shares with
    others: where peers may be met.
    """

    id: str
    name: str
    post: str
    family: str
    school_id: str
    school: str
    authority: str
    phase: str
    school_in: tuple[str, ...]
    since: str
    time_in_post: str
    sources_mentioning: int
    sources_on_ties: int
    claims: tuple[ClaimShown, ...]

    def fields(self) -> Fields:
        """As plain JSON values."""
        return {
            "id": self.id,
            "name": self.name,
            "post": self.post,
            "family": self.family,
            "school_id": self.school_id,
            "school": self.school,
            "authority": self.authority,
            "phase": self.phase,
            "school_in": list(self.school_in),
            "since": self.since or None,
            "time_in_post": self.time_in_post,
            "sources_mentioning": self.sources_mentioning,
            "sources_on_ties": self.sources_on_ties,
            "claims": [claim.fields() for claim in self.claims],
        }


def people_alone(
    store: Store,
    boundary: Boundary,
    reading: Reading,
    *,
    roles: Iterable[str] = (),
    new_years: float = NEW_YEARS,
    ledger: Ledger | None = None,
) -> Answer[PersonAlone]:
    """Post-holders in the schools of the boundary of whom no tie to a peer or mentor was read on the day.

    ``roles`` are controlled roles or families of them (none: all); who holds a post for less than ``new_years`` comes
    first. Raises NotFound, Ambiguous, QuestionError (no such role).
    """
    projection = (ledger or Ledger.read(store)).on(reading)
    whole = universe(store, projection, boundary)
    search = _Search(projection, whole, wanted_roles(roles), new_years)
    rows = sorted(
        search.alone(), key=lambda row: (_ORDER.index(row.time_in_post), row.authority, row.school, row.post, row.id)
    )
    return Answer(
        question="Which post-holders have no tie to a peer or mentor that was read?",
        as_of=reading.on,
        boundary=whole.description,
        sources=sources(store.datasets()),
        assumptions=(*assumptions(projection), *notes(whole), *_rules(new_years)),
        rows=tuple(rows),
        sentence=_sentence(rows, search, reading.on, whole),
    )


def wanted_roles(names: Iterable[str]) -> frozenset[str]:
    """The controlled roles that names of roles or families stand for; all of them for none. Raises QuestionError."""
    given = list(names)
    found = {role for name in given for role, family in ROLE_FAMILIES.items() if name.casefold() in {role, family}}
    unknown = [name for name in given if name.casefold() not in {*ROLE_FAMILIES, *FAMILIES}]
    if unknown:
        raise QuestionError(
            f"no role or family of roles is called {unknown[0]!r}",
            next_step=f"Families: {', '.join(FAMILIES)}. Roles: {', '.join(ROLE_FAMILIES)}.",
        )
    return frozenset(found or ROLE_FAMILIES)


def _rules(new_years: float) -> tuple[str, ...]:
    return (
        "A peer tie is a mentoring claim with another person, a membership of or a post in a group that somebody else"
        " belongs to, or another holder of a like post in the same school that the same source names.",
        f"New in post means for less than {new_years:g} years, where a source gives the start: a starting choice,"
        " to be set as you see fit.",
        "A post that two sources name is listed for each: nobody has said that they mean one person.",
    )


class _Search:
    """Looks at every post in the schools of a boundary on a day."""

    def __init__(self, projection: Projection, whole: Universe, roles: frozenset[str], new_years: float) -> None:
        self._projection = projection
        self._whole = whole
        self._roles = roles
        self._new_years = new_years
        self.holders: set[str] = set()

    def alone(self) -> Iterator[PersonAlone]:
        """The post-holders without a peer tie, each post once; fills ``holders`` with everybody looked at."""
        for school in self._whole.schools:
            for tie, role in self._posts[school.id]:
                self.holders.add(tie.source)
                if not self._has_peer(tie.source, role):
                    yield self._row(tie, role)

    @cached_property
    def _posts(self) -> defaultdict[str, list[tuple[Tie, str]]]:
        """The live posts at each school that are asked about and held by one person, with the controlled role."""
        found: defaultdict[str, list[tuple[Tie, str]]] = defaultdict(list)
        for tie in self._projection.ties:
            if tie.relation == "holds_role" and self._is_one_person(tie.source):
                role = next((claim.role for claim in tie.claims if claim.role in self._roles), None)
                if role:
                    found[tie.target].append((tie, role))
        return found

    def _is_one_person(self, node_id: str) -> bool:
        node = self._projection.nodes[node_id]
        return node.type == PERSON and not node.is_collective

    def _has_peer(self, person: str, role: str) -> bool:
        ties = self._projection.ties_of(person)
        return any(
            tie.relation == "mentoring" or self._meets_in_group(tie, person) or self._has_colleague(tie, person, role)
            for tie in ties
        )

    def _meets_in_group(self, tie: Tie, person: str) -> bool:
        there = tie.other(person)
        if tie.relation not in {"member_of", "holds_role"} or self._projection.nodes[there].type != GROUP:
            return False
        return any(
            other.relation == "member_of" and other.source != person for other in self._projection.ties_of(there)
        )

    def _has_colleague(self, tie: Tie, person: str, role: str) -> bool:
        """Whether somebody else holds a like post where the tie leads to, named by the same source."""
        if tie.relation not in POSTS or self._projection.nodes[tie.target].type != SCHOOL:
            return False
        mine = {claim.dataset for claim in tie.claims}
        followed = self._before_and_after(person)
        return any(
            other.source != person
            and other.source not in followed
            and ROLE_FAMILIES[other_role] == ROLE_FAMILIES[role]
            and mine & {claim.dataset for claim in other.claims}
            for other, other_role in self._all_posts[tie.target]
        )

    @cached_property
    def _all_posts(self) -> defaultdict[str, list[tuple[Tie, str]]]:
        """As ``_posts``, of every role: a head's colleague may be an executive head that nobody asked about."""
        if self._roles == frozenset(ROLE_FAMILIES):
            return self._posts
        return _Search(self._projection, self._whole, frozenset(ROLE_FAMILIES), self._new_years)._posts

    def _before_and_after(self, person: str) -> frozenset[str]:
        lineage = self._projection.lineage
        return lineage.before.get(person, frozenset()) | lineage.after.get(person, frozenset())

    @cached_property
    def _telling(self) -> defaultdict[str, set[str]]:
        """The sources that tell more of a person than posts in schools, be it live, over or denied."""
        projection, found = self._projection, defaultdict[str, set[str]](set)
        told = (claim for tie in (*projection.ties, *projection.dormant) for claim in tie.claims)
        for claim in (*told, *projection.denials):
            if claim.type != "holds_role" or self._is_group(claim.target):
                for end in claim.ends:
                    found[projection.identity.canonical(end)].add(claim.dataset)
        return found

    def _is_group(self, node_id: str | None) -> bool:
        node = self._projection.nodes.get(node_id or "")
        return node is not None and node.type == GROUP

    def _row(self, tie: Tie, role: str) -> PersonAlone:
        projection = self._projection
        school, start = projection.nodes[tie.target], _first_start(tie.claims)
        claim = next(claim for claim in tie.claims if claim.role == role)
        return PersonAlone(
            id=tie.source,
            name=projection.name(tie.source),
            post=role_in_words(claim),
            family=ROLE_FAMILIES[role],
            school_id=school.id,
            school=school.name,
            authority=projection.name(self._whole.authority_of.get(school.id)),
            phase=str(school.attributes.get("phase", "")),
            school_in=self._groups_of(school.id),
            since=str(start or ""),
            time_in_post=time_in_post(start, projection.reading.on, self._new_years),
            sources_mentioning=len(projection.sources_of.get(tie.source, frozenset())),
            sources_on_ties=len(self._telling.get(tie.source, ())),
            claims=show_claims(projection, [tie]),
        )

    def _groups_of(self, school: str) -> tuple[str, ...]:
        projection = self._projection
        groups = {tie.target for tie in projection.ties_of(school) if tie.relation == "member_of"}
        shared = (group for group in groups if len(members(projection, group)) > 1)
        return tuple(sorted(map(projection.name, shared)))


def _first_start(claims: Iterable[Claim]) -> PartialDate | None:
    return min((claim.start for claim in claims if claim.start), default=None)


def time_in_post(start: PartialDate | None, on: date, new_years: float) -> str:
    """Whether a post that began on ``start`` is new on the day: a start dated to a year may leave it open."""
    if start is None:
        return START_NOT_KNOWN
    longest, shortest = (on - start.earliest).days, (on - start.latest).days
    if longest < new_years * _DAYS_A_YEAR:
        return NEW
    return MAY_BE_NEW if shortest < new_years * _DAYS_A_YEAR else NOT_NEW


def _sentence(rows: list[PersonAlone], search: _Search, on: date, whole: Universe) -> str:
    held = len(search.holders)
    if not held:
        return f"On {in_words(on)} no holder of a post was read in {whole.description}."
    alone = {row.id for row in rows}
    heard = len({row.id for row in rows if row.sources_on_ties})
    new = sum(1 for row in rows if row.time_in_post == NEW)
    families = Counter(row.family for row in rows)
    by_family = listed(f"{families[family]} in {family}" for family in FAMILIES if families[family])
    if not alone:
        return f"On {in_words(on)} each of {count(held, 'post-holder')} ({whole.description}) has a peer tie."
    return (
        f"On {in_words(on)}, of {count(held, 'post-holder')} ({whole.description}), for {len(alone)} no tie to a peer"
        f" or mentor was read ({by_family}; {new} known to be new in post); of {heard or 'none'} of these does any"
        f" source tell more than the post."
    )
