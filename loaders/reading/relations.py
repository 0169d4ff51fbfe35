"""Candidates for relations: what the patterns, the lists and the layout of a document say, each with its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import Final

from graph.dates import PartialDate
from graph.vocabulary import GROUP, LOCAL_AUTHORITY, PERSON, RELATIONS, SCHOOL
from loaders.reading.cast import Cast, Entity, Reference, Step, Subject
from loaders.reading.dating import AT, BEGINS, ENDS, dates_in
from loaders.reading.document import QUOTE_LENGTH, Block, Document, Place, Sort
from loaders.reading.lexicon import CODED_POSTS, GROUP_POST, IMPLIED, NEGATION, PLAN
from loaders.reading.listings import listed
from loaders.reading.masking import TOKEN, Masked, mask
from loaders.reading.naming.mention import DESIGNATION, PROGRAMME, ROLE
from loaders.reading.pattern import GROUP_MEANT, PERSON_MEANT, SCHOOL_MEANT, Pattern
from loaders.reading.patterns import PATTERNS
from loaders.reading.together import Pair, beside, together

MONEY: Final = re.compile(r"grant|funding|\bfund\b|lottery|\baward", re.IGNORECASE)
# Ends that no slot of a pattern gives, and the type that is meant.
MEANT: Final = {"": "", PERSON_MEANT: PERSON, GROUP_MEANT: GROUP, SCHOOL_MEANT: SCHOOL}
# What is told of people whom the text does not name: the rest would only say that a school has a head.
OF_UNNAMED: Final = frozenset({"supports", "secondment", "mentoring", "designated"})
# Patterns whose words say that money came, whatever the programme is called.
FOR_MONEY: Final = frozenset({"is funded by", "set up under", "work funded by", "funding from"})
_LINE: Final = 90
_AMONG: Final = re.compile(r"(?:Among (?:them|these)|They|These|Those) (?:are|is|include)\b")
ADVISERS: Final = frozenset({"school improvement partner", "link adviser"})
_ATTENDANCE: Final = re.compile(
    r"(?:Present|In attendance|Attendance|Apologies|Those present|Attending)\b", re.IGNORECASE
)
_ATTENDANCE_LENGTH: Final = 400
PLAIN, LOOSE, DERIVED = 1, 2, 3
_BEFORE: Final = 45
_LIST_LEAD: Final = re.compile(
    r"\b(?:members?|partners?|others are|partner schools|schools (?:in|of|are|were|involved)|consist\w*|compris\w*|includ\w*|made up of|involv\w+|between|namely)\b",
    re.IGNORECASE,
)


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


class Candidates:
    """Finds candidates in a document whose references are known."""

    def __init__(self, document: Document, cast: Cast, subject: Subject) -> None:
        self._document, self._cast, self._subject = document, cast, subject

    def all(self) -> Iterator[Candidate]:
        """By patterns, by lists, by layout; in the order of the text."""
        # Tables first: they may name people of whom the text speaks by name alone.
        found = [*self._tables(), *self.by_patterns(PATTERNS), *self._long_lists(), *self._lists()]
        found = [self._as_support(each) for each in found]
        found += self._attendance()
        found += self._designated_list()
        found += self._signatures()
        found += self._together({each.key for each in found})
        yield from found
        yield from self._federation_members(found)
        yield from self._authority(self._with_schools(found))
        yield from self._coded()

    # -- patterns ------------------------------------------------------------------------------------------------------

    def by_patterns(self, patterns: Sequence[Pattern]) -> Iterator[Candidate]:
        """What ``patterns`` find in every sentence."""
        for at, block in enumerate(self._document.blocks):
            for start, end in block.sentences():
                masked = mask(block.text, start, end, self._cast.references[at])
                for pattern in patterns:
                    for mark in pattern.says.finditer(masked.text):
                        yield from self._candidates(block, masked, pattern, mark)

    def _candidates(self, block: Block, masked: Masked, pattern: Pattern, mark: re.Match[str]) -> Iterator[Candidate]:
        place = self._place(block, masked, mark.start(), mark.end())
        made = Candidate(pattern.relation, -1, None, place, pattern.name, pattern.tier)
        made = _dated(_scoped(made, masked, mark) if pattern.scoped else made, block, masked, mark, pattern)
        for source, target, steps in self._ends(masked, pattern, mark):
            role = self._role(masked, pattern, mark)
            tier = max(pattern.tier, LOOSE if steps else PLAIN)
            found = replace(made, source=source, target=target, role=role, steps=steps, tier=tier)
            if self._fits(found):
                yield found

    def _role(self, masked: Masked, pattern: Pattern, mark: re.Match[str]) -> str:
        if pattern.relation == "designated":
            return masked.referred(mark["named"])[0].word
        if pattern.role.startswith("="):
            return pattern.role[1:]
        return masked.referred(mark[pattern.role])[0].word if pattern.role else ""

    def _ends(
        self, masked: Masked, pattern: Pattern, mark: re.Match[str]
    ) -> Iterator[tuple[int, int | None, tuple[Step, ...]]]:
        sources = self._side(masked, mark, pattern.source)
        slots = mark.groupdict()
        if pattern.relation == "designated":
            yield from ((key, None, steps) for key, steps in sources)
        elif pattern.target not in MEANT and slots.get(pattern.target) is None:
            # "Oak and Elm are federated": the pairs within one list.
            for (one, its), (other, others) in combinations(sources, 2):
                yield one, other, (*its, *others)
        else:
            for source, its in sources:
                for target, others in self._side(masked, mark, pattern.target):
                    yield source, target, (*its, *others)

    def _side(self, masked: Masked, mark: re.Match[str], slot: str) -> list[tuple[int, tuple[Step, ...]]]:
        if slot in MEANT:
            return self._about(masked, mark, MEANT[slot] or self._where_posts_are(masked, mark))
        return [
            (key, (reference.step,) if reference.step else ())
            for reference in masked.referred(mark[slot])
            for key in reference.entities
        ]

    def _where_posts_are(self, masked: Masked, mark: re.Match[str]) -> str:
        """Whether what is named without its place is in a group or in a school: by the post, else by the title."""
        numbers = mark.groupdict().get("role")
        post = masked.referred(numbers)[0].word if numbers else ""
        about_group = not post and GROUP in self._subject.titled and SCHOOL not in self._subject.titled
        return GROUP if GROUP_POST.search(post) or about_group else SCHOOL

    def _about(self, masked: Masked, mark: re.Match[str], type_: str) -> list[tuple[int, tuple[Step, ...]]]:
        """Who or which school is meant where no word says so: the last one named in the sentence, else the subject."""
        said = [ref for token in TOKEN.finditer(masked.text, 0, mark.start()) for ref in masked.referred(token[2])]
        earlier = () if type_ in self._subject.titled else masked.earlier
        before = [ref for ref in (*earlier, *said) if ref.type == type_ and len(ref.entities) == 1]
        chief = {SCHOOL: self._subject.school, GROUP: self._subject.group, PERSON: self._subject.person}[type_]
        key = before[-1].entities[0] if before else chief
        if key is None:
            return []
        rule = "the last one named" if before else "the document's own"
        return [(key, (Step("", f"no {type_} is named here: {rule}", self._cast.entities[key].name),))]

    def _fits(self, found: Candidate) -> bool:
        """Whether the types are right, and somebody unnamed does something that ties, and not merely exist."""
        ends = [self._cast.entities[key] for key in (found.source, found.target) if key is not None]
        return self._types_fit(found) and (found.relation in OF_UNNAMED or not any(end.described for end in ends))

    def _types_fit(self, found: Candidate) -> bool:
        """Whether the types are those the relation joins, and money and training are not taken for one another."""
        relation, source = RELATIONS[found.relation], self._cast.entities[found.source]
        if source.type not in relation.sources or (found.target is None) != (found.relation == "designated"):
            return False
        return found.target is None or self._target_fits(found, source, self._cast.entities[found.target])

    def _target_fits(self, found: Candidate, source: Entity, target: Entity) -> bool:
        relation = RELATIONS[found.relation]
        if target.type not in relation.targets or target is source:
            return False
        if relation.same_type and source.type != target.type:
            return False
        money = target.type == PROGRAMME and bool(MONEY.search(" ".join(target.names)))
        if found.relation == "funded_by":
            return target.type != PROGRAMME or money or found.rule in FOR_MONEY
        return found.relation != "participates_in" or not money

    def _place(self, block: Block, masked: Masked, start: int, end: int) -> Place:
        return self._document.place(block, *masked.span(start, end))

    # -- lists ---------------------------------------------------------------------------------------------------------

    def _long_lists(self) -> Iterator[Candidate]:
        """A sentence that names a group, a word for its members and at least three schools."""
        for at, block in enumerate(self._document.blocks):
            for start, end in block.sentences():
                masked = mask(block.text, start, end, self._cast.references[at])
                yield from self._long_list(block, masked)

    def _long_list(self, block: Block, masked: Masked) -> Iterator[Candidate]:
        """The members are those of the last group that is named before the word for members."""
        tokens = list(TOKEN.finditer(masked.text))
        schools = [token for token in tokens if token[1] == "S"]
        named = [(key, token, ref) for token in schools for ref in masked.referred(token[2]) for key in ref.entities]
        taken: set[int] = set()
        for group in reversed([token for token in tokens if token[1] == "G"]):
            lead = _LIST_LEAD.search(masked.text, group.end())
            members = [each for each in named if lead and each[1].start() >= lead.start() and each[0] not in taken]
            if len({key for key, _, _ in members}) < 3:
                continue
            taken |= {key for key, _, _ in members}
            for member in members:
                yield self._member(block, masked, group, member, "long list of members")

    def _member(
        self,
        block: Block,
        masked: Masked,
        group: re.Match[str],
        school: tuple[int, re.Match[str], Reference],
        rule: str,
    ) -> Candidate:
        key, token, reference = school
        held = masked.referred(group[2])[0]
        first, last = masked.span(group.start(), token.end())
        steps = tuple(step for step in (held.step, reference.step) if step)
        if last - first > QUOTE_LENGTH:
            # The end of a long list would be cut off: quote where the school stands, and say whose list it is.
            first, last = reference.start, reference.end
            name = self._cast.entities[held.entities[0]].name
            steps = (*steps, Step("", "in the list of its members, in the same sentence", name))
        return Candidate(
            "member_of",
            key,
            held.entities[0],
            self._document.place(block, first, last),
            rule,
            LOOSE if steps else PLAIN,
            steps=steps,
        )

    def _tables(self) -> Iterator[Candidate]:
        """People in tables: their posts, their designations, and to whom they are lent."""
        for row in listed(self._document, self._cast):
            made = Candidate("holds_role", row.person, None, row.place, "row of a table", PLAIN, row.post)
            yield from (replace(made, target=school) for school in row.places)
            yield from (replace(made, relation="supports", target=school, role="") for school in row.lent_to)
            unplaced = bool(row.post) and not row.places
            if (row.in_group or unplaced) and self._subject.group is not None:
                step = Step("", "the group whose parts the table gives", self._cast.entities[self._subject.group].name)
                yield replace(made, target=self._subject.group, tier=LOOSE, steps=(step,))
            if row.designation:
                yield replace(made, relation="designated", role=row.designation, steps=row.steps)

    def _lists(self) -> Iterator[Candidate]:
        """List items or rows under a line that names a group and ends in a colon."""
        group: tuple[int, str] | None = None
        for at, block in enumerate(self._document.blocks):
            if block.sort in (Sort.ITEM, Sort.ROW):
                yield from self._listed(at, block, group)
                continue
            group = self._lead_in(at, block)

    def _lead_in(self, at: int, block: Block) -> tuple[int, str] | None:
        """The group that a line before a list names, or that the title names where the line speaks of members."""
        leads = block.text.rstrip().endswith(":")
        heading = block.sort is Sort.HEADING and not leads
        if not (leads or heading):
            return None
        groups = [
            reference for reference in self._cast.references[at] if reference.type == GROUP and reference.entities
        ]
        members = bool(_LIST_LEAD.search(block.text))
        if groups and (members or (heading and len(block.text) < 60)):
            return groups[-1].entities[0], block.text
        titled = self._subject.group if GROUP in self._subject.titled and members and not heading else None
        return (titled, block.text) if titled is not None else None

    def _listed(self, at: int, block: Block, group: tuple[int, str] | None) -> Iterator[Candidate]:
        schools = [each for each in self._cast.references[at] if each.type == SCHOOL and each.entities]
        if group is None or not schools or schools[0].start > 4:
            return
        name = self._cast.entities[group[0]].name
        step = Step("", f"listed under '{group[1][:80]}'", name)
        last = schools[0]
        for school in schools:
            if re.fullmatch(r"(?:[\s,;&/]|and|with)*", block.text[last.end : school.start]) or school is last:
                place = self._document.place(block, school.start, school.end)
                yield Candidate(
                    "member_of", school.entities[0], group[0], place, "list of members", PLAIN, steps=(step,)
                )
                last = school

    # -- the document's authority --------------------------------------------------------------------------------------

    def _as_support(self, found: Candidate) -> Candidate:
        """An adviser's post at a school is his support of it."""
        at_school = found.target is not None and self._cast.entities[found.target].type == SCHOOL
        advises = found.relation == "holds_role" and found.role in ADVISERS and at_school
        return replace(found, relation="supports", role="") if advises else found

    def _together(self, known: set[tuple[str, int, int | None, str]]) -> Iterator[Candidate]:
        """What merely stands together in a sentence, where nothing better says or denies it."""
        for at, block in enumerate(self._document.blocks):
            for start, end in block.sentences():
                masked = mask(block.text, start, end, self._cast.references[at])
                pairs = (found for pair in together(masked) for found in self._of_pair(block, masked, pair))
                for found in (*pairs, *self._beside(block, masked)):
                    if found.key not in known and self._fits(found):
                        yield found

    def _beside(self, block: Block, masked: Masked) -> Iterator[Candidate]:
        """A person beside a post, in a sentence that names no place: at the place the text speaks of."""
        if not (found := beside(masked)):
            return
        person, post = found
        role = masked.referred(post[2])[0].word
        last = max(person, post, key=lambda token: token.start())
        place = self._place(block, masked, min(person.start(), post.start()), last.end())
        for reference in masked.referred(person[2]):
            for target, steps in self._about(masked, last, GROUP if GROUP_POST.search(role) else SCHOOL):
                taken = (*((reference.step,) if reference.step else ()), *steps)
                yield Candidate(
                    "holds_role", reference.entities[0], target, place, "stand side by side", DERIVED, role, steps=taken
                )

    def _of_pair(self, block: Block, masked: Masked, pair: Pair) -> Iterator[Candidate]:
        place = self._place(block, masked, pair.start, pair.end)
        for source in pair.sources:
            steps = tuple(step for step in (source.step, *(each.step for each in pair.targets)) if step)
            made = Candidate(pair.rule.relation, -1, None, place, "stand together", DERIVED, pair.post, steps=steps)
            for key in source.entities:
                if pair.rule.relation == "designated":
                    yield replace(made, source=key, role=pair.targets[0].word)
                else:
                    yield from (
                        replace(made, source=key, target=other) for each in pair.targets for other in each.entities
                    )

    def _signatures(self) -> Iterator[Candidate]:
        """A name on a line of its own, and under it a post and its school."""
        blocks = self._document.blocks
        for at, (block, following) in enumerate(pairwise(blocks)):
            names = [each for each in self._cast.references[at] if each.type == PERSON]
            under = self._cast.references[at + 1]
            if (
                len(names) != 1
                or names[0].end - names[0].start < len(block.text.strip())
                or len(following.text) > _LINE
            ):
                continue
            post = next((each for each in under if each.type == ROLE), None)
            place = next((each for each in under if each.type in (SCHOOL, GROUP) and len(each.entities) == 1), None)
            if post and place and post.start < 4:
                step = Step(
                    "",
                    f"the name stands on the line above '{following.text}'",
                    self._cast.entities[names[0].entities[0]].name,
                )
                yield Candidate(
                    "holds_role",
                    names[0].entities[0],
                    place.entities[0],
                    self._document.place(following, 0, len(following.text)),
                    "signature",
                    PLAIN,
                    post.word,
                    steps=(step,),
                )

    def _designated_list(self) -> Iterator[Candidate]:
        """'There are four SLEs. Among them are …': people of a sentence that only says who the leaders before it are."""
        for at, block in enumerate(self._document.blocks):
            earlier: list[Reference] = []
            for start, end in block.sentences():
                inside = [each for each in self._cast.references[at] if start <= each.start < end]
                named = [each for each in earlier if each.type == DESIGNATION]
                if named and _AMONG.match(block.text, start):
                    yield from self._each_designated(block, (start, end), inside, named[-1])
                earlier = inside

    def _each_designated(
        self, block: Block, span: tuple[int, int], inside: list[Reference], named: Reference
    ) -> Iterator[Candidate]:
        for person in (each for each in inside if each.type == PERSON and each.step is None):
            place = self._document.place(block, *span)
            step = Step(block.text[span[0] : span[0] + 4], "the leaders of the sentence before", named.word)
            yield Candidate(
                "designated", person.entities[0], None, place, "among the leaders", LOOSE, named.word, steps=(step,)
            )

    def _attendance(self) -> Iterator[Candidate]:
        """In the minutes of a group, the schools under 'Present' and 'Apologies' are taken to be in it."""
        group = self._subject.group
        if group is None or GROUP not in self._subject.titled:
            return
        listing = False
        for at, block in enumerate(self._document.blocks):
            begins = _ATTENDANCE.match(block.text)
            if block.sort is Sort.HEADING and not begins:
                listing = False
            listing = bool(begins) or (listing and len(block.text) < _ATTENDANCE_LENGTH)
            if listing:
                yield from self._attending(at, block, group)

    def _attending(self, at: int, block: Block, group: int) -> Iterator[Candidate]:
        step = Step("", "its people attend, or send apologies to, the group's meeting", self._cast.entities[group].name)
        for reference in self._cast.references[at]:
            if reference.type == SCHOOL and len(reference.entities) == 1 and reference.step is None:
                place = self._document.place(block, reference.start, reference.end)
                yield Candidate(
                    "member_of",
                    reference.entities[0],
                    group,
                    place,
                    "attendance",
                    LOOSE,
                    certainty="implied",
                    steps=(step,),
                )

    def _federation_members(self, found: Iterable[Candidate]) -> Iterator[Candidate]:
        """Federated schools of a document with one federation are in it."""
        groups = [group for group in self._cast.of(GROUP) if group.kind == "federation" and not group.described]
        if len(groups) != 1:
            return
        for each in found:
            if each.relation == "federation" and not each.negated and each.certainty != "planned":
                step = Step("", "the one federation the document speaks of", groups[0].name)
                for school in (each.source, each.target):
                    if school is not None:
                        yield replace(
                            each,
                            relation="member_of",
                            source=school,
                            target=groups[0].key,
                            rule="the federation's schools",
                            tier=DERIVED,
                            certainty="implied",
                            steps=(*each.steps, step),
                        )

    def _with_schools(self, found: Iterable[Candidate]) -> set[int]:
        """Groups that have schools of the document in them, or are tied to one that has."""
        schools = {
            each.target
            for each in found
            if each.relation == "member_of"
            and self._cast.entities[each.source].type == SCHOOL
            and each.target is not None
        }
        paired = {
            key
            for each in found
            if each.relation == "partnership" and {each.source, each.target} & schools
            for key in (each.source, each.target)
            if key is not None
        }
        return schools | paired

    def _authority(self, groups: set[int]) -> Iterator[Candidate]:
        """Schools of a document that speaks of one authority, and their groups, are taken to be in it."""
        authority = self._subject.authority
        if authority is None:
            return
        for entity in self._cast.entities:
            if self._local(entity, groups) and (place := self._first_place(entity.key, authority)):
                yield place

    def _local(self, entity: Entity, groups: set[int]) -> bool:
        """A named school; a named group that has schools of the document in it, or the authority's name."""
        if entity.described or entity.type not in (SCHOOL, GROUP):
            return False
        authority = self._cast.entities[self._subject.authority or 0]
        named_so = any(authority.names[-1] in name for name in entity.names)
        return entity.type == SCHOOL or entity.key in groups or named_so

    def _coded(self) -> Iterator[Candidate]:
        """A pseudonym that says the post ('HT2') says that there is such a post in the document's authority."""
        authority = self._subject.authority
        for person in self._cast.of(PERSON):
            post = CODED_POSTS.get(re.sub(r"\d+$", "", person.names[0]), "") if person.kind == "coded" else ""
            found = self._first_place(person.key, authority) if post and authority is not None else None
            if found:
                yield replace(found, relation="holds_role", role=post, rule="pseudonym after a post")
            yield from self._coded_school(person, post)

    def _coded_school(self, person: Entity, post: str) -> Iterator[Candidate]:
        """'HT3' heads 'School 3' where a study numbers both alike."""
        number = re.sub(r"^\D+", "", person.names[0])
        school = next(
            (one for one in self._cast.of(SCHOOL) if one.kind == "coded" and one.names[0].split()[-1] == number), None
        )
        if school is None or post != "headteacher":
            return
        step = Step("", "schools and headteachers bear the same numbers", school.name)
        for at, block in enumerate(self._document.blocks):
            for reference in self._cast.references[at]:
                if person.key in reference.entities and reference.step is None:
                    place = self._document.place(block, reference.start, reference.end)
                    yield Candidate(
                        "holds_role",
                        person.key,
                        school.key,
                        place,
                        "same number",
                        DERIVED,
                        post,
                        certainty="implied",
                        steps=(step,),
                    )
                    return

    def _first_place(self, key: int, authority: int) -> Candidate | None:
        name = self._cast.entities[authority].name
        for at, block in enumerate(self._document.blocks):
            for reference in self._cast.references[at]:
                if key in reference.entities and reference.step is None:
                    if self._elsewhere(at, block, reference, authority):
                        return None
                    place = self._document.place(block, reference.start, reference.end)
                    step = Step("", "the one authority the document speaks of", name)
                    return Candidate(
                        "in_authority",
                        key,
                        authority,
                        place,
                        "document's authority",
                        DERIVED,
                        certainty="implied",
                        steps=(step,),
                    )
        return None

    def _elsewhere(self, at: int, block: Block, reference: Reference, authority: int) -> bool:
        """Whether the sentence names another authority or another part of the world."""
        start, end = next(((s, e) for s, e in block.sentences() if s <= reference.start < e), (0, len(block.text)))
        others = [
            each
            for each in self._cast.references[at]
            if each.type == LOCAL_AUTHORITY and start <= each.start < end and authority not in each.entities
        ]
        return bool(others)


def _scoped(made: Candidate, masked: Masked, mark: re.Match[str]) -> Candidate:
    """Negation, plan and hearsay in the words between the ends and shortly before them."""
    before = re.split(r"[.;:]|, (?:and|but|which|who) ", masked.text[max(0, mark.start() - _BEFORE) : mark.start()])[-1]
    words = f"{before} {TOKEN.sub('', mark[0])}"
    if NEGATION.search(words):
        return replace(made, negated=True)
    if PLAN.search(words):
        return replace(made, certainty="planned", tier=max(made.tier, LOOSE))
    return replace(made, certainty="implied") if IMPLIED.search(words) else made


def _dated(made: Candidate, block: Block, masked: Masked, mark: re.Match[str], pattern: Pattern) -> Candidate:
    """The dates within what the pattern spans and just behind it."""
    start, end = masked.span(mark.start(), mark.end())
    stop = min(len(block.text), end + _BEFORE)
    for when in dates_in(block.text[start:stop]):
        behind = block.text[end : start + when.start]
        if start + when.start > end and re.search(r"[.;:,]\s|\band\b", behind):
            break
        sense = when.sense if when.sense != AT else pattern.dates or AT
        if sense == BEGINS and made.begins is None:
            made = replace(made, begins=when.first)
        elif sense == ENDS and made.ends is None:
            made = replace(made, ends=when.last)
        elif sense == AT and made.seen is None:
            made = replace(made, seen=when.first)
    return made
