"""Time our measures beside networkx, igraph and R on one network, and print what each took as JSON.

    python bench/beside.py STORE --rounds 3      the store's network of the day that is asked about

The libraries take turns in one process, R has one of its own and one run. python-igraph and R are used where they are
there: pip install 'schoolties[bench]', and of R the packages igraph and sna.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import measures
import numpy as np
from cases import ASKED_OF
from measures import IGRAPH, MEASURES, OURS, Measure, Values
from worlds_measured import World, edges_of

SCRIPT: Final = Path(__file__).with_name("measures.R")
Sums = dict[str, float]
Seconds = tuple[str, str, float]


class Disagreement(ValueError):
    """Two libraries gave different numbers for one measure."""


def rounds(world: World, number: int) -> Iterator[Seconds]:
    """Measure, library and seconds of every run; the first round only warms up and compares what comes out."""
    sums: Sums = {}
    for measure in MEASURES:
        sums |= compared(measure, world)
    for _ in range(number):
        for measure in MEASURES:
            for library, work in engines(measure, world).items():
                began = time.perf_counter()
                work(world)
                yield measure.name, library, time.perf_counter() - began
    yield from by_r(world, sums)


def engines(measure: Measure, world: World) -> dict[str, measures.Work]:
    """Who is there and can do it."""
    missing = set() if importlib.util.find_spec("igraph") else {IGRAPH}
    return {name: work for name, work in measure.engines(world).items() if name not in missing}


def compared(measure: Measure, world: World) -> Sums:
    """The sum of our numbers, if everybody else's are the same. Raises Disagreement."""
    found = {library: work(world) for library, work in engines(measure, world).items()}
    ours = found.get(OURS)
    if ours is None or not measure.compared:
        return {}
    for library, theirs in found.items():
        if theirs is None or not same(ours, theirs):
            raise Disagreement(f"{measure.name}: {library} gives other numbers than ours")
    return {measure.name: float(ours[np.isfinite(ours)].sum())}


def same(ours: Values, theirs: Values) -> bool:
    """Whether two sets of numbers are the same to nine digits or a millionth, undefined where the other is."""
    return bool(np.allclose(ours, theirs, rtol=1e-9, atol=1e-6, equal_nan=True))


def by_r(world: World, sums: Sums) -> Iterator[Seconds]:
    """The same in R, where it is there. Raises Disagreement."""
    if not shutil.which("Rscript"):
        return
    with tempfile.TemporaryDirectory() as folder:
        world.write(Path(folder))
        words = ["Rscript", str(SCRIPT), folder]
        told = subprocess.run(words, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout  # noqa: S603 - own words
    for line in told.splitlines():
        name, *library, seconds, total = line.split()
        if name in sums and not np.isclose(sums[name], float(total), rtol=1e-9):
            raise Disagreement(f"{name}: R gives {total} in all, ours {sums[name]}")
        yield name, " ".join(library), float(seconds)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    world = World.of(chosen.store, ASKED_OF)
    size = {"nodes": len(world.network), "ties": len(edges_of(world.matrix)), "leaders": len(world.leaders)}
    print(json.dumps({**size, "runs": list(rounds(world, chosen.rounds))}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
