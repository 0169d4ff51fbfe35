"""Reading a revised document again: ids hold, decisions stay, what is gone is kept apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.errors import UnreadableFile
from loaders.reading.decisions.proposals_file import proposal_lines, read_proposals, write_proposals
from loaders.reading.decisions.rereading import keep_decisions
from loaders.reading.documents.document import Document
from loaders.reading.documents.finding import find_quote, in_context
from loaders.reading.documents.plain_text import read_text
from loaders.reading.proposing import propose
from loaders.reading.reading import read

TEXT = """# The Weald schools

Priya Cole is headteacher of Ashdown Primary School.

Tom Hale is the school business manager at Beech Hill Primary School.

Ashdown Primary School and Beech Hill Primary School are federated.
"""
DECIDED = {"decided_by": "Ada Marsh", "decided_on": "2026-02-03"}
Line = dict[str, Any]


def lines_of(text: str) -> list[Line]:
    document = read_text("weald", text)
    return proposal_lines("weald", propose(read(document)))


def decided(lines: list[Line], fragment: str, review: str, **more: Any) -> list[Line]:
    """The lines with a decision on the fact whose id has ``fragment`` in it."""
    assert any(fragment in line["id"] for line in lines), [line["id"] for line in lines]
    return [
        {**line, "attrs": {**line["attrs"], "review": review, **DECIDED, **more}} if fragment in line["id"] else line
        for line in lines
    ]


def one(lines: list[Line], fragment: str) -> Line:
    return next(line for line in lines if fragment in line["id"])


def test_a_new_paragraph_and_another_heading_change_no_id_and_no_decision() -> None:
    before = decided(decided(lines_of(TEXT), "federation--", "accepted"), "tom-hale--school", "rejected")
    revised = TEXT.replace("# The Weald schools", "# Schools of the Weald\n\nA paragraph that came later.")
    after = keep_decisions(before, lines_of(revised))
    assert {line["id"] for line in after} == {line["id"] for line in before}
    assert one(after, "federation--")["attrs"]["review"] == "accepted"
    assert one(after, "tom-hale--school")["attrs"]["review"] == "rejected"
    old, new = (one(lines, "federation--")["evidence"]["lines"][0] for lines in (before, after))
    assert new == old + 2, "the evidence moves with the text"


def test_a_decided_fact_that_is_gone_stays_apart_and_an_undecided_one_goes() -> None:
    before = decided(lines_of(TEXT), "federation--", "accepted")
    shorter = TEXT.replace("Ashdown Primary School and Beech Hill Primary School are federated.", "")
    after = keep_decisions(before, lines_of(shorter.replace("Priya Cole is headteacher of", "We visited")))
    fact = one(after, "federation--")
    assert fact["attrs"]["no_longer_in_document"] is True
    assert fact["attrs"]["review"] == "accepted"
    assert not any("holds_role--person-priya" in line["id"] for line in after)
    assert keep_decisions(after, lines_of(TEXT))[-1]["attrs"].keys().isdisjoint({"no_longer_in_document"})


def test_a_fact_read_otherwise_waits_again_and_says_so() -> None:
    before = decided(lines_of(TEXT), "federation--", "accepted")
    denied = TEXT.replace("are federated", "are not federated")
    fact = one(keep_decisions(before, lines_of(denied)), "federation--")
    assert fact["negated"] is True
    assert fact["attrs"]["review"] == "proposed"
    assert fact["attrs"]["decided_before"] == "accepted by Ada Marsh on 2026-02-03, when it was read otherwise"


def test_an_amended_fact_stays_as_amended() -> None:
    before = decided(lines_of(TEXT), "federation--", "amended", **{"from": "2019"})
    fact = one(keep_decisions(before, lines_of(TEXT)), "federation--")
    assert (fact["attrs"]["from"], fact["attrs"]["review"]) == ("2019", "amended")


def test_names_found_to_be_one_stay_one() -> None:
    before = decided(lines_of(TEXT), "person-tom-hale", "proposed")
    before = [
        {**line, "attrs": {**line["attrs"], "review": "amended", "merged_into": "person-priya-cole", **DECIDED}}
        if line["id"] == "person-tom-hale"
        else line
        for line in before
    ]
    more = f"{TEXT}\nTom Hale is a governor of Elm Park School.\n"
    after = keep_decisions(before, lines_of(more))
    new = [line for line in after if line["id"].startswith("holds_role--person-tom-hale")]
    assert new
    assert {line["source"] for line in new} == {"person-priya-cole"}


def test_a_name_that_the_revision_gives_in_full_keeps_its_decisions() -> None:
    short = (
        "Priya Cole is headteacher of Ashdown Primary. Beech Hill Primary School and Ashdown Primary are federated.\n"
    )
    before = decided(lines_of(short), "federation--", "accepted")
    after = keep_decisions(before, lines_of(short.replace("of Ashdown Primary.", "of Ashdown Primary School.")))
    facts = [line for line in after if line["kind"] == "relation"]
    assert not [line for line in facts if "no_longer_in_document" in line["attrs"]]
    assert [line["attrs"]["review"] for line in facts if line["type"] == "federation"] == ["accepted"]


def test_the_same_text_read_again_changes_nothing() -> None:
    before = decided(lines_of(TEXT), "federation--", "rejected")
    assert sorted(keep_decisions(before, lines_of(TEXT)), key=str) == sorted(before, key=str)


def test_a_file_is_written_and_read_back_alike(tmp_path: Path) -> None:
    lines, path = lines_of(TEXT), tmp_path / "weald.jsonl"
    write_proposals(path, lines)
    assert sorted(read_proposals(path), key=str) == sorted(lines, key=str)
    assert [each.name for each in tmp_path.iterdir()] == ["weald.jsonl"]


@pytest.mark.parametrize("text", ['{"kind": "entity"}\n', '{"a": 1}\n', '{"kind":"entity","id":"a","attrs":{}}\n' * 2])
def test_another_file_is_refused_and_not_written_over(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFile, match="no file of proposals"):
        read_proposals(path)


def test_a_quote_is_found_across_broken_lines_and_shown_in_its_context() -> None:
    document = Document("d", "One two.\nThree\nfour five.\nSix seven eight nine.", ())
    assert find_quote(document, "Three four", (2, 3)) == (9, 19)
    assert find_quote(document, "ten") is None
    assert in_context(document, "Three four", (2,), around=9) == "One two. →Three four← five.…"
    assert in_context(document, "ten") == ""
