"""Who stands between others that have no tie of their own, in what role, and how much their contacts repeat each other.

The measures are those of queries.measures (brokerage, holes, mixing, betweenness, cores); here they get names, words
and evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_array

from graph.dates import in_words
from graph.direction import Direction
from graph.network import Network, around
from graph.projection import Ledger, Projection, Reading, Standing, Tie
from graph.store import Store
from graph.vocabulary import GROUP, PERSON, SCHOOL
from queries.answer import Answer, Fields, assumptions, count, listed, sources
from queries.boundary import ALL_TYPES, Boundary, Universe, notes, universe
from queries.grouping import Grouping, grouping
from queries.measures.betweenness import Sampled, sampled_betweenness
from queries.measures.brokerage import ROLES, Moments, OpenPaths, exceeded, moments
from queries.measures.centrality import coreness
from queries.measures.holes import Holes, Model
from queries.measures.mixing import Mixing, mixing, shuffled
from queries.measures.sampled_paths import Precision
from queries.measures.triads import Numbers, Values
from queries.open_pairs import ROLE_WORDS, Example, OpenPairs

TOTAL: Final = "total"
EXAMPLES_FOR: Final = 500
_NAMED_FIRST: Final = 3


@dataclass(frozen=True, slots=True)
class Brokering:
    """What is asked: the column or word that groups the nodes, and which nodes and ties count.

    ``authority`` None means everything held. ``layers`` are relations or families of them, none for all.
    ``rest`` makes one more group of the nodes without a value, which else are left out. ``permutations`` above 0 asks
    for shares of shuffled networks, drawn from ``seed``, as is betweenness where the network is too large for it.
    """

    by: str
    authority: str | None = None
    layers: tuple[str, ...] = ()
    direction: Direction = Direction.CONTACT
    rest: bool = False
    permutations: int = 0
    seed: int = 1


@dataclass(frozen=True, slots=True)
class RoleCount:
    """How often a node has a role, and what chance alone would give; None where that is not defined.

    ``p`` is the share of shuffled networks in which it has the role as often or oftener, None if nobody asked.
    """

    role: str
    times: float
    expected: float | None
    deviation: float | None
    z: float | None
    p: float | None = None


@dataclass(frozen=True, slots=True)
class Broker:
    """One node: how often it has each role (the last is their total), its structural holes, and an example a role.

    ``pairs`` is the total, or its half where every tie goes both ways: then each pair is counted once each way.
    The four measures of structural holes and ``ei`` are None where they are not defined: for an isolate all, for a
    node with one contact ``hierarchy``. ``betweenness`` counts pairs and ``coreness`` contacts; both are 0 for an
    isolate.
    """

    id: str
    name: str
    type: str
    groups: tuple[str, ...]
    roles: tuple[RoleCount, ...]
    pairs: float
    contacts: int
    constraint: float | None
    constraint_in_ego_network: float | None
    effective_size: float | None
    efficiency: float | None
    hierarchy: float | None
    ei: float | None
    betweenness: float
    coreness: int
    examples: tuple[Example, ...] = ()

    @property
    def total(self) -> float:
        """Over how many open pairs it stands, all roles together."""
        return self.roles[-1].times

    def fields(self) -> Fields:
        """As plain JSON values: first the counts, then what chance would give, then the rest."""
        return {
            "id": self.id,
            "name": self.name,
            "type": self.type,
            "groups": list(self.groups),
            **{role.role: _plain(role.times) for role in self.roles},
            "pairs": _plain(self.pairs),
            "says": [example.sentence for example in self.examples],
            **{f"{role.role}_expected": role.expected for role in self.roles},
            **{f"{role.role}_sd": role.deviation for role in self.roles},
            **{f"{role.role}_z": role.z for role in self.roles},
            **{f"{role.role}_p": role.p for role in self.roles if role.p is not None},
            "contacts": self.contacts,
            "constraint": self.constraint,
            "constraint_in_ego_network": self.constraint_in_ego_network,
            "effective_size": self.effective_size,
            "efficiency": self.efficiency,
            "hierarchy": self.hierarchy,
            "ei": self.ei,
            "betweenness": self.betweenness,
            "coreness": self.coreness,
            "examples": [example.fields() for example in self.examples],
        }


@dataclass(frozen=True, slots=True)
class BrokersAnswer(Answer[Broker]):
    """The brokers of a network on a day, and how far its ties keep to groups (None where groups overlap)."""

    mixing: Fields | None

    def envelope(self) -> Fields:
        """The answer's JSON form, with the E-I index of the network and of each group before the rows."""
        return {"mixing": self.mixing, **super(BrokersAnswer, self).envelope()}


def brokers(store: Store, asked: Brokering, reading: Reading, *, ledger: Ledger | None = None) -> BrokersAnswer:
    """How often each node joins two others that have no tie of their own, by role, among groups.

    Every node of the network that has a group has a row: schools and groups that broker most first, then people by
    name. Raises QuestionError for a column or a layer that there is not, NotFound or Ambiguous for an authority.
    """
    projection = (ledger or Ledger.read(store)).on(reading)
    frame = _Frame.of(store, projection, asked)
    tally = _Tally(frame, asked)
    rows = tuple(_with_examples(_in_order(tally.rows()), frame))
    return BrokersAnswer(
        question=f"Who joins others that have no tie of their own, grouped by {frame.grouping.by}?",
        as_of=reading.on,
        boundary=frame.boundary,
        sources=sources(store.datasets()),
        assumptions=(*assumptions(projection), *frame.notes(), *tally.notes()),
        rows=rows,
        sentence=_sentence(rows, frame, reading),
        mixing=tally.mixing_fields(),
    )


@dataclass(frozen=True)
class _Frame:
    """The network asked about: only nodes that have a group."""

    projection: Projection
    network: Network
    grouping: Grouping
    whole: Universe | None
    without_group: int
    ties_left_out: int

    @classmethod
    def of(cls, store: Store, projection: Projection, asked: Brokering) -> _Frame:
        whole = universe(store, projection, Boundary(asked.authority, types=ALL_TYPES)) if asked.authority else None
        inside = around(projection, (school.id for school in whole.schools)) if whole else None
        everything = Network.of(projection, inside, asked.layers or None, asked.direction)
        groups = grouping(store, projection, everything.nodes, asked.by, rest=asked.rest)
        kept = np.array([node in groups.of for node in everything.ids], dtype=bool)
        dead_ends = sum(1 for tie in projection.ties if _leads_nowhere(tie, everything, projection))
        return cls(projection, everything.within(kept), groups, whole, int((~kept).sum()), dead_ends)

    @property
    def boundary(self) -> str:
        place = self.whole.description if self.whole else "everything held that exists on the day"
        return f"{place}: {self.census}"

    @property
    def census(self) -> str:
        """'12 schools, 2 groups and 3 people'."""
        types = [node.type for node in self.network.nodes]
        words = ((SCHOOL, "school", ""), (GROUP, "group", ""), (PERSON, "person", "people"))
        counts = [count(types.count(type_), word, plural) for type_, word, plural in words if type_ in types]
        return listed(counts) or "no node"

    @cached_property
    def labels(self) -> Numbers:
        """The number of each node's one group, where groups do not overlap."""
        number = {name: place for place, name in enumerate(self.grouping.names)}
        return np.array([number[self.grouping.of[node][0]] for node in self.network.ids], dtype=np.int64)

    @cached_property
    def shares(self) -> csr_array:
        """N × G: 1/k for each of a node's k groups."""
        number = {name: place for place, name in enumerate(self.grouping.names)}
        groups = [self.grouping.of[node] for node in self.network.ids]
        places = [number[name] for names in groups for name in names]
        parts = [1 / len(names) for names in groups for _ in names]
        bounds = np.cumsum([0, *map(len, groups)])
        return csr_array((parts, places, bounds), shape=(len(groups), len(number)), dtype=np.float64)

    def notes(self) -> tuple[str, ...]:
        """What was counted and what was not, in sentences."""
        later, by = self.projection.set_aside.get(Standing.NOT_YET, 0), self.grouping.by
        dead_ends = count(self.ties_left_out, "tie")
        said = (
            (later, f"{count(later, 'claim')} only of a later time."),
            (self.ties_left_out, f"{dead_ends} to an authority, an organisation or unnamed schools not counted."),
            (
                self.without_group,
                f"{count(self.without_group, 'node')} without a value for {by} left out, with all ties.",
            ),
        )
        told = (sentence for number, sentence in said if number)
        return (
            self.network.direction.in_words,
            *told,
            *self.grouping.notes,
            *(notes(self.whole) if self.whole else ()),
        )


class _Tally:
    """The measures of a frame, and each node's row of them."""

    def __init__(self, frame: _Frame, asked: Brokering) -> None:
        self.frame = frame
        self._asked = asked
        self._paths = OpenPaths.of(frame.network.arcs)
        self._counts = np.column_stack([self._paths.roles(frame.shares), self._paths.totals])
        self._holes = Holes(frame.network.strength if self._weighted else frame.network.arcs)

    @property
    def _weighted(self) -> bool:
        return bool((self.frame.network.strengths != 1).any())

    @property
    def _one_way(self) -> bool:
        return not self.frame.network.is_symmetric

    @cached_property
    def _moments(self) -> Moments | None:
        """None where groups overlap: there is no group size to expect from."""
        return None if self.frame.grouping.overlaps else moments(self._paths.arcs.nnz, self.frame.labels)

    @cached_property
    def _z(self) -> Values | None:
        return self._moments.z(self._counts) if self._moments and self._one_way else None

    @cached_property
    def _p(self) -> Values | None:
        if not self._asked.permutations:
            return None
        return exceeded(self._paths, self.frame.shares, self._asked.permutations, self._asked.seed)

    @cached_property
    def _mixing(self) -> Mixing | None:
        return None if self.frame.grouping.overlaps else mixing(self.frame.network.arcs, self.frame.labels)

    @cached_property
    def _betweenness(self) -> Sampled:
        drawn = Precision(seed=self._asked.seed)
        return sampled_betweenness(self.frame.network.arcs, directed=self._one_way, precision=drawn)

    def rows(self) -> list[Broker]:
        """The row of every node, in order of id and without examples."""
        network, halves = self.frame.network, 1 if self._one_way else 2
        roles = zip(*(self._of_roles(values) for values in self._by_role()), strict=True)
        measures = zip(*map(_or_none, self._measures()), strict=True)
        contacts = np.diff(network.contacts.indptr).tolist()
        return [
            Broker(
                node.id,
                node.name,
                node.type,
                self.frame.grouping.of[node.id],
                tuple(map(RoleCount, (*ROLES, TOTAL), *told)),
                told[0][-1] / halves,
                number,
                *of_node,
            )
            for node, told, number, of_node in zip(network.nodes, roles, contacts, measures, strict=True)
        ]

    def _by_role(self) -> tuple[Values | None, ...]:
        """Counts, expectation, deviation, z and p: each N × 6, None where it is not defined or nobody asked."""
        chance = self._moments
        p = None if self._p is None else np.column_stack([self._p, np.full(len(self._p), np.nan)])
        return self._counts, chance.expected if chance else None, chance.deviation if chance else None, self._z, p

    def _of_roles(self, values: Values | None) -> list[list[Any]]:
        return [[None] * (len(ROLES) + 1)] * len(self._counts) if values is None else _or_none(values)

    def _measures(self) -> tuple[Values | Numbers, ...]:
        """What a row has after the number of contacts, in that order; each N."""
        holes = self._holes
        return (
            holes.constraint(Model.WHOLE),
            holes.constraint(Model.EGO),
            holes.effective_size(),
            holes.efficiency(),
            holes.hierarchy(),
            self._mixing.by_node if self._mixing else np.full(len(self._counts), np.nan),
            self._betweenness.values,
            coreness(self.frame.network.contacts, directed=False),
        )

    def mixing_fields(self) -> Fields | None:
        """The E-I index as plain JSON values; None where groups overlap."""
        if self._mixing is None:
            return None
        found = self._mixing
        return {
            "external": found.external,
            "internal": found.internal,
            "ei": _defined(found.index),
            "ei_rescaled": _defined(found.rescaled),
            "groups": dict(zip(self.frame.grouping.names, _or_none(found.by_group), strict=True)),
            **self._mixing_by_chance(),
        }

    def _mixing_by_chance(self) -> Fields:
        if not self._asked.permutations:
            return {}
        test = shuffled(self.frame.network.arcs, self.frame.labels, self._asked.permutations, self._asked.seed)
        return {
            "ei_shuffled": _defined(test.mean),
            "p_as_low": _defined(test.as_low),
            "p_as_high": _defined(test.as_high),
        }

    def notes(self) -> tuple[str, ...]:
        """How the numbers are to be read, in sentences."""
        asked, joining = self._asked, int((self._paths.totals > 0).sum())
        roles = "; ".join(f"a {role} {does}" for role, does in ROLE_WORDS.items())
        weights = "ties weigh as much as their weights say" if self._weighted else "each contact weighs the same"
        said = (
            (True, _OPEN_PAIR),
            (self._paths.arcs.nnz and not self._one_way, _EACH_WAY),
            (self.frame.grouping.overlaps, _IN_PARTS),
            (True, f"Roles: {roles}."),
            (
                joining > EXAMPLES_FOR,
                f"Examples are given for the first {EXAMPLES_FOR:,} of {joining:,} that join others.",
            ),
            (True, f"Constraint: within the whole network, and within a node's own contacts only; {weights}."),
            (True, _in_between(self._betweenness, asked.seed)),
            (
                asked.permutations,
                f"p is the share of {asked.permutations:,} networks with the same ties and shuffled groups (seed"
                f" {asked.seed}), and this one, in which a node has the role as often or oftener.",
            ),
        )
        return tuple(sentence for wanted, sentence in said if wanted)


_OPEN_PAIR: Final = (
    "A node joins two others where a tie leads from one to it and on to the other, and none from the one to the other."
)
_EACH_WAY: Final = (
    "Every tie goes both ways, so each pair counts twice, once each way; a z is not valid there and not given."
)
_IN_PARTS: Final = (
    "A node of k groups counts as 1/k in each, so counts are what to expect if one were drawn by lot; no expectation,"
    " sd, z or E-I index is defined then."
)


def _in_between(found: Sampled, seed: int) -> str:
    """What betweenness is, and whether it is exact."""
    begins = "Betweenness: the pairs of others with a shortest path through the node, in parts where they have several"
    if found.is_exact:
        return f"{begins}; each contact weighs the same. Exact."
    return (
        f"{begins}; each contact weighs the same. Estimated from {found.samples:,} shortest paths drawn by lot (seed"
        f" {seed}): with {found.confidence:.0%} confidence no node's is off by more than {found.most_off:,.1f}, which"
        f" is {found.error:.3g} of the {found.pairs:,.0f} pairs that some tie or chain of ties joins."
    )


def _leads_nowhere(tie: Tie, network: Network, projection: Projection) -> bool:
    """Whether a tie joins a node of the network to what no path goes through."""
    return any(end in network.index and not projection.is_step(tie.other(end)) for end in (tie.source, tie.target))


def _in_order(rows: Sequence[Broker]) -> list[Broker]:
    """Schools and groups, the most open pairs first; then people, by name and never by what they score."""
    people = [row for row in rows if row.type == PERSON]
    others = [row for row in rows if row.type != PERSON]
    return [
        *sorted(others, key=lambda row: (-row.total, row.name, row.id)),
        *sorted(people, key=lambda row: (row.name, row.id)),
    ]


def _with_examples(rows: Sequence[Broker], frame: _Frame) -> Iterator[Broker]:
    """The rows, the first few hundred that broker with an example of each of their roles."""
    pairs = OpenPairs(frame.network, frame.shares, frame.grouping, frame.projection)
    left = EXAMPLES_FOR
    for row in rows:
        wanted = row.total > 0 and left > 0
        left -= wanted
        times = {role.role: role.times for role in row.roles}
        yield replace(row, examples=pairs.examples(row.id, times)) if wanted else row


def _sentence(rows: Sequence[Broker], frame: _Frame, reading: Reading) -> str:
    if not rows:
        return f"On {in_words(reading.on)} no node has a value for {frame.grouping.by}."
    joining = [row for row in rows if row.total]
    first = [row.name for row in joining if row.type != PERSON][:_NAMED_FIRST]
    begins = f"On {in_words(reading.on)}, of {frame.census}, told apart by {frame.grouping.by},"
    if not joining:
        return f"{begins} none joins two others that have no tie of their own{_hint(frame)}."
    verb = "joins" if len(joining) == 1 else "join"
    return f"{begins} {len(joining):,} {verb} others that have no tie of their own{_most(first)}."


def _most(first: Sequence[str]) -> str:
    return f"; most of all {listed(first)}" if first else ""


def _hint(frame: _Frame) -> str:
    """Where every tie leads away from its source, no path has two steps."""
    one_way = frame.network.arcs.nnz and not frame.network.is_symmetric
    return " in the direction in which ties are written (--direction both-ways reads them both ways)" if one_way else ""


def _plain(number: float) -> float | int:
    return int(number) if number == int(number) else number


def _defined(number: float) -> float | None:
    return None if np.isnan(number) else float(number)


def _or_none(values: Values | Numbers) -> list[Any]:
    """The numbers as Python's own, None for NaN: at once, for one by one takes a register minutes."""
    numbers = values.astype(object)
    numbers[np.isnan(values)] = None
    told: list[Any] = numbers.tolist()
    return told
