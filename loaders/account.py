"""What a call of 'load' did, in the JSON form that every answer has: one row for each table read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from graph.sinks.cells import Envelope, Fields, source_fields
from loaders.report import LoadReport, Refusal

REFUSALS_SHOWN: Final = 20
CHANGES: Final = ("added", "changed", "unchanged", "withdrawn")


def account(reports: Sequence[LoadReport], store: str, on: date) -> dict[str, Any]:
    """The reports as an answer: its rows are tables, its sources the data sets loaded, its sentence the sums."""
    datasets = {report.dataset.id: report.dataset for report in reports}
    return {
        "question": "What was loaded?",
        "as_of": on.isoformat(),
        "boundary": f"what was loaded into {store}",
        "sources": [source_fields(datasets[key]) for key in sorted(datasets)],
        "assumptions": [],
        "rows": [_row(report) for report in reports],
        "sentence": _sentence(reports),
    }


def _row(report: LoadReport) -> dict[str, Any]:
    """One table: its rows add up, and so do its records (nodes and claims together)."""
    return {
        "file": report.file.name,
        "kind": report.kind,
        "title": report.title,
        "dataset": report.dataset.id,
        "published": str(report.dataset.published or ""),
        "rows_read": report.rows_read,
        "rows_kept": report.rows_kept,
        "rows_refused": report.rows_refused,
        **_changes(report),
        "notes": list(report.notes),
        "refusals": [_refusal(refusal) for refusal in report.refusals],
    }


def _changes(report: LoadReport) -> dict[str, int]:
    tallies = (report.summary.nodes, report.summary.claims) if report.summary else ()
    return {word: sum(getattr(tally, word) for tally in tallies) for word in CHANGES}


def _refusal(refusal: Refusal) -> dict[str, str]:
    return {"place": refusal.place, "value": refusal.value, "reason": refusal.reason}


def _sentence(reports: Sequence[LoadReport]) -> str:
    if not reports:
        return "Nothing was loaded."
    read, kept, refused = (
        sum(getattr(report, name) for report in reports) for name in ("rows_read", "rows_kept", "rows_refused")
    )
    tables = "1 table" if len(reports) == 1 else f"{len(reports)} tables"
    return f"{tables}: {read:,} rows read = {kept:,} kept + {refused:,} refused."


def remarks(envelope: Envelope, most: int = REFUSALS_SHOWN) -> Iterator[tuple[str, list[str]]]:
    """What a person should see beside the sums: for each table its notes, and ``most`` of its refusals.

    Rows refused for the same value and reason share a line.
    """
    for row in envelope["rows"]:
        if row["notes"]:
            yield f"Notes on {row['file']}", row["notes"]
        if row["refusals"]:
            yield f"Refused in {row['file']}", _in_lines(row["refusals"], most)


def _in_lines(refusals: Sequence[Fields], most: int) -> list[str]:
    alike: dict[tuple[str, str], list[str]] = {}
    for refusal in refusals[:most]:
        alike.setdefault((refusal["value"], refusal["reason"]), []).append(refusal["place"])
    lines = [_in_words(places, *why) for why, places in alike.items()]
    more = len(refusals) - most
    return [*lines, f"and {more:,} more (--refused FILE.csv writes them all)"] if more > 0 else lines


def _in_words(places: Sequence[str], value: str, reason: str) -> str:
    return f"{', '.join(places)}: {f'{value!r}: ' if value else ''}{reason}"
