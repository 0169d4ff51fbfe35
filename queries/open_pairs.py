"""Whom a broker joins, for example: open pairs of each role in words, with the claims behind both ties."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from scipy.sparse import csc_array, csr_array

from graph.network import Network
from graph.projection import Projection
from graph.vocabulary import GROUP, SCHOOL
from queries.answer import Fields, count
from queries.grouping import Grouping
from queries.measures.brokerage import ROLES
from queries.measures.triads import Numbers, Values
from queries.wording import ClaimShown, show_claims

ROLE_WORDS: Final = {
    "coordinator": "joins two others of its own group",
    "consultant": "joins two of one other group, from outside",
    "representative": "leads from its own group out to another",
    "gatekeeper": "leads from another group into its own",
    "liaison": "joins two groups and belongs to neither",
}
_SENDERS_AT_ONCE: Final = 256
_SENTENCES: Final = {
    "coordinator": "{broker} is a coordinator within {own}, joining {a} to {c}",
    "consultant": "{broker} is a consultant to {of_a}, joining {a} to {c} from outside",
    "representative": "{broker} is a representative of {own} towards {of_c}, joining {a} to {c}",
    "gatekeeper": "{broker} is a gatekeeper between {of_a} and {own}, joining {a} to {c}",
    "liaison": "{broker} is a liaison between {of_a} and {of_c}, joining {a} to {c}",
}


@dataclass(frozen=True, slots=True)
class Example:
    """One open pair that a node joins in a role, in words, with the claims behind the two ties."""

    role: str
    sentence: str
    claims: tuple[ClaimShown, ...]

    def fields(self) -> Fields:
        """As plain JSON values."""
        return {"role": self.role, "says": self.sentence, "claims": [claim.fields() for claim in self.claims]}


class OpenPairs:
    """The open pairs of a network by broker, looked up one broker at a time.

    ``shares`` is N × G, each row a node's groups (see measures.brokerage.OpenPaths.roles).
    """

    def __init__(self, network: Network, shares: csr_array, groups: Grouping, projection: Projection) -> None:
        self._network = network
        self._into = csc_array(network.arcs)
        self._shares = shares
        self._groups = groups
        self._projection = projection

    def examples(self, broker: str, times: Mapping[str, float]) -> tuple[Example, ...]:
        """For each role that the node has, a pair that it joins so: schools before groups, and groups before people.

        ``times`` says how often the node has each role. Where every tie goes both ways, a representative is a
        gatekeeper seen from the other side, and each pair counts once here.
        """
        place = self._network.index[broker]
        turned_round = "representative" if self._network.is_symmetric else ""
        had = [role for role in ROLES if times[role] > 0 and role != turned_round]
        # Where groups overlap, roles of a small part of a pair tell a reader nothing beside those of whole ones.
        wanted = [role for role in had if times[role] >= 1] or had
        found = self._pairs(place, wanted)
        return tuple(self._example(place, role, *found[role], times[role]) for role in wanted if role in found)

    def _pairs(self, broker: int, wanted: Collection[str]) -> dict[str, tuple[int, int]]:
        """An open pair for each of the roles, looked for among a few senders at a time: a hub has millions of pairs."""
        arcs = self._network.arcs
        senders = self._into.indices[self._into.indptr[broker] : self._into.indptr[broker + 1]]
        receivers = arcs.indices[arcs.indptr[broker] : arcs.indptr[broker + 1]]
        senders = senders[np.argsort(-self._telling[senders], kind="stable")]
        found: dict[str, tuple[int, int]] = {}
        for first in range(0, len(senders), _SENDERS_AT_ONCE):
            for role, pair in self._among(broker, senders[first : first + _SENDERS_AT_ONCE], receivers):
                found.setdefault(role, pair)
            if found.keys() >= set(wanted):
                break
        return found

    def _among(self, broker: int, senders: Numbers, receivers: Numbers) -> Iterator[tuple[str, tuple[int, int]]]:
        """The most telling open pair of each role that these nodes have."""
        closed = self._network.arcs[senders][:, receivers].toarray() > 0
        apart = ~closed & (senders[:, None] != receivers[None, :])
        telling = self._telling[senders][:, None] + self._telling[receivers][None, :]
        for role, chance in zip(ROLES, self._chances(broker, senders, receivers), strict=True):
            worth = np.where(apart & (chance > 0), telling + chance, -1)
            row, column = np.unravel_index(np.argmax(worth), worth.shape)
            if worth[row, column] >= 0:
                yield role, (int(senders[row]), int(receivers[column]))

    @cached_property
    def _telling(self) -> Values:
        """How much a reader makes of a node as an example; what a chance adds is less than one kind of node."""
        worth = {SCHOOL: 4.0, GROUP: 2.0}
        return np.array([worth.get(node.type, 0.0) for node in self._network.nodes])

    def _chances(self, broker: int, senders: Numbers, receivers: Numbers) -> Values:
        """5 × senders × receivers: the chance of each role if every node draws one of its groups."""
        a, v, c = (self._shares[places] for places in (senders, [broker], receivers))
        outer, first, last = (a @ c.T).toarray(), (a @ v.T).toarray(), (v @ c.T).toarray()
        all_three = (a.multiply(v) @ c.T).toarray()
        roles = (all_three, outer - all_three, first - all_three, last - all_three)
        return np.stack([*roles, 1 - sum(roles)]).round(10)

    def _example(self, broker: int, role: str, a: int, c: int, times: float) -> Example:
        first, last = self._told_apart(a, c)
        sentence = _SENTENCES[role].format(
            broker=self._network.nodes[broker].name,
            own=self._home(broker),
            of_a=self._home(a),
            of_c=self._home(c),
            a=first,
            c=last,
        )
        return Example(role, f"{sentence} ({self._pairs_in_words(role, times)})", self._claims(broker, a, c))

    def _pairs_in_words(self, role: str, times: float) -> str:
        """'4 pairs', 'about 26 pairs' where groups overlap; both ways round are one pair where every tie is both."""
        number = times / 2 if self._network.is_symmetric and role != "gatekeeper" else times
        whole = round(number)
        about = "" if number == whole else "about " if whole else "less than "
        return f"{about}{count(max(whole, 1), 'pair')}"

    def _told_apart(self, a: int, c: int) -> tuple[str, str]:
        """The names of two nodes, with what kind of node each is where they bear one name."""
        first, last = self._network.nodes[a], self._network.nodes[c]
        if first.name != last.name:
            return first.name, last.name
        one, other = (f"{node.name} ({(node.kind or node.type).replace('_', ' ')})" for node in (first, last))
        return one, other

    def _home(self, node: int) -> str:
        return " / ".join(self._groups.of[self._network.ids[node]])

    def _claims(self, broker: int, a: int, c: int) -> tuple[ClaimShown, ...]:
        """The claims on the broker's ties with the two, of the relations that count."""
        ids, ends = self._network.ids, {self._network.ids[a], self._network.ids[c]}
        steps = self._projection.steps_from(ids[broker])
        ties = [tie for there, tie in steps if there in ends and tie.relation in self._network.layers]
        return show_claims(self._projection, ties)
