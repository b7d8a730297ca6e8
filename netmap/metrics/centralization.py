"""Freeman centralization beyond that of partners and tie positions, each over its largest value."""

from __future__ import annotations

from math import nan
from typing import cast

import networkx as nx
import numpy as np

from netmap.graph import Graph
from netmap.metrics.distances import adjacency, distances


def closeness_centralization(graph: Graph) -> float:
    """On closeness as Wasserman and Faust rescale it: 1 for a star."""
    count = len(graph)
    if count < 3:
        return nan
    found = distances(adjacency(graph))
    near = np.divide(
        found.reach.astype(np.float64) ** 2,
        found.total * (count - 1),
        out=np.zeros(count),
        where=found.total > 0,
    )
    return float((near.max() - near).sum()) * (2 * count - 3) / ((count - 1) * (count - 2))


def in_degree_centralization(graph: Graph) -> float:
    return _centralization([count for _, count in cast("nx.DiGraph[str]", graph).in_degree()])


def out_degree_centralization(graph: Graph) -> float:
    return _centralization([count for _, count in cast("nx.DiGraph[str]", graph).out_degree()])


def _centralization(counts: list[int]) -> float:
    """1 where one has arcs with all others, and they have none among themselves."""
    size = len(counts)
    return (max(counts) * size - sum(counts)) / (size - 1) ** 2 if size > 1 else nan


FUNCTIONS = {
    "closeness_centralization": closeness_centralization,
    "in_degree_centralization": in_degree_centralization,
    "out_degree_centralization": out_degree_centralization,
}
