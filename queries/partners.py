"""Partners for a school: candidates under stated wishes, with a sentence each on why. A person decides.

Candidates are listed by how many of the wishes are known to be met, then by distance, then by name: there is no score.
A wish that no source lets be judged is said with the candidate; one that is not met leaves the candidate out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from typing import Final

from graph.dates import in_words
from graph.projection import Ledger, Projection, Reading, Tie
from graph.records import Node
from graph.store import Store
from graph.vocabulary import GROUP, LOCAL_AUTHORITY, PERSON, SCHOOL
from queries.answer import Answer, Fields, assumptions, count, listed, sources
from queries.boundary import ALL_TYPES, STATE_FUNDED, Boundary, notes, universe
from queries.days_given import account
from queries.deployment import Deployments
from queries.find import Finder
from queries.lacking import HAS, SHARES, UNREAD, RoleStandings, family_of
from queries.ladder import NOTHING_READ, Ladder
from queries.profile import Profile, kilometres, profile
from queries.wishes import SIMILAR, SIMILAR_FSM, SIMILAR_RATIO, Asked, Wish, wishes
from queries.wording import ClaimShown, show_claims

LEADER: Final = "leader"
MOST: Final = 10
_TIED: Final = "already tied to it"
_DENIED: Final = "not working with it, as a source says"


@dataclass(frozen=True, slots=True)
class Partner:
    """One candidate. ``distance_km`` is a straight line, None where a place is not known.

    ``met`` and ``not_known`` are the wishes known to be met and those that no source lets be judged; ``in_common`` are
    groups, people and schools that both are tied to, live or lapsed; ``why`` says all of it in a sentence.
    """

    id: str
    urn: str
    name: str
    authority: str
    phase: str
    type: str
    pupils: int | None
    pupils_as_of: str
    religious_character: str
    setting: str
    percentage_fsm: float | None
    distance_km: float | None
    rung: str
    leaders: tuple[str, ...]
    met: tuple[str, ...]
    not_known: tuple[str, ...]
    in_common: tuple[str, ...]
    why: str
    claims: tuple[ClaimShown, ...]

    def fields(self) -> Fields:
        """As plain JSON values."""
        return {
            "id": self.id,
            "urn": self.urn,
            "name": self.name,
            "authority": self.authority,
            "phase": self.phase,
            "type": self.type,
            "pupils": self.pupils,
            "pupils_as_of": self.pupils_as_of or None,
            "religious_character": self.religious_character or None,
            "setting": self.setting or None,
            "percentage_fsm": self.percentage_fsm,
            "distance_km": None if self.distance_km is None else round(self.distance_km, 1),
            "rung": self.rung,
            "leaders": list(self.leaders),
            "met": list(self.met),
            "not_known": list(self.not_known),
            "in_common": list(self.in_common),
            "why": self.why,
            "claims": [claim.fields() for claim in self.claims],
        }


def partners(  # noqa: PLR0913 - the school, the wishes, and what every question takes
    store: Store,
    school: str,
    asked: Asked,
    reading: Reading,
    *,
    types: str = STATE_FUNDED,
    most: int = MOST,
    ledger: Ledger | None = None,
) -> Answer[Partner]:
    """Up to ``most`` candidates for a partnership with a school, open on the day, under the wishes.

    Raises NotFound, Ambiguous, QuestionError.
    """
    projection = (ledger or Ledger.read(store)).on(reading)
    finder = Finder(projection.nodes, projection.identity)
    search = _Search(store, projection, finder.find(school, types=[SCHOOL], on=reading.on), asked, types)
    ranked = sorted(search.candidates(), key=lambda seen: seen.order)
    return Answer(
        question=f"Which schools could be partners of {search.name}?",
        as_of=reading.on,
        boundary=f"{search.whole.description}; wished for: {search.wished}",
        sources=sources(store.datasets()),
        assumptions=(*assumptions(projection), *notes(search.whole), *search.rules(store)),
        rows=tuple(search.row(seen) for seen in ranked[:most]),
        sentence=_sentence(search, ranked, most),
    )


def two_schools(store: Store, school: str, partner: str, reading: Reading) -> tuple[str, str, str]:
    """The ids of a school and of the partner chosen for it, and the name of the school's authority ('' if not known).

    Raises NotFound, Ambiguous.
    """
    projection = Ledger.read(store).on(reading)
    finder = Finder(projection.nodes, projection.identity)
    here, there = (finder.find(name, types=[SCHOOL], on=reading.on) for name in (school, partner))
    authority_of = universe(store, projection, Boundary(types=ALL_TYPES)).authority_of
    return here, there, projection.name(authority_of.get(here))


@dataclass(frozen=True, slots=True)
class _Seen:
    """A school under the wishes: what it is, how far away, and which wishes are met or cannot be judged."""

    node: Node
    profile: Profile
    distance: float | None
    same_authority: bool | None
    met: tuple[str, ...] = ()
    not_known: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, float, str, str]:
        """First those of whom all wishes are known to be met, then by distance, then by name."""
        far = inf if self.distance is None else self.distance
        return len(self.not_known), far, self.node.name, self.node.id


class _Search:
    """Puts every school of the boundary to the wishes of one."""

    def __init__(self, store: Store, projection: Projection, school: str, asked: Asked, types: str) -> None:
        self.projection = projection
        self.school = school
        self.name = projection.name(school)
        self.whole = universe(store, projection, Boundary(types=types))
        self.own = profile(projection, school)
        self.left_out: Counter[str] = Counter()
        self._asked = asked
        self._wishes: tuple[Wish, ...] = wishes(asked, self.own)
        self._shunned = _shunned(projection, asked.not_with)
        self._capacity = _Capacity(projection, asked.free) if asked.free else None
        self._ladder = Ladder(projection)

    @property
    def wished(self) -> str:
        """Everything wished for, in words."""
        words = [wish.words for wish in self._wishes]
        words += [f"not with {self.projection.name(node)}" for node in self._shunned]
        return listed([*words, *([self._capacity.words] if self._capacity else [])], most=12) or "nothing in particular"

    def candidates(self) -> Iterator[_Seen]:
        """The schools that no wish leaves out; fills ``left_out`` with the reasons for the others."""
        lives = self.projection.lineage.lives(self.school)
        for node in self.whole.schools:
            if node.id not in lives:
                found = self._judged(node)
                if isinstance(found, _Seen):
                    yield found
                else:
                    self.left_out[found] += 1

    def _judged(self, node: Node) -> _Seen | str:
        """The school under the wishes, or why it is left out."""
        if reason := self._barred(node.id):
            return reason
        there = profile(self.projection, node.id)
        seen = _Seen(node, there, kilometres(self.own, there), self._same_authority(node.id))
        asked = self._wishes if self._capacity is None else (*self._wishes, self._capacity.wish(node.id))
        answers = [(wish, wish.met(seen)) for wish in asked]
        unmet = next((wish.unmet for wish, answer in answers if answer is False), None)
        met = tuple(wish.words for wish, answer in answers if answer)
        unknown = tuple(wish.words for wish, answer in answers if answer is None)
        return unmet or replace(seen, met=met, not_known=unknown)

    def _barred(self, school: str) -> str:
        if school in self._tied:
            return _TIED
        if school in self._denied:
            return _DENIED
        shunner = next((node for node in self._shunned if self._is_with(school, node)), None)
        return f"with {self.projection.name(shunner)}" if shunner else ""

    @cached_property
    def _tied(self) -> set[str]:
        """Schools that a live tie joins to it directly."""
        return {there for there, _ in self.projection.steps_from(self.school)}

    @cached_property
    def _denied(self) -> set[str]:
        """Schools of which a source says that they do not work with it."""
        on, identity = self.projection.reading.on, self.projection.identity
        pairs = ({identity.on(end, on) for end in claim.ends} for claim in self.projection.denials)
        return {node for pair in pairs if self.school in pair for node in pair}

    def _is_with(self, school: str, node: str) -> bool:
        """Whether a school is the node, or in its authority, or tied to it."""
        steps = {there for there, _ in self.projection.steps_from(school)}
        return node in {school, self.whole.authority_of.get(school), *steps}

    def _same_authority(self, school: str) -> bool | None:
        here, there = (self.whole.authority_of.get(one) for one in (self.school, school))
        return None if here is None or there is None else here == there

    # -- what is said of a candidate -------------------------------------------------------------------------------

    def row(self, seen: _Seen) -> Partner:
        """A candidate with everything that is said of it."""
        node, projection = seen.node, self.projection
        shared = self._shared(node.id)
        rung, leaders = self._ladder.rung(node.id), _leaders_at(projection, node.id)
        known = tuple(f"{projection.name(leader)} ({_as_what(projection, leader)})" for leader in leaders)
        common = tuple(dict.fromkeys(_in_common(projection, there, tie) for there, tie in shared))
        return Partner(
            id=node.id,
            urn=node.id.removeprefix("urn:") if node.id.startswith("urn:") else "",
            name=node.name,
            authority=projection.name(self.whole.authority_of.get(node.id)),
            phase=seen.profile.phase,
            type=seen.profile.type,
            pupils=seen.profile.pupils,
            pupils_as_of=seen.profile.pupils_as_of,
            religious_character=seen.profile.faith,
            setting=seen.profile.setting,
            percentage_fsm=seen.profile.fsm,
            distance_km=seen.distance,
            rung=rung,
            leaders=known,
            met=seen.met,
            not_known=seen.not_known,
            in_common=common,
            why=self._why(seen, rung, known, common),
            claims=show_claims(projection, [tie for _, tie in shared]),
        )

    def _why(self, seen: _Seen, rung: str, leaders: tuple[str, ...], common: tuple[str, ...]) -> str:
        far = "" if seen.distance is None else f"{seen.distance:.1f} km away"
        place = self.projection.name(self.whole.authority_of.get(seen.node.id))
        where = " ".join(filter(None, (far, f"in {place}" if place else "")))
        unknown = "" if far else "how far away is not known"
        about = [where, unknown, self._size(seen.profile), seen.profile.phase]
        standing = "nothing was read about its ties" if rung == NOTHING_READ else f"it is {rung}"
        said = [", ".join(filter(None, about)), f"{standing}{f', with {listed(leaders)}' if leaders else ''}"]
        said += [listed(common)] if common else []
        said += [f"not known: {listed(seen.not_known)}"] if seen.not_known else []
        return "; ".join(said)

    def _size(self, there: Profile) -> str:
        if there.pupils is None:
            return "its size is not known"
        here = [f"{self.name} {self.own.pupils}"] if self.own.pupils is not None else []
        details = ", ".join([*filter(None, [there.pupils_as_of]), *here])
        return f"{count(there.pupils, 'pupil')}{f' ({details})' if details else ''}"

    def _shared(self, school: str) -> list[tuple[str, Tie]]:
        """What both are or were tied to, with the candidate's tie to it."""
        own, theirs = (dict(self._around(one)) for one in (self.school, school))
        return [(there, theirs[there]) for there in sorted(own.keys() & theirs.keys())]

    def _around(self, school: str) -> Iterator[tuple[str, Tie]]:
        yield from self.projection.lapsed_steps_from(school)
        yield from self.projection.steps_from(school)

    # -- what is said of the search --------------------------------------------------------------------------------

    def rules(self, store: Store) -> Iterator[str]:
        """How likeness and distance are measured, with their sources, and who was left out."""
        yield from self._about_place(store)
        if self._asked.size and self.own.pupils is None:
            yield f"The number of pupils of {self.name} is not known: nobody can be compared with it by size."
        elif self._asked.size == SIMILAR:
            yield f"Similar in size means at most {SIMILAR_RATIO:g} times as large, either way: a starting choice."
        if self._asked.intake and self.own.fsm is None:
            yield f"The share of free school meals of {self.name} is not known: nobody can be compared with it."
        elif self._asked.intake:
            yield (
                f"Similar in intake means within {SIMILAR_FSM:g} percentage points of free school meals: a starting"
                " choice."
            )
        if self.left_out:
            yield f"Left out: {listed([f'{n:,} {why}' for why, n in sorted(self.left_out.items())], most=12)}."

    def _about_place(self, store: Store) -> Iterator[str]:
        if self.own.place is None:
            yield f"Where {self.name} stands is not known: load an extract of the register with Easting and Northing."
            return
        records = (self.school, *self.own.borrowed)
        said = {s.dataset for one in records for s in store.statements(one) if s.attributes.get("easting")}
        titles = [dataset.title for dataset in store.datasets() if dataset.id in said]
        yield f"Distances are straight lines between the places that the register gives ({listed(titles)})."
        if self.own.borrowed:
            yield f"Some of what is known of {self.name} stands in a later or earlier record of it."


class _Capacity:
    """Whether a school has what the partner should give: a leader with days left, or somebody in a role."""

    def __init__(self, projection: Projection, free: str) -> None:
        self._projection = projection
        self._roles = None if free.casefold() == LEADER else RoleStandings(projection, family_of(free))
        self._deployments = Deployments(projection)
        self.words = "with a leader who has days left" if self._roles is None else f"with {free}"

    def wish(self, school: str) -> Wish:
        """The wish that this school have it; looked up only when it is put."""
        return Wish(self.words, self.words.replace("with", "without", 1), lambda _: self._of(school))

    def _of(self, school: str) -> bool | None:
        """Yes, no, or None where no claim says."""
        if self._roles is not None:
            standing = self._roles.standing(school)
            return None if standing == UNREAD else standing in {HAS, SHARES}
        answers = [self._has_days(leader) for leader in _leaders_at(self._projection, school)]
        return True if True in answers else None if None in answers else False

    def _has_days(self, leader: str) -> bool | None:
        live = (claim for tie in self._deployments.of(leader).live for claim in tie.claims)
        left = account(self._projection.leaders[leader].claims, live).left
        return None if left is None else left.number > 0


def _leaders_at(projection: Projection, school: str) -> list[str]:
    """The leaders who work at a school, and the school itself if it is a teaching school."""
    posts = (tie for tie in projection.ties_of(school) if tie.relation == "holds_role" and tie.target == school)
    return sorted({school, *(tie.source for tie in posts)} & projection.leaders.keys())


def _as_what(projection: Projection, leader: str) -> str:
    return listed(projection.leaders[leader].designations)


def _in_common(projection: Projection, there: str, tie: Tie) -> str:
    node, over = projection.nodes[there], " (over)" if tie.dormant else ""
    if node.type == GROUP:
        return f"both in {node.name}{over}"
    return f"{node.name} works with both{over}" if node.type in {PERSON, SCHOOL} else f"both tied to {node.name}{over}"


def _shunned(projection: Projection, names: tuple[str, ...]) -> list[str]:
    """The schools, groups and authorities that partners must have nothing to do with. Raises NotFound, Ambiguous."""
    if not names:
        return []
    finder = Finder(projection.nodes, projection.identity)
    kinds = (SCHOOL, GROUP, PERSON, LOCAL_AUTHORITY)
    return [finder.find(name, types=kinds, on=projection.reading.on) for name in names]


def _sentence(search: _Search, ranked: list[_Seen], most: int) -> str:
    on = in_words(search.projection.reading.on)
    whole = sum(1 for seen in ranked if not seen.not_known)
    if not ranked:
        return f"On {on} no school that could be a partner of {search.name} was found: {search.wished}."
    shown = f"; the first {most} are listed" if len(ranked) > most else ""
    unsure = len(ranked) - whole
    rest = f"; of {unsure} more something wished for is not known" if unsure else ""
    be = "be a partner" if whole == 1 else "be partners"
    found = f"{count(whole, 'school')} could {be} of {search.name} as wished ({search.wished})"
    return f"On {on}, {found}{rest}{shown}. The choice is a person's."
