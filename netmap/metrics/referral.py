"""Who refers to many, who receives from many, and where referrals lead to: a directed graph."""

from __future__ import annotations

from math import nan

import networkx as nx
import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import LinearOperator

from netmap.graph import Graph
from netmap.metrics import node
from netmap.metrics.distances import adjacency
from netmap.metrics.node import Values
from netmap.metrics.spectral import Numbers, Vector, power_limit

DAMPING = 0.85


def referral_balance(graph: Graph) -> Values:
    """From -1 (refers only) to 1 (receives only); NaN without any referral."""
    into, out = node.in_degree(graph), node.out_degree(graph)
    both = {key: into[key] + out[key] for key in graph}
    return {key: (into[key] - out[key]) / both[key] if both[key] else nan for key in graph}


def pagerank(graph: Graph) -> Values:
    return dict(nx.pagerank(graph, DAMPING, tol=1e-14, max_iter=1000, weight=None))


def hubs(graph: Graph) -> Values:
    return _named(graph, _hubs(adjacency(graph).astype(np.float64)))


def authorities(graph: Graph) -> Values:
    matrix = adjacency(graph).astype(np.float64)
    return _named(graph, np.ravel(matrix.T @ _hubs(matrix)))


def _hubs(matrix: sp.csr_array) -> Vector:
    """The limit of Kleinberg's iteration from equal values, found directly.

    networkx takes one singular vector, whichever the solver meets where several belong
    to the largest singular value; this limit is always one and the same.
    """
    count = matrix.shape[0]
    if not matrix.nnz:
        return np.zeros(count)
    arcs = matrix.tocoo()
    sides = (arcs.data, (arcs.row, arcs.col + count))  # who refers apart from who receives
    both = sp.csr_array(sides, shape=(2 * count, 2 * count))
    part_of = connected_components(both, directed=False)[1][:count]

    def block(rows: Numbers) -> LinearOperator:
        part = matrix[rows]
        shape = (len(rows), len(rows))
        return LinearOperator(
            shape,
            matvec=lambda x: part @ (part.T @ x),
            matmat=lambda x: part @ (part.T @ x),
            dtype=np.float64,
        )

    return power_limit(part_of, np.ravel(matrix @ (matrix.T @ np.ones(count))), block)


def _named(graph: Graph, values: Vector) -> Values:
    """The values by actor, as shares of their sum."""
    total = float(values.sum()) or 1.0
    return dict(zip(graph, (values / total).tolist(), strict=True))


FUNCTIONS = {
    "referral_balance": referral_balance,
    "pagerank": pagerank,
    "hubs": hubs,
    "authorities": authorities,
}
