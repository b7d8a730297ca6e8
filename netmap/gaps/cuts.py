"""Where a graph comes apart: cutpoints and bridges with the pieces that come loose, in one walk.

networkx finds the cutpoints and bridges, but not the pieces; searching for those again at
each of them takes hours on a large network.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from netmap.graph import Graph


@dataclass(frozen=True, slots=True)
class Cutpoint:
    """What happens without one node: how many pieces, and all but the largest of them."""

    parts: int
    largest: int
    loose: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Cuts:
    """The cutpoints of a graph, and its bridges with the nodes on their smaller side."""

    cutpoints: Mapping[str, Cutpoint]
    bridges: Mapping[tuple[str, str], tuple[str, ...]]


@dataclass(slots=True)
class _Walk:
    """Depth first through one component.

    ``order`` lists the nodes as they are met, so that everything below a node in the
    tree is one stretch of it; ``low`` is the earliest place that such a stretch touches.
    """

    order: list[str] = field(default_factory=list)
    place: dict[str, int] = field(default_factory=dict)
    parent: dict[str, str] = field(default_factory=dict)
    low: dict[str, int] = field(default_factory=dict)
    size: dict[str, int] = field(default_factory=dict)

    def below(self, node: str) -> tuple[str, ...]:
        start = self.place[node]
        return tuple(sorted(self.order[start : start + self.size[node]]))

    def beside(self, *nodes: str) -> tuple[str, ...]:
        """What is neither below one of these, nor the one itself."""
        left_out = {key for node in nodes for key in self.below(node)}
        return tuple(sorted(key for key in self.order if key not in left_out))


def cuts(graph: Graph) -> Cuts:
    """Every cutpoint and bridge; the time grows with the graph and with what comes loose."""
    cutpoints: dict[str, Cutpoint] = {}
    bridges: dict[tuple[str, str], tuple[str, ...]] = {}
    seen: set[str] = set()
    for root in graph:
        if root in seen:
            continue
        walk = _walk(graph, root)
        seen.update(walk.order)
        hanging: dict[str, list[str]] = {}  # node -> children that reach no higher than it
        for child, parent in walk.parent.items():
            if walk.low[child] >= walk.place[parent]:
                hanging.setdefault(parent, []).append(child)
            if walk.low[child] == walk.place[child]:
                one, other = sorted((child, parent))
                bridges[one, other] = _smaller_side(walk, child)
        for node, children in hanging.items():
            if node != root or len(children) > 1:
                cutpoints[node] = _cutpoint(walk, node, children)
    return Cuts(cutpoints, bridges)


def _walk(graph: Graph, root: str) -> _Walk:
    walk = _Walk()
    stack = [(root, iter(graph[root]))]
    _enter(walk, root)
    while stack:
        node, neighbours = stack[-1]
        for other in neighbours:
            if other not in walk.place:
                walk.parent[other] = node
                _enter(walk, other)
                stack.append((other, iter(graph[other])))
                break
            if other != walk.parent.get(node):
                walk.low[node] = min(walk.low[node], walk.place[other])
        else:
            stack.pop()
            above = walk.parent.get(node)
            if above is not None:
                walk.low[above] = min(walk.low[above], walk.low[node])
                walk.size[above] += walk.size[node]
    return walk


def _enter(walk: _Walk, node: str) -> None:
    walk.place[node] = walk.low[node] = len(walk.order)
    walk.order.append(node)
    walk.size[node] = 1


def _smaller_side(walk: _Walk, child: str) -> tuple[str, ...]:
    below, total = walk.size[child], len(walk.order)
    if 2 * below == total:
        return min(walk.below(child), walk.beside(child))
    return walk.below(child) if 2 * below < total else walk.beside(child)


def _cutpoint(walk: _Walk, node: str, children: list[str]) -> Cutpoint:
    """The rest, above the node, is one piece; each child that hangs on the node is another."""
    rest = len(walk.order) - 1 - sum(walk.size[child] for child in children)
    largest = max(rest, *(walk.size[child] for child in children))
    kept = [child for child in children if walk.size[child] == largest]
    # the largest piece is not listed when there is no other as large: it may be nearly everything
    only = len(kept) + (rest == largest) == 1
    pieces = [walk.below(child) for child in children if not only or child not in kept]
    if rest and not (only and rest == largest):
        above = walk.beside(*children)
        pieces.append(tuple(key for key in above if key != node))
    pieces.sort(key=lambda piece: (-len(piece), piece))
    return Cutpoint(
        parts=len(children) + (rest > 0),
        largest=largest,
        loose=tuple(pieces if only else pieces[1:]),
    )
