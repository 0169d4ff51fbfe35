"""One node's surroundings: the node in the middle, the others on ellipses around it, nearer ones further in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin
from statistics import fmean
from typing import Final

from visualisations.cards import MARGIN, Card

_CLEAR: Final = 12  # pixels kept free between two cards
_STEP: Final = 8  # pixels by which an ellipse grows until its cards have room
_SAMPLES: Final = 720
_TURNS: Final = 48

Point = tuple[float, float]


def ringed(centre: Card, rings: Sequence[Sequence[Card]], near: Mapping[str, set[str]], flatness: float) -> list[Card]:
    """The cards with places: ``centre``, then each ring outside the last, none nearer than 12 pixels to another.

    A ring keeps the order it is given in, except that from the second ring on a card stands in the direction
    of the cards of the ring before that it is tied to (``near``). ``flatness`` is the rings' width over their
    height. All coordinates are positive.
    """
    placed = [_at(centre, (0.0, 0.0))]
    directions: dict[str, float] = {}
    radius = 0
    for ring in filter(None, rings):
        ordered = _towards(ring, near, directions)
        wanted = [_wanted(card, near, directions) for card in ordered]
        cards, radius = _ring(ordered, wanted, placed, (radius, flatness))
        directions = {card.id: _direction(card) for card in cards}
        placed += cards
    return _from_the_margin(placed)


def _at(card: Card, point: Point) -> Card:
    return replace(card, left=round(point[0] - card.width / 2), top=round(point[1] - card.height / 2))


def _direction(card: Card) -> float:
    x, y = card.centre
    return atan2(y, x)


def _wanted(card: Card, near: Mapping[str, set[str]], directions: Mapping[str, float]) -> float | None:
    """The mean direction of the cards further in that this one is tied to; None where there is none."""
    angles = [directions[other] for other in sorted(near.get(card.id, ())) if other in directions]
    return atan2(sum(map(sin, angles)), sum(map(cos, angles))) if angles else None


def _towards(ring: Sequence[Card], near: Mapping[str, set[str]], directions: Mapping[str, float]) -> list[Card]:
    """The ring's cards by the direction each wants; those that want none come last."""
    wanted = [(card, _wanted(card, near, directions)) for card in ring]
    aimed = sorted(((angle, card) for card, angle in wanted if angle is not None), key=lambda pair: pair[0])
    return [card for _, card in aimed] + [card for card, angle in wanted if angle is None]


def _ring(
    cards: Sequence[Card], wanted: Sequence[float | None], inner: Sequence[Card], within: tuple[int, float]
) -> tuple[list[Card], int]:
    """The cards on the smallest ellipse on which they overlap neither each other nor the cards further in.

    ``within`` is the half height and the flatness of the ellipse inside it. Returns the new half height too.
    """
    radius, flatness = within
    while True:
        radius += _STEP
        spots = _evenly(cards, radius, flatness)
        if spots is None:
            continue
        placed = _best_turn(cards, wanted, spots)
        if not _crowded(placed, inner):
            return placed, radius


def _evenly(cards: Sequence[Card], radius: float, flatness: float) -> list[Point] | None:
    """Spots around the ellipse from its top, ``_TURNS`` to a card, or None where it is too short for the cards.

    Distance along it is counted in cards: a step sideways by a mean card's width counts as much as one down by
    its height, for either makes room for another card.
    """
    wide = fmean(card.width for card in cards) + _CLEAR
    high = fmean(card.height for card in cards) + _CLEAR
    curve = [_on_ellipse(radius, flatness, 2 * pi * i / _SAMPLES) for i in range(_SAMPLES + 1)]
    steps = [max(abs(x2 - x1) / wide, abs(y2 - y1) / high) for (x1, y1), (x2, y2) in pairwise(curve)]
    if len(cards) > 1 and sum(steps) < len(cards):
        return None
    return _marks(curve, steps, len(cards) * _TURNS)


def _on_ellipse(radius: float, flatness: float, angle: float) -> Point:
    """A point at ``angle`` clockwise from the top."""
    return flatness * radius * sin(angle), -radius * cos(angle)


def _marks(curve: Sequence[Point], steps: Sequence[float], count: int) -> list[Point]:
    """``count`` points of the curve, equally far apart by the measure of ``steps``."""
    unit, passed = sum(steps) / count, 0.0
    marks: list[Point] = []
    for point, step in zip(curve, steps, strict=False):
        while len(marks) < count and passed >= len(marks) * unit - 1e-9:
            marks.append(point)
        passed += step
    return marks + [curve[-1]] * (count - len(marks))


def _best_turn(cards: Sequence[Card], wanted: Sequence[float | None], spots: list[Point]) -> list[Card]:
    """The cards on every ``_TURNS``-th spot, from the start that brings them nearest to the directions wanted."""
    turns = [spots[start:] + spots[:start] for start in range(0, len(spots), max(1, len(spots) // _TURNS))]
    best = min(turns, key=lambda turn: round(_astray(wanted, turn[::_TURNS]), 6))
    return [_at(card, spot) for card, spot in zip(cards, best[::_TURNS], strict=True)]


def _astray(wanted: Sequence[float | None], spots: Iterable[Point]) -> float:
    """Sum of squared distances, on the unit circle, between the directions wanted and those of the spots."""
    total = 0.0
    for angle, (x, y) in zip(wanted, spots, strict=True):
        length = hypot(x, y)
        if angle is not None and length:
            total += (x / length - cos(angle)) ** 2 + (y / length - sin(angle)) ** 2
    return total


def _crowded(cards: Sequence[Card], inner: Sequence[Card]) -> bool:
    """Whether a card comes too near to one before it, or to one further in."""
    return any(card.meets(other, _CLEAR) for number, card in enumerate(cards) for other in (*inner, *cards[:number]))


def _from_the_margin(cards: Sequence[Card]) -> list[Card]:
    left = min(card.left for card in cards) - MARGIN
    top = min(card.top for card in cards)
    return [replace(card, left=card.left - left, top=card.top - top) for card in cards]
