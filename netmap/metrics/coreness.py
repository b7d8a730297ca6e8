"""Core and periphery: how well a network fits the ideal pattern of Borgatti and Everett (2000).

In that pattern everybody in the core is tied to everybody, and nobody in the periphery
to anybody else in it. The fit is the correlation of the pattern with the ties, over all
pairs. Which core fits best takes exponential time to know for certain. Here actors
enter the core one by one, each time who has most ties to those still outside, or leave
it one by one, each time who has fewest; from the five best cores on either way actors
then change sides one at a time for as long as that improves the fit. Nothing is random:
among equals the order of the nodes decides.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import pairwise
from math import nan
from typing import TypeAlias

import numpy as np
import pandas as pd
import scipy.sparse as sp

from netmap.graph import Graph
from netmap.metrics.distances import adjacency

Vector: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.float64]]"
Flags: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.bool_]]"
_STARTS = 5  # the best cores on the way, from which actors change sides
_BETTER = 1e-12  # smaller improvements are rounding


@dataclass(frozen=True, slots=True)
class Fit:
    """The core that was found, and the correlation of its ideal pattern with the ties."""

    core: frozenset[str]
    correlation: float


def core_periphery(graph: Graph) -> float:
    return fit(graph).correlation


def core_members(graph: Graph) -> pd.DataFrame:
    """For each actor: 1 in the core, 0 in the periphery, and its ties with either."""
    core = fit(graph).core
    inside = [float(node in core) if core else nan for node in graph]
    to_core = [float(sum(other in core for other in graph[node])) for node in graph]
    degrees = [float(count) for _, count in graph.degree()]
    return pd.DataFrame(
        {
            "core": inside,
            "ties_to_core": to_core,
            "ties_to_periphery": np.subtract(degrees, to_core),
        },
        index=pd.Index(list(graph), name="entity", dtype="object"),
    ).sort_index()


def fit(graph: Graph) -> Fit:
    """The core that fits best; empty, and NaN, where no pattern can be told from the ties."""
    count, ties = len(graph), graph.size()
    if count < 3 or ties in (0, count * (count - 1) // 2):
        return Fit(frozenset(), nan)
    matrix = adjacency(graph)
    nodes = list(graph)
    best = Fit(frozenset(), -2.0)
    for order, left in (_entering(matrix), _leaving(matrix)):
        fits = _correlation(np.arange(1, count, dtype=np.float64), left, count, ties)
        for start in np.argsort(-fits, kind="stable")[:_STARTS].tolist():
            core = np.zeros(count, dtype=bool)
            core[order[: start + 1]] = True
            found = _improve(matrix, core, float(left[start]), ties)
            if found > best.correlation + _BETTER:
                best = Fit(frozenset(nodes[number] for number in np.flatnonzero(core)), found)
    return best


def _entering(matrix: sp.csr_array) -> tuple[list[int], Vector]:
    """Actors enter the core, each time who has most ties outside it.

    Gives their order, without the last, who would leave nobody outside; and how many
    ties are left outside the core after each of them.
    """
    partners = _partners(matrix)
    outside = dict(enumerate(map(len, partners)))
    queue = [(-count, actor) for actor, count in outside.items()]
    heapq.heapify(queue)
    order: list[int] = []
    left = [matrix.nnz // 2]
    while len(order) < len(partners) - 1:
        count, actor = heapq.heappop(queue)
        if outside.get(actor) != -count:
            continue  # it has lost ties to outside since then, and stands further on
        del outside[actor]
        order.append(actor)
        left.append(left[-1] + count)
        for other in partners[actor]:
            if other in outside:
                outside[other] -= 1
                heapq.heappush(queue, (-outside[other], other))
    return order, np.array(left[1:], dtype=np.float64)


def _leaving(matrix: sp.csr_array) -> tuple[list[int], Vector]:
    """Actors leave the core, each time who has fewest ties outside it, and then fewest at all.

    Gives the same as `_entering`: the order backwards.
    """
    partners = _partners(matrix)
    outside = dict.fromkeys(range(len(partners)), 0)
    queue = [(0, len(others), actor) for actor, others in enumerate(partners)]
    heapq.heapify(queue)
    order: list[int] = []
    left = [0]
    while len(order) < len(partners) - 1:
        count, _, actor = heapq.heappop(queue)
        if outside.get(actor) != count:
            continue  # it has gained ties to outside since then, and stands further on
        del outside[actor]
        order.append(actor)
        left.append(left[-1] + count)
        for other in partners[actor]:
            if other in outside:
                outside[other] += 1
                heapq.heappush(queue, (outside[other], len(partners[other]), other))
    order.append(*outside)
    return order[:0:-1], np.array(left[:0:-1], dtype=np.float64)


def _partners(matrix: sp.csr_array) -> list[list[int]]:
    columns, bounds = matrix.indices.tolist(), matrix.indptr.tolist()
    return [columns[a:b] for a, b in pairwise(bounds)]


def _improve(matrix: sp.csr_array, core: Flags, left: float, ties: int) -> float:
    """Let actors change sides (in ``core`` itself) while the fit gets better; returns the fit."""
    count = len(core)
    size = float(core.sum())
    outside = (matrix @ ~core).astype(np.float64)  # ties to the periphery
    fit = float(_correlation(np.array([size]), np.array([left]), count, ties)[0])
    while True:
        side = np.where(core, -1.0, 1.0)  # what changing sides adds to the size of the core
        fits = _correlation(size + side, left - side * outside, count, ties)
        best = int(np.argmax(fits))
        if fits[best] <= fit + _BETTER:
            return fit
        fit, size, left = (
            float(fits[best]),
            size + side[best],
            left - side[best] * outside[best],
        )
        core[best] = not core[best]
        outside[matrix.indices[matrix.indptr[best] : matrix.indptr[best + 1]]] -= side[best]


def _correlation(size: Vector, left: Vector, count: int, ties: int) -> Vector:
    """Of ties and ideal pattern, for cores of these sizes with so many ties left outside."""
    pairs = count * (count - 1) / 2
    outside = (count - size) * (count - size - 1) / 2
    ideal = pairs - outside
    spread = ideal * outside * ties * (pairs - ties)
    over = pairs * (ties - left) - ideal * ties
    worst = np.full(len(over), -2.0)
    fits: Vector = np.divide(over, np.sqrt(spread), out=worst, where=spread > 0)
    return fits


FUNCTIONS = {"core_periphery": core_periphery}
TABLES = {"core_members": core_members}
