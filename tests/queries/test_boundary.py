"""Which schools a question is about."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from drawings import DRAWING, IN_2013, Drawing

from graph.dates import PartialDate
from graph.errors import NotFound
from graph.projection import Ledger, Reading
from graph.records import Dataset
from queries.boundary import ALL_TYPES, Boundary, Universe, notes, universe

REGISTER = Dataset(id="register:2013", title="A register", kind="register", published=PartialDate(2013), lists_all=True)
LATER = Dataset(id="register:2024", title="A register", kind="register", published=PartialDate(2024), lists_all=True)
LINKS = Dataset(id="links:2013", title="Links", kind="links", published=PartialDate(2013), describes=False)


def asked(drawing: Drawing, boundary: Boundary, day: date = IN_2013) -> Universe:
    store = drawing.store()
    return universe(store, Ledger.read(store).on(Reading(day)), boundary)


def ids(drawing: Drawing, boundary: Boundary | None = None, day: date = IN_2013) -> list[str]:
    return [school.id for school in asked(drawing, boundary or Boundary(), day).schools]


@pytest.fixture
def drawing() -> Drawing:
    """Two councils, each with a school in the register."""
    drawing = Drawing()
    for school, council in (("urn:100001", "la:801"), ("urn:100002", "la:802")):
        drawing.other(council, "local_authority")
        drawing.school(school, REGISTER)
        drawing.claim(school, "in_authority", council, REGISTER, dated="2013")
    return drawing


def test_a_spreadsheet_that_names_no_authority_is_asked_about_as_a_whole() -> None:
    drawing = Drawing()
    drawing.schools("ash", "urn:100009")
    assert ids(drawing) == ["ash", "urn:100009"]
    assert asked(drawing, Boundary()).description == "everything held: state-funded schools open on the day"


def test_an_authority_has_the_schools_said_to_be_in_it(drawing: Drawing) -> None:
    assert ids(drawing, Boundary("801")) == ["urn:100001"]
    assert ids(drawing, Boundary("La:802")) == ["urn:100002"]
    assert ids(drawing) == ["urn:100001", "urn:100002"]


def test_an_authority_that_is_not_held_is_not_found(drawing: Drawing) -> None:
    with pytest.raises(NotFound):
        asked(drawing, Boundary("803"))


def test_schools_only_mentioned_beside_what_a_source_is_about_are_left_out(drawing: Drawing) -> None:
    drawing.school("urn:100003", LINKS)
    assert ids(drawing) == ["urn:100001", "urn:100002"]


def test_schools_of_texts_are_set_apart_where_there_is_a_register_and_counted_once_where_matched(
    drawing: Drawing,
) -> None:
    drawing.schools("ash", "oak")
    drawing.same("oak", "urn:100002")
    whole = asked(drawing, Boundary())
    assert [school.id for school in whole.schools] == ["urn:100001", "urn:100002"]
    assert [school.id for school in whole.not_in_register] == ["ash"]
    assert notes(whole)[0].startswith("1 school left out")


def test_schools_of_an_authority_that_the_register_does_not_list_are_those_of_the_texts(drawing: Drawing) -> None:
    drawing.other("council", "local_authority")
    drawing.school("ash")
    drawing.claim("ash", "in_authority", "council")
    assert ids(drawing, Boundary("Council")) == ["ash"]


def test_a_school_that_moved_is_in_the_authority_vouched_for_nearest_the_day(drawing: Drawing) -> None:
    drawing.school("urn:100001", LATER)
    drawing.claim("urn:100001", "in_authority", "la:802", LATER, dated="2024")
    assert ids(drawing, Boundary("801")) == ["urn:100001"]
    assert ids(drawing, Boundary("802")) == ["urn:100002"]
    assert ids(drawing, Boundary("801"), day=date(2024, 6, 30)) == []
    assert ids(drawing, Boundary("802"), day=date(2024, 6, 30)) == ["urn:100001", "urn:100002"]


def test_an_authority_that_a_school_has_left_yields_to_one_it_is_in(drawing: Drawing) -> None:
    drawing.claim("urn:100002", "in_authority", "la:801", start="2009", end="2012")
    assert ids(drawing, Boundary("801")) == ["urn:100001"]


def test_of_two_authorities_that_may_hold_the_one_seen_last_counts(drawing: Drawing) -> None:
    drawing.claim("urn:100001", "in_authority", "la:802", dated="2016")
    assert ids(drawing, Boundary("802"), day=date(2016, 6, 30)) == ["urn:100001", "urn:100002"]


@pytest.mark.parametrize("fields", [{"negated": True}, {"certainty": "planned"}])
def test_an_authority_denied_or_planned_has_no_school(drawing: Drawing, fields: dict[str, Any]) -> None:
    drawing.school("urn:100003", LINKS)
    drawing.claim("urn:100003", "in_authority", "la:801", **fields)
    assert ids(drawing, Boundary("801")) == ["urn:100001"]


def test_phases_and_types_narrow_it_and_what_nobody_gives_is_taken() -> None:
    drawing = Drawing()
    drawing.school("ash", attributes={"phase": "Primary", "state_funded": True})
    drawing.school("oak", attributes={"phase": "Secondary", "state_funded": True})
    drawing.school("elm", attributes={"phase": "Primary", "state_funded": False})
    drawing.school("yew", DRAWING)
    assert ids(drawing, Boundary(phases=("primary",))) == ["ash", "yew"]
    assert ids(drawing, Boundary(types=ALL_TYPES)) == ["ash", "elm", "oak", "yew"]
