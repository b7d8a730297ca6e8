"""Ties within and between groups."""

from __future__ import annotations

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmap.graph import Graph
from netmap.metrics import blocks
from tests.metrics.networks import karate
from tests.metrics.test_properties import graphs


@st.composite
def grouped(draw: st.DrawFn) -> Graph:
    graph = draw(graphs())
    for _, values in graph.nodes(data=True):
        values["sector"] = draw(st.sampled_from("abc"))
    return graph


def test_the_two_clubs() -> None:
    # 11 of the 78 ties cross the split that followed
    graph = karate()
    assert blocks.ei_index(graph, "club") == pytest.approx((11 - 67) / 78)
    ties = blocks.block_ties(graph, "club")
    assert ties.loc["Mr. Hi", "Officer"] == ties.loc["Officer", "Mr. Hi"] == 11
    assert np.trace(ties.to_numpy()) == 67
    density = blocks.block_density(graph, "club")
    assert density.loc["Mr. Hi", "Mr. Hi"] == pytest.approx(35 / (17 * 16 / 2))
    assert density.loc["Mr. Hi", "Officer"] == pytest.approx(11 / (17 * 17))
    groups = blocks.group_ties(graph, "club")
    assert groups.loc["Officer"].tolist() == [17, 32, 11, pytest.approx((11 - 32) / 43)]


@given(grouped())
def test_assortativity_is_that_of_networkx(graph: Graph) -> None:
    ends = {graph.nodes[node]["sector"] for tie in graph.edges for node in tie}
    value = blocks.assortativity(graph)
    if len(ends) < 2:
        assert math.isnan(value)
    else:
        assert value == pytest.approx(nx.attribute_assortativity_coefficient(graph, "sector"))
        assert -1 - 1e-12 <= value <= 1 + 1e-12


@given(grouped())
def test_blocks_add_up(graph: Graph) -> None:
    sector = nx.get_node_attributes(graph, "sector")
    ties = blocks.block_ties(graph)
    density = blocks.block_density(graph)
    assert np.triu(ties.to_numpy()).sum() == graph.size()
    for one in ties.index:
        for other in ties.columns:
            pairs = [
                (a, b)
                for a in graph
                for b in graph
                if a != b and sector[a] == one and sector[b] == other
            ]
            share = sum(graph.has_edge(*p) for p in pairs) / len(pairs) if pairs else math.nan
            assert density.loc[one, other] == pytest.approx(share, nan_ok=True)
    crossing = [sector[a] != sector[b] for a, b in graph.edges]
    expected = np.mean([1 if c else -1 for c in crossing]) if crossing else math.nan
    assert blocks.ei_index(graph) == pytest.approx(expected, nan_ok=True)
    assert blocks.group_ties(graph)["within"].sum() == len(crossing) - sum(crossing)


def test_who_has_no_known_group() -> None:
    graph: Graph = nx.path_graph("abcd")
    nx.set_node_attributes(graph, {"a": "care", "b": "care", "c": "youth"}, "sector")
    # the tie with d, whose sector nobody knows, says nothing about sectors
    assert blocks.ei_index(graph) == 0
    assert blocks.block_ties(graph).loc["youth", ""] == 1
    assert math.isnan(blocks.ei_index(graph, "line"))
    assert math.isnan(blocks.assortativity(graph, "line"))


def test_standing_tells_members_bodies_and_partners_apart() -> None:
    graph: Graph = nx.Graph([("m", "b"), ("m", "p")])
    for node, roles in {"m": ("member", "participant"), "b": (), "p": ("partner",)}.items():
        graph.nodes[node]["roles"] = roles
    ties = blocks.block_ties(graph, "standing")
    assert list(ties.index) == ["member", "own", "partner"]
    assert ties.loc["member", "own"] == ties.loc["member", "partner"] == 1
    assert ties.loc["own", "partner"] == 0


def test_nobody() -> None:
    assert blocks.block_density(nx.empty_graph(0)).empty
    assert blocks.group_ties(nx.empty_graph(0)).empty
