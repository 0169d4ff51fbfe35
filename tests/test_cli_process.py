"""The command line as its own process, and under any words at all: exit codes, clean pipes, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import northmoor, run, save
from conftest import REPOSITORY
from hypothesis import example, given
from hypothesis import strategies as st


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a small store under its usual name; the tests of this file run in it."""
    place = tmp_path_factory.mktemp("work")
    save(northmoor(), place / "schoolties.db")
    before = Path.cwd()
    os.chdir(place)
    yield place
    os.chdir(before)


def process(folder: Path, *words: str, **environs: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a process of its own in a folder, with these environment variables."""
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(REPOSITORY), **environs}
    return subprocess.run(
        [sys.executable, "-m", "schoolties", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def test_a_pipe_gets_json_lines_and_nothing_else(folder: Path) -> None:
    done = process(folder, "isolated", "--on", "2013-09-30")
    assert (done.returncode, done.stderr) == (0, b"")
    assert len([json.loads(line) for line in done.stdout.splitlines()]) == 6


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("show", "Elm Park School"), 0),
        (("check", "--store", "nowhere.db"), 1),
        (("show", "Nobody"), 2),
        (("nonsense",), 2),
        (("delete", "Elm Park School"), 130),
    ],
)
def test_exit_codes(words: tuple[str, ...], code: int, folder: Path) -> None:
    done = process(folder, *words)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr


def test_csv_reaches_a_file_as_it_is(folder: Path) -> None:
    done = process(folder, "isolated", "--on", "2013-09-30", "--format", "csv", PYTHONIOENCODING="cp1252")
    assert done.stdout.startswith(b"\xef\xbb\xbfid,urn,name,")
    assert b"\r\r\n" not in done.stdout


def test_a_pipe_that_closes_early_is_no_fault(folder: Path) -> None:
    words = [sys.executable, "-m", "schoolties", "isolated", "--on", "2013-09-30"]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(words, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        assert b"Traceback" not in child.stderr.read()


def test_an_old_windows_pipe_still_gets_its_message(folder: Path) -> None:
    done = process(folder, "view", "Elm Park School", "-o", "straße-→.html", PYTHONIOENCODING="cp1252")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Page: " in done.stdout


def test_the_shell_can_complete_an_authority(folder: Path) -> None:
    words = {"COMP_WORDS": "schoolties isolated -a Nor", "COMP_CWORD": "3"}
    assert offered(folder, **words) == ["Northmoor"]
    assert offered(folder.parent, **words) == []


def offered(folder: Path, **environs: str) -> list[str]:
    """What the shell is offered after the words."""
    code = "import sys; sys.argv[0] = 'schoolties'; import schoolties; schoolties.main()"
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "_SCHOOLTIES_COMPLETE": "complete_bash", **environs}
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, check=True)
    return done.stdout.decode().split()


# -- any words at all ----------------------------------------------------------------------------------------------

COMMANDS = ("isolated", "routes", "changes", "show", "check", "match", "load", "view", "delete")
OPTIONS = ("--on", "--since", "--from", "--to", "-a", "--phase", "--format", "-o", "-k", "--by", "--decide", "--undo")
VALUES = ("2013-09-30", "100001", "Elm Park School", "Northmoor", "json", "0", "=", "a=b", "../x.csv", "schoolties.db")
anything = st.one_of(
    st.sampled_from((*OPTIONS, *VALUES)),
    st.text(alphabet=st.characters(exclude_characters="\0", codec="utf-8"), max_size=12),
)


@given(st.sampled_from(COMMANDS), st.lists(anything, max_size=6))
@example("show", ["\x1b[31m"])
@example("isolated", ["--presume", "1e9"])
@example("load", ["."])
@example("changes", ["--from", "0001-01-01", "--to", "9999-12-31"])
@example("isolated", ["--on", "9999-12-31"])
@example("isolated", ["--store", "neo4j://user:secret@host"])
@example("match", ["--decide", "==", "--by", "x"])
@pytest.mark.usefixtures("folder")
def test_no_words_make_a_traceback(command: str, words: list[str]) -> None:
    ran = run(command, *words)
    assert ran.code in {0, 1, 2, 130}
    assert "Traceback" not in ran.err
    assert "secret" not in ran.err
