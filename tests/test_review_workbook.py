"""The workbook of proposals: what is locked and offered, and decisions made in it loaded and read back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from command_line import northmoor, run, save
from openpyxl import load_workbook

from graph.stores import open_store
from loaders.loading import load
from loaders.reading.decisions.proposals_file import proposal_lines, read_proposals
from loaders.reading.decisions.rereading import keep_decisions
from loaders.reading.documents.document import Document
from loaders.reading.documents.plain_text import read_text
from loaders.reading.in_register import offered
from loaders.reading.proposing import propose
from loaders.reading.reading import read
from visualisations.review_workbook import as_workbook

TEXT = """She is the one. Priya Cole is headteacher of Ashdown Primary School.

Tom Hale is the school business manager at Beech Hill Primary School.

Ashdown Primary School and Beech Hill Primary School are federated.
"""
ON = date(2026, 3, 1)
Book = Any


@pytest.fixture
def document() -> Document:
    return read_text("weald", TEXT)


@pytest.fixture
def path(document: Document, tmp_path: Path) -> Path:
    file = tmp_path / "weald.xlsx"
    lines = proposal_lines("weald", propose(read(document)))
    file.write_bytes(as_workbook(lines, document, {lines[0]["id"]: "clear: somebody"}))
    return file


def cells(book: Book, sheet: str) -> dict[str, dict[str, Any]]:
    """The cells of a sheet by the id of their row and the key of their column."""
    header, *rows = book[sheet].iter_rows()
    keys = [cell.value for cell in header]
    named = (dict(zip(keys, row, strict=True)) for row in rows)
    return {row["id"].value: row for row in named}


def decide(path: Path, *decisions: tuple[str, dict[str, str]]) -> None:
    """Write into the claims sheet, as a person would."""
    book: Book = load_workbook(path)
    rows = cells(book, "claims")
    for start, values in decisions:
        row = next(row for key, row in rows.items() if key.startswith(start))
        for key, value in values.items():
            row[key].value = value
    book.save(path)


def claims_in(path: Path) -> tuple[list[str], list[str], list[str]]:
    """Types of the claims loaded, their readers, and the reasons of what was refused."""
    with open_store(f"sqlite:///{path.parent}/held.db") as store:
        report = load(store, path, on=ON)[0]
        held = sorted(store.claims(), key=lambda claim: claim.type)
    assert report.rows_read == report.rows_kept + len(report.refusals)
    readers = [str(claim.evidence.read_by) for claim in held]
    return [claim.type for claim in held], readers, [refusal.reason for refusal in report.refusals]


def test_ids_and_words_are_locked_and_what_may_be_corrected_is_open(path: Path) -> None:
    book: Book = load_workbook(path)
    assert book["claims"].protection.sheet
    row = next(iter(cells(book, "claims").values()))
    assert {key for key, cell in row.items() if not cell.protection.locked} >= {"decision", "type", "role", "certainty"}
    assert all(row[key].protection.locked for key in ("id", "quote", "context", "says", "lines", "tier"))
    assert [sheet.title for sheet in book if sheet.sheet_state == "hidden"] == ["lists"]


def test_the_lists_offer_the_words_of_the_vocabulary(path: Path) -> None:
    book: Book = load_workbook(path)
    offers = list(_offers(book))
    assert ["accept", "reject", "amend"] in offers
    assert ["stated", "implied", "planned"] in offers
    assert any("federation" in words and "member_of" in words for words in offers)


def _offers(book: Book) -> Iterator[list[str]]:
    for choice in book["claims"].data_validations.dataValidation:
        yield [cell.value for (cell,) in book["lists"][choice.formula1.partition("!")[2].replace("$", "")]]


def test_a_row_shows_the_quote_in_its_context_and_what_the_register_offers(path: Path) -> None:
    book: Book = load_workbook(path)
    head = next(row for key, row in cells(book, "claims").items() if key.startswith("holds_role--person-priya"))
    assert head["context"].value.startswith("She is the one. →Priya Cole is headteacher")
    assert head["says"].value == "Priya Cole is headteacher of Ashdown Primary School"
    assert "clear: somebody" in [row["in_the_register"].value for row in cells(book, "nodes").values()]


def test_nothing_comes_in_before_a_decision(path: Path) -> None:
    types, _, reasons = claims_in(path)
    assert types == []
    assert any("nobody has reviewed" in reason for reason in reasons)


def test_decisions_load_in_the_name_of_who_signed_the_first(path: Path) -> None:
    book: Book = load_workbook(path)
    first, second, *_ = cells(book, "claims")
    decide(
        path,
        (first, {"decision": "accept", "decided_by": "Priya Cole", "decided_on": "2026-02-03"}),
        (second, {"decision": "Amend", "from": "2012-09"}),
    )
    types, readers, reasons = claims_in(path)
    assert len(types) == 2
    assert {reader.partition(", ")[2] for reader in readers} == {
        "confirmed by Priya Cole on 2026-02-03",
        "amended by Priya Cole on 2026-02-03",
    }
    assert len([reason for reason in reasons if "nobody has reviewed" in reason]) == 1


def test_a_decision_without_a_name_or_that_is_none_is_refused(path: Path) -> None:
    book: Book = load_workbook(path)
    first, second, *_ = cells(book, "claims")
    decide(path, (first, {"decision": "accept"}), (second, {"decision": "perhaps"}))
    _, _, reasons = claims_in(path)
    assert any("nobody is named who decided" in reason for reason in reasons)
    assert any("not 'perhaps'" in reason for reason in reasons)


def test_reading_again_keeps_what_was_decided_in_the_workbook(path: Path, document: Document) -> None:
    book: Book = load_workbook(path)
    first = next(iter(cells(book, "claims")))
    decide(path, (first, {"decision": "reject", "decided_by": "Priya Cole"}))
    lines = keep_decisions(read_proposals(path), proposal_lines("weald", propose(read(document))))
    again = as_workbook(lines, document, {})
    book = load_workbook(io.BytesIO(again))
    assert cells(book, "claims")[first]["decision"].value == "reject"
    assert cells(book, "claims")[first]["decided_by"].value == "Priya Cole"


def test_hostile_words_are_no_formula() -> None:
    document = read_text("weald", "=1+1 Priya Cole is headteacher of Ashdown Primary School.\n")
    lines = proposal_lines("weald", propose(read(document)))
    hostile = [{**line, "name": '=HYPERLINK("http://x")\x07'} if line["kind"] == "entity" else line for line in lines]
    book: Book = load_workbook(io.BytesIO(as_workbook(hostile, document, {})))
    assert "f" not in {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}


def test_the_register_offers_candidates_and_nothing_is_written_into_its_store(tmp_path: Path) -> None:
    url = save(northmoor(), tmp_path / "northmoor.db")
    document = read_text("weald", "Ashdown Primary School and Elm Park School in Northmoor are federated.\n")
    proposals = propose(read(document))
    with open_store(url) as store:
        before = store.counts()
        found = offered(store, proposals.nodes, proposals.claims, "Northmoor")
        assert store.counts() == before
    assert any("(urn:100001)" in words for words in found.values()), found


def test_the_command_writes_the_workbook_with_candidates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    url = save(northmoor(), tmp_path / "northmoor.db")
    Path("weald.txt").write_text("Ashdown Primary School and Elm Park School are federated.\n", encoding="utf-8")
    ran = run("read", "weald.txt", "-o", "weald.xlsx", "--store", url, "--authority", "Northmoor")
    assert (ran.code, "schoolties load weald.xlsx" in ran.err) == (0, True)
    book: Book = load_workbook("weald.xlsx")
    shown = [str(row["in_the_register"].value) for row in cells(book, "nodes").values()]
    assert any("urn:100001" in text for text in shown), shown
