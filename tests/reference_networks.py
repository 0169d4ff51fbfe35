"""The networks that R was asked about (../shared/reference), and small ones printed in textbooks and manuals."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

ROLE_KEYS = {
    "coordinator": "w_I",
    "consultant": "w_O",
    "representative": "b_IO",
    "gatekeeper": "b_OI",
    "liaison": "b_O",
    "total": "t",
}


@dataclass(frozen=True)
class ReferenceNetwork:
    """A network with each node's group and the values that R gives for each node."""

    name: str
    directed: bool
    groups: list[int]
    edges: list[tuple[int, int]]
    values: dict[str, Any]

    @property
    def matrix(self) -> csr_array:
        """Its arcs; an edge of an undirected network both ways."""
        return matrix(self.edges if self.directed else both_ways(self.edges), len(self.groups))

    @property
    def labels(self) -> npt.NDArray[np.int64]:
        """Each node's group, numbered from 0."""
        return np.unique(self.groups, return_inverse=True)[1].astype(np.int64)

    def of_nodes(self, key: str) -> npt.NDArray[np.float64]:
        """N values; NaN where R has none."""
        return with_nan(self.values[key])

    def of_roles(self, key: str) -> npt.NDArray[np.float64]:
        """N × 6 values, in the order of ROLE_KEYS."""
        return np.column_stack([with_nan(self.values[key][role]) for role in ROLE_KEYS.values()])


def reference_networks(shared: Path) -> list[ReferenceNetwork]:
    """All that are held."""
    lines = (shared / "reference" / "networks.jsonl").read_text(encoding="utf-8").splitlines()
    told = (json.loads(line) for line in lines)
    return [
        ReferenceNetwork(one["name"], one["directed"], one["groups"], [(a, b) for a, b in one["edges"]], one)
        for one in told
    ]


def with_nan(values: Iterable[float | None]) -> npt.NDArray[np.float64]:
    """Numbers, NaN for None."""
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def matrix(arcs: Iterable[tuple[int, int]], size: int, weights: Iterable[float] | None = None) -> csr_array:
    """The matrix of some arcs between so many nodes, of weight 1 if not said."""
    ends = np.array(list(arcs), dtype=np.int64).reshape(-1, 2)
    values = np.ones(len(ends)) if weights is None else np.array(list(weights))
    return csr_array((values, (ends[:, 0], ends[:, 1])), shape=(size, size))


def both_ways(edges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Each edge and its reverse."""
    return [arc for a, b in edges for arc in ((a, b), (b, a))]


def of_words(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Names and arcs of lines such as 'ANN>PAM,PAT'; names in order of first appearance on the left."""
    told = [word.split(">") for word in text.split()]
    return [name for name, _ in told], [(name, other) for name, others in told for other in others.split(",")]


# Borgatti, Everett and Johnson: Camp 92, 18 people. The first eight names of CAMPNET_FIRST are one group.
CAMPNET = """
HOLLY>PAM,PAT,DON BRAZEY>LEE,STEVE,BERT CAROL>PAM,PAT,PAULINE PAM>JENNIE,PAULINE,ANN PAT>HOLLY,CAROL,JENNIE
JENNIE>PAM,PAT,ANN PAULINE>CAROL,PAM,PAT ANN>PAM,JENNIE,PAULINE MICHAEL>HOLLY,DON,HARRY BILL>MICHAEL,DON,HARRY
LEE>BRAZEY,STEVE,BERT DON>HOLLY,MICHAEL,HARRY JOHN>PAULINE,GERY,RUSS HARRY>HOLLY,MICHAEL,DON GERY>MICHAEL,STEVE,RUSS
STEVE>LEE,BERT,RUSS BERT>LEE,STEVE,RUSS RUSS>GERY,STEVE,BERT
"""


def campnet() -> tuple[list[str], csr_array, npt.NDArray[np.int64]]:
    """Names, arcs and groups of the camp."""
    names, arcs = of_words(CAMPNET)
    place = {name: number for number, name in enumerate(names)}
    first = set(names[:8])
    return (
        names,
        matrix([(place[a], place[b]) for a, b in arcs], len(names)),
        np.array([int(name not in first) for name in names]),
    )


# Search and rescue at Mount Si (Drabek and others): thirteen bodies, by sponsorship.
MOUNT_SI_ARCS = """
0>2 0>4 0>5 0>7 0>9 0>11 2>0 2>4 2>5 2>7 2>8 4>0 4>2 4>7 4>8 4>11 5>0 5>2 5>4 5>8 7>0 7>2 7>4 7>8 7>11 8>4 9>0 11>0
11>2 11>4 11>5 11>7 11>8
"""
MOUNT_SI_GROUPS = np.array([0, 0, 1, 1, 1, 1, 1, 1, 1, 2, 3, 2, 2])


def mount_si() -> csr_array:
    """Who spoke with whom."""
    return matrix([(int(a), int(b)) for a, b in (word.split(">") for word in MOUNT_SI_ARCS.split())], 13)
