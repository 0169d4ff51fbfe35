"""Every word of a block knows its place, and every quote stands in the document."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.reading.documents.document import is_verbatim
from loaders.reading.documents.plain_text import read_text
from loaders.reading.proposing import propose
from loaders.reading.reading import read

FRAGMENTS = [
    "Helen Marsh", "is headteacher of", "Oak School", "Elm Primary", "and", ", ", ". ", "\n", "\n\n", "- ", "Weald Cluster",
    "the school", "She", "is a member of", "supports", "ﬁnance", "part-\nnership", "\u00a0", "federated with", "NLE", "in 2012-13",
    "was seconded to", " | ", "\t", "Name | School\n", "(", ")", "’s", "HT2", "School 4", "1. ", "not ", "Kent County Council", "…",
]  # fmt: skip


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map(" ".join))
def test_every_quote_of_a_proposal_is_verbatim(text: str) -> None:
    proposals = propose(read(read_text("a note", text)))
    assert all(is_verbatim(claim.evidence.quote or "", text) for claim in proposals.claims)
    assert not [fault for fault in proposals.rejected if "quote" in fault.reason and "stand" in fault.reason]


@given(st.text())
def test_any_text_can_be_read_and_every_letter_knows_its_place(text: str) -> None:
    document = read_text("a note", text)
    for block in document.blocks:
        assert len(block.text) == len(block.spots)
        assert list(block.spots) == sorted(block.spots)
        assert all(0 <= spot < len(text) for spot in block.spots)


def test_a_word_broken_at_a_line_is_mended_and_quoted_as_found() -> None:
    raw = "The heads of the Weald Cluster have formed a part-\nnership with Oak School in the valley this year.\n"
    (block,) = read_text("a note", raw).blocks
    assert "partnership" in block.text
    start = block.text.index("partnership")
    place = read_text("a note", raw).place(block, start, start + len("partnership"))
    assert (place.quote, place.lines) == ("part- nership", (1, 2))


@pytest.mark.parametrize("case", ["newcroft", "lutley"])
def test_quotes_of_the_case_studies_stand_in_their_lines(shared: Path, case: str) -> None:
    raw = (shared / "casestudies" / f"{case}.txt").read_text(encoding="utf-8")
    proposals = propose(read(read_text(case, raw)))
    lines = raw.split("\n")
    for claim in proposals.claims:
        there = "\n".join(lines[number - 1] for number in claim.evidence.lines)
        assert is_verbatim(claim.evidence.quote or "", there)
    assert proposals.claims
