"""The command line. Each command is a few lines that call the layers below; every fault leaves through one seam."""

from __future__ import annotations

import io
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from enum import StrEnum
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.console import Console
from rich.markup import escape
from typer.core import TyperGroup

from graph.dates import PartialDate
from graph.errors import InputError, QuestionError, SchooltiesError
from graph.projection import PRESUMED_YEARS, Ledger, Reading
from graph.sinks.cells import Fields, in_a_cell, printable
from graph.sinks.tables import Column, Form, Layout, encoded
from graph.sinks.tables import show as show_on_terminal
from graph.store import DEFAULT_URL, Store, open_store
from queries.boundary import ALL_TYPES, STATE_FUNDED, Boundary, check_phases
from queries.days import read_day

if TYPE_CHECKING:
    from loaders.report import LoadReport

PUT_IN, ASK, SHOW, KEEP = "Put data in", "Ask", "Show", "Look after the data"
CHANGES_OF_A_LOAD: Final = ("added", "changed", "unchanged", "withdrawn")
SECONDS_BETWEEN_LINES: Final = 10.0
STOPPED: Final = 130


class CommandLine(TyperGroup):
    """The one seam at which a fault becomes one message on stderr and an exit code, never a traceback."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command and leave: 0 done, 1 the data has faults, 2 the call is wrong, 130 stopped by the user."""
        try:
            code = super().main(*args, **{**kwargs, "standalone_mode": False}) or 0
        except SchooltiesError as fault:
            code = complain(str(fault), fault.exit_code)
        except typer.TyperException as fault:
            code = complain(_wrong_call(fault), fault.exit_code)
        except typer.Abort:
            code = STOPPED
        except OSError as fault:
            code = complain(_file_trouble(fault), InputError.exit_code)
        if code == STOPPED:
            complain("Stopped. What was under way was taken back: the store is as it was before.", STOPPED)
        sys.exit(code)


def complain(message: str, code: int) -> int:
    """Say on stderr what is wrong; gives back the exit code."""
    typer.echo(f"Error: {printable(message)}" if code != STOPPED else message, err=True)
    return code


def _wrong_call(fault: typer.TyperException) -> str:
    context = getattr(fault, "ctx", None)
    hint = f"\nSee '{context.command_path} --help'." if context else ""
    return f"{fault.format_message().replace('Value error, ', '')}{hint}"


def _file_trouble(fault: OSError) -> str:
    name = f"{fault.filename}: " if fault.filename else ""
    return f"{name}{fault.strerror or fault}\nCheck the folder, and that the file is not open in Excel or elsewhere."


app = typer.Typer(
    cls=CommandLine,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_show_locals=False,
    rich_markup_mode="rich",
)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows pipe may not know every letter of a name: better a question mark than no answer.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    app()


# -- what the commands share ---------------------------------------------------------------------------------------


class Types(StrEnum):
    """Which types of school a question takes in."""

    STATE_FUNDED = STATE_FUNDED
    ALL = ALL_TYPES


def _read_published(text: str) -> PartialDate:
    try:
        return PartialDate.parse(text.strip())
    except ValueError:
        return PartialDate.of(read_day(text))


_OUT, _RULES = "Store and output", "How claims are read"

StoreUrl = Annotated[
    str,
    typer.Option("--store", envvar="SCHOOLTIES_STORE", metavar="URL", help="Where the data is.", rich_help_panel=_OUT),
]
FormOption = Annotated[
    Form | None,
    typer.Option(
        "--format",
        help="How to write the answer. If not said: a table on a screen, JSON lines into a pipe, and for -o what the"
        " name of the file ends in.",
        rich_help_panel=_OUT,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file, not the screen.", rich_help_panel=_OUT),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Do not tell how far it is.", rich_help_panel=_OUT)]
Authority = Annotated[
    str | None,
    typer.Option("--authority", "-a", metavar="NAME", help="A local authority: its name or three-digit code."),
]
On = Annotated[
    date | None,
    typer.Option(
        "--on", parser=read_day, metavar="DAY", help="The day asked about: 2013-09-30 or 30/09/2013; else today."
    ),
]
Phases = Annotated[
    list[str] | None,
    typer.Option("--phase", metavar="PHASE", help="Only schools of this phase, for example Primary. May be repeated."),
]
TypesOption = Annotated[Types, typer.Option("--types", help="Which types of school to take in.")]
Years = Annotated[
    int,
    typer.Option(
        "--presume",
        min=0,
        max=100,
        metavar="YEARS",
        help="How long a claim without an end is presumed to go on after it was last seen.",
        rich_help_panel=_RULES,
    ),
]
Certain = Annotated[
    bool,
    typer.Option("--certain", help="Count only ties whose dates settle the day.", rich_help_panel=_RULES),
]


def _reading(on: date | None, years: int = PRESUMED_YEARS, certain: bool = False) -> Reading:
    return Reading(on or date.today(), years, certain)


def _boundary(ledger: Ledger, authority: str | None, phases: list[str] | None, types: Types) -> Boundary:
    chosen = tuple(phases or ())
    check_phases(ledger.nodes, chosen)
    return Boundary(authority, chosen, types.value)


@contextmanager
def _ledger(url: str) -> Iterator[tuple[Store, Ledger]]:
    """A store that is there, open, and its claims read."""
    with open_store(url, create=False) as store:
        yield store, Ledger.read(store)


def _present(envelope: Fields, layout: Layout, form: Form | None, output: Path | None) -> None:
    """Write an answer where and how it was asked for."""
    form = form or _usual_form(output)
    if output is not None:
        output.write_bytes(encoded(envelope, form, layout))
        typer.echo(f"{printable(envelope['sentence'])}\nWritten to {output}.", err=True)
    elif form is Form.TABLE and sys.stdout.isatty():
        show_on_terminal(envelope, layout, Console())
    else:
        _write_to_stdout(encoded(envelope, form, layout, width=Console().width), form)


def _usual_form(output: Path | None) -> Form:
    if output is None:
        return Form.TABLE if sys.stdout.isatty() else Form.JSONL
    ending = output.suffix.removeprefix(".").casefold()
    if ending == "txt":
        return Form.TABLE
    if ending not in [form.value for form in Form]:
        raise QuestionError(
            f"the name {output.name!r} does not say how to write the answer",
            next_step="Let it end in .csv, .xlsx, .json, .jsonl or .txt, or say --format.",
        )
    return Form(ending)


def _write_to_stdout(data: bytes, form: Form) -> None:
    if form is Form.XLSX and sys.stdout.isatty():
        raise QuestionError("a workbook cannot be shown on a screen", next_step="Add -o FILE.xlsx.")
    # As bytes, so that Windows does not make CRLF of what is CRLF already.
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _say_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"schoolties {version('schoolties')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def schoolties(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Which schools are on their own, and who could bring them in. Every answer is dated and sourced.

    Start with:   schoolties demo
    Then:         schoolties isolated --authority Reading --on 2013-09-30

    The data stands in one file, schoolties.db, in the folder you are in.
    Name another with --store FILE.db or in the variable SCHOOLTIES_STORE.
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


# -- put data in ---------------------------------------------------------------------------------------------------


def _remarks(envelope: Fields) -> Iterable[tuple[str, Sequence[str]]]:
    from loaders.account import remarks

    return remarks(envelope)


LOADED: Final = Layout(
    columns=(
        Column("File", itemgetter("file"), share=3),
        Column("What it is", itemgetter("title"), share=3),
        Column("Read", lambda row: f"{row['rows_read']:,}"),
        Column("Kept", lambda row: f"{row['rows_kept']:,}"),
        Column("Refused", lambda row: f"{row['rows_refused']:,}"),
        Column("Records", lambda row: [f"{row[word]:,} {word}" for word in CHANGES_OF_A_LOAD if row[word]], share=3),
    ),
    remarks=_remarks,
)


@app.command(rich_help_panel=PUT_IN)
def load(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="CSV, gzip, XLSX or case files.")],
    as_kind: Annotated[
        str | None, typer.Option("--as", metavar="KIND", help="What the file is, where its header does not tell.")
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="NAME", help="What to call the data set, in place of the name of the file."),
    ] = None,
    published: Annotated[
        PartialDate | None,
        typer.Option("--published", parser=_read_published, metavar="DATE", help="Of what date the file is."),
    ] = None,
    refused: Annotated[
        Path | None, typer.Option("--refused", metavar="FILE", help="Write the refused rows to this CSV file.")
    ] = None,
    quiet: Quiet = False,
    store: StoreUrl = DEFAULT_URL,
    form: FormOption = None,
    output: Output = None,
) -> None:
    """Load register extracts, case files and your own spreadsheets.

    What a file is shows in its header. Loading a file again changes nothing; loading
    a corrected one corrects. Rows that cannot be used are refused, with the reason,
    and the rest is kept. Ends with code 1 if anything was refused.

    Examples:

      schoolties load edubasealldata20250717.csv links_edubasealldata20250717.csv
      schoolties load clusters.xlsx --refused refused.csv
    """
    from loaders.account import account

    with open_store(store) as held:
        reports, faults = _load_each(held, files, as_kind, source, published, quiet)
    _present(account(reports, store, date.today()), LOADED, form, output)
    if refused:
        _write_refused(reports, refused)
    for fault in faults:
        complain(str(fault), fault.exit_code)
    if faults or any(report.refusals for report in reports):
        raise typer.Exit(InputError.exit_code)


def _load_each(
    store: Store,
    files: Sequence[Path],
    as_kind: str | None,
    source: str | None,
    published: PartialDate | None,
    quiet: bool,
) -> tuple[list[LoadReport], list[InputError]]:
    """Load one file after the other; a file that cannot be read does not keep the others out."""
    from loaders import loading

    reports: list[LoadReport] = []
    faults: list[InputError] = []
    for path in files:
        try:
            with _progress(path.name, quiet) as told:
                reports += loading.load(
                    store, path, on=date.today(), as_kind=as_kind, source=source, published=published, progress=told
                )
        except InputError as fault:
            faults.append(fault)
    return reports, faults


@contextmanager
def _progress(name: str, quiet: bool) -> Iterator[Callable[[int], None] | None]:
    """Tells on stderr how many rows were read: in place on a screen, else a line every ten seconds."""
    if quiet:
        yield None
    elif sys.stderr.isatty():
        with Console(stderr=True).status(f"{name} …") as status:
            yield lambda rows: status.update(escape(f"{name}: {rows:,} rows read"))
    else:
        yield _line_now_and_then(name)


def _line_now_and_then(name: str) -> Callable[[int], None]:
    last = time.monotonic()

    def tell(rows: int) -> None:
        nonlocal last
        if time.monotonic() - last > SECONDS_BETWEEN_LINES:
            last = time.monotonic()
            typer.echo(f"{name}: {rows:,} rows read", err=True)

    return tell


def _write_refused(reports: Sequence[LoadReport], path: Path) -> None:
    """One file for each table with refused rows; the first gets the name asked for."""
    from loaders.report import write_refused

    refusing = [report for report in reports if report.refusals]
    for number, report in enumerate(refusing, 1):
        place = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
        write_refused(report, place)
        typer.echo(f"Refused rows of {report.file.name}: {place}", err=True)


# -- ask -----------------------------------------------------------------------------------------------------------

ISOLATED: Final = Layout(
    columns=(
        Column("School", itemgetter("name"), share=3),
        Column("Rung", itemgetter("rung")),
        Column("Why", itemgetter("reasons"), share=5),
    ),
    lists=lambda rows: [row for row in rows if row["sources_mentioning"]],
    fold_note="Not listed: {n} schools about which nothing was read (--all lists them).",
)


@app.command(rich_help_panel=ASK)
def isolated(
    authority: Authority = None,
    on: On = None,
    since: Annotated[
        date | None,
        typer.Option("--since", parser=read_day, metavar="DAY", help="Say what changed since this earlier day."),
    ] = None,
    phase: Phases = None,
    types: TypesOption = Types.STATE_FUNDED,
    every: Annotated[bool, typer.Option("--all", help="List every school on the screen.")] = False,
    presume: Years = PRESUMED_YEARS,
    certain: Certain = False,
    store: StoreUrl = DEFAULT_URL,
    form: FormOption = None,
    output: Output = None,
) -> None:
    """Show which schools are on their own, and on what evidence.

    Each school stands on the first rung that applies:

      alone          no tie to another school, group or system leader
      inward         tied only inside one formal group
      out of reach   tied, but no route leads to a system leader
      by a thread    every route runs through one person, group or school
      connected      none of these

    Examples:

      schoolties isolated --authority Reading --on 2013-09-30
      schoolties isolated -a Dudley --on 2013-09-30 --phase Primary -o alone.xlsx
    """
    from queries import isolation

    with _ledger(store) as (held, ledger):
        boundary = _boundary(ledger, authority, phase, types)
        answer = isolation.isolated(held, boundary, _reading(on, presume, certain), since=since, ledger=ledger)
    _present(answer.envelope(), replace(ISOLATED, lists=None) if every else ISOLATED, form, output)


ROUTES: Final = Layout(
    columns=(
        Column("To", lambda row: [row["to"], row["leader"]] if row["leader"] else row["to"], share=2),
        Column("Through", itemgetter("brokers"), share=2),
        Column("Step by step", lambda row: [step["sentence"] for step in row["steps"]], share=5),
    )
)


@app.command(rich_help_panel=ASK)
def routes(
    school: Annotated[str, typer.Argument(metavar="SCHOOL", help="A school: its name, URN or id.")],
    to: Annotated[
        str, typer.Option("--to", metavar="SCHOOL|PERSON|leaders", help="Where to: a school, a person, or any leader.")
    ] = "leaders",
    on: On = None,
    dormant: Annotated[bool, typer.Option("--dormant", help="Walk ties that are over too, at a price.")] = False,
    most: Annotated[int, typer.Option("-k", min=1, max=50, metavar="N", help="How many routes at most.")] = 3,
    presume: Years = PRESUMED_YEARS,
    certain: Certain = False,
    store: StoreUrl = DEFAULT_URL,
    form: FormOption = None,
    output: Output = None,
) -> None:
    """Show who could bring a school in, and by what route.

    A route runs over ties from the school to a system leader, or to a school or person you name.
    No two routes that are shown go through the same people, groups and schools.

    Examples:

      schoolties routes "Newcroft Primary School" --on 2012-06-30
      schoolties routes 119950 --to "Ada Marsh" --dormant
    """
    from queries import routes as finding

    with _ledger(store) as (held, ledger):
        reading = _reading(on, presume, certain)
        answer = finding.routes(held, school, reading, to=to, dormant=dormant, most=most, ledger=ledger)
    _present(answer.envelope(), ROUTES, form, output)


CHANGES: Final = Layout(
    columns=(
        Column("What", itemgetter("kind"), share=2),
        Column("When", itemgetter("when")),
        Column("Which", itemgetter("sentence"), share=5),
    )
)


@app.command(rich_help_panel=ASK)
def changes(
    earlier: Annotated[date, typer.Option("--from", parser=read_day, metavar="DAY", help="The earlier day.")],
    later: Annotated[date, typer.Option("--to", parser=read_day, metavar="DAY", help="The later day.")],
    authority: Authority = None,
    phase: Phases = None,
    types: TypesOption = Types.STATE_FUNDED,
    presume: Years = PRESUMED_YEARS,
    certain: Certain = False,
    store: StoreUrl = DEFAULT_URL,
    form: FormOption = None,
    output: Output = None,
) -> None:
    """Show what changed between two days: schools, ties, posts, and where schools stand.

    Example:

      schoolties changes --from 2012-09-01 --to 2013-09-30 --authority Leicestershire
    """
    from queries import changes as comparing

    with _ledger(store) as (held, ledger):
        boundary = _boundary(ledger, authority, phase, types)
        days = (_reading(day, presume, certain) for day in (earlier, later))
        answer = comparing.changes(held, boundary, *days, ledger=ledger)
    _present(answer.envelope(), CHANGES, form, output)


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


@app.command(rich_help_panel=ASK)
def show(
    node: Annotated[str, typer.Argument(metavar="NODE", help="A school, person or group: its name, URN, UID or id.")],
    on: On = None,
    presume: Years = PRESUMED_YEARS,
    store: StoreUrl = DEFAULT_URL,
    form: FormOption = None,
    output: Output = None,
) -> None:
    """Show everything held about a school, person or group, with its sources.

    Examples:

      schoolties show 119950
      schoolties show "Whitley Excellence Cluster" --on 2013-09-30
    """
    from queries import show as showing

    with _ledger(store) as (held, ledger):
        answer = showing.show(held, node, _reading(on, presume), ledger=ledger)
    _present(answer.envelope(), NODE, form, output)


# -- look after the data -------------------------------------------------------------------------------------------


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


@app.command(rich_help_panel=KEEP)
def check(
    on: On = None,
    every: Annotated[bool, typer.Option("--all", help="List every finding on the screen.")] = False,
    store: StoreUrl = DEFAULT_URL,
    form: FormOption = None,
    output: Output = None,
) -> None:
    """List what is doubtful in the data, and what to do about it. Ends with code 1 if there is anything.

    Example:

      schoolties check -o doubtful.xlsx
    """
    from queries import check as checking

    with _ledger(store) as (held, ledger):
        answer = checking.check(held, _reading(on).on, ledger=ledger)
    _present(answer.envelope(), replace(FINDINGS, lists=None) if every else FINDINGS, form, output)
    if answer.rows:
        raise typer.Exit(1)


if __name__ == "__main__":
    main()
