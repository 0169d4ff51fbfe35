"""What is told of people: their posts, designations, courses, who followed and who mentors whom."""

from __future__ import annotations

import pytest

from loaders.reading.candidate import DERIVED, Candidate
from loaders.reading.documents.plain_text import read_text
from loaders.reading.reading import read

Said = tuple[str, str, str]
HEAD = "holds_role"


def told(text: str) -> dict[Said, Candidate]:
    """Everything read that is not denied: (relation, source, target or role) with its candidate."""
    reading = read(read_text("a note", text))
    names = {entity.key: entity.name for entity in reading.entities}
    return {
        (each.relation, names[each.source], names[each.target] if each.target is not None else each.role): each
        for each in reading.relations
        if not each.negated
    }


def plain(text: str) -> set[Said]:
    """What is said, and not merely likely by what stands together."""
    return {said for said, found in told(text).items() if found.tier < DERIVED}


def posts(text: str) -> set[tuple[str, str]]:
    return {(source, target) for relation, source, target in plain(text) if relation == HEAD}


MARSH, REED = "Helen Marsh", "Tom Reed"
OAK, ELM = "Oakfield Primary School", "Elmwood Junior School"


@pytest.mark.parametrize(
    "text",
    [
        f"{MARSH} has been head of {OAK} since 2004 and, from this term, of {ELM} as well.",
        f"{MARSH} is headteacher of {OAK} and executive head of {ELM}.",
        f"{MARSH}, the head of {OAK}, has agreed to lead {ELM} as well for two years.",
        f"{MARSH}, who leads {OAK}, became executive head of {ELM} too in 2010.",
        f"{MARSH}, head at {OAK}, has taken charge of {ELM}.",
        f"{OAK} shares its headteacher, {MARSH}, with {ELM}.",
        f"The governors of {OAK} and {ELM} have asked {MARSH} to be executive head of both.",
        f"{OAK} and {ELM} joined forces in 2009. Their executive head, {MARSH}, is pleased.",
    ],
)
def test_one_person_may_hold_posts_at_two_schools(text: str) -> None:
    assert {(MARSH, OAK), (MARSH, ELM)} <= posts(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{MARSH} and {REED} are heads of {OAK} and {ELM} respectively.",
        f"The heads of {OAK} and {ELM}, {MARSH} and {REED}, signed it.",
        f"Heads {MARSH}, of {OAK}, and {REED}, of {ELM}, signed it.",
        f"{MARSH} ({OAK}) and {REED} ({ELM}) signed it.",
    ],
)
def test_two_people_at_two_schools_go_in_order(text: str) -> None:
    assert posts(text) == {(MARSH, OAK), (REED, ELM)}


@pytest.mark.parametrize(
    "text",
    [
        f"{OAK} has 200 pupils. Its head, {MARSH}, expects more.",
        f"{OAK} has 200 pupils. {MARSH}, head there since 2001, expects more.",
        f"{OAK}, where {MARSH} has been head since 2001, has 200 pupils.",
        f"{OAK}, of which {MARSH} is the head, has 200 pupils.",
        f"{OAK}, whose head {MARSH} retires this summer, has 200 pupils.",
        f"{MARSH}, for eleven years the headteacher of {OAK}, agreed.",
        f"{MARSH} OBE, headteacher of {OAK}, agreed.",
        f"{MARSH}, until last year headteacher of {OAK}, agreed.",
        f"“We need help,” says headteacher {MARSH} of {OAK}.",
        f"Welcome to {OAK}\n\nWe hope you like it here.\n\nHeadteacher: {MARSH}",
        f"{MARSH} chairs the governing body at {OAK}.",
        f"{OAK}'s literacy leader, {MARSH}, agreed.",
        f"{MARSH} teaches Year 4 at {OAK}.",
        f"{OAK} governors' chair {MARSH} said so.",
        f"{MARSH} moved from {ELM} to {OAK} in 2008 to become head.",
        f"{MARSH} (left), head of {OAK}, with the children.",
        f"{OAK} has found a head of its own, {MARSH}.",
    ],
)
def test_the_place_of_a_post_is_found(text: str) -> None:
    assert (MARSH, OAK) in posts(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{MARSH} went to {OAK} as a child.",
        f"The head of {OAK} thanked {MARSH}.",
        f"{MARSH} met the head of {OAK}.",
        f"{OAK} is full. {MARSH} is now a headteacher in Leeds.",
        f"{OAK} is full. {MARSH} is head of a school in Leeds.",
        f"{MARSH} applied for the headship of {OAK} but did not get it.",
        f"Parents at {OAK} feared having half a head, {MARSH} said.",
    ],
)
def test_no_post_is_made_of_a_name_near_a_school(text: str) -> None:
    assert not posts(text)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (f"{MARSH}, head of school improvement at Kent County Council, agreed.", "Kent County Council"),
        (f"Kent County Council paid. {MARSH}, cabinet member for schools, agreed.", "Kent County Council"),
        (f"{OAK} is full. {MARSH}, Kent County Council's director of education, agreed.", "Kent County Council"),
    ],
)
def test_a_councils_posts_are_held_at_the_council(text: str, where: str) -> None:
    assert posts(text) == {(MARSH, where)}


def test_her_deputy_is_where_she_has_her_own_post() -> None:
    text = f"{ELM} is next door. {MARSH} is head of {OAK}. Nobody minds. Her deputy, {REED}, agreed."
    assert (REED, OAK) in posts(text)
    assert (REED, ELM) not in posts(text)


@pytest.mark.parametrize(
    "text",
    [
        f"Weald Cluster\n\nOur team\n\n- {MARSH}, chair\n- {REED} - secretary",
        f"Weald Cluster\n\nOfficers\n\nChair: {MARSH}\nSecretary: {REED}",
        f"Weald Cluster\n\nNotes of the executive Circulation *{MARSH} North Vale Chair {REED} Secretary *Jane Holt Ripley",
        f"The Weald Cluster elected {MARSH} as chair and {REED} as secretary.",
        f"Minutes of the Weald Cluster\n\nPresent: {MARSH}, {OAK}, in the chair; {REED}, secretary",
    ],
)
def test_officers_hold_their_posts_in_the_group(text: str) -> None:
    assert {(MARSH, "Weald Cluster"), (REED, "Weald Cluster")} <= posts(text)


def test_a_list_under_a_designation_gives_it_to_all_in_it() -> None:
    text = f"Two of our heads are NLEs:\n\n- Mrs Q. Marsh - {OAK}\n- {REED} - {ELM}\n\nAsk us.\n"
    assert set(told(text)) >= {
        ("designated", "Mrs Q. Marsh", "NLE"),
        ("designated", REED, "NLE"),
        (HEAD, "Mrs Q. Marsh", OAK),
        (HEAD, REED, ELM),
    }


def test_lines_with_dashes_are_one_entry_each() -> None:
    text = f"Heads and governors\n\n{OAK} - Headteacher Mrs Helen Marsh\n{ELM} - Chair of Governors {REED}\n"
    assert posts(text) == {("Mrs Helen Marsh", OAK), (REED, ELM)}


def test_a_name_and_a_post_on_two_lines_belong_together() -> None:
    page = f"Welcome to {OAK}\n\nHeadteacher\nMrs Helen Marsh\n\nBusiness Manager\nMr Tom Reed\n\nTerm dates\n"
    assert posts(page) == {("Mrs Helen Marsh", OAK), ("Mr Tom Reed", OAK)}
    assert told(page)[HEAD, "Mr Tom Reed", OAK].role == "school business manager"
    assert not posts(f"Welcome to {OAK}\n\nHeadteacher\n\nMrs Helen Marsh came to tea.\n")


def test_people_in_a_row_become_leaders_together() -> None:
    text = f"Well done, {MARSH} ({OAK}) and {REED} ({ELM}), who have both been made SLEs."
    assert {source for relation, source, _ in plain(text) if relation == "designated"} == {MARSH, REED}
    text = f"We asked {MARSH} ({OAK}) and {REED} ({ELM}) what SLEs do."
    assert not [each for each in plain(text) if each[0] == "designated"]


def test_an_adviser_without_a_place_is_the_councils_and_a_bursar_never() -> None:
    assert posts(f"Kent County Council paid. The link adviser, {MARSH}, agreed.") == {(MARSH, "Kent County Council")}
    assert not posts(f"Kent County Council paid. The business manager, {MARSH}, agreed.")


def test_who_succeeds_somebody_as_chair_is_the_chair() -> None:
    found = told(f"{REED} has succeeded {MARSH} as chair of the Weald Cluster.")
    assert found[HEAD, REED, "Weald Cluster"].role == "chair of cluster"


def test_a_chair_at_a_school_chairs_its_governors() -> None:
    assert told(f"{MARSH}, chair at {OAK}, agreed.")[HEAD, MARSH, OAK].role == "chair of governors"


def test_sentences_under_a_designation_are_no_list() -> None:
    text = f"National Leaders of Education\n\n{MARSH} visited {OAK}.\n{REED} was at {ELM}.\n"
    assert not [each for each in plain(text) if each[0] == "designated"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{MARSH} ({OAK}), {REED} and Jane Holt have been made SLEs.", True),
        (f"{MARSH}, headteacher of {OAK} and a National Leader of Education, agreed.", True),
        (f"{MARSH} was visited by a National Leader of Education.", False),
    ],
)
def test_who_is_designated(text: str, found: bool) -> None:
    designated = {source for relation, source, _ in plain(text) if relation == "designated"}
    assert bool(designated) is found


@pytest.mark.parametrize(
    "text",
    [
        f"{MARSH} retired as head of {OAK} in 2010 and was succeeded by {REED}.",
        f"{REED} took over as head of {OAK} from {MARSH} in 2010.",
        f"When {MARSH} left {OAK} in 2010, {REED} became head.",
        f"{MARSH} handed over the headship of {OAK} to {REED} in 2010.",
        f"{REED}, who followed {MARSH} as head of {OAK}, agreed.",
        f"{MARSH} is leaving {OAK}. Her place will be taken by {REED}.",
        f"The chair passed from {MARSH} to {REED} in 2010.",
        f"{MARSH} chaired it until Easter, when the chair passed to {REED}.",
        f"Since {MARSH}'s retirement the deputy, {REED}, has been acting head of {OAK}.",
    ],
)
def test_who_followed_whom(text: str) -> None:
    found = plain(text)
    assert ("succeeds", REED, MARSH) in found
    assert ("succeeds", MARSH, REED) not in found


def test_walking_behind_is_no_succession() -> None:
    assert not [each for each in plain(f"{REED} followed {MARSH} into the hall.") if each[0] == "succeeds"]


def test_who_follows_in_a_post_held_it_where_the_other_did() -> None:
    found = told(f"{REED} took over as head of {OAK} from {MARSH} in 2010.")
    assert found[HEAD, MARSH, OAK].tier == 3


@pytest.mark.parametrize(
    "text",
    [
        f"{REED}, head of {ELM}, had {MARSH} of {OAK} as his mentor.",
        f"{MARSH} was {REED}'s mentor.",
        f"{REED} was mentored through his first year by {MARSH}.",
        f"{REED} is bursar of {ELM}. His mentor is {MARSH}.",
        f"{REED}, with {MARSH} as his coach, finished the CSBM.",
        f"{REED} is bursar of {ELM}. He found a mentor in {MARSH}.",
        f"{ELM} has a new bursar, {REED}, whom {MARSH} mentors.",
    ],
)
def test_who_mentors_whom(text: str) -> None:
    found = plain(text)
    assert ("mentoring", MARSH, REED) in found
    assert ("mentoring", REED, MARSH) not in found


CSBM = "Certificate of School Business Management (CSBM)"
DSBM = "Diploma of School Business Management (DSBM)"


@pytest.mark.parametrize(
    "text",
    [
        f"{MARSH} is bursar of {OAK}. She took the CSBM in 2005 and the DSBM two years later.",
        f"{MARSH}, bursar of {OAK}, has completed her CSBM and is now studying for the DSBM.",
        f"{MARSH} holds the CSBM and the DSBM.",
    ],
)
def test_who_took_two_courses(text: str) -> None:
    assert {("participates_in", MARSH, CSBM), ("participates_in", MARSH, DSBM)} <= set(told(text))


def test_who_considered_a_course_has_not_taken_it() -> None:
    assert not [each for each in plain(f"{MARSH} looked at the CSBM.") if each[0] == "participates_in"]


def test_an_executive_head_of_a_federation_is_head_of_its_schools() -> None:
    text = f"{OAK} and {ELM} are members of the Weald Federation. {MARSH} is executive head of the Weald Federation."
    found = told(text)
    assert {found[HEAD, MARSH, OAK].tier, found[HEAD, MARSH, ELM].tier} == {3}
    assert found[HEAD, MARSH, "Weald Federation"].tier == 1


@pytest.mark.parametrize(
    "text",
    [
        f"# {OAK}\n\nWe were helped by {ELM}. Carys Bell, once head here, came back to see it.",
        f"# {OAK}\n\nWe were helped by {ELM}. Carys Bell, our bursar, enjoyed it.",
        f"# {OAK}\n\n{ELM} lent us two teachers. Our deputy head, Carys Bell, was grateful.",
        f"# {OAK}\n\n{ELM} lent us two teachers. Carys Bell (deputy head here since 2004) was grateful.",
    ],
)
def test_here_and_our_mean_those_who_write(text: str) -> None:
    assert ("Carys Bell", OAK) in posts(text)
    assert ("Carys Bell", ELM) not in posts(text)


@pytest.mark.parametrize(
    "text",
    [
        f"# {OAK}\n\nThe panel is made up of all five heads, Carys Bell for the parents and a visitor.",
        f"# {OAK}\n\nCarys Bell, the deputy at the infants, will stay.",
        f"# {OAK}\n\nThe college's bursar, Carys Bell, came to advise.",
        f"# {OAK}\n\n{ELM} was visited by a head teacher from the coast, Carys Bell said.",
    ],
)
def test_a_post_somewhere_else_is_not_the_documents_own(text: str) -> None:
    assert not posts(text)


def test_a_school_in_brackets_is_that_of_the_name_before_it() -> None:
    found = posts(f"Carys Bell, {REED} ({OAK}) and Jo Tarn ({ELM}) came.")
    assert {(REED, OAK), ("Jo Tarn", ELM)} <= found
    assert ("Carys Bell", OAK) not in found


def test_only_the_first_school_of_a_line_is_its_persons_own() -> None:
    found = posts(f"Our leaders\n\n- {MARSH}, {OAK}, phonics, {ELM}\n- {REED}, {ELM}, science, {OAK}\n")
    assert (MARSH, OAK) in found
    assert (MARSH, ELM) not in found


def test_who_is_visited_by_a_leader_is_none() -> None:
    found = told(f"{MARSH} of {OAK} was visited by a National Leader of Education.")
    assert all(each.tier > DERIVED for said, each in found.items() if said[0] == "designated")


@pytest.mark.parametrize(
    "text",
    [
        f"The College found each of them a mentor. {REED}'s was {MARSH}, head of {OAK}.",
        f"{REED} was new, like three others. All of them were paired with somebody older, and his was {MARSH}.",
        f"Every new bursar is given a coach, in {REED}'s case {MARSH} of {OAK}.",
        f"{REED} joined in May. New heads have a mentor for a year; his is the head of {OAK}, {MARSH}.",
        f"{REED} was assigned a mentor by the county, {MARSH}.",
        f"{MARSH} is mentor to two new bursars: Jo Tarn of {ELM}, and {OAK}'s secretary, {REED}.",
        f"{MARSH} has taken two under her wing: Jo Tarn, who is at {ELM}, and {REED}.",
        f"{REED} was brought on by {MARSH} for three years.",
        f"{REED} of {OAK} is new to the work. {MARSH} acts as his mentor.",
        f"{MARSH} has seen {REED}, a new bursar, through the CSBM.",
        f"{MARSH} came over each week in order to coach a young teacher, {REED}.",
    ],
)
def test_who_mentors_whom_in_looser_words(text: str) -> None:
    assert ("mentoring", MARSH, REED) in plain(text)
    assert ("mentoring", REED, MARSH) not in plain(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{REED}'s school was small. His deputy was {MARSH}.",
        f"Each school was given a coach for the trip. {REED}'s was not {MARSH}'s.",
        f"Five had a mentor. {REED} was not given one, and {MARSH} left.",
    ],
)
def test_no_mentor_is_made_of_who_stands_nearby(text: str) -> None:
    assert not {each for each in plain(text) if each[0] == "mentoring"}


def test_who_follows_her_follows_another() -> None:
    assert ("succeeds", REED, MARSH) in plain(f"{MARSH} retired in 2013. {REED}, who followed her, came from {ELM}.")


@pytest.mark.parametrize(
    "text",
    [
        f"{MARSH} took the CSBM in 2004. {REED} passed the diploma.",
        f"{REED} holds the Certificate of School Business Management and the Diploma.",
        f"{REED} gained his CSBM in 2004 and then his diploma.",
        f"{MARSH} saw {REED} through his diploma, as she had seen others through the CSBM.",
    ],
)
def test_the_diploma_is_a_course_where_courses_are_spelt_out(text: str) -> None:
    assert ("participates_in", REED, "Diploma of School Business Management (DSBM)") in plain(text) | {
        (relation, source, f"{target} (DSBM)") for relation, source, target in plain(text)
    }


def test_a_diploma_of_something_else_is_no_course_of_bursars() -> None:
    assert not {each for each in plain(f"{REED} passed the diploma.") if each[0] == "participates_in"}
    found = plain(f"{MARSH} took the CSBM. {REED} passed the diploma of a college in Leeds.")
    assert not {each for each in found if each[:2] == ("participates_in", REED)}


@pytest.mark.parametrize(
    "text",
    [
        f"# {OAK}\n\nWe belong to the Vale Cluster. {MARSH} chairs it.",
        f"# {OAK}\n\nThe Vale Cluster meets in May. {MARSH} convened it until 2009.",
        f"# The Hill Alliance\n\nSome of us are in the Vale Cluster too. {MARSH} of {OAK} chairs it.",
    ],
)
def test_who_chairs_it_chairs_the_group_named_last(text: str) -> None:
    assert (MARSH, "Vale Cluster") in posts(text)


@pytest.mark.parametrize(
    "text",
    [
        f"# Local Leaders\n\n- {MARSH}, {OAK}. She is busy this term and will be until May.\n- {REED}: looks after {ELM}.\n",
        f"# Our Local Leaders of Education\n\n- **{MARSH}**, who has retired, is still on our books.\n- {REED}\n",
        f"The borough has two Local Leaders ({MARSH}, {OAK}; {REED}, {ELM}) and wants more.",
        f"Help came from the Local Leader at {OAK}, {MARSH}. {REED} is an LLE too.",
    ],
)
def test_local_leaders_are_designated_wherever_they_are_listed(text: str) -> None:
    assert {("designated", MARSH, "LLE"), ("designated", REED, "LLE")} <= plain(text)


@pytest.mark.parametrize(
    "text",
    [
        f"# Who our Local Leaders help\n\n- {MARSH} was grateful.\n- {REED}\n",
        f"# Local Leaders at {OAK}\n\n- {MARSH} met them.\n- {REED}\n",
        f"# Local Leaders\n\nThey came to see {MARSH} in May.\n",
    ],
)
def test_a_heading_that_says_more_designates_nobody(text: str) -> None:
    assert not {each for each in plain(text) if each[0] == "designated"}


def test_its_adviser_is_of_the_council_spoken_of_and_of_no_school_before() -> None:
    text = (
        f"# A note from Northumberland County Council\n\n{MARSH} is head of {OAK}. The council is concerned. "
        "Its adviser, Jo Tarn, visits."
    )
    assert ("Jo Tarn", OAK) not in posts(text)


def test_the_clerk_at_a_meeting_of_governors_is_not_the_groups() -> None:
    text = (
        f"# Governing body of {OAK}\n\nPresent:\n\n- {MARSH} (chair)\n- Jo Tarn (clerk)\n\n"
        "The Vale Schools Trust has written to us."
    )
    assert ("Jo Tarn", "Vale Schools Trust") not in posts(text)


def test_one_of_a_range_is_not_in_the_post_alone() -> None:
    assert not posts(f"# {OAK}\n\nMany came. {MARSH} are the headteachers.")


def test_what_is_shared_in_a_list_belongs_to_whom_the_last_sentence_names() -> None:
    text = (
        f"{OAK} has its own cook. In the Vale Cluster we share:\n\n- a treasurer, {MARSH}\n- a co-ordinator, {REED}\n"
    )
    assert {(MARSH, "Vale Cluster"), (REED, "Vale Cluster")} <= posts(text)
