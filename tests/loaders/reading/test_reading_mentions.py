"""What the finders see in a line of text."""

from __future__ import annotations

import pytest

from graph.vocabulary import GROUP, LOCAL_AUTHORITY, PERSON, SCHOOL
from loaders.reading.naming.mention import DESIGNATION, PROGRAMME, ROLE
from loaders.reading.naming.mentions import mentions


def found(text: str, type_: str) -> list[str]:
    return [mention.name for mention in mentions(text) if mention.type == type_]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We visited Ashdown Primary School.", ["Ashdown Primary School"]),
        ("St Botwulf's Primary; Oxenhope Primary and Lea High School", ["St Botwulf's Primary", "Oxenhope Primary", "Lea High School"]),
        ("the Elm and Ash Infant Schools", ["Elm Infant School", "Ash Infant School"]),
        ("Farley Park Primary and Nursery School", ["Farley Park Primary and Nursery School"]),
        ("Christ the King RC Primary", ["Christ the King RC Primary"]),
        ("Our Lady of Walsingham Catholic Primary School", ["Our Lady of Walsingham Catholic Primary School"]),
        ("Moor End C of E Junior School", ["Moor End C of E Junior School"]),
        ("the headteacher of Oak School", ["Oak School"]),
        ("Oak primary school has grown", ["Oak primary school"]),
        ("School 3 and Schools C and D", ["School 3", "School C", "School D"]),
        ("teaching school status; every primary school; the High School", []),
        ("Oak Primary headteacher Ada Marsh", ["Oak Primary"]),
        ("Kent Primary Headteachers met", []),
        ("Staff at Garrick infants and Holme Lane juniors met the head of Tolworth primary in May.", ["Garrick infants", "Holme Lane juniors", "Tolworth primary"]),
        ("a place at Tolworth school, a Christian school, an Ofsted school report, Suffolk primary heads", ["Tolworth school"]),
        ("Standards are high. Many primary and secondary pupils", []),
        ("a Forest School award", []),
        ("Kent schools", []),
    ],
)  # fmt: skip
def test_schools_are_found_by_how_their_names_end(text: str, names: list[str]) -> None:
    assert found(text, SCHOOL) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Weald Schools Cluster (WSC)", ["Weald Schools Cluster"]),
        ("joined the Oak-Elm Teaching School Alliance", ["Oak-Elm Teaching School Alliance"]),
        ("the Ashdown group of seven schools", ["Ashdown group"]),
        ("Kent SBM Forum", ["Kent SBM Forum"]),
        ("HALSWORTH CLUSTER OF SCHOOLS", ["Halsworth Cluster Of Schools"]),
        ("a steering group, the working group and our primary partnership", []),
        ("the Oak and Elm federation", []),
    ],
)
def test_groups_are_found_by_how_their_names_end(text: str, names: list[str]) -> None:
    assert [name.title() for name in found(text, GROUP)] == [name.title() for name in names]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada has worked with Helen Marsh and Mr Okoro", ["Ada", "Helen Marsh", "Mr Okoro"]),
        ("the headteacher, Femi Balogun, agreed", ["Femi Balogun"]),
        ("Samina Qureshi, who leads it", ["Samina Qureshi"]),
        ("HT2 and SIP 4 agreed", ["HT2", "SIP4"]),
        ("Harold Whitfield Academy opened", []),
        ("in May and June they met", []),
    ],
)
def test_people_are_found_by_given_name_title_post_or_pseudonym(text: str, names: list[str]) -> None:
    assert found(text, PERSON) == names


def test_an_authority_is_one_where_the_words_show_a_place() -> None:
    assert found("schools in Reading and Kent County Council", LOCAL_AUTHORITY) == ["Reading", "Kent"]
    assert found("Reading is taught daily", LOCAL_AUTHORITY) == []


def test_initials_are_a_programme_where_the_verb_says_so() -> None:
    assert found("She completed the SBD in 2012", PROGRAMME) == ["School Business Director (SBD) programme"]
    assert found("She is the SBD there", PROGRAMME) == []


def test_posts_and_designations_have_the_vocabularys_words() -> None:
    text = "She is Bursar, executive head and an NLE; he chairs the board"
    assert found(text, ROLE) == ["school bursar", "executive headteacher"]
    assert found(text, DESIGNATION) == ["NLE"]
