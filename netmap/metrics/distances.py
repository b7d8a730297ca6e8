"""All shortest paths of a network at once, exact and without an n×n matrix.

Breadth-first search from 256 actors at a time, one bit for each: a step is then a
bitwise *or* over the ties. That costs ``n / 256`` sweeps over the ties for each step of
the longest path, so it suits networks of which the longest path is short.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx
import numpy as np
import scipy.sparse as sp

from netmap.graph import Graph

Numbers: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"

_WORDS = 4  # of 64 actors; more of them no longer fit in the cache of the processor
_FEW = 16  # part of the actors below which it pays to pick their ties


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


def distances(matrix: sp.csr_array, pulse: Callable[[], None] = lambda: None) -> Distances:
    """The distances in steps over the ties of a sparse matrix (see `adjacency`).

    ``pulse`` is called before each sweep; what it raises ends the work.
    """
    count = matrix.shape[0]
    into = sp.csr_array(matrix.T)
    led_to = np.flatnonzero(np.diff(into.indptr))
    sources = np.flatnonzero(np.diff(matrix.indptr))
    reach, total, farthest = (np.zeros(count, np.int64) for _ in range(3))
    inverse = np.zeros(count)
    for first in range(0, len(sources), 64 * _WORDS):
        pulse()
        active = sources[first : first + 64 * _WORDS]  # who was reached in the last step
        new = _bits(count, active)
        seen = new.copy()
        steps = 0
        while len(active):
            steps += 1
            # where few are active, only whom they lead to can be reached
            few = len(active) < count / _FEW
            rows = np.unique(matrix[active].indices) if few else led_to
            ties = into[rows] if few else into
            starts = ties.indptr[:-1] if few else ties.indptr[:-1][rows]
            came = np.bitwise_or.reduceat(new[ties.indices], starts, axis=0) & ~seen[rows]
            counts = np.bitwise_count(came).sum(axis=1, dtype=np.int64)
            found = counts > 0
            new[active] = 0
            active, came, counts = rows[found], came[found], counts[found]
            new[active] = came
            seen[active] |= came
            reach[active] += counts
            total[active] += steps * counts
            inverse[active] += counts / steps
            farthest[active] = np.maximum(farthest[active], steps)
    return Distances(reach, total, inverse, farthest)


def _bits(count: int, sources: Numbers) -> np.ndarray[tuple[int, int], np.dtype[np.uint64]]:
    """A row for each actor, with the bit set of the source that it is itself."""
    bits = np.zeros((count, _WORDS), np.uint64)
    word, place = np.divmod(np.arange(len(sources)), 64)
    bits[sources, word] = np.uint64(1) << place.astype(np.uint64)
    return bits
