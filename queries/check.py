"""What is doubtful in a store: faults that a person should look at before trusting an answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from graph.dates import Holds, in_words
from graph.identity import is_open
from graph.projection import SUCCESSION, Ledger, Projection, Reading
from graph.records import Node
from graph.store import Counts, Store
from graph.vocabulary import GROUP, SCHOOL
from queries.answer import Answer, Fields, assumptions, count, listed, sources
from queries.wording import claim_sentence

WITHDRAWN_END: Final = "a claim on what is no longer held"
OUTSIDE_LIFE: Final = "a claim before a school opened or after it closed"
DISPUTED: Final = "sources disagree"
STALE_GROUP: Final = "an open group whose schools have all closed"
NOT_MATCHED: Final = "a school named in a text and not matched to the register"
NO_CLOSING_DATE: Final = "a closed school without a closing date"
CIRCLE: Final = "schools that succeed one another in a circle"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: what kind, on which node, and what to do."""

    kind: str
    node: str
    name: str
    detail: str
    next_step: str

    def fields(self) -> Fields:
        """As plain JSON values."""
        return {field: getattr(self, field) for field in self.__slots__}


@dataclass(frozen=True, slots=True)
class CheckAnswer(Answer[Finding]):
    """What is held, and what is doubtful in it."""

    counts: Counts

    def envelope(self) -> Fields:
        """The answer's JSON form with the numbers of records held."""
        held = {"nodes": self.counts.nodes, "claims": self.counts.claims, "withdrawn": self.counts.withdrawn}
        return {"held": held, **super(CheckAnswer, self).envelope()}

    def numbers(self) -> dict[str, int]:
        """Findings by kind, most first."""
        return dict(Counter(row.kind for row in self.rows).most_common())


def check(store: Store, on: date, *, ledger: Ledger | None = None) -> CheckAnswer:
    """Look through everything held for what a person should look at, as it stands on a day."""
    held = ledger or Ledger.read(store)
    projection = held.on(Reading(on))
    everything = replace(held, claims=(*held.claims, *store.claims(types=[SUCCESSION])))
    rows = sorted(
        (finding for look in _LOOKS for finding in look(everything, projection)),
        key=lambda finding: (finding.kind, finding.name, finding.node, finding.detail),
    )
    kinds = Counter(row.kind for row in rows)
    return CheckAnswer(
        question="What in this store is doubtful?",
        as_of=on,
        boundary="everything held",
        sources=sources(store.datasets()),
        assumptions=assumptions(projection),
        rows=tuple(rows),
        sentence=_sentence(store.counts(), kinds, on),
        counts=store.counts(),
    )


def _sentence(counts: Counts, kinds: Counter[str], on: date) -> str:
    held = f"{count(sum(counts.nodes.values()), 'node')} and {count(sum(counts.claims.values()), 'claim')} are held"
    if not kinds:
        return f"On {in_words(on)} {held}; nothing doubtful was found."
    found = listed((f"{kind} ({number})" for kind, number in kinds.most_common()), most=9)
    return f"On {in_words(on)} {held}; to look at: {found}."


def _finding(kind: str, node: Node, detail: str, next_step: str) -> Finding:
    return Finding(kind, node.id, node.name, detail, next_step)


def _withdrawn_ends(ledger: Ledger, projection: Projection) -> Iterator[Finding]:
    for claim in ledger.claims:
        for end in claim.ends:
            if end not in ledger.nodes:
                yield Finding(
                    WITHDRAWN_END,
                    end,
                    end,
                    f"{claim_sentence(claim, projection.name)} ({claim.evidence})",
                    "Load the source that describes it again, or correct the claim.",
                )


def _outside_life(ledger: Ledger, projection: Projection) -> Iterator[Finding]:
    """Only records that were not matched: a text's school lives on through a conversion."""
    for claim in ledger.claims:
        if claim.type == SUCCESSION or claim.start is None:
            continue
        for end in claim.ends:
            node = ledger.nodes.get(end)
            if node is not None and node.type == SCHOOL and is_open(node, claim.start.latest) is Holds.NO:
                yield _finding(
                    OUTSIDE_LIFE,
                    node,
                    f"{claim_sentence(claim, projection.name)} from {claim.start}; open {node.life} ({claim.evidence})",
                    "Check the date, or name the school by the URN it had then.",
                )


def _disputed(_: Ledger, projection: Projection) -> Iterator[Finding]:
    for tie in projection.ties:
        for denial in tie.disputed:
            yield _finding(
                DISPUTED,
                projection.nodes[tie.source],
                f"{claim_sentence(tie.claims[0], projection.name)} ({tie.claims[0].evidence}), but"
                f" {claim_sentence(denial, projection.name)} ({denial.evidence})",
                "Both are kept; the dated claim is followed. Correct the source that is wrong.",
            )


def _stale_groups(ledger: Ledger, projection: Projection) -> Iterator[Finding]:
    on = projection.reading.on
    members: dict[str, set[str]] = defaultdict(set)
    for claim in ledger.claims:
        if claim.type == "member_of" and claim.target and not claim.negated:
            members[claim.target].add(projection.identity.on(claim.source, on))
    for group in sorted(members):
        node = ledger.nodes.get(group)
        schools = [ledger.nodes[m] for m in members[group] if m in ledger.nodes and ledger.nodes[m].type == SCHOOL]
        if node is None or node.type != GROUP or not schools or is_open(node, on) is Holds.NO:
            continue
        if all(is_open(school, on) is Holds.NO for school in schools):
            names = listed(sorted(school.name for school in schools))
            yield _finding(
                STALE_GROUP, node, f"closed: {names}", "Ties through it are not counted; give its closing date."
            )


def _not_matched(ledger: Ledger, projection: Projection) -> Iterator[Finding]:
    for node in ledger.nodes.values():
        named = node.type == SCHOOL and not (node.is_anonymous or node.is_collective or node.id.startswith("urn:"))
        if named and projection.identity.canonical(node.id) == node.id:
            yield _finding(NOT_MATCHED, node, f"named in {node.dataset}", "See 'schoolties match'.")


def _no_closing_date(ledger: Ledger, projection: Projection) -> Iterator[Finding]:
    """Only where it matters: on the day nobody can tell whether the school was open."""
    for node in ledger.nodes.values():
        if node.type == SCHOOL and is_open(node, projection.reading.on) is Holds.CANNOT_TELL:
            yield _finding(
                NO_CLOSING_DATE, node, "left out of the answers", "Load a register extract that gives the date."
            )


def _circles(ledger: Ledger, _: Projection) -> Iterator[Finding]:
    for start in sorted(ledger.lineage.after):
        if start in _heirs(ledger.lineage.after, start) and start in ledger.nodes:
            yield _finding(CIRCLE, ledger.nodes[start], "it succeeds itself by way of others", "Correct the links.")


def _heirs(after: Mapping[str, frozenset[str]], start: str) -> set[str]:
    found: set[str] = set()
    frontier: Iterable[str] = [start]
    while frontier:
        frontier = {heir for node in frontier for heir in after.get(node, frozenset())} - found
        found |= set(frontier)
    return found


_LOOKS: Final[tuple[Callable[[Ledger, Projection], Iterator[Finding]], ...]] = (
    _withdrawn_ends,
    _outside_life,
    _disputed,
    _stale_groups,
    _not_matched,
    _no_closing_date,
    _circles,
)
