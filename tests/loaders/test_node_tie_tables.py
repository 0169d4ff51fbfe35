"""The plain form: nodes and ties in two tables, ids kept as written."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from graph.dates import PartialDate
from graph.records import Node
from graph.stores.memory import MemoryStore
from loaders.loading import LOADERS, load
from loaders.report import LoadReport

TODAY = date(2026, 1, 5)
NODES = """id,type,name,Kind,phase,opened,aliases,anonymous
s1,school,Ashdown Primary School,,Primary,2001-09,Ashdown; Ashdown School,
s2,School,Weald Primary School,,Primary,,,no
g1,group,Weald Cluster,cluster,,,,
p1,person,HT2,,,,,yes
la:999,Local authority,Weald,,,,,
"""
TIES = """source,type,target,from,to,role,certainty,negated,hours
s1,member_of,g1,2009,2012-08,,,,
s2,member of,g1,Sept 2010,,,implied,,
p1,holds_role,s1,,,Headteacher,,no,12
s1,partnership,s2,,,,,yes,
"""


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


def loaded(store: MemoryStore, folder: Path, name: str, text: str, **options: str) -> LoadReport:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    (report,) = load(store, path, on=TODAY, published=PartialDate(2025), **options)  # type: ignore[arg-type]
    return report


def both(store: MemoryStore, folder: Path, nodes: str = NODES, ties: str = TIES) -> tuple[LoadReport, LoadReport]:
    return loaded(store, folder, "nodes.csv", nodes), loaded(store, folder, "ties.csv", ties)


def reasons(report: LoadReport) -> list[str]:
    return [str(refusal) for refusal in report.refusals]


def test_ids_stay_as_written_and_further_columns_become_attributes(store: MemoryStore, tmp_path: Path) -> None:
    nodes, ties = both(store, tmp_path)
    assert (reasons(nodes), reasons(ties)) == ([], [])
    assert store.node("s1") == Node(
        id="s1",
        type="school",
        name="Ashdown Primary School",
        dataset="node-table:nodes",
        aliases=("Ashdown", "Ashdown School"),
        opened=PartialDate(2001, 9),
        attributes={"phase": "Primary"},
    )
    cluster, pseudonym, council = map(store.node, ("g1", "p1", "la:999"))
    assert cluster
    assert cluster.kind == "cluster"
    assert pseudonym
    assert pseudonym.is_anonymous
    assert council
    assert council.type == "local_authority"


def test_ties_have_their_row_as_evidence_and_ids_from_their_ends(store: MemoryStore, tmp_path: Path) -> None:
    both(store, tmp_path)
    claims = {claim.id: claim for claim in store.claims()}
    assert list(claims) == [
        "ties:p1/holds_role/s1/headteacher",
        "ties:s1/member_of/g1",
        "ties:s1/partnership/s2",
        "ties:s2/member_of/g1",
    ]
    first = claims["ties:s1/member_of/g1"]
    assert (first.start, first.end) == (PartialDate(2009), PartialDate(2012, 8))
    assert (first.evidence.document, first.evidence.lines, first.evidence.dated) == ("ties", (2,), PartialDate(2025))
    post = claims["ties:p1/holds_role/s1/headteacher"]
    assert (post.role, post.role_title, dict(post.attributes)) == ("headteacher", "Headteacher", {"hours": "12"})
    assert claims["ties:s1/partnership/s2"].negated
    assert claims["ties:s2/member_of/g1"].certainty == "implied"


def test_a_corrected_table_corrects(store: MemoryStore, tmp_path: Path) -> None:
    both(store, tmp_path)
    corrected = loaded(store, tmp_path, "ties.csv", TIES.replace("2009,2012-08", "2010,2012-07"))
    assert corrected.summary
    assert (corrected.summary.claims.added, corrected.summary.claims.changed) == (0, 1)


def test_the_same_tie_twice_is_two_claims(store: MemoryStore, tmp_path: Path) -> None:
    both(store, tmp_path, ties="source,type,target,from,to\ns1,member_of,g1,2005,2007\ns1,member_of,g1,2009,\n")
    assert [claim.id for claim in store.claims()] == ["ties:s1/member_of/g1", "ties:s1/member_of/g1/2"]


def test_a_row_may_bring_its_own_id_and_document(store: MemoryStore, tmp_path: Path) -> None:
    header = "id,source,type,target,document,lines,observed,page"
    ties = f"{header}\nt9,s1,member_of,g1,Minutes of the Weald,12; 14,2012;2013-05,3\n"
    both(store, tmp_path, ties=ties)
    (claim,) = store.claims()
    assert claim.id == "ties:t9"
    assert (claim.evidence.document, claim.evidence.lines, claim.evidence.page) == (
        "Minutes of the Weald",
        (12, 14),
        "3",
    )
    assert claim.observed == (PartialDate(2012), PartialDate(2013, 5))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("s9,,Oak School", "the column type is blank. Write one of: school"),
        (",school,Oak School", "the column id is blank. Give it an id"),
        ("s9,school,", "the column name is blank"),
        ("s9,scool,Oak School", "'scool': no node type of the vocabulary. Did you mean school?"),
        ("s1,school,Ashdown", "'s1': this id is already that of the node in line 2"),
        ("s9,school,Oak,a,b", "the row has 5 cells"),
    ],
)
def test_a_node_that_cannot_be_one_is_refused(store: MemoryStore, tmp_path: Path, row: str, reason: str) -> None:
    report = loaded(store, tmp_path, "nodes.csv", f"id,type,name\ns1,school,Ashdown Primary School\n{row}\n")
    assert (report.rows_read, report.rows_kept) == (2, 1)
    assert reason in reasons(report)[0]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("s1,member_of,s9,,", "'s1 or s9': not both are known"),
        ("s1,member_of,s2,,", "member_of joins person or school to group, not school to school"),
        ("s1,befriends,s2,,", "no relation type of the vocabulary"),
        ("s1,partnership,s1,,", "tied to itself"),
        ("s1,partnership,,,", "this relation needs a target"),
        (",partnership,s1,,", "the column source is blank"),
        ("s1,partnership,s2,31-02-2013,", "'31-02-2013': there is no such date"),
        ("s1,partnership,s2,2013,2012", "'2013 to 2012': ends before it starts"),
    ],
)
def test_a_tie_that_cannot_be_one_is_refused(store: MemoryStore, tmp_path: Path, row: str, reason: str) -> None:
    _, report = both(store, tmp_path, ties=f"source,type,target,from,to\ns1,member_of,g1,,\n{row}\n")
    assert (report.rows_read, report.rows_kept) == (2, 1)
    assert reason in reasons(report)[0]


def test_a_month_in_the_documented_form_is_no_school_year(store: MemoryStore, tmp_path: Path) -> None:
    both(store, tmp_path, ties="source,type,target,from,negated\ns1,member_of,g1,2008-09,\n")
    (claim,) = store.claims()
    assert claim.start == PartialDate(2008, 9)


@pytest.mark.parametrize("cells", ["perhaps,", ",perhaps"])
def test_yes_or_no_is_wanted_where_the_graph_reads_one(store: MemoryStore, tmp_path: Path, cells: str) -> None:
    loaded(store, tmp_path, "nodes.csv", NODES)
    negated, anonymous = cells.split(",")
    ties = f"source,type,target,negated\ns1,member_of,g1,\ns2,member_of,g1,{negated}\n"
    nodes = f"id,type,name,anonymous\ns7,school,Oak,\ns8,school,Elm,{anonymous}\n"
    refused = reasons(loaded(store, tmp_path, "t.csv", ties)) + reasons(loaded(store, tmp_path, "n.csv", nodes))
    assert len(refused) == 1
    assert "takes yes or no" in refused[0]


def test_an_id_of_another_table_for_another_school_is_refused(store: MemoryStore, tmp_path: Path) -> None:
    both(store, tmp_path)
    other = loaded(store, tmp_path, "north.csv", "id,type,name\ns1,school,Oak School\ns3,school,Elm School\n")
    assert reasons(other) == [
        "line 2: 's1': node-table:nodes has this id for Ashdown Primary School. Give yours another id, or, if the file"
        " corrects that one, load it with --source nodes."
    ]
    renewed = loaded(store, tmp_path, "nodes-v2.csv", "id,type,name\ns1,school,Oak School\n", source="nodes")
    assert reasons(renewed) == []


def test_an_id_of_another_table_for_the_same_school_is_shared(store: MemoryStore, tmp_path: Path) -> None:
    both(store, tmp_path)
    again = loaded(store, tmp_path, "later.csv", "id,type,name\ns1,school,ASHDOWN primary school\n")
    assert reasons(again) == []


def test_hostile_names_are_kept_as_they_are(store: MemoryStore, tmp_path: Path) -> None:
    names = ("<script>alert(1)</script>", "Ash🌳down", "Ash\u202enwod School", "=HYPERLINK(A1)", 'O\'Neill & "Sons"')
    rows = "".join(f's{n},school,"{name.replace(chr(34), chr(34) * 2)}"\n' for n, name in enumerate(names))
    report = loaded(store, tmp_path, "nodes.csv", f"id,type,name\n{rows}")
    assert reasons(report) == []
    assert tuple(node.name for node in store.nodes()) == names


def test_a_group_of_no_known_kind_is_refused_with_the_nearest(store: MemoryStore, tmp_path: Path) -> None:
    report = loaded(store, tmp_path, "nodes.csv", "id,type,name,kind\ng1,group,Weald,Clusters\ng2,group,Oak,cluster\n")
    assert "Did you mean cluster?" in reasons(report)[0]


def test_a_row_without_a_document_stands_on_the_day_of_its_file(store: MemoryStore, tmp_path: Path) -> None:
    path = tmp_path / "nodes.csv"
    path.write_text(NODES, encoding="utf-8")
    (report,) = load(store, path, on=TODAY)
    assert report.dataset.published == PartialDate.of(date.today())


def test_teaching_schools_are_known_by_the_title(store: MemoryStore, tmp_path: Path) -> None:
    both(store, tmp_path, ties="source,type,target,role\ns1,member_of,g1,Teaching school\n")
    assert [claim.role for claim in store.claims()] == ["teaching school"]


def test_an_id_is_enough_for_a_node_and_two_for_a_tie(store: MemoryStore, tmp_path: Path) -> None:
    nodes = loaded(store, tmp_path, "nodes.csv", "ID,Region\n0,north\n1,south\n")
    ties = loaded(store, tmp_path, "ties.csv", "Source , TARGET\n0,1\n1,0\n")
    assert (reasons(nodes), reasons(ties)) == ([], [])
    assert [(n.id, n.type, n.name, n.attributes["Region"]) for n in store.nodes()] == [
        ("0", "school", "0", "north"),
        ("1", "school", "1", "south"),
    ]
    assert [(c.source, c.type, c.target) for c in store.claims()] == [
        ("0", "partnership", "1"),
        ("1", "partnership", "0"),
    ]
    assert nodes.notes == (
        "There is no column type: each node counts as a school.",
        "A node without a name or a label is called by its id.",
    )
    assert ties.notes == ("No column says what holds between two nodes: each tie counts as a partnership.",)


def test_the_tables_that_gephi_writes_are_read(store: MemoryStore, tmp_path: Path) -> None:
    nodes = loaded(store, tmp_path, "nodes.csv", "Id,Label,timeset,sector\n0,Ash,,A\n1,,,B\n2,Elm,,B\n")
    edges = "Source,Target,Type,Id,Label,timeset,Weight\n0,1,Directed,0,,,1.0\n1,2,Undirected,1,,,2.5\n"
    ties = loaded(store, tmp_path, "edges.csv", edges)
    assert (nodes.kind, ties.kind, reasons(nodes), reasons(ties)) == ("node-table", "tie-table", [], [])
    assert [node.name for node in store.nodes()] == ["Ash", "1", "Elm"]
    assert [(c.id, c.type, dict(c.attributes)) for c in store.claims()] == [
        ("edges:0", "partnership", {"directed": True, "weight": 1.0}),
        ("edges:1", "partnership", {"directed": False, "weight": 2.5}),
    ]


def test_a_relation_may_stand_beside_a_direction(store: MemoryStore, tmp_path: Path) -> None:
    ties = "source,target,type,relation,directed\ns1,s2,Undirected,supports,\ns2,s1,,Supports,no\ns1,s2,supports,x,\n"
    _, report = both(store, tmp_path, ties=ties)
    assert reasons(report) == []
    assert [(c.type, c.attributes.get("directed")) for c in store.claims()] == [
        ("supports", False),
        ("supports", None),
        ("supports", False),
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("s1,s2,,0", "'0': the column weight takes a number above 0"),
        ("s1,s2,,much", "'much': the column weight takes a number above 0"),
        ("s1,s2,,nan", "'nan': the column weight takes a number above 0"),
        ("s1,s2,perhaps,", "'perhaps': the column directed takes yes or no"),
    ],
)
def test_a_weight_is_a_number_and_a_direction_yes_or_no(
    store: MemoryStore, tmp_path: Path, row: str, reason: str
) -> None:
    _, report = both(store, tmp_path, ties=f"source,target,directed,weight\ns1,s2,yes,2\n{row}\n")
    assert report.rows_kept == 1
    assert reason in reasons(report)[0]


def test_a_school_of_a_plain_table_may_have_a_column_kind(store: MemoryStore, tmp_path: Path) -> None:
    report = loaded(store, tmp_path, "nodes.csv", "id,type,name,kind\ns1,school,Oak,rural\ng1,group,Weald,cluster\n")
    assert reasons(report) == []
    group, school = store.nodes()
    assert (group.kind, school.kind, school.attributes) == ("cluster", None, {"kind": "rural"})


def load_file(store: MemoryStore, path: Path) -> LoadReport:
    (report,) = load(store, path, on=TODAY)
    return report


def test_ties_of_an_old_file_that_gives_no_date_hold_on_the_day_it_is_loaded(
    store: MemoryStore, tmp_path: Path
) -> None:
    loaded(store, tmp_path, "nodes.csv", NODES)
    path = tmp_path / "ties.csv"
    path.write_text("source,target\ns1,s2\n", encoding="utf-8")
    os.utime(path, (100_000_000, 100_000_000))
    report = load_file(store, path)
    today = PartialDate.of(date.today())
    assert report.dataset.published == today
    assert f"its ties count as seen on {today}" in report.notes[0]
    path.write_text("source,target,from\ns1,s2,1971\n", encoding="utf-8")
    os.utime(path, (100_000_000, 100_000_000))
    assert load_file(store, path).dataset.published == PartialDate(1973, 3, 3)


def test_loading_an_undated_table_again_keeps_the_day_of_the_first_time(store: MemoryStore, tmp_path: Path) -> None:
    loaded(store, tmp_path, "nodes.csv", NODES)
    loaded(store, tmp_path, "ties.csv", "source,target\ns1,s2\n")
    again = load_file(store, tmp_path / "ties.csv")
    assert again.dataset.published == PartialDate(2025)
    assert again.summary
    assert again.summary.claims.changed == 0
    (tmp_path / "ties.csv").write_text("source,target\ns2,s1\n", encoding="utf-8")
    assert load_file(store, tmp_path / "ties.csv").dataset.published == PartialDate.of(date.today())


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("id,cluster", "node-table"),
        ("id,name,authority", "node-table"),
        ("id,School name,Cluster", "spreadsheet"),
        ("id,urn,cluster", "spreadsheet"),
        ("id,school", "node-table"),
        ("id,type,name,urn", "node-table"),
        ("id,source,target,name", "tie-table"),
        ("School,Source,Target,Cluster", "spreadsheet"),
    ],
)
def test_what_a_header_is_taken_for(header: str, kind: str) -> None:
    names = header.split(",")
    assert next(loader.kind for loader in LOADERS if loader().recognises(names)) == kind
