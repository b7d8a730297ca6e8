"""Every pair of actors without a tie and how likely one is, without making a list of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import scipy.sparse as sp

from netmap.graph import Graph

BASELINE = "predicted_degree_product"

Vector: TypeAlias = np.ndarray[tuple[int], np.dtype[np.float64]]

_PATHS = 2_000_000  # of two ties at once: some 200 MB
_DIGITS = 10  # scores that agree in so many decimals are equal


@dataclass(frozen=True, slots=True)
class Scored:
    """Pairs without a tie that share partners, by number, with every score of each."""

    rows: Any  # arrays of numbers; each row before its column, in the order of both
    columns: Any
    scores: dict[str, Vector]


class Candidates:
    """The pairs without a tie of a graph, its actors numbered in the order of ``ids``.

    Only pairs with a shared partner have a score other than 0 on anything but the
    product of degrees, and of that the distribution follows from the degrees.
    """

    def __init__(self, graph: Graph, ids: list[str]) -> None:
        place = {key: number for number, key in enumerate(ids)}
        ends = np.array([(place[a], place[b]) for a, b in graph.edges], dtype=int).reshape(-1, 2)
        arcs = np.concatenate([ends, ends[:, ::-1]]).T
        shape = (len(ids), len(ids))
        self._matrix = sp.csr_array((np.ones(arcs.shape[1]), (arcs[0], arcs[1])), shape=shape)
        self.degrees: Vector = np.asarray(self._matrix.sum(axis=1), dtype=float)
        self.paths: Vector = self._matrix @ self.degrees  # of two ties, from each actor
        self.count = len(ids) * (len(ids) - 1) // 2 - graph.size()

    def without_tie(self, rows: Any) -> int:
        """How many pairs without a tie have their first end among some actors."""
        later = len(self.degrees) - 1 - rows
        tied = sp.triu(self._matrix, 1).tocsr()
        return int(later.sum() - np.diff(tied.indptr)[rows].sum())

    def parts(self) -> Iterator[Scored]:
        """All pairs with shared partners, in parts that fit in memory."""
        part_of = self.paths.cumsum() // _PATHS
        starts = [0, *(np.flatnonzero(np.diff(part_of)) + 1).tolist(), len(part_of)]
        for start, end in pairwise(starts):
            yield self.scored(np.arange(start, end))

    def scored(self, firsts: Any) -> Scored:
        """The pairs with shared partners whose first end is among some actors."""
        inverse = 1 / np.maximum(self.degrees, 1)
        rarity = 1 / np.log(np.maximum(self.degrees, 2))  # who is shared has two partners
        shared = self._shared(firsts, np.ones(len(self.degrees)))
        rows, columns = firsts[shared.row], shared.col
        either = self.degrees[rows] + self.degrees[columns] - shared.data
        scores = {
            "predicted_common_neighbours": shared.data,
            "predicted_jaccard": shared.data / either,
            "predicted_adamic_adar": self._shared(firsts, rarity).data,
            "predicted_resource_allocation": self._shared(firsts, inverse).data,
        }
        rounded = {key: values.round(_DIGITS) for key, values in scores.items()}
        return Scored(rows, columns, rounded)

    def _shared(self, firsts: Any, worth: Vector) -> Any:  # a scipy matrix, sorted
        """What the shared partners of each pair without a tie are worth together."""
        own = self._matrix[firsts]
        paths = ((own @ sp.diags_array(worth)) @ self._matrix).tocsr()
        untied = (paths - paths.multiply(own)).tocsr()
        untied.eliminate_zeros()
        untied.sort_indices()
        found = untied.tocoo()
        later = found.col > firsts[found.row]
        return sp.coo_array(
            (found.data[later], (found.row[later], found.col[later])), shape=found.shape
        )

    def products(self) -> tuple[Vector, Vector]:
        """The products of degrees of all pairs, rising, and how many pairs have each."""
        degrees, counts = np.unique(self.degrees, return_counts=True)
        every = np.outer(counts, counts) - np.diag(counts)  # ordered pairs of different actors
        ties = self._matrix.tocoo()
        products = np.append(
            np.outer(degrees, degrees).ravel(), self.degrees[ties.row] * self.degrees[ties.col]
        )
        values, place = np.unique(products, return_inverse=True)
        weights = np.append(every.ravel() / 2, np.full(ties.nnz, -0.5))
        found = np.bincount(place, weights, len(values))
        there = found > 0
        return np.asarray(values[there], float), np.asarray(found[there], float)
