"""The list of packages in pyproject.toml, the lock and the version agree with what is in the tree."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from conftest import REPOSITORY

SHIPPED = ("graph", "loaders", "queries", "visualisations")


@pytest.fixture(scope="module")
def pyproject() -> dict[str, Any]:
    return tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))


def packages_in_tree() -> list[str]:
    """Dotted names of the folders with an __init__.py under the folders that are shipped."""
    inits = (init for top in SHIPPED for init in (REPOSITORY / top).rglob("__init__.py"))
    return sorted(".".join(init.parent.relative_to(REPOSITORY).parts) for init in inits)


def locked_versions() -> dict[str, str]:
    """Name, in its normal form, to version of every line of requirements.lock."""
    lines = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("==") for line in lines if line and not line.startswith("#"))
    return {normal_name(name): version for name, version in pairs}


def normal_name(requirement: str) -> str:
    """The project name at the start of a requirement, in the form that ignores case and punctuation."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name.group()).lower()


def test_every_package_of_the_tree_is_shipped_and_no_other(pyproject: dict[str, Any]) -> None:
    assert pyproject["tool"]["setuptools"]["packages"] == packages_in_tree()


def test_no_folder_of_tests_can_pass_for_a_package_of_the_same_name() -> None:
    # tests/graph with an __init__.py would be imported in place of graph.
    assert list((REPOSITORY / "tests").rglob("__init__.py")) == []


def test_every_dependency_is_locked(pyproject: dict[str, Any]) -> None:
    project = pyproject["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    wanted = {normal_name(requirement) for group in groups for requirement in group}
    assert wanted - {"schoolties"} <= locked_versions().keys()


def test_the_lock_names_no_place_to_fetch_from() -> None:
    text = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if "/" in line or "@" in line] == []


def test_the_wheel_must_not_be_uploaded(pyproject: dict[str, Any]) -> None:
    assert "Private :: Do Not Upload" in pyproject["project"]["classifiers"]


def test_the_changelog_has_the_version(pyproject: dict[str, Any]) -> None:
    changelog = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {pyproject['project']['version']}" in changelog
