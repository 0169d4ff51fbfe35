"""What changed between two days: schools, ties, posts, funding, and where schools stand on the ladder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from graph.dates import Holds, PartialDate, in_words
from graph.identity import is_open
from graph.projection import Key, Ledger, Projection, Reading, Standing, Tie, tie_key
from graph.store import Store
from graph.vocabulary import SCHOOL
from queries.answer import Answer, Fields, listed, sources
from queries.boundary import Boundary, in_day_order, universe
from queries.find import Finder
from queries.on_server import Sight, sight
from queries.wording import ClaimShown, claim_sentence, show_claims

OPENED: Final = "school opened"
CLOSED: Final = "school closed"
CONVERTED: Final = "school converted"
BEGAN: Final = "began"
ENDED: Final = "ended"
UNVOUCHED: Final = "no longer vouched for"
VOUCHED: Final = "first vouched for"
MOVED: Final = "rung changed"
_ORDER: Final = (ENDED, UNVOUCHED, CLOSED, BEGAN, OPENED, MOVED, CONVERTED, VOUCHED)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between the two days. ``when`` is as precise as the sources; '' where none dates it."""

    kind: str
    when: str
    relation: str
    sentence: str
    nodes: tuple[str, ...]
    claims: tuple[ClaimShown, ...] = ()

    def fields(self) -> Fields:
        """As plain JSON values."""
        return {
            "kind": self.kind,
            "when": self.when,
            "relation": self.relation,
            "sentence": self.sentence,
            "nodes": list(self.nodes),
            "claims": [claim.fields() for claim in self.claims],
        }


def changes(  # noqa: PLR0913 - one argument for each thing a user may say about the comparison
    store: Store,
    boundary: Boundary,
    earlier: Reading,
    later: Reading,
    *,
    about: Sequence[str] = (),
    ledger: Ledger | None = None,
    on_server: bool = False,
) -> Answer[Change]:
    """What began, ended or is no longer vouched for between two days, for the schools of a boundary.

    Groups and people tied to those schools on either day are looked at too. ``about`` keeps to some nodes and whom they
    are tied to on either day. With ``on_server`` the store, a Neo4j server, works out the rungs itself, and only claims
    about the schools and whom they are tied to are read from it. Raises QuestionError where the days stand in the wrong
    order, NotFound and Ambiguous.
    """
    in_day_order(earlier.on, later.on)
    with sight(store, ledger, on_server=on_server) as seen:
        comparison = _Comparison(store, seen, (earlier, later), boundary, about)
        named = comparison.named
        near = comparison.around(named)
        found = (change for change in comparison.changes() if not named or not near.isdisjoint(change.nodes))
        rows = sorted(found, key=lambda c: (_ORDER.index(c.kind), c.when, c.sentence))
        assumed = seen.assumptions(later)
    return Answer(
        question=f"What changed between {in_words(earlier.on)} and {in_words(later.on)}?",
        as_of=later.on,
        boundary=comparison.describe(named),
        sources=sources(store.datasets()),
        assumptions=assumed,
        rows=tuple(rows),
        sentence=_sentence(rows, earlier.on, later.on, comparison.describe(named)),
    )


def _sentence(rows: Iterable[Change], earlier: date, later: date, boundary: str) -> str:
    numbers = Counter(row.kind for row in rows)
    said = [f"{numbers[kind]} {words[numbers[kind] != 1]}" for kind, words in _COUNTED.items() if numbers[kind]]
    what = ", ".join(said) if said else "nothing that was read changed"
    return f"Between {in_words(earlier)} and {in_words(later)} ({boundary}): {what}."


_COUNTED: Final = {
    ENDED: ("tie, post or grant ended", "ties, posts and grants ended"),
    UNVOUCHED: ("is no longer vouched for by any source", "are no longer vouched for by any source"),
    BEGAN: ("began", "began"),
    CLOSED: ("school closed for good", "schools closed for good"),
    OPENED: ("opened anew", "opened anew"),
    CONVERTED: ("became another record of itself, most often an academy", "became academies or other new records"),
    MOVED: ("school changed rung", "schools changed rung"),
    VOUCHED: ("is first vouched for near the later day", "are first vouched for near the later day"),
}


class _Comparison:
    """Two days of one store, compared within a boundary."""

    def __init__(
        self, store: Store, seen: Sight, days: tuple[Reading, Reading], boundary: Boundary, about: Sequence[str]
    ) -> None:
        self._seen, self._days = seen, days
        names_before, names_after = map(seen.names, days)
        self.named = _named(names_after, about)
        self.before_universe = universe(store, names_before, boundary)
        self.after_universe = universe(store, names_after, boundary)
        self._schools = {school.id for whole in (self.before_universe, self.after_universe) for school in whole.schools}
        self.before, self.after = map(seen.near({*self._schools, *self.named}, days).on, days)
        self._near = self._schools | set(self._tied_to_schools())

    def _tied_to_schools(self) -> Iterator[str]:
        for projection in (self.before, self.after):
            for tie in (*projection.ties, *projection.dormant):
                for end in (tie.source, tie.target):
                    if end in self._schools and projection.is_step(tie.other(end)):
                        yield tie.other(end)

    def _is_inside(self, tie: Tie) -> bool:
        """Whether a tie concerns the boundary: an end in it or near it, and no end a school outside it."""
        ends = [end for end in (tie.source, tie.target) if end]
        outside = [end for end in ends if self.after.nodes[end].type == SCHOOL and end not in self._schools]
        return any(end in self._schools for end in ends) or (not outside and any(end in self._near for end in ends))

    def around(self, nodes: Iterable[str]) -> frozenset[str]:
        """Some nodes, and whom they are tied to on either day."""
        chosen = tuple(nodes)
        days = (self.before, self.after)
        return frozenset(chosen).union(there for node in chosen for day in days for there, _ in day.steps_from(node))

    def describe(self, nodes: Iterable[str]) -> str:
        """What the answer is about: the boundary, and the nodes it keeps to."""
        names = listed(map(self.after.name, nodes))
        return f"{self.after_universe.description}{f'; {names} and whom they are tied to' if names else ''}"

    def changes(self) -> Iterator[Change]:
        yield from self._openings()
        yield from self._ties()
        yield from self._moves()

    @cached_property
    def _closed_and_opened(self) -> tuple[set[str], set[str]]:
        before, after = (
            {school.id for school in whole.schools} for whole in (self.before_universe, self.after_universe)
        )
        return before - after, after - before

    @cached_property
    def _selves(self) -> dict[str, str]:
        """For each school that went on under another record, the later record."""
        closed, opened = self._closed_and_opened
        earlier = {school: self.after.lineage.earlier_self(school, closed) for school in sorted(opened)}
        return {before: school for school, before in earlier.items() if before}

    def _openings(self) -> Iterator[Change]:
        closed, opened = self._closed_and_opened
        for school in sorted(closed - self._selves.keys()):
            node = self.after.nodes[school]
            heirs = self._names(self.after.lineage.after.get(school, ()))
            sentence = f"{node.name} closed{f' and was succeeded by {heirs}' if heirs else ''}"
            yield Change(CLOSED, str(node.closed or ""), "", sentence, (school,))
        yield from map(self._opened, sorted(opened - set(self._selves.values())))
        yield from (self._converted(earlier, school) for earlier, school in sorted(self._selves.items()))

    def _opened(self, school: str) -> Change:
        node = self.after.nodes[school]
        forebears = self._names(self.after.lineage.before.get(school, ()))
        sentence = f"{node.name} opened{f' in succession to {forebears}' if forebears else ''}"
        return Change(OPENED, str(node.opened or ""), "", sentence, (school,))

    def _converted(self, earlier: str, school: str) -> Change:
        node = self.after.nodes[school]
        kind = str(node.attributes.get("establishment_type", "")).casefold()
        sentence = f"{self._names([earlier])} became {self._names([school])}{f', {kind}' if kind else ''}"
        return Change(CONVERTED, str(node.opened or ""), "", sentence, (earlier, school))

    def _names(self, ids: Iterable[str]) -> str:
        return ", ".join(f"{self.after.name(node)} ({node})" for node in sorted(ids))

    def _ties(self) -> Iterator[Change]:
        before, after = _live(self.before, self._selves), _live(self.after, {})
        for key in sorted(before.keys() - after.keys()):
            if self._is_inside(before[key]):
                yield self._ending(before[key])
        for key in sorted(after.keys() - before.keys()):
            if self._is_inside(after[key]):
                yield self._beginning(after[key])

    def _ending(self, tie: Tie) -> Change:
        standings = {self.after.reading.standing(claim) for claim in tie.claims}
        closed = [end for end in (tie.source, tie.target) if end and self._is_closed(end)]
        over = closed or standings <= {Standing.DORMANT}
        dates = [c.end for c in tie.claims if c.end] + [self.after.nodes[end].closed for end in closed]
        when = max((end for end in dates if end), default=None)
        reason = f", as {self._names(closed)} closed" if closed else ""
        return self._change(ENDED if over else UNVOUCHED, tie, when, reason)

    def _is_closed(self, node: str) -> bool:
        return is_open(self.after.nodes[node], self.after.reading.on) is Holds.NO

    def _beginning(self, tie: Tie) -> Change:
        """Begun, where a date between the two days says so; else a source only starts to vouch for it."""
        dates = [claim.start for claim in tie.claims] + [
            self.after.nodes[end].opened for end in (tie.source, tie.target) if end
        ]
        between = [when for when in dates if when and self.before.reading.on < when.latest]
        return self._change(BEGAN if between else VOUCHED, tie, min(between, default=None), "")

    def _change(self, kind: str, tie: Tie, when: PartialDate | None, reason: str) -> Change:
        return Change(
            kind=kind,
            when=str(when or ""),
            relation=tie.relation,
            sentence=claim_sentence(tie.claims[0], self.after.name) + reason,
            nodes=tuple(end for end in (tie.source, tie.target) if end),
            claims=show_claims(self.after, [tie]),
        )

    def _moves(self) -> Iterator[Change]:
        schools_before = {school.id for school in self.before_universe.schools}
        then = {
            node.id: self.after.lineage.earlier_self(node.id, schools_before) for node in self.after_universe.schools
        }
        known = {school: earlier for school, earlier in sorted(then.items()) if earlier is not None}
        before = self._seen.rungs(self._days[0], set(known.values()))
        after = self._seen.rungs(self._days[1], known.keys())
        for school, earlier in known.items():
            old, new = before[earlier], after[school]
            if old != new:
                sentence = f"{self.after.name(school)}: {old} → {new}"
                yield Change(MOVED, "", "", sentence, tuple(dict.fromkeys([earlier, school])))


def _named(projection: Projection, asked: Sequence[str]) -> tuple[str, ...]:
    """The nodes that some names mean."""
    # Every name held is looked up: only where there is one to find.
    finder = Finder(projection.nodes, projection.identity) if asked else None
    return tuple(finder.find(name, on=projection.reading.on) for name in asked) if finder else ()


def _live(projection: Projection, later_selves: Mapping[str, str]) -> dict[Key, Tie]:
    """The live ties and facts by key, a school that converted standing under its later record."""
    self_of = {"": "", **later_selves}
    return {
        tie_key(tie.relation, self_of.get(tie.source, tie.source), self_of.get(tie.target, tie.target)): tie
        for tie in (*projection.ties, *projection.facts)
    }
