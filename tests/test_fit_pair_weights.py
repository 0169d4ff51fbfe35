"""The weights of pairs are fitted to texts whose facts are known, and the same texts give the same weights."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loaders.reading.scoring import read_gold
from tools.fit_pair_weights import Studied, fit, study, tried

SCHOOLS = ("Fairmead", "Coombe", "Lea", "Winsham", "Thornby", "Bourne", "Dell", "Mere")


def studied(folder: Path, number: int) -> Studied:
    """A text in which one school is kind to a second and not to a third, with the fact that is right."""
    first, second, third = (SCHOOLS[(number + step) % len(SCHOOLS)] for step in range(3))
    text = folder / f"{number}.txt"
    kind, rival = (
        f"{first} School has been kind to {second} School.",
        f"{first} School plays football with {third} School.",
    )
    text.write_text(f"A note\n\n{kind} {rival}\n", encoding="utf-8")
    entities = [
        {"id": name, "type": "school", "name": f"{name} School", "aliases": [], "attrs": {}, "by": ["A", "B"]}
        for name in (first, second, third)
    ]
    fact = {
        "type": "supports",
        "source": first,
        "target": second,
        "extra": "",
        "certainty": "stated",
        "negated": False,
        "by": ["A", "B"],
        "lines": [3],
    }
    gold = folder / f"{number}.gold.json"
    gold.write_text(json.dumps({"entities": entities, "relations": [fact]}), encoding="utf-8")
    return study(text, read_gold(gold))


@pytest.fixture
def texts(tmp_path: Path) -> list[Studied]:
    return [studied(tmp_path, number) for number in range(12)]


def test_the_words_of_what_is_right_get_weight_and_those_of_what_is_wrong_lose_it(texts: list[Studied]) -> None:
    signs = fit(texts)["supports"].signs
    assert signs["between kind"] > 0 > signs["between footba"]


def test_the_same_texts_give_the_same_weights(texts: list[Studied]) -> None:
    assert fit(texts) == fit(texts)


def test_what_is_seldom_right_gets_no_weights(texts: list[Studied]) -> None:
    assert set(fit(texts)) == {"supports"}
    assert fit(texts[:4]) == {}


def test_precision_and_recall_are_those_on_texts_the_weights_were_not_fitted_to(texts: list[Studied]) -> None:
    precision, recall = tried(texts)[0.5]
    assert recall == 1.0
    assert precision == 1.0
