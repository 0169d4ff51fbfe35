"""Everything held about one node, with its sources and how each claim stands on the day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph.dates import Holds, in_words
from graph.identity import is_open
from graph.projection import Ledger, Projection, Reading, Standing
from graph.records import Claim, Decision, Node, Value
from graph.store import Store
from graph.vocabulary import GROUP, SCHOOL
from queries.answer import Answer, Fields, assumptions, count, listed, sources
from queries.find import Finder, describe
from queries.fragility import held_together
from queries.joining import joins_in_words
from queries.wording import ClaimShown, show_claim

LIVE, PRESUMED, OVER, NOT_YET, STALE, DENIED, PLANNED, WITHDRAWN = (
    "live",
    "presumed live",
    "over",
    "only later",
    "no longer vouched for",
    "denied",
    "planned",
    "withdrawn",
)
STANDING_WORDS: Final = {
    Standing.CERTAIN: LIVE,
    Standing.PRESUMED: PRESUMED,
    Standing.DORMANT: OVER,
    Standing.NOT_YET: NOT_YET,
    Standing.STALE: STALE,
    Standing.DENIED: DENIED,
    Standing.PLANNED: PLANNED,
}
_ORDER: Final = (LIVE, PRESUMED, PLANNED, DENIED, NOT_YET, OVER, STALE, WITHDRAWN)


@dataclass(frozen=True, slots=True)
class ClaimStanding:
    """A claim about the node and how it stands on the day."""

    standing: str
    relation: str
    shown: ClaimShown

    def fields(self) -> Fields:
        """As plain JSON values."""
        return {"standing": self.standing, "relation": self.relation, **self.shown.fields()}


@dataclass(frozen=True, slots=True)
class NodeAnswer(Answer[ClaimStanding]):
    """What is held about a node: what each source says it is, who decided who it is, and every claim on it."""

    node: Node
    statements: tuple[Node, ...]
    decisions: tuple[Decision, ...]
    predecessors: tuple[tuple[str, str], ...]
    successors: tuple[tuple[str, str], ...]
    leadership: tuple[str, ...]
    holds_together: str
    joins: str

    def envelope(self) -> Fields:
        """The answer's JSON form with the node, its names and its lives before the rows."""
        node = self.node
        about: Fields = {
            "id": node.id,
            "type": node.type,
            "kind": node.kind,
            "name": node.name,
            "aliases": list(node.aliases),
            "open": str(node.life) if node.opened or node.closed else "",
            "attributes": dict(node.attributes),
            "described_by": [said.dataset for said in self.statements],
            "decisions": [
                {
                    "left": d.left,
                    "right": d.right,
                    "verdict": d.verdict,
                    "by": d.by,
                    "on": d.on,
                    "reasons": list(d.reasons),
                }
                for d in self.decisions
            ],
            "predecessors": [{"id": node_id, "name": name} for node_id, name in self.predecessors],
            "successors": [{"id": node_id, "name": name} for node_id, name in self.successors],
            "leader_as": list(self.leadership),
            "holds_together": self.holds_together,
            "joins": self.joins,
        }
        return {"node": about, **super(NodeAnswer, self).envelope()}


def show(store: Store, asked: str, reading: Reading, *, ledger: Ledger | None = None) -> NodeAnswer:
    """Everything held about the node that ``asked`` names. Raises NotFound or Ambiguous."""
    held = ledger or Ledger.read(store)
    projection = held.on(reading)
    node_id = Finder(projection.nodes, projection.identity).find(asked, on=reading.on)
    known_as = projection.identity.known_as().get(node_id, [])
    rows = _rows(store, projection, [node_id, *known_as])
    node = projection.nodes[node_id]
    return NodeAnswer(
        question=f"What is held about {node.name}?",
        as_of=reading.on,
        boundary=describe(node),
        sources=sources(d for d in store.datasets() if d.id in _datasets(store, rows, node_id, known_as)),
        assumptions=assumptions(projection),
        rows=rows,
        sentence=_sentence(projection, node, rows),
        node=node,
        statements=tuple(said for name in (node_id, *known_as) for said in store.statements(name)),
        decisions=tuple(d for d in store.decisions() if node_id in (projection.identity.canonical(d.left), d.right)),
        predecessors=_lives(projection, projection.lineage.before.get(node_id, frozenset())),
        successors=_lives(projection, projection.lineage.after.get(node_id, frozenset())),
        leadership=projection.leaders[node_id].designations if node_id in projection.leaders else (),
        holds_together=held_together(projection, node_id),
        joins=joins_in_words(projection, node_id),
    )


def _rows(store: Store, projection: Projection, ids: list[str]) -> tuple[ClaimStanding, ...]:
    rows = [_row(projection, claim) for claim in store.claims(touching=ids, withdrawn=True)]
    rows.sort(key=lambda row: (_ORDER.index(row.standing), row.relation, row.shown.sentence, row.shown.id))
    return tuple(rows)


def _row(projection: Projection, claim: Claim) -> ClaimStanding:
    return ClaimStanding(standing_in_words(projection, claim), claim.type, show_claim(claim, projection.name))


def standing_in_words(projection: Projection, claim: Claim) -> str:
    """How a claim stands on the day, the lives of its ends taken into account."""
    if claim.withdrawn:
        return WITHDRAWN
    standing = projection.reading.standing(claim)
    return OVER if standing.is_live and _has_closed_end(projection, claim) else STANDING_WORDS[standing]


def _has_closed_end(projection: Projection, claim: Claim) -> bool:
    if claim.type == "succeeds":
        return False
    ends = (projection.nodes.get(projection.identity.on(end, projection.reading.on)) for end in claim.ends)
    return any(
        node is not None and node.type in (SCHOOL, GROUP) and is_open(node, projection.reading.on) is Holds.NO
        for node in ends
    )


def _datasets(store: Store, rows: tuple[ClaimStanding, ...], node_id: str, known_as: list[str]) -> set[str]:
    claimed = (
        {claim.dataset for claim in store.claims(touching=[node_id, *known_as], withdrawn=True)} if rows else set()
    )
    return claimed | {said.dataset for name in (node_id, *known_as) for said in store.statements(name)}


def _lives(projection: Projection, ids: frozenset[str]) -> tuple[tuple[str, str], ...]:
    return tuple((node_id, projection.name(node_id)) for node_id in sorted(ids))


def _sentence(projection: Projection, node: Node, rows: tuple[ClaimStanding, ...]) -> str:
    numbers = [(kind, sum(1 for row in rows if row.standing == kind)) for kind in _ORDER]
    said: list[Value] = [f"{number} {kind}" for kind, number in numbers if number]
    on = in_words(projection.reading.on)
    return f"{describe(node)}: {count(len(rows), 'claim')}; on {on} {listed(map(str, said), most=9) or 'none stands'}."
