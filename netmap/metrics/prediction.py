"""Where a tie may come about, and how often such a guess is right on this very network.

A score says of two actors without a tie how likely one is. It is judged by hiding
ties that are there and looking how high it ranks them among all pairs without a tie.
The product of degrees is the baseline: whoever has many ties gets more. A score that
finds hidden ties no better than that says nothing about these two actors.

References
----------
Liben-Nowell, D., & Kleinberg, J. (2007). The link-prediction problem for social networks.
Journal of the American Society for Information Science and Technology, 58(7), 1019–1031.
Lü, L., & Zhou, T. (2011). Link prediction in complex networks: a survey. Physica A, 390(6).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import nan
from typing import Any, TypeAlias

import networkx as nx
import numpy as np
import scipy.sparse as sp

from netmap.graph import Graph
from netmap.metrics.tie import Pair, tied

BASELINE = "predicted_degree_product"
FOLDS, REPEATS = 5, 5

Vector: TypeAlias = np.ndarray[tuple[int], np.dtype[np.float64]]
_DIGITS = 10  # scores that agree in so many decimals are equal


@dataclass(frozen=True, slots=True)
class HitRate:
    """How well a score finds hidden ties again.

    Attributes
    ----------
    precision
        The share of hidden ties among the highest scores, as many as were hidden; where
        equal scores straddle the cut, what to expect of a random order among them.
    precision_low, precision_high
        The lowest and highest precision among the repetitions.
    auc
        How often a hidden tie scores above a pair that has no tie; equal counts half.
    chance
        The precision of guessing at random.
    hidden
        How many ties were hidden and scored, all repetitions together.
    beats_baseline
        Whether precision and auc are both above those of the product of degrees, and
        above those of guessing; None for that product itself, and when nothing could
        be hidden.
    """

    score: str
    precision: float
    precision_low: float
    precision_high: float
    auc: float
    chance: float
    hidden: int
    beats_baseline: bool | None = None


def common_neighbours(graph: Graph, pairs: Iterable[Pair]) -> Mapping[Pair, float]:
    return {p: float(len(list(nx.common_neighbors(graph, *p)))) for p in pairs}


def jaccard(graph: Graph, pairs: Iterable[Pair]) -> Mapping[Pair, float]:
    return _pairwise(nx.jaccard_coefficient(graph, pairs))


def adamic_adar(graph: Graph, pairs: Iterable[Pair]) -> Mapping[Pair, float]:
    return _pairwise(nx.adamic_adar_index(graph, pairs))


def resource_allocation(graph: Graph, pairs: Iterable[Pair]) -> Mapping[Pair, float]:
    return _pairwise(nx.resource_allocation_index(graph, pairs))


def degree_product(graph: Graph, pairs: Iterable[Pair]) -> Mapping[Pair, float]:
    return _pairwise(nx.preferential_attachment(graph, pairs))


def _pairwise(found: Iterator[tuple[str, str, float]]) -> Mapping[Pair, float]:
    return {(one, other): float(score) for one, other, score in found}


FUNCTIONS: Mapping[str, Callable[..., Mapping[Pair, float]]] = {
    "predicted_common_neighbours": common_neighbours,
    "predicted_jaccard": jaccard,
    "predicted_adamic_adar": adamic_adar,
    "predicted_resource_allocation": resource_allocation,
    BASELINE: degree_product,
}


class Candidates:
    """Every pair without a tie, with its scores: those with a shared partner one by one.

    All other pairs score 0 on everything but the product of degrees, and of that only
    the distribution is needed: no list of all pairs is made.
    """

    def __init__(self, graph: Graph, ids: list[str]) -> None:
        place = {key: number for number, key in enumerate(ids)}
        ends = np.array([(place[a], place[b]) for a, b in graph.edges], dtype=int).reshape(-1, 2)
        arcs = np.concatenate([ends, ends[:, ::-1]]).T
        shape = (len(ids), len(ids))
        matrix = sp.csr_array((np.ones(arcs.shape[1]), (arcs[0], arcs[1])), shape=shape)
        self._matrix = matrix
        self.degrees: Vector = np.asarray(matrix.sum(axis=1), dtype=float)
        self.count = len(ids) * (len(ids) - 1) // 2 - graph.size()
        shared = self._shared(np.ones(len(ids)))
        self.rows, self.columns = shared.row, shared.col
        either = self.degrees[shared.row] + self.degrees[shared.col] - shared.data
        inverse = 1 / np.maximum(self.degrees, 1)
        rarity = 1 / np.log(np.maximum(self.degrees, 2))  # who is shared has two partners
        self.scores: dict[str, Vector] = {
            "predicted_common_neighbours": shared.data,
            "predicted_jaccard": shared.data / either,
            "predicted_adamic_adar": self._shared(rarity).data,
            "predicted_resource_allocation": self._shared(inverse).data,
        }

    def _shared(self, worth: Vector) -> Any:  # a scipy matrix; its stubs cannot say which
        """What the shared partners of each pair without a tie are worth together."""
        paths = sp.triu(self._matrix @ sp.diags_array(worth) @ self._matrix, 1).tocsr()
        untied = (paths - paths.multiply(self._matrix)).tocsr()
        untied.eliminate_zeros()
        untied.sort_indices()
        return untied.tocoo()

    def distribution(self, score: str) -> tuple[Vector, Vector]:
        """The values of a score, rising, and how many pairs have each."""
        if score == BASELINE:
            return self._products()
        values, counts = np.unique(self.scores[score].round(_DIGITS), return_counts=True)
        without = self.count - len(self.rows)
        if not without:
            return values, counts.astype(float)
        return np.append(0.0, values), np.append(float(without), counts)

    def _products(self) -> tuple[Vector, Vector]:
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

    def of(self, score: str, rows: Any, columns: Any) -> Vector:
        """The scores of some pairs without a tie; each row before its column."""
        if score == BASELINE:
            return np.asarray(self.degrees[rows] * self.degrees[columns])
        size = len(self.degrees)
        places = self.rows.astype(np.int64) * size + self.columns  # rising: sorted by row, column
        wanted = np.asarray(rows, dtype=np.int64) * size + np.asarray(columns)
        at = np.searchsorted(places, wanted)
        found = np.zeros(len(wanted))
        there = at < len(places)
        there[there] = places[at[there]] == wanted[there]
        found[there] = self.scores[score][at[there]]
        return found.round(_DIGITS)


def hit_rates(graph: Graph, repeats: Iterable[Iterable[Graph]]) -> tuple[HitRate, ...]:
    """How well each score finds the ties of ``graph`` that graphs with fewer ties miss.

    Each of ``repeats`` is a way to hide all ties once, in parts: see `hidden_parts`.
    """
    ids = sorted(graph)
    place = {key: number for number, key in enumerate(ids)}
    ties = tied(graph)
    found: dict[str, list[tuple[float, float]]] = {score: [] for score in FUNCTIONS}
    chances: list[float] = []
    total = 0
    for parts in repeats:
        outcomes: list[tuple[int, float, dict[str, tuple[float, float]]]] = []
        for part in parts:
            pairs = np.array([(place[a], place[b]) for a, b in ties if not part.has_edge(a, b)])
            candidates = Candidates(part, ids)
            if 0 < len(pairs) < candidates.count:
                rates = {score: _rate(candidates, score, pairs.T) for score in FUNCTIONS}
                outcomes.append((len(pairs), len(pairs) / candidates.count, rates))
        sizes = [size for size, _, _ in outcomes]
        if not sizes:
            continue
        total += sum(sizes)
        chances.append(float(np.average([chance for _, chance, _ in outcomes], weights=sizes)))
        for score, means in found.items():
            both = np.average([rates[score] for _, _, rates in outcomes], axis=0, weights=sizes)
            means.append((float(both[0]), float(both[1])))
    return _judged(found, chances, total)


def _rate(candidates: Candidates, score: str, pairs: Any) -> tuple[float, float]:
    """Precision at as many as were hidden, and the area under the ROC curve."""
    values, counts = candidates.distribution(score)
    hidden = np.bincount(
        np.searchsorted(values, candidates.of(score, *pairs)), minlength=len(values)
    )
    others = counts - hidden
    below = np.append(0.0, others.cumsum()[:-1])
    number = hidden.sum()
    auc = (hidden * (below + others / 2)).sum() / (number * others.sum())
    above = counts[::-1].cumsum()[::-1] - counts  # pairs that score higher than each value
    taken = np.clip(number - above, 0, counts)  # of each value, how many are among the highest
    return float((taken * hidden / counts).sum() / number), float(auc)


def _judged(
    found: Mapping[str, list[tuple[float, float]]], chances: list[float], total: int
) -> tuple[HitRate, ...]:
    chance = float(np.mean(chances)) if chances else nan
    rates: list[HitRate] = []
    means = {score: np.mean(pairs, axis=0) for score, pairs in found.items() if pairs}
    for score, pairs in found.items():
        if not pairs:
            rates.append(HitRate(score, nan, nan, nan, nan, chance, 0))
            continue
        precision, auc = (float(value) for value in means[score])
        bar = np.maximum(means[BASELINE], (chance, 0.5))
        beats = None if score == BASELINE else bool((means[score] > bar).all())
        low, high = min(p for p, _ in pairs), max(p for p, _ in pairs)
        rates.append(HitRate(score, precision, low, high, auc, chance, total, beats))
    return tuple(rates)


def hidden_parts(
    items: list[str], folds: int, repeats: int, seed: int
) -> Iterator[Iterator[frozenset[str]]]:
    """All items, dealt at random into parts of the same size; again for each repeat."""
    rng = np.random.default_rng(seed)
    for _ in range(repeats):
        order = rng.permutation(len(items))
        parts = (part for part in np.array_split(order, folds) if len(part))
        yield (frozenset(items[number] for number in part.tolist()) for part in parts)
