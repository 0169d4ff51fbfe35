"""What is measured. A case gets ready outside the clock and returns the work that is timed inside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Final

import by_networkx
import synthetic
from plain_load import plain_load
from synthetic import england

from graph.projection import Projection, Reading, project
from graph.stores.sqlite import SqliteStore
from graph.vocabulary import SCHOOL
from loaders.loading import load as load_file
from queries.boundary import Boundary
from queries.isolation import isolated
from queries.ladder import Ladder

GIAS: Final = Path(__file__).resolve().parent.parent.parent / "shared" / "gias"
FILES: Final = tuple(
    GIAS / name
    for name in (
        "derived/establishments_merged.csv.gz",
        "edubaseallstatefunded20250717.csv.gz",
        "links_edubasealldata20250422.csv.gz",
        "allgroups_sap_20260806.csv.gz",
        "grouplinks_edubaseallacademiesandfree20170403.csv.gz",
        "derived/federation_members_2016.csv",
        "system-leaders/teaching_schools_20180312.csv",
    )
)
LOADED_ON: Final = date(2026, 8, 6)
ASKED_OF: Final = Reading(date(2017, 4, 30))
ONE_AUTHORITY: Final = "855"
TEN: Final = 10

Result = dict[str, int]
Work = Callable[[], Result]


def load(store: Path) -> Work:
    """The whole of England from seven files into a store: read, checked, compared with what is held, kept."""

    def work() -> Result:
        with SqliteStore(store) as opened:
            reports = [report for file in FILES for report in load_file(opened, file, on=LOADED_ON)]
        tallies = [tally for r in reports if r.summary for tally in (r.summary.nodes, r.summary.claims)]
        return {
            "rows": sum(report.rows_read for report in reports),
            "records": sum(tally.said for tally in tallies),
            "touched": sum(tally.added + tally.changed + tally.withdrawn for tally in tallies),
        }

    return work


def load_plainly(store: Path) -> Work:
    """The same files through csv and executemany, unchecked."""
    return lambda: {"rows": plain_load(store, FILES)}


def ask_all(store: Path) -> Work:
    """``isolated`` for every authority, from the store to rows with reasons and evidence."""
    return lambda: _isolated(store, Boundary())


def ask_one(store: Path) -> Work:
    """``isolated`` for one authority: what a person at a keyboard waits for."""
    return lambda: _isolated(store, Boundary(ONE_AUTHORITY))


def _isolated(store: Path, boundary: Boundary) -> Result:
    with SqliteStore(store, create=False) as opened:
        answer = isolated(opened, boundary, ASKED_OF)
    authorities = len({row.authority for row in answer.rows})
    return {"authorities": authorities, "schools": len(answer.rows), **answer.numbers}


def ladder_from_store(store: Path) -> Work:
    """The rung of every school held, from the store: read, projected on the day, stood."""

    def work() -> Result:
        projection = _projection(store)
        ladder = Ladder(projection)
        return _counted(ladder.rung(school) for school in _schools(projection))

    return work


def load_synthetic(store: Path, times: int = 1) -> Work:
    """An England that never was, so many times as large as England, into a store."""

    def work() -> Result:
        with SqliteStore(store) as opened:
            summary = opened.load(synthetic.DATASET, england(times=times), on=ASKED_OF.on)
        return {"nodes": summary.nodes.said, "claims": summary.claims.said}

    return work


def load_ten_times(store: Path) -> Work:
    """Ten times England into a store."""
    return load_synthetic(store, TEN)


def stand_all(store: Path) -> Work:
    """The rung of every school held, from claims already read on the day."""
    projection = _projection(store)

    def work() -> Result:
        ladder = Ladder(projection)
        return _counted(ladder.rung(school) for school in _schools(projection))

    return work


def stand_all_by_networkx(store: Path) -> Work:
    """The same, from the same claims, by networkx on one graph of everything."""
    projection = _projection(store)
    return lambda: _counted(by_networkx.rungs(projection, _schools(projection)).values())


def _projection(store: Path) -> Projection:
    with SqliteStore(store, create=False) as opened:
        return project(opened, ASKED_OF)


def _schools(projection: Projection) -> list[str]:
    return sorted(node.id for node in projection.nodes.values() if node.type == SCHOOL)


def _counted(rungs: Iterable[str]) -> Result:
    return dict(sorted(Counter(rungs).items()))
