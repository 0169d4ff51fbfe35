"""Links between establishments: which school followed which, and which share a sixth form.

The register writes most links twice, once from each side. Both rows are kept as claims of their own, always from the
newer school to the older. A link's date is not a closing date (the two agree in 62 rows of 100): it stays an attribute.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Final

from graph.records import Claim, Dataset, Record, Value
from loaders.gias import URN, RegisterLoader, Spellings, evidence, observed, school_mention
from loaders.loader import RowFault
from loaders.tables import Row, Table

LINK_URN: Final[Spellings] = ("LinkURN",)
LINK_NAME: Final[Spellings] = ("LinkName",)
LINK_TYPE: Final[Spellings] = ("LinkType",)
LINK_DATE: Final[Spellings] = ("LinkEstablishedDate",)

NEWER: Final = 1
"""The linked school followed this one."""
OLDER: Final = -1
"""This school followed the linked one."""

_SIXTH_FORM: Final = "sixth form centre"
# Old names of predecessor and successor in the register's web source; the CSV files write the newer ones.
_DIRECTIONS: Final = {"successor": NEWER, "child": NEWER, "predecessor": OLDER, "parent": OLDER}
# What both sides of an amalgamation may be called: the other row of the pair can still tell which came after.
_AMALGAMATION: Final = "result of amalgamation"

_IF_KNOWN: Final = "If you know, write Successor or Predecessor and load again."
_CONTRADICTED: Final = f"the two rows of the pair put each school after the other. {_IF_KNOWN}"
_ALIKE: Final = f"said of both schools alike: which of them came after is not told. {_IF_KNOWN}"
_NO_DIRECTION: Final = f"a link of this type does not say which school came after the other. {_IF_KNOWN}"

Pair = tuple[str, str]


class LinkLoader(RegisterLoader):
    """Successions and shared sixth forms; the linked school is mentioned by its name, this one by its URN only."""

    kind: ClassVar[str] = "gias-links"
    title: ClassVar[str] = "links between establishments"
    needs: ClassVar[tuple[str, ...]] = ("URN", "LinkURN", "LinkName", "LinkType")
    describes: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__()
        self._directions: Mapping[Pair, int] = {}

    def dataset(self, table: Table, source: str | None = None) -> Dataset:
        dataset = super().dataset(table, source)
        self._directions = {pair: way for pair, way in self._ways(table) if way}
        return dataset

    def records(self, row: Row, dataset: Dataset) -> Iterator[Record]:
        urn, linked = self.urn(row), self.urn(row, LINK_URN)
        how = self.text(row, LINK_TYPE)
        claim = self._shared_sixth_form if how.casefold().startswith(_SIXTH_FORM) else self._succession
        yield school_mention(linked, self.text(row, LINK_NAME), dataset)
        yield claim(row, dataset, (urn, linked), how)

    def _ways(self, table: Table) -> Iterator[tuple[Pair, int]]:
        for row in table.rows:
            yield (self.text(row, URN), self.text(row, LINK_URN)), _direction(self.text(row, LINK_TYPE))

    def _succession(self, row: Row, dataset: Dataset, pair: Pair, how: str) -> Claim:
        newer, older = pair if self._direction(pair, how) == OLDER else pair[::-1]
        return self._claim(row, dataset, pair, how, type="succeeds", source=f"urn:{newer}", target=f"urn:{older}")

    def _shared_sixth_form(self, row: Row, dataset: Dataset, pair: Pair, how: str) -> Claim:
        source, target = (f"urn:{urn}" for urn in pair)
        purposes = ("sixth form",)
        return self._claim(row, dataset, pair, how, type="partnership", source=source, target=target, purposes=purposes)

    def _direction(self, pair: Pair, how: str) -> int:
        own, other = self._directions.get(pair, 0), self._directions.get(pair[::-1], 0)
        if own and own == other:
            raise RowFault(how, _CONTRADICTED)
        if own or (other and how.casefold() == _AMALGAMATION):
            return own or -other
        if how.casefold() == _AMALGAMATION:
            raise RowFault(how, _ALIKE)
        raise RowFault(how, _NO_DIRECTION)

    def _claim(self, row: Row, dataset: Dataset, pair: Pair, how: str, **fields: object) -> Claim:
        date = self.day(row, LINK_DATE)
        attributes: dict[str, Value] = {"how": how}
        if date:
            attributes["link_date"] = str(date)
        return Claim(
            id=f"{dataset.id}:{pair[0]}/{pair[1]}",
            dataset=dataset.id,
            evidence=evidence(row, dataset),
            observed=observed(dataset),
            attributes=attributes,
            **fields,  # type: ignore[arg-type]
        )


def _direction(how: str) -> int:
    """Which way a type of link points, 0 where it does not say."""
    return _DIRECTIONS.get(how.casefold().partition(" ")[0], 0)
