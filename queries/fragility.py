"""What hangs on one node or one tie: cut nodes, only ties, key sets, small parts and groups that do not keep members.

Nothing is ended here and no ladder is climbed again (queries.whatif does that for what is named): this looks at the
whole network of the day for the places at which it would come apart. Only schools are counted; that a school would
lose its own caretaker is no news. People are listed by name and never by how much hangs on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.dates import in_words
from graph.direction import Direction
from graph.network import Network, around
from graph.projection import Ledger, Projection, Reading, Tie
from graph.store import Store
from graph.vocabulary import PERSON, SCHOOL
from queries.answer import Answer, Fields, assumptions, count, listed, sources
from queries.boundary import Boundary, Universe, in_day_order, notes, universe
from queries.measures.cohesion import Turnover, components
from queries.measures.fragility import (
    Joints,
    KeySet,
    distance_fragmentation,
    fragmenting_set,
    reaching_set,
)
from queries.measures.triads import Numbers
from queries.removal import part
from queries.stability import GroupSpan, groups_of
from queries.starting import LARGE_GROUP, SET_SIZE, SMALL_PART
from queries.wording import ClaimShown, show_claims, tie_in_words

HOLDS: Final = "holds together"
ONLY_TIE: Final = "only tie"
KEY_SET: Final = "key set"
REACHING_SET: Final = "reaching set"
SATELLITE: Final = "satellite"
GROUP_SPAN: Final = "group"
KINDS: Final = (HOLDS, ONLY_TIE, KEY_SET, REACHING_SET, SATELLITE, GROUP_SPAN)

WITHIN: Final = 2

# A part of more schools than this is counted and not listed: it is what the others would be cut off from.
_MOST_NAMED: Final = 12
# Beyond this many cells the table of who reaches whom would not fit a small machine.
_MOST_CELLS: Final = 20_000_000
# A search from each of so many nodes, and so many sets of nodes tried, are a matter of seconds.
_MOST_SEARCHED: Final = 5_000
_MOST_SETS: Final = 300
_MOST_WORK: Final = 60_000

Part = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One place at which the network hangs together, or does not. ``what`` is one of KINDS.

    ``ids`` are the node, the ends of the tie, the members of the set or of the part. ``parts`` are the schools, by
    name, of each part that would come apart, ``rest`` the number of schools in a part too large to list. ``before``
    and ``after`` are F of a key set (share of pairs without a path, queries.measures.fragility), ``far_before`` and
    ``far_after`` its DF (None for more than some thousand nodes); the share reached (after) by a reaching set; the
    number of schools of a group. ``at_least`` is the share of the best possible that a set is sure to have: 1 where
    it is the best, None where nothing is known.
    """

    what: str
    ids: tuple[str, ...]
    name: str
    kind: str = ""
    schools: int = 0
    parts: tuple[Part, ...] = ()
    rest: int = 0
    before: float | None = None
    after: float | None = None
    far_before: float | None = None
    far_after: float | None = None
    at_least: float | None = None
    stayed: Part = ()
    joined: Part = ()
    left: Part = ()
    sentence: str
    claims: tuple[ClaimShown, ...] = ()

    def fields(self) -> Fields:
        """As plain JSON values."""
        plain = {name: getattr(self, name) for name in _PLAIN}
        lists = {name: list(getattr(self, name)) for name in ("stayed", "joined", "left")}
        return {
            "what": self.what,
            "name": self.name,
            "kind": self.kind,
            "ids": list(self.ids),
            "sentence": self.sentence,
            **plain,
            "parts": [list(one) for one in self.parts],
            **lists,
            "claims": [claim.fields() for claim in self.claims],
        }


_PLAIN: Final = ("schools", "rest", "before", "after", "far_before", "far_after", "at_least")


@dataclass(frozen=True, slots=True)
class Asked:
    """What to look for: parts of fewer than ``small`` schools, groups of more than ``large``, sets of ``set_size``."""

    since: date | None = None
    small: int = SMALL_PART
    large: int = LARGE_GROUP
    set_size: int = SET_SIZE


def fragile(
    store: Store, boundary: Boundary, reading: Reading, asked: Asked | None = None, *, ledger: Ledger | None = None
) -> Answer[Finding]:
    """What the schools of a boundary hang on, on a day.

    Cut nodes and only ties are looked for in the whole network held, for a path may cross the authority's border;
    key sets among the boundary's schools and the people and groups around them. Raises NotFound, Ambiguous, and
    QuestionError where ``since`` is after the day.
    """
    wanted = asked or Asked()
    held = ledger or Ledger.read(store)
    earlier = _earlier(held, reading, wanted.since)
    frame = _Frame.of(held.on(reading), universe(store, held.on(reading), boundary))
    spans = tuple(groups_of(frame.projection, earlier, (school.id for school in frame.whole.schools)))
    rows = (
        *_cut_nodes(frame),
        *_only_ties(frame),
        *_key_sets(frame, wanted.set_size),
        *_satellites(frame, wanted.small),
        *(_group(frame, span, wanted) for span in spans if span.is_of_several),
    )
    return Answer(
        question="What does the network hang on, and what would come apart?",
        as_of=reading.on,
        boundary=frame.whole.description,
        sources=sources(store.datasets()),
        assumptions=(*assumptions(frame.projection), *notes(frame.whole), *_rules(wanted)),
        rows=rows,
        sentence=_sentence(frame, rows),
    )


def _earlier(held: Ledger, reading: Reading, since: date | None) -> Projection | None:
    if since is None:
        return None
    in_day_order(since, reading.on)
    return held.on(Reading(since, reading.presumed_years, reading.certain_only))


def held_together(projection: Projection, node_id: str) -> str:
    """What one node holds together, as a sentence; '' where no two schools hang on it."""
    network = Network.of(part(projection, [node_id]), direction=Direction.BOTH_WAYS)
    if node_id not in network.index:
        return ""
    found = _Apart.of(network, Joints.of(network.contacts).pieces(network.index[node_id]))
    return f"{found.sentence}." if found.comes_apart else ""


@dataclass(frozen=True, slots=True)
class _Apart:
    """The schools of each piece that has any, the most first; ``rest`` counts those of a first piece too large."""

    parts: tuple[Part, ...]
    ids: frozenset[str]
    rest: int

    @classmethod
    def of(cls, network: Network, pieces: Iterable[Numbers]) -> _Apart:
        schools = (_schools(network, piece) for piece in pieces)
        ordered = sorted(filter(None, schools), key=lambda piece: (-len(piece), piece))
        large = ordered[:1] if ordered and len(ordered[0]) > _MOST_NAMED else []
        named = ordered[len(large) :]
        return cls(
            parts=tuple(tuple(name for name, _ in piece) for piece in named),
            ids=frozenset(node for piece in named for _, node in piece),
            rest=sum(map(len, large)),
        )

    @property
    def comes_apart(self) -> bool:
        return len(self.parts) + bool(self.rest) > 1

    @property
    def sentence(self) -> str:
        """'Ash and Oak; Elm would have no path to one another, nor to 40 other schools'."""
        apart = "; ".join(listed(names) for names in self.parts[:_MOST_NAMED])
        more = len(self.parts) - _MOST_NAMED
        apart += f"; and {count(more, 'part')} more" if more > 0 else ""
        elsewhere = count(self.rest, "other school")
        if len(self.parts) == 1:
            return f"{apart} would have no path to {elsewhere}"
        return f"{apart} would have no path to one another{f', nor to {elsewhere}' if self.rest else ''}"


def _schools(network: Network, places: Iterable[int]) -> list[tuple[str, str]]:
    """The schools at some places of a network as (name, id), by name."""
    nodes = (network.nodes[place] for place in places)
    return sorted((node.name, node.id) for node in nodes if node.type == SCHOOL)


@dataclass(frozen=True)
class _Frame:
    """The network of the day, and which of its nodes are schools, and schools of the boundary."""

    projection: Projection
    whole: Universe
    network: Network

    @classmethod
    def of(cls, projection: Projection, whole: Universe) -> _Frame:
        return cls(projection, whole, Network.of(projection, direction=Direction.BOTH_WAYS))

    @cached_property
    def joints(self) -> Joints:
        return Joints.of(self.network.contacts)

    @cached_property
    def are_schools(self) -> npt.NDArray[np.bool_]:
        return np.array([node.type == SCHOOL for node in self.network.nodes], dtype=bool)

    @cached_property
    def inside(self) -> frozenset[str]:
        return frozenset(school.id for school in self.whole.schools)

    @cached_property
    def are_inside(self) -> npt.NDArray[np.bool_]:
        return np.array([node in self.inside for node in self.network.ids], dtype=bool)

    @cached_property
    def are_tied(self) -> npt.NDArray[np.bool_]:
        """Whether a node is in a part of two schools or more: a school's tie to its own head leads to nobody else."""
        labels, sizes = self.schools_of_parts
        return np.asarray(sizes[labels] > 1, dtype=bool)

    @cached_property
    def schools_of_parts(self) -> tuple[Numbers, npt.NDArray[np.int64]]:
        """The number of the component of each node, and how many schools each component has."""
        labels = components(self.network.contacts)
        return labels, np.bincount(labels[self.are_schools], minlength=int(labels.max(initial=-1)) + 1)

    def kind(self, place: int) -> str:
        node = self.network.nodes[place]
        return (node.kind or node.type).replace("_", " ")

    def is_person(self, place: int) -> bool:
        return self.network.nodes[place].type == PERSON

    def ties_between(self, left: int, right: int) -> list[Tie]:
        one, other = self.network.ids[left], self.network.ids[right]
        return [tie for tie in self.projection.ties_of(one) if tie.other(one) == other]


def _cut_nodes(frame: _Frame) -> list[Finding]:
    found = (_cut_node(frame, place) for place in frame.joints.telling_apart(frame.are_schools))
    return sorted((row for row in found if row), key=_schools_first)


def _schools_first(row: Finding) -> tuple[bool, int, str, tuple[str, ...]]:
    """Schools and groups by how many schools hang on them; people by name, whatever hangs on them."""
    is_person = row.kind.startswith(PERSON)
    return is_person, 0 if is_person else -row.schools, row.name, row.ids


def _cut_node(frame: _Frame, place: int) -> Finding | None:
    apart = _Apart.of(frame.network, frame.joints.pieces(place))
    if not apart.ids & frame.inside:
        return None
    node = frame.network.nodes[place]
    return Finding(
        what=HOLDS,
        ids=(node.id,),
        name=node.name,
        kind=frame.kind(place),
        schools=len(apart.ids),
        parts=apart.parts,
        rest=apart.rest,
        sentence=f"Without {node.name}, {apart.sentence}.",
        claims=show_claims(frame.projection, frame.projection.ties_of(node.id)),
    )


def _only_ties(frame: _Frame) -> list[Finding]:
    found = (_only_tie(frame, bridge) for bridge in frame.joints.bridges_between(frame.are_schools))
    return sorted((row for row in found if row), key=_schools_first)


def _only_tie(frame: _Frame, bridge: tuple[int, int]) -> Finding | None:
    apart = _Apart.of(frame.network, frame.joints.sides(bridge))
    if not apart.ids & frame.inside:
        return None
    ties = frame.ties_between(*bridge)
    left, right = (frame.network.nodes[place].name for place in bridge)
    said = listed(tie_in_words(tie, frame.projection) for tie in ties)
    return Finding(
        what=ONLY_TIE,
        ids=tuple(frame.network.ids[place] for place in bridge),
        name=f"{left} – {right}",
        kind=f"{PERSON}'s tie" if any(map(frame.is_person, bridge)) else "tie",
        schools=min(map(len, apart.parts)),
        parts=apart.parts,
        rest=apart.rest,
        sentence=f"{left} and {right} hang together by one tie ({said}). Without it, {_cut_off(apart)}.",
        claims=show_claims(frame.projection, ties),
    )


def _cut_off(apart: _Apart) -> str:
    """'Ash would have no path to Elm and Oak': the side with fewer schools first."""
    far = listed(apart.parts[0]) if len(apart.parts) > 1 else count(apart.rest, "other school")
    return f"{listed(apart.parts[-1])} would have no path to {far}"


def _key_sets(frame: _Frame, size: int) -> Iterator[Finding]:
    """Key sets among what is in parts of two schools or more: what nobody read about is neither cut off nor reached."""
    about = around(frame.projection, frame.inside)
    chosen = np.array([node in about for node in frame.network.ids], dtype=bool) & frame.are_tied
    local = frame.network.within(chosen)
    able = [place for place, node in enumerate(local.nodes) if node.type != PERSON]
    if len(able) <= size or len(local) < size + 2:
        return
    most = max(1, min(_MOST_SETS, _MOST_WORK // len(local)))
    yield _fragmenting(local, fragmenting_set(local.contacts, size, candidates=able, most_sets=most))
    if len(able) * len(local) <= _MOST_CELLS:
        yield _reaching(local, reaching_set(local.contacts, size, candidates=able, within=WITHIN, most_sets=most))


def _fragmenting(local: Network, found: KeySet) -> Finding:
    who = _names(local, found.members)
    return Finding(
        what=KEY_SET,
        ids=tuple(local.ids[place] for place in found.members),
        name=who,
        kind="schools and groups",
        before=found.before,
        after=found.value,
        far_before=_far(local),
        far_after=_far(local, found.members),
        at_least=found.at_least,
        sentence=f"Without {who}, {_percent(found.value)} of the pairs of schools, groups and"
        f" people that are left would have no path to each other, against {_percent(found.before)} now;"
        f" {_how_sure(found)}.",
    )


def _far(local: Network, without: Sequence[int] = ()) -> float | None:
    """DF, or None where it would take too long to look from every node."""
    return distance_fragmentation(local.contacts, without) if len(local) <= _MOST_SEARCHED else None


def _reaching(local: Network, found: KeySet) -> Finding:
    who = _names(local, found.members)
    reach = "together reach" if len(found.members) > 1 else "reaches"
    return Finding(
        what=REACHING_SET,
        ids=tuple(local.ids[place] for place in found.members),
        name=who,
        kind="schools and groups",
        after=found.value,
        at_least=found.at_least,
        sentence=f"{who} {reach} {_percent(found.value)} of the schools, groups and people that hang together, over at"
        f" most {count(WITHIN, 'tie')}; {_how_sure(found)}.",
    )


def _names(network: Network, places: Sequence[int]) -> str:
    return listed(sorted(network.nodes[place].name for place in places), most=len(places))


def _percent(share: float) -> str:
    """In whole per cent, but for what would round to all of it."""
    return f"{share:.2%}" if 0.99 < share < 1 else f"{share:.0%}"


def _how_sure(found: KeySet) -> str:
    if found.exact:
        return f"no other {'one' if len(found.members) == 1 else f'set of {len(found.members)}'} does more"
    if found.at_least is None:
        return "no exchange of one of them for another does more, but not every set was tried"
    return f"that is at least {_percent(found.at_least)} of what the best set of {len(found.members)} does"


def _satellites(frame: _Frame, small: int) -> Iterator[Finding]:
    """Parts of more than one school and fewer than ``small``, but for the part with most schools of all."""
    labels, sizes = frame.schools_of_parts
    main = int(sizes.argmax()) if len(sizes) else -1
    concerned = np.unique(labels[frame.are_inside])
    for label in concerned.tolist():
        if label != main and 1 < sizes[label] < small:
            yield _satellite(frame, np.flatnonzero(labels == label))


def _satellite(frame: _Frame, places: Numbers) -> Finding:
    schools = _schools(frame.network, places)
    names = tuple(name for name, _ in schools)
    ids = tuple(node for _, node in schools)
    ties = [tie for node in ids for tie in frame.projection.ties_of(node)]
    return Finding(
        what=SATELLITE,
        ids=ids,
        name=listed(names, most=2),
        kind="part",
        schools=len(ids),
        parts=(names,),
        sentence=f"{listed(names)} are tied to one another, and no path was read from them to any other school.",
        claims=show_claims(frame.projection, ties),
    )


def _group(frame: _Frame, span: GroupSpan, asked: Asked) -> Finding:
    change = span.turnover or Turnover((), (), ())
    memberships = [tie for tie in frame.projection.ties_of(span.group.id) if tie.relation == "member_of"]
    return Finding(
        what=GROUP_SPAN,
        ids=(span.group.id,),
        name=span.group.name,
        kind=(span.group.kind or "group").replace("_", " "),
        schools=len(span.now),
        before=len(change.stayed) + len(change.left) if span.turnover else None,
        after=len(span.now),
        stayed=_named(frame, change.stayed),
        joined=_named(frame, change.joined),
        left=_named(frame, change.left),
        sentence=" ".join(_about_group(frame, span, asked)),
        claims=show_claims(frame.projection, memberships),
    )


def _named(frame: _Frame, ids: Iterable[str]) -> Part:
    return tuple(sorted(map(frame.projection.name, ids)))


def _about_group(frame: _Frame, span: GroupSpan, asked: Asked) -> Iterator[str]:
    large = f", more than {asked.large}" if len(span.now) > asked.large else ""
    yield f"{span.group.name} has {count(len(span.now), 'named school')}{large}."
    if asked.since and span.turnover:
        yield from _about_change(frame, span, span.turnover, asked.since)


def _about_change(frame: _Frame, span: GroupSpan, change: Turnover, since: date) -> Iterator[str]:
    before = len(change.stayed) + len(change.left)
    day = in_words(since)
    yield (
        f"Of the {before} on {day} {len(change.stayed) or 'none'} stayed."
        if before
        else f"No source shows one on {day}."
    )
    gone = set(change.left) - span.unvouched
    for who, what in (
        (change.joined, "Joined, or first shown since"),
        (gone, "Left"),
        (span.unvouched, "No longer vouched for"),
    ):
        if who and (before or who is not change.joined):
            yield f"{what}: {listed(_named(frame, who))}."


def _rules(asked: Asked) -> tuple[str, ...]:
    return (
        "A path never goes through an authority, a programme, a national body or a set of unnamed schools. Ties go"
        " both ways, and paths may cross the authority's border.",
        "Only what was read can hold together or come apart: a school may have ties that no source shows.",
        "Only schools are counted as cut off; schools and groups stand by how many hang on them, people by name.",
        "Key sets are looked for among the schools and groups in parts of two schools or more, with the people around"
        " them (Borgatti 2006); no person is ever in one.",
        f"Small means fewer than {asked.small} schools, large means more than {asked.large}. Both are values to start"
        " from and no findings.",
    )


def _sentence(frame: _Frame, rows: Sequence[Finding]) -> str:
    labels, sizes = frame.schools_of_parts
    tied = int((frame.are_inside & frame.are_tied).sum())
    parts = [size for size in sizes[np.unique(labels[frame.are_inside])].tolist() if size > 1]
    number = {kind: sum(1 for row in rows if row.what == kind) for kind in KINDS}
    nodes = count(number[HOLDS], "school, group or person", "schools, groups and people").capitalize()
    together = (
        f"they hang together in {count(len(parts), 'part')} of two schools or more" if parts else "none hang together"
    )
    return (
        f"On {in_words(frame.projection.reading.on)}, of {count(len(frame.whole.schools), 'school')}"
        f" ({frame.whole.description}), {tied or 'none'} {'has' if tied == 1 else 'have'} a path to another, as far as"
        f" was read; {together}. {nodes} and {count(number[ONLY_TIE], 'single tie')} hold schools together that have no"
        " other path to one another."
    )
