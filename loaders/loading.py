"""From a file to the store: recognise what it is, read its rows, refuse what is wrong, load the rest in one go."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Final

from graph.dates import PartialDate
from graph.errors import QuestionError, UnknownFileKind, UnreadableFile
from graph.records import Claim, Dataset, Record
from graph.store import LoadSummary, Store
from graph.validation import Inspection
from graph.vocabulary import GROUP, LOCAL_AUTHORITY, SCHOOL
from loaders.case_file import CaseFileLoader
from loaders.case_tables import is_json_lines, read_json_lines
from loaders.federation_members import FederationMemberLoader
from loaders.gias_establishments import EstablishmentLoader
from loaders.gias_groups import GroupLinkLoader, GroupLoader
from loaders.gias_links import LinkLoader
from loaders.gias_places import PlaceLoader
from loaders.loader import Loader, RowFault
from loaders.node_tie_tables import NodeTableLoader, TieTableLoader
from loaders.report import LoadReport, Refusal
from loaders.spreadsheet import SpreadsheetLoader
from loaders.tables import Row, Table, read_table
from loaders.teaching_schools import TeachingSchoolLoader
from loaders.workbook import is_workbook
from loaders.workbook_tables import read_workbook_tables

Progress = Callable[[int], None]
PROGRESS_EVERY: Final = 2000

LOADERS: Final[tuple[type[Loader], ...]] = (
    LinkLoader,
    GroupLinkLoader,
    GroupLoader,
    FederationMemberLoader,
    TeachingSchoolLoader,
    EstablishmentLoader,
    PlaceLoader,
    CaseFileLoader,
    TieTableLoader,
    NodeTableLoader,
    SpreadsheetLoader,
)
"""Every kind of file, the more particular first: the first that recognises a header reads the file."""

_TYPES_BY_ID: Final = {"urn": SCHOOL, "uid": GROUP, "la": LOCAL_AUTHORITY}
# A number such as a URN, or a day, is no name of a column; a year can be one.
_DATUM: Final = re.compile(r"\d{5,}|\d{1,4}[-/]\d{1,2}[-/]\d{1,4}")


def load(  # noqa: PLR0913 - one argument for each thing a user may say about a file
    store: Store,
    path: Path,
    *,
    on: date,
    as_kind: str | None = None,
    source: str | None = None,
    published: PartialDate | None = None,
    unreviewed: bool = False,
    progress: Progress | None = None,
) -> list[LoadReport]:
    """Load every table of a file, each in one transaction, and account for each row.

    ``as_kind`` says what the file is instead of its header, ``source`` what its data set is called instead of
    its file name, ``published`` of what date it is instead of the date in that name; ``unreviewed`` takes in proposals
    on which nobody has decided; ``on`` dates what leaves the data set. ``progress`` is told the rows read so far,
    every 2,000. Raises UnreadableFile, UnknownFileKind, QuestionError (no such kind) or StoreError; the store is then
    as it was.
    """
    return [
        _load_table(store, table, _reader(table, as_kind, unreviewed), on=on, source=source, progress=progress)
        for table in tables_in(path, as_kind, published)
    ]


def tables_in(path: Path, as_kind: str | None = None, published: PartialDate | None = None) -> list[Table]:
    """The tables of a file: a workbook may hold several, a case file of JSON lines or delimited text holds one.

    ``as_kind`` picks the sheets of a workbook that can be of that kind. Raises UnreadableFile.
    """
    if is_workbook(path):
        return read_workbook_tables(path, partial(_kind_of, as_kind=as_kind), published=published)
    if is_json_lines(path):
        return [read_json_lines(path, published=published)]
    return [read_table(path, published=published)]


def _kind_of(header: Sequence[str], as_kind: str | None) -> str | None:
    kinds = (kind for kind in LOADERS if as_kind in {None, kind.kind})
    fits = (
        kind.kind for kind in kinds if (kind().recognises(header) if as_kind is None else not kind().missing(header))
    )
    return next(fits, None)


def loader_for(table: Table, as_kind: str | None = None) -> Loader:
    """A fresh loader for the table: the one named, else the first that recognises its header."""
    if as_kind is not None:
        return _named_loader(table, as_kind)
    for kind in LOADERS:
        loader = kind()
        if loader.recognises(table.header):
            return loader
    raise _unknown(table)


def _reader(table: Table, as_kind: str | None, unreviewed: bool) -> Loader:
    loader = loader_for(table, as_kind)
    return CaseFileLoader(unreviewed=True) if unreviewed and isinstance(loader, CaseFileLoader) else loader


def _named_loader(table: Table, name: str) -> Loader:
    loader = next((kind() for kind in LOADERS if kind.kind == name), None)
    if loader is None:
        raise QuestionError(f"no kind of file is called {name!r}", next_step=f"Use one of: {_kinds()}.")
    if missing := loader.missing(table.header):
        raise UnknownFileKind(
            f"{loader.title} need columns that are not there: {', '.join(missing)}",
            place=str(table.path),
            next_step=f"The file has: {_seen(table)}.",
        )
    return loader


def _unknown(table: Table) -> UnknownFileKind:
    datum = next((name for name in table.header if _DATUM.fullmatch(name)), None)
    if datum is not None:
        return UnknownFileKind(
            f"the first row holds data ({datum!r}), not the names of columns",
            place=str(table.path),
            next_step="Put the row of column names back on top and load the file again.",
        )
    return UnknownFileKind(
        f"no known kind of file has these columns: {_seen(table)}",
        place=str(table.path),
        next_step=f"{_nearest(table)}Say what it is with --as, one of: {_kinds()}.",
    )


def _nearest(table: Table) -> str:
    """A sentence on the kind of file that most of the needed columns point to, '' where none has half of its own."""
    lacking = {kind: missing for kind in LOADERS if (missing := kind().missing(table.header))}
    best = min(lacking, key=lambda kind: len(lacking[kind]) / len(kind.needs))
    if 2 * len(lacking[best]) > len(best.needs):
        return ""
    columns = ", ".join(names.partition(" | ")[0] for names in lacking[best])
    return f"It is nearest to {best.title} ({best.kind}), but lacks {columns}. "


def _kinds() -> str:
    return ", ".join(kind.kind for kind in LOADERS)


def _seen(table: Table, most: int = 12) -> str:
    more = len(table.header) - most
    return ", ".join(table.header[:most]) + (f" and {more} more" if more > 0 else "")


_DANGLING: Final = "not both are known. Load the file that describes them first, then this one again."


class _NothingKept(Exception):
    """Raised inside a load to take it back: loading nothing would withdraw all that the data set held."""


def _load_table(
    store: Store, table: Table, loader: Loader, *, on: date, source: str | None, progress: Progress | None
) -> LoadReport:
    loader.consult(store)
    dataset = loader.dataset(table, source)
    reading = _Reading(table, loader, dataset, Inspection(_types_held(store)), progress)
    summary: LoadSummary | None
    try:
        summary = store.load(dataset, reading.records(), on=on)
    except _NothingKept:
        summary = None
    else:
        reading.refuse_dangling(summary.dangling)
    return reading.report(summary)


def _types_held(store: Store) -> Callable[[str], str | None]:
    """The type of a node id; those that the register gives tell it by themselves and cost no look-up."""

    @cache
    def type_of(node_id: str) -> str | None:
        if by_id := _TYPES_BY_ID.get(node_id.partition(":")[0]):
            return by_id
        held = store.node(node_id)
        return held.type if held else None

    return type_of


class _Reading:
    """One pass over a table: hands the records of good rows on and keeps the books."""

    def __init__(
        self, table: Table, loader: Loader, dataset: Dataset, inspection: Inspection, progress: Progress | None
    ) -> None:
        self._table = table
        self._loader = loader
        self._dataset = dataset
        self._inspection = inspection
        self._progress = progress
        self._rows_read = 0
        self._refusals: list[Refusal] = []
        self._said: dict[str, tuple[str, int]] = {}

    def records(self) -> Iterator[Record]:
        """The records of every row that can be kept. Raises _NothingKept at the end where none could."""
        for row in self._table.rows:
            self._rows_read += 1
            if self._progress and self._rows_read % PROGRESS_EVERY == 0:
                self._progress(self._rows_read)
            records, faults = self._judged(row)
            for fault in faults:
                self._refuse(row, fault)
            if not faults:
                yield from records
        self._something_kept()

    def refuse_dangling(self, claims: tuple[Claim, ...]) -> None:
        """Book the claims that the store left out because it does not know one of their ends."""
        unknown = {self._said[claim.id]: claim for claim in claims}
        for row in self._table.rows if unknown else ():
            if claim := unknown.get((row.part, row.number)):
                self._refuse(row, RowFault(" or ".join(claim.ends), _DANGLING))

    def report(self, summary: LoadSummary | None) -> LoadReport:
        """The account, after the last row."""
        return LoadReport(
            file=self._table.path,
            kind=self._loader.kind,
            title=self._loader.title,
            dataset=self._dataset,
            rows_read=self._rows_read,
            rows_kept=self._rows_read - self._rows_refused,
            refusals=tuple(sorted(self._refusals, key=lambda refusal: (refusal.part, refusal.line))),
            notes=(*self._table.notes, *self._loader.notes()),
            summary=summary,
        )

    @property
    def _rows_refused(self) -> int:
        return len({(refusal.part, refusal.line) for refusal in self._refusals})

    def _judged(self, row: Row) -> tuple[list[Record], list[RowFault]]:
        """The row's records and everything that is wrong with them; a row with any fault is given up whole."""
        if row.fault:
            return [], [RowFault("", row.fault)]
        try:
            records = list(self._loader.records(row, self._dataset))
        except RowFault as fault:
            return [], [fault]
        return records, [fault for record in records for fault in self._faults(record, row)]

    def _faults(self, record: Record, row: Row) -> Iterator[RowFault]:
        place = (row.part, row.number)
        first = self._said.setdefault(record.id, place) if isinstance(record, Claim) else place
        if first != place:
            yield RowFault(record.id, f"the same was said before, in {Row(first[1], {}, part=first[0]).place}")
            return
        for problem in self._inspection.problems(record):
            yield RowFault(problem.value, f"{problem.reason}. {problem.next_step}")

    def _refuse(self, row: Row, fault: RowFault) -> None:
        self._refusals.append(Refusal(row.number, fault.value, fault.reason, row.cells, row.part))

    def _something_kept(self) -> None:
        if not self._rows_read:
            raise UnreadableFile(
                "there are no rows under the header",
                place=str(self._table.path),
                next_step="Loading it would withdraw all that was loaded from it before: check the file.",
            )
        if self._rows_refused == self._rows_read:
            raise _NothingKept
