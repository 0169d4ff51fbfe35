"""What hangs on one node or tie: named, dated, and never a ranking of people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from drawings import DRAWING, IN_2013, Drawing

from graph.errors import QuestionError
from graph.projection import Reading
from queries.answer import Answer
from queries.boundary import Boundary
from queries.fragility import (
    GROUP_SPAN,
    HOLDS,
    KEY_SET,
    KINDS,
    ONLY_TIE,
    REACHING_SET,
    SATELLITE,
    Asked,
    Finding,
    fragile,
    held_together,
)

IN_2011 = date(2011, 6, 30)


@pytest.fixture
def drawing() -> Drawing:
    """Five schools of an authority; ash and oak, and oak and elm, are in two clusters, yew is tied to fir."""
    drawing = Drawing()
    drawing.other("council", "local_authority")
    for school in drawing.schools("ash", "oak", "elm", "yew", "fir"):
        drawing.claim(school, "in_authority", "council")
    drawing.group("weald", "cluster", "ash", "oak")
    drawing.group("vale", "cluster", "oak", "elm")
    drawing.claim("fir", "supports", "yew")
    return drawing


def ask(drawing: Drawing, authority: str | None = None, asked: Asked | None = None) -> Answer[Finding]:
    return fragile(drawing.store(), Boundary(authority), Reading(IN_2013), asked)


def rows(answer: Answer[Finding], what: str) -> list[Finding]:
    return [row for row in answer.rows if row.what == what]


def named(answer: Answer[Finding], what: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    return {row.name: row.parts for row in rows(answer, what)}


def test_a_cut_node_is_told_with_what_it_holds_together(drawing: Drawing) -> None:
    assert named(ask(drawing), HOLDS) == {
        "Oak": (("Ash",), ("Elm",)),
        "Vale": (("Ash", "Oak"), ("Elm",)),
        "Weald": (("Elm", "Oak"), ("Ash",)),
    }


def test_what_comes_apart_is_said_in_a_sentence(drawing: Drawing) -> None:
    said = {row.name: row.sentence for row in rows(ask(drawing), HOLDS)}
    assert said["Oak"] == "Without Oak, Ash; Elm would have no path to one another."
    assert said["Vale"] == "Without Vale, Ash and Oak; Elm would have no path to one another."


def test_a_head_that_works_nowhere_else_is_nothing_that_a_school_holds_together(drawing: Drawing) -> None:
    drawing.head("ada", "ash")
    assert "Ash" not in named(ask(drawing), HOLDS)
    assert not any("Ada" in row.sentence for row in rows(ask(drawing), HOLDS))


def test_a_single_tie_is_told_with_its_claim(drawing: Drawing) -> None:
    found = {row.name: row for row in rows(ask(drawing), ONLY_TIE)}
    assert sorted(found) == ["Ash – Weald", "Elm – Vale", "Fir – Yew", "Oak – Vale", "Oak – Weald"]
    assert "(Fir supports Yew, " in found["Fir – Yew"].sentence
    assert found["Fir – Yew"].sentence.endswith("Without it, Yew would have no path to Fir.")
    assert [claim.id for claim in found["Fir – Yew"].claims] == ["drawing:one/fir/supports/yew"]


def test_two_schools_joined_twice_hang_on_no_single_tie(drawing: Drawing) -> None:
    drawing.group("hills", "federation", "yew", "fir")
    assert not any("Yew" in row.name for row in rows(ask(drawing), ONLY_TIE))


def test_no_path_goes_over_an_authority_or_unnamed_schools(drawing: Drawing) -> None:
    drawing.school("some", attributes={"set": True})
    drawing.claim("ash", "partnership", "some")
    drawing.claim("yew", "partnership", "some")
    assert {row.name for row in rows(ask(drawing), HOLDS)} == {"Oak", "Vale", "Weald"}


def test_people_stand_by_name_whatever_hangs_on_them(drawing: Drawing) -> None:
    drawing.person("zoe")
    for school in drawing.schools("pine", "lime", "may", "bay", "box", "sloe"):
        drawing.claim("zoe", "supports", school)
    drawing.head("abe", "elm")
    drawing.claim("abe", "supports", "yew")
    answer = ask(drawing)
    order = [(row.kind, row.name) for row in rows(answer, HOLDS)]
    assert [name for kind, name in order if kind == "person"] == ["Abe", "Zoe"]
    assert [kind for kind, _ in order][-2:] == ["person", "person"]
    held = [row.schools for row in rows(answer, HOLDS) if row.kind != "person"]
    assert held == sorted(held, reverse=True)


def test_no_person_is_ever_in_a_key_set(drawing: Drawing) -> None:
    drawing.head("zoe", "ash")
    for school in ("elm", "yew"):
        drawing.claim("zoe", "supports", school)
    answer = ask(drawing, asked=Asked(set_size=1))
    for row in (*rows(answer, KEY_SET), *rows(answer, REACHING_SET)):
        assert "zoe" not in row.ids


def test_key_sets_say_what_they_do_and_how_sure_that_is(drawing: Drawing) -> None:
    answer = ask(drawing, asked=Asked(set_size=1))
    (cut,), (near,) = rows(answer, KEY_SET), rows(answer, REACHING_SET)
    assert (cut.name, cut.at_least, near.name, near.at_least) == ("Oak", 1, "Oak", 1)
    # Seven nodes in parts of five and two; without oak six in three parts of two.
    assert [cut.before, cut.after] == pytest.approx([1 - (20 + 2) / 42, 1 - 3 * 2 / 30])
    assert cut.sentence.endswith("against 48% now; no other one does more.")
    assert near.after == pytest.approx(5 / 7)


def test_a_school_with_only_its_own_head_is_no_part_and_counts_in_no_key_set(drawing: Drawing) -> None:
    before = ask(drawing, asked=Asked(set_size=1))
    drawing.school("lone")
    drawing.head("hal", "lone")
    drawing.claim("lone", "in_authority", "council")
    after = ask(drawing, asked=Asked(set_size=1))
    assert [row.fields() for row in before.rows] == [row.fields() for row in after.rows]
    assert "of 6 schools" in after.sentence
    assert "5 have a path to another, as far as was read" in after.sentence


def test_satellites_are_small_parts_and_never_the_main_one(drawing: Drawing) -> None:
    assert [row.parts for row in rows(ask(drawing), SATELLITE)] == [(("Fir", "Yew"),)]
    assert rows(ask(drawing, asked=Asked(small=2)), SATELLITE) == []


def test_an_authority_sees_what_its_own_schools_hang_on_across_the_border(drawing: Drawing) -> None:
    drawing.other("shire", "local_authority")
    for school in drawing.schools("far", "away"):
        drawing.claim(school, "in_authority", "shire")
    drawing.group("abroad", "cluster", "far", "away", "elm")
    ours, theirs = ask(drawing, "council"), ask(drawing, "shire")
    assert "Abroad" in named(ours, HOLDS)
    assert named(theirs, HOLDS)["Elm"] == (("Ash", "Oak"), ("Away", "Far"))
    assert "Fir – Yew" not in named(theirs, ONLY_TIE)


def test_many_schools_are_counted_and_not_listed(drawing: Drawing) -> None:
    crowd = drawing.schools(*(f"school{number}" for number in range(20)))
    drawing.group("trust", "trust", *crowd)
    drawing.claim("school0", "member_of", "weald")
    found = {row.name: row for row in rows(ask(drawing), HOLDS)}
    assert found["Oak"].rest == 21
    assert found["Oak"].sentence == "Without Oak, Elm would have no path to 21 other schools."
    assert found["Trust"].sentence.endswith("and 8 parts more would have no path to one another.")


def test_groups_are_told_with_who_stayed_joined_and_left() -> None:
    drawing = Drawing()
    drawing.schools("ash", "oak", "elm", "yew")
    drawing.group("weald")
    drawing.claim("ash", "member_of", "weald", start="2009", seen=["2013"])
    drawing.claim("oak", "member_of", "weald", start="2009", end="2012-08-31")
    drawing.claim("elm", "member_of", "weald", start="2012-09-01", seen=["2013"])
    (row,) = rows(ask(drawing, asked=Asked(since=IN_2011)), GROUP_SPAN)
    assert (row.before, row.after, row.stayed, row.joined, row.left) == (2, 2, ("Ash",), ("Elm",), ("Oak",))
    assert row.sentence == (
        "Weald has 2 named schools. Of the 2 on 30 June 2011 1 stayed. Joined, or first shown since: Elm. Left: Oak."
    )


def test_a_member_that_no_source_ends_did_not_leave() -> None:
    drawing = Drawing()
    drawing.schools("ash", "oak")
    drawing.group("weald")
    drawing.claim("ash", "member_of", "weald", start="2000", seen=["2013"])
    drawing.claim("oak", "member_of", "weald", start="2000", seen=["2005"])
    (row,) = rows(ask(drawing, asked=Asked(since=date(2005, 6, 30))), GROUP_SPAN)
    assert row.sentence.endswith("Of the 2 on 30 June 2005 1 stayed. No longer vouched for: Oak.")


def test_an_academy_stays_the_school_it_was() -> None:
    drawing = Drawing()
    register = replace(DRAWING, id="register:2013")
    drawing.school("ash", register, closed="2012-08-31")
    drawing.school("academy", register, opened="2012-09-01")
    drawing.claim("academy", "succeeds", "ash", register)
    drawing.schools("the ash of the text", "oak")
    drawing.same("the ash of the text", "ash")
    drawing.group("weald")
    for school in ("the ash of the text", "oak"):
        drawing.claim(school, "member_of", "weald", start="2009", seen=["2013"])
    (row,) = rows(ask(drawing, asked=Asked(since=IN_2011)), GROUP_SPAN)
    assert (row.stayed, row.joined, row.left) == (("Ash", "Oak"), (), ())


def test_large_is_a_value_to_start_from(drawing: Drawing) -> None:
    (vale, _) = rows(ask(drawing, asked=Asked(large=1)), GROUP_SPAN)
    assert vale.sentence == "Vale has 2 named schools, more than 1."
    assert "no findings" in " ".join(ask(drawing).assumptions)


def test_rows_stand_by_kind_and_carry_every_column(drawing: Drawing) -> None:
    told = ask(drawing, asked=Asked(set_size=1)).envelope()["rows"]
    assert [KINDS.index(row["what"]) for row in told] == sorted(KINDS.index(row["what"]) for row in told)
    assert len({tuple(row) for row in told}) == 1


def test_an_empty_store_hangs_on_nothing() -> None:
    answer = ask(Drawing())
    assert answer.rows == ()
    assert "none have a path to another, as far as was read; none hang together" in answer.sentence


def test_the_earlier_day_comes_first(drawing: Drawing) -> None:
    with pytest.raises(QuestionError, match="is after"):
        ask(drawing, asked=Asked(since=date(2014, 1, 1)))


def test_what_one_node_holds_together(drawing: Drawing) -> None:
    projection = drawing.on()
    assert held_together(projection, "vale") == "Ash and Oak; Elm would have no path to one another."
    assert [held_together(projection, node) for node in ("ash", "council", "fir")] == ["", "", ""]
