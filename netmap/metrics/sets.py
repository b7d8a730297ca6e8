"""Numbers for a set of actors together: what their leaving breaks, whom they reach (Borgatti 2006).

The best set of three is seldom the best three: two actors that hold the same part of a
network together, or that reach the same others, add little to each other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from math import nan

import networkx as nx

from netmap.graph import Graph

STEPS = 2  # how far `reach` looks


def fragmentation(graph: Graph, group: Collection[str]) -> float:
    """The share of pairs of others without a path between them once the group is gone."""
    rest = _without(graph, group)
    count = len(rest)
    linked = sum(len(part) * (len(part) - 1) for part in nx.connected_components(rest))
    return 1 - linked / (count * (count - 1)) if count > 1 else nan


def distance_fragmentation(graph: Graph, group: Collection[str]) -> float:
    """As `fragmentation`, but a longer path counts as a partly broken one."""
    rest = _without(graph, group)
    count = len(rest)
    near = sum(
        1 / steps
        for _, lengths in nx.all_pairs_shortest_path_length(rest)
        for steps in lengths.values()
        if steps
    )
    return 1 - near / (count * (count - 1)) if count > 1 else nan


def reach(graph: Graph, group: Collection[str], steps: int = STEPS) -> float:
    """The share of all actors within some steps of the group, the group included."""
    distances = _distances(graph, group)
    return sum(d <= steps for d in distances.values()) / len(graph) if graph else nan


def distance_reach(graph: Graph, group: Collection[str]) -> float:
    """The mean over all actors of 1 / distance to the group; 1 for the group itself."""
    distances = _distances(graph, group)
    return sum(1 / max(d, 1) for d in distances.values()) / len(graph) if graph else nan


def _without(graph: Graph, group: Collection[str]) -> Graph:
    return graph.subgraph(set(graph) - set(group))


def _distances(graph: Graph, group: Collection[str]) -> dict[str, int]:
    """Steps from the nearest of the group, for all that a path leads to."""
    found = dict.fromkeys(group, 0)
    queue = deque(found)
    while queue:
        here = queue.popleft()
        for other in graph[here]:
            if other not in found:
                found[other] = found[here] + 1
                queue.append(other)
    return found


FUNCTIONS = {
    "set_fragmentation": fragmentation,
    "set_distance_fragmentation": distance_fragmentation,
    "set_reach": reach,
    "set_distance_reach": distance_reach,
}
