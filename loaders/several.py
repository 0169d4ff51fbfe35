"""Loading several files in one call: each in its own transaction, none kept out by another's faults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph.dates import PartialDate
from graph.errors import InputError, QuestionError
from graph.store import Store
from loaders.loading import Progress, load, loader_for, tables_in
from loaders.report import LoadReport


@dataclass(frozen=True, slots=True)
class Said:
    """What a user says of the files: their kind, the name of the data set, of what date they are, and whether to take
    proposals that nobody has reviewed."""

    as_kind: str | None = None
    source: str | None = None
    published: PartialDate | None = None
    unreviewed: bool = False


Watch = Callable[[Path], AbstractContextManager[Progress | None]]


def load_each(
    store: Store, files: Sequence[Path], said: Said, watch: Watch, *, on: date
) -> tuple[list[LoadReport], list[InputError]]:
    """Load one file after the other; ``watch`` is told each file before it is read.

    Gives a report for each table read and the fault of each file that could not be. Raises QuestionError where two
    files would be one data set, and StoreError.
    """
    if said.source and len(files) > 1:
        _refuse_one_name_for_two(files, said)
    reports: list[LoadReport] = []
    faults: list[InputError] = []
    for path in files:
        try:
            with watch(path) as progress:
                reports += _load(store, path, said, on, progress)
        except InputError as fault:
            faults.append(fault)
    return reports, faults


def _load(store: Store, path: Path, said: Said, on: date, progress: Progress | None) -> list[LoadReport]:
    return load(
        store,
        path,
        on=on,
        as_kind=said.as_kind,
        source=said.source,
        published=said.published,
        unreviewed=said.unreviewed,
        progress=progress,
    )


def _refuse_one_name_for_two(files: Sequence[Path], said: Said) -> None:
    """Two tables of one kind under one name would be one data set, and the second would take back the first."""
    tables = [table for path in files for table in tables_in(path)]
    names = Counter(loader_for(table, said.as_kind).dataset(table, said.source).id for table in tables)
    if doubled := [name for name, times in names.items() if times > 1]:
        raise QuestionError(
            f"two of the files would both be the data set {doubled[0]}",
            next_step="Load them one by one, each with its own --source, or leave --source out.",
        )
