"""All shortest paths at once, held to networkx."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from netmap.graph import Graph, Projection
from netmap.metrics.distances import adjacency, distances
from tests.metrics.test_properties import graphs


def check(graph: Graph) -> None:
    found = distances(adjacency(graph))
    for number, node in enumerate(graph):
        lengths = nx.single_target_shortest_path_length(graph, node)
        others = [steps for other, steps in lengths.items() if other != node]
        assert found.reach[number] == len(others)
        assert found.total[number] == sum(others)
        assert found.inverse[number] == pytest.approx(sum(1 / steps for steps in others))
        assert found.farthest[number] == max(others, default=0)


@given(graphs())
def test_undirected_distances(graph: Graph) -> None:
    check(graph)


@given(graphs(Projection.REFERRALS))
def test_directed_distances_lead_to_the_actor(graph: Graph) -> None:
    check(graph)


@pytest.mark.parametrize("count", [255, 256, 257, 600])
def test_more_actors_than_fit_in_one_sweep(count: int) -> None:
    check(nx.gnm_random_graph(count, count, seed=count))
    ring = distances(adjacency(nx.cycle_graph(count)))
    assert set(ring.farthest.tolist()) == {count // 2}
    assert np.all(ring.reach == count - 1)


def test_nobody_has_no_distances() -> None:
    assert not len(distances(adjacency(nx.empty_graph(0))).reach)
    assert distances(adjacency(nx.empty_graph(2))).total.tolist() == [0, 0]
