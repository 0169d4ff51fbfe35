"""What the README shows is what the command line says, and what it points to is there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from command_line import run
from conftest import REPOSITORY

from graph.stores import open_store
from loaders.bundled import load_bundled

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
LEFT_OUT = "…"


def shown() -> Iterator[tuple[str, list[str]]]:
    """Each command that the README shows with its answer, and the lines of that answer; '…' stands for some more."""
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        for part in block.split("$ ")[1:]:
            command, *lines = part.splitlines()
            if lines:
                yield command, lines


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a store with the bundled data."""
    url = f"sqlite:///{(tmp_path_factory.mktemp('demo') / 'schoolties.db').as_posix()}"
    with open_store(url) as store:
        load_bundled(store, on=date(2026, 1, 1))
    return url


@pytest.mark.parametrize(("command", "lines"), list(shown()))
def test_an_answer_in_the_readme_is_what_the_command_says(command: str, lines: list[str], demo: str) -> None:
    program, *words = shlex.split(command)
    ran = run(*words, "--store", demo, "--format", "table")
    assert (program, ran.code, ran.err) == ("schoolties", 0, "")
    said = [line.rstrip() for line in ran.out.splitlines()]
    assert stands_in(lines, said), ran.out


def stands_in(lines: list[str], said: list[str]) -> bool:
    """Whether the lines are what was said, with some left out where '…' stands."""
    pattern = "".join("(?:.*\n)*?" if line == LEFT_OUT else f"{re.escape(line)}\n" for line in lines)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in said)) is not None


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\((?!https?:)([^)#]+)\)", README))))
def test_what_the_readme_points_to_is_there(target: str) -> None:
    assert (REPOSITORY / Path(target)).exists()


@pytest.mark.parametrize(
    "command", sorted(set(re.findall(r"(?:`|\$ |^    )schoolties ([a-z]+)", README, re.MULTILINE)))
)
def test_every_command_of_the_readme_exists(command: str) -> None:
    assert run(command, "--help").code == 0
