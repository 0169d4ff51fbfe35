"""The networks that are measured, in the form each library likes best; made outside the clock."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import networkx
import numpy as np
from scipy.sparse import csr_array, triu

from graph.network import Network, Numbers, around
from graph.projection import Projection, Reading, project
from graph.stores.sqlite import SqliteStore
from queries.boundary import ALL_TYPES, Boundary, universe


@dataclass(frozen=True, eq=False)
class World:
    """A network of a day, undirected and without weights, and the part of it that lies in each authority.

    ``areas`` are rows of ``matrix``; ``leaders`` too; ``labels`` number the authority of each row, people and groups
    in that of the first school they come to, and one number more for those in none.
    """

    projection: Projection
    schools: tuple[str, ...]
    network: Network
    areas: tuple[Numbers, ...]
    labels: Numbers

    @classmethod
    def of(cls, store: Path, reading: Reading) -> World:
        """The network of a store on a day."""
        with SqliteStore(store, create=False) as opened:
            projection = project(opened, reading)
            whole = universe(opened, projection, Boundary(types=ALL_TYPES))
        network = Network.of(projection)
        pupils: dict[str, list[str]] = {}
        for school in whole.schools:
            pupils.setdefault(whole.authority_of.get(school.id, ""), []).append(school.id)
        areas = tuple(_rows(network, around(projection, pupils[name])) for name in sorted(pupils) if name)
        labels = np.full(len(network), len(areas), dtype=np.int64)
        for number, rows in reversed(list(enumerate(areas))):
            labels[rows] = number
        return cls(projection, tuple(school.id for school in whole.schools), network, areas, labels)

    @cached_property
    def matrix(self) -> csr_array:
        """N × N of 0 and 1, symmetric."""
        return self.network.contacts

    @cached_property
    def leaders(self) -> Numbers:
        """The rows of the system leaders."""
        return _rows(self.network, self.projection.leaders)

    @cached_property
    def area_matrices(self) -> list[csr_array]:
        """The network inside each authority."""
        return [csr_array(self.matrix[rows][:, rows]) for rows in self.areas]

    @cached_property
    def nx(self) -> networkx.Graph:
        """For networkx."""
        return _nx_graph(self.matrix)

    @cached_property
    def nx_areas(self) -> list[networkx.Graph]:
        """For networkx, by authority."""
        return [_nx_graph(matrix) for matrix in self.area_matrices]

    @cached_property
    def ig(self) -> Any:
        """For igraph."""
        return _ig_graph(self.matrix)

    @cached_property
    def ig_rooted(self) -> Any:
        """For igraph, with one more node tied to every leader: the distance to it is one more than that to them."""
        rooted = self.ig.copy()
        rooted.add_vertices(1)
        rooted.add_edges([(len(self.labels), leader) for leader in self.leaders.tolist()])
        return rooted

    @cached_property
    def ig_areas(self) -> list[Any]:
        """For igraph, by authority."""
        return [_ig_graph(matrix) for matrix in self.area_matrices]

    def write(self, folder: Path) -> None:
        """For R: edges, authorities, labels and leaders as tables, rows counted from 1."""
        _table(folder / "edges.csv", ("from", "to"), edges_of(self.matrix) + 1)
        inside = ((number, row + 1) for number, rows in enumerate(self.areas, 1) for row in rows.tolist())
        _table(folder / "areas.csv", ("area", "node"), inside)
        _table(folder / "labels.csv", ("label",), ((label + 1,) for label in self.labels.tolist()))
        _table(folder / "leaders.csv", ("node",), ((row + 1,) for row in self.leaders.tolist()))


def edges_of(matrix: csr_array) -> Numbers:
    """E × 2: each tie of a symmetric matrix once."""
    return np.stack(triu(matrix, k=1).coords, axis=1).astype(np.int64)


def _rows(network: Network, nodes: Iterable[str]) -> Numbers:
    return np.array(sorted(network.index[node] for node in nodes if node in network.index), dtype=np.int64)


def _nx_graph(matrix: csr_array) -> networkx.Graph:
    graph = networkx.Graph()
    graph.add_nodes_from(range(matrix.shape[0]))
    graph.add_edges_from(edges_of(matrix).tolist())
    return graph


def _ig_graph(matrix: csr_array) -> Any:
    import igraph

    return igraph.Graph(n=matrix.shape[0], edges=edges_of(matrix).tolist())


def _table(path: Path, heads: tuple[str, ...], rows: Iterable[Any] | Iterator[Any]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heads)
        writer.writerows(rows.tolist() if isinstance(rows, np.ndarray) else rows)
