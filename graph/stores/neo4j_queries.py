"""The text of every query to Neo4j. Values are parameters; only words made from the vocabulary are put in."""

from __future__ import annotations

from typing import Final

from graph.stores.neo4j_rows import DRAWN, LABELS

SCHEMA: Final = (
    "CREATE CONSTRAINT schoolties_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT schoolties_statement IF NOT EXISTS FOR (s:Statement) REQUIRE (s.id, s.dataset) IS UNIQUE",
    "CREATE CONSTRAINT schoolties_claim IF NOT EXISTS FOR (c:Claim) REQUIRE c.id IS UNIQUE",
    "CREATE CONSTRAINT schoolties_dataset IF NOT EXISTS FOR (d:Dataset) REQUIRE d.id IS UNIQUE",
    "CREATE CONSTRAINT schoolties_decision IF NOT EXISTS FOR (d:Decision) REQUIRE (d.left, d.right) IS UNIQUE",
    "CREATE CONSTRAINT schoolties_store IF NOT EXISTS FOR (s:SchooltiesStore) REQUIRE s.id IS UNIQUE",
    "CREATE CONSTRAINT schoolties_state IF NOT EXISTS FOR (s:SchooltiesState) REQUIRE s.id IS UNIQUE",
    "CREATE INDEX schoolties_entity_type IF NOT EXISTS FOR (n:Entity) ON (n.type, n.id)",
    "CREATE INDEX schoolties_statement_dataset IF NOT EXISTS FOR (s:Statement) ON (s.dataset)",
    "CREATE INDEX schoolties_claim_dataset IF NOT EXISTS FOR (c:Claim) ON (c.dataset)",
    "CREATE INDEX schoolties_claim_source IF NOT EXISTS FOR (c:Claim) ON (c.source)",
    "CREATE INDEX schoolties_claim_target IF NOT EXISTS FOR (c:Claim) ON (c.target)",
    *(
        f"CREATE INDEX schoolties_{name}_name IF NOT EXISTS FOR (n:{label}) ON (n.name)"
        for name, label in sorted(LABELS.items())
    ),
)
AWAIT_SCHEMA: Final = "CALL db.awaitIndexes(300)"
INDEXES_OF_NOTHING: Final = "SHOW INDEXES YIELD name, owningConstraint WHERE owningConstraint IS NULL RETURN name"

# -- the store itself: which version of it this is, who is writing, and whether a commit is under way ------------------

IDENTIFY: Final = """
OPTIONAL MATCH (s:SchooltiesStore {id: 'schoolties'})
RETURN s.schema AS schema, EXISTS { MATCH (n) WHERE NOT n:SchooltiesState } AS holds_something"""
FOUND: Final = """
MERGE (s:SchooltiesStore {id: 'schoolties'}) ON CREATE SET s.schema = $schema
MERGE (:SchooltiesState {id: 'schoolties'})
MERGE (t:SchooltiesState {id: 'sequence'}) ON CREATE SET t.number = 0"""
# Writing to it takes its lock until the transaction ends: one writer at a time.
LOCK: Final = "MATCH (s:SchooltiesStore {id: 'schoolties'}) SET s.locked = true REMOVE s.locked"
# Odd from before a commit until it is known to be over; it only grows. It has a node of its own, where nothing else
# ever changes, so that no reader can meet half of a change of it.
SEQUENCE: Final = "MATCH (t:SchooltiesState {id: 'sequence'}) RETURN t.number AS number"
BEGIN_COMMIT: Final = """
MATCH (t:SchooltiesState {id: 'sequence'}) SET t.number = t.number + 1 + t.number % 2 RETURN t.number AS number"""
# It takes the lock before it looks at the number: otherwise it could end the commit of another, begun meanwhile.
END_COMMIT: Final = """
MATCH (t:SchooltiesState {id: 'sequence'}) SET t.locked = true REMOVE t.locked
WITH t WHERE t.number = $number SET t.number = $number + 1"""
NOTE_WRITER: Final = "MATCH (t:SchooltiesState {id: 'schoolties'}) SET t.writer = $writer"
NOTE_NOBODY: Final = "MATCH (t:SchooltiesState {id: 'schoolties'}) WHERE t.writer = $writer REMOVE t.writer"
WRITER: Final = "MATCH (t:SchooltiesState {id: 'schoolties'}) RETURN t.writer AS writer"

# -- loading -----------------------------------------------------------------------------------------------------------

# The hint is for newer servers, which would go through a whole data set for every row.
HELD_STATEMENTS: Final = """
UNWIND $rows AS row
MATCH (s:Statement {id: row.id, dataset: row.dataset}) USING INDEX s:Statement(id, dataset)
RETURN s.id AS id, s.dataset AS dataset, s.record AS record, s.withdrawn IS NOT NULL AS gone"""
HELD_CLAIMS: Final = """
UNWIND $rows AS row
MATCH (c:Claim {id: row.id})
RETURN c.id AS id, c.record AS record, c.withdrawn IS NOT NULL AS gone"""
LIVE_STATEMENTS: Final = "MATCH (s:Statement {dataset: $dataset}) WHERE s.withdrawn IS NULL RETURN s.id AS id"
LIVE_CLAIMS: Final = "MATCH (c:Claim {dataset: $dataset}) WHERE c.withdrawn IS NULL RETURN c.id AS id"
SAID_BY_OTHERS: Final = """
UNWIND $rows AS id
MATCH (s:Statement) WHERE s.id = id AND s.dataset IS NOT NULL AND s.dataset <> $dataset AND s.withdrawn IS NULL
RETURN s.id AS id, s.dataset AS dataset, s.record AS record"""
KNOWN_TO_OTHERS: Final = """
UNWIND $rows AS id
MATCH (s:Statement) WHERE s.id = id AND s.dataset IS NOT NULL AND s.dataset <> $dataset AND s.withdrawn IS NULL
RETURN DISTINCT id"""
KEEP_DATASET: Final = "UNWIND $rows AS row MERGE (d:Dataset {id: row.id}) SET d = row.properties"
KEEP_STATEMENTS: Final = """
UNWIND $rows AS row
MERGE (s:Statement {id: row.id, dataset: row.dataset}) SET s = row.properties"""
WITHDRAW_STATEMENTS: Final = """
UNWIND $rows AS id
MATCH (s:Statement {id: id, dataset: $dataset}) USING INDEX s:Statement(id, dataset) SET s.withdrawn = $on"""
KEEP_CLAIMS: Final = "UNWIND $rows AS row MERGE (c:Claim {id: row.id}) SET c = row.properties"
WITHDRAW_CLAIMS: Final = "UNWIND $rows AS id MATCH (c:Claim {id: id}) SET c.withdrawn = $on"
_NO_LABELS: Final = ":".join(["Withdrawn", *sorted(LABELS.values())])
# What nothing says any longer keeps its place for the claims that still speak of it, but neither name nor label.
FADE_ENTITIES: Final = f"""
UNWIND $rows AS id
MATCH (n:Entity {{id: id}}) SET n = {{id: id}} REMOVE n:{_NO_LABELS} SET n:Withdrawn
WITH n WHERE NOT (n)--() DELETE n"""
ERASE_DRAWINGS: Final = """
UNWIND $rows AS id
MATCH (c:Claim {id: id})
MATCH (:Entity {id: c.source})-[r]->(e) WHERE r.claim = id
DELETE r
WITH e WHERE e:NotNamed DELETE e"""
# Without the hints a newer server would pair every node with every other.
DRAW_DECISIONS: Final = """
MATCH (d:Decision {verdict: 'same'})
MATCH (a:Entity {id: d.left}) USING INDEX SEEK a:Entity(id)
MATCH (b:Entity {id: d.right}) USING INDEX SEEK b:Entity(id)
MERGE (a)-[r:SAME_AS]->(b) SET r.by = d.by, r.on = d.on, r.reasons = d.reasons"""


def keep_entities(type: str) -> str:
    """Writes nodes of a type under its label."""
    label = LABELS.get(type)
    labelled = f" SET n:{label}" if label else ""
    return f"""
UNWIND $rows AS row
MERGE (n:Entity {{id: row.id}}) SET n = row.properties REMOVE n:{_NO_LABELS}{labelled}"""


def draw(relationship: str) -> str:
    """Draws claims with two ends as relationships of a type. Raises ValueError for one the vocabulary does not make."""
    return f"""
UNWIND $rows AS row
MATCH (a:Entity {{id: row.source}})
MATCH (b:Entity {{id: row.target}})
CREATE (a)-[r:{_known(relationship)}]->(b) SET r = row.properties"""


def draw_unnamed(relationship: str) -> str:
    """Draws claims without a target: each ends in a node of its own, so that no path leads through it."""
    return f"""
UNWIND $rows AS row
MATCH (a:Entity {{id: row.source}})
CREATE (a)-[r:{_known(relationship)}]->(:NotNamed {{name: 'nobody named', claim: row.claim}}) SET r = row.properties"""


def _known(relationship: str) -> str:
    if relationship not in DRAWN:
        raise ValueError(f"not a relationship of the vocabulary: {relationship!r}")
    return relationship


# -- decisions and deletion --------------------------------------------------------------------------------------------

KEEP_DECISIONS: Final = """
UNWIND $rows AS row
MERGE (d:Decision {left: row.left, right: row.right}) SET d = row.properties"""
ERASE_DECISIONS: Final = """
UNWIND $rows AS row
MATCH (:Entity {id: row.left})-[r:SAME_AS]->(:Entity {id: row.right}) DELETE r"""
CLAIMS_ABOUT: Final = """
MATCH (c:Claim {source: $id}) RETURN c.id AS id
UNION MATCH (c:Claim {target: $id}) RETURN c.id AS id"""
DELETE_CLAIMS: Final = "UNWIND $rows AS id MATCH (c:Claim {id: id}) DELETE c RETURN count(*) AS removed"
DELETE_STATEMENTS_OF: Final = """
MATCH (s:Statement) WHERE s.id = $id AND s.dataset IS NOT NULL DELETE s RETURN count(*) AS removed"""
DELETE_DECISIONS_ON: Final = """
MATCH (d:Decision) WHERE d.left = $id OR d.right = $id DELETE d RETURN count(*) AS removed"""
DELETE_ENTITY: Final = "MATCH (n:Entity {id: $id}) DETACH DELETE n"
IDS_OF_DATASET: Final = "MATCH (s:Statement {dataset: $id}) RETURN s.id AS id"
CLAIMS_OF_DATASET: Final = "MATCH (c:Claim {dataset: $id}) RETURN c.id AS id"
DELETE_STATEMENTS_IN: Final = "MATCH (s:Statement {dataset: $id}) DELETE s RETURN count(*) AS removed"
DELETE_DATASET: Final = "MATCH (d:Dataset {id: $id}) DELETE d RETURN count(*) AS removed"

# -- reading, a page at a time in order of id --------------------------------------------------------------------------

DATASETS: Final = "MATCH (d:Dataset) RETURN d.id AS id, d.record AS record ORDER BY id"
DECISIONS: Final = """
MATCH (d:Decision) WHERE d.verdict <> $undecided RETURN d.record AS record ORDER BY d.left, d.right"""
NODES: Final = """
MATCH (n:Entity) WHERE n.id {after} $after AND n.record IS NOT NULL
RETURN n.id AS id, n.record AS record ORDER BY id LIMIT $page"""
NODES_OF_TYPE: Final = """
MATCH (n:Entity) WHERE n.type = $type AND n.id {after} $after
RETURN n.id AS id, n.record AS record ORDER BY n.type, id LIMIT $page"""
NODES_BY_ID: Final = """
UNWIND $rows AS id
MATCH (n:Entity {id: id}) WHERE n.record IS NOT NULL AND ($type IS NULL OR n.type = $type)
RETURN n.id AS id, n.record AS record ORDER BY id"""
DRAWN_BEFORE: Final = "MATCH (n:Entity) WHERE n.type IS NOT NULL AND n.step IS NULL RETURN n.id AS id LIMIT 1"
STATEMENTS: Final = """
MATCH (s:Statement) WHERE s.id = $id AND s.dataset IS NOT NULL
RETURN s.dataset AS dataset, s.record AS record, s.withdrawn AS withdrawn"""
SAID: Final = """
MATCH (s:Statement) WHERE s.dataset = $dataset AND s.id {after} $after
RETURN s.id AS id, s.record AS record, s.withdrawn AS withdrawn ORDER BY id LIMIT $page"""
_WANTED: Final = """($withdrawn OR c.withdrawn IS NULL) AND ($types IS NULL OR c.type IN $types)
  AND ($dataset IS NULL OR c.dataset = $dataset)"""
_CLAIM: Final = "RETURN c.id AS id, c.record AS record, c.withdrawn AS withdrawn"
CLAIMS: Final = f"MATCH (c:Claim) WHERE c.id {{after}} $after AND {_WANTED} {_CLAIM} ORDER BY id LIMIT $page"
CLAIMS_FROM: Final = f"UNWIND $rows AS end MATCH (c:Claim {{source: end}}) WHERE {_WANTED} {_CLAIM}"
CLAIMS_TO: Final = f"UNWIND $rows AS end MATCH (c:Claim {{target: end}}) WHERE {_WANTED} {_CLAIM}"
COUNT_NODES: Final = """
MATCH (n:Entity) WHERE n.type IS NOT NULL RETURN n.type AS type, count(*) AS number ORDER BY type"""
COUNT_CLAIMS: Final = """
MATCH (c:Claim) WHERE c.withdrawn IS NULL RETURN c.type AS type, count(*) AS number ORDER BY type"""
COUNT_WITHDRAWN: Final = """
RETURN COUNT { MATCH (s:Statement) WHERE s.withdrawn IS NOT NULL }
  + COUNT { MATCH (c:Claim) WHERE c.withdrawn IS NOT NULL } AS number"""
