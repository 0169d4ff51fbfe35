"""A copy onto a server that is killed at any moment of it is completed by doing it again, and is then exact."""

from __future__ import annotations

import os
import random
import threading
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import rivals
from neo4j_server import Neo4jServer

from graph.copying import canonical, copy
from graph.errors import StoreError
from graph.store import Store
from graph.stores.neo4j import Neo4jStore
from graph.stores.sqlite import SqliteStore

KILLS = int(os.environ.get("SCHOOLTIES_NEO4J_KILLS", "2"))
SCHOOLS = 600


def with_a_past(file: Path) -> SqliteStore:
    """Two turns of a list: some schools were corrected, some withdrawn."""
    store = SqliteStore(file)
    rivals.load(store, 0, SCHOOLS)
    store.load(rivals.LIST, rivals.records(1, SCHOOLS), on=date(2026, 2, 20))
    return store


def copy_or_fail(source: Store, server: Neo4jServer) -> None:
    with suppress(StoreError), Neo4jStore(server.url, password=server.password, retry_seconds=0) as target:
        copy(source, target)


def test_a_store_is_made_on_a_server_that_was_killed_while_it_made_one(neo4j_server: Neo4jServer) -> None:
    neo4j_server.wipe()
    # What such a server was seen to keep: the index of a constraint, and no constraint.
    neo4j_server.ask("CREATE INDEX schoolties_claim FOR (c:Claim) ON (c.id)")
    with Neo4jStore(neo4j_server.url, password=neo4j_server.password) as store:
        rivals.load(store, 0, 3)
    made = {row["name"] for row in neo4j_server.ask("SHOW CONSTRAINTS YIELD name")}
    assert {"schoolties_claim", "schoolties_decision", "schoolties_entity"} <= made


def test_a_copy_onto_a_server_that_is_killed_is_completed(neo4j_server: Neo4jServer, tmp_path: Path) -> None:
    moments = random.Random(2013)
    with with_a_past(tmp_path / "original.db") as original:
        neo4j_server.empty()
        for _ in range(KILLS):
            copying = threading.Thread(target=copy_or_fail, args=(original, neo4j_server))
            copying.start()
            time.sleep(moments.uniform(0.5, 3))
            neo4j_server.kill()
            copying.join()
            neo4j_server.start()
        with Neo4jStore(neo4j_server.url, password=neo4j_server.password) as target:
            copy(original, target)
            assert list(canonical(target)) == list(canonical(original))
