"""Numbers for each actor, out of a simple one-mode graph.

Each function takes a projection and returns a value for every node of it. They
read ties as present or absent: networkx takes a weight for a *distance* in
paths, while here a heavier tie is a stronger one.
"""

from __future__ import annotations

from math import fsum, nan
from typing import TypeAlias, cast

import networkx as nx
import numpy as np
import scipy.sparse.linalg

from netmap.graph import Graph

Values: TypeAlias = dict[str, float]
Vector: TypeAlias = np.ndarray[tuple[int], np.dtype[np.float64]]

_DENSE_UNTIL = 300  # nodes; above it a sparse solver is faster, and as exact
_SAME = 1e-9  # relative difference below which two eigenvalues count as equal


def degree(graph: Graph) -> Values:
    return {node: float(count) for node, count in graph.degree()}


def strength(graph: Graph) -> Values:
    return {node: float(total) for node, total in graph.degree(weight="weight")}


def betweenness(graph: Graph) -> Values:
    return dict(nx.betweenness_centrality(graph, normalized=True))


def closeness(graph: Graph) -> Values:
    return dict(nx.closeness_centrality(graph, wf_improved=True))


def harmonic(graph: Graph) -> Values:
    # networkx sums in the order of a set, so that the last digit differs from run to run
    return {
        key: fsum(1 / steps for steps in lengths.values() if steps)
        for key, lengths in nx.all_pairs_shortest_path_length(graph)
    }


def eigenvector(graph: Graph) -> Values:
    """Eigenvector centrality, length 1, for any undirected graph.

    networkx refuses disconnected graphs or does not converge on them. This is the
    limit of its power iteration from equal values, found directly: only components
    whose largest eigenvalue is the largest of all keep a value, each in proportion
    to the sum of its own vector. A graph without ties has 0 everywhere.
    """
    place = {node: number for number, node in enumerate(graph)}
    found: list[tuple[float, Vector, list[str]]] = []
    for component in nx.connected_components(graph):
        if len(component) > 1:
            nodes = sorted(component, key=place.__getitem__)
            found.append((*_leading(graph, nodes), nodes))
    values = dict.fromkeys(graph, 0.0)
    largest = max((eigenvalue for eigenvalue, _, _ in found), default=0.0)
    for eigenvalue, vector, nodes in found:
        if eigenvalue >= largest * (1 - _SAME):
            values.update(zip(nodes, (vector * vector.sum()).tolist(), strict=True))
    length = float(np.linalg.norm(list(values.values()))) if found else 1.0
    return {node: value / length for node, value in values.items()}


def _leading(graph: Graph, nodes: list[str]) -> tuple[float, Vector]:
    """The largest eigenvalue of a connected part, and its vector: positive, of length 1."""
    matrix = nx.to_scipy_sparse_array(graph, nodelist=nodes, weight=None, dtype=np.dtype(float))
    if len(nodes) <= _DENSE_UNTIL:
        eigenvalues, vectors = np.linalg.eigh(matrix.toarray())
    else:
        start = np.ones(len(nodes))  # a fixed start gives the same digits every time
        eigenvalues, vectors = scipy.sparse.linalg.eigsh(matrix, k=1, which="LA", v0=start)
    return float(eigenvalues[-1]), np.abs(vectors[:, -1])


def constraint(graph: Graph) -> Values:
    if not graph.size():
        return dict.fromkeys(graph, nan)
    return {node: float(value) for node, value in nx.constraint(graph).items()}


def effective_size(graph: Graph) -> Values:
    if not graph.size():
        return dict.fromkeys(graph, nan)
    return {node: float(value) for node, value in nx.effective_size(graph).items()}


def core_number(graph: Graph) -> Values:
    return {node: float(value) for node, value in nx.core_number(graph).items()}


def in_degree(graph: Graph) -> Values:
    return {node: float(count) for node, count in _directed(graph).in_degree()}


def out_degree(graph: Graph) -> Values:
    return {node: float(count) for node, count in _directed(graph).out_degree()}


def reciprocity(graph: Graph) -> Values:
    if not graph:  # networkx refuses an empty graph
        return {}
    values = cast("dict[str, float | None]", nx.reciprocity(_directed(graph), list(graph)))
    return {node: nan if value is None else value for node, value in values.items()}


def _directed(graph: Graph) -> nx.DiGraph[str]:
    """The projection of referrals is directed; only its type has been lost on the way."""
    return cast("nx.DiGraph[str]", graph)


FUNCTIONS = {
    "degree": degree,
    "strength": strength,
    "betweenness": betweenness,
    "closeness": closeness,
    "harmonic": harmonic,
    "eigenvector": eigenvector,
    "constraint": constraint,
    "effective_size": effective_size,
    "core_number": core_number,
    "in_degree": in_degree,
    "out_degree": out_degree,
    "reciprocity": reciprocity,
}
