"""Support that follows from posts: a head who takes charge of a second school that is in need supports it, and so does
the school of his own; a school from which somebody is lent supports where she is lent to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import permutations
from typing import Final

from graph.vocabulary import SCHOOL
from loaders.reading.candidate import DERIVED, LOOSE, Candidate, Told, placed
from loaders.reading.cast import Step
from loaders.reading.documents.document import Block
from loaders.reading.phrases.masking import TOKEN, Masked
from loaders.reading.referring.coreference import family
from loaders.reading.referring.scenes import scenes

# Rules of loaders.reading.phrases.support by which somebody is sent to run a school.
RUNS: Final = frozenset({"runs a second one", "sent to run", "asked to run"})
HEADSHIP: Final = family("headteacher")
PLAIN_HEAD: Final = "headteacher"
# What texts say of a school that needs help.
IN_NEED: Final = re.compile(
    r"special measures|inadequate|on its knees|warning notice|lost (?:both |its |her |his )?(?:\w+ )?head|(?:head|headteacher|principal)(?: had| has| having)? (?:left|resigned|walked out|gone off|gone sick|died)|(?:about to|going to) lose its head|worried about|\brequir(?:es?|ed|ing) improvement|serious weakness|notice to improve|\bfail(?:s|ed|ing)\b|struggl|in (?:deep |real |some |serious )?trouble"
    r"|lost its (?:way|head)|lose its head|without (?:a|its|any) (?:permanent )?head|no head\b|better than satisfactory|\bsatisfactory\b|needed to (?:get better|improve)"
    r"|needs to (?:get better|improve)|worry list|urgent attention|urgent improvement|causing concern|cause for concern|category of concern|vulnerable|under-?perform"
    r"|poor results|\brocky\b|down a grade|signed off|on the way out|recruit a head|appoint a head|find a head|nobody applied|no(?:body|-one| one) (?:applied|could|would|had|wanted)|(?:could|can)(?: ?not|n['’]t) (?:be )?(?:f[io]u?nd|recruit|appoint)|\bin vain\b|heads in (?:as many|two|three|four|five|six)|fell ill|vacan(?:t|cy)|falling rolls?"
    r"|below the floor|floor target|coasting|turn(?:ed|ing)? (?:it |the school )?(?:round|around)|rais(?:e|ed|ing) standards|rescue|have a hard time|very low|weak(?:er)? (?:school|results|leadership)",
    re.IGNORECASE,
)
# A head does or is asked this who takes on another school.
TAKES_ON: Final = re.compile(
    r"(?P<person>⟨P:[\d,]+⟩)(?!['’])(?:,(?! (?:and|but) )[^.;,]{3,80},| who)?[^⟨⟩.;]{0,30}\b(?:took over (?:at|as)|takes over (?:at|as)|taken over (?:at|as)|took charge (?:of|at)|takes charge (?:of|at)|has charge of|(?:been )?(?:handed|given charge of)"
    r"|(?:asked|agreed|sent|brought in|called in|drafted in|invited|persuaded) to (?:lead|run|head|take|act as|become|be|step|look after|oversee)|(?:steps|stepped|stepping) in (?:at|as|to)|took the reins (?:at|of)|takes the reins (?:at|of))\b"
    r"|\b(?:turned to|asked|approached|brought in|called in) (?P<asked>⟨P:[\d,]+⟩)[^.;]{0,120}?\b(?:to (?:become|be|lead|run|head|act as|take|step in)|agreed to (?:become|be|lead|run|head|act as|take|step in))\b"
)
ACTING: Final = "executive headteacher"
_RIGHT_BEHIND: Final = 25
_PAIR: Final = 2
# Who holds such a post is not the school's to lend.
_UNPAID: Final = re.compile(r"govern|trustee|chair|clerk|partner|adviser")
# With these words somebody heads a school besides another.
_BESIDES: Final = re.compile(
    r"\b(?:acting|interim|temporary|executive|caretaker|for a while|as well|also|both|second|two schools|the pair|besides|in addition|stand in|stood in)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Headships:
    """Who heads which schools, by the best candidate for each."""

    told: Told
    found: tuple[Candidate, ...]

    @cached_property
    def of_person(self) -> Mapping[int, dict[int, list[Candidate]]]:
        """For each person the schools that he is said to head, each with what says so."""
        held: dict[int, dict[int, list[Candidate]]] = {}
        for each in self.found:
            named = not self.told.cast.entities[each.source].described
            if each.target is not None and named and family(each.role) == HEADSHIP and _is_post(self.told, each):
                held.setdefault(each.source, {}).setdefault(each.target, []).append(each)
        return held

    @cached_property
    def in_need(self) -> Mapping[int, int]:
        """How many sentences speak of each school's need."""
        counted: dict[int, int] = {}
        here = {id(scene.masked): scene.schools for scene in scenes(self.told)}
        for block, masked in self.told.sentences:
            for key in _needy(block, masked, here.get(id(masked), ())):
                counted[key] = counted.get(key, 0) + 1
        return counted

    def pairs(self) -> Iterator[tuple[int, int, Candidate]]:
        """A head's own school, the second one that he took on, and what says so."""
        for schools in self.of_person.values():
            if len(schools) == _PAIR and _at_once(schools):
                for own, second in permutations(schools):
                    if self._took_on(schools, own, second):
                        yield own, second, min(schools[second], key=_rank)

    def _took_on(self, schools: Mapping[int, list[Candidate]], own: int, second: int) -> bool:
        """Whether the second is in need, and the other his own: by the plain post, else by being in less need."""
        need, less = self.in_need.get(second, 0), self.in_need.get(own, 0)
        at_home, away = (any(each.role == PLAIN_HEAD for each in schools[key]) for key in (own, second))
        return need > 0 and (at_home > away or (at_home == away and need > less))


def _needy(block: Block, masked: Masked, here: tuple[int, ...]) -> set[int]:
    """Whose need a sentence speaks of: the school named last before the words, else right behind them, else the one of
    which the text speaks there."""
    start, stop = masked.spots[0], masked.spots[-1] + 1
    schools = [one for one in masked.references if one.type == SCHOOL]
    needy: set[int] = set()
    for mark in IN_NEED.finditer(block.text, start, stop):
        before = [one for one in schools if one.end <= mark.start()][-1:]
        behind = [one for one in schools if mark.end() <= one.start <= mark.end() + _RIGHT_BEHIND][:1]
        keys = (before or behind)[0].entities if before or behind else here
        needy.update(keys if len(keys) == 1 else ())
    return needy


def taken_on(told: Told) -> Iterator[Candidate]:
    """Headships told by a deed: somebody was asked to lead a school, or took over there. Known here alone."""
    before: tuple[Block, tuple[int, ...]] | None = None
    for block, masked in told.sentences:
        named = _schools(masked)
        for mark in TAKES_ON.finditer(masked.text):
            behind = [token for token in TOKEN.finditer(masked.text, mark.end()) if token[1] == "S"]
            keys = masked.referred(behind[0][2])[0].entities if behind else ()
            if not behind and before and before[0] is block:
                keys = tuple(key for key in before[1] if key not in named)
            place = placed(told, block, masked, mark.start(), mark.end())
            for person in masked.referred((mark["person"] or mark["asked"])[3:-1]):
                for key in keys if len(keys) <= _PAIR else ():
                    yield Candidate("holds_role", person.entities[0], key, place, "takes on", LOOSE, ACTING)
        before = block, named


def _schools(masked: Masked) -> tuple[int, ...]:
    return tuple({key for one in masked.references if one.type == SCHOOL for key in one.entities})


def _at_once(schools: Mapping[int, list[Candidate]]) -> bool:
    """Whether the two are headed at the same time, and not one after the other."""
    said = [each for some in schools.values() for each in some]
    return any(each.role != PLAIN_HEAD or _BESIDES.search(each.place.quote) for each in said)


def second_schools(told: Told, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """The head of a school in need who has another of his own, and that school, support it."""
    cast, held = told.cast, (*found, *taken_on(told))
    heirs = {frozenset((each.source, each.target)) for each in held if each.relation == "succeeds"}
    for own, second, says in _Headships(told, held).pairs():
        if {own, second} in heirs:
            continue
        step = Step("", "head of a second school beside his or her own", cast.entities[own].name)
        made = replace(says, relation="supports", target=second, role="", tier=DERIVED, rule="heads a second school")
        yield replace(made, steps=(*says.steps, step))
        yield replace(made, source=own, steps=(*says.steps, step))


def lenders(told: Told, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """The one other school where somebody has a post who is lent to a school, or sent to run it, supports it by that."""
    held = tuple(found)
    posts: dict[int, set[int]] = {}
    for each in held:
        if each.target is not None and _is_post(told, each) and not _UNPAID.search(each.role):
            posts.setdefault(each.source, set()).add(each.target)
    sent: dict[int, set[int]] = {}
    for each in held:
        if each.relation in ("secondment", "supports") and each.target is not None:
            sent.setdefault(each.source, set()).add(each.target)
    for each in held:
        lent = each.relation == "secondment" or (each.relation == "supports" and each.rule in RUNS)
        if lent and _holds(each) and each.target is not None:
            own = posts.get(each.source, set()) - sent[each.source]
            if len(own) == 1 and told.cast.entities[each.target].type == SCHOOL:
                key = own.pop()
                step = Step("", "lent by the school of his or her own post", told.cast.entities[key].name)
                yield replace(
                    each,
                    relation="supports",
                    source=key,
                    tier=DERIVED,
                    rule="lends somebody",
                    steps=(*each.steps, step),
                )


def _is_post(told: Told, each: Candidate) -> bool:
    """Whether it is a post at a school."""
    at_school = each.target is not None and told.cast.entities[each.target].type == SCHOOL
    return each.relation == "holds_role" and at_school and _holds(each)


def _holds(candidate: Candidate) -> bool:
    return not candidate.negated and candidate.certainty != "planned"


def _rank(candidate: Candidate) -> tuple[int, int]:
    return candidate.tier, candidate.place.start
