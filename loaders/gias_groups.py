"""Groups of the register (federations, trusts, sponsors, children's centre groups) and the schools in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from graph.records import ENDED, Claim, Dataset, Node, Record, Value
from graph.vocabulary import GROUP, PERSON, controlled_role
from loaders.gias import (
    RegisterLoader,
    Spellings,
    evidence,
    is_placeholder,
    membership,
    observed,
    school_mention,
)
from loaders.loader import RowFault
from loaders.tables import Row, column_key


@dataclass(frozen=True, slots=True)
class GroupType:
    """A type of group in the register: its two-digit code, its name there, and the vocabulary's kind for it."""

    code: str
    name: str
    kind: str


GROUP_TYPES: Final = (
    GroupType("01", "Federation", "federation"),
    GroupType("02", "Trust", "trust"),
    GroupType("05", "School sponsor", "sponsor"),
    GroupType("06", "Multi-academy trust", "trust"),
    GroupType("07", "Umbrella trust", "trust"),
    GroupType("08", "Children's Centres Group", "other"),
    GroupType("09", "Children's Centres Collaboration", "other"),
    GroupType("10", "Single-academy trust", "trust"),
    GroupType("11", "Secure single-academy trust", "trust"),
)
_BY_CODE: Final = {group_type.code: group_type for group_type in GROUP_TYPES}
_BY_NAME: Final = {group_type.name.casefold(): group_type for group_type in GROUP_TYPES}

NAME: Final[Spellings] = ("Group Name",)
TYPE: Final[Spellings] = ("Group Type",)
TYPE_CODE: Final[Spellings] = ("Group Type (code)",)
STATUS: Final[Spellings] = ("Group Status", "Status")
COMPANY: Final[Spellings] = ("Companies House Number",)
# Trusts that are companies have the second, all others the first.
OPENED: Final[Spellings] = ("Open date", "Incorporated on (open date)")
CLOSED: Final[Spellings] = ("Closed Date",)
JOINED: Final[Spellings] = ("Joined date",)
HEAD_NAMES: Final = (("Head of Group First Name",), ("Head of Group Last Name",))
HEAD_TITLE: Final[Spellings] = ("Head of Group Title",)
KEPT: Final[dict[str, Spellings]] = {
    "group_id": ("Group ID",),
    "street": ("Group Street", "Group Contact Street"),
    "locality": ("Group Locality", "Group Contact Locality"),
    "town": ("Group Town", "Group Contact Town"),
    "county": ("Group County", "Group Contact County"),
    "postcode": ("Group Postcode", "Group Contact Postcode"),
    "ukprn": ("UKPRN",),
}


class _GroupReader(RegisterLoader):
    """What the two kinds of group file have in common: the group itself."""

    def group(self, row: Row, dataset: Dataset) -> Node:
        """The group that a row is about. Raises RowFault."""
        group_type = self._type(row)
        status = self.text(row, STATUS)
        attributes: dict[str, Value] = {
            "group_type": self.text(row, TYPE) or (group_type.name if group_type else ""),
            "companies_house_number": self._company(row),
            "status": status,
            "status_as_of": str(dataset.published or "") if status else "",
            **self.attributes(row, KEPT),
        }
        return Node(
            id=f"uid:{self.uid(row)}",
            type=GROUP,
            name=self.text(row, NAME),
            dataset=dataset.id,
            kind=group_type.kind if group_type else "other",
            opened=self.day(row, OPENED),
            closed=self.day(row, CLOSED),
            attributes={name: value for name, value in attributes.items() if value},
        )

    def _type(self, row: Row) -> GroupType | None:
        code = self.text(row, TYPE_CODE).zfill(2)
        return _BY_CODE.get(code) or _BY_NAME.get(self.text(row, TYPE).casefold())

    def _company(self, row: Row) -> str:
        """Companies House numbers have eight characters; spreadsheet programs drop the zeros in front."""
        number = self.text(row, COMPANY)
        return number.zfill(8) if number else ""


class GroupLoader(_GroupReader):
    """Groups, with their heads where the register names them."""

    kind: ClassVar[str] = "gias-groups"
    title: ClassVar[str] = "groups of the register"
    needs: ClassVar[tuple[str, ...]] = ("Group UID | UID", "Group Name", "Group Type")

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, int] = {}

    def recognises(self, header: Sequence[str]) -> bool:
        """A list of groups names no schools; the list of their members does, and is otherwise alike."""
        return super().recognises(header) and "urn" not in map(column_key, header)

    def records(self, row: Row, dataset: Dataset) -> Iterator[Record]:
        group = self.group(row, dataset)
        if (line := self._lines.setdefault(group.id, row.number)) != row.number:
            raise RowFault(group.id, f"this group is on line {line} already. Keep one of the two rows.")
        yield group
        yield from self._head(row, group, dataset)

    def _head(self, row: Row, group: Node, dataset: Dataset) -> Iterator[Record]:
        name = " ".join(" ".join(self.text(row, part) for part in HEAD_NAMES).split())
        if is_placeholder(name):
            return
        uid = group.id.removeprefix("uid:")
        person = f"{dataset.id}:head:{uid}"
        title = self.text(row, HEAD_TITLE)
        role = controlled_role(title)
        about: dict[str, Value] = {} if role or is_placeholder(title) else {"title": title}
        gone = group.attributes.get("status") == "Closed"
        yield Node(id=person, type=PERSON, name=name, dataset=dataset.id, attributes=about)
        yield Claim(
            id=f"{dataset.id}:{uid}/head",
            type="holds_role",
            source=person,
            target=group.id,
            dataset=dataset.id,
            evidence=evidence(row, dataset),
            observed=() if gone else observed(dataset),
            role=role,
            role_title=title if role else "head of group",
            state=ENDED if gone else None,
        )


class GroupLinkLoader(_GroupReader):
    """Which school is in which group, and since when."""

    kind: ClassVar[str] = "gias-group-links"
    title: ClassVar[str] = "members of the register's groups"
    needs: ClassVar[tuple[str, ...]] = ("URN", "Group UID | Linked UID", "Group Name", "EstablishmentName")
    describes: ClassVar[bool] = False

    def records(self, row: Row, dataset: Dataset) -> Iterator[Record]:
        urn = self.urn(row)
        group = self.group(row, dataset)
        yield school_mention(urn, self.text(row, ("EstablishmentName",)), dataset)
        yield group
        gone = ENDED if group.attributes.get("status") == "Closed" else None
        yield membership(row, dataset, urn, group.id, start=self.day(row, JOINED), state=gone)
