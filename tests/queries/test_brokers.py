"""Who joins whom: groups from columns and from the graph, words and examples, what is left out, people by name."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from worlds import ON, World

from graph.direction import Direction
from graph.errors import NotFound, QuestionError
from graph.projection import Ledger, Reading
from graph.stores.memory import MemoryStore
from loaders.loading import load
from queries import open_pairs
from queries.brokers import EXAMPLES_FOR, Broker, Brokering, BrokersAnswer, brokers
from queries.measures.brokerage import ROLES

# Ash and Beech are of the north, Cherry and Damson of the south, Elm of the west. Ash -> Beech -> Cherry -> Elm.
NODES = """id,name,Sector
a,Ash,north
b,Beech,north
c,Cherry,south
d,Damson,south
e,Elm,west
"""
TIES = "source,target\na,b\nb,c\nc,e\n"


def answer_of(folder: Path, by: str, nodes: str = NODES, ties: str = TIES, **asked: Any) -> BrokersAnswer:
    store = MemoryStore()
    for name, text in (("nodes.csv", nodes), ("ties.csv", ties)):
        (folder / name).write_text(text, encoding="utf-8")
        load(store, folder / name, on=date.today())
    return brokers(store, Brokering(by, **asked), Reading(date.today()))


def of_world(world: World, by: str, **asked: Any) -> BrokersAnswer:
    return brokers(world.built(), Brokering(by, **asked), Reading(ON))


def by_id(answer: BrokersAnswer) -> dict[str, Broker]:
    return {row.id: row for row in answer.rows}


def counts(row: Broker) -> dict[str, float]:
    return {role.role: role.times for role in row.roles if role.times}


def said(answer: BrokersAnswer, part: str) -> str:
    """The one assumption in which the part stands, '' if none does."""
    return next((sentence for sentence in answer.assumptions if part in sentence), "")


def test_every_node_has_a_row_isolates_too_with_its_roles_and_what_chance_would_give(tmp_path: Path) -> None:
    answer = answer_of(tmp_path, "sector")
    rows = by_id(answer)
    assert set(rows) == set("abcde")
    assert counts(rows["b"]) == {"representative": 1, "total": 1}
    assert counts(rows["c"]) == {"liaison": 1, "total": 1}
    assert counts(rows["d"]) == {}
    b = rows["b"].fields()
    assert b["representative"] == 1
    assert b["representative_expected"] == pytest.approx((3 / 20) ** 2 * (17 / 20) * 3)
    assert b["representative_z"] > 0
    assert b["coordinator_z"] is None  # two in the group: no third to join
    assert rows["d"].constraint is None
    assert rows["a"].constraint == 1
    assert (rows["a"].hierarchy, rows["d"].ei, rows["c"].ei) == (None, None, 1)


def test_the_first_lines_name_the_broker_its_groups_and_whom_it_joins(tmp_path: Path) -> None:
    answer = answer_of(tmp_path, "SECTOR ")
    day = f"{date.today():%-d %B %Y}"
    assert answer.sentence == (
        f"On {day}, of 5 schools, told apart by Sector, 2 join others that have no tie of their own; most of all Beech"
        " and Cherry."
    )
    first, second = answer.rows[:2]
    assert [example.sentence for example in (*first.examples, *second.examples)] == [
        "Beech is a representative of north towards south, joining Ash to Cherry (1 pair)",
        "Cherry is a liaison between north and west, joining Beech to Elm (1 pair)",
    ]
    assert [claim.sentence for claim in first.examples[0].claims] == [
        "Ash works with Beech",
        "Beech works with Cherry",
    ]
    assert answer.question == "Who joins others that have no tie of their own, grouped by Sector?"


def test_where_every_tie_goes_both_ways_there_is_no_z_and_a_pair_is_told_once(tmp_path: Path) -> None:
    answer = answer_of(tmp_path, "sector", ties="source,target,directed\na,b,no\nb,c,no\n")
    row = by_id(answer)["b"]
    assert counts(row) == {"representative": 1, "gatekeeper": 1, "total": 2}
    assert row.pairs == 1
    assert all(role.z is None and role.expected is not None for role in row.roles)
    assert [example.role for example in row.examples] == ["gatekeeper"]
    assert row.examples[0].sentence.endswith("(1 pair)")
    assert "a z is not valid" in said(answer, "counts twice")


def test_the_direction_can_be_overridden_and_is_said(tmp_path: Path) -> None:
    star = "source,target\na,b\na,c\na,e\n"
    one_way = answer_of(tmp_path, "sector", ties=star)
    assert not any(row.total for row in one_way.rows)
    assert "--direction both-ways" in one_way.sentence
    assert said(one_way, "goes the way its row is written")
    both = answer_of(tmp_path, "sector", ties=star, direction=Direction.BOTH_WAYS)
    assert by_id(both)["a"].total == 6
    assert "Every tie goes both ways." in both.assumptions


def test_nodes_without_a_value_are_left_out_with_their_ties_and_counted(tmp_path: Path) -> None:
    nodes = NODES.replace("b,Beech,north", "b,Beech,")
    answer = answer_of(tmp_path, "sector", nodes=nodes)
    assert set(by_id(answer)) == set("acde")
    assert answer.boundary.endswith("4 schools")
    assert said(answer, "without a value for Sector") == "1 node without a value for Sector left out, with all ties."
    rest = answer_of(tmp_path, "sector", nodes=nodes, rest=True)
    assert by_id(rest)["b"].groups == ("no Sector",)
    assert counts(by_id(rest)["b"]) == {"liaison": 1, "total": 1}


def test_several_groups_of_a_node_count_in_parts_and_add_up(tmp_path: Path) -> None:
    nodes = NODES.replace("b,Beech,north", "b,Beech,north; south")
    answer = answer_of(tmp_path, "sector", nodes=nodes)
    beech = by_id(answer)["b"]
    assert beech.groups == ("north", "south")
    assert counts(beech) == {"representative": 0.5, "gatekeeper": 0.5, "total": 1}
    assert all(role.expected is None and role.z is None for row in answer.rows for role in row.roles)
    assert answer.mixing is None
    assert "drawn by lot" in said(answer, "1/k")
    assert "less than 1 pair" in beech.examples[0].sentence


def test_a_column_of_the_table_comes_before_the_word_of_the_graph(tmp_path: Path) -> None:
    nodes = "id,type,name,authority\na,school,Ash,x\nb,school,Beech,y\nla:9,local authority,Weald,\n"
    ties = "source,type,target\na,in_authority,la:9\nb,in_authority,la:9\n"
    answer = answer_of(tmp_path, "authority", nodes=nodes, ties=ties)
    assert {row.id: row.groups for row in answer.rows} == {"a": ("x",), "b": ("y",)}


def test_a_column_that_nobody_has_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(
        QuestionError, match=r"(?s)no node in question has a column 'colour'.*Columns held: Sector.*trust"
    ):
        answer_of(tmp_path, "colour")
    with pytest.raises(QuestionError, match="there is no layer 'friendship'"):
        answer_of(tmp_path, "sector", layers=("friendship",))
    with pytest.raises(NotFound):
        answer_of(tmp_path, "sector", authority="Atlantis")


def test_only_ties_of_a_layer_count_if_one_is_asked_for(tmp_path: Path) -> None:
    ties = "source,type,target\na,supports,b\nb,partnership,c\nb,supports,e\n"
    assert counts(by_id(answer_of(tmp_path, "sector", ties=ties))["b"])["total"] == 2
    answer = answer_of(tmp_path, "sector", ties=ties, layers=("support",))
    assert counts(by_id(answer)["b"])["total"] == 1
    assert by_id(answer)["c"].contacts == 0
    assert len(by_id(answer)["b"].examples[0].claims) == 2


def test_shuffling_gives_a_share_for_each_role_with_its_seed_said(tmp_path: Path) -> None:
    answer = answer_of(tmp_path, "sector", permutations=50, seed=7)
    fields = by_id(answer)["b"].fields()
    assert 1 / 51 <= fields["representative_p"] <= 1
    assert "total_p" not in fields
    assert "50 networks" in said(answer, "seed 7")
    assert answer.mixing is not None
    assert set(answer.mixing) >= {"ei", "ei_rescaled", "p_as_low", "p_as_high", "groups"}
    assert "representative_p" not in by_id(answer_of(tmp_path, "sector"))["b"].fields()


def test_ties_of_another_day_are_counted_as_such(tmp_path: Path) -> None:
    store = MemoryStore()
    for name, text in (("nodes.csv", NODES), ("ties.csv", TIES)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        load(store, tmp_path / name, on=date.today())
    answer = brokers(store, Brokering("sector"), Reading(date(2001, 1, 1)))
    assert not any(row.total for row in answer.rows)
    assert "3 claims only of a later time." in answer.assumptions


def test_ties_to_what_no_path_goes_through_are_counted_where_they_touch_the_network() -> None:
    world = World()
    near, far = world.school(100001), world.school(100002, authority="")
    world.node("dfe", "organisation", "The Ministry")
    for school in (near, far):
        world.claim("partnership", school, "dfe", seen="2013-09")
    wanted = " to an authority, an organisation or unnamed schools not counted."
    assert f"2 ties{wanted}" in of_world(world, "type").assumptions
    assert f"1 tie{wanted}" in of_world(world, "type", authority="Northmoor").assumptions


# -- words of the graph --------------------------------------------------------------------------------------------


def region() -> World:
    """Two clusters of two schools each; Ada Marsh heads one school and chairs the other cluster."""
    world = World()
    for cluster, schools in (("north", (1, 2)), ("south", (3, 4))):
        world.group(f"g:{cluster}", name=f"{cluster.title()} Cluster")
        for number in schools:
            world.school(100000 + number, f"School {number}", attributes={"phase": "Primary"})
            world.claim("member_of", f"urn:{100000 + number}", f"g:{cluster}", seen="2013-09")
    world.person("ada", name="Ada Marsh")
    world.person("bea", name="Bea Low")
    world.claim("holds_role", "ada", "urn:100001", role_title="headteacher", seen="2013-09")
    world.claim("holds_role", "ada", "g:south", role_title="chair", seen="2013-09")
    world.claim("holds_role", "bea", "urn:100004", role_title="governor", seen="2013-09")
    return world


def test_groups_of_a_kind_are_told_by_membership_and_people_by_their_posts() -> None:
    answer = of_world(region(), "cluster")
    rows = by_id(answer)
    assert rows["urn:100001"].groups == rows["g:north"].groups == ("North Cluster",)
    assert rows["ada"].groups == ("North Cluster", "South Cluster")
    assert rows["bea"].groups == ("South Cluster",)
    assert "People without a value of their own count where they work (2)." in answer.assumptions
    assert rows["g:south"].pairs == 3
    assert {type(times) for times in counts(rows["g:south"]).values()} == {float}


def test_schools_and_groups_stand_first_by_what_they_join_and_people_last_by_name() -> None:
    answer = of_world(region(), "cluster")
    assert [row.type for row in answer.rows][-2:] == ["person", "person"]
    assert [row.name for row in answer.rows][-2:] == ["Ada Marsh", "Bea Low"]
    totals = [row.total for row in answer.rows[:-2]]
    assert totals == sorted(totals, reverse=True)
    assert "Marsh" not in answer.sentence


def test_by_authority_and_by_type() -> None:
    rows = by_id(of_world(region(), "authority"))
    assert {groups for row in rows.values() for groups in row.groups} == {"Northmoor"}
    assert by_id(of_world(region(), "type"))["g:north"].groups == ("group",)


def test_groups_stand_where_their_members_are() -> None:
    answer = of_world(region(), "phase")
    assert by_id(answer)["g:north"].groups == ("Primary",)
    assert "Groups without a value of their own count where their members are (2)." in answer.assumptions


def test_an_authority_takes_its_schools_with_the_people_and_groups_about_them() -> None:
    world = region()
    world.node("la:1", "local_authority", "Southmoor")
    world.school(100009, "Far School", authority="la:1", attributes={"phase": "Primary"})
    world.claim("member_of", "urn:100009", "g:south", seen="2013-09")
    rows = by_id(of_world(world, "phase", authority="Northmoor"))
    assert set(rows) == {"ada", "bea", "g:north", "g:south", *(f"urn:10000{n}" for n in (1, 2, 3, 4))}


def test_two_groups_of_one_name_are_two_groups() -> None:
    world = World()
    for number in (1, 2):
        world.group(f"g:{number}", name="Hill Cluster")
        world.school(100000 + number)
        world.claim("member_of", f"urn:{100000 + number}", f"g:{number}", seen="2013-09")
    rows = by_id(of_world(world, "cluster"))
    assert rows["urn:100001"].groups == ("Hill Cluster (g:1)",)
    assert rows["urn:100002"].groups == ("Hill Cluster (g:2)",)


def test_schools_are_named_as_examples_before_people_and_namesakes_by_what_they_are() -> None:
    world = World()
    hub, north, south = (world.school(100000 + n, f"School {n}", attributes={"phase": "Primary"}) for n in (1, 2, 3))
    world.head("ada", hub, seen="2013-09")
    for other in (north, south):
        world.claim("partnership", hub, other, seen="2013-09")
    world.group("uid:1", "trust", name="The Hill Trust")
    world.group("uid:2", "sponsor", name="The Hill Trust")
    lone = world.school(100004, "School 4", attributes={"phase": "Primary"})
    for trust in ("uid:1", "uid:2"):
        world.claim("member_of", lone, trust, seen="2013-09")
    rows = by_id(of_world(world, "phase"))
    assert "joining School 2 to School 3 (3 pairs)" in rows[hub].examples[0].sentence
    assert "joining The Hill Trust (trust) to The Hill Trust (sponsor)" in rows[lone].examples[0].sentence


def test_an_example_is_found_though_the_first_senders_of_a_hub_have_none(tmp_path: Path) -> None:
    """A hub of the south hears from 300 of its own and, last, one of the north."""
    nodes = "id,Sector\nhub,south\nz,west\nx,north\n" + "".join(f"a{n:03},south\n" for n in range(300))
    ties = "source,target\nhub,z\nx,hub\n" + "".join(f"a{n:03},hub\n" for n in range(300))
    (hub, *_) = answer_of(tmp_path, "sector", nodes=nodes, ties=ties).rows
    assert [example.sentence for example in hub.examples] == [
        "hub is a representative of south towards west, joining a000 to z (300 pairs)",
        "hub is a liaison between north and west, joining x to z (1 pair)",
    ]


def test_the_words_for_the_roles_are_complete() -> None:
    assert tuple(open_pairs.ROLE_WORDS) == ROLES


def test_examples_are_given_for_so_many_rows_and_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert EXAMPLES_FOR >= 100
    monkeypatch.setattr("queries.brokers.EXAMPLES_FOR", 1)
    answer = answer_of(tmp_path, "sector")
    assert [bool(row.examples) for row in answer.rows if row.total] == [True, False]
    assert said(answer, "Examples are given for the first 1 ")


def test_nothing_held_for_the_column_is_an_answer() -> None:
    world = World()
    world.school(100001)
    answer = of_world(world, "cluster")
    assert answer.rows == ()
    assert answer.sentence == "On 30 September 2013 no node has a value for cluster."


def test_constraint_weighs_ties_where_weights_are_given(tmp_path: Path) -> None:
    plain = answer_of(tmp_path, "sector", ties="source,target\na,b\na,c\nb,c\n")
    weighted = answer_of(tmp_path, "sector", ties="source,target,weight\na,b,9\na,c,1\nb,c,1\n")
    assert "each contact weighs the same" in said(plain, "Constraint")
    assert "as their weights say" in said(weighted, "Constraint")
    assert by_id(plain)["a"].constraint != by_id(weighted)["a"].constraint
    assert counts(by_id(plain)["b"]) == counts(by_id(weighted)["b"])


def test_the_answer_of_a_ledger_is_that_of_its_store() -> None:
    store = region().built()
    asked = Brokering("cluster")
    assert brokers(store, asked, Reading(ON), ledger=Ledger.read(store)) == brokers(store, asked, Reading(ON))
    assert not any(
        isinstance(value, np.generic)
        for row in brokers(store, asked, Reading(ON)).rows
        for value in row.fields().values()
    )


# -- in between ----------------------------------------------------------------------------------------------------


def test_a_row_tells_what_runs_through_the_node_anywhere_and_the_core_it_stands_in(tmp_path: Path) -> None:
    answer = answer_of(tmp_path, "sector", direction=Direction.BOTH_WAYS)
    told = {row.id: (row.fields()["betweenness"], row.fields()["coreness"]) for row in answer.rows}
    assert told == {"a": (0, 1), "b": (2, 1), "c": (2, 1), "d": (0, 0), "e": (0, 1)}
    assert said(answer, "Betweenness").endswith("Exact.")
    one_way = by_id(answer_of(tmp_path, "sector", ties="source,target\na,b\nb,c\nc,a\n"))
    assert [one_way[node].betweenness for node in "abcd"] == [1, 1, 1, 0]
    assert [one_way[node].coreness for node in "abcd"] == [2, 2, 2, 0]


def test_where_betweenness_is_too_much_work_it_is_drawn_and_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("queries.measures.betweenness.EXACT_WORK", 0)
    ring = "source,target,directed\na,b,no\nb,c,no\nc,d,no\nd,e,no\ne,a,no\n"
    drawn, other = (answer_of(tmp_path, "sector", ties=ring, seed=seed) for seed in (1, 2))
    assert "(seed 1): with 95% confidence no node's is off by more than 0.1" in said(drawn, "Betweenness")
    assert "0.01 of the 10 pairs" in said(drawn, "Betweenness")
    assert [row.betweenness for row in drawn.rows] == pytest.approx([1] * 5, abs=0.1)
    assert [row.betweenness for row in drawn.rows] != [row.betweenness for row in other.rows]


def test_people_stand_by_name_whatever_runs_through_them() -> None:
    rows = of_world(region(), "cluster").rows
    (ada, bea) = rows[-2:]
    assert ada.betweenness > bea.betweenness == 0
    world = region()
    world.person("zed", name="Aaron Zed")
    world.claim("holds_role", "zed", "urn:100004", role_title="governor", seen="2013-09")
    assert [row.name for row in of_world(world, "cluster").rows[-3:]] == ["Aaron Zed", "Ada Marsh", "Bea Low"]
