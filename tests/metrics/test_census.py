"""Pairs, triples and hierarchy of referrals."""

from __future__ import annotations

import math
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given

from netmap.graph import Graph, Projection
from netmap.metrics import census, hierarchy
from tests.metrics.networks import knoke
from tests.metrics.test_properties import graphs


def test_ten_organisations() -> None:
    graph = knoke()
    # Hanneman & Riddle 2005: 53 per cent of the pairs with a tie are reciprocated
    assert census.dyad_reciprocity(graph) == pytest.approx(17 / 32)
    assert census.dyad_census(graph)["count"].tolist() == [17, 15, 13]
    triads = census.triad_census(graph)
    assert triads["count"].sum() == math.comb(10, 3)
    assert triads.loc["300", "count"] == 9
    assert triads.loc["030C", "count"] == 0


@given(graphs(Projection.REFERRALS))
def test_the_censuses_are_those_of_networkx_and_add_up(graph: Graph) -> None:
    triads = census.triad_census(graph)
    expected = nx.triadic_census(graph) if len(graph) > 2 else {}
    assert triads["count"].to_dict() == {name: expected.get(name, 0) for name in census.TRIADS}
    dyads = census.dyad_census(graph)["count"]
    assert dyads.sum() == math.comb(len(graph), 2)
    assert 2 * dyads["mutual"] + dyads["asymmetric"] == graph.size()
    mutual = [p for p in combinations(graph, 2) if graph.has_edge(*p) and graph.has_edge(*p[::-1])]
    assert dyads["mutual"] == len(mutual)


def test_an_out_tree_is_a_perfect_hierarchy() -> None:
    tree = nx.bfs_tree(nx.balanced_tree(2, 3), 0)
    for dimension in hierarchy.FUNCTIONS.values():
        assert dimension(tree) == 1
    # turned around, nobody refers to both of two leaves
    assert hierarchy.referral_lub(tree.reverse()) < 1
    ring = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "a")])
    assert hierarchy.referral_hierarchy(ring) == 0
    assert hierarchy.referral_efficiency(ring) == pytest.approx(1 - 1 / 4)
    assert hierarchy.referral_lub(ring) == 1


@given(graphs(Projection.REFERRALS))
def test_krackhardt_written_out(graph: Graph) -> None:
    reaches = {(a, b): nx.has_path(graph, a, b) for a in graph for b in graph}
    pairs = list(combinations(graph, 2))
    parts = [set(part) for part in nx.weakly_connected_components(graph)]
    together = [pair for pair in pairs if any(set(pair) <= part for part in parts)]
    if pairs:
        assert hierarchy.referral_connectedness(graph) == pytest.approx(len(together) / len(pairs))
    some = [p for p in pairs if reaches[p] or reaches[p[::-1]]]
    both = [p for p in some if reaches[p] and reaches[p[::-1]]]
    expected = 1 - len(both) / len(some) if some else math.nan
    assert hierarchy.referral_hierarchy(graph) == pytest.approx(expected, nan_ok=True)
    missing = 0
    for a, b in together:
        bounds = [c for c in graph if reaches[c, a] and reaches[c, b]]
        missing += not any(all(reaches[other, c] for other in bounds) for c in bounds)
    possible = sum((len(part) - 1) * (len(part) - 2) // 2 for part in parts)
    expected = 1 - missing / possible if possible else math.nan
    assert hierarchy.referral_lub(graph) == pytest.approx(expected, nan_ok=True)
    efficiency = hierarchy.referral_efficiency(graph)
    assert math.isnan(efficiency) or 0 <= efficiency <= 1


def test_too_many_pairs_are_refused() -> None:
    assert math.isnan(hierarchy.referral_lub(nx.gn_graph(2001, seed=1)))
    assert hierarchy.referral_lub(nx.gn_graph(300, seed=1).reverse()) == 1
