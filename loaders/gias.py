"""What every file of the register shares: columns found by name, its dates, keys, evidence and licence.

The register is Get Information about Schools (GIAS), before 2018 called Edubase. Its files change their column sets
over the years and are often saved again by other programs: nothing here relies on order, case, spaces or leading
zeros.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import ClassVar, Final

from graph.dates import PartialDate
from graph.records import Attributes, Claim, Dataset, Evidence, Node, Value
from graph.validation import urn_reason
from graph.vocabulary import SCHOOL
from loaders.loader import Loader, RowFault, dataset_id, read_by
from loaders.tables import Row, Table, column_key

REGISTER: Final = "Get Information about Schools"
ATTRIBUTION: Final = (
    "Contains public sector information licensed under the Open Government Licence v3.0"
    " (Get Information about Schools, Department for Education)"
)
LICENCE: Final = "Open Government Licence v3.0"

Spellings = tuple[str, ...]
URN: Final[Spellings] = ("URN",)
UID: Final[Spellings] = ("Group UID", "Linked UID", "UID")

_DAY_FIRST: Final = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})(?: 00:00(?::00)?)?")
_YEAR_FIRST: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
# What the register writes where it does not know: the first for schools, both for groups.
_UNKNOWN_DAYS: Final = frozenset({PartialDate(1900, 1, 1), PartialDate(1902, 1, 1)})
_PLACEHOLDERS: Final = frozenset(
    {"", "-", ".", "n/a", "na", "none", "not applicable", "not known", "not recorded", "tba", "tbc", "unknown"}
    | {"to be advised", "to be appointed", "to be confirmed", "vacancy", "vacant"}
)


class RegisterLoader(Loader):
    """A file of the register.

    ``describes`` is False for one that only mentions schools beside what it is about, ``lists_all`` True for one
    that is meant to hold every school.
    """

    publisher: ClassVar[str] = REGISTER
    attribution: ClassVar[str] = ATTRIBUTION
    describes: ClassVar[bool] = True
    lists_all: ClassVar[bool] = False

    def __init__(self) -> None:
        self._columns: dict[str, str] = {}
        self._resolved: dict[Spellings, tuple[str, ...]] = {}
        self._dated = True

    def dataset(self, table: Table, source: str | None = None) -> Dataset:
        self._columns = {column_key(name): name for name in table.header}
        self._resolved = {}
        self._dated = table.published is not None
        return Dataset(
            id=dataset_id(self.kind, table, source),
            title=f"{self.publisher}: {source or table.name}",
            kind=self.kind,
            published=table.published,
            describes=self.describes,
            lists_all=self.lists_all,
            attribution=self.attribution,
            licence=LICENCE,
            file=table.path.name,
            digest=table.digest,
        )

    def notes(self) -> tuple[str, ...]:
        if self._dated:
            return ()
        return ("The file's name has no date: without --published nothing in it is known to hold on any day.",)

    def columns(self, spellings: Spellings) -> tuple[str, ...]:
        """The columns of the table that go by one of these names, in the order of the names."""
        if spellings not in self._resolved:
            keys = (column_key(name) for name in spellings)
            self._resolved[spellings] = tuple(self._columns[key] for key in keys if key in self._columns)
        return self._resolved[spellings]

    def text(self, row: Row, spellings: Spellings) -> str:
        """The first text that is not blank under these names, '' if none."""
        for column in self.columns(spellings):
            if text := as_text(row.cells.get(column)):
                return text
        return ""

    def day(self, row: Row, spellings: Spellings) -> PartialDate | None:
        """The day under these names, None where it is blank or stands for unknown. Raises RowFault."""
        text = self.text(row, spellings)
        try:
            return parse_day(text) if text else None
        except ValueError as error:
            column = self.columns(spellings)[0]
            raise RowFault(
                text, f"no such day, in the column {column}. Write it as 31-08-2012, or leave it blank."
            ) from error

    def urn(self, row: Row, spellings: Spellings = URN) -> str:
        """The URN under these names. Raises RowFault unless it has six digits and is a school's."""
        text = self.text(row, spellings)
        if reason := urn_reason(text):
            raise RowFault(text, f"{reason}. Leave the row out, or look the school up in the register.")
        return text

    def uid(self, row: Row, spellings: Spellings = UID) -> str:
        """The group's UID under these names. Raises RowFault unless it is a number."""
        return checked_uid(self.text(row, spellings))

    def attributes(self, row: Row, wanted: dict[str, Spellings]) -> dict[str, Value]:
        """The texts under the wanted names, blanks and 'Not recorded' left out."""
        found = ((name, self.text(row, spellings)) for name, spellings in wanted.items())
        return {name: text for name, text in found if text.casefold() not in _UNRECORDED}


_UNRECORDED: Final = frozenset({"", "not recorded", "not-applicable"})


def as_text(value: Value | None) -> str:
    """A cell as text without blanks at its ends."""
    return "" if value is None else str(value).strip()


@lru_cache(maxsize=65536)
def parse_day(text: str) -> PartialDate | None:
    """A day as any file of the register writes it; None for the days that stand for unknown. Raises ValueError."""
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups())
    else:
        raise ValueError(f"not a day: {text!r}")
    if not (month and day):
        raise ValueError(f"month and day are counted from 1: {text!r}")
    parsed = PartialDate(year, month, day)
    return None if parsed in _UNKNOWN_DAYS else parsed


def checked_uid(text: str) -> str:
    """A group's UID as given. Raises RowFault unless it is a number."""
    if not (text.isascii() and text.isdigit()):
        raise RowFault(text, "a group's UID is a number. Look the group up in the register and correct the row.")
    return text


def is_placeholder(name: str) -> bool:
    """Whether a name says that there is none: blank, 'Vacant', 'Not recorded', 'TBC TBC' …"""
    whole = " ".join(name.casefold().split())
    return whole in _PLACEHOLDERS or all(word in _PLACEHOLDERS for word in whole.split(" "))


def evidence(row: Row, dataset: Dataset) -> Evidence:
    """Where a row's claims stand: the data set's title, its date and the row's line."""
    return Evidence(document=dataset.title, dated=dataset.published, lines=(row.number,), read_by=read_by())


def observed(dataset: Dataset) -> tuple[PartialDate, ...]:
    """An extract shows its current rows holding on its own date."""
    return (dataset.published,) if dataset.published else ()


def school_mention(urn: str, name: str, dataset: Dataset) -> Node:
    """A school as a file that is about something else names it."""
    return Node(id=f"urn:{urn}", type=SCHOOL, name=name, dataset=dataset.id)


def membership(  # noqa: PLR0913 - the two ends, the place, and what a membership may carry
    row: Row,
    dataset: Dataset,
    urn: str,
    group: str,
    *,
    start: PartialDate | None = None,
    state: str | None = None,
    attributes: Attributes | None = None,
) -> Claim:
    """The claim that school ``urn`` is a member of the group with the id ``group``, keyed by the two."""
    return Claim(
        id=f"{dataset.id}:{urn}/{group.removeprefix('uid:').removeprefix(f'{dataset.id}:')}",
        type="member_of",
        source=f"urn:{urn}",
        target=group,
        dataset=dataset.id,
        evidence=evidence(row, dataset),
        start=start,
        observed=() if state else observed(dataset),
        state=state,
        attributes=attributes or {},
    )
