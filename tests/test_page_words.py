"""The words of a page: dates, ids and places as a person writes them, names set off, sources called what they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.loading import LOADERS
from queries.answer import Source
from queries.wording import ClaimShown
from visualisations.document import marked
from visualisations.sources import References, attribution, in_one, title_in_words, titles_in_words
from visualisations.spelling import spelled


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("from 2011-02-01", "from 1 February 2011"),
        ("2009-09 to 2012-08-31, over", "September 2009 to 31 August 2012, over"),
        ("until 2013", "until 2013"),
        ("no such day: 2013-02-31", "no such day: 2013-02-31"),
        ("tables-2013-09-30", "tables-2013-09-30"),
        ("12013-09", "12013-09"),
        ("it succeeds Ash School (urn:109797)", "it succeeds Ash School (URN 109797)"),
        ("uid:1496 and urn:other", "UID 1496 and urn:other"),
        ("", ""),
    ],
)
def test_dates_and_ids_are_spelled(text: str, words: str) -> None:
    assert spelled(text) == words


@given(st.text())
def test_what_is_spelled_stays_so(text: str) -> None:
    assert spelled(spelled(text)) == spelled(text)


@pytest.mark.parametrize(
    ("text", "names", "html"),
    [
        ("runs through River Cluster", ["River Cluster"], "runs through <strong><bdi>River Cluster</bdi></strong>"),
        ("Ash and Ash Hill", ["Ash", "Ash Hill"], None),
        ("nobody", [], "nobody"),
        ("nobody", [""], "nobody"),
        ("<b> & <i>", ["<i>"], "&lt;b&gt; &amp; <strong><bdi>&lt;i&gt;</bdi></strong>"),
        ("a.b", ["."], "a<strong><bdi>.</bdi></strong>b"),
    ],
)
def test_names_are_set_off_in_a_sentence(text: str, names: list[str], html: str | None) -> None:
    longer = "<strong><bdi>Ash</bdi></strong> and <strong><bdi>Ash Hill</bdi></strong>"
    assert marked(text, names) == (html or longer)


@given(st.text(), st.lists(st.text(), max_size=3))
def test_no_markup_comes_out_of_a_name(text: str, names: list[str]) -> None:
    bare = marked(text, names).replace("<strong><bdi>", "").replace("</bdi></strong>", "")
    assert "<" not in bare
    assert ">" not in bare


def source(id: str, title: str, published: str = "", attribution: str = "") -> Source:
    return Source(id, title, published, attribution)


class TestSources:
    def test_a_file_of_the_register_is_called_what_it_is(self) -> None:
        links = source("gias-links:links_2025", "Get Information about Schools: links_2025", "2025-04-22")
        assert title_in_words(links) == (
            "Get Information about Schools: links between establishments, 22 April 2025 (links_2025)"
        )

    def test_every_kind_of_file_has_a_name_in_words(self) -> None:
        assert all(kind.title and kind.title != kind.kind for kind in LOADERS)

    def test_a_text_goes_by_its_own_title_and_date(self) -> None:
        assert title_in_words(source("case-file:mill", "Marsh, A. (2013), Two mills", "2013")) == (
            "Marsh, A. (2013), Two mills"
        )
        assert title_in_words(source("spreadsheet:clusters", "clusters", "2014-02")) == "clusters, February 2014"
        assert title_in_words(source("spreadsheet:clusters", "clusters")) == "clusters"

    def test_one_title_is_listed_once(self) -> None:
        two = [source("case-file:a", "A text", "2013"), source("case-file:b", "A text", "2013")]
        assert titles_in_words(two) == ("A text, 2013",)

    def test_attributions_are_said_once_and_not_where_the_title_says_it(self) -> None:
        held = [
            source("gias-links:a", "A", attribution="Open licence"),
            source("gias-links:b", "B", attribution="Open licence"),
            source("case-file:c", "C, a text", attribution="C, a text"),
            source("spreadsheet:d", "D"),
        ]
        assert attribution(held) == "Open licence"


def claim(document: str, place: str = "") -> ClaimShown:
    return ClaimShown("id", "A sentence", "2013", "stated", document, place, "", "")


class TestReferences:
    def test_documents_are_numbered_as_they_are_first_cited(self) -> None:
        found = References([], [claim("B", "line 3"), claim("A"), claim("B", "lines 1, 12")])
        assert found.cite([claim("A"), claim("B", "line 3"), claim("B", "lines 1, 12")]) == "[2]; [1] lines 1, 3, 12"
        assert found.cited == ("B", "A")

    def test_what_was_read_and_not_cited_is_kept_apart(self) -> None:
        sources = [source("case-file:a", "A", "2013"), source("case-file:b", "B", "2014")]
        found = References(sources, [claim("B")])
        assert (found.cited, found.others) == (("B, 2014",), ("A, 2013",))

    @pytest.mark.parametrize(
        ("places", "words"),
        [
            (["line 3"], "line 3"),
            (["line 3", "line 3"], "line 3"),
            (["lines 10, 12", "line 9"], "lines 9, 10, 12"),
            (["page 4", "line 3", "cell B7", "page 4"], "line 3, page 4, cell B7"),
            (["", ""], ""),
            (["lines of verse"], "lines of verse"),
        ],
    )
    def test_places_of_one_document_are_put_together(self, places: list[str], words: str) -> None:
        assert in_one(places) == words
