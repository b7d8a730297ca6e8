"""Numbers for pairs of actors, out of a simple undirected graph.

Each function returns a value for the pairs that it is asked for; without a question,
for every pair with a tie. A pair stands in the order of its ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import starmap
from math import nan, sqrt
from typing import TypeAlias

import igraph as ig
import networkx as nx
import numpy as np

from netmap.graph import Graph
from netmap.vocabulary import ties_as

Pair: TypeAlias = tuple[str, str]
Values: TypeAlias = Mapping[Pair, float]
Pairs: TypeAlias = Iterable[Pair] | None

EXACT_UNTIL = 5_000  # actors
PIVOTS = 1_000
_SEED = 1977


def pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def tied(graph: Graph) -> list[Pair]:
    """Every pair with a tie, in order."""
    return sorted(starmap(pair, graph.edges))


def weight(graph: Graph, pairs: Pairs = None) -> Values:
    return {p: float(graph.edges[p].get("weight", 1)) for p in _asked(graph, pairs)}


def multiplexity(graph: Graph, pairs: Pairs = None) -> Values:
    """How many kinds of relation; sharing ateliers, activities or units is one kind."""
    found: dict[Pair, float] = {}
    for asked in _asked(graph, pairs):
        data = graph.edges[asked]
        kinds = set(data.get("kinds", ())) - ties_as("taking_part")
        found[asked] = float(len(kinds) + bool(data.get("shared"))) or 1.0
    return found


def betweenness(graph: Graph, pairs: Pairs = None) -> Values:
    """networkx's ``edge_betweenness_centrality``, computed by igraph.

    Above ``EXACT_UNTIL`` actors it is estimated: shortest paths are counted from
    ``PIVOTS`` of them, drawn at random but the same every time.
    """
    asked = _asked(graph, pairs)
    ids = list(graph)
    place = {key: number for number, key in enumerate(ids)}
    edges = list(graph.edges)
    network = ig.Graph(len(ids), [(place[one], place[other]) for one, other in edges])
    pivots, share = None, 1.0
    if len(ids) > EXACT_UNTIL:
        drawn = np.random.default_rng(_SEED).permutation(len(ids))[:PIVOTS]
        pivots, share = sorted(drawn.tolist()), PIVOTS / len(ids)
    counts = network.edge_betweenness(directed=False, sources=pivots)
    between = dict(zip(starmap(pair, edges), counts, strict=True))
    possible = share * len(ids) * (len(ids) - 1) / 2
    return {p: between[p] / possible for p in asked}


def embeddedness(graph: Graph, pairs: Pairs = None) -> Values:
    return {p: float(len(shared_partners(graph, *p))) for p in _asked(graph, pairs)}


def shared_partners(graph: Graph, one: str, other: str) -> set[str]:
    """Who is a partner of both."""
    few, many = sorted((graph[one], graph[other]), key=len)
    return {key for key in few if key in many}


def local_bridge(graph: Graph, pairs: Pairs = None) -> Values:
    """1 when the two have no partner in common, else 0."""
    return {p: float(not shared) for p, shared in embeddedness(graph, pairs).items()}


def span(graph: Graph, pairs: Pairs = None) -> Values:
    """The distance between the two without their own tie; NaN when nothing else connects them."""
    bridges = set(starmap(pair, nx.bridges(graph)))
    return {p: nan if p in bridges else _detour(graph, *p) for p in _asked(graph, pairs)}


def correlation(graph: Graph, pairs: Pairs = None) -> Values:
    """Pearson's correlation of the partners of the two, over all other actors."""
    others = len(graph) - 2
    found: dict[Pair, float] = {}
    for asked, (one, other, shared) in _profiles(graph, pairs).items():
        spread = (others * one - one**2) * (others * other - other**2)
        found[asked] = (others * shared - one * other) / sqrt(spread) if spread else nan
    return found


def jaccard(graph: Graph, pairs: Pairs = None) -> Values:
    """The share of the partners of either, the two themselves aside, that both have."""
    return {
        asked: shared / (one + other - shared) if one + other else nan
        for asked, (one, other, shared) in _profiles(graph, pairs).items()
    }


def _profiles(graph: Graph, pairs: Pairs) -> dict[Pair, tuple[int, int, int]]:
    """How many partners each has beside the other, and how many both have."""
    found: dict[Pair, tuple[int, int, int]] = {}
    for one, other in _asked(graph, pairs):
        own = int(graph.has_edge(one, other))
        counts = (graph.degree[one] - own, graph.degree[other] - own)
        found[one, other] = (*counts, len(shared_partners(graph, one, other)))
    return found


def _detour(graph: Graph, one: str, other: str) -> float:
    """The shortest path between two that avoids their own tie; a search from both ends."""
    fronts = [set(graph[one]) - {other}, set(graph[other]) - {one}]
    seen = [front | {one, other} for front in fronts]
    steps = 2
    if fronts[0] & fronts[1]:
        return float(steps)
    while all(fronts):
        side = 0 if len(fronts[0]) <= len(fronts[1]) else 1
        fronts[side] = {key for here in fronts[side] for key in graph[here]} - seen[side]
        seen[side] |= fronts[side]
        steps += 1
        if fronts[side] & seen[1 - side]:
            return float(steps)
    return nan


def _asked(graph: Graph, pairs: Pairs) -> list[Pair]:
    return tied(graph) if pairs is None else list(pairs)


FUNCTIONS = {
    "tie_weight": weight,
    "tie_multiplexity": multiplexity,
    "tie_betweenness": betweenness,
    "tie_embeddedness": embeddedness,
    "tie_local_bridge": local_bridge,
    "tie_span": span,
    "tie_correlation": correlation,
    "tie_jaccard": jaccard,
}
