"""The pages made from the code hold every word of the vocabulary."""

from __future__ import annotations

import runpy
from dataclasses import fields
from typing import Any

import pytest
from conftest import REPOSITORY

from graph import vocabulary


@pytest.fixture(scope="module")
def generate() -> dict[str, Any]:
    """The names of docs/generate.py, which is a script and no package's module."""
    return runpy.run_path(str(REPOSITORY / "docs" / "generate.py"))


def test_the_data_dictionary_lists_every_word(generate: dict[str, Any]) -> None:
    page = generate["data_dictionary"]()
    rows = {line.split(" | ")[0].strip("| `") for line in page.splitlines() if line.startswith("| ")}
    words = (
        vocabulary.NODE_TYPES,
        vocabulary.GROUP_KINDS,
        vocabulary.RELATIONS,
        vocabulary.ROLE_FAMILIES,
        vocabulary.DESIGNATIONS,
    )
    assert {word for some in words for word in some} - rows == set()
    assert {field.name for kind in generate["RECORDS"] for field in fields(kind)} - rows == set()


def test_a_bar_in_a_cell_does_not_end_it(generate: dict[str, Any]) -> None:
    assert generate["table"](("type",), [("str | None",)]) == "| type |\n| --- |\n| str \\| None |"


def test_a_docstring_becomes_paragraphs(generate: dict[str, Any]) -> None:
    assert generate["prose"]("One.\n\n    ``a`` and\n    b.\n    ") == "One.\n\n`a` and b."


def test_the_page_of_questions_puts_each_of_them_and_shows_an_answer(generate: dict[str, Any]) -> None:
    page = (REPOSITORY / "docs" / "questions.md").read_text(encoding="utf-8")
    sections = page.split("\n## ")[1:]
    assert len(sections) == len(generate["QUESTIONS"])
    for section, question in zip(sections, generate["QUESTIONS"], strict=True):
        assert section.startswith(f"{question.heading}\n\n```sh\nschoolties {question.words}\n```\n\n{question.note}\n")
        assert len(section.partition("```text\n")[2].splitlines()) > 5
