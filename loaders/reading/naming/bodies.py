"""Names of local authorities, of programmes and grants, and of other bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from graph.vocabulary import LOCAL_AUTHORITY
from loaders.reading.naming import lexicon as words
from loaders.reading.naming.authorities import AUTHORITIES
from loaders.reading.naming.mention import ORGANISATION, PROGRAMME, Mention
from loaders.reading.naming.ways import Ways

_COUNCIL: Final = r"(?:\s+(?:(?:London |Metropolitan |Royal )?[Bb]orough|[Cc]ity|[Cc]ounty|[Dd]istrict)?\s*(?:[Cc]ouncil|LA|LEA|[Ll]ocal [Aa]uthority|Borough|[Ee]ducation [Aa]uthority)\b)?"
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


# Authorities' names that are words, people's names or places elsewhere as well.
_ALSO_OTHERS: Final = frozenset(
    """
    Reading|Bury|Sutton|Barnet|Bolton|Bradford|Brent|Devon|Dudley|Halton|Kent|Luton|Merton|Poole|Sheffield|Slough|Trafford
    Wakefield|York|Durham|Darlington|Sefton|Bedford|Camden|Warrington|Peterborough|Stockport|Derby|Lincoln|Westminster
    Medway|Cumberland|Leicester|Nottingham|Manchester|Liverpool|Birmingham|Bristol|Leeds|Plymouth|Portsmouth|Southampton
    Greenwich|Hull|Swindon|Blackpool|Bournemouth|Coventry|Oldham|Salford|Sunderland|Wigan|Newham|Islington|Southwark
    """.replace("\n", "|")
    .replace(" ", "")
    .split("|")
)
_WITHIN_A_NAME: Final = re.compile(r"\b[A-Z][\w’'-]* $")


def _is_unmistakable(text: str, mark: re.Match[str]) -> bool:
    """Whether a name that only an authority bears stands by itself: no capital beside it but a sentence's first."""
    before = _WITHIN_A_NAME.search(text[: mark.start()])
    beside = before and not re.search(r"(?:^|[.!?:] ?['\"“‘]?)$", text[: before.start()])
    goes_on = re.match(r" [A-Z]|-", text[mark.end() :])
    return mark["name"] not in _ALSO_OTHERS and not beside and not goes_on


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
            or _is_unmistakable(text, mark)
        ):
            yield Mention(mark.start(), mark.end(), LOCAL_AUTHORITY, mark["name"])
        elif (
            mark.start() == 0 and len(text) < _TITLE_LENGTH and not re.match(r"\s+(?:is|was|skills)\b", behind)
        ) or re.match(
            r"\s+(?:[A-Z][\w-]*\s+)?(?:schools|SBM|SBMs|heads|headteachers|primary|primaries|secondary|secondaries|academies|infants|juniors|special|nurser(?:y|ies)|small|rural|village|church|group)\b",
            behind,
        ):
            yield Mention(mark.start(), mark.end(), LOCAL_AUTHORITY, mark["name"], "weak")


_TYPES: Final = {known.name: known.type for known in words.KNOWN}
_KNOWN: Final = Ways([(known.ways, known.name) for known in words.KNOWN], r"(?![\w-])")
_NAMED_PROGRAMME: Final = re.compile(
    r"(?<![\w-])((?:[A-Z][\w&’'-]*\s+(?:(?:of|for|in|and|the|to)\s+){0,2}){1,5})"
    r"(?:[Pp]rogramme|[Gg]rant|[Ii]nitiative|[Ff]und|[Ss]cheme|[Qq]ualification|[Pp]athway|Certificate|Diploma|Award|Challenge)\b"
)
_OF_PROGRAMME: Final = re.compile(
    r"(?<![\w-])(?:Certificate|Diploma|Masters?|MA|MBA|BA) (?:of|in) [A-Z]\w+(?: (?:and )?[A-Z]\w+)*"
)
_NAMED_BODY: Final = re.compile(
    r"(?<![\w-])(?:University of [A-Z]\w+(?: [A-Z]\w+)*|(?!(?:The|Our|Their|That|This|Its) )[A-Z]\w+(?: [A-Z]\w+)* (?:University|Diocese|Foundation|Charity)(?: [A-Z]\w+){0,2}"
    r"|(?:Diocese|Archdiocese) of [A-Z]\w+)"
)
_NO_PROGRAMME: Final = frozenset(
    """
    the a an this that sbd sbm our its their her his school schools each learning development training national
    local phase all cpd through opinion in on with as by at for from
    """.split()
)


@lru_cache(maxsize=1)
def known(text: str) -> tuple[Mention, ...]:
    """National programmes, qualifications, grants and bodies in any of the ways they are written."""
    return tuple(Mention(mark.start(), mark.end(), _TYPES[name], name, "known") for mark, name in _KNOWN.found(text))


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
