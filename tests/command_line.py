"""Running commands in tests: a small store to ask, a runner, and texts kept beside the tests to compare with."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from typer.testing import CliRunner
from worlds import World

from graph.stores import open_store
from schoolties import app

SNAPSHOTS = Path(__file__).parent / "snapshots"
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


def run(*words: str, typed: str | None = None) -> Ran:
    """Run a command in this process; whatever is not a clean exit is raised."""
    ran = CliRunner(env={"COLUMNS": "80"}).invoke(app, list(words), input=typed, prog_name="schoolties")
    if ran.exception and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    return Ran(ran.exit_code, _ANSI.sub("", ran.stdout), _ANSI.sub("", ran.stderr))


def same_as_kept(name: str, text: str) -> None:
    """Compare with tests/snapshots/NAME.txt; SCHOOLTIES_SNAPSHOTS=write writes it anew: read it then."""
    path = SNAPSHOTS / f"{name}.txt"
    lines = "".join(f"{line.rstrip()}\n" for line in text.splitlines())
    if os.environ.get("SCHOOLTIES_SNAPSHOTS") == "write":
        path.write_text(lines, encoding="utf-8", newline="\n")
    assert lines == path.read_text(encoding="utf-8")


def northmoor() -> World:
    """Six schools: one alone since its cluster ended, two in a federation, two by a thread, one nobody wrote about."""
    world = World()
    names = ("Ashdown Primary", "Beech Hill", "Cold Ash Junior", "Deepdale Infant", "Elm Park", "Fern Bank Primary")
    schools = [world.school(100001 + n, f"{name} School", **_primary()) for n, name in enumerate(names)]
    world.group("cluster:old", name="Old Mill Cluster")
    world.group("cluster:new", name="River Cluster")
    world.group("uid:5001", "federation", name="The Two Hills Federation", source="register")
    for school in schools[:2]:
        world.claim("member_of", school, "cluster:old", start="2009-09", end="2012-08-31")
    for school in schools[1:3]:
        world.claim("member_of", school, "uid:5001", source="register", start="2010", seen=("2014",))
    for school in schools[3:5]:
        world.claim("member_of", school, "cluster:new", start="2011-09", seen=("2014",))
    world.person("priya", name="Priya Cole")
    world.claim("holds_role", "priya", schools[4], role_title="headteacher", start="2008", seen=("2014",))
    world.claim("designated", "priya", role="LLE", role_title="LLE", start="2012", seen=("2014",))
    world.claim("holds_role", "priya", "cluster:new", role_title="chair", start="2011-09", seen=("2014",))
    return world


def _primary() -> dict[str, Any]:
    return {"attributes": {"phase": "Primary", "state_funded": True, "la_name": "Northmoor", "status": "Open"}}


def save(world: World, path: Path) -> str:
    """Write a made-up world to a SQLite store; returns its address."""
    memory = world.built()
    with open_store(str(path)) as store:
        for dataset in memory.datasets():
            said = [s for node in memory.nodes() for s in memory.statements(node.id) if s.dataset == dataset.id]
            store.load(dataset, [*said, *memory.claims(dataset=dataset.id)], on=date(2026, 1, 1))
        store.decide(memory.decisions())
    return f"sqlite:///{path.as_posix()}"
