"""Answers made into scenes: one node's surroundings, and one authority."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from graph.projection import Ledger, Projection, Reading, Tie
from graph.records import Claim, Node
from graph.store import Store
from graph.vocabulary import DESIGNATIONS, GROUP, GROUP_KINDS, PERSON, RELATIONS, SCHOOL
from queries.answer import Answer, Row, listed
from queries.boundary import Boundary, authority_id
from queries.find import describe
from queries.isolation import IsolationAnswer, SchoolStanding, isolated
from queries.ladder import NOTHING_READ, RUNGS, members
from queries.show import STANDING_WORDS, NodeAnswer, show
from queries.wording import ClaimShown, review_mark, role_in_words, show_claim, show_claims
from visualisations.scene import Scene, SceneBox, SceneClaim, SceneFold, SceneNode, SceneRung, SceneTie, tidied
from visualisations.sources import attribution, titles_in_words
from visualisations.spelling import spelled

MOST_IN_SIGHT: Final = 60
CROWD: Final = 12
RUNG_MEANINGS: Final = (
    "no tie to another school, group or system leader",
    "tied only inside one federation or trust",
    "tied, but no route leads to a system leader",
    "every route to a system leader runs through one person, group or school",
    "several routes to system leaders, or a teaching school itself",
)
UNREAD: Final = SceneBox("area:unread", "Nothing was read about these schools", "unread")
SCENE_RUNGS: Final = tuple(
    SceneRung(number, name, meaning)
    for number, (name, meaning) in enumerate(zip(RUNGS, RUNG_MEANINGS, strict=True), start=1)
)
# The box a school is drawn in: the closest-knit of its groups first, the looser and larger ones later.
_BOX_ORDER: Final = (
    "federation",
    "trust",
    "cluster",
    "partnership",
    "teaching_school_alliance",
    "sponsor",
    "network",
    "team",
    "other",
)
_SHOWN_ATTRIBUTES: Final = {
    "phase": "Phase",
    "establishment_type": "Type",
    "status": "Status",
    "town": "Town",
    "pupils": "Pupils",
    "la_name": "Authority",
    "religious_character": "Religious character",
    "group_type": "Group type",
}


def node_scene(store: Store, asked: str, reading: Reading, *, ledger: Ledger | None = None) -> Scene:
    """One node, whom it is tied to, and whom its groups and people are tied to. Raises NotFound or Ambiguous."""
    held = ledger or Ledger.read(store)
    answer = show(store, asked, reading, ledger=held)
    drawing = _Drawing(held.on(reading))
    near = drawing.surroundings(answer.node.id)
    scene = Scene(
        title=answer.node.name,
        subtitle=_life_and_kind(answer.node),
        as_of=reading.on,
        boundary="what stands within two ties of it",
        sentence=spelled(answer.sentence),
        nodes=tuple(drawing.node(node, _facts_of(answer) if node == answer.node.id else None) for node in near),
        ties=tuple(drawing.ties_among(near, dormant_of=answer.node.id)),
        centre=answer.node.id,
    )
    return _with_provenance(scene, answer)


def authority_scene(
    store: Store,
    boundary: Boundary,
    reading: Reading,
    *,
    ledger: Ledger | None = None,
    answer: IsolationAnswer | None = None,
) -> Scene:
    """Every school of a boundary by its rung, boxed by cluster and trust; people and bodies folded beside them."""
    held = ledger or Ledger.read(store)
    ladder = answer or isolated(store, boundary, reading, ledger=held)
    drawing = _Drawing(held.on(reading))
    standings = {row.id: row for row in ladder.rows}
    groups = drawing.groups_of(standings)
    shown = [*standings, *groups, *drawing.people_of([*standings, *groups])]
    title = authority_name(drawing.projection, boundary)
    scene = Scene(
        title=f"{title}: who holds together",
        as_of=reading.on,
        boundary=ladder.boundary,
        sentence=ladder.sentence,
        nodes=tuple(drawing.node(node, standing=standings.get(node), boxes=groups) for node in shown),
        ties=tuple(drawing.ties_among(shown)),
        boxes=(*(drawing.box(group) for group in groups), *([UNREAD] if ladder.on_rung(NOTHING_READ) else [])),
        folds=_unread_folded(ladder),
        rungs=SCENE_RUNGS,
    )
    return _with_provenance(tidied(scene), ladder)


def _unread_folded(ladder: IsolationAnswer) -> tuple[SceneFold, ...]:
    """A crowd of schools of which there is nothing to say takes no more room than one card until asked for."""
    unread = tuple(row.id for row in ladder.on_rung(NOTHING_READ))
    if len(unread) <= CROWD:
        return ()
    return (SceneFold("fold:unread", f"{len(unread)} schools", unread, UNREAD.id),)


def authority_name(projection: Projection, boundary: Boundary) -> str:
    """The name of the boundary's authority, 'All authorities' where it takes in all that are held."""
    return projection.name(authority_id(projection, boundary.authority)) or "All authorities"


def _with_provenance(scene: Scene, answer: Answer[Row]) -> Scene:
    return replace(
        scene,
        key_label="system leader",
        sources=titles_in_words(answer.sources),
        assumptions=answer.assumptions,
        attribution=attribution(answer.sources),
    )


def _life_and_kind(node: Node) -> str:
    return spelled(describe(node).removeprefix(node.name).strip().removeprefix("(").removesuffix(")"))


class _Drawing:
    """Turns nodes and ties of a projection into those of a scene."""

    def __init__(self, projection: Projection) -> None:
        self.projection = projection
        self._facts: dict[str, list[Tie]] = defaultdict(list)
        for tie in projection.facts:
            for end in filter(None, (tie.source, tie.target)):
                self._facts[end].append(tie)

    def surroundings(self, centre: str) -> list[str]:
        """The centre, then what it is tied to, then what its groups and people are tied to, nearest first.

        A crowd beyond one group or person (more than 12) is left out: its members are in the group's own view.
        """
        first = [*self._tied_to(centre), *self._lapsed_from(centre)]
        near = list(dict.fromkeys([centre, *first]))
        for node in first:
            beyond = self._steps(node) if self.projection.nodes[node].type in (GROUP, PERSON) else []
            if len(beyond) <= CROWD and len(near) < MOST_IN_SIGHT:
                near = list(dict.fromkeys([*near, *beyond]))
        return near

    def _tied_to(self, node: str) -> list[str]:
        ties = [*self.projection.ties_of(node), *self._facts[node]]
        return list(dict.fromkeys(tie.other(node) for tie in ties if tie.other(node)))

    def _steps(self, node: str) -> list[str]:
        return list(dict.fromkeys(there for there, _ in self.projection.steps_from(node)))

    def _lapsed_from(self, node: str) -> list[str]:
        return [tie.other(node) for tie in self.projection.dormant if node in (tie.source, tie.target) and tie.target]

    def groups_of(self, schools: Iterable[str]) -> dict[str, int]:
        """The groups to draw a box for, with their place in the order of boxes.

        A group of one school holds nothing together, and a sponsor's schools are most often those of its own trust:
        neither gets a box. They are folded beside the school instead.
        """
        wanted = set(schools)
        found = {there for school in wanted for there in self._memberships(school)}
        held = {group: members(self.projection, group) for group in found}
        boxed = [
            group
            for group in sorted(found, key=self._box_order)
            if len(held[group]) > 1 and not self._repeats_a_trust(group, held, wanted)
        ]
        return {group: place for place, group in enumerate(boxed)}

    def _memberships(self, school: str) -> set[str]:
        return {there for there, tie in self.projection.steps_from(school) if tie.relation == "member_of"}

    def _repeats_a_trust(self, group: str, held: dict[str, frozenset[str]], wanted: set[str]) -> bool:
        if self.projection.nodes[group].kind != "sponsor":
            return False
        others = (held[other] & wanted for other in held if self.projection.nodes[other].kind == "trust")
        return any(held[group] & wanted <= schools for schools in others)

    def _box_order(self, group: str) -> tuple[int, str, str]:
        node = self.projection.nodes[group]
        return _BOX_ORDER.index(node.kind or "other"), node.name, node.id

    def people_of(self, nodes: Iterable[str]) -> list[str]:
        """People and other groups one step from the nodes, each once, sorted by name."""
        already = set(nodes)
        found = {there for node in already for there, _ in self.projection.steps_from(node)} - already
        outside = {node for node in found if self.projection.nodes[node].type != SCHOOL}
        return sorted(outside, key=lambda node: (self.projection.name(node), node))

    def node(
        self,
        node_id: str,
        facts: tuple[tuple[str, str], ...] | None = None,
        *,
        standing: SchoolStanding | None = None,
        boxes: dict[str, int] | None = None,
    ) -> SceneNode:
        """A node with its rung, its boxes, what it is, and the claims it stands on."""
        node = self.projection.nodes[node_id]
        leader = self.projection.leaders.get(node_id)
        unread = standing is not None and standing.rung == NOTHING_READ
        return SceneNode(
            id=node_id,
            label=node.name,
            type=node.type,
            kind=(GROUP_KINDS[node.kind].label if node.kind else str(node.attributes.get("phase", ""))).casefold(),
            boxes=(UNREAD.id,) if unread else self._boxes(node_id, boxes or {}),
            rung=RUNGS.index(standing.rung) + 1 if standing and not unread else None,
            emphasis="key" if leader else "faint" if unread else "normal",
            note=listed(leader.designations) if leader else self._post(node_id),
            facts=(*(_standing_facts(standing) if standing else ()), *(facts or _facts(node))),
            claims=tuple(map(_claim, standing.claims if standing else self._claims(node_id))),
        )

    def _boxes(self, node_id: str, boxes: dict[str, int]) -> tuple[str, ...]:
        if self.projection.nodes[node_id].type != SCHOOL:
            return ()
        return tuple(sorted(self._memberships(node_id) & boxes.keys(), key=boxes.__getitem__))

    def _post(self, node_id: str) -> str:
        if self.projection.nodes[node_id].type != PERSON:
            return ""
        posts = [tie.claims[0] for tie in self.projection.ties_of(node_id) if tie.relation == "holds_role"]
        return role_in_words(posts[0]) if posts else ""

    def _claims(self, node_id: str) -> tuple[ClaimShown, ...]:
        return show_claims(self.projection, [*self.projection.ties_of(node_id), *self._facts[node_id]])

    def ties_among(self, shown: Iterable[str], *, dormant_of: str | None = None) -> Iterator[SceneTie]:
        """The live ties between the nodes shown, and the lapsed ones of one node."""
        inside = set(shown)
        lapsed = (tie for tie in self.projection.dormant if dormant_of in (tie.source, tie.target))
        for tie in (*self.projection.ties, *self.projection.facts, *lapsed):
            if tie.source in inside and tie.target in inside:
                yield self.tie(tie)

    def tie(self, tie: Tie) -> SceneTie:
        """A tie with its dates and claims."""
        claim = tie.claims[0]
        return SceneTie(
            source=tie.source,
            target=tie.target,
            relation=tie.relation,
            label=f"{_without_ends(claim)}{review_mark(claim)}",
            since=str(claim.start) if claim.start else None,
            until=str(claim.end) if claim.end else None,
            dates=spelled(str(claim.period)),
            standing=STANDING_WORDS[tie.standing],
            certain=tie.certain,
            dormant=tie.dormant,
            claims=tuple(_claim(show_claim(each, self.projection.name)) for each in tie.claims),
        )

    def box(self, group: str) -> SceneBox:
        """The frame of a group."""
        node = self.projection.nodes[group]
        return SceneBox(group, node.name, GROUP_KINDS[node.kind or "other"].label)


def _without_ends(claim: Claim) -> str:
    return RELATIONS[claim.type].reads.format(source="", target="", role=role_in_words(claim)).strip()


def _claim(shown: ClaimShown) -> SceneClaim:
    return SceneClaim(
        sentence=shown.sentence,
        dates=spelled(shown.dates),
        certainty=shown.certainty,
        document=shown.document,
        place=shown.place,
        quote=shown.quote or None,
        read_by=shown.read_by,
    )


def _standing_facts(standing: SchoolStanding) -> Iterator[tuple[str, str]]:
    yield "Rung", standing.rung
    yield from (("Why", spelled(reason)) for reason in standing.reasons)
    yield "Sources that speak of its ties", str(standing.sources_mentioning)
    if standing.since_change:
        yield "Change", standing.since_change


def _facts(node: Node) -> tuple[tuple[str, str], ...]:
    given = [(heading, node.attributes.get(key)) for key, heading in _SHOWN_ATTRIBUTES.items()]
    known = [(heading, str(value)) for heading, value in given if value not in (None, "", "Not applicable")]
    life = [("Open", spelled(str(node.life)))] if node.opened or node.closed else []
    return (*known, *life, _number(node))


def _number(node: Node) -> tuple[str, str]:
    """By what the register, or else the store, knows the node."""
    kind, _, number = node.id.partition(":")
    return (kind.upper(), number) if kind in ("urn", "uid") and number.isdigit() else ("Id", node.id)


def _facts_of(answer: NodeAnswer) -> tuple[tuple[str, str], ...]:
    aliases = [("Also called", ", ".join(answer.node.aliases))] if answer.node.aliases else []
    leader = (
        [("Leader as", listed(DESIGNATIONS.get(word, word) for word in answer.leadership))] if answer.leadership else []
    )
    lives = [("Succeeds", spelled(f"{name} ({node})")) for node, name in answer.predecessors]
    lives += [("Succeeded by", spelled(f"{name} ({node})")) for node, name in answer.successors]
    names = {said.id: said.name for said in answer.statements}
    decided = [
        ("Judged", spelled(f"{names.get(d.left, d.left)}: {d.verdict}, by {d.by}, {d.on}")) for d in answer.decisions
    ]
    return (*_facts(answer.node), *aliases, *leader, *lives, *decided)
