"""The command line. Each command is a few lines that call the layers below; every fault leaves through one seam."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.console import Console
from rich.markup import escape
from typer.core import TyperGroup

from graph.dates import PartialDate
from graph.direction import Direction
from graph.errors import InputError, NotFound, QuestionError, SchooltiesError
from graph.projection import PRESUMED_YEARS, Ledger, Reading
from graph.records import DIFFERENT, SAME, UNDECIDED, Decision
from graph.sinks.cells import Fields, printable
from graph.sinks.tables import Form, Layout, encoded
from graph.sinks.tables import show as show_on_terminal
from graph.store import Store
from graph.stores import DEFAULT_URL, needs_password, open_store
from graph.vocabulary import LOCAL_AUTHORITY, SCHOOL
from loaders.tables import slug
from queries.boundary import ALL_TYPES, STATE_FUNDED, Boundary, check_phases
from queries.days import read_day, year_before
from queries.judging import every_id, judged_pairs, pair
from queries.starting import LARGE_GROUP, SET_SIZE, SMALL_PART
from visualisations import screens

if TYPE_CHECKING:
    from graph.parts import Part
    from loaders.bundled import CaseDay
    from loaders.reading.proposing import Proposals
    from loaders.reading.reading import Reading as Prose
    from loaders.reading.register_lives import RegisterLives
    from loaders.reading.second_reading.second_reader import SecondReading
    from loaders.report import LoadReport
    from visualisations.briefing import Briefing
    from visualisations.reading_told import Read
    from visualisations.review_server import ReviewServer

    SecondReader = Callable[..., SecondReading]

PUT_IN, ASK, SHOW, KEEP = "Put data in", "Ask", "Show", "Look after the data"
SECONDS_BETWEEN_LINES: Final = 10.0
STOPPED: Final = 130
STORE_NAME: Final = DEFAULT_URL.removeprefix("sqlite:///")


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


def _authorities_held(context: typer.Context) -> list[str]:
    """What the shell is offered after --authority; nothing where there is no store to ask."""
    try:
        with open_store(_store_typed(context), create=False) as store:
            return sorted({node.name for node in store.nodes(type=LOCAL_AUTHORITY)})
    except SchooltiesError:
        return []


def _store_typed(context: typer.Context) -> str:
    """The store on a line still being typed: behind the command, else before it or in the environment."""
    behind = context.params.get("store")
    before = context.parent.params.get("store") if context.parent else None
    return str((behind if behind != DEFAULT_URL else None) or before or DEFAULT_URL)


_OUT, _RULES = "Store and output", "How claims are read"
_WISHES, _CHOICE = "What to wish for", "What to keep"
_MODEL = "A language model as second reader"

StoreUrl = Annotated[
    str,
    typer.Option("--store", metavar="URL", help="Where the data is.", rich_help_panel=_OUT),
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
PageOutput = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="PAGE.html", help="The page to write.", rich_help_panel=_OUT),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", metavar="", help="Do not tell how far it is.", rich_help_panel=_OUT)
]
Authority = Annotated[
    str | None,
    typer.Option(
        "--authority",
        "-a",
        metavar="NAME",
        autocompletion=_authorities_held,
        help="A local authority: its name or three-digit code.",
    ),
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
AskServer = Annotated[
    bool,
    typer.Option(
        "--on-server",
        metavar="",
        help="Let the Neo4j server work it out, and read only the claims that the answer shows.",
        rich_help_panel=_OUT,
    ),
]
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
    typer.Option("--certain", metavar="", help="Count only ties whose dates settle the day.", rich_help_panel=_RULES),
]


def _reading(on: date | None, years: int = PRESUMED_YEARS, certain: bool = False) -> Reading:
    return Reading(on or date.today(), years, certain)


def _boundary(held: Ledger | Store, authority: str | None, phases: list[str] | None, types: Types) -> Boundary:
    chosen = tuple(phases or ())
    if chosen:
        check_phases(held.nodes if isinstance(held, Ledger) else {n.id: n for n in held.nodes(type=SCHOOL)}, chosen)
    return Boundary(authority, chosen, types.value)


@contextmanager
def _patience(doing: str) -> Iterator[None]:
    """Shows on a screen that something is under way."""
    if sys.stderr.isatty():
        with Console(stderr=True).status(f"{doing} …"):
            yield
    else:
        yield


def _opened(url: str, *, create: bool = True) -> Store:
    """The store at an address; a server's password is asked for where nobody put it into the environment."""
    asked = None
    if needs_password(url) and sys.stdin.isatty():
        asked = str(typer.prompt("Password of the server", hide_input=True, err=True))
    return open_store(url, create=create, password=asked)


@contextmanager
def _ledger(url: str) -> Iterator[tuple[Store, Ledger]]:
    """A store that is there, open, and its claims read."""
    with _opened(url, create=False) as store, _patience("Reading the store"):
        yield store, Ledger.read(store)


@contextmanager
def _asked(url: str, *, on_server: bool) -> Iterator[tuple[Store, Ledger | None]]:
    """A store that is there, open, and its claims read unless the server is to read them."""
    doing = "The server is at work" if on_server else "Reading the store"
    with _opened(url, create=False) as store, _patience(doing):
        yield store, None if on_server else Ledger.read(store)


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
    from loaders.loader import read_by

    if wanted:
        typer.echo(read_by())
        raise typer.Exit


@app.callback(invoke_without_command=True)
def schoolties(
    context: typer.Context,
    _version: Annotated[
        bool,
        typer.Option("--version", metavar="", callback=_say_version, is_eager=True, help="Show the version and leave."),
    ] = False,
    store: Annotated[
        str | None,
        typer.Option(
            "--store",
            envvar="SCHOOLTIES_STORE",
            metavar="URL",
            help="Where the data is; may stand behind a command as well.",
        ),
    ] = None,
) -> None:
    """Which schools are on their own, and who could bring them in. Every answer is dated and sourced.

    Start with:

        schoolties demo

    The data stands in one file, schoolties.db, in the folder you are in.
    Name another with --store FILE.db, or in the variable SCHOOLTIES_STORE.
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
    elif store:
        context.default_map = {context.invoked_subcommand: {"store": store}}


# -- put data in ---------------------------------------------------------------------------------------------------


@app.command(rich_help_panel=PUT_IN)
def template(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.xlsx", help="The workbook to write.")] = Path(
        "schoolties-template.xlsx"
    ),
) -> None:
    """Write a spreadsheet to fill in.

    One row for each school: its cluster, federation or trust, since when, its
    head, its business manager, who supports it. Its second sheet says how.

    Example:

        schoolties template -o our-schools.xlsx

    Fill it in, then: schoolties load our-schools.xlsx
    """
    from loaders.template import write_template

    path = write_template(output).resolve()
    typer.echo(f"Written to {path}\nFill it in, then: schoolties load {output}")


@app.command(rich_help_panel=PUT_IN)
def load(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="CSV, gzip, XLSX or case files."),
    ],
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
    unreviewed: Annotated[
        bool, typer.Option("--unreviewed", metavar="", help="Take proposals nobody has reviewed too, and mark them.")
    ] = False,
    quiet: Quiet = False,
    store: StoreUrl = DEFAULT_URL,
    form: FormOption = None,
    output: Output = None,
) -> None:
    """Load registers, case files and spreadsheets.

    What a file is shows in its header. Loading a file again changes nothing;
    loading a corrected one corrects. Rows that cannot be used are refused, with
    the reason, and the rest is kept. Ends with code 1 if anything was refused.

    Examples:

        schoolties load edubasealldata20250717.csv.gz
        schoolties load clusters.xlsx --refused refused.csv
    """
    from loaders.account import account
    from loaders.several import Said, load_each

    said = Said(as_kind, source, published, unreviewed)
    with _opened(store) as held:
        reports, faults = load_each(held, files, said, partial(_progress, quiet=quiet), on=date.today())
    _present(account(reports, store, date.today()), screens.LOADED, form, output)
    if refused:
        _write_refused(reports, refused)
    for fault in faults:
        complain(str(fault), fault.exit_code)
    if faults or any(report.refusals for report in reports):
        raise typer.Exit(InputError.exit_code)


@app.command(rich_help_panel=PUT_IN)
def read(
    documents: Annotated[
        list[Path],
        typer.Argument(metavar="DOCUMENT", exists=True, dir_okay=False, help="Word, PDF, web page, Markdown or text."),
    ],
    score: Annotated[
        Path | None,
        typer.Option("--score", metavar="GOLD", exists=True, dir_okay=False, help="Hold it against facts people gave."),
    ] = None,
    case: Annotated[
        str | None, typer.Option("--case", metavar="NAME", help="Which case of the file of facts this document is.")
    ] = None,
    authority: Annotated[
        str | None,
        typer.Option("--authority", "-a", metavar="NAME", help="Where schools are whose document says no more."),
    ] = None,
    tier: Annotated[
        int, typer.Option("--tier", metavar="N", min=1, max=4, help="Propose what is of tier N or surer; all is 4.")
    ] = 4,
    every: Annotated[bool, typer.Option("--all", metavar="", help="List every fact on the screen.")] = False,
    rejected: Annotated[
        Path | None,
        typer.Option("--rejected", metavar="FILE", help="Write what the checks rejected, and why, as JSON lines."),
    ] = None,
    llm: Annotated[
        str | None,
        typer.Option("--llm", metavar="URL", help="Have a language model read too.", rich_help_panel=_MODEL),
    ] = None,
    llm_model: Annotated[
        str | None, typer.Option("--llm-model", metavar="NAME", help="Which one.", rich_help_panel=_MODEL)
    ] = None,
    llm_log: Annotated[
        Path,
        typer.Option("--llm-log", metavar="FILE", help="Keeps all that is sent to it.", rich_help_panel=_MODEL),
    ] = Path("schoolties-llm.jsonl"),
    quiet: Quiet = False,
    form: FormOption = None,
    output: Output = None,
    store: Annotated[
        str | None,
        typer.Option("--store", metavar="URL", help="Read with the register in this store.", rich_help_panel=_OUT),
    ] = None,
) -> None:
    """Read prose: propose what documents say, for you to review.

    A program proposes names and facts, each with the words it rests on. Nothing
    is sent anywhere, unless you ask for a language model with --llm, and nothing
    comes into the store before you accept it.

    A fact's tier says how it stands: 1 in plain words, 2 through a step, 3 from
    what the document is about, 4 likely by the words around it. Of the fourth
    about half is right: --tier 3 leaves it out.

    --llm takes the address of any server that speaks OpenAI's chat completions,
    such as http://localhost:11434/v1 on your own machine. The key, if it wants
    one, goes into the variable SCHOOLTIES_LLM_KEY.

    With -o NAME.jsonl the proposals go into a case file for 'schoolties review',
    with -o NAME.xlsx into a workbook to decide in. Several documents go into a
    folder, one file each. Decisions already in the file are kept.

    Examples:

        schoolties read minutes.docx -o minutes.jsonl
        schoolties read minutes.docx -o minutes.xlsx --store schoolties.db
        schoolties read *.pdf -o proposals
        schoolties read study.txt --score gold.json
    """
    from loaders.reading.checks import write_rejections
    from visualisations import reading_told

    register = _register(store) if store else None
    with _second_reader(llm, llm_model, llm_log) as second:
        found = [_read_document(path, tier, register, second, quiet=quiet) for path in documents]
    if rejected:
        write_rejections(rejected, (one for each in found for one in each.proposals.rejected))
    if score:
        return _score(found, score, case, form, output)
    answer = reading_told.as_answer(found, date.today())
    if output is None or output.suffix.casefold() in _OF_ANSWERS:
        return _present(answer, reading_told.READ.with_all(every), form, output)
    for each, path in zip(found, _proposal_files(found, output), strict=True):
        _write_proposals(each, path, store, authority)
    return _say_remarks(reading_told.remarks(answer))


_OF_ANSWERS: Final = (".csv", ".json", ".txt")


def _say_remarks(remarks: Iterable[tuple[str, list[str]]]) -> None:
    for heading, lines in remarks:
        typer.echo(printable(f"{heading}: {'; '.join(lines)}"), err=True)


def _register(url: str) -> RegisterLives | None:
    """The schools of the register in a store; None where it has none, which is said."""
    from loaders.reading.register_lives import RegisterLives

    with _opened(url, create=False) as held, _patience("Reading the register"):
        register = RegisterLives.of(held)
    if register is None:
        typer.echo(f"No register is loaded into {url}: nothing is held against it.", err=True)
    return register


@contextmanager
def _second_reader(url: str | None, model: str | None, log: Path) -> Iterator[SecondReader | None]:
    """The language model at an address as a reader, with a warning where text leaves this machine; None without."""
    if url is None:
        yield None
        return
    try:
        from loaders.reading.second_reading.language_model import KEY_VARIABLE, Endpoint, LanguageModel
        from loaders.reading.second_reading.second_reader import read_again
    except ModuleNotFoundError as lacking:
        raise QuestionError(
            f"--llm needs the package {lacking.name}",
            next_step='Install it: python -m pip install -c requirements.lock ".[llm]"',
        ) from None
    if not model:
        raise QuestionError("no language model is named", next_step="Add --llm-model with the name its server gives.")
    endpoint = Endpoint.of(url, model, os.environ.get(KEY_VARIABLE, ""))
    if not endpoint.is_here:
        typer.echo(
            f"The whole text, with the names of all people in it, leaves this machine and goes to {endpoint.host}.",
            err=True,
        )
    typer.echo(f"All that is sent is kept in {log}.", err=True)
    with LanguageModel(endpoint, log) as opened:
        yield partial(read_again, ask=opened.ask)


def _read_document(
    path: Path, tier: int, register: RegisterLives | None, second: SecondReader | None, *, quiet: bool
) -> Read:
    """Read one document and tell on stderr what was found."""
    from loaders.reading.documents.opening import open_document
    from loaders.reading.naming.gazetteer import Gazetteer
    from loaders.reading.proposing import propose
    from loaders.reading.reading import read as read_prose
    from visualisations.reading_told import Read, told

    began = time.monotonic()
    with _patience(f"Reading {path.name}"):
        document = open_document(path)
        reading = read_prose(document, tier, Gazetteer.of(register.register) if register else None)
        proposals = _read_twice(reading, second, register, quiet=quiet) if second else propose(reading, register)
    found = Read(document, proposals, time.monotonic() - began)
    if not quiet:
        typer.echo(printable(told(found)), err=True)
    return found


def _read_twice(reading: Prose, second: SecondReader, register: RegisterLives | None, *, quiet: bool) -> Proposals:
    """What is proposed when the language model has read too; what was rejected of it is kept with the rest."""
    from loaders.reading.proposing import propose

    def tell(number: int, of: int) -> None:
        typer.echo(printable(f"{reading.document.title}: asking the language model, part {number} of {of}"), err=True)

    again = second(reading, register=register, progress=None if quiet else tell)
    if not quiet:
        typer.echo(again.sentence(), err=True)
    proposals = propose(again.reading, register)
    return replace(proposals, rejected=(*proposals.rejected, *again.rejected))


def _score(found: Sequence[Read], gold: Path, case: str | None, form: Form | None, output: Path | None) -> None:
    """Precision, recall and F1 of all that was read."""
    from loaders.reading.scoring import read_gold
    from loaders.reading.scoring import score as score_against
    from visualisations import reading_told

    nodes = [node for each in found for node in each.proposals.nodes]
    claims = [claim for each in found for claim in each.proposals.claims]
    marks = score_against(nodes, claims, read_gold(gold, case))
    title = ", ".join(each.document.title for each in found)
    _present(reading_told.scored(marks, title, gold.name, date.today()), reading_told.MARKS, form, output)


def _proposal_files(found: Sequence[Read], output: Path) -> list[Path]:
    """Where the proposals of each document go: one file, or one for each in a folder."""
    if output.suffix and len(found) == 1:
        return [output]
    if output.suffix:
        raise QuestionError(
            f"{len(found)} documents do not go into one file", next_step="Name a folder after -o, without an ending."
        )
    titles = [slug(each.document.title) for each in found]
    if len(set(titles)) < len(titles):
        raise QuestionError("two of the documents have one name", next_step="Read them one by one.")
    output.mkdir(parents=True, exist_ok=True)
    return [output / f"{title}.jsonl" for title in titles]


def _write_proposals(found: Read, path: Path, register: str | None, authority: str | None) -> None:
    """Write proposals for review, with the decisions that stand in the file already."""
    from loaders.reading.decisions.proposals_file import proposal_lines, read_proposals, replace_file, write_proposals
    from loaders.reading.decisions.rereading import is_decided, keep_decisions

    as_workbook = path.suffix.casefold() == ".xlsx"
    if not as_workbook and path.suffix.casefold() != ".jsonl":
        raise QuestionError(
            f"proposals are not written as {path.suffix or path.name!r}",
            next_step="Let the name end in .jsonl or .xlsx.",
        )
    lines = proposal_lines(found.document.title, found.proposals)
    if path.exists():
        lines = keep_decisions(read_proposals(path), lines)
    if as_workbook:
        from visualisations import review_workbook

        replace_file(path, review_workbook.as_workbook(lines, found.document, _offered(found, register, authority)))
    else:
        write_proposals(path, lines)
    kept = sum(map(is_decided, lines))
    decided = f" {kept} decisions made before are kept." if kept else ""
    decide = f"in Excel, then: schoolties load {path}" if as_workbook else f"schoolties review {path}"
    typer.echo(f"Written to {path}.{decided}\nDecide: {decide}", err=True)


def _offered(found: Read, url: str | None, authority: str | None) -> dict[str, str]:
    """What the register of a store offers for the names, by the ids that they have in the file."""
    from loaders.reading.in_register import offered

    if url is None:
        return {}
    with _opened(url, create=False) as store, _patience("Looking names up in the register"):
        words = offered(store, found.proposals.nodes, found.proposals.claims, authority)
    return {key.partition(":")[2]: text for key, text in words.items()}


@app.command(rich_help_panel=PUT_IN)
def review(
    proposals: Annotated[
        Path, typer.Argument(metavar="PROPOSALS.jsonl", exists=True, dir_okay=False, help="What 'read' has written.")
    ],
    document: Annotated[
        Path | None,
        typer.Option(
            "--document", metavar="DOCUMENT", exists=True, dir_okay=False, help="What was read, if not found."
        ),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="WHO", help="Who decides.")] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True,
) -> None:
    """Decide on what 'read' proposed, on a local page.

    The document stands on one side with its words set off, the proposals on the
    other. a accepts, r rejects, e corrects, j and k go on and back, u undoes;
    ? shows all keys. Every decision is saved in the file at once, with your name
    and the day. The page is on this machine only. Ctrl+C or Finish stops it.

    Example:

        schoolties review minutes.jsonl --by "Priya Cole"

    Then: schoolties load minutes.jsonl
    """
    from loaders.reading.decisions.deciding import Review
    from loaders.reading.documents.opening import document_of
    from visualisations.review_page import ReviewPage
    from visualisations.review_server import ReviewServer

    if proposals.suffix.casefold() != ".jsonl":
        raise QuestionError(
            "only a .jsonl file is reviewed on a page", next_step="Write one with: read … -o FILE.jsonl"
        )
    held = Review(proposals, by or _ask_who(), date.today())
    shown = ReviewPage(held, document_of(proposals, held.title, document))
    with ReviewServer(held, shown) as server:
        _serve(server, browser=browser)
    typer.echo(f"{shown.progress()}. Saved in {proposals}.\nThen: schoolties load {proposals}", err=True)


def _ask_who() -> str:
    """The name of who decides, asked once."""
    if not sys.stdin.isatty():
        raise QuestionError("nobody is named who decides", next_step="Add --by with a name or initials.")
    return str(typer.prompt("Who decides (name or initials)", err=True))


def _serve(server: ReviewServer, *, browser: bool) -> None:
    """Answer the page until it is finished or the user stops it."""
    typer.echo(f"The review is at {server.address}\nStop it with Ctrl+C, or with Finish on the page.", err=True)
    if browser:
        import webbrowser

        webbrowser.open(server.address)
    with suppress(KeyboardInterrupt):
        server.serve_forever(poll_interval=0.2)


@contextmanager
def _progress(path: Path, *, quiet: bool) -> Iterator[Callable[[int], None] | None]:
    """Tells on stderr how many rows were read: in place on a screen, else a line every ten seconds."""
    if quiet:
        yield None
    elif sys.stderr.isatty():
        with Console(stderr=True).status(escape(f"{path.name} …")) as status:
            yield lambda rows: status.update(escape(f"{path.name}: {rows:,} rows read"))
    else:
        yield _line_now_and_then(path.name)


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


@app.command(rich_help_panel=PUT_IN)
def match(
    authority: Annotated[
        str | None,
        typer.Option("--authority", "-a", metavar="NAME", help="Where schools are whose source says no more."),
    ] = None,
    accept_clear: Annotated[bool, typer.Option("--accept-clear", metavar="", help="Keep every clear match.")] = False,
    same: Annotated[
        list[str] | None, typer.Option("--decide", metavar="NAME=URN", help="These two are the same. May be repeated.")
    ] = None,
    different: Annotated[
        list[str] | None, typer.Option("--different", metavar="NAME=URN", help="These two are not the same.")
    ] = None,
    undo: Annotated[
        list[str] | None, typer.Option("--undo", metavar="NAME", help="Take back what was judged about this name.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="WHO", help="Who judges.")] = None,
    because: Annotated[
        list[str] | None, typer.Option("--because", metavar="REASON", help="What the judgement rests on.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", metavar="", help="List every name on the screen.")] = False,
    store: StoreUrl = DEFAULT_URL,
    form: FormOption = None,
    output: Output = None,
) -> None:
    """Say whom the names in texts mean.

    Texts and spreadsheets name schools, groups and councils; the register numbers them.

    Without an option this lists what it would propose, with reasons. A clear
    match has no rival; a near tie is left to you. A judgement is kept with who
    made it and when, and can be taken back. People are never matched.

    Examples:

        schoolties match
        schoolties match --accept-clear
        schoolties match --decide "Battle Primary School=109777" --by "Priya Cole"
        schoolties match --undo "Battle Primary School" --by "Priya Cole"
    """
    if same or different or undo:
        return _judge(store, {SAME: same, DIFFERENT: different}, undo, by, because)
    with _opened(store, create=False) as held, _patience("Matching"):
        answer = _proposed(held, authority, by, accept=accept_clear)
    return _present(answer, screens.PROPOSALS.with_all(every), form, output)


def _proposed(store: Store, authority: str | None, by: str | None, *, accept: bool) -> dict[str, Any]:
    """The proposals; with ``accept`` the clear ones, which are then kept as judgements."""
    from loaders import matching, proposals

    found = matching.propose(store, authority=authority)
    if not accept:
        return proposals.as_answer(found, store.datasets(), date.today())
    clear = [proposal for proposal in found if proposal.verdict == matching.CLEAR]
    store.decide(matching.decisions(clear, on=date.today(), by=by or matching.PROGRAM))
    answer = proposals.as_answer(clear, store.datasets(), date.today())
    return {**answer, "sentence": f"Kept {len(clear)} clear matches; {len(found) - len(clear)} names are left."}


def _judge(
    url: str, pairs: dict[str, list[str] | None], undo: list[str] | None, by: str | None, because: list[str] | None
) -> None:
    """Keep a person's judgements, all of them or none."""
    if not by:
        raise QuestionError("nobody is named who judges", next_step="Add --by with a name or initials.")
    with _opened(url, create=False) as store:
        named = [(*pair(store, text), verdict) for verdict, texts in pairs.items() for text in texts or ()]
        judged = [*named, *((*ids, UNDECIDED) for name in undo or () for ids in judged_pairs(store, name))]
        today = date.today().isoformat()
        store.decide(
            Decision(left=left, right=right, verdict=verdict, by=by, on=today, reasons=tuple(because or ()))
            for left, right, verdict in judged
        )
    for left, right, verdict in judged:
        typer.echo(f"Kept: {left} and {right}: {verdict}, by {by} on {today}.")


# -- ask -----------------------------------------------------------------------------------------------------------


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
    every: Annotated[bool, typer.Option("--all", metavar="", help="List every school on the screen.")] = False,
    presume: Years = PRESUMED_YEARS,
    certain: Certain = False,
    store: StoreUrl = DEFAULT_URL,
    on_server: AskServer = False,
    form: FormOption = None,
    output: Output = None,
) -> None:
    """Show which schools are on their own.

    Each school stands, on the evidence read, on the first rung that applies:

        alone          no tie to another school, group or system leader
        inward         tied only inside one formal group
        out of reach   tied, but no route leads to a system leader
        by a thread    every route runs through one person, group or school
        connected      none of these

    Examples:

        schoolties isolated --authority Reading --on 2013-09-30
        schoolties isolated -a Dudley --on 2013-09-30 -o alone.xlsx
    """
    from queries import isolation

    with _asked(store, on_server=on_server) as (held, ledger):
        boundary, reading = _boundary(ledger or held, authority, phase, types), _reading(on, presume, certain)
        answer = isolation.isolated(held, boundary, reading, since=since, ledger=ledger, on_server=on_server)
    envelope = answer.envelope()
    _present(envelope, screens.isolated(envelope, since=since is not None).with_all(every), form, output)


@app.command(rich_help_panel=ASK)
def routes(
    school: Annotated[str, typer.Argument(metavar="SCHOOL", help="A school: its name, URN or id.")],
    to: Annotated[
        str, typer.Option("--to", metavar="NAME", help="A school or person; if not said, any leader.")
    ] = "leaders",
    on: On = None,
    dormant: Annotated[
        bool, typer.Option("--dormant", metavar="", help="Walk ties that are over too, at a price.")
    ] = False,
    most: Annotated[int, typer.Option("-k", min=1, max=50, metavar="N", help="How many routes at most.")] = 3,
    presume: Years = PRESUMED_YEARS,
    certain: Certain = False,
    store: StoreUrl = DEFAULT_URL,
    on_server: AskServer = False,
    form: FormOption = None,
    output: Output = None,
) -> None:
    """Show who could bring a school in.

    A route runs over ties from the school to a system leader, or to a school or
    person you name. No two routes that are shown have the same go-betweens.

    Examples:

        schoolties routes "Newcroft Primary School" --on 2012-06-30
        schoolties routes 119950 --to "Ada Marsh" --dormant
    """
    from queries import routes as finding

    with _asked(store, on_server=on_server) as (held, ledger):
        reading = _reading(on, presume, certain)
        answer = finding.routes(
            held, school, reading, to=to, dormant=dormant, most=most, ledger=ledger, on_server=on_server
        )
    envelope = answer.envelope()
    _present(envelope, screens.routes(envelope), form, output)


@app.command(rich_help_panel=ASK)
def leaders(
    authority: Authority = None,
    on: On = None,
    hub: Annotated[
        str | None,
        typer.Option("--hub", metavar="NAME", help="Whom this teaching school, alliance or group reaches, by name."),
    ] = None,
    nobody: Annotated[
        bool, typer.Option("--none", metavar="", help="Where nobody leads: authorities, phases, kinds of leader.")
    ] = False,
    within: Annotated[
        int | None,
        typer.Option(
            "--within", min=1, metavar="TIES", help="How far reach goes: 2 for --hub, else any number of ties."
        ),
    ] = None,
    phase: Phases = None,
    types: TypesOption = Types.STATE_FUNDED,
    every: Annotated[bool, typer.Option("--all", metavar="", help="List every row on the screen.")] = False,
    presume: Years = PRESUMED_YEARS,
    certain: Certain = False,
    store: StoreUrl = DEFAULT_URL,
    form: FormOption = None,
    output: Output = None,
) -> None:
    """List the system leaders, and who is deployed.

    Teaching schools, and people designated NLE, LLE, SLE, SBM advocate or SBD:
    since when, where they work, whether they work beyond their own school, how
    many days they have left, where claims say so. By school, never ranked. That
    no deployment was read does not mean that somebody is idle.

    Examples:

        schoolties leaders --authority Reading --on 2013-09-30
        schoolties leaders --none --phase Primary
        schoolties leaders --hub "Southfields Community College" --on 2012-06-30
    """
    from queries import hub as reaching
    from queries import leaders as leading

    if hub and nobody:
        raise QuestionError("--hub and --none are two questions", next_step="Put them one after the other.")
    with _ledger(store) as (held, ledger):
        boundary, reading = _boundary(ledger, authority, phase, types), _reading(on, presume, certain)
        if hub:
            far = within or reaching.WITHIN
            reached = reaching.hub_reach(held, hub, boundary, reading, within=far, ledger=ledger).envelope()
            return _present(reached, screens.hub(reached).with_all(every), form, output)
        if nobody:
            gaps = leading.without_leaders(held, boundary, reading, within=within, ledger=ledger).envelope()
            return _present(gaps, screens.GAPS.with_all(every), form, output)
        envelope = leading.leaders(held, boundary, reading, within=within, ledger=ledger).envelope()
    return _present(envelope, screens.leaders(envelope).with_all(every), form, output)


@app.command(rich_help_panel=ASK)
def people(
    authority: Authority = None,
    on: On = None,
    role: Annotated[
        list[str] | None,
        typer.Option("--role", metavar="ROLE", help="Only this role or family of roles. May be repeated."),
    ] = None,
    new_years: Annotated[
        float, typer.Option("--new", min=0, metavar="YEARS", help="For how long somebody counts as new in post.")
    ] = 2.0,
    lacking: Annotated[
        str | None,
        typer.Option("--lacking", metavar="ROLE", help="Instead: which schools lack this role, and which share it."),
    ] = None,
    phase: Phases = None,
    types: TypesOption = Types.STATE_FUNDED,
    every: Annotated[bool, typer.Option("--all", metavar="", help="List every row on the screen.")] = False,
    presume: Years = PRESUMED_YEARS,
    certain: Certain = False,
    store: StoreUrl = DEFAULT_URL,
    form: FormOption = None,
    output: Output = None,
) -> None:
    """List post-holders who may be alone in post.

    Heads, business managers and others of whom no tie to a peer or mentor was
    read: no mentoring, no group of their own, no like post-holder in the school.
    Who is new in post comes first. A list for support, and no ranking of people.

    Examples:

        schoolties people --authority Dudley --role headship --on 2012-10-31
        schoolties people -a Reading --lacking SBM --on 2013-09-30
    """
    from queries import lacking as lacks
    from queries import people as alone

    with _ledger(store) as (held, ledger):
        boundary, reading = _boundary(ledger, authority, phase, types), _reading(on, presume, certain)
        if lacking:
            roles = lacks.lacking(held, lacking, boundary, reading, ledger=ledger).envelope()
            return _present(roles, screens.lacking(roles).with_all(every), form, output)
        answer = alone.people_alone(held, boundary, reading, roles=role or (), new_years=new_years, ledger=ledger)
    envelope = answer.envelope()
    return _present(envelope, screens.people(envelope).with_all(every), form, output)


@app.command(rich_help_panel=ASK)
def partners(
    school: Annotated[str, typer.Argument(metavar="SCHOOL", help="A school: its name, URN or id.")],
    phase: Annotated[
        str,
        typer.Option(
            "--phase", metavar="PHASE", rich_help_panel=_WISHES, help="same, any, or a phase such as Secondary."
        ),
    ] = "same",
    size: Annotated[
        str | None,
        typer.Option(
            "--size", metavar="SIZE", rich_help_panel=_WISHES, help="By number of pupils: similar, smaller or larger."
        ),
    ] = None,
    school_type: Annotated[
        str | None,
        typer.Option(
            "--type", metavar="TYPE", rich_help_panel=_WISHES, help="same, or part of a type: academy, community …"
        ),
    ] = None,
    faith: Annotated[
        str | None,
        typer.Option(
            "--faith", metavar="CHARACTER", rich_help_panel=_WISHES, help="same, or part of a religious character."
        ),
    ] = None,
    setting: Annotated[
        bool, typer.Option("--setting", metavar="", rich_help_panel=_WISHES, help="Urban or rural like the school.")
    ] = False,
    intake: Annotated[
        bool,
        typer.Option(
            "--intake", metavar="", rich_help_panel=_WISHES, help="With a similar share of free school meals."
        ),
    ] = False,
    near: Annotated[
        float | None, typer.Option("--near", min=0, metavar="KM", rich_help_panel=_WISHES, help="At most so far away.")
    ] = None,
    far: Annotated[
        float | None,
        typer.Option("--far", min=0, metavar="KM", rich_help_panel=_WISHES, help="At least so far away, on purpose."),
    ] = None,
    across: Annotated[
        bool | None,
        typer.Option(
            "--across-the-border/--own-authority", rich_help_panel=_WISHES, help="In another authority, or in its own."
        ),
    ] = None,
    not_with: Annotated[
        list[str] | None,
        typer.Option(
            "--not-with",
            metavar="NAME",
            rich_help_panel=_WISHES,
            help="No school tied to this school, group or authority.",
        ),
    ] = None,
    free: Annotated[
        str | None,
        typer.Option(
            "--free",
            metavar="WHAT",
            rich_help_panel=_WISHES,
            help="With a 'leader' who has days left, or with this role.",
        ),
    ] = None,
    on: On = None,
    most: Annotated[int, typer.Option("-k", min=1, max=500, metavar="N", help="How many at most.")] = 10,
    choose: Annotated[
        str | None,
        typer.Option(
            "--choose",
            metavar="SCHOOL",
            rich_help_panel=_CHOICE,
            help="Keep this choice as a plan, dated today or --on.",
        ),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="WHO", rich_help_panel=_CHOICE, help="Who decides.")] = None,
    because: Annotated[
        list[str] | None,
        typer.Option("--because", metavar="REASON", rich_help_panel=_CHOICE, help="What the choice rests on."),
    ] = None,
    types: TypesOption = Types.STATE_FUNDED,
    presume: Years = PRESUMED_YEARS,
    certain: Certain = False,
    store: StoreUrl = DEFAULT_URL,
    form: FormOption = None,
    output: Output = None,
) -> None:
    """Find schools that could be partners.

    Schools under the wishes you state, each with why: how far, how large, what
    it has in common with yours. In order of wishes known to be met, then of
    distance; there is no score. What no source says leaves nobody out.

    You decide. A choice is kept as a plan, with your name and reason, never as a
    tie; its id is shown, and 'schoolties delete --claim ID' takes it back.

    Examples:

        schoolties partners "Newcroft Primary School" --size similar --near 15
        schoolties partners 119950 --across-the-border --not-with "Shepshed group"
        schoolties partners 119950 --choose 120104 --by PC --because "near, alike"
    """
    from queries import partners as finding
    from queries.wishes import Asked

    if choose:
        return _choose(store, school, choose, on, by, because)
    asked = Asked(
        phase=phase,
        size=size,
        type=school_type,
        faith=faith,
        setting=setting,
        intake=intake,
        near=near,
        far=far,
        across=across,
        not_with=tuple(not_with or ()),
        free=free,
    )
    with _ledger(store) as (held, ledger):
        reading = _reading(on, presume, certain)
        answer = finding.partners(held, school, asked, reading, types=types.value, most=most, ledger=ledger)
    envelope = answer.envelope()
    return _present(envelope, screens.partners(envelope), form, output)


def _choose(url: str, school: str, partner: str, on: date | None, by: str | None, because: list[str] | None) -> None:
    """Keep a choice of a partner as a plan."""
    from loaders.own_decisions import Choice, decide_partner
    from queries.partners import two_schools

    with _opened(url, create=False) as held:
        day = on or date.today()
        pair = two_schools(held, school, partner, _reading(day))
        claim = decide_partner(held, Choice(*pair, by=by or "", on=day, because=tuple(because or ())))
    typer.echo(printable(f"Kept as a plan. {claim.evidence}"))
    typer.echo(printable(f"To take it back: schoolties delete --claim {claim.id}"))


@app.command(rich_help_panel=ASK)
def brokers(
    by: Annotated[
        str,
        typer.Option("--by", metavar="COLUMN", help="What groups them: a column of your table, authority, trust …"),
    ] = "authority",
    authority: Authority = None,
    on: On = None,
    layers: Annotated[
        list[str] | None,
        typer.Option(
            "--layers",
            "--relation",
            metavar="WORD",
            help="Only ties of this relation, or of a layer such as support. May be repeated.",
        ),
    ] = None,
    direction: Annotated[
        Direction, typer.Option("--direction", help="Which way ties go; 'contact' is told above.")
    ] = Direction.CONTACT,
    rest: Annotated[
        bool, typer.Option("--rest", metavar="", help="Take those without a value as one more group.")
    ] = False,
    permutations: Annotated[
        int,
        typer.Option(
            "--permutations", min=0, max=100_000, metavar="N", help="Compare with N networks of shuffled groups."
        ),
    ] = 0,
    seed: Annotated[
        int, typer.Option("--seed", min=0, metavar="S", help="What shuffles and samples are drawn from.")
    ] = 1,
    every: Annotated[bool, typer.Option("--all", metavar="", help="List every row on the screen.")] = False,
    presume: Years = PRESUMED_YEARS,
    certain: Certain = False,
    store: StoreUrl = DEFAULT_URL,
    form: FormOption = None,
    output: Output = None,
) -> None:
    """Show who joins others that have no tie of their own.

    Between two schools that are not tied, who stands in the middle, and in what
    role? The role comes from the groups of the three (Gould and Fernandez):

        coordinator     joins two others of its own group
        consultant      joins two of one other group, from outside
        representative  leads from its own group out to another
        gatekeeper      leads from another group into its own
        liaison         joins two groups and belongs to neither

    COLUMN is a column of a table of nodes, or authority, phase, type, or a kind
    of group: trust, cluster, federation … People stand by name, never ranked.

    With --direction contact, ties of a plain table go the way a row is written,
    and memberships, posts and the like go both ways.

    Examples:

        schoolties brokers --by cluster -a Dudley --on 2013-09-30
        schoolties load nodes.csv ties.csv
        schoolties brokers --by sector --permutations 1000 -o brokers.xlsx
    """
    from queries import brokers as asking

    asked = asking.Brokering(by, authority, tuple(layers or ()), direction, rest, permutations, seed)
    with _ledger(store) as (held, ledger):
        answer = asking.brokers(held, asked, _reading(on, presume, certain), ledger=ledger)
    envelope = answer.envelope()
    _present(envelope, screens.brokers(envelope).with_all(every), form, output)


@app.command(rich_help_panel=ASK)
def changes(
    earlier: Annotated[date, typer.Option("--from", parser=read_day, metavar="DAY", help="The earlier day.")],
    later: Annotated[date, typer.Option("--to", parser=read_day, metavar="DAY", help="The later day.")],
    about: Annotated[
        list[str] | None,
        typer.Option("--about", metavar="NODE", help="Only what concerns it and whom it is tied to. May be repeated."),
    ] = None,
    authority: Authority = None,
    phase: Phases = None,
    types: TypesOption = Types.STATE_FUNDED,
    presume: Years = PRESUMED_YEARS,
    certain: Certain = False,
    store: StoreUrl = DEFAULT_URL,
    on_server: AskServer = False,
    form: FormOption = None,
    output: Output = None,
) -> None:
    """Show what changed between two days.

    Schools that opened or closed, ties, posts and grants, and where schools stand.

    Examples:

        schoolties changes --from 2012-09-01 --to 2013-09-30 -a Leicestershire
        schoolties changes --from 2012-09-01 --to 2013-09-30 --about 119950

    A tie that no source ends, and that none vouches for any longer, is listed apart.
    """
    from queries import changes as comparing

    with _asked(store, on_server=on_server) as (held, ledger):
        boundary = _boundary(ledger or held, authority, phase, types)
        days = (_reading(day, presume, certain) for day in (earlier, later))
        answer = comparing.changes(held, boundary, *days, about=about or (), ledger=ledger, on_server=on_server)
    envelope = answer.envelope()
    _present(envelope, screens.changes(envelope), form, output)


@app.command(rich_help_panel=ASK)
def whatif(
    without: Annotated[
        list[str],
        typer.Option(
            "--without",
            metavar="NAME",
            help="What ends: a school, person, group, role, programme … May be repeated.",
        ),
    ],
    authority: Authority = None,
    on: On = None,
    phase: Phases = None,
    types: TypesOption = Types.STATE_FUNDED,
    every: Annotated[bool, typer.Option("--all", metavar="", help="List every row on the screen.")] = False,
    presume: Years = PRESUMED_YEARS,
    certain: Certain = False,
    store: StoreUrl = DEFAULT_URL,
    form: FormOption = None,
    output: Output = None,
) -> None:
    """Show what comes apart if something ends.

    Schools that change rung, from what to what; groups left with fewer than two
    members; what a post-holder hands over, and to whom it must be told; which
    funding ends when. Nothing is stored: the day is read once more without it.

    Plain words are enough where they mean one thing. Else say which:

        node:NAME        a school, person, group or body
        role:ROLE        all who hold it: a role, family of posts or designation
        post:"ROLE of BODY"
        kind:KIND        all groups of a kind, for example cluster
        programme:NAME   taking part in it, and its money
        funder:NAME      its money only
        relation:WORD    a relation, or a layer such as support

    Examples:

        schoolties whatif --without "Weald Cluster" --on 2013-09-30
        schoolties whatif --without "school improvement partners" -a Reading
        schoolties whatif --without kind:cluster --without funder:"Sure Start"
        schoolties whatif --without "cluster manager of Weald Cluster" -o list.xlsx
    """
    from queries import whatif as asking

    with _ledger(store) as (held, ledger):
        boundary = _boundary(ledger, authority, phase, types)
        answer = asking.whatif(held, without, boundary, _reading(on, presume, certain), ledger=ledger)
    envelope = answer.envelope()
    _present(envelope, screens.whatif(envelope).with_all(every), form, output)


@app.command(rich_help_panel=ASK)
def fragile(
    authority: Authority = None,
    on: On = None,
    since: Annotated[
        date | None,
        typer.Option("--since", parser=read_day, metavar="DAY", help="The earlier day for groups; else a year before."),
    ] = None,
    phase: Phases = None,
    types: TypesOption = Types.STATE_FUNDED,
    small: Annotated[
        int, typer.Option("--small", min=2, metavar="N", help="A part of fewer than N schools is called small.")
    ] = SMALL_PART,
    large: Annotated[
        int, typer.Option("--large", min=1, metavar="N", help="A group of more than N schools is called large.")
    ] = LARGE_GROUP,
    together: Annotated[
        int, typer.Option("--together", min=1, max=10, metavar="N", help="How many schools and groups a key set has.")
    ] = SET_SIZE,
    every: Annotated[bool, typer.Option("--all", metavar="", help="List every row on the screen.")] = False,
    presume: Years = PRESUMED_YEARS,
    certain: Certain = False,
    store: StoreUrl = DEFAULT_URL,
    form: FormOption = None,
    output: Output = None,
) -> None:
    """Show what schools hang on.

    One school, group, person or tie that others have no path without.

        holds together   without it, schools have no path to one another
        only tie         so too without this one tie
        key set          the few schools and groups without which most pairs
                         have no path; and the few that together reach most
        satellite        a small part, tied to no other school
        group            how many schools, and who stayed, came and went

    Examples:

        schoolties fragile --authority Reading --on 2013-09-30
        schoolties fragile -a Leicestershire --since 2012-01-31 -o fragile.xlsx

    What changes for each school if one of them ends: schoolties whatif.
    """
    from queries import fragility

    with _ledger(store) as (held, ledger):
        boundary, reading = _boundary(ledger, authority, phase, types), _reading(on, presume, certain)
        asked = fragility.Asked(since or year_before(reading.on), small, large, together)
        answer = fragility.fragile(held, boundary, reading, asked, ledger=ledger)
    envelope = answer.envelope()
    _present(envelope, screens.fragile(envelope).with_all(every), form, output)


@app.command(rich_help_panel=ASK)
def show(
    node: Annotated[str, typer.Argument(metavar="NODE", help="A school, person or group: its name, URN, UID or id.")],
    on: On = None,
    presume: Years = PRESUMED_YEARS,
    store: StoreUrl = DEFAULT_URL,
    form: FormOption = None,
    output: Output = None,
) -> None:
    """Show all that is held about one node.

    A node is a school, person, group, authority, programme or organisation. Every
    claim on it is listed with its dates, its source and how it stands on the day.

    Examples:

        schoolties show 119950
        schoolties show "Whitley Excellence Cluster" --on 2013-09-30

    What was withdrawn, denied or only planned is shown too, as such.
    """
    from queries import show as showing

    with _ledger(store) as (held, ledger):
        answer = showing.show(held, node, _reading(on, presume), ledger=ledger)
    envelope = answer.envelope()
    _present(envelope, screens.node(envelope), form, output)


# -- show ----------------------------------------------------------------------------------------------------------


@app.command(rich_help_panel=SHOW)
def view(
    node: Annotated[
        str | None, typer.Argument(metavar="NODE", help="A school, person or group: its name, URN, UID or id.")
    ] = None,
    authority: Authority = None,
    on: On = None,
    phase: Phases = None,
    types: TypesOption = Types.STATE_FUNDED,
    presume: Years = PRESUMED_YEARS,
    certain: Certain = False,
    store: StoreUrl = DEFAULT_URL,
    output: PageOutput = None,
) -> None:
    """Draw a node or an authority as a page.

    The page is one file that needs no network: send it, or put it on a file share.

    Examples:

        schoolties view "Newcroft Primary School" --on 2012-06-30 -o newcroft.html
        schoolties view --authority Reading --on 2013-09-30 -o reading.html
    """
    from visualisations import page, views

    if (node is None) == (authority is None):
        raise QuestionError("name what to draw", next_step="Give a NODE, or --authority NAME, not both.")
    with _ledger(store) as (held, ledger):
        reading = _reading(on, presume, certain)
        if node is not None:
            scene = views.node_scene(held, node, reading, ledger=ledger)
        else:
            boundary = _boundary(ledger, authority, phase, types)
            scene = views.authority_scene(held, boundary, reading, ledger=ledger)
    _save_page(page.render(scene), output or _page_name(scene.title), scene.sentence)


def _save_page(html: str, path: Path, sentence: str) -> None:
    from visualisations import page

    page.save(html, path)
    typer.echo(f"{printable(sentence)}\nPage: {path.resolve()}")


def _page_name(title: str) -> Path:
    return Path(f"{slug(title)}.html")


@app.command(rich_help_panel=SHOW)
def briefing(
    authority: Annotated[
        str,
        typer.Option(
            "--authority",
            "-a",
            metavar="NAME",
            autocompletion=_authorities_held,
            help="A local authority: its name or three-digit code.",
        ),
    ],
    on: On = None,
    since: Annotated[
        date | None,
        typer.Option("--since", parser=read_day, metavar="DAY", help="The earlier day; if not said, a year before."),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="NAME", help="Tell what comes apart without this, as whatif does."),
    ] = None,
    phase: Phases = None,
    types: TypesOption = Types.STATE_FUNDED,
    presume: Years = PRESUMED_YEARS,
    certain: Certain = False,
    store: StoreUrl = DEFAULT_URL,
    output: PageOutput = None,
) -> None:
    """Write the briefing of an authority.

    One page that needs no network: who is on their own, who could bring them in,
    what changed, on what evidence. Beside it stand the schools as CSV for Excel,
    and a snippet that shows the page inside an intranet page.

    Example:

        schoolties briefing -a Reading --on 2013-09-30 -o reading.html

    Send the page, print it, or put it on a file share.
    """
    from visualisations import briefing as briefings
    from visualisations import briefing_page

    reading = _reading(on, presume, certain)
    with _ledger(store) as (held, ledger):
        boundary = _boundary(ledger, authority, phase, types)
        made = briefings.briefing(
            held, boundary, reading, since=since or year_before(reading.on), without=without or (), ledger=ledger
        )
    files = briefing_page.write(made, output or Path(f"briefing-{slug(made.authority)}-{made.on}.html"))
    typer.echo(printable(made.ladder.sentence))
    typer.echo(
        f"Schools: {files.table.resolve()}\nSnippet: {files.snippet.resolve()}\nBriefing: {files.page.resolve()}"
    )


@app.command(rich_help_panel=SHOW)
def demo(
    folder: Annotated[
        Path, typer.Option("--into", metavar="FOLDER", help="Where to put the store and the pages.")
    ] = Path("schoolties-demo"),
    on: Annotated[
        date | None,
        typer.Option(
            "--on", parser=read_day, metavar="DAY", help="One day for all; else for each that of its case study."
        ),
    ] = None,
) -> None:
    """See it work on the data that comes along.

    That data is the register of five authorities and the facts of five case
    studies. The demo puts them into a store in a folder of its own, and writes a
    briefing for each authority and a page that leads to them. It touches nothing
    else and can be run again.

    Example:

        schoolties demo

    Then look around: cd schoolties-demo, and ask about any school in it.
    """
    from loaders import bundled
    from visualisations import briefing_page, overview
    from visualisations.sources import attribution

    folder.mkdir(parents=True, exist_ok=True)
    with open_store((folder / STORE_NAME).as_posix()) as store, _patience("Making the briefings"):
        bundled.load_bundled(store, on=date.today())
        days = [bundled.CaseDay(case.authority, on, year_before(on)) if on else case for case in bundled.CASE_DAYS]
        made = _briefings(store, days)
    written = [(one, briefing_page.write(one, folder / f"{slug(one.authority)}.html").page) for one in made]
    index = folder / "index.html"
    briefing_page.write_index(written, index)
    typer.echo(printable("\n".join((attribution(made[0].ladder.sources), *overview.sentences(made)))))
    typer.echo(f"Briefing: {index.resolve()}")


def _briefings(store: Store, days: Sequence[CaseDay]) -> list[Briefing]:
    """A briefing for each authority on its day, by the authorities' names."""
    from visualisations.briefing import briefing as brief

    ledger = Ledger.read(store)
    made = [brief(store, Boundary(d.authority), Reading(d.on), since=d.since, ledger=ledger) for d in days]
    return sorted(made, key=lambda one: one.authority)


# -- look after the data -------------------------------------------------------------------------------------------


@app.command("copy", rich_help_panel=KEEP)
def copy_store(
    source: Annotated[str, typer.Argument(metavar="FROM", help="The store to copy: a file, or a server's address.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="The store to copy it into.")],
    authority: Authority = None,
    quiet: Quiet = False,
) -> None:
    """Copy a store into another, exactly.

    From a file to a Neo4j server, from a server to a file, or into another
    file to keep or send. What the other store already holds stays. A copy that
    was broken off is completed by doing it again.

    With --authority only its schools are copied, and everything that hangs
    together with them: whatever ties of any day lead to through people, groups
    and schools, across the border too. So the authority is answered for as from
    the whole. Of other authorities only those schools are there, and an answer
    on one of them says so. Give such a copy a store of its own.

    Examples:

        schoolties copy schoolties.db neo4j://127.0.0.1:7687/neo4j
        schoolties copy neo4j://127.0.0.1:7687/neo4j kept.db
        schoolties copy england.db reading.db --authority Reading
    """
    from graph.copying import copy

    with _opened(source, create=False) as original:
        part = _part(original, authority)
        with _opened(target) as copied:
            if original.url == copied.url:
                raise QuestionError("the two stores are the same", next_step="Name another store to copy into.")
            done = copy(part or original, copied, _no_word if quiet else _which_data_set)
    typer.echo(f"{done.sentence}\n{part.sentence}" if part else done.sentence)


def _part(store: Store, authority: str | None) -> Part | None:
    """What the store holds for an authority; None where none is named."""
    from queries.parting import part_for

    if authority is None:
        return None
    with _patience("Reading the store"):
        return part_for(store, authority)


def _no_word(*_: object) -> None:
    """Tell nothing."""


def _which_data_set(title: str, number: int, of: int) -> None:
    typer.echo(f"{number} of {of}: {printable(title)}", err=True)


@app.command(rich_help_panel=KEEP)
def delete(
    node: Annotated[
        str | None, typer.Argument(metavar="NODE", help="A person, school or group, with all claims on it.")
    ] = None,
    claim: Annotated[str | None, typer.Option("--claim", metavar="ID", help="One claim.")] = None,
    dataset: Annotated[str | None, typer.Option("--dataset", metavar="ID", help="A whole data set.")] = None,
    yes: Annotated[bool, typer.Option("--yes", metavar="", help="Do not ask.")] = False,
    store: StoreUrl = DEFAULT_URL,
) -> None:
    """Delete something for good.

    For example when a person asks not to be held.

    To correct something, load the corrected file instead: then the store knows
    what it said before. What is deleted is gone from the file, and comes back
    only if a source that holds it is loaded again.

    Examples:

        schoolties delete "Ada Marsh"
        schoolties delete --dataset spreadsheet:clusters
    """
    with _opened(store, create=False) as held:
        doomed = _doomed(held, node, claim, dataset)
        _make_sure(doomed, yes)
        removed = sum(held.delete(**{what: key}) for what, key in doomed)
    typer.echo(f"Deleted for good: {', '.join(key for _, key in doomed)} ({removed} records).")


def _doomed(store: Store, node: str | None, claim: str | None, dataset: str | None) -> list[tuple[str, str]]:
    """What is to go, as (node, claim or dataset, id); a node goes under every id that it is known by."""
    given = [(what, key) for what, key in (("node", node), ("claim", claim), ("dataset", dataset)) if key]
    if len(given) != 1:
        raise QuestionError("name one thing to delete", next_step="Give a NODE, or --claim ID, or --dataset ID.")
    what, key = given[0]
    if what == "node":
        return [("node", node_id) for node_id in every_id(Ledger.read(store), key)]
    held = [d.id for d in store.datasets()] if what == "dataset" else [c.id for c in store.claims(withdrawn=True)]
    if key not in held:
        near = get_close_matches(key, held)
        raise NotFound(
            f"no {what} held has the id {key!r}",
            tuple(near),
            next_step=f"Did you mean {' or '.join(near)}?"
            if near
            else "See 'schoolties show NODE --format json' for ids.",
        )
    return given


def _make_sure(doomed: Sequence[tuple[str, str]], yes: bool) -> None:
    if yes:
        return
    typer.echo(f"This deletes for good: {', '.join(key for _, key in doomed)}", err=True)
    if typer.prompt("Type 'delete' to go on", default="", show_default=False, err=True) != "delete":
        raise typer.Abort


@app.command(rich_help_panel=KEEP)
def check(
    on: On = None,
    every: Annotated[bool, typer.Option("--all", metavar="", help="List every finding on the screen.")] = False,
    store: StoreUrl = DEFAULT_URL,
    form: FormOption = None,
    output: Output = None,
) -> None:
    """List what is doubtful in the data.

    Each finding comes with what to do about it.

    Example:

        schoolties check -o doubtful.xlsx

    Ends with code 1 if there is anything to look at.
    """
    from queries import check as checking

    with _ledger(store) as (held, ledger):
        answer = checking.check(held, _reading(on).on, ledger=ledger)
    _present(answer.envelope(), screens.FINDINGS.with_all(every), form, output)
    if answer.rows:
        raise typer.Exit(1)


if __name__ == "__main__":
    main()
