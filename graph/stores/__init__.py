"""The stores: each keeps the contract of graph.store, and one suite holds them all to it. An address is opened here."""

from __future__ import annotations

import os

from graph.errors import StoreUnusable
from graph.store import PASSWORD_VARIABLE, SERVER_SCHEMES, Store

DEFAULT_URL = "sqlite:///schoolties.db"


def needs_password(url: str) -> bool:
    """Whether the store at ``url`` is on a server and nobody put its password into the environment."""
    return url.partition("://")[0] in SERVER_SCHEMES and PASSWORD_VARIABLE not in os.environ


def open_store(url: str = DEFAULT_URL, *, create: bool = True, password: str | None = None) -> Store:
    """Open the store at ``url``: sqlite:///FILE, neo4j://HOST/DATABASE, memory: or a plain path to a SQLite file.

    With ``create`` False a store that is not there is refused instead of made. ``password`` is for a server, else
    taken from SCHOOLTIES_PASSWORD. Raises StoreError.
    """
    from graph.stores.memory import MemoryStore
    from graph.stores.sqlite import SqliteStore

    if url.partition("://")[0] in SERVER_SCHEMES:
        from graph.stores.neo4j import Neo4jStore

        return Neo4jStore(url, create=create, password=password)
    if url == "memory:":
        return MemoryStore()
    if url.startswith("sqlite:///"):
        return SqliteStore(url.removeprefix("sqlite:///"), create=create)
    if "://" in url:
        raise StoreUnusable(
            f"no store is known for the address {url.partition('://')[0]}://…",
            next_step="Use sqlite:///FILE.db, a plain file name, or neo4j://HOST:7687/DATABASE.",
        )
    return SqliteStore(url, create=create)
