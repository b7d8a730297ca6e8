"""Krackhardt's (1994) four dimensions of hierarchy, for referrals.

Each is 1 in an out-tree, where referrals start with one actor and reach every other
along one way only, and falls with every deviation from it.
"""

from __future__ import annotations

from functools import reduce
from itertools import combinations
from math import nan
from operator import or_
from typing import cast

import networkx as nx

from netmap.graph import Graph
from netmap.metrics.distances import adjacency, distances

_BOUNDS_UNTIL = 2000  # actors; above it there are too many pairs to look at each


def referral_connectedness(graph: Graph) -> float:
    """The share of pairs between which referrals make a path, whatever their direction."""
    count = len(graph)
    linked = sum(len(part) * (len(part) - 1) for part in _parts(graph))
    return linked / (count * (count - 1)) if count > 1 else nan


def referral_hierarchy(graph: Graph) -> float:
    """The share of pairs with a path that have one in one direction only."""
    circles = nx.strongly_connected_components(_directed(graph))
    both = sum(len(part) * (len(part) - 1) // 2 for part in circles)
    paths = int(distances(adjacency(graph)).reach.sum())  # ordered pairs
    return 1 - both / (paths - both) if paths else nan


def referral_efficiency(graph: Graph) -> float:
    """How few referrals there are above those that a part needs to hang together."""
    parts = _parts(graph)
    needed = sum(len(part) - 1 for part in parts)
    possible = sum(len(part) * (len(part) - 1) for part in parts)
    return 1 - (graph.size() - needed) / (possible - needed) if possible > needed else nan


def referral_lub(graph: Graph) -> float:
    """The share of pairs in the same part with a least upper bound.

    An upper bound of two actors has a path of referrals to both (each has one to itself);
    it is the least when all other upper bounds have a path to it. NaN above 2,000 actors.
    """
    if len(graph) > _BOUNDS_UNTIL:
        return nan
    above = _above(_directed(graph))
    known = set(above.values())
    pairs = missing = 0
    for part in _parts(graph):
        # A star's worth of pairs cannot fail: a connected part has at least so many bounds.
        pairs += (len(part) - 1) * (len(part) - 2) // 2
        # All upper bounds of two actors lead to a least one: then they are what is above it.
        missing += sum(above[a] & above[b] not in known for a, b in combinations(part, 2))
    return 1 - missing / pairs if pairs else nan


def _above(graph: nx.DiGraph[str]) -> dict[str, int]:
    """For each actor, the set of those with a path to it, itself included, as bits."""
    circles = nx.condensation(graph)
    bits: dict[int, int] = {}
    number = 0
    for circle in nx.topological_sort(circles):
        size = len(circles.nodes[circle]["members"])
        own = ((1 << size) - 1) << number
        number += size
        bits[circle] = reduce(or_, (bits[other] for other in circles.predecessors(circle)), own)
    return {node: bits[circle] for node, circle in circles.graph["mapping"].items()}


def _parts(graph: Graph) -> list[set[str]]:
    return list(nx.weakly_connected_components(_directed(graph)))


def _directed(graph: Graph) -> nx.DiGraph[str]:
    """The projection of referrals is directed; only its type has been lost on the way."""
    return cast("nx.DiGraph[str]", graph)


FUNCTIONS = {
    "referral_connectedness": referral_connectedness,
    "referral_hierarchy": referral_hierarchy,
    "referral_efficiency": referral_efficiency,
    "referral_lub": referral_lub,
}
