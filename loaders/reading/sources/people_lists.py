"""Lists of people: a line, an item or a part between semicolons for each, with their school, post or designation, under a
line that says what all of them are ("Four heads are NLEs:", "Officers", "Present")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from graph.vocabulary import GROUP, LOCAL_AUTHORITY, PERSON, SCHOOL
from loaders.reading.candidate import DERIVED, LOOSE, PLAIN, Candidate, Told, fits, placed
from loaders.reading.cast import Reference, Step
from loaders.reading.documents.document import Block, Sort
from loaders.reading.naming.lexicon import COUNCIL_POST, GROUP_POST, NEGATION, PLAN
from loaders.reading.naming.mention import DESIGNATION, ORGANISATION, ROLE
from loaders.reading.phrases.masking import TOKEN
from loaders.reading.sources.places import by_default, may_be_in_group

_LINE: Final = 150
_LEAD: Final = 260
# A name that no finder knew, at the beginning of a line that goes on with a school.
_NAME: Final = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Fr|Sr|Sir|Dame|Revd?|Cllr)\.? )?(?:[A-Z]\.? ?){0,2}[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}(?=\s*(?:[-–—,:(]|$))"
)
_STAR: Final = re.compile(r"[*•†\s]*")
# Words that make a line a sentence and no entry of a list.
_VERB: Final = re.compile(
    r"\b(?:is|was|are|were|has|had|have|will|would|said|says|asked|thanked|welcomed|reported|explained|noted|agreed|told|gave|went|came|can|could|should|do|does|did"
    r"|writes|wrote|spoke|visited|met|made)\b"
)
_ATTENDANCE: Final = re.compile(
    r"(?:Present|In attendance|Attendance|Attendees|Apologies|Those present|Attending|Circulation|Also present|Absent)\b",
    re.IGNORECASE,
)
_OFFICERS: Final = re.compile(
    r"\b(?:officers|executive|committee|steering group|board|team|who['’]?s who|contacts?|leadership|staff|governors|trustees|directors)\b",
    re.IGNORECASE,
)
_GAP: Final = re.compile(r"(?:\s|[-–—,:(/|*]|the|of|at|from|and|Mr|Mrs|Ms|Miss|Dr)*")
_CHAIRING: Final = re.compile(r"\b(?:in the chair|chairing)\b", re.IGNORECASE)
# A post in a group that other words than a name tell.
_OF_THE_GROUP: Final = re.compile(
    r"\b(?:of|for|at|in) the (?:\w+ )?(?:trust|federation|cluster|alliance|partnership|network|group)\b"
)
_PART: Final = re.compile(r";\s*(?:and\s+)?")
_ONE: Final = r"⟨P:[\d,]+⟩(?: \([^()]{1,90}\)|,? (?:of|from|at) (?:the )?⟨S:[\d,]+⟩|, (?:the )?(?:⟨R:[\d,]+⟩ (?:of|at) (?:the )?)?⟨S:[\d,]+⟩)?"
_ROW: Final = rf"{_ONE}(?:(?:, and |, | and |; |; and ){_ONE})+"
# People in a row before or behind what they are.
_TOGETHER: Final = re.compile(
    rf"(?P<row>{_ROW})[,–-]? ?(?:who |and )?(?:(?:all|both|now|also) )*(?:have|has|are|were|became|become)\b[^⟨⟩.;]{{0,50}}⟨N:(?P<named>\d+)⟩"
    rf"|⟨N:(?P<first>\d+)⟩[^⟨⟩.;]{{0,40}}(?:(?::|\bare|\bwere|\binclude|\bincluding|\bnamely|–|-|,)[^⟨⟩.;]{{0,20}} |\()(?P<list>{_ROW})"
)
_TITLE: Final = r"\b(?:Mr|Mrs|Ms|Miss|Dr|BA|BEd|MA|MBE|OBE|PhD|NPQH|Hons)\b"
_MANY: Final = 2
# A heading of a list of leaders has few words beside the designation, and none of these.
_BESIDE: Final = 25
_NO_HOLDERS: Final = re.compile(
    r"\?|\b(?:help|support|visit|meet|becom|appl|how|what|request|partner|former)", re.IGNORECASE
)
_PLURAL: Final = re.compile(r"s$|^\w+s of ")
_FORMER: Final = re.compile(r"\b(?:formerly|previously|from \d{4} to|until)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line about one person: who, and what else it names."""

    at: int
    start: int
    end: int
    person: int
    others: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class _Lead:
    """What stands over a list: its post and designation, '' for none, whether it lists who came, and its words."""

    post: str
    designation: str
    text: str


def lists_of_people(told: Told) -> Iterator[Candidate]:
    """What the lists of people in a document say of each."""
    run: list[_Entry] = []
    for at, block in enumerate(told.document.blocks):
        entries = list(_entries(told, at, block))
        if not entries:
            yield from _of_run(told, run)
            run = []
            yield from _inline(told, at, block)
        run += entries
    yield from _of_run(told, run)


def posts_by_lines(told: Told) -> Iterator[Candidate]:
    """A name on a line of its own and a post on the next, or the other way round, where no line says where."""
    blocks, at = told.document.blocks, 0
    while at + 1 < len(blocks):
        one, other = _alone(told, at), _alone(told, at + 1)
        person, post = (one, other) if one and one.type == PERSON else (other, one)
        if person and post and (person.type, post.type) == (PERSON, ROLE):
            yield from _at_home(told, at, person, post)
            at += 1
        at += 1


def _alone(told: Told, at: int) -> Reference | None:
    """The person or post that is all a line says."""
    text = told.document.blocks[at].text
    named = [each for each in told.cast.references[at] if each.type in (PERSON, ROLE)]
    if len(named) != 1 or len(text) > _LINE / 2:
        return None
    rest = text[: named[0].start] + text[named[0].end :]
    return named[0] if not re.sub(rf"{_TITLE}|\W", "", rest) else None


def _at_home(told: Told, at: int, person: Reference, post: Reference) -> Iterator[Candidate]:
    first, last = told.document.blocks[at], told.document.blocks[at + 1]
    sentence = next((number for number, (block, _) in enumerate(told.sentences) if block is first), None)
    if sentence is None or len(person.entities) != 1:
        return
    for where, steps in by_default(told, sentence, 0, post.word):
        line = first if post in told.cast.references[at] else last
        step = Step(
            "", f"the name stands on the line beside '{post.word}'", told.cast.entities[person.entities[0]].name
        )
        place = told.document.place(line, 0, len(line.text))
        made = Candidate("holds_role", person.entities[0], where, place, "name and post on two lines", LOOSE, post.word)
        yield replace(made, steps=(step, *steps))


def designated_together(told: Told) -> Iterator[Candidate]:
    """'Ada Marsh (Oak School), Tom Reed and Jo Vance have become SLEs', 'Our SLEs are …': each of the people in a row."""
    for block, masked in told.sentences:
        for mark in _TOGETHER.finditer(masked.text):
            named = masked.referred(mark["named"] or mark["first"])[0].word
            place = placed(told, block, masked, mark.start(), mark.end())
            scope = TOKEN.sub("", masked.text[mark.start() : mark.end()])
            for token in TOKEN.finditer(mark["row"] or mark["list"]):
                if token[1] != "P" or NEGATION.search(scope) or PLAN.search(scope):
                    continue
                for reference in masked.referred(token[2]):
                    steps = (reference.step,) if reference.step else ()
                    made = Candidate("designated", -1, None, place, "designated together", LOOSE, named, steps=steps)
                    yield from (replace(made, source=key) for key in reference.entities)


def designated_by_headings(told: Told) -> Iterator[Candidate]:
    """Whoever an item begins with under a heading that names a designation and nothing else."""
    heading: Reference | None = None
    for at, block in enumerate(told.document.blocks):
        if block.sort is Sort.HEADING:
            heading = _named_alone(told, at)
        elif heading is not None and block.sort is Sort.ITEM and (person := _first_person(told, at)) is not None:
            place = told.document.place(block, 0, len(block.text))
            step = Step("", f"in a list under '{heading.word}'", told.cast.entities[person].name)
            yield Candidate(
                "designated", person, None, place, "listed under a designation", LOOSE, heading.word, steps=(step,)
            )


def _named_alone(told: Told, at: int) -> Reference | None:
    """The designation that is all a heading names, in the plural or not, with few words beside it."""
    named = [each for each in told.cast.references[at] if each.type == DESIGNATION]
    others = [each for each in told.cast.references[at] if each.type in (SCHOOL, PERSON)]
    text = told.document.blocks[at].text
    if len({each.word for each in named}) != 1 or others or _NO_HOLDERS.search(text):
        return None
    return named[0] if len(text) - (named[0].end - named[0].start) <= _BESIDE else None


def _first_person(told: Told, at: int) -> int | None:
    """With whom an item begins, if with one person by name."""
    first = next(iter(told.cast.references[at]), None)
    if first is None or first.type != PERSON or len(first.entities) != 1 or first.step is not None:
        return None
    return first.entities[0] if _STAR.fullmatch(told.document.blocks[at].text[: first.start]) else None


def _entries(told: Told, at: int, block: Block) -> Iterator[_Entry]:
    if len(block.text) <= _LINE and not _VERB.search(block.text) and not block.text.rstrip().endswith(":"):
        entry = _entry(told, at, 0, len(block.text))
        if entry is not None:
            yield entry


def _inline(told: Told, at: int, block: Block) -> Iterator[Candidate]:
    """'Present: Ada Marsh, Oak School; Tom Reed, clerk.'"""
    lead = re.match(r"[^:;.]{3,80}: ", block.text)
    start = lead.end() if lead else 0
    if ";" not in block.text or (lead is None and not _ATTENDANCE.search(_above(told, at))):
        return
    entries = []
    for part in _PART.split(block.text[start:]):
        end = start + len(part)
        entries += [entry] if (entry := _entry(told, at, start, end)) and not _VERB.search(part) else []
        start = end + len((_PART.match(block.text, end) or [""])[0])
    if len(entries) >= _MANY:
        yield from _of_run(told, entries, block.text[: lead.end()] if lead else _above(told, at))


def _above(told: Told, at: int) -> str:
    return told.document.blocks[at - 1].text if at else ""


def _entry(told: Told, at: int, start: int, end: int) -> _Entry | None:
    """The entry between two places of a block, if it begins with one person, or with a school or post and then one."""
    inside = [each for each in told.cast.references[at] if start <= each.start and each.end <= end]
    people = [each for each in inside if each.type == PERSON and len(each.entities) == 1 and each.step is None]
    if not people:
        named = _unknown(told, at, start, inside)
        if named is None:
            return None
        people, inside = [named], [named, *inside]
    others = tuple(each for each in inside if each is not people[0] and each.type in _KINDS and each.step is None)
    text = told.document.blocks[at].text
    first = min(inside, key=lambda each: each.start)
    begins = _STAR.fullmatch(text[start : first.start].removeprefix("The ").removeprefix("Mr "))
    if len({each.entities for each in people}) > 1 or not others or not begins:
        return None
    behind = [each for each in others if each.start > people[0].start]
    before = [each for each in others if each.start < people[0].start]
    if len(before) > 1 and before[-1].type == ROLE:
        # "Oak School - Headteacher Mrs Marsh"
        return _Entry(at, start, end, people[0].entities[0], others)
    between = text[before[-1].end : people[0].start] if before else text[people[0].end : behind[0].start]
    return _Entry(at, start, end, people[0].entities[0], others) if _joined(between, bool(before)) else None


_PLACES: Final = frozenset({SCHOOL, ORGANISATION, LOCAL_AUTHORITY})
_KINDS: Final = frozenset({SCHOOL, GROUP, LOCAL_AUTHORITY, ORGANISATION, ROLE, DESIGNATION})


def _joined(between: str, before: bool) -> bool:
    """Whether only marks, or few words and marks, stand between a name and what is said of it."""
    if before:
        return bool(re.fullmatch(r"\s*(?:[-–—:(|]\s*)(?:[a-z]+ )?(?:Mr |Mrs |Ms |Miss |Dr )?", between))
    return bool(_GAP.fullmatch(between)) or bool(re.fullmatch(r"\s*[-–—,:(|][\w’' ,&/–-]{0,50}", between))


def _unknown(told: Told, at: int, start: int, inside: list[Reference]) -> Reference | None:
    """Somebody no finder knew, named at the beginning of a line that goes on with a school."""
    text = told.document.blocks[at].text
    star = _STAR.match(text, start)
    mark = _NAME.match(text, star.end() if star else start)
    follows = mark and [each for each in inside if each.type == SCHOOL and each.start >= mark.end()]
    if not mark or not follows or any(each.start < mark.end() for each in inside) or " " not in mark[0]:
        return None
    if not _GAP.fullmatch(text[mark.end() : follows[0].start]):
        return None
    entity = told.cast.add(PERSON, mark[0], at, "full")
    reference = Reference(mark.start(), mark.end(), PERSON, (entity.key,), mark[0])
    told.cast.refer(at, reference)
    return reference


def _of_run(told: Told, run: list[_Entry], above: str | None = None) -> Iterator[Candidate]:
    if not run:
        return
    lead = _lead(told, run[0].at, above)
    if len(run) < _MANY and not (lead.designation or lead.post or _ATTENDANCE.match(lead.text)):
        return
    for entry in run:
        yield from (each for each in _said(told, entry, lead) if fits(told, each))


def _lead(told: Told, at: int, above: str | None) -> _Lead:
    """What the line above a list says of all in it: a post in the plural, a designation."""
    if above is None and at == 0:
        return _Lead("", "", "")
    over = at if above is not None else at - 1
    text = told.document.blocks[over].text
    text = above if above is not None else (text if len(text) <= _LEAD else text[-_LEAD:])
    within = [
        each for each in told.cast.references[over] if told.document.blocks[over].text[each.start : each.end] in text
    ]
    named = {each.word for each in within if each.type == DESIGNATION}
    whole = told.document.blocks[over].text
    posts = {each.word for each in within if each.type == ROLE and _PLURAL.search(whole[each.start : each.end])}
    ending = text.rstrip().endswith(":") or len(text) < _LINE / 2
    return _Lead(
        next(iter(posts)) if len(posts) == 1 and ending else "",
        next(iter(named)) if len(named) == 1 and ending else "",
        text,
    )


def _said(told: Told, entry: _Entry, lead: _Lead) -> Iterator[Candidate]:
    block = told.document.blocks[entry.at]
    place = told.document.place(block, entry.start, entry.end)
    made = Candidate("holds_role", entry.person, None, place, "in a list of people", LOOSE)
    posts = [each for each in entry.others if each.type == ROLE]
    yield from _in_schools(entry, made, posts[0].word if posts else lead.post)
    yield from _elsewhere(told, entry, made, posts)
    for word in {each.word for each in entry.others if each.type == DESIGNATION} | ({lead.designation} - {""}):
        step = Step("", f"in a list under '{lead.text.strip()[:80]}'", told.cast.entities[entry.person].name)
        yield replace(
            made, relation="designated", role=word, tier=PLAIN if word == lead.designation else LOOSE, steps=(step,)
        )


def _in_schools(entry: _Entry, made: Candidate, post: str) -> Iterator[Candidate]:
    at_schools = post if not (GROUP_POST.search(post) or COUNCIL_POST.search(post)) else ""
    places = (each for each in entry.others if each.type in _PLACES and len(each.entities) == 1)
    if own := next(places, None):  # Further places are where somebody helps or goes.
        yield replace(made, target=own.entities[0], role=at_schools if own.type == SCHOOL else "")


def _elsewhere(told: Told, entry: _Entry, made: Candidate, posts: list[Reference]) -> Iterator[Candidate]:
    """Posts of a list that belong to the group whose list it is, or to its council."""
    text = told.document.blocks[entry.at].text[entry.start : entry.end]
    words = [each.word for each in posts if GROUP_POST.search(each.word)]
    words += ["chair of cluster"] if _CHAIRING.search(text) and not words else []
    named = [each for each in entry.others if each.type == GROUP and len(each.entities) == 1]
    group = named[0].entities[0] if named else told.subject.group
    untold = not named and bool(_OF_THE_GROUP.search(text) or (words and not may_be_in_group(told, words[0])))
    if group is not None and (words or named) and not untold:
        step = Step("", "the group whose list it is", told.cast.entities[group].name)
        yield replace(made, target=group, role=words[0] if words else "", tier=LOOSE, steps=() if named else (step,))
    council = [each.word for each in posts if COUNCIL_POST.search(each.word)]
    if (
        council
        and told.subject.authority is not None
        and not _OF_THE_GROUP.search(text)
        and not any(each.type == LOCAL_AUTHORITY for each in entry.others)
    ):
        step = Step("", "the document's own authority", told.cast.entities[told.subject.authority].name)
        yield replace(made, target=told.subject.authority, role=council[0], tier=DERIVED, steps=(step,))
