"""A part of a store, asked for by the name of an authority."""

from __future__ import annotations

from datetime import date

from graph.errors import QuestionError
from graph.parts import Part, part
from graph.projection import Ledger, Reading
from graph.store import Store
from queries.answer import listed
from queries.boundary import authority_id


def part_for(store: Store, authority: str) -> Part:
    """What the store holds for the authority of a name or three-digit code (graph.parts).

    Raises NotFound, Ambiguous, and QuestionError where the store is itself a part, for another authority.
    """
    projection = Ledger.read(store).on(Reading(date.today()))
    wanted = str(authority_id(projection, authority))
    others = sorted({dataset.part for dataset in store.datasets()} - {"", wanted})
    if others:
        raise QuestionError(
            f"this store was itself copied for {listed(map(projection.name, others))}, and holds only a part of"
            f" {projection.name(wanted)}",
            next_step="Copy from the store that it was made from.",
        )
    return part(store, wanted)
