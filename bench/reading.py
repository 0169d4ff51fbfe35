"""Measure how well prose is read, on the corpus and the case studies, and write docs/reading-results.md.

Run from the top of the repository: ``make bench``, or this file by itself. The case studies are in the folder shared/
beside it and are left out where that is absent. Of the held-out half only totals are ever told.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

# A clone can be measured before it is installed.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from loaders.reading.documents.opening import open_document
from loaders.reading.proposing import propose
from loaders.reading.reading import read
from loaders.reading.scoring import Marks, Score, read_gold, score

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "reading-results.md"
READER: Final = "loaders/reading"
GOLD: Final = ".gold.json"
TOP_TIER: Final = 1
HELD_OUT: Final = "held out"
PARTS: Final = {
    "tuned": ROOT / "tests" / "corpus" / "tuned",
    HELD_OUT: ROOT / "tests" / "corpus" / "held_out",
    "case studies": ROOT.parent / "shared" / "casestudies",
}


@dataclass(frozen=True, slots=True)
class Totals:
    """The scores of one part of the corpus, summed over its documents: each proposal weighs the same."""

    documents: int
    entities: Score
    relations: Score
    top_tier: Score


def documents(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Each document of ``folder`` and its facts, in order of name; none where there is no such folder."""
    for gold in sorted(folder.glob(f"*{GOLD}")):
        name = gold.name.removesuffix(GOLD)
        yield next(file for file in sorted(folder.glob(f"{name}.*")) if file != gold), gold


def marks_of(document: Path, gold: Path) -> Marks:
    """How a document is read. A case study is scored on its own case; the files of the corpus name no case."""
    proposals = propose(read(open_document(document)))
    return score(proposals.nodes, proposals.claims, read_gold(gold, document.stem))


def totals(marks: Iterable[Marks]) -> Totals:
    """The sums over several documents."""
    held = list(marks)
    nothing = Score(0, 0, 0, 0)
    return Totals(
        len(held),
        together(one.entities for one in held),
        together(one.relations for one in held),
        together(one.by_tier.get(TOP_TIER, nothing) for one in held),
    )


def together(scores: Iterable[Score]) -> Score:
    """Scores added up, number by number."""
    held = list(scores)
    return Score(*(sum(getattr(one, name) for one in held) for name in ("proposed", "right", "wanted", "found")))


def version() -> str:
    """The commit that is measured, with a plus where the reader has been changed since."""
    return f"{told('rev-parse', '--short', 'HEAD')}{'+' if told('status', '--porcelain', '--', READER) else ''}"


def told(*words: str) -> str:
    """What git says; '?' where there is no git, or no repository."""
    try:
        done = subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, encoding="utf-8")  # noqa: S603, S607 - own words
    except (OSError, subprocess.CalledProcessError):
        return "?"
    return done.stdout.strip()


INTRODUCTION: Final = """<!-- Written by `python bench/reading.py`: run it again instead of changing this page. -->

# How well prose is read

Proposals of the rules against facts that people gave, a row for each version measured and each part of the corpus.
P is precision: of what was proposed, the share that is right. R is recall: of what any careful reader gives, the share
that was proposed. F1 is their harmonic mean. Numbers are summed over the documents of a part before they are divided.
The top tier is what the reader is surest of.

- *tuned*: invented documents. Rules may be changed in the light of what they miss there, so these numbers flatter.
- *held out*: invented documents that no rule was ever changed for. **These numbers say what to expect** of a new text.
- *case studies*: two published ones. Rules were tuned on them too. Two people who read them agree with an F1 of 0.92 on
  entities and 0.81 on relations: a number above that shows rules fitted to these texts, not better reading.

A row is comparable with others of as many documents: the corpus grew from eight tidy texts a half to several dozen in
the manner of real ones, which are harder to read. A plus after a version means that the reader had been changed since
that commit. The corpus is described in `tests/corpus/README.md`.

| version | on | part | documents | entities P | R | F1 | relations P | R | F1 | top tier P |
|---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|
"""


def row(measured: str, on: str, part: str, found: Totals) -> str:
    """One line of the table."""
    entities, relations = found.entities, found.relations
    shares = [one for whole in (entities, relations) for one in (whole.precision, whole.recall, whole.f1)]
    cells = [measured, on, part, str(found.documents), *map(share, (*shares, found.top_tier.precision))]
    return f"| {' | '.join(cells)} |"


def share(value: float | None) -> str:
    """With two places; a dash where there was nothing to share."""
    return "–" if value is None else f"{value:.2f}"


def page(before: str, rows: Iterable[str]) -> str:
    """The page with ``rows`` below the rows that stood in it, and in place of those of the same version and part."""
    held = {key(line): line for line in before.splitlines() if is_row(line)}
    for line in rows:
        held.pop(key(line), None)
        held[key(line)] = line
    return INTRODUCTION + "".join(f"{line}\n" for line in held.values())


def is_row(line: str) -> bool:
    """Whether a line of the page holds numbers, and is not the head of the table."""
    return line.startswith("| ") and not line.startswith("| version")


def key(line: str) -> tuple[str, str]:
    """The version and the part of a row."""
    cells = [cell.strip() for cell in line.split("|")]
    return cells[1], cells[3]


def measure(tell: Callable[[str], None] | None) -> Iterator[tuple[str, Totals]]:
    """The totals of each part that is there; ``tell`` hears the mistakes, but never of the held-out half."""
    for part, folder in PARTS.items():
        found = [(document, marks_of(document, gold)) for document, gold in documents(folder)]
        if tell and part != HELD_OUT:
            for line in mistakes(found):
                tell(line)
        if found:
            yield part, totals(marks for _, marks in found)


def mistakes(found: Iterable[tuple[Path, Marks]]) -> Iterator[str]:
    """What was missed and what was wrong, a line each."""
    for document, marks in found:
        yield from (f"{document.stem}: missed {fact}" for fact in marks.missed)
        yield from (f"{document.stem}: wrong {claim}" for claim in marks.wrong)


def main() -> int:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mistakes", action="store_true", help="list them, except those of the held-out half")
    parser.add_argument("--look", action="store_true", help="tell the totals and leave the page as it is")
    chosen = parser.parse_args()
    now, on = version(), datetime.now(UTC).date().isoformat()
    rows = [row(now, on, part, found) for part, found in measure(print if chosen.mistakes else None)]
    print(*rows, sep="\n")
    if not chosen.look:
        before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
        PAGE.write_text(page(before, rows), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
