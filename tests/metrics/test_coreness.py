"""Core and periphery."""

from __future__ import annotations

import math
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from netmap.graph import Graph
from netmap.metrics import coreness
from tests.metrics.networks import florentine, karate
from tests.metrics.test_properties import graphs


def correlation(graph: Graph, core: frozenset[str]) -> float:
    """Of ties and ideal pattern over all pairs, as the paper has it."""
    pairs = list(combinations(graph, 2))
    ties = [float(graph.has_edge(*pair)) for pair in pairs]
    ideal = [float(bool(core & set(pair))) for pair in pairs]
    if len(set(ties)) < 2 or len(set(ideal)) < 2:
        return math.nan
    return float(np.corrcoef(ties, ideal)[0, 1])


def best(graph: Graph) -> float:
    """The best of all possible cores."""
    cores = (frozenset(c) for size in range(1, len(graph)) for c in combinations(graph, size))
    return max(r for core in cores if not math.isnan(r := correlation(graph, core)))


@pytest.mark.parametrize(("core", "periphery"), [(1, 5), (3, 7), (6, 2), (4, 40)])
def test_the_ideal_pattern_fits_itself(core: int, periphery: int) -> None:
    graph: Graph = nx.complete_multipartite_graph(*[1] * core, periphery)
    found = coreness.fit(graph)
    assert found.correlation == pytest.approx(1)
    assert found.core == frozenset(range(core))
    table = coreness.core_members(graph)
    assert table["core"].sum() == core
    assert table.loc[core].tolist() == [0, core, 0]
    assert table.loc[0].tolist() == [1, core - 1, periphery]


@given(graphs())
def test_the_fit_is_the_correlation_of_its_core(graph: Graph) -> None:
    found = coreness.fit(graph)
    if not found.core:
        assert math.isnan(found.correlation)
        assert coreness.core_members(graph)["core"].isna().all()
        return
    assert found.correlation == pytest.approx(correlation(graph, found.core))


def test_small_networks_nearly_always_get_the_best_core_there_is() -> None:
    sizes = [
        nx.gnp_random_graph(7, density, seed=seed) for seed in range(20) for density in (0.3, 0.6)
    ]
    found = [(coreness.core_periphery(graph), best(graph)) for graph in sizes]
    assert all(fit <= most + 1e-9 for fit, most in found)
    assert sum(fit == pytest.approx(most) for fit, most in found) >= len(found) - 1


@pytest.mark.parametrize("graph", [florentine(), karate()], ids=["families", "karate"])
def test_no_actor_could_change_sides_for_the_better(graph: Graph) -> None:
    found = coreness.fit(graph)
    for actor in graph:
        other = correlation(graph, found.core ^ {actor})
        assert other <= found.correlation + 1e-9
    assert found == coreness.fit(graph)
