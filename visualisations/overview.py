"""What several briefings of one day say together, in three sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from graph.dates import in_words
from queries.answer import count, listed
from queries.changes import BEGAN, ENDED, MOVED, UNVOUCHED
from queries.isolation import ALONE, NOTHING_READ, RUNGS
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
        f"On {in_words(briefings[0].on)}, of {count(numbers.total(), 'school')} in {places}, "
        f"{listed([alone, *tied])}; about {count(numbers[NOTHING_READ], 'school')} nothing was read."
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
    since = in_words(briefings[0].since) if briefings[0].since else "the earlier day"
    return (
        f"Since {since}, {count(numbers[ENDED] + numbers[UNVOUCHED], 'tie or post', 'ties and posts')} lapsed,"
        f" {numbers[BEGAN] or 'none'} began, and {count(numbers[MOVED], 'school')} changed rung."
    )
