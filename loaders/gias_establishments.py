"""Schools of the register: every establishment extract from 25 to 140 columns, and the merged list of many years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar, Final

from graph.dates import PartialDate
from graph.records import ENDED, Claim, Dataset, Node, Record, Value
from graph.vocabulary import GROUP, LOCAL_AUTHORITY, PERSON, SCHOOL, controlled_role
from loaders.establishment_types import establishment_type
from loaders.gias import (
    RegisterLoader,
    Spellings,
    as_text,
    checked_uid,
    evidence,
    is_placeholder,
    membership,
    observed,
)
from loaders.loader import RowFault
from loaders.tables import Row, Table

NAME: Final[Spellings] = ("EstablishmentName", "name")
TYPE: Final[Spellings] = ("TypeOfEstablishment (name)", "type_2025", "type_2016")
STATUS: Final[Spellings] = ("EstablishmentStatus (name)", "status")
STATUS_AS_OF: Final[Spellings] = ("status_as_of",)
OPENED: Final[Spellings] = ("OpenDate", "open_date")
CLOSED: Final[Spellings] = ("CloseDate", "close_date")
LA_CODE: Final[Spellings] = ("LA (code)", "la_code")
LA_NAME: Final[Spellings] = ("LA (name)", "la_name")
LISTED_2025: Final[Spellings] = ("in_open_state_funded_20250717",)
HEAD_NAMES: Final = (("HeadFirstName",), ("HeadLastName",))
HEAD_TITLE: Final[Spellings] = ("HeadTitle (name)",)
HEAD_POST: Final[Spellings] = ("HeadPreferredJobTitle",)
GROUPS: Final = (
    ("trust", ("Trusts (code)",), ("Trusts (name)",)),
    ("federation", ("Federations (code)",), ("Federations (name)",)),
)
# The register's columns that a question or a reader may want, under the names they have here; the rest is left out.
KEPT: Final[dict[str, Spellings]] = {
    "phase": ("PhaseOfEducation (name)", "phase"),
    "establishment_number": ("EstablishmentNumber", "establishment_number"),
    "type_group": ("EstablishmentTypeGroup (name)",),
    "reason_opened": ("ReasonEstablishmentOpened (name)",),
    "reason_closed": ("ReasonEstablishmentClosed (name)",),
    "low_age": ("StatutoryLowAge",),
    "high_age": ("StatutoryHighAge",),
    "boarders": ("Boarders (name)",),
    "nursery_provision": ("NurseryProvision (name)",),
    "sixth_form": ("OfficialSixthForm (name)",),
    "gender": ("Gender (name)",),
    "religious_character": ("ReligiousCharacter (name)",),
    "diocese": ("Diocese (name)",),
    "admissions_policy": ("AdmissionsPolicy (name)",),
    "capacity": ("SchoolCapacity",),
    "census_date": ("CensusDate",),
    "pupils": ("NumberOfPupils",),
    "percentage_fsm": ("PercentageFSM",),
    "trust_flag": ("TrustSchoolFlag (name)",),
    "sponsors": ("SchoolSponsors (name)",),
    "federation_flag": ("FederationFlag (name)",),
    "ukprn": ("UKPRN",),
    "ofsted_rating": ("OfstedRating (name)",),
    "ofsted_last_inspection": ("OfstedLastInsp",),
    "last_changed": ("LastChangedDate",),
    "street": ("Street",),
    "locality": ("Locality",),
    "town": ("Town", "town"),
    "county": ("County (name)",),
    "postcode": ("Postcode", "postcode"),
    "website": ("SchoolWebsite",),
    "region": ("GOR (name)",),
    "district": ("DistrictAdministrative (name)",),
    "ward": ("AdministrativeWard (name)",),
    "constituency": ("ParliamentaryConstituency (name)",),
    "urban_rural": ("UrbanRural (name)",),
    "easting": ("Easting",),
    "northing": ("Northing",),
    "uprn": ("UPRN",),
    "previous_la_code": ("PreviousLA (code)",),
    "previous_la_name": ("PreviousLA (name)",),
    "previous_establishment_number": ("PreviousEstablishmentNumber",),
}
_NO_AUTHORITY: Final = "000"
_SEVERAL: Final = re.compile(r"[&/,]|\band\b", re.IGNORECASE)
# In these the column for Mrs and Dr holds a post.
_POSTS_AS_TITLES: Final = frozenset({"headteacher", "co headteacher", "principal"})


class EstablishmentLoader(RegisterLoader):
    """Schools, the authority each is in, its head, its trust and its federation where the columns are there."""

    kind: ClassVar[str] = "gias-establishments"
    lists_all: ClassVar[bool] = True
    title: ClassVar[str] = "establishments of the register"
    needs: ClassVar[tuple[str, ...]] = (
        "URN",
        "EstablishmentName | name",
        "TypeOfEstablishment (name) | type_2025",
        "EstablishmentStatus (name) | status",
    )

    def __init__(self) -> None:
        super().__init__()
        self._wanted: dict[str, Spellings] = {}
        self._lines: dict[str, int] = {}
        self._stale_closures = 0

    def dataset(self, table: Table, source: str | None = None) -> Dataset:
        dataset = super().dataset(table, source)
        self._wanted = {name: spellings for name, spellings in KEPT.items() if self.columns(spellings)}
        if dataset.published is None and (latest := self._latest_status(table)):
            self._dated = True
            return replace(dataset, published=latest)
        return dataset

    def records(self, row: Row, dataset: Dataset) -> Iterator[Record]:
        school = self._school(row, dataset)
        yield school
        yield from self._authority(row, school, dataset)
        yield from self._head(row, school, dataset)
        yield from self._groups(row, school, dataset)

    def notes(self) -> tuple[str, ...]:
        if not self._stale_closures:
            return super().notes()
        stale = f"{self._stale_closures:,} open schools have a closing date in the past: it is kept as close_date only."
        return (*super().notes(), stale)

    def _latest_status(self, table: Table) -> PartialDate | None:
        """The latest day on which a list of many years saw a school: the day the list speaks of."""
        days = {self.text(row, STATUS_AS_OF) for row in table.rows} if self.columns(STATUS_AS_OF) else set()
        return max((PartialDate.parse(day) for day in days if day), default=None)

    def _school(self, row: Row, dataset: Dataset) -> Node:
        urn = self.urn(row)
        if (line := self._lines.setdefault(urn, row.number)) != row.number:
            raise RowFault(urn, f"this school is on line {line} already. Keep one of the two rows.")
        closed, attributes = self._status(row, dataset)
        return Node(
            id=f"urn:{urn}",
            type=SCHOOL,
            name=self.text(row, NAME),
            dataset=dataset.id,
            aliases=self._aliases(row),
            opened=self.day(row, OPENED),
            closed=closed,
            attributes={
                "urn": urn,
                **self._type(row),
                **self.attributes(row, self._wanted),
                **self._la(row),
                **attributes,
            },
        )

    def _status(self, row: Row, dataset: Dataset) -> tuple[PartialDate | None, dict[str, Value]]:
        """Last day and status. A list that outlived its plans shows schools open long after a day set for closing."""
        closed, status = self.day(row, CLOSED), self.text(row, STATUS)
        read = self.text(row, STATUS_AS_OF) or str(dataset.published or "")
        attributes: dict[str, Value] = {"status": status, "status_as_of": read} if status else {}
        if closed and status.startswith("Open") and read and str(closed) < read:
            self._stale_closures += 1
            return None, attributes | {"close_date": str(closed)}
        return closed, {name: value for name, value in attributes.items() if value}

    def _type(self, row: Row) -> dict[str, Value]:
        name = self.text(row, TYPE)
        known = establishment_type(name, self.text(row, ("TypeOfEstablishment (code)",)))
        if known:
            return {"establishment_type": known.name, "state_funded": known.state_funded}
        if name:
            return {"establishment_type": name}
        # A school of unknown type that was open in 2024 and is not among the state-funded of 2025 is independent.
        independent = self.text(row, LISTED_2025) == "0" and self.text(row, STATUS).startswith("Open")
        return {"state_funded": False} if independent else {}

    def _aliases(self, row: Row) -> tuple[str, ...]:
        others = (name.strip() for name in self.text(row, ("other_names",)).split("|"))
        return tuple(dict.fromkeys(name for name in others if name and name != self.text(row, NAME)))

    def _la(self, row: Row) -> dict[str, Value]:
        code, name = self.text(row, LA_CODE), self.text(row, LA_NAME)
        return {key: value for key, value in (("la_code", code.zfill(3) if code else ""), ("la_name", name)) if value}

    def _authority(self, row: Row, school: Node, dataset: Dataset) -> Iterator[Record]:
        code, name = as_text(school.attributes.get("la_code")), as_text(school.attributes.get("la_name"))
        if not code or code == _NO_AUTHORITY:
            return
        yield Node(id=f"la:{code}", type=LOCAL_AUTHORITY, name=name or code, dataset=dataset.id)
        gone = _is_closed(school)
        yield Claim(
            id=f"{_key(school, dataset)}/in_authority",
            type="in_authority",
            source=school.id,
            target=f"la:{code}",
            dataset=dataset.id,
            evidence=evidence(row, dataset),
            end=school.closed if gone else None,
            observed=() if gone else _seen(school, dataset),
            state=ENDED if gone else None,
        )

    def _head(self, row: Row, school: Node, dataset: Dataset) -> Iterator[Record]:
        name = " ".join(" ".join(self.text(row, part) for part in HEAD_NAMES).split())
        if is_placeholder(name):
            return
        title = self.text(row, HEAD_TITLE)
        post = self.text(row, HEAD_POST) or (title if title.casefold() in _POSTS_AS_TITLES else "")
        person = f"{dataset.id}:head:{school.attributes['urn']}"
        yield Node(id=person, type=PERSON, name=name, dataset=dataset.id, attributes=_about_head(name, title))
        gone = _is_closed(school)
        yield Claim(
            id=f"{_key(school, dataset)}/head",
            type="holds_role",
            source=person,
            target=school.id,
            dataset=dataset.id,
            evidence=evidence(row, dataset),
            observed=() if gone else _seen(school, dataset),
            role=controlled_role(post) or "headteacher",
            role_title=post or None,
            state=ENDED if gone else None,
        )

    def _groups(self, row: Row, school: Node, dataset: Dataset) -> Iterator[Record]:
        for kind, code_column, name_column in GROUPS:
            if code := self.text(row, code_column):
                uid = checked_uid(code)
                name = self.text(row, name_column) or f"{kind} {uid}"
                yield Node(id=f"uid:{uid}", type=GROUP, name=name, dataset=dataset.id, kind=kind)
                state = ENDED if _is_closed(school) else None
                member = membership(row, dataset, str(school.attributes["urn"]), f"uid:{uid}", state=state)
                yield member if state else replace(member, observed=_seen(school, dataset))


def _key(school: Node, dataset: Dataset) -> str:
    return f"{dataset.id}:{school.attributes['urn']}"


def _seen(school: Node, dataset: Dataset) -> tuple[PartialDate, ...]:
    """The day on which the row's status was read, which in a list of many years is not the list's own."""
    read = school.attributes.get("status_as_of")
    return (PartialDate.parse(read),) if isinstance(read, str) else observed(dataset)


def _is_closed(school: Node) -> bool:
    return school.attributes.get("status") == "Closed"


def _about_head(name: str, title: str) -> dict[str, Value]:
    about: dict[str, Value] = {"title": title} if title and title.casefold() not in _POSTS_AS_TITLES else {}
    return about | {"collective": True} if _SEVERAL.search(name) else about
