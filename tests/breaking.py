"""A store that breaks off, for tests of what is taken up again."""

from __future__ import annotations

from graph.errors import StoreUnusable
from graph.stores.memory import MemoryStore


class Breaking(MemoryStore):
    """A store that fails at its n-th load."""

    def __init__(self, loads: int) -> None:
        super().__init__()
        self.loads_left = loads

    def load(self, dataset, records, *, on):  # type: ignore[no-untyped-def]
        if not self.loads_left:
            raise StoreUnusable("the server went away")
        self.loads_left -= 1
        return super().load(dataset, records, on=on)
