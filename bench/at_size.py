"""Sections of docs/benchmarks.md: made-up Englands, and the measures beside the libraries. Called by bench/run.py.

python bench/at_size.py --rounds 3
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from measures import MEASURES, OURS

HERE: Final = Path(__file__).parent
Told = dict[str, Any]
Seconds = Mapping[tuple[str, str], Sequence[float]]

MADE_UP_TEXT: Final = """## An England that never was

From `bench/synthetic.py`: seeded, heavy-tailed trusts, overlapping clusters, posts, designations, dates; far denser
than what the register says. Once as large as England, and ten times; each run in a process of its own.

| | nodes | claims | load | memory | the whole ladder, from an open store | memory |
|---|---:|---:|---:|---:|---:|---:|"""

MEASURES_TEXT: Final = """## The measures beside the libraries

One network, groups and people as nodes, ties undirected and without weights. The libraries take turns in one
process, each with the graph in its own form made outside the clock; R (`igraph` and `sna`) times itself, once. Medians
of {rounds} rounds, in milliseconds. All give the same numbers, or there would be no page. Of the what-if and the routes
only the time is compared: networkx answers a simpler question there (who is farther from a leader; the shortest
paths, though they share their brokers). A blank is a library without the measure, or that cannot do it at this size.
Effective size in igraph is written with its clustering, Gould-Fernandez in networkx as a plain loop."""


def told(*words: str) -> Told:
    """What another script of this folder prints."""
    done = subprocess.run([sys.executable, *words], check=True, stdout=subprocess.PIPE, encoding="utf-8")  # noqa: S603 - own words
    answer: Told = json.loads(done.stdout)
    return answer


def case(name: str, store: Path) -> Told:
    """One case of bench/cases.py, in a process of its own."""
    return told(str(HERE / "run.py"), "--case", name, "--store", str(store))


def made_up(what: str, load: str, store: Path, rounds: int) -> str:
    """The line of one made-up England, which is left in the store."""
    loaded = case(load, store)
    asked = [case("ladder_from_store", store) for _ in range(rounds)]
    size = [f"{loaded['result'][sort]:,}" for sort in ("nodes", "claims")]
    median, peak = statistics.median(run["seconds"] for run in asked), max(run["peak_mb"] for run in asked)
    spent = [f"{loaded['seconds']:.0f} s", f"{loaded['peak_mb']:.0f} MB", f"{median:.1f} s", f"{peak:.0f} MB"]
    return f"| {' | '.join([what, *size, *spent])} |"


def measured(title: str, store: Path, rounds: int) -> str:
    """The measures on the network of a store, as a table."""
    world = told(str(HERE / "beside.py"), str(store), "--rounds", str(rounds))
    seconds: dict[tuple[str, str], list[float]] = {}
    for name, library, took in world["runs"]:
        seconds.setdefault((name, library), []).append(took)
    size = f"{world['nodes']:,} nodes, {world['ties']:,} ties, {world['leaders']:,} leaders"
    return f"### {title}: {size}\n\n{table(seconds)}"


def table(seconds: Seconds) -> str:
    """Medians side by side, ours first."""
    libraries = list(dict.fromkeys(library for _, library in seconds))
    heads = f"| | {' | '.join(libraries)} | ratio to the fastest other |\n|---|{'---:|' * (len(libraries) + 1)}"
    lines = (line(one.name, one.title, libraries, seconds) for one in MEASURES if (one.name, OURS) in seconds)
    return "\n".join([heads, *lines])


def line(name: str, title: str, libraries: Sequence[str], seconds: Seconds) -> str:
    """One measure: the medians, and ours as a multiple of the fastest other."""
    medians = {
        library: statistics.median(seconds[name, library]) for library in libraries if (name, library) in seconds
    }
    fastest = min((median for library, median in medians.items() if library != OURS), default=0.0)
    ratio = f"{medians[OURS] / fastest:.1f}" if fastest else ""
    cells = [f"{1000 * medians[library]:,.1f}" if library in medians else "" for library in libraries]
    return f"| {' | '.join([title, *cells, ratio])} |"


def main() -> int:
    """Measure and print the sections."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        one, ten, real = (Path(folder) / name for name in ("one.db", "ten.db", "real.db"))
        print(MADE_UP_TEXT)
        print(made_up("England", "load_synthetic", one, rounds))
        print(made_up("Ten times", "load_ten_times", ten, rounds=1))
        case("load", real)
        print(f"\n{MEASURES_TEXT.format(rounds=rounds)}\n")
        print(f"{measured('The register of 2017', real, rounds)}\n")
        print(measured("The England that never was", one, rounds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
