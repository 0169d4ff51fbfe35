"""Schools called by a bare name, as people who know them do: 'the head of Fairmead', 'Fairmead's pupils', 'two schools,
Fairmead and Coombe'. What stands beside the name shows that it is a school's; the name itself does not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from graph.vocabulary import GROUP, PERSON, SCHOOL
from loaders.reading.documents.document import Block, Sort
from loaders.reading.naming import lexicon as words
from loaders.reading.naming.authorities import AUTHORITIES
from loaders.reading.naming.given_names import COMMON_GIVEN_NAMES, GIVEN_NAMES
from loaders.reading.naming.mention import FULL_END, Mention, is_sort_or_end
from loaders.reading.naming.people import PLACE_ENDS

_WORD: Final = r"(?:St\.? )?[A-Z][a-z][\w’'-]*?(?:-(?:[a-z]+-)*[A-Z][a-z]+)*"
_NAME: Final = rf"{_WORD}(?: (?:(?:upon|on|under|with|le|in the|the|cum|by) )?{_WORD}){{0,2}}"
# Of a bounded length: some cues stand behind a list, and are looked for behind each of its names.
_LIST: Final = rf"(?:both |the )?(?P<names>{_NAME}(?:(?:, | and |, and | & | or |/|; |; and ){_NAME}){{0,30}})(?![\w-]|['’]s? [A-Z]| \d)"
_POST: Final = r"(?:[Vv]ice[- ]|[Aa]ssistant |[Dd]eputy |[Ee]xecutive |[Aa]cting )?(?:[Hh]ead ?teachers?|[Pp]rincipals?|[Hh]eads?)|[Hh]eads? of school|[Dd]eput(?:y|ies)|[Bb]ursars?|[Bb]usiness (?:manager|director)s?|SBMs?"
_FOLK: Final = r"[Pp]upils|[Cc]hildren|[Pp]arents|[Ss]taff|[Tt]eachers?|[Gg]overnors|[Gg]overning (?:body|board)|[Cc]olleagues|[Cc]lassrooms?"
_CUES: Final = (
    re.compile(rf"\b(?:{_POST})(?: (?:here|both))? (?:of|at|from) {_LIST}"),
    re.compile(rf"\b(?:{_FOLK})(?: (?:here|both))? at {_LIST}|\b[Gg]overnors of {_LIST.replace('names', 'governed')}"),
    re.compile(rf"\b(?:headship|leadership|running|classes|lessons|taught|teaching|post) (?:of|at) {_LIST}"),
    re.compile(rf"\b(?:[Ss]chools|school|[Aa]cademies|[Pp]rimaries|[Jj]uniors|[Ii]nfants)(?: already| now| in all| between them| so far| here)?(?:,| ?[:(–—-]| called| named| are| were) ?{_LIST}"),
    re.compile(rf"\b{_LIST}['’]s? (?:own |new |former |then |executive |acting |\w+ year )?(?:{_POST}|{_FOLK}|budget|results|intake|site)\b"),
    re.compile(rf"\b{_LIST} (?:pupils|parents|governors|governing bod(?:y|ies)|headteacher|staff|children)\b"),
    re.compile(rf"\b[Ss]chools (?:in|of|at|from) (?:the|our|this|its) [\w’' -]{{3,40}}(?:,| ?[:(–—-]) ?{_LIST}(?=[,.;)])"),
    re.compile(rf"\b(?:days?|mornings?|afternoons?|hours)(?: (?:a|each|every|per|of each) (?:week|fortnight|month))?,?(?: each)? at {_LIST}"),
    re.compile(rf"\b(?:teach(?:es|ing)?|taught|employed|seconded|on loan|lent|on secondment|deployed) (?:at|to) {_LIST}"),
    re.compile(rf"\b{_LIST} (?:dropped out|pulled out|came in later|has dropped out|have dropped out)\b"),
    re.compile(rf"\b(?P<names>{_NAME}(?: and | & |/){_NAME}) schools\b"),
    re.compile(rf"\b[Aa]t {_LIST},? (?:we|our|every child|all our)\b"),
    re.compile(rf"\b(?:[Aa] (?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)|[Aa]nother|[Tt]he (?:other|last|newest|smallest|largest|second|third|fourth|fifth|sixth))(?: school| member| one)?(?:,| is| was) {_LIST}(?=[,.;]| (?:is|was|has|had|joined|left|took)\b)"),
    re.compile(rf"\b(?:federat(?:ed|es|ing)|amalgamat(?:ed|es|ing)|in (?:a )?(?:hard |soft |formal )?(?:federation|collaboration)) with {_LIST}"),
    re.compile(rf"\b{_LIST}(?:,[^,.]{{0,50}},)? (?:has|have|had|is|was|are|were)(?: been)? (?:in (?:a )?(?:hard |soft )?federation|federated)\b"),
    re.compile(rf"\b{_LIST},? whose (?:own |new |former |then |previous )?(?:{_POST}|{_FOLK}|budget|results|roll)\b"),
    re.compile(rf"\b{_LIST}(?:,| \()(?: with| which has| has)? ?(?:\d{{2,4}} (?:pupils|children|on (?:the )?roll)|roll \d{{2,4}})\b"),
    re.compile(rf"\b{_LIST}(?:,? (?:an?|the) (?:\w+ |[\w-]+ ){{0,4}}(?:primary|infant|junior|nursery|secondary|special|first|middle|village|church)(?: and \w+)?,? school)\b"),
    re.compile(rf"\b{_LIST} (?:joined|left|joins|leaves|has joined|have joined|had joined|voted to join|has left|have left) (?:the |our )(?:\w+ ){{0,3}}(?:cluster|federation|partnership|alliance|pyramid)\b"),
    re.compile(rf"\b{_LIST} (?:was|were|is|has been|had been) (?:judged|rated|graded|placed (?:in|into)|put in(?:to)?|inspected|(?:in|out of) special measures)\b"),
    re.compile(rf"\b{_LIST} (?:had|has had) (?:its |an? |the )?(?:Ofsted|inspection|inspectors)\b|\b{_LIST.replace('names', 'gone')} (?:went|goes|came|comes) (?:in)?(?:to|out of) special measures\b"),
    re.compile(rf"\b[Aa]n? (?:[\w-]+ ){{0,3}}(?:primary|secondary|comprehensive|grammar|infants|juniors|nursery)(?: (?:in|near|nobody|that|which|up|down|over) [^,.;()]{{1,30}})?, {_LIST}(?=[,.;])"),
    re.compile(rf"\b[Tt]eaching [Ss]chool at {_LIST}"),
    re.compile(rf"\b{_LIST}['’]s? (?:Year \d|reception|SENCO|caretaker|office)\b"),
    re.compile(rf"\b(?:went|going|go|gone|move|moved|transfer|transferred) (?:on )?to {_LIST} (?:for their|at (?:the age of )?(?:seven|eleven|[47]|11|nine|thirteen))\b"),
)  # fmt: skip
_FEDERATED: Final = re.compile(
    rf"\b(?:[Ff]ederation|[Pp]artnership) (?:of|between) {_LIST}|(?P<two>{_NAME}(?: and | & |/){_NAME})(?: [Ss]chools?['’]?)? [Ff]ederation\b"
)
# What a post may be "of" that is no school: subjects, phases, services, and the seasons of a year.
_NO_BARE_NAME: Final = frozenset(
    """
    english maths mathematics science art arts music history geography pe physical education ict computing drama
    languages french german spanish latin humanities technology design religious re rs pshe sen send senco inclusion
    pastoral care year years key stage early foundation reception sixth form upper lower middle junior infant nursery
    primary secondary school schools academy academies college department faculty finance hr human resources
    operations estates service services children's directorate board trust federation cluster alliance
    partnership network forum group council authority county city borough district ofsted dfe dfes nctl ncsl ncls
    national england britain uk europe london monday tuesday wednesday thursday friday saturday sunday january
    february march april may june july august september october november december easter christmas spring summer
    autumn winter term he she they we it this that these those there here now then when while where what who why how
    if so as both each every all some many most one two three four five six seven eight nine ten our their his her
    my your its a an the and or but for from at by with without within over under after before since until during
    mr mrs ms miss dr sir dame lord lady rev professor head heads headteacher deputy assistant executive business
    manager director governor governors chair staff pupils parents pupil premium free meals special needs
    leadership teaching learning curriculum standards improvement support quality safeguarding attainment
    achievement behaviour assessment communications marketing research professional development transition sport
    sports teach first teachers department catholic anglican diocesan diocese church muslim sikh hindu jewish
    government commission today tomorrow everyone nobody women men street road town village north south east west midlands yorkshire
    children teachers colleagues parents classrooms learners students risk need needs home work large heart law play last least most once length leisure council's cornish level levels phase stage class classes room block site sites page top
    """.split()
)
# General words that end a school's name too: Holy Cross.
_ENDS_WELL: Final = frozenset({"cross", "forest", "church", "top"})
_SEPARATORS: Final = re.compile(r"; and |; |, and |, | and | & | or |/")
_SHORTEST: Final = 3
_OFTEN: Final = 2


def bare_schools(
    blocks: Sequence[Block], found: Sequence[Sequence[Mention]], offered: Iterable[str] = ()
) -> list[list[Mention]]:
    """For each block the schools that are called by a bare name there, where nothing else is named. Of the ``offered``
    names of schools, one word that stands but once may as well be a place or a person."""
    shown = {name for block, known in zip(blocks, found, strict=True) for name in _shown(block, known)}
    shown |= set(_run_in_heads(blocks, found))
    shown |= set(_in_lists(blocks, found)) | set(_in_columns(blocks, found)) | set(_beside_people(blocks, found))
    text = "\n".join(block.text for block in blocks)
    shown |= {name for name in offered if text.count(name) >= (1 if " " in name else _OFTEN)}
    shown = {name for name in shown if not _is_place(name, text)}
    shown = {name for name in shown if any(_within_a_sentence(name, block) for block in blocks)}
    shown = {name for name in shown if not _is_part_of(name, found)}
    return [list(_everywhere(block.text, known, shown)) for block, known in zip(blocks, found, strict=True)]


def _shown(block: Block, known: Sequence[Mention]) -> Iterator[str]:
    """The bare names that something in the block shows to be schools'."""
    for start, end in block.sentences():
        for cue in (*_CUES, _FEDERATED):
            for mark in cue.finditer(block.text, start, end):
                names = next(name for name, value in mark.groupdict().items() if value)
                yield from _free(mark[names], mark.start(names), known)
    yield from _listed(block, known)
    yield from _of_people(block, known)
    yield from (mark["name"] for mark in _LIKE_PEOPLE.finditer(block.text) if _ends_like_a_place(mark["name"]))


# Nobody is head of a person: what is called so is a school that is called like one.
_LIKE_PEOPLE: Final = re.compile(rf"\b(?:{_POST}) (?:of|at) (?P<name>{_WORD} {_WORD})(?![\w’'-]| [A-Z])")


def _ends_like_a_place(name: str) -> bool:
    given, end = name.casefold().split()
    return given in GIVEN_NAMES and end in PLACE_ENDS


def _free(names: str, start: int, known: Sequence[Mention]) -> Iterator[str]:
    """The parts of a list of names that name nothing else; a single name right behind a school's is where that is."""
    at, free = 0, []
    parts = _SEPARATORS.split(names)
    # Two names with a comma between them are no list: "head of Lea, Ada Marsh".
    if len(parts) == _FEWEST and ", and" not in names and "," in names:
        parts = parts[:1]
    for part in parts:
        at = names.index(part, at)
        if is_bare_name(part) and not _is_taken(start + at, start + at + len(part), known):
            free.append((start + at, re.sub(r"['’]s?$", "", part)))
    if len(free) != 1 or all(one.type != SCHOOL or one.end != free[0][0] - 2 for one in known):
        yield from (name for _, name in free)


def _is_taken(start: int, end: int, known: Sequence[Mention]) -> bool:
    """Whether another name stands there; a group may be called after the schools in it."""
    return any(one.start < end and start < one.end and one.type != GROUP for one in known)


def _gives_way(one: Mention, start: int, end: int) -> bool:
    """Whether a name is only taken for a person's within what has been shown to be a school's."""
    return one.type == PERSON and one.kind in ("full", "given") and start <= one.start and one.end <= end


def is_bare_name(text: str) -> bool:
    """Whether ``text`` could be a school's bare name: proper words that are no place, subject, month or person."""
    own = [re.sub(r"['’]s?$", "", word).casefold() for word in text.split() if word[:1].isupper()]
    if (
        not own
        or re.search(r"['’](?:re|ll|ve|m|d|t)\b", text)
        or own[0] in COMMON_GIVEN_NAMES
        or text in AUTHORITIES
        or len(own[0]) < _SHORTEST
    ):
        return False
    return (not _is_general(own[-1]) or own[-1] in _ENDS_WELL) and not all(map(_is_general, own))


def _is_general(word: str) -> bool:
    return word in _NO_BARE_NAME or word in words.LANDS or word in words.NO_SCHOOL or is_sort_or_end(word.title())


_RUN_IN: Final = re.compile(rf"(?:\d+(?:\.\d+)*[.)]? )?(?P<names>{_NAME})(?:[.:] |$)")
_HEAD_LENGTH: Final = 60
_NUMBER_LENGTH: Final = 8
_FEWEST: Final = 2


def _run_in_heads(blocks: Sequence[Block], found: Sequence[Sequence[Mention]]) -> Iterator[str]:
    """Paragraphs that begin with one name and a full stop, where most that do begin with a school's."""
    schools, unknown = 0, []
    for block, known in zip(blocks, found, strict=True):
        first = block.text.find(". ", 5, _HEAD_LENGTH)
        schools += any(one.type == SCHOOL and one.start < _NUMBER_LENGTH and one.end == first for one in known)
        if mark := _RUN_IN.match(block.text):
            unknown += list(_free(mark["names"], mark.start("names"), known)) if mark.end() < len(block.text) else []
    if schools >= _FEWEST and schools >= len(unknown):
        yield from unknown


def _listed(block: Block, known: Sequence[Mention]) -> Iterator[str]:
    """The bare names among schools in one list: 'Fairmead, Lea Primary School and Coombe'."""
    schools = [one for one in known if one.type == SCHOOL]
    yield from _last_of_list(block.text, schools, known)
    for one, other in pairwise(schools):
        between = block.text[one.end : other.start]
        mark = re.fullmatch(
            rf"(?:, and |, | and |; )(?P<names>{_NAME}(?:(?:, ){_NAME})*)(?:, and |, | and |; )", between
        )
        # One name alone between two in full may be where the first of them stands: 'Lea School, Coombe, and Oak School'.
        full = all(FULL_END.search(each.name.rsplit(maxsplit=1)[-1]) for each in (one, other))
        if mark and not (full and mark["names"].count(",") == 0):
            yield from _free(mark["names"], one.end + mark.start("names"), known)
    for one in schools:
        yield from _at_the_ends(block.text, one, known)


_LAST: Final = re.compile(rf",? and (?P<names>{_NAME})(?=[.;)]|$)|, (?P<behind>{_NAME})(?= and (?:the|a|its|our)\b)")


def _last_of_list(text: str, schools: Sequence[Mention], known: Sequence[Mention]) -> Iterator[str]:
    """The bare name with which a list of schools ends: 'Lea Juniors, Oak School and Fairmead.'"""
    for one, other in pairwise(schools):
        mark = _LAST.match(text, other.end) if text[one.end : other.start] == ", " else None
        if mark:
            group = "names" if mark["names"] else "behind"
            yield from _free(mark[group], mark.start(group), known)


_AFTER: Final = re.compile(
    rf"(?P<names>(?:, {_NAME})+,? and {_NAME})(?=[.;):|]|$| (?:are|were|have|share|form|belong)\b)"
)
_BEFORE: Final = re.compile(
    rf"(?:[:(] ?|\b(?:are|include|were|schools,) )(?P<names>{_NAME}(?:, {_NAME})+)(?:,? and |, )$"
)


def _at_the_ends(text: str, school: Mention, known: Sequence[Mention]) -> Iterator[str]:
    """Two or more bare names behind or before a school in one list: 'Lea Primary School, Fairmead and Coombe.'"""
    if mark := _AFTER.match(text, school.end):
        yield from _free(mark["names"][2:], mark.start("names") + 2, known)
    if mark := _BEFORE.search(text, max(0, school.start - 200), school.start):
        yield from _free(mark["names"], mark.start("names"), known)


_OF: Final = re.compile(rf",? (?:of|at|from) (?P<names>{_NAME})(?![\w’'-])")
_ABOUT_HEADS: Final = re.compile(
    r"\b(?:head|heads|headteachers?|deput(?:y|ies)|principals?|bursars?|business managers?)\b"
)


def _of_people(block: Block, known: Sequence[Mention]) -> Iterator[str]:
    """Where people are 'of' in a sentence about heads: 'two new headteachers, Ada Marsh at Lea Primary and Tom Reed of
    Coombe'."""
    for start, end in block.sentences():
        if not _ABOUT_HEADS.search(block.text, start, end):
            continue
        for one in known:
            if one.type == PERSON and start <= one.start < end and (mark := _OF.match(block.text, one.end, end)):
                yield from _free(mark["names"], mark.start("names"), known)


def _everywhere(text: str, known: Sequence[Mention], shown: Iterable[str]) -> Iterator[Mention]:
    """Every place in ``text`` where one of the names that are ``shown`` to be schools' stands by itself."""
    for name in sorted(shown, key=len, reverse=True):
        for mark in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])(?! (?!School)[A-Z][a-z])", text):
            others = [one for one in known if one.start < mark.end() and mark.start() < one.end]
            like_a_place = name.rsplit(maxsplit=1)[-1].casefold() in PLACE_ENDS
            if not others or (
                like_a_place and all(one.type == PERSON and _gives_way(one, *mark.span()) for one in others)
            ):
                yield Mention(mark.start(), mark.end(), SCHOOL, name, "bare")


_PLACE_BEFORE: Final = re.compile(
    r"\b(?:in|near|around|across|throughout|outside|town of|village of|city of|the|of central|Greater) $"
)
_NO_PLACE_BEHIND: Final = re.compile(r"['’]s|[\w-]| (?:and|[Ss]chool|[Ff]ederation|[Cc]luster)")
_BEFORE_LENGTH: Final = 12


def _is_place(name: str, text: str) -> bool:
    """Whether the text elsewhere speaks of a town or village of that name."""
    return any(
        _PLACE_BEFORE.search(text[max(0, mark.start() - _BEFORE_LENGTH) : mark.start()])
        and not _NO_PLACE_BEHIND.match(text, mark.end())
        for mark in re.finditer(re.escape(name), text)
    )


def _is_part_of(name: str, found: Sequence[Sequence[Mention]]) -> bool:
    """Whether the name is the end of a longer school's: 'Wick' where 'Lower Wick Primary' stands; or what a trust
    is called for short."""
    longer = re.compile(rf"\w {re.escape(name)}(?![\w-])")
    trust = re.compile(rf"(?:The )?{re.escape(name)} (?!and |& )")
    return any(
        (one.type == SCHOOL and longer.search(one.name)) or (one.kind == "trust" and trust.match(one.name))
        for known in found
        for one in known
    )


def _within_a_sentence(name: str, block: Block) -> bool:
    """Whether the name stands where only a name has a capital."""
    many = sum(word[0].isupper() for word in name.split()) > 1
    if (many or block.sort is Sort.ROW or _is_entry(block)) and block.text.startswith(name):
        return True
    starts = {start for start, _ in block.sentences()}
    return any(
        many or mark.start() not in starts for mark in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", block.text)
    )


_OF_SCHOOLS: Final = re.compile(
    r"\b(?:schools|members|academies|partners)\b[^.]{0,60}:?$|\bwho(?: is|['’]s) in\b[^.]{0,60}$", re.IGNORECASE
)
_LINE: Final = re.compile(rf"(?:{_NAME}|[A-Z(&][\w.’'&)-]*(?: (?:[A-Z(&][\w.’'&)-]*|of|the|and|on|with)){{0,6}})")
_LINE_LENGTH: Final = 50


def _is_entry(block: Block) -> bool:
    """Whether a block is an item, or a line of its own that is a name and nothing else."""
    return block.sort is Sort.ITEM or (len(block.text) <= _LINE_LENGTH and bool(_LINE.fullmatch(block.text)))


def _in_lists(blocks: Sequence[Block], found: Sequence[Sequence[Mention]]) -> Iterator[str]:
    """Items that are one name each, in a list that is said to be of schools or has other schools in it."""
    run: list[int] = []
    for at, block in enumerate([*blocks, None]):
        if block is not None and _is_entry(block):
            run.append(at)
            continue
        if run and (blocks[run[0]].sort is Sort.ITEM or len(run) >= _FEWEST_LINES):
            lead = blocks[run[0] - 1].text if run[0] else ""
            known = sum(any(one.type == SCHOOL and one.start == 0 for one in found[item]) for item in run)
            if _OF_SCHOOLS.search(lead) or 2 * known >= len(run):
                yield from (name for item in run for name in _whole(blocks[item].text, found[item]))
        run = []


def _whole(text: str, known: Sequence[Mention]) -> Iterator[str]:
    mark = re.match(rf"(?P<names>{_NAME})(?: (?:CE|C of E|RC|VA|VC))?(?:$|[,;(]| [–—-] )", text.strip())
    if mark:
        yield from _free(mark["names"], 0, known)


_FEWEST_LINES: Final = 3
_COLUMN: Final = re.compile(
    r"\s*(?:(?:name of |member |partner |our |the )?(?:schools?|academ(?:y|ies)|settings?)(?: names?)?|member(?:s|ship)?)\s*",
    re.IGNORECASE,
)


def _in_columns(blocks: Sequence[Block], found: Sequence[Sequence[Mention]]) -> Iterator[str]:
    """The cells of a table's column that is headed "School"."""
    column: int | None = None
    for at, block in enumerate(blocks):
        if block.sort is not Sort.ROW:
            column = None
            continue
        cells = list(re.finditer(r"[^|]+", block.text))
        heads = [place for place, cell in enumerate(cells) if _COLUMN.fullmatch(cell[0])]
        if heads:
            column = heads[0]
        elif column is not None and column < len(cells):
            cell = cells[column]
            start = cell.start() + len(cell[0]) - len(cell[0].lstrip())
            if re.fullmatch(_NAME, cell[0].strip()):
                yield from _free(cell[0].strip(), start, found[at])


_SLOT: Final = re.compile(rf" ?\((?P<names>{_NAME})[),;]|(?: [–—-]|,) (?P<behind>{_NAME})$")


def _beside_people(blocks: Sequence[Block], found: Sequence[Sequence[Mention]]) -> Iterator[str]:
    """Bare names behind people where most that stands so are schools: 'Ada Marsh (Lea School), Tom Reed (Coombe)'."""
    known = {one.name.split()[0] for some in found for one in some if one.type == SCHOOL}
    slots = [slot for block, some in zip(blocks, found, strict=True) for slot in _slots(block, some)]
    schools = [name for name, sure in slots if sure or name.split()[0] in known]
    unknown = [name for name, sure in slots if not sure and name.split()[0] not in known]
    if len(schools) >= _FEWEST_SLOTS and len(schools) >= len(unknown):
        yield from unknown


_FEWEST_SLOTS: Final = 2


def _slots(block: Block, known: Sequence[Mention]) -> Iterator[tuple[str, bool]]:
    """What stands in brackets or behind a dash after people, and whether it is named as a school there."""
    schools = [one for one in known if one.type == SCHOOL]
    for person in (one for one in known if one.type == PERSON):
        beside = [school.name for school in schools if 0 < school.start - person.end <= _NEAR]
        yield from ((name, True) for name in beside[:1])
        mark = None if beside else _SLOT.match(block.text, person.end)
        if mark:
            group = "names" if mark["names"] else "behind"
            yield from ((free, False) for free in _free(mark[group], mark.start(group), known))


_NEAR: Final = 3
