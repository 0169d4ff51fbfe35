"""Who is read to support, to be lent to, or to pay for whom."""

from __future__ import annotations

import pytest

from loaders.reading.candidate import DERIVED
from loaders.reading.documents.plain_text import read_text
from loaders.reading.reading import read

Said = tuple[str, str, str]


def said(text: str) -> set[Said]:
    """(relation, source, target) of everything read that holds, but for what is merely likely."""
    reading = read(read_text("a note", text))
    names = {entity.key: entity.name for entity in reading.entities}
    return {
        (each.relation, names[each.source], names[each.target])
        for each in reading.relations
        if each.target is not None and not each.negated and each.certainty != "planned" and each.tier <= DERIVED
    }


def support(text: str) -> set[tuple[str, str]]:
    return {(source, target) for relation, source, target in said(text) if relation == "supports"}


OAK_ELM = ("Oak School", "Elm School")
MARSH_ELM = ("Helen Marsh", "Elm School")


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Oak School has been helping out at Elm School.", OAK_ELM),
        ("Oak School took Elm School under its wing.", OAK_ELM),
        ("Elm School has had a good deal of help from Oak School.", OAK_ELM),
        ("Elm School recovered with the help of Oak School.", OAK_ELM),
        ("Oak School's teachers have been working alongside staff at Elm School.", OAK_ELM),
        ("Teachers from Oak School spent a term working with colleagues at Elm School.", OAK_ELM),
        ("Elm School was in trouble and it was Oak School that lent it a deputy.", OAK_ELM),
        ("Oak School is the national support school for Elm School.", OAK_ELM),
        ("Oak School sent its literacy teacher, one Tuesday in two, to Elm School.", OAK_ELM),
        ("Oak School supplied Elm School with a bursar.", OAK_ELM),
        ("Helen Marsh was brought in by the council to turn round Elm School.", MARSH_ELM),
        ("Helen Marsh stepped in to run Elm School.", MARSH_ELM),
        ("The council called in Helen Marsh to help Elm School.", MARSH_ELM),
        ("Helen Marsh has spent half a day each week with the new head of Elm School.", MARSH_ELM),
        ("Helen Marsh, an LLE since 2010, has worked in that capacity with Elm School.", MARSH_ELM),
        ("Elm School was steadied, over two long terms, by Helen Marsh.", MARSH_ELM),
        ("Helen Marsh shared her expertise with Elm School.", MARSH_ELM),
    ],
)
def test_help_is_told_in_many_ways(text: str, pair: tuple[str, str]) -> None:
    assert pair in support(text)


@pytest.mark.parametrize(
    "text",
    [
        "Helen Marsh left Oak School for Elm School.",
        "Oak School played Elm School at netball and lent a hand to the caterers.",
        "Helen Marsh walked round Elm School.",
        "Elm School was inspected by Helen Marsh.",
        "Helen Marsh spent her childhood opposite Elm School.",
        "Tom Reed, who was seconded to Elm School, is a governor of Oak School.",
    ],
)
def test_not_every_deed_at_a_school_is_help(text: str) -> None:
    assert not {pair for pair in support(text) if pair[0] != "Tom Reed"}


NEED = "Helen Marsh is headteacher of Oak School. Elm School was put into special measures in May.\n\n"


def test_a_head_who_takes_on_a_school_in_need_supports_it_and_so_does_the_own_school() -> None:
    text = f"{NEED}Helen Marsh was made executive headteacher of both Oak School and Elm School."
    assert support(text) >= {OAK_ELM, MARSH_ELM}


@pytest.mark.parametrize(
    "text",
    [
        "Helen Marsh already runs Oak School. Now she has been handed Elm School too. Elm School has been causing concern.",
        "Nobody could be found to lead Elm School. The council turned to Helen Marsh, head of Oak School, who agreed to act as executive head.",
        "Helen Marsh, headteacher of Oak School, took over at Elm School last week. The school was placed in special measures in June. She is executive head of both schools.",
    ],
)
def test_a_second_school_may_be_taken_on_by_deed(text: str) -> None:
    assert support(text) >= {OAK_ELM, MARSH_ELM}


@pytest.mark.parametrize(
    "text",
    [
        # The school in need is not the one that is taken on.
        "Helen Marsh is head of Oak School, which was in special measures. She is executive head of Elm School as well.",
        # Neither school is in need.
        "Helen Marsh is headteacher of Oak School. She is also executive headteacher of Elm School.",
        # One after the other.
        "Elm School was failing. Helen Marsh was headteacher of Oak School until 2009. In 2012 she became headteacher of Elm School.",
    ],
)
def test_a_head_of_two_schools_does_not_always_help_one(text: str) -> None:
    assert not support(text)


def test_the_school_that_lends_somebody_supports_the_one_lent_to() -> None:
    text = "Tom Reed is deputy headteacher of Oak School. Tom Reed was seconded to Elm School for a year."
    assert OAK_ELM in support(text)


def test_a_section_about_a_school_says_who_helped_it() -> None:
    text = (
        "# A review\n\nWho helped whom.\n\n## Elm School\n\nHelped by: Oak School (Helen Marsh, LLE)\n\n"
        "Tom Reed spent every Friday with the staff.\n\n## Ash School\n\nSupport: nobody, though Oak School offered\n"
    )
    assert support(text) >= {OAK_ELM, MARSH_ELM, ("Tom Reed", "Elm School")}
    assert not {pair for pair in support(text) if pair[1] == "Ash School"}


def test_a_paragraph_that_begins_with_a_schools_name_is_about_it() -> None:
    text = "Some of the visits.\n\nElm School (Kent), from April 2013. Helen Marsh went in once a week and sorted out the budget.\n"
    assert MARSH_ELM in support(text)


def test_a_table_of_schools_says_who_advises_and_who_works_there() -> None:
    text = "Who went where\n\nSchool | Headteacher | Adviser\nElm School | Tom Reed | Helen Marsh\nOak School | Ada Cole | none\n"
    facts = said(text)
    assert {("supports", *MARSH_ELM), ("holds_role", "Tom Reed", "Elm School")} <= facts
    assert not {fact for fact in facts if fact[0] == "supports" and fact[2] == "Oak School"}


def test_amounts_for_schools_are_from_who_gave_to_each() -> None:
    lines = "- Oak School: £1,200\n- Elm School: £900\n"
    given = "Each school was given a grant by Kent County Council."
    assert {
        (source, target) for relation, source, target in said(f"{given}\n\n{lines}") if relation == "funded_by"
    } == {
        ("Oak School", "Kent County Council"),
        ("Elm School", "Kent County Council"),
    }
    assert not {fact for fact in said(f"Kent County Council met in May.\n\n{lines}") if fact[0] == "funded_by"}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Oak School has lent its literacy leader, Tom Reed, to Elm School.", ("Tom Reed", "Elm School")),
        ("Tom Reed is on loan to Elm School.", ("Tom Reed", "Elm School")),
        ("Elm School borrowed Tom Reed from Oak School.", ("Tom Reed", "Elm School")),
        (
            "The head of Elm School left. A deputy at Oak School, Tom Reed, was seconded there.",
            ("Tom Reed", "Elm School"),
        ),
    ],
)
def test_a_loan_is_told_in_many_ways(text: str, pair: tuple[str, str]) -> None:
    assert ("secondment", *pair) in said(text)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("The National Lottery gave Oak School £500 for its allotment.", ("Oak School", "National Lottery")),
        ("Oak School won a grant of £900 from the National Lottery.", ("Oak School", "National Lottery")),
        (
            "The Weald Cluster has 61 members and some money from Kent County Council.",
            ("Weald Cluster", "Kent County Council"),
        ),
    ],
)
def test_money_is_told_in_many_ways(text: str, pair: tuple[str, str]) -> None:
    assert ("funded_by", *pair) in said(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Helen Marsh, who has supported Elm School, is new.", ("supports", *MARSH_ELM)),
        ("Helen Marsh came in 2004, took a diploma in 2006 and has supported Elm School.", ("supports", *MARSH_ELM)),
        (
            "Ash School lies near Oak School, which joined the Weald Cluster.",
            ("member_of", "Oak School", "Weald Cluster"),
        ),
    ],
)
def test_a_sentence_goes_on_about_its_subject(text: str, fact: Said) -> None:
    assert fact in said(text)


def test_a_new_subject_ends_what_is_said_of_the_old() -> None:
    text = "Helen Marsh retired, but Tom Reed stayed and has supported Elm School."
    assert MARSH_ELM not in support(text)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("The council has put Helen Marsh into Elm School for a year.", MARSH_ELM),
        ("It was Helen Marsh who got Elm School out of special measures.", MARSH_ELM),
        ("Elm School has the use of Helen Marsh on Fridays.", MARSH_ELM),
        ("Elm School asked Oak School for help with its budget.", OAK_ELM),
        ("Much of the improvement at Elm School is owed to Oak School.", OAK_ELM),
        ("Oak School has been a support to Elm School.", OAK_ELM),
        ("Some advice for Elm School came from Oak School.", OAK_ELM),
        ("Elm School was in special measures. Since then Oak School has provided intensive support.", OAK_ELM),
        ("Helen Marsh (Oak School) has an advisory part at Elm School and coaches its head.", MARSH_ELM),
        ("Ada Cole was lent from Oak School to Elm School.", OAK_ELM),
    ],
)
def test_help_is_told_more_loosely_too(text: str, pair: tuple[str, str]) -> None:
    assert pair in support(text)


@pytest.mark.parametrize(
    "text",
    [
        "Helen Marsh helped pupils at Elm School before she retired.",
        "Helen Marsh may be asked to support Elm School.",
        "Did Helen Marsh support Elm School?",
        "Helen Marsh has never supported Elm School.",
        "Helen Marsh and Tom Reed went to Elm School with advice for Ash School.",
    ],
)
def test_who_stands_with_a_word_of_help_need_not_give_it(text: str) -> None:
    assert not support(text)


def test_an_entry_of_a_person_with_a_school_and_another_is_support_under_such_words() -> None:
    items = "- Helen Marsh (Oak School): Elm School\n- Tom Reed (Ash School): Fell School\n"
    assert support(f"Deployments of NLEs\n\n{items}") == {MARSH_ELM, ("Tom Reed", "Fell School")}
    assert not support(f"Winners of the quiz\n\n{items}")


def test_a_school_that_followed_another_was_not_helped_by_it() -> None:
    text = (
        "Elm School was in special measures and reopened as Ashdown Academy. Helen Marsh was acting head of Elm School. "
        "Helen Marsh is executive headteacher of Ashdown Academy."
    )
    assert ("Ashdown Academy", "Elm School") not in support(text)


DALE_ELM = ("Peter Dale", "Elm School")
NEEDY = "Elm School was told in March that it must improve. "


@pytest.mark.parametrize(
    "text",
    [
        "Helen Marsh, deputy at Oak School, goes over for a morning a week to lend a hand.",
        "Helen Marsh, who is an SLE from Oak School, came every Thursday.",
        "Helen Marsh, the bursar at Oak School, was lent for two terms.",
        "Helen Marsh visits fortnightly.",
    ],
)
def test_help_goes_to_the_school_of_which_the_sentences_before_speak(text: str) -> None:
    assert MARSH_ELM in {
        (source, target) for relation, source, target in said(NEEDY + text) if relation != "holds_role"
    }


@pytest.mark.parametrize(
    "text",
    [
        "Helen Marsh did not visit fortnightly.",
        "Helen Marsh came every Thursday to Ash School.",
        "Helen Marsh was lent a bicycle.",
        "Helen Marsh came to the fair.",
    ],
)
def test_who_merely_comes_helps_nobody(text: str) -> None:
    assert MARSH_ELM not in support(NEEDY + text)


@pytest.mark.parametrize(
    "text",
    [
        "Helen Marsh took Peter Dale with her.",
        "Helen Marsh also brought her bursar, Peter Dale, with her.",
        "Peter Dale, her bursar, went with her on Fridays.",
        "Peter Dale followed Helen Marsh over in May.",
    ],
)
def test_who_is_taken_along_helps_too(text: str) -> None:
    assert DALE_ELM in support("Helen Marsh was sent in to help Elm School. " + text)


@pytest.mark.parametrize(
    "text",
    ["Peter Dale came with his children.", "Helen Marsh never took Peter Dale with her.", "Peter Dale followed."],
)
def test_who_merely_comes_along_does_not(text: str) -> None:
    assert DALE_ELM not in support("Helen Marsh was sent in to help Elm School. " + text)


@pytest.mark.parametrize(
    "text",
    [
        "Peter Dale, our link adviser at the Authority, hopes to be there.",
        "Our adviser, Peter Dale, was pleased.",
        "Peter Dale, who has known us for years, is Elm School's link adviser.",
        "SIP: Peter Dale",
    ],
)
def test_a_schools_own_adviser_supports_it(text: str) -> None:
    assert DALE_ELM in support(f"Elm School\n\nDear parents\n\n{text}")


def test_adviser_of_another_does_not() -> None:
    assert DALE_ELM not in support("Elm School\n\nDear parents\n\nPeter Dale, a careers adviser, came to Elm School.")


SENT = "| Name | School | Good at | {} |\n|---|---|---|---|\n| Helen Marsh | Oak School | maths | {} |\n| Peter Dale | Ash School | reading | no |\n\nElm School is large."


@pytest.mark.parametrize("head", ["Out on loan?", "Deployed to", "Now supporting", "Working with"])
def test_rows_of_people_say_where_they_help(head: str) -> None:
    found = support(SENT.format(head, "Elm School, Thursdays"))
    assert MARSH_ELM in found
    assert ("Helen Marsh", "Oak School") not in found


@pytest.mark.parametrize(("head", "cell"), [("Trained at", "Elm School"), ("Likes", "Elm School")])
def test_rows_of_anything_else_do_not(head: str, cell: str) -> None:
    assert MARSH_ELM not in support(SENT.format(head, cell))


def page(heading: str, item: str = "Elm School, for phonics") -> set[tuple[str, str]]:
    text = f"# Oak School\n\nOak School likes company.\n\n## {heading}\n\n* {item}\n* Ash School: maths\n"
    return support(text)


@pytest.mark.parametrize("heading", ["Schools we support", "Lent by us", "Who we help", "Our outreach"])
def test_schools_below_a_heading_of_help_given_are_helped(heading: str) -> None:
    assert OAK_ELM in page(heading)


@pytest.mark.parametrize("heading", ["Lent to us", "Schools that have helped us", "Help we have received"])
def test_schools_below_a_heading_of_help_got_help(heading: str) -> None:
    assert ("Elm School", "Oak School") in page(heading)


@pytest.mark.parametrize(
    ("heading", "item"),
    [("Schools we play", "Elm School"), ("Schools we support", "Elm School: no longer"), ("Matches", "Elm School")],
)
def test_schools_below_other_headings_are_not(heading: str, item: str) -> None:
    assert OAK_ELM not in page(heading, item)


def test_her_own_deputy_is_not_one_of_two() -> None:
    assert DALE_ELM not in support("Peter Dale met Helen Marsh, her deputy, who supported Elm School.")


def test_parts_of_a_list_may_repeat_their_word_and_have_asides() -> None:
    found = support("Helen Marsh supported Elm School (until it closed) and Ash School.")
    assert {MARSH_ELM, ("Helen Marsh", "Ash School")} <= found
    found = support("Helen Marsh, an LLE, has worked in that capacity with Elm School and with Ash School.")
    assert {MARSH_ELM, ("Helen Marsh", "Ash School")} <= found


def test_the_council_is_the_documents_own() -> None:
    text = "Dorset Council\n\nElm School, Dorset\n\nOne of its teachers came from a school in Kent. The council gave Elm School £500."
    assert ("funded_by", "Elm School", "Dorset Council") in said(text)


def test_the_month_of_may_is_no_plan() -> None:
    assert OAK_ELM in support("In May 2011 Oak School supported Elm School.")
    assert OAK_ELM not in support("Oak School may support Elm School.")


def succession(text: str) -> set[tuple[str, str]]:
    return {(source, target) for relation, source, target in said(text) if relation == "succeeds"}


ASH_OAK, ASH_ELM = ("Ash Primary School", "Oak Infants"), ("Ash Primary School", "Elm Juniors")


@pytest.mark.parametrize(
    "text",
    [
        "Oak Infants and Elm Juniors were amalgamated in 2010 to form Ash Primary School.",
        "Oak Infants and Elm Juniors became one school in 2010, called Ash Primary School.",
        "Ash Primary School was formed in 2010 from Oak Infants and Elm Juniors.",
        "Elm Juniors was put together with Oak Infants in 2010 as Ash Primary School.",
        "Ash Primary School was opened in 2010 when Oak Infants and Elm Juniors closed.",
    ],
)
def test_schools_that_become_one_are_succeeded_by_it(text: str) -> None:
    assert {ASH_OAK, ASH_ELM} <= succession(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ash Primary School used to be Oak Infants.",
        "Ash Primary School had been put into measures while it was still Oak Infants.",
        "Oak Infants closed in 2012 and reopened as Ash Primary School.",
        "Oak Infants changed its name to Ash Primary School.",
    ],
)
def test_a_new_name_is_a_new_school(text: str) -> None:
    assert ASH_OAK in succession(text)


@pytest.mark.parametrize(
    "text",
    [
        "Oak Infants and Elm Juniors joined to form the Marsh Federation with Ash Primary School.",
        "Oak Infants and Elm Juniors combined to make a choir for Ash Primary School.",
        "Oak Infants and Elm Juniors might merge to form Ash Primary School.",
        "A choir was formed from Oak Infants and Elm Juniors at Ash Primary School.",
    ],
)
def test_schools_that_do_something_together_are_not_succeeded(text: str) -> None:
    assert not {ASH_OAK, ASH_ELM} & succession(text)


def test_need_is_told_by_the_sentence_behind() -> None:
    text = (
        "Helen Marsh is headteacher of Oak School. Since 2010 she has also been executive headteacher of Elm School. "
        "Its last head had left in a hurry."
    )
    assert {MARSH_ELM, OAK_ELM} <= support(text)
    assert OAK_ELM not in support(text.replace("had left in a hurry", "was well liked"))


def test_who_put_money_in_gave_it() -> None:
    assert ("funded_by", "Elm School", "Dorset County Council") in said(
        "Elm School has no head. Dorset County Council has put in £6,000 to see the school through."
    )


def test_while_it_was_still() -> None:
    text = "Ash Academy had been put into special measures while it was still Elm School."
    assert ("Ash Academy", "Elm School") in succession(text)


@pytest.mark.parametrize(
    "text",
    [
        "The council sent Helen Marsh for two terms.",
        "The council borrowed a deputy head, Helen Marsh, for three days a week.",
        "The council put in Helen Marsh as acting head.",
        "The council lent Helen Marsh to steady things.",
    ],
)
def test_who_is_sent_in_is_lent_to_the_school_spoken_of(text: str) -> None:
    assert ("secondment", *MARSH_ELM) in said(NEEDY + text)


@pytest.mark.parametrize(
    "text",
    [
        "The council sent Helen Marsh a letter.",
        "The council lent Helen Marsh £50.",
        "The council never sent Helen Marsh for two terms.",
    ],
)
def test_who_is_sent_something_is_not(text: str) -> None:
    assert ("secondment", *MARSH_ELM) not in said(NEEDY + text)
