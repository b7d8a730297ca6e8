"""What holds for every network, and the same numbers computed in another way."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import combinations, permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmap.graph import Graph, Projection
from netmap.metrics import node, whole
from netmap.metrics.catalogue import NODE, WHOLE

UNDIRECTED_NODE = [m for m in NODE if m.projection is Projection.COLLABORATION]
UNDIRECTED_WHOLE = [m for m in WHOLE if m.projection is Projection.COLLABORATION]


def graph_for(projection: Projection, size: int, pairs: list[tuple[int, int]]) -> Graph:
    graph: Graph = nx.DiGraph() if projection is Projection.REFERRALS else nx.Graph()
    graph.add_nodes_from((str(n) for n in range(size)), mode="actor")
    graph.add_edges_from(((str(a), str(b)) for a, b in pairs), weight=1)
    return graph


@st.composite
def graphs(draw: st.DrawFn, projection: Projection = Projection.COLLABORATION) -> Graph:
    size = draw(st.integers(0, 9))
    possible = list(permutations(range(size), 2))
    pairs = draw(st.lists(st.sampled_from(possible), unique=True)) if possible else []
    return graph_for(projection, size, pairs)


def adjacency(graph: Graph) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    order = list(graph)
    rows = [float(graph.has_edge(a, b)) for a in order for b in order]
    return np.array(rows).reshape(len(order), len(order))


def same(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    return one.keys() == other.keys() and all(
        one[key] == pytest.approx(other[key], abs=1e-9, nan_ok=True) for key in one
    )


@pytest.mark.parametrize("pairs", [0, 2])
@pytest.mark.parametrize("size", [0, 1, 2, 3, 5])
def test_small_and_empty_networks_have_values(size: int, pairs: int) -> None:
    def graph(projection: Projection) -> Graph:
        return graph_for(projection, size, list(combinations(range(size), 2))[:pairs])

    for of_node in NODE:
        values = of_node.compute(graph(of_node.projection))
        assert values.keys() == set(graph(of_node.projection))
        assert not any(map(math.isinf, values.values()))
    for of_whole in WHOLE:
        assert not math.isinf(of_whole.compute(graph(of_whole.projection)))


@given(st.data())
def test_names_make_no_difference(data: st.DataObject) -> None:
    for metric in NODE:
        graph = data.draw(graphs(metric.projection))
        names = dict(zip(graph, data.draw(st.permutations([f"x{n}" for n in graph])), strict=True))
        renamed = nx.relabel_nodes(graph, names)
        expected = {names[key]: value for key, value in metric.compute(graph).items()}
        assert same(metric.compute(renamed), expected), metric.key


@given(graphs())
def test_an_isolate_changes_no_one_else_except_by_the_size_of_the_network(graph: Graph) -> None:
    larger = graph.copy()
    larger.add_node("alone", mode="actor")
    by_size = {"betweenness", "closeness"}
    for metric in UNDIRECTED_NODE:
        before, after = dict(metric.compute(graph)), dict(metric.compute(larger))
        alone = after.pop("alone")
        assert alone == 0 or math.isnan(alone)
        if metric.key not in by_size:
            assert same(before, after), metric.key
    assert whole.components(larger) == whole.components(graph) + 1
    assert whole.ties(larger) == whole.ties(graph)
    assert whole.average_path(larger) == pytest.approx(whole.average_path(graph), nan_ok=True)
    assert whole.transitivity(larger) == pytest.approx(whole.transitivity(graph), nan_ok=True)


@given(graphs())
def test_density_of_the_complement(graph: Graph) -> None:
    both = whole.density(graph) + whole.density(nx.complement(graph))
    assert both == pytest.approx(1) or len(graph) < 2


@given(graphs())
def test_shares_stay_between_0_and_1(graph: Graph) -> None:
    for metric in UNDIRECTED_WHOLE:
        if metric.key in {"density", "degree_centralization", "transitivity"} or (
            metric.key == "betweenness_centralization"
        ):
            value = metric.compute(graph)
            assert math.isnan(value) or -1e-12 <= value <= 1 + 1e-12, metric.key


@pytest.mark.parametrize("leaves", [2, 3, 8])
def test_a_star_is_wholly_centralized_and_a_ring_not_at_all(leaves: int) -> None:
    star, ring = nx.star_graph(leaves), nx.cycle_graph(leaves + 1)
    assert whole.degree_centralization(star) == pytest.approx(1)
    assert whole.betweenness_centralization(star) == pytest.approx(1)
    assert whole.degree_centralization(ring) == 0
    assert whole.betweenness_centralization(ring) == pytest.approx(0)


@given(graphs())
def test_burt_written_out(graph: Graph) -> None:
    constraint, effective = node.constraint(graph), node.effective_size(graph)
    for ego in graph:
        alters = set(graph[ego])
        if not alters:
            assert math.isnan(constraint[ego])
            assert math.isnan(effective[ego])
            continue
        share = {a: {b: 1 / len(graph[a]) for b in graph[a]} for a in graph}
        total = sum(
            (
                share[ego].get(alter, 0)
                + sum(share[ego][q] * share[q].get(alter, 0) for q in alters - {alter})
            )
            ** 2
            for alter in set(graph) - {ego}
            if alter in alters
        )
        assert constraint[ego] == pytest.approx(total)
        among = graph.subgraph(alters).size()
        assert effective[ego] == pytest.approx(len(alters) - 2 * among / len(alters))


@given(graphs())
def test_eigenvector_is_the_limit_of_power_iteration(graph: Graph) -> None:
    values = node.eigenvector(graph)
    if not graph.size():
        assert set(values.values()) <= {0.0}
        return
    matrix = adjacency(graph) + np.eye(len(graph))
    vector = np.ones(len(graph))
    for _ in range(12):  # squaring: the power 2**12 of the matrix
        matrix = matrix @ matrix
        matrix /= matrix.max()
    vector = matrix @ vector
    vector /= np.linalg.norm(vector)
    assert list(values.values()) == pytest.approx(vector.tolist(), abs=1e-3)
    own = np.array(list(values.values()))
    largest = np.linalg.eigvalsh(adjacency(graph))[-1]
    assert adjacency(graph) @ own == pytest.approx(largest * own, abs=1e-8)


def test_parts_with_the_same_largest_eigenvalue_share_by_their_own_weight() -> None:
    # a ring of four and a star with four leaves both have 2 as largest eigenvalue
    values = node.eigenvector(nx.disjoint_union(nx.cycle_graph(4), nx.star_graph(4)))
    found = np.array(list(values.values()))
    ring, star = np.full(4, 1 / 2), np.array([2, 1, 1, 1, 1]) / np.sqrt(8)
    expected = np.concatenate([ring * ring.sum(), star * star.sum()])
    assert found == pytest.approx(expected / np.linalg.norm(expected))


@pytest.mark.parametrize(
    "graph",
    [nx.cycle_graph(401), nx.star_graph(400), nx.barabasi_albert_graph(500, 2, seed=3)],
    ids=["ring", "star", "scale-free"],
)
def test_eigenvector_of_large_networks_solves_its_equation(graph: Graph) -> None:
    values = np.array(list(node.eigenvector(graph).values()))
    matrix = nx.to_scipy_sparse_array(graph, dtype=np.dtype(float))
    assert np.linalg.norm(values) == pytest.approx(1)
    assert values.min() >= 0
    image = matrix @ values
    assert image == pytest.approx((values @ image) * values, abs=1e-9)


@given(graphs(Projection.REFERRALS))
def test_reciprocity_written_out(graph: Graph) -> None:
    arcs = set(graph.edges)
    back = [arc for arc in arcs if arc[::-1] in arcs]
    expected = len(back) / len(arcs) if arcs else math.nan
    assert whole.arc_reciprocity(graph) == pytest.approx(expected, nan_ok=True)
    for key, value in node.reciprocity(graph).items():
        touching = [arc for arc in arcs if key in arc]
        share = len([a for a in back if key in a]) / len(touching) if touching else math.nan
        assert value == pytest.approx(share, nan_ok=True)
