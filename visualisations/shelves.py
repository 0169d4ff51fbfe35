"""A map of frames packed in rows: each group a frame with its schools as a grid, areas of loose schools first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

from visualisations.cards import (
    FRAME_GAP,
    FRAME_PADDING,
    MARGIN,
    Card,
    Drawer,
    Format,
    Frame,
    Layout,
    fold_card,
    node_card,
    title_card,
)
from visualisations.scene import SceneBox, SceneFold, SceneNode

_UNDER_TITLE: Final = 8


@dataclass(frozen=True, slots=True)
class Block:
    """What goes into one frame. ``folds`` come with the nodes they hide."""

    box: SceneBox
    note: str
    is_node: bool
    nodes: tuple[SceneNode, ...]
    folds: tuple[tuple[SceneFold, tuple[SceneNode, ...]], ...] = ()

    @property
    def size(self) -> int:
        """How many cards the frame holds while its folds are shut."""
        return len(self.nodes) + len(self.folds)


@dataclass(frozen=True, slots=True)
class _Tile:
    """A block with its cards placed from (0, 0), waiting for its place on a shelf."""

    frame: Frame
    cards: tuple[Card, ...]
    drawers: tuple[Drawer, ...]

    def moved(self, left: int, shelf: int) -> _Tile:
        return _Tile(
            replace(self.frame, left=left, shelf=shelf),
            tuple(_moved(self.cards, left, shelf)),
            tuple(replace(drawer, cards=tuple(_moved(drawer.cards, left, shelf))) for drawer in self.drawers),
        )


def _moved(cards: Iterable[Card], left: int, shelf: int) -> Iterator[Card]:
    return (replace(card, left=card.left + left, shelf=shelf) for card in cards)


def on_shelves(blocks: Sequence[Block], format: Format, *, one_each: bool = False) -> Layout:
    """The blocks as frames, in the order given except that a later one may fill the room left beside an earlier.

    With ``one_each`` every block has a shelf of its own and stands in its middle.
    """
    made = [_tile(block, format) for block in blocks]
    tiles = _centred(made) if one_each else _shelved(made, format.width)
    return Layout(
        format.name,
        max((tile.frame.left + tile.frame.width for tile in tiles), default=0) + MARGIN,
        tuple(card for tile in tiles for card in tile.cards),
        tuple(tile.frame for tile in tiles),
        tuple(drawer for tile in tiles for drawer in tile.drawers),
    )


def _centred(tiles: Sequence[_Tile]) -> list[_Tile]:
    """Each tile in the middle of a shelf of its own."""
    widest = max((tile.frame.width for tile in tiles), default=0)
    return [tile.moved(MARGIN + (widest - tile.frame.width) // 2, shelf) for shelf, tile in enumerate(tiles)]


def _shelved(tiles: Sequence[_Tile], width: int) -> list[_Tile]:
    """Each tile on the first shelf that has room for it."""
    ends: list[int] = []
    placed = []
    for tile in tiles:
        room = width - MARGIN - tile.frame.width
        shelf = next((number for number, end in enumerate(ends) if end <= room), len(ends))
        if shelf == len(ends):
            ends.append(MARGIN)
        placed.append(tile.moved(ends[shelf], shelf))
        ends[shelf] += tile.frame.width + FRAME_GAP
    return placed


def _tile(block: Block, format: Format) -> _Tile:
    columns = max(1, min(format.columns, ceil(block.size / format.rows)))
    width = format.frame_width(columns)
    title = title_card(block.box, block.note, width - 2 * FRAME_PADDING, is_node=block.is_node)
    title = replace(title, left=FRAME_PADDING, top=FRAME_PADDING)
    cards = [node_card(node, format.card_width) for node in block.nodes]
    cards += [fold_card(fold, format.card_width) for fold, _ in block.folds]
    grid, end = _grid(cards, columns, FRAME_PADDING + title.height + _UNDER_TITLE, format.gap)
    frame = Frame(block.box.id, block.box.kind, 0, width, end + FRAME_PADDING - (0 if cards else _UNDER_TITLE))
    drawers = tuple(_drawer(fold, members, block.box.id, columns, format) for fold, members in block.folds)
    return _Tile(frame, (title, *grid), drawers)


def _drawer(fold: SceneFold, members: Sequence[SceneNode], frame: str, columns: int, format: Format) -> Drawer:
    grid, end = _grid([node_card(node, format.card_width) for node in members], columns, 0, format.gap)
    grid = [replace(card, top=card.top + format.gap - FRAME_PADDING) for card in grid]
    return Drawer(fold.id, frame, end + format.gap, tuple(grid))


def drawer_below(fold: SceneFold, members: Sequence[SceneNode], shelf: int, format: Format) -> tuple[Frame, Drawer]:
    """A drawer with a frame of its own, which takes no room until the fold is opened."""
    block = Block(SceneBox(f"drawer:{fold.id}", fold.label), "", is_node=False, nodes=tuple(members))
    tile = _tile(block, replace(format, rows=1)).moved(MARGIN, shelf)
    frame = replace(tile.frame, kind="drawer", height=0)
    return frame, Drawer(fold.id, frame.id, tile.frame.height, tile.cards)


def _grid(cards: Sequence[Card], columns: int, top: int, gap: int) -> tuple[list[Card], int]:
    """The cards in rows from ``top`` down, those of a row made equally high; and where the last row ends."""
    placed: list[Card] = []
    for start in range(0, len(cards), columns):
        row = cards[start : start + columns]
        height = max(card.height for card in row)
        for column, card in enumerate(row):
            left = FRAME_PADDING + column * (card.width + gap)
            placed.append(replace(card, left=left, top=top, height=height))
        top += height + gap
    return placed, top - gap if cards else top
