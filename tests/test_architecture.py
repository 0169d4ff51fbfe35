"""The page on architecture speaks of files that exist, and its picture stands by itself."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from conftest import REPOSITORY

PAGE = REPOSITORY / "docs" / "architecture.md"
PICTURE = REPOSITORY / "docs" / "architecture.svg"
SVG = "{http://www.w3.org/2000/svg}"


def test_every_file_that_is_named_exists() -> None:
    named = re.findall(r"`([\w/]+(?:/|\.py))`", PAGE.read_text(encoding="utf-8"))
    assert len(named) > 15
    assert [name for name in named if not (REPOSITORY / name).exists()] == []


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)]+)\)", PAGE.read_text(encoding="utf-8"))
    assert [link for link in links if not (PAGE.parent / link).exists()] == []


def test_the_picture_is_described_and_asks_for_nothing_from_elsewhere() -> None:
    picture = ElementTree.parse(PICTURE).getroot()
    assert picture.findtext(f"{SVG}title")
    assert picture.findtext(f"{SVG}desc")
    text = PICTURE.read_text(encoding="utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert re.search(r"https?:|href|<script|@import|url\((?!#)", text) is None


def test_the_picture_names_every_layer() -> None:
    words = " ".join(PICTURE.read_text(encoding="utf-8").split())
    assert [
        name for name in ("loaders/", "graph/", "queries/", "visualisations/", "schoolties.py") if name not in words
    ] == []
