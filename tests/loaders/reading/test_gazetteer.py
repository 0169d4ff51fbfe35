"""Schools that a text calls by bare names, known from a register."""

from __future__ import annotations

import pytest

from graph.records import Node
from graph.vocabulary import SCHOOL
from loaders.match_schools import Register
from loaders.reading.documents.plain_text import read_text
from loaders.reading.naming.gazetteer import Gazetteer
from loaders.reading.reading import read


def in_register(number: int, name: str, authority: str) -> Node:
    return Node(id=f"urn:{number}", type=SCHOOL, name=name, dataset="register", attributes={"la_name": authority})


GAZETTEER = Gazetteer.of(
    Register.of(
        [
            in_register(1, "Coldharbour Lane Primary School", "Kent"),
            in_register(2, "Fairmead School", "Kent"),
            in_register(3, "Winterfold Infant School", "Kent"),
            in_register(4, "Heron Wood Academy", "Surrey"),
            in_register(5, "Medway Primary School", "Kent"),
        ],
        [],
    )
)


def schools(text: str) -> set[str]:
    reading = read(read_text("note", f"A note\n\n{text}"), gazetteer=GAZETTEER)
    return {entity.name for entity in reading.entities if entity.type == SCHOOL}


def test_names_are_those_of_the_authority_without_the_words_for_its_sort() -> None:
    assert GAZETTEER.names(["Kent County Council"]) == {"Coldharbour Lane", "Fairmead", "Winterfold"}
    assert GAZETTEER.names([]) == frozenset()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In Kent, Coldharbour Lane sent two.", {"Coldharbour Lane"}),
        ("Kent was glad. Then Fairmead came, and Fairmead stayed.", {"Fairmead"}),
        ("Kent was glad that Fairmead came.", set()),
        ("In Surrey, Coldharbour Lane sent two.", set()),
        ("Kent met in Winterfold. To Winterfold came all.", set()),
    ],
)
def test_a_bare_name_is_a_schools_where_its_authority_is_named_and_nothing_makes_it_a_place(
    text: str, found: set[str]
) -> None:
    assert schools(text) == found


def test_without_a_register_nothing_is_offered() -> None:
    reading = read(read_text("note", "A note\n\nIn Kent, Coldharbour Lane sent two."))
    assert [entity.name for entity in reading.entities if entity.type == SCHOOL] == []
