"""The plain form: a table of nodes (id, type, name, …) and a table of ties between them (source, type, target, …).

Ids are kept exactly as written, so that answers give back the ids that were put in and the two tables need not be
one file. An id that another data set already uses for something of another name is refused.

What another program exports will do: only ``id``, and ``source`` and ``target``, must be there, and in Gephi's own
header ``Type`` says whether an edge is directed. What is filled in for a column that is missing, the report says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import inf, nan
from typing import ClassVar, Final

from graph.dates import PartialDate
from graph.projection import TIE_TABLE
from graph.records import Claim, Dataset, Evidence, Node, Record, Value
from graph.store import Store
from graph.vocabulary import DESIGNATIONS, GROUP, NODE_TYPES, RELATIONS, SCHOOL, TEACHING_SCHOOL_ROLE, controlled_role
from loaders.case_file import GLOBAL_ID, published_or_modified
from loaders.loader import YES_OR_NO, Loader, RowFault, dataset_id, read_by
from loaders.school_names import fold
from loaders.spreadsheet_columns import read_header
from loaders.tables import Row, Table, column_key, slug
from loaders.written_dates import read_date

# Attributes that the graph itself reads as yes or no.
_FLAGS: Final = frozenset({"anonymous", "collective", "set"})
# The columns by which a spreadsheet says which school a row is about.
_SCHOOLS: Final = frozenset({"schoolname", "urn"})
# What a tie is where no column says it.
_PLAIN_TIE: Final = "partnership"
_OF_GEPHI: Final = {"directed": True, "undirected": False, "mutual": False}
_DIRECTED: Final = {**YES_OR_NO, **_OF_GEPHI}
_DATES: Final = ("from", "start", "to", "end", "observed", "as_of", "date_seen", "dated")


class _PlainLoader(Loader):
    """What the two tables share: cells by the names of columns, taken out one by one until the rest is attributes."""

    full: ClassVar[tuple[str, ...]]

    def __init__(self) -> None:
        self._stem = ""
        self._columns: frozenset[str] = frozenset()
        self._store: Store | None = None
        self._filled_in: dict[str, None] = {}

    def recognises(self, header: Sequence[str]) -> bool:
        """Whether its needed columns are there. One that says something of schools by name or URN, too, is a
        spreadsheet, unless it has every column of the plain form."""
        if self.missing(header):
            return False
        keys = {column.key for column in read_header(header).values()}
        is_spreadsheet = bool(keys & _SCHOOLS) and bool(keys - _SCHOOLS - {"laestab"})
        return not is_spreadsheet or set(self.full) <= set(map(column_key, header))

    def consult(self, store: Store) -> None:
        self._store = store

    def dataset(self, table: Table, source: str | None = None) -> Dataset:
        self._stem = slug(source or table.name)
        self._columns = frozenset(column_key(name).replace("_", "") for name in table.header)
        return Dataset(
            id=dataset_id(self.kind, table, source),
            title=source or table.name,
            kind=self.kind,
            published=published_or_modified(table),
            describes=False,
            file=table.path.name,
            digest=table.digest,
        )

    def _has(self, *names: str) -> bool:
        return not self._columns.isdisjoint(_keys(names))

    def _fill_in(self, what: str) -> None:
        self._filled_in[what] = None

    def notes(self) -> tuple[str, ...]:
        """What was filled in for columns that are not there."""
        return tuple(self._filled_in)


class NodeTableLoader(_PlainLoader):
    """One node a row."""

    kind: ClassVar[str] = "node-table"
    title: ClassVar[str] = "plain tables of nodes"
    needs: ClassVar[tuple[str, ...]] = ("id",)
    full: ClassVar[tuple[str, ...]] = ("id", "type", "name")

    def __init__(self) -> None:
        super().__init__()
        self._first: dict[str, str] = {}

    def recognises(self, header: Sequence[str]) -> bool:
        """As any plain table; ties may have ids of their own."""
        columns = set(map(column_key, header))
        return super().recognises(header) and (set(self.full) <= columns or not set(TieTableLoader.needs) <= columns)

    def records(self, row: Row, dataset: Dataset) -> Iterable[Record]:
        """The node of one row; every column that has no meaning of its own becomes an attribute."""
        cells = _Cells(row)
        node_id = cells.needed("id", "Give it an id that no other row has.")
        type_ = self._type(cells)
        node = Node(
            id=node_id,
            type=type_,
            name=self._name(cells) or node_id,
            dataset=dataset.id,
            kind=_kind(cells) if type_ == GROUP else None,
            aliases=tuple(cells.several("aliases")),
            opened=cells.date("opened", "from"),
            closed=cells.date("closed", "to"),
        )
        self._refuse_used(node, row)
        return [replace(node, attributes=_attributes(cells.rest()))]

    def _type(self, cells: _Cells) -> str:
        if self._has("type"):
            return _word(cells.needed("type", f"Write one of: {', '.join(NODE_TYPES)}."), NODE_TYPES)
        self._fill_in("There is no column type: each node counts as a school.")
        return SCHOOL

    def _name(self, cells: _Cells) -> str:
        """The name, or Gephi's label; '' where the table has neither."""
        if self._has("name"):
            return cells.needed("name", "Write the name as its source has it.")
        if label := cells.text("label"):
            return label
        self._fill_in("A node without a name or a label is called by its id.")
        return ""

    def _refuse_used(self, node: Node, row: Row) -> None:
        """Refuse an id that stands on an earlier row, or that another data set has for something else."""
        first = self._first.setdefault(node.id, row.place)
        if first != row.place:
            raise RowFault(node.id, f"this id is already that of the node in {first}. Give one of them a new id.")
        for held in self._store.statements(node.id) if self._store else ():
            if held.dataset != node.dataset and not held.withdrawn and not self._alike(held, node):
                raise RowFault(
                    node.id,
                    f"{held.dataset} has this id for {held.name}. Give yours another id, or, if the file corrects"
                    f" that one, load it with --source {held.dataset.partition(':')[2]}.",
                )

    @staticmethod
    def _alike(held: Node, node: Node) -> bool:
        names = {fold(name) for name in held.names}
        return bool(GLOBAL_ID.fullmatch(node.id)) or not names.isdisjoint(map(fold, node.names))


class TieTableLoader(_PlainLoader):
    """One claim a row, between nodes of the node table or of the store."""

    kind: ClassVar[str] = TIE_TABLE
    title: ClassVar[str] = "plain tables of ties"
    needs: ClassVar[tuple[str, ...]] = ("source", "target")
    full: ClassVar[tuple[str, ...]] = ("source", "type", "target")

    def __init__(self) -> None:
        super().__init__()
        self._times: Counter[str] = Counter()

    def dataset(self, table: Table, source: str | None = None) -> Dataset:
        dataset = super().dataset(table, source)
        dated = table.published or self._has(*_DATES)
        return dataset if dated else replace(dataset, published=self._first_loaded(dataset))

    def _first_loaded(self, dataset: Dataset) -> PartialDate:
        """A table in which nothing gives a date says what holds on the day it is first loaded.

        The day its file was last changed may be that of an archive, and would make its ties lapse unseen.
        """
        held = next((d for d in self._store.datasets() if d.id == dataset.id), None) if self._store else None
        known = held.published if held and held.digest == dataset.digest else None
        day = known or PartialDate.of(date.today())
        self._fill_in(f"Nothing in the table gives a date: its ties count as seen on {day} (or say --published DATE).")
        return day

    def records(self, row: Row, dataset: Dataset) -> Iterable[Record]:
        """The claim of one row; every column that has no meaning of its own becomes an attribute."""
        cells = _Cells(row)
        extent = {**_directed(cells), **_weight(cells)}
        type_ = self._relation(cells)
        title = cells.text("role", "designation")
        claim = Claim(
            id="",
            type=type_,
            source=cells.needed("source", "Write the id of a node."),
            target=cells.text("target") or None,
            dataset=dataset.id,
            evidence=_evidence(cells, row, dataset),
            start=cells.date("from", "start"),
            end=cells.date("to", "end"),
            observed=cells.dates("observed", "as_of", "date_seen"),
            certainty=cells.text("certainty").casefold() or "stated",
            negated=_truth(cells.text("negated"), "negated"),
            role=_role(type_, title),
            role_title=title or None,
            purposes=tuple(cells.several("purpose", "purposes")),
            share=cells.text("share") or None,
            firmness=cells.text("firmness") or None,
            state=cells.text("state") or None,
        )
        key = self._key(cells.text("id"), claim)
        attributes = {**_attributes(cells.rest()), **extent}
        return [replace(claim, id=f"{self._stem}:{key}", attributes=attributes)]

    def _relation(self, cells: _Cells) -> str:
        """What the row says holds between the two; a partnership where no column is about that."""
        column = "type" if cells.holds("type") or not self._has("relation") else "relation"
        if self._has("relation") or (self._has("type") and not cells.took("type")):
            return _word(cells.needed(column, f"Write one of: {', '.join(RELATIONS)}."), RELATIONS)
        self._fill_in("No column says what holds between two nodes: each tie counts as a partnership.")
        return _PLAIN_TIE

    def _key(self, given: str, claim: Claim) -> str:
        """The row's own id, else its ends, type and role, with a number from the second such row on."""
        if given:
            return given
        ends = f"{claim.source}/{claim.type}/{claim.target or ''}"
        key = f"{ends}/{slug(claim.role_title)}" if claim.role_title else ends
        self._times[key] += 1
        return key if self._times[key] == 1 else f"{key}/{self._times[key]}"


class _Cells:
    """The filled cells of a row, each taken once."""

    def __init__(self, row: Row) -> None:
        self._left = {name: str(value).strip() for name, value in row.cells.items() if value is not None}
        self._names = {column_key(name).replace("_", ""): name for name in self._left}

    def text(self, *names: str) -> str:
        """What stands under the first of ``names`` that is filled; '' if none is."""
        taken = [self._left.pop(self._names[name], "") for name in _keys(names) if name in self._names]
        return next(filter(None, taken), "")

    def holds(self, name: str) -> bool:
        """Whether something stands under ``name`` that was not taken yet."""
        return bool(self._left.get(self._names.get(name, "")))

    def took(self, name: str) -> bool:
        """Whether what stood under ``name`` was taken."""
        return name in self._names and self._names[name] not in self._left

    def peek(self, name: str) -> str:
        """What stands under ``name``, left where it is."""
        return self._left.get(self._names.get(name, ""), "")

    def needed(self, name: str, next_step: str) -> str:
        """What stands under ``name``. Raises RowFault where it is blank."""
        if text := self.text(name):
            return text
        raise RowFault("", f"the column {name} is blank. {next_step}")

    def several(self, *names: str) -> list[str]:
        """The parts between semicolons."""
        return [part for part in map(str.strip, self.text(*names).split(";")) if part]

    def date(self, *names: str) -> PartialDate | None:
        """The date under one of ``names``, None where it is blank. Raises RowFault."""
        text = self.text(*names)
        return _date(text, names[0]) if text else None

    def dates(self, *names: str) -> tuple[PartialDate, ...]:
        """The dates between semicolons. Raises RowFault."""
        return tuple(_date(text, names[0]) for text in self.several(*names))

    def rest(self) -> Mapping[str, str]:
        """What was not taken, blanks left out."""
        return {name: text for name, text in self._left.items() if text}


def _keys(names: Iterable[str]) -> list[str]:
    return [name.replace("_", "") for name in names]


def _date(text: str, column: str) -> PartialDate:
    if re.fullmatch(r"\d{4}-\d{2}", text):
        # This form is documented as ISO, so 2008-09 is the month.
        text = f"{text[5:]}/{text[:4]}"
    try:
        return read_date(text)
    except ValueError as reason:
        raise RowFault(text, f"{reason}, in the column {column}.") from reason


def _word(text: str, known: Iterable[str]) -> str:
    """``text`` as the vocabulary spells it where only case, spaces and hyphens differ."""
    spelled = re.sub(r"[\s-]+", "_", text.casefold())
    return spelled if spelled in known else text


def _kind(cells: _Cells) -> str | None:
    kind = cells.text("kind", "group_kind")
    return re.sub(r"[\s-]+", "_", kind.casefold()) or None


def _truth(text: str, column: str) -> bool:
    if text.casefold() not in YES_OR_NO:
        raise RowFault(text, f"the column {column} takes yes or no.")
    return YES_OR_NO[text.casefold()]


def _attributes(rest: Mapping[str, str]) -> dict[str, Value]:
    return {name: _truth(text, name) if name in _FLAGS else text for name, text in rest.items()}


def _directed(cells: _Cells) -> dict[str, Value]:
    """Whether the row says of itself that it goes one way: in a column "directed", or as Gephi does under "Type"."""
    of_gephi = cells.peek("type").casefold() in _OF_GEPHI
    text = cells.text("type") if of_gephi else cells.text("directed")
    if text and text.casefold() not in _DIRECTED:
        raise RowFault(text, "the column directed takes yes or no, directed or undirected.")
    return {"directed": _DIRECTED[text.casefold()]} if text else {}


def _weight(cells: _Cells) -> dict[str, Value]:
    """The weight of the tie as a number. Raises RowFault for one that is none, or not above 0."""
    text = cells.text("weight")
    try:
        weight = float(text) if text else inf
    except ValueError:
        weight = nan
    if text and not 0 < weight < inf:
        raise RowFault(text, "the column weight takes a number above 0.")
    return {"weight": weight} if text else {}


def _role(type_: str, title: str) -> str | None:
    if type_ == "designated":
        return next((name for name in DESIGNATIONS if name.casefold() == title.casefold()), None)
    if type_ == "member_of" and title.casefold() == TEACHING_SCHOOL_ROLE:
        return TEACHING_SCHOOL_ROLE
    return controlled_role(title) if title else None


def _evidence(cells: _Cells, row: Row, dataset: Dataset) -> Evidence:
    """The document the row names, with the place in it; else the row itself."""
    document = cells.text("document")
    lines = cells.several("lines")
    if not all(line.isascii() and line.isdigit() for line in lines):
        raise RowFault("; ".join(lines), "the column lines takes line numbers, parted by semicolons.")
    return Evidence(
        document=document or dataset.title,
        dated=cells.date("dated") or dataset.published,
        lines=tuple(map(int, lines)) if document else (row.number,),
        page=cells.text("page") or None,
        cell=cells.text("cell") or (f"{row.part}!A{row.number}" if row.part and not document else None),
        quote=cells.text("quote") or None,
        said_by=cells.text("said_by") or None,
        read_by=cells.text("read_by") or read_by(),
    )
