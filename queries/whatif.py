"""What comes apart if something ends: schools that change rung, groups too small to be one, what is to be handed over.

The day's graph is read once more without the claims that would end (queries.endings says which, queries.removal how),
and the ladder on it is held against the ladder as it is. Nothing is stored and nothing is forecast: what people would
do instead no source says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Final

from graph.dates import in_words
from graph.projection import Ledger, Projection, Reading, Tie, staff_of
from graph.records import Claim, Node
from graph.store import Store
from graph.vocabulary import GROUP, PERSON, RELATIONS, ROLE_FAMILIES, SCHOOL
from queries.answer import Answer, Fields, assumptions, count, listed, sources
from queries.boundary import Boundary, Universe, notes, universe
from queries.contacts import fellow_members
from queries.endings import PAID_BY, Ending, Endings
from queries.isolation import Account
from queries.ladder import STANDINGS, Ladder
from queries.removal import Move, Removal
from queries.wording import ClaimShown, role_in_words, show_claims, tie_in_words

MOVED: Final = "school changes rung"
MOVED_IN_TEXTS: Final = "school named only in texts changes rung"
UNGROUPED: Final = "school is left in no group"
SHRUNK: Final = "group falls below two members"
HANDOVER: Final = "to hand over"
LOST: Final = "ends"
FUNDING: Final = "funding"
KINDS: Final = (MOVED, MOVED_IN_TEXTS, UNGROUPED, SHRUNK, HANDOVER, LOST, FUNDING)

ENDS, GOES_ON, OVER = "ends", "goes on", "over already"
NOTHING_ELSE: Final = (
    "Nothing else is changed: what people would do instead no source says. Ending something never opens a route and"
    " never brings anybody nearer to a leader."
)
SEEMS_TO_RISE: Final = (
    "A school that was inward may seem to rise: the group that held all its ties is gone, and the ties that are left"
    " are no longer inside one."
)
FUNDING_READ: Final = (
    "Funding is listed for the schools and groups that lose something, with the end that the sources give; where they"
    " give none, none is guessed."
)
_MONEY: Final = ("funded_by", "participates_in")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """One thing that follows. ``what`` is one of KINDS; ``before`` and ``after`` are rungs, numbers of members, or
    whether a tie ends.

    ``loses`` are the school's own ties that would end and the leaders it would no longer reach; ``alike`` who else
    holds a like post at the same school or in the group; ``tell`` who is at the other end; ``until`` the end that
    the sources give already.
    """

    what: str
    id: str
    name: str
    sentence: str
    urn: str = ""
    authority: str = ""
    phase: str = ""
    before: str = ""
    after: str = ""
    reasons: tuple[str, ...] = ()
    loses: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    tell: tuple[str, ...] = ()
    until: str = ""
    claims: tuple[ClaimShown, ...] = ()

    def fields(self) -> Fields:
        """As plain JSON values."""
        return {
            "what": self.what,
            "id": self.id,
            "urn": self.urn,
            "name": self.name,
            "authority": self.authority,
            "phase": self.phase,
            "before": self.before,
            "after": self.after,
            "sentence": self.sentence,
            "reasons": list(self.reasons),
            "loses": list(self.loses),
            "alike": list(self.alike),
            "tell": list(self.tell),
            "until": self.until,
            "claims": [claim.fields() for claim in self.claims],
        }


@dataclass(frozen=True, slots=True)
class WhatIfAnswer(Answer[Consequence]):
    """What would come apart; ``without`` says in words what ends."""

    without: tuple[str, ...]

    def of(self, what: str) -> tuple[Consequence, ...]:
        """The rows of one kind, in their order."""
        return tuple(row for row in self.rows if row.what == what)

    @property
    def moves(self) -> tuple[Move, ...]:
        """The schools of the boundary that would stand on another rung, from which to which."""
        return tuple(Move(row.id, row.before, row.after) for row in self.of(MOVED))

    def envelope(self) -> Fields:
        """The answer's JSON form with what ends before the rows."""
        return {"without": list(self.without), **super(WhatIfAnswer, self).envelope()}


def whatif(
    store: Store, without: Sequence[str], boundary: Boundary, reading: Reading, *, ledger: Ledger | None = None
) -> WhatIfAnswer:
    """What comes apart on a day, for the schools of a boundary, if what the words name ends, all of it at once.

    Raises NotFound, Ambiguous (queries.endings.Endings.find).
    """
    projection = (ledger or Ledger.read(store)).on(reading)
    named = Endings(projection)
    endings = tuple(named.find(asked) for asked in without)
    return consequences(store, projection, endings, universe(store, projection, boundary))


def consequences(store: Store, projection: Projection, endings: Sequence[Ending], whole: Universe) -> WhatIfAnswer:
    """The same for endings that were found already, and a universe that was."""
    found = _Consequences(projection, endings, whole)
    rows = tuple(found.rows())
    names = tuple(dict.fromkeys(ending.name for ending in endings))
    return WhatIfAnswer(
        question=f"What comes apart without {listed(names) or 'nothing'}?",
        as_of=projection.reading.on,
        boundary=whole.description,
        sources=sources(store.datasets()),
        assumptions=(*_rules(endings, rows), *assumptions(projection), *notes(whole)),
        rows=rows,
        sentence=_sentence(names, found, rows, whole),
        without=names,
    )


def _rules(endings: Iterable[Ending], rows: Iterable[Consequence]) -> Iterator[str]:
    yield from dict.fromkeys(ending.rule for ending in endings)
    yield NOTHING_ELSE
    found = tuple(rows)
    if any(_rises(row) for row in found):
        yield SEEMS_TO_RISE
    if any(row.what == FUNDING for row in found):
        yield FUNDING_READ


def _rises(row: Consequence) -> bool:
    return row.what in (MOVED, MOVED_IN_TEXTS) and STANDINGS.index(row.after) > STANDINGS.index(row.before)


def _sentence(names: Sequence[str], found: _Consequences, rows: Sequence[Consequence], whole: Universe) -> str:
    numbers = Counter(row.what for row in rows)
    keeping = found.standing_fast(whole.schools)
    said = [
        f"{numbers[MOVED] or 'none'} would change rung{_ways(rows)}",
        f"{keeping} more would lose ties and keep the rung" if keeping else "",
        f"{numbers[UNGROUPED]} would be left in no group" if numbers[UNGROUPED] else "",
        f"{count(numbers[SHRUNK], 'group')} would fall below two members" if numbers[SHRUNK] else "",
        f"{count(sum(row.after == ENDS for row in rows), 'tie, post or grant', 'ties, posts and grants')} would end",
    ]
    return (
        f"Without {listed(names) or 'nothing'} on {in_words(found.on)}: of {count(len(whole.schools), 'school')}"
        f" ({whole.description}), {'; '.join(filter(None, said))}."
        f"{_about_texts(numbers[MOVED_IN_TEXTS], found.standing_fast(whole.not_in_register))}"
    )


def _ways(rows: Iterable[Consequence]) -> str:
    """How many schools go which way, the lowest rungs first."""
    moved = Counter((row.before, row.after) for row in rows if row.what == MOVED)
    ways = [f"{number} {before} → {after}" for (before, after), number in sorted(moved.items(), key=_by_rungs)]
    return f" ({', '.join(ways)})" if ways else ""


def _about_texts(moved: int, keeping: int) -> str:
    """The schools that only texts name, in a sentence of their own; '' where none loses anything."""
    said = [
        f"{moved} would change rung" if moved else "",
        f"{keeping} would lose ties and keep the rung" if keeping else "",
    ]
    return f" Of schools that only texts name, {listed(filter(None, said))}." if any(said) else ""


def _by_rungs(way: tuple[tuple[str, str], int]) -> tuple[int, int]:
    (before, after), _ = way
    return STANDINGS.index(before), STANDINGS.index(after)


class _Consequences:
    """The rows of one answer."""

    def __init__(self, projection: Projection, endings: Sequence[Ending], whole: Universe) -> None:
        self.on = projection.reading.on
        self._projection = projection
        self._whole = whole
        self._gone = frozenset(node for ending in endings for node in ending.nodes)
        self._given_up = frozenset(claim for ending in endings if ending.of_people for claim in ending.claims)
        self._removal = Removal(projection, {claim for ending in endings for claim in ending.claims})

    def rows(self) -> Iterator[Consequence]:
        """Kind by kind, each in an order of its own that never ranks people."""
        yield from sorted(self._moved, key=lambda row: (STANDINGS.index(row.before), row.authority, row.name, row.id))
        yield from self._moved_in_texts
        yield from sorted(self._ungrouped(), key=lambda row: (row.authority, row.name, row.id))
        yield from sorted(self._shrunk(), key=lambda row: (row.name, row.id))
        yield from sorted(self._handover(), key=lambda row: (row.after, row.name, row.id, row.sentence))
        yield from sorted(self._other_losses(), key=lambda row: (row.sentence, row.id))
        yield from sorted(self._funding(), key=lambda row: (row.until == "", row.until, row.sentence, row.id))

    # -- schools

    @cached_property
    def _moved(self) -> list[Consequence]:
        return list(self._moves(self._whole.schools, MOVED))

    @cached_property
    def _moved_in_texts(self) -> list[Consequence]:
        return list(self._moves(self._whole.not_in_register, MOVED_IN_TEXTS))

    def _moves(self, schools: Iterable[Node], what: str) -> Iterator[Consequence]:
        asked = [school.id for school in schools if school.id not in self._gone]
        yield from (self._move(move, what) for move in self._removal.moves(asked))

    def standing_fast(self, schools: Iterable[Node]) -> int:
        """How many of the schools lose a tie and stay on their rung."""
        others = self._gone.union(row.id for row in (*self._moved, *self._moved_in_texts))
        return sum(bool(self._removal.lost_by(school.id)) and school.id not in others for school in schools)

    def _move(self, move: Move, what: str) -> Consequence:
        school = self._projection.nodes[move.school]
        ties = self._removal.lost_by(move.school)
        return replace(
            self._of_school(what, school, f"{school.name}: {move.before} → {move.after}"),
            before=move.before,
            after=move.after,
            reasons=self._reasons(school.id),
            loses=(*self._in_words(ties), *self._no_longer_reached(school.id)),
            claims=show_claims(self._projection, ties),
        )

    def _of_school(self, what: str, school: Node, sentence: str) -> Consequence:
        """A row with the columns that say which school it is about."""
        return Consequence(
            what=what,
            id=school.id,
            urn=school.id.removeprefix("urn:") if school.id.startswith("urn:") else "",
            name=school.name,
            authority=self._projection.name(self._whole.authority_of.get(school.id)),
            phase=str(school.attributes.get("phase", "")),
            sentence=sentence,
        )

    def _in_words(self, ties: Iterable[Tie]) -> list[str]:
        return list(dict.fromkeys(tie_in_words(tie, self._projection) for tie in ties))

    def _reasons(self, school: str) -> tuple[str, ...]:
        left = self._removal.after.projection.ties_of(school)
        said = self._account.reasons(school) if left else ("no tie that was read is left",)
        return (*said, *(["it would be in no group"] if self._is_left_out(school) else []))

    @cached_property
    def _account(self) -> Account:
        return Account(self._removal.after)

    def _no_longer_reached(self, school: str) -> list[str]:
        before, after = self._reached_before.by(school), self._reached_after.by(school)
        gone = before - after - staff_of(self._projection, school) - {school}
        return [f"a route to {listed(sorted(map(self._projection.name, gone)))}"] if gone else []

    @cached_property
    def _reached_before(self) -> _LeadersReached:
        return _LeadersReached(self._removal.before.projection)

    @cached_property
    def _reached_after(self) -> _LeadersReached:
        return _LeadersReached(self._removal.after.projection)

    # -- groups

    def _ungrouped(self) -> Iterator[Consequence]:
        for school in self._whole.schools:
            if school.id not in self._gone and self._is_left_out(school.id):
                yield self._left_out(school)

    def _is_left_out(self, school: str) -> bool:
        """Whether it loses a group and is left in none."""
        left = any(tie.relation == "member_of" for tie in self._removal.after.projection.ties_of(school))
        return bool(self._memberships_lost(school)) and not left

    def _memberships_lost(self, school: str) -> list[Tie]:
        return [tie for tie in self._removal.lost_by(school) if tie.relation == "member_of"]

    def _left_out(self, school: Node) -> Consequence:
        lost = self._memberships_lost(school.id)
        groups = [self._projection.name(tie.target) for tie in lost]
        return replace(
            self._of_school(UNGROUPED, school, f"{school.name} would be in no group without {listed(groups)}"),
            before=count(len(groups), "group"),
            after="no group",
            claims=show_claims(self._projection, lost),
        )

    def _shrunk(self) -> Iterator[Consequence]:
        lost = (tie for tie in self._removal.lost if tie.relation == "member_of" and tie.target not in self._gone)
        for group in sorted({tie.target for tie in lost if self._is_inside(tie)}):
            before, after = (self._members(ladder.projection, group) for ladder in self._both)
            if _is_several(self._projection, before) and not _is_several(self._projection, after):
                yield self._too_small(group, before, after)

    @property
    def _both(self) -> tuple[Ladder, Ladder]:
        return self._removal.before, self._removal.after

    def _members(self, projection: Projection, group: str) -> frozenset[str]:
        return fellow_members(projection, group)

    def _too_small(self, group: str, before: frozenset[str], after: frozenset[str]) -> Consequence:
        name = self._projection.name(group)
        left = listed(sorted(map(self._projection.name, after)))
        ties = [tie for tie in self._removal.lost_by(group) if tie.relation == "member_of"]
        return Consequence(
            what=SHRUNK,
            id=group,
            name=name,
            before=count(len(before), "member"),
            after=count(len(after), "member"),
            sentence=f"{name}: {count(len(before), 'live member')}, then {f'only {left}' if left else 'nobody'}",
            loses=tuple(self._in_words(ties)),
            claims=show_claims(self._projection, ties),
        )

    # -- what people hand over

    @cached_property
    def _holders(self) -> frozenset[str]:
        """Those who give something up themselves: people, and teams that hold posts like people."""
        given_up = (tie for tie in self._removal.touched if any(claim.id in self._given_up for claim in tie.claims))
        return frozenset(tie.source for tie in given_up if self._is_inside(tie) and self._is_holder(tie))

    def _is_holder(self, tie: Tie) -> bool:
        return self._projection.nodes[tie.source].type != SCHOOL

    def _handover(self) -> Iterator[Consequence]:
        for holder in sorted(self._holders):
            facts = [tie for tie in self._projection.facts if tie.source == holder and tie.relation == "designated"]
            for tie in filter(partial(self._is_own, holder), (*self._projection.ties_of(holder), *facts)):
                yield from self._held(holder, tie)

    def _is_own(self, holder: str, tie: Tie) -> bool:
        """A person's every tie; of a team what it does, not who is in it."""
        return tie.source == holder or self._projection.nodes[holder].type == PERSON

    def _held(self, holder: str, tie: Tie) -> Iterator[Consequence]:
        """What of a tie ends, and what of it goes on: a person may be two things to one school."""
        ended = tuple(claim for claim in tie.claims if claim.id in self._removal.ended)
        kept = tuple(claim for claim in tie.claims if claim.id not in self._removal.ended)
        if ended:
            yield self._held_as(holder, replace(tie, claims=ended), ENDS)
        if kept:
            yield self._held_as(holder, replace(tie, claims=kept), GOES_ON)

    def _held_as(self, holder: str, tie: Tie, after: str) -> Consequence:
        return Consequence(
            what=HANDOVER,
            id=holder,
            name=self._projection.name(holder),
            after=after,
            sentence=tie_in_words(tie, self._projection),
            reasons=self._about_money(tie),
            alike=tuple(self._alike(holder, tie)) if after == ENDS else (),
            tell=tuple(self._tell(holder, tie)) if after == ENDS else (),
            until=_until(tie),
            claims=show_claims(self._projection, [tie]),
        )

    def _about_money(self, tie: Tie) -> tuple[str, ...]:
        said = (str(claim.attributes[key]) for claim in tie.claims for key in PAID_BY if claim.attributes.get(key))
        return tuple(f"paid for, in the source's words: {self._projection.name(word)}" for word in dict.fromkeys(said))

    def _alike(self, holder: str, tie: Tie) -> list[str]:
        """Who else holds a post of the same family there, or in the schools of the group, and would still."""
        families = {_family(claim) for claim in tie.claims if claim.type == "holds_role"}
        found = {
            f"{self._projection.name(post.source)}, {role_in_words(claim)} of {self._projection.name(post.target)}"
            for place in self._places(tie.target)
            for post in self._projection.ties_of(place)
            for claim in post.claims
            if post.target == place and post.source != holder and self._is_post_left(claim, families)
        }
        return sorted(found)

    def _places(self, body: str) -> list[str]:
        return [body, *sorted(fellow_members(self._projection, body))] if body in self._projection.nodes else []

    def _is_post_left(self, claim: Claim, families: set[str]) -> bool:
        return claim.type == "holds_role" and _family(claim) in families and claim.id not in self._removal.ended

    def _tell(self, holder: str, tie: Tie) -> list[str]:
        """Whoever is at the other end, and the members of a group in which the post is held."""
        if not RELATIONS[tie.relation].ties:
            return []
        other = tie.other(holder)
        told = [other, *sorted(fellow_members(self._projection, other) - {holder})]
        return list(dict.fromkeys(map(self._projection.name, told)))

    # -- what else ends, and money

    def _other_losses(self) -> Iterator[Consequence]:
        for tie in self._removal.lost:
            handed_over = tie.source in self._holders or tie.target in self._holders
            if not handed_over and not self._is_money(tie) and self._is_inside(tie):
                yield self._loss(tie)

    def _is_money(self, tie: Tie) -> bool:
        return tie.relation in _MONEY and self._projection.nodes[tie.source].type in (SCHOOL, GROUP)

    def _loss(self, tie: Tie) -> Consequence:
        return Consequence(
            what=LOST,
            id=tie.source,
            name=self._projection.name(tie.source),
            after=ENDS,
            sentence=tie_in_words(tie, self._projection),
            reasons=self._about_money(tie),
            until=_until(tie),
            claims=show_claims(self._projection, [tie]),
        )

    def _funding(self) -> Iterator[Consequence]:
        concerned = self._concerned()
        for tie in (*self._projection.facts, *self._projection.dormant):
            if tie.relation in _MONEY and tie.source in concerned:
                yield self._fund(tie)

    def _concerned(self) -> set[str]:
        """Schools and groups that lose something, and the groups of the schools that change rung."""
        ends = {end for tie in self._removal.lost if self._is_inside(tie) for end in (tie.source, tie.target) if end}
        moved = {row.id for row in self._moved}
        groups = {there for school in moved for there, _ in self._projection.steps_from(school)}
        return {node for node in ends | moved | groups if self._projection.nodes[node].type in (SCHOOL, GROUP)}

    def _fund(self, tie: Tie) -> Consequence:
        live = OVER if tie.dormant else GOES_ON
        return Consequence(
            what=FUNDING,
            id=tie.source,
            name=self._projection.name(tie.source),
            after=ENDS if all(claim.id in self._removal.ended for claim in tie.claims) else live,
            sentence=tie_in_words(tie, self._projection),
            until=_until(tie),
            claims=show_claims(self._projection, [tie]),
        )

    # -- the boundary

    def _is_inside(self, tie: Tie) -> bool:
        """Whether a tie concerns the boundary: an end in it or beside it, and no end a school outside it."""
        ends = [end for end in (tie.source, tie.target) if end]
        outside = [end for end in ends if self._is_outside(end)]
        return any(end in self._schools for end in ends) or (not outside and any(end in self._beside for end in ends))

    def _is_outside(self, node: str) -> bool:
        return self._projection.nodes[node].type == SCHOOL and node not in self._schools

    @cached_property
    def _schools(self) -> frozenset[str]:
        return frozenset(school.id for school in (*self._whole.schools, *self._whole.not_in_register))

    @cached_property
    def _beside(self) -> frozenset[str]:
        """The people and groups that the schools are tied to, and their authorities."""
        tied = {there for school in self._schools for there, _ in self._projection.steps_from(school)}
        return frozenset(tied | set(self._whole.authority_of.values()))


class _LeadersReached:
    """The leaders that each piece of a graph holds."""

    def __init__(self, projection: Projection) -> None:
        self._projection = projection
        self._of: dict[str, frozenset[str]] = {}

    def by(self, node: str) -> frozenset[str]:
        """Those that a node reaches, itself among them."""
        if node not in self._of:
            found = self._piece(node)
            leaders = frozenset(there for there in found if there in self._projection.leaders)
            self._of.update(dict.fromkeys(found, leaders))
        return self._of[node]

    def _piece(self, start: str) -> dict[str, None]:
        found, walk = {start: None}, [start]
        # The list grows while it is walked.
        for node in walk:
            new = [there for there, _ in self._projection.steps_from(node) if there not in found]
            found.update(dict.fromkeys(new))
            walk.extend(dict.fromkeys(new))
        return found


def _is_several(projection: Projection, fellows: frozenset[str]) -> bool:
    """Two or more members; one that stands for several schools which the source does not name is several too."""
    return len(fellows) > 1 or any(projection.nodes[node].is_collective for node in fellows)


def _family(claim: Claim) -> str:
    """The family of posts of a role, or the title where the role is none of the vocabulary's."""
    return ROLE_FAMILIES.get(str(claim.role)) or str(claim.role_title or claim.role or "")


def _until(tie: Tie) -> str:
    ends = [claim.end for claim in tie.claims if claim.end]
    return str(max(ends)) if ends else ""
