"""The whole of England on a server: the same records, byte for byte, and the same ladder. Takes some minutes.

Collected only where SCHOOLTIES_NEO4J_ENGLAND=1; needs the folder shared/.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from neo4j_server import LTS, Unavailable, running

from graph.copying import canonical, copy
from graph.projection import Reading
from graph.store import Store
from graph.stores.neo4j import Neo4jStore
from graph.stores.sqlite import SqliteStore
from loaders.loading import load
from queries.boundary import Boundary
from queries.isolation import isolated

FILES = (
    "derived/establishments_merged.csv.gz",
    "links_edubasealldata20250422.csv.gz",
    "allgroups_sap_20260806.csv.gz",
    "grouplinks_edubaseallacademiesandfree20170403.csv.gz",
    "derived/federation_members_2016.csv",
    "system-leaders/teaching_schools_20180312.csv",
)
LOADED, ASKED = date(2026, 1, 10), date(2017, 9, 30)


@pytest.fixture(scope="module")
def in_a_file(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """England in a file."""
    with SqliteStore(tmp_path_factory.mktemp("england") / "england.db") as store:
        for file in FILES:
            load(store, shared / "gias" / file, on=LOADED)
        yield store


@pytest.fixture(scope="module")
def on_server(in_a_file: Store) -> Iterator[Neo4jStore]:
    """The same on a server of its own, large enough for a load of every school."""
    try:
        with running(LTS, heap="4g") as server, Neo4jStore(server.url, password=server.password) as store:
            copy(in_a_file, store)
            yield store
    except Unavailable as why:
        pytest.skip(str(why))


def test_england_is_held_the_same(in_a_file: Store, on_server: Neo4jStore) -> None:
    assert on_server.counts() == in_a_file.counts()
    assert all(here == there for here, there in zip(canonical(in_a_file), canonical(on_server), strict=True))


def test_england_is_answered_the_same(in_a_file: Store, on_server: Neo4jStore) -> None:
    here, there = (isolated(store, Boundary(None), Reading(ASKED)) for store in (in_a_file, on_server))
    assert len(here.rows) > 20_000
    assert there.rows == here.rows
