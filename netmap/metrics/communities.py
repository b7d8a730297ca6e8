"""Communities: groups with more ties within than degrees alone would give (Leiden, modularity).

The algorithm draws lots, so it runs several times from different seeds: the best run
counts, and how much the runs agree is a number of its own.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import nan
from threading import Lock
from typing import Any, TypeAlias

import igraph
import numpy as np
import pandas as pd

from netmap.graph import Graph

Numbers: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"

SEED = 1
RUNS = 10
_ITERATIONS = 5  # of the algorithm in each run; more hardly changes the modularity
_LOTS = Lock()  # igraph draws from one generator for the whole process


@dataclass(frozen=True, slots=True)
class Partition:
    """The best division, and how the runs agree about it.

    Attributes
    ----------
    modularity
        Of the best run.
    community
        The community of each actor in it, in the order of the nodes, numbered from 1,
        the largest first; 0 for an isolate, which has no community.
    support
        For each actor: the mean over the runs of the overlap (Jaccard) between its
        community in that run and in the best one.
    stability
        The mean adjusted Rand index over all pairs of runs.
    """

    modularity: float
    community: Numbers
    support: tuple[float, ...]
    stability: float


def modularity(graph: Graph) -> float:
    return partition(graph).modularity


def communities(graph: Graph) -> float:
    """The number of communities in the best run."""
    return float(partition(graph).community.max(initial=0)) or nan


def community_stability(graph: Graph) -> float:
    return partition(graph).stability


def community_members(graph: Graph, *, seed: int = SEED) -> pd.DataFrame:
    """For each actor: its community, and how much the runs agree about that."""
    found = partition(graph, seed)
    has = found.community > 0
    return pd.DataFrame(
        {
            "community": np.where(has, found.community, nan),
            "support": np.where(has, found.support, nan),
        },
        index=pd.Index(list(graph), name="entity", dtype="object"),
    ).sort_index()


def partition(graph: Graph, seed: int = SEED) -> Partition:
    """The best of `RUNS` runs, with the seeds ``seed``, ``seed + 1``, ..."""
    place = {node: number for number, node in enumerate(graph)}
    ends = np.array([(place[a], place[b]) for a, b in graph.edges()], dtype=np.int64)
    return _partition(len(graph), ends.tobytes(), seed)


@lru_cache(maxsize=4)  # three metrics and a table ask for the same one
def _partition(count: int, ends: bytes, seed: int) -> Partition:
    ties = np.frombuffer(ends, dtype=np.int64).reshape(-1, 2)
    linked, numbers = np.unique(ties, return_inverse=True)  # isolates have no community
    if not len(linked):
        return Partition(nan, np.zeros(count, np.int64), (nan,) * count, nan)
    network = igraph.Graph(len(linked), numbers.reshape(-1, 2))
    runs = [_run(network, seed + number) for number in range(RUNS)]
    best = max(runs, key=lambda run: float(run.modularity))  # the first among equals
    main = _by_size(np.array(best.membership))
    support = np.mean([_overlap(main, np.array(run.membership)) for run in runs], axis=0)
    agreement = [
        igraph.compare_communities(one, other, method="adjusted_rand")
        for one, other in combinations(runs, 2)
    ]
    community, supported = np.zeros(count, np.int64), np.zeros(count)
    community[linked], supported[linked] = main, support
    community.setflags(write=False)
    return Partition(
        float(best.modularity), community, tuple(supported.tolist()), float(np.mean(agreement))
    )


def _run(network: Any, seed: int) -> Any:  # igraph carries no types
    with _LOTS:
        igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - no secret
        try:
            return network.community_leiden(
                objective_function="modularity", n_iterations=_ITERATIONS
            )
        finally:
            igraph.set_random_number_generator(random)


def _by_size(membership: Numbers) -> Numbers:
    """The same communities, numbered from 1: the largest first, then who has the first actor."""
    _, first, own, sizes = np.unique(
        membership, return_index=True, return_inverse=True, return_counts=True
    )
    rank = np.empty(len(sizes), np.int64)
    rank[np.lexsort((first, -sizes))] = np.arange(1, len(sizes) + 1)
    return rank[own]


def _overlap(one: Numbers, other: Numbers) -> np.ndarray[Any, np.dtype[np.float64]]:
    """For each actor: the Jaccard index of its communities in both."""
    both = one * (int(other.max()) + 1) + other
    _, where, together = np.unique(both, return_inverse=True, return_counts=True)
    joint = together[where]
    either = np.bincount(one)[one] + np.bincount(other)[other] - joint
    return np.asarray(joint / either, dtype=np.float64)


FUNCTIONS = {
    "modularity": modularity,
    "communities": communities,
    "community_stability": community_stability,
}
TABLES = {"community_members": community_members}
