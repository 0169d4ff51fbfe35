"""Leaders, people alone and partners, asked of the bundled data: facts known beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from graph.projection import Ledger, Reading
from graph.store import Store
from graph.stores.memory import MemoryStore
from loaders.bundled import CASE_DAYS, load_bundled
from queries.boundary import Boundary
from queries.deployment import DEPLOYED, DEPLOYMENTS, NONE_READ
from queries.hub import REACHED, hub_reach
from queries.lacking import SHARES, UNREAD, lacking
from queries.leaders import leaders, without_leaders
from queries.partners import partners
from queries.people import NEW, people_alone
from queries.wishes import Asked

JUNE_2012 = date(2012, 6, 30)
AUTUMN_2012 = date(2012, 10, 31)
SEPTEMBER_2013 = date(2013, 9, 30)


@pytest.fixture(scope="module")
def bundled() -> Iterator[tuple[Store, Ledger]]:
    with MemoryStore() as store:
        load_bundled(store, on=date(2026, 11, 21))
        yield store, Ledger.read(store)


def test_reading_its_head_leads_undeployed_and_its_former_cluster_manager_comes_from_outside(
    bundled: tuple[Store, Ledger],
) -> None:
    store, ledger = bundled
    answer = leaders(store, Boundary("Reading"), Reading(SEPTEMBER_2013), ledger=ledger)
    found = {row.works_at[-1]: (row.deployment, row.from_outside) for row in answer.rows}
    assert found["Whitley Excellence Cluster (chair of cluster)"] == (NONE_READ, False)
    assert [row.deployment for row in answer.rows if row.from_outside] == [DEPLOYED]
    assert all(row.days.left is None for row in answer.rows)


def test_dudley_both_leaders_of_the_federation_are_deployed(bundled: tuple[Store, Ledger]) -> None:
    store, ledger = bundled
    rows = leaders(store, Boundary("Dudley"), Reading(AUTUMN_2012), ledger=ledger).rows
    assert [row.deployment for row in rows] == [DEPLOYED, DEPLOYED]
    assert {row.authority for row in rows} == {"Dudley"}
    assert any("two half-days a week" in text and text.endswith("over") for row in rows for text in row.deployments)


def test_in_every_authority_the_lists_are_disjoint_and_whole(bundled: tuple[Store, Ledger]) -> None:
    store, ledger = bundled
    for case in CASE_DAYS:
        answer = leaders(store, Boundary(case.authority), Reading(case.on), ledger=ledger)
        lists = [{row.id for row in answer.on_standing(standing)} for standing in DEPLOYMENTS]
        assert sum(map(len, lists)) == len(set().union(*lists)) == len(answer.rows)


def test_only_wandsworth_has_a_teaching_school_in_june_2012(bundled: tuple[Store, Ledger]) -> None:
    store, ledger = bundled
    rows = without_leaders(store, Boundary(), Reading(JUNE_2012), ledger=ledger).rows
    total = {row.authority: row for row in reversed(rows)}
    assert [name for name, row in sorted(total.items()) if "teaching school" not in row.none_of] == ["Wandsworth"]


def test_the_hub_of_wandsworth_reaches_its_partner_in_the_alliance(bundled: tuple[Store, Ledger]) -> None:
    store, ledger = bundled
    answer = hub_reach(store, "Belleville Primary School", Boundary(), Reading(JUNE_2012), ledger=ledger)
    assert [row.name for row in answer.rows if row.reach == REACHED] == ["Southfields Community College"]
    assert any("two-thirds of all schools in Wandsworth" in text for text in answer.assumptions)


def test_the_new_head_of_whitwick_is_first_among_those_alone_in_post(bundled: tuple[Store, Ledger]) -> None:
    store, ledger = bundled
    answer = people_alone(store, Boundary("Leicestershire"), Reading(JUNE_2012), roles=["headship"], ledger=ledger)
    assert answer.rows[0].school.startswith("Whitwick St John")
    assert [row.time_in_post for row in answer.rows].count(NEW) == 1


def test_the_schools_of_a_cluster_share_its_manager(bundled: tuple[Store, Ledger]) -> None:
    store, ledger = bundled
    rows = lacking(store, "SBM", Boundary("Reading"), Reading(SEPTEMBER_2013), ledger=ledger).rows
    shared = {row.school for row in rows if row.standing == SHARES}
    assert len(shared) == 9
    assert "Geoffrey Field Junior School" in shared
    assert {row.standing for row in rows} == {SHARES, UNREAD}


def test_a_school_of_the_same_group_is_the_nearest_partner_of_newcroft(bundled: tuple[Store, Ledger]) -> None:
    store, ledger = bundled
    wishes = Asked(size="similar", near=15)
    nearest, *others = partners(store, "119950", wishes, Reading(JUNE_2012), ledger=ledger).rows
    assert nearest.in_common == ("both in Shepshed group",)
    assert nearest.name == "St Botolph's Church of England Primary School"
    assert nearest.distance_km == pytest.approx(0.9, abs=0.05)
    distances = [row.distance_km for row in others if not row.not_known]
    assert distances == sorted(distances, key=lambda far: far or 0)
    assert all(far is not None and far <= 15 for far in distances)


def test_the_register_gives_most_schools_a_place(bundled: tuple[Store, Ledger]) -> None:
    store, _ = bundled
    schools = [node for node in store.nodes(type="school") if node.attributes.get("status") == "Open"]
    placed = [node for node in schools if node.attributes.get("easting")]
    assert len(placed) > 0.8 * len(schools)
