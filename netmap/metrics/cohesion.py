"""How well a network hangs together. A fraction whose denominator is 0 is NaN: not defined."""

from __future__ import annotations

from math import nan

import networkx as nx
import numpy as np
import pandas as pd

from netmap.graph import Graph
from netmap.metrics.distances import adjacency, distances

_FLOWS_UNTIL = 300  # actors; above it the paths between so many pairs take too long


def average_degree(graph: Graph) -> float:
    return 2 * graph.size() / len(graph) if graph else nan


def degree_deviation(graph: Graph) -> float:
    return float(np.std([count for _, count in graph.degree()])) if graph else nan


def isolates(graph: Graph) -> float:
    return float(nx.number_of_isolates(graph))


def mean_clustering(graph: Graph) -> float:
    return float(nx.average_clustering(graph)) if graph else nan


def largest_component(graph: Graph) -> float:
    """The share of the actors that is in the largest component."""
    return max(map(len, nx.connected_components(graph))) / len(graph) if graph else nan


def connectedness(graph: Graph) -> float:
    """The share of pairs that a path connects."""
    count = len(graph)
    linked = sum(len(part) * (len(part) - 1) for part in nx.connected_components(graph))
    return linked / (count * (count - 1)) if count > 1 else nan


def fragmentation(graph: Graph) -> float:
    """The share of pairs that no path connects."""
    return 1 - connectedness(graph)


def compactness(graph: Graph) -> float:
    """The mean over all pairs of 1 / distance, 0 where no path connects them."""
    count = len(graph)
    if count < 2:
        return nan
    return float(distances(adjacency(graph)).inverse.sum()) / (count * (count - 1))


def diameter(graph: Graph) -> float:
    """The longest shortest path of the largest component (the longest, if several are largest)."""
    if not graph.size():
        return nan
    parts = list(nx.connected_components(graph))
    largest = max(map(len, parts))
    place = {node: number for number, node in enumerate(graph)}
    inside = [place[node] for part in parts if len(part) == largest for node in part]
    return float(distances(adjacency(graph)).farthest[inside].max())


def cutpoints(graph: Graph) -> float:
    return float(sum(1 for _ in nx.articulation_points(graph)))


def bridges(graph: Graph) -> float:
    return float(sum(1 for _ in nx.bridges(graph)))


def node_connectivity(graph: Graph) -> float:
    """How many actors must leave at least before others can no longer reach each other.

    Most networks are settled by their components, cutpoints and least degree. For the
    others the answer takes maximum flows, which are refused (NaN) above 300 actors.
    """
    if len(graph) < 2:
        return nan
    if not nx.is_connected(graph):
        return 0.0
    least = min(count for _, count in graph.degree())
    if least == 1 or any(True for _ in nx.articulation_points(graph)):
        return 1.0
    if least == 2:
        return 2.0
    return float(nx.node_connectivity(graph)) if len(graph) <= _FLOWS_UNTIL else nan


def degree_distribution(graph: Graph) -> pd.DataFrame:
    """How many actors have so many partners, for each number up to the largest."""
    counts = np.bincount([count for _, count in graph.degree()] or [0])
    actors = counts.astype(np.float64) if graph else np.zeros(1)
    index = pd.Index(range(len(actors)), name="degree")
    return pd.DataFrame({"actors": actors, "share": actors / (len(graph) or nan)}, index=index)


FUNCTIONS = {
    "average_degree": average_degree,
    "degree_deviation": degree_deviation,
    "isolates": isolates,
    "largest_component": largest_component,
    "connectedness": connectedness,
    "fragmentation": fragmentation,
    "compactness": compactness,
    "diameter": diameter,
    "mean_clustering": mean_clustering,
    "cutpoints": cutpoints,
    "bridges": bridges,
    "node_connectivity": node_connectivity,
}
TABLES = {"degree_distribution": degree_distribution}
