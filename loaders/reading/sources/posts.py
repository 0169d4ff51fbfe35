"""Posts by what stands around them: whose each is, and where it is held.

For every post of a sentence: the places its words give ("of Oak School and, since May, of Elm School", "Oak School's",
"its"), and the person it is said of, before it ("Ada Marsh, for years the …") or behind it ("…, Ada Marsh"). What the
sentence leaves out is taken from the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from graph.vocabulary import GROUP, LOCAL_AUTHORITY, SCHOOL
from loaders.reading.candidate import LOOSE, PLAIN, Candidate, Told, fits, placed
from loaders.reading.cast import Step
from loaders.reading.dating import AT, BEGINS, ENDS
from loaders.reading.documents.document import Block
from loaders.reading.phrases.masking import TOKEN, Masked
from loaders.reading.referring.coreference import family
from loaders.reading.referring.genders import pronoun_gender
from loaders.reading.sources.places import (
    Held,
    antecedents,
    by_default,
    is_of_schools,
    kinds_of,
    of_the_document,
)
from loaders.reading.sources.sentences import dated, scoped

_WORDS: Final = (
    r"(?:(?:the|an?|its|their|our|his|her|my|then|now|current|present|existing|new|newly|brand new|former|previous|acting|interim|temporary"
    r"|first|joint|associate|shared|single|overall|sole|only|part-time|full-time|permanent|substantive|popular|young|experienced|founding|local"
    r"|own|school['’]s|school|retired|retiring|outgoing|incoming|late|national|lead|senior|very|fellow|another|both|two|county|area|district"
    r"|parent|staff|foundation|cluster|partnership|federation|trust|alliance|forum|network|association|co-opted|one of (?:the|its|their|our|two|three)|this year['’]s|honorary|elected|appointed|non-teaching|teaching"
    r"|independent|formidable|energetic|long[ -]standing|\w+-\w+) ){0,4}"
)
_IS: Final = r"(?:is|was|are|were|becomes?|became|becoming|be|been|has been|had been|have been|remains?|remained|being|used to be|has become)"
_ADVERBS: Final = (
    r"(?:(?:also|now|still|currently|previously|already|recently|herself|himself|both|not|never|in turn|then|once|today|at present|formerly"
    r"|later|first|soon|for (?:\w+ ){1,4}|until (?:\w+ ){1,3}|since (?:\w+ ){1,3}|at (?:that|the) time),? )*"
)
_WHEN: Final = (
    r"(?:(?:for|since|until|till|from|formerly|previously|currently|now|then|once|also|himself|herself|at|by|up to|hitherto|presently|as|already"
    r"|today|recently|newly|still|soon to be|latterly|later|first|himself|herself|the then|who as)\b(?: [^⟨⟩,.;]{1,40}?)?,? )?"
)
_MADE: Final = (
    r"(?:appointed|elected|re-elected|made|named|chosen|confirmed as|promoted(?: to)?|voted in|installed|hired|recruited|employed|engaged"
    r"|designated|declared|brought in|taken on|lined up)"
)
_CAME: Final = (
    r"(?:join\w*|started|starts|began|came|comes|moved|moves|arrived|returned|took (?:up|over|on)|tak(?:es?|en|ing) (?:up|over|on)|went|goes|gone|stepp\w+ (?:up|in)"
    r"|act\w*|serv\w+|work\w*|continu\w+|carr(?:y|ies|ied) on|stay\w*|spent|succe\w+|follow\w+|replac\w+|qualified|doubles?|doubled|sits?|sat)"
)
_HOLDS: Final = (
    r"(?:took|takes|has taken|assumed|accepted|holds?|held|has held|occupies|filled|fills|combines|combined)"
)
_WENT: Final = r"(?:retire[sd]?|retiring|resign\w*|step\w* (?:down|aside)|stood down|stands? down|standing down|left|leaves|leaving|finish\w*|gave up|gives up)"
_AS: Final = r"(?:as|to be|to become|to act as|to serve as|to work as|(?:to|for|in|into) (?:the|a|her|his) (?:\w+ )?(?:post|job|role|position) (?:of|as)|the (?:post|job|role|position|duties) of)"
_PLACE: Final = r"(?P<place>⟨[SGLO]:[\d,]+⟩)"
_TO_PLACE: Final = (
    r"(?:both |all |each of |the )?(?:(?!(?:near|in|at|by|to|with|outside|beside|opposite|like|of|for|and|or|a|an|another|what|which|who)\b)"
    r"[\w][\w’'-]*,? ){0,4}?"
)
_FURTHER: Final = (
    r"(?: (?:since|from|for|until|between|with responsibility for|in charge of|of|for the|to)\b[^⟨⟩.;,:]{2,40}?)?"
)
_AFTER: Final = re.compile(
    rf"(?: \([^()⟨⟩]{{1,40}}\))?(?: designate| elect)?{_FURTHER}(?: here)?,? (?:of|at|for|in|with|from|across|to) {_TO_PLACE}{_PLACE}"
)
_LISTED: Final = re.compile(rf", (?:the )?{_PLACE}(?=[),;.]|$| \()(?!, (?:is|was|has|had|which|where)\b)")
_INDEFINITE: Final = re.compile(r"\b(?:an?|any|no|another|every|each|half) (?:[\w-]+ )?$", re.IGNORECASE)
# "Her" whom nothing tells.
_UNTOLD: Final = re.compile(rf"\b(?:[Hh]er|[Hh]is|[Mm]y) {_WORDS}$")
_OF_BOTH: Final = re.compile(
    r" (?:of|at|for) (?:both|each|all (?:three|four|five|six))(?: of them)?(?=[.,;:)]|$| (?:from|since|in|until|for)\b)"
)
_A: Final = re.compile(r"\b[Aa]n? (?:[\w-]+ )?$")
_BEHIND: Final = re.compile(rf"(?:,? (?:of|at|from|with) |,? ?\(){_TO_PLACE}{_PLACE}")
_AND_OF: Final = re.compile(
    r"[^⟨⟩.;]{0,25}?,? (?:and|but|as well as)(?: (?:and|also|then|now|later|previously|formerly|before that|more recently|since [\w ]{3,20}|from [\w ]{3,25}))*"
    rf"(?:,? [^,⟨⟩.;]{{2,35}},)? (?:of|at) {_TO_PLACE}{_PLACE}"
)
_OWNED: Final = re.compile(rf"{_PLACE}(?:['’]s? {_WORDS}| (?:\w+-\w+ )?)$")
_NOT_OWNED: Final = re.compile(r"⟨[LO]:[\d,]+⟩ $")
_ITS: Final = re.compile(rf"\b(?P<whose>[Ii]ts|[Tt]heir|[Tt]he school['’]s) {_WORDS}$")
_HERS: Final = re.compile(rf"(?P<owner>⟨P:[\d,]+⟩)(?P<own>['’]s?)? {_WORDS}$")
# "Head of a school in Leeds": a place without a name, unless it is told behind.
_UNNAMED: Final = re.compile(
    rf"(?: of (?:maths|english|science|music))?,? (?:of|at|in|with|for|from) (?:an?|another|two|three|four|five|several|some|one of|various|different) "
    rf"(?:[^⟨⟩.;]{{3,60}}?(?:,| called| named) (?:the )?(?={_PLACE}))?"
)
_WHERE: Final = re.compile(rf"{_PLACE},? (?:(?:where|at which|of which|for which|in which)\s*|whose {_WORDS})$")
_THERE: Final = re.compile(r"(?: (?:teacher|again|as well|both))? (?P<word>there|here|in post)\b")
# "Our bursar" and "head here": of those who write this, whatever school the sentence before named.
_OURS: Final = re.compile(rf"\b[Oo]ur {_WORDS}$")
# "The council's adviser", "the deputy at the infants": a place that a word tells and that nothing here knows.
_OF_SOMETHING: Final = re.compile(
    rf"\b[Tt]he (?:council|local authority|authority|borough|county|city|federation|cluster|trust|partnership|alliance|college)['’]s? {_WORDS}$"
)
_AT_SOMETHING: Final = re.compile(
    r" at (?:the|her|his|their|an?|another) (?!(?:\w+ )?(?:time|moment|end|start|age|outset|beginning|school|meeting|request|invitation|post)\b)[a-z]+\b"
)

_LEFT: Final = tuple(
    (re.compile(link), tier, sense)
    for link, tier, sense in (
        (rf"(?: [A-Z]{{2,5}}| \([a-z ]{{3,30}}\))?(?:, | \(| [–—-] )(?:(?:aged )?\d\d, )?{_WHEN}{_WORDS}", PLAIN, AT),
        (rf"(?:,? (?:of|at|from) |, | \()(?:the )?⟨[SGO]:[\d,]+⟩(?:, | and ){_WORDS}", LOOSE, AT),
        (rf",? \(?(?:who |and |which )?{_IS} {_ADVERBS}{_WORDS}", PLAIN, AT),
        (rf" \([^()⟨⟩]{{2,60}}\),? (?:who )?{_IS} {_ADVERBS}{_WORDS}", PLAIN, AT),
        (rf", [^⟨⟩.;]{{2,90}}, {_IS} {_ADVERBS}{_WORDS}", PLAIN, AT),
        (rf",[^.;]{{2,120}}, {_IS} {_ADVERBS}{_WORDS}", LOOSE, AT),
        (rf"(?:,? who)?[^⟨⟩.;]{{0,40}}\b{_MADE} (?:(?:as|to be|to become|its|the) )?{_WORDS}", PLAIN, BEGINS),
        (rf"(?:,? who)?[^⟨⟩.;]{{0,40}}\b(?:{_MADE}|{_CAME})\b[^⟨⟩.;]{{0,40}}\b{_AS} {_WORDS}", PLAIN, BEGINS),
        (rf"(?:,? who)?[^⟨⟩.;]{{0,40}}\b{_CAME}\b[^.;P]{{0,80}}\b{_AS} {_WORDS}", PLAIN, BEGINS),
        (rf"(?:,? who)?[^⟨⟩.;]{{0,30}}\b{_WENT}\b[^⟨⟩.;]{{0,30}}\b(?:as|his|her|the) {_WORDS}", PLAIN, ENDS),
        (rf"(?:,? who)?[^⟨⟩.;]{{0,25}}\b{_HOLDS} (?:up |on )?{_WORDS}", LOOSE, BEGINS),
        (rf"['’]s? (?:[\w-]+ ){{0,3}}as {_WORDS}", LOOSE, AT),
        (rf" (?:as|to be) {_WORDS}", LOOSE, AT),
        (rf"[^⟨⟩.;]{{1,60}}\bas {_WORDS}", LOOSE, AT),
    )
)  # fmt: skip
_CHAIN: Final = re.compile(
    rf"[^⟨⟩.;]{{0,30}}?(?:,| and|,? as well as| &|/|,? but)(?: and| but)?(?: {_IS})? {_ADVERBS}(?:(?:from|since) [\w ]{{3,25}},? )?{_WORDS}"
    r"|, [^⟨⟩.;]{2,60}, and (?:is|was) " + _WORDS
)
# A chair at a school chairs its governors.
_CHAIRS: Final = {
    ("chair of cluster", SCHOOL): "chair of governors",
    ("vice chair of cluster", SCHOOL): "vice chair of governors",
}
_PLACED: Final = "post"
_UNPLACED: Final = "post without its place"
_PERSON: Final = r"(?P<person>⟨P:[\d,]+⟩)"
_RIGHT: Final = tuple(
    (re.compile(link), tier)
    for link, tier in (
        (rf"(?:,? (?:is|was|will be|remains) (?:now |to be |called )?|,? |: ?| [–—-] | ?\(){_PERSON}(?!['’]s)", PLAIN),
        (rf" (?:again|at last|too|as well|since|of (?:its|their|our) own)(?: \w+ \w+)?,? {_PERSON}(?!['’]s)", LOOSE),
        (rf"[^⟨⟩.;]{{0,30}} (?:went|goes|has gone|passed|passes|fell|falls|was given|has passed|had passed) to {_WORDS}{_PERSON}", LOOSE),
        (rf",? (?:is |was |has been |had been |being )?(?:held|filled|taken|done|occupied|carried out|shared) (?:for [\w ]+ )?by {_WORDS}{_PERSON}", PLAIN),
    )
)  # fmt: skip
# "Ada Marsh North Vale Treasurer": what stood in columns.
_RUN_ON: Final = re.compile(r" (?:⟨[GL]:[\d,]+⟩ )?(?:[A-Z][\w&’'-]*[ /]+){0,4}")
_ARE: Final = re.compile(r"\b(?:are|were)\b")
_MANY: Final = re.compile(r"\b(?:are|were|both|respectively|have)\b")


@dataclass(frozen=True, slots=True)
class _Post:
    """A post's token, and the words that belong to it with where they say it is held; ``held`` is empty where they do not."""

    token: re.Match[str]
    start: int
    end: int
    held: Held
    owner: int | None = None
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class _Holder:
    """The token of who holds a post, the words that say so, how plainly, and what a date among them bounds."""

    token: re.Match[str]
    start: int
    end: int
    tier: int
    sense: str = AT


def by_posts(told: Told, known: Iterable[Candidate] = ()) -> Iterator[Candidate]:
    """Who holds each post, and where. ``known`` are posts found otherwise: they tell where 'her deputy' is."""
    found = [each for each in _in_sentences(told) if not isinstance(each, _Owned)]
    owned = [each for each in _in_sentences(told) if isinstance(each, _Owned)]
    plain = [
        *(each for each in found if each.rule == _PLACED),
        *(each for each in known if each.relation == "holds_role"),
    ]
    told_of = {(each.source, family(each.role)) for each in plain}
    yield from (each for each in found if each.rule == _PLACED or (each.source, family(each.role)) not in told_of)
    for each in owned:
        yield from each.candidates(told, plain)


def _in_sentences(told: Told) -> Iterator[Candidate | _Owned]:
    for at, (block, masked) in enumerate(told.sentences):
        if "⟨R:" in masked.text and "⟨P:" in masked.text:
            yield from _Sentence(told, at, block, masked).candidates()


@dataclass(frozen=True, slots=True)
class _Owned:
    """A post in somebody's school: 'her deputy, Tom Reed'. ``found`` still lacks its place."""

    found: Candidate
    owner: int

    def candidates(self, told: Told, plain: Iterable[Candidate]) -> Iterator[Candidate]:
        """The post at the one school at which its owner is known to hold one."""
        held = {
            each.target for each in plain if each.source == self.owner and not each.negated and each.target is not None
        }
        schools = [key for key in held if told.cast.entities[key].type == SCHOOL]
        if len(schools) != 1 or self.owner == self.found.source:
            return
        owner, school = (told.cast.entities[key].name for key in (self.owner, schools[0]))
        step = Step("", f"no school is named here: where {owner} has a post", school)
        found = replace(self.found, target=schools[0], tier=LOOSE, steps=(*self.found.steps, step))
        if fits(told, found):
            yield found


@dataclass(frozen=True)
class _Sentence:
    told: Told
    at: int
    block: Block
    masked: Masked

    @cached_property
    def _tokens(self) -> list[re.Match[str]]:
        return list(TOKEN.finditer(self.masked.text))

    def candidates(self) -> Iterator[Candidate | _Owned]:
        """What each post is said of; one that goes on from another is of the same person."""
        last: tuple[_Post, _Holder] | None = None
        for post in [self._post(token) for token in self._tokens if token[1] == "R"]:
            holder = self._before(post) or self._going_on(post, last) or self._behind(post)
            if holder is not None:
                yield from self._owned(post, holder) if post.owner is not None else self._held(post, holder)
                last = post, holder

    def _post(self, token: re.Match[str]) -> _Post:
        text = self.masked.text
        if mark := _UNNAMED.match(text, token.end()):
            held = self._named(mark["place"]) if mark["place"] else ()
            return _Post(token, token.start(), mark.end(), held, elsewhere=not held)
        if mark := _AFTER.match(text, token.end()) or _LISTED.match(text, token.end()):
            return self._with_more(token, mark)
        return self._owned_before(token) or self._pointing(token)

    def _owned_before(self, token: re.Match[str]) -> _Post | None:
        """A post whose place stands before it: 'Oak School's head', 'Oak School, where she is head'."""
        text = self.masked.text
        if (mark := _OWNED.search(text, 0, token.start())) and not _NOT_OWNED.search(mark[0]):
            return _Post(token, mark.start(), token.end(), self._named(mark["place"]))
        if mark := _WHERE.search(text, 0, token.start()):
            return _Post(token, token.start(), token.end(), self._named(mark["place"]))
        return None

    def _pointing(self, token: re.Match[str]) -> _Post:
        """A post whose place a word points back to, or that has none."""
        text, start, end = self.masked.text, token.start(), token.end()
        if (mark := _HERS.search(text, 0, start)) and (owner := self._owner(mark)) is not None:
            return _Post(token, mark.start(), end, (), owner=owner)
        if mark := _ITS.search(text, 0, start):
            return _Post(token, mark.start(), end, self._antecedents(token, mark.start(), mark["whose"]))
        if mark := _OF_BOTH.match(text, end):
            return _Post(token, start, mark.end(), self._antecedents(token, start, "their"))
        return self._here_or_there(token)

    def _here_or_there(self, token: re.Match[str]) -> _Post:
        """A post of those who write, of where the text just was, or of nowhere said."""
        text, start, end = self.masked.text, token.start(), token.end()
        if mark := _THERE.match(text, end):
            held = self._ours(token) if mark["word"] == "here" else ()
            return _Post(token, start, mark.end(), held or self._antecedents(token, start, "there"))
        if _OURS.search(text, 0, start) and (held := self._ours(token)):
            return _Post(token, start, end, held)
        return _Post(token, start, end, (), elsewhere=self._is_untold(start, end))

    def _is_untold(self, start: int, end: int) -> bool:
        """Whether words say whose post it is, or where, and nothing tells whom or what they mean."""
        text = self.masked.text
        return bool(
            _UNTOLD.search(text, 0, start) or _OF_SOMETHING.search(text, 0, start) or _AT_SOMETHING.match(text, end)
        )

    def _ours(self, token: re.Match[str]) -> Held:
        return of_the_document(self.told, self._word(token))

    def _owner(self, mark: re.Match[str]) -> int | None:
        """Who 'her' is, or 'Ada Marsh's': a bare name before a post owns none."""
        people = self._named(mark["owner"])
        owns = len(people) == 1 and (people[0][1] or mark["own"])
        return people[0][0] if owns else None

    def _antecedents(self, token: re.Match[str], start: int, word: str) -> Held:
        return antecedents(self.told, self.at, start, word, self._word(token))

    def _with_more(self, token: re.Match[str], mark: re.Match[str]) -> _Post:
        """The place behind a post and those that go on from it: 'of Oak School and, since May, of Elm School'."""
        held, end = self._named(mark["place"]), mark.end()
        while more := _AND_OF.match(self.masked.text, end):
            held, end = (*held, *self._named(more["place"])), more.end()
        return _Post(token, token.start(), end, held)

    def _named(self, token: str) -> Held:
        return tuple(
            (key, (reference.step,) if reference.step else ())
            for reference in self.masked.referred(token[3:-1])
            for key in reference.entities
        )

    def _word(self, token: re.Match[str]) -> str:
        return self.masked.referred(token[2])[0].word

    def _before(self, post: _Post) -> _Holder | None:
        """The person named last before a post, if the words between make it theirs."""
        people = [token for token in self._tokens if token[1] == "P" and token.end() <= post.start]
        if not people:
            return None
        between = self.masked.text[people[-1].end() : post.start]
        if self._is_plural(post) and _ARE.search(between) and len(self._named(people[-1][0])) == 1:
            return None  # "Marsh to Reed are the heads": one of a range that no list tells.
        for link, tier, sense in _LEFT:
            if link.fullmatch(between):
                holder = self._after_somebody(people, between)
                return _Holder(holder, holder.start(), post.end, tier, sense)
        if _RUN_ON.fullmatch(between) and self._is_titled(post.token):
            return _Holder(people[-1], people[-1].start(), post.end, LOOSE)
        return None

    def _is_titled(self, token: re.Match[str]) -> bool:
        """Whether a post of groups has a capital, as it has in a list of officers that lost its lines."""
        reference = self.masked.referred(token[2])[0]
        return GROUP in kinds_of(reference.word) and self.block.text[reference.start].isupper()

    def _after_somebody(self, people: list[re.Match[str]], between: str) -> re.Match[str]:
        """In 'Ada Marsh succeeded Tom Reed as head' the head is Ada Marsh."""
        if len(people) > 1 and re.search(r"\bas ", between):
            verb = self.masked.text[people[-2].end() : people[-1].start()]
            if re.fullmatch(r"[^⟨⟩.;]{0,40}(?:succe\w+|replac\w+|follow\w+|over from|joins?|joined) (?:\w+ )?", verb):
                return people[-2]
        return people[-1]

    def _going_on(self, post: _Post, last: tuple[_Post, _Holder] | None) -> _Holder | None:
        if last is None or not _CHAIN.fullmatch(self.masked.text[last[0].end : post.start]):
            return None
        return replace(last[1], start=last[0].start, end=post.end)

    def _behind(self, post: _Post) -> _Holder | None:
        for link, tier in _RIGHT:
            mark = link.match(self.masked.text, post.end)
            if mark and self._is_said_of(post, mark) and (token := TOKEN.match(self.masked.text, mark.start("person"))):
                return _Holder(token, post.start, mark.end(), tier)
        return None

    def _is_said_of(self, post: _Post, mark: re.Match[str]) -> bool:
        """Whether the name behind a post is its holder's: not so in 'with half a head, Mrs Marsh said', nor in 'the five
        heads, Mrs Marsh and …' or 'the head, she said'."""
        people = self.masked.referred(mark["person"][3:-1])
        if (len(people) == 1 and self._is_plural(post)) or any(pronoun_gender(each.word) for each in people):
            return False
        closed = re.match(r"[,.;:)”\"]|$", self.masked.text[mark.end() :])
        return bool(closed) or not _INDEFINITE.search(self.masked.text, 0, post.start)

    def _held(self, post: _Post, holder: _Holder) -> Iterator[Candidate]:
        people, held = self._people(post, holder), post.held or self._behind_name(post, holder)
        told_so = bool(held)
        if post.elsewhere or (held and self._is_somewhere_in(post, held)) or (not held and self._is_any(post, holder)):
            return
        held = held or by_default(self.told, self.at, post.start, self._word(post.token))
        pairs = [(one, where) for one in people for where in held]
        if len(people) == len(held) > 1 and told_so:
            pairs = list(zip(people, held, strict=True))
        made = self._made(post, holder, _PLACED if told_so else _UNPLACED)
        for (person, its), (where, others) in pairs:
            steps = (*its, *others)
            role = _CHAIRS.get((made.role, self.told.cast.entities[where].type), made.role)
            found = replace(
                made,
                source=person,
                target=where,
                role=role,
                steps=steps,
                tier=max(made.tier, LOOSE if steps else PLAIN),
            )
            if fits(self.told, found):
                yield found

    def _made(self, post: _Post, holder: _Holder, rule: str) -> Candidate:
        start, end = min(holder.start, post.start), max(holder.end, post.end)
        tier = holder.tier if rule == _PLACED else LOOSE
        place = placed(self.told, self.block, self.masked, start, end)
        made = Candidate("holds_role", -1, None, place, rule, tier, self._word(post.token))
        return dated(scoped(made, self.masked, start, end), self.block, self.masked, (start, end), holder.sense)

    def _owned(self, post: _Post, holder: _Holder) -> Iterator[_Owned]:
        for person, its in self._people(post, holder):
            made = replace(self._made(post, holder, _UNPLACED), source=person, steps=its)
            yield _Owned(made, post.owner if post.owner is not None else person)

    def _is_any(self, post: _Post, holder: _Holder) -> bool:
        """'She is now a headteacher': some post somewhere."""
        return holder.token.start() < post.start and bool(_A.search(self.masked.text, 0, post.start))

    def _is_somewhere_in(self, post: _Post, held: Held) -> bool:
        """'Head of a school in Leeds', 'bursar in Walsall': a school's post, and only an authority is named."""
        types = {self.told.cast.entities[key].type for key, _ in held}
        return types == {LOCAL_AUTHORITY} and is_of_schools(self._word(post.token))

    def _people(self, post: _Post, holder: _Holder) -> Held:
        """Everybody of a list for a post in the plural; of a list beside one post, the one who stands next to it."""
        people = self._named(holder.token[0])
        many = self._is_plural(post) or _MANY.search(self.masked.text, holder.start, holder.end)
        if many or len(people) < 2:
            return people
        return people[:1] if holder.token.start() > post.start else people[-1:]

    def _is_plural(self, post: _Post) -> bool:
        reference = self.masked.referred(post.token[2])[0]
        return self.block.text[reference.start : reference.end].partition(" of ")[0].endswith("s")

    def _behind_name(self, post: _Post, holder: _Holder) -> Held:
        """'Headteacher Ada Marsh of Oak School'."""
        mark = _BEHIND.match(self.masked.text, holder.token.end()) if holder.token.start() > holder.start else None
        held = self._named(mark["place"]) if mark else ()
        kinds = kinds_of(self._word(post.token))
        return tuple(each for each in held if SCHOOL in kinds or self.told.cast.entities[each[0]].type in kinds)
