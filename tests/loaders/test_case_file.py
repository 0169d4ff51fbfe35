"""Case files, as JSON lines and as a workbook: every row read or refused with the reason, and written back the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.dates import Holds, PartialDate
from graph.errors import UnreadableFile
from graph.records import Claim, Node
from graph.store import Store
from graph.stores.memory import MemoryStore
from graph.vocabulary import NODE_TYPES
from loaders.case_file import scope_of
from loaders.case_tables import read_json_lines
from loaders.case_writer import write_case_file
from loaders.loading import load
from loaders.report import LoadReport

TODAY = date(2026, 1, 5)
STUDY = "Marsh, A. (2013), A study of the Weald, 2008-2011"
SCOPE = scope_of([STUDY], "weald")


def entity(id: str = "e1", type: str = "school", name: str = "Ashdown Primary School", **more: Any) -> dict[str, Any]:
    return {"kind": "entity", "id": id, "type": type, "name": name, "aliases": [], "attrs": {}, **more}


def relation(
    id: str = "r1", type: str = "member_of", source: str = "e1", target: str | None = "e2", **more: Any
) -> dict[str, Any]:
    evidence = {"document": STUDY, "lines": [12, 40]}
    ends = {"source": source, "target": target} if target else {"source": source}
    return {"kind": "relation", "id": id, "type": type, **ends, "attrs": {}, "evidence": evidence, **more}


CLUSTER = entity("e2", "group", "Weald Cluster", attrs={"group_kind": "cluster"})
HEAD = entity("e3", "person", "HT2", attrs={"anonymous": True})

Read = Callable[..., tuple[Store, LoadReport]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Load lines (objects, or text as it stands) as the case file weald.jsonl."""

    def run(*lines: dict[str, Any] | str) -> tuple[Store, LoadReport]:
        path, store = tmp_path / "weald.jsonl", MemoryStore()
        text = (line if isinstance(line, str) else json.dumps(line) for line in lines)
        path.write_text("\n".join(text), encoding="utf-8")
        (report,) = load(store, path, on=TODAY)
        return store, report

    return run


def the_claim(read: Read, said: dict[str, Any], *more: dict[str, Any]) -> Claim:
    store, report = read(entity(), CLUSTER, HEAD, *more, said)
    assert report.refusals == ()
    (claim,) = store.claims()
    return claim


def test_ids_are_scoped_to_the_document(read: Read) -> None:
    store, report = read(entity(), CLUSTER, relation())
    assert SCOPE == "marsh-a-2013-c84077"
    assert [node.id for node in store.nodes()] == [f"{SCOPE}:e1", f"{SCOPE}:e2"]
    (claim,) = store.claims()
    assert (claim.id, claim.source, claim.target) == (f"{SCOPE}:r1", f"{SCOPE}:e1", f"{SCOPE}:e2")
    assert (report.dataset.id, report.dataset.title, report.dataset.published) == (
        "case-file:weald",
        STUDY,
        PartialDate(2013),
    )
    assert report.dataset.attribution == STUDY


def test_a_file_of_several_documents_is_scoped_to_its_name(read: Read) -> None:
    other = relation("r2", evidence={"document": "Minutes (2011)", "lines": [1]})
    store, report = read(entity(), CLUSTER, relation(), other)
    assert [claim.id for claim in store.claims()] == ["weald:r1", "weald:r2"]
    assert [str(claim.evidence.dated) for claim in store.claims()] == ["2013", "2011"]
    assert report.dataset.title == "Case file weald"


def test_ids_of_the_register_stay(read: Read) -> None:
    store, _ = read(entity("urn:123456"), CLUSTER, relation(source="urn:123456"))
    assert store.node("urn:123456")


def test_an_entity_keeps_every_name_and_attribute(read: Read) -> None:
    attrs = {"phase": "primary", "pupils": 230, "formed": "2009-09", "to": "when the money ended", "authority": "e2"}
    store, _ = read(
        entity(aliases=["Ashdown", "Ashdown Primary School", "Ash down"], attrs=attrs, case="weald"), CLUSTER
    )
    assert store.node("weald:e1") == Node(
        id="weald:e1",
        type="school",
        name="Ashdown Primary School",
        dataset="case-file:weald",
        aliases=("Ashdown", "Ash down"),
        opened=PartialDate(2009, 9),
        attributes={
            "case": "weald",
            "phase": "primary",
            "pupils": 230,
            "to": "when the money ended",
            "authority": "weald:e2",
        },
    )


def test_a_kind_of_group_outside_the_vocabulary_is_kept_as_given(read: Read) -> None:
    store, _ = read(entity("e1", "group", "Field force", attrs={"group_kind": "field force"}), CLUSTER)
    force, cluster = store.nodes()
    assert (force.kind, dict(force.attributes)) == ("other", {"group_kind": "field force"})
    assert (cluster.kind, dict(cluster.attributes)) == ("cluster", {})


def test_dates_of_a_claim(read: Read) -> None:
    claim = the_claim(read, relation(attrs={"from": "2009", "to": "2012-08"}))
    assert (str(claim.start), str(claim.end), claim.observed) == ("2009", "2012-08", ())


@pytest.mark.parametrize(
    ("attrs", "observed", "left"),
    [
        ({"as_of": "2011-09/2013-09"}, ["2011-09", "2013-09"], {}),
        ({"as_of": "spring 2012"}, [], {"as_of": "spring 2012"}),
        ({"observed": ["2010-07", "the start"]}, ["2010-07"], {"observed": ["the start"]}),
        ({"at": "2011-05"}, ["2011-05"], {}),
        ({"at": "2011 summer term"}, [], {"at": "2011 summer term"}),
        ({"at": "e3"}, [], {"at": f"{SCOPE}:e3"}),
    ],
)
def test_what_is_a_date_is_an_observation(
    read: Read, attrs: dict[str, Any], observed: list[str], left: dict[str, Any]
) -> None:
    claim = the_claim(read, relation(attrs=attrs))
    assert ([str(when) for when in claim.observed], dict(claim.attributes)) == (observed, left)


def test_the_date_of_a_succession_is_its_start(read: Read) -> None:
    claim = the_claim(read, relation(type="succeeds", target="e4", attrs={"at": "2012-04", "post": "e2"}), entity("e4"))
    assert (str(claim.start), dict(claim.attributes)) == ("2012-04", {"post": f"{SCOPE}:e2"})


def test_observations_two_years_apart_hold_in_between(read: Read) -> None:
    period = the_claim(read, relation(attrs={"as_of": "2011-09/2013-09"})).period
    assert period.holds_on(date(2012, 5, 1)) is Holds.YES


@pytest.mark.parametrize(
    ("attrs", "role", "title"),
    [
        ({"role": "Business Manager"}, "school business manager", "Business Manager"),
        ({"role": "keeper of the bees"}, None, "keeper of the bees"),
        ({"designation": "nle"}, "NLE", "nle"),
        ({"designation": "accredited SIP"}, None, "accredited SIP"),
    ],
)
def test_a_title_stands_beside_the_role(read: Read, attrs: dict[str, Any], role: str | None, title: str) -> None:
    type_ = "designated" if "designation" in attrs else "holds_role"
    claim = the_claim(
        read, relation(type=type_, source="e3", target=None if type_ == "designated" else "e1", attrs=attrs)
    )
    assert (claim.role, claim.role_title) == (role, title)


def test_a_teaching_school_is_so_in_an_alliance_only(read: Read) -> None:
    alliance = entity("e5", "group", "Weald Alliance", attrs={"group_kind": "teaching_school_alliance"})
    attrs = {"role": "joint hub"}
    assert the_claim(read, relation(target="e5", attrs=attrs), alliance).role == "teaching school"
    assert the_claim(read, relation(attrs=attrs)).role is None


def test_purposes_are_gathered(read: Read) -> None:
    attrs = {"nature": "training; CPD", "kind": "visit", "purpose": ["CPD", "coaching"], "extension": True}
    claim = the_claim(read, relation(attrs=attrs))
    assert (claim.purposes, dict(claim.attributes)) == (("training", "CPD", "visit", "coaching"), {"extension": True})


def test_fields_of_a_claim_leave_the_attributes(read: Read) -> None:
    attrs = {"share": "two days a week", "state": "ended", "firmness": "informal", "note": "so HT2 says"}
    claim = the_claim(read, relation(attrs=attrs, negated=True, certainty="planned", readers=2))
    assert (claim.share, claim.state, claim.firmness) == ("two days a week", "ended", "informal")
    assert (claim.negated, claim.certainty, dict(claim.attributes)) == (True, "planned", {"note": "so HT2 says"})
    assert claim.evidence.read_by == "2 readers"


def test_a_page_or_a_cell_may_stand_for_the_lines(read: Read) -> None:
    evidence = {
        "document": STUDY,
        "page": "3",
        "cell": "B7",
        "quote": "they meet",
        "said_by": "HT2",
        "read_on": "2025-05-01",
    }
    found = the_claim(read, relation(evidence=evidence)).evidence
    assert (found.lines, found.page, found.cell, found.quote, found.said_by) == ((), "3", "B7", "they meet", "HT2")
    assert str(found.read_on) == "2025-05-01"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "this line is no JSON object: expecting property name"),
        ("[1, 2]", "this line is no JSON object: it does not begin with {"),
        ('{"kind": "entity", "kind": "relation"}', "the key 'kind' stands twice"),
        ('{"kind": "entity", "id": "e9", "x": NaN}', "NaN is no number"),
        ('{"kind": "entity", "id": "e9", "x": 1e999}', "1e999 is no number"),
        ('{"kind": "entity", "id": "e9", "type": "school", "name": "Ash\\u0000down"}', "the character U+0000"),
        ('{"kind": "entity", "id": "e9", "type": "school", "name": "Ash\\ud800down"}', "the character U+D800"),
        ("[" * 100_000, "this line is no JSON object"),
        (entity(kind="entety"), "'entety': the kind of a line is"),
        (entity("e9", "scool"), "'scool': no node type of the vocabulary. Did you mean school?"),
        (entity("e9", name=" "), "a node without a name"),
        (entity("", name="Oak"), "a node without an id"),
        (entity("e1"), "'e1': this id is already that of the entity in line 1"),
        ({**entity("e9"), "name": 7}, "'7': name is text in quotation marks"),
        (entity("e9", aliases=[7]), "aliases is a list of names"),
        (entity("e9", attrs=["x"]), "attrs is an object"),
        (entity("e9", attrs={"urn": "12345"}), "'12345': "),
        (entity("e9", attrs={"from": "2013-02-31"}), "'2013-02-31': there is no such date"),
        (entity("e9", attrs={"opened": "2013", "closed": "2012"}), "closed before it opened"),
        (relation("r9", "befriends"), "'befriends': no relation type"),
        (relation("r9", source="e8"), "not both are known"),
        (relation("r9", "supports", target=None), "this relation needs a target"),
        (relation("r9", target="e1"), "tied to itself"),
        (relation("r9", "federation"), "federation joins school to school, not school to group"),
        (relation("r9", certainty="sure"), "'sure': no certainty"),
        (relation("r9", negated="no"), "'no': negated is true or false"),
        (relation("r9", attrs={"from": "2013", "to": "2012"}), "'2013 to 2012': ends before it starts"),
        (relation("r9", attrs={"from": "31-02-2013"}), "'31-02-2013': from is no date"),
        (relation("r9", attrs={"to": "2013-02-31"}), "'2013-02-31': there is no such date"),
        (relation("r9", evidence={}), "evidence without a document"),
        (relation("r9", evidence={"document": STUDY, "lines": ["4"]}), "evidence.lines is a list of line numbers"),
        (relation("r9", evidence={"document": STUDY, "lines": [0]}), "lines are counted from 1"),
        (relation("r9", evidence={"document": STUDY, "quote": "q" * 201}), "a quote of 201 characters"),
        (relation("r1"), "the same was said before, in line 3"),
    ],
)
def test_a_faulty_line_is_refused_with_its_reason_and_the_rest_is_kept(
    read: Read, line: dict[str, Any] | str, reason: str
) -> None:
    store, report = read(entity(), CLUSTER, relation(), line)
    assert (report.rows_read, report.rows_kept, report.rows_refused) == (4, 3, 1)
    assert reason in str(report.refusals[0])
    assert report.refusals[0].line == 4
    assert len(list(store.claims())) == 1


def test_all_that_is_wrong_with_a_file_is_said_at_once(read: Read) -> None:
    _, report = read(
        entity(),
        CLUSTER,
        entity("e9", "scool"),
        relation(type="federation", certainty="sure", target="e1"),
        relation("r2"),
    )
    assert [(refusal.line, refusal.value) for refusal in report.refusals] == [
        (3, "scool"),
        (4, f"{SCOPE}:e1"),
        (4, "sure"),
    ]


def test_a_circle_of_successors_is_named(read: Read) -> None:
    lines = [relation(f"r{n}", "succeeds", f"e{n}", f"e{n % 3 + 1}") for n in (1, 2, 3)]
    _, report = read(entity("e1"), entity("e2"), entity("e3"), *lines)
    (refusal,) = report.refusals
    assert refusal.value == " -> ".join(f"{SCOPE}:e{n}" for n in (3, 1, 2, 3))


def test_relations_may_stand_above_their_entities(read: Read) -> None:
    store, report = read(relation(), relation("r2", "federation"), CLUSTER, entity())
    assert len(list(store.claims())) == 1
    assert [(refusal.line, refusal.reason.split(",")[0]) for refusal in report.refusals] == [
        (2, "federation joins school to school")
    ]


def test_a_second_load_adds_nothing_and_a_corrected_file_corrects(tmp_path: Path) -> None:
    path, store = tmp_path / "weald.jsonl", MemoryStore()

    def again(*lines: dict[str, Any]) -> LoadReport:
        path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        (report,) = load(store, path, on=TODAY)
        return report

    again(
        entity(),
        CLUSTER,
        relation(),
        relation("r2", "in_authority", "e1", "e4"),
        entity("e4", "local_authority", "Weald"),
    )
    corrected = again(entity(), CLUSTER, relation(attrs={"from": "2010"}), entity("e4", "local_authority", "Weald"))
    assert corrected.summary
    assert (corrected.summary.claims.changed, corrected.summary.claims.withdrawn) == (1, 1)


@pytest.mark.parametrize("name", ["<b>Ash</b>", "Ash🌳down", "\u202eloohcS nwodhsA", "=1+1", 'O\'Neill "&" Sons'])
def test_hostile_names_are_data(read: Read, name: str) -> None:
    store, report = read(entity(name=name), CLUSTER)
    assert report.refusals == ()
    assert next(store.nodes()).name == name


def test_a_file_that_holds_no_object_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pretty.jsonl"
    path.write_text(json.dumps(entity(), indent=2), encoding="utf-8")
    with pytest.raises(UnreadableFile, match="one object a line"):
        load(MemoryStore(), path, on=TODAY)


def test_a_line_of_300_mb_is_refused_without_being_held(tmp_path: Path) -> None:
    path = tmp_path / "weald.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps(entity()) + "\n" + '{"kind": "entity", "id": "e2", "name": "')
        for _ in range(300):
            file.write("a" * (1 << 20))
        file.write('"}\n')
    (report,) = load(MemoryStore(), path, on=TODAY)
    assert (report.rows_read, report.rows_kept) == (2, 1)
    assert "longer than" in report.refusals[0].reason


# --- the real case files --------------------------------------------------------------------------------------------


def test_every_row_of_the_case_studies_is_kept(shared: Path) -> None:
    store, rows = MemoryStore(), {}
    for path in sorted((shared / "casestudies/facts").glob("*.jsonl")):
        (report,) = load(store, path, on=TODAY)
        assert report.refusals == ()
        rows[path.stem] = report.rows_kept
    assert rows == {"belleville": 56, "brighton": 277, "general": 18, "lutley": 111, "newcroft": 148, "whitley": 127}
    assert sum(store.counts().claims.values()) == 440
    # The four cases and what is general to them come from one report and share 22 of their 297 entity rows.
    assert sum(store.counts().nodes.values()) == 275


def test_the_real_case_files_are_written_back_the_same(shared: Path, tmp_path: Path) -> None:
    for path in sorted((shared / "casestudies/facts").glob("*.jsonl")):
        first, second = MemoryStore(), MemoryStore()
        load(first, path, on=TODAY)
        write_case_file(tmp_path / path.name, first.nodes(), first.claims())
        load(second, tmp_path / path.name, on=TODAY)
        assert list(first.nodes()) == list(second.nodes())
        assert list(first.claims()) == list(second.claims())


# --- there and back again -------------------------------------------------------------------------------------------

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).map(str.strip).filter(bool)
ISO = (
    st.dates()
    .flatmap(lambda day: st.sampled_from([f"{day:%Y}".zfill(4), f"{day:%Y-%m}", f"{day:%Y-%m-%d}"]))
    .filter(lambda text: len(text.split("-")[0]) == 4)
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=5,
)
ATTRS = st.dictionaries(WORDS | st.sampled_from(["phase", "at", "as_of", "observed", "kind", "to"]), VALUES, max_size=4)
ENTITIES = st.builds(
    lambda number, type_, name, aliases, attrs: entity(f"e{number}", type_, name, aliases=aliases, attrs=attrs),
    st.integers(4, 99),
    st.sampled_from(sorted(NODE_TYPES)),
    WORDS,
    st.lists(WORDS, max_size=3),
    ATTRS,
)
KNOWN = st.fixed_dictionaries(
    {},
    optional={
        "from": ISO,
        "observed": st.lists(ISO | WORDS, max_size=3),
        "role": WORDS | st.just("SIP"),
        "designation": st.sampled_from(["NLE", "lle", "SIP"]),
        "purpose": st.lists(WORDS, max_size=3) | WORDS,
        "share": WORDS,
        "state": st.sampled_from(["ended", "current"]),
        "post": st.sampled_from(["e1", "e2", "elsewhere"]),
    },
)
EVIDENCE = st.fixed_dictionaries(
    {"document": st.just(STUDY)},
    optional={
        "lines": st.lists(st.integers(1, 999), max_size=3),
        "page": WORDS,
        "quote": WORDS.filter(lambda text: len(text) <= 200),
        "read_on": ISO,
        "read_by": WORDS,
    },
)
RELATIONS = st.builds(
    lambda number, ends, attrs, known, evidence, negated: relation(
        f"r{number}", *ends, attrs={**attrs, **known}, evidence=evidence, negated=negated
    ),
    st.integers(0, 99),
    st.sampled_from(
        [
            ("partnership", "e1", "e2"),
            ("partnership", "urn:123456", "e1"),
            ("in_authority", "e1", "la:999"),
            ("designated", "e3", None),
            ("holds_role", "e3", "e1"),
            ("succeeds", "e2", "e1"),
        ]
    ),
    ATTRS,
    KNOWN,
    EVIDENCE,
    st.booleans(),
)


def records(path: Path) -> tuple[list[Node], list[Claim]]:
    """The sound records of a case file, by id, the first of each."""
    store = MemoryStore()
    (report,) = load(store, path, on=TODAY)
    assert report.rows_read == report.rows_kept + report.rows_refused
    return list(store.nodes()), list(store.claims())


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(ENTITIES, max_size=4), st.lists(RELATIONS, max_size=4))
def test_what_is_written_reads_back_the_same(tmp_path: Path, entities: list[Any], relations: list[Any]) -> None:
    path = tmp_path / "weald.jsonl"
    ends = [entity("e1"), entity("e2"), HEAD, entity("urn:123456"), entity("la:999", "local_authority", "Weald")]
    cited = relation("r100", "partnership", "e1", "e2")
    path.write_text("\n".join(map(json.dumps, [*ends, *entities, *relations, cited])), encoding="utf-8")
    nodes, claims = records(path)
    write_case_file(path, nodes, claims)
    assert records(path) == (nodes, claims)


def test_an_id_of_another_file_cannot_be_written(tmp_path: Path) -> None:
    node = Node(id="other:e1", type="school", name="Ashdown", dataset="case-file:other")
    with pytest.raises(ValueError, match="'other:e1' is not of the scope 'weald'"):
        write_case_file(tmp_path / "weald.jsonl", [node], [])


# --- the workbook form ----------------------------------------------------------------------------------------------


def workbook(path: Path, nodes: list[list[Any]], claims: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    first, second = book.worksheets[0], book.create_sheet("Claims")
    first.title = "Nodes"
    for sheet, rows in ((first, nodes), (second, claims)):
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


NODE_ROWS: list[list[Any]] = [
    ["id", "type", "name", "aliases", "phase", "group_kind", "attrs"],
    ["e1", "school", "Ashdown Primary School", "Ashdown; Ash down", "primary", None, None],
    ["e2", "group", "Weald Cluster", None, None, "cluster", '{"schools": 7}'],
    ["e3", "person", "HT2", None, None, None, '{"anonymous": true}'],
]
CLAIM_ROWS: list[list[Any]] = [
    [
        "id",
        "type",
        "source",
        "target",
        "from",
        "observed",
        "role",
        "negated",
        "document",
        "lines",
        "evidence.quote",
        "readers",
    ],
    ["r1", "member_of", "e1", "e2", date(2009, 9, 1), "2011-05; 2012", None, "no", STUDY, "12, 40", "they meet", 2],
    ["r2", "holds_role", "e3", "e1", None, None, "headteacher", "yes", STUDY, 7, None, None],
]


def test_a_workbook_is_the_same_case_file(tmp_path: Path) -> None:
    store = MemoryStore()
    (report,) = load(store, workbook(tmp_path / "weald.xlsx", NODE_ROWS, CLAIM_ROWS), on=TODAY)
    assert report.refusals == ()
    assert (report.kind, report.dataset.id, report.rows_read) == ("case-file", "case-file:weald", 5)
    school, cluster, head = store.nodes()
    assert (school.id, school.aliases, dict(school.attributes)) == (
        f"{SCOPE}:e1",
        ("Ashdown", "Ash down"),
        {"phase": "primary"},
    )
    assert (cluster.kind, dict(cluster.attributes)) == ("cluster", {"schools": 7})
    assert head.is_anonymous
    member, post = store.claims()
    assert (str(member.start), [str(when) for when in member.observed]) == ("2009-09-01", ["2011-05", "2012"])
    assert (member.evidence.lines, member.evidence.quote, member.evidence.read_by) == (
        (12, 40),
        "they meet",
        "2 readers",
    )
    assert (post.negated, post.role, post.evidence.lines) == (True, "headteacher", (7,))


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("negated", "perhaps", "negated is true or false"),
        ("lines", "page 4", "evidence.lines is a list"),
        ("from", "2013-02-31", "there is no such date"),
        ("type", "befriends", "no relation type"),
    ],
)
def test_a_faulty_row_of_a_workbook_names_sheet_and_row(tmp_path: Path, column: str, value: str, reason: str) -> None:
    faulty = list(CLAIM_ROWS[1])
    faulty[CLAIM_ROWS[0].index(column)] = value
    path = workbook(tmp_path / "weald.xlsx", NODE_ROWS, [CLAIM_ROWS[0], faulty, CLAIM_ROWS[2]])
    (report,) = load(MemoryStore(), path, on=TODAY)
    assert (report.rows_read, report.rows_kept) == (5, 4)
    assert str(report.refusals[0]).startswith("sheet Claims, row 2: ")
    assert reason in str(report.refusals[0])


def test_one_key_in_two_columns_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "weald.xlsx", [["id", "type", "name", "phase", "attrs.phase"]], CLAIM_ROWS)
    with pytest.raises(UnreadableFile, match="'phase' stands twice"):
        load(MemoryStore(), path, on=TODAY)


def test_json_lines_have_the_union_of_their_keys_as_columns(tmp_path: Path) -> None:
    path = tmp_path / "weald.jsonl"
    path.write_text(f"{json.dumps(entity())}\n{json.dumps(relation())}\n", encoding="utf-8")
    assert set(read_json_lines(path).header) >= {"kind", "id", "type", "name", "attrs", "source", "evidence"}


def test_json_lines_of_records_without_attributes_are_a_case_file(tmp_path: Path) -> None:
    path = tmp_path / "short.jsonl"
    path.write_text('{"kind":"entity","id":"e1","type":"school","name":"Ash Primary School"}\n', encoding="utf-8")
    (report,) = load(MemoryStore(), path, on=date(2026, 1, 1))
    assert (report.kind, report.rows_kept) == ("case-file", 1)
