"""Names of people: by title, by given name, by the post or verb beside them, and the pseudonyms of studies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from graph.vocabulary import PERSON
from loaders.reading.naming import lexicon as words
from loaders.reading.naming.authorities import AUTHORITIES
from loaders.reading.naming.given_names import GIVEN_NAMES
from loaders.reading.naming.mention import LOWER, UPPER, Mention, is_sort_or_end
from loaders.reading.naming.posts import posts

_NAME: Final = rf"(?:[{UPPER}]['’])?[{UPPER}][{LOWER}]+(?:[’'-]?[{UPPER}][{LOWER}]+)?"
_SURNAME: Final = (
    rf"(?:(?:van der|van den|van|de la|de|du|von|al|el|bin|ap|De|Di|Da|Le|Ní|Ni|Ó|Mac|Al|El)[ -])?{_NAME}(?:-{_NAME})?"
)
_INITIALS: Final = rf"[{UPPER}]\.?(?:[ -]?[{UPPER}]\.?){{0,2}}"
_TITLED: Final = re.compile(rf"\b({words.TITLES})\s+((?:{_INITIALS}\s+|{_NAME}\s+)?{_SURNAME})")
_TWO: Final = re.compile(rf"\b(?P<given>{_NAME})\s+(?P<surname>(?:[{UPPER}]\.?\s+)?{_SURNAME})(?=['’]s?\b|[^\w-]|$)")
_ONE: Final = re.compile(rf"\b({_NAME})\b")
# "J. Vine" in running text, "J Vine" at the beginning of a line or cell.
_BY_INITIAL: Final = re.compile(
    rf"(?<![\w.&-])(?<![\w.] )(?:(?:[{UPPER}]\. ?){{1,3}}|(?:(?<=^)|(?<=\| ))[{UPPER}] (?=\S+\s*(?:$|[,|(:–—-])))(?P<surname>{_NAME}(?:-{_NAME})?)(?!\w)"
)
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
    matthew bert blessing cherry christie cliff coral curtis dalia dexter eve fern gilbert gus harrison hedley kirk
    kit leighton lola milton mitchell morgan murray nelson pip precious ross russell scott seth sid spencer stan
    stanley sterling sunny sydney todd travis vaughan verity violet wesley art pearl ruby poppy lily harry clay dot
    ash win earl carl
    """.split()
)
# Given names with which the names of roads, parks and villages begin as well.
_ALSO_PLACES: Final = frozenset(
    """
    holly ivy heather hazel jasmine olive iris dale glen rose daisy victoria jordan summer charlotte derby ashley kelly
    leigh nelson milton stanley russell morgan spencer ross scott mitchell murray vaughan poppy lily pearl ruby fern
    coral cherry violet kirk leighton sterling sydney hope faith grace joy dean grant beverley robin sandy ash clay dawn
    may april june albert george clarence lee lyndon lynn eden florence frances holland adelaide alexandra alma beatrice
    cecil clifford clinton denzil douglas edgar ernest gordon graham hamilton harold herbert howard kingsley lancaster
    lennox lindsay ludlow melton norman oliver oswald percy preston raleigh rowan selby stafford sheldon shirley willow
    winston wesley warwick percival montague hedley harvey gilbert francis ellis elliot eldon earl duke dexter curtis
    chester carlton carol barry augusta arthur alan william
    """.split()
)
# Given names that are usual surnames too: after another given name they end the name.
_ALSO_SURNAMES: Final = frozenset(
    """
    james thomas george john david paul scott stewart stuart gordon graham grant craig lewis henry owen morgan
    russell ross murray mitchell martin allen alan lee howard francis gilbert dean daniel simon alexander kelly
    khan hussain ahmed ali singh kaur patel harrison nelson spencer curtis vaughan tudor duncan barry leslie lloyd
    hope day marsh rose may ray penny kay dale hardy hussein mohammed rashid malik iqbal mahmood aziz begum
    dennis edmund clement clifford ellis oliver neville norman reid frank cameron douglas bruce fraser campbell
    stanley sterling milton leighton wesley travis todd kirk hedley dexter abraham joseph samuel isaac jacob
    """.split()
)


_POST: Final = "|".join(pattern for pattern, _ in words.POSTS)
_PERSON_NAME: Final = rf"(?P<name>{_NAME} (?:[A-Z]\.? )?{_NAME}(?:-{_NAME})?)"
# A name that the lexicon does not know is a person's beside a post or a verb of speaking.
# What may stand between a name and the post or designation of who bears it.
_THE: Final = r"(?:(?i:the|an?|our|its|their|new|former|current|acting|then|also)\s+)*"
_NAMED_DESIGNATION: Final = "|".join(f"(?:{pattern})" for pattern, _ in words.DESIGNATION_WAYS)
_FOLK: Final = (
    r"colleague|husband|wife|partner|mother|father|parent|teacher|apprentice|assistant|administrator|secretary|caretaker"
    r"|vicar|resident|consultant|adviser|advisor|officer|trainer|tutor|coach|mentor|founder|student|member|councillor"
    r"|the (?:elder|younger|eldest|youngest|latter|former)|researcher|professor|lecturer|predecessor|successor"
)
_SPEAKING: Final = re.compile(
    rf"\b{_PERSON_NAME}(?=,? (?:said|says|explain(?:s|ed)|comment(?:s|ed)|recalls|added|adds|noted|believes|told|who|asked|laughs|laughed|smiles|smiled|admits|admitted|remembers|remembered|thinks|thought|wrote|replied|writes|herself|himself|retire[sd])\b)"
)
_BEHIND_POST: Final = re.compile(rf"(?:,|:| –| -)? \(?{_PERSON_NAME}\b")
_INTRODUCED: Final = (
    re.compile(rf"\b(?:{_FOLK}),? {_PERSON_NAME}(?=[,.;]| (?:is|was|has|had|who|and|to|in|at|said|says)\b)"),
    re.compile(
        rf"\b{_PERSON_NAME}(?=(?:,| is| was| became| has been|,? who (?:is|was)| as| \(|:| –| -)\s*{_THE}(?:(?i:{_POST})|{_NAMED_DESIGNATION})\b)"
    ),
    re.compile(
        rf"\b(?:man|woman|head|headteacher|teacher|colleague|somebody|someone|person|governor) called {_PERSON_NAME}\b"
    ),
    re.compile(
        rf"\b{_PERSON_NAME}(?=,? (?:whom|whose (?:own |first |last |new )?(?:{_POST}|contract|secondment|job|predecessor|successor|deputy))\b)"
    ),
    _SPEAKING,
)


def introduced(text: str) -> Iterator[Mention]:
    """People whose given names are less common, by the post or the verb that stands beside them."""
    behind = (mark for post in posts(text) if (mark := _BEHIND_POST.match(text, post.end)))
    for mark in chain(behind, *(pattern.finditer(text) for pattern in _INTRODUCED)):
        parts = re.findall(r"\w+", mark["name"])
        if not (any(map(is_no_part_of_a_name, parts)) or _is_where(text, mark, parts)):
            yield Mention(mark.start("name"), mark.end("name"), PERSON, mark["name"], "full")


_HEADED: Final = re.compile(r"\b(?:of|at|from|to|in|for) $")


def _is_where(text: str, mark: re.Match[str], parts: list[str]) -> bool:
    """Whether a name is that of a place or school of which somebody is: 'the head of Holly Park, who …', 'bursar,
    Mill End'."""
    if parts[-1].casefold() not in PLACE_ENDS or parts[0].casefold() in GIVEN_NAMES:
        return False
    return mark.re is not _SPEAKING or bool(_HEADED.search(text[: mark.start("name")]))


def is_no_part_of_a_name(word: str) -> bool:
    """Whether a capitalised word is one of schools, posts or grammar, or a place, and no part of a person's name."""
    low = word.casefold()
    return _is_general(word) or low in _NO_SURNAME_AT_ALL or low in _THINGS or word in AUTHORITIES


def _is_general(word: str) -> bool:
    low = word.casefold()
    return low in words.NO_SCHOOL or low in _NO_SURNAME or low in words.POST_WORDS or is_sort_or_end(word)


_THIRD: Final = re.compile(rf" ({_NAME})(?=['’]s\b|[,.;)]|\s+(?:[a-z–—-]|$)|$)")
# Words that end the name of a street, a house or a school as often as a surname: 'Milton Park', 'Holly Bank'.
PLACE_ENDS: Final = frozenset(
    """
    park lane grove close gate house hall court gardens terrace crescent square valley vale beacon wharf quay bank
    wood woods hill hills green field fields farm cross end side bridge brook mill mills moor mount rise view way
    road street heath common drive meadow meadows lodge manor edge dene top chase mead fold slack bay hollow mere lea staithe
    """.split()
)


def _second_surname(text: str, start: int, end: int) -> int:
    """Where a name ends that may go on: 'Ada Marsh Hill', 'Ada Beth Marsh Stone', but not 'Ada Marsh Headteacher'."""
    third = _THIRD.match(text, end) or _after_two_given(text, start, end)
    return third.end() if third and not _is_general(third[1]) and third[1] not in AUTHORITIES else end


_ANY_THIRD: Final = re.compile(rf" ({_NAME})(?![{LOWER}])")


def _after_two_given(text: str, start: int, end: int) -> re.Match[str] | None:
    given = text[start:end].rsplit(maxsplit=1)[-1].casefold()
    return _ANY_THIRD.match(text, end) if given in GIVEN_NAMES and given not in _ALSO_SURNAMES else None


def people(text: str) -> Iterator[Mention]:
    """People by title and name, by initials, by a common given name and a surname, or by a given name alone."""
    for mark in _TITLED.finditer(text):
        yield Mention(mark.start(), mark.end(), PERSON, f"{mark[1]} {mark[2]}", "titled")
    yield from _in_full(text)
    yield from _by_initials(text)
    for mark in _ONE.finditer(text):
        low = _OWNS.sub("", mark[1]).casefold()
        if low not in GIVEN_NAMES or low in _ALSO_WORDS or _is_month(text, mark):
            continue
        if not _SAINT.search(text[max(0, mark.start() - _TITLE_LENGTH) : mark.start()]):
            yield Mention(mark.start(), mark.start() + len(low), PERSON, mark[1][: len(low)], "given")


_OWNS: Final = re.compile(r"['’]s?$")
_SAINT: Final = re.compile(r"\b(?:St\.?|Saint|SS|King|Queen|Prince|Princess) $")
_TITLE_LENGTH: Final = 12
_MONTH_BEHIND: Final = re.compile(r"\.?\)|\.? (?:\d|[’'])")
_DAY_BEFORE: Final = re.compile(r"\d(?:st|nd|rd|th)? $")


def _is_month(text: str, mark: re.Match[str]) -> bool:
    """Whether 'Jan' is a month for short: beside a day or year."""
    beside = _MONTH_BEHIND.match(text, mark.end()) or _DAY_BEFORE.search(text[: mark.start()])
    return mark[1] == "Jan" and bool(beside)


def _in_full(text: str) -> Iterator[Mention]:
    """Given name and surname, looked for at every word: a capital before them is no part of the name."""
    at = 0
    while mark := _TWO.search(text, at):
        if _is_full_name(mark):
            at = _second_surname(text, mark.start(), mark.end())
            yield Mention(mark.start(), at, PERSON, text[mark.start() : at], "full")
        else:
            at = mark.start("surname")


def _is_full_name(mark: re.Match[str]) -> bool:
    given, surname = mark["given"].casefold(), mark["surname"].split()[-1].casefold()
    place = given in _ALSO_PLACES and surname in PLACE_ENDS
    known = given in GIVEN_NAMES or given.partition("-")[0] in GIVEN_NAMES
    return known and surname not in _NO_SURNAME and not place


# "Q." and "A." before a sentence are question and answer; a letter that a line begins with may count its headings.
_QUESTION: Final = re.compile(r"(?:[QA]|(?<!.)[A-Z])\. (?!\S+(?:\s*[,|(:]| [–—-]))")
_NO_SURNAME_AT_ALL: Final = frozenset(
    """
    it we are can is do does did who how why will yes what he she they i you there here his her their my your which
    monday tuesday wednesday thursday friday saturday sunday ring call email phone contact ask meet see tell write
    some any if so as but because since after before once only maybe perhaps please thank thanks well now then oh
    """.split()
)


# Who is there: each name between commas, whatever it is, is somebody's, where a place or post may stand in brackets.
_THERE: Final = re.compile(
    r"(?:Present|Apologies(?: for absence)?|In attendance|Attendees|Attending|Attended by|Also (?:present|in attendance)|Those present|Absent|Not present)(?: \([^)]*\))?(?: were received from| from| were)?\s*[:–-]?\s+"
)
_SEGMENT: Final = re.compile(
    rf"\*?(?:{words.TITLES}\s+)?(?P<name>(?:{_INITIALS}|{_NAME})(?:\s+{_NAME})?\s+{_SURNAME})(?=\s*(?:\(|$|[,;|–-])|\s+and\s)"
)


def attending(text: str) -> Iterator[Mention]:
    """The people whom a line counts up as present or absent."""
    there = _THERE.match(text)
    if there is None:
        return
    for at in (
        there.end(),
        *(
            mark.end()
            for mark in re.finditer(r"\)?(?:[,;|]| and )\s*(?:and )?", text[:_LONGEST])
            if mark.end() > there.end()
        ),
    ):
        mark = _SEGMENT.match(text, at)
        if (
            mark
            and text.count("(", 0, at) == text.count(")", 0, at)
            and not any(map(is_no_part_of_a_name, re.findall(r"[^\W\d_]{2,}", mark["name"])))
        ):
            yield Mention(mark.start("name"), mark.end(), PERSON, mark["name"], "full")


_LONGEST: Final = 4000


# Nouns that stand behind a post or a name in titles: 'School Business Manager Demonstration Projects'.
_THINGS: Final = frozenset(
    """
    project projects demonstration programme programmes conference meeting meetings award awards training course
    courses day week report review handbook guide briefing support service services network development education
    standards improvement annual partnership partnerships working group groups team teams board committee role roles
    without ofsted agenda minutes item items action actions apologies present welcome update news newsletter
    english maths science phonics reading writing literacy numeracy christmas easter summer autumn spring
    """.split()
)


def _by_initials(text: str) -> Iterator[Mention]:
    for mark in _BY_INITIAL.finditer(text):
        if not (is_no_part_of_a_name(mark["surname"]) or _QUESTION.match(text, mark.start())):
            yield Mention(mark.start(), mark.end(), PERSON, mark[0], "initials")


# Studies that withhold names call people by their post and a number.
_CODED_PERSON: Final = re.compile(
    rf"(?<![\w-])(?P<post>{'|'.join(words.CODED_POSTS)})\s?(?P<number>\d{{1,2}})(?![\w.]*\d|\w)"
)


def coded_people(text: str) -> Iterator[Mention]:
    """Pseudonyms of studies: 'HT2', 'SIP 4'."""
    for mark in _CODED_PERSON.finditer(text):
        yield Mention(mark.start(), mark.end(), PERSON, f"{mark['post']}{mark['number']}", "coded")
