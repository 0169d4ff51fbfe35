"""Proposals as the records of a case file: what was read, with its evidence, waiting for a person to decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.records import Attributes, Claim, Evidence, Node, Value
from graph.vocabulary import DESIGNATIONS, GROUP, PROPOSED, REVIEW, controlled_role
from loaders.case_file import scope_of
from loaders.loader import read_by
from loaders.reading.candidate import Candidate
from loaders.reading.cast import Entity, Step
from loaders.reading.checks import Rejection, checked, rejections
from loaders.reading.documents.document import QUOTE_LENGTH, Document
from loaders.reading.reading import Reading
from loaders.reading.register_lives import RegisterLives
from loaders.tables import slug


@dataclass(frozen=True, slots=True)
class Proposals:
    """The nodes and claims proposed, in order of id, and what the checks rejected."""

    nodes: tuple[Node, ...]
    claims: tuple[Claim, ...]
    rejected: tuple[Rejection, ...]
    unread: tuple[str, ...] = ()


def propose(reading: Reading, register: RegisterLives | None = None) -> Proposals:
    """The records for what ``reading`` found, where it stands up to the checks; nothing is held against a ``register``
    that is not given. Ids come from what is said, so that reading a revised document again gives the same fact the
    same id."""
    document = reading.document
    scope = scope_of((document.title,), document.title)
    outcome = checked(document, reading.entities, reading.relations, register)
    rejected = tuple(rejections(reading.entities, outcome.rejected))
    ids = dict(_ids(reading.entities, scope))
    nodes = sorted((_node(entity, ids[entity.key], document) for entity in reading.entities), key=lambda node: node.id)
    claims = (_claim(candidate, ids, scope, document.title) for candidate in outcome.proposed)
    return Proposals(tuple(nodes), tuple(sorted(claims, key=lambda claim: claim.id)), rejected, document.unread)


def _ids(entities: Iterable[Entity], scope: str) -> Iterator[tuple[int, str]]:
    """An id for each entity from its type and its name; a second of the same gets a number."""
    times: dict[str, int] = {}
    for entity in sorted(entities, key=lambda one: (one.first, one.key)):
        plain = f"{scope}:{entity.type}-{slug(entity.name)}"
        times[plain] = times.get(plain, 0) + 1
        yield entity.key, plain if times[plain] == 1 else f"{plain}-{times[plain]}"


def _node(entity: Entity, node_id: str, document: Document) -> Node:
    spots = document.blocks[entity.first].spots
    attributes: dict[str, Value] = {**_review(), **({"first_line": document.line_at(spots[0])} if spots else {})}
    kind = entity.kind if entity.type == GROUP else None
    aliases = tuple(name for name in entity.names if name != entity.name)
    return Node(
        id=node_id, type=entity.type, name=entity.name, dataset="", kind=kind, aliases=aliases, attributes=attributes
    )


def _review() -> dict[str, Value]:
    return {REVIEW: PROPOSED}


def _claim(candidate: Candidate, ids: dict[int, str], scope: str, title: str) -> Claim:
    source, target = ids[candidate.source], ids[candidate.target] if candidate.target is not None else None
    parts = [candidate.relation, *(end.removeprefix(f"{scope}:") for end in (source, target) if end)]
    if candidate.relation == "designated":
        parts.append(slug(candidate.role))
    return Claim(
        id=f"{scope}:{'--'.join(parts)}",
        type=candidate.relation,
        source=source,
        target=target,
        dataset="",
        evidence=_evidence(candidate, title),
        start=candidate.begins,
        end=candidate.ends,
        observed=(candidate.seen,) if candidate.seen else (),
        certainty=candidate.certainty,
        negated=candidate.negated,
        role=_role(candidate),
        role_title=candidate.role or None,
        attributes=_attributes(candidate),
    )


def _role(candidate: Candidate) -> str | None:
    if candidate.relation == "designated":
        return candidate.role if candidate.role in DESIGNATIONS else None
    return controlled_role(candidate.role) if candidate.role else None


def _evidence(candidate: Candidate, title: str) -> Evidence:
    place = candidate.place
    return Evidence(
        document=title,
        lines=place.lines,
        page=str(place.page) if place.page is not None else None,
        quote=shortened(place.quote),
        read_by=read_by(),
    )


def shortened(quote: str) -> str:
    """The first words of a quote that is longer than a case file takes; still verbatim."""
    return quote if len(quote) <= QUOTE_LENGTH else quote[: QUOTE_LENGTH + 1].rsplit(" ", 1)[0][:QUOTE_LENGTH]


def _attributes(candidate: Candidate) -> Attributes:
    steps: list[Value] = [in_words(step) for step in candidate.steps]
    said: dict[str, Value] = {**_review(), "tier": candidate.tier, "rule": candidate.rule}
    return {**said, "steps": steps} if steps else said


def in_words(step: Step) -> str:
    """A step as a reviewer reads it: "'she' is Ada Marsh: the last person named"."""
    return f"'{step.word}' is {step.to}: {step.rule}" if step.word else f"{step.to}: {step.rule}"
