"""Where a text names something: spans of a block's text with the type of what they name.

Each finder knows one type and only looks at one block's text. A longer span wins over a shorter one that it overlaps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from graph.vocabulary import GROUP, LOCAL_AUTHORITY, PERSON, SCHOOL
from loaders.reading import lexicon as words
from loaders.reading.authorities import AUTHORITIES

ROLE, DESIGNATION, DATE = "role", "designation", "date"
PROGRAMME, ORGANISATION = words.PROGRAMME, words.ORGANISATION


@dataclass(frozen=True, slots=True)
class Mention:
    """``text[start:end]`` of a block names something of ``type``; ``name`` is how it is called, ``kind`` its sort.

    For a role the name is the vocabulary's own title, for a designation its short form.
    """

    start: int
    end: int
    type: str
    name: str
    kind: str | None = None


_TOKEN: Final = re.compile(r"(?:[A-Z]\.){1,4}|St\.|[A-Za-z][\w'’&]*(?:-[A-Za-z][\w'’&]*)*|&|[^\s\w]")
_WORDS_IN_NAMES: Final = frozenset(
    {
        "of",
        "the",
        "and",
        "on",
        "upon",
        "in",
        "with",
        "le",
        "la",
        "&",
        "under",
        "by",
        "an",
        "y",
        "de",
        "cum",
        "super",
    }
)
_SORT: Final = re.compile(
    r"(?:Primary|Junior|Juniors|Infants?|Infants['’]|Nursery|First|Middle|High|Secondary|Upper|Lower|Grammar"
    r"|Comprehensive|Community|Catholic|Special|Voluntary|Aided|Controlled|C\.?of\.?E\.?|CofE|CoE|C\.?E\.?|R\.?C\.?"
    r"|V\.?A\.?|V\.?C\.?|C|E|England|Roman|Methodist|Foundation|Girls['’]?|Boys['’]?|Technology|Sports|Arts"
    r"|Science|Language|Specialist|Combined|Preparatory|Prep|Endowed|Sixth|Form|Studio|Free|Children['’]s"
    r"|[Pp]rimary|[Ii]nfants?|[Jj]unior|[Nn]ursery|secondary|high|community|special|middle|first)\.?"
)
_END: Final = re.compile(
    r"(?:[Ss]chools?|Academy|academy|Academies|academies|Colleges?|Nursery|Primary|Primaries|primary|Infants?['’]?"
    r"|Juniors?|High|Grammar|Secondary|Form|Centre|UTC)\.?"
)
_FULL_END: Final = re.compile(r"(?:[Ss]chools?|Academy|academy|Academies|academies|Colleges?|Centre|UTC|Form)")
# Behind "Oak Primary" these say that the two words are no school but somebody's phase, sector or post.
_NOT_BEHIND: Final = re.compile(
    r"\s*(?:['’]s\s+)?(?:phase|sector|care|partner\w*|Partner\w*|head\w*|Head\w*|SIP\w*|advis\w+|[Ss]trategy|lead\w*"
    r"|[Tt]rust|[Ff]ederation|[Cc]luster|[Aa]lliance|[Nn]etwork|[Gg]roup|[Ff]orum|[Ii]mprovement|[Bb]usiness"
    r"|curriculum|education|pupils|teachers?|level|PE|initial|Initial|Street|Road|Lane|Award)"
)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int

    @property
    def proper(self) -> bool:
        return self.text[:1].isupper()

    @property
    def low(self) -> str:
        return self.text.casefold().rstrip(".")


def _tokens(text: str) -> list[_Word]:
    return [_word(mark) for mark in _TOKEN.finditer(text)]


def _word(mark: re.Match[str]) -> _Word:
    """A word; "School's" as the School it speaks of, for no school's name ends so."""
    own = re.sub(r"['’]s?$", "", mark[0])
    owns = own != mark[0] and bool(_FULL_END.fullmatch(own))
    return _Word(own, mark.start(), mark.start() + len(own)) if owns else _Word(mark[0], mark.start(), mark.end())


# -- schools -----------------------------------------------------------------------------------------------------------


def schools(text: str) -> Iterator[Mention]:
    """Names that end like a school's: 'Oak Primary School', 'St Ann's RC Primary', 'Elm and Ash Infant Schools'."""
    found = _tokens(text)
    last = len(found) - 1
    at = last
    while at >= 0:
        if not _END.fullmatch(found[at].text) or (at < last and _goes_on(found, at)):
            at -= 1
            continue
        first = _walk_back(found, at)
        yield from _schools_in(text, found[first : at + 1])
        at = min(first, at) - 1


def _goes_on(found: list[_Word], at: int) -> bool:
    """Whether the name goes on behind this word: 'Primary' in 'Primary School'."""
    return bool(_END.fullmatch(found[at + 1].text) or _SORT.fullmatch(found[at + 1].text)) and (
        found[at + 1].start - found[at].end == 1
    )


def _walk_back(found: list[_Word], end: int) -> int:
    """The index at which the name that ends at ``end`` begins; ``end`` + 1 where it has no proper word."""
    first = end
    while first > 0:
        word, near = found[first - 1], found[first].start - found[first - 1].end <= 1
        if not near or not (word.proper or word.low in _WORDS_IN_NAMES or _SORT.fullmatch(word.text)):
            break
        if word.low in ("and", "&", "with") and _parts_two(found, first - 1, end):
            break
        if word.low == "of" and found[first - 2 : first - 1] and found[first - 2].low in words.POST_WORDS:
            break
        first -= 1
    while first <= end and (not found[first].proper or found[first].low in words.NO_SCHOOL):
        if found[first].low == "our" and found[first + 1 : first + 2] and found[first + 1].low.startswith("lad"):
            break
        first += 1
    return first


def _parts_two(found: list[_Word], at: int, end: int) -> bool:
    """Whether an 'and' stands between two schools, and not within the name of one."""
    left, right = found[at - 1] if at else None, found[at + 1 : end]
    if left is None or not left.proper:
        return True
    particular = [
        word for word in right if word.proper and not _SORT.fullmatch(word.text) and not _END.fullmatch(word.text)
    ]
    if found[end].low.endswith(("schools", "academies", "colleges", "primaries")):
        return bool(_END.fullmatch(left.text) and particular)
    saints = left.text != "and" and any(word.text.startswith("St") for word in right[:1])
    return bool(particular) and not saints


def _schools_in(text: str, name: list[_Word]) -> Iterator[Mention]:
    if not name or not _has_own_word(name):
        return
    start, end = name[0].start, name[-1].end
    if name[-1].text in ("school", "schools", "academy", "academies") and (
        not _sorted_before(name) or _ONE_OF_MANY.search(text[:start])
    ):
        return
    bare = not _FULL_END.search(name[-1].text)
    if bare and (_NOT_BEHIND.match(text, end) or not name[-1].proper):
        return
    if _NOT_BEHIND.match(text, end) and text[end:].lstrip().startswith(("status", "Award")):
        return
    if name[-1].low.endswith(("schools", "academies", "colleges", "primaries")):
        yield from _split(text, name)
        return
    yield Mention(start, end, SCHOOL, _tidied(text[start:end]))


# A saint's school is often called by the saint alone; streets, churches and days are not.
_SAINT: Final = re.compile(
    r"\bSt\.? (?:[A-Z][a-z]+ (?:and|of|the) (?:the )?)?[A-Z][a-z]+['’]s?\b(?: (?:RC|CE|C of E|Catholic))?(?!\s+(?:Church|Cathedral|Road|Street|Day|Hospital|Hall|Park|Square|Lane|Hospice|Chapel|Parish|Primary|School|Infant|Junior|High|College|Academy|Catholic|Nursery|Centre|Girls|Boys|First|Middle))"
)


def saints(text: str) -> Iterator[Mention]:
    """Schools called by a saint alone: "St Alban's", "St Alban's RC"."""
    for mark in _SAINT.finditer(text):
        if re.search(r"['’]s", mark[0]):
            yield Mention(mark.start(), mark.end(), SCHOOL, mark[0])


def _sorted_before(name: list[_Word]) -> bool:
    """Whether 'school' in small letters follows a word for its sort, as in 'Oak primary school'."""
    return len(name) > 2 and bool(_SORT.fullmatch(name[-2].text)) and name[-3].proper


_ONE_OF_MANY: Final = re.compile(r"\b(?:an?|another|each|every|one)\s+$", re.IGNORECASE)


def _has_own_word(name: list[_Word]) -> bool:
    return any(
        word.proper
        and not _SORT.fullmatch(word.text)
        and not _END.fullmatch(word.text)
        and word.low not in words.NO_SCHOOL
        for word in name
    )


def _split(text: str, name: list[_Word]) -> Iterator[Mention]:
    """'Elm and Ash Infant Schools' as two names."""
    tail = len(name) - 1
    while tail > 0 and (_SORT.fullmatch(name[tail - 1].text) or _END.fullmatch(name[tail - 1].text)):
        tail -= 1
    behind = _singular(text[name[tail].start : name[-1].end])
    part: list[_Word] = []
    for word in [*name[:tail], _Word("and", name[tail].start, name[tail].start)]:
        if word.low in ("and", "&"):
            if part:
                last = word.start == name[tail].start
                end = name[-1].end if last else part[-1].end
                yield Mention(part[0].start, end, SCHOOL, f"{text[part[0].start : part[-1].end]} {behind}")
            part = []
        else:
            part.append(word)


def _singular(end: str) -> str:
    for many, one in (("chools", "chool"), ("cademies", "cademy"), ("olleges", "ollege"), ("rimaries", "rimary")):
        end = end.replace(many, one)
    return end


def _tidied(name: str) -> str:
    return re.sub(r"['’]s$|[.,;]+$", "", name)


# -- groups ------------------------------------------------------------------------------------------------------------

_GROUP_ENDS: Final = tuple((re.compile(rf"\b(?:{pattern})\b"), kind) for pattern, kind in words.GROUP_WORDS)


def groups(text: str) -> Iterator[Mention]:
    """Names that end like a group's: 'Weald Schools Cluster', 'Ashdown group', 'Oak-Elm Teaching School Alliance'."""
    taken: list[tuple[int, int]] = []
    for pattern, kind in _GROUP_ENDS:
        for mark in pattern.finditer(text):
            if any(start <= mark.start() < end for start, end in taken):
                continue
            taken.append(mark.span())
            if _of_schools(text, mark.start()):
                continue
            if (start := _group_start(text, mark.start())) is not None:
                yield Mention(start, mark.end(), GROUP, text[start : mark.end()], kind)


_OF_SCHOOLS: Final = re.compile(r"\b[A-Z]\w+ (?:and|&|/) [A-Z]\w+ (?:[Pp]rimary |[Ss]chools? )*$")


def _of_schools(text: str, end: int) -> bool:
    """Whether a federation is called after two schools, as in 'the Oak and Elm federation': then it has no own name."""
    return bool(_OF_SCHOOLS.search(text[:end])) and text[end:].casefold().startswith(("federation", "partnership"))


def _group_start(text: str, end: int) -> int | None:
    """Where the proper words before a group's word begin; None where there are none that are its own."""
    found = [word for word in _tokens(text[:end]) if word.end <= end]
    first = len(found)
    while (
        first
        and found[first - 1].proper
        and (end if first == len(found) else found[first].start) - found[first - 1].end <= 1
    ):
        if found[first - 1].text.endswith((".", "'s", "’s")) and first < len(found):
            break
        first -= 1
    while first < len(found) and found[first].low in words.NO_GROUP:
        first += 1
    if first == len(found) or not text[found[first].start : end].strip():
        return None
    return found[first].start


# -- people ------------------------------------------------------------------------------------------------------------

_NAME: Final = r"[A-Z][a-z]+(?:[’'-]?[A-Z][a-z]+)?"
_TITLED: Final = re.compile(rf"\b({words.TITLES})\s+((?:{_NAME}\s+)?{_NAME})")
_TWO: Final = re.compile(
    rf"\b({_NAME})\s+((?:[A-Z]\.?\s+)?(?:(?:van|de|von|O['’])\s*)?{_NAME}(?:-{_NAME})?)(?=['’]s\b|\W|$)"
)
_ONE: Final = re.compile(rf"\b({_NAME})\b")
_INITIAL: Final = re.compile(rf"\b([A-Z])\.?\s+({_NAME})\b")
_NO_SURNAME: Final = frozenset(
    """
    school primary academy college cluster group federation partnership trust forum network alliance street road
    avenue council borough county city university hospital centre head headteacher deputy business local
    national and the who was is has also then now said says commented noted felt added programme grant
    """.split()
)
# Given names that are words, months or places as well: alone they name nobody.
_ALSO_WORDS: Final = frozenset(
    """
    april may june will mark faith grace hope joy rose dean grant guy jordan victoria lee ray pat sue bill rod
    max penny daisy holly ivy heather hazel jasmine olive iris dale glen carol robin jade frank summer charlotte
    derby drew rob miles gene dawn sally art josh val sandy christian ashley beverley kim leigh kelly sean trudy
    melody una zoe kay chris louis james george john david paul peter thomas andrew michael mary anne luke
    matthew
    """.split()
)


_POST: Final = "|".join(pattern for pattern, _ in words.POSTS)
_PERSON_NAME: Final = rf"(?P<name>{_NAME} (?:[A-Z]\.? )?{_NAME}(?:-{_NAME})?)"
# A name that the lexicon does not know is a person's beside a post or a verb of speaking.
_INTRODUCED: Final = (
    re.compile(rf"(?i:\b(?:{_POST})),? \(?{_PERSON_NAME}\b"),
    re.compile(
        rf"\b{_PERSON_NAME}(?=(?:,| is| was| became| has been|,? who (?:is|was)| as| \()\s*(?:(?i:the|an?|our|its|their|new|former|current|acting|then)\s+)*(?i:{_POST})\b)"
    ),
    re.compile(
        rf"\b{_PERSON_NAME}(?=,? (?:said|says|explains|explained|commented|comments|recalls|added|adds|noted|believes|told|who)\b)"
    ),
)


def introduced(text: str) -> Iterator[Mention]:
    """People whose given names are less common, by the post or the verb that stands beside them."""
    for pattern in _INTRODUCED:
        for mark in pattern.finditer(text):
            parts = re.findall(r"\w+", mark["name"])
            if not any(_is_general(part) for part in parts):
                yield Mention(mark.start("name"), mark.end("name"), PERSON, mark["name"], "full")


def _is_general(word: str) -> bool:
    low = word.casefold()
    return low in words.NO_SCHOOL or low in _NO_SURNAME or low in words.POST_WORDS or is_sort_or_end(word)


def people(text: str) -> Iterator[Mention]:
    """People by title and name, by a common given name and a surname, or by a given name alone."""
    for mark in _TITLED.finditer(text):
        yield Mention(mark.start(), mark.end(), PERSON, f"{mark[1]} {mark[2]}", "titled")
    for mark in _TWO.finditer(text):
        if mark[1].casefold() in words.GIVEN_NAMES and mark[2].casefold() not in _NO_SURNAME:
            yield Mention(mark.start(), mark.end(), PERSON, mark[0], "full")
    for mark in _ONE.finditer(text):
        low = re.sub(r"['’]s?$", "", mark[1]).casefold()
        if low in words.GIVEN_NAMES and low not in _ALSO_WORDS:
            yield Mention(mark.start(), mark.start() + len(low), PERSON, mark[1][: len(low)], "given")


# Studies that withhold names call people by their post and a number, and schools by a number or letter.
_CODED_PERSON: Final = re.compile(
    rf"(?<![\w-])(?P<post>{'|'.join(words.CODED_POSTS)})\s?(?P<number>\d{{1,2}})(?![\w.]*\d|\w)"
)
_CODED_SCHOOL: Final = re.compile(
    r"(?<![\w-])(?P<word>School|Academy|Primary|Secondary) (?P<number>\d{1,2}|[A-H]|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)"
    r"(?![\w'’]|\s[A-Z]|\.\d)"
)
_CODED_SCHOOLS: Final = re.compile(
    r"\bSchools (?P<first>\d{1,2}|[A-H])(?P<more>(?:, (?:\d{1,2}|[A-H])\b)*),? and (?P<last>\d{1,2}|[A-H])\b"
)
_NUMBERS: Final = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def coded(text: str) -> Iterator[Mention]:
    """Pseudonyms of studies: 'HT2', 'SIP 4', 'School 1', 'School Three'."""
    for mark in _CODED_PERSON.finditer(text):
        yield Mention(mark.start(), mark.end(), PERSON, f"{mark['post']}{mark['number']}", "coded")
    for mark in _CODED_SCHOOL.finditer(text):
        number = mark["number"]
        plain = str(_NUMBERS.index(number) + 1) if number in _NUMBERS else number
        yield Mention(mark.start(), mark.end(), SCHOOL, f"{mark['word']} {plain}", "coded")


def coded_schools(text: str) -> Iterator[Mention]:
    """'Schools C and D' as two."""
    for mark in _CODED_SCHOOLS.finditer(text):
        numbers = list(re.finditer(r"\d{1,2}|\b[A-H]\b", text[mark.start("first") : mark.end()]))
        for number in numbers:
            start = mark.start("first") + number.start()
            yield Mention(
                start if number is not numbers[0] else mark.start(),
                start + len(number[0]),
                SCHOOL,
                f"School {number[0]}",
                "coded",
            )


# -- authorities, programmes, bodies -----------------------------------------------------------------------------------

_COUNCIL: Final = r"(?:\s+(?:(?:London |Metropolitan |Royal )?Borough|City|County|District)?\s*(?:Council|LA|LEA|[Ll]ocal [Aa]uthority|Borough|Education Authority))?"
_STYLED: Final = r"(?:(?:London |Metropolitan |Royal )?(?:Borough|City|County|Council) of )?"
_AUTHORITY: Final = re.compile(
    rf"{_STYLED}\b(?P<name>{'|'.join(sorted(map(re.escape, AUTHORITIES), key=len, reverse=True))})\b(?P<style>{_COUNCIL})"
)
# A council's name that is an English word, or a place inside another name, counts where something shows a place.
_PLACE_BEFORE: Final = re.compile(
    r"(?:\b(?:in|of|for|across|within|throughout|around|outside|and|to|from|near|by|the|with|,|cross)|^|[,(-])\s*$",
    re.IGNORECASE,
)


_TITLE_LENGTH: Final = 80


def authorities(text: str) -> Iterator[Mention]:
    """Local authorities by the register's names, with or without 'Borough Council' and the like."""
    for mark in _AUTHORITY.finditer(text):
        behind = text[mark.end() : mark.end() + 25]
        styled = bool(mark["style"].strip()) or mark.start() < mark.start("name")
        if (
            styled
            or (
                _PLACE_BEFORE.search(text[: mark.start()])
                and not re.match(r"\s+[A-Z]|['’]s|\s+(?:and [a-z]|is |skills|age|scheme)", behind)
            )
            or mark.end() == len(text)
        ):
            yield Mention(mark.start(), mark.end(), LOCAL_AUTHORITY, mark["name"])
        elif (
            mark.start() == 0 and len(text) < _TITLE_LENGTH and not re.match(r"\s+(?:is|was|skills)\b", behind)
        ) or re.match(r"\s+(?:[A-Z][\w-]*\s+)?(?:schools|SBM|SBMs|heads|headteachers|primary|secondary|group)", behind):
            yield Mention(mark.start(), mark.end(), LOCAL_AUTHORITY, mark["name"], "weak")


_KNOWN: Final = tuple((known, re.compile(rf"(?<![\w-])(?:{known.ways})(?![\w-])")) for known in words.KNOWN)
_NAMED_PROGRAMME: Final = re.compile(
    r"(?<![\w-])((?:[A-Z][\w&’'-]*\s+(?:(?:of|for|in|and|the|to)\s+){0,2}){1,5})"
    r"(?:[Pp]rogramme|[Gg]rant|[Ii]nitiative|[Ff]und|[Ss]cheme|[Qq]ualification|[Pp]athway|Certificate|Diploma|Award|Challenge)\b"
)
_OF_PROGRAMME: Final = re.compile(
    r"(?<![\w-])(?:Certificate|Diploma|Masters?|MA|MBA|BA) (?:of|in) [A-Z]\w+(?: (?:and )?[A-Z]\w+)*"
)
_NAMED_BODY: Final = re.compile(
    r"(?<![\w-])(?:University of [A-Z]\w+(?: [A-Z]\w+)*|[A-Z]\w+(?: [A-Z]\w+)* (?:University|Diocese|Foundation|Charity)(?: [A-Z]\w+){0,2}"
    r"|(?:Diocese|Archdiocese) of [A-Z]\w+)"
)
_NO_PROGRAMME: Final = frozenset(
    """
    the a an this that sbd sbm our its their her his school schools each learning development training national
    local phase all cpd through opinion in on with as by at for from
    """.split()
)


def known(text: str) -> Iterator[Mention]:
    """National programmes, qualifications, grants and bodies in any of the ways they are written."""
    for what, pattern in _KNOWN:
        for mark in pattern.finditer(text):
            yield Mention(mark.start(), mark.end(), what.type, what.name, "known")


# "SBD" is a post, a designation and a programme: after these words it is the programme.
_TRAINED: Final = re.compile(
    r"\b(?:participa\w+ (?:in|on)|complet\w+|start\w+|join\w+|began|undert\w+|enrol\w+ (?:in|on|for)|graduat\w+ (?:from|in)"
    r"|prior to|experience of|finish\w+|doing|did|studi\w+|pass\w+) (?:the |her |his |an? )?(?P<short>SBD)\b"
    r"(?! (?:role|post|participant|programme|Programme))"
)


def trained(text: str) -> Iterator[Mention]:
    """The business director's programme by its initials, where the words before show that it is meant."""
    for mark in _TRAINED.finditer(text):
        yield Mention(mark.start("short"), mark.end("short"), PROGRAMME, words.SBD_PROGRAMME, "known")


def programmes(text: str) -> Iterator[Mention]:
    """Programmes, grants and qualifications that are new to the lexicon, by their last word."""
    taken = [(mention.start, mention.end) for mention in known(text)]
    for pattern in (_NAMED_PROGRAMME, _OF_PROGRAMME):
        for mark in pattern.finditer(text):
            start = mark.start(1) if pattern is _NAMED_PROGRAMME else mark.start()
            while (first := re.match(r"[\w&’'-]+\s+", text[start : mark.end()])) and first[
                0
            ].strip().casefold() in _NO_PROGRAMME:
                start += first.end()
            own = text[start : mark.end()].split()[:-1]
            if any(first < mark.end() and start < last for first, last in taken):
                continue
            if text[start : start + 1].isupper() and (
                len(own) > 1 or text[: mark.end()].rsplit(maxsplit=1)[-1][0].isupper()
            ):
                yield Mention(start, mark.end(), PROGRAMME, text[start : mark.end()], "named")


def bodies(text: str) -> Iterator[Mention]:
    """Universities, dioceses, foundations."""
    for mark in _NAMED_BODY.finditer(text):
        yield Mention(mark.start(), mark.end(), ORGANISATION, mark[0], "named")


_POSTS: Final = tuple(
    (re.compile(rf"(?<![\w-])(?:{pattern})(?:s(?! (?:the|a|an|our|its|this)\b))?(?![\w-])", re.IGNORECASE), title)
    for pattern, title in words.POSTS
)
_DESIGNATIONS: Final = tuple(
    (re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])"), short) for pattern, short in words.DESIGNATION_WAYS
)


def posts(text: str) -> Iterator[Mention]:
    """Posts and titles, with the vocabulary's own word for them where it has one."""
    for pattern, title in _POSTS:
        for mark in pattern.finditer(text):
            yield Mention(mark.start(), mark.end(), ROLE, title or mark[0].casefold())


def designations(text: str) -> Iterator[Mention]:
    """NLE, LLE, SLE, SBM advocate, SBD as designations."""
    for pattern, short in _DESIGNATIONS:
        for mark in pattern.finditer(text):
            yield Mention(mark.start(), mark.end(), DESIGNATION, short)


# In order of who wins between spans of one length.
FINDERS: Final[tuple[Callable[[str], Iterator[Mention]], ...]] = (
    known,
    trained,
    coded,
    coded_schools,
    schools,
    saints,
    groups,
    designations,
    people,
    introduced,
    authorities,
    programmes,
    bodies,
    posts,
)


def longest(found: Iterable[Mention]) -> list[Mention]:
    """Mentions that overlap no longer one, in order of place. Ties go to the one found first."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda each: each.start - each.end):
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda each: each.start)


def mentions(text: str) -> list[Mention]:
    """Everything the finders see in ``text``. A line all in capitals is read as if only its words began with one."""
    if text.isupper():
        text = re.sub(r"\b(?:Of|And|The|In|For|To|At)\b", lambda word: word[0].lower(), text.title())
    return longest(mention for finder in FINDERS for mention in finder(text))


def is_sort_or_end(word: str) -> bool:
    """Whether a word says what sort of school one is: 'Primary', 'RC', 'School'."""
    return bool(_SORT.fullmatch(word) or _END.fullmatch(word))
