"""What the patterns find in each sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from graph.vocabulary import GROUP, PERSON, SCHOOL
from loaders.reading.candidate import LOOSE, PLAIN, Candidate, Told, fits, meant, placed
from loaders.reading.cast import Step
from loaders.reading.dating import AT, BEGINS, ENDS, dates_in
from loaders.reading.documents.document import Block
from loaders.reading.naming.lexicon import GROUP_POST, IMPLIED, NEGATION, PLAN
from loaders.reading.phrases.masking import TOKEN, Masked
from loaders.reading.phrases.pattern import GROUP_MEANT, GROUP_NAMED_LAST, PERSON_MEANT, SCHOOL_MEANT, Pattern, applying
from loaders.reading.referring.genders import gender_of, pronoun_gender

MEANT: Final = {"": "", PERSON_MEANT: PERSON, GROUP_MEANT: GROUP, GROUP_NAMED_LAST: GROUP, SCHOOL_MEANT: SCHOOL}
_BEFORE: Final = 45
BETWEEN_TWO: Final = frozenset({"mentoring", "succeeds"})


def by_patterns(told: Told, patterns: Sequence[Pattern]) -> Iterator[Candidate]:
    """What ``patterns`` find in every sentence."""
    by_letters: dict[frozenset[str], tuple[Pattern, ...]] = {}
    for block, masked in (*told.sentences, *told.clauses):
        letters = frozenset(token[1] for token in TOKEN.finditer(masked.text))
        if letters not in by_letters:
            by_letters[letters] = applying(patterns, letters)
        for pattern in by_letters[letters]:
            for mark in pattern.says.finditer(masked.text):
                yield from _candidates(told, block, masked, pattern, mark)


def _candidates(told: Told, block: Block, masked: Masked, pattern: Pattern, mark: re.Match[str]) -> Iterator[Candidate]:
    place = placed(told, block, masked, mark.start(), mark.end())
    made = Candidate(pattern.relation, -1, None, place, pattern.name, pattern.tier)
    span = mark.span()
    made = scoped(made, masked, *span) if pattern.scoped else made
    if pattern.relation != "in_authority":  # A date beside it tells when somebody came, not the school.
        made = dated(made, block, masked, span, pattern.dates or AT)
    for source, target, steps in _ends(told, masked, pattern, mark):
        role = _role(masked, pattern, mark)
        tier = max(pattern.tier, LOOSE if steps else PLAIN)
        found = replace(made, source=source, target=target, role=role, steps=steps, tier=tier)
        if fits(told, found):
            yield found


def _role(masked: Masked, pattern: Pattern, mark: re.Match[str]) -> str:
    if pattern.relation == "designated":
        return masked.referred(mark["named"])[0].word
    if pattern.role.startswith("="):
        return pattern.role[1:]
    return masked.referred(mark[pattern.role])[0].word if pattern.role else ""


def _ends(
    told: Told, masked: Masked, pattern: Pattern, mark: re.Match[str]
) -> Iterator[tuple[int, int | None, tuple[Step, ...]]]:
    sources = _side(told, masked, mark, pattern.source)[-1 if pattern.nearest else 0 :]
    slots = mark.groupdict()
    if pattern.relation == "designated":
        yield from ((key, None, steps) for key, steps in sources)
    elif pattern.target not in MEANT and slots.get(pattern.target) is None:
        # "Oak and Elm are federated": the pairs within one list.
        for (one, its), (other, others) in combinations(sources, 2):
            yield one, other, (*its, *others)
    else:
        for source, its in sources:
            for target, others in _side(told, masked, mark, pattern.target):
                if source == target and pattern.relation in BETWEEN_TWO:
                    yield from _another(told, masked, mark, pattern, source)
                else:
                    yield source, target, (*its, *others)


def _another(
    told: Told, masked: Masked, mark: re.Match[str], pattern: Pattern, key: int
) -> Iterator[tuple[int, int, tuple[Step, ...]]]:
    """In 'Ada acts as her mentor' and 'Ada, who followed her' she is another: whoever was named before."""
    for slot, ends in ((pattern.target, lambda one: (key, one)), (pattern.source, lambda one: (one, key))):
        said = masked.referred(mark[slot])[0] if slot not in MEANT else None
        gender = pronoun_gender(said.word) if said else None
        if said is None or gender is None:
            continue
        before = [*masked.earlier, *(each for each in masked.references if each.end <= said.start)]
        others = [
            each for each in before if each.type == PERSON and len(each.entities) == 1 and each.entities[0] != key
        ]
        fit = [each for each in others if gender_of(told.cast.entities[each.entities[0]].names) in (None, gender)]
        if fit:
            one = fit[-1].entities[0]
            yield *ends(one), (Step(said.word, "the last one named who is not the same", told.cast.entities[one].name),)
        return


def _side(told: Told, masked: Masked, mark: re.Match[str], slot: str) -> list[tuple[int, tuple[Step, ...]]]:
    if slot in MEANT:
        type_ = MEANT[slot] or _where_posts_are(told, masked, mark)
        return meant(told, masked, mark, type_, named_last=slot == GROUP_NAMED_LAST)
    return [
        (key, (reference.step,) if reference.step else ())
        for reference in masked.referred(mark[slot])
        for key in reference.entities
    ]


def _where_posts_are(told: Told, masked: Masked, mark: re.Match[str]) -> str:
    """Whether what is named without its place is in a group or in a school: by the post, else by the title."""
    numbers = mark.groupdict().get("role")
    post = masked.referred(numbers)[0].word if numbers else ""
    about_group = not post and GROUP in told.subject.titled and SCHOOL not in told.subject.titled
    return GROUP if GROUP_POST.search(post) or about_group else SCHOOL


def scoped(made: Candidate, masked: Masked, start: int, end: int) -> Candidate:
    """Negation, plan and hearsay in the words between the ends and shortly before them."""
    before = re.split(r"[.;:]|, (?:and|but|which|who) ", masked.text[max(0, start - _BEFORE) : start])[-1]
    words = f"{before} {TOKEN.sub('', masked.text[start:end])}"
    if NEGATION.search(words):
        return replace(made, negated=True)
    if PLAN.search(words):
        return replace(made, certainty="planned", tier=max(made.tier, LOOSE))
    return replace(made, certainty="implied") if IMPLIED.search(words) else made


def dated(made: Candidate, block: Block, masked: Masked, span: tuple[int, int], plain: str) -> Candidate:
    """The dates within a span of the masked text and just behind it; ``plain`` is what a mere date bounds."""
    start, end = masked.span(*span)
    stop = min(len(block.text), end + _BEFORE)
    for when in dates_in(block.text[start:stop]):
        behind = block.text[end : start + when.start]
        if start + when.start > end and re.search(r"[.;:,]\s|\band\b", behind):
            break
        sense = when.sense if when.sense != AT else plain
        if sense == BEGINS and made.begins is None:
            made = replace(made, begins=when.first)
        elif sense == ENDS and made.ends is None:
            made = replace(made, ends=when.last)
        elif sense == AT and made.seen is None:
            made = replace(made, seen=when.first)
    return made
