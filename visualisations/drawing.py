"""The map as static vector graphics: for paper, and for a reader whose browser runs no scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin

from visualisations.cards import Card, Picture
from visualisations.scene import Scene, SceneTie
from visualisations.style import Strand, dash, strand

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Span:
    """A tie between two cards as it is drawn: ``bend`` is how far it bows, in vis-network's roundness."""

    tie: SceneTie
    source: str
    target: str
    bend: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """One curve: an SVG path with its strand and its dash."""

    path: str
    strand: Strand
    dash: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of a picture that goes on one sheet: its top and its height."""

    top: int
    height: int


def homes(scene: Scene) -> dict[str, str]:
    """The frame that each node and fold stands in, where frames are drawn: the title's is its own."""
    if scene.centre is not None:
        return {}
    boxes = {box.id for box in scene.boxes}
    inside = {node.id: node.boxes[0] for node in scene.nodes if node.boxes}
    inside |= {node.id: node.id for node in scene.nodes if node.id in boxes}
    inside |= {fold.id: fold.box for fold in scene.folds if fold.box is not None}
    return inside


def stand_ins(scene: Scene) -> dict[str, str]:
    """For each folded node, the fold that stands for it."""
    return {member: fold.id for fold in scene.folds for member in fold.members}


def is_shown_by_frame(tie: SceneTie, inside: dict[str, str]) -> bool:
    """Whether the frame says it already: the tie of a node with the title of the frame it stands in."""
    return inside.get(tie.source) == tie.target or inside.get(tie.target) == tie.source


def bends(scene: Scene) -> list[float]:
    """How far each tie bows, so that ties between the same two nodes lie apart."""
    least = 0.0 if scene.centre else 0.12
    seen: Counter[frozenset[str]] = Counter()
    bows = []
    for tie in scene.ties:
        pair = frozenset((tie.source, tie.target))
        bows.append(least + 0.22 * seen[pair])
        seen[pair] += 1
    return bows


def spans(scene: Scene) -> Iterator[Span]:
    """The ties to draw while all folds are shut, once for each look.

    A fold's ties to what stands in its own frame are left out: the frame says enough.
    """
    inside, instead = homes(scene), stand_ins(scene)
    done = set()
    for tie, bend in zip(scene.ties, bends(scene), strict=True):
        source, target = instead.get(tie.source, tie.source), instead.get(tie.target, tie.target)
        hidden = tie.source in instead or tie.target in instead
        within = hidden and source in inside and inside[source] == inside.get(target)
        look = (source, target, strand(tie.relation), dash(tie.certain, tie.dormant), 0 if hidden else bend)
        if source != target and not within and not is_shown_by_frame(tie, inside) and look not in done:
            done.add(look)
            yield Span(tie, source, target, bend)


def strokes(scene: Scene, picture: Picture) -> list[Stroke]:
    """The curves of the picture, in the order of the scene's ties."""
    cards = {card.id: card for card in picture.cards}
    return [
        Stroke(
            _path(cards[span.source], cards[span.target], span.bend),
            strand(span.tie.relation),
            dash(span.tie.certain, span.tie.dormant),
        )
        for span in spans(scene)
    ]


def _path(source: Card, target: Card, bend: float) -> str:
    """A quadratic curve from border to border."""
    control = _control(source.centre, target.centre, bend)
    (x1, y1), (x2, y2) = _border(source, control), _border(target, control)
    return f"M{x1:.1f} {y1:.1f}Q{control[0]:.1f} {control[1]:.1f} {x2:.1f} {y2:.1f}"


def _control(start: Point, end: Point, bend: float) -> Point:
    """The control point that vis-network gives a curve of type curvedCW and this roundness."""
    dx, dy = end[0] - start[0], start[1] - end[1]
    angle, reach = atan2(dy, dx) + bend * pi / 2, (0.5 + bend / 2) * hypot(dx, dy)
    return start[0] + reach * cos(angle), start[1] - reach * sin(angle)


def _border(card: Card, towards: Point) -> Point:
    """Where the line from the card's middle towards a point leaves the card."""
    x, y = card.centre
    dx, dy = towards[0] - x, towards[1] - y
    reach = max(2 * abs(dx) / card.width, 2 * abs(dy) / card.height)
    return (x + dx / reach, y + dy / reach) if reach > 1 else towards


def slices(picture: Picture, first: int, most: int) -> list[Slice]:
    """The picture cut into parts at most ``most`` high, the first at most ``first``.

    Cuts lie between two frames, or between two rows of cards where a frame alone would fill a sheet. Rings are
    not cut: they get a part to themselves. An empty picture has no parts.
    """
    parts: list[Slice] = []
    top, room = 0, first
    while picture.cards and top < picture.height:
        end = _cut(picture, top, room)
        parts.append(Slice(top, end - top))
        top, room = end, most
    return parts


def _cut(picture: Picture, top: int, room: int) -> int:
    """Where the part that starts at ``top`` ends: at the last good place within ``room``, or at the next after it."""
    if picture.height <= top + room:
        return picture.height
    between_frames = [cut for cut in picture.cuts if top + room / 2 < cut <= top + room]
    between_rows = [gap for gap in _gaps(picture) if top < gap <= top + room]
    beyond = [cut for cut in (*picture.cuts, picture.height) if cut > top]
    return max(between_frames or between_rows, default=min(beyond))


def _gaps(picture: Picture) -> Iterator[int]:
    """Heights at which a level line between the rows of frames meets no card, one for each stretch of them."""
    framed = all(frame.drawn for frame, _ in picture.frames)
    reached = 0
    for card in sorted(picture.cards if framed else (), key=lambda card: card.top):
        if card.top > reached > 0:
            yield (reached + card.top) // 2
        reached = max(reached, card.top + card.height)
