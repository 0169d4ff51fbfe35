"""The leaders' register: who leads the system, since when, on what evidence, and whether they are deployed.

Beside it stands where nobody leads: authorities, phases and kinds of leader of which none was read. Leaders are listed
by the schools where they work, never ranked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph.dates import in_words
from graph.projection import Ledger, Projection, Reading
from graph.records import Claim
from graph.store import Store
from graph.vocabulary import DESIGNATIONS, GROUP, LOCAL_AUTHORITY, PERSON, SCHOOL, TEACHING_SCHOOL_ROLE
from queries.answer import Answer, Fields, assumptions, count, listed, sources
from queries.boundary import Boundary, Universe, authority_id, notes, universe
from queries.days_given import Account, account, consent
from queries.deployment import BEFORE, DEPLOYED, NONE_READ, Deployment, Deployments, telling
from queries.ladder import Ladder, members
from queries.wording import ClaimShown, role_in_words, show_claim, show_claims, tie_in_words

KINDS: Final = (TEACHING_SCHOOL_ROLE, *DESIGNATIONS)
ALL_PHASES: Final = "all phases"
_HOW_DEPLOYED: Final = (
    "Deployed means that a live claim shows a leader supporting, seconded to or holding a post in a school other than"
    " their own, or mentoring somebody who works elsewhere; for a teaching school, that it or its alliance supports"
    " another school. Where no deployment was read, nobody may have looked: it does not mean idle."
)
_HOW_COUNTED: Final = (
    "Days left are days offered less days used, only where claims give both in one measure; nothing is converted."
)


@dataclass(frozen=True, slots=True)
class Leader:
    """One system leader on the day.

    ``deployment`` is 'deployed', 'deployed before' or 'no deployment read'; ``sources_on_deployment`` counts the
    sources that tell of deployments at all and speak of this leader. ``consent`` is what a claim says of the
    governors' consent, '' if none does. ``collective`` marks a set of leaders that the source does not name one by
    one, ``from_outside`` somebody who works in no school of the boundary and is deployed in it.
    """

    id: str
    name: str
    type: str
    authority: str
    works_at: tuple[str, ...]
    designations: tuple[str, ...]
    deployment: str
    deployments: tuple[str, ...]
    days: Account
    consent: str
    sources_on_deployment: int
    collective: bool
    from_outside: bool
    claims: tuple[ClaimShown, ...]

    def fields(self) -> Fields:
        """As plain JSON values; days that no claim gives are None."""
        days = {"days_offered": self.days.offered, "days_used": self.days.used, "days_left": self.days.left}
        measure = self.days.offered or self.days.used
        return {
            "id": self.id,
            "name": self.name,
            "type": self.type,
            "authority": self.authority,
            "works_at": list(self.works_at),
            "designations": list(self.designations),
            "deployment": self.deployment,
            "deployments": list(self.deployments),
            **{key: some.number if some else None for key, some in days.items()},
            "days_per": measure.per if measure else None,
            "governors_consent": self.consent or None,
            "sources_on_deployment": self.sources_on_deployment,
            "collective": self.collective,
            "from_outside": self.from_outside,
            "claims": [claim.fields() for claim in self.claims],
        }


@dataclass(frozen=True, slots=True)
class Gap:
    """The leaders of one authority, or of one of its phases, by kind, and the schools that reach none.

    ``leaders`` counts those who work in its schools, for each kind that any source held names somewhere. ``none_of``
    are the kinds with nobody here. ``reaching`` counts the schools from which a route of at most the asked number of
    ties leads to a system leader, their own included; ``unread`` those about whose ties nothing was read.
    """

    authority: str
    phase: str
    schools: int
    leaders: Mapping[str, int]
    reaching: int
    unread: int

    @property
    def none_of(self) -> tuple[str, ...]:
        """The kinds of leader of which none works here."""
        return tuple(kind for kind, number in self.leaders.items() if not number)

    def fields(self) -> Fields:
        """As plain JSON values; each kind of leader has a column of its own: teaching_school, nle, lle …"""
        return {
            "authority": self.authority,
            "phase": self.phase,
            "schools": self.schools,
            **{kind.casefold().replace(" ", "_"): number for kind, number in self.leaders.items()},
            "none_of": list(self.none_of),
            "schools_reaching_a_leader": self.reaching,
            "nothing_read": self.unread,
        }


@dataclass(frozen=True, slots=True)
class LeadersAnswer(Answer[Leader]):
    """The register, with the ``gaps`` beside it: where no leader was read."""

    gaps: tuple[Gap, ...]
    kinds_never_read: tuple[str, ...]

    def envelope(self) -> Fields:
        """The answer's JSON form with the gaps, and the kinds that no source names anywhere, before the rows."""
        gaps = [gap.fields() for gap in self.gaps]
        unread = list(self.kinds_never_read)
        return {"gaps": gaps, "kinds_never_read": unread, **super(LeadersAnswer, self).envelope()}

    def on_standing(self, standing: str) -> tuple[Leader, ...]:
        """The leaders of one standing: deployed, deployed before, no deployment read."""
        return tuple(row for row in self.rows if row.deployment == standing)


def leaders(
    store: Store, boundary: Boundary, reading: Reading, *, within: int | None = None, ledger: Ledger | None = None
) -> LeadersAnswer:
    """The system leaders who work in the schools of the boundary, or are deployed in them, on the day.

    ``within`` is how many ties count as within reach (None: any number). Raises NotFound, Ambiguous.
    """
    held = ledger or Ledger.read(store)
    register = Register(store, held, boundary, reading)
    rows = tuple(sorted(register.leaders(), key=lambda row: (row.authority, row.works_at[:1], row.name, row.id)))
    unread = register.kinds_never_read
    return LeadersAnswer(
        question="Who leads beyond their own school, who is deployed, and where does nobody lead?",
        as_of=reading.on,
        boundary=register.whole.description,
        sources=sources(store.datasets()),
        assumptions=(
            *assumptions(register.projection),
            *notes(register.whole),
            _HOW_DEPLOYED,
            _HOW_COUNTED,
            *register.notes(),
        ),
        rows=rows,
        sentence=_sentence(rows, register),
        gaps=tuple(register.gaps(within)),
        kinds_never_read=unread,
    )


def without_leaders(
    store: Store, boundary: Boundary, reading: Reading, *, within: int | None = None, ledger: Ledger | None = None
) -> Answer[Gap]:
    """Where no leader was read: each authority of the boundary and each of its phases, with those there are."""
    register = Register(store, ledger or Ledger.read(store), boundary, reading)
    rows = tuple(register.gaps(within))
    return Answer(
        question="Where does nobody lead: which authorities, phases and kinds of leader have none?",
        as_of=reading.on,
        boundary=register.whole.description,
        sources=sources(store.datasets()),
        assumptions=(
            *assumptions(register.projection),
            *notes(register.whole),
            _about_reach(within),
            *register.notes(),
        ),
        rows=rows,
        sentence=_gap_sentence(rows, register),
    )


def _about_reach(within: int | None) -> str:
    ties = "any number of ties" if within is None else count(within, "tie")
    return f"A leader is within reach if a route of {'at most ' if within is not None else ''}{ties} leads there."


class Register:
    """The leaders of a projection, placed by the schools where they work."""

    def __init__(self, store: Store, ledger: Ledger, boundary: Boundary, reading: Reading) -> None:
        self.projection = ledger.on(reading)
        self.whole: Universe = universe(store, self.projection, boundary)
        self._ladder = Ladder(self.projection)
        self._deployments = Deployments(self.projection)
        self._telling = telling(ledger)
        self._inside = {school.id for school in (*self.whole.schools, *self.whole.not_in_register)}
        self._asked = authority_id(self.projection, boundary.authority)
        self._posts = {leader: frozenset(_posts(self.projection, leader)) for leader in self.projection.leaders}

    @property
    def kinds_never_read(self) -> tuple[str, ...]:
        """The kinds of leader that nobody anywhere is read to be on the day."""
        held = {word for leader in self.projection.leaders.values() for word in leader.designations}
        return tuple(kind for kind in KINDS if kind not in held)

    def leaders(self) -> Iterator[Leader]:
        """The leaders of the boundary, in order of id."""
        for leader in self.projection.leaders:
            deployment = self._deployments.of(leader)
            inside = self.works_inside(leader)
            if inside or self._comes_in(deployment):
                yield self._leader(leader, deployment, from_outside=not inside)

    def works_inside(self, leader: str) -> bool:
        """Whether the leader works at a school of the boundary, for a group of its schools, or for the authority."""
        return any(self._is_inside(place) for place in self._posts[leader])

    def _is_inside(self, place: str) -> bool:
        if self.projection.nodes[place].type == GROUP:
            return not self._inside.isdisjoint(members(self.projection, place))
        return place in self._inside or (self._asked is not None and place == self._asked)

    def _comes_in(self, deployment: Deployment) -> bool:
        return any(self._is_inside(tie.target) for tie in deployment.live)

    def notes(self) -> tuple[str, ...]:
        """Which leaders are left out because nobody says where they work, and which kinds nobody was read to be."""
        nowhere = sum(1 for leader, posts in self._posts.items() if not posts)
        left_out = f"{count(nowhere, 'leader')} left out: no source says where they work on the day." if nowhere else ""
        return tuple(filter(None, (left_out, self._about_kinds_never_read())))

    def _about_kinds_never_read(self) -> str:
        kinds = ", ".join(self.kinds_never_read)
        return f"Of these kinds no source held names anybody, anywhere, on the day: {kinds}." if kinds else ""

    def _leader(self, leader: str, deployment: Deployment, *, from_outside: bool) -> Leader:
        projection, leading = self.projection, self.projection.leaders[leader]
        live = [claim for tie in deployment.live for claim in tie.claims]
        shown = show_claims(projection, [*deployment.live, *deployment.lapsed])
        return Leader(
            id=leader,
            name=projection.name(leader),
            type=projection.nodes[leader].type,
            authority=self._authority(leader),
            works_at=tuple(_works_at(projection, leader)),
            designations=tuple(_designation(claim, projection) for claim in leading.claims),
            deployment=deployment.standing,
            deployments=tuple(
                dict.fromkeys(tie_in_words(tie, projection) for tie in deployment.live + deployment.lapsed)
            ),
            days=account(leading.claims, live),
            consent=consent([*leading.claims, *live]),
            sources_on_deployment=len(self._telling & projection.sources_of.get(leader, frozenset())),
            collective=projection.nodes[leader].is_collective,
            from_outside=from_outside,
            claims=(*(show_claim(claim, projection.name) for claim in leading.claims), *shown),
        )

    def _authority(self, leader: str) -> str:
        places = {self.whole.authority_of.get(place, place) for place in self._schools_led(leader)}
        councils = (p for p in places if self.projection.nodes[p].type == LOCAL_AUTHORITY)
        return listed(sorted(map(self.projection.name, councils)))

    def _schools_led(self, leader: str) -> Iterator[str]:
        """Where they work, with the schools of a federation or trust that they work for."""
        for place in sorted(self._posts[leader]):
            yield place
            if self.projection.nodes[place].type == GROUP and self.projection.is_formal_group(place):
                yield from sorted(members(self.projection, place))

    # -- where nobody leads ----------------------------------------------------------------------------------------

    def gaps(self, within: int | None = None) -> Iterator[Gap]:
        """For each authority, by name, all its schools and then each of its phases."""
        by_authority: dict[str, list[str]] = defaultdict(list)
        for school in self.whole.schools:
            by_authority[self.projection.name(self.whole.authority_of.get(school.id))].append(school.id)
        for authority, schools in sorted(by_authority.items()):
            for number, (phase, some) in enumerate(self._by_phase(schools)):
                yield self._gap(authority, phase, some, within, whole=not number)

    def _by_phase(self, schools: list[str]) -> Iterator[tuple[str, list[str]]]:
        phases: dict[str, list[str]] = defaultdict(list)
        for school in schools:
            phase = str(self.projection.nodes[school].attributes.get("phase") or "phase not known")
            phases["no phase (special and others)" if phase == "Not applicable" else phase].append(school)
        if len(phases) > 1:
            yield ALL_PHASES, schools
        yield from sorted(phases.items())

    def _gap(self, authority: str, phase: str, schools: list[str], within: int | None, *, whole: bool) -> Gap:
        """The first row of an authority counts those who work for the authority itself, or a cluster, as well."""
        places = [*schools, *self._above(schools)] if whole else schools
        distances = (self._ladder.distance.get(school) for school in schools)
        reaching = (far for far in distances if far is not None and (within is None or far <= within))
        heard = self.projection.heard_by_then
        return Gap(
            authority=authority,
            phase=phase,
            schools=len(schools),
            leaders={kind: self._number(kind, places) for kind in KINDS if kind not in self.kinds_never_read},
            reaching=sum(1 for _ in reaching),
            unread=sum(1 for school in schools if school not in heard),
        )

    def _above(self, schools: list[str]) -> set[str]:
        """The authorities of the schools, and the groups that they are in."""
        ties = (tie for school in schools for tie in self.projection.ties_of(school))
        councils = {self.whole.authority_of[school] for school in schools if school in self.whole.authority_of}
        return councils | {tie.target for tie in ties if tie.relation == "member_of"}

    def _number(self, kind: str, places: list[str]) -> int:
        """How many leaders of the kind work at any of the places, each counted once."""
        here = {leader for place in places for leader in self._leaders_at.get(place, ())}
        return sum(1 for leader in here if kind in self.projection.leaders[leader].designations)

    @cached_property
    def _leaders_at(self) -> dict[str, set[str]]:
        """The leaders who work at each school, for each group or authority."""
        found: dict[str, set[str]] = defaultdict(set)
        for leader in self._posts:
            for place in self._schools_led(leader):
                found[place].add(leader)
        return found


def _posts(projection: Projection, leader: str) -> Iterator[str]:
    """Where a leader works: a teaching school is its own place; a secondment is a deployment, not a place."""
    if projection.nodes[leader].type == SCHOOL:
        yield leader
    for tie in projection.ties_of(leader):
        if tie.source == leader and tie.relation == "holds_role" and tie.target in projection.nodes:
            yield tie.target


def _works_at(projection: Projection, leader: str) -> list[str]:
    """Where they work and as what; for a teaching school the alliances it leads."""
    if projection.nodes[leader].type != PERSON:
        return [projection.name(leader)]
    posts = (tie for tie in projection.ties_of(leader) if tie.source == leader and tie.relation == "holds_role")
    return sorted({f"{projection.name(tie.target)} ({role_in_words(tie.claims[0])})" for tie in posts})


def _designation(claim: Claim, projection: Projection) -> str:
    """'National Leader of Education (NLE), from 2011', 'teaching school of the River Alliance, seen 2018'."""
    if claim.type == "designated":
        return f"{role_in_words(claim)}, {claim.period}"
    return f"{TEACHING_SCHOOL_ROLE} of {projection.name(claim.target)}, {claim.period}"


def _sentence(rows: tuple[Leader, ...], register: Register) -> str:
    on, place = in_words(register.projection.reading.on), register.whole.description
    if not rows:
        return f"On {on} no system leader was read who works or is deployed in {place}."
    standings = Counter(row.deployment for row in rows)
    parts = [f"{standings[DEPLOYED] or 'none'} deployed beyond their own school"]
    if standings[BEFORE]:
        parts.append(f"{standings[BEFORE]} only before")
    if standings[NONE_READ]:
        parts.append(f"of {standings[NONE_READ]} no deployment was read{_unheard(rows)}")
    known = sum(1 for row in rows if row.days.left)
    days = f"days left are known for {known}" if known else "for none are the days left known"
    return f"On {on}, {_how_many(rows)} ({place}): {', '.join(parts)}; {days}."


def _how_many(rows: tuple[Leader, ...]) -> str:
    """'3 system leaders, 1 from outside'; sets of leaders that nobody names one by one are counted apart."""
    sets, outside = sum(row.collective for row in rows), sum(row.from_outside for row in rows)
    named = [count(len(rows) - sets, "system leader")] if len(rows) > sets else []
    unnamed = [count(sets, "set of leaders", "sets of leaders") + " whom no source names"] if sets else []
    return f"{listed([*named, *unnamed])}{f', {outside} from outside' if outside else ''}"


def _unheard(rows: tuple[Leader, ...]) -> str:
    """How many of those without a deployment no source could have told of."""
    unheard = sum(1 for row in rows if row.deployment == NONE_READ and not row.sources_on_deployment)
    if unheard == len(rows):
        return " (no source that tells of deployments names any of them)"
    return f" ({unheard} of them named by no source that tells of deployments)" if unheard else ""


def _gap_sentence(rows: tuple[Gap, ...], register: Register) -> str:
    on = in_words(register.projection.reading.on)
    if not rows:
        return f"On {on} no school is held for {register.whole.description}."
    totals = _totals(rows)
    reaching, schools = sum(row.reaching for row in totals), sum(row.schools for row in totals)
    unread = sum(row.unread for row in totals)
    return (
        f"On {on}, {reaching} of {count(schools, 'school')} ({register.whole.description}) have a system leader within"
        f" reach, and about the ties of {unread} nothing was read. {_kinds_in_words(totals)}"
    )


def _kinds_in_words(totals: list[Gap]) -> str:
    """Of one authority the kinds nobody was read to be, of several in how many somebody was."""
    kinds = list(totals[0].leaders)
    if not kinds:
        return "Nobody was read to be a leader."
    if len(totals) == 1:
        none = totals[0].none_of
        return f"Nobody was read there as {listed(none)}." if none else f"Somebody was read there as {listed(kinds)}."
    found = (f"{kind} {sum(1 for row in totals if row.leaders[kind])}" for kind in kinds)
    return f"Of {len(totals)} authorities, those where somebody was read: {listed(found)}."


def _totals(rows: Iterable[Gap]) -> list[Gap]:
    """The first row of each authority: all its schools."""
    return list({row.authority: row for row in reversed(list(rows))}.values())[::-1]
