"""The set of actors that scores highest together: every set tried, or a search by exchange.

References
----------
Borgatti, S. P. (2006). Identifying sets of key players in a social network.
Computational and Mathematical Organization Theory, 12(1), 21–34.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import comb, inf, nan
from typing import Literal, TypeAlias

import igraph as ig
import numpy as np

from netmap.errors import Invalid, Problem, UnknownEntity, UnknownMetric
from netmap.graph import Graph
from netmap.metrics import sets

EXACT_SETS = 40_000  # combinations; up to this many, every set is tried
POOL = 50  # actors; when there are more, an exchange only considers the busiest brokers
SAMPLE = 100  # actors; a search in a larger network counts distances and paths from so many
SAMPLED_ABOVE = 2_000  # actors
_SAME = 1e-12  # values closer than this count as equal

Method: TypeAlias = Literal["exact", "exchange"]
Score: TypeAlias = Callable[[tuple[int, ...]], float]


@dataclass(frozen=True, slots=True)
class KeyPlayers:
    """The best set that was found, and how it was looked for.

    Attributes
    ----------
    value, before
        The measure for this set, and for nobody: what the network has without it.
    method
        ``exact``: every set was tried, none scores higher. ``exchange``: the best of
        several starts, each improved by exchanging one actor at a time for as long as
        that helps; a better set may exist.
    equal
        How many sets score just as high, this one included: with more than one, these
        names are one choice among equals. None after an exchange, which does not know.
    candidates
        How many actors were considered.
    sampled
        Whether the search counted distances from a sample of the actors; ``value`` and
        ``before`` never do.
    """

    measure: str
    actors: tuple[str, ...]
    value: float
    before: float
    method: Method
    equal: int | None
    candidates: int
    sampled: bool
    seed: int


def key_players(
    graph: Graph,
    measure: str,
    size: int,
    *,
    among: Collection[str] | None = None,
    seed: int = 0,
    starts: int = 2,
    exact_sets: int = EXACT_SETS,
) -> KeyPlayers:
    """The set of ``size`` actors with the highest value of a measure for sets.

    Up to ``exact_sets`` combinations every set is tried. Above it a greedy set and
    ``starts`` random ones are improved by exchange. ``among`` limits who may be chosen,
    not what the measure counts. The first of equal sets, by id, is returned.

    Raises UnknownMetric, UnknownEntity, and Invalid when there are not enough actors.
    """
    if measure not in sets.FUNCTIONS:
        raise UnknownMetric(measure)
    eligible = set(graph if among is None else among)
    if unknown := sorted(eligible - set(graph)):
        raise UnknownEntity(unknown[0])
    if not 1 <= size <= len(eligible):
        message = f"choose from 1 to {len(eligible)} actors"
        raise Invalid([Problem("bad-value", "key players", "size", message)])
    ids = sorted(graph)
    choice = [number for number, key in enumerate(ids) if key in eligible]
    network = _network(graph, ids)
    everyone = range(len(ids))
    exact = comb(len(choice), size) <= exact_sets
    equal, sampled = None, False
    if exact:
        whole = _score(network, measure, choice, everyone)
        best, equal = _try_all(whole, choice, size)
    else:
        rng = np.random.default_rng(seed)
        choice = _brokers(network, choice, rng)
        sampled = len(ids) > SAMPLED_ABOVE and measure == "set_distance_fragmentation"
        whole = _score(network, measure, choice, everyone)
        searched = _score(network, measure, choice, _sample(len(ids), rng)) if sampled else whole
        best = _exchange(cache(searched), choice, size, starts, rng)
    return KeyPlayers(
        measure=measure,
        actors=tuple(ids[number] for number in best),
        value=whole(best),
        before=whole(()),
        method="exact" if exact else "exchange",
        equal=equal,
        candidates=len(choice),
        sampled=sampled,
        seed=seed,
    )


def _try_all(score: Score, choice: list[int], size: int) -> tuple[tuple[int, ...], int]:
    """The first of the best sets, and how many are as good."""
    best, most, equal = tuple(choice[:size]), -inf, 0
    for group in combinations(choice, size):
        value = score(group)
        if value > most + _SAME:
            best, most, equal = group, value, 1
        elif value > most - _SAME:
            equal += 1
    return best, equal


def _exchange(
    score: Score, choice: list[int], size: int, starts: int, rng: np.random.Generator
) -> tuple[int, ...]:
    """The best of a greedy and some random sets, each exchanged member by member."""
    greedy: tuple[int, ...] = ()
    for _ in range(size):
        options = [_sorted({*greedy, one}) for one in choice if one not in greedy]
        greedy = max(options, key=score)
    drawn = (rng.choice(choice, size, replace=False).tolist() for _ in range(starts))
    ends = [_improved(score, group, choice) for group in (greedy, *map(_sorted, drawn))]
    return max(ends, key=score)


def _improved(score: Score, group: tuple[int, ...], choice: list[int]) -> tuple[int, ...]:
    """The set after the best single exchange, again and again until none helps."""
    while True:
        swaps = [
            _sorted({*group, new} - {old}) for old in group for new in choice if new not in group
        ]
        best = max(swaps, key=score, default=group)
        if not score(best) > score(group) + _SAME:
            return group
        group = best


def _score(network: ig.Graph, measure: str, choice: list[int], sources: Iterable[int]) -> Score:
    """The measure as a function of a set of numbers out of ``choice``."""
    if measure in {"set_fragmentation", "set_distance_fragmentation"}:
        apart = measure == "set_fragmentation"
        return _breaking(network, _component_pairs if apart else _nearness(list(sources)))
    distances = np.array(network.distances(choice), dtype=float).reshape(len(choice), -1)
    near = distances <= sets.STEPS if measure == "set_reach" else 1 / np.maximum(distances, 1)
    row = {number: place for place, number in enumerate(choice)}

    def reached(group: tuple[int, ...]) -> float:
        if not group or not network.vcount():
            return 0.0
        return float(near[[row[number] for number in group]].max(axis=0).mean())

    return reached


def _breaking(network: ig.Graph, together: Callable[[ig.Graph, frozenset[int]], float]) -> Score:
    """1 − the share of pairs that are still ``together`` when a set has lost its ties."""
    incident = [network.incident(number) for number in range(network.vcount())]

    def broken(group: tuple[int, ...]) -> float:
        if network.vcount() - len(group) < 2:
            return nan
        rest = network.copy()
        rest.delete_edges({edge for number in group for edge in incident[number]})
        return 1 - together(rest, frozenset(group))

    return broken


def _component_pairs(rest: ig.Graph, gone: frozenset[int]) -> float:
    count = rest.vcount() - len(gone)
    linked = sum(size * (size - 1) for size in rest.connected_components().sizes())
    return float(linked / (count * (count - 1)))


def _nearness(sources: list[int]) -> Callable[[ig.Graph, frozenset[int]], float]:
    """The mean of 1 / distance, from these sources to all others that are left."""

    def near(rest: ig.Graph, gone: frozenset[int]) -> float:
        left = [number for number in sources if number not in gone]
        total = sum(rest.harmonic_centrality(left, normalized=False))
        return float(total / (len(left) * (rest.vcount() - len(gone) - 1)))

    return near


def _brokers(network: ig.Graph, choice: list[int], rng: np.random.Generator) -> list[int]:
    """Those of ``choice`` that most shortest paths from some actors run through."""
    if len(choice) <= POOL:
        return choice
    sources = _sample(network.vcount(), rng)
    between = network.betweenness(choice, directed=False, sources=sources)
    ranked = sorted(zip(between, network.degree(choice), choice, strict=True), reverse=True)
    return sorted(number for _, _, number in ranked[:POOL])


def _sample(count: int, rng: np.random.Generator) -> list[int]:
    return sorted(rng.permutation(count)[:SAMPLE].tolist())


def _network(graph: Graph, ids: list[str]) -> ig.Graph:
    place = {key: number for number, key in enumerate(ids)}
    return ig.Graph(len(ids), [(place[one], place[other]) for one, other in graph.edges])


def _sorted(group: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(group))
