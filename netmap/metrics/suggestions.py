"""Ties that may be worth making, with their reasons and how good such guesses are here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from netmap.errors import UnknownMetric
from netmap.graph import Graph, collaboration
from netmap.metrics.candidates import BASELINE, Candidates
from netmap.metrics.prediction import (
    FOLDS,
    FUNCTIONS,
    REPEATS,
    HitRate,
    hidden_parts,
    hit_rates,
)
from netmap.metrics.tie import Pair, shared_partners
from netmap.model import Snapshot
from netmap.roles import Level


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two actors without a tie that share partners.

    Attributes
    ----------
    scores
        Every score of this pair, and the product of their degrees.
    shared
        The partners that both have: who could introduce them.
    evidence
        The ids of the ties that link the two to these partners.
    beats_baseline
        Whether the score that ranks it finds hidden ties better than the product of
        degrees; when not, this pair is no better a guess than any two busy actors.
    """

    pair: Pair
    rank: int
    scores: Mapping[str, float]
    shared: tuple[str, ...]
    evidence: tuple[str, ...]
    beats_baseline: bool


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Suggested ties, best first, with the hit rate of every score and how to get them again."""

    revision: int
    partnership: str | None
    level: Level
    seed: int
    folds: int
    repeats: int
    score: str
    beats_baseline: bool
    hit_rates: tuple[HitRate, ...]
    items: tuple[Suggestion, ...]


def suggest_ties(
    snapshot: Snapshot,
    partnership: str | None = None,
    n: int | None = 10,
    seed: int = 0,
    *,
    score: str | None = None,
    level: Level = "organisation",
    folds: int = FOLDS,
    repeats: int = REPEATS,
) -> Suggestions:
    """The ``n`` pairs (None: all) without a tie that a score ranks highest.

    Without a ``score``, the one that finds hidden ties best is used. What is hidden are
    the documented claims, one part at a time, after which the network is made anew: with
    'takes part in this atelier' all ties that follow from it are gone. Hiding a single
    tie out of such a group would make it too easy to find again.

    Raises UnknownPartnership and UnknownMetric.
    """
    if score is not None and (score not in FUNCTIONS or score == BASELINE):
        raise UnknownMetric(score)
    graph = collaboration(snapshot, partnership, level=level)
    rates = hit_rates(graph, _remade(snapshot, partnership, graph, level, (folds, repeats, seed)))
    chosen = score or _best(rates)
    beats = any(rate.beats_baseline for rate in rates if rate.score == chosen)
    return Suggestions(
        revision=snapshot.revision,
        partnership=partnership,
        level=level,
        seed=seed,
        folds=folds,
        repeats=repeats,
        score=chosen,
        beats_baseline=beats,
        hit_rates=rates,
        items=tuple(_ranked(graph, chosen, n, beats)),
    )


def _remade(
    snapshot: Snapshot,
    partnership: str | None,
    graph: Graph,
    level: Level,
    dealing: tuple[int, int, int],
) -> Iterator[Iterator[Graph]]:
    """The network without some of the claims that it rests on, but with all its actors."""
    claims = sorted({key for *_, data in graph.edges(data=True) for key in data["ties"]})

    def without(hidden: frozenset[str]) -> Graph:
        kept = {key: tie for key, tie in snapshot.ties.items() if key not in hidden}
        fewer = replace(snapshot, ties=MappingProxyType(kept))
        part = collaboration(fewer, partnership, level=level)
        part.add_nodes_from(graph)
        return part

    for parts in hidden_parts(claims, *dealing):
        yield (without(hidden) for hidden in parts)


def _best(rates: tuple[HitRate, ...]) -> str:
    """The score with the highest precision; of equals the highest auc, then the first."""
    real = [rate for rate in rates if rate.score != BASELINE]
    best = max(real, key=lambda rate: (bool(rate.hidden), rate.precision, rate.auc))
    return best.score


def _ranked(graph: Graph, score: str, n: int | None, beats: bool) -> Iterator[Suggestion]:
    for rank, (one, other) in enumerate(_highest(graph, score, n), start=1):
        shared = sorted(shared_partners(graph, one, other))
        ties = {key for end in (one, other) for mid in shared for key in graph[end][mid]["ties"]}
        yield Suggestion(
            pair=(one, other),
            rank=rank,
            scores={key: float(found[(one, other)]) for key, found in _all(graph, (one, other))},
            shared=tuple(shared),
            evidence=tuple(sorted(ties)),
            beats_baseline=beats,
        )


def _highest(graph: Graph, score: str, n: int | None) -> list[Pair]:
    """The pairs that score highest; of equals, the first by their ids."""
    ids = sorted(graph)
    best: list[tuple[float, int, int]] = []
    for part in Candidates(graph, ids).parts():
        values = part.scores[score]
        order = np.argsort(-values, kind="stable")[:n]  # the pairs are in the order of their ids
        found = zip(-values[order], part.rows[order], part.columns[order], strict=True)
        best = sorted([*best, *found])[:n]
    return [(ids[row], ids[column]) for _, row, column in best]


def _all(graph: Graph, asked: Pair) -> Iterator[tuple[str, Mapping[Pair, float]]]:
    for key, function in FUNCTIONS.items():
        yield key, function(graph, [asked])
