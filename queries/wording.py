"""Claims and ties in words, the same on every surface."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.projection import Projection, Standing, Tie
from graph.records import Claim
from graph.vocabulary import DESIGNATIONS, RELATIONS

NameOf = Callable[[str | None], str]


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """A claim fit to be shown: its sentence, dates, certainty, and where it stands."""

    id: str
    sentence: str
    dates: str
    certainty: str
    document: str
    place: str
    quote: str
    read_by: str
    withdrawn: str = ""

    def fields(self) -> dict[str, str]:
        """As plain JSON values."""
        return {name: getattr(self, name) for name in self.__slots__}

    @property
    def reference(self) -> str:
        """The document and the place in it."""
        return f"{self.document}, {self.place}" if self.place else self.document


def claim_sentence(claim: Claim, name_of: NameOf) -> str:
    """The claim as one sentence without its dates; a plan says that it is one, and so does what nobody reviewed."""
    relation = RELATIONS[claim.type]
    pattern = relation.denied if claim.negated else relation.reads
    source, target = name_of(claim.source), name_of(claim.target)
    if source == target:
        target = "the group of the same name" if claim.type == "member_of" else f"the other {target}"
    sentence = pattern.format(source=source, target=target, role=role_in_words(claim))
    return f"{sentence}{_details(claim)}{' (planned)' if claim.certainty == 'planned' else ''}{review_mark(claim)}"


def review_mark(claim: Claim) -> str:
    """A mark on what a program read and nobody looked at: it goes wherever the claim is put into words."""
    return " (read by a program, not reviewed)" if claim.is_unreviewed else ""


def role_in_words(claim: Claim) -> str:
    """The role as the source has it, a designation with its meaning, 'in a post' where none is given."""
    if claim.role in DESIGNATIONS:
        return f"{DESIGNATIONS[str(claim.role)]} ({claim.role})"
    return claim.role_title or claim.role or "in a post"


def _details(claim: Claim) -> str:
    member_as = f"as {claim.role_title}" if claim.type in ("member_of", "supports") and claim.role_title else ""
    given = [member_as, claim.share or "", *claim.purposes]
    details = "; ".join(detail for detail in given if detail)
    return f" ({details})" if details else ""


def show_claim(claim: Claim, name_of: NameOf) -> ClaimShown:
    """The claim with its dates, certainty, document, place, quote and reader."""
    evidence = claim.evidence
    return ClaimShown(
        id=claim.id,
        sentence=claim_sentence(claim, name_of),
        dates=str(claim.period),
        certainty=claim.certainty,
        document=evidence.document,
        place=evidence.place,
        quote=evidence.quote or "",
        read_by=evidence.read_by or "",
        withdrawn=claim.withdrawn or "",
    )


def show_claims(projection: Projection, ties: tuple[Tie, ...] | list[Tie]) -> tuple[ClaimShown, ...]:
    """Every claim behind the ties, in order, each once."""
    claims = {claim.id: claim for tie in ties for claim in tie.claims}
    return tuple(show_claim(claim, projection.name) for claim in claims.values())


def tie_in_words(tie: Tie, projection: Projection) -> str:
    """The tie by its first claim, with dates, marked where it is presumed or over."""
    claim = tie.claims[0]
    return ", ".join(
        filter(None, (claim_sentence(claim, projection.name), str(claim.period), _STANDING_MARKS[tie.standing]))
    )


_STANDING_MARKS = {
    Standing.CERTAIN: "",
    Standing.PRESUMED: "presumed",
    Standing.DORMANT: "over",
    Standing.STALE: "not vouched for since",
}
