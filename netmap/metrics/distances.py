"""All shortest paths of a network at once, exact and without an n×n matrix.

Breadth-first search from 256 actors at a time, one bit for each: a step is then a
bitwise *or* over the ties. That costs ``n / 256`` sweeps over the ties for each step of
the longest path, so it suits networks of which the longest path is short.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
import scipy.sparse as sp

from netmap.graph import Graph

_WORDS = 4  # of 64 actors; more of them no longer fit in the cache of the processor


@dataclass(frozen=True, slots=True)
class Distances:
    """What the lengths of the shortest paths *to* each actor add up to, in the order of nodes.

    Attributes
    ----------
    reach
        How many others have a path to the actor.
    total
        The sum of their distances.
    inverse
        The sum of 1 / distance.
    farthest
        The largest of these distances, 0 for an isolate.
    """

    reach: np.ndarray[tuple[int], np.dtype[np.int64]]
    total: np.ndarray[tuple[int], np.dtype[np.int64]]
    inverse: np.ndarray[tuple[int], np.dtype[np.float64]]
    farthest: np.ndarray[tuple[int], np.dtype[np.int64]]


def adjacency(graph: Graph, nodes: Sequence[str] | None = None) -> sp.csr_array:
    """The ties as a sparse matrix of zeros and ones, whatever their weights."""
    if not graph:
        return sp.csr_array((0, 0), dtype=np.int64)
    return sp.csr_array(
        nx.to_scipy_sparse_array(graph, nodes, weight=None, dtype=np.dtype(np.int64), format="csr")
    )


def distances(matrix: sp.csr_array) -> Distances:
    """The distances in steps over the ties of a sparse matrix (see `adjacency`)."""
    count = matrix.shape[0]
    into = sp.csr_array(matrix.T)
    reached = np.flatnonzero(np.diff(into.indptr))  # the actors that a tie leads to
    starts = into.indptr[:-1][reached]
    reach, total, farthest = (np.zeros(count, np.int64) for _ in range(3))
    inverse = np.zeros(count)
    for first in range(0, count if len(reached) else 0, 64 * _WORDS):
        seen = _sources(count, first)
        new = seen.copy()
        steps = 0
        while True:
            steps += 1
            came = np.zeros_like(seen)
            came[reached] = np.bitwise_or.reduceat(new[into.indices], starts, axis=0)
            new = came & ~seen
            counts = np.bitwise_count(new).sum(axis=1, dtype=np.int64)
            if not counts.any():
                break
            seen |= new
            reach += counts
            total += steps * counts
            inverse += counts / steps
            farthest[counts > 0] = np.maximum(farthest[counts > 0], steps)
    return Distances(reach, total, inverse, farthest)


def _sources(count: int, first: int) -> np.ndarray[tuple[int, int], np.dtype[np.uint64]]:
    """A row for each actor, with the bit set of the sources that it is itself."""
    sources = np.arange(first, min(count, first + 64 * _WORDS))
    bits = np.zeros((count, _WORDS), np.uint64)
    word, place = np.divmod(sources - first, 64)
    bits[sources, word] = np.uint64(1) << place.astype(np.uint64)
    return bits
