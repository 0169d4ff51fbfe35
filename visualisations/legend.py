"""The legend: what every shape, colour, number, line and end mark in one scene means, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from visualisations.drawing import homes, is_shown_by_frame
from visualisations.scene import Scene, type_words
from visualisations.style import DORMANT_DASH, FOLD_GLYPH, PRESUMED_DASH, Glyph, Strand, glyph, rung_colour, strand


@dataclass(frozen=True, slots=True)
class Sign:
    """A glyph of the legend, with the colour and digit it carries."""

    glyph: Glyph
    colour: str
    digit: str
    label: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the legend."""

    strand: Strand | None
    dash: tuple[int, int] | None
    label: str


def signs(scene: Scene) -> list[Sign]:
    """The node types that the scene holds, then the fold if there is one."""
    types = dict.fromkeys(node.type for node in scene.nodes if node.type != "school" or node.rung is None)
    found = [Sign(glyph(name), glyph(name).colour, "", type_words(name)) for name in types]
    fold = [Sign(FOLD_GLYPH, FOLD_GLYPH.colour, "", "folded: open to see who")] if scene.folds else []
    return found + fold


def rungs(scene: Scene) -> list[Sign]:
    """The rungs of the ladder on which the scene has a school."""
    used = {node.rung for node in scene.nodes}
    return [
        Sign(glyph("school"), rung_colour(rung.number), str(rung.number), rung.label, rung.meaning)
        for rung in scene.rungs
        if rung.number in used
    ]


def has_key(scene: Scene) -> bool:
    """Whether an emphasised node, drawn with a thick border, is in the scene."""
    return any(node.emphasis == "key" for node in scene.nodes)


def lines(scene: Scene) -> list[Line]:
    """The strands drawn in the scene when all is unfolded, then what dashes and dots mean if there are any."""
    inside = homes(scene)
    drawn = (tie for tie in scene.ties if not is_shown_by_frame(tie, inside))
    strands = dict.fromkeys(strand(tie.relation) for tie in drawn)
    ordered = sorted(strands, key=lambda found: found.label)
    return [Line(found, None, found.label) for found in ordered] + list(_dashes(scene))


def _dashes(scene: Scene) -> Iterator[Line]:
    if any(not tie.certain and not tie.dormant for tie in scene.ties):
        yield Line(None, PRESUMED_DASH, "presumed: no source settles the day")
    if any(tie.dormant for tie in scene.ties):
        yield Line(None, DORMANT_DASH, "over, or no longer vouched for")
