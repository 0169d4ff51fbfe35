"""How a scene looks: glyphs, colours, line styles and words, shared by the drawing on screen and on paper.

Nothing is told by colour alone: a type has a shape, a rung a number, a kind of tie an end mark, certainty a dash.
Every colour has a contrast of at least 4.5 to white (WCAG 2.2 AA for text), tested.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin
from typing import Final

from graph.dates import PartialDate
from visualisations.scene import SceneNode

Polygon = tuple[tuple[float, float], ...]

INK: Final = "#1b2733"
MUTED: Final = "#4c5a68"
FAINT: Final = "#66717c"
PAPER: Final = "#ffffff"


def _regular(corners: int, turn: float = 0.0) -> Polygon:
    """A regular polygon in the unit circle, its first corner ``turn`` of a full turn clockwise from the top."""
    angles = [2 * pi * (i / corners + turn) for i in range(corners)]
    return tuple((round(sin(angle), 3), round(-cos(angle), 3)) for angle in angles)


_SQUARE: Final[Polygon] = ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9))
_SHIELD: Final[Polygon] = ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.2), (0, 1), (-0.9, 0.2))
_PLUS: Final[Polygon] = (
    (-0.3, -0.95),
    (0.3, -0.95),
    (0.3, -0.3),
    (0.95, -0.3),
    (0.95, 0.3),
    (0.3, 0.3),
    (0.3, 0.95),
    (-0.3, 0.95),
    (-0.3, 0.3),
    (-0.95, 0.3),
    (-0.95, -0.3),
    (-0.3, -0.3),
)
_MINUS: Final[Polygon] = ((-0.95, -0.3), (0.95, -0.3), (0.95, 0.3), (-0.95, 0.3))


@dataclass(frozen=True, slots=True)
class Glyph:
    """The sign of a node type: a polygon in the unit circle, filled with ``colour``."""

    name: str
    points: Polygon
    colour: str


GLYPHS: Final = {
    "school": Glyph("school", _SQUARE, "#2f6690"),
    "person": Glyph("person", _regular(24), "#5b3f8c"),
    "group": Glyph("group", _regular(6, 1 / 12), "#0b6b5d"),
    "local_authority": Glyph("local_authority", _SHIELD, "#44546a"),
    "programme": Glyph("programme", _regular(4), "#7a5200"),
    "organisation": Glyph("organisation", _regular(3), "#8c2d5a"),
}
OTHER_GLYPH: Final = Glyph("other", _regular(5), "#4c5a68")
FOLD_GLYPH: Final = Glyph("fold", _PLUS, "#4c5a68")
OPENED_GLYPH: Final = Glyph("opened", _MINUS, "#4c5a68")

RUNG_COLOURS: Final = {1: "#a3260f", 2: "#a85100", 3: "#75600a", 4: "#3d6fa5", 5: "#1d4e79"}

# Fill and border of a frame by its kind; '' is for the groups.
FRAME_COLOURS: Final = {
    "": ("#f3f6f9", "#b9c4cf"),
    "alone": ("#fcf1ea", "#c9875f"),
    "unread": ("#f7f7f6", "#c9c9c4"),
    "drawer": ("#f8f8f5", "#c4c1b6"),
}


@dataclass(frozen=True, slots=True)
class Strand:
    """A family of relations drawn alike: colour, width, and the mark at the target's end ('' for none).

    ``both`` sets the mark at both ends. The marks are those of vis-network.
    """

    name: str
    label: str
    relations: frozenset[str]
    colour: str
    mark: str = ""
    both: bool = False


STRANDS: Final = (
    Strand("post", "Holds a post", frozenset({"holds_role", "designated"}), "#5b3f8c", "circle"),
    Strand("together", "Work together", frozenset({"federation", "partnership"}), "#0b6b5d", "bar", both=True),
    Strand("support", "Supports", frozenset({"supports", "mentoring", "secondment"}), "#a85100", "triangle"),
    Strand("belongs", "Belongs to", frozenset({"member_of", "in_authority"}), "#56657a"),
    Strand("programme", "Takes part, or is funded", frozenset({"participates_in", "funded_by"}), "#7a5200", "diamond"),
    Strand("succession", "Follows on from", frozenset({"succeeds"}), "#44546a", "vee"),
)
OTHER_STRAND: Final = Strand("other", "Other tie", frozenset(), "#4c5a68", "triangle")
_STRAND_OF: Final = {relation: strand for strand in STRANDS for relation in strand.relations}

PRESUMED_DASH: Final = (6, 4)
DORMANT_DASH: Final = (2, 4)


def glyph(type: str) -> Glyph:
    """The sign of a node type; one sign for all types without their own."""
    return GLYPHS.get(type, OTHER_GLYPH)


def rung_colour(rung: int) -> str:
    """The colour of a rung of the ladder, from warm (alone) to cool (connected)."""
    return RUNG_COLOURS.get(rung, MUTED)


def node_colour(node: SceneNode) -> str:
    """The colour of a node's glyph and border: grey where it is faint, else its rung's, else its type's."""
    if node.emphasis == "faint":
        return FAINT
    return rung_colour(node.rung) if node.rung is not None and node.type == "school" else glyph(node.type).colour


def frame_colours(kind: str) -> tuple[str, str]:
    """Fill and border of a frame."""
    return FRAME_COLOURS.get(kind, FRAME_COLOURS[""])


def strand(relation: str) -> Strand:
    """How ties of a relation are drawn."""
    return _STRAND_OF.get(relation, OTHER_STRAND)


def dash(certain: bool, dormant: bool) -> tuple[int, int] | None:
    """Lengths of stroke and gap: dots for a lapsed tie, dashes for a presumed one."""
    if dormant:
        return DORMANT_DASH
    return None if certain else PRESUMED_DASH


_MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def spoken(moment: str | date | None) -> str:
    """A date as precise as given, in words: "2013-09" is "September 2013"; what is no ISO date stays as it is."""
    try:
        known = PartialDate.parse(str(moment or ""))
    except ValueError:
        return str(moment or "")
    day, month = str(known.day or ""), _MONTHS[known.month - 1] if known.month else ""
    return " ".join(filter(None, (day, month, str(known.year))))


def period(since: str | None, until: str | None) -> str:
    """From when to when, in words; '' where neither is known."""
    if since and until:
        return f"{spoken(since)} to {spoken(until)}"
    return f"since {spoken(since)}" if since else f"until {spoken(until)}" if until else ""
