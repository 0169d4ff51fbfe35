"""Write the pages of docs/ that are made from the code: the data dictionary, the command reference, and the answers
to the questions of the case studies.

Run from the top of the repository: ``make docs``.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from html import unescape
from pathlib import Path

from graph import records, vocabulary
from graph.stores import cypher, open_store
from loaders.bundled import load_bundled

DOCS = Path(__file__).resolve().parent
NOTE = "<!-- Made from the code by `make docs`: change the code, not this page. -->"
RECORDS = (records.Node, records.Claim, records.Evidence, records.Dataset, records.Decision)


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table; a bar inside a cell is escaped."""
    head = tuple(heads)
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", r"\|") for cell in line) + " |" for line in lines)


def yes(answer: bool) -> str:
    """A cell that shows at a glance."""
    return "yes" if answer else ""


def node_types() -> str:
    """The types of node and what each stands for."""
    return table(("type", "stands for"), vocabulary.NODE_TYPES.items())


def group_kinds() -> str:
    """The kinds of group; formal ones are set up in law."""
    kinds = vocabulary.GROUP_KINDS.values()
    return table(("kind", "shown as", "formal"), ((k.name, k.label, yes(k.formal)) for k in kinds))


def relations() -> str:
    """The relation types: what they join, how they read, and whether a claim of one can tie two nodes."""
    heads = ("relation", "family", "from", "to", "reads", "both ways", "ties", "distance")
    return table(heads, (relation_row(relation) for relation in vocabulary.RELATIONS.values()))


def relation_row(relation: vocabulary.RelationType) -> tuple[str, ...]:
    """One row of the table of relations."""
    return (
        f"`{relation.name}`",
        relation.family,
        types(relation.sources),
        types(relation.targets) + target_note(relation),
        relation.reads,
        yes(relation.symmetric),
        yes(relation.ties),
        f"{relation.distance:g}" if relation.ties else "",
    )


def types(names: frozenset[str]) -> str:
    """A set of node types in words."""
    return "any type" if names == vocabulary.NODE_TYPES.keys() else ", ".join(sorted(names))


def target_note(relation: vocabulary.RelationType) -> str:
    """What else holds of a relation's target."""
    notes = (
        "may be left out" if relation.target_optional else "",
        "the same as from" if relation.same_type else "",
    )
    return "".join(f" ({note})" for note in notes if note)


def roles() -> str:
    """The controlled roles by family of posts."""
    by_family = sorted((family, role) for role, family in vocabulary.ROLE_FAMILIES.items())
    return table(("role", "family of posts"), ((role, family) for family, role in by_family))


def designations() -> str:
    """The designations of system leaders."""
    return table(("designation", "stands for"), vocabulary.DESIGNATIONS.items())


def record(kind: type) -> str:
    """A record's purpose and its fields, in order."""
    rows = ((f"`{field.name}`", f"`{field.type}`") for field in fields(kind))
    return f"### {kind.__name__}\n\n{prose(kind.__doc__ or '')}\n\n{table(('field', 'type'), rows)}"


def prose(docstring: str) -> str:
    """A docstring as Markdown paragraphs."""
    paragraphs = docstring.replace("``", "`").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def data_dictionary() -> str:
    """The page that lists every word a file or an answer may use."""
    parts = (
        ("Node types", node_types()),
        ("Kinds of group", group_kinds()),
        ("Relations", relations()),
        ("Roles", roles()),
        ("Designations", designations()),
        ("Certainties", ", ".join(vocabulary.CERTAINTIES)),
        ("Records", "\n\n".join(record(kind) for kind in RECORDS)),
    )
    body = "\n\n".join(f"## {heading}\n\n{text}" for heading, text in parts)
    return f"{NOTE}\n\n# Data dictionary\n\n{body}\n"


def command_reference() -> str:
    """Every command's help, as Typer's own documentation tool writes it.

    Raises CalledProcessError, with Typer's words on stderr, where schoolties.py cannot be read.
    """
    module = DOCS.parent / "schoolties.py"
    words = (sys.executable, "-m", "typer", str(module), "utils", "docs", "--name", "schoolties")
    made = subprocess.run(words, check=True, stdout=subprocess.PIPE, encoding="utf-8")  # noqa: S603 - own words
    # Typer writes quotation marks as HTML does, and Markdown would show that in an example.
    return f"{NOTE}\n\n{unescape(made.stdout).rstrip()}\n"


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a case study: the words typed behind ``schoolties``, and what the answer can and cannot say."""

    heading: str
    words: str
    note: str


QUESTIONS = (
    Question(
        "What rested on the cluster manager of Whitley in October 2012?",
        'whatif --without "cluster manager of Whitley Excellence Cluster" -a Reading --on 2012-10-31',
        "The post, and who would have to be told. No school's way to a leader ran through it: the cluster stays, with"
        " its members. What the post-holder did besides goes on, and is listed for whoever takes over. Two grants of"
        " the cluster had ended before; what paid for the post then no source says.",
    ),
    Question(
        "What did the Shepshed group lose between 2012 and September 2013?",
        "changes --from 2012-06-01 --to 2013-09-30 -a Leicestershire"
        ' --about "Shepshed group" --about "Shepshed and Castle Donington Primary Partnership"',
        "A grant, a fifth of a facilitator's time, and a secondment, each with the end that the source gives. No"
        " membership of the group ended; one member went on as an academy.",
    ),
    Question(
        "Which Reading schools are left in no group if the Excellence Cluster ends?",
        'whatif --without "Whitley Excellence Cluster" -a Reading --on 2013-09-30',
        "Those marked 'it would be in no group'. Two members are in another group still: one keeps a trust and a"
        " sponsor that have no other member, and is alone all the same; one leads a partnership of its own. Other ties"
        " that these schools may have had nobody wrote down.",
    ),
    Question(
        "What does the end of the school improvement partners leave in Brighton and Hove?",
        'whatif --without "school improvement partners" -a "Brighton and Hove" --on 2012-03-31',
        "The study gives its schools numbers, not names, and which of the register's they are nobody should guess. So"
        " of the schools of the register none changes rung, and that says nothing of them. What can be said is which"
        " ties end with the role, that one numbered school is left with none that was read, that the others had a"
        " partner who worked with them alone (which is no tie to another school, before or after), and who stays:"
        " advisers of the authority hold like posts.",
    ),
    Question(
        "Who in Dudley brokers beyond the federation?",
        "brokers --by federation --rest -a Dudley --on 2012-10-31",
        "Who leads out of the federation, or into it, is a representative, a gatekeeper or a liaison; who joins only"
        " schools and people inside it is a coordinator.",
    ),
)


def case_questions() -> str:
    """The questions of the case studies with the commands that answer them, asked of the data that comes along."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder, 'bundled.db').as_posix()}"
        with open_store(url) as store:
            load_bundled(store, on=date.today())
        body = "\n\n".join(asked(question, url) for question in QUESTIONS)
    about = (
        "Asked of the data that comes with schoolties (`schoolties demo` puts it into `schoolties-demo`; go there and"
        " type the same). The answers are shown as a terminal shows them, without what they assume and without the"
        " list of all sources, which every answer ends with; numbers in square brackets are documents of that list."
    )
    return f"{NOTE}\n\n# Questions of the case studies\n\n{about}\n\n{body}\n"


def asked(question: Question, url: str) -> str:
    """A question, the command, its answer and what it can say. Raises CalledProcessError where it is refused."""
    words = [sys.executable, str(DOCS.parent / "schoolties.py"), *shlex.split(question.words), "--format", "table"]
    around = {**os.environ, "SCHOOLTIES_STORE": url, "COLUMNS": "100", "PYTHONUTF8": "1"}
    made = subprocess.run(words, check=True, stdout=subprocess.PIPE, encoding="utf-8", env=around)  # noqa: S603 - own words
    answer, _, _ = made.stdout.partition("\nAssumed\n")
    command = f"```sh\nschoolties {question.words}\n```"
    return f"## {question.heading}\n\n{command}\n\n{question.note}\n\n```text\n{answer.rstrip()}\n```"


def pages() -> Iterator[tuple[Path, str]]:
    """Each page made from the code: where it stands and its text."""
    yield DOCS / "data-dictionary.md", data_dictionary()
    yield DOCS / "commands.md", command_reference()
    yield DOCS / "questions.md", case_questions()
    for name, question in cypher.QUESTIONS.items():
        yield DOCS / "cypher" / f"{name}.cypher", f"// {NOTE[5:-4]}\n{question.page}"


def main() -> None:
    """Write the pages."""
    for path, text in pages():
        path.write_text(text, encoding="utf-8", newline="\n")
        print(path.relative_to(DOCS.parent))


if __name__ == "__main__":
    main()
