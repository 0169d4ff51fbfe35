"""Which way a tie can be gone, apart from the arrays of graph.network so that the command line starts without them."""

from __future__ import annotations

from enum import StrEnum


class Direction(StrEnum):
    """Which way a tie can be gone.

    CONTACT: a tie of a plain table of ties goes the way each of its rows is written, even where the relation is
    symmetric; a row that says of itself that it is undirected, and any other tie (membership, post, partnership …),
    goes both ways. AS_WRITTEN: every tie goes from the source of its claim to the target. BOTH_WAYS: every tie goes
    both ways.
    """

    CONTACT = "contact"
    AS_WRITTEN = "as-written"
    BOTH_WAYS = "both-ways"

    @property
    def in_words(self) -> str:
        """The rule as an answer says it."""
        return _RULES[self]


_RULES = {
    Direction.CONTACT: "A tie from a plain table of ties goes the way its row is written, or both ways where the row"
    " says it is undirected; every other tie is a contact and goes both ways.",
    Direction.AS_WRITTEN: "A tie goes from the source of its claim to the target, or both ways where the claim says it"
    " is undirected.",
    Direction.BOTH_WAYS: "Every tie goes both ways.",
}
