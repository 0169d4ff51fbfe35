"""What "the other school", "its partner", "the infant school", "it" and "there" mean, each with its step."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph.vocabulary import GROUP, PERSON, SCHOOL
from loaders.reading.cast import Entity, Reference
from loaders.reading.documents.document import Block
from loaders.reading.referring.surroundings import Surroundings, is_of_post, is_quoted, sentence_at

_THE_OTHER: Final = re.compile(
    r"\b(?:(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]er|[Hh]is) (?:other|second|partner|partnered|sister|twin|neighbouring|supported|supporting|weaker|stronger) (?:school|academy|primary)\b"
    r"|[Ii]ts (?:partner|neighbour|twin)(?=[,.;]|\s+(?:is|was|has|had|and|in|to|who|which|for|since|from|by|on)\b)"
    r"|(?<!\bon )(?<!\bthan )(?<!\bwith )(?<!\bor )[Tt]he other(?= (?:is|was|has|had) (?:a|an|in|the only|not|judged|rated|\d)\b))"
)
_SORTS: Final = {
    "infant": r"infants?", "infants": r"infants?", "junior": r"juniors?", "juniors": r"juniors?", "nursery": r"nursery",
    "first": r"first", "middle": r"middle", "primary": r"primary", "special": r"special", "grammar": r"grammar",
    "high": r"high", "secondary": r"secondary|high|comprehensive|grammar|upper", "upper": "upper", "lower": "lower",
    "academy": r"academy", "college": r"college", "comprehensive": r"comprehensive|high",
}  # fmt: skip
_ALONE: Final = r"(?=[,.;)]|['’]s?\s|\s+(?:is|was|has|had|and|in|to|which|who|will|would|where|for|on|at|since|from|also|joined|took|by|with|when|but)\b)"
_OF_SORT: Final = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur) (?:(?:nearby|neighbouring|local|village|town|feeder|Catholic|church|linked|little|small|larger|smaller|bigger) )?"
    r"(?:(?P<sort>infants?|juniors?|primary|secondary|nursery|special|high|grammar|middle|first|upper|lower|comprehensive) school(?! (?:improvement|business|heads|network|partnership|age))"
    rf"|(?P<alone>infants|juniors|nursery|secondary|grammar|academy|college|primary|comprehensive){_ALONE})"
)
_THERE: Final = re.compile(
    r"(?<!\bsat )(?<!\bended )(?<!\bstop )(?<!\band )(?<!\bget )(?<!\bgot )(?<!\bNot )(?<!\bover )(?<!\bhere and )(?<!\bout )\bthere\b(?!['’]s)(?! (?:is|are|was|were|has|have|had|will|would|may|might|can|could|seems?|seemed|must|used|being|be|isn|wasn|aren|weren|came|comes|remains?|remained|follows?|followed)\b)"
)
# Behind a school these say the same.
_WHOSE: Final = re.compile(
    r"['’]s? (?:[\w-]+ ){0,3}(?:head|teacher|principal|manager|director|bursar|deputy|leader|SBM|chair)\b"
)
_MOVED: Final = re.compile(r"\b(?:seconded|sent|moved|went|lent|transferred|drafted in|released|loaned) $")
_VERBS: Final = (
    r"(?:is|was|has|had|also|joined|joins|became|becomes|belongs|belonged|works|worked|supports|supported|left|helps|helped"
    r"|receives?|received|shares|shared|leads|led|now|then|went|took|takes|began|remains|got|won|lent|lends|gives|gave|runs|ran"
    r"|federated|merged|sends|sent|opened|closed|converted|serves|served|will|would|still|soon|already|did|does|needs|needed)"
)
_LEAD_IN: Final = r"(?:(?:In|Since|From|By|At|Until|For|After|During|On)\s[^,.;]{3,40}, |(?:In|Since|By|Until|From) (?:[A-Z]\w+ )?\d{4} |(?:Before that|Later|Then|Today|And|But|Now|So),? )?"
_IT_BEGINS: Final = re.compile(rf"{_LEAD_IN}(?P<it>[Ii]t) (?=(?:not |never )?{_VERBS}\b)")
# "It is expected that", "it was in 2010 that": nothing is meant.
_IT_EMPTY: Final = re.compile(
    r"[Ii]t (?:is|was|has been|had been|will be|would be|remains|became|seems)(?: \w+ly| also| then| now| not| only)* (?:that|to|hoped|expected|agreed|AGREED|felt|noted|reported|clear|important|possible|likely|unlikely|hard|easy|difficult|good|right|true|said|thought|decided|resolved|proposed|suggested|here|there|at this|in this|because|only when|not until|the (?:first|last|second) time|time|a (?:pleasure|pity|shame|matter|question)|up to|worth|about|for (?:this|that)|Mrs?|Ms|Miss|Dr|when|his|her|my|the head)\b"
)
# What is said of schools and groups, and of little else that a sentence may speak of.
_OF_SCHOOLS: Final = re.compile(
    r"(?:(?:also|now|then|later|soon|still|has|had|has since|never|not|already) )*(?:joined|joins|became|belong\w*|federated|merged|converted|open(?:s|ed)|closed|(?:has|had) (?:\d|a (?:new|staff|head|roll|nursery|deficit)|been (?:judged|rated|placed|put|a member|in|out))"
    r"|(?:was|is|been) (?:judged|rated|placed|put|in|inadequate|good|outstanding|satisfactory|one of|part of|a member|small|large|led|run|federated|founded|set up|funded|failing|supported|helped|twinned|linked)|serves?d?|required|requires|left|receive[sd]|shares?d?|supports?|supported|works|worked|came out of|employs|lent|lends|gets|got|won|takes its|sends?)\b"
)
_IT_DONE_TO: Final = re.compile(
    r"\b(?:lent|lend|lends|helped|helps|help|helping|supported|supports|support|supporting|backed|advised|turned|ran|runs|run|running|led|leads|lead|leading|joined|joins|join"
    r"|took|take|taking|taken|brought|left|alongside|gave|gives|giving|paid|giving|awarded|granted|sent|offered|(?:lent|loaned|seconded|sent|released|deployed|attached) to) (?P<it>it)\b(?! (?:is|was|has|had|would|will|to|that|all|clear|easy|easier|hard|harder|possible|difficult|in turns|seriously|up|out|upon)\b)"
)
_ONLY: Final = "the only one the sentence before names"
_OTHER_OF_TWO: Final = "the other of the two schools"
_WITHIN: Final = 30


@dataclass(frozen=True)
class SchoolWords:
    """Finds what words for schools that name none stand for."""

    around: Surroundings

    def found(self, at: int, block: Block) -> Iterator[Reference]:
        """All of one block, sort after sort."""
        yield from self._of_sort(block)
        yield from self._others(at, block)
        yield from self._it(at, block)
        yield from self._it_done_to(at, block)
        yield from self._there(at, block)

    def _of_sort(self, block: Block) -> Iterator[Reference]:
        """'The infant school' where the document names one of that sort."""
        for mark in _OF_SORT.finditer(block.text):
            sort = re.compile(rf"\b(?:{_SORTS[(mark['sort'] or mark['alone']).casefold()]})\b", re.IGNORECASE)
            fits = [school for school in self._schools if any(sort.search(name) for name in school.names)]
            if len(fits) == 1:
                yield self.around.refer(mark, SCHOOL, (fits[0].key,), "the only one of that sort in the document")

    @cached_property
    def _schools(self) -> list[Entity]:
        return [school for school in self.around.cast.of(SCHOOL) if school.times and not school.described]

    def _others(self, at: int, block: Block) -> Iterator[Reference]:
        """'The other school' where two are spoken of: the one that was not named last."""
        for mark in _THE_OTHER.finditer(block.text):
            two = self._two(at, mark.start())
            before = self.around.before(at, mark.start(), SCHOOL)
            last = before[-1].entities[0] if before else self.around.subject.school
            if last in two:
                other = next(key for key in two if key != last)
                yield self.around.refer(mark, SCHOOL, (other,), _OTHER_OF_TWO)

    def _two(self, at: int, stop: int) -> list[int]:
        """The two schools of the document or, where it has more, of the block and the one before it."""
        if len(self._schools) == 2:
            return [school.key for school in self._schools]
        here = self.around.between(at, 0, stop, SCHOOL)
        if len(here) < 2 and at:
            earlier = self.around.between(at - 1, 0, len(self.around.document.blocks[at - 1].text), SCHOOL)
            here = list(dict.fromkeys([*here, *earlier]))
        return here if len(here) == 2 else []

    def _it(self, at: int, block: Block) -> Iterator[Reference]:
        """'It joined …' as what the sentence before begins with, else the one school or group that it names."""
        before: tuple[int, int] | None = None
        for start, end in block.sentences():
            mark = _IT_BEGINS.match(block.text, start)
            if mark and not _IT_EMPTY.match(block.text, mark.start("it")) and not is_quoted(block.text[:start]):
                spoken = before or (self._last_sentence(at - 1) if at else None)
                where = at if before else at - 1
                held = self._spoken_of(where, spoken) if spoken else None
                if held and (held[2] != _ONLY or _OF_SCHOOLS.match(block.text, mark.end())):
                    word = re.compile(r"[Ii]t\b").search(block.text, mark.start("it"))
                    if word:
                        yield self.around.refer(word, held[0], (held[1],), held[2])
            before = start, end

    def _last_sentence(self, at: int) -> tuple[int, int] | None:
        block, behind = self.around.document.blocks[at : at + 2]
        spans = list(block.sentences())
        return spans[-1] if spans and block.sort is behind.sort else None

    def _spoken_of(self, at: int, span: tuple[int, int]) -> tuple[str, int, str] | None:
        """The type and key of what a sentence begins with, else of its one school, else of its one group."""
        named = [
            reference
            for reference in self.around.cast.references[at]
            if reference.type in (SCHOOL, GROUP, PERSON) and span[0] <= reference.start < span[1]
        ]
        if named and named[0].type != PERSON and named[0].start - span[0] <= _WITHIN and len(named[0].entities) == 1:
            behind = self.around.document.blocks[at].text[named[0].end : named[0].end + 2]
            if not re.match(r"['’]s", behind):
                return named[0].type, named[0].entities[0], "what the sentence before begins with"
        for type_ in (SCHOOL, GROUP):
            keys = self.around.between(at, *span, type_)
            if len(keys) == 1:
                return type_, keys[0], _ONLY
            if keys:
                return None
        return None

    def _it_done_to(self, at: int, block: Block) -> Iterator[Reference]:
        """'… lent it a teacher': the one school or group of the sentence that is not who did so."""
        for mark in _IT_DONE_TO.finditer(block.text):
            (start, _), before = sentence_at(block, mark.start())
            keys = self.around.between(at, start, mark.start(), SCHOOL)
            type_ = SCHOOL
            doer = [one for one in self.around.before(at, mark.start(), SCHOOL) if mark.start() - one.end <= _WITHIN]
            if doer:
                keys = [key for key in keys if key != doer[-1].entities[0]]
            if not keys and before:
                keys = self.around.between(at, *before, SCHOOL)
            if not keys:
                type_ = GROUP
                keys = self.around.between(at, *(before or (start, mark.start())), GROUP)
            if len(keys) == 1:
                word = re.compile(r"it\b").search(block.text, mark.start("it"))
                if word:
                    yield self.around.refer(word, type_, tuple(keys), "the only other one spoken of here")

    def _there(self, at: int, block: Block) -> Iterator[Reference]:
        """'There' as the last school named in the sentence, else the one that the sentence before names."""
        for mark in _THERE.finditer(block.text):
            (start, _), before = sentence_at(block, mark.start())
            here = self._places(at, block, start, mark.start())
            if len(here) == 1 and _MOVED.search(block.text[start : mark.start()]):
                # Where somebody goes to from one school is another.
                here = []
            if not here and len(self.around.topics[at]) == 1:
                here = list(self.around.topics[at])
            if not here and before:
                here = self.around.between(at, *before, SCHOOL) or self._only_before(at, before[0])
            if here:
                yield self.around.refer(mark, SCHOOL, (here[-1],), "the last one named")

    def _only_before(self, at: int, stop: int) -> list[int]:
        """The one school that a paragraph has named so far."""
        keys = self.around.between(at, 0, stop, SCHOOL)
        return keys if len(keys) == 1 else []

    def _places(self, at: int, block: Block, start: int, end: int) -> list[int]:
        """The schools of a stretch, but for those that only say whose post somebody has."""
        named = [one for one in self.around.before(at, end, SCHOOL) if start <= one.start]
        return [
            one.entities[0]
            for one in named
            if not is_of_post(block.text, one.start) and not _WHOSE.match(block.text, one.end)
        ]
