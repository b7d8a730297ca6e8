"""Where an actor stands among its partners and how far it reaches, in an undirected graph."""

from __future__ import annotations

from math import fsum, log, nan
from typing import cast

import networkx as nx

from netmap.graph import Graph
from netmap.metrics import node
from netmap.metrics.node import Values


def clustering(graph: Graph) -> Values:
    """The density among the partners of each actor; NaN with fewer than two of them."""
    values = cast("dict[str, float]", nx.clustering(graph))
    return {key: float(values[key]) if graph.degree[key] > 1 else nan for key in graph}


def eccentricity(graph: Graph) -> Values:
    """The number of steps to whom is farthest among those within reach; NaN for an isolate."""
    farthest = {
        key: max(lengths.values()) for key, lengths in nx.all_pairs_shortest_path_length(graph)
    }
    return {key: float(farthest[key]) if farthest[key] else nan for key in graph}


def two_step_reach(graph: Graph) -> Values:
    return {key: float(len(_within_two(graph, key))) for key in graph}


def reach_efficiency(graph: Graph) -> Values:
    """Two-step reach over what it would be if no partner led to whom another leads to."""
    return {
        key: len(_within_two(graph, key)) / sum(graph.degree[partner] for partner in graph[key])
        if graph.degree[key]
        else nan
        for key in graph
    }


def _within_two(graph: Graph, key: str) -> set[str]:
    return set(graph[key]).union(*(graph[partner] for partner in graph[key])) - {key}


def efficiency(graph: Graph) -> Values:
    sizes = node.effective_size(graph)
    return {key: sizes[key] / graph.degree[key] if graph.degree[key] else nan for key in graph}


def hierarchy(graph: Graph) -> Values:
    """Theil's index of how unequally the constraint is spread over the partners, from 0 to 1."""
    return {key: _hierarchy(graph, key) for key in graph}


def _hierarchy(graph: Graph, key: str) -> float:
    count = graph.degree[key]
    if count < 2:
        return nan
    partners = set(graph[key])
    parts = [
        (1 + fsum(1 / graph.degree[shared] for shared in partners & set(graph[partner]))) ** 2
        for partner in partners
    ]
    mean = fsum(parts) / count  # exact, so that the order of a set makes no difference
    theil = fsum(part / mean * log(part / mean) for part in parts) / (count * log(count))
    return max(theil, 0.0)  # equal parts leave a rounding error on either side of 0


FUNCTIONS = {
    "clustering": clustering,
    "efficiency": efficiency,
    "hierarchy": hierarchy,
    "eccentricity": eccentricity,
    "two_step_reach": two_step_reach,
    "reach_efficiency": reach_efficiency,
}
