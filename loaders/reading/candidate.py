"""A candidate: one relation that a document may tell, with the words it rests on, and what it must fit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph.dates import PartialDate
from graph.vocabulary import GROUP, PERSON, RELATIONS, SCHOOL
from loaders.reading.cast import Cast, Entity, Step, Subject
from loaders.reading.documents.document import Block, Document, Place
from loaders.reading.naming.mention import PROGRAMME
from loaders.reading.phrases.masking import TOKEN, Masked, mask
from loaders.reading.referring.clauses import clauses
from loaders.reading.referring.sections import topics

MONEY: Final = re.compile(r"grant|funding|\bfund\b|lottery|\baward", re.IGNORECASE)
OF_UNNAMED: Final = frozenset({"supports", "secondment", "mentoring", "designated"})
FOR_MONEY: Final = frozenset({"is funded by", "set up under", "work funded by", "funding from"})
PLAIN, LOOSE, DERIVED, LIKELY = 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """One relation that may hold: keys of entities (None for a target it does without), and what it rests on."""

    relation: str
    source: int
    target: int | None
    place: Place
    rule: str
    tier: int
    role: str = ""
    begins: PartialDate | None = None
    ends: PartialDate | None = None
    seen: PartialDate | None = None
    certainty: str = "stated"
    negated: bool = False
    steps: tuple[Step, ...] = ()

    @property
    def key(self) -> tuple[str, int, int | None, str]:
        """What makes two candidates the same: a designation's short form tells it from another."""
        ends = (self.source, self.target)
        if RELATIONS[self.relation].symmetric and self.target is not None:
            ends = (min(self.source, self.target), max(self.source, self.target))
        return self.relation, *ends, self.role if self.relation == "designated" else ""


@dataclass(frozen=True)
class Told:
    """What a source of candidates looks at: a document, whom and what it names, and what it is about."""

    document: Document
    cast: Cast
    subject: Subject

    @cached_property
    def sentences(self) -> tuple[tuple[Block, Masked], ...]:
        """Every sentence with its references as tokens, and the block it stands in."""
        return tuple(
            (block, mask(block.text, start, end, self.cast.references[at]))
            for at, block in enumerate(self.document.blocks)
            for start, end in block.sentences()
        )

    @cached_property
    def clauses(self) -> tuple[tuple[Block, Masked], ...]:
        """Further clauses of those sentences, each with its subject put before it."""
        return tuple((block, clause) for block, masked in self.sentences for clause in clauses(masked))

    @cached_property
    def _topics(self) -> dict[int, tuple[int, ...]]:
        blocks = self.document.blocks
        return {id(block): keys for block, keys in zip(blocks, topics(self.document, self.cast), strict=True)}

    def topic(self, block: Block) -> tuple[int, ...]:
        """The schools that the section of a block, or the block by its first words, is about."""
        return self._topics[id(block)]


def fits(told: Told, found: Candidate) -> bool:
    """Whether the types are right, and somebody unnamed does something that ties, and not merely exist."""
    ends = [told.cast.entities[key] for key in (found.source, found.target) if key is not None]
    return _types_fit(told, found) and (found.relation in OF_UNNAMED or not any(end.described for end in ends))


def _types_fit(told: Told, found: Candidate) -> bool:
    """Whether the types are those the relation joins, and money and training are not taken for one another."""
    relation, source = RELATIONS[found.relation], told.cast.entities[found.source]
    if source.type not in relation.sources or (found.target is None) != (found.relation == "designated"):
        return False
    return found.target is None or _target_fits(found, source, told.cast.entities[found.target])


def _target_fits(found: Candidate, source: Entity, target: Entity) -> bool:
    relation = RELATIONS[found.relation]
    if target.type not in relation.targets or target is source:
        return False
    if relation.same_type and source.type != target.type:
        return False
    money = target.type == PROGRAMME and bool(MONEY.search(" ".join(target.names)))
    if found.relation == "funded_by":
        return target.type != PROGRAMME or money or found.rule in FOR_MONEY
    return found.relation != "participates_in" or not money


def meant(
    told: Told, masked: Masked, mark: re.Match[str], type_: str, *, named_last: bool = False
) -> list[tuple[int, tuple[Step, ...]]]:
    """Who or which school is meant where no word says so: the last one named in the sentence, else the subject. Where
    ``named_last``, as for 'it', the last one named in the block, subject or not."""
    said = [ref for token in TOKEN.finditer(masked.text, 0, mark.start()) for ref in masked.referred(token[2])]
    earlier = masked.earlier if named_last or type_ not in told.subject.titled else ()
    before = [ref for ref in (*earlier, *said) if ref.type == type_ and len(ref.entities) == 1]
    chief = {SCHOOL: told.subject.school, GROUP: told.subject.group, PERSON: told.subject.person}[type_]
    key = before[-1].entities[0] if before else (None if named_last and type_ == GROUP else chief)
    if key is None:
        return []
    rule = "the last one named" if before else "the document's own"
    return [(key, (Step("", f"no {type_} is named here: {rule}", told.cast.entities[key].name),))]


def placed(told: Told, block: Block, masked: Masked, start: int, end: int) -> Place:
    """The words behind ``masked.text[start:end]``, where they stand."""
    return told.document.place(block, *masked.span(start, end))
