"""Names of schools: by the words that end them, by a saint, and the pseudonyms of studies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from graph.vocabulary import SCHOOL
from loaders.reading.naming import lexicon as words
from loaders.reading.naming.authorities import AUTHORITIES
from loaders.reading.naming.given_names import GIVEN_NAMES
from loaders.reading.naming.mention import END, FULL_END, LOWER, SORT, UPPER, Mention, Word, is_sort_or_end, tokens

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
# Behind "Oak Primary" these say that the two words are no school but somebody's phase, sector or post.
_NOT_BEHIND: Final = re.compile(
    r"\s*(?:['’]s\s+)?(?:phase|sector|care|partner\w*|Partner\w*|(?:head|Head)(?:teacher)?s|SIP\w*|advis\w+|[Ss]trategy|lead(?:er)?s"
    r"|[Tt]rust|[Ff]ederation|[Cc]luster|[Aa]lliance|[Nn]etwork|[Gg]roup|[Ff]orum|[Ii]mprovement|[Bb]usiness"
    r"|curriculum|education|pupils|teachers?|level|PE|initial|Initial|Street|Road|Lane|Award)"
)


_MANY: Final = ("schools", "academies", "colleges", "primaries")
# "School" before these is part of another thing's name: a plan, a service, an association.
_NO_NAMES_OWN: Final = re.compile(
    r" (?:Organi[sz]ation|Improvement|Development|Sports?|Games|Food|Travel|Admissions|Transport|Meals|Effectiveness"
    r"|Standards|Leadership|Leaders|Teachers|Review|Week|Workforce|Places?|Direct|Alliances?|Partnerships?|Forum|Networks?|Clusters?|Hubs?|Federations?)\b"
)


def schools(text: str) -> Iterator[Mention]:
    """Names that end like a school's: 'Oak Primary School', 'St Ann's RC Primary', 'Elm and Ash Infant Schools'."""
    found = tokens(text)
    last = len(found) - 1
    at = last
    while at >= 0:
        if not END.fullmatch(found[at].text) or (at < last and _goes_on(found, at)):
            at -= 1
            continue
        first = _walk_back(found, at)
        yield from _schools_in(text, found[first : at + 1])
        at = min(first, at) - 1


def _goes_on(found: list[Word], at: int) -> bool:
    """Whether the name goes on behind this word: 'Primary' in 'Primary School'."""
    return bool(END.fullmatch(found[at + 1].text) or SORT.fullmatch(found[at + 1].text)) and (
        found[at + 1].start - found[at].end == 1
    )


def _walk_back(found: list[Word], end: int) -> int:
    """The index at which the name that ends at ``end`` begins; ``end`` + 1 where it has no proper word."""
    first = end
    while first > 0:
        word, near = found[first - 1], found[first].start - found[first - 1].end <= 1
        if not near or not (word.proper or word.low in _WORDS_IN_NAMES or SORT.fullmatch(word.text)):
            break
        if word.low in ("and", "&", "with") and not _is_whole(found, end) and _parts_two(found, first - 1, end):
            break
        if word.low == "of" and _is_somebody(found, first - 1):
            break
        first -= 1
    while first <= end and (not found[first].proper or _is_no_beginning(found, first, end)):
        if found[first].low == "our" and found[first + 1 : first + 2] and found[first + 1].low.startswith("lad"):
            break
        first += 1
    return first


def _is_whole(found: list[Word], end: int) -> bool:
    """Whether the line is nothing but one name: 'Elm and Ash Green CE School' as an item of a list."""
    words_before, behind = found[: end + 1], [word for word in found[end + 1 :] if word.text[0].isalnum()]
    alone = all(word.proper or word.low in _WORDS_IN_NAMES or SORT.fullmatch(word.text) for word in words_before)
    ends = sum(bool(END.fullmatch(word.text)) for word in words_before)
    return alone and not behind and ends == 1 and len(words_before) > _WORDS_OF_TWO


_WORDS_OF_TWO: Final = 3


def _is_somebody(found: list[Word], of: int) -> bool:
    """Whether the words before an "of" are a post or a person: 'Head of Oak School', 'Ada Marsh of Oak School'."""
    before = found[max(0, of - 2) : of]
    named = len(before) > 1 and before[1].proper and before[0].low in GIVEN_NAMES
    given = bool(before) and before[-1].low in GIVEN_NAMES and not before[0].text.startswith("St")
    titled = len(before) > 1 and bool(_TITLE.fullmatch(before[0].text))
    general = bool(before) and before[-1].low in words.POST_WORDS | _DEEDS
    return general or named or titled or given


# What is done to schools, or held by them: "Federation of Oak School", "Minutes of Elm School".
_DEEDS: Final = frozenset(
    """
    federation amalgamation merger closure partnership collaboration enlargement expansion conversion opening review
    report minutes meeting site behalf future visit inspection proposal consultation alliance trust board council
    body parents pupils children governors newsletter prospectus
    """.split()
)


_TITLE: Final = re.compile(words.TITLES)


# Whose school it is, and no part of its name: "the Council's School", "the DfE's first Training School".
_OWNERS: Final = re.compile(
    r"(?:council|government|county|authority|diocese|trust|dfe|dfes|ofsted|department|minister|state)['’]s"
)


_AUTHORITIES: Final = frozenset(AUTHORITIES)


def _is_no_beginning(found: list[Word], at: int, end: int) -> bool:
    """Whether a capitalised word before a name is none of it: 'Every', an owner, somebody's initials."""
    word = found[at]
    initials = len(word.text) > 1 and word.text.isupper() and not SORT.fullmatch(word.text)
    named = any(other.proper and not other.text.isupper() and not _is_general(other) for other in found[at + 1 : end])
    owner = bool(_OWNERS.fullmatch(word.low)) or re.sub(r"['’]s$", "", word.text) in _AUTHORITIES - {word.text}
    return word.low in words.NO_SCHOOL or owner or (initials and not named)


def _is_general(word: Word) -> bool:
    return word.low in words.NO_SCHOOL or bool(SORT.fullmatch(word.text) or END.fullmatch(word.text))


def _parts_two(found: list[Word], at: int, end: int) -> bool:
    """Whether an 'and' stands between two schools, and not within the name of one."""
    left, right = found[at - 1] if at else None, found[at + 1 : end]
    if left is None or not left.proper:
        return True
    particular = [
        word for word in right if word.proper and not SORT.fullmatch(word.text) and not END.fullmatch(word.text)
    ]
    if found[end].low.endswith(_MANY):
        return bool(END.fullmatch(left.text) and particular)
    saints = left.text != "and" and any(word.text.startswith("St") for word in right[:1])
    return bool(particular) and not saints


def _schools_in(text: str, name: list[Word]) -> Iterator[Mention]:
    if not name or not _has_own_word(name) or (len(name) > 1 and name[-2].low == "the"):
        return
    start, end = name[0].start, name[-1].end
    if _is_for_business(name):
        return
    if _ends_a_name(text, name) and not (name[-1].low.endswith(_MANY) or _is_of_another_thing(text, name)):
        yield Mention(start, end, SCHOOL, _tidied(text[start:end]))


# Of the many things called a centre, those where children are taught.
_TAUGHT: Final = frozenset(
    "children's children’s nursery education learning tuition referral pupil support early years family infant special community".split()
)


def _is_for_business(name: list[Word]) -> bool:
    """Whether the name is of a centre that nothing shows to be a school: 'Wharf Conference Centre'."""
    return name[-1].low == "centre" and not any(word.low in _TAUGHT for word in name)


# Who is put first by what is called so: "Teach First", "Children First".
_PUT_FIRST: Final = frozenset(
    "teach children child pupils pupil safety people families family communities community think students learning".split()
)


def _ends_a_name(text: str, name: list[Word]) -> bool:
    """Whether the last word ends a name where it stands: 'School' does, 'school' and 'Primary' only by what is near."""
    if name[-1].text in ("school", "schools", "academy", "academies"):
        return _is_called_so(text, name)
    if FULL_END.search(name[-1].text):
        return True
    if name[-1].text == "First" and name[0].low in _PUT_FIRST:
        return False
    return not _NOT_BEHIND.match(text, name[-1].end) and (name[-1].proper or _is_small_but_called_so(text, name))


def _is_of_another_thing(text: str, name: list[Word]) -> bool:
    """Whether the words go on to the name of a status, an award, a plan: 'Oak School Games'."""
    if not FULL_END.search(name[-1].text):
        return False
    return bool(re.match(r"\s*(?:status|Award)", text[name[-1].end :])) or (
        bool(_NO_NAMES_OWN.match(text, name[-1].end)) and not SORT.fullmatch(name[-2].text)
    )


# A saint's school is often called by the saint alone; streets, churches and days are not.
_SAINT: Final = re.compile(
    r"\bSt\.? (?:[A-Z][a-z]+ (?:and|of|the) (?:the )?)?[A-Z][a-z]+['’]s?\b(?: (?:RC|CE|C of E|Catholic)| [A-Z][a-z]{3,}(?=[,.;)]|$| and\b| is\b| has\b))?(?!\s+(?:Church|Cathedral|Road|Street|Day|Hospital|Hall|Park|Square|Lane|Hospice|Chapel|Parish|Primary|School|Infant|Junior|High|College|Academy|Catholic|Nursery|Centre|Girls|Boys|First|Middle))"
)


def saints(text: str) -> Iterator[Mention]:
    """Schools called by a saint alone: "St Alban's", "St Alban's RC"."""
    for mark in _SAINT.finditer(text):
        if re.search(r"['’]s", mark[0]) and not _PARISH.search(text[: mark.start()]):
            yield Mention(mark.start(), mark.end(), SCHOOL, mark[0])
    for mark in (*_ALL_SAINTS.finditer(text), *_HOLY.finditer(text)):
        if not _PARISH.search(text[: mark.start()]):
            yield Mention(mark.start(), mark.end(), SCHOOL, mark[0])


_ALL_SAINTS: Final = re.compile(
    r"(?<!\w )\bAll (?:Saints|Souls|Hallows)['’](?! ?[A-Z])|(?<=\b[ao]t )All (?:Saints|Souls|Hallows)\b(?! [A-Z])|(?<=\bof )All (?:Saints|Souls|Hallows)\b(?! [A-Z])"
)
# Names of church schools that say no saint's, where somebody or something is of, at or in a list with them.
_HOLY: Final = re.compile(
    r"(?:(?<=\b(?:at|of|to) )|(?<=\bfrom )|(?<=, )|(?<=\band )|(?<=: )|^)(?:Sacred Heart|Holy (?:Family|Rosary|Rood|Name)|Our Lady (?:of|and) (?:the )?(?:St\.? )?[A-Z]\w+|Our Lady['’]s|Corpus Christi|English Martyrs)"
    r"(?![\w-]|['’]s? (?:[Cc]hurch|[Pp]arish)| [A-Z]|,? (?:[Cc]hurch|[Pp]arish|[Cc]hapel|[Cc]onvent))"
)
_PARISH: Final = re.compile(
    r"\b(?:vicar|rector|curate|priest|parish|church|chapel|canon|minister|verger)s? (?:of|at) $", re.IGNORECASE
)


def _is_called_so(text: str, name: list[Word]) -> bool:
    """Whether 'school' in small letters ends a name: 'Oak primary school', and within a sentence 'at Tolworth school'."""
    if _ONE_OF_MANY.search(text[: name[0].start]) or name[-2].low == "the":
        return False
    return _sorted_before(name) or (name[-1].text in ("school", "academy") and _is_particular(text, name))


def _is_small_but_called_so(text: str, name: list[Word]) -> bool:
    """Whether 'primary' in small letters ends a name, as newspapers print them: 'head of Tolworth primary in 2008'."""
    plural = name[-1].low in ("infants", "juniors")
    return _is_particular(text, name) and (plural or bool(_NAME_ENDS.match(text, name[-1].end)))


def _is_particular(text: str, name: list[Word]) -> bool:
    """Whether the proper words can only be a school's: no place, faith or language, nor the capital of a sentence."""
    own = [word for word in name if word.proper and not SORT.fullmatch(word.text) and not END.fullmatch(word.text)]
    place = " ".join(word.text for word in own) in AUTHORITIES
    general = place or all(word.low in words.NO_OWN_WORD or word.text.isupper() for word in own)
    begins = bool(_SENTENCE_BEGINS.search(text[: name[0].start]))
    return bool(own) and not general and (len(own) > 1 or not begins)


def _sorted_before(name: list[Word]) -> bool:
    """Whether 'school' in small letters follows a word for its sort, as in 'Oak primary school'."""
    return len(name) > 2 and bool(SORT.fullmatch(name[-2].text)) and name[-3].proper


_SENTENCE_BEGINS: Final = re.compile(r"(?:^|[.!?:]['’\")\]]*)\s*['‘\"“(]*$")
# What may stand behind a name that ends in small letters; a noun would make 'primary' its adjective.
_NAME_ENDS: Final = re.compile(
    r"['’]s?\b|\s*(?:$|[^\s\w]|(?:in|and|or|is|was|has|had|to|for|at|on|with|where|which|who|will|are|were|from|by|as|but|since|became"
    r"|joined|through|after|before|when|while|near|head|headteacher|also|\w+ed)\b)"
)
_ONE_OF_MANY: Final = re.compile(r"\b(?:an?|another|each|every|one)\s+$", re.IGNORECASE)


def _has_own_word(name: list[Word]) -> bool:
    return any(word.proper and not _is_general(word) for word in name)


def _singular(end: str) -> str:
    for many, one in (
        ("infants", "infant school"),
        ("juniors", "junior school"),
        ("secondaries", "secondary"),
        ("nurseries", "nursery"),
        ("chools", "chool"),
        ("cademies", "cademy"),
        ("olleges", "ollege"),
        ("rimaries", "rimary"),
    ):
        end = end.replace(many, one)
    return end


def _tidied(name: str) -> str:
    return re.sub(r"['’]s$|[.,;]+$", "", name)


# Several names before one word for all: 'Elm and Ash Infant Schools', 'Elm, St Ann's and Ash primaries', 'Marsh Infant
# and Junior Schools'.
_OWN: Final = rf"(?:St\.? |The )?[{UPPER}][{LOWER}][\w’'-]*(?:(?: (?:of|on|upon|in|with|le|the|under|by|cum))* [{UPPER}][{LOWER}][\w’'-]*){{0,3}}"
_SORTS: Final = r"(?:[Pp]rimary|[Ii]nfants?|[Jj]unior|[Nn]ursery|[Ff]irst|[Mm]iddle|[Hh]igh|[Ss]econdary|[Ss]pecial|[Cc]ommunity|[Cc]hurch|[Vv]illage|RC|CE|C of E|Catholic|[Gg]rammar|[Uu]pper|[Ll]ower)"
_SEVERAL: Final = re.compile(
    rf"(?<![\w’'-])(?P<names>{_OWN}(?:, {_OWN})*,? (?:and|&) {_OWN}) (?P<behind>(?:{_SORTS} )*(?:[Ss]chools|[Aa]cademies|[Pp]rimaries|[Cc]olleges)|infants|juniors|secondaries|nurseries)\b"
)
_KINDS: Final = re.compile(
    rf"(?<![\w’'-])(?P<own>{_OWN}) (?P<one>{_SORTS}(?: {_SORTS})*) (?:and|&) (?P<other>{_SORTS}(?: {_SORTS})*) (?:[Ss]chools|[Aa]cademies)\b"
)
_LISTED: Final = re.compile(rf"{_OWN}(?=,? (?:and|&) |, |$)")


def several_schools(text: str) -> Iterator[Mention]:
    """Schools that share the words behind their names."""
    for mark in _SEVERAL.finditer(text):
        yield from _sharing_an_end(text, mark)
    for mark in _KINDS.finditer(text):
        if own := _trimmed(mark["own"]):
            start = mark.end("own") - len(own)
            yield Mention(start, mark.end("one"), SCHOOL, f"{own} {mark['one']} School", "listed")
            yield Mention(mark.start("other"), mark.end(), SCHOOL, f"{own} {mark['other']} School", "listed")


def _sharing_an_end(text: str, mark: re.Match[str]) -> Iterator[Mention]:
    parts = list(_LISTED.finditer(text, mark.start("names"), mark.end("names")))
    last, sorts = _sorts_apart(parts[-1][0])
    behind = " ".join(filter(None, (sorts, _singular(mark["behind"]))))
    if not _trimmed(last) or (behind[0].islower() and any(is_place_or_general(part[0]) for part in parts)):
        return
    for part in parts:
        own = _trimmed(last if part is parts[-1] else part[0])
        if own and not _ONE_OF_MANY.search(text[: part.start()]):
            start = part.start() + part[0].index(own)
            named = is_sort_or_end(own.rsplit(maxsplit=1)[-1])
            end = mark.end() if part is parts[-1] else part.end()
            yield Mention(start, end, SCHOOL, own if named else f"{own} {behind}", "listed")


def _sorts_apart(own: str) -> tuple[str, str]:
    """The last of several names and the words for the sort of all: 'Ash Infant' gives Ash and Infant."""
    parts = own.split()
    cut = len(parts)
    while cut > 1 and is_sort_or_end(parts[cut - 1]):
        cut -= 1
    return " ".join(parts[:cut]), " ".join(parts[cut:])


def _trimmed(own: str) -> str:
    """A listed name without the general words before it; '' where nothing else is left."""
    parts = own.split()
    while parts and (parts[0].casefold() in words.NO_SCHOOL or not parts[0][0].isupper()):
        parts = parts[1:]
    return " ".join(parts) if any(not is_place_or_general(part) for part in parts) else ""


def is_place_or_general(own: str) -> bool:
    """Whether words before 'schools' say what land, faith or authority they are of."""
    low = own.casefold()
    return (
        own in AUTHORITIES
        or low in words.NO_OWN_WORD
        or low in words.LANDS
        or low in words.NO_SCHOOL
        or is_sort_or_end(own)
    )


# Studies that withhold names call schools by a number or letter.
_CODED_SCHOOL: Final = re.compile(
    r"(?<![\w-])(?P<word>School|Academy|Primary|Secondary) (?P<number>\d{1,2}|[A-H]|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)"
    r"(?![\w'’]|\s[A-Z]|\.\d)"
)
_CODED_SCHOOLS: Final = re.compile(
    r"\bSchools (?P<first>\d{1,2}|[A-H])(?P<more>(?:, (?:\d{1,2}|[A-H])\b)*),? and (?P<last>\d{1,2}|[A-H])\b"
)
_NUMBERS: Final = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def coded_schools(text: str) -> Iterator[Mention]:
    """'School 1', 'School Three', and 'Schools C and D' as two."""
    for mark in _CODED_SCHOOL.finditer(text):
        number = mark["number"]
        plain = str(_NUMBERS.index(number) + 1) if number in _NUMBERS else number
        yield Mention(mark.start(), mark.end(), SCHOOL, f"{mark['word']} {plain}", "coded")
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
