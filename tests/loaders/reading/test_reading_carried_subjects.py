"""Whom and which school a word means that names none."""

from __future__ import annotations

import pytest

from loaders.reading.documents.plain_text import read_text
from loaders.reading.reading import known_cast
from loaders.reading.referring.genders import gender_of


def meant(text: str, word: str) -> list[str]:
    """The names that each place of ``word`` is taken for, in the order of the text."""
    cast = known_cast(read_text("a note", text)).cast
    return [
        " and ".join(cast.entities[key].name for key in reference.entities)
        for references in cast.references
        for reference in references
        if reference.step and reference.word == word
    ]


@pytest.mark.parametrize(
    ("names", "gender"),
    [
        (["Mrs Marsh"], "she"),
        (["Sir Tom Reed"], "he"),
        (["Helen Marsh"], "she"),
        (["Tom"], "he"),
        (["Chris Marsh"], None),
        (["H Marsh"], None),
        (["Helen Marsh", "Mr Marsh"], None),
        ([""], None),
    ],
)
def test_a_title_or_a_usual_name_tells_she_from_he(names: list[str], gender: str | None) -> None:
    assert gender_of(names) == gender


def test_she_passes_over_whom_it_cannot_mean() -> None:
    text = "Helen Marsh met Tom Reed at Oak School. Then she left, and he stayed."
    assert meant(text, "she") == ["Helen Marsh"]
    assert meant(text, "he") == ["Tom Reed"]


def test_she_at_the_start_is_with_whom_the_sentence_before_begins() -> None:
    text = "Helen Marsh appointed Ada Reed to Oak School. She had been there since 2004."
    assert meant(text, "She") == ["Helen Marsh"]


def test_she_goes_on_over_paragraphs_but_not_past_a_heading() -> None:
    text = "Helen Marsh runs Oak School.\n\nTom Reed is her deputy.\n\nShe began in 2004.\n"
    assert meant(text, "She") == ["Helen Marsh"]


@pytest.mark.parametrize("text", ["Helen Marsh met Her Majesty.", "Helen Marsh asks each child what he or she likes."])
def test_some_pronouns_mean_nobody_in_particular(text: str) -> None:
    assert not any(meant(text, word) for word in ("Her", "he", "she"))


def test_i_is_who_signs_where_a_letter_is_told_so() -> None:
    text = (
        "Dear parents\n\nI am glad to write. I have met Tom Reed. I think he will do well. I shall say more in May.\n\n"
        '"I have my doubts," said a governor.\n\nYours\n\nHelen Marsh\n'
    )
    assert meant(text, "I") == ["Helen Marsh"] * 4
    assert not meant("Tom Reed said that I was late.\n\nHelen Marsh\n", "I")


@pytest.mark.parametrize(
    ("text", "word", "school"),
    [
        (
            "Ash Infant School and Elm High School met. The infant school agreed.",
            "The infant school",
            "Ash Infant School",
        ),
        ("Ash Infants and Elm High School met. Pupils go on to the secondary.", "the secondary", "Elm High School"),
        (
            "Oak School and Elm School met. Elm School is small; the other school is not.",
            "the other school",
            "Oak School",
        ),
        ("Oak School helps Elm School. Its partner is in Kent.", "Its partner", "Oak School"),
        ("Oak School was failing. Elm School lent it a teacher.", "it", "Oak School"),
        ("It was Oak School that failed and Elm School that lent it a teacher.", "it", "Oak School"),
        ("Oak School stands beside Elm School. It joined the Weald Cluster.", "It", "Oak School"),
        ("Helen Marsh left Oak School in May. Her sister works there.", "there", "Oak School"),
    ],
)
def test_a_word_for_a_school_means_the_one_it_can(text: str, word: str, school: str) -> None:
    assert meant(text, word) == [school]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Ash Infant School and Elm Infant School met. The infant school agreed.", "The infant school"),
        ("Oak School, Elm School and Ash School met. The other school was late.", "The other school"),
        ("Oak School is small. It was agreed that nobody would leave.", "It"),
        ("Oak School is small. It is hoped that it will grow.", "It"),
        ("Oak School is small and there is no hall.", "there"),
        ('Helen Marsh spoke of Oak School. She said: "All is well. It has never been better."', "It"),
        ("Helen Marsh met the heads of Oak School. She is not one of the heads.", "heads"),
    ],
)
def test_what_means_no_school_in_particular_stays_unread(text: str, word: str) -> None:
    assert not meant(text, word)
