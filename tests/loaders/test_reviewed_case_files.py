"""Case files with proposals: what comes in, in whose word, and what is held back with which reason."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.stores import open_store
from loaders.loading import load
from loaders.report import LoadReport
from queries.wording import claim_sentence

ON = date(2026, 3, 1)
DECIDED = {"decided_by": "Priya Cole", "decided_on": "2026-02-03"}
SCHOOLS = {"oak": "Oak Primary School", "elm": "Elm Primary School", "ash": "Ash Primary School"}


def written(folder: Path, *relations: tuple[str, str, Mapping[str, Any]]) -> Path:
    """A case file of three schools and one partnership for each of ``relations`` (source, target, review)."""
    attrs = {"review": "proposed"} if any(relations[0][2]) else {}
    lines: list[dict[str, Any]] = [
        {"kind": "entity", "id": key, "type": "school", "name": name, "attrs": attrs} for key, name in SCHOOLS.items()
    ]
    lines += [
        {
            "kind": "relation",
            "id": f"{source}-{target}",
            "type": "partnership",
            "source": source,
            "target": target,
            "attrs": dict(review),
            "evidence": {"document": "A study (2024)", "lines": [1], "read_by": "schoolties 1"},
        }
        for source, target, review in relations
    ]
    path = folder / "study.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return path


def reasons(report: LoadReport) -> list[str]:
    return [refusal.reason for refusal in report.refusals]


def loaded(path: Path, *, unreviewed: bool = False) -> tuple[LoadReport, dict[str, str], list[str]]:
    """The report, the reader of each claim and the names held."""
    with open_store(f"sqlite:///{path.parent}/held.db") as store:
        report = load(store, path, on=ON, unreviewed=unreviewed)[0]
        names = {node.id: node.name for node in store.nodes()}
        readers = {
            claim_sentence(claim, lambda node: names.get(node or "", "?")): claim.evidence.read_by or ""
            for claim in store.claims()
        }
    return report, readers, sorted(names.values())


def test_an_accepted_fact_comes_in_with_its_ends_and_with_who_confirmed_it(tmp_path: Path) -> None:
    path = written(tmp_path, ("oak", "elm", {"review": "accepted", **DECIDED}), ("oak", "ash", {"review": "proposed"}))
    report, readers, names = loaded(path)
    assert names == ["Elm Primary School", "Oak Primary School"]
    assert readers == {
        "Oak Primary School works with Elm Primary School": "schoolties 1, confirmed by Priya Cole on 2026-02-03"
    }
    assert (report.rows_read, report.rows_kept, len(report.refusals)) == (5, 3, 2)
    assert "no fact about this name" in reasons(report)[0]
    assert "nobody has reviewed" in reasons(report)[1]


def test_an_amended_fact_says_that_it_was_amended(tmp_path: Path) -> None:
    _, readers, _ = loaded(written(tmp_path, ("oak", "elm", {"review": "amended", **DECIDED})))
    assert list(readers.values()) == ["schoolties 1, amended by Priya Cole on 2026-02-03"]


@pytest.mark.parametrize(
    ("review", "reason"),
    [
        ({"review": "rejected", **DECIDED}, "rejected by Priya Cole on 2026-02-03"),
        ({"review": "accepted"}, "nobody is named who decided; fill in decided_by"),
        ({"review": "maybe"}, "review is one of proposed, accepted, amended, rejected, not 'maybe'"),
        (
            {"review": "accepted", "no_longer_in_document": True, **DECIDED},
            "accepted by Priya Cole on 2026-02-03, but it is no longer in the document",
        ),
    ],
)
def test_what_is_held_back_says_why(tmp_path: Path, review: Mapping[str, Any], reason: str) -> None:
    kept = {"review": "accepted", **DECIDED}
    report, readers, names = loaded(written(tmp_path, ("oak", "elm", kept), ("oak", "ash", review)))
    assert reason in reasons(report)
    assert len(readers) == 1
    assert "Ash Primary School" not in names, "a name does not come in for a fact that does not"


def test_unreviewed_proposals_come_in_when_asked_for_and_are_marked(tmp_path: Path) -> None:
    path = written(tmp_path, ("oak", "elm", {"review": "proposed"}), ("oak", "ash", {"review": "rejected", **DECIDED}))
    report, readers, names = loaded(path, unreviewed=True)
    marked = "Oak Primary School works with Elm Primary School (read by a program, not reviewed)"
    assert readers == {marked: "schoolties 1, not reviewed"}
    assert names == sorted(SCHOOLS.values())
    assert report.rows_read == report.rows_kept + len(report.refusals)


def test_a_later_load_without_the_option_takes_the_unreviewed_out_again(tmp_path: Path) -> None:
    path = written(tmp_path, ("oak", "elm", {"review": "accepted", **DECIDED}), ("oak", "ash", {"review": "proposed"}))
    loaded(path, unreviewed=True)
    report, _, _ = loaded(path)
    assert report.summary is not None
    assert report.summary.claims.withdrawn == 1


def test_a_file_without_reviews_comes_in_whole(tmp_path: Path) -> None:
    report, readers, _ = loaded(written(tmp_path, ("oak", "elm", {})))
    assert list(readers.values()) == ["schoolties 1"]
    assert report.rows_kept == report.rows_read == 4
