"""What a briefing on an authority says: who is on their own, who could bring them in, what changed, on what evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.dates import in_words
from graph.projection import Ledger, Reading
from graph.store import Store
from queries.answer import Answer
from queries.boundary import Boundary
from queries.changes import Change, changes
from queries.isolation import BY_A_THREAD, NOTHING_READ, STANDINGS, IsolationAnswer, Ladder, isolated
from queries.wording import ClaimShown
from visualisations.scene import Scene
from visualisations.views import authority_name, authority_scene, node_scene
from visualisations.ways import Reach, reach


@dataclass(frozen=True, slots=True)
class Briefing:
    """Everything a briefing says. ``changed`` is None where no earlier day was given.

    ``map`` shows the whole boundary; ``close_up`` the surroundings of what most schools' routes hang on, or, where
    none hangs on anything, of the school with most claims; None where nothing was read about any school.
    """

    authority: str
    on: date
    since: date | None
    ladder: IsolationAnswer
    reach: Reach
    changed: Answer[Change] | None
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
        yield from (claim for change in (self.changed.rows if self.changed else ()) for claim in change.claims)


def briefing(
    store: Store, boundary: Boundary, reading: Reading, *, since: date | None = None, ledger: Ledger | None = None
) -> Briefing:
    """Put every question of a briefing for a boundary on a day; with ``since``, what changed since that day too.

    ``ledger`` saves reading the store again for each of several briefings. Raises NotFound, Ambiguous and
    QuestionError (``since`` after the day).
    """
    held = ledger or Ledger.read(store)
    projection = held.on(reading)
    ladder = isolated(store, boundary, reading, since=since, ledger=held)
    return Briefing(
        authority=authority_name(projection, boundary),
        on=reading.on,
        since=since,
        ladder=ladder,
        reach=reach(projection, ladder.rows),
        changed=_changed(store, boundary, reading, since, held),
        map=authority_scene(store, boundary, reading, ledger=held, answer=ladder),
        close_up=_close_up(store, ladder, reading, held),
    )


def _changed(
    store: Store, boundary: Boundary, reading: Reading, since: date | None, ledger: Ledger
) -> Answer[Change] | None:
    if since is None:
        return None
    earlier = Reading(since, reading.presumed_years, reading.certain_only)
    return changes(store, boundary, earlier, reading, ledger=ledger)


def _close_up(store: Store, ladder: IsolationAnswer, reading: Reading, ledger: Ledger) -> Scene | None:
    centre = _most_hung_on(ladder, Ladder(ledger.on(reading))) or _most_written_about(ladder)
    return None if centre is None else node_scene(store, centre, reading, ledger=ledger)


def _most_hung_on(answer: IsolationAnswer, ladder: Ladder) -> str | None:
    """The person, group or school that most schools' routes hang on."""
    threads = Counter(node for row in answer.on_rung(BY_A_THREAD) for node in ladder.via(row.id))
    return min(threads, key=lambda node: (-threads[node], node), default=None)


def _most_written_about(answer: IsolationAnswer) -> str | None:
    read = [row for row in answer.rows if row.rung != NOTHING_READ and row.claims]
    return min(read, key=lambda row: (-len(row.claims), row.name, row.id)).id if read else None
