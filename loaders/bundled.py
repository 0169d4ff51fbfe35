"""The data that comes with schoolties: five authorities in the register, five case studies, and who is who in them.

The files are the register's own and the case files' own forms and go through the same loaders as a user's files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from graph.errors import StoreError
from graph.records import Decision
from graph.serial import decision_from
from graph.store import Store
from loaders.loading import Progress, load
from loaders.report import LoadReport
from loaders.tables import date_in_name, digest_of, file_stem

SCHOOLS: Final = "establishments_merged.csv.gz"
HEADS: Final = "edubaseallstatefunded20250717.csv.gz"
GROUPS: Final = "allgroups_sap_20260806.csv.gz"
GROUP_MEMBERS: Final = "grouplinks_edubaseallacademiesandfree20170403.csv.gz"
FEDERATION_MEMBERS: Final = "federation_members_2016.csv.gz"
ALLIANCES: Final = "teaching_schools_20180312.csv.gz"
LINKS: Final = "links_edubasealldata20250422.csv.gz"
PLACES: Final = "gias_open_slim_20180312.csv.gz"
REGISTER_FILES: Final = (SCHOOLS, HEADS, GROUPS, GROUP_MEMBERS, FEDERATION_MEMBERS, ALLIANCES, LINKS, PLACES)
CASE_FILES: Final = tuple(f"{case}.jsonl.gz" for case in ("belleville", "brighton", "lutley", "newcroft", "whitley"))
DECISIONS: Final = "decisions.jsonl"
NOTICE: Final = "NOTICE.txt"


@dataclass(frozen=True, slots=True)
class CaseDay:
    """An authority, by its three-digit code, with the day of which its case study tells most and an earlier one."""

    authority: str
    on: date
    since: date


CASE_DAYS: Final = (
    CaseDay("212", on=date(2012, 6, 30), since=date(2011, 6, 30)),
    CaseDay("332", on=date(2012, 10, 31), since=date(2011, 10, 31)),
    CaseDay("846", on=date(2011, 7, 31), since=date(2010, 7, 31)),
    CaseDay("855", on=date(2013, 9, 30), since=date(2012, 6, 1)),
    CaseDay("870", on=date(2013, 9, 30), since=date(2012, 10, 15)),
)
AUTHORITIES: Final = tuple(case.authority for case in CASE_DAYS)


def load_bundled(store: Store, *, on: date, progress: Progress | None = None) -> list[LoadReport]:
    """Load the bundled files and judgements; one report a file, in the order loaded.

    A judgement that the store already has on a pair stands. Raises StoreError where the store holds another
    edition of one of the files, such as the whole of England: loading five authorities would withdraw the rest.
    """
    reports = load_files(store, on=on, progress=progress)
    held = {(decision.left, decision.right) for decision in store.decisions()}
    store.decide(decision for decision in bundled_decisions() if (decision.left, decision.right) not in held)
    return reports


def load_files(store: Store, *, on: date, progress: Progress | None = None) -> list[LoadReport]:
    """Load the bundled files without the judgements on who is who."""
    names = (*REGISTER_FILES, *CASE_FILES)
    _refuse_other_editions(store, names)
    return [report for name in names for report in _load(store, name, on, progress)]


def bundled_decisions() -> list[Decision]:
    """Which record of the register each school, group and authority of the five case studies is."""
    lines = _resource(DECISIONS).read_text(encoding="utf-8").splitlines()
    return [decision_from(line) for line in lines]


def bundled_authorities() -> list[str]:
    """The three-digit codes of the authorities whose schools are all there, sorted.

    Of other authorities that the data names, Wokingham among them, only a few schools are held.
    """
    return list(AUTHORITIES)


def notice() -> str:
    """Where the bundled data is from, and under which licence."""
    return _resource(NOTICE).read_text(encoding="utf-8")


def _resource(name: str) -> Traversable:
    return files("loaders.data") / name


def _load(store: Store, name: str, on: date, progress: Progress | None) -> Iterator[LoadReport]:
    # A package may be read out of an archive, and then the path has another name than the resource.
    stem = file_stem(Path(name))
    with as_file(_resource(name)) as path:
        yield from load(store, path, on=on, source=stem, published=date_in_name(name), progress=progress)


def _refuse_other_editions(store: Store, names: tuple[str, ...]) -> None:
    held = {dataset.id.partition(":")[2]: dataset for dataset in store.datasets()}
    for name in names:
        dataset = held.get(file_stem(Path(name)))
        with as_file(_resource(name)) as path:
            if dataset and dataset.digest != digest_of(path):
                raise StoreError(
                    f"the store already holds another edition of {dataset.id}, loaded from {dataset.file}",
                    place=store.url,
                    next_step="Load the bundled data into a store of its own, such as --store sqlite:///demo.db.",
                )
