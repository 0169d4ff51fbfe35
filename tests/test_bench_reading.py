"""The page of reading results keeps what was measured before; the sums are those of the documents together."""

from __future__ import annotations

from pathlib import Path

import pytest
import reading

from loaders.reading.scoring import Marks, Score

NOTHING = Score(0, 0, 0, 0)


def marks(relations: Score, top: Score = NOTHING) -> Marks:
    return Marks(Score(4, 3, 3, 2), relations, {}, {1: top, 2: relations}, ("fact",), ("claim",))


def test_documents_are_added_up_before_they_are_divided() -> None:
    found = reading.totals([marks(Score(10, 10, 10, 1), Score(2, 1, 0, 0)), marks(Score(0, 0, 30, 0))])
    assert found.relations == Score(10, 10, 40, 1)
    assert found.top_tier == Score(2, 1, 0, 0)
    line = reading.row("abc", "2013-09-01", "tuned", found)
    assert line == "| abc | 2013-09-01 | tuned | 2 | 0.75 | 0.67 | 0.71 | 1.00 | 0.03 | 0.05 | 0.50 |"


def test_where_nothing_was_proposed_there_is_a_dash_and_no_nought() -> None:
    line = reading.row("abc", "2013-09-01", "tuned", reading.totals([marks(Score(0, 0, 5, 0))]))
    assert line.endswith("| – | 0.00 | – | – |")


def test_older_rows_are_kept_and_the_same_version_stands_once() -> None:
    first = reading.page("", ["| a | 2013-09-01 | tuned | 1 |", "| a | 2013-09-01 | held out | 1 |"])
    second = reading.page(first, ["| b | 2013-09-02 | tuned | 2 |"])
    third = reading.page(second, ["| b | 2013-09-03 | tuned | 3 |"])
    assert third.startswith(reading.INTRODUCTION)
    assert third.removeprefix(reading.INTRODUCTION).splitlines() == [
        "| a | 2013-09-01 | tuned | 1 |",
        "| a | 2013-09-01 | held out | 1 |",
        "| b | 2013-09-03 | tuned | 3 |",
    ]


def test_mistakes_of_the_held_out_half_are_never_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for half in ("tuned", "held"):
        folder = tmp_path / half
        folder.mkdir()
        (folder / f"{half}.txt").touch()
        (folder / f"{half}.gold.json").touch()
    monkeypatch.setattr(reading, "PARTS", {"tuned": tmp_path / "tuned", reading.HELD_OUT: tmp_path / "held"})
    monkeypatch.setattr(reading, "marks_of", lambda *_: marks(Score(1, 0, 1, 0)))
    told: list[str] = []
    assert [part for part, _ in reading.measure(told.append)] == ["tuned", "held out"]
    assert told == ["tuned: missed fact", "tuned: wrong claim"]
