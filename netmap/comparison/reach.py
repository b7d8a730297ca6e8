"""Who can find whom, in two states: within two steps, and in one piece."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx

from netmap.graph import Graph

Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PairChanges:
    """Pairs that lose, or gain, every path of at most two steps."""

    lost: tuple[Pair, ...]
    gained: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class ReachChanges:
    """Paths between actors.

    Attributes
    ----------
    pairs_before, pairs_after
        How many pairs are at most two steps apart, of those who are there in both states.
    isolated
        Actors that work with somebody before and with nobody after.
    components_before, components_after
        Separate pieces of the network, all actors counted: sizes, the largest first.
    cut_off
        Actors that stand in the largest piece before and outside it after.
    """

    pairs_before: int
    pairs_after: int
    isolated: tuple[str, ...]
    components_before: tuple[int, ...]
    components_after: tuple[int, ...]
    cut_off: tuple[str, ...]


def compare_pairs(before: Graph, after: Graph, keys: Iterable[str]) -> PairChanges:
    """The changes for ``keys``, as far as they are in both graphs; any actor may stand between."""
    both = set(keys) & set(before) & set(after)
    old, new = _close_pairs(before, both), _close_pairs(after, both)
    return PairChanges(lost=tuple(sorted(old - new)), gained=tuple(sorted(new - old)))


def compare_reach(before: Graph, after: Graph) -> ReachChanges:
    """The changes from one collaboration graph to another."""
    both = set(before) & set(after)
    pieces_before, pieces_after = _pieces(before), _pieces(after)
    largest_before = pieces_before[0] if pieces_before else set()
    return ReachChanges(
        pairs_before=_count_close(before, both),
        pairs_after=_count_close(after, both),
        isolated=tuple(sorted(key for key in both if before[key] and not after[key])),
        components_before=tuple(map(len, pieces_before)),
        components_after=tuple(map(len, pieces_after)),
        cut_off=tuple(sorted((largest_before & both) - _heir(largest_before, pieces_after))),
    )


def _near(graph: Graph, key: str) -> set[str]:
    """Who is one or two steps away."""
    return set(graph[key]).union(*(graph[other] for other in graph[key])) - {key}


def _close_pairs(graph: Graph, keys: set[str]) -> set[Pair]:
    return {(one, other) for one in keys for other in _near(graph, one) & keys if one < other}


def _count_close(graph: Graph, keys: set[str]) -> int:
    """How many pairs there are; the pairs themselves could be very many."""
    return sum(len(_near(graph, key) & keys) for key in keys) // 2


def _pieces(graph: Graph) -> list[set[str]]:
    """The components, the largest first; of equal ones that with the first id."""
    return sorted(nx.connected_components(graph), key=lambda piece: (-len(piece), min(piece)))


def _heir(largest: set[str], pieces: list[set[str]]) -> set[str]:
    """The piece that holds most of what was the largest piece."""
    return max(pieces, key=lambda piece: len(piece & largest), default=set())
