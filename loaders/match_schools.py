"""Which record of the register a school named in a text may be, and how sure that is.

The score starts at 100 and every doubt takes something off: other words in the name, a place not said, dates on
which the record was not open. The numbers are judgements, held by the tests against schools whose answer is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz, process

from graph.dates import PartialDate, in_words
from graph.records import Claim, Node
from graph.vocabulary import SCHOOL
from loaders.school_names import SchoolName, clash, fold, fold_authority, take_apart, with_councils_since

CLEAR_FROM: Final = 86.0
MARGIN: Final = 8.0
LOWEST: Final = 55.0
ALIKE: Final = 84.0

# What each doubt takes off; any of the first five alone leaves the choice to a person.
SPELT_DIFFERENTLY: Final = 15.0
MORE_WORDS: Final = 15.0
PLACE_UNSAID: Final = 20.0
PLACE_OF_NEIGHBOURS: Final = 15.0
NOT_OPEN: Final = 30.0
# Fieldwork comes before publication, so the date of the document alone says little.
NOT_OPEN_WHEN_PUBLISHED: Final = 1.0
NO_ACADEMY: Final = 4.0
PLACE_ADDED: Final = 2.0
GENERAL_WORDS: Final = 0.05
ONE_SIDED: Final = {"gender": 15.0, "level": 4.0, "faith": 1.0}
# A school's papers and its opening or closing do not always agree on the month.
SLACK: Final = timedelta(days=31)

_PHASES: Final[Mapping[str, frozenset[str]]] = {
    "nursery": frozenset({"nursery"}),
    "primary": frozenset({"primary", "middle deemed primary", "all-through"}),
    "secondary": frozenset({"secondary", "middle deemed secondary", "all-through", "16 plus"}),
}
Doubt = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record of the register that a name may mean, with what speaks for and against it.

    ``score`` runs to 100; ``undated`` is the same with dates left aside.
    """

    id: str
    name: str
    score: float
    reasons: tuple[str, ...]
    undated: float = 0.0


@dataclass(frozen=True, slots=True)
class Sought:
    """A school that a text names, with what its claims tell of where and when.

    ``authorities`` are the folded names of councils it is said to be in, ``neighbours`` those of the groups and
    schools it is tied to, ``context`` the words of the names of its groups; ``dated`` are the dates its claims
    give and ``published`` those of their documents.
    """

    node: Node
    authorities: frozenset[str] = frozenset()
    neighbours: frozenset[str] = frozenset()
    context: frozenset[str] = frozenset()
    dated: tuple[PartialDate, ...] = ()
    published: tuple[PartialDate, ...] = ()

    @property
    def places(self) -> frozenset[str]:
        """The parts of the place or town the text gives, folded."""
        given = str(self.node.attributes.get("place") or self.node.attributes.get("town") or "")
        return frozenset(fold(part) for part in given.split(",") if part.strip())

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day its claims or their documents speak of; None without any date."""
        dates = (*self.dated, *self.published)
        return (min(d.earliest for d in dates), max(d.latest for d in dates)) if dates else None


@dataclass(frozen=True)
class Register:
    """The schools of the register by id, found by name within an authority, and which follow which (``kin``)."""

    schools: Mapping[str, Node]
    kin: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _pools: dict[str, dict[str, list[str]]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, nodes: Iterable[Node], successions: Iterable[Claim]) -> Register:
        """The schools with a URN among ``nodes``, with the lives that the ``succeeds`` claims link."""
        schools = {node.id: node for node in nodes if node.type == SCHOOL and node.id.startswith("urn:")}
        return cls(schools, _kin(claim for claim in successions if claim.type == "succeeds"))

    def near(self, core: str, authorities: frozenset[str]) -> Iterator[Node]:
        """Schools with a name like ``core`` in the given authorities; anywhere if none is given."""
        known = self._places.keys()
        for authority in sorted(with_councils_since(authorities) & known if authorities else known):
            pool = self._pool(authority)
            alike = process.extract(core, list(pool), scorer=fuzz.token_set_ratio, score_cutoff=ALIKE, limit=None)
            for name, _, _ in alike:
                yield from (self.schools[urn] for urn in pool[name])

    def holds(self, authorities: frozenset[str]) -> bool:
        """Whether any school of these authorities is held."""
        return bool(with_councils_since(authorities) & self._places.keys())

    def family(self, id: str) -> frozenset[str]:
        """The records before and after ``id``, however far, itself left out."""
        found, waiting = {id}, [id]
        while waiting:
            for other in self.kin.get(waiting.pop(), ()):
                if other not in found:
                    found.add(other)
                    waiting.append(other)
        return frozenset(found - {id})

    @cached_property
    def _places(self) -> Mapping[str, Sequence[Node]]:
        """The schools of each authority."""
        places: dict[str, list[Node]] = defaultdict(list)
        for school in self.schools.values():
            places[authority_of(school)].append(school)
        return places

    def _pool(self, authority: str) -> Mapping[str, Sequence[str]]:
        """The ids of an authority's schools by the core of each of their names; made when first asked for."""
        if authority not in self._pools:
            pool = self._pools[authority] = defaultdict(list)
            for school in self._places[authority]:
                for core in sorted({take_apart(name).core for name in school.names}):
                    pool[core].append(school.id)
        return self._pools[authority]


def _kin(successions: Iterable[Claim]) -> dict[str, frozenset[str]]:
    linked: dict[str, set[str]] = defaultdict(set)
    for claim in successions:
        if claim.target is not None and not claim.negated:
            linked[claim.source].add(claim.target)
            linked[claim.target].add(claim.source)
    return {urn: frozenset(others) for urn, others in linked.items()}


def authority_of(school: Node) -> str:
    """The folded name of the council in whose area the register has a school; '' where it does not say."""
    return fold_authority(str(school.attributes.get("la_name") or ""))


def candidates(sought: Sought, register: Register, limit: int = 5) -> tuple[Candidate, ...]:
    """The records that ``sought`` may be, best first, at most ``limit``; empty where none is like it.

    Another authority, another phase, or a clash of level (Infant, Junior, First, Middle …), gender or faith rules a
    record out. Being closed on the dates that the claims speak of does not, but it counts against it.
    """
    cores = sorted({take_apart(name).core for name in sought.node.names})
    schools = {school.id: school for core in cores for school in register.near(core, sought.authorities)}
    judged = (_judge(sought, school) for school in schools.values())
    found = [candidate for candidate in judged if candidate and candidate.score >= LOWEST]
    return tuple(sorted(found, key=lambda candidate: (-candidate.score, candidate.id))[:limit])


def rivals(sought: Sought, found: Sequence[Candidate], register: Register) -> tuple[Candidate, ...]:
    """The candidates that a person must tell from the first: near it in score, or the same school in another life.

    The second sort counts where the claims span a conversion: the first was not open all that time and its
    predecessor or successor was, for part of it.
    """
    best, *others = found
    near = {other.id for other in others if other.score > best.score - MARGIN}
    if not _covers(register.schools[best.id], sought.span):
        near |= {other.id for other in others if _another_life(sought, best, other, register)}
    return tuple(other for other in others if other.id in near)


def _another_life(sought: Sought, best: Candidate, other: Candidate, register: Register) -> bool:
    alike = other.undated > best.undated - MARGIN
    return alike and other.id in register.family(best.id) and _meets(register.schools[other.id], sought.span)


def _covers(school: Node, span: tuple[date, date] | None) -> bool:
    opened, closed = _life(school)
    return span is None or (opened <= span[0] and span[1] <= closed)


def _meets(school: Node, span: tuple[date, date] | None) -> bool:
    opened, closed = _life(school)
    return span is None or (opened <= span[1] and span[0] <= closed)


def _life(school: Node) -> tuple[date, date]:
    opened = school.opened.earliest if school.opened else date.min
    return opened, school.closed.latest if school.closed else date.max


def _judge(sought: Sought, school: Node) -> Candidate | None:
    name = _names_doubt(sought, school)
    if name is None or not _phases_agree(sought.node, school):
        return None
    lasting = [name, _place_doubt(sought, school), _standing_doubt(sought.node, school)]
    dated = _date_doubt(sought, school)
    undated = 100.0 - sum(cost for cost, _ in lasting)
    reasons = tuple(reason for _, reason in (*lasting, dated) if reason)
    return Candidate(school.id, school.name, round(undated - dated[0], 1), reasons, round(undated, 1))


def _names_doubt(sought: Sought, school: Node) -> Doubt | None:
    local = sought.context | _place_words(sought, school)
    pairs = ((one, other) for other in _parts(school) for one in _parts(sought.node))
    doubts = (_name_doubt(one, other, local) for one, other in pairs if not clash(one, other))
    best = min((doubt for doubt in doubts if doubt), default=None)
    return best and _told(best, school)


def _parts(node: Node) -> list[SchoolName]:
    """Every name taken apart; an alias that leaves level, gender or faith out has those of the name itself."""
    main = take_apart(node.name)
    return [take_apart(name).completed(main) for name in node.names]


def _place_words(sought: Sought, school: Node) -> frozenset[str]:
    town = fold(str(school.attributes.get("town") or ""))
    return frozenset(" ".join([town, authority_of(school), *sought.places]).split())


def _told(doubt: tuple[float, str, str], school: Node) -> Doubt:
    """The doubt on a name, saying which of the school's names it is where it is not the one it has now."""
    cost, reason, name = doubt
    return cost, reason if name == take_apart(school.name).full else f"{reason}, among its other names: {name}"


def _name_doubt(one: SchoolName, other: SchoolName, local: frozenset[str]) -> tuple[float, str, str] | None:
    cost, reason = _core_doubt(one, other, local)
    if cost > 2 * SPELT_DIFFERENTLY:
        return None
    cost += GENERAL_WORDS * (100.0 - fuzz.ratio(one.full, other.full))
    for part, price in ONE_SIDED.items():
        cost += price if bool(getattr(one, part)) != bool(getattr(other, part)) else 0.0
    return cost, reason if one.full != other.full else "the same name", other.full


def _core_doubt(one: SchoolName, other: SchoolName, local: frozenset[str]) -> Doubt:
    if one.core == other.core:
        return 0.0, "the same name but for general words"
    ours, theirs = frozenset(one.core.split()), frozenset(other.core.split())
    more = " ".join(sorted(ours ^ theirs))
    if (ours < theirs or theirs < ours) and _tells(ours & theirs):
        added = (ours ^ theirs) <= local
        return (PLACE_ADDED, f"the same name and its place ({more})") if added else _more_words(more)
    likeness = max(fuzz.ratio(one.core, other.core), fuzz.token_sort_ratio(one.core, other.core))
    unlike = 2 * SPELT_DIFFERENTLY + 1 if likeness < ALIKE else SPELT_DIFFERENTLY + (100.0 - likeness) / 4
    return unlike, f"spelt differently: {one.core}, {other.core}"


def _more_words(more: str) -> Doubt:
    return MORE_WORDS, f"one of the two names has more words: {more}"


def _tells(words: Iterable[str]) -> bool:
    return any(len(word) > 2 for word in words)


def _place_doubt(sought: Sought, school: Node) -> Doubt:
    authority, name = authority_of(school), str(school.attributes.get("la_name") or "")
    here = sought.places & {fold(str(school.attributes.get("town") or "")), fold(name)} - {""}
    if sought.authorities:
        return 0.0, f"in {name}"
    if here:
        return 0.0, f"in {', '.join(sorted(here)).title()}"
    if authority in sought.neighbours:
        return PLACE_OF_NEIGHBOURS, f"in {name}, as are those it is tied to"
    return PLACE_UNSAID, f"in {name or 'a place not known'}, and where the school is is not said"


def _phases_agree(node: Node, school: Node) -> bool:
    wanted = _PHASES.get(fold(str(node.attributes.get("phase") or "")))
    held = str(school.attributes.get("phase") or "").casefold()
    return wanted is None or held in {"", "not applicable"} or held in wanted


def _standing_doubt(node: Node, school: Node) -> Doubt:
    said = f"{node.name} {node.attributes.get('status') or ''}".casefold()
    type_ = str(school.attributes.get("establishment_type") or "")
    if "academy" in said and type_ and not any(word in type_.casefold() for word in ("academy", "free", "college")):
        return NO_ACADEMY, f"called an academy, and the register has a {type_.casefold()}"
    return 0.0, ""


def _date_doubt(sought: Sought, school: Node) -> Doubt:
    dates = sought.dated or sought.published
    if not dates:
        return 0.0, ""
    price = NOT_OPEN if sought.dated else NOT_OPEN_WHEN_PUBLISHED
    outside = [when for when in dates if not was_open(school, when)]
    if not outside:
        return 0.0, f"open on every date it is spoken of ({_between(dates)})"
    return price * len(outside) / len(dates), f"{life_in_words(school)}, and spoken of in {_between(outside)}"


def was_open(school: Node, when: PartialDate) -> bool:
    """Whether a record was open at some time of ``when``, give or take a month."""
    opened = school.opened is None or school.opened.earliest - SLACK <= when.latest
    return opened and (school.closed is None or when.earliest <= school.closed.latest + SLACK)


def _between(dates: Sequence[PartialDate]) -> str:
    first, last = min(dates), max(dates)
    return str(first) if first == last else f"{first} to {last}"


def life_in_words(school: Node) -> str:
    """When a record opened and closed, as far as the register says: "opened 1 September 2010"."""
    opened = f"opened {_said(school.opened)}" if school.opened else ""
    closed = f"closed {_said(school.closed)}" if school.closed else ""
    return " and ".join(part for part in (opened, closed) if part)


def _said(when: PartialDate) -> str:
    return in_words(when.earliest) if when.day else str(when)
