"""The scorer counts as the script beside the gold facts does, and the case studies are read as well as is claimed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from graph.records import Claim, Evidence, Node
from loaders.case_writer import write_case_file
from loaders.reading.documents.opening import open_document
from loaders.reading.proposing import Proposals, propose
from loaders.reading.reading import read
from loaders.reading.scoring import Gold, read_gold, score

CASES = ("newcroft", "lutley")


def proposals(shared: Path, case: str) -> Proposals:
    return propose(read(open_document(shared / "casestudies" / f"{case}.txt")))


def node(id_: str, type_: str, name: str) -> Node:
    return Node(id=id_, type=type_, name=name, dataset="")


def claim(source: str, type_: str, target: str, *, negated: bool = False) -> Claim:
    evidence = Evidence(document="d")
    return Claim(
        id=f"{source}{target}", type=type_, source=source, target=target, dataset="", evidence=evidence, negated=negated
    )


GOLD = Gold(
    {
        "e1": {"id": "e1", "type": "school", "name": "Oak Primary School", "aliases": ["Oak"], "by": ["A", "B"]},
        "e2": {"id": "e2", "type": "school", "name": "Elm School", "aliases": [], "by": ["A", "B"]},
        "e3": {"id": "e3", "type": "group", "name": "Weald Cluster", "aliases": [], "by": ["A"]},
    },
    [
        {"type": "federation", "source": "e2", "target": "e1", "by": ["A", "B"], "negated": False, "certainty": "stated", "extra": ""},
        {"type": "member_of", "source": "e1", "target": "e3", "by": ["A"], "negated": False, "certainty": "stated", "extra": ""},
        {"type": "supports", "source": "e1", "target": "e2", "by": ["A", "B"], "negated": False, "certainty": "planned", "extra": ""},
    ],
)  # fmt: skip


def test_what_both_gave_is_asked_for_and_what_either_gave_is_right() -> None:
    nodes = [
        node("a", "school", "Oak"),
        node("b", "school", "Elm"),
        node("c", "group", "Weald Cluster"),
        node("d", "school", "Ash"),
    ]
    claims = [claim("a", "federation", "b"), claim("a", "member_of", "c"), claim("b", "member_of", "c")]
    marks = score(nodes, claims, GOLD)
    assert (marks.entities.proposed, marks.entities.right, marks.entities.wanted, marks.entities.found) == (4, 3, 2, 2)
    assert (marks.relations.proposed, marks.relations.right, marks.relations.wanted) == (3, 2, 1)
    assert marks.relations.precision == pytest.approx(2 / 3)
    assert marks.relations.recall == 1
    assert marks.relations.f1 == pytest.approx(0.8)
    assert marks.by_type["federation"].f1 == 1


def test_what_is_denied_does_not_count_and_nothing_proposed_has_no_precision() -> None:
    marks = score([node("a", "school", "Oak")], [claim("a", "federation", "b", negated=True)], GOLD)
    assert (marks.relations.precision, marks.relations.recall, marks.relations.f1) == (None, 0, None)
    assert marks.missed == ("federation Oak Primary School → Elm School",)


@pytest.mark.parametrize("case", CASES)
def test_it_counts_as_the_script_does(shared: Path, tmp_path: Path, case: str) -> None:
    found = proposals(shared, case)
    path = tmp_path / f"{case}.jsonl"
    write_case_file(path, found.nodes, found.claims)
    gold = shared / "casestudies" / f"{case}.gold.json"
    words = [sys.executable, str(shared / "tools" / "score_extraction.py"), str(path), str(gold), "--case", case]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    theirs = [float(number) for number in re.findall(r"(?:P|R|F1) (\d\.\d\d)", told)]
    marks = score(found.nodes, found.claims, read_gold(gold, case))
    ours = [share for one in (marks.entities, marks.relations) for share in (one.precision, one.recall, one.f1)]
    assert [round(share or 0, 2) for share in ours] == theirs


@pytest.mark.parametrize("case", CASES)
def test_the_case_studies_are_read_well(shared: Path, case: str) -> None:
    found = proposals(shared, case)
    marks = score(found.nodes, found.claims, read_gold(shared / "casestudies" / f"{case}.gold.json", case))
    assert (marks.entities.f1 or 0) >= 0.90
    assert (marks.relations.f1 or 0) >= 0.70
    assert (marks.by_tier[1].precision or 0) >= 0.70
