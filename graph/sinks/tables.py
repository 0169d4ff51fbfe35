"""Answers as they leave: a table for a terminal, JSON, JSON lines, CSV that Excel opens as it should, a workbook.

Rows that travel without their envelope carry its day and its attribution themselves.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from graph.sinks.cells import Envelope, Fields, attributions, columns_of, harmless, in_a_cell, plain

SOURCES_SHOWN: Final = 6


class Form(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table on a terminal: its heading, the row's value in it, its share of the width.

    A list stands one item a line. ``share`` 0 makes the column as wide as its widest word or, if it can be, its text.
    """

    heading: str
    value: Callable[[Fields], Any]
    share: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """What a terminal shows of an answer: facts before the rows, columns of them, remarks under headings after them.

    ``lists`` picks the rows that are listed; ``fold_note`` says how many are not ({n}) and how to see them.
    ``cited`` are documents that the columns cite by number; they head the list of sources under those numbers.
    """

    columns: tuple[Column, ...]
    facts: Callable[[Envelope], Iterable[tuple[str, str]]] | None = None
    remarks: Callable[[Envelope], Iterable[tuple[str, Sequence[str]]]] | None = None
    lists: Callable[[Sequence[Fields]], Sequence[Fields]] | None = None
    fold_note: str = ""
    cited: tuple[str, ...] = ()

    def with_all(self, wanted: bool) -> Layout:
        """The same with every row listed, if that is wanted."""
        return replace(self, lists=None) if wanted else self


def show(envelope: Envelope, layout: Layout, console: Console) -> None:
    """Print an answer: its sentence, its facts and table, what was assumed, its sources with their attribution."""
    console.print(Text(plain(envelope["sentence"])))
    _show_facts(envelope, layout, console)
    _show_rows(envelope["rows"], layout, console)
    for heading, lines in layout.remarks(envelope) if layout.remarks else ():
        _show_list(heading, lines, console)
    _show_list("Assumed", envelope["assumptions"], console)
    _show_list("Sources", _sources_in_short(envelope["sources"], layout.cited), console)


def _show_facts(envelope: Envelope, layout: Layout, console: Console) -> None:
    grid = Table.grid(padding=(0, 2))
    for heading, text in layout.facts(envelope) if layout.facts else ():
        grid.add_row(Text(plain(heading), style="bold"), Text(plain(text)))
    if grid.row_count:
        console.print()
        console.print(grid)


def _show_rows(rows: Sequence[Fields], layout: Layout, console: Console) -> None:
    listed = layout.lists(rows) if layout.lists else rows
    if listed:
        console.print()
        console.print(_table(listed, layout.columns))
    if len(listed) < len(rows):
        console.print()
        console.print(Text(layout.fold_note.format(n=f"{len(rows) - len(listed):,}")))


def _table(rows: Iterable[Fields], columns: Sequence[Column]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, show_edge=False, leading=1)
    for column in columns:
        table.add_column(column.heading, ratio=column.share or None, overflow="fold")
    for row in rows:
        table.add_row(*(_lines(column.value(row)) for column in columns))
    return table


def _lines(value: Any) -> Text:
    items = value if isinstance(value, list | tuple) else [value]
    return Text("\n".join(plain(str(in_a_cell(item))) for item in items))


def _show_list(heading: str, lines: Iterable[str], console: Console) -> None:
    said = list(lines)
    if said:
        console.print()
        console.print(Text(heading, style="bold"))
    for line in said:
        console.print(Padding(Text(plain(line)), (0, 0, 0, 2)))


def _sources_in_short(sources: Sequence[Fields], cited: Sequence[str]) -> Iterator[str]:
    """What is cited, the first six of the rest, and what the licences ask to be said where no title says it."""
    titles = list(dict.fromkeys(_title(source) for source in sources))
    rest = [title for title in titles if not title.startswith(tuple(cited))] if cited else titles
    yield from (f"[{number}] {document}" for number, document in enumerate(cited, 1))
    yield from rest[:SOURCES_SHOWN]
    if len(rest) > SOURCES_SHOWN:
        yield f"and {len(rest) - SOURCES_SHOWN} more (--format json names them all)"
    yield from (text for text in attributions(sources) if not any(title.startswith(text) for title in titles))


def _title(source: Fields) -> str:
    return f"{source['title']} ({source['published']})" if source["published"] else str(source["title"])


def encoded(envelope: Envelope, form: Form, layout: Layout, *, width: int = 100) -> bytes:
    """An answer as the bytes of a file; a table is plain text, ``width`` characters wide."""
    if form is Form.JSON:
        return as_json(envelope)
    if form is Form.JSONL:
        return as_json_lines(envelope)
    if form is Form.CSV:
        return as_csv(envelope)
    return _as_workbook(envelope) if form is Form.XLSX else as_text(envelope, layout, width)


def _as_workbook(envelope: Envelope) -> bytes:
    # Loading openpyxl takes longer than answering most questions, so it waits until a workbook is asked for.
    from graph.sinks.workbook import as_workbook

    return as_workbook(envelope)


def as_text(envelope: Envelope, layout: Layout, width: int) -> bytes:
    """What a terminal would show, without colour."""
    console = Console(file=io.StringIO(), width=width, color_system=None)
    with console.capture() as written:
        show(envelope, layout, console)
    return _bytes("".join(f"{line.rstrip()}\n" for line in written.get().splitlines()))


def as_json(envelope: Envelope) -> bytes:
    """The whole envelope, indented, UTF-8."""
    return _bytes(json.dumps(envelope, ensure_ascii=False, indent=2) + "\n")


def as_json_lines(envelope: Envelope) -> bytes:
    """One row a line, each with the day it stands for and the attribution."""
    return _bytes("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in _on_their_own(envelope)))


def as_csv(envelope: Envelope) -> bytes:
    """One row a line for Excel: UTF-8 with its mark, CRLF, nothing that starts a formula, lists joined by '; '."""
    rows = list(_on_their_own(envelope))
    columns = columns_of(rows) or ["as_of", "attribution"]
    page = io.StringIO(newline="")
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow([harmless(column) for column in columns])
    writer.writerows([harmless(in_a_cell(row.get(column))) for column in columns] for row in rows)
    return _bytes("\ufeff" + page.getvalue())


def _on_their_own(envelope: Envelope) -> Iterator[dict[str, Any]]:
    attribution = "; ".join(attributions(envelope["sources"]))
    for row in envelope["rows"]:
        yield {**row, "as_of": envelope["as_of"], "attribution": attribution}


def _bytes(text: str) -> bytes:
    # A lone surrogate, which JSON can smuggle in, has no place in UTF-8.
    return text.encode("utf-8", "replace")
