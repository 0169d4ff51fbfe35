"""Members of federations in November 2016, with the register's UID of 2026 where the name led to one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final

from graph.records import Dataset, Node, Record, Value
from graph.vocabulary import GROUP
from loaders.gias import RegisterLoader, Spellings, checked_uid, membership, school_mention
from loaders.tables import Row, slug

NAME: Final[Spellings] = ("federation_name_2016", "federation_name")
UID: Final[Spellings] = ("group_uid_2026", "group_uid")
SCHOOL_NAME: Final[Spellings] = ("school_name_latest", "school_name")
LA_NAME: Final[Spellings] = ("la_name",)
OPENED: Final[Spellings] = ("group_open_date",)
CLOSED: Final[Spellings] = ("group_closed_date",)


class FederationMemberLoader(RegisterLoader):
    """Schools and the federation each was in. A name that led to two groups or none stays a group of this file."""

    kind: ClassVar[str] = "federation-members"
    title: ClassVar[str] = "members of federations"
    needs: ClassVar[tuple[str, ...]] = ("urn", "federation_name_2016 | federation_name", "group_uid_2026 | group_uid")
    describes: ClassVar[bool] = False

    def records(self, row: Row, dataset: Dataset) -> Iterator[Record]:
        urn = self.urn(row)
        group = self._group(row, dataset)
        name = self.text(row, NAME)
        yield school_mention(urn, self.text(row, SCHOOL_NAME), dataset)
        yield group
        yield membership(row, dataset, urn, group.id, attributes={"federation_name": name} if name else {})

    def _group(self, row: Row, dataset: Dataset) -> Node:
        uids = [checked_uid(uid.strip()) for uid in self.text(row, UID).split("|") if uid.strip()]
        return self._known(row, dataset, uids[0]) if len(uids) == 1 else self._unknown(row, dataset, uids)

    def _known(self, row: Row, dataset: Dataset, uid: str) -> Node:
        return Node(
            id=f"uid:{uid}",
            type=GROUP,
            name=self.text(row, NAME),
            dataset=dataset.id,
            kind="federation",
            opened=self.day(row, OPENED),
            closed=self.day(row, CLOSED),
        )

    def _unknown(self, row: Row, dataset: Dataset, uids: list[str]) -> Node:
        """A group of its own, one for each authority: federations far apart share a name."""
        name, authority = self.text(row, NAME), self.text(row, LA_NAME)
        candidates: list[Value] = [f"uid:{uid}" for uid in uids]
        return Node(
            id=f"{dataset.id}:{slug(f'{name} {authority}')}",
            type=GROUP,
            name=name,
            dataset=dataset.id,
            kind="federation",
            attributes={"candidates": candidates} if candidates else {},
        )
