"""Deciding on proposals: what each decision writes, what it refuses, and that nothing is lost on the way."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QuestionError
from graph.stores import open_store
from loaders.loading import load
from loaders.reading.decisions import deciding
from loaders.reading.decisions.deciding import Review
from loaders.reading.decisions.proposals_file import read_proposals, write_proposals
from loaders.tables import digest_of

ON = date(2026, 3, 1)
HEAD, FEDERATED = "holds_role--ada--oak", "federation--oak--elm"
Line = dict[str, Any]


def name(key: str, type_: str, called: str) -> Line:
    return {
        "kind": "entity", "id": key, "type": type_, "name": called, "aliases": [], "attrs": {"review": "proposed"},
    }  # fmt: skip


def fact(key: str, **more: Any) -> Line:
    type_, source, target = key.split("--")
    attrs = {"review": "proposed", "tier": 1, **more}
    evidence = {"document": "weald", "lines": [1], "quote": "as it says", "read_by": "schoolties 1"}
    return {
        "kind": "relation", "id": key, "type": type_, "source": source, "target": target, "attrs": attrs,
        "negated": False, "certainty": "stated", "evidence": evidence,
    }  # fmt: skip


LINES = [
    name("ada", "person", "Ada Marsh"),
    name("ada-m", "person", "A. Marsh"),
    name("oak", "school", "Oak Primary School"),
    name("elm", "school", "Elm School"),
    name("oaks", "school", "Oak Primary"),
    fact(HEAD, role="headteacher"),
    fact("holds_role--ada-m--oak", role="governor"),
    fact(FEDERATED),
    fact("partnership--oak--oaks"),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "weald.jsonl"
    write_proposals(file, LINES)
    return file


@pytest.fixture
def review(path: Path) -> Review:
    return Review(path, "Priya Cole", ON)


def held(path: Path) -> dict[str, Line]:
    return {line["id"]: line for line in read_proposals(path)}


def test_a_decision_is_in_the_file_with_who_and_when(review: Review, path: Path) -> None:
    review.accept(HEAD)
    review.reject(FEDERATED)
    attrs = held(path)[HEAD]["attrs"]
    assert (attrs["review"], attrs["decided_by"], attrs["decided_on"]) == ("accepted", "Priya Cole", "2026-03-01")
    assert held(path)[FEDERATED]["attrs"]["review"] == "rejected"
    assert (review.progress.decided, review.progress.of, review.progress.kept) == (2, 4, 1)


def test_what_no_load_would_take_is_not_accepted(tmp_path: Path) -> None:
    file = tmp_path / "bad.jsonl"
    write_proposals(file, [*LINES[:4], fact("holds_role--oak--elm", role="headteacher")])
    with pytest.raises(QuestionError, match=r"holds_role joins .*, not school to school"):
        Review(file, "Priya Cole", ON).accept("holds_role--oak--elm")


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"type": "friendship"}, "friendship"),
        ({"from": "2013-02-30"}, "no such date"),
        ({"from": "2013", "to": "2011"}, "end"),
        ({"target": "ada-m"}, "holds_role joins"),
        ({"certainty": "perhaps"}, "perhaps"),
    ],
)
def test_a_wrong_correction_is_refused_and_nothing_changes(review: Review, path: Path, given: Line, wrong: str) -> None:
    before = digest_of(path)
    with pytest.raises(QuestionError, match=wrong):
        review.amend({HEAD: given})
    assert digest_of(path) == before


def test_a_name_whose_facts_would_no_longer_fit_keeps_its_type(review: Review) -> None:
    review.accept(HEAD)
    with pytest.raises(QuestionError, match="holds_role joins"):
        review.amend({"ada": {"type": "school"}})


def test_a_correction_keeps_what_was_read_at_first(review: Review, path: Path) -> None:
    review.amend({HEAD: {"role": "head of school"}})
    review.amend({HEAD: {"role": "executive headteacher"}, "ada": {"name": "Ada Marsh-Low"}})
    lines = held(path)
    assert lines[HEAD]["attrs"]["as_read"]["role"] == "headteacher"
    assert (lines["ada"]["name"], lines["ada"]["aliases"]) == ("Ada Marsh-Low", ["Ada Marsh"])
    assert review.undo()
    assert held(path)["ada"]["name"] == "Ada Marsh", "one step back for both"


def test_joined_names_share_facts_and_spellings_and_load_as_one(review: Review, path: Path) -> None:
    review.merge("ada-m", "ada")
    for key in (HEAD, "holds_role--ada-m--oak"):
        review.accept(key)
    lines = held(path)
    assert lines["holds_role--ada-m--oak"]["source"] == "ada"
    assert lines["ada"]["aliases"] == ["A. Marsh"]
    with open_store(f"sqlite:///{path.parent}/held.db") as store:
        report = load(store, path, on=ON)[0]
        assert sorted(node.name for node in store.nodes()) == ["Ada Marsh", "Oak Primary School"]
    assert any("found to be the same by Priya Cole" in refusal.reason for refusal in report.refusals)


def test_a_fact_between_two_names_that_are_one_is_rejected(review: Review, path: Path) -> None:
    review.merge("oaks", "oak")
    assert held(path)["partnership--oak--oaks"]["attrs"]["review"] == "rejected"
    assert [each["id"] for each in review.names] == ["ada", "ada-m", "oak", "elm"]


@pytest.mark.parametrize(("gone", "into"), [("ada", "oak"), ("ada", "ada"), ("ada", HEAD)])
def test_only_two_names_of_one_type_are_joined(review: Review, gone: str, into: str) -> None:
    with pytest.raises(QuestionError, match="only two names of one type"):
        review.merge(gone, into)


def test_a_parted_name_is_new_and_only_of_this_fact(review: Review, path: Path) -> None:
    review.split("holds_role--ada-m--oak", "source", "[a governor]")
    line = held(path)["holds_role--ada-m--oak"]
    assert held(path)[line["source"]]["name"] == "[a governor]"
    assert line["attrs"]["as_read"]["source"] == "ada-m"
    with pytest.raises(QuestionError):
        review.split(HEAD, "source", " ")


def test_undo_goes_back_step_by_step_to_the_file_as_opened(review: Review, path: Path) -> None:
    before = digest_of(path)
    review.accept(HEAD)
    review.merge("ada-m", "ada")
    review.split(FEDERATED, "target", "Ash School")
    assert [review.undo() for _ in range(4)] == [True, True, True, False]
    assert digest_of(path) == before


def test_a_kill_between_journal_and_file_loses_nothing(
    review: Review, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(deciding, "write_proposals", killed)
    with pytest.raises(KeyboardInterrupt):
        review.accept(HEAD)
    monkeypatch.undo()
    assert held(path)[HEAD]["attrs"]["review"] == "proposed"
    again = Review(path, "Priya Cole", ON)
    assert again.line(HEAD)["attrs"]["review"] == "accepted"
    assert held(path)[HEAD]["attrs"]["review"] == "accepted"
    assert [each.name for each in path.parent.iterdir()] == ["weald.jsonl"]


def test_a_journal_of_another_state_of_the_file_is_not_laid_over_it(path: Path) -> None:
    journal = path.with_name(f"{path.name}.journal")
    journal.write_text(json.dumps({"of": "another", "lines": []}), encoding="utf-8")
    assert len(Review(path, "Priya Cole", ON).facts) == 4
    assert not journal.exists()


def test_a_file_changed_elsewhere_is_not_written_over(review: Review, path: Path) -> None:
    write_proposals(path, LINES[:-1])
    before = digest_of(path)
    with pytest.raises(QuestionError, match="changed elsewhere"):
        review.accept(HEAD)
    assert digest_of(path) == before


@given(st.lists(st.tuples(st.sampled_from(["accept", "reject", "undo"]), st.integers(5, 8)), max_size=12))
def test_the_file_is_what_the_review_holds_after_any_sequence(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "weald.jsonl"
        write_proposals(path, LINES)
        review = Review(path, "Priya Cole", ON)
        for deed, at in steps:
            review.undo() if deed == "undo" else getattr(review, deed)(LINES[at]["id"])
        assert {line["id"]: line for line in review.facts}.items() <= held(path).items()
