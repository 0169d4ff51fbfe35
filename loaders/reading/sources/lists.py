"""Lists and tables: who is in the group that the words before a list name, and what the rows of a table say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from graph.vocabulary import GROUP, SCHOOL
from loaders.reading.candidate import LOOSE, PLAIN, Candidate, Told
from loaders.reading.cast import Reference, Step
from loaders.reading.documents.document import QUOTE_LENGTH, Block, Sort
from loaders.reading.naming.lexicon import PLAN
from loaders.reading.phrases.masking import TOKEN, Masked
from loaders.reading.sources.listings import listed

_LIST_LEAD: Final = re.compile(
    r"\b(?:members?|membership|partners?|others are|partner schools|(?:schools|academies|primaries) (?:in|of|are|were|involved|within|that|which|belong\w*)"
    r"|consist\w*|compris\w*|includ\w*|made up of|involv\w+|between|namely|belong\w*|signed up|signatories|make up|form)\b",
    re.IGNORECASE,
)
# Before a list in the document of a group: "Our schools", "The seven schools:", "Who is in it".
_OUR_SCHOOLS: Final = re.compile(
    r"^(?:\W|\d)*(?:(?:our|the|its|these|all|current|member|partner|founding|participating|cluster|federation|trust|\w+) ){0,3}(?:schools|academies|members)(?: and (?:their|those|the people|who|its|the heads) .{1,40})?\W*(?:are|as follows)?\W*$"
    r"|^(?:\W|\d)*who(?: is|['’]s|se)? (?:are )?(?:in|part of|belongs to) (?:it|us|the \w+)\W*$",
    re.IGNORECASE,
)
# Lists of something else than members.
_OTHER_LISTS: Final = re.compile(
    r"\b(?:support\w*|help\w*|visit\w*|former|left|feeder|inspected|nearby|neighbouring|results?|outside|trained|deployed|congratulat\w+|thank\w*|apologies|present|attend\w*)\b",
    re.IGNORECASE,
)
_MEMBERS: Final = re.compile(r"\b(?:members|member schools|partners|partner schools)\b", re.IGNORECASE)
_SCHOOLS: Final = re.compile(r"\b(?:schools|academies|primaries|colleges)\b", re.IGNORECASE)
_COLON: Final = re.compile(r"[^.;:⟨⟩]{0,50}:")
_FOLLOWS: Final = re.compile(r"\b(?:as follows|listed below|are below|following)\b", re.IGNORECASE)
_GOES_ON: Final = re.compile(
    r"[^.;|]{0,40}\b(?:is|was|are|were|has|have|had|will|would|can|could|joined|left|became|came|went|won|said|says)\b"
)
_ENTRY_MARK: Final = re.compile(r"[\W\d]{0,6}(?:the\s+)?", re.IGNORECASE)
_IS_NAME: Final = re.compile(
    r"(?:[A-Z(][\w.’'&)-]*|of|the|and|upon|on|with|in|for|\d+|[-–—*])(?:\s+(?:[A-Z(][\w.’'&)-]*|of|the|and|upon|on|with|in|for|\d+|[-–—*]+))*[.;*]*"
)
_SHORT: Final = 100
_HEADING: Final = 60


def long_lists(told: Told) -> Iterator[Candidate]:
    """A sentence that names a group, a word for its members and at least three schools."""
    for block, masked in told.sentences:
        yield from _long_list(told, block, masked)
    yield from lists_behind(told)


def _long_list(told: Told, block: Block, masked: Masked) -> Iterator[Candidate]:
    """The members are those of the last group that is named before the word for members."""
    tokens = list(TOKEN.finditer(masked.text))
    schools = [token for token in tokens if token[1] == "S"]
    named = [(key, token, ref) for token in schools for ref in masked.referred(token[2]) for key in ref.entities]
    taken: set[int] = set()
    for group in reversed([token for token in tokens if token[1] == "G"]):
        lead = _LIST_LEAD.search(masked.text, group.end()) or _colon_behind(masked.text, group)
        members = [each for each in named if lead and each[1].start() >= lead.start() and each[0] not in taken]
        if len({key for key, _, _ in members}) < 3:
            continue
        taken |= {key for key, _, _ in members}
        for member in members:
            yield _member(told, block, masked, group, member, "long list of members")


# A number of schools that do something together, and who they are.
_THEY_ARE: Final = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}|the|its|all) (?:\w+ ){0,2}(?:schools|academies|primaries|secondaries|infants|members|partners)\b[^⟨⟩]{0,120}(?::|\bare\b|\bwere\b) ?"
    r"|^(?:the )?(?:others?|other members|rest|members)(?: (?:in|of) it)? (?:are|is|include|were) ",
    re.IGNORECASE,
)


def lists_behind(told: Told) -> Iterator[Candidate]:
    """'The Vale Cluster is an old one. Five primaries meet each term: Oak, Elm, …': a counted list of schools right behind
    the sentence that begins with the group."""
    for (block, before), (own, masked) in pairwise(told.sentences):
        groups = [token for token in TOKEN.finditer(before.text) if token[1] == "G"]
        names_group = any(token[1] == "G" for token in TOKEN.finditer(masked.text))
        lead = _THEY_ARE.search(masked.text) if own is block and groups and not names_group else None
        if lead is None or not _is_about(groups) or is_of_others(lead[0]) or PLAN.search(lead[0]):
            continue
        group = before.referred(groups[0][2])[0].entities[0]
        named = [token for token in TOKEN.finditer(masked.text, lead.end()) if token[1] == "S"]
        schools = [school for token in named for school in masked.referred(token[2])]
        for school in schools if len(schools) >= _FEWEST else ():
            step = Step("", "in the list right behind the sentence about it", told.cast.entities[group].name)
            place = told.document.place(block, school.start, school.end)
            made = Candidate("member_of", -1, group, place, "list behind", LOOSE, steps=(step,))
            yield from (replace(made, source=key) for key in school.entities)


def _is_about(groups: list[re.Match[str]]) -> bool:
    """Whether a sentence speaks of one group, with which it begins."""
    return len({group[2] for group in groups}) == 1 and groups[0].start() <= _SOON


_SOON: Final = 12
_FEWEST: Final = 2


def _colon_behind(text: str, group: re.Match[str]) -> re.Match[str] | None:
    """The colon behind a group, where the words before it already speak of members: 'Six schools belong to it: …'."""
    speaks = _LIST_LEAD.search(text, 0, group.start()) or _SCHOOLS.search(text, 0, group.start())
    return _COLON.match(text, group.end()) if speaks else None


def _member(
    told: Told,
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
        name = told.cast.entities[held.entities[0]].name
        steps = (*steps, Step("", "in the list of its members, in the same sentence", name))
    return Candidate(
        "member_of",
        key,
        held.entities[0],
        told.document.place(block, first, last),
        rule,
        LOOSE if steps else PLAIN,
        steps=steps,
    )


def tables(told: Told) -> Iterator[Candidate]:
    """People in tables: their posts, their designations, and to whom they are lent."""
    for row in listed(told.document, told.cast):
        made = Candidate("holds_role", row.person, None, row.place, "row of a table", PLAIN, row.post)
        yield from (replace(made, target=school) for school in row.places)
        yield from (replace(made, relation="supports", target=school, role="") for school in row.lent_to)
        unplaced = bool(row.post) and not row.places
        if (row.in_group or unplaced) and told.subject.group is not None:
            step = Step("", "the group whose parts the table gives", told.cast.entities[told.subject.group].name)
            yield replace(made, target=told.subject.group, tier=LOOSE, steps=(step,))
        if row.designation:
            yield replace(made, relation="designated", role=row.designation, steps=row.steps)


def lists(told: Told) -> Iterator[Candidate]:
    """Items, rows or short lines that begin with a school, under a line that names a group or speaks of its members."""
    lead: _Lead | None = None
    for at, block in enumerate(told.document.blocks):
        schools = first_schools(told, at, block)
        if lead is not None and schools:
            yield from _listed(told, block, schools, lead)
        elif not (
            _is_entry(block) or (lead is not None and len(block.text) <= _SHORT and _IS_NAME.fullmatch(block.text))
        ):
            lead = _lead_in(told, at, block)


@dataclass(frozen=True, slots=True)
class _Lead:
    """What stands before a list: the group whose members follow, the words, and whether they are yet to be."""

    group: int
    text: str
    planned: bool


def _is_entry(block: Block) -> bool:
    return block.sort in (Sort.ITEM, Sort.ROW)


def first_schools(told: Told, at: int, block: Block) -> list[Reference]:
    """The schools with which an item, a row or a short line begins; none where a line goes on as a sentence does."""
    schools = [each for each in told.cast.references[at] if each.type == SCHOOL and each.entities and each.step is None]
    if not schools or not _ENTRY_MARK.fullmatch(block.text[: schools[0].start]):
        return []
    behind = block.text[schools[0].end :]
    return schools if _is_entry(block) or (len(block.text) <= _SHORT and not _GOES_ON.match(behind)) else []


def _lead_in(told: Told, at: int, block: Block) -> _Lead | None:
    """The group that a line before a list names, or the document's own where the line speaks of members."""
    text = block.text.rstrip()
    heading = block.sort is Sort.HEADING and len(text) < _HEADING
    begin = max((start for start, _ in block.sentences()), default=0)
    last = text[begin:]
    if not (heading or text.endswith(":") or _FOLLOWS.search(last)) or is_of_others(last):
        return None
    groups = [each for each in told.cast.references[at] if each.type == GROUP and each.entities and each.start >= begin]
    members = bool(_LIST_LEAD.search(last))
    planned = bool(PLAN.search(last))
    if groups and (members or heading):
        return _Lead(groups[-1].entities[0], last, planned)
    if members or _OUR_SCHOOLS.search(last):
        own = own_group(told, at)
        return _Lead(own, last, planned) if own is not None else None
    return None


def is_of_others(lead: str) -> bool:
    """Whether the words before a list say that it is of schools that are helped, asked or gone, and no members."""
    return bool(_OTHER_LISTS.search(lead)) and not _MEMBERS.search(lead)


def own_group(told: Told, at: int) -> int | None:
    """The group of schools that a list in block ``at`` may be of: the title's, the one named in the two blocks before, or
    the only one that the document has named by then."""
    if GROUP in told.subject.titled:
        return told.subject.group
    before = [ref for back in range(max(0, at - 2), at) for ref in told.cast.references[back] if ref.type == GROUP]
    if before and len(before[-1].entities) == 1:
        return before[-1].entities[0]
    named = [group for group in told.cast.of(GROUP) if group.times and not group.described]
    return named[0].key if len(named) == 1 and named[0].first <= at else None


def _listed(told: Told, block: Block, schools: list[Reference], lead: _Lead) -> Iterator[Candidate]:
    step = Step("", f"listed under '{lead.text[:80]}'", told.cast.entities[lead.group].name)
    last = schools[0]
    for school in schools:
        if re.fullmatch(r"(?:[\s,;&/]|and|with)*", block.text[last.end : school.start]) or school is last:
            place = told.document.place(block, school.start, school.end)
            made = Candidate(
                "member_of", school.entities[0], lead.group, place, "list of members", PLAIN, steps=(step,)
            )
            yield replace(made, certainty="planned", tier=LOOSE) if lead.planned else made
            last = school
