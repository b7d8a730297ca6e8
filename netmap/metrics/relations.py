"""Relations beside each other: how dense each is, and how much they run along the same pairs.

A relation is a kind of tie, or taking part in the same setting (`TOGETHER`). Direction
does not count here: a pair has a relation or not.
"""

from __future__ import annotations

from itertools import combinations
from math import comb, nan, sqrt
from typing import TypeAlias

import numpy as np
import pandas as pd

from netmap.graph import Graph
from netmap.metrics.communities import SEED
from netmap.vocabulary import ties_as

Pairs: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"

TOGETHER = "together"
PERMUTATIONS = 999


def multiplexity(graph: Graph) -> float:
    """The mean number of relations of the pairs that have one."""
    counts = [len(_relations(values)) for *_, values in graph.edges(data=True)]
    found = [count for count in counts if count]
    return sum(found) / len(found) if found else nan


def multiplex_share(graph: Graph) -> float:
    """The share of tied pairs that have more than one relation."""
    counts = [len(_relations(values)) for *_, values in graph.edges(data=True)]
    found = [count for count in counts if count]
    return sum(count > 1 for count in found) / len(found) if found else nan


def relation_density(graph: Graph) -> pd.DataFrame:
    """For each relation: its pairs, the actors it touches, and its density."""
    layers = _layers(graph)
    count = len(graph)
    rows = {
        name: {
            "pairs": float(len(codes)),
            "actors": float(len(np.unique(np.divmod(codes, count)))),
            "density": len(codes) / comb(count, 2),
        }
        for name, codes in layers.items()
    }
    columns = ["pairs", "actors", "density"]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns, dtype="float64")
    return frame.rename_axis("relation")


def relation_overlap(
    graph: Graph, *, seed: int = SEED, permutations: int = PERMUTATIONS
) -> pd.DataFrame:
    """For each two relations: shared pairs, Jaccard, and the QAP correlation with its p values.

    Each permutation gives all actors another place; ``p_as_large`` is the share of
    permutations (the observed one included) with at least as many shared pairs.
    """
    count, layers = len(graph), _layers(graph)
    couples = [
        tuple(sorted(couple, key=lambda name: (len(layers[name]), name)))
        for couple in combinations(layers, 2)
    ]
    sieves = {name: _Sieve(codes) for name, codes in layers.items()}
    shared = {(a, b): sieves[b].common(layers[a]) for a, b in couples}
    larger = dict.fromkeys(shared, 1)
    smaller = dict.fromkeys(shared, 1)
    ends = {name: np.divmod(codes, count) for name, codes in layers.items()}
    lots = np.random.default_rng(seed)
    for _ in range(permutations if couples else 0):
        places = lots.permutation(count)
        moved = {name: _codes(places[one], places[two], count) for name, (one, two) in ends.items()}
        for (a, b), observed in shared.items():
            found = sieves[b].common(moved[a])
            larger[a, b] += found >= observed
            smaller[a, b] += found <= observed
    rows = [
        {
            "shared": float(shared[a, b]),
            "jaccard": shared[a, b] / (len(layers[a]) + len(layers[b]) - shared[a, b]),
            "correlation": _correlation(
                len(layers[a]), len(layers[b]), shared[a, b], comb(count, 2)
            ),
            "p_as_large": larger[a, b] / (permutations + 1),
            "p_as_small": smaller[a, b] / (permutations + 1),
        }
        for a, b in shared
    ]
    columns = ["shared", "jaccard", "correlation", "p_as_large", "p_as_small"]
    index = pd.MultiIndex.from_tuples(shared, names=["relation", "other"])
    return pd.DataFrame(rows, index=index, columns=columns, dtype="float64").sort_index()


def _relations(values: dict[str, tuple[str, ...]]) -> set[str]:
    """The relations of a tie of the collaboration network."""
    found = set(values.get("kinds", ())) - ties_as("taking_part")
    return found | {TOGETHER} if values.get("shared") else found


def _layers(graph: Graph) -> dict[str, Pairs]:
    """For each relation that is there, by name: its pairs as sorted numbers."""
    place = {node: number for number, node in enumerate(graph)}
    found: dict[str, list[int]] = {}
    for one, other, values in graph.edges(data=True):
        low, high = sorted((place[one], place[other]))
        for name in _relations(values):
            found.setdefault(name, []).append(low * len(graph) + high)
    return {name: np.array(sorted(found[name]), dtype=np.int64) for name in sorted(found)}


def _codes(one: Pairs, other: Pairs, count: int) -> Pairs:
    """A number for each pair of actors, whichever comes first."""
    codes: Pairs = np.minimum(one, other) * count + np.maximum(one, other)
    return codes


class _Sieve:
    """Counts how many pairs are among those of a relation: a rough test for all, then a search."""

    _MASK = (1 << 22) - 1

    def __init__(self, codes: Pairs) -> None:
        self._codes = codes
        self._holes = np.zeros(self._MASK + 1, dtype=bool)
        self._holes[codes & self._MASK] = True

    def common(self, codes: Pairs) -> int:
        left = codes[self._holes[codes & self._MASK]]
        at = np.searchsorted(self._codes, left)
        return int((self._codes[np.minimum(at, len(self._codes) - 1)] == left).sum())


def _correlation(one: int, other: int, shared: int, pairs: int) -> float:
    spread = sqrt(one * (pairs - one) * other * (pairs - other))
    return (pairs * shared - one * other) / spread if spread else nan


FUNCTIONS = {"multiplexity": multiplexity, "multiplex_share": multiplex_share}
TABLES = {"relation_density": relation_density, "relation_overlap": relation_overlap}
