"""HTML documents that open from a file share: no remote address, no request, no unescaped text.

Templates, styles and scripts stand in ``templates/``. What a template prints is escaped and cleaned; what a document
may run is named by digest in its Content Security Policy, and nothing else runs.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from visualisations import legend, style
from visualisations.lettering import FACE, is_measured, named, plain, text_width
from visualisations.scene import type_words
from visualisations.spelling import spelled

BASE_STYLE: Final = "page.css"
_NOTHING: Final = "'none'"


def document(
    title: str,
    body: Markup,
    footer: str = "",
    *,
    styles: Sequence[str] = (),
    scripts: Sequence[str] = (),
    asks_back: bool = False,
) -> str:
    """A whole page around safe markup; ``footer`` is printed on each sheet.

    ``styles`` are names of style sheets to add to the one that all pages share, ``scripts`` texts to run in order. A
    page that ``asks_back`` may talk to the local server that it came from, and to nobody else.
    """
    sheets = (*map(source, (BASE_STYLE, *styles)), _page_footer(footer))
    return filled(
        "page.html",
        title=title,
        body=body,
        scripts=[Markup(script) for script in scripts],  # noqa: S704  # our own and vis-network's
        styles=[Markup(sheet) for sheet in sheets],  # noqa: S704  # our own; the footer is escaped for CSS
        policy=_policy(scripts, sheets, asks_back=asks_back),
    )


def filled(template: str, **context: object) -> Markup:
    """A template filled in: every text in ``context`` is escaped, every name in the template must be given."""
    return Markup(_environment().get_template(template).render(context))  # noqa: S704  # the template escapes


def behaviour(*names: str) -> str:
    """The named scripts as one, in a scope of their own."""
    parts = "\n".join(map(source, names))
    return f'(() => {{\n"use strict";\n{parts}\n}})();\n'


@cache
def source(name: str) -> str:
    """The text of a template, style sheet or script."""
    return resources.files("visualisations.templates").joinpath(name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("visualisations", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "style": style,
        "legend": legend,
        "face": FACE,
        "type_words": type_words,
        "named": named,
        "text_length": _text_length,
        "marked": marked,
    }
    environment.filters["spelled"] = spelled
    return environment


def _shown(value: object) -> object:
    """What a template may print: text loses its control characters and direction marks."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _text_length(text: str, size: float) -> int | None:
    """The width to hold a line of the drawing to, where it is known: another typeface is squeezed to it."""
    return round(text_width(text, size)) if is_measured(text) else None


def as_data(data: object) -> Markup:
    """JSON that is safe inside a script element: no character that HTML could take for its own."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)  # noqa: S704  # made safe above


def marked(text: str, names: Iterable[str]) -> Markup:
    """The text, cleaned and escaped, with each of the names in it set off; of two that fit, the longer."""
    wanted = sorted(filter(None, map(plain, names)), key=len, reverse=True)
    if not wanted:
        return escape(plain(text))
    pieces = re.split(f"({'|'.join(map(re.escape, wanted))})", plain(text))
    # re.split gives what lies between the names at even places, the names at odd ones.
    return Markup("").join(
        Markup("<strong><bdi>{}</bdi></strong>").format(piece) if place % 2 else escape(piece)
        for place, piece in enumerate(pieces)
    )


def _policy(scripts: Sequence[str], styles: Sequence[str], *, asks_back: bool) -> str:
    """Content Security Policy: nothing from anywhere, except exactly these scripts and styles."""
    allowed = {"script-src": scripts, "style-src": styles}
    hashes = [f"{what} {' '.join(map(_hash, texts)) or _NOTHING}" for what, texts in allowed.items()]
    server = ["connect-src 'self'"] if asks_back else []
    return "; ".join(["default-src 'none'", *hashes, *server, "img-src data:", "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _page_footer(footer: str) -> str:
    """The style rule that prints ``footer`` and the page number at the foot of each sheet."""
    text = "".join(
        letter if letter.isalnum() and letter.isascii() else f"\\{ord(letter):06x}" for letter in plain(footer)
    )
    return f'@page {{ @bottom-left {{ content: "{text}"; }} }}\n'
