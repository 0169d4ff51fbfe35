"""Claims read on a day: which ties are live, which lapsed, and who leads. A tie is never stored."""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property, lru_cache
from math import inf
from operator import itemgetter

from graph.dates import Holds, Period
from graph.errors import StoreChanged
from graph.identity import Identity, Lineage, is_open
from graph.records import Claim, Node
from graph.store import Store
from graph.vocabulary import (
    DESIGNATIONS,
    NEVER_A_STEP,
    OWN_DECISIONS,
    PERSON,
    RELATIONS,
    SCHOOL,
    TEACHING_SCHOOL_ROLE,
    is_formal,
)

PRESUMED_YEARS = 5
SETTLED_DAYS = 366
# Relations by which a person works somewhere.
POSTS = frozenset({"holds_role", "secondment"})
# The kind of data set whose rows are ties written from one node to another, and mean that direction.
TIE_TABLE = "tie-table"
_DAYS_A_YEAR = 365.25
_READ_AGAIN = 4
_READINGS_KEPT = 4
_MANY = 100_000
SUCCESSION = "succeeds"
_READ_TYPES = tuple(name for name in RELATIONS if name not in ("in_authority", SUCCESSION))


Key = tuple[str, str, str]


class Standing(Enum):
    """How a claim stands on the day asked for.

    DORMANT is over by its dates, or because a school or group closed. STALE was last seen too long before the day
    to be presumed any longer. NOT_YET begins later, or is first seen too long after the day.
    """

    CERTAIN = "certain"
    PRESUMED = "presumed"
    DORMANT = "dormant"
    STALE = "stale"
    NOT_YET = "not yet"
    DENIED = "denied"
    PLANNED = "planned"

    @property
    def is_live(self) -> bool:
        """Whether a claim that stands so is taken to hold on the day."""
        return self in _LIVE

    @property
    def is_lapsed(self) -> bool:
        """Whether it held once and is over, or no longer vouched for."""
        return self in (Standing.DORMANT, Standing.STALE)


# Looked up once, for a member of an enumeration is slow to find and this is asked of every claim of a register.
_LIVE = (Standing.CERTAIN, Standing.PRESUMED)
_OVER = (Standing.NOT_YET, Standing.DORMANT)
_ONE_OPEN = (Standing.CERTAIN,)
_ALL_OPEN = (Standing.CERTAIN, Standing.CERTAIN)


@dataclass(frozen=True, slots=True)
class Reading:
    """The rules claims are read by: a day, how long a claim without an end is presumed to go on, how strict.

    Within a year of the last (or first) time a source shows it, such a claim counts as certain; then, for
    ``presumed_years``, as presumed; then no longer. With ``certain_only`` presumed claims do not count either.
    """

    on: date
    presumed_years: int = PRESUMED_YEARS
    certain_only: bool = False

    def standing(self, claim: Claim) -> Standing:
        """How the claim's own words and dates stand on the day, its ends left aside."""
        if claim.certainty == "planned":
            return Standing.PLANNED
        holds = claim.period.holds_on(self.on)
        if holds is Holds.NO:
            return self._lapsed(claim.period, Standing.DORMANT)
        standing = self._held(claim.period, holds)
        return Standing.DENIED if claim.negated and standing.is_live else standing

    def _held(self, period: Period, holds: Holds) -> Standing:
        gap = period.gap(self.on)
        if holds is Holds.YES or 0 < gap <= SETTLED_DAYS:
            return Standing.CERTAIN
        presumed = gap <= self.presumed_years * _DAYS_A_YEAR
        return Standing.PRESUMED if presumed else self._lapsed(period, Standing.STALE)

    def outweighs(self, denial: Claim, claim: Claim, standing: Standing) -> bool:
        """Whether a denial undoes a claim: it speaks of the same role and is dated nearer the day.

        Where both are as near, a claim whose dates settle the day stands, and any other is undone.
        """
        near, nearer = self.gap(denial), self.gap(claim)
        same_matter = denial.role in (None, claim.role)
        return same_matter and (near < nearer or (near == nearer and standing is not Standing.CERTAIN))

    def gap(self, claim: Claim) -> float:
        """Days between the day and the nearest date at which the claim is vouched for; infinite where it has none."""
        gap = claim.period.gap(self.on)
        return inf if gap < 0 else gap

    def _lapsed(self, period: Period, how: Standing) -> Standing:
        return Standing.NOT_YET if period.is_before(self.on) else how


@dataclass(frozen=True, slots=True)
class Tie:
    """What live, or lapsed, claims of one relation say about two nodes on the day.

    ``target`` is '' for a relation that may do without (a designation by nobody named). ``standing`` is
    that of its best claim; ``disputed`` are claims that deny it.
    """

    source: str
    target: str
    relation: str
    claims: tuple[Claim, ...]
    standing: Standing
    disputed: tuple[Claim, ...] = ()

    def other(self, node_id: str) -> str:
        """The end that is not ``node_id``."""
        return self.target if node_id == self.source else self.source

    @property
    def certain(self) -> bool:
        """Whether the dates of one of its claims settle the day."""
        return self.standing is Standing.CERTAIN

    @property
    def dormant(self) -> bool:
        """Whether it held once and is over, or no longer vouched for."""
        return self.standing.is_lapsed

    @property
    def distance(self) -> float:
        """What a step over it costs (vocabulary.RelationType.distance)."""
        return RELATIONS[self.relation].distance


@dataclass(frozen=True, slots=True)
class Leadership:
    """Why a node counts as a system leader on the day: its designations in words, and the claims for them."""

    node: str
    designations: tuple[str, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Projection:
    """The graph on a day: nodes by canonical id, live and dormant ties, leaders, and what was set aside and why.

    ``facts`` are live relations that never tie: designations, programmes, funding. ``dormant`` holds both sorts.
    ``sources_of`` gives the data sets that speak of a node's ties at all, ``heard_by_then`` those that do so of the
    day or of any time before it. ``tie_tables`` are the data sets whose ties go the way they are written.
    """

    reading: Reading
    nodes: Mapping[str, Node]
    identity: Identity
    lineage: Lineage
    ties: tuple[Tie, ...]
    facts: tuple[Tie, ...]
    dormant: tuple[Tie, ...]
    leaders: Mapping[str, Leadership]
    sources_of: Mapping[str, frozenset[str]]
    heard_by_then: Mapping[str, frozenset[str]]
    denials: tuple[Claim, ...]
    set_aside: Mapping[Standing, int]
    carried: tuple[tuple[str, str], ...]
    tie_tables: frozenset[str] = frozenset()
    _neighbours: dict[str, list[Tie]] = field(default_factory=dict, repr=False)
    _steps: dict[str, list[tuple[str, Tie]]] = field(default_factory=dict, repr=False)
    _passable: dict[str, bool] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        neighbours, steps = defaultdict(list, self._neighbours), defaultdict(list, self._steps)
        for tie in self.ties:
            for end, there in ((tie.source, tie.target), (tie.target, tie.source)):
                neighbours[end].append(tie)
                if self.is_step(there):
                    steps[end].append((there, tie))
        self._neighbours.update(neighbours)
        self._steps.update(steps)

    def amended(self, changes: Iterable[tuple[Tie, Tie | None]], leaders: Mapping[str, Leadership]) -> Projection:
        """The same day with other leaders, and with some ties and facts replaced, or taken out for None.

        Only what these ties touch is worked out anew.
        """
        pairs = tuple(changes)
        changed = {id(old): new for old, new in pairs}

        def now(ties: Iterable[Tie]) -> tuple[Tie, ...]:
            return tuple(tie for tie in (changed.get(id(tie), tie) for tie in ties) if tie)

        ends = {end for tie, _ in pairs for end in (tie.source, tie.target)} & self._neighbours.keys()
        held = {end: list(now(self.ties_of(end))) for end in sorted(ends)}
        steps = {end: [(tie.other(end), tie) for tie in held[end] if self.is_step(tie.other(end))] for end in held}
        other = object.__new__(Projection)
        other.__dict__.update(self.__dict__, ties=now(self.ties), facts=now(self.facts), leaders=leaders)
        other.__dict__.update(_neighbours={**self._neighbours, **held}, _steps={**self._steps, **steps})
        return other

    def ties_of(self, node_id: str) -> list[Tie]:
        """Live ties of a node, in the order of ``ties``."""
        return self._neighbours.get(node_id, [])

    def is_step(self, node_id: str) -> bool:
        """Whether a path may go through the node: a named school, person or group, never an authority, a programme,
        an organisation or a set of schools the source does not name one by one."""
        passable = self._passable.get(node_id)
        if passable is None:
            node = self.nodes.get(node_id)
            passable = node is not None and node.type not in NEVER_A_STEP and not node.is_collective
            self._passable[node_id] = passable
        return passable

    def steps_from(self, node_id: str) -> list[tuple[str, Tie]]:
        """Neighbours a path may go on to, with the tie that leads there."""
        return self._steps.get(node_id, [])

    def lapsed_steps_from(self, node_id: str) -> list[tuple[str, Tie]]:
        """Where a path could have gone on to over ties that are over, or no longer vouched for."""
        return self._lapsed_steps.get(node_id, [])

    @cached_property
    def _lapsed_steps(self) -> dict[str, list[tuple[str, Tie]]]:
        steps: dict[str, list[tuple[str, Tie]]] = {}
        for tie in self.dormant:
            if self.is_step(tie.source) and self.is_step(tie.target):
                steps.setdefault(tie.source, []).append((tie.target, tie))
                steps.setdefault(tie.target, []).append((tie.source, tie))
        return steps

    def is_formal_group(self, node_id: str) -> bool:
        """Whether the node is a federation, trust or the like."""
        return is_formal(self.nodes[node_id].kind)

    def name(self, node_id: str | None) -> str:
        """The node's name, or its id where it is not held."""
        if node_id is None:
            return ""
        node = self.nodes.get(node_id)
        return node.name if node else node_id


def project(store: Store, reading: Reading) -> Projection:
    """Read the store's claims on the day. Memory: about 1 kB a claim held."""
    return Ledger.read(store).on(reading)


@dataclass(frozen=True)
class Ledger:
    """All nodes, claims and decisions of a store, for questions on several days.

    Neither authority membership nor succession ever ties, and they are most of a register: the claims of the first
    stay in the store, those of the other are kept as the ``lineage`` they give.
    """

    nodes: Mapping[str, Node]
    claims: tuple[Claim, ...]
    identity: Identity
    lineage: Lineage
    complete_lists: frozenset[str] = frozenset()
    tie_tables: frozenset[str] = frozenset()
    _lately: dict[Reading, Projection] = field(default_factory=dict, init=False, compare=False, repr=False)

    @classmethod
    def read(cls, store: Store) -> Ledger:
        """Stream the store into memory.

        A store that others load into while it is read is read again, a few times. Raises StoreChanged.
        """
        for _ in range(_READ_AGAIN):
            with suppress(StoreChanged):
                return cls._read_once(store)
        return cls._read_once(store)

    @classmethod
    def _read_once(cls, store: Store) -> Ledger:
        with store.snapshot(), _no_search_for_cycles():
            nodes = {node.id: node for node in store.nodes()}
            claims = tuple(store.claims(types=_READ_TYPES))
            lineage = Lineage.of(store.outlines([SUCCESSION]))
            decisions = store.decisions()
            datasets = tuple(store.datasets())
        complete = frozenset(dataset.id for dataset in datasets if dataset.lists_all)
        tie_tables = frozenset(dataset.id for dataset in datasets if dataset.kind == TIE_TABLE)
        return cls(nodes, claims, Identity(nodes, decisions, lineage), lineage, complete, tie_tables)

    def on(self, reading: Reading) -> Projection:
        """The graph on the day of ``reading``; the last few are kept, for one answer asks for the same day often."""
        if reading not in self._lately:
            while len(self._lately) >= _READINGS_KEPT:
                del self._lately[next(iter(self._lately))]
            with _no_search_for_cycles():
                self._lately[reading] = _Projector(self, reading).project()
        return self._lately[reading]


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Spare Python its search for cycles: records have none, and it would look through a whole register many times.

    That search is a third of the time in which England is read, and of that in which it is asked about: so what a
    register has become is left out of later searches too. It is let go like anything else when nobody needs it.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > _MANY:
            gc.freeze()
        if searching:
            gc.enable()


_LIFE = {Holds.YES: Standing.CERTAIN, Holds.CANNOT_TELL: Standing.PRESUMED, Holds.NO: Standing.DORMANT}


class _Projector:
    """Sorts the claims of a ledger into live ties, dormant ties, leaders and what is set aside."""

    def __init__(self, ledger: Ledger, reading: Reading) -> None:
        self._ledger = ledger
        self._reading = reading
        self._carried: dict[tuple[str, str], None] = {}
        self._sources: dict[str, frozenset[str]] = {}
        self._heard: dict[str, frozenset[str]] = {}
        self._live: dict[Key, list[tuple[Claim, Standing]]] = defaultdict(list)
        self._lapsed: dict[Key, list[tuple[Claim, Standing]]] = defaultdict(list)
        self._denied: dict[Key, list[Claim]] = defaultdict(list)
        self._leading: dict[str, list[Claim]] = defaultdict(list)
        self._aside: Counter[Standing] = Counter()
        self._standings: dict[Hashable, Standing] = {}
        self._lives: dict[str, Standing] = {}

    def project(self) -> Projection:
        for claim in self._ledger.claims:
            self._read(claim)
        live = tuple(self._ties())
        for tie in live:
            for claim in tie.claims:
                self._lead(claim, tie.source)
        return Projection(
            reading=self._reading,
            nodes=self._ledger.nodes,
            identity=self._ledger.identity,
            lineage=self._ledger.lineage,
            ties=tuple(tie for tie in live if RELATIONS[tie.relation].ties),
            facts=tuple(tie for tie in live if not RELATIONS[tie.relation].ties),
            dormant=tuple(self._dormant_ties({(tie.source, tie.target, tie.relation) for tie in live})),
            leaders={node: _leadership(node, claims) for node, claims in sorted(self._leading.items())},
            sources_of=self._sources,
            heard_by_then=self._heard,
            denials=tuple(claim for _, claims in sorted(self._denied.items()) for claim in claims),
            set_aside=dict(self._aside),
            carried=tuple(sorted(self._carried)),
            tie_tables=self._ledger.tie_tables,
        )

    def _read(self, claim: Claim) -> None:
        source, target = self._ends(claim)
        standing = self._standing(claim, source, target)
        if self._speaks_of_ties(claim):
            for node in filter(None, (source, target)):
                _hear(self._sources, node, claim.dataset)
                if standing is not Standing.NOT_YET:
                    _hear(self._heard, node, claim.dataset)
        key = tie_key(claim.type, source, target)
        if standing in _LIVE:
            if source != target:
                self._live[key].append((claim, standing))
            return
        self._aside[standing] += 1
        if standing is Standing.DENIED:
            self._denied[key].append(claim)
        elif standing.is_lapsed and not claim.negated:
            self._lapsed[key].append((claim, standing))

    def _speaks_of_ties(self, claim: Claim) -> bool:
        """A post in a list of every school is no sign that anybody looked at the school's ties."""
        if claim.type == "holds_role" and claim.dataset in self._ledger.complete_lists:
            return False
        # What an authority plans for a school is no sign of it either.
        if claim.dataset.startswith(f"{OWN_DECISIONS}:"):
            return False
        return RELATIONS[claim.type].ties or claim.type == "designated"

    def _lead(self, claim: Claim, node: str) -> None:
        designated = claim.type == "designated" and claim.role in DESIGNATIONS
        teaching_school = claim.role == TEACHING_SCHOOL_ROLE and self._ledger.nodes[node].type == SCHOOL
        if designated or teaching_school:
            self._leading[node].append(claim)

    def _ends(self, claim: Claim) -> tuple[str, str]:
        """The nodes a claim speaks of on the day, '' for a target it does without.

        A federation or trust is made of records and not carried over: a conversion leaves it or ends it.
        """
        target = self._ledger.nodes.get(self._ledger.identity.canonical(claim.target)) if claim.target else None
        formal = claim.type == "federation" or (target is not None and is_formal(target.kind))
        who = self._ledger.identity.canonical if formal else self._on_the_day
        return who(claim.source), who(claim.target) if claim.target else ""

    def _on_the_day(self, node_id: str) -> str:
        identity = self._ledger.identity
        if identity.is_settled(node_id):
            return node_id
        there = identity.on(node_id, self._reading.on)
        if there != identity.canonical(node_id):
            self._carried[identity.canonical(node_id), there] = None
        return there

    def _standing(self, claim: Claim, source: str, target: str) -> Standing:
        standing = self._said(claim)
        if standing not in _LIVE:
            return standing
        lives = (self._life(source),) if claim.target is None else (self._life(source), self._life(target))
        if _ALL_OPEN != lives != _ONE_OPEN:
            standing = next((over for over in _OVER if over in lives), Standing.PRESUMED)
        return self._strictly(standing)

    def _said(self, claim: Claim) -> Standing:
        """How the claim stands by its own words; a register says the same of thousands, so each is worked out once."""
        words = (claim.certainty, claim.negated, claim.state, claim.start, claim.end, claim.observed)
        key = (*words, claim.evidence.dated)
        standing = self._standings.get(key)
        if standing is None:
            standing = self._standings[key] = self._reading.standing(claim)
        return standing

    def _life(self, node_id: str) -> Standing:
        """Whether a node exists on the day; DORMANT where it closed or is not held."""
        life = self._lives.get(node_id)
        if life is None:
            life = self._lives[node_id] = self._exists(self._ledger.nodes.get(node_id))
        return life

    def _exists(self, node: Node | None) -> Standing:
        if node is None:
            return Standing.DORMANT
        if node.opened and self._reading.on < node.opened.earliest:
            return Standing.NOT_YET
        return _LIFE[is_open(node, self._reading.on)]

    def _strictly(self, standing: Standing) -> Standing:
        return Standing.STALE if self._reading.certain_only and standing is Standing.PRESUMED else standing

    def _ties(self) -> Iterator[Tie]:
        for key, read in sorted(self._live.items(), key=itemgetter(0)):
            denials = self._denied.get(key)
            if denials is None:
                yield _tie(key, read)
            elif stands := [said for said in read if not self._undone(*said, denials)]:
                yield _tie(key, stands, tuple(denials))

    def _undone(self, claim: Claim, standing: Standing, denials: list[Claim]) -> bool:
        return any(self._reading.outweighs(denial, claim, standing) for denial in denials)

    def _dormant_ties(self, live: set[Key]) -> Iterator[Tie]:
        for key, read in sorted(self._lapsed.items(), key=itemgetter(0)):
            if key not in live and key[0] != key[1]:
                yield _tie(key, read)


_ORDER = {standing: place for place, standing in enumerate(Standing)}


def _hear(heard: dict[str, frozenset[str]], node: str, dataset: str) -> None:
    """Note that a data set speaks of a node; nodes of which the same ones do share one set."""
    known = heard.get(node, _NOBODY)
    if dataset not in known:
        heard[node] = _joined_by(known, dataset)


@lru_cache(maxsize=4096)
def _joined_by(datasets: frozenset[str], another: str) -> frozenset[str]:
    return datasets | {another}


_NOBODY: frozenset[str] = frozenset()


def _tie(key: Key, read: list[tuple[Claim, Standing]], disputed: tuple[Claim, ...] = ()) -> Tie:
    """The best standing comes first in the order of Standing, and so do the claims that have it."""
    if len(read) > 1:
        read.sort(key=lambda claim_and_standing: _ORDER[claim_and_standing[1]])
    source, target, relation = key
    return Tie(source, target, relation, tuple([claim for claim, _ in read]), read[0][1], disputed)


def tie_key(relation: str, source: str, target: str) -> Key:
    """Source, target and relation of a tie; the ends of a symmetric one in order of id."""
    if RELATIONS[relation].symmetric and source > target:
        source, target = target, source
    return source, target, relation


def _leadership(node: str, claims: Iterable[Claim]) -> Leadership:
    held = tuple(claims)
    return Leadership(node, tuple(sorted({str(claim.role) for claim in held})), held)


def staff_of(projection: Projection, school: str) -> set[str]:
    """People with a live post at the school and at no other school."""
    return {
        person
        for person, tie in projection.steps_from(school)
        if tie.relation == "holds_role" and schools_of(projection, person) == {school}
    }


def schools_of(projection: Projection, person: str) -> set[str]:
    """Schools at which a person has a live post or secondment."""
    if projection.nodes[person].type != PERSON:
        return set()
    return {
        there
        for there, tie in projection.steps_from(person)
        if tie.relation in POSTS and projection.nodes[there].type == SCHOOL
    }
