"""What "she", "the school", "the cluster" and "the headteacher" stand for, each with the step that was taken.

Rules in the order of the text, no statistics: the last one named in the block, else the document's own subject. Where
that leaves more than one, nothing is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from graph.vocabulary import GROUP, LOCAL_AUTHORITY, PERSON, ROLE_FAMILIES, SCHOOL
from loaders.reading.cast import Cast, Entity, Reference, Step, Subject
from loaders.reading.documents.document import Block, Document
from loaders.reading.naming.mention import ROLE
from loaders.reading.referring.courses import Courses
from loaders.reading.referring.personal import Personal
from loaders.reading.referring.plurals import Plurals
from loaders.reading.referring.school_words import SchoolWords
from loaders.reading.referring.surroundings import BLOCKS_BACK, Surroundings, is_of_post, sentence_at

_SCHOOL: Final = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Oo]ur|[Tt]heir|[Hh]er|[Hh]is) (?:(?:host|lead) (?=\w+\b(?! (?:of|in|for)\b))|home |same )?(?:school|academy)\b(?!\s+(?:business|improvement|cluster|partnership|network|group|SBM|issue|status|conversion|order|programme|sector|system|trust|day|year)|-)"
)
_GROUP: Final = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Oo]ur|[Tt]heir)\s+(?:(?:local|school|schools|primary|whole|wider|hard|soft|learning|improvement|local authority)\s+){0,3}"
    r"[‘'“\"]?(?P<word>[Cc]luster|[Ff]ederation|[Aa]lliance|[Pp]artnership|[Ff]orum|[Nn]etwork|[Gg]roup|[Tt]rust)\b[’'”\"]?"
    r"(?!\s+(?:grant|funding|award|manager|business|activity|activities|working|arrangements?|of))"
)
_AUTHORITY: Final = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Oo]ur|a)\s+(?:[Ll]ocal(?: [Ee]ducation)? [Aa]uthority|LA|LEA|[Cc]ouncil|[Bb]orough|London Borough|[Cc]ounty [Cc]ouncil)\b|\b[Ll]ocal authority\b(?=\s+(?:cluster|funded|and|to))"
)
_KINDS: Final = {
    "cluster": ("cluster", "partnership", "network"),
    "federation": ("federation",),
    "alliance": ("teaching_school_alliance", "partnership"),
    "partnership": ("partnership", "cluster"),
    "forum": ("network",),
    "network": ("network", "partnership"),
    "group": ("network", "cluster", "partnership", "federation"),
    "trust": ("trust",),
}
_OF_PEOPLE: Final = re.compile(r"SBM|CPD|[Mm]anagers?|[Hh]ead|[Bb]ursar|[Gg]overnor|[Ll]eader")
# Before a post these say that somebody else than its present holder is meant.
_OTHERS: Final = re.compile(
    r"\b(?:new|former|incoming|previous|outgoing|retired|recently \w+|another|other|a|an|one|each|every|two|acting|old|next)\s+$",
    re.IGNORECASE,
)
_QUALIFIED: Final = re.compile(r"\b(new|former|incoming|previous|outgoing|retired|acting)\s+$", re.IGNORECASE)
_IN_OFFICE: Final = re.compile(
    r"\b(?:as|is|was|be|became|become|appointed|being|role of|post of|called)\s+(?:the|an?|its|our|their)?\s*(?:\w+\s+)?$",
    re.IGNORECASE,
)
_ACTS: Final = re.compile(
    r"(?:\s+(?:of|at)\s+[A-Z][\w’' ]{2,60}?)?,?\s+(?:(?:has|had|have|also|now|who|then|already|been|was|is)\s+){0,3}"
    r"(?:work|spen[dt]|support|help|mentor|coach|provid|second|advis|deploy|designat|accredit|a (?:national|local|specialist)|an? [NLS]LE)"
)
_PLURAL: Final = re.compile(r"(?:heads|teachers|principals|managers|bursars|deputies|directors|governors|SBMs|SBDs)$")
# A school that does this to a school does it to another.
_DOES_FOR: Final = re.compile(
    r"^(?:['’]s)?[^.;:]{0,25}\b(?:lent|lends|sent|sends|spared|seconded|released|helped|helps|supported|supports|joined)\b[^.;:]{0,80}\b(?:to|at|with|helped|helps|supported|supports|joined) $"
)
# Between a post and the name of who holds it.
_APPOSED: Final = re.compile(r"\s*[,(–-]?\s*(?:the |our |then |now |its )?")
_NEAR: Final = 12
_BEHIND: Final = re.compile(r"\s+(?:of|at|from)\s+")
_THE: Final = re.compile(r"\b(?:the|our|their|its|this|then|current|\(then\)|and)\s+$", re.IGNORECASE)


@dataclass
class Holders:
    """Who is known to hold which post where: filled from what the text says by name, asked by what it does not."""

    held: dict[tuple[str, int], list[int]] = field(default_factory=dict)

    def add(self, role: str, at: int, person: int) -> None:
        """Note a holder."""
        known = self.held.setdefault((family(role), at), [])
        if person not in known:
            known.append(person)

    def sole(self, role: str, at: int) -> int | None:
        """The one person known to hold a post of the family there, None for nobody or several."""
        known = self.held.get((family(role), at), [])
        return known[0] if len(known) == 1 else None


def family(role: str) -> str:
    """The family of posts a role belongs to; an executive head and a head are one family, a deputy another."""
    return ROLE_FAMILIES.get(role, role)


class Resolver:
    """Adds to the cast's references those that name nobody."""

    def __init__(self, document: Document, cast: Cast, subject: Subject, holders: Holders) -> None:
        self._document, self._cast, self._subject, self._holders = document, cast, subject, holders
        self._plurals = Plurals(document, cast)
        self._around = Surroundings(document, cast, subject)
        self._schools, self._personal = SchoolWords(self._around), Personal(self._around)
        self._courses = Courses(self._around)

    def resolve(self) -> None:
        """All blocks, in order."""
        for at, block in enumerate(self._document.blocks):
            # Posts first: "the school business manager" is no school. Each sort sees what those before it found.
            for sort in (
                self._posts,
                self._several,
                self._schools.found,
                self._said,
                self._courses.found,
                self._personal.found,
            ):
                for reference in sort(at, block):
                    self._cast.refer(at, reference)

    def _said(self, at: int, block: Block) -> Iterator[Reference]:
        """'The school', 'the council' and 'the cluster'."""
        for pattern, type_ in ((_SCHOOL, SCHOOL), (_AUTHORITY, LOCAL_AUTHORITY), (_GROUP, GROUP)):
            for mark in pattern.finditer(block.text):
                if (key := self._nearest(type_, at, mark)) is not None:
                    yield self._reference(mark, type_, (key,), "the last one named, else the document's own")

    def _reference(self, mark: re.Match[str], type_: str, keys: tuple[int, ...], rule: str) -> Reference:
        names = " and ".join(self._cast.entities[key].name for key in keys)
        return Reference(mark.start(), mark.end(), type_, keys, mark[0], Step(mark[0], rule, names))

    def _nearest(self, type_: str, at: int, mark: re.Match[str]) -> int | None:
        before = [
            reference.entities[0]
            for reference in self._cast.references[at]
            if reference.type == type_ and reference.end <= mark.start() and len(reference.entities) == 1
        ]
        doer = self._doer(at, mark) if type_ == SCHOOL else None
        fits = [key for key in before if self._fits(key, mark) and key != doer]
        topic = self._around.topics[at] if type_ == SCHOOL else ()
        if len(topic) == 1 and topic[0] != doer and not self._in_sentence(at, mark):
            return topic[0]
        if type_ == LOCAL_AUTHORITY and not self._in_sentence(at, mark, type_) and self._subject.authority is not None:
            # One that is named elsewhere is more often a place than who acts.
            return self._subject.authority
        if fits:
            return (self._spoken_of(type_, at, mark, fits) or fits)[-1]
        if type_ not in self._subject.titled and (last := self._lately(type_, at, mark)) is not None:
            return last
        chief = {SCHOOL: self._subject.school, LOCAL_AUTHORITY: self._subject.authority}.get(type_)
        return chief if type_ != GROUP else self._chief_group(mark)

    def _spoken_of(self, type_: str, at: int, mark: re.Match[str], fits: list[int]) -> list[int]:
        """Those of ``fits`` that are not only named as the place of somebody's post."""
        text = self._document.blocks[at].text
        named = [] if type_ != SCHOOL else self._around.before(at, mark.start(), SCHOOL)
        return [one.entities[0] for one in named if one.entities[0] in fits and not is_of_post(text, one.start)]

    def _in_sentence(self, at: int, mark: re.Match[str], type_: str = SCHOOL) -> bool:
        """Whether the sentence names one of the type before."""
        (start, _), _ = sentence_at(self._document.blocks[at], mark.start())
        return bool(self._around.between(at, start, mark.start(), type_))

    def _doer(self, at: int, mark: re.Match[str]) -> int | None:
        """The school that lends, sends or helps in the clause: 'the school' to which it does so is another."""
        text = self._document.blocks[at].text
        clause = max(text.rfind(stop, 0, mark.start()) for stop in (". ", "; ", "? ", ": ")) + 1
        for one in self._cast.references[at]:
            if one.type == SCHOOL and clause <= one.start and one.end <= mark.start() and len(one.entities) == 1:
                return one.entities[0] if _DOES_FOR.search(text[one.end : mark.start()]) else None
        return None

    def _lately(self, type_: str, at: int, mark: re.Match[str]) -> int | None:
        """The last one named in the blocks right before, where the title does not say what the document is about."""
        for references in reversed(self._cast.references[max(0, at - BLOCKS_BACK) : at]):
            for reference in reversed(references):
                if reference.type == type_ and len(reference.entities) == 1 and self._fits(reference.entities[0], mark):
                    return reference.entities[0]
        return None

    def _fits(self, key: int, mark: re.Match[str]) -> bool:
        word = mark.groupdict().get("word")
        entity = self._cast.entities[key]
        if word is None or entity.kind in _KINDS[word.casefold()] or word.casefold() in entity.name.casefold():
            return True
        # A "group" of schools may be a cluster or partnership; one of business managers or the like is neither.
        return entity.name.casefold().endswith("group") and not _OF_PEOPLE.search(entity.name)

    def _chief_group(self, mark: re.Match[str]) -> int | None:
        """The document's main group if it is of a fitting kind, else the only one that is."""
        if self._subject.group is not None and self._fits(self._subject.group, mark):
            return self._subject.group
        fits = [group.key for group in self._cast.of(GROUP) if self._fits(group.key, mark)]
        return fits[0] if len(fits) == 1 else None

    def _several(self, at: int, block: Block) -> Iterator[Reference]:
        """'Both schools', 'all four', 'together they'."""
        for plural in self._plurals.found(at, block):
            word = block.text[plural.start : plural.end]
            names = " and ".join(self._cast.entities[key].name for key in plural.keys)
            yield Reference(plural.start, plural.end, SCHOOL, plural.keys, word, Step(word, plural.rule, names))

    def _posts(self, at: int, block: Block) -> Iterator[Reference]:
        """'The headteacher' and 'the Oak SBM' as the one person known in that post there, else as somebody unnamed."""
        for post in self._cast.references[at].copy():
            if post.type != ROLE or _PLURAL.search(block.text[post.start : post.end]):
                continue
            place, start = self._where(at, block, post)
            who = None if place is None else self._who(at, block, post, place, start)
            if who is not None:
                self._cast.references[at].remove(post)
                word = block.text[start : post.end]
                rule = "somebody the text does not name" if who.described else "the one known holder of the post"
                yield Reference(start, post.end, PERSON, (who.key,), word, Step(word, rule, who.name))

    def _who(self, at: int, block: Block, post: Reference, place: int, start: int) -> Entity | None:
        """The holder of the post who is meant; None where the words name a post and nobody in it."""
        before = block.text[:start]
        other = _OTHERS.search(before)
        definite = bool(start < post.start or _THE.search(before))
        holder = self._holders.sole(post.word, place) if definite and not other else None
        if holder is not None:
            return None if self._beside(holder, at, block, post) else self._cast.entities[holder]
        acts = _ACTS.match(block.text, post.end) and not _IN_OFFICE.search(before)
        qualified = _QUALIFIED.search(before)
        if not acts or not (qualified or (definite and not other)) or self._named_beside(at, post):
            return None
        return self._unnamed(at, post.word, place, qualified)

    def _unnamed(self, at: int, post: str, place: int, qualified: re.Match[str] | None) -> Entity:
        """The person in brackets for a post-holder without a name, the same one each time."""
        which = f"{qualified[1].casefold()} " if qualified else ""
        name = f"{which}{post} of {self._cast.entities[place].name}"
        known = next((one for one in self._cast.of(PERSON) if one.described and one.names[0] == name), None)
        return known or self._cast.add(PERSON, name, at, described=True)

    def _where(self, at: int, block: Block, post: Reference) -> tuple[int | None, int]:
        """The school or group a post belongs to: one named right before it, else the one 'the school' would mean."""
        for other in self._cast.references[at]:
            if other.type in (SCHOOL, GROUP) and len(other.entities) == 1 and 0 <= post.start - other.end <= 3:
                return other.entities[0], post.start
        if found := _BEHIND.match(block.text, post.end):
            behind = [one for one in self._cast.references[at] if one.start - found.end() in (0, 4)]
            named = behind and behind[0].type in (SCHOOL, GROUP) and len(behind[0].entities) == 1
            return (behind[0].entities[0], post.start) if named else (None, post.start)
        here = re.compile(r"").match(block.text, post.start)
        return (self._nearest(SCHOOL, at, here) if here else None), post.start

    def _named_beside(self, at: int, post: Reference) -> bool:
        """Whether anybody is named so near to the post that it may be theirs."""
        return any(
            other.type == PERSON and min(abs(other.start - post.end), abs(post.start - other.end)) <= 15
            for other in self._cast.references[at]
        )

    def _beside(self, holder: int, at: int, block: Block, post: Reference) -> bool:
        """Whether somebody's name stands at the post like an apposition, or the holder's own right beside it."""
        for other in self._cast.references[at]:
            if other.type == PERSON:
                first, last = min(other, post, key=_start), max(other, post, key=_start)
                gap = block.text[first.end : last.start]
                if _APPOSED.fullmatch(gap) or (holder in other.entities and len(gap) <= _NEAR):
                    return True
        return False


def _start(reference: Reference) -> int:
    return reference.start
