"""Which groups the nodes of a network belong to, by a column of their own or by a word of the graph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from graph.errors import QuestionError
from graph.projection import POSTS, Projection
from graph.records import Node, Value
from graph.store import Store
from graph.vocabulary import GROUP, GROUP_KINDS, PERSON, SCHOOL
from queries.answer import listed
from queries.boundary import ALL_TYPES, Boundary, universe

AUTHORITY, TYPE = "authority", "type"
_SHOWN: Final = 12

Groups = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grouping:
    """The groups of each node, by their names and sorted; a node without one is not in ``of``.

    ``by`` is what was asked for as it is spelled there, ``notes`` say how it was read.
    """

    by: str
    of: Mapping[str, Groups]
    notes: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every group that a node is in, sorted."""
        return tuple(sorted({name for groups in self.of.values() for name in groups}))

    @property
    def overlaps(self) -> bool:
        """Whether some node is in several groups."""
        return any(len(groups) > 1 for groups in self.of.values())


def grouping(store: Store, projection: Projection, nodes: Sequence[Node], by: str, *, rest: bool = False) -> Grouping:
    """The groups of the nodes by a column of the tables that describe them, or else by a word of the graph.

    Such words are ``authority``, ``type`` (of node) and any kind of group: then a node's groups are those it is a
    live member of. People without a value stand where they work, and groups where their members are. With ``rest``
    those still without one are a group of their own. Raises QuestionError for what is neither.
    """
    spelling, inherited = _own(store, projection, nodes, by)
    none = f"no {spelling}"
    if rest:
        inherited |= {node.id: (none,) for node in nodes if node.type == SCHOOL and node.id not in inherited}
    lend = partial(_lend, projection, inherited, nodes)
    # Groups first, for some people work for nothing but a group.
    from_members = lend(GROUP, _members)
    from_posts = lend(PERSON, _posts)
    if rest:
        inherited |= {node.id: (none,) for node in nodes if node.id not in inherited}
    said = {
        "People without a value of their own count where they work": from_posts,
        "Groups without a value of their own count where their members are": from_members,
    }
    notes = tuple(f"{what} ({number:,})." for what, number in said.items() if number)
    return Grouping(spelling, {node: inherited[node] for node in sorted(inherited)}, notes)


def _own(store: Store, projection: Projection, nodes: Sequence[Node], by: str) -> tuple[str, dict[str, Groups]]:
    """How the column or word is spelled, and what each node has under it."""
    word = _folded(by)
    spellings = sorted({name for node in nodes for name in node.attributes if _folded(name) == word})
    if spellings:
        return spellings[0], _filled((node.id, _in_column(node, spellings)) for node in nodes)
    if word == AUTHORITY:
        return AUTHORITY, _authorities(store, projection, nodes)
    if word == TYPE:
        return TYPE, {node.id: (node.type.replace("_", " "),) for node in nodes}
    kind = next((kind for kind in GROUP_KINDS if _folded(kind) == word), None)
    if kind is None:
        raise _unknown(nodes, by)
    labels = _labels(projection, kind)
    return kind.replace("_", " "), _filled((node.id, _memberships(projection, node.id, labels)) for node in nodes)


def _labels(projection: Projection, kind: str) -> dict[str, str]:
    """The name of every group of the kind, with its id where another bears the same."""
    groups = [node for node in projection.nodes.values() if node.kind == kind]
    bearers = Counter(group.name for group in groups)
    return {group.id: group.name if bearers[group.name] == 1 else f"{group.name} ({group.id})" for group in groups}


def _unknown(nodes: Iterable[Node], by: str) -> QuestionError:
    columns = sorted({name for node in nodes for name in node.attributes})
    words = f"{AUTHORITY}, {TYPE}, {', '.join(GROUP_KINDS)}"
    return QuestionError(
        f"no node in question has a column {by!r}",
        next_step=f"Columns held: {listed(columns, _SHOWN) or 'none'}. Or use one of: {words}.",
    )


def _folded(name: str) -> str:
    return "".join(name.split()).replace("_", "").replace("-", "").casefold()


def _filled(groups: Iterable[tuple[str, Groups]]) -> dict[str, Groups]:
    return {node: names for node, names in groups if names}


def _in_column(node: Node, spellings: Iterable[str]) -> Groups:
    """What stands under the first spelling that is filled; several values stand between semicolons."""
    cells = (_values(node.attributes.get(name)) for name in spellings)
    return next(filter(None, cells), ())


def _values(value: Value) -> Groups:
    if value is None or isinstance(value, dict):
        return ()
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    parts = value if isinstance(value, list) else str(value).split(";")
    return tuple(sorted({text for part in parts if (text := str(part).strip())}))


def _authorities(store: Store, projection: Projection, nodes: Iterable[Node]) -> dict[str, Groups]:
    authority_of = universe(store, projection, Boundary(types=ALL_TYPES)).authority_of
    return {node.id: (projection.name(authority_of[node.id]),) for node in nodes if node.id in authority_of}


def _memberships(projection: Projection, node: str, labels: Mapping[str, str]) -> Groups:
    """Those of the groups that a school or person is a live member of; one of the groups is of itself."""
    if node in labels:
        return (labels[node],)
    joined = (there for there, tie in projection.steps_from(node) if tie.relation == "member_of")
    return tuple(sorted({labels[group] for group in joined if group in labels}))


def _lend(
    projection: Projection,
    held: dict[str, Groups],
    nodes: Iterable[Node],
    type_: str,
    lenders: Callable[[Projection, str], Iterator[str]],
) -> int:
    """Give nodes of a type that have no group those of others that have; returns how many were given some."""
    lent: dict[str, set[str]] = defaultdict(set)
    for node in nodes:
        if node.type == type_ and node.id not in held:
            for lender in lenders(projection, node.id):
                lent[node.id].update(held.get(lender, ()))
    held.update({node: tuple(sorted(names)) for node, names in lent.items() if names})
    return sum(1 for names in lent.values() if names)


def _members(projection: Projection, group: str) -> Iterator[str]:
    """The schools that are live members of a group."""
    for there, tie in projection.steps_from(group):
        if tie.relation == "member_of" and projection.nodes[there].type == SCHOOL:
            yield there


def _posts(projection: Projection, person: str) -> Iterator[str]:
    """The schools and groups at which a person has a live post."""
    return (there for there, tie in projection.steps_from(person) if tie.relation in POSTS)
