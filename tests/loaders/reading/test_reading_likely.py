"""What is likely by the words around two names."""

from __future__ import annotations

import pytest

import loaders.reading.sources.likely as likely_source
from loaders.reading.candidate import LIKELY
from loaders.reading.documents.plain_text import read_text
from loaders.reading.likelihood.meetings import meetings
from loaders.reading.likelihood.pairs import ENDS, Pair, pairs
from loaders.reading.likelihood.weights import Weights, weights
from loaders.reading.reading import known_cast, read
from loaders.reading.sources.likely import candidate

TEXT = "Notes\n\nRuth Vine, who runs Fairmead School, gives Coombe School a hand.\n\nShe has nothing to do with Lea School."


def of(relation: str, text: str = TEXT) -> list[Pair]:
    told = known_cast(read_text("notes", text))
    return [
        pair for block, masked in told.sentences for pair in pairs(masked, block.sort.name) if pair.relation == relation
    ]


def test_a_pair_joins_every_source_with_every_target_of_its_sentence() -> None:
    assert [(pair.source[1], pair.target[1]) for pair in of("supports")] == [
        ("P", "S"),
        ("P", "S"),
        ("S", "S"),
        ("S", "S"),
        ("P", "S"),
    ]
    assert len(of("federation")) == 1, "who is federated with whom has no order"


def test_signs_are_the_words_around_and_hold_no_name() -> None:
    signs = {sign for relation in ENDS for pair in of(relation) for sign in pair.signs}
    assert {"between runs", "forth behind a", "SS in the sentence 2 2", "apart 1-2"} <= signs
    names = {"Ruth", "Vine", "Fairmead", "Coombe", "Lea", "ruth", "vine", "fairme", "coombe"}
    assert not {word for sign in signs for word in sign.split()} & names


def test_signs_of_the_forms_of_one_word_are_the_same() -> None:
    one, other = (
        of("supports", f"Notes\n\nFairmead School {verb} Coombe School.")[0] for verb in ("supports", "supported")
    )
    assert "between suppor" in one.signs & other.signs


def test_a_sentence_that_names_one_end_is_read_with_the_other_that_the_text_is_about() -> None:
    told = known_cast(
        read_text("notes", "Fairmead School\n\nFairmead School opened in 1999.\n\nRuth Vine, its bursar, came later.")
    )
    found = [candidate(told, each) for each in meetings(told) if each.judged_as == "holds_role, meant"]
    ends = [(told.cast.entities[each.source].name, told.cast.entities[each.target or 0].name) for each in found]
    assert set(ends) == {("Ruth Vine", "Fairmead School")}
    assert found[0].steps, "which words name the school is told"
    assert found[-1].place.quote == "Ruth Vine, its bursar, came later."


def test_likelihood_is_the_logistic_of_the_summed_weights() -> None:
    pair = of("supports")[0]
    assert Weights(0.0, {}).likelihood(pair) == pytest.approx(0.5)
    assert Weights(-1.0, {"types PS": 1.0 + 1.3862944}).likelihood(pair) == pytest.approx(0.8)
    assert (
        Weights(0.0, {"types PS": 2.0, "between runs": 3.0, "block PARAGRAPH": -1.0}).speaking_for(of("supports")[1])[
            -1
        ]
        == "types PS"
    )


def test_what_is_likely_is_proposed_last_with_the_signs_that_spoke_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likely_source, "weights", lambda: {"supports": Weights(-2.0, {"types SS": 3.0})})
    found = [each for each in read(read_text("notes", TEXT)).relations if each.rule == "likely by its words"]
    assert [(each.relation, each.tier) for each in found] == [("supports", LIKELY), ("supports", LIKELY)]
    assert "types SS" in found[0].steps[-1].rule
    assert all(each.place.quote in TEXT for each in found)


def test_what_is_denied_is_never_likely(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likely_source, "weights", lambda: {"supports": Weights(9.0, {})})
    text = "Notes\n\nFairmead School never supported Coombe School."
    assert [each for each in read(read_text("notes", text)).relations if each.rule == "likely by its words"] == []


def test_the_weights_are_those_of_relations_the_pairs_know_and_stay_few() -> None:
    assert {relation.removesuffix(", meant") for relation in weights()} <= set(ENDS)
    assert sum(len(each.signs) for each in weights().values()) < 2500, "few enough to be read"
