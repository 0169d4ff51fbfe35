"""Who and what is named in a text, as the whole document shows it."""

from __future__ import annotations

import pytest

from graph.vocabulary import PERSON
from loaders.reading.cast import gather
from loaders.reading.plain_text import read_text


def named(text: str, type_: str) -> set[str]:
    return {entity.name for entity in gather(read_text("a text", text)).of(type_)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Take Helen Ayre-Marsh. She and Siân Łukasik met.", {"Helen Ayre-Marsh", "Siân Łukasik"}),
        ("Present: Mrs J. Marsh, Mr P T Reed", {"Mrs J. Marsh", "Mr P T Reed"}),
        ("* J. Marsh (Oak School)\n* T Reed (Elm School)\n", {"J. Marsh", "T Reed"}),
        ("Mary Beth Marsh Oak Treasurer", {"Mary Beth Marsh"}),
        ("We owe much to Wynn Hartley-Reed. Mrs Hartley-Reed left.", {"Wynn Hartley-Reed"}),
        ("Zorin Hartley came first. Then Mr Hartley spoke.", {"Zorin Hartley"}),
        ("Mrs Marsh met Mr Marsh.", {"Mrs Marsh", "Mr Marsh"}),
        ("Dr Helen Marsh spoke. Helen laughed, and so did Mrs Marsh.", {"Dr Helen Marsh"}),
        ("One teacher (whom we shall call Joy) left. Joy has since returned.", {"Joy"}),
    ],
)
def test_people_are_found_by_all_that_a_document_says_of_them(text: str, names: set[str]) -> None:
    assert named(text, PERSON) == names


@pytest.mark.parametrize(
    "text",
    [
        "Q. Are you leaving? A. We are not.",
        "We met at Milton Park and in Holly Lane.",
        "They have Joy, Hope and Faith on the wall.",
        "Hannah Reed Primary School is small. Hannah Reed is on the hill.",
        "St. Peter's C. of E. School",
    ],
)
def test_questions_places_and_schools_are_no_people(text: str) -> None:
    assert not named(text, PERSON)


def test_lines_among_the_names_of_people_are_people() -> None:
    listed = "Present\n\n* Helen Marsh\n* Tom Reed\n* Zorin Talwick\n* Sunita Rao\n"
    assert "Zorin Talwick" in named(listed, PERSON)
    assert not named("Sites\n\n* Marsh Meadow\n* Zorin Talwick\n* Long Meadow\n", PERSON)
