"""How large the groups of a boundary are, and who stayed in them, came and went between two days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.projection import Projection, Standing
from graph.records import Node
from graph.vocabulary import GROUP
from queries.ladder import members
from queries.measures.cohesion import Turnover, turnover

_Membership = tuple[str, str]


@dataclass(frozen=True, slots=True)
class GroupSpan:
    """A group's named schools on a day, and against an earlier one who stayed, joined and left, by id.

    ``unvouched`` are those of ``left`` whom no source says to have left: the last that shows them in the group is
    too old to go by. ``turnover`` is None where no earlier day was asked about.
    """

    group: Node
    now: tuple[str, ...]
    turnover: Turnover | None
    unvouched: frozenset[str]

    @property
    def is_of_several(self) -> bool:
        """Whether it has, or on the earlier day had, more than one named school."""
        before = len(self.turnover.stayed) + len(self.turnover.left) if self.turnover else 0
        return max(len(self.now), before) > 1


def groups_of(projection: Projection, earlier: Projection | None, schools: Iterable[str]) -> Iterator[GroupSpan]:
    """The groups that a school is, or on the earlier day was, a member of, by name."""
    inside = frozenset(schools)
    days = [day for day in (projection, earlier) if day is not None]
    found = {tie.target for day in days for tie in day.ties if tie.relation == "member_of" and tie.source in inside}
    groups = [projection.nodes[group] for group in found if projection.nodes[group].type == GROUP]
    stale = _no_longer_vouched_for(projection)
    for group in sorted(groups, key=lambda node: (node.name, node.id)):
        yield _span(projection, earlier, group, stale)


def _span(projection: Projection, earlier: Projection | None, group: Node, stale: frozenset[_Membership]) -> GroupSpan:
    now = members(projection, group.id)
    if earlier is None:
        return GroupSpan(group, tuple(sorted(now)), None, frozenset())
    before = members(earlier, group.id)
    # A school that became an academy in between is the same school under another record.
    known = {school: projection.lineage.earlier_self(school, before) or school for school in sorted(now)}
    change = turnover(before, known.values())
    unvouched = frozenset(school for school in change.left if (school, group.id) in stale)
    return GroupSpan(group, tuple(sorted(now)), change, unvouched)


def _no_longer_vouched_for(projection: Projection) -> frozenset[_Membership]:
    over = (tie for tie in projection.dormant if tie.relation == "member_of")
    return frozenset((tie.source, tie.target) for tie in over if tie.standing is Standing.STALE)
