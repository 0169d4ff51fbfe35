"""How servers set about the statements of a load: by index, on every version, even where a database is empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import neo4j
import pytest
from neo4j_server import USER, Neo4jServer

from graph.stores import neo4j_queries as cypher
from graph.stores.neo4j import Neo4jStore

STATEMENTS = {
    **{name: text for name, text in vars(cypher).items() if name.startswith(("HELD_", "KEEP_", "LIVE_", "WITHDRAW_"))},
    **{name: getattr(cypher, name) for name in ("SAID_BY_OTHERS", "KNOWN_TO_OTHERS", "FADE_ENTITIES")},
    **{name: getattr(cypher, name) for name in ("ERASE_DRAWINGS", "ERASE_DECISIONS", "DRAW_DECISIONS")},
    "nodes of a type": cypher.keep_entities("school"),
    "claims drawn": cypher.draw("MEMBER_OF"),
    "claims drawn without a target": cypher.draw_unnamed("DESIGNATED"),
}
# A store holds few data sets and judgements: to go through all of them is quick.
FEW = (":Dataset", ":Decision")
Plan = dict[str, Any]


def steps(plan: Plan) -> Iterator[Plan]:
    yield plan
    for child in plan.get("children", ()):
        yield from steps(child)


@pytest.fixture(scope="module")
def driver(every_neo4j: Neo4jServer) -> Iterator[neo4j.Driver]:
    """A driver to a server on which a store is founded."""
    Neo4jStore(every_neo4j.url, password=every_neo4j.password).close()
    auth = (USER, every_neo4j.password)
    with neo4j.GraphDatabase.driver(every_neo4j.url, auth=auth, warn_notification_severity="OFF") as it:
        yield it


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_of_a_load_goes_through_nothing_large(name: str, driver: neo4j.Driver) -> None:
    text = STATEMENTS[name]
    values: dict[str, Any] = {value: [] if value == "rows" else "x" for value in re.findall(r"\$(\w+)", text)}
    plan = driver.execute_query(f"EXPLAIN {text}", values, database_="neo4j").summary.plan
    assert plan is not None
    scans = [step for step in steps(plan) if "Scan" in step["operatorType"]]
    assert [step["args"]["Details"] for step in scans if not any(few in step["args"]["Details"] for few in FEW)] == []
