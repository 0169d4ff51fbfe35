"""What one load read, kept and refused, and why: the report in which the rows add up."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import InputError
from graph.records import Attributes, Dataset, Value
from graph.sinks.cells import Cell, harmless
from graph.store import LoadSummary


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not loaded, or not wholly: where it starts, the value at fault ('' for the row), and why."""

    line: int
    value: str
    reason: str
    cells: Attributes = field(default_factory=dict)
    part: str = ""

    @property
    def place(self) -> str:
        """The place in words: 'line 12', or 'sheet nodes, row 12'."""
        return f"sheet {self.part}, row {self.line}" if self.part else f"line {self.line}"

    def __str__(self) -> str:
        return f"{self.place}: {self.value!r}: {self.reason}" if self.value else f"{self.place}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """The account of one table: ``rows_read`` = ``rows_kept`` + the rows in ``refusals``, or it cannot be made.

    ``title`` is what the kind of file is called; ``summary`` is None where no row could be kept, and then the
    store was left as it was.
    """

    file: Path
    kind: str
    title: str
    dataset: Dataset
    rows_read: int
    rows_kept: int
    refusals: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()
    summary: LoadSummary | None = None

    def __post_init__(self) -> None:
        if self.rows_read != self.rows_kept + self.rows_refused:
            raise ValueError(f"{self.rows_read} rows read, {self.rows_kept} kept and {self.rows_refused} refused")

    @property
    def rows_refused(self) -> int:
        """Rows with at least one refusal."""
        return len({(refusal.part, refusal.line) for refusal in self.refusals})

    @property
    def reasons(self) -> tuple[tuple[str, int], ...]:
        """Each reason for refusing with the number of rows, the commonest first."""
        counts = Counter(refusal.reason for refusal in self.refusals)
        return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def sentence(self) -> str:
        """One sentence: what the file is, how its rows add up, and what it changed in the store."""
        rows = f"{self.rows_read:,} rows read = {self.rows_kept:,} kept + {self.rows_refused:,} refused"
        return f"{self.file.name} ({self.title}): {rows}; {self._change()}."

    def _change(self) -> str:
        if self.summary is None:
            return "no row could be used, so the store was left as it was"
        tallies = (self.summary.nodes, self.summary.claims)
        words = ("added", "changed", "withdrawn")
        counts = [(word, sum(getattr(tally, word) for tally in tallies)) for word in words]
        changes = [f"{count:,} {word}" for word, count in counts if count]
        return f"records: {', '.join(changes)}" if changes else "nothing in the store changed"


def write_refused(report: LoadReport, path: Path) -> int:
    """Write the refused rows to a CSV file that Excel opens, place and reason first; returns their number.

    It is for reading: correct the rows in the file they came from and load that again. A cell that a spreadsheet
    program would run as a formula has an apostrophe before it. Raises InputError where the file cannot be written.
    """
    columns = list(dict.fromkeys(name for refusal in report.refusals for name in refusal.cells))
    header = ["refused at", "refused value", "reason", *map(harmless, columns)]
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([header, *_lines(report, columns)])
    except OSError as error:
        raise InputError(
            f"the refused rows cannot be written: {error.strerror or error}",
            place=str(path),
            next_step="Close the file in other programs, or name another.",
        ) from error
    return len(report.refusals)


def _lines(report: LoadReport, columns: list[str]) -> Iterator[list[Cell]]:
    for refusal in report.refusals:
        told = (refusal.place, refusal.value, refusal.reason)
        yield [*map(harmless, told), *(harmless(_as_text(refusal.cells, name)) for name in columns)]


def _as_text(cells: Mapping[str, Value], name: str) -> str:
    value = cells.get(name, "")
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
