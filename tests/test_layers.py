"""What import-linter cannot say: "the standard library only", and rules for the lone module schoolties.py."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

import pytest
from conftest import REPOSITORY

GROUND = ("dates", "errors", "records", "vocabulary")
ONE_DOOR_LIBRARIES = frozenset({"click", "httpx", "neo4j", "pydantic", "pyvis", "rdflib"})


def imported_names(source: str) -> Iterator[str]:
    """Dotted names of the modules that a Python source imports, at any depth of nesting."""
    for part in ast.walk(ast.parse(source)):
        if isinstance(part, ast.Import):
            yield from (alias.name for alias in part.names)
        elif isinstance(part, ast.ImportFrom):
            base = part.module or ""
            yield from (f"{base}.{alias.name}" for alias in part.names) if base == "graph" else (base,)


def is_ground(name: str) -> bool:
    """Whether the ground of graph/ may import the module of this dotted name."""
    top, _, rest = name.partition(".")
    return top in sys.stdlib_module_names or (top == "graph" and rest.partition(".")[0] in GROUND)


@pytest.mark.parametrize("module", GROUND)
def test_the_ground_imports_the_standard_library_only(module: str) -> None:
    source = (REPOSITORY / "graph" / f"{module}.py").read_text(encoding="utf-8")
    assert [name for name in imported_names(source) if not is_ground(name)] == []


def test_the_command_line_leaves_each_library_to_its_one_module() -> None:
    source = (REPOSITORY / "schoolties.py").read_text(encoding="utf-8")
    tops = {name.partition(".")[0] for name in imported_names(source)}
    assert tops & ONE_DOOR_LIBRARIES == set()


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import json, os.path", ["json", "os.path"]),
        ("from graph import dates", ["graph.dates"]),
        ("from graph.records import Node", ["graph.records"]),
        ("def f():\n    import pyvis.network", ["pyvis.network"]),
        ("from . import store", [""]),
    ],
)
def test_imported_names(source: str, names: list[str]) -> None:
    assert list(imported_names(source)) == names


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("json", True),
        ("graph.dates", True),
        ("graph.records.Node", True),
        ("graph.store", False),
        ("loaders", False),
        ("rich.table", False),
        ("", False),
    ],
)
def test_is_ground(name: str, allowed: bool) -> None:
    assert is_ground(name) is allowed
