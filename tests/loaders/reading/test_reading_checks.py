"""What proposals must stand up to, and that nothing which fails is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates import PartialDate
from graph.records import Node
from loaders.match_schools import Register
from loaders.reading.candidate import Candidate
from loaders.reading.cast import Entity, Step
from loaders.reading.checks import checked, rejections, write_rejections
from loaders.reading.documents.document import QUOTE_LENGTH, Document, is_verbatim
from loaders.reading.documents.plain_text import read_text
from loaders.reading.documents.web_page import read_web_page
from loaders.reading.proposing import propose
from loaders.reading.reading import read
from loaders.reading.register_lives import RegisterLives

TEXT = "# A note\n\nAda Marsh is headteacher of Oak School in Kent.\n\nShe mentors nobody at Elm School yet."
ADA, OAK, ELM, KENT, SURREY = (
    Entity(0, "person", ["Ada Marsh"]),
    Entity(1, "school", ["Oak School"]),
    Entity(2, "school", ["Elm School"]),
    Entity(3, "local_authority", ["Kent"]),
    Entity(4, "local_authority", ["Surrey"]),
)
ENTITIES = (ADA, OAK, ELM, KENT, SURREY)


def candidate(relation: str, source: Entity, target: Entity | None, words: str, text: str = TEXT) -> Candidate:
    document = read_text("A note", text)
    block = next(block for block in document.blocks if words in block.text)
    start = block.text.index(words)
    place = document.place(block, start, start + len(words))
    return Candidate(relation, source.key, target.key if target else None, place, "a rule", 1)


HEADSHIP = replace(
    candidate("holds_role", ADA, OAK, "Ada Marsh is headteacher of Oak School in Kent."), role="headteacher"
)


def reasons(*found: Candidate, text: str = TEXT, register: RegisterLives | None = None) -> list[str]:
    outcome = checked(read_text("A note", text), ENTITIES, found, register)
    assert len(found) == len(outcome.proposed) + len(outcome.rejected)
    return [each.reason for each in outcome.rejected]


def test_what_the_words_say_is_proposed() -> None:
    assert reasons(HEADSHIP) == []


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (replace(HEADSHIP, place=replace(HEADSHIP.place, quote="Ada Marsh leads Oak School")), "stand at its place"),
        (replace(HEADSHIP, place=replace(HEADSHIP.place, quote=" ")), "stand at its place"),
        (replace(HEADSHIP, place=replace(HEADSHIP.place, lines=(4,))), "in the lines given"),
        (replace(HEADSHIP, place=replace(HEADSHIP.place, page=2)), "on the page given"),
        (replace(HEADSHIP, target=ELM.key), "neither the quote nor a step names Elm School"),
        (replace(HEADSHIP, target=SURREY.key), "the document nowhere names Surrey"),
        (replace(HEADSHIP, source=OAK.key, target=ADA.key), "holds_role does not begin at a school"),
        (replace(HEADSHIP, target=None), "holds_role needs a target"),
        (replace(HEADSHIP, relation="mentoring"), "mentoring does not lead to a school"),
        (replace(HEADSHIP, relation="succeeds"), "succeeds does not lead from a person to a school"),
        (replace(HEADSHIP, relation="mentoring", target=ADA.key), "does not lead from Ada Marsh to itself"),
        (
            replace(HEADSHIP, begins=PartialDate(2014), ends=PartialDate(2013, 8)),
            "it ends (2013-08) before it begins (2014)",
        ),
        (replace(HEADSHIP, certainty="sure"), "the certainty is one of stated, implied, planned, not 'sure'"),
    ],
)
def test_what_fails_a_check_is_kept_with_the_reason(wrong: Candidate, reason: str) -> None:
    found = reasons(HEADSHIP, wrong)
    assert len(found) == 1
    assert reason in found[0]


def test_an_end_that_the_quote_does_not_name_may_stand_in_a_step() -> None:
    found = candidate("mentoring", ADA, ADA, "She mentors nobody at Elm School yet.")
    at_elm = replace(found, relation="holds_role", target=ELM.key, steps=(Step("She", "the last named", "Ada Marsh"),))
    assert reasons(at_elm) == []
    assert reasons(replace(at_elm, steps=())) == ["neither the quote nor a step names Ada Marsh"]


def test_hearsay_is_not_stated() -> None:
    text = "Ada Marsh is reportedly headteacher of Oak School."
    heard = candidate("holds_role", ADA, OAK, text, text)
    assert reasons(heard, text=text) == ["it is given as stated, and the text says 'reportedly'"]
    assert reasons(replace(heard, certainty="implied"), text=text) == []


# -- against the register ----------------------------------------------------------------------------------------------


def school(urn: int, name: str, authority: str, opened: int | None = None, closed: int | None = None) -> Node:
    return Node(
        id=f"urn:{urn}",
        type="school",
        name=name,
        dataset="register",
        opened=PartialDate(opened) if opened else None,
        closed=PartialDate(closed) if closed else None,
        attributes={"la_name": authority},
    )


def lives(*schools: Node) -> RegisterLives:
    return RegisterLives(Register.of(schools, ()))


IN_KENT = candidate("in_authority", OAK, KENT, "Oak School in Kent")
WORKED_OUT = replace(IN_KENT, steps=(Step("", "the one authority the document speaks of", "Kent"),))


@pytest.mark.parametrize(
    ("dated", "refused"),
    [
        (replace(HEADSHIP, begins=PartialDate(2012)), False),
        (replace(HEADSHIP, begins=PartialDate(2007)), True),
        (replace(HEADSHIP, seen=PartialDate(2016, 9)), True),
        (replace(HEADSHIP, ends=PartialDate(2016), certainty="planned"), False),
        (replace(HEADSHIP, begins=PartialDate(2007), negated=True), False),
    ],
)
def test_dates_lie_in_the_life_of_the_school(dated: Candidate, refused: bool) -> None:
    register = lives(school(1, "Oak School", "Kent", 2010, 2015), school(2, "Elm School", "Kent"))
    assert bool(reasons(IN_KENT, dated, register=register)) is refused


def test_the_reason_says_what_the_register_has() -> None:
    register = lives(school(1, "Oak School", "Kent", 2010, 2015))
    assert reasons(IN_KENT, replace(HEADSHIP, begins=PartialDate(2007)), register=register) == [
        "the register says of Oak School that it opened 2010 and closed 2015, and the date is 2007"
    ]


def test_a_school_that_might_be_either_of_two_is_held_against_neither() -> None:
    register = lives(school(1, "Oak School", "Kent", 2010, 2015), school(2, "Oak School", "Kent", 2010, 2015))
    assert reasons(IN_KENT, replace(HEADSHIP, begins=PartialDate(2007)), register=register) == []
    assert reasons(replace(HEADSHIP, begins=PartialDate(2007)), register=register) == []


def test_a_text_that_speaks_of_an_earlier_life_may_date_it() -> None:
    text = "Ada Marsh led Oak School in Kent before it converted."
    register = lives(school(1, "Oak School", "Kent", 2010))
    led = replace(candidate("holds_role", ADA, OAK, text, text), begins=PartialDate(2007))
    assert reasons(candidate("in_authority", OAK, KENT, text, text), led, text=text, register=register) == []


def test_an_authority_that_was_worked_out_gives_way_to_the_register() -> None:
    register = lives(school(1, "Oak School", "Surrey"), school(2, "Ash School", "Kent"))
    assert reasons(WORKED_OUT, register=register) == ["the register has Oak School in Surrey, not in Kent"]


@pytest.mark.parametrize(
    "others",
    [
        (school(2, "Ash School", "Dorset"),),
        (school(2, "Oak School", "Kent"),),
        (school(2, "Oak School", "Dorset"), school(3, "Ash School", "Kent")),
    ],
    ids=["nothing is held of Kent", "Kent has one too", "which one is not known"],
)
def test_an_authority_that_was_worked_out_stands_where_the_register_does_not_settle_it(
    others: tuple[Node, ...],
) -> None:
    assert reasons(WORKED_OUT, register=lives(school(1, "Oak School", "Surrey"), *others)) == []


def test_an_authority_that_the_words_give_stands_beside_the_register() -> None:
    register = lives(school(1, "Oak School", "Surrey"), school(2, "Ash School", "Kent"))
    assert reasons(IN_KENT, register=register) == []


# -- the log -----------------------------------------------------------------------------------------------------------


def test_the_log_has_a_line_for_everything_rejected(tmp_path: Path) -> None:
    wrong = replace(HEADSHIP, target=ELM.key)
    outcome = checked(read_text("A note", TEXT), ENTITIES, [wrong])
    write_rejections(tmp_path / "rejected.jsonl", rejections(ENTITIES, outcome.rejected))
    assert json.loads((tmp_path / "rejected.jsonl").read_text(encoding="utf-8")) == {
        "reason": "neither the quote nor a step names Elm School",
        "relation": "holds_role",
        "source": "Ada Marsh",
        "target": "Elm School",
        "role": "headteacher",
        "quote": "Ada Marsh is headteacher of Oak School in Kent.",
        "lines": [3],
        "page": None,
        "rule": "a rule",
        "tier": 1,
    }


# -- on any text -------------------------------------------------------------------------------------------------------

FRAGMENTS = st.sampled_from(
    [
        "Ada Marsh",
        "Ben Holt",
        "she",
        "Oak School",
        "Elm Primary School",
        "St Ann’s CE Infant School",
        "the Weald Cluster",
        "Kent",
        "an NLE",
        "the headteacher",
        "school business man-\nager",
        " is headteacher of ",
        " works with ",
        " supported ",
        " has never mentored ",
        " is reportedly seconded to ",
        " and ",
        ", ",
        ". ",
        " since 2012-13",
        " (from September 2010)",
        "\n\n",
        "\n- ",
        "\n| ",
        " | ",
        "\n# ",
        "\u00ad",
        "ﬁ",
        "\u200b",
        "\t",
        "\x0c",
        "Our partner schools are:",
        "£5 & more",
    ]
)
TEXTS = st.lists(FRAGMENTS | st.text(max_size=6), max_size=40).map("".join)


PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<li>",
        "<td>",
        "<tr>",
        "</table>",
        "<h2>",
        "<script>",
        "</script>",
        "<!--",
        "&amp;",
        "&#8217;",
        "&#0;",
        "<br",
    ]
)
PAGES = st.lists(FRAGMENTS | PIECES | st.text(max_size=6), max_size=40).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_quote_stands_in_the_text_whatever_the_text(text: str) -> None:
    every_quote_stands(read_text("A note", text))


@settings(max_examples=100, deadline=None)
@given(PAGES)
def test_every_quote_stands_in_the_text_whatever_the_page(page: str) -> None:
    every_quote_stands(read_web_page("A page", page))


def every_quote_stands(document: Document) -> None:
    reading = read(document)
    outcome = checked(document, reading.entities, reading.relations)
    assert len(outcome.proposed) + len(outcome.rejected) == len(reading.relations)
    assert not [each.reason for each in outcome.rejected if "quote does not stand" in each.reason]
    for claim in propose(reading).claims:
        lines = document.raw.split("\n")[claim.evidence.lines[0] - 1 : claim.evidence.lines[-1]]
        assert claim.evidence.quote
        assert len(claim.evidence.quote) <= QUOTE_LENGTH
        assert is_verbatim(claim.evidence.quote, "\n".join(lines))
