"""One store into another, exactly: what each data set says and no longer says, with every date, and who is who.

A store can only be loaded into, so that the copy is made as the original was: everything a data set ever said is
loaded, and then loaded again without what it withdrew, once for each day on which it did. Claims on what no data set
says any longer stand meanwhile on a prop. A copy that was broken off is taken up where it stood.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Protocol

from graph import serial
from graph.errors import StoreUnusable
from graph.records import Claim, Dataset, Decision, Node, Record
from graph.store import Store
from graph.vocabulary import ORGANISATION

# Called with the title of a data set, the number of it, and how many there are.
Progress = Callable[[str, int, int], None]
_BEGINNING: Final = date(1, 1, 1)
# A load refuses a claim without its ends; while a copy is made, this data set says those that nothing else does.
_PROPS: Final = Dataset(id="copying:props", title="Props of a copy that is being made", kind="copying", describes=False)


class Held(Protocol):
    """What can be copied: a whole store, or a part of one (graph.parts)."""

    def snapshot(self) -> AbstractContextManager[None]: ...
    def datasets(self) -> list[Dataset]: ...
    def said(self, dataset: str) -> Iterator[Node]: ...
    def claims(self, *, dataset: str, withdrawn: bool) -> Iterator[Claim]: ...
    def decisions(self) -> list[Decision]: ...


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy did: numbers of data sets, of those that stood there already, and of records in all."""

    datasets: int
    found_there: int
    records: int

    @property
    def sentence(self) -> str:
        """What was done, in a line."""
        there = f"; {self.found_there} of them stood there already" if self.found_there else ""
        return f"Copied {self.datasets} data sets with {self.records:,} records, exactly{there}."


def canonical(store: Held) -> Iterator[str]:
    """Everything a store holds, a line a record, in an order that depends on nothing else."""
    for dataset in store.datasets():
        yield serial.to_text({"dataset": serial.dataset_fields(dataset)})
        yield from canonical_dataset(store, dataset.id)
    for decision in store.decisions():
        yield serial.to_text({"decision": serial.decision_fields(decision)})


def canonical_dataset(store: Held, dataset: str) -> Iterator[str]:
    """The lines of one data set."""
    for node in store.said(dataset):
        yield _line("node", serial.node_fields(node), node.withdrawn)
    for claim in store.claims(dataset=dataset, withdrawn=True):
        yield _line("claim", serial.claim_fields(claim), claim.withdrawn)


def _line(sort: str, fields: serial.JsonObject, withdrawn: str | None) -> str:
    return serial.to_text({sort: fields, **({"withdrawn": withdrawn} if withdrawn else {})})


def copy(source: Held, target: Store, progress: Progress = lambda *_: None) -> Copied:
    """Make the target say what the source says; what else the target holds stays.

    Raises StoreError, also where the two are not equal in the end, and where the source has only a part of a data
    set of which the target holds more.
    """
    with source.snapshot():
        datasets = source.datasets()
        there = {dataset.id for dataset in target.datasets()}
        wanting = [d for d in datasets if d.id not in there or _digest(source, d) != _digest(target, d)]
        for dataset in _that_said_more(source, target, wanting):
            target.delete(dataset=dataset.id)
        if props := _props(source, datasets, wanting):
            target.load(_PROPS, props, on=_BEGINNING)
        for what in (_nodes_only, _everything):
            for number, dataset in enumerate(wanting, 1):
                progress(dataset.title, number, len(wanting))
                target.load(dataset, _unmarked(what(source, dataset.id)), on=_day(dataset))
        for dataset in (d for d in wanting if _withdrew(source, d.id)):
            _withdraw(source, target, dataset)
        target.decide(source.decisions())
        if props or _PROPS.id in there:
            target.delete(dataset=_PROPS.id)
        records = sum(_check_equal(source, target, dataset) for dataset in datasets)
    return Copied(len(datasets), len(datasets) - len(wanting), records)


def _digest(store: Held, dataset: Dataset) -> tuple[str, str]:
    """What tells whether two stores hold the same of a data set."""
    held = next((d for d in store.datasets() if d.id == dataset.id), dataset)
    digest = hashlib.sha256()
    for line in canonical_dataset(store, dataset.id):
        digest.update(line.encode() + b"\n")
    return serial.to_text(serial.dataset_fields(held)), digest.hexdigest()


def _that_said_more(source: Held, target: Store, datasets: Sequence[Dataset]) -> list[Dataset]:
    """The data sets of which the target holds what the source never said: a load only withdraws, so they are deleted.

    A part never takes the place of more. Raises StoreUnusable.
    """
    found = [d for d in datasets if _keys(target, d.id) - _keys(source, d.id)]
    part = next((dataset for dataset in found if dataset.part), None)
    if part is not None:
        raise StoreUnusable(
            f"it holds more of {part.id} than the part that was to be copied into it",
            place=target.url,
            next_step="Copy the part into a new file or an empty database.",
        )
    return found


def _keys(store: Held, dataset: str) -> set[tuple[bool, str]]:
    return {(isinstance(record, Claim), record.id) for record in _everything(store, dataset)}


def _nodes_only(store: Held, dataset: str) -> Iterator[Record]:
    return store.said(dataset)


def _everything(store: Held, dataset: str) -> Iterator[Record]:
    yield from store.said(dataset)
    yield from store.claims(dataset=dataset, withdrawn=True)


def _unmarked(records: Iterable[Record]) -> Iterator[Record]:
    return (replace(record, withdrawn=None) if record.withdrawn else record for record in records)


def _day(dataset: Dataset) -> date:
    return date.fromisoformat(dataset.loaded) if dataset.loaded else _BEGINNING


def _withdraw(source: Held, target: Store, dataset: Dataset) -> None:
    """Take out what the data set withdrew, day after day, and end on the day of its last load."""
    days = sorted({record.withdrawn for record in _everything(source, dataset.id) if record.withdrawn})
    for day in days:
        still_said = (r for r in _everything(source, dataset.id) if not r.withdrawn or r.withdrawn > day)
        target.load(dataset, _unmarked(still_said), on=date.fromisoformat(day))
    # A clock may have been put back: the last load need not be the latest.
    if days[-1] != _day(dataset).isoformat():
        target.load(dataset, (r for r in _everything(source, dataset.id) if not r.withdrawn), on=_day(dataset))


def _props(source: Held, datasets: Iterable[Dataset], wanting: Iterable[Dataset]) -> list[Node]:
    """Bare nodes for the ends of claims of which every data set has withdrawn what it said, or was deleted."""
    said = {node.id for d in datasets for node in source.said(d.id) if not node.withdrawn}
    claims = (claim for d in wanting for claim in source.claims(dataset=d.id, withdrawn=True))
    loose = {end for claim in claims for end in claim.ends} - said
    return [Node(id=end, type=ORGANISATION, name=end, dataset=_PROPS.id) for end in sorted(loose)]


def _withdrew(source: Held, dataset: str) -> bool:
    return any(record.withdrawn for record in _everything(source, dataset))


def _check_equal(source: Held, target: Store, dataset: Dataset) -> int:
    """The number of records of a data set. Raises StoreUnusable where the two stores do not hold the same of it."""
    if _digest(source, dataset) != _digest(target, dataset):
        raise StoreUnusable(
            f"the copy of {dataset.id} is not what the original holds",
            place=target.url,
            next_step="See that nobody else loads into either store, then copy again.",
        )
    return sum(1 for _ in canonical_dataset(target, dataset.id))
