"""Who and what is named in a text, as the whole document shows it."""

from __future__ import annotations

import re

import pytest

from graph.vocabulary import GROUP, LOCAL_AUTHORITY, PERSON, SCHOOL
from loaders.reading.cast import gather
from loaders.reading.documents.plain_text import read_text
from loaders.reading.naming.ways import Ways


def named(text: str, type_: str) -> set[str]:
    return {entity.name for entity in gather(read_text("a text", text)).of(type_)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Take Helen Ayre-Marsh. She and Siân Łukasik met.", {"Helen Ayre-Marsh", "Siân Łukasik"}),
        ("Present: Mrs J. Marsh, Mr P T Reed", {"Mrs J. Marsh", "Mr P T Reed"}),
        ("* J. Marsh (Oak School)\n* T Reed (Elm School)\n", {"J. Marsh", "T Reed"}),
        ("Mary Beth Marsh Oak Treasurer", {"Mary Beth Marsh"}),
        ("We owe much to Wynn Hartley-Reed. Mrs Hartley-Reed left.", {"Wynn Hartley-Reed"}),
        ("Zorin Hartley came first. Then Mr Hartley spoke.", {"Zorin Hartley"}),
        (
            "New heads are Zorinka Holt (Oak Primary) and Abdul-Malik Reed (Elm Primary).",
            {"Zorinka Holt", "Abdul-Malik Reed"},
        ),
        ("He was at King Edward VI School.", set()),
        ("Mrs Marsh met Mr Marsh.", {"Mrs Marsh", "Mr Marsh"}),
        ("Dr Helen Marsh spoke. Helen laughed, and so did Mrs Marsh.", {"Dr Helen Marsh"}),
        ("One teacher (whom we shall call Joy) left. Joy has since returned.", {"Joy"}),
        (
            "Zorin Hartley, an SLE, came, and a man called Zebulo Reed, whose deputy stayed.",
            {"Zorin Hartley", "Zebulo Reed"},
        ),
        ("Mlle Hartley and Frau Reed teach languages.", {"Mlle Hartley", "Frau Reed"}),
    ],
)
def test_people_are_found_by_all_that_a_document_says_of_them(text: str, names: set[str]) -> None:
    assert named(text, PERSON) == names


@pytest.mark.parametrize(
    "text",
    [
        "Q. Are you leaving? A. We are not.",
        "We met at Milton Park and in Holly Lane.",
        "They have Joy, Hope and Faith on the wall.",
        "Hannah Reed Primary School is small. Hannah Reed is on the hill.",
        "St. Peter's C. of E. School",
        "She was bursar, Quarry Chase, until 5 Jan. 2009 (Jan) it closed.",
        "Ring Colmore, the bursar. On Tuesday Coombe said no.",
    ],
)
def test_questions_places_and_schools_are_no_people(text: str) -> None:
    assert not named(text, PERSON)


def test_lines_among_the_names_of_people_are_people() -> None:
    listed = "Present\n\n* Helen Marsh\n* Tom Reed\n* Zorin Talwick\n* Sunita Rao\n"
    assert "Zorin Talwick" in named(listed, PERSON)
    assert not named("Sites\n\n* Marsh Meadow\n* Zorin Talwick\n* Long Meadow\n", PERSON)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Fairmead, Coombe and St Ann's primary schools met.", {"Fairmead primary school", "Coombe primary school", "St Ann's primary school"}),
        ("Mere and Lowfield primaries share a head.", {"Mere primary", "Lowfield primary"}),
        ("the Marsh Road Infant and Junior Schools", {"Marsh Road Infant School", "Marsh Road Junior School"}),
        ("Lea First, Coombe Middle and Oxen High Schools", {"Lea First", "Coombe Middle", "Oxen High School"}),
        ("pupils of Coombe C of E (VA) Primary School", {"Coombe C of E (VA) Primary School"}),
        ("He is head at Marsh End J & I School.", {"Marsh End J & I School"}),
        ("Bill Reed of Oxen Comprehensive spoke.", {"Oxen Comprehensive"}),
        ("the Federation of Coombe Junior School", {"Coombe Junior School"}),
        ("At Lowfield Mere we believe in play.", {"Lowfield Mere"}),
        ("Five schools belong. A sixth, Lowfield Mere, left early.", {"Lowfield Mere"}),
        ("Oxen Hall has been in federation with Coombe Primary since May.", {"Oxen Hall", "Coombe Primary"}),
        ("Lowfield Mere, whose head retired, is small.", {"Lowfield Mere"}),
        ("Two schools in the Vale Trust, Oxen Edge and Coombe Botolph, stay out.", {"Oxen Edge", "Coombe Botolph"}),
        ("She chairs it with Coombe Primary, Oxen Edge and Lowfield Mere.", {"Coombe Primary", "Oxen Edge", "Lowfield Mere"}),
        ("Ada Reed (Coombe Primary), Tom Marsh (Oxen Infants), Sue Hall (Lowfield Mere)", {"Coombe Primary", "Oxen Infants", "Lowfield Mere"}),
        ("| School | Head |\n|---|---|\n| Coombe Primary | Ada Reed |\n| Oxen View | Tom Marsh |\n", {"Coombe Primary", "Oxen View"}),
        ("3.1 Coombe Primary. Better.\n\n3.2 Oxen Infants. Worse.\n\n3.3 Lowfield Mere. A deficit remains.\n", {"Coombe Primary", "Oxen Infants", "Lowfield Mere"}),
        ("He was head of Lyndon Park for years.", {"Lyndon Park"}),
        ("Our schools:\n\n* Coombe CE Infant School\n* Coombe Infant School\n", {"Coombe CE Infant School", "Coombe Infant School"}),
        ("WHO'S IN?\n\nLowfield Mere\n\nOxen Edge\n\nCoombe CE\n\n", {"Lowfield Mere", "Oxen Edge", "Coombe"}),
        ("Lowfield Mere was judged good. Oxen Edge had its inspection in May.", {"Lowfield Mere", "Oxen Edge"}),
        ("They are Coombe Infants, Oxen Juniors and Lowfield Mere.", {"Coombe Infants", "Oxen Juniors", "Lowfield Mere"}),
        ("In 2009 a primary nobody had heard of, Lowfield Mere, rang.", {"Lowfield Mere"}),
        ("She spoke to the head of Oxen Hollow, who was new.", {"Oxen Hollow"}),
        ("Heads from Sacred Heart, Our Lady of Coombe and Oxen Infants came.", {"Sacred Heart", "Our Lady of Coombe", "Oxen Infants"}),
        ("Coombe Primary School closed in May. It opened again as Coombe Academy.", {"Coombe Primary School", "Coombe Academy"}),
    ],
)  # fmt: skip
def test_schools_are_found_in_lists_tables_and_by_bare_names(text: str, names: set[str]) -> None:
    assert named(text, SCHOOL) == names


@pytest.mark.parametrize(
    "text",
    [
        "See the Council's School Organisation Plan.",
        "It is one of the DfE's first Training Schools.",
        "Leeds and Bradford primary schools were asked.",
        "Two York primary schools will share a head.",
        "An AHT Forest School award was won.",
        "Pupils at Level 4 in England; parents at Easter.",
        "Alan Reed, vicar of St Oswin's, took the chair.",
        "At Easter we rest. In Marsh Gate we meet.",
        "Nobody asked Ada of the school.",
        "The Almanac of Westminster Schools",
        "He saw Finland and Singapore schools; a second, Northern Ireland, did not ask.",
        "An Evaluation of the School Games. It rained. The report on the School is out.",
        "Mass is at Sacred Heart Church, and at Our Lady of Coombe parish hall.",
        "The course is at the Oxen Wharf Conference Centre.",
        "Governors\n\nAdmissions\n\nUniform\n\nThe following changed.",
        "Teach First and Ambition School Leadership train heads. Pupils at Risk and Children in Need came.",
    ],
)
def test_owners_places_and_general_words_are_no_schools(text: str) -> None:
    assert not named(text, SCHOOL)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Kingsmere Schools' Federation", {"Kingsmere Schools' Federation"}),
        ("We took on three when their own trust, Oxengate, folded.", {"Oxengate"}),
        ("Oxengate, a multi-academy trust of six, has grown.", {"Oxengate"}),
        ("We are members of the Oxendale Five.", {"Oxendale Five"}),
        ("They are to join Pennine Loom Academies in May.", {"Pennine Loom Academies"}),
        ("the Marsh Association of Primary Heads (MAPH)", {"Marsh Association of Primary Heads"}),
        ("Oxen Vale Confederation and Vale Learning Partnership", {"Oxen Vale Confederation", "Vale Learning Partnership"}),
        ("# OUR NETWORKS\n\n* Oxen Vale Network\n* Pennine Shoreline (since 2009)\n", {"Oxen Vale Network", "Pennine Shoreline"}),
        ("The Estuary Family is a club. She chairs the family.", {"Estuary Family"}),
        ("They set up the Oxen Vale Heads, and he joined something called Pennine Together.", {"Oxen Vale Heads", "Pennine Together"}),
        ("It was agreed with Oxenmoor Education's trustees.", {"Oxenmoor Education"}),
        ("THE OXENDALE FIVE", {"Oxendale Five"}),
        ("the Oxen Federation of Church of England and Community First Schools", {"Oxen Federation of Church of England and Community First Schools"}),
        ("The Hartley Family gave us the field. She met the Oxen Vale Heads of Year.", set()),
        ("From Cluster to Trust: the parents' forum", set()),
        ("a new trust, Ofsted says, and the federation, Ada Marsh adds", set()),
        ("The Top Ten and the First Three", set()),
    ],
)  # fmt: skip
def test_groups_are_found_by_what_they_are_called(text: str, names: set[str]) -> None:
    assert named(text, GROUP) == names


def test_a_group_is_known_by_its_initials() -> None:
    cast = gather(read_text("a text", "The Oxen Primary Heads' Forum met. OPHF will meet again."))
    assert [group.times for group in cast.of(GROUP)] == [2]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ROTHERHAM METROPOLITAN BOROUGH COUNCIL\nItem 8: Who helps our schools?\n", {"Rotherham Metropolitan Borough Council"}),
        ("Last winter Lincolnshire asked her to help.", {"Lincolnshire"}),
        ("Marlow primary is on the list of Hackney council.", {"Hackney council"}),
        ("The Kent Primary Heads' Forum met the council.", {"Kent"}),
        ("She is at Sutton Mere Primary. Buy it with Sutton.", set()),
        ("Reading is fun, and so is Devon Marsh.", set()),
    ],
)  # fmt: skip
def test_authorities_are_found_by_names_that_nothing_else_bears(text: str, names: set[str]) -> None:
    assert named(text, LOCAL_AUTHORITY) == names


STUDY = """H2 said little. H3 told us more, and H3's deputy agreed. We asked H7. The bursar, coded BM, left in Y6 and KS2.
"""


def test_codes_that_speak_are_people() -> None:
    assert named(STUDY, PERSON) == {"H2", "H3", "H7", "BM"}
    assert not named("Table H2 shows results in KS2. H3 is below. The A4 runs to M25.", PERSON)


def test_the_people_present_are_people_whatever_they_are_called() -> None:
    text = "Present: Zoltina Marsh (Chair), Q Talwick (Oak School), Ferenka Holt; Weald Cluster, Oak School"
    assert named(text, PERSON) == {"Zoltina Marsh", "Q Talwick", "Ferenka Holt"}


def test_many_expressions_find_what_each_would_by_itself() -> None:
    ways = Ways([("heads?(?: of heads?)?", "head"), ("head of school", "of school")], r"(?![\w-])", re.IGNORECASE)
    found = {(mark[0], name) for mark, name in ways.found("Head of head, heads; head of school; co-head, headway")}
    assert found == {("Head of head", "head"), ("heads", "head"), ("head", "head"), ("head of school", "of school")}
