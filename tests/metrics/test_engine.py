"""Kernels give the numbers of the definitions, on every kind of network."""

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
from netmap.metrics import engine, kernels, network
from netmap.metrics.catalogue import NODE, WHOLE
from netmap.metrics.network import Network

FAST_NODE = [metric for metric in NODE if metric.key in kernels.NODE_KERNELS]
FAST_WHOLE = [metric for metric in WHOLE if metric.key in kernels.WHOLE_KERNELS]
SECTORS = ("care", "welfare", "youth")


def graph_of(
    projection: Projection,
    size: int,
    pairs: list[tuple[int, int]],
    weights: list[int] | None = None,
    sectors: list[str | None] | None = None,
) -> Graph:
    """A graph whose nodes do not come in the order of their names."""
    graph: Graph = nx.DiGraph() if projection is Projection.REFERRALS else nx.Graph()
    for number in reversed(range(size)):
        sector = (sectors or SECTORS * size)[number]
        graph.add_node(f"n{number}", **({} if sector is None else {"sector": sector}))
    for number, (one, other) in enumerate(pairs):
        weight = weights[number % len(weights)] if weights else 1
        graph.add_edge(f"n{one}", f"n{other}", weight=weight)
    return graph


@st.composite
def graphs(draw: st.DrawFn, projection: Projection) -> Graph:
    size = draw(st.integers(0, 12))
    order = permutations if projection is Projection.REFERRALS else combinations
    possible = list(order(range(size), 2))
    pairs = draw(st.lists(st.sampled_from(possible), unique=True)) if possible else []
    weights = draw(st.lists(st.integers(1, 5), min_size=1, max_size=5))
    sector = st.sampled_from([None, *SECTORS])
    return graph_of(
        projection, size, pairs, weights, draw(st.lists(sector, min_size=size, max_size=size))
    )


def random_graph(projection: Projection, size: int, ties: int, seed: int) -> Graph:
    draw = np.random.default_rng(seed)
    ends = draw.integers(0, size, (ties, 2))
    pairs = [(int(a), int(b)) for a, b in ends if a != b]
    return graph_of(projection, size, pairs, [1, 2, 3])


def same(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    return one.keys() == other.keys() and all(
        one[key] == pytest.approx(other[key], rel=1e-9, abs=1e-9, nan_ok=True) for key in one
    )


def assert_all_equal(graphs: Mapping[Projection, Graph]) -> None:
    """Every kernel against its definition, called directly: whatever the size."""
    networks = {projection: Network(graph) for projection, graph in graphs.items()}
    for of_node in FAST_NODE:
        arguments = ("sector",) if of_node.by_attribute else ()
        made = networks[of_node.projection]
        kernel = kernels.NODE_KERNELS[of_node.key]
        fast = dict(zip(made.ids, kernel(made, *arguments).tolist(), strict=True))
        assert same(fast, of_node.compute(made.graph, *arguments)), of_node.key
    for of_whole in FAST_WHOLE:
        made = networks[of_whole.projection]
        value = kernels.WHOLE_KERNELS[of_whole.key](made)
        plain = of_whole.compute(made.graph)
        assert value == pytest.approx(plain, rel=1e-9, abs=1e-9, nan_ok=True), of_whole.key


PROJECTIONS = (Projection.COLLABORATION, Projection.REFERRALS)


def test_every_kernel_belongs_to_a_metric() -> None:
    assert {metric.key for metric in FAST_NODE} == kernels.NODE_KERNELS.keys()
    assert {metric.key for metric in FAST_WHOLE} == kernels.WHOLE_KERNELS.keys()
    assert {metric.key for metric in (*FAST_NODE, *FAST_WHOLE)} >= kernels.SAMPLED
    assert {metric.projection for metric in (*FAST_NODE, *FAST_WHOLE)} <= set(PROJECTIONS)


@given(st.data())
def test_kernels_equal_the_definitions(data: st.DataObject) -> None:
    assert_all_equal({p: data.draw(graphs(p), label=p.value) for p in PROJECTIONS})


@pytest.mark.parametrize("ties", [0, 60, 250, 900])
@pytest.mark.parametrize("size", [engine.SMALL - 1, engine.SMALL, engine.SMALL + 1, 400])
def test_kernels_equal_the_definitions_around_the_size_where_they_take_over(
    size: int, ties: int
) -> None:
    assert_all_equal({p: random_graph(p, size, ties, seed=size + ties) for p in PROJECTIONS})


def test_equal_parts_and_long_paths() -> None:
    parts = nx.disjoint_union_all([nx.cycle_graph(5)] * 3 + [nx.star_graph(3), nx.path_graph(300)])
    graph = nx.relabel_nodes(parts, str)
    nx.set_node_attributes(graph, "care", "sector")
    assert_all_equal({Projection.COLLABORATION: graph, Projection.REFERRALS: graph.to_directed()})


def test_the_size_decides_who_computes(monkeypatch: pytest.MonkeyPatch) -> None:
    marked = {"betweenness": lambda made: np.full(len(made), 7.0)}
    monkeypatch.setattr(engine, "NODE_KERNELS", marked)
    monkeypatch.setattr(engine, "WHOLE_KERNELS", {"transitivity": lambda _: 7.0})
    of_node = next(m for m in NODE if m.key == "betweenness")
    of_whole = next(m for m in WHOLE if m.key == "transitivity")
    for size, fast in ((engine.SMALL - 1, False), (engine.SMALL, True)):
        made = Network(random_graph(Projection.COLLABORATION, size, 200, seed=1))
        values = engine.node_values(of_node, made, "sector")
        assert (set(values.values()) == {7.0}) is fast
        assert (engine.whole_value(of_whole, made, "sector") == 7.0) is fast
        others = engine.node_values(next(m for m in NODE if m.key == "degree"), made, "sector")
        assert others == dict(made.graph.degree())


def test_products_of_matrices_in_parts_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = random_graph(Projection.COLLABORATION, 60, 200, seed=5)
    whole = Network(graph).investments
    monkeypatch.setattr(network, "_PRODUCTS", 50)
    matrix = Network(graph).adjacency
    assert len(network.row_parts(matrix, matrix)) > 10
    parts = Network(graph).investments
    assert parts.squares == pytest.approx(whole.squares)
    assert parts.disorder == pytest.approx(whole.disorder)


def test_betweenness_of_many_is_estimated_with_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = nx.relabel_nodes(nx.barabasi_albert_graph(600, 2, seed=4), str)
    graph.add_node("alone")
    exact = Network(graph).betweenness
    assert (exact.pivots, exact.error) == (0, 0)
    monkeypatch.setattr(network, "EXACT_UNTIL", 500)
    monkeypatch.setattr(network, "PIVOTS", 200)
    made = Network(graph)
    found = made.betweenness
    assert made.is_sampled
    assert found.pivots == 200
    off = np.abs(found.values - exact.values)
    assert 0 < off.max() < 4 * found.error < 0.1
    assert np.mean(off <= 2 * found.error) > 0.99
    assert found.values.sum() == pytest.approx(exact.values.sum(), rel=0.05)
    again = Network(graph).betweenness
    assert again.values.tolist() == found.values.tolist()  # the seed is fixed
    card = next(metric for metric in NODE if metric.key == "betweenness")
    assert engine.sampling(card, made) == {"pivots": 200, "standard_error": found.error}
    monkeypatch.setattr(network, "PIVOTS", 5000)  # more than there are: nothing is left to chance
    everyone = Network(graph).betweenness
    assert everyone.pivots == 600
    assert everyone.error == 0
    assert np.abs(everyone.values - exact.values).max() < 1e-12


def test_what_the_pulse_raises_ends_the_work() -> None:
    class Stop(Exception):
        pass

    beats = 0

    def pulse() -> None:
        nonlocal beats
        beats += 1
        if beats == 3:
            raise Stop

    made = Network(random_graph(Projection.COLLABORATION, 120, 300, seed=2), pulse)
    with pytest.raises(Stop):
        _ = made.betweenness
    assert beats == 3
    beats = 2
    with pytest.raises(Stop):
        _ = made.distances
    assert not any(math.isnan(value) for value in made.betweenness.values)  # and may be asked again
