"""What a register offers for the names of proposals, without putting them into its store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from graph.records import Claim, Decision, Node
from loaders.matching import Proposal, Searched, propose

_OF_REGISTER = ("urn:", "uid:", "la:")


@dataclass(frozen=True, slots=True)
class _Beside:
    """A store's register with proposals laid beside it; the names of the store's other texts are left out."""

    store: Searched
    proposed: tuple[Node, ...]
    said: tuple[Claim, ...]

    def nodes(self, *, type: str | None = None) -> Iterator[Node]:
        yield from (node for node in self.store.nodes(type=type) if node.id.startswith(_OF_REGISTER))
        yield from (node for node in self.proposed if type in (None, node.type))

    def claims(
        self, *, types: Collection[str] | None = None, touching: Collection[str] | None = None
    ) -> Iterator[Claim]:
        yield from self.store.claims(types=types, touching=touching)
        for claim in self.said:
            is_near = touching is None or not set(claim.ends).isdisjoint(touching)
            if is_near and (types is None or claim.type in types):
                yield claim

    def decisions(self) -> list[Decision]:
        return self.store.decisions()


def offered(
    store: Searched, nodes: Iterable[Node], claims: Iterable[Claim], authority: str | None = None
) -> dict[str, str]:
    """For the ids of proposed names what ``store``'s register offers, in words: each candidate with its key and why.

    ``authority`` is where schools are whose document says no more. Nothing is written and nothing is decided.
    """
    beside = _Beside(store, tuple(nodes), tuple(claims))
    return {proposal.node.id: _in_words(proposal) for proposal in propose(beside, authority=authority)}


def _in_words(proposal: Proposal) -> str:
    """'clear: Oak Primary School (urn:100001): …', or the few that it may be."""
    if not proposal.candidates:
        return proposal.why
    each = "; ".join(f"{candidate.name} ({candidate.id})" for candidate in proposal.candidates[:3])
    return f"{proposal.verdict}: {each}: {proposal.why}"
