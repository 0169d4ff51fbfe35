"""The examples in docs/ are files that load: what a reader copies from there works."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from conftest import REPOSITORY

from graph.stores.memory import MemoryStore
from loaders.case_file import REFERENCES
from loaders.loading import load

TODAY = date(2026, 1, 5)


def examples(page: str, language: str) -> list[str]:
    text = (REPOSITORY / "docs" / page).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


def test_the_case_file_of_the_page_loads_whole(tmp_path: Path) -> None:
    (example,) = examples("case-file.md", "json")
    path, store = tmp_path / "weald.jsonl", MemoryStore()
    path.write_text(example, encoding="utf-8")
    (report,) = load(store, path, on=TODAY)
    assert (report.kind, report.rows_read, report.refusals) == ("case-file", 5, ())


def test_the_tables_of_the_page_load_whole(tmp_path: Path) -> None:
    store = MemoryStore()
    kinds = []
    for name, example in zip(("clusters", "nodes", "ties"), examples("your-files.md", "csv"), strict=True):
        path = tmp_path / f"{name}.csv"
        path.write_text(example, encoding="utf-8")
        (report,) = load(store, path, on=TODAY)
        assert report.refusals == ()
        kinds.append(report.kind)
    assert kinds == ["spreadsheet", "node-table", "tie-table"]


@pytest.mark.parametrize("key", ["post", "home", "based_at", "via", "joint_group", "funder", "authority"])
def test_the_references_that_the_page_names_are_references(key: str) -> None:
    assert key in REFERENCES
