"""Finding a node by its id, URN, name or any alias; near names are offered, two candidates never guessed between."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from rapidfuzz import fuzz, process

from graph.errors import Ambiguous, NotFound
from graph.identity import Identity
from graph.records import Node

_NEAR = 70
_OFFERED = 5


def folded(name: str) -> str:
    """A name without case, accents, punctuation and doubled spaces."""
    # A letter set small or round is a letter in full only once it is taken apart, and may be a capital then.
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    plain = "".join(ch for ch in letters if not unicodedata.combining(ch))
    return " ".join(re.sub(r"['’]", "", plain).translate(_PUNCTUATION).split())


_PUNCTUATION = {ord(ch): " " for ch in '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~–—“”‘'}


def near_names(asked: str, names: Iterable[str]) -> list[str]:
    """Up to five of the names (folded), the likest first, that may have been meant."""
    near = process.extract(folded(asked), names, scorer=fuzz.WRatio, limit=_OFFERED, score_cutoff=_NEAR)
    return [name for name, _, _ in near]


class Finder:
    """Names of a set of nodes, ready to be asked."""

    def __init__(self, nodes: Mapping[str, Node], identity: Identity) -> None:
        self._nodes = nodes
        self._identity = identity
        self._ids: dict[str, set[str]] = defaultdict(set)
        for node in nodes.values():
            for name in node.names:
                self._ids[folded(name)].add(identity.canonical(node.id))

    def find(self, asked: str, *, types: Iterable[str] | None = None, on: date | None = None) -> str:
        """The canonical id of the one node that ``asked`` names. Raises NotFound or Ambiguous.

        An id, a bare URN or UID comes first, then names and aliases without regard to case and punctuation. Where
        a name is that of one school before and after a conversion, the record open on the day ``on`` is meant.
        """
        wanted = None if types is None else set(types)
        text = asked.strip()
        for node_id in (text, f"urn:{text}", f"uid:{text}"):
            if node_id in self._nodes:
                return self._identity.canonical(node_id)
        found = sorted(self._of_type(self._ids.get(folded(text), set()), wanted))
        if len(found) == 1:
            return found[0]
        if found and on and (alive := self._identity.one_life(found, on)):
            return alive
        if found:
            raise self._ambiguous(asked, found)
        raise self._not_found(asked, wanted)

    def _of_type(self, ids: Iterable[str], types: set[str] | None) -> list[str]:
        return [node for node in ids if node in self._nodes and (types is None or self._nodes[node].type in types)]

    def _ambiguous(self, asked: str, found: list[str]) -> Ambiguous:
        candidates = tuple((node_id, describe(self._nodes[node_id])) for node_id in found)
        shown = "\n".join(f"  {node_id}  {text}" for node_id, text in candidates)
        return Ambiguous(
            f"{len(found)} nodes are called {asked!r}:\n{shown}",
            candidates,
            next_step="Say which by its id (first column).",
        )

    def _not_found(self, asked: str, types: set[str] | None) -> NotFound:
        names = {name for name, ids in self._ids.items() if self._of_type(ids, types)}
        suggestions = tuple(dict.fromkeys(self._display(name, types) for name in near_names(asked, names)))
        step = (
            f"Did you mean {' or '.join(map(repr, suggestions))}?"
            if suggestions
            else "See 'schoolties check' for what is held."
        )
        return NotFound(f"nothing held is called {asked!r}", suggestions, next_step=step)

    def _display(self, name: str, types: set[str] | None) -> str:
        node = self._nodes[min(self._of_type(self._ids[name], types))]
        return next((alias for alias in node.names if folded(alias) == name), node.name)


def describe(node: Node) -> str:
    """A node in a line: name, type, and what tells it from its namesakes; its status only where no date tells more."""
    details = [node.kind or node.type.replace("_", " ")]
    details += [str(node.attributes[key]) for key in ("town", "la_name") if node.attributes.get(key)]
    life = f"open {node.life}" if node.opened or node.closed else node.attributes.get("status")
    if life:
        details.append(str(life))
    return f"{node.name} ({', '.join(details)})"
