"""Numbers for a whole network. A fraction whose denominator is 0 is NaN: not defined."""

from __future__ import annotations

from math import nan

import networkx as nx

from netmap.graph import Graph
from netmap.metrics import node


def size(graph: Graph) -> float:
    return float(len(graph))


def ties(graph: Graph) -> float:
    return float(graph.size())


def density(graph: Graph) -> float:
    return float(nx.density(graph)) if len(graph) > 1 else nan


def components(graph: Graph) -> float:
    return float(nx.number_connected_components(graph))


def degree_centralization(graph: Graph) -> float:
    """Freeman's: 1 for a star, 0 when all degrees are equal."""
    count = len(graph)
    return _lead(node.degree(graph)) / ((count - 1) * (count - 2)) if count > 2 else nan


def betweenness_centralization(graph: Graph) -> float:
    """Freeman's, on normalised betweenness: 1 for a star, 0 when all are equal."""
    count = len(graph)
    return _lead(node.betweenness(graph)) / (count - 1) if count > 2 else nan


def _lead(values: dict[str, float]) -> float:
    """How far all others together stay behind the most central."""
    most = max(values.values())
    return sum(most - value for value in values.values())


def average_path(graph: Graph) -> float:
    """The mean number of steps over all pairs that a path connects."""
    steps = pairs = 0
    for _, lengths in nx.all_pairs_shortest_path_length(graph):
        steps += sum(lengths.values())
        pairs += len(lengths) - 1
    return steps / pairs if pairs else nan


def transitivity(graph: Graph) -> float:
    two_paths = sum(count * (count - 1) for _, count in graph.degree())
    return float(nx.transitivity(graph)) if two_paths else nan


def arc_reciprocity(graph: Graph) -> float:
    return float(nx.overall_reciprocity(graph)) if graph.size() else nan


FUNCTIONS = {
    "size": size,
    "ties": ties,
    "density": density,
    "components": components,
    "degree_centralization": degree_centralization,
    "betweenness_centralization": betweenness_centralization,
    "average_path": average_path,
    "transitivity": transitivity,
    "arc_reciprocity": arc_reciprocity,
}
