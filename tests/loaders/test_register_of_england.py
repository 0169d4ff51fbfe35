"""The real files of the register, whole: every row is kept or refused with a known reason. Needs ../shared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from register_files import claims_of, load_one, node_of

from graph.dates import PartialDate
from graph.errors import UnreadableFile
from graph.records import Claim
from graph.store import Store
from graph.stores.memory import MemoryStore
from loaders.report import LoadReport

# File, kind, rows read, rows refused: in this order, so that links find their schools.
FILES = (
    ("derived/establishments_merged.csv.gz", "gias-establishments", 51_689, 0),
    ("edubaseallstatefunded20250717.csv.gz", "gias-establishments", 22_010, 0),
    ("edubaseallacademiesandfree20250717.csv.gz", "gias-establishments", 11_604, 0),
    ("links_edubasealldata20250422.csv.gz", "gias-links", 33_801, 168),
    ("allgroups_sap_20260806.csv.gz", "gias-groups", 7_176, 1),
    ("grouplinks_edubaseallacademiesandfree20170403.csv.gz", "gias-group-links", 9_853, 0),
    ("derived/federation_members_2016.csv", "federation-members", 993, 0),
    ("system-leaders/teaching_schools_20180312.csv", "teaching-schools", 808, 0),
)
# Extract and fixture of every other form: kind, rows read, rows refused.
FIXTURES = (
    ("claim_example_schools_data_2018.csv", "gias-establishments", 4, 1),
    ("claim_example_bad_schools_data_2018.csv", "gias-establishments", 1, 1),
    ("tv_example_schools_data.csv", "gias-establishments", 19, 10),
    ("npq_gias_sample_20210504.csv", "gias-establishments", 99, 0),
    ("itt_gias_subset_202402.csv", "gias-establishments", 8, 0),
    ("ebi_gias_synthetic_full_header.csv", "gias-establishments", 60, 0),
    ("ecf_gias_soap_ecf_tech.csv", "gias-establishments", 6, 5),
    ("ecf_gias_soap_links.csv", "gias-links", 3, 3),
    ("ecf_gias_soap_groups.csv", "gias-groups", 3, 0),
    ("ecf_gias_soap_groupLinks.csv", "gias-group-links", 3, 3),
    ("ebi_alllinksdata_synthetic.csv", "gias-group-links", 60, 0),
    ("tv_example_links_data.csv", "gias-group-links", 3, 0),
    ("tv_example_groups_data.csv", "gias-groups", 4, 0),
    ("dfe_complete_gias_groups_data_good.csv", "gias-groups", 3, 0),
)


@dataclass(frozen=True)
class England:
    """The store with all files loaded in order, and the report of each."""

    store: Store
    reports: dict[str, LoadReport]

    def reasons(self, file: str) -> Counter[str]:
        return Counter(refusal.value for refusal in self.reports[file].refusals)


@pytest.fixture(scope="module")
def england(shared: Path) -> England:
    store = MemoryStore()
    return England(store, {file: load_one(shared / "gias" / file, store)[1] for file, *_ in FILES})


@pytest.mark.parametrize(("file", "kind", "read", "refused"), FILES)
def test_every_row_of_the_register_is_kept_or_refused(
    england: England, file: str, kind: str, read: int, refused: int
) -> None:
    report = england.reports[file]
    assert (report.kind, report.rows_read, report.rows_refused) == (kind, read, refused)


@pytest.mark.parametrize(("file", "kind", "read", "refused"), FIXTURES)
def test_every_other_form_of_the_register_is_recognised(
    shared: Path, file: str, kind: str, read: int, refused: int
) -> None:
    _, report = load_one(shared / "gias" / "fixtures" / file)
    assert (report.kind, report.rows_read, report.rows_refused) == (kind, read, refused)


def test_links_are_refused_for_what_they_do_not_tell(england: England) -> None:
    assert england.reasons("links_edubasealldata20250422.csv.gz") == {
        "Result of Amalgamation": 102,
        "Other": 15,
        "Merged - expansion in school capacity and changer in age range": 9,
        "Merged - change in age range": 9,
        "Merged - expansion of school capacity": 5,
        "Closure": 3,
        "Expansion": 3,
        "Predecessor - amalgamated": 10,
        "Successor": 2,
        "Successor - merged": 2,
        "Successor - Split School": 2,
        "Predecessor - Split School": 2,
        "Predecessor": 2,
        # The register puts three schools in a circle, and says so from both sides.
        "urn:146558 -> urn:142855 -> urn:121064 -> urn:146558": 2,
    }


def test_one_group_is_refused_for_closing_the_day_before_it_opened(england: England) -> None:
    assert list(england.reasons("allgroups_sap_20260806.csv.gz")) == ["2017-05-01 to 2017-04-30"]


def test_the_children_centres_are_refused_as_what_they_are(shared: Path) -> None:
    _, report = load_one(shared / "gias" / "edubaseallchildrencentre20250727.csv.gz")
    assert (report.rows_read, report.rows_kept, report.summary) == (2_855, 0, None)
    [(reason, rows)] = report.reasons
    assert rows == 2_855
    assert "children's centre" in reason


def test_a_workbook_of_the_old_kind_is_refused_with_the_way_out(shared: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"before 2007(?s:.)*\.xlsx"):
        load_one(shared / "gias" / "system-leaders" / "teaching_schools_20180312.xls")


def test_the_register_is_held_whole(england: England) -> None:
    counts = england.store.counts()
    assert counts.nodes["school"] == 51_699
    assert counts.nodes["local_authority"] == 187
    assert counts.claims["partnership"] == 192
    assert counts.claims["succeeds"] == 33_441


def test_newcroft_of_2012_is_the_community_school_and_not_the_academy_after_it(england: England) -> None:
    school = node_of(england.store, "urn:119950")
    assert (school.name, school.closed) == ("Newcroft Primary School", PartialDate(2016, 8, 31))
    followers = {claim.source for claim in _claims(england, "succeeds", "urn:119950") if claim.target == school.id}
    assert len(followers) == 1
    assert node_of(england.store, followers.pop()).attributes["establishment_type"] == "Academy converter"


def test_hind_leys_goes_by_its_later_name_and_is_found_by_the_earlier(england: England) -> None:
    school = node_of(england.store, "urn:120274")
    assert (school.name, school.aliases) == ("Iveshead School", ("Hind Leys Community College",))


def test_two_schools_of_reading_became_one_and_then_an_academy(england: England) -> None:
    succeeded = {
        (claim.source, claim.target) for claim in _claims(england, "succeeds", "urn:109783", "urn:109784", "urn:133423")
    }
    assert {
        ("urn:133423", "urn:109783"),
        ("urn:133423", "urn:109784"),
        ("urn:139653", "urn:133423"),
    } <= succeeded


def test_lutley_and_lapal_are_federated_in_the_group_that_the_register_still_shows_open(england: England) -> None:
    group = node_of(england.store, "uid:1496")
    assert (group.kind, group.opened, group.attributes["status"]) == ("federation", PartialDate(2012, 1, 1), "Open")


def test_belleville_joined_its_trust_in_2011(england: England) -> None:
    members = [claim for claim in _claims(england, "member_of", "uid:2287") if claim.source == "urn:137563"]
    assert [claim.start for claim in members] == [PartialDate(2011, 10, 1)]


def test_every_open_state_funded_school_has_a_head_but_where_the_post_is_vacant(england: England) -> None:
    heads = [
        claim for claim in claims_of(england.store, "holds_role") if claim.target and claim.target.startswith("urn:")
    ]
    of_state_funded = [claim for claim in heads if "statefunded" in claim.dataset]
    assert len(of_state_funded) == 22_008
    assert {claim.role for claim in of_state_funded} == {
        "assistant headteacher",
        "deputy headteacher",
        "executive headteacher",
        "head of school",
        "headteacher",
    }


def test_loading_a_file_of_the_register_again_changes_nothing(england: England, shared: Path) -> None:
    _, again = load_one(shared / "gias" / "links_edubasealldata20250422.csv.gz", england.store)
    assert again.sentence().endswith("nothing in the store changed.")
    assert again.rows_refused == 168


def _claims(england: England, type: str, *nodes: str) -> list[Claim]:
    return list(england.store.claims(types=[type], touching=nodes))
