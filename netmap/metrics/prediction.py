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
from dataclasses import dataclass, replace
from math import nan
from typing import Any, TypeAlias

import networkx as nx
import numpy as np

from netmap.graph import Graph
from netmap.metrics.candidates import BASELINE, Candidates, Scored, Vector
from netmap.metrics.tie import Pair, tied

FOLDS, REPEATS = 5, 5
PATHS = 5_000_000  # of two ties; with more, the pairs of some actors stand for all

Rates: TypeAlias = dict[str, tuple[float, float]]  # precision and auc of each score

_SEED = 2007


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
        How many ties were hidden, all repetitions together.
    beats_baseline
        Whether precision and auc are both above those of the product of degrees, and
        above those of guessing; None for that product itself, and when nothing could
        be hidden.
    sampled
        Whether the network is so large that only some pairs were looked at.
    """

    score: str
    precision: float
    precision_low: float
    precision_high: float
    auc: float
    chance: float
    hidden: int
    beats_baseline: bool | None = None
    sampled: bool = False


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


def hit_rates(graph: Graph, repeats: Iterable[Iterable[Graph]]) -> tuple[HitRate, ...]:
    """How well each score finds the ties of ``graph`` that graphs with fewer ties miss.

    Each of ``repeats`` is a way to hide all ties once, in parts: see `hidden_parts`.
    """
    ids = sorted(graph)
    place = {key: number for number, key in enumerate(ids)}
    ties = tied(graph)
    found: dict[str, list[tuple[float, float]]] = {score: [] for score in FUNCTIONS}
    chances: list[float] = []
    total, sampled = 0, False
    for parts in repeats:
        outcomes: list[tuple[int, float, Rates]] = []
        for part in parts:
            hidden = np.array([(place[a], place[b]) for a, b in ties if not part.has_edge(a, b)])
            candidates = Candidates(part, ids)
            sampled = sampled or candidates.paths.sum() > PATHS
            if 0 < len(hidden) < candidates.count:
                outcomes.append(
                    (len(hidden), len(hidden) / candidates.count, _rates(candidates, hidden.T))
                )
        sizes = [size for size, _, _ in outcomes]
        if not sizes:
            continue
        total += sum(sizes)
        chances.append(float(np.average([chance for _, chance, _ in outcomes], weights=sizes)))
        for score, means in found.items():
            both = np.average([rates[score] for _, _, rates in outcomes], axis=0, weights=sizes)
            means.append((float(both[0]), float(both[1])))
    return tuple(
        replace(rate, sampled=sampled and rate.score != BASELINE)
        for rate in _judged(found, chances, total)
    )


def _rates(candidates: Candidates, hidden: Any) -> Rates:
    """How well each score finds hidden pairs, given as rows and columns, among all without a tie.

    In a large network only the pairs whose first end is among some actors, drawn at
    random, are looked at. Of the product of degrees all pairs are.
    """
    degrees = candidates.degrees
    rates = {BASELINE: _rate(*candidates.products(), degrees[hidden[0]] * degrees[hidden[1]])}
    firsts = np.arange(len(degrees))
    if candidates.paths.sum() > PATHS:
        order = np.random.default_rng(_SEED).permutation(firsts)
        enough = int(np.searchsorted(candidates.paths[order].cumsum(), PATHS))
        firsts = np.sort(order[: max(enough, 1)])
        hidden = hidden[:, np.isin(hidden[0], firsts)]
    scored = candidates.scored(firsts)
    zeros = candidates.without_tie(firsts) - len(scored.rows)
    for score, values in scored.scores.items():
        distinct, counts = np.unique(values, return_counts=True)
        if zeros:
            distinct, counts = np.append(0.0, distinct), np.append(zeros, counts)
        rates[score] = _rate(distinct, counts.astype(float), _of(scored, values, hidden))
    return rates


def _of(scored: Scored, values: Vector, pairs: Any) -> Vector:
    """The score of each of some pairs; 0 where no partner is shared."""
    size = int(max(scored.columns.max(initial=0), pairs.max(initial=0))) + 1
    places = scored.rows.astype(np.int64) * size + scored.columns
    at = np.searchsorted(places, pairs[0] * size + pairs[1])
    found = np.zeros(len(at))
    there = at < len(places)
    there[there] = places[at[there]] == (pairs[0] * size + pairs[1])[there]
    found[there] = values[at[there]]
    return found


def _rate(values: Vector, counts: Vector, scores: Vector) -> tuple[float, float]:
    """Precision at as many as were hidden, and the area under the ROC curve.

    ``values`` rise; ``counts`` says how many pairs have each, hidden pairs included.
    """
    hidden = np.bincount(np.searchsorted(values, scores), minlength=len(values))
    others = counts - hidden
    number = hidden.sum()
    if not (number and others.sum()):
        return nan, nan
    below = np.append(0.0, others.cumsum()[:-1])
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
