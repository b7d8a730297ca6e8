"""How a network hangs together and turns around one actor: known answers, other computations."""

from __future__ import annotations

import math
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from netmap.graph import Graph
from netmap.metrics import centralization, cohesion, response
from tests.metrics.networks import florentine, karate, kite, knoke
from tests.metrics.test_properties import graphs


def test_fifteen_and_sixteen_families() -> None:
    fifteen, sixteen = florentine(), florentine(pucci=True)
    assert cohesion.average_degree(fifteen) == pytest.approx(40 / 15)
    assert cohesion.average_degree(sixteen) == pytest.approx(2.5)
    assert cohesion.diameter(fifteen) == cohesion.diameter(sixteen) == 5
    assert cohesion.isolates(sixteen) == 1
    assert cohesion.largest_component(sixteen) == 15 / 16
    assert cohesion.connectedness(sixteen) == 105 / 120
    assert cohesion.fragmentation(sixteen) == pytest.approx(15 / 120)
    assert cohesion.node_connectivity(fifteen) == 1
    assert cohesion.node_connectivity(sixteen) == 0
    # without Acciaiuoli, Ginori, Lamberteschi and Pazzi, each tied to one family only, no bridge
    # is left but the one to Salviati, through whom Pazzi married
    assert cohesion.bridges(fifteen) == 5
    assert cohesion.cutpoints(fifteen) == 4
    # Wasserman & Faust 1994, section 5.3.2
    assert centralization.closeness_centralization(fifteen) == pytest.approx(0.322, abs=0.0005)


def test_kite_and_karate_club() -> None:
    # as published with UCINET's versions of these networks
    assert centralization.closeness_centralization(kite()) == pytest.approx(0.270, abs=0.0005)
    assert centralization.closeness_centralization(karate()) == pytest.approx(0.298, abs=0.0005)
    assert cohesion.diameter(kite()) == 4
    assert cohesion.cutpoints(kite()) == 2  # H and I
    assert cohesion.bridges(kite()) == 2
    assert cohesion.mean_clustering(karate()) == pytest.approx(0.571, abs=0.0005)
    assert cohesion.diameter(karate()) == 5


def test_ten_organisations() -> None:
    graph = knoke()
    assert graph.size() == 49
    assert nx.density(graph) == pytest.approx(0.544, abs=0.0005)
    # NEWS receives from all nine others; MAYR sends to eight
    assert centralization.in_degree_centralization(graph) == pytest.approx((90 - 49) / 81)
    assert centralization.out_degree_centralization(graph) == pytest.approx((80 - 49) / 81)


@pytest.mark.parametrize("leaves", [2, 5, 9])
def test_stars_and_rings(leaves: int) -> None:
    star, ring = nx.star_graph(leaves), nx.cycle_graph(leaves + 1)
    assert centralization.closeness_centralization(star) == pytest.approx(1)
    assert centralization.closeness_centralization(ring) == pytest.approx(0)
    outward = nx.DiGraph((0, leaf) for leaf in range(1, leaves + 1))
    assert centralization.out_degree_centralization(outward) == pytest.approx(1)
    assert centralization.in_degree_centralization(outward.reverse()) == pytest.approx(1)


def test_no_network_up_to_seven_is_more_centralized_than_a_star() -> None:
    for graph in nx.graph_atlas_g():
        value = centralization.closeness_centralization(graph)
        assert math.isnan(value) or -1e-12 <= value <= 1 + 1e-12


@given(graphs())
def test_the_same_in_networkx_and_written_out(graph: Graph) -> None:
    count = len(graph)
    if count < 2:
        assert math.isnan(cohesion.connectedness(graph))
        assert math.isnan(cohesion.compactness(graph))
        return
    pairs = list(combinations(graph, 2))
    linked = [nx.has_path(graph, *pair) for pair in pairs]
    assert cohesion.connectedness(graph) == pytest.approx(sum(linked) / len(pairs))
    assert cohesion.fragmentation(graph) == pytest.approx(1 - sum(linked) / len(pairs))
    assert cohesion.compactness(graph) == pytest.approx(nx.global_efficiency(graph))
    parts = [graph.subgraph(part) for part in nx.connected_components(graph)]
    largest = max(map(len, parts))
    assert cohesion.largest_component(graph) == largest / count
    if graph.size():
        longest = max(nx.diameter(part) for part in parts if len(part) == largest)
        assert cohesion.diameter(graph) == longest
    degrees = np.array([graph.degree[node] for node in graph])
    assert cohesion.degree_deviation(graph) == pytest.approx(
        math.sqrt(((degrees - degrees.mean()) ** 2).mean())
    )
    assert cohesion.node_connectivity(graph) == nx.node_connectivity(graph)
    found = cohesion.degree_distribution(graph)
    assert found["actors"].sum() == count
    assert found["share"].sum() == pytest.approx(1)
    assert found.loc[int(degrees.max()), "actors"] == (degrees == degrees.max()).sum()


@given(graphs())
def test_cutpoints_and_bridges_written_out(graph: Graph) -> None:
    parts = nx.number_connected_components(graph)

    def without(node: str) -> Graph:
        return graph.subgraph(set(graph) - {node})

    cuts = [
        node
        for node in graph
        if graph.degree[node] and nx.number_connected_components(without(node)) > parts
    ]
    assert cohesion.cutpoints(graph) == len(cuts)
    bridges = 0
    for tie in list(graph.edges):
        rest = graph.copy()
        rest.remove_edge(*tie)
        bridges += nx.number_connected_components(rest) > parts
    assert cohesion.bridges(graph) == bridges


@given(graphs())
def test_what_an_isolate_does(graph: Graph) -> None:
    larger = graph.copy()
    larger.add_node("alone")
    count = len(graph)
    assert cohesion.isolates(larger) == cohesion.isolates(graph) + 1
    assert cohesion.diameter(larger) == pytest.approx(cohesion.diameter(graph), nan_ok=True)
    assert cohesion.bridges(larger) == cohesion.bridges(graph)
    if count > 1:
        shrunk = (count - 1) / (count + 1)
        assert cohesion.connectedness(larger) == pytest.approx(
            cohesion.connectedness(graph) * shrunk
        )
        assert cohesion.compactness(larger) == pytest.approx(cohesion.compactness(graph) * shrunk)


def test_connectivity_of_large_networks() -> None:
    assert cohesion.node_connectivity(nx.complete_graph(20)) == 19
    assert cohesion.node_connectivity(nx.cycle_graph(1000)) == 2
    assert cohesion.node_connectivity(nx.path_graph(1000)) == 1
    assert cohesion.node_connectivity(nx.circulant_graph(20, [1, 2])) == 4
    # paths between all pairs of so many take too long: not computed rather than guessed
    assert math.isnan(cohesion.node_connectivity(nx.circulant_graph(301, [1, 2])))


def test_response() -> None:
    graph: Graph = nx.Graph()
    graph.add_nodes_from("abcd", roles=("member",))
    graph.add_node("partner", roles=("partner",))
    assert response.response(graph) == 0
    assert response.valid_cells(graph) == 0
    graph.add_edge("a", "partner")
    assert response.response(graph) == 1 / 4
    assert response.valid_cells(graph) == pytest.approx(3 / 6)  # ab, ac, ad
    graph.add_edge("b", "c")
    assert response.response(graph) == 3 / 4
    assert response.valid_cells(graph) == 1
    assert math.isnan(response.response(nx.empty_graph(3)))
    assert math.isnan(response.valid_cells(graph.subgraph(["a", "partner"])))
