"""The data that comes with schoolties: it loads whole, fits together, and says where it is from."""

from __future__ import annotations

import gzip
import subprocess
import sys
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from conftest import REPOSITORY

from graph.errors import StoreError
from graph.records import SAME, UNDECIDED, Dataset, Decision
from graph.stores.memory import MemoryStore
from loaders.bundled import CASE_FILES, REGISTER_FILES, bundled_authorities, bundled_decisions, load_bundled, notice
from loaders.matching import NONE, propose
from loaders.report import LoadReport

TODAY = date(2026, 12, 1)
FIVE = {f"la:{code}" for code in bundled_authorities()}
HOST = "host-policy-research-2014-bfccf1"


@pytest.fixture(scope="module")
def loaded() -> tuple[MemoryStore, list[LoadReport]]:
    store = MemoryStore()
    return store, load_bundled(store, on=TODAY)


def test_every_file_loads(loaded: tuple[MemoryStore, list[LoadReport]]) -> None:
    store, reports = loaded
    assert [report.file.name for report in reports] == [*REGISTER_FILES, *CASE_FILES]
    assert {dataset.id for dataset in store.datasets()} == {report.dataset.id for report in reports}
    cases = [report for report in reports if report.kind == "case-file"]
    assert [(report.file.name.partition(".")[0], report.rows_kept) for report in cases] == [
        ("belleville", 56),
        ("brighton", 277),
        ("lutley", 111),
        ("newcroft", 148),
        ("whitley", 127),
    ]
    assert all(report.rows_refused == 0 for report in cases)


def test_only_links_that_tell_no_direction_are_refused(loaded: tuple[MemoryStore, list[LoadReport]]) -> None:
    refused = [refusal for report in loaded[1] if report.kind != "gias-links" for refusal in report.refusals]
    assert refused == []


def test_a_second_load_changes_nothing(loaded: tuple[MemoryStore, list[LoadReport]]) -> None:
    again = load_bundled(loaded[0], on=date(2027, 1, 1))
    tallies = [tally for report in again if report.summary for tally in (report.summary.nodes, report.summary.claims)]
    assert len(tallies) == 2 * len(again)
    assert all((tally.added, tally.changed, tally.withdrawn) == (0, 0, 0) for tally in tallies)


def test_the_five_authorities_are_there_with_their_schools(loaded: tuple[MemoryStore, list[LoadReport]]) -> None:
    store, _ = loaded
    councils = sorted(node.name for node in store.nodes(ids=FIVE))
    assert councils == ["Brighton and Hove", "Dudley", "Leicestershire", "Reading", "Wandsworth"]
    schools = {claim.source: claim.target for claim in store.claims(types=["in_authority"], touching=FIVE)}
    in_register = [urn for urn in schools if urn.startswith("urn:")]
    assert len(in_register) == 1304
    assert sum(school.attributes.get("status") == "Open" for school in store.nodes(ids=in_register)) > 700


def test_every_school_of_the_case_studies_is_decided_on(loaded: tuple[MemoryStore, list[LoadReport]]) -> None:
    store, _ = loaded
    assert [proposal for proposal in propose(store) if proposal.verdict != NONE] == []
    nodes = {node.id: node for node in store.nodes()}
    for decision in bundled_decisions():
        assert decision.verdict == SAME
        assert nodes[decision.left].type == nodes[decision.right].type
        assert decision.by
        assert decision.reasons
        assert nodes[decision.left].type != "person"
        assert not nodes[decision.left].is_anonymous


def test_the_earlier_life_of_a_school_is_meant() -> None:
    found = {decision.left: decision.right for decision in bundled_decisions()}
    assert found[f"{HOST}:e18"] == "urn:119950"
    assert found[f"{HOST}:e108"] == "uid:1496"


def test_what_the_user_decided_stands() -> None:
    store = MemoryStore()
    mine = Decision(left=f"{HOST}:e18", right="urn:119950", verdict="different", by="Priya Cole", on="2026-11-30")
    store.decide([mine])
    load_bundled(store, on=TODAY)
    assert mine in store.decisions()
    assert UNDECIDED not in {decision.verdict for decision in store.decisions()}


def test_another_edition_of_a_file_is_not_overwritten() -> None:
    store = MemoryStore()
    national = Dataset(
        id="gias-links:links_edubasealldata20250422", title="Links", kind="gias-links", file="links.csv", digest="0"
    )
    store.load(national, [], on=TODAY)
    with pytest.raises(StoreError, match=r"another edition of gias-links:links_edubasealldata20250422.*links\.csv"):
        load_bundled(store, on=TODAY)


def test_the_notice_names_every_file_and_the_licence() -> None:
    text = notice()
    assert "Open Government Licence v3.0" in text
    for name in REGISTER_FILES:
        assert name in text
    for name in CASE_FILES:
        assert name.partition(".")[0] in text


def test_the_data_is_small() -> None:
    sizes = [len((files("loaders.data") / name).read_bytes()) for name in (*REGISTER_FILES, *CASE_FILES)]
    assert sum(sizes) < 1_000_000


def unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def test_the_script_makes_the_same_data(shared: Path, tmp_path: Path) -> None:
    made = tmp_path / "data"
    command = [sys.executable, "-m", "tools.make_bundled_data", str(shared), str(made)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    for name in (*REGISTER_FILES, *CASE_FILES, "decisions.jsonl"):
        assert unpacked(made / name) == unpacked(REPOSITORY / "loaders/data" / name), name
