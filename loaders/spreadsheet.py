"""A local authority's own spreadsheet: one school a row, with its groups, its people and the schools it works with.

A school with a URN is the register's; one without is scoped to the file, to be matched. People are scoped to the
file too. Nothing is guessed: a cell that can be read two ways is refused with what to write instead.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Final, TypeVar

from graph.dates import PartialDate
from graph.errors import UnreadableFile
from graph.records import Claim, Dataset, Evidence, Node, Record, Value, merge
from graph.vocabulary import (
    DESIGNATIONS,
    GROUP,
    LOCAL_AUTHORITY,
    PERSON,
    SCHOOL,
    TEACHING_SCHOOL_ROLE,
    controlled_role,
    is_teaching_school_role,
)
from loaders.case_file import published_or_modified
from loaders.gias import is_placeholder
from loaders.loader import YES_OR_NO, Loader, RowFault, dataset_id, read_by
from loaders.school_names import fold, take_apart
from loaders.spreadsheet_columns import (
    BY_KEY,
    HELPER,
    LEADER,
    MEMBER,
    PLACE,
    POST,
    TIE,
    Column,
    doubled,
    folded,
    read_header,
    suggestion,
)
from loaders.tables import Row, Table, slug
from loaders.workbook import column_letters
from loaders.written_dates import read_date, read_school_year

Read = TypeVar("Read")

_TICKS: Final = frozenset({"yes", "y", "x", "✓", "✔", "true", "member"})
_NONE: Final = frozenset({"no", "n", "nil", "false"})
_TITLES: Final = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "rev", "fr", "sr", "canon", "cllr"}
)
_SCHOOL_WORDS: Final = frozenset({"school", "academy", "college", "centre", "nursery"})
# Columns by which the register's own files are known: 'LA (code)', 'Group UID', 'LinkURN'.
_OF_REGISTER: Final = re.compile(r"\((?:code|name)\)\s*$|\bUID\s*$|^\s*LinkURN", re.IGNORECASE)
_URN: Final = re.compile(r"(\d+)(?:\.0+)?")
# Two schools of one name without a URN are told apart by these, as far as they are filled in.
_TELLING: Final = ("phase", "town", "local_authority")
_NAMED: Final = 10
# The attributes of a designation that columns about the leader of a row give (queries.days_given reads them).
CONSENT: Final = "governors_consent"
OFFER: Final = {"days_offered": "Days offered", "days_used": "Days used", CONSENT: "Governors' consent"}
_DAYS_A_YEAR: Final = 366


@dataclass(frozen=True, slots=True)
class Filled:
    """One filled cell of a known column: the header over it, its text, and where it stands."""

    column: Column
    header: str
    text: str
    cell: str | None
    line: int

    @property
    def place(self) -> str:
        """The place in words."""
        return f"cell {self.cell}" if self.cell else f"line {self.line}, column {self.header}"

    @property
    def parts(self) -> list[str]:
        """The names in it, parted by semicolons or line breaks; placeholders such as 'none' or 'vacant' left out."""
        names = (" ".join(part.split()) for part in re.split(r"[;\n\r]", self.text))
        return [name for name in names if not is_placeholder(name) and name.casefold() not in _NONE]

    def fault(self, reason: str) -> RowFault:
        """A refusal of the row for this cell."""
        return RowFault(self.text, f"{reason} ({self.place})")


@dataclass(frozen=True, slots=True)
class Given:
    """A row's filled cells by the key of their column, and the cells under headers that mean nothing here."""

    cells: Mapping[str, Filled]
    others: Mapping[str, str]

    def text(self, title: str) -> str:
        """What stands in the column of this title, '' if nothing."""
        cell = self.cells.get(folded(title))
        return cell.text if cell else ""

    def of(self, gives: str) -> list[Filled]:
        """The filled cells of one sort of column, in the template's order."""
        return [self.cells[key] for key, column in BY_KEY.items() if column.gives == gives and key in self.cells]

    def date(self, title: str) -> PartialDate | None:
        """The date in the column of this title, None where it is blank. Raises RowFault."""
        return self._read(title, read_date)

    @property
    def observed(self) -> tuple[PartialDate, ...]:
        """The school year's first and last month and the date seen, as far as they are given. Raises RowFault."""
        span, seen = self._read("School year", read_school_year) or (), self.date("Date seen")
        return tuple(dict.fromkeys((*span, seen) if seen else span))

    def _read(self, title: str, reader: Callable[[str], Read]) -> Read | None:
        cell = self.cells.get(folded(title))
        if cell is None:
            return None
        try:
            return reader(cell.text)
        except ValueError as reason:
            raise cell.fault(str(reason)) from reason


class SpreadsheetLoader(Loader):
    """Schools with what they belong to and whom they work with, under forgiving headers."""

    kind: ClassVar[str] = "spreadsheet"
    title: ClassVar[str] = "a local authority's own spreadsheet"
    needs: ClassVar[tuple[str, ...]] = ("School name | URN",)

    def __init__(self) -> None:
        self._stem = ""
        self._known: Mapping[str, Column] = {}
        self._unknown: tuple[str, ...] = ()
        self._urns: Mapping[str, frozenset[str]] = {}
        self._names: frozenset[str] = frozenset()
        self._nodes: dict[str, Node] = {}
        self._said: dict[str, list[Claim]] = defaultdict(list)

    def recognises(self, header: Iterable[str]) -> bool:
        """Whether it names a school and at least one thing to say of it, and is no damaged file of the register."""
        names = list(header)
        keys = {column.key for column in read_header(names).values()}
        if any(_OF_REGISTER.search(name) for name in names):
            return False
        return bool(keys & {"schoolname", "urn"}) and bool(keys - {"schoolname", "urn", "laestab"})

    def missing(self, header: Iterable[str]) -> tuple[str, ...]:
        """The needed columns that are not among these, by any of their spellings."""
        keys = {column.key for column in read_header(header).values()}
        return () if keys & {"schoolname", "urn"} else self.needs

    def dataset(self, table: Table, source: str | None = None) -> Dataset:
        """The file as a data set. Raises UnreadableFile where two of its columns mean the same."""
        self._known = read_header(table.header)
        self._unknown = tuple(name for name in table.header if name not in self._known)
        _refuse_doubled(table)
        self._stem = slug(source or table.name)
        self._urns, self._names = self._survey(table.rows)
        return Dataset(
            id=dataset_id(self.kind, table, source),
            title=source or table.path.name,
            kind=self.kind,
            published=published_or_modified(table),
            describes=False,
            file=table.path.name,
            digest=table.digest,
        )

    def records(self, row: Row, dataset: Dataset) -> Iterable[Record]:
        """The school of a row and everything that the row says of it."""
        given = self._given(row)
        school = self._school(given, dataset)
        facts = (self._council, self._memberships, self._people, self._leaders, self._ties)
        said = [record for facts_of in facts for record in facts_of(given, school, dataset)]
        if not any(isinstance(record, Claim) for record in said) and given.text("Notes"):
            school = replace(school, attributes={**school.attributes, "notes": given.text("Notes")})
        return [record for record in map(self._once, [school, *said]) if record]

    def notes(self) -> tuple[str, ...]:
        """What was kept as attributes, which headers may be meant for others, and who stands at several schools."""
        return (*self._notes_on_columns(), *self._notes_on_people(), *self._notes_on_schools())

    # --- what a row holds ---------------------------------------------------------------------------------------

    def _given(self, row: Row) -> Given:
        texts = {name: "" if value is None else str(value).strip() for name, value in row.cells.items()}
        cells: dict[str, Filled] = {}
        for index, (name, text) in enumerate(texts.items()):
            column = self._known.get(name)
            if column and text and not is_placeholder(text):
                cell = f"{row.part}!{column_letters(index)}{row.number}" if row.part else None
                cells[column.key] = Filled(column, name, text, cell, row.number)
        others = {name: text for name, text in texts.items() if text and name not in self._known}
        return Given(cells, others)

    def _survey(self, rows: Iterable[Row]) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
        """The URNs that the file gives for each folded name, and every folded name of a school in it."""
        urns: dict[str, set[str]] = defaultdict(set)
        names: set[str] = set()
        for row in rows:
            given = self._given(row)
            name, urn = fold(given.text("School name")), _URN.fullmatch(given.text("URN"))
            names.add(name)
            if urn and name:
                urns[name].add(urn[1])
        return {name: frozenset(found) for name, found in urns.items()}, frozenset(names - {""})

    def _school(self, given: Given, dataset: Dataset) -> Node:
        name = " ".join(given.text("School name").split())
        cell = given.cells.get("urn")
        number = _URN.fullmatch(cell.text) if cell else None
        if cell and not number:
            raise cell.fault("a URN is a number of six digits. Look the school up in the register, or leave it empty")
        if not (name or number):
            raise RowFault("", "neither a school's name nor its URN. Fill in one of them, or delete the row.")
        school_id = f"urn:{number[1]}" if number else self._id_of(name, given.cells["schoolname"])
        school = Node(
            id=school_id,
            type=SCHOOL,
            name=name or f"School {number[1] if number else ''}",
            dataset=dataset.id,
            attributes=_attributes(given, school_id),
        )
        self._refuse_namesake(school, given)
        return school

    def _id_of(self, name: str, cell: Filled) -> str:
        """The id of a school by its name: its URN if the file gives one for it anywhere, else one of the file's own."""
        urns = self._urns.get(fold(name), frozenset())
        if len(urns) > 1:
            raise cell.fault(
                f"schools of this name have the URNs {', '.join(sorted(urns))}. Write the URN of the one meant"
            )
        return f"urn:{next(iter(urns))}" if urns else f"{self._stem}:{_local(name)}"

    def _refuse_namesake(self, school: Node, given: Given) -> None:
        held = self._nodes.get(school.id)
        if held is None or school.id.startswith("urn:"):
            return
        for key in _TELLING:
            here, there = school.attributes.get(key), held.attributes.get(key)
            if here and there and fold(str(here)) != fold(str(there)):
                raise given.cells["schoolname"].fault(
                    f"another row has a school of this name with {there} for {here}. If they are two, give their URNs"
                )

    # --- what it says of the school -----------------------------------------------------------------------------

    def _council(self, given: Given, school: Node, dataset: Dataset) -> Iterator[Record]:
        for cell in given.of(PLACE):
            council = Node(
                id=f"{self._stem}:la-{_local(cell.text)}", type=LOCAL_AUTHORITY, name=cell.text, dataset=dataset.id
            )
            yield council
            yield self._claim(given, cell, dataset, "in_authority", school.id, council.id)

    def _memberships(self, given: Given, school: Node, dataset: Dataset) -> Iterator[Record]:
        cells = [(cell, name) for cell in given.of(MEMBER) for name in cell.parts]
        start, end, title = given.date("Joined"), given.date("Left"), given.text("Role in group")
        if (start or end or title) and len(cells) != 1:
            raise _whose(given, [name for _, name in cells])
        for cell, name in cells:
            if name.casefold() in _TICKS:
                raise cell.fault(f"a tick does not say which. Write the name under {cell.header}")
            kind = cell.column.kind
            group = Node(
                id=f"{self._stem}:{kind.replace('_', '-')}-{_local(name)}",
                type=GROUP,
                name=name,
                dataset=dataset.id,
                kind=kind,
            )
            yield group
            claim = self._claim(given, cell, dataset, "member_of", school.id, group.id)
            role = _role_in_group(title, kind)
            yield replace(claim, start=start, end=end, role_title=title or None, role=role)

    def _people(self, given: Given, school: Node, dataset: Dataset) -> Iterator[Record]:
        for cell in (*given.of(POST), *given.of(HELPER)):
            type_ = "holds_role" if cell.column.gives == POST else "supports"
            for person in self._persons(cell, school, dataset):
                yield person
                claim = self._claim(given, cell, dataset, type_, person.id, school.id)
                role = controlled_role(cell.header) or controlled_role(cell.column.title)
                yield replace(claim, role_title=cell.header, role=role)

    def _leaders(self, given: Given, school: Node, dataset: Dataset) -> Iterator[Record]:
        offer = _offer(given)
        for cell in given.of(LEADER):
            designation = cell.column.kind
            for person in self._persons(cell, school, dataset):
                yield person
                for claim in (
                    self._claim(given, cell, dataset, "designated", person.id, None),
                    self._claim(given, cell, dataset, "holds_role", person.id, school.id),
                ):
                    title = DESIGNATIONS[designation]
                    if claim.type == "designated":
                        attributes = {**claim.attributes, **offer}
                        yield replace(claim, role_title=title, role=designation, attributes=attributes)
                    else:
                        yield replace(claim, role_title=title)

    def _ties(self, given: Given, school: Node, dataset: Dataset) -> Iterator[Record]:
        for cell in given.of(TIE):
            for name in cell.parts:
                other = self._other_school(name, cell, dataset)
                yield other
                ends = (other.id, school.id) if cell.column.kind == "supported_by" else (school.id, other.id)
                type_ = "partnership" if cell.column.kind == "partnership" else "supports"
                yield self._claim(given, cell, dataset, type_, *ends)

    def _other_school(self, name: str, cell: Filled, dataset: Dataset) -> Node:
        """The school that a cell of another school's row names, by URN or by name."""
        if number := _URN.fullmatch(name):
            return Node(id=f"urn:{number[1]}", type=SCHOOL, name=f"School {number[1]}", dataset=dataset.id)
        if fold(name) not in self._names and not _is_school_name(name):
            raise cell.fault(
                f"no row is about a school called {name}. Write its whole name, with School or Academy, or its URN"
            )
        return Node(id=self._id_of(name, cell), type=SCHOOL, name=name, dataset=dataset.id)

    def _persons(self, cell: Filled, school: Node, dataset: Dataset) -> Iterator[Node]:
        """The people in a cell. A full name is one person in the whole file; 'Mrs Hill' is one only at one school."""
        for name in cell.parts:
            if name.casefold() in _TICKS:
                raise cell.fault(f"a tick does not say who. Write the name under {cell.header}")
            scope = self._stem if _is_full_name(name) else f"{self._stem}:{_bare(school.id, self._stem)}"
            mark = ":" if scope == self._stem else "-"
            yield Node(id=f"{scope}{mark}person-{_local(name)}", type=PERSON, name=name, dataset=dataset.id)

    def _claim(
        self, given: Given, cell: Filled, dataset: Dataset, type_: str, source: str, target: str | None
    ) -> Claim:
        document, note = given.text("Source"), given.text("Notes")
        attributes: dict[str, Value] = {"note": note} if note else {}
        return Claim(
            id="",
            type=type_,
            source=source,
            target=target,
            dataset=dataset.id,
            evidence=Evidence(
                document=f"{document} (listed in {dataset.title})" if document else dataset.title,
                dated=dataset.published,
                cell=cell.cell,
                lines=() if cell.cell else (cell.line,),
                read_by=read_by(),
            ),
            observed=given.observed,
            attributes=attributes,
        )

    # --- what has been said before ------------------------------------------------------------------------------

    def _once(self, record: Record) -> Record | None:
        """The record as it goes out: a node with all that earlier rows said of it, a claim only if it is new."""
        if isinstance(record, Node):
            held = self._nodes.get(record.id)
            self._nodes[record.id] = merge([held, record]) if held else record
            return self._nodes[record.id]
        key = "/".join(filter(None, (self._ends(record), slug(record.role_title or ""))))
        before = self._said[key]
        if any(replace(claim, id="", evidence=record.evidence) == record for claim in before):
            return None
        before.append(record)
        number = f"/{len(before)}" if len(before) > 1 else ""
        return replace(record, id=f"{self._stem}:{key}{number}")

    def _ends(self, claim: Claim) -> str:
        target = _bare(claim.target, self._stem) if claim.target else ""
        return "/".join(filter(None, (_bare(claim.source, self._stem), claim.type, target)))

    def _notes_on_columns(self) -> Iterator[str]:
        if self._unknown:
            yield f"Kept as attributes of the school: {', '.join(self._unknown)}."
        for name in self._unknown:
            if column := suggestion(name):
                yield f"If {name} is meant as {column.title}, rename it and load the file again."

    def _notes_on_people(self) -> Iterator[str]:
        schools: dict[str, set[str]] = defaultdict(set)
        for claims in self._said.values():
            for claim in claims:
                if claim.source in self._nodes and self._nodes[claim.source].type == PERSON and claim.target:
                    schools[claim.source].add(claim.target)
        several = sorted(self._nodes[person].name for person, places in schools.items() if len(places) > 1)
        if several:
            more = f" and {len(several) - _NAMED} more" if len(several) > _NAMED else ""
            yield (
                f"Read as one person at several schools: {', '.join(several[:_NAMED])}{more}. If one of them is two"
                " people, tell them apart in the file, as in Ada Marsh (Ashdown)."
            )

    def _notes_on_schools(self) -> Iterator[str]:
        unmatched = sum(node.type == SCHOOL and not node.id.startswith("urn:") for node in self._nodes.values())
        if unmatched:
            yield f"{unmatched:,} schools have no URN here: match them to the register with schoolties match."


def _refuse_doubled(table: Table) -> None:
    """Refuse two columns of one meaning on one sheet; two sheets may call a column what they like."""
    headers = {row.part: tuple(row.cells) for row in table.rows}
    for part, header in headers.items():
        known = read_header(header)
        if names := doubled(known):
            raise UnreadableFile(
                f"the columns {' and '.join(names)} mean the same: {known[names[0]].title}",
                place=f"{table.path}, sheet {part}" if part else str(table.path),
                next_step="Rename or delete one of them and load the file again.",
            )


def _attributes(given: Given, school_id: str) -> dict[str, Value]:
    kept = {key: given.text(title) for key, title in (("phase", "Phase"), ("town", "Town"), ("laestab", "LAESTAB"))}
    council = {"local_authority": given.text("Local authority")}
    urn = {"urn": school_id.removeprefix("urn:")} if school_id.startswith("urn:") else {}
    others = {re.sub(r"\W+", "_", name.strip().casefold()).strip("_"): text for name, text in given.others.items()}
    return {key: text for key, text in {**others, **urn, **kept, **council}.items() if text}


def _whose(given: Given, groups: list[str]) -> RowFault:
    """The fault of a date or a role that could be that of any group of the row, or of none."""
    cell = next(given.cells[key] for key in ("joined", "left", "roleingroup") if key in given.cells)
    if not groups:
        return cell.fault(f"{cell.header} is filled and the row names no group. Fill in Cluster, Federation, Trust …")
    return cell.fault(
        f"{cell.header} is filled and the row names {len(groups)} groups ({', '.join(groups)}). Give each its own row"
    )


def _offer(given: Given) -> dict[str, Value]:
    """The days and the consent of the one leader of a row, as attributes of the designation. Raises RowFault."""
    filled = {key: given.cells[folded(title)] for key, title in OFFER.items() if given.text(title)}
    leaders = [name for cell in given.of(LEADER) for name in cell.parts]
    for cell in filled.values():
        if len(leaders) != 1:
            raise cell.fault(
                f"{cell.header} is about one leader and the row names {len(leaders) or 'none'}. Give each their own row"
            )
    return {key: _of_offer(key, cell) for key, cell in filled.items()}


def _of_offer(key: str, cell: Filled) -> Value:
    word = cell.text.casefold()
    if key == CONSENT:
        return YES_OR_NO.get(word, cell.text)
    try:
        days = float(word)
    except ValueError:
        raise cell.fault("this is a number of days a year, such as 20") from None
    if not 0 <= days <= _DAYS_A_YEAR:
        raise cell.fault("a year has not so many days")
    return days


def _role_in_group(title: str, kind: str) -> str | None:
    if kind == "teaching_school_alliance" and is_teaching_school_role(title):
        return TEACHING_SCHOOL_ROLE
    return controlled_role(title) if title else None


def _is_school_name(name: str) -> bool:
    parts = take_apart(name)
    return bool(parts.level) or not _SCHOOL_WORDS.isdisjoint(parts.full.split())


def _is_full_name(name: str) -> bool:
    """Whether it has a forename: 'Ada Marsh' has, 'Mrs Marsh' and 'A Marsh' have not."""
    words = [word for word in fold(name).split() if word not in _TITLES]
    return len(words) > 1 and len(words[0]) > 1


def _local(name: str) -> str:
    """A name as part of an id; a name without letters or digits by its hash."""
    return slug(name).strip("_") or hashlib.sha256(name.encode()).hexdigest()[:6]


def _bare(node_id: str, stem: str) -> str:
    return node_id.removeprefix("urn:").removeprefix(f"{stem}:")
