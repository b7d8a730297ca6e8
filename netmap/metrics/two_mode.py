"""Two-mode networks: numbers, shared affiliations, and who does the same together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import nan
from typing import Any, TypeAlias

import igraph as ig
import networkx as nx
import numpy as np
import pandas as pd
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


@dataclass(frozen=True, slots=True)
class DualProjection:
    """Actors by what they share, and what is shared by its actors.

    One of the two says less than the two-mode network; both together lose nothing that
    matters (Everett & Borgatti 2013). Edges carry ``weight``, how many are shared.
    """

    actors: Graph
    others: Graph


def dual_projection(graph: Graph) -> DualProjection:
    """Both one-mode graphs; everybody and everything keeps its place and its attributes."""
    sides = Sides(graph)
    return DualProjection(
        _shared(graph, sides.actors, sides.matrix),
        _shared(graph, sides.others, sides.matrix.T.tocsr()),
    )


def overlap(graph: Graph) -> pd.DataFrame:
    """Pairs of ateliers (functions, ...) with an actor in common, most shared first.

    Columns: ``shared`` (how many actors), ``jaccard`` (of all actors of either),
    ``of_smaller`` (of the actors of the smaller of the two) and ``actors`` (who).
    """
    pairs = dual_projection(graph).others
    rows = []
    for one, other, values in pairs.edges(data=True):
        sizes = graph.degree[one], graph.degree[other]
        shared = values["weight"]
        actors = tuple(sorted(set(graph[one]) & set(graph[other])))
        share = shared / (sum(sizes) - shared)
        rows.append((*sorted((one, other)), shared, share, shared / min(sizes), actors))
    columns = ["one", "other", "shared", "jaccard", "of_smaller", "actors"]
    frame = pd.DataFrame(rows, columns=columns)
    order = {"shared": False, "jaccard": False, "one": True, "other": True}
    frame = frame.sort_values(list(order), ascending=list(order.values()))
    return frame.set_index(["one", "other"])


def _shared(graph: Graph, keys: list[str], matrix: sp.csr_array) -> Graph:
    together = sp.triu(matrix @ matrix.T, 1).tocoo()
    found: Graph = nx.Graph()
    found.add_nodes_from((key, graph.nodes[key]) for key in keys)
    places = zip(together.row.tolist(), together.col.tolist(), together.data.tolist(), strict=True)
    found.add_edges_from((keys[a], keys[b], {"weight": int(count)}) for a, b, count in places)
    return found


LIMIT = 20_000  # groups looked at; there can be exponentially many


@dataclass(frozen=True, slots=True)
class Biclique:
    """Actors that share all of ``others``; nobody and nothing can be added."""

    actors: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bicliques:
    """Maximal bicliques, the largest first; ``complete`` when the limit was not reached."""

    items: tuple[Biclique, ...]
    complete: bool


def bicliques(graph: Graph, *, actors: int = 2, others: int = 2, limit: int = LIMIT) -> Bicliques:
    """The maximal bicliques with at least so many on each side.

    The search stops after looking at ``limit`` groups, and says so.
    """
    sides = Sides(graph)
    row = {key: number for number, key in enumerate(sides.actors)}
    extents = [sum(1 << row[key] for key in graph[other]) for other in sides.others]
    found: list[Biclique] = []
    complete = True
    for looked_at, (group, shared) in enumerate(_closed(extents, len(row), max(actors, 1))):
        if looked_at >= limit:
            complete = False
            break
        if group.bit_count() >= actors and shared.bit_count() >= max(others, 1):
            found.append(Biclique(_members(sides.actors, group), _members(sides.others, shared)))
    found.sort(key=lambda b: (-len(b.actors) * len(b.others), b.actors, b.others))
    return Bicliques(tuple(found), complete)


def _closed(extents: list[int], count: int, least: int) -> Iterator[tuple[int, int]]:
    """Every closed pair of a group and what it shares, as bits; groups of ``least`` or more."""

    def shared_by(group: int) -> int:
        return sum(1 << place for place, extent in enumerate(extents) if group & extent == group)

    everyone = (1 << count) - 1
    stack = [(everyone, shared_by(everyone), 0)]
    while stack:
        group, shared, start = stack.pop()
        yield group, shared
        for place in range(start, len(extents)):
            if shared >> place & 1:
                continue
            smaller = group & extents[place]
            if smaller.bit_count() < least:
                continue
            more = shared_by(smaller)
            before = (1 << place) - 1
            if more & before == shared & before:  # else it is found from another group
                stack.append((smaller, more, place + 1))


def _members(keys: list[str], bits: int) -> tuple[str, ...]:
    return tuple(sorted(key for place, key in enumerate(keys) if bits >> place & 1))
