"""Who and what a document speaks of: the spellings of one name brought together, and the document's own subject."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Final

from rapidfuzz import fuzz

from graph.vocabulary import GROUP, LOCAL_AUTHORITY, PERSON, SCHOOL
from loaders.reading.documents.document import Block, Document, Sort
from loaders.reading.naming.authorities import AUTHORITIES
from loaders.reading.naming.bare_groups import bare_groups
from loaders.reading.naming.bare_schools import bare_schools
from loaders.reading.naming.given_names import COMMON_GIVEN_NAMES
from loaders.reading.naming.lexicon import NO_INITIALS, SCHOOL_SORTS, TITLES
from loaders.reading.naming.mention import DESIGNATION, ROLE, Mention, own_words
from loaders.reading.naming.mentions import longest, mentions
from loaders.reading.naming.shown_people import shown_people
from loaders.reading.referring.genders import gender_of
from loaders.school_names import SchoolName, clash, fold, fold_group, take_apart

_ALIKE: Final = 88
_NO_NAME_ALONE: Final = frozenset(
    {
        "St",
        "Saint",
        "The",
        "Our",
        "Holy",
        "Christ",
        "All",
        "Sacred",
        "King",
        "Queen",
        "Prince",
        "Princess",
        "Sir",
        "Lady",
        "Lord",
        "Royal",
    }
)
_INITIALS: Final = re.compile(r"\s*\(([A-Z][A-Za-z&]*[A-Z])\)")
_MANY: Final = re.compile(r"(?:schools|academies|colleges|primaries)$", re.IGNORECASE)
_COUNCIL: Final = re.compile(r"council|authority|borough|\bLA\b", re.IGNORECASE)
_STYLE: Final = 3
_TITLE_SPANS: Final = 3


@dataclass(slots=True, eq=False)
class Entity:
    """One thing the document speaks of. ``names`` are all spellings met, the fullest first once the cast is whole."""

    key: int
    type: str
    names: list[str]
    kind: str | None = None
    described: bool = False
    first: int = 0
    times: int = 0

    @property
    def name(self) -> str:
        """The fullest spelling; a description stands in brackets."""
        return f"[{self.names[0]}]" if self.described else self.names[0]

    def called(self, name: str) -> None:
        """Remember a spelling."""
        if name not in self.names:
            self.names.append(name)


@dataclass(frozen=True, slots=True)
class Step:
    """How a word was taken for an entity it does not name: the word, the rule, and where the entity is named."""

    word: str
    rule: str
    to: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A span of a block that stands for entities (several for 'both schools'), or for a post or designation."""

    start: int
    end: int
    type: str
    entities: tuple[int, ...] = ()
    word: str = ""
    step: Step | None = None


@dataclass
class Cast:
    """The entities of a document, and for each block the references to them in order of place."""

    entities: list[Entity] = field(default_factory=list)
    references: list[list[Reference]] = field(default_factory=list)

    def of(self, type_: str) -> list[Entity]:
        """Entities of one type, in order of first mention."""
        return [entity for entity in self.entities if entity.type == type_]

    def add(self, type_: str, name: str, block: int, kind: str | None = None, *, described: bool = False) -> Entity:
        """A new entity."""
        entity = Entity(len(self.entities), type_, [name], kind, described, block)
        self.entities.append(entity)
        return entity

    def refer(self, block: int, reference: Reference) -> None:
        """Note a reference that overlaps none that is there."""
        there = self.references[block]
        if all(reference.end <= other.start or reference.start >= other.end for other in there):
            there.append(reference)
            there.sort(key=lambda each: each.start)
            for key in reference.entities:
                self.entities[key].times += 1


def _nothing(_: Iterable[str]) -> Iterable[str]:
    return ()


def gather(document: Document, offered: Callable[[Iterable[str]], Iterable[str]] = _nothing) -> Cast:
    """Everybody and everything that is named, with every place where a name or a short form of it stands.

    ``offered`` gives bare names of schools for the authorities that the document names
    (loaders.reading.naming.gazetteer).
    """
    found = [mentions(block.text) for block in document.blocks]
    people = shown_people(document.blocks, found)
    found = [longest((*named, *more)) for named, more in zip(found, people, strict=True)]
    authorities = {one.name for named in found for one in named if one.type == LOCAL_AUTHORITY}
    bare = bare_schools(document.blocks, found, offered(authorities))
    found = [longest((*more, *named)) for named, more in zip(found, bare, strict=True)]
    grouped = bare_groups(document.blocks, found)
    found = [longest((*named, *more)) for named, more in zip(found, grouped, strict=True)]
    found = list(_without_places(_without_namesakes(found)))
    cast = Cast(references=[[] for _ in document.blocks])
    _Names(cast, document).take(found)
    _add_implied_authority(cast)
    _ShortForms(cast, document).take()
    for entity in cast.entities:
        if entity.kind != "known":
            entity.names.sort(key=_fullest, reverse=True)
    return cast


def _add_implied_authority(cast: Cast) -> None:
    """The authority after which a group is called, where the text names none: the Kent Heads' Forum's is Kent."""
    if cast.of(LOCAL_AUTHORITY):
        return
    groups = [
        (group, name) for group in cast.of(GROUP) for name in AUTHORITIES if f"{group.name} ".startswith(f"{name} ")
    ]
    for group, name in groups[:1]:
        cast.add(LOCAL_AUTHORITY, name, group.first, "in a group's name").times = 1


def _without_namesakes(found: Sequence[Sequence[Mention]]) -> Iterator[list[Mention]]:
    """Mentions without people who are called as a school is: 'Hannah Marsh' where 'Hannah Marsh Primary' stands."""
    schools = [one for known in found for one in known if one.type == SCHOOL]
    own = {one.name if one.kind == "bare" else " ".join(own_words(one.name)) for one in schools}
    for known in found:
        yield [one for one in known if one.type != PERSON or one.kind == "titled" or one.name not in own]


def _without_places(found: Iterable[list[Mention]]) -> Iterator[list[Mention]]:
    """Mentions without authorities that the text speaks of only by a name with which one of its schools begins."""
    held = list(found)
    first = {one.name.split()[0] for known in held for one in known if one.type == SCHOOL}
    styled = {
        one.name
        for known in held
        for one in known
        if one.type == LOCAL_AUTHORITY and one.end - one.start > len(one.name)
    }
    for known in held:
        yield [one for one in known if one.type != LOCAL_AUTHORITY or one.name in styled or one.name not in first]


def _fullest(name: str) -> tuple[int, int]:
    return len(name.split()), len(name)


class _Names:
    """Brings together mentions by full names."""

    def __init__(self, cast: Cast, document: Document) -> None:
        self._cast = cast
        self._document = document
        self._beside: dict[str, set[int]] = {}

    def take(self, found: Sequence[Sequence[Mention]]) -> None:
        """Longer names first within the document, so that short ones find their bearers; then note every place."""
        named = [(mention, at) for at, some in enumerate(found) for mention in some]
        self._beside = _in_one_list(self._document.blocks, found)
        bearers: dict[tuple[str, str], Entity] = {}
        for mention, at in sorted(named, key=lambda pair: (-_length(pair[0]), pair[1], pair[0].start)):
            if mention.type not in (ROLE, DESIGNATION) and mention.kind != "given":
                self._bearer(mention, at, bearers)
        for mention, at in named:
            self._note(mention, at, bearers)

    def _bearer(self, mention: Mention, at: int, bearers: dict[tuple[str, str], Entity]) -> None:
        key = mention.type, mention.name
        if key not in bearers:
            known = next((one for one in self._cast.of(mention.type) if self._is_same(one, mention)), None)
            bearers[key] = known or self._cast.add(mention.type, mention.name, at, mention.kind)
            bearers[key].called(mention.name)
        bearers[key].first = min(bearers[key].first, at)

    def _is_same(self, entity: Entity, mention: Mention) -> bool:
        """Whether a mention names an entity; items of one list are as many schools."""
        beside = self._beside.get(mention.name, set())
        apart = any(self._beside.get(name, set()) & beside for name in entity.names if name != mention.name)
        return _same(entity, mention) and not (apart and mention.type == SCHOOL)

    def _note(self, mention: Mention, at: int, bearers: dict[tuple[str, str], Entity]) -> None:
        if mention.type in (ROLE, DESIGNATION):
            self._cast.refer(at, Reference(mention.start, mention.end, mention.type, word=mention.name))
            return
        entity = bearers.get((mention.type, mention.name)) or self._person(mention, at, bearers)
        if entity is None:
            return
        text = self._document.blocks[at].text
        if not (mention.type == SCHOOL and _MANY.search(text[mention.start : mention.end])):
            entity.called(self._spelling(text, mention))
        end = mention.end
        if initials := _INITIALS.match(text, end):
            entity.called(initials[1])
            end = initials.end()
        self._cast.refer(at, Reference(mention.start, end, mention.type, (entity.key,), mention.name))

    def _spelling(self, text: str, mention: Mention) -> str:
        """The name as written; one in capitals as if only its words began with them."""
        written = text[mention.start : mention.end]
        if not written.isupper() or len(written.split()) < _FULL:
            return _plain(written, mention)
        return written.title() if mention.type == LOCAL_AUTHORITY else mention.name

    def _person(self, mention: Mention, at: int, bearers: dict[tuple[str, str], Entity]) -> Entity | None:
        """Who is meant by a given name alone: the one person so called, near spellings taken for slips."""
        people = self._cast.of(PERSON)
        alike = [person for person in people if any(_given(name) == mention.name for name in person.names)]
        near = [person for person in people if any(_slip(_given(name), mention.name) for name in person.names)]
        found = alike[:1] or (near if len(near) == 1 else [])
        person = found[0] if found else self._cast.add(PERSON, mention.name, at, "given")
        bearers[mention.type, mention.name] = person
        return person


def _in_one_list(blocks: Sequence[Block], found: Sequence[Sequence[Mention]]) -> dict[str, set[int]]:
    """For each school's name that an item or line begins with, the numbers of the lists in which it does."""
    lists: dict[str, set[int]] = {}
    number = 0
    for block, known in zip(blocks, found, strict=True):
        one = known[0] if known and known[0].type == SCHOOL and known[0].start == 0 else None
        if one is None or len(block.text) - one.end > _BEHIND_ITEM:
            number += 1
            continue
        lists.setdefault(one.name, set()).add(number)
    return lists


_BEHIND_ITEM: Final = 40


def _length(mention: Mention) -> int:
    return len(mention.name)


def _plain(text: str, mention: Mention) -> str:
    return re.sub(r"['’]s$", "", text) if mention.type != SCHOOL or len(mention.name) > len(text) else text


def _given(name: str) -> str:
    own = _untitled(name)
    return own[0] if len(own) > 1 or name == own[0] else ""


def _slip(one: str, other: str) -> bool:
    return one[:1] == other[0] and len(one) > 4 and fuzz.ratio(one, other) >= _ALIKE


def _same(entity: Entity, mention: Mention) -> bool:
    if "coded" in (entity.kind, mention.kind):
        return entity.names[0] == mention.name
    if entity.type == SCHOOL:
        return any(_same_school(name, mention.name) for name in entity.names)
    if entity.type == GROUP:
        return any(_same_group(name, mention.name) for name in entity.names)
    if entity.type == PERSON:
        return any(_same_person(name, mention.name) for name in entity.names)
    return entity.name.casefold() == mention.name.casefold()


def _same_school(one: str, other: str) -> bool:
    """Same particular words and nothing that tells them apart, or one name the beginning of the other."""
    first, second = take_apart(one), take_apart(other)
    if clash(first, second) or not _alike_in_standing(first, second):
        return False
    return first.core == second.core or _begins(first, second) or _begins(second, first)


def _begins(longer: SchoolName, shorter: SchoolName) -> bool:
    """Whether one name is the beginning of the other."""
    return longer.core.startswith(f"{shorter.core} ")


def _alike_in_standing(one: SchoolName, other: SchoolName) -> bool:
    """Whether both say academy (or college) or neither does: Oak Academy may be what came after Oak Primary School. A
    name without any such word may be either."""
    if one.core == one.full or other.core == other.full:
        return True
    return all((word in one.full.split()) == (word in other.full.split()) for word in ("academy", "college"))


def _same_group(one: str, other: str) -> bool:
    """The same particular words; or the words of the shorter all in the longer, and the same sort of group."""
    first, second = (set(fold_group(name).split()) - {"group"} for name in (one, other))
    if first == second:
        return True
    return (
        bool(first and second)
        and (first < second or second < first)
        and fold(one).split()[-1] == fold(other).split()[-1]
    )


def _same_person(one: str, other: str) -> bool:
    """The same surname, and given names that are alike or one an initial of the other; or a title and that surname.
    Nobody is both Mrs Marsh and Mr Marsh."""
    first, second = _untitled(one), _untitled(other)
    if _by_given(one, second) or _by_given(other, first):
        return True
    if first[-1].casefold() != second[-1].casefold() or min(len(one.split()), len(other.split())) < _FULL:
        return False
    if len({gender_of([name]) for name in (one, other)} - {None}) > 1:
        return False
    if min(len(first), len(second)) < _FULL:
        return True
    return first[0][0] == second[0][0] and (
        1 in (len(first[0]), len(second[0])) or fuzz.ratio(first[0], second[0]) >= _ALIKE
    )


_FULL: Final = 2
_BY_GIVEN: Final = re.compile(r"(?:Sister|Brother|Father|Fr|Sir|Dame|Canon)\.? (\w+)$")


def _by_given(name: str, other: Sequence[str]) -> bool:
    """Whether one is called by a title that stands before given names: Sister Agnes, who is Sister Agnes Marsh."""
    mark = _BY_GIVEN.match(name)
    return bool(mark) and len(other) >= _FULL and mark is not None and mark[1] == other[0]


_TITLE: Final = re.compile(rf"{TITLES}\s+")


def _untitled(name: str) -> list[str]:
    """The words of a person's name without the title: 'Dr J. Marsh' gives J and Marsh."""
    return [word.strip(".") for word in _TITLE.sub("", name, count=1).split()] or [name]


def _any_marks(form: str) -> str:
    """An expression for ``form`` however its apostrophes and abbreviations are marked: St or St., ' or ’."""
    plain = re.escape(form).replace("’", "'").replace("'", "['’]?")
    return re.sub(r"\bSt(?:\\\.)?(?=\\ )", r"St\\.?", plain)


# The words for its sort that may stand behind a school's short form: 'Oak RC Primary school'.
_TAIL: Final = re.compile(rf"(?:\s+(?:{SCHOOL_SORTS}))*(?:\s+schools?(?!\w))?(?![\w-])")
_POST_LENGTH: Final = 40


def _by_words(blocks: Sequence[Block]) -> dict[str, list[int]]:
    """For every word the numbers of the blocks in which it stands."""
    found: dict[str, list[int]] = {}
    for at, block in enumerate(blocks):
        for word in set(re.findall(r"\w+", block.text)):
            found.setdefault(word, []).append(at)
    return found


class _ShortForms:
    """Finds schools by the first words of their names, and groups and bodies by their initials."""

    def __init__(self, cast: Cast, document: Document) -> None:
        self._cast = cast
        self._document = document

    def take(self) -> None:
        """Look for every short form that one entity alone can mean."""
        blocks = _by_words(self._document.blocks)
        for form, entity in sorted(self._forms().items(), key=lambda item: (-len(item[0]), item[0])):
            pattern = re.compile(rf"(?<![\w-]){_any_marks(form)}(?!\w)")
            first = re.match(r"\w*", form)
            for at in blocks.get(first[0] if first else "", ()):
                text = self._document.blocks[at].text
                for mark in pattern.finditer(text):
                    if tail := _TAIL.match(text, mark.end()):
                        self._note(entity, form, at, mark.start(), tail.end())

    def _note(self, entity: Entity, form: str, at: int, start: int, end: int) -> None:
        # "Oak Road" is a place: a short form that goes on with another proper word is none, unless that is a post.
        behind = re.match(r"\s+([A-Z]\w+)", self._document.blocks[at].text[end : end + _POST_LENGTH])
        if (
            behind
            and entity.type in (SCHOOL, GROUP)
            and not re.match(r"SBM|SBD|Head|Deputy|Executive|Primary|School|Business|Chair|Academy", behind[1])
        ):
            return
        before = len(self._cast.references[at])
        self._cast.refer(at, Reference(start, end, entity.type, (entity.key,), form))
        if len(self._cast.references[at]) > before:
            entity.called(form)

    def _forms(self) -> dict[str, Entity]:
        claimed: dict[str, set[int]] = {}
        for entity in self._cast.entities:
            for form in _short_forms(entity):
                claimed.setdefault(form, set()).add(entity.key)
            for form in _own_words_of_group(entity):
                if self._is_no_place(form):
                    claimed.setdefault(form, set()).add(entity.key)
        taken = self._words_of_others()
        return {
            form: self._cast.entities[next(iter(keys))]
            for form, keys in claimed.items()
            if len(keys) == 1 and not taken.get(form, set()) - keys
        }

    def _is_no_place(self, form: str) -> bool:
        """Whether the text speaks of ``form`` as of a body that is joined or acts, and never as of a place."""
        texts = [block.text for block in self._document.blocks]
        alone = rf"{_any_marks(form)}(?![\w-]|\s+[A-Z])"
        place = re.compile(
            rf"\b(?:in|near|around|outside|throughout|north|south|east|west|between|River|in the) {alone}"
        )
        body = re.compile(
            rf"\b(?:by|join\w*|leav\w+|left|into|told|with|from|to|of|within|for) {alone}"
            rf"|(?<!\w){alone}(?:['’]s| (?:has|is|was|will|said|runs|had|would|took)\b)"
        )
        return any(map(body.search, texts)) and not any(map(place.search, texts))

    def _words_of_others(self) -> dict[str, set[int]]:
        """First words of every name that is not a short form: a place may lend its name to several."""
        taken: dict[str, set[int]] = {}
        for entity in self._cast.entities:
            for name in entity.names:
                if entity.type in (GROUP, LOCAL_AUTHORITY, SCHOOL):
                    taken.setdefault(name.split()[0], set()).add(entity.key)
        return taken


def _short_forms(entity: Entity) -> Iterable[str]:
    if entity.type == SCHOOL:
        for name in entity.names:
            own = name.split() if entity.kind == "bare" else own_words(name)
            if own and (len(own) > 1 or own[0].casefold() not in COMMON_GIVEN_NAMES):
                yield " ".join(own)
            if len(own) > _FULL:
                yield " ".join(own[:_FULL])
            if len(own) > 1 and own[0] not in _NO_NAME_ALONE and own[0].casefold() not in COMMON_GIVEN_NAMES:
                yield own[0]
    elif entity.type == PERSON:
        yield from (initials for name in entity.names if (initials := _initials(name)))
        yield from _parts_of_name(entity)
    else:
        yield from (name for name in entity.names if name.isupper() and len(name) > 2 and " " not in name)
        yield from (initials for name in entity.names if (initials := _initials_of_group(name, entity.type)))


_GROUP_SORT: Final = re.compile(
    r"Schools?|Learning|Education|Academy|Academies|Multi.*|MAT|Co-?operative|Trust|Federation|Teaching|Alliance|Primary|Hard|Soft"
)
_SHORTENED: Final = frozenset({"trust", "federation", "teaching_school_alliance"})
_LONGEST_SHORT: Final = 2


def _own_words_of_group(entity: Entity) -> Iterable[str]:
    """What a trust or the like is called for short: the words of its name before those that say what it is."""
    if entity.type != GROUP or entity.kind not in _SHORTENED or entity.described:
        return
    for name in entity.names:
        words = name.removeprefix("The ").removeprefix("the ").split()
        own = list(takewhile(lambda word: not _GROUP_SORT.fullmatch(word), words))
        proper = all(word[:1].isupper() and word.casefold() not in COMMON_GIVEN_NAMES for word in own)
        if 0 < len(own) <= _LONGEST_SHORT and len(own) < len(words) and proper:
            yield " ".join(own)


def _parts_of_name(entity: Entity) -> Iterable[str]:
    """The given name and the surname of somebody named in full, by which a text goes on to call them."""
    for name in entity.names:
        parts = _untitled(name)
        if entity.kind in ("full", "titled") and len(parts) == _FULL and not entity.described:
            yield from (part for part in parts if len(part) > 2 and part.isalpha())


def _initials(name: str) -> str:
    """The two initials by which minutes call somebody, '' for other names."""
    letters = "".join(word[0] for word in name.split())
    return letters if len(letters) == 2 and letters.isupper() and letters not in NO_INITIALS else ""


def _initials_of_group(name: str, type_: str) -> str:
    """The three or more initials by which a group may be called, '' for other names."""
    letters = "".join(word[0] for word in re.split(r"[ -]", name) if word[:1].isupper())
    return letters if type_ == GROUP and len(letters) > _FULL else ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the document is about, as far as it shows: keys of entities, None where it does not.

    ``titled`` are the types of which the title itself names one.
    """

    person: int | None
    school: int | None
    group: int | None
    authority: int | None
    titled: frozenset[str] = frozenset()


def subject_of(cast: Cast, document: Document) -> Subject:
    """The title's own person, school, group and authority, else those named most often."""
    types = (PERSON, SCHOOL, GROUP, LOCAL_AUTHORITY)
    titled = {type_: key for type_ in types if (key := _in_title(cast, document, type_)) is not None}
    person, school, group, authority = (
        titled[type_] if type_ in titled else _most_named(cast, type_) for type_ in types
    )
    return Subject(person, school, group, authority, frozenset(titled))


def _in_title(cast: Cast, document: Document, type_: str) -> int | None:
    return next(
        (
            reference.entities[0]
            for at, block in enumerate(document.blocks[:_TITLE_SPANS])
            if (at == 0 and not block.text.rstrip().endswith(".")) or block.sort is Sort.HEADING
            for reference in cast.references[at]
            if reference.type == type_ and reference.entities
        ),
        None,
    )


def _weight(entity: Entity) -> int:
    """How often it is named; an authority that is once called a council is more than a place."""
    styled = entity.type == LOCAL_AUTHORITY and any(_COUNCIL.search(name) for name in entity.names)
    return entity.times + (_STYLE * styled)


def _most_named(cast: Cast, type_: str) -> int | None:
    counted = Counter({entity.key: _weight(entity) for entity in cast.of(type_) if not entity.described})
    ranked = counted.most_common(2)
    if len(ranked) < 2 or ranked[0][1] > ranked[1][1]:
        return ranked[0][0] if ranked else None
    if type_ == LOCAL_AUTHORITY:
        # Of several named as often, the one a document begins with is its own.
        return min((cast.entities[key] for key, times in counted.items() if times == ranked[0][1]), key=_place).key
    return _with_most_schools(cast) if type_ == GROUP else None


def _place(entity: Entity) -> tuple[int, int]:
    return entity.first, entity.key


def _with_most_schools(cast: Cast) -> int | None:
    """The group that shares a block with most schools."""
    beside: Counter[int] = Counter()
    for references in cast.references:
        schools = sum(1 for each in references if each.type == SCHOOL)
        for key in {key for each in references if each.type == GROUP for key in each.entities}:
            beside[key] = max(beside[key], schools)
    ranked = beside.most_common(2)
    return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else None
