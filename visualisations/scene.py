"""What to draw: a question's answer as nodes, ties, boxes and folds, with nothing said about how.

A scene is made by the callers of this layer from an answer of ``queries``; ``layout`` gives it positions and
``page`` turns it into HTML. It imports the standard library only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

Emphasis = Literal["normal", "key", "faint"]

ALONE: Final = "alone"
LOOSE: Final = "loose"
UNREAD: Final = "unread"
OTHERS: Final = "others"
# Boxes that are no groups: ALONE and LOOSE are drawn before the groups, UNREAD and OTHERS after them.
AREA_LABELS: Final = {
    ALONE: "On their own",
    LOOSE: "In no group shown here, but tied",
    UNREAD: "Nothing was read about these schools",
    OTHERS: "People and organisations in no group",
}


@dataclass(frozen=True, slots=True)
class SceneClaim:
    """One claim behind a node or a tie, as its reader should see it.

    ``dates`` and ``certainty`` are words ("from September 2011", "stated"); ``document`` and ``place`` say
    where it stands ("School census return", "line 64"); ``quote`` is verbatim, None where none may be kept;
    ``read_by`` says who or what read it.
    """

    sentence: str
    dates: str = ""
    certainty: str = ""
    document: str = ""
    place: str = ""
    quote: str | None = None
    read_by: str = ""


@dataclass(frozen=True, slots=True)
class SceneNode:
    """A school, person, group or body. ``type`` is the vocabulary's; ``kind`` narrows it ("primary", "trust").

    ``boxes`` names the boxes it belongs to: it is drawn in the first, and tied to the others. ``rung`` is a number
    of the scene's ``rungs``, None for what is not on the ladder. ``emphasis``: "key" has a thick border and is never
    folded, "faint" is drawn in grey. ``note`` is a few words under the name on the
    map ("headteacher since 2011"). ``facts`` are (heading, text) pairs.
    """

    id: str
    label: str
    type: str
    kind: str = ""
    boxes: tuple[str, ...] = ()
    rung: int | None = None
    emphasis: Emphasis = "normal"
    note: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    claims: tuple[SceneClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class SceneTie:
    """A tie between two nodes. ``label`` reads from source to target ("is headteacher of").

    ``since`` and ``until`` are ISO dates as precise as known, None where not known; ``dates`` is for what they
    cannot say ("seen in 2012"). ``standing`` says in words how it stands on the day. A tie that is not ``certain`` is
    presumed: no source settles the day. A ``dormant`` one is over, or nothing vouches for it any longer.
    """

    source: str
    target: str
    relation: str
    label: str
    since: str | None = None
    until: str | None = None
    dates: str = ""
    standing: str = "live"
    certain: bool = True
    dormant: bool = False
    claims: tuple[SceneClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class SceneBox:
    """A frame around nodes: a cluster, federation, trust, or an area such as the schools on their own.

    A node with the box's id is the group itself: it is drawn as the box's title and carries its evidence.
    """

    id: str
    label: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class SceneFold:
    """One card that stands for several nodes until the reader unfolds it, inside a box (None: in no box)."""

    id: str
    label: str
    members: tuple[str, ...]
    box: str | None = None


@dataclass(frozen=True, slots=True)
class SceneRung:
    """A rung of the isolation ladder: its number, its name and what puts a school there."""

    number: int
    label: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything one view says. ``centre`` is the node that an ego view surrounds, None for a whole authority.

    ``key_label`` says in the legend what emphasised nodes are ("system leader").

    Raises ValueError, naming the culprit, for an id used twice and for a tie, fold or box that names
    something which is not in the scene.
    """

    title: str
    as_of: date
    boundary: str
    sentence: str
    nodes: tuple[SceneNode, ...] = ()
    ties: tuple[SceneTie, ...] = ()
    boxes: tuple[SceneBox, ...] = ()
    folds: tuple[SceneFold, ...] = ()
    rungs: tuple[SceneRung, ...] = ()
    centre: str | None = None
    subtitle: str = ""
    key_label: str = ""
    sources: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    attribution: str = ""

    def __post_init__(self) -> None:
        for fault in _faults(self):
            raise ValueError(f"scene {self.title!r}: {fault}")

    def node(self, id: str) -> SceneNode | None:
        """The node of this id, None where there is none."""
        return next((node for node in self.nodes if node.id == id), None)


def _faults(scene: Scene) -> Iterator[str]:
    """Everything about the scene's ids that does not hold together, as sentences."""
    nodes = {node.id for node in scene.nodes}
    boxes = {box.id for box in scene.boxes}
    rungs = {rung.number for rung in scene.rungs}
    cards = (*nodes, *(fold.id for fold in scene.folds))
    yield from _twice("node id", (node.id for node in scene.nodes))
    yield from _twice("box id", (box.id for box in scene.boxes))
    yield from _twice("fold id", cards)
    yield from _twice("folded node", (member for fold in scene.folds for member in fold.members))
    known: dict[str, set[str | int]] = {"node": {*nodes}, "box": {*boxes}, "rung": {*rungs}}
    for what, named, kind in _references(scene):
        if named not in known[kind]:
            yield f"{what} names the {kind} {named!r}, which is not in the scene"


def _references(scene: Scene) -> Iterator[tuple[str, str | int, str]]:
    """Each place of the scene that names a node, a box or a rung: (what names it, the id, what it should be)."""
    for tie in scene.ties:
        yield from ((f"a tie {tie.relation!r}", end, "node") for end in (tie.source, tie.target))
    for node in scene.nodes:
        yield from ((f"the node {node.id!r}", box, "box") for box in node.boxes)
        yield from ((f"the node {node.id!r}", rung, "rung") for rung in (node.rung,) if rung is not None)
    for fold in scene.folds:
        yield from ((f"the fold {fold.id!r}", member, "node") for member in fold.members)
        yield from ((f"the fold {fold.id!r}", box, "box") for box in (fold.box,) if box is not None)
    if scene.centre is not None:
        yield "the centre", scene.centre, "node"


def _twice(what: str, ids: Iterable[str]) -> Iterator[str]:
    repeated = sorted(key for key, count in Counter(ids).items() if count > 1)
    yield from (f"the {what} {key!r} is there twice" for key in repeated)


def box_titles(scene: Scene) -> set[str]:
    """Ids of the nodes that are drawn as the title of their box."""
    return {box.id for box in scene.boxes} & {node.id for node in scene.nodes}


def neighbours(scene: Scene) -> dict[str, set[str]]:
    """For each tied node, the nodes it is tied to, whatever the direction; self-ties are left out."""
    near: dict[str, set[str]] = defaultdict(set)
    for tie in scene.ties:
        if tie.source != tie.target:
            near[tie.source].add(tie.target)
            near[tie.target].add(tie.source)
    return dict(near)


def tidied(scene: Scene) -> Scene:
    """The scene of an authority made readable: groups that hold schools together framed, everybody else folded.

    Schools on rung 1 go to an area of their own, other schools in no frame to another. A group that frames
    fewer than two schools holds nothing together here: it becomes a body like any other. People and bodies
    are folded in the box of the school or group that they are tied to; those emphasised stay in sight.
    """
    return folded(with_areas(with_frames_of_two(scene)))


def with_frames_of_two(scene: Scene) -> Scene:
    """The scene without the boxes that have fewer than two schools, or of whose schools none would be drawn inside."""
    while hollow := _hollow_boxes(scene):
        boxes = tuple(box for box in scene.boxes if box.id not in hollow)
        nodes = tuple(
            replace(node, boxes=tuple(box for box in node.boxes if box not in hollow)) for node in scene.nodes
        )
        folds = tuple(replace(fold, box=None) if fold.box in hollow else fold for fold in scene.folds)
        scene = replace(scene, boxes=boxes, nodes=nodes, folds=folds)
    return scene


def _hollow_boxes(scene: Scene) -> set[str]:
    schools = [node for node in scene.nodes if node.type == "school"]
    members = Counter(box for node in schools for box in node.boxes)
    inside = {node.boxes[0] for node in schools if node.boxes and node.rung != 1}
    groups = {box.id for box in scene.boxes if box.kind not in AREA_LABELS}
    return {box for box in groups if members[box] < 2 or box not in inside}


def with_areas(scene: Scene) -> Scene:
    """The scene with an area box for schools on rung 1 and for the nodes in no box."""
    titles, homes = box_titles(scene), _homes_by_ties(scene)
    areas = {
        node.id: homes.get(node.id, f"area:{_area(node)}")
        for node in scene.nodes
        if (not node.boxes or _is_alone(node)) and node.id not in titles
    }
    nodes = tuple(_moved(node, areas.get(node.id)) for node in scene.nodes)
    known = {box.id for box in scene.boxes}
    new = tuple(
        SceneBox(f"area:{kind}", label, kind)
        for kind, label in AREA_LABELS.items()
        if f"area:{kind}" in areas.values() and f"area:{kind}" not in known
    )
    return replace(scene, nodes=nodes, boxes=(*new, *scene.boxes))


def _is_alone(node: SceneNode) -> bool:
    return node.type == "school" and node.rung == 1


def _area(node: SceneNode) -> str:
    if node.type != "school":
        return OTHERS
    return ALONE if _is_alone(node) else LOOSE


def _moved(node: SceneNode, box: str | None) -> SceneNode:
    """The node with this box before its others."""
    return node if box is None else replace(node, boxes=tuple(dict.fromkeys((box, *node.boxes))))


def _homes_by_ties(scene: Scene) -> dict[str, str]:
    """For people and bodies in no box, the box of the first box or boxed school they are tied to."""
    titles, near = box_titles(scene), neighbours(scene)
    boxes = {node.id: _own_box(node, titles) for node in scene.nodes}
    homes: dict[str, str] = {}
    for node in scene.nodes:
        candidates = (boxes[other] for other in sorted(near.get(node.id, ())))
        if boxes[node.id] is None and (home := next(filter(None, candidates), None)):
            homes[node.id] = home
    return homes


def _own_box(node: SceneNode, titles: set[str]) -> str | None:
    """The box a node stands in or is the title of; a school in no group stands in its area."""
    if node.id in titles:
        return node.id
    if node.boxes and not _is_alone(node):
        return node.boxes[0]
    return f"area:{_area(node)}" if node.type == "school" else None


def folded(scene: Scene) -> Scene:
    """The scene with one fold a box for its people and bodies that are neither emphasised nor folded yet."""
    done = box_titles(scene) | {member for fold in scene.folds for member in fold.members} | {scene.centre}
    hidden: dict[str | None, list[SceneNode]] = defaultdict(list)
    for node in scene.nodes:
        if node.type != "school" and node.emphasis != "key" and node.id not in done:
            hidden[node.boxes[0] if node.boxes else None].append(node)
    folds = tuple(_fold(box, hidden[box]) for box in sorted(hidden, key=lambda box: box or ""))
    return replace(scene, folds=(*scene.folds, *folds))


def _fold(box: str | None, members: list[SceneNode]) -> SceneFold:
    ids = tuple(node.id for node in sorted(members, key=lambda node: (node.type, node.label, node.id)))
    return SceneFold(f"fold:{box or ''}", counted(members), ids, box)


def counted(nodes: Iterable[SceneNode]) -> str:
    """How many nodes of each type, in words: "2 organisations, 7 people"."""
    counts = Counter(node.type for node in nodes)
    return ", ".join(f"{count} {type_words(name, count)}" for name, count in sorted(counts.items()))


_PLURALS: Final[Mapping[str, str]] = {"person": "people", "local_authority": "local authorities"}


def type_words(type: str, count: int = 1) -> str:
    """A node type in plain words, in the plural unless ``count`` is 1."""
    words = type.replace("_", " ")
    return words if count == 1 else _PLURALS.get(type, f"{words}s")
