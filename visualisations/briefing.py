"""What a briefing says of an authority: who is on their own, who could bring them in, and what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.dates import in_words
from graph.projection import Ledger, Projection, Reading
from graph.records import SAME
from graph.store import Store
from queries.answer import Answer, count
from queries.boundary import Boundary, universe
from queries.changes import Change, changes
from queries.isolation import IsolationAnswer, isolated
from queries.ladder import BY_A_THREAD, NOTHING_READ, STANDINGS, Ladder
from queries.leaders import LeadersAnswer, leaders
from queries.whatif import WhatIfAnswer, whatif
from queries.wording import ClaimShown
from visualisations.hinges import Hinge, hinges
from visualisations.scene import Scene
from visualisations.views import authority_name, authority_scene, node_scene
from visualisations.ways import Reach, reach


@dataclass(frozen=True, slots=True)
class Match:
    """A name in a text that was judged to mean a record of the register, with who judged it and on what grounds."""

    name: str
    record: str
    record_id: str
    by: str
    on: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """Everything a briefing says. ``changed`` is None where no earlier day was given, ``whatif`` where nothing was
    named that might end.

    ``matches`` are the judgements on who is who that bear on what the map shows, ``unmatched`` the names of schools
    that only texts speak of and that are not on the ladder. ``map`` shows the whole boundary;
    ``close_up`` the surroundings of what most schools' routes hang on, or, where none hangs on anything, of the
    school with most claims; None where nothing was read about any school.
    """

    authority: str
    on: date
    since: date | None
    ladder: IsolationAnswer
    reach: Reach
    leaders: LeadersAnswer
    hinges: tuple[Hinge, ...]
    whatif: WhatIfAnswer | None
    changed: Answer[Change] | None
    matches: tuple[Match, ...]
    unmatched: tuple[str, ...]
    map: Scene
    close_up: Scene | None

    @property
    def title(self) -> str:
        """The heading: 'Northmoor: which schools are on their own, 30 September 2013'."""
        return f"{self.authority}: which schools are on their own, {in_words(self.on)}"

    @property
    def settled_numbers(self) -> dict[str, int]:
        """Schools on each rung if only ties whose dates settle the day were counted."""
        numbers = Counter(row.certain_rung for row in self.ladder.rows)
        return {rung: numbers[rung] for rung in STANDINGS}

    def claims(self) -> Iterator[ClaimShown]:
        """Every claim cited, in the order of the page."""
        yield from (claim for row in self.ladder.rows for claim in row.claims)
        ways = (way for company in self.reach.companies for way in company.ways)
        yield from (claim for way in ways for step in way.steps for claim in step.claims)
        yield from (claim for leader in self.leaders.rows for claim in leader.claims)
        yield from (claim for row in (self.whatif.rows if self.whatif else ()) for claim in row.claims)
        yield from (claim for change in (self.changed.rows if self.changed else ()) for claim in change.claims)


def briefing(
    store: Store,
    boundary: Boundary,
    reading: Reading,
    *,
    since: date | None = None,
    without: Sequence[str] = (),
    ledger: Ledger | None = None,
) -> Briefing:
    """Put every question of a briefing for a boundary on a day; with ``since``, what changed since that day too.

    ``without`` names something that might end, of which the briefing then tells what would come apart. ``ledger``
    saves reading the store again for each of several briefings. Raises NotFound, Ambiguous and
    QuestionError (``since`` after the day).
    """
    held = ledger or Ledger.read(store)
    projection = held.on(reading)
    answer, ladder = isolated(store, boundary, reading, since=since, ledger=held), Ladder(projection)
    authority = authority_name(projection, boundary)
    whole = authority_scene(store, boundary, reading, ledger=held, answer=answer)
    return Briefing(
        authority=authority,
        on=reading.on,
        since=since,
        ladder=answer,
        reach=reach(projection, answer.rows),
        leaders=leaders(store, boundary, reading, ledger=held),
        hinges=hinges(projection, answer.rows, ladder),
        whatif=whatif(store, without, boundary, reading, ledger=held) if without else None,
        changed=_changed(store, boundary, reading, since, held),
        matches=tuple(_matches(store, projection, {node.id for node in whole.nodes})),
        unmatched=tuple(sorted(node.name for node in universe(store, projection, boundary).not_in_register)),
        map=replace(whole, title=f"Map of {authority}", subtitle=f"Schools and their ties on {in_words(reading.on)}"),
        close_up=_close_up(store, answer, ladder, reading, held),
    )


def _changed(
    store: Store, boundary: Boundary, reading: Reading, since: date | None, ledger: Ledger
) -> Answer[Change] | None:
    if since is None:
        return None
    earlier = Reading(since, reading.presumed_years, reading.certain_only)
    return changes(store, boundary, earlier, reading, ledger=ledger)


def _matches(store: Store, projection: Projection, shown: set[str]) -> Iterator[Match]:
    """The last judgement on each pair, if it says that they are the same and one of those shown is meant."""
    judged = {(decision.left, decision.right): decision for decision in store.decisions()}
    same = [decision for _, decision in sorted(judged.items()) if decision.verdict == SAME]
    named = {node.id: node.name for node in store.nodes(ids={decision.left for decision in same})}
    for decision in same:
        if projection.identity.on(decision.right, projection.reading.on) in shown and decision.left in named:
            record = projection.name(decision.right)
            yield Match(named[decision.left], record, decision.right, decision.by, decision.on, decision.reasons)


def _close_up(store: Store, answer: IsolationAnswer, ladder: Ladder, reading: Reading, ledger: Ledger) -> Scene | None:
    centre, reason = _most_hung_on(answer, ladder) or _most_written_about(answer)
    if not centre:
        return None
    scene = node_scene(store, centre, reading, ledger=ledger)
    return replace(
        scene, title=f"Around {scene.title}", subtitle=f"{scene.subtitle[:1].upper()}{scene.subtitle[1:]}. {reason}"
    )


def _most_hung_on(answer: IsolationAnswer, ladder: Ladder) -> tuple[str, str] | None:
    """The person, group or school that most schools' routes hang on, and in words why it is looked at."""
    threads = Counter(node for row in answer.on_rung(BY_A_THREAD) for node in ladder.via(row.id))
    if not threads:
        return None
    most = min(threads, key=lambda node: (-threads[node], node))
    return most, f"Here because the routes of {count(threads[most], 'school')} hang on it."


def _most_written_about(answer: IsolationAnswer) -> tuple[str, str]:
    read = [row for row in answer.rows if row.rung != NOTHING_READ and row.claims]
    most = min((row for row in read), key=lambda row: (-len(row.claims), row.name, row.id), default=None)
    return (most.id, "Here because most was read about it.") if most else ("", "")
