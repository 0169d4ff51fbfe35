"""Which schools are on their own, since when, and on what evidence: the ladder (queries.ladder) as an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from graph.dates import PartialDate, in_words
from graph.projection import Ledger, Reading, Tie, staff_of
from graph.records import Claim, Node
from graph.store import Store
from graph.vocabulary import GROUP, SCHOOL
from queries.answer import Answer, Fields, count, listed, sources
from queries.boundary import Boundary, Universe, notes, universe
from queries.ladder import (
    ALONE,
    BY_A_THREAD,
    CONNECTED,
    INWARD,
    NOTHING_READ,
    OUT_OF_REACH,
    RUNGS,
    STANDINGS,
    Ladder,
)
from queries.on_server import Sight, sight
from queries.wording import ClaimShown, show_claims, tie_in_words

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
    store: Store,
    boundary: Boundary,
    reading: Reading,
    *,
    since: date | None = None,
    ledger: Ledger | None = None,
    on_server: bool = False,
) -> IsolationAnswer:
    """Where each school of the boundary stands on the day, and with ``since`` where it stood then.

    ``ledger`` saves reading the store again when several questions are put in a row. With ``on_server`` the store, a
    Neo4j server, works out the rungs itself, and only the claims that the answer shows are read from it.
    """
    with sight(store, ledger, on_server=on_server) as seen:
        whole = universe(store, seen.names(reading), boundary)
        schools = [school.id for school in whole.schools]
        account, certain = Account(seen.ladder(reading, schools)), seen.rungs(_certain(reading), schools)
        before = _rungs_before(store, seen, boundary, reading, since)
        assumed = seen.assumptions(reading)
    rows = [_standing(account, certain, school, whole, before, since) for school in whole.schools]
    rows.sort(key=lambda row: (STANDINGS.index(row.rung), row.authority, row.name, row.id))
    return IsolationAnswer(
        question="Which schools are on their own, since when, on what evidence?",
        as_of=reading.on,
        boundary=whole.description,
        sources=sources(store.datasets()),
        assumptions=(*assumed, *notes(whole)),
        rows=tuple(rows),
        sentence=_sentence(rows, reading.on, whole),
    )


def _certain(reading: Reading) -> Reading:
    return Reading(reading.on, reading.presumed_years, certain_only=True)


def _rungs_before(
    store: Store, seen: Sight, boundary: Boundary, reading: Reading, since: date | None
) -> Mapping[str, str]:
    if since is None:
        return {}
    earlier = Reading(since, reading.presumed_years, reading.certain_only)
    whole = universe(store, seen.names(earlier), boundary)
    return seen.rungs(earlier, [school.id for school in whole.schools])


def _standing(
    account: Account,
    certain: Mapping[str, str],
    school: Node,
    whole: Universe,
    before: Mapping[str, str],
    since: date | None,
) -> SchoolStanding:
    ladder, projection = account.ladder, account.projection
    rung = ladder.rung(school.id)
    earlier = projection.lineage.earlier_self(school.id, before)
    return SchoolStanding(
        id=school.id,
        urn=school.id.removeprefix("urn:") if school.id.startswith("urn:") else "",
        name=school.name,
        authority=projection.name(whole.authority_of.get(school.id)),
        phase=str(school.attributes.get("phase", "")),
        rung=rung,
        reasons=account.reasons(school.id),
        via=tuple(projection.name(node) for node in ladder.via(school.id)),
        sources_mentioning=len(account.sources_of(school.id)),
        since_change=_change(before[earlier] if earlier else None, rung, since),
        since=account.alone_since(school.id),
        choice=account.choice(school.id),
        certain_rung=certain[school.id],
        claims=account.evidence(school.id),
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
    unread = f"; nothing was read about {count(rungs[NOTHING_READ], 'school')}" if rungs[NOTHING_READ] else ""
    return (
        f"On {in_words(on)}, of {count(len(rows), 'school')} ({whole.description}), {were} alone on the evidence"
        f" read{', ' + tied if tied else ''}{unread}."
    )


class Account:
    """Why each school stands where it does on a ladder, in sentences and with its claims."""

    def __init__(self, ladder: Ladder) -> None:
        self.ladder = ladder
        self.projection = ladder.projection

    def sources_of(self, school: str) -> frozenset[str]:
        """The data sets that say anything of the school's ties or its people's designations."""
        return self.projection.sources_of.get(school, frozenset())

    def evidence(self, school: str) -> tuple[ClaimShown, ...]:
        """The claims behind the rung: its ties, and for one that is alone those that lapsed or deny a tie."""
        if self.ladder.rung(school) != ALONE:
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
        said = [
            *explain[self.ladder.rung(school)](school),
            *self._about_leaders_within(school),
            *self._about_past(school),
        ]
        return tuple(said)

    def _why_no_rung(self, school: str) -> list[str]:
        later = len(self.sources_of(school))
        speaks = "source speaks" if later == 1 else "sources speak"
        return [f"nothing was read about this school{f' for this day; {later} {speaks} of it later' if later else ''}"]

    def _why_alone(self, school: str) -> list[str]:
        ties = self.projection.ties_of(school)
        if not ties:
            return ["no live tie was read"]
        # A trust and its sponsor often bear one name: what reads the same is said once.
        said = dict.fromkeys(tie_in_words(tie, self.projection) for tie in ties)
        return [f"its ties lead to nobody else: {listed(said)}"]

    def _why_inward(self, school: str) -> list[str]:
        first = self.ladder.circle(school)[0]
        home = self.projection.name(first) if self.projection.nodes[first].type == GROUP else "its federation"
        return [f"tied only inside {home}, to {listed(self._met(school))}"]

    def _why_out_of_reach(self, school: str) -> list[str]:
        groups = sorted(self.projection.name(group) for group in self.ladder.contacts(school).groups)
        return [f"tied ({listed([*groups, *self._met(school)])}), but no route leads to a system leader"]

    def _met(self, school: str) -> list[str]:
        """The schools met, by name, and then the sets of schools without."""
        contacts = self.ladder.contacts(school)
        return [
            name for some in (contacts.schools, contacts.unnamed) for name in sorted(map(self.projection.name, some))
        ]

    def _why_by_a_thread(self, school: str) -> list[str]:
        nearest, *further = (self.projection.name(node) for node in self.ladder.via(school))
        return [
            f"every route to a system leader runs through {nearest}{' and then ' + listed(further) if further else ''}"
        ]

    def _why_connected(self, school: str) -> list[str]:
        if school in self.projection.leaders:
            return ["it is itself a teaching school"]
        leaders = [self.projection.name(node) for node in self.ladder.nearest_leaders(school)]
        away = count(self.ladder.distance[school], "tie")
        return [f"several routes to system leaders, the nearest {away} away ({listed(leaders)})"]

    def _about_leaders_within(self, school: str) -> list[str]:
        within = sorted(staff_of(self.projection, school) & self.projection.leaders.keys())
        return [
            f"its own {self.projection.name(node)} is {listed(self.projection.leaders[node].designations)}"
            for node in within
        ]

    def _about_past(self, school: str) -> list[str]:
        lapsed = self._lapsed(school)
        before = sorted(self.projection.lineage.before.get(school, frozenset()) & self.projection.sources_of.keys())
        said = []
        if lapsed and self.ladder.rung(school) == ALONE:
            said.append(f"lapsed: {listed((tie_in_words(tie, self.projection) for tie in lapsed), most=4)}")
        if before and self.ladder.rung(school) in (ALONE, NOTHING_READ):
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
        if self.ladder.rung(school) != ALONE:
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
