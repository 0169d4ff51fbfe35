"""Who is in a group, who is federated and who works together: each way of saying so, and what looks like it and is not."""

from __future__ import annotations

import pytest

from loaders.reading.candidate import LIKELY, PLAIN, Candidate
from loaders.reading.documents.plain_text import read_text
from loaders.reading.reading import known_cast, read
from loaders.reading.sources.federations import federation_members

Fact = tuple[str, str, str]
NAMES = {
    "Oak": "Oakfield Primary School",
    "Elm": "Elm Park Primary School",
    "Ash": "Ashby Junior School",
    "Weald": "Weald Schools Cluster",
    "Severn": "Severn Learning Trust",
    "Teme": "Teme Valley Federation",
    "Tor": "Torside Teaching School Alliance",
    "Leeds": "University of Leeds",
}
BACK = {name: short for short, name in NAMES.items()}


def full(text: str) -> str:
    """The text with every short name spelt out."""
    for short, name in NAMES.items():
        text = text.replace(f"<{short}>", name)
    return text


def facts(text: str, *, certainty: str = "", negated: bool = False) -> set[Fact]:
    """(relation, source, target) of what rules read of this file's relations, ends of pairs in order."""
    reading = read(read_text("a note", full(text)))
    names = {one.key: BACK.get(one.name, one.name) for one in reading.entities}
    found = {
        (each.relation, names[each.source], names[each.target])
        for each in reading.relations
        if each.target is not None
        and each.rule != "likely by its words"
        and each.relation in ("member_of", "federation", "partnership")
        and each.negated is negated
        and (each.certainty == certainty if certainty else each.certainty != "planned")
    }
    return {_in_order(fact) for fact in found}


def _in_order(fact: Fact) -> Fact:
    relation, one, other = fact
    return fact if relation == "member_of" else (relation, min(one, other), max(one, other))


def members(group: str, *schools: str) -> set[Fact]:
    return {("member_of", school, group) for school in schools}


ELM_OAK = {("federation", "Elm", "Oak")}


@pytest.mark.parametrize(
    ("text", "group", "schools"),
    [
        ("<Oak>, <Elm> and <Ash> make up the <Severn>.", "Severn", ("Oak", "Elm", "Ash")),
        ("The <Severn> runs <Oak> and <Elm>.", "Severn", ("Oak", "Elm")),
        ("<Oak> was taken over by the <Severn> in 2014.", "Severn", ("Oak",)),
        ("<Oak> is the lead school of the <Tor>.", "Tor", ("Oak",)),
        ("The <Tor>, with <Oak> at its head, has four leaders.", "Tor", ("Oak",)),
        ("The members of the <Weald> are <Oak>, <Elm> and <Ash>.", "Weald", ("Oak", "Elm", "Ash")),
        ("As a member of the <Weald>, <Oak> sent two teams.", "Weald", ("Oak",)),
        ("The heads of <Oak> and <Elm> set up the <Weald> in 2009.", "Weald", ("Oak", "Elm")),
        ("The <Weald> counts <Oak> and <Elm> among its members.", "Weald", ("Oak", "Elm")),
        ("<Oak> is in the <Severn> with <Elm>.", "Severn", ("Oak", "Elm")),
        (
            "Three schools belong to the <Weald> now: <Oak>, <Elm> (a primary) and <Ash>.",
            "Weald",
            ("Oak", "Elm", "Ash"),
        ),
        ("The <Weald> began in 2005. Its members come from <Oak> and <Elm>.", "Weald", ("Oak", "Elm")),
        ("The <Weald> is small. A sixth school, <Oak>, took part for a year.", "Weald", ("Oak",)),
        ("The <Weald> is new. <Oak> and four nurseries have signed up.", "Weald", ("Oak",)),
        ("The <Severn> began in 2012, and two schools entered it together: <Oak> and <Elm>.", "Severn", ("Oak", "Elm")),
        ("The <Weald> is old. Three primaries meet each term: <Oak>, <Elm> and <Ash>.", "Weald", ("Oak", "Elm", "Ash")),
        ("- The <Weald> (since 2009). The others are <Oak> and <Elm>.", "Weald", ("Oak", "Elm")),
        ("The <Weald> has no budget. <Oak> belongs, as does <Elm>.", "Weald", ("Oak", "Elm")),
        ("<Oak>\n\nWe used to be in the <Weald>.", "Weald", ("Oak",)),
        (
            "<Oak> and <Elm>, to be called Ash Primary School in time, are small. Both are in the <Severn>.",
            "Severn",
            ("Oak", "Elm"),
        ),
    ],
)
def test_schools_are_said_to_be_in_a_group_in_many_ways(text: str, group: str, schools: tuple[str, ...]) -> None:
    assert facts(text) >= members(group, *schools)


@pytest.mark.parametrize(
    "text",
    [
        "<Oak> has chosen not to join the <Severn>.",
        "Governors at <Oak> voted against joining the <Severn>.",
        "Neither <Oak> nor <Elm> belongs to the <Severn>.",
        "Through the <Weald>, milk is bought for <Oak>.",
        "The <Severn> runs <Oak>'s payroll.",
        "The <Weald> is old. Three schools were helped last year: <Oak>, <Elm> and <Ash>.",
        "The parents come to us from <Oak>. Ada Marsh chairs the <Weald>.",
        "The next meeting of the <Weald> is soon. The money belongs to <Oak>.",
        "The members of the <Weald> visited <Oak>.",
    ],
)
def test_schools_outside_a_group_are_not_in_it(text: str) -> None:
    assert not {fact for fact in facts(text) if fact[0] == "member_of"}


@pytest.mark.parametrize(
    "text",
    [
        "<Oak> will join the <Severn> in September.",
        "<Oak> has been invited to become a member of the <Severn>.",
        "The <Severn> hopes that <Oak> will come in next year.",
    ],
)
def test_who_is_yet_to_join_is_planned(text: str) -> None:
    assert facts(text, certainty="planned") == members("Severn", "Oak")
    assert not facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "<Oak>, <Elm> and <Ash> met for years. Together they form the <Weald>.",
        "<Oak>, <Elm> and <Ash> are small. All three belong to the <Weald>.",
        "Parents of <Oak>, <Elm> and <Ash> met. The three schools are members of the <Weald>.",
        "- <Oak>\n- <Elm>\n- <Ash>\n\nThe three schools make up the <Weald>.",
    ],
)
def test_a_number_means_the_schools_last_named_together(text: str) -> None:
    assert members("Weald", "Oak", "Elm", "Ash") <= facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "<Oak>, <Elm> and <Ash> are small. The other three schools belong to the <Weald>.",
        "<Oak>, <Elm> and <Ash> are small. Four schools belong to the <Weald>.",
        "Ada Marsh and Tom Reed came from <Oak> and <Elm>. They both sing in the <Weald>.",
    ],
)
def test_other_numbers_and_other_people_mean_other_schools(text: str) -> None:
    assert not facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "The <Weald>\n\nOur schools:\n\n<Oak>\n\n<Elm>",
        "The <Weald> was begun in 2009.\n\nIts members:\n\n- <Oak> (lead)\n- <Elm>, in the next valley",
        "The <Weald>\n\n## Our schools and those who lead them\n\n| School | Since |\n|---|---|\n| <Oak> | 2010 |\n| <Elm> | 2011 |",
        "The case of the <Weald>\n\nLead school: <Oak> (112 pupils)\n\nPartner schools: <Elm> (61 pupils)",
        "We met as before.\n\n<Oak>*\n\n<Elm>*\n\n*member of the <Weald>",
    ],
)
def test_lists_tables_labels_and_marks_say_who_is_in_a_group(text: str) -> None:
    assert facts(text) >= members("Weald", "Oak", "Elm")


def test_a_list_of_schools_that_are_helped_or_yet_to_join_is_none_of_members() -> None:
    assert not facts("The <Tor>\n\nSchools that we have supported:\n\n- <Oak>\n- <Elm>")
    yet = "The <Severn>\n\nIt is intended that the members will be:\n\n- <Oak>\n- <Elm>"
    assert facts(yet, certainty="planned") == members("Severn", "Oak", "Elm")
    assert not facts(yet)


@pytest.mark.parametrize(
    "text",
    [
        "<Oak> and <Elm> share a governing body.",
        "Since 2010 <Oak> has been in federation with <Elm>.",
        "<Oak> and <Elm> formed a hard federation in 2011.",
        "<Oak>'s governing body federated with that of <Elm>.",
        "The <Teme> is made up of <Oak> and <Elm>.",
        "<Oak> and <Elm> make up the <Teme>.",
    ],
)
def test_schools_are_federated_by_word_or_by_being_in_one_federation(text: str) -> None:
    assert facts(text) >= ELM_OAK


@pytest.mark.parametrize(
    "text",
    [
        "The governors of <Oak> and <Elm> have agreed to federate.",
        "There has been talk in the town of a federation between <Oak> and <Elm>.",
        "The plan to federate <Oak> and <Elm> was dropped.",
    ],
)
def test_a_federation_that_is_only_talked_of_is_planned(text: str) -> None:
    assert facts(text, certainty="planned") >= ELM_OAK
    assert not facts(text) & ELM_OAK


def test_schools_of_a_trust_are_not_federated() -> None:
    assert facts("<Oak> and <Elm> make up the <Severn>.") == members("Severn", "Oak", "Elm")


def test_a_federation_called_after_its_schools_has_them_in_it() -> None:
    group = "Fairmead and Lea Hill Federation"
    found = facts(f"Mrs Marsh is executive headteacher of the {group}.")
    assert found == {*members(group, "Fairmead", "Lea Hill"), ("federation", "Fairmead", "Lea Hill")}
    known = facts(f"Mrs Marsh, once head of Lea Hill Primary School, left the {group}.")
    assert ("member_of", "Lea Hill Primary School", group) in known
    assert not facts("The North and South Federation has no schools here.")


def test_likely_members_of_a_federation_are_not_federated_for_that() -> None:
    told = known_cast(read_text("a note", full("The <Teme> is new. <Oak> is near. <Elm> is far. <Severn> pays.")))
    keys = {one.name: one.key for one in told.cast.entities}
    place = told.document.place(told.document.blocks[0], 0, 3)
    likely, sure = (
        [Candidate("member_of", keys[NAMES[school]], keys[NAMES["Teme"]], place, "", tier) for school in ("Oak", "Elm")]
        for tier in (LIKELY, PLAIN)
    )
    assert not [each for each in federation_members(told, likely) if each.relation == "federation"]
    assert [each for each in federation_members(told, sure) if each.relation == "federation"]


def test_the_few_schools_of_which_one_federations_document_speaks_are_in_it() -> None:
    text = "The <Teme>\n\n<Oak> was good. At <Elm> little was. Then <Oak> lent a hand, and <Elm> was soon better."
    assert facts(text) >= {*members("Teme", "Oak", "Elm"), *ELM_OAK}
    assert not facts(text.replace("<Teme>", "<Severn>"))


def test_our_schools_of_a_known_number_are_those_of_the_one_group() -> None:
    text = "The <Severn> is new. Children of <Oak> and <Elm> sang. Our two schools have one choir."
    assert facts(text) >= members("Severn", "Oak", "Elm")


@pytest.mark.parametrize(
    "text",
    [
        "<Oak> and <Elm> run a joint summer school.",
        "<Oak> shares a caretaker with <Elm>.",
        "<Oak> and <Elm> share a caretaker.",
        "<Oak> and <Elm> have signed a collaboration agreement.",
        "<Oak> teamed up with <Elm> to keep hens.",
        "Teachers at <Oak> and <Elm> sit in one another's classrooms.",
        "Links between <Oak> and <Elm> go back to 1990.",
        "We are <Oak>. Our sister school is <Elm>.",
        "This is <Oak>. The joint moderation of writing with <Elm> went well.",
        "We at <Oak> like to travel. Four of us exchanged lessons with <Elm>.",
        "<Oak> and <Elm> have exchanged visits.",
        "Ada Marsh is executive headteacher of <Oak> and <Elm>.",
    ],
)
def test_schools_work_together_in_many_ways(text: str) -> None:
    assert facts(text) == {("partnership", "Elm", "Oak")}


@pytest.mark.parametrize(
    "text",
    [
        "<Oak> and <Elm> share a site.",
        "<Oak> shared its news with <Elm>.",
        "<Oak> and <Elm> have shared concerns.",
        "<Oak> no longer works with <Elm>.",
        "Pupils move from <Oak> to <Elm> at seven.",
        "This is <Oak>. The joint head with <Elm> was never appointed.",
        "We are <Oak>. The other school is <Elm>. They exchange glances.",
        "<Oak> and <Elm> are both good schools.",
        "Ada Marsh was executive headteacher of <Oak> until 2009 and is executive headteacher of <Elm>.",
    ],
)
def test_schools_that_merely_stand_together_do_not_work_together(text: str) -> None:
    assert not facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "<Oak> has close links with the <Leeds>.",
        "The <Leeds> is a partner of <Oak>.",
        "<Oak> is a training school for the <Leeds>.",
        "<Oak> takes student teachers from the <Leeds>.",
        "Here at <Oak> we teach teachers too. Our trainees come from the <Leeds>.",
        "Our partners | <Oak>\n\n# Our partners\n\nWe at <Oak> are not alone.\n\n## The <Leeds>\n\nSix students come each year.",
    ],
)
def test_a_university_is_a_partner(text: str) -> None:
    assert facts(text) == {("partnership", "Leeds", "Oak")} or facts(text) == {("partnership", "Oak", "Leeds")}


MINUTES = """Minutes of the Wolds Headteachers' Forum held on 3 May 2012

Present: Ada Marsh, Tom Reed (chair), Ian Cole, Kent County Council

Apologies: Jo Bell

1. Welcome

Ada Marsh thanked Ben Stone for the room.
"""


def test_people_at_the_meeting_of_a_group_of_people_are_in_it_but_guests_are_not() -> None:
    present = {fact[1] for fact in facts(MINUTES) if fact[0] == "member_of"}
    assert present == {"Ada Marsh", "Tom Reed", "Jo Bell"}


def test_who_keeps_the_money_of_a_group_of_people_is_in_it() -> None:
    text = "Ada Marsh is treasurer of the Wolds Bursars Network."
    assert ("member_of", "Ada Marsh", "Wolds Bursars Network") in facts(text)
    assert not facts("Ada Marsh is treasurer of the <Severn>.")


def test_schools_where_a_cluster_meets_and_whose_staff_hold_its_offices_are_in_it() -> None:
    text = (
        "News of the <Weald>\n\nThe next meeting will be at <Oak>. Ada Marsh, head of <Elm>, is chair of the <Weald>."
    )
    assert facts(text) >= members("Weald", "Oak", "Elm")
    assert not facts("News of the <Weald>\n\nThe trip to <Oak> was wet. The inspectors met on Monday.")


def test_schools_of_a_partnerships_own_officers_are_not_in_it() -> None:
    text = "Ada Marsh is bursar of <Oak> and secretary of the Vale Partnership. It has four schools."
    assert ("member_of", "Oak", "Vale Partnership") not in facts(text)


def test_stars_that_set_a_name_off_are_no_mark() -> None:
    text = "**<Weald>** is led by Ada Marsh.\n\nShe goes to **<Oak>** each week.\n\n**<Weald>** pays."
    assert not facts(text)


def test_those_listed_as_from_a_groups_schools_are_in_it() -> None:
    text = (
        "Three heads from schools across the <Tor> were honoured.\n\n"
        "From left: Ada Marsh (<Oak>), Tom Reed (<Elm>) and Jo Bell (<Ash>)."
    )
    assert facts(text) >= members("Tor", "Ada Marsh", "Tom Reed", "Jo Bell", "Oak", "Elm", "Ash")
    assert not facts(text.replace("from schools across", "spoke to us of"))


def test_a_trust_is_called_by_its_own_words_where_they_are_no_place() -> None:
    text = "The <Severn> is small. Last year <Oak> was allowed to join Severn."
    assert ("member_of", "Oak", "Severn") in facts(text)
    assert not facts(f"{text} It lies near Severn.")


def test_a_column_of_groups_says_where_the_school_of_each_row_is() -> None:
    table = (
        "Schools we met\n\n| School | Trust | Pupils |\n|---|---|---|\n| <Oak> | <Severn> | 90 |\n| <Elm> | none | 60 |"
    )
    assert facts(table) == members("Severn", "Oak")
    assert not facts(table.replace("| Trust |", "| Former trust |"))


def test_a_list_of_schools_on_a_groups_own_page_is_of_its_members() -> None:
    page = "The <Weald>\n\nWe are eight years old.\n\n- <Oak>\n- <Elm>\n- <Ash>"
    assert facts(page) == members("Weald", "Oak", "Elm", "Ash")
    assert not facts(page.replace("We are eight years old.", "Schools that left us:"))
    assert not facts(page.replace("The <Weald>", "Good places"))
