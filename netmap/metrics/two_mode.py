"""Numbers out of two-mode graphs: actors on one side, what they are affiliated with on the other.

A number for one-mode networks means something else here: two actors are never tied, so
that the largest possible value is smaller. These are divided by what is possible in a
network with two sides of these sizes (Borgatti & Everett 1997).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import nan
from typing import Any, TypeAlias

import igraph as ig
import numpy as np
import scipy.sparse as sp

from netmap.graph import Graph

Values: TypeAlias = dict[str, float]

ACTOR = "actor"  # the node attribute ``mode`` of one side; the other side names its kind


@dataclass(frozen=True)
class Sides:
    """The two sides of a graph, and the matrix between them: a row for each actor."""

    graph: Graph

    @cached_property
    def actors(self) -> list[str]:
        return [key for key, values in self.graph.nodes(data=True) if values["mode"] == ACTOR]

    @cached_property
    def others(self) -> list[str]:
        return [key for key, values in self.graph.nodes(data=True) if values["mode"] != ACTOR]

    @cached_property
    def matrix(self) -> Any:  # a scipy matrix; its stubs cannot say which
        row = {key: number for number, key in enumerate(self.actors)}
        column = {key: number for number, key in enumerate(self.others)}
        ends = [(row[a], column[b]) if a in row else (row[b], column[a]) for a, b in self.links]
        places = np.array(ends, dtype=int).reshape(-1, 2).T
        ones = np.ones(places.shape[1])
        return sp.csr_array((ones, (places[0], places[1])), shape=(len(row), len(column)))

    @cached_property
    def links(self) -> list[tuple[str, str]]:
        return list(self.graph.edges)

    def sizes(self, key: str) -> tuple[int, int]:
        """How many stand on the side of a node, and how many on the other."""
        counts = (len(self.actors), len(self.others))
        return counts if self.graph.nodes[key]["mode"] == ACTOR else counts[::-1]


def participation(graph: Graph) -> Values:
    return {
        key: float(graph.degree[key])
        for key, values in graph.nodes(data=True)
        if values["mode"] == ACTOR
    }


def degree(graph: Graph) -> Values:
    sides = Sides(graph)
    return {key: _share(count, sides.sizes(key)[1]) for key, count in graph.degree()}


def closeness(graph: Graph) -> Values:
    """The least possible sum of distances over the real one, within the part of each node.

    Scaled down, as in one-mode networks, by the share of all others that is in reach.
    """
    sides = Sides(graph)
    if not (sides.actors and sides.others):
        return dict.fromkeys(graph, nan)
    ids = list(graph)
    network = _network(sides, ids)
    inverse = network.closeness(normalized=False)  # 1 / the sum of distances within each part
    values = dict.fromkeys(graph, 0.0)
    for part in network.connected_components():
        actors = sum(graph.nodes[ids[number]]["mode"] == ACTOR for number in part)
        within = (len(part) - 1) / (len(ids) - 1)
        for number in part if len(part) > 1 else ():
            is_actor = graph.nodes[ids[number]]["mode"] == ACTOR
            same = actors if is_actor else len(part) - actors
            least = len(part) - same + 2 * (same - 1)
            values[ids[number]] = within * least * inverse[number]
    return values


def betweenness(graph: Graph) -> Values:
    sides = Sides(graph)
    counts = _network(sides, list(graph)).betweenness(directed=False)
    return {
        key: _share(count, most_between(*sides.sizes(key)))
        for key, count in zip(graph, counts, strict=True)
    }


def most_between(same: int, other: int) -> float:
    """The largest possible betweenness of a node with this many on its side and the other."""
    if not other:
        return 0.0
    each, left = divmod(same - 1, other)
    whole = other**2 * (each + 1) ** 2
    return (whole + other * (each + 1) * (2 * left - each - 1) - left * (2 * each - left + 3)) / 2


def redundancy(graph: Graph) -> Values:
    """The share of pairs of a node's neighbours that would share another without it."""
    sides = Sides(graph)
    rows, columns = _redundant(sides.matrix), _redundant(sides.matrix.T.tocsr())
    found = dict(zip(sides.actors, rows, strict=True))
    found.update(zip(sides.others, columns, strict=True))
    return {key: found[key] for key in graph}


def _redundant(matrix: Any) -> list[float]:
    together = (matrix.T @ matrix).tocsr()
    together.setdiag(0)
    also = (together >= 2).astype(float)  # linked by this node, and by another
    degrees = np.asarray(matrix.sum(axis=1))
    counts = np.asarray((matrix @ also).multiply(matrix).sum(axis=1))
    pairs = degrees * (degrees - 1)
    return [float(c / p) if p else nan for c, p in zip(counts, pairs, strict=True)]


def density(graph: Graph) -> float:
    sides = Sides(graph)
    return _share(graph.size(), len(sides.actors) * len(sides.others))


def clustering(graph: Graph) -> float:
    """Robins and Alexander: the share of paths of three ties that a fourth closes."""
    matrix = Sides(graph).matrix
    if matrix.shape[0] > matrix.shape[1]:
        matrix = matrix.T.tocsr()
    shared = sp.triu(matrix @ matrix.T, 1).data
    squares = (shared * (shared - 1)).sum() / 2
    degrees = dict(graph.degree())
    paths = sum((degrees[one] - 1) * (degrees[other] - 1) for one, other in graph.edges)
    return _share(4 * float(squares), paths)


def coverage(graph: Graph) -> float:
    """The share of what actors can be affiliated with that has at least one."""
    return _share_linked(graph, lambda count: count >= 1)


def single(graph: Graph) -> float:
    """The share that has exactly one."""
    return _share_linked(graph, lambda count: count == 1)


def _network(sides: Sides, ids: list[str]) -> ig.Graph:
    place = {key: number for number, key in enumerate(ids)}
    return ig.Graph(len(ids), [(place[a], place[b]) for a, b in sides.links])


def _share_linked(graph: Graph, wanted: Any) -> float:
    others = Sides(graph).others
    return _share(sum(bool(wanted(graph.degree[key])) for key in others), len(others))


def _share(count: float, possible: float) -> float:
    return float(count / possible) if possible else nan


FUNCTIONS = {"participation": participation}

EACH = {
    "two_mode_degree": degree,
    "two_mode_closeness": closeness,
    "two_mode_betweenness": betweenness,
    "two_mode_redundancy": redundancy,
}

ALL = {
    "two_mode_density": density,
    "two_mode_clustering": clustering,
    "two_mode_coverage": coverage,
    "two_mode_single": single,
}
