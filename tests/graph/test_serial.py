"""Records as text and back, and attributes that stay text until one is asked for."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import serial
from graph.records import Merged, Node, merge

KEYS = ("status", "status_as_of", "set", "collective", "phase", "state_funded", "town", "notes")
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
attributes = st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=4), values, max_size=6)


def node(**fields: Any) -> Node:
    return Node(**{"id": "s:1", "type": "school", "name": "Ash", "dataset": "list:a", **fields})


def read_back(given: Node) -> Node:
    return serial.node_from(serial.to_text(serial.node_fields(given)))


@given(said=attributes, key=st.sampled_from(KEYS))
def test_unread_attributes_are_the_dictionary_they_are_the_text_of(said: dict[str, Any], key: str) -> None:
    unread = read_back(node(attributes=said)).attributes
    assert unread.get(key, "none") == said.get(key, "none")
    assert (key in unread) == (key in said)
    assert unread == said
    assert dict(unread) == said
    assert list(unread) == sorted(said)
    assert unread.get(key, "none") == said.get(key, "none")


def test_an_attribute_that_is_not_there_is_a_key_error() -> None:
    unread = read_back(node(attributes={"town": "Elm"})).attributes
    for key in ("status", "county"):
        with pytest.raises(KeyError, match=key):
            unread[key]


def test_attributes_can_be_copied_shown_and_sent_before_they_are_read() -> None:
    unread = [read_back(node(attributes={"town": "Elm"})).attributes for _ in range(3)]
    assert copy.deepcopy(unread[0]) == pickle.loads(pickle.dumps(unread[1])) == {"town": "Elm"}
    assert repr(unread[2]) == "{'town': 'Elm'}"


@pytest.mark.parametrize("text", ["null", "[]", '"town"', "7"])
def test_attributes_that_are_no_object_are_refused(text: str) -> None:
    whole = json.loads(serial.to_text(serial.node_fields(node())))
    damaged = json.dumps({**whole, "attributes": json.loads(text)})
    with pytest.raises(ValueError, match="attributes are an object"):
        serial.node_from(damaged)


@given(said=st.lists(attributes, min_size=1, max_size=3))
def test_merged_attributes_let_the_last_that_says_anything_win(said: list[dict[str, Any]]) -> None:
    merged: dict[str, Any] = dict(said[0])
    for later in said[1:]:
        merged.update({key: value for key, value in later.items() if value not in (None, "")})
    several = Merged(said)
    assert dict(several) == merged
    assert list(several) == list(merged)
    assert len(several) == len(merged)
    assert {key: several.get(key, "none") for key in KEYS} == {key: merged.get(key, "none") for key in KEYS}


def test_a_node_merged_from_texts_is_the_node_merged_from_records() -> None:
    said = [
        node(dataset="list:a", kind="trust", attributes={"town": "Elm"}),
        node(dataset="list:b", name="Ash Academy", aliases=("The Ash",), attributes={"town": "", "phase": "Primary"}),
    ]
    assert merge(map(read_back, said)) == merge(said)
    assert merge(said).attributes == {"town": "Elm", "phase": "Primary"}
    assert (merge(said).kind, merge(said).aliases) == ("trust", ("Ash", "The Ash"))
