"""The isolation ladder asked of networkx on one graph of everything: the yardstick of the benchmark, and of a test.

Written apart from queries.isolation, from the same words: the two must agree on every school.
"""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from graph.projection import POSTS, Projection
from graph.vocabulary import GROUP, PERSON, SCHOOL

ROOT = "(all leaders)"


def rungs(projection: Projection, schools: Iterable[str]) -> dict[str, str]:
    """The rung of each school, 'nothing read' included."""
    everything = graph_of(projection)
    walkable = everything.subgraph(node for node in everything if projection.is_step(node))
    ladder = _Ladder(projection, everything, nx.Graph(walkable))
    return {school: ladder.rung(school) for school in schools}


def graph_of(projection: Projection) -> nx.MultiGraph:
    """Every node held and every live tie, authorities and programmes too."""
    graph = nx.MultiGraph()
    graph.add_nodes_from((node.id, {"type": node.type}) for node in projection.nodes.values())
    graph.add_edges_from((tie.source, tie.target, tie.relation) for tie in projection.ties)
    return graph


class _Ladder:
    """``everything`` has parallel ties, keyed by relation; ``walkable`` has only what a route may go through."""

    def __init__(self, projection: Projection, everything: nx.MultiGraph, walkable: nx.Graph) -> None:
        self._projection = projection
        self._everything = everything
        self._walkable = walkable
        self._leaders = set(projection.leaders)
        self._between = self._parts_between_schools()
        self._reach = self._reachable()
        self._safe = self._on_two_routes()
        self._federations = self._parts_by_federation()

    def rung(self, school: str) -> str:
        """The first rung that applies."""
        met = self._met(school)
        company = {node for node in met if self._is_company(node, self._own(school))}
        if not company:
            return "alone" if school in self._projection.heard_by_then else "nothing read"
        if self._is_inward(school, company):
            return "inward"
        if school not in self._reach:
            return "out of reach"
        return "connected" if school in self._safe else "by a thread"

    def _type(self, node: str) -> str:
        return str(self._everything.nodes[node]["type"])

    def _is_school(self, node: str) -> bool:
        """A school, or a set of schools without names."""
        return self._type(node) == SCHOOL

    def _joined(self, node: str, *relations: str) -> set[str]:
        """The neighbours by one of some relations."""
        return {there for _, there, key in self._everything.edges(node, keys=True) if key in relations}

    def _parts_between_schools(self) -> dict[str, frozenset[str]]:
        """For each person and group the part of the graph it is in when all schools are taken out."""
        others = self._walkable.subgraph(node for node in self._walkable if not self._is_school(node))
        parts = map(frozenset, nx.connected_components(others))
        return {node: part for part in parts for node in part}

    def _reachable(self) -> set[str]:
        leaders = self._leaders & set(self._walkable)
        return set(nx.multi_source_dijkstra_path_length(self._walkable, leaders)) if leaders else set()

    def _on_two_routes(self) -> set[str]:
        """What shares a block with a root tied to all leaders: no one node cuts it off."""
        rooted = self._walkable.copy()
        rooted.add_edges_from((ROOT, leader) for leader in self._leaders & set(self._walkable))
        return {node for block in nx.biconnected_components(rooted) if ROOT in block for node in block}

    def _parts_by_federation(self) -> dict[str, set[str]]:
        ties = ((one, other) for one, other, key in self._everything.edges(keys=True) if key == "federation")
        parts = nx.connected_components(nx.Graph(ties).subgraph(self._walkable))
        return {school: part for part in parts for school in part}

    def _own(self, school: str) -> set[str]:
        """The school and the people with a post at it and at no other school."""
        return {school} | {person for person in self._joined(school, "holds_role") if self._at(person) == {school}}

    def _at(self, person: str) -> set[str]:
        if self._type(person) != PERSON or person not in self._walkable:
            return set()
        return {there for there in self._joined(person, *POSTS) & set(self._walkable[person]) if self._is_school(there)}

    def _met(self, school: str) -> set[str]:
        """Whom it meets without going through another school, sets of unnamed schools included."""
        if school not in self._walkable:
            return set()
        parts = {self._between[there] for there in self._walkable[school] if there in self._between}
        walked = {school}.union(*parts)
        beyond = {there for node in walked for there in self._everything[node]}
        return walked | {there for there in beyond if there in self._walkable or self._is_school(there)}

    def _is_company(self, node: str, own: set[str]) -> bool:
        if node in own:
            return False
        if self._type(node) == GROUP:
            return not self._joined(node, "member_of") <= own
        return self._is_school(node) or node in self._leaders

    def _is_inward(self, school: str, company: set[str]) -> bool:
        circles = [(group, self._joined(group, "member_of")) for group in company if self._is_formal(group)]
        circles.append(("", self._federations.get(school, set())))
        return any(self._holds(home, inside, company) for home, inside in circles)

    def _is_formal(self, node: str) -> bool:
        return self._type(node) == GROUP and self._projection.is_formal_group(node)

    def _holds(self, home: str, inside: set[str], company: set[str]) -> bool:
        schools = set(filter(self._is_school, company))
        fellows = {there for node in company - {home} for there in self._fellows(node)}
        people = {node for node in company | fellows if self._type(node) == PERSON}
        return bool(schools) and schools <= inside and all(self._works_at(person, inside | {home}) for person in people)

    def _fellows(self, node: str) -> set[str]:
        return self._joined(node, "member_of") if self._type(node) == GROUP else set()

    def _works_at(self, person: str, places: set[str]) -> bool:
        posts = {there for there in self._joined(person, *POSTS) if there in self._walkable}
        return bool(posts) and posts <= places
