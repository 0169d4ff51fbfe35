"""The pieces a map is put together from: cards, frames and drawers, and how large a card must be for its text.

Lengths are pixels at zoom 1. A piece stands on a shelf, a row across the map; its top is counted from the shelf's
own top, because a shelf moves down when a fold above it is opened. ``stacked`` turns that into places on the map.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from visualisations.lettering import BOLD, named, text_width, wrapped
from visualisations.scene import SceneBox, SceneFold, SceneNode

Role = Literal["node", "title", "heading", "fold"]

NAME_SIZE: Final = 12
TITLE_SIZE: Final = 13
NOTE_SIZE: Final = 11
NAME_LINE: Final = 15
NOTE_LINE: Final = 13
PADDING: Final = 8
PADDING_ABOVE: Final = 6
GLYPH: Final = 16
GLYPH_GAP: Final = 7
LEAST_HEIGHT: Final = 32
FRAME_PADDING: Final = 10
FRAME_GAP: Final = 14  # between frames
MARGIN: Final = 4  # around the whole map, so that no border is cut
_MOST_LINES: Final = 4
_MOST_NOTES: Final = 3
_TEXT_INSET: Final = 2 * PADDING + GLYPH + GLYPH_GAP


@dataclass(frozen=True, slots=True)
class Format:
    """A width to lay out for: at most ``columns`` cards side by side in ``width`` pixels, ``gap`` pixels apart.

    ``rows`` is how high a frame grows before it takes another column.
    """

    name: str
    width: int
    columns: int
    rows: int
    gap: int = 7

    @property
    def card_width(self) -> int:
        """Width of a card, such that a frame of all columns takes the whole width."""
        room = self.width - 2 * MARGIN - 2 * FRAME_PADDING - (self.columns - 1) * self.gap
        return room // self.columns

    def frame_width(self, columns: int) -> int:
        """Width of a frame that holds this many columns of cards."""
        return columns * (self.card_width + self.gap) - self.gap + 2 * FRAME_PADDING


WIDE: Final = Format("wide", width=940, columns=5, rows=4)
NARROW: Final = Format("narrow", width=356, columns=2, rows=1)
ROOMY_GAP: Final = 17  # where ties run between the cards of a frame, so that their ends can be seen


@dataclass(frozen=True, slots=True)
class Card:
    """A rectangle with a glyph and a few lines of text, on ``shelf``, ``top`` below that shelf's top.

    ``role``: a node of its own, the title of a frame (a node too), a heading (no node), or a fold.
    """

    id: str
    role: Role
    width: int
    height: int
    lines: tuple[str, ...]
    note: tuple[str, ...] = ()
    left: int = 0
    top: int = 0
    shelf: int = 0

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the card, as (x, y)."""
        return self.left + self.width / 2, self.top + self.height / 2

    def meets(self, other: Card, gap: int = 0) -> bool:
        """Whether the two cards overlap, or come nearer than ``gap`` pixels."""
        beside = self.left + self.width + gap <= other.left or other.left + other.width + gap <= self.left
        above = self.top + self.height + gap <= other.top or other.top + other.height + gap <= self.top
        return not (beside or above)


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame from the top of its shelf down to the shelf's end; ``height`` is what its own cards need.

    One that is not ``drawn`` only takes up room.
    """

    id: str
    kind: str
    left: int
    width: int
    height: int
    shelf: int = 0
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class Drawer:
    """Where the members of a fold come to stand: ``cards`` with tops counted from the drawer's own top.

    Drawers of a frame open one below the other at the end of the frame's cards, in the order given.
    """

    fold: str
    frame: str
    height: int
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A map ready to be stacked: everything that stands on its shelves, and the drawers that may be opened."""

    format: str
    width: int
    cards: tuple[Card, ...]
    frames: tuple[Frame, ...]
    drawers: tuple[Drawer, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A stacked map: cards and frames with tops counted from the map's top; ``cuts`` lie between two shelves."""

    width: int
    height: int
    cards: tuple[Card, ...]
    frames: tuple[tuple[Frame, int], ...]
    cuts: tuple[int, ...]

    @property
    def kinds(self) -> dict[str, str]:
        """The kind of each frame, by the id that its title card has too."""
        return {frame.id: frame.kind for frame, _ in self.frames}


def node_card(node: SceneNode, width: int, *, snug: bool = False) -> Card:
    """The card of a node, ``width`` pixels wide, or only as wide as its text needs when ``snug``."""
    return _card(node.id, "node", (named(node.label), node.note), width, snug=snug, bold=node.emphasis == "key")


def fold_card(fold: SceneFold, width: int, *, snug: bool = False) -> Card:
    """The card that stands for a fold's members."""
    return _card(fold.id, "fold", (named(fold.label), ""), width, snug=snug)


def title_card(box: SceneBox, note: str, width: int, *, is_node: bool) -> Card:
    """The title of a frame: the group's own card where the group is a node, else a heading."""
    room = (width - (GLYPH + GLYPH_GAP if is_node else 0)) / BOLD
    lines = wrapped(named(box.label), TITLE_SIZE, room, _MOST_LINES)
    notes = wrapped(note, NOTE_SIZE, room, _MOST_NOTES)
    height = len(lines) * (NAME_LINE + 1) + len(notes) * NOTE_LINE + 4
    snug = min(width, round(_widest((lines, TITLE_SIZE * BOLD), (notes, NOTE_SIZE)) + width - room * BOLD) + 2)
    return Card(box.id, "title" if is_node else "heading", snug, height, lines, notes)


def _widest(*texts: tuple[tuple[str, ...], float]) -> float:
    """Width of the widest line, each group of lines set in its own size."""
    return max((text_width(line, size) for lines, size in texts for line in lines), default=0.0)


def _card(id: str, role: Role, texts: tuple[str, str], width: int, *, snug: bool, bold: bool = False) -> Card:
    room = width - _TEXT_INSET
    weight = BOLD if bold else 1.0
    lines = wrapped(texts[0], NAME_SIZE, room / weight, _MOST_LINES)
    note = wrapped(texts[1], NOTE_SIZE, room, _MOST_NOTES)
    if snug:
        width = min(width, round(_widest((lines, NAME_SIZE * weight), (note, NOTE_SIZE))) + 1 + _TEXT_INSET)
    height = len(lines) * NAME_LINE + len(note) * NOTE_LINE + 2 * PADDING_ABOVE
    return Card(id, role, width, max(height, LEAST_HEIGHT), lines, note)


def stacked(layout: Layout, opened: frozenset[str] = frozenset()) -> Picture:
    """The map with the drawers of the folds ``opened`` pulled out; templates/map.js does the same on the page."""
    shut = {frame.id: frame.height for frame in layout.frames}
    ends = dict(shut)
    pulled = [drawer for drawer in layout.drawers if drawer.fold in opened]
    drops: dict[str, int] = {}
    for drawer in pulled:
        drops[drawer.fold] = ends[drawer.frame]
        ends[drawer.frame] += drawer.height
    tops, heights = _shelves(layout, ends)
    shelf_of = {frame.id: frame.shelf for frame in layout.frames}
    cards = [replace(card, top=card.top + tops[card.shelf]) for card in layout.cards]
    for drawer in pulled:
        top = tops[shelf_of[drawer.frame]] + drops[drawer.fold]
        cards += [replace(card, top=card.top + top) for card in drawer.cards]
    frames = tuple((replace(f, height=heights[f.shelf]), tops[f.shelf]) for f in layout.frames if ends[f.id])
    used = [shelf for shelf in sorted(tops) if heights[shelf]]
    end = max((tops[shelf] + heights[shelf] for shelf in used), default=0) + MARGIN
    cuts = tuple(tops[shelf] - FRAME_GAP // 2 for shelf in used[1:])
    return Picture(layout.width, end, tuple(cards), frames, cuts)


def _shelves(layout: Layout, ends: dict[str, int]) -> tuple[dict[int, int], dict[int, int]]:
    """Top and height of each shelf, when each frame reaches down to its end."""
    heights: dict[int, int] = {}
    for frame in layout.frames:
        heights[frame.shelf] = max(heights.get(frame.shelf, 0), ends[frame.id])
    tops, top = {}, MARGIN
    for shelf in sorted(heights):
        tops[shelf] = top
        top += heights[shelf] + FRAME_GAP if heights[shelf] else 0
    return tops, heights
