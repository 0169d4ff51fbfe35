"""What a few lines of prose are read to say."""

from __future__ import annotations

import pytest

from loaders.reading.documents.plain_text import read_text
from loaders.reading.reading import read

Said = tuple[str, str, str]


def said(text: str, *, negated: bool = False) -> set[Said]:
    """(relation, source, target or role) of everything read that is stated, or denied."""
    reading = read(read_text("a note", text))
    names = {entity.key: entity.name for entity in reading.entities}
    return {
        (each.relation, names[each.source], names[each.target] if each.target is not None else each.role)
        for each in reading.relations
        if each.negated is negated and each.certainty != "planned"
    }


def planned(text: str) -> set[str]:
    return {each.relation for each in read(read_text("a note", text)).relations if each.certainty == "planned"}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Helen Marsh is headteacher of Oak School.", ("holds_role", "Helen Marsh", "Oak School")),
        ("Helen Marsh, headteacher of Oak School, agreed.", ("holds_role", "Helen Marsh", "Oak School")),
        ("Oak School's headteacher, Helen Marsh, agreed.", ("holds_role", "Helen Marsh", "Oak School")),
        ("The bursar of Oak School, Helen Marsh, left.", ("holds_role", "Helen Marsh", "Oak School")),
        ("Helen Marsh joined Oak School in 2009 as bursar.", ("holds_role", "Helen Marsh", "Oak School")),
        ("Helen Marsh (Headteacher, Oak School) spoke.", ("holds_role", "Helen Marsh", "Oak School")),
        ("Oak School and Elm School share a bursar, Helen Marsh.", ("holds_role", "Helen Marsh", "Elm School")),
        ("Helen Marsh is a National Leader of Education.", ("designated", "Helen Marsh", "NLE")),
        ("Oak School belongs to the Weald Cluster.", ("member_of", "Oak School", "Weald Cluster")),
        ("The Weald Cluster (Oak School, Elm School) met.", ("member_of", "Elm School", "Weald Cluster")),
        ("Oak School and Elm School have been federated.", ("federation", "Oak School", "Elm School")),
        ("Oak School is in a hard federation with Elm School.", ("federation", "Oak School", "Elm School")),
        ("Oak School works closely with Elm School.", ("partnership", "Oak School", "Elm School")),
        ("Helen Marsh was seconded to Elm School.", ("secondment", "Helen Marsh", "Elm School")),
        ("Helen Marsh works two days a week at Elm School.", ("secondment", "Helen Marsh", "Elm School")),
        ("Oak School has supported Elm School.", ("supports", "Oak School", "Elm School")),
        ("Elm School was supported by Helen Marsh.", ("supports", "Helen Marsh", "Elm School")),
        ("Helen Marsh mentors Tom Reed.", ("mentoring", "Helen Marsh", "Tom Reed")),
        ("Tom Reed replaced Helen Marsh.", ("succeeds", "Tom Reed", "Helen Marsh")),
        ("Elm School reopened as Ashdown Academy.", ("succeeds", "Ashdown Academy", "Elm School")),
        ("Oak School received funding from Kent County Council.", ("funded_by", "Oak School", "Kent County Council")),
    ],
)
def test_a_sentence_says_a_relation(text: str, fact: Said) -> None:
    assert fact in said(text)


def test_a_list_under_a_group_lists_its_members() -> None:
    text = "The members of the Weald Cluster are:\n\n- Oak School\n- Elm School and Ash School\n"
    assert {source for relation, source, _ in said(text) if relation == "member_of"} == {
        "Oak School",
        "Elm School",
        "Ash School",
    }


def test_a_table_says_posts_designations_and_loans() -> None:
    text = "Local Leaders of Education\n\nName | School | Deployed to\nZadie Orme | Oak School | Elm School\n"
    assert said(text) >= {
        ("holds_role", "Zadie Orme", "Oak School"),
        ("designated", "Zadie Orme", "LLE"),
        ("supports", "Zadie Orme", "Elm School"),
    }


def test_she_and_the_school_are_those_named_last_and_the_step_is_recorded() -> None:
    reading = read(read_text("a note", "Helen Marsh came to Oak School in 2009. She is the bursar of the school."))
    (post,) = [each for each in reading.relations if each.relation == "holds_role"]
    assert [(step.word, step.to) for step in post.steps] == [("She", "Helen Marsh"), ("the school", "Oak School")]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Oak School is small. It joined the Weald Cluster in 2009.", ("member_of", "Oak School", "Weald Cluster")),
        ("Peter Marsh is head of Oak School. Ada Reed mentors Peter.", ("mentoring", "Ada Reed", "Peter Marsh")),
        ("Tom Reed was coached by Helen Marsh.", ("mentoring", "Helen Marsh", "Tom Reed")),
        (
            "Oak School has a chair, Tom Reed; Elm School's chair of governors, Helen Marsh, left.",
            ("holds_role", "Helen Marsh", "Elm School"),
        ),
        ("There are two SLEs. They are Helen Marsh (Oak School) and Tom Reed.", ("designated", "Tom Reed", "SLE")),
    ],
)
def test_a_word_that_names_nobody_is_taken_for_whom_it_means(text: str, fact: Said) -> None:
    assert fact in said(text)


def test_the_people_at_a_groups_meeting_bring_their_schools_with_them() -> None:
    text = "Weald Cluster\n\nPresent: Helen Marsh (Oak School), Tom Reed (Elm School)\n\n1. Welcome\n\nAsh School sent a card.\n"
    assert {source for relation, source, _ in said(text) if relation == "member_of"} == {"Oak School", "Elm School"}


def test_in_an_interview_i_is_who_is_asked_and_we_their_school() -> None:
    text = """Five questions for Helen Marsh, business director of Oak School

How did you come to the job?

I completed the DSBM in 2010.

Who do you work with?

We are members of the Weald Cluster. I mentor Tom Reed.

What next?

Nothing yet.

Any regrets?

"I am a member of the Vale Forum and know nobody better," says a colleague.
"""
    facts = said(text)
    assert facts >= {
        ("participates_in", "Helen Marsh", "Diploma of School Business Management (DSBM)"),
        ("member_of", "Oak School", "Weald Cluster"),
        ("mentoring", "Helen Marsh", "Tom Reed"),
    }
    assert not facts & {("member_of", "Helen Marsh", "Vale Forum"), ("mentoring", "Tom Reed", "Helen Marsh")}


def test_a_name_on_one_line_has_the_post_on_the_next() -> None:
    assert ("holds_role", "Helen Marsh", "Oak School") in said("Dear all,\n\nHelen Marsh\n\nHead, Oak School\n")


def test_a_known_holder_is_meant_by_the_post() -> None:
    text = "Helen Marsh is headteacher of Oak School.\n\nThe headteacher of Oak School is also an NLE. The headteacher mentors Tom Reed."
    assert ("mentoring", "Helen Marsh", "Tom Reed") in said(text)


def test_somebody_unnamed_stays_unnamed() -> None:
    text = "Oak School in Kent has changed. The new headteacher has supported Elm School since May."
    assert ("supports", "[new headteacher of Oak School]", "Elm School") in said(text)


def test_what_is_denied_or_planned_is_no_tie() -> None:
    assert ("member_of", "Oak School", "Weald Cluster") in said(
        "Oak School is not a member of the Weald Cluster.", negated=True
    )
    assert not said("Oak School is not a member of the Weald Cluster.")
    assert planned("Oak School is looking to join the Weald Cluster.") == {"member_of"}
    assert not said("Oak School hopes to be federated with Elm School.") & {("federation", "Oak School", "Elm School")}


def test_schools_of_a_document_with_one_authority_are_in_it() -> None:
    text = "A report of Kent County Council\n\nOak School and Elm School met. Ash School in Norfolk did not."
    assert said(text) >= {("in_authority", "Oak School", "Kent County Council")}
    assert ("in_authority", "Ash School", "Kent County Council") not in said(text)


def test_a_newsletter_without_ties_gives_none() -> None:
    text = (
        "Summer news from Oak School\n\nHelen Marsh, our bursar, has run the marathon. Year 6 visited Elm High School. "
        "We wish Tom Reed well in his new career; he taught here for nine years. Sports day is on 4 July."
    )
    assert {relation for relation, _, _ in said(text)} <= {"holds_role"}
