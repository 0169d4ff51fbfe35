"""In which authority a text puts its schools."""

from __future__ import annotations

import pytest

from loaders.reading.documents.plain_text import read_text
from loaders.reading.reading import read


def placed(text: str) -> set[tuple[str, str]]:
    reading = read(read_text("a text", text))
    names = {entity.key: entity.names[0].removesuffix(" County Council") for entity in reading.entities}
    return {
        (names[each.source], names[each.target])
        for each in reading.relations
        if each.relation == "in_authority" and each.target is not None
    }


@pytest.mark.parametrize(
    "text",
    [
        "She led Coombe Primary School (Essex) for years.",
        "She led Coombe Primary School, Essex, for years.",
        "She led Coombe Primary School, a small village school in Essex, for years.",
        "Coombe Primary School is in Essex.",
        "Coombe Primary School, now in Essex, wrote.",
        "We heard of Essex's Coombe Primary School.",
        "The business director of an Essex primary, Coombe Primary School, came.",
        "It is quieter in Essex, where the head of Coombe Primary School says so.",
        "* Essex: we visit Coombe Primary School.\n",
    ],
)
def test_what_the_words_say_of_a_schools_place_goes_before_the_documents(text: str) -> None:
    around = "Kent County Council\n\nKent asked. Kent paid for Oxen Junior School.\n\n"
    assert placed(around + text) == {("Coombe Primary School", "Essex"), ("Oxen Junior School", "Kent")}


def test_a_text_that_places_its_schools_in_several_authorities_has_none_of_its_own() -> None:
    text = "Ash School (Essex) and Elm School (Suffolk) met. Norfolk came. Yew School (Kent) wrote. Lea School did not."
    assert {school for school, _ in placed(text)} == {"Ash School", "Elm School", "Yew School"}


def test_the_authority_at_the_head_is_that_of_schools_and_clusters_but_not_of_trusts() -> None:
    text = "Essex County Council\n\nAsh School is in the Weald Cluster and the Beacon Hill Trust.\n"
    assert {school for school, _ in placed(text)} == {"Ash School", "Weald Cluster"}


def test_where_somebody_comes_from_is_not_where_the_school_is() -> None:
    text = "Essex County Council\n\nThe head of Ash School, Helen Marsh, came from Suffolk.\n"
    assert ("Ash School", "Suffolk") not in placed(text)
