"""Names of a text matched to the register: clear only where it is, and never a wrong clear match."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graph.dates import PartialDate
from graph.records import DIFFERENT, SAME, Claim, Dataset, Decision, Evidence, Node, Record
from graph.stores.memory import MemoryStore
from loaders.case_file import CaseFileLoader
from loaders.case_tables import read_json_lines
from loaders.match_schools import Candidate, Register, Sought, candidates, rivals
from loaders.matching import CLEAR, NEAR_TIE, NONE, Proposal, decide, decisions, propose
from loaders.school_names import fold_authority

TODAY = date(2026, 1, 5)
STUDY = Dataset(id="case-file:weald", title="A study of the Weald (2013)", kind="case-file")


def when(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def school(urn: int, name: str, *, life: str = "/", council: str = "Weald", **attributes: str) -> Node:
    opened, closed = map(when, life.split("/"))
    return Node(
        id=f"urn:{urn}",
        type="school",
        name=name,
        dataset="register",
        opened=opened,
        closed=closed,
        attributes={"la_name": council, "phase": "Primary", "town": "Ashford", **attributes},
    )


def claim(id: str, type: str, source: str, target: str, dataset: str = STUDY.id, **fields: object) -> Claim:
    evidence = Evidence(document=STUDY.title, dated=PartialDate(2013), lines=(1,))
    made = Claim(id=id, type=type, source=source, target=target, dataset=dataset, evidence=evidence)
    return replace(made, **fields)  # type: ignore[arg-type]


def named(name: str, type: str = "school", **fields: object) -> Node:
    return replace(Node(id="w:s", type=type, name=name, dataset=STUDY.id), **fields)  # type: ignore[arg-type]


COUNCIL = Node(id="w:la", type="local_authority", name="Weald County Council", dataset=STUDY.id)
IN_WEALD = claim("w:in", "in_authority", "w:s", "w:la")
LIVES = (
    school(100001, "Ashdown Primary School", life="/2016-08-31"),
    school(100002, "Ashdown Primary School", life="2016-09-01/", establishment_type="Academy converter"),
    claim("l1", "succeeds", "urn:100002", "urn:100001", dataset="register"),
)


def proposal(register: tuple[Record, ...], *said: Record) -> Proposal:
    """What is proposed for the node w:s of a study."""
    store = MemoryStore()
    store.load(Dataset(id="register", title="Register", kind="gias-establishments"), register, on=TODAY)
    store.load(STUDY, said, on=TODAY)
    (found,) = (found for found in propose(store) if found.node.id == "w:s")
    return found


def test_the_life_open_on_the_dates_spoken_of_is_clear() -> None:
    said = claim("w:1", "member_of", "w:s", "w:g", start=PartialDate(2009), end=PartialDate(2012))
    group = named("Weald Cluster", type="group", id="w:g", kind="cluster")
    found = proposal(LIVES, named("Ashdown Primary"), COUNCIL, IN_WEALD, group, said)
    assert (found.verdict, found.candidates[0].id) == (CLEAR, "urn:100001")
    assert "open on every date it is spoken of (2009 to 2012)" in found.candidates[0].reasons
    assert "opened 1 September 2016, and spoken of in 2009 to 2012" in found.candidates[1].reasons


def test_claims_that_span_a_conversion_are_left_to_a_person() -> None:
    said = claim("w:1", "supports", "w:s", "w:o", observed=(PartialDate(2012), PartialDate(2013), PartialDate(2018)))
    other = named("Weald Primary", id="w:o")
    found = proposal(LIVES, named("Ashdown Primary"), COUNCIL, IN_WEALD, other, said)
    assert found.verdict == NEAR_TIE
    assert [candidate.id for candidate in found.candidates] == ["urn:100001", "urn:100002"]
    assert "Ashdown Primary School (urn:100002)" in found.why


def test_a_text_without_dates_cannot_tell_two_lives_apart() -> None:
    found = proposal(LIVES, named("Ashdown Primary"), COUNCIL, replace(IN_WEALD, evidence=Evidence(document="d")))
    assert found.verdict == NEAR_TIE


def test_infant_and_junior_are_never_confused() -> None:
    register = (school(100003, "Ashdown Infant School"), school(100004, "Ashdown Junior School"))
    infant = proposal(register, named("Ashdown Infants"), COUNCIL, IN_WEALD)
    assert [candidate.id for candidate in infant.candidates] == ["urn:100003"]
    either = proposal(register, named("Ashdown School"), COUNCIL, IN_WEALD)
    assert either.verdict == NEAR_TIE


def test_a_school_of_one_sex_is_not_taken_for_its_namesake() -> None:
    found = proposal((school(100005, "Ashdown School"),), named("Ashdown Girls' School"), COUNCIL, IN_WEALD)
    assert found.verdict == NEAR_TIE


@pytest.mark.parametrize(
    ("name", "urn"),
    [
        ("St. Hilda's RC Primary", 100006),
        ("Saint Hilda's Church of England Primary", 100007),
        ("St Hildas C of E VA Primary School", 100007),
    ],
)
def test_faith_tells_namesakes_apart(name: str, urn: int) -> None:
    register = (
        school(100006, "St Hilda's Catholic Primary School"),
        school(100007, "Saint Hilda's CofE Primary School", establishment_type="Voluntary aided school"),
    )
    found = proposal(register, named(name), COUNCIL, IN_WEALD)
    assert (found.verdict, found.candidates[0].id) == (CLEAR, f"urn:{urn}")


def test_a_namesake_with_other_general_words_makes_a_near_tie() -> None:
    register = (
        school(100001, "Ashdown School", phase="Secondary"),
        school(100002, "Ashdown College", phase="Secondary"),
    )
    found = proposal(register, named("Ashdown School"), COUNCIL, IN_WEALD)
    assert (found.verdict, found.candidates[0].id) == (NEAR_TIE, "urn:100001")


def test_a_misspelling_is_offered_and_left_to_a_person() -> None:
    found = proposal((school(100001, "Ashdown Primary School"),), named("Ashdwon Primary"), COUNCIL, IN_WEALD)
    assert found.verdict == NEAR_TIE
    assert found.candidates[0].reasons[0] == "spelt differently: ashdwon, ashdown"


def test_one_word_more_is_another_school_unless_it_is_the_place() -> None:
    register = (school(100008, "Manor Field Primary School"), school(100009, "Hill Primary School, Ashford"))
    assert proposal(register, named("Manor Primary"), COUNCIL, IN_WEALD).verdict == NEAR_TIE
    placed = proposal(register, named("Hill Primary"), COUNCIL, IN_WEALD)
    assert (placed.verdict, placed.candidates[0].id) == (CLEAR, "urn:100009")


def test_the_place_in_the_name_of_its_group_counts_as_its_place() -> None:
    group = named("Tenterden cluster", type="group", id="w:g", kind="cluster")
    register = (school(100010, "Oak Primary School Tenterden"),)
    member = claim("w:1", "member_of", "w:s", "w:g")
    assert proposal(register, named("Oak Primary"), COUNCIL, IN_WEALD).verdict == NEAR_TIE
    assert proposal(register, named("Oak Primary"), COUNCIL, IN_WEALD, group, member).verdict == CLEAR


def test_another_authority_rules_a_school_out() -> None:
    found = proposal(
        (school(100001, "Ashdown Primary School", council="Downs"),), named("Ashdown Primary"), COUNCIL, IN_WEALD
    )
    assert (found.verdict, found.candidates, found.why) == (NONE, (), "no school of Weald is loaded")


def test_an_authority_of_which_nothing_is_held_has_no_candidates() -> None:
    register = Register.of([school(100001, "Ashdown Primary School")], [])
    assert candidates(Sought(named("Ashdown Primary School"), frozenset({"downs"})), register) == ()
    assert candidates(Sought(named("Ashdown Primary School")), register)


def test_a_school_that_is_said_to_be_nowhere_is_left_to_a_person() -> None:
    found = proposal((school(100001, "Ashdown Primary School"),), named("Ashdown Primary School"))
    assert found.verdict == NEAR_TIE
    assert "where the school is is not said" in found.why


def test_a_town_is_as_good_as_an_authority() -> None:
    found = proposal(
        (school(100001, "Ashdown Primary School"),), named("Ashdown Primary", attributes={"place": "Ashford, Weald"})
    )
    assert found.verdict == CLEAR


def test_a_denied_authority_is_none() -> None:
    found = proposal(
        (school(100001, "Ashdown Primary School"),), named("Ashdown Primary"), COUNCIL, replace(IN_WEALD, negated=True)
    )
    assert found.verdict == NEAR_TIE


def test_another_phase_rules_a_school_out() -> None:
    nursery = named("Ashdown", attributes={"phase": "nursery"})
    assert proposal((school(100001, "Ashdown School"),), nursery, COUNCIL, IN_WEALD).verdict == NONE


def test_an_earlier_name_is_as_good_as_the_present_one() -> None:
    renamed = replace(school(100011, "Iver School"), aliases=("Ashdown Primary School",))
    found = proposal((renamed,), named("Ashdown Primary School"), COUNCIL, IN_WEALD)
    assert found.verdict == CLEAR
    assert found.candidates[0].reasons[0] == "the same name, among its other names: ashdown primary school"


def test_a_urn_that_the_source_gives_settles_it() -> None:
    given = named("The old school", attributes={"urn": "100001"})
    found = proposal(LIVES, given)
    assert (found.verdict, found.candidates[0].id, found.why) == (
        CLEAR,
        "urn:100001",
        "its source gives the URN 100001",
    )
    unknown = proposal(LIVES, named("The old school", attributes={"urn": 199999}))
    assert (unknown.verdict, unknown.why) == (NONE, "the URN 199999 that its source gives is not loaded")


@pytest.mark.parametrize(
    "node",
    [
        named("[a school of the Weald]"),
        named("Ashdown Primary", attributes={"anonymous": True}),
        named("Ashdown Primary", attributes={"set": True}),
        named("Ashdown Primary", attributes={"collective": True}),
        named("Ashdown Primary", type="person"),
        named("Ashdown cluster", type="group", kind="cluster"),
        named("Ashdown fund", type="programme"),
    ],
)
def test_what_is_never_matched(node: Node) -> None:
    store = MemoryStore()
    store.load(Dataset(id="register", title="Register", kind="gias-establishments"), LIVES, on=TODAY)
    store.load(STUDY, [node], on=TODAY)
    assert propose(store) == []


def store_of_federations() -> MemoryStore:
    register: tuple[Record, ...] = (
        *LIVES,
        school(100012, "Weald Primary School"),
        Node(id="la:999", type="local_authority", name="Weald", dataset="register"),
        *(
            Node(id=f"uid:{uid}", type="group", name=name, dataset="register", kind=kind)
            for uid, name, kind in (
                (1, "The Federation of Ashdown and Weald Primary Schools", "federation"),
                (2, "Ashdown Weald", "trust"),
                (3, "Oak Federation", "federation"),
            )
        ),
        claim("m1", "member_of", "urn:100001", "uid:1", dataset="register"),
        claim("m2", "member_of", "urn:100012", "uid:1", dataset="register"),
    )
    store = MemoryStore()
    store.load(Dataset(id="register", title="Register", kind="gias-establishments"), register, on=TODAY)
    said = (
        named("Weald Primary School", id="w:w"),
        named("Weald and Ashdown federation", type="group", id="w:f", kind="federation"),
        named("Oak Federation", type="group", id="w:o", kind="federation"),
        COUNCIL,
        claim("w:1", "in_authority", "w:w", "w:la"),
        claim("w:2", "member_of", "w:w", "w:f"),
    )
    store.load(STUDY, said, on=TODAY)
    return store


def test_a_group_is_known_by_its_words_and_a_member() -> None:
    found = {proposal.node.id: proposal for proposal in propose(store_of_federations())}
    assert list(found) == sorted(found)
    assert (found["w:f"].verdict, found["w:f"].candidates[0].id) == (CLEAR, "uid:1")
    assert found["w:f"].candidates[0].reasons == (
        "the same name but for general words",
        "1 member in common",
        "in Weald",
    )
    assert (found["w:o"].verdict, found["w:o"].candidates[0].id) == (NEAR_TIE, "uid:3")
    assert (found["w:la"].verdict, found["w:la"].candidates[0].id) == (CLEAR, "la:999")


def test_clear_proposals_become_decisions_of_the_matcher() -> None:
    store = store_of_federations()
    made = decisions(propose(store), on=TODAY)
    assert [(decision.left, decision.right, decision.verdict) for decision in made] == [
        ("w:f", "uid:1", SAME),
        ("w:la", "la:999", SAME),
        ("w:w", "urn:100012", SAME),
    ]
    assert {(decision.by, decision.on) for decision in made} == {("schoolties matcher 1", "2026-01-05")}
    assert all(decision.reasons for decision in made)
    store.decide(made)
    assert [proposal.node.id for proposal in propose(store)] == ["w:o"]


def test_a_person_decides_and_is_not_asked_again() -> None:
    store = store_of_federations()
    decision = decide(store, "w:o", "uid:3", DIFFERENT, by="Priya Cole", on=TODAY, reasons=["another county"])
    assert decision == Decision(
        left="w:o", right="uid:3", verdict=DIFFERENT, by="Priya Cole", on="2026-01-05", reasons=("another county",)
    )
    (left,) = (proposal for proposal in propose(store) if proposal.node.id == "w:o")
    assert (left.verdict, left.candidates) == (NONE, ())


def test_an_authority_given_by_hand_stands_in_where_the_source_names_none() -> None:
    store = MemoryStore()
    store.load(Dataset(id="register", title="Register", kind="gias-establishments"), LIVES[:1], on=TODAY)
    store.load(STUDY, [named("Ashdown Primary")], on=TODAY)
    assert propose(store)[0].verdict == NEAR_TIE
    assert propose(store, authority="Weald County Council")[0].verdict == CLEAR


# --- the real register ----------------------------------------------------------------------------------------------

# Which record each school of the case studies is, by its id there; the second is the same school in its other life.
RIGHT = {
    "e18": ("119950",),
    "e19": ("120257",),
    "e20": ("120274",),
    "e22": ("120159",),
    "e23": ("119961",),
    "e24": ("120213", "138299"),
    "e25": ("120114",),
    "e26": ("120171",),
    "e64": ("137563", "100998"),
    "e65": ("101063", "138682"),
    "e83": ("103804",),
    "e84": ("103797",),
    "e119": ("109781",),
    "e128": ("109782",),
    "e120": ("133423",),
    "e121": ("139653",),
    "e122": ("130247",),
    "e123": ("110096",),
    "e124": ("110005",),
    "e125": ("132109",),
    "e126": ("109789",),
    "e127": ("136512",),
    "e129": ("109748",),
    "e130": ("109777", "139066"),
}


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def day(text: str) -> PartialDate | None:
    parts = [int(part) for part in reversed(text.split("-"))] if text and not text.endswith("1900") else []
    return PartialDate(*parts) if parts else None


@pytest.fixture(scope="module")
def register(shared: Path) -> tuple[Record, ...]:
    """Every school of England and the successors that the register's links give."""
    schools = (
        Node(
            id=f"urn:{row['urn']}",
            type="school",
            name=row["name"],
            dataset="register",
            aliases=tuple(name for name in row["other_names"].split("|") if name),
            opened=day(row["open_date"]),
            closed=day(row["close_date"]),
            attributes={
                "la_name": row["la_name"],
                "town": row["town"],
                "phase": row["phase"],
                "establishment_type": row["type_2025"] or row["type_2016"],
            },
        )
        for row in rows_of(shared / "gias/derived/establishments_merged.csv.gz")
    )
    links = (
        claim(f"{row['URN']}/{row['LinkURN']}", "succeeds", f"urn:{row['LinkURN']}", f"urn:{row['URN']}", "register")
        for row in rows_of(shared / "gias/links_edubasealldata20250727.csv.gz")
        if row["LinkType"].startswith("Successor")
    )
    return (*schools, *links)


def case_records(path: Path) -> tuple[Dataset, list[Record]]:
    table, loader = read_json_lines(path), CaseFileLoader()
    dataset = loader.dataset(table)
    return dataset, [record for row in table.rows for record in loader.records(row, dataset)]


def test_the_schools_of_the_case_studies(register: tuple[Record, ...], shared: Path) -> None:
    store = MemoryStore()
    store.load(Dataset(id="register", title="Register", kind="gias-establishments"), register, on=TODAY)
    for path in sorted((shared / "casestudies/facts").glob("*.jsonl")):
        dataset, records = case_records(path)
        store.load(dataset, records, on=TODAY)
    schools = (proposal for proposal in propose(store) if proposal.node.type == "school")
    found = {proposal.node.id.partition(":")[2]: proposal for proposal in schools}
    assert found.keys() == RIGHT.keys()
    for entity, urns in RIGHT.items():
        proposal = found[entity]
        assert proposal.candidates[0].id == f"urn:{urns[0]}", proposal
        assert proposal.verdict == (CLEAR if len(urns) == 1 else NEAR_TIE), proposal
        assert all(f"urn:{urn}" in proposal.why for urn in urns[1:])
    targets = {row["urn"] for row in rows_of(shared / "gias/derived/target_schools.csv")}
    assert {urn for urns in RIGHT.values() for urn in urns} <= targets


def test_a_national_list_of_2018_is_never_clearly_mismatched(register: tuple[Record, ...], shared: Path) -> None:
    """808 teaching schools by name and authority: a clear match is that school, if need be in its other life.

    The list still names schools by the URN they had before conversions of the two months before it.
    """
    nodes = [record for record in register if isinstance(record, Node)]
    held = Register.of(nodes, [record for record in register if isinstance(record, Claim)])
    clear = 0
    for row in rows_of(shared / "gias/system-leaders/teaching_schools_20180312.csv"):
        given = {key.strip(): value for key, value in row.items()}
        best = clear_match(given, held)
        clear += best is not None
        assert best is None or best.id in {f"urn:{given['URN']}"} | held.family(f"urn:{given['URN']}"), given
    assert clear > 750


def clear_match(row: dict[str, str], register: Register) -> Candidate | None:
    node = Node(id="x", type="school", name=row["Teaching School"], dataset="list", attributes={"phase": row["Phase"]})
    council = frozenset({fold_authority(row["Local Authority"])})
    sought = Sought(node, council, dated=(PartialDate(2018, 3, 12),))
    found = candidates(sought, register)
    alone = bool(found) and not rivals(sought, found, register) and found[0].score >= 86
    return found[0] if alone else None
