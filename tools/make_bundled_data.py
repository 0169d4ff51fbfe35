# ruff: noqa: INP001 - a script to run, not a package to import
"""Make the data that comes with schoolties (loaders/data) from the folder shared/ beside the repository.

usage, in the folder of the repository: python -m tools.make_bundled_data [SHARED [TARGET]]

From each file of the register it keeps the rows that concern the five authorities of the case studies, in the
register's own columns and encoding; the case files are packed as they are. Run twice it writes the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from graph.records import SAME, Decision
from graph.serial import decision_fields, to_text
from graph.stores.memory import MemoryStore
from loaders.bundled import (
    ALLIANCES,
    AUTHORITIES,
    CASE_FILES,
    DECISIONS,
    FEDERATION_MEMBERS,
    GROUP_MEMBERS,
    GROUPS,
    HEADS,
    LINKS,
    PLACES,
    SCHOOLS,
    load_files,
)
from loaders.matching import NEAR_TIE, decisions, propose

REPOSITORY: Final = Path(__file__).resolve().parent.parent
DATA: Final = REPOSITORY / "loaders" / "data"
SOURCES: Final = {
    SCHOOLS: "derived/establishments_merged.csv.gz",
    HEADS: "edubaseallstatefunded20250717.csv.gz",
    GROUPS: "allgroups_sap_20260806.csv.gz",
    GROUP_MEMBERS: "grouplinks_edubaseallacademiesandfree20170403.csv.gz",
    FEDERATION_MEMBERS: "derived/federation_members_2016.csv",
    ALLIANCES: "system-leaders/teaching_schools_20180312.csv",
    LINKS: "links_edubasealldata20250422.csv.gz",
    PLACES: "gias_open_slim_20180312.csv.gz",
}
# Numbers to ring a school are no concern of a map of ties, nor are its marks.
LEFT_OUT: Final = frozenset({"TelephoneNum", "laestab", "ofsted_rating", "last_ofsted_date"})

DECIDED_ON: Final = date(2026, 11, 21)
MAINTAINERS: Final = "schoolties maintainers"
HOST: Final = "host-policy-research-2014-bfccf1"
# Schools whose claims span a conversion, which the matcher leaves to a person: entity, record, reason.
DECIDED: Final = (
    (
        "e24",
        "urn:120213",
        "a member of its group since 2009, when the aided school was open; the academy of July 2012 follows it",
    ),
    (
        "e64",
        "urn:137563",
        "described as an academy and a teaching school; most of what is dated is later than the conversion of 2011",
    ),
    (
        "e65",
        "urn:101063",
        "called by the name it had until the conversion of September 2012; the academy follows it",
    ),
    (
        "e130",
        "urn:109777",
        "spoken of for November 2012, when the community school was open; the academy opened in January 2013",
    ),
)

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Extract:
    """One file of the register, read whole: its columns, rows and encoding."""

    columns: tuple[str, ...]
    rows: tuple[Cells, ...]
    encoding: str

    @classmethod
    def read(cls, path: Path) -> Extract:
        """Read a CSV file, gzipped or not, in UTF-8 or else Windows-1252."""
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        try:
            encoding, text = "utf-8", data.decode("utf-8")
        except UnicodeDecodeError:
            encoding, text = "cp1252", data.decode("cp1252")
        reader = csv.DictReader(io.StringIO(text, newline=""))
        return cls(tuple(reader.fieldnames or ()), tuple(reader), encoding)

    def packed(self, wanted: Callable[[Cells], bool]) -> bytes:
        """The wanted rows as CSV, gzipped."""
        columns = [column for column in self.columns if column not in LEFT_OUT]
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(row for row in self.rows if wanted(row))
        return packed(text.getvalue().encode(self.encoding))

    def values(self, column: str, wanted: Callable[[Cells], bool]) -> set[str]:
        """What stands under ``column`` in the wanted rows."""
        return {row[column] for row in self.rows if wanted(row)}


def packed(data: bytes) -> bytes:
    """Gzip without a time stamp, so that equal data give equal bytes."""
    return gzip.compress(data, compresslevel=9, mtime=0)


def main(shared: Path, target: Path) -> None:
    """Write every file of loaders/data into ``target`` and say how large each is."""
    target.mkdir(parents=True, exist_ok=True)
    register = {name: Extract.read(shared / "gias" / source) for name, source in SOURCES.items()}
    for name, wanted in concerning_authorities(register).items():
        (target / name).write_bytes(register[name].packed(wanted))
    for name in CASE_FILES:
        case = shared / "casestudies/facts" / name.removesuffix(".gz")
        (target / name).write_bytes(packed(case.read_bytes()))
    lines = (to_text(decision_fields(decision)) for decision in decided())
    (target / DECISIONS).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    sizes = [(path.name, path.stat().st_size) for path in sorted(target.iterdir()) if path.is_file()]
    sys.stdout.writelines(f"{size:>9,}  {name}\n" for name, size in (*sizes, ("together", sum(s for _, s in sizes))))


def concerning_authorities(register: Mapping[str, Extract]) -> dict[str, Callable[[Cells], bool]]:
    """For each file which rows to keep.

    The schools of the authorities with every school that one of them came from or went over into, the groups they
    are in, and all members of those groups wherever they are.
    """
    home = register[SCHOOLS].values("urn", lambda row: row["la_code"] in AUTHORITIES)
    linked = {urn for row in register[LINKS].rows if _ends(row) & home for urn in _ends(row)}
    trusts = register[GROUP_MEMBERS].values("Linked UID", lambda row: row["URN"] in home)
    federations = register[FEDERATION_MEMBERS].values("federation_name_2016", lambda row: row["urn"] in home)
    federated = {
        uid for row in register[FEDERATION_MEMBERS].rows if _federation(row) in federations for uid in _uids(row)
    }
    names = register[SCHOOLS].values("la_name", lambda row: row["la_code"] in AUTHORITIES)
    led = register[ALLIANCES].values("Alliance Name", lambda row: row[" Local Authority"] in names)
    return {
        SCHOOLS: lambda row: row["urn"] in home | linked,
        HEADS: lambda row: row["LA (code)"] in AUTHORITIES,
        GROUPS: lambda row: row["Group UID"] in trusts | federated,
        GROUP_MEMBERS: lambda row: row["Linked UID"] in trusts,
        FEDERATION_MEMBERS: lambda row: _federation(row) in federations,
        ALLIANCES: lambda row: row["Alliance Name"] in led,
        LINKS: lambda row: bool(_ends(row) & home),
        PLACES: lambda row: row["urn"] in home | linked,
    }


def _ends(link: Cells) -> set[str]:
    return {link["URN"], link["LinkURN"]}


def _federation(member: Cells) -> str:
    return member["federation_name_2016"]


def _uids(member: Cells) -> Iterator[str]:
    return (uid for uid in member["group_uid_2026"].split("|") if uid)


def decided() -> list[Decision]:
    """What the matcher finds clear, and the maintainers' word on every near tie."""
    store = MemoryStore()
    load_files(store, on=DECIDED_ON)
    proposals = propose(store)
    by_hand = [
        Decision(
            left=f"{HOST}:{entity}",
            right=record,
            verdict=SAME,
            by=MAINTAINERS,
            on=DECIDED_ON.isoformat(),
            reasons=(reason,),
        )
        for entity, record, reason in DECIDED
    ]
    open_questions = {proposal.node.id for proposal in proposals if proposal.verdict == NEAR_TIE}
    if open_questions != {decision.left for decision in by_hand}:
        raise SystemExit(f"decide by hand on exactly these: {', '.join(sorted(open_questions))}")
    made = [*decisions(proposals, on=DECIDED_ON), *by_hand]
    return sorted(made, key=lambda decision: (decision.left, decision.right))


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    main(*given, *(REPOSITORY.parent / "shared", DATA)[len(given) :])
