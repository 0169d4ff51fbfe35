"""A school's name taken apart: spellings of one name come together, schools of one place stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.school_names import clash, fold, fold_authority, fold_group, take_apart, with_councils_since


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St Winefride's RC Primary", "Saint Winefride’s Catholic Primary School"),
        ("Christ the King R.C. Primary", "Christ The King Roman Catholic Primary School"),
        ("Holy Trinity CE VA Primary School", "Holy Trinity Church of England (Voluntary Aided) Primary School"),
        ("Holy Trinity C. of E. Primary", "HOLY TRINITY COFE PRIMARY ACADEMY"),
        ("The Ashdown Primary", "Ashdown Primary School"),
        ("Ashdown & Weald Infants", "Ashdown and Weald Infant School"),
        ("Ashdown JMI", "Ashdown Primary School"),
        ("Ashdown High School", "Ashdown Secondary School"),
        ("Ashdown Nursery and Children's Centre", "Ashdown Nursery School"),
        ("Äshdown Primary\u202e", "ashdown  primary"),
    ],
)
def test_spellings_of_one_name_agree(one: str, other: str) -> None:
    first, second = take_apart(one), take_apart(other)
    assert first.core == second.core
    assert clash(first, second) is None


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Ashdown Infant School", "Ashdown Junior School", "infant is not junior"),
        ("Ashdown First School", "Ashdown Middle School", "first is not middle"),
        ("Ashdown Nursery School", "Ashdown Primary and Nursery School", "nursery is not primary"),
        ("Ashdown Infant and Nursery School", "Ashdown Nursery School", "infant is not nursery"),
        ("Ashdown Primary School", "Ashdown Infant School", "primary is not infant"),
        ("Ashdown High School", "Ashdown Primary School", "secondary is not primary"),
        ("Ashdown School for Girls", "Ashdown Boys' School", "girls is not boys"),
        ("St Mary's Catholic Primary", "St Mary's CofE Primary", "Catholic is not Church of England"),
    ],
)
def test_two_schools_of_one_place_clash(one: str, other: str, why: str) -> None:
    assert clash(take_apart(one), take_apart(other)) == why


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("St John the Baptist Church of England Primary School", "st john baptist"),
        ("Christ Church Church of England Primary School", "christ church"),
        ("The Primary School", "the primary school"),
        ("Weald Community College", "weald"),
    ],
)
def test_the_core_is_what_is_particular(name: str, core: str) -> None:
    assert take_apart(name).core == core


def test_an_alias_has_the_level_of_the_name() -> None:
    alias = take_apart("Ashdown").completed(take_apart("Ashdown Infant School"))
    assert clash(alias, take_apart("Ashdown Junior School"))


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_any_name_can_be_taken_apart(text: str) -> None:
    assert take_apart(text).core or not take_apart(text).full


def test_councils_lose_their_style() -> None:
    names = ("London Borough of Weald", "Weald County Council", "Weald", "WEALD LA")
    assert {fold_authority(name) for name in names} == {"weald"}
    assert fold_authority("City of London") == "city of london"


def test_divided_councils_are_looked_for_in_those_of_today() -> None:
    assert with_councils_since(["cumbria"]) == {"cumbria", "cumberland", "westmorland and furness"}
    assert with_councils_since(["weald"]) == {"weald"}


def test_groups_are_compared_by_their_particular_words() -> None:
    assert fold_group("The Federation of Ashdown and Weald Primary Schools") == "ashdown weald"
    assert fold_group("Weald and Ashdown Federation") == "ashdown weald"
    assert fold_group("The Partnership Trust") == "partnership the trust"
