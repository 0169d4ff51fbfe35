"""A scene as a section of a page, and as a page of its own.

The only module that knows pyvis, which supplies vis-network and the form of its nodes, edges and options. Template,
styles and behaviour are this project's own (``templates/``): pyvis's template fetches Bootstrap, does not escape
headings, and gives every page the same element id.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

from markupsafe import Markup
from pyvis.network import Network

from visualisations import document as html
from visualisations import style
from visualisations.cards import NARROW, WIDE, Card, Layout, Picture, stacked
from visualisations.document import as_data, behaviour, filled
from visualisations.drawing import bends, homes, is_shown_by_frame, slices, stand_ins, strokes
from visualisations.layout import lay_out, node_order
from visualisations.lettering import FACE, named, plain
from visualisations.scene import Scene, SceneClaim, SceneFold, SceneNode, SceneTie

_VIS: Final = "templates/lib/vis-9.1.2/vis-network.min.js"
_SCRIPTS: Final = ("map.js", "tables.js", "page.js")
# A sheet of A4 in pixels of 1/96 inch, margins off; on the first one heading and legend stand above the map.
_SHEET_WIDTH: Final = 695
_SHEET_HEIGHT: Final = 970
_FIRST_HEIGHT: Final = 640
_OPTIONS: Final = {
    "autoResize": False,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "dragNodes": False,
        "dragView": False,
        "zoomView": False,
        "selectable": False,
        "tooltipDelay": 200,
    },
    "nodes": {"shape": "custom", "borderWidth": 0},
    "edges": {"width": 1.6, "selectionWidth": 0, "hoverWidth": 0, "arrowStrikethrough": False},
}


@dataclass(frozen=True, slots=True)
class _Keys:
    """Short names for the scene's ids, fit for element ids: an id may be any text at all."""

    of: Mapping[str, str]

    @classmethod
    def to(cls, scene: Scene) -> _Keys:
        nodes = {node.id: f"n{number}" for number, node in enumerate(scene.nodes)}
        return cls(nodes | {fold.id: f"f{number}" for number, fold in enumerate(scene.folds)})


def render(scene: Scene) -> str:
    """One self-contained HTML page for the scene."""
    footer = f"{scene.title} · as at {style.spoken(scene.as_of)}"
    return document(scene.title, fragment(scene, "view", level=1), footer)


def fragment(scene: Scene, prefix: str, level: int = 2, *, embedded: bool = False) -> Markup:
    """The scene as a section to put into a ``document``, headed at ``level``.

    ``prefix`` (letters, digits and hyphens) begins every element id, so that several fit on one page. One that is
    ``embedded`` leaves its day, sentence and sources to the page around it, and folds its tables. Raises ValueError
    for another prefix and for a level that is not 1 to 4.
    """
    if not prefix.replace("-", "").isalnum() or not prefix.isascii() or not 1 <= level <= 4:
        raise ValueError(f"prefix {prefix!r}, level {level}: letters, digits and hyphens; 1 to 4")
    keys, wide = _Keys.to(scene), lay_out(scene, WIDE)
    picture = stacked(wide)
    context = {
        "scene": scene,
        "prefix": prefix,
        "level": level,
        "embedded": embedded,
        "keys": keys.of,
        "picture": picture,
        "strokes": strokes(scene, picture),
        "slices": slices(picture, _on_paper(picture, _FIRST_HEIGHT), _on_paper(picture, _SHEET_HEIGHT)),
        "nodes": {node.id: node for node in scene.nodes},
        "folds": {fold.id for fold in scene.folds},
        "node_rows": _node_rows(scene),
        "tie_rows": _tie_rows(scene),
        "boxes": {box.id: box.label for box in scene.boxes},
        "tie_counts": Counter(end for tie in scene.ties for end in {tie.source, tie.target}),
        "rungs": {rung.number: rung.label for rung in scene.rungs},
        "data": as_data(_map_data(scene, keys, (wide, lay_out(scene, NARROW)))),
    }
    return filled("view.html", **context)


def _node_rows(scene: Scene) -> list[SceneNode]:
    """The nodes by type and name, without the claims that the page shows with one of their ties."""
    told: defaultdict[str, set[SceneClaim]] = defaultdict(set)
    for tie in scene.ties:
        told[tie.source].update(tie.claims)
        told[tie.target].update(tie.claims)
    rows = sorted(scene.nodes, key=node_order)
    return [replace(node, claims=tuple(c for c in node.claims if c not in told[node.id])) for node in rows]


def _tie_rows(scene: Scene) -> list[tuple[str, SceneTie]]:
    """The ties with their keys, by the names at their ends."""
    names = {node.id: named(node.label).casefold() for node in scene.nodes}
    rows = [(f"t{number}", tie) for number, tie in enumerate(scene.ties)]
    return sorted(rows, key=lambda row: (names[row[1].source], row[1].label, names[row[1].target]))


def _on_paper(picture: Picture, height: int) -> int:
    """How much of the picture goes into so many pixels of paper, for which a wide one is scaled down."""
    return height * max(_SHEET_WIDTH, picture.width) // _SHEET_WIDTH


def document(
    title: str, body: Markup, footer: str = "", *, styles: Sequence[str] = (), scripts: Sequence[str] = ()
) -> str:
    """A whole page around sections made by ``fragment`` and other safe markup; ``footer`` is printed on each sheet.

    ``styles`` and ``scripts`` are names of files of ``templates/`` to add to those that the sections need.
    """
    texts = (_vis_network(), behaviour(*_SCRIPTS), *map(behaviour, scripts))
    return html.document(title, body, footer, styles=styles, scripts=texts)


def save(html: str, path: Path) -> None:
    """Write a page as UTF-8 with the same bytes on every system."""
    path.write_text(html, encoding="utf-8", newline="\n")


@cache
def _vis_network() -> str:
    """vis-network as pyvis ships it, without the pointer to a source map that a browser would ask for."""
    script = resources.files("pyvis").joinpath(_VIS).read_text(encoding="utf-8")
    return script.partition("//# sourceMappingURL=")[0]


def _map_data(scene: Scene, keys: _Keys, layouts: tuple[Layout, Layout]) -> dict[str, object]:
    """Everything that the page's scripts need to draw the map and to walk on it."""
    nodes, edges, _, _, _, options = _network(scene, keys).get_network_data()
    return {
        "nodes": nodes,
        "edges": edges,
        "options": json.loads(options),
        "layouts": {layout.format: _layout_data(layout, keys) for layout in layouts},
        "standIns": {keys.of[node]: keys.of[fold] for node, fold in stand_ins(scene).items()},
        "homes": _home_data(scene, keys),
        "start": keys.of.get(scene.centre or ""),
        "face": FACE,
        "glyphs": {glyph.name: glyph.points for glyph in _glyphs()},
        "frames": style.FRAME_COLOURS,
        "ink": style.INK,
        "muted": style.MUTED,
    }


def _glyphs() -> Iterator[style.Glyph]:
    yield from (*style.GLYPHS.values(), style.OTHER_GLYPH, style.FOLD_GLYPH, style.OPENED_GLYPH)


def _network(scene: Scene, keys: _Keys) -> Network:
    """The scene as a pyvis network. It is directed because pyvis drops a second undirected edge between a pair."""
    network = Network(directed=True, cdn_resources="in_line")
    network.set_options(json.dumps(_OPTIONS))
    for node in scene.nodes:
        network.add_node(keys.of[node.id], **_node_options(node))
    for fold in scene.folds:
        network.add_node(keys.of[fold.id], **_fold_options(fold))
    inside = homes(scene)
    for number, (tie, bend) in enumerate(zip(scene.ties, bends(scene), strict=True)):
        source, target = keys.of[tie.source], keys.of[tie.target]
        framed = is_shown_by_frame(tie, inside)
        network.add_edge(source, target, id=f"t{number}", framed=framed, **_edge_options(tie, bend))
    return network


def _node_options(node: SceneNode) -> dict[str, object]:
    glyph = style.glyph(node.type)
    ranked = node.rung is not None and node.type == "school"
    return {
        "label": named(node.label),
        "shape": "custom",
        "color": style.node_colour(node),
        "glyph": glyph.name,
        "digit": str(node.rung) if ranked else "",
        "emphasis": node.emphasis,
    }


def _fold_options(fold: SceneFold) -> dict[str, object]:
    glyph = style.FOLD_GLYPH
    return {"label": named(fold.label), "shape": "custom", "color": glyph.colour, "glyph": glyph.name}


def _edge_options(tie: SceneTie, bend: float) -> dict[str, object]:
    strand, dash = style.strand(tie.relation), style.dash(tie.certain, tie.dormant)
    return {
        "color": strand.colour,
        "dashes": list(dash) if dash else False,
        "arrows": _marks(strand),
        "smooth": {"enabled": bend > 0, "type": "curvedCW", "roundness": round(bend, 2)},
        "relation": plain(tie.label),
        "dates": plain(tie.dates or style.period(tie.since, tie.until)),
        "standing": plain(tie.standing),
    }


def _marks(strand: style.Strand) -> dict[str, object]:
    """The end marks. A line without one goes on to the middle of the card, so no mark is one of no size."""
    mark = {"enabled": True, "type": strand.mark or "circle", "scaleFactor": 0.5 if strand.mark else 0}
    return {"to": mark, "from": mark} if strand.both else {"to": mark}


def _home_data(scene: Scene, keys: _Keys) -> dict[str, str]:
    """For each node and fold in a frame, a name for that frame."""
    frames = {box.id: f"b{number}" for number, box in enumerate(scene.boxes)}
    return {keys.of[member]: frames[box] for member, box in homes(scene).items()}


def _layout_data(layout: Layout, keys: _Keys) -> dict[str, object]:
    frames = {frame.id: number for number, frame in enumerate(layout.frames)}
    kinds = {frame.id: frame.kind for frame in layout.frames}
    return {
        "width": layout.width,
        "cards": [_card_data(card, keys, kinds) for card in layout.cards],
        "frames": [
            [frame.kind, frame.left, frame.width, frame.height, frame.shelf, frame.drawn] for frame in layout.frames
        ],
        "drawers": [
            {
                "fold": keys.of[drawer.fold],
                "frame": frames[drawer.frame],
                "height": drawer.height,
                "cards": [_card_data(card, keys, kinds) for card in drawer.cards],
            }
            for drawer in layout.drawers
        ],
    }


def _card_data(card: Card, keys: _Keys, kinds: Mapping[str, str]) -> list[object]:
    """The card as a list; the last item is the kind of the frame it is the title of."""
    key = keys.of[card.id] if card.role != "heading" else ""
    place = [card.left, card.top, card.width, card.height, card.shelf]
    return [key, card.role, *place, card.lines, card.note, kinds.get(card.id)]
