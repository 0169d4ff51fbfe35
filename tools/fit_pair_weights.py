# ruff: noqa: INP001, T201 - a script to run, not a package to import; it tells how well the weights do
"""Fit the weights by which the reader judges pairs (likelihood/weights.json) to texts whose facts are known.

usage, in the folder of the repository: python -m tools.fit_pair_weights [FOLDER …]

Each folder holds documents and beside each its facts (NAME.gold.json); without any, the tuned half of the corpus and,
where it is there, the case studies in the folder shared/ beside the repository. The held-out half is never fitted to.
What a pattern finds is left out of neither side: the weights judge every pair alone. Before the weights are written,
they are fitted without each tenth of the documents in turn and tried on it, and the precision and recall of the whole
reader with them are told.

Logistic regression with an L2 penalty, fitted twice: to every sign, and then to the heaviest alone, so that a person
can read the weights. (An L1 penalty, which leaves a weight to few signs at once, found less.)
Needs scikit-learn: pip install 'schoolties[fit]'.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from loaders.reading.candidate import Told
from loaders.reading.documents.opening import open_document
from loaders.reading.likelihood.meetings import meetings
from loaders.reading.likelihood.pairs import Pair
from loaders.reading.likelihood.weights import Weights
from loaders.reading.proposing import propose
from loaders.reading.reading import known_cast, read
from loaders.reading.scoring import Gold, Key, asked, key_of, keyed, read_gold
from loaders.reading.sources.likely import candidate

FOLDERS: Final = [Path("tests/corpus/tuned"), Path("../shared/casestudies")]
TARGET: Final = Path("loaders/reading/likelihood/weights.json")
STRENGTH: Final = 0.1  # of the data against the penalty (scikit-learn's C): chosen by trying 0.02 to 1.5
HEAVIEST: Final = 100  # signs of a relation that keep a weight: 400 found hardly more
LEAST_OFTEN: Final = 3  # a sign that stands in fewer pairs says nothing
LEAST_RIGHT: Final = 5  # a relation with fewer right pairs is not fitted
FOLDS: Final = 10
TRIED: Final = (0.3, 0.35, 0.4, 0.5, 0.6)


@dataclass(frozen=True)
class Example:
    """A pair, the fact it would be, and whether that is one."""

    judged_as: str
    pair: Pair
    fact: Key
    right: bool
    named: bool


@dataclass(frozen=True)
class Studied:
    """A document's pairs, and the facts that its reader found otherwise, that count as right and that are wanted."""

    examples: tuple[Example, ...]
    otherwise: frozenset[Key]
    allowed: frozenset[Key]
    wanted: frozenset[Key]


def study(document: Path, gold: Gold) -> Studied:
    """Every pair of a document with whether it is a fact of ``gold``, told where the pair stands."""
    told = known_cast(open_document(document))
    names = {entity.key: gold.meant(entity.type, entity.names) for entity in told.cast.entities}
    allowed, wanted = asked(gold)
    lines = _lines(gold)
    proposals = propose(read(told.document))
    meant = {node.id: gold.means(node) for node in proposals.nodes}
    rest = [claim for claim in proposals.claims if claim.attributes.get("rule") != "likely by its words"]
    return Studied(
        tuple(_examples(told, names, allowed, lines)),
        frozenset(dict(keyed(rest, meant))),
        frozenset(allowed),
        frozenset(wanted),
    )


def _lines(gold: Gold) -> Mapping[Key, set[int]]:
    found: dict[Key, set[int]] = defaultdict(set)
    for one in gold.relations:
        found[key_of(one)] |= set(one.get("lines") or ())
    return found


def _examples(
    told: Told, names: Mapping[int, str | None], allowed: set[Key], lines: Mapping[Key, set[int]]
) -> Iterable[Example]:
    for each in meetings(told):
        found = candidate(told, each)
        ends = [names[key] or f"?{key}" for key in (found.source, found.target) if key is not None]
        extra = found.role.casefold() if found.relation == "designated" else ""
        fact = key_of({"type": found.relation, "source": ends[0], "target": (ends[1:] or ["-"])[0], "extra": extra})
        right = fact in allowed and not found.negated
        elsewhere = right and lines[fact] and not lines[fact] & set(found.place.lines)
        named = not any(told.cast.entities[key].described for key in (found.source, found.target) if key is not None)
        if not elsewhere:
            yield Example(each.judged_as, each.pair, fact, right, named)


def fit(studied: Iterable[Studied]) -> dict[str, Weights]:
    """The weights of every relation that has enough right pairs."""
    by_relation: dict[str, list[Example]] = defaultdict(list)
    for document in studied:
        for example in document.examples:
            by_relation[example.judged_as].append(example)
    return {
        relation: _fitted(examples)
        for relation, examples in sorted(by_relation.items())
        if sum(example.right for example in examples) >= LEAST_RIGHT
    }


def _fitted(examples: Sequence[Example]) -> Weights:
    vectorizer = DictVectorizer()
    signs = vectorizer.fit_transform([dict.fromkeys(example.pair.signs, 1.0) for example in examples])
    often = np.flatnonzero(np.asarray(signs.sum(axis=0)).ravel() >= LEAST_OFTEN)
    right = [example.right for example in examples]
    first = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=500, random_state=0).fit(signs[:, often], right)
    heaviest = np.sort(often[np.argsort(-np.abs(first.coef_[0]), kind="stable")[:HEAVIEST]])
    model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=500, random_state=0)
    model.fit(signs[:, heaviest], right)
    names = vectorizer.get_feature_names_out()[heaviest]
    held = {str(name): round(float(weight), 3) for name, weight in zip(names, model.coef_[0], strict=True)}
    return Weights(round(float(model.intercept_[0]), 3), {name: held[name] for name in sorted(held) if held[name]})


def tried(studied: Sequence[Studied]) -> Mapping[float, tuple[float, float]]:
    """Precision and recall of the whole reader on documents that the weights were not fitted to, for each least
    likelihood."""
    counts = {least: np.zeros(4) for least in TRIED}
    for fold in range(FOLDS):
        held = fit(document for at, document in enumerate(studied) if at % FOLDS != fold)
        for document in studied[fold::FOLDS]:
            for least, count in counts.items():
                found = document.otherwise | _found(document, held, least)
                right, wanted = found & document.allowed, found & document.wanted
                count += [len(found), len(right), len(document.wanted), len(wanted)]
    return {least: (count[1] / count[0], count[3] / count[2]) for least, count in counts.items()}


def _found(document: Studied, held: Mapping[str, Weights], least: float) -> set[Key]:
    return {
        example.fact
        for example in document.examples
        if example.named and example.judged_as in held and held[example.judged_as].likelihood(example.pair) >= least
    }


def corpus() -> list[tuple[Path, Gold]]:
    """The tuned half of the corpus, and the case studies where they are there."""
    folders = [Path(argument) for argument in sys.argv[1:]] or FOLDERS
    return [pair for folder in folders if folder.is_dir() for pair in _in(folder)]


def _in(folder: Path) -> Iterable[tuple[Path, Gold]]:
    for facts in sorted(folder.glob("*.gold.json")):
        name = facts.name.removesuffix(".gold.json")
        texts = [path for path in folder.glob(f"{name}.*") if path != facts]
        held = json.loads(facts.read_text(encoding="utf-8"))
        cased = any("case" in entity for entity in held["entities"])
        yield from ((text, read_gold(facts, name if cased else None)) for text in texts)


def main() -> None:
    """Study, try, fit, write."""
    studied = [study(document, gold) for document, gold in corpus()]
    for least, (precision, recall) in tried(studied).items():
        f1 = 2 * precision * recall / (precision + recall)
        print(f"least likelihood {least}: precision {precision:.2f}, recall {recall:.2f}, F1 {f1:.3f}")
    held = fit(studied)
    written: dict[str, Any] = {
        name: {"intercept": each.intercept, "signs": dict(each.signs)} for name, each in held.items()
    }
    TARGET.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{sum(len(each.signs) for each in held.values())} weights of {len(held)} relations in {TARGET}")


if __name__ == "__main__":
    main()
