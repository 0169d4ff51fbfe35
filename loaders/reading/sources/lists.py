"""Lists and tables: who is in the group that the words before a list name, and what the rows of a table say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from graph.vocabulary import GROUP, SCHOOL
from loaders.reading.candidate import LOOSE, PLAIN, Candidate, Told
from loaders.reading.cast import Reference, Step
from loaders.reading.document import QUOTE_LENGTH, Block, Sort
from loaders.reading.listings import listed
from loaders.reading.masking import TOKEN, Masked

_LIST_LEAD: Final = re.compile(
    r"\b(?:members?|partners?|others are|partner schools|schools (?:in|of|are|were|involved)|consist\w*|compris\w*|includ\w*|made up of|involv\w+|between|namely)\b",
    re.IGNORECASE,
)


def long_lists(told: Told) -> Iterator[Candidate]:
    """A sentence that names a group, a word for its members and at least three schools."""
    for block, masked in told.sentences:
        yield from _long_list(told, block, masked)


def _long_list(told: Told, block: Block, masked: Masked) -> Iterator[Candidate]:
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
            yield _member(told, block, masked, group, member, "long list of members")


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
    """List items or rows under a line that names a group and ends in a colon."""
    group: tuple[int, str] | None = None
    for at, block in enumerate(told.document.blocks):
        if block.sort in (Sort.ITEM, Sort.ROW):
            yield from _listed(told, at, block, group)
            continue
        group = _lead_in(told, at, block)


def _lead_in(told: Told, at: int, block: Block) -> tuple[int, str] | None:
    """The group that a line before a list names, or that the title names where the line speaks of members."""
    leads = block.text.rstrip().endswith(":")
    heading = block.sort is Sort.HEADING and not leads
    if not (leads or heading):
        return None
    groups = [reference for reference in told.cast.references[at] if reference.type == GROUP and reference.entities]
    members = bool(_LIST_LEAD.search(block.text))
    if groups and (members or (heading and len(block.text) < 60)):
        return groups[-1].entities[0], block.text
    titled = told.subject.group if GROUP in told.subject.titled and members and not heading else None
    return (titled, block.text) if titled is not None else None


def _listed(told: Told, at: int, block: Block, group: tuple[int, str] | None) -> Iterator[Candidate]:
    schools = [each for each in told.cast.references[at] if each.type == SCHOOL and each.entities]
    if group is None or not schools or schools[0].start > 4:
        return
    name = told.cast.entities[group[0]].name
    step = Step("", f"listed under '{group[1][:80]}'", name)
    last = schools[0]
    for school in schools:
        if re.fullmatch(r"(?:[\s,;&/]|and|with)*", block.text[last.end : school.start]) or school is last:
            place = told.document.place(block, school.start, school.end)
            yield Candidate("member_of", school.entities[0], group[0], place, "list of members", PLAIN, steps=(step,))
            last = school
