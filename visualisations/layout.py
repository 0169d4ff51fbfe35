"""Positions for a scene, computed here so that the page need not and so that they never change by themselves."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import inf
from typing import Final

from visualisations.cards import (
    MARGIN,
    NARROW,
    ROOMY_GAP,
    WIDE,
    Card,
    Format,
    Frame,
    Layout,
    fold_card,
    node_card,
)
from visualisations.rings import ringed
from visualisations.scene import (
    ALONE,
    AREA_LABELS,
    LOOSE,
    OTHERS,
    UNREAD,
    Scene,
    SceneBox,
    SceneFold,
    SceneNode,
    box_titles,
    counted,
    neighbours,
)
from visualisations.shelves import Block, drawer_below, on_shelves

_RING_CARD: Final = 165
_FLATNESSES: Final = (1.5, 1.2, 0.9, 0.7)  # flat ellipses suit a screen, high ones hold more cards
_WIDEST: Final = (1.05, 1.2)  # of the format's width, if need be: beyond that rings shrink too far to be read
_PLACES: Final = (ALONE, LOOSE, "", UNREAD, OTHERS)  # of kinds of boxes, from the top; '' is for groups
_BANDS: Final = ("At the centre", "Tied directly", "Two steps away", "Three steps away")


def lay_out(scene: Scene, format: Format) -> Layout:
    """Where everything in the scene stands: rings around its centre, or frames in rows where it has none.

    On a narrow screen, and where rings would grow too wide to be read, distance from the centre is shown by
    bands below each other instead.
    """
    if scene.centre is None:
        return on_shelves(_blocks(scene), _spaced(scene, format))
    bands = on_shelves(_bands(scene), replace(format, gap=ROOMY_GAP), one_each=True)
    if format is NARROW:
        return bands
    tries = [_rings(scene, flatness) for flatness in _FLATNESSES]
    fitting = (rings for most in _WIDEST for rings in tries if rings.width <= most * format.width)
    return next(fitting, bands)


def _spaced(scene: Scene, format: Format) -> Format:
    """The format, with more room between the cards where a tie joins two of the same frame."""
    homes = {node.id: node.boxes[:1] for node in scene.nodes if node.id not in box_titles(scene)}
    within = any(homes.get(tie.source, "") == homes.get(tie.target, ()) for tie in scene.ties)
    return replace(format, gap=ROOMY_GAP) if within else format


def _blocks(scene: Scene) -> list[Block]:
    """One block a box, areas of loose schools first, then the largest groups, the other people last."""
    titles, members = box_titles(scene), _by_box(scene)
    folds = _folds_by_box(scene)
    boxes = (*scene.boxes, SceneBox("", "In no group")) if members[""] or folds[""] else scene.boxes
    blocks = [Block(box, _box_note(scene, box), box.id in titles, members[box.id], folds[box.id]) for box in boxes]
    return sorted(blocks, key=_block_order)


def _block_order(block: Block) -> tuple[int, int, str, str]:
    kind = block.box.kind if block.box.id else LOOSE
    place = _PLACES.index(kind if kind in _PLACES else "")
    return place, -block.size, block.box.label.casefold(), block.box.id


def _by_box(scene: Scene) -> defaultdict[str, tuple[SceneNode, ...]]:
    """The nodes in sight in each box, '' for no box: schools first, then by name."""
    away = box_titles(scene) | _folded(scene)
    inside: defaultdict[str, tuple[SceneNode, ...]] = defaultdict(tuple)
    for node in sorted(scene.nodes, key=node_order):
        if node.id not in away:
            inside[node.boxes[0] if node.boxes else ""] += (node,)
    return inside


def node_order(node: SceneNode) -> tuple[bool, str, str, str]:
    """Sort key for nodes side by side: schools first, then type by type, by name."""
    return node.type != "school", node.type, node.label.casefold(), node.id


def _folded(scene: Scene) -> set[str]:
    return {member for fold in scene.folds for member in fold.members}


def _folds_by_box(scene: Scene) -> defaultdict[str, tuple[tuple[SceneFold, tuple[SceneNode, ...]], ...]]:
    inside: defaultdict[str, tuple[tuple[SceneFold, tuple[SceneNode, ...]], ...]] = defaultdict(tuple)
    for fold, members in _with_members(scene):
        inside[fold.box or ""] += ((fold, members),)
    return inside


def _with_members(scene: Scene) -> Iterator[tuple[SceneFold, tuple[SceneNode, ...]]]:
    nodes = {node.id: node for node in scene.nodes}
    for fold in scene.folds:
        yield fold, tuple(nodes[member] for member in fold.members)


def _box_note(scene: Scene, box: SceneBox) -> str:
    """Its kind, its number of schools, and how many of those are drawn in another box."""
    schools = [node for node in scene.nodes if node.type == "school" and box.id in (node.boxes or ("",))]
    elsewhere = sum(node.boxes[:1] not in ((), (box.id,)) for node in schools)
    kind = "" if box.kind in AREA_LABELS else box.kind.replace("_", " ")
    away = f"{elsewhere} of them drawn in another group" if elsewhere else ""
    return ", ".join(filter(None, (kind, counted(schools), away)))


def _rings(scene: Scene, flatness: float) -> Layout:
    """The centre with rings by distance; each fold has its drawer below them all."""
    bands = [[_ring_card(item) for item in band] for _, band in _by_distance(scene)]
    placed = ringed(bands[0][0], bands[1:], _near_in_sight(scene), flatness)
    width = max(card.left + card.width for card in placed) + MARGIN
    end = max(card.top + card.height for card in placed)
    ground = Frame("rings", "", MARGIN, width - 2 * MARGIN, end, drawn=False)
    below = [
        drawer_below(fold, members, shelf, WIDE) for shelf, (fold, members) in enumerate(_with_members(scene), start=1)
    ]
    frames = (ground, *(frame for frame, _ in below))
    return Layout(WIDE.name, width, tuple(placed), frames, tuple(drawer for _, drawer in below))


def _ring_card(item: SceneNode | SceneFold) -> Card:
    if isinstance(item, SceneFold):
        return fold_card(item, _RING_CARD, snug=True)
    return node_card(item, _RING_CARD, snug=True)


def _bands(scene: Scene) -> list[Block]:
    """One block a distance from the centre."""
    members = {fold.id: hidden for fold, hidden in _with_members(scene)}
    return [
        Block(
            SceneBox(f"band:{number}", label),
            "",
            is_node=False,
            nodes=tuple(item for item in band if isinstance(item, SceneNode)),
            folds=tuple((item, members[item.id]) for item in band if isinstance(item, SceneFold)),
        )
        for number, (label, band) in enumerate(_by_distance(scene))
    ]


def _by_distance(scene: Scene) -> list[tuple[str, list[SceneNode | SceneFold]]]:
    """What is in sight at each number of steps from the centre, and the words for that distance."""
    steps, away = _steps(scene.centre, _near_in_sight(scene)), _folded(scene)
    bands: defaultdict[float, list[SceneNode | SceneFold]] = defaultdict(list)
    for node in sorted(scene.nodes, key=lambda node: (node.boxes, *node_order(node))):
        if node.id not in away:
            bands[steps.get(node.id, inf)].append(node)
    for fold in scene.folds:
        bands[steps.get(fold.id, inf)].append(fold)
    return [(_band_label(distance), bands[distance]) for distance in sorted(bands)]


def _band_label(distance: float) -> str:
    if distance == inf:
        return "Not tied to it"
    return _BANDS[int(distance)] if distance < len(_BANDS) else "Further away"


def _steps(centre: str | None, near: Mapping[str, set[str]]) -> dict[str, int]:
    """Number of ties from the centre to each node in sight and fold that can be reached."""
    queue = deque([centre] if centre is not None else [])
    steps = dict.fromkeys(queue, 0)
    while queue:
        here = queue.popleft()
        for other in sorted(near.get(here, ())):
            if other not in steps:
                steps[other] = steps[here] + 1
                queue.append(other)
    return steps


def _near_in_sight(scene: Scene) -> dict[str, set[str]]:
    """Who is tied to whom while the folds are shut: a fold has the ties of its members."""
    shown = {member: fold.id for fold in scene.folds for member in fold.members}
    near: defaultdict[str, set[str]] = defaultdict(set)
    for node, others in neighbours(scene).items():
        here = shown.get(node, node)
        near[here] |= {shown.get(other, other) for other in others} - {here}
    return dict(near)
