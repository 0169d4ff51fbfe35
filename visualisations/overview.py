"""What several briefings say together, in three sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from graph.dates import in_words
from queries.answer import count, listed
from queries.changes import BEGAN, ENDED, MOVED, UNVOUCHED
from queries.ladder import ALONE, NOTHING_READ, RUNGS
from visualisations.briefing import Briefing


def sentences(briefings: Sequence[Briefing]) -> tuple[str, str, str]:
    """Where the schools stand, from how many a route leads out, and what changed; for at least one briefing."""
    return _standing(briefings), _reach(briefings), _changed(briefings)


def _standing(briefings: Sequence[Briefing]) -> str:
    numbers = Counter(row.rung for briefing in briefings for row in briefing.ladder.rows)
    alone = f"{numbers[ALONE]} {'was' if numbers[ALONE] == 1 else 'were'} alone on the evidence read"
    tied = [f"{numbers[rung]} {rung}" for rung in RUNGS if rung != ALONE and numbers[rung]]
    places = listed((briefing.authority for briefing in briefings), most=len(briefings))
    return (
        f"On {_days(briefing.on for briefing in briefings)}, of {count(numbers.total(), 'school')} in {places}, "
        f"{listed([alone, *tied])}; nothing was read about {count(numbers[NOTHING_READ], 'school')}."
    )


def _reach(briefings: Sequence[Briefing]) -> str:
    reached = sum(len(company.schools) for briefing in briefings for company in briefing.reach.companies)
    asked = reached + sum(len(briefing.reach.cut_off) for briefing in briefings)
    return (
        f"Of {count(asked, 'school')} below the rung 'connected', {reached or 'none'} "
        f"{'has' if reached <= 1 else 'have'} a route to a system leader of another school, live or lapsed."
    )


def _changed(briefings: Sequence[Briefing]) -> str:
    changes = [change for briefing in briefings if briefing.changed for change in briefing.changed.rows]
    numbers = Counter(change.kind for change in changes)
    since = [briefing.since for briefing in briefings if briefing.since]
    if not since:
        return "No earlier day was asked about."
    return (
        f"Since {_days(since)}, {count(numbers[ENDED] + numbers[UNVOUCHED], 'tie or post', 'ties and posts')} lapsed,"
        f" {numbers[BEGAN] or 'none'} began, and {count(numbers[MOVED], 'school')} changed rung."
    )


def _days(days: Iterable[date]) -> str:
    """The one day, or between which two they lie."""
    found = sorted(set(days))
    first, last = in_words(found[0]), in_words(found[-1])
    return first if len(found) == 1 else f"days from {first} to {last}"
