"""PageRank, hubs and authorities, and the roles of brokers: in other ways, and written out."""

from __future__ import annotations

import math
from itertools import permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmap.graph import DiGraph
from netmap.metrics import brokerage, node, referral

SECTORS = (None, "care", "youth", "welfare")


@st.composite
def graphs(draw: st.DrawFn) -> DiGraph:
    size = draw(st.integers(0, 7))
    graph: DiGraph = nx.DiGraph()
    for number in range(size):
        sector = draw(st.sampled_from(SECTORS))
        graph.add_node(str(number), **({} if sector is None else {"sector": sector}))
    possible = list(permutations(graph, 2))
    graph.add_edges_from(draw(st.lists(st.sampled_from(possible), unique=True)) if possible else [])
    return graph


def matrix_of(graph: DiGraph) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    order = list(graph)
    rows = [float(graph.has_edge(a, b)) for a in order for b in order]
    return np.array(rows).reshape(len(order), len(order))


@given(graphs())
def test_pagerank_solves_its_equation(graph: DiGraph) -> None:
    values = np.array(list(referral.pagerank(graph).values()))
    count, matrix = len(graph), matrix_of(graph)
    out = matrix.sum(axis=1, keepdims=True)
    steps = np.where(out > 0, matrix / np.maximum(out, 1), 1 / max(count, 1))
    expected = np.linalg.solve(np.eye(count) - 0.85 * steps.T, np.full(count, 0.15 / max(count, 1)))
    assert values == pytest.approx(expected, abs=1e-10)


@given(graphs())
def test_hubs_and_authorities_are_the_limit_of_kleinbergs_iteration(graph: DiGraph) -> None:
    hubs, authorities = referral.hubs(graph), referral.authorities(graph)
    if not graph.size():
        assert {*hubs.values(), *authorities.values()} <= {0.0}
        return
    matrix = matrix_of(graph)
    power = matrix @ matrix.T
    for _ in range(14):  # squaring: the power 2**14
        power = power @ power
        power /= power.max()
    expected = power @ np.ones(len(graph))
    expected /= expected.sum()
    assert list(hubs.values()) == pytest.approx(expected.tolist(), abs=1e-3)
    found = np.array(list(hubs.values()))
    received = matrix.T @ found
    assert list(authorities.values()) == pytest.approx((received / received.sum()).tolist())
    largest = np.linalg.eigvalsh(matrix @ matrix.T)[-1]
    assert matrix @ received == pytest.approx(largest * found, abs=1e-9)


def test_hubs_and_authorities_of_networkx_where_they_are_unique() -> None:
    graph = nx.relabel_nodes(nx.gnp_random_graph(80, 0.1, seed=3, directed=True), str)
    hubs, authorities = nx.hits(graph, max_iter=1000, tol=1e-12)
    assert referral.hubs(graph) == pytest.approx(hubs, abs=1e-9)
    assert referral.authorities(graph) == pytest.approx(authorities, abs=1e-9)


def test_hubs_of_many() -> None:
    graph = nx.relabel_nodes(nx.gnp_random_graph(500, 0.02, seed=3, directed=True), str)
    hubs, _ = nx.hits(graph, max_iter=1000, tol=1e-12)
    assert referral.hubs(graph) == pytest.approx(hubs, abs=1e-9)


def test_balance() -> None:
    graph: DiGraph = nx.DiGraph([("a", "b"), ("a", "c"), ("b", "c"), ("b", "a")])
    graph.add_node("d")
    balance = referral.referral_balance(graph)
    assert balance["a"] == pytest.approx(-1 / 3)
    assert balance["b"] == pytest.approx(-1 / 3)
    assert balance["c"] == 1
    assert math.isnan(balance["d"])


@pytest.mark.parametrize(
    ("sectors", "role"),
    [
        (("x", "x", "x"), "coordinator"),
        (("x", "y", "x"), "itinerant"),
        (("x", "y", "y"), "gatekeeper"),
        (("x", "x", "y"), "representative"),
        (("x", "y", "z"), "liaison"),
    ],
)
def test_the_five_roles(sectors: tuple[str, str, str], role: str) -> None:
    graph: DiGraph = nx.DiGraph([("source", "broker"), ("broker", "target")])
    named = dict(zip(("source", "broker", "target"), sectors, strict=True))
    nx.set_node_attributes(graph, named, "sector")
    for key, function in brokerage.FUNCTIONS.items():
        assert function(graph) == {"source": 0, "broker": float(key == role), "target": 0}
    graph.add_edge("target", "source")  # the way back makes others brokers, not this one
    assert brokerage.FUNCTIONS[role](graph)["broker"] == 1
    graph.add_edge("source", "target")  # no broker is needed any more
    assert brokerage.FUNCTIONS[role](graph)["broker"] == 0


@given(graphs())
def test_every_brokered_pair_of_known_actors_has_one_role(graph: DiGraph) -> None:
    counts = {key: function(graph) for key, function in brokerage.FUNCTIONS.items()}
    known = {key for key, sector in graph.nodes(data="sector") if sector}
    for broker in graph:
        roles = [values[broker] for values in counts.values()]
        if broker not in known:
            assert all(map(math.isnan, roles))
            continue
        pairs = sum(
            graph.has_edge(one, broker)
            and graph.has_edge(broker, other)
            and not graph.has_edge(one, other)
            for one, other in permutations(known - {broker}, 2)
        )
        assert sum(roles) == pairs


def test_the_roles_of_the_way_back_are_each_others_mirror() -> None:
    graph = nx.relabel_nodes(nx.gnp_random_graph(30, 0.15, seed=8, directed=True), str)
    nx.set_node_attributes(graph, {key: SECTORS[1 + int(key) % 3] for key in graph}, "sector")
    back = graph.reverse()
    mirrored = {**dict.fromkeys(brokerage.ROLES), "gatekeeper": "representative"}
    mirrored["representative"] = "gatekeeper"
    for key, other in mirrored.items():
        assert brokerage.ROLES[key](graph) == brokerage.ROLES[other or key](back)
    assert node.in_degree(back) == node.out_degree(graph)
