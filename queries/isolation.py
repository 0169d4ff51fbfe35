"""Which schools are on their own: a ladder, not a score.

For each school of the boundary, the first that applies on the day:

    alone          no tie to another school, to a group with another live member, or to a leader of another school
    inward         every school, group and leader it meets is inside one formal group (federation, trust)
    out of reach   tied, but no route to any system leader
    by a thread    every route to a system leader runs through one person, group or school
    connected      none of these

A school whose ties no source speaks of, for the day or before it, stands on no rung: nobody has looked. It is
counted apart as 'nothing read'.

System leaders are people with a live NLE, LLE, SLE, SBM advocate or SBD designation, and teaching schools.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from graph.dates import PartialDate, in_words
from graph.projection import POSTS, Ledger, Projection, Reading, Tie, staff_of
from graph.records import Claim, Node
from graph.store import Store
from graph.vocabulary import GROUP, PERSON, SCHOOL
from queries.answer import Answer, Fields, assumptions, count, listed, sources
from queries.boundary import Boundary, Universe, notes, universe
from queries.reach import distances, threads, walkable
from queries.wording import ClaimShown, show_claims, tie_in_words

ALONE: Final = "alone"
INWARD: Final = "inward"
OUT_OF_REACH: Final = "out of reach"
BY_A_THREAD: Final = "by a thread"
CONNECTED: Final = "connected"
NOTHING_READ: Final = "nothing read"
RUNGS: Final = (ALONE, INWARD, OUT_OF_REACH, BY_A_THREAD, CONNECTED)
STANDINGS: Final = (*RUNGS, NOTHING_READ)

BY_CHOICE, LEFT_OUT, NOT_KNOWN = "by choice", "left out", "not known"
_CHOICE_WORDS: Final = {"preference": BY_CHOICE, "choice": BY_CHOICE, "by choice": BY_CHOICE, "left out": LEFT_OUT}


@dataclass(frozen=True, slots=True)
class SchoolStanding:
    """Where one school stands on the ladder, and on what evidence.

    ``rung`` is one of RUNGS, or NOTHING_READ where no source speaks of its ties for the day or before it;
    ``sources_mentioning`` counts those that speak of them at all. ``via`` names what its routes hang on (by a
    thread), the group it is inside (inward) or the nearest leaders. ``since`` is the date its last tie lapsed, where
    it is alone and a source says so. ``certain_rung`` is where it would stand if only ties whose dates settle the
    day were counted.
    """

    id: str
    urn: str
    name: str
    authority: str
    phase: str
    rung: str
    reasons: tuple[str, ...]
    via: tuple[str, ...]
    sources_mentioning: int
    since_change: str = ""
    since: str = ""
    choice: str = NOT_KNOWN
    certain_rung: str = ""
    claims: tuple[ClaimShown, ...] = ()

    def fields(self) -> Fields:
        """As plain JSON values; the first ten are the columns of the design."""
        return {
            "id": self.id,
            "urn": self.urn,
            "name": self.name,
            "authority": self.authority,
            "phase": self.phase,
            "rung": self.rung,
            "reasons": list(self.reasons),
            "via": list(self.via),
            "sources_mentioning": self.sources_mentioning,
            "since_change": self.since_change,
            "since": self.since,
            "choice": self.choice,
            "certain_rung": self.certain_rung,
            "claims": [claim.fields() for claim in self.claims],
        }


@dataclass(frozen=True, slots=True)
class IsolationAnswer(Answer[SchoolStanding]):
    """The ladder for a boundary on a day."""

    def on_rung(self, rung: str) -> tuple[SchoolStanding, ...]:
        """The schools on one rung, in the order of the rows."""
        return tuple(row for row in self.rows if row.rung == rung)

    @property
    def numbers(self) -> dict[str, int]:
        """Schools on each rung, in the order of the ladder, and those on none."""
        return {rung: len(self.on_rung(rung)) for rung in STANDINGS}


def isolated(
    store: Store, boundary: Boundary, reading: Reading, *, since: date | None = None, ledger: Ledger | None = None
) -> IsolationAnswer:
    """Where each school of the boundary stands on the day, and with ``since`` where it stood then.

    ``ledger`` saves reading the store again when several questions are put in a row.
    """
    held = ledger or Ledger.read(store)
    projection = held.on(reading)
    whole = universe(store, projection, boundary)
    ladder, certain = Ladder(projection), Ladder(held.on(_certain(reading)))
    before = _rungs_before(store, held, boundary, reading, since)
    rows = [_standing(ladder, certain, school, whole, before, since) for school in whole.schools]
    rows.sort(key=lambda row: (STANDINGS.index(row.rung), row.authority, row.name, row.id))
    return IsolationAnswer(
        question="Which schools are on their own, since when, on what evidence?",
        as_of=reading.on,
        boundary=whole.description,
        sources=sources(store.datasets()),
        assumptions=(*assumptions(projection), *notes(whole)),
        rows=tuple(rows),
        sentence=_sentence(rows, reading.on, whole),
    )


def _certain(reading: Reading) -> Reading:
    return Reading(reading.on, reading.presumed_years, certain_only=True)


def _rungs_before(
    store: Store, held: Ledger, boundary: Boundary, reading: Reading, since: date | None
) -> dict[str, str]:
    if since is None:
        return {}
    earlier = held.on(Reading(since, reading.presumed_years, reading.certain_only))
    ladder = Ladder(earlier)
    return {school.id: ladder.rung(school.id) for school in universe(store, earlier, boundary).schools}


def _standing(
    ladder: Ladder, certain: Ladder, school: Node, whole: Universe, before: dict[str, str], since: date | None
) -> SchoolStanding:
    rung = ladder.rung(school.id)
    projection = ladder.projection
    earlier = projection.lineage.earlier_self(school.id, before)
    return SchoolStanding(
        id=school.id,
        urn=school.id.removeprefix("urn:") if school.id.startswith("urn:") else "",
        name=school.name,
        authority=projection.name(whole.authority_of.get(school.id)),
        phase=str(school.attributes.get("phase", "")),
        rung=rung,
        reasons=ladder.reasons(school.id),
        via=tuple(projection.name(node) for node in ladder.via(school.id)),
        sources_mentioning=len(ladder.sources_of(school.id)),
        since_change=_change(before[earlier] if earlier else None, rung, since),
        since=ladder.alone_since(school.id),
        choice=ladder.choice(school.id),
        certain_rung=certain.rung(school.id),
        claims=ladder.evidence(school.id),
    )


def _change(before: str | None, rung: str, since: date | None) -> str:
    if since is None:
        return ""
    if before is None:
        return f"not open on {in_words(since)}"
    return "no change" if before == rung else f"{before} → {rung}"


def _sentence(rows: list[SchoolStanding], on: date, whole: Universe) -> str:
    if not rows:
        return f"On {in_words(on)} no school is held for {whole.description}."
    rungs = Counter(row.rung for row in rows)
    alone = rungs[ALONE]
    tied = ", ".join(f"{rungs[rung]} {rung}" for rung in RUNGS[1:] if rungs[rung])
    were = f"{alone or 'none'} {'was' if alone <= 1 else 'were'}"
    return (
        f"On {in_words(on)}, of {count(len(rows), 'school')} ({whole.description}), {were} alone on the evidence"
        f" read{', ' + tied if tied else ''}; nothing was read about {count(rungs[NOTHING_READ], 'school')}."
    )


class Ladder:
    """The ladder on a projection; every school's standing is worked out when it is asked for."""

    def __init__(self, projection: Projection) -> None:
        self.projection = projection
        self._contacts: dict[str, Contacts] = {}
        self._circles: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _neighbours(self) -> dict[str, list[str]]:
        return walkable(self.projection)

    @cached_property
    def distance(self) -> dict[str, int]:
        """Ties to the nearest leader, for every node that reaches one."""
        return distances(self._neighbours, self.projection.leaders)

    @cached_property
    def _threads(self) -> dict[str, tuple[str, ...]]:
        return threads(self._neighbours, self.projection.leaders)

    def contacts(self, school: str) -> Contacts:
        """Whom the school meets."""
        if school not in self._contacts:
            self._contacts[school] = meet(self.projection, school)
        return self._contacts[school]

    def rung(self, school: str) -> str:
        """The first rung that applies; NOTHING_READ where no source says anything of the school's ties."""
        contacts = self.contacts(school)
        if contacts.nobody:
            return ALONE if school in self.projection.heard_by_then else NOTHING_READ
        if self.circle(school):
            return INWARD
        if school not in self.distance:
            return OUT_OF_REACH
        return BY_A_THREAD if self._threads.get(school) else CONNECTED

    def circle(self, school: str) -> tuple[str, ...]:
        """What holds everybody the school meets: one formal group, or the schools federated with it in a federation
        that has no name; () where nothing does."""
        if school not in self._circles:
            self._circles[school] = self._circle(school, self.contacts(school))
        return self._circles[school]

    def _circle(self, school: str, contacts: Contacts) -> tuple[str, ...]:
        for group in sorted(contacts.groups):
            inside = fellow_members(self.projection, group)
            if self.projection.is_formal_group(group) and self._holds_all(inside, contacts, group):
                return (group,)
        federation = federated(self.projection, school)
        return tuple(sorted(federation - {school})) if self._holds_all(federation, contacts) else ()

    def _holds_all(self, inside: frozenset[str], contacts: Contacts, home: str = "") -> bool:
        """Whether every school met is inside, and every leader and fellow member of other groups works there."""
        met = contacts.schools | contacts.unnamed
        places = inside | {home}
        return bool(met) and met <= inside and all(self._works_only_at(p, places) for p in self._people(contacts, home))

    def _people(self, contacts: Contacts, home: str) -> set[str]:
        """The leaders met, and the people met as members of groups other than the home."""
        fellows = {there for group in contacts.groups - {home} for there in fellow_members(self.projection, group)}
        return {*contacts.leaders, *(there for there in fellows if self.projection.nodes[there].type == PERSON)}

    def _works_only_at(self, person: str, places: frozenset[str]) -> bool:
        posts = {there for there, tie in self.projection.steps_from(person) if tie.relation in POSTS}
        return bool(posts) and posts <= places

    def via(self, school: str) -> tuple[str, ...]:
        """What its routes hang on, the group it is inside, or the leaders nearest to it."""
        rung = self.rung(school)
        if rung == INWARD:
            return self.circle(school)
        if rung == BY_A_THREAD:
            return self._threads[school]
        return self.nearest_leaders(school) if rung == CONNECTED else ()

    def nearest_leaders(self, school: str) -> tuple[str, ...]:
        """The leaders at the least distance, by id."""
        frontier = {school}
        for _ in range(self.distance.get(school, 0)):
            frontier = {
                there
                for node in frontier
                for there in self._neighbours.get(node, [])
                if self.distance.get(there, -1) == self.distance[node] - 1
            }
        return tuple(sorted(node for node in frontier if node in self.projection.leaders))

    def sources_of(self, school: str) -> frozenset[str]:
        """The data sets that say anything of the school's ties or its people's designations."""
        return self.projection.sources_of.get(school, frozenset())

    def evidence(self, school: str) -> tuple[ClaimShown, ...]:
        """The claims behind the rung: its ties, and for one that is alone those that lapsed or deny a tie."""
        if self.rung(school) != ALONE:
            return show_claims(self.projection, self.projection.ties_of(school))
        return show_claims(self.projection, [*self.projection.ties_of(school), *self._lapsed(school)])

    def reasons(self, school: str) -> tuple[str, ...]:
        """Why the school stands where it does, in sentences."""
        explain = {
            ALONE: self._why_alone,
            INWARD: self._why_inward,
            OUT_OF_REACH: self._why_out_of_reach,
            BY_A_THREAD: self._why_by_a_thread,
            CONNECTED: self._why_connected,
            NOTHING_READ: self._why_no_rung,
        }
        said = [*explain[self.rung(school)](school), *self._about_leaders_within(school), *self._about_past(school)]
        return tuple(said)

    def _why_no_rung(self, school: str) -> list[str]:
        later = len(self.sources_of(school))
        speaks = "source speaks" if later == 1 else "sources speak"
        return [f"nothing was read about this school{f' for this day; {later} {speaks} of it later' if later else ''}"]

    def _why_alone(self, school: str) -> list[str]:
        ties = self.projection.ties_of(school)
        if not ties:
            return ["no live tie was read"]
        return [f"its ties lead to nobody else: {listed(tie_in_words(tie, self.projection) for tie in ties)}"]

    def _why_inward(self, school: str) -> list[str]:
        first = self.circle(school)[0]
        home = self.projection.name(first) if self.projection.nodes[first].type == GROUP else "its federation"
        return [f"tied only inside {home}, to {listed(self._met(school))}"]

    def _why_out_of_reach(self, school: str) -> list[str]:
        groups = sorted(self.projection.name(group) for group in self.contacts(school).groups)
        return [f"tied ({listed([*groups, *self._met(school)])}), but no route leads to a system leader"]

    def _met(self, school: str) -> list[str]:
        """The schools met, by name, and then the sets of schools without."""
        contacts = self.contacts(school)
        return [
            name for some in (contacts.schools, contacts.unnamed) for name in sorted(map(self.projection.name, some))
        ]

    def _why_by_a_thread(self, school: str) -> list[str]:
        nearest, *further = (self.projection.name(node) for node in self._threads[school])
        return [
            f"every route to a system leader runs through {nearest}{' and then ' + listed(further) if further else ''}"
        ]

    def _why_connected(self, school: str) -> list[str]:
        if school in self.projection.leaders:
            return ["it is itself a teaching school"]
        leaders = [self.projection.name(node) for node in self.nearest_leaders(school)]
        away = count(self.distance[school], "tie")
        return [f"several routes to system leaders, the nearest {away} away ({listed(leaders)})"]

    def _about_leaders_within(self, school: str) -> list[str]:
        within = sorted(staff_of(self.projection, school) & set(self.projection.leaders))
        return [
            f"its own {self.projection.name(node)} is {listed(self.projection.leaders[node].designations)}"
            for node in within
        ]

    def _about_past(self, school: str) -> list[str]:
        lapsed = self._lapsed(school)
        before = sorted(self.projection.lineage.before.get(school, frozenset()) & self.projection.sources_of.keys())
        said = []
        if lapsed and self.rung(school) == ALONE:
            said.append(f"lapsed: {listed((tie_in_words(tie, self.projection) for tie in lapsed), most=4)}")
        if before and self.rung(school) in (ALONE, NOTHING_READ):
            names = listed(f"{self.projection.name(node)} ({node})" for node in before)
            said.append(f"it succeeds {names}; ties the register gave it are not carried over")
        return said

    def _lapsed(self, school: str) -> list[Tie]:
        return self._dormant.get(school, [])

    @cached_property
    def _dormant(self) -> dict[str, list[Tie]]:
        found: dict[str, list[Tie]] = {}
        for tie in self.projection.dormant:
            for end in (tie.source, tie.target):
                found.setdefault(end, []).append(tie)
        return found

    def alone_since(self, school: str) -> str:
        """The date its last tie beyond itself lapsed, '' where it is not alone or no source gives one."""
        if self.rung(school) != ALONE:
            return ""
        ends = [end for tie in self._lapsed(school) if self._leads_out(tie, school) for end in self._ends_of(tie)]
        return str(max(ends)) if ends else ""

    def _leads_out(self, tie: Tie, school: str) -> bool:
        other = self.projection.nodes.get(tie.other(school))
        return other is not None and other.type in (SCHOOL, GROUP) and self.projection.is_step(other.id)

    def _ends_of(self, tie: Tie) -> list[PartialDate]:
        on = self.projection.reading.on
        ends = [claim.end for claim in tie.claims] + [
            node.closed for node in map(self.projection.nodes.get, (tie.source, tie.target)) if node
        ]
        return [end for end in ends if end and end.earliest <= on]

    def choice(self, school: str) -> str:
        """'by choice' or 'left out' where a claim on the school says so, else 'not known'."""
        words = {self._choice_word(claim) for claim in self._denials.get(school, [])} - {None}
        return next(iter(sorted(str(word) for word in words)), NOT_KNOWN)

    def _choice_word(self, claim: Claim) -> str | None:
        return _CHOICE_WORDS.get(str(claim.attributes.get("reason", "")).casefold())

    @cached_property
    def _denials(self) -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = {}
        for claim in self.projection.denials:
            for end in claim.ends:
                found.setdefault(self.projection.identity.on(end, self.projection.reading.on), []).append(claim)
        return found


@dataclass(frozen=True, slots=True)
class Contacts:
    """Whom a school meets without going through another school: schools, groups with another member, leaders.

    ``unnamed`` are sets of schools that a source does not name one by one: no route leads on from them, and yet
    a school that works with one is not alone.
    """

    schools: frozenset[str]
    groups: frozenset[str]
    leaders: frozenset[str]
    unnamed: frozenset[str]

    @property
    def nobody(self) -> bool:
        """Whether there is nobody."""
        return not (self.schools or self.groups or self.leaders or self.unnamed)


def fellow_members(projection: Projection, group: str) -> frozenset[str]:
    """The schools and people that are live members of a group, sets of unnamed ones among them."""
    return frozenset(tie.source for tie in projection.ties_of(group) if tie.relation == "member_of")


def members(projection: Projection, group: str) -> frozenset[str]:
    """The named schools that are live members of a group."""
    fellows = (node for node in fellow_members(projection, group) if projection.is_step(node))
    return frozenset(node for node in fellows if projection.nodes[node].type == SCHOOL)


def federated(projection: Projection, school: str) -> frozenset[str]:
    """The school and those it is federated with, directly or through one another."""
    found, frontier = {school}, [school]
    while frontier:
        for there, tie in projection.steps_from(frontier.pop()):
            if tie.relation == "federation" and there not in found:
                found.add(there)
                frontier.append(there)
    return frozenset(found)


def meet(projection: Projection, school: str) -> Contacts:
    """Whom the school meets: from it through people and groups, never on through another school."""
    staff = staff_of(projection, school)
    seen, walked = {school}, [school]
    # The list grows while it is walked.
    for node in walked:
        for there, _ in projection.steps_from(node):
            if there not in seen:
                seen.add(there)
                if projection.nodes[there].type != SCHOOL:
                    walked.append(there)
    others = seen - {school} - staff
    return Contacts(
        schools=frozenset(node for node in others if projection.nodes[node].type == SCHOOL),
        groups=frozenset(node for node in others if _has_other_member(projection, node, staff | {school})),
        leaders=frozenset(n for n in others if n in projection.leaders and projection.nodes[n].type == PERSON),
        unnamed=frozenset(there for node in walked for there in _unnamed_schools(projection, node)),
    )


def _has_other_member(projection: Projection, node: str, own: Iterable[str]) -> bool:
    mine = set(own)
    return projection.nodes[node].type == GROUP and any(
        tie.relation == "member_of" and tie.source not in mine for tie in projection.ties_of(node)
    )


def _unnamed_schools(projection: Projection, node: str) -> Iterator[str]:
    for tie in projection.ties_of(node):
        there = projection.nodes[tie.other(node)]
        if there.type == SCHOOL and there.is_collective:
            yield there.id
