"""Time the national load and question against plain baselines, and write docs/benchmarks.md.

Run from the top of the repository: ``make bench``. Needs the folder shared/ beside it, and Linux or macOS for the
memory. Each measurement is a process of its own; the cases take turns, so that a busy minute strikes all of them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

# A clone can be measured before it is installed.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import cases

from graph.dates import in_words

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
# How bench/on_neo4j.py ends where there is no Maven or no Java to run one.
NO_SERVER: Final = 3
HARDWARE: Final = ("/proc/cpuinfo", "model name")


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: wall seconds, peak memory of its process in MB, and what came out."""

    seconds: float
    peak_mb: float
    result: cases.Result


@dataclass(slots=True)
class Runs:
    """The runs of one case."""

    all: list[Measured] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """The median."""
        return statistics.median(run.seconds for run in self.all)

    @property
    def peak_mb(self) -> float:
        """The highest."""
        return max(run.peak_mb for run in self.all)

    @property
    def result(self) -> cases.Result:
        """What came out, the same every time. Raises ValueError where it was not."""
        first, *others = (run.result for run in self.all)
        if any(other != first for other in others):
            raise ValueError(f"one case, several results: {self.all}")
        return first


def measure(case: str, store: Path) -> Measured:
    """Run one case in a process of its own."""
    words = [sys.executable, __file__, "--case", case, "--store", str(store)]
    told = subprocess.run(words, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout  # noqa: S603 - own words
    return Measured(**json.loads(told))


def run_case(case: str, store: Path) -> Measured:
    """Get the case ready, and time its work."""
    work = getattr(cases, case)(store)
    began = time.perf_counter()
    result = work()
    return Measured(time.perf_counter() - began, peak_mb(), result)


def peak_mb() -> float:
    """The most memory this process has had. Linux counts in kB, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e6 / 1024)


def rounds(number: int) -> dict[str, Runs]:
    """Every case so many times, in turn, each round on fresh stores."""
    found: dict[str, Runs] = {}
    for turn in range(number):
        with tempfile.TemporaryDirectory() as folder:
            for name, measured in one_round(Path(folder)):
                found.setdefault(name, Runs()).all.append(measured)
                print(f"round {turn + 1}: {name}: {measured.seconds:.1f} s", file=sys.stderr, flush=True)
    return found


def one_round(folder: Path) -> Iterator[tuple[str, Measured]]:
    """Each case once; the sizes of the two stores stand in the results of their loads."""
    ours, plain = folder / "ours.db", folder / "plain.db"
    yield "load", with_size(measure("load", ours), ours)
    yield "load_plainly", with_size(measure("load_plainly", plain), plain)
    yield "load_again", measure("load", ours)
    for case in ("stand_all", "stand_all_by_networkx", "ladder_from_store", "ask_all", "ask_one"):
        yield case, measure(case, ours)


def with_size(measured: Measured, store: Path) -> Measured:
    """With the size of the store in MB."""
    result = {**measured.result, "MB": round(store.stat().st_size / 1e6)}
    return Measured(measured.seconds, measured.peak_mb, result)


def page(found: dict[str, Runs], number: int) -> str:
    """The page: what was measured, the table, what came out, the machine."""
    check(found)
    return "\n\n".join([INTRODUCTION.format(number=number), table(found), outcome(found), machine()]) + "\n"


def check(found: dict[str, Runs]) -> None:
    """Raises ValueError where a second load touched anything, or networkx stands a school elsewhere."""
    if found["load_again"].result["touched"]:
        raise ValueError(f"the second load changed the store: {found['load_again'].result}")
    if found["stand_all"].result != found["stand_all_by_networkx"].result:
        raise ValueError("networkx counts other rungs than the ladder does")


INTRODUCTION: Final = """<!-- Written by `make bench`: run it again instead of changing this page. -->

# Benchmarks

All of England, from seven files of the register, and the isolation question put to every authority; beside each, the
plainest thing that can be compared. Medians of {number} rounds in which the cases took turns, each in a process of its
own; memory is the highest peak of the process, Python itself included."""

LINES: Final = (
    ("Load England into a fresh store", "load", "load_plainly"),
    ("Load the same files again", "load_again", None),
    ("Stand every school on the ladder, claims already read", "stand_all", "stand_all_by_networkx"),
    ("The whole ladder of England, from an open store", "ladder_from_store", None),
    ("`isolated` for every authority, from the store, with reasons and evidence", "ask_all", None),
    ("`isolated` for one authority, from the store", "ask_one", None),
)


def table(found: dict[str, Runs]) -> str:
    """The measurements beside the baselines, as Markdown."""
    heads = "| | schoolties | memory | plain | memory | ratio of times |\n|---|---:|---:|---:|---:|---:|"
    return "\n".join([heads, *(line(what, found[ours], found.get(plain or "")) for what, ours, plain in LINES)])


def line(what: str, ours: Runs, plain: Runs | None) -> str:
    """One line of the table."""
    cells = [what, f"{ours.seconds:.1f} s", f"{ours.peak_mb:.0f} MB"]
    if plain is None:
        cells += ["", "", ""]
    else:
        cells += [f"{plain.seconds:.1f} s", f"{plain.peak_mb:.0f} MB", f"{ours.seconds / plain.seconds:.1f}"]
    return f"| {' | '.join(cells)} |"


def outcome(found: dict[str, Runs]) -> str:
    """What came out, and what the plain baselines leave out."""
    load, plain, again = (found[case].result for case in ("load", "load_plainly", "load_again"))
    every, one = found["ask_all"].result, found["ask_one"].result
    asked = f"{every['authorities']} authorities, {every['schools']:,} state-funded schools ({numbers(every)})"
    return f"""- The load reads {load["rows"]:,} rows and keeps {load["records"]:,} nodes and claims in {load["MB"]} MB.
  The second load adds, changes and withdraws {again["touched"]}.
- The plain load is `csv` and `sqlite3.executemany`: one table of text a file ({plain["MB"]} MB). It checks
  nothing, dates nothing, and would double everything if it were run again.
- The question is asked of {in_words(cases.ASKED_OF.on)}:
  {asked}.
  The one authority has {one["schools"]} schools.
- The plain ladder is networkx on one graph of everything, written apart from ours in `bench/by_networkx.py`. Both
  stand every school held on the same rung, or there would be no page."""


def numbers(result: cases.Result) -> str:
    """How many schools stand where."""
    return ", ".join(f"{count:,} {rung}" for rung, count in result.items() if rung not in ("authorities", "schools"))


def on_a_server(rounds: int) -> str:
    """The section on loading onto a Neo4j server, measured in a process of its own; where none can be had, that."""
    words = [sys.executable, str(Path(__file__).with_name("on_neo4j.py")), "--rounds", str(rounds), str(cases.FILES[0])]
    done = subprocess.run(words, check=False, stdout=subprocess.PIPE, encoding="utf-8")  # noqa: S603 - own words
    if done.returncode == NO_SERVER:
        return "## Onto a Neo4j server\n\nNot measured: no Neo4j could be had on this machine.\n"
    done.check_returncode()
    return done.stdout


def at_size(rounds: int) -> str:
    """The sections on made-up Englands and on the measures beside the libraries."""
    words = [sys.executable, str(Path(__file__).with_name("at_size.py")), "--rounds", str(rounds)]
    return subprocess.run(words, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout  # noqa: S603 - own words


def machine() -> str:
    """The machine, and how busy it was."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    hardware = f"{processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}"
    return f"""Measured on {in_words(datetime.now(UTC).date())}: {hardware}, Python {platform.python_version()}, SQLite
{sqlite3.sqlite_version}. On average {os.getloadavg()[2]:.1f} processes, ours included, wanted to run at the end."""


def processor() -> str:
    """What the processor calls itself."""
    path, key = Path(HARDWARE[0]), HARDWARE[1]
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith(key)]
    return named[0] if named else platform.processor() or platform.machine()


def main() -> int:
    """Measure and write the page; with --case, run that one and tell what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often each case runs")
    parser.add_argument("--case", help=argparse.SUPPRESS)
    parser.add_argument("--store", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.case:
        print(json.dumps(asdict(run_case(chosen.case, chosen.store))))
        return 0
    if missing := [str(file) for file in cases.FILES if not file.exists()]:
        print(f"the benchmark needs the files of the register: {', '.join(missing)} not found", file=sys.stderr)
        return 1
    sections = (page(rounds(chosen.rounds), chosen.rounds), at_size(chosen.rounds), on_a_server(chosen.rounds))
    text = "\n".join(sections)
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
