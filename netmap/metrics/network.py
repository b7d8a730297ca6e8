"""A projected graph, with the compact forms of it that fast kernels compute on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeAlias

import igraph
import numpy as np
import scipy.sparse as sp

from netmap.graph import Graph
from netmap.metrics.distances import Distances, distances

Vector: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.float64]]"
Numbers: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"

EXACT_UNTIL = 20_000  # actors; above it betweenness is estimated from pivots
PIVOTS = 8_192

_GROUPS = 16  # the pivots are computed in so many parts, whose spread tells the error
_SEED = 1978
_PRODUCTS = 20_000_000  # multiplications at once in a product of matrices: some 300 MB


@dataclass(frozen=True, slots=True)
class Betweenness:
    """Betweenness of each actor, from 0 to 1, and how sure it is.

    ``pivots`` is 0 where all shortest paths were counted; else how many of the actors
    with a tie stand for all of them, and ``error`` is the largest standard error.
    """

    values: Vector
    pivots: int = 0
    error: float = 0.0


@dataclass(frozen=True, slots=True)
class Investments:
    """Sums over the partners of each actor, of what Burt's measures are made of.

    What an actor i puts into partner j is (1 + w) / d(i), where w adds 1 / d(q) for each
    partner q that they share. The sums are of (1 + w)² and of (1 + w)² ln (1 + w)².
    """

    squares: Vector
    disorder: Vector


class Network:
    """A graph and its compact forms, each made once and only when a kernel asks for it.

    The forms are in the order of ``ids``. The graph must be simple: no loops, no
    parallel ties. ``pulse`` is called now and then during what takes long; what it
    raises ends the work.
    """

    def __init__(self, graph: Graph, pulse: Callable[[], None] = lambda: None) -> None:
        self.graph = graph
        self.ids = list(graph)
        self._pulse = pulse

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def adjacency(self) -> sp.csr_array:
        """1 where there is a tie (from row to column), whatever its weight."""
        place = {key: number for number, key in enumerate(self.ids)}
        bounds, columns = [0], []
        for _, partners in self.graph.adjacency():
            columns += sorted(map(place.__getitem__, partners))
            bounds.append(len(columns))
        shape = (len(self), len(self))
        return sp.csr_array((np.ones(len(columns)), columns, bounds), shape=shape)

    @cached_property
    def degrees(self) -> Vector:
        """How many ties each actor has; in a directed graph: how many go out."""
        degrees: Vector = np.diff(self.adjacency.indptr).astype(np.float64)
        return degrees

    @cached_property
    def igraph(self) -> Any:  # igraph carries no types
        """The same graph for igraph; its vertices are numbers."""
        directed = self.graph.is_directed()
        ties = (self.adjacency if directed else sp.triu(self.adjacency)).tocoo()
        return igraph.Graph(len(self), np.column_stack(ties.coords), directed=directed)

    @cached_property
    def distances(self) -> Distances:
        return distances(self.adjacency, self._pulse)

    @cached_property
    def closed(self) -> Vector:
        """How many ordered pairs of its partners are tied, for each actor."""
        shares = np.array(self.igraph.transitivity_local_undirected(mode="zero"), dtype=np.float64)
        closed: Vector = np.rint(shares * self.degrees * (self.degrees - 1))
        return closed

    @cached_property
    def investments(self) -> Investments:
        matrix, degrees = self.adjacency, self.degrees
        shares = matrix * np.divide(1.0, degrees, out=np.zeros(len(self)), where=degrees > 0)
        squares, disorder = degrees.copy(), np.zeros(len(self))
        for part in row_parts(matrix, matrix):
            shared = sp.csr_array((shares[part] @ matrix).multiply(matrix[part]))
            logarithms = 2 * np.log1p(shared.data)
            shared.data = (1 + shared.data) ** 2
            squares[part] += shared.sum(axis=1) - np.diff(shared.indptr)
            shared.data *= logarithms
            disorder[part] = shared.sum(axis=1)
        return Investments(squares, disorder)

    @property
    def is_sampled(self) -> bool:
        """Whether betweenness is estimated rather than counted."""
        return len(self) > EXACT_UNTIL

    @cached_property
    def betweenness(self) -> Betweenness:
        return self.betweenness_from(PIVOTS if self.is_sampled else 0)

    def betweenness_from(self, pivots: int) -> Betweenness:
        """Estimated from so many actors drawn at random; counted from all of them if 0."""
        count = len(self)
        sources = np.flatnonzero(self.degrees)
        pivots = min(pivots, len(sources))
        if pivots:
            sources = np.random.default_rng(_SEED).permutation(sources)
        pairs = (count - 1) * (count - 2) / 2
        groups = np.array_split(sources[: pivots or None], _GROUPS)
        sums = np.array([self._dependency(group) for group in groups]) / max(pairs, 1)
        if not pivots:
            return Betweenness(sums.sum(axis=0))
        share = pivots / len(sources)
        spread = (sums / (share / _GROUPS)).std(axis=0, ddof=1)
        error = float(spread.max()) * np.sqrt((1 - share) / _GROUPS)
        return Betweenness(sums.sum(axis=0) / share, pivots, error)

    def _dependency(self, sources: Numbers) -> list[float]:
        """How many shortest paths from the sources run through each actor."""
        self._pulse()
        found: list[float] = self.igraph.betweenness(sources=sources.tolist(), directed=False)
        return found


def row_parts(left: sp.csr_array, right: sp.csr_array) -> list[slice]:
    """The rows in parts for which ``left[part] @ right`` stays small."""
    work = np.cumsum(left @ np.diff(right.indptr).astype(np.float64))
    steps = np.arange(_PRODUCTS, work[-1] if len(work) else 0, _PRODUCTS)
    bounds = [0, *np.unique(np.searchsorted(work, steps)).tolist(), left.shape[0]]
    return [slice(a, b) for a, b in pairwise(bounds) if a < b]
