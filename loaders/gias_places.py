"""Where schools of the register stand and how many pupils they have, from extracts that give no more than that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Final

from graph.records import Dataset, Node, Record, Value
from graph.store import Store
from graph.vocabulary import SCHOOL
from loaders.gias import RegisterLoader, Spellings
from loaders.loader import RowFault
from loaders.tables import Row

KEPT: Final[dict[str, Spellings]] = {
    "pupils": ("NumberOfPupils", "num_pupils"),
    "easting": ("Easting",),
    "northing": ("Northing",),
    "percentage_fsm": ("PercentageFSM",),
    "urban_rural": ("UrbanRural (name)",),
}
# What the register writes where it does not know: no school stands at the origin of the grid or teaches nobody.
_UNKNOWN: Final = frozenset({"0", "NA"})
PUPILS_AS_OF: Final = "pupils_as_of"


class PlaceLoader(RegisterLoader):
    """Place (British National Grid, metres) and number of pupils of schools that the store already holds."""

    kind: ClassVar[str] = "gias-places"
    title: ClassVar[str] = "places and sizes of schools"
    needs: ClassVar[tuple[str, ...]] = ("URN", "Easting", "Northing")
    describes: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__()
        self._names: Mapping[str, str] = {}

    def consult(self, store: Store) -> None:
        """Remember the schools held by name: the file gives numbers only."""
        self._names = {node.id: node.name for node in store.nodes(type=SCHOOL)}

    def records(self, row: Row, dataset: Dataset) -> Iterator[Record]:
        urn = self.urn(row)
        if (name := self._names.get(f"urn:{urn}")) is None:
            raise RowFault(
                urn, "no school with this URN is held. Load the list of schools first, then this file again."
            )
        yield Node(id=f"urn:{urn}", type=SCHOOL, name=name, dataset=dataset.id, attributes=self._measured(row, dataset))

    def _measured(self, row: Row, dataset: Dataset) -> dict[str, Value]:
        given = self.attributes(row, KEPT)
        found = {key: value for key, value in given.items() if value not in _UNKNOWN}
        if "pupils" in found and dataset.published:
            found[PUPILS_AS_OF] = str(dataset.published)
        return found
