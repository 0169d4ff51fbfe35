"""Write the pages of docs/ that are made from the code: the data dictionary and the command reference.

Run from the top of the repository: ``make docs``.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields
from html import unescape
from pathlib import Path

from graph import records, vocabulary

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


def pages() -> Iterator[tuple[Path, str]]:
    """Each page made from the code: where it stands and its text."""
    yield DOCS / "data-dictionary.md", data_dictionary()
    yield DOCS / "commands.md", command_reference()


def main() -> None:
    """Write the pages."""
    for path, text in pages():
        path.write_text(text, encoding="utf-8", newline="\n")
        print(path.relative_to(DOCS.parent))


if __name__ == "__main__":
    main()
