"""What is left of a network while actors leave: the most central first, or any.

Everything is a share of the network as it was, so that the curves fall from what there
is at the start to 0. Equals, and those who leave at random, are drawn by lot; the
curves are means over several draws.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from functools import lru_cache
from math import nan
from typing import TypeAlias

import numpy as np
import pandas as pd

from netmap.graph import Graph
from netmap.metrics.communities import SEED

Vector: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.float64]]"
Numbers: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"
Partners: TypeAlias = list[list[int]]

_STEPS = 100  # points of the curve at most
_MOST, _LEAST = 20, 2  # draws
_WORK = 20_000  # actors times draws, as far as the least number of draws allows


@dataclass(frozen=True, slots=True)
class Curves:
    """For 0, 1, 2, ... actors gone, in each draw (a row): what share is left.

    ``connected`` is of pairs that a path connects, ``largest`` of actors in the largest part.
    """

    connected: np.ndarray[tuple[int, int], np.dtype[np.float64]]
    largest: np.ndarray[tuple[int, int], np.dtype[np.float64]]


def robustness_targeted(graph: Graph) -> float:
    return _mean_share(graph, targeted=True)


def robustness_random(graph: Graph) -> float:
    return _mean_share(graph, targeted=False)


def robustness(graph: Graph, *, seed: int = SEED) -> pd.DataFrame:
    """Both curves, with the lowest and highest draw where actors leave at random."""
    count = len(graph)
    gone = np.unique(np.linspace(0, count, min(count, _STEPS) + 1).round().astype(np.int64))
    columns: dict[str, Vector] = {"share": gone / (count or nan)}
    for name, targeted in (("central", True), ("random", False)):
        if count < 2:
            empty = np.full((1, count + 1), nan)
            found = Curves(empty, empty)
        else:
            found = curves(graph, targeted=targeted, seed=seed)
        for what, values in (("connected", found.connected), ("largest", found.largest)):
            columns[f"{what}_{name}"] = values.mean(axis=0)[gone]
    columns["connected_random_low"] = found.connected.min(axis=0)[gone]
    columns["connected_random_high"] = found.connected.max(axis=0)[gone]
    return pd.DataFrame(columns, index=pd.Index(gone, name="removed"))


def draws(count: int) -> int:
    """How many draws a network of so many actors gets: 20, fewer above a thousand, at least 2."""
    return max(_LEAST, min(_MOST, _WORK // max(count, 1)))


def curves(graph: Graph, *, targeted: bool, seed: int = SEED) -> Curves:
    """What is left, in each draw. The network has two actors at least."""
    place = {node: number for number, node in enumerate(graph)}
    ends = np.array([(place[a], place[b]) for a, b in graph.edges()], dtype=np.int64)
    return _curves(len(graph), ends.tobytes(), targeted, seed)


def _mean_share(graph: Graph, *, targeted: bool) -> float:
    """The mean share in the largest part while 1, 2, ..., n actors are gone."""
    if len(graph) < 2:
        return nan
    return float(curves(graph, targeted=targeted).largest[:, 1:].mean())


@lru_cache(maxsize=4)  # the numbers and the table ask for the same ones
def _curves(count: int, ends: bytes, targeted: bool, seed: int) -> Curves:
    partners: Partners = [[] for _ in range(count)]
    for one, other in np.frombuffer(ends, dtype=np.int64).reshape(-1, 2).tolist():
        partners[one].append(other)
        partners[other].append(one)
    lots = np.random.default_rng(seed)
    found = []
    for _ in range(draws(count)):
        lot = lots.permutation(count)
        found.append(remaining(partners, _most_central_first(partners, lot) if targeted else lot))
    connected, largest = (np.array(values) for values in zip(*found, strict=True))
    connected.setflags(write=False)
    largest.setflags(write=False)
    return Curves(connected / (count * (count - 1) / 2), largest / count)


def _most_central_first(partners: Partners, lot: Numbers) -> list[int]:
    """Each time who has most partners left; among equals by lot."""
    left = [len(others) for others in partners]
    drawn = lot.tolist()
    queue = [(-degree, drawn[actor], actor) for actor, degree in enumerate(left)]
    heapq.heapify(queue)
    order: list[int] = []
    gone = [False] * len(partners)
    while queue:
        degree, _, actor = heapq.heappop(queue)
        if gone[actor] or left[actor] != -degree:
            continue  # it has lost partners since then, and stands further on
        gone[actor] = True
        order.append(actor)
        for other in partners[actor]:
            if not gone[other]:
                left[other] -= 1
                heapq.heappush(queue, (-left[other], drawn[other], other))
    return order


def remaining(partners: Partners, order: list[int] | Numbers) -> tuple[list[int], list[int]]:
    """Connected pairs and the size of the largest part, after 0, 1, 2, ... have left.

    Computed backwards: actors come back one by one and join parts together.
    """
    leader = list(range(len(partners)))
    size = [0] * len(partners)
    pairs = largest = 0
    connected, sizes = [0], [0]
    for actor in [int(number) for number in order][::-1]:
        size[actor] = 1
        top = actor
        for other in partners[actor]:
            if not size[other]:
                continue
            while leader[other] != other:
                leader[other] = leader[leader[other]]
                other = leader[other]  # noqa: PLW2901 - climbing to the leader of its part
            if other != top:
                pairs += size[other] * size[top]
                if size[other] > size[top]:
                    other, top = top, other  # noqa: PLW2901 - the larger part leads
                leader[other] = top
                size[top] += size[other]
        largest = max(largest, size[top])
        connected.append(pairs)
        sizes.append(largest)
    return connected[::-1], sizes[::-1]


FUNCTIONS = {"robustness_targeted": robustness_targeted, "robustness_random": robustness_random}
TABLES = {"robustness": robustness}
