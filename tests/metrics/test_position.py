"""Clustering, efficiency, hierarchy and reach: known answers, and computed in another way."""

from __future__ import annotations

import math
from itertools import combinations

import igraph
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmap.graph import Graph
from netmap.metrics import node, position


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    size = draw(st.integers(0, 10))
    possible = list(combinations(map(str, range(size)), 2))
    graph: Graph = nx.Graph()
    graph.add_nodes_from(map(str, range(size)))
    graph.add_edges_from(draw(st.lists(st.sampled_from(possible), unique=True)) if possible else [])
    return graph


@pytest.fixture
def kite() -> Graph:
    return nx.relabel_nodes(nx.krackhardt_kite_graph(), dict(enumerate("ABCDEFGHIJ")))


def test_the_kite(kite: Graph) -> None:
    steps = dict(zip("ABCDEFGHIJ", (4, 4, 4, 4, 4, 3, 3, 2, 3, 4), strict=True))
    assert position.eccentricity(kite) == steps
    assert position.two_step_reach(kite)["H"] == 9  # all others
    assert position.two_step_reach(kite)["J"] == 2
    assert position.reach_efficiency(kite)["J"] == 1
    assert math.isnan(position.clustering(kite)["J"])
    assert position.clustering(kite)["I"] == 0
    assert position.clustering(kite)["D"] == pytest.approx(8 / 15)


def test_fifteen_families() -> None:
    families = nx.florentine_families_graph()
    # the Medici tie six families, of which only Ridolfi and Tornabuoni are tied to each other
    assert node.effective_size(families)["Medici"] == pytest.approx(6 - 2 / 6)
    assert position.efficiency(families)["Medici"] == pytest.approx((6 - 2 / 6) / 6)
    assert position.clustering(families)["Medici"] == pytest.approx(1 / 15)
    assert position.two_step_reach(families)["Medici"] == 11


@pytest.mark.parametrize("leaves", [2, 5])
def test_a_star(leaves: int) -> None:
    star = nx.relabel_nodes(nx.star_graph(leaves), str)
    assert position.efficiency(star)["0"] == 1
    assert position.hierarchy(star)["0"] == 0
    assert math.isnan(position.hierarchy(star)["1"])
    assert set(position.reach_efficiency(star).values()) == {1.0}
    assert set(position.two_step_reach(star).values()) == {float(leaves)}


@given(graphs())
def test_clustering_is_that_of_igraph(graph: Graph) -> None:
    other = igraph.Graph(len(graph), [(int(a), int(b)) for a, b in graph.edges])
    expected = other.transitivity_local_undirected(mode="nan")
    assert list(position.clustering(graph).values()) == pytest.approx(expected, nan_ok=True)


@given(graphs())
def test_reach_is_that_of_igraph(graph: Graph) -> None:
    other = igraph.Graph(len(graph), [(int(a), int(b)) for a, b in graph.edges])
    sizes = other.neighborhood_size(order=2)
    assert list(position.two_step_reach(graph).values()) == [size - 1 for size in sizes]
    farthest = [value or math.nan for value in other.eccentricity()]
    assert list(position.eccentricity(graph).values()) == pytest.approx(farthest, nan_ok=True)
    for key, value in position.reach_efficiency(graph).items():
        assert 0 < value <= 1 or not graph.degree[key]


@given(graphs())
def test_hierarchy_out_of_the_constraint_of_each_partner(graph: Graph) -> None:
    hierarchy, constraint = position.hierarchy(graph), node.constraint(graph)
    for key in graph:
        if graph.degree[key] < 2:
            assert math.isnan(hierarchy[key])
            continue
        parts = [nx.local_constraint(graph, key, partner) for partner in graph[key]]
        assert sum(parts) == pytest.approx(constraint[key])
        count = len(parts)
        shares = [part * count / sum(parts) for part in parts]
        expected = sum(s * math.log(s) for s in shares) / (count * math.log(count))
        assert hierarchy[key] == pytest.approx(expected, abs=1e-9)
        assert 0 <= hierarchy[key] <= 1
