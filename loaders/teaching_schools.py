"""Teaching schools and their alliances, as the National College listed them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar, Final

from graph.records import Dataset, Node, Record
from graph.vocabulary import GROUP, TEACHING_SCHOOL_ROLE
from loaders.gias import RegisterLoader, Spellings, membership, school_mention
from loaders.tables import Row, slug

ALLIANCE: Final[Spellings] = ("Alliance Name",)


class TeachingSchoolLoader(RegisterLoader):
    """Each teaching school as a member of its alliance, in the part of teaching school."""

    kind: ClassVar[str] = "teaching-schools"
    title: ClassVar[str] = "teaching schools and their alliances"
    needs: ClassVar[tuple[str, ...]] = ("Alliance Name", "Teaching School", "URN")
    publisher: ClassVar[str] = "Directory of teaching schools"
    attribution: ClassVar[str] = (
        "Contains public sector information licensed under the Open Government Licence v3.0"
        " (directory of teaching schools, National College for Teaching and Leadership)"
    )
    describes: ClassVar[bool] = False

    def records(self, row: Row, dataset: Dataset) -> Iterator[Record]:
        urn, name = self.urn(row), self.text(row, ALLIANCE)
        alliance = f"{dataset.id}:{slug(name)}"
        yield school_mention(urn, self.text(row, ("Teaching School",)), dataset)
        yield Node(id=alliance, type=GROUP, name=name, dataset=dataset.id, kind="teaching_school_alliance")
        member = membership(row, dataset, urn, alliance)
        yield replace(member, role=TEACHING_SCHOOL_ROLE, role_title=TEACHING_SCHOOL_ROLE)
