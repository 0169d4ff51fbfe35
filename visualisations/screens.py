"""What a terminal shows of each answer: which columns, what before and after them, and what is left for a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Final

from graph.sinks.cells import Fields, in_a_cell
from graph.sinks.tables import Column, Layout
from loaders.account import CHANGES, remarks

LOADED: Final = Layout(
    columns=(
        Column("File", itemgetter("file"), share=3),
        Column("What it is", itemgetter("title"), share=3),
        Column("Read", lambda row: f"{row['rows_read']:,}"),
        Column("Kept", lambda row: f"{row['rows_kept']:,}"),
        Column("Refused", lambda row: f"{row['rows_refused']:,}"),
        Column("Records", lambda row: [f"{row[word]:,} {word}" for word in CHANGES if row[word]], share=3),
    ),
    remarks=remarks,
)


def _offered(row: Fields) -> list[str]:
    return [f"{candidate['name']} ({candidate['id']})" for candidate in row["candidates"][:3]]


PROPOSALS: Final = Layout(
    columns=(
        Column("Named", lambda row: [row["name"], row["id"]], share=3),
        Column("Match", itemgetter("verdict")),
        Column("In the register", _offered, share=3),
        Column("Why", itemgetter("why"), share=3),
    ),
    lists=lambda rows: [row for row in rows if row["candidates"]],
    fold_note="Not listed: {n} names that nothing in the register is like (--all lists them).",
)


ISOLATED: Final = Layout(
    columns=(
        Column("School", itemgetter("name"), share=3),
        Column("Rung", itemgetter("rung")),
        Column("Why", itemgetter("reasons"), share=5),
    ),
    lists=lambda rows: [row for row in rows if row["sources_mentioning"]],
    fold_note="Not listed: {n} schools about which nothing was read (--all lists them).",
)


ROUTES: Final = Layout(
    columns=(
        Column("To", lambda row: [row["to"], row["leader"]] if row["leader"] else row["to"], share=2),
        Column("Through", itemgetter("brokers"), share=2),
        Column("Step by step", lambda row: [step["sentence"] for step in row["steps"]], share=5),
    )
)


CHANGED: Final = Layout(
    columns=(
        Column("What", itemgetter("kind"), share=2),
        Column("When", itemgetter("when")),
        Column("Which", itemgetter("sentence"), share=5),
    )
)


def _about_node(envelope: Fields) -> Iterator[tuple[str, str]]:
    node = envelope["node"]
    yield "Id", node["id"]
    yield "Also known as", "; ".join(node["aliases"])
    yield "Leads as", "; ".join(node["leader_as"])
    yield "Came from", "; ".join(f"{other['name']} ({other['id']})" for other in node["predecessors"])
    yield "Went on as", "; ".join(f"{other['name']} ({other['id']})" for other in node["successors"])
    yield "Judged", "; ".join(_judgement(decision) for decision in node["decisions"])
    for name, value in node["attributes"].items():
        yield name.replace("_", " ").capitalize(), str(in_a_cell(value))


def _judgement(decision: Fields) -> str:
    return f"{decision['left']} {decision['verdict']} as {decision['right']}, by {decision['by']} on {decision['on']}"


def _known_about_node(envelope: Fields) -> Iterable[tuple[str, str]]:
    return ((heading, text) for heading, text in _about_node(envelope) if text)


NODE: Final = Layout(
    facts=_known_about_node,
    columns=(
        Column("Stands", itemgetter("standing")),
        Column("Claim", lambda row: f"{row['sentence']}, {row['dates']}", share=4),
        Column("Source", lambda row: ", ".join(filter(None, (row["document"], row["place"]))), share=3),
    ),
)


def _first_of_each_kind(rows: Sequence[Fields], most: int = 5) -> list[Fields]:
    seen: Counter[str] = Counter()
    listed = []
    for row in rows:
        seen[row["kind"]] += 1
        if seen[row["kind"]] <= most:
            listed.append(row)
    return listed


FINDINGS: Final = Layout(
    columns=(
        Column("What", itemgetter("kind"), share=2),
        Column("Where", lambda row: [row["name"], row["node"]], share=3),
        Column("What to do", lambda row: [row["detail"], row["next_step"]], share=4),
    ),
    lists=_first_of_each_kind,
    fold_note="Not listed: {n} more of the same kinds (--all lists them, -o FILE.xlsx writes them to a workbook).",
)
