"""Communities, relations beside each other, and what is left when actors leave."""

from __future__ import annotations

import math
import random
from itertools import permutations

import igraph
import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmap.graph import Graph
from netmap.metrics import communities, relations, robustness
from tests.metrics.networks import karate
from tests.metrics.test_properties import graphs


def test_the_karate_club_has_four_communities() -> None:
    graph = karate()
    # the best modularity there is, proved by Brandes et al. (2008)
    assert communities.modularity(graph) == pytest.approx(0.4198, abs=0.00005)
    assert communities.communities(graph) == 4
    table = communities.community_members(graph)
    assert table["community"].value_counts().sort_index().is_monotonic_decreasing
    assert table["support"].between(0, 1).all()


def test_cliques_are_found_by_every_run() -> None:
    graph: Graph = nx.relabel_nodes(nx.caveman_graph(3, 5), str)
    graph.add_node("alone")
    assert communities.community_stability(graph) == pytest.approx(1)
    table = communities.community_members(graph)
    assert table.loc["alone"].isna().all()
    rest = table.drop("alone")
    assert sorted(rest["community"].unique()) == [1, 2, 3]
    assert rest["support"].to_list() == pytest.approx([1] * 15)


@given(graphs())
def test_modularity_is_that_of_networkx(graph: Graph) -> None:
    table = communities.community_members(graph)["community"].dropna()
    if not graph.size():
        assert table.empty
        assert math.isnan(communities.modularity(graph))
        return
    groups = [set(table.index[table == number]) for number in sorted(table.unique())]
    rest = [{node} for node in set(graph) - set(table.index)]
    expected = nx.community.modularity(graph, [*groups, *rest], weight=None)
    assert communities.modularity(graph) == pytest.approx(expected)


def test_the_same_lots_give_the_same_and_leave_igraph_as_it_was() -> None:
    graph: Graph = nx.gnm_random_graph(60, 150, seed=4)
    one = communities.community_members(graph, seed=7)
    communities.partition(nx.gnm_random_graph(60, 150, seed=5))
    communities._partition.cache_clear()
    assert one.equals(communities.community_members(graph, seed=7))
    assert not one.equals(communities.community_members(graph, seed=70))
    random.seed(3)
    before = igraph.Graph.Erdos_Renyi(n=20, m=30).get_edgelist()
    communities.community_members(nx.gnm_random_graph(30, 60, seed=6))
    random.seed(3)
    assert igraph.Graph.Erdos_Renyi(n=20, m=30).get_edgelist() == before


@st.composite
def layered(draw: st.DrawFn) -> Graph:
    graph = draw(graphs())
    for *_, values in graph.edges(data=True):
        kinds = draw(st.sets(st.sampled_from(["advises", "funds", "leads"]), min_size=1))
        values["kinds"] = tuple(sorted(kinds))
        values["shared"] = ("atelier",) if "leads" in kinds else ()
    return graph


def named(values: dict[str, tuple[str, ...]]) -> set[str]:
    return {"together" if kind == "leads" else kind for kind in values["kinds"]}


@given(layered())
def test_relations_written_out(graph: Graph) -> None:
    found = [named(values) for *_, values in graph.edges(data=True)]
    mean = sum(map(len, found)) / len(found) if found else math.nan
    assert relations.multiplexity(graph) == pytest.approx(mean, nan_ok=True)
    share = sum(len(names) > 1 for names in found) / len(found) if found else math.nan
    assert relations.multiplex_share(graph) == pytest.approx(share, nan_ok=True)
    density = relations.relation_density(graph)
    assert list(density.index) == sorted(set().union(*found))
    pairs = np.triu_indices(len(graph), 1)
    layers = {}
    for name in density.index:
        ties = [(a, b) for a, b, values in graph.edges(data=True) if name in named(values)]
        assert density.loc[name, "pairs"] == len(ties)
        assert density.loc[name, "actors"] == len({end for tie in ties for end in tie})
        layer = nx.Graph(ties)
        layer.add_nodes_from(graph)
        layers[name] = nx.to_numpy_array(layer, nodelist=list(graph))[pairs]
        assert density.loc[name, "density"] == pytest.approx(layers[name].mean())
    overlap = relations.relation_overlap(graph, permutations=3)
    assert len(overlap) == math.comb(len(layers), 2)
    for (one, other), row in overlap.iterrows():
        a, b = layers[one], layers[other]
        assert row["shared"] == (a * b).sum()
        assert row["jaccard"] == pytest.approx((a * b).sum() / np.maximum(a, b).sum())
        varied = 0 < a.mean() < 1 and 0 < b.mean() < 1
        expected = np.corrcoef(a, b)[0, 1] if varied else math.nan
        assert row["correlation"] == pytest.approx(expected, abs=1e-9, nan_ok=True)


def test_p_values_approach_those_of_all_permutations() -> None:
    nodes = range(6)
    advises = {(0, 1), (1, 2), (2, 3), (0, 2)}
    funds = {(0, 1), (1, 2), (4, 5), (0, 2)}
    graph: Graph = nx.empty_graph(nodes)
    for kind, ties in (("advises", advises), ("funds", funds)):
        for one, other in ties:
            known = graph.get_edge_data(one, other, {}).get("kinds", ())
            graph.add_edge(one, other, kinds=(*known, kind))
    counts = [
        len({tuple(sorted((places[a], places[b]))) for a, b in advises} & funds)
        for places in permutations(nodes)
    ]
    found = relations.relation_overlap(graph, permutations=4999).iloc[0]
    assert found["shared"] == 3
    assert found["p_as_large"] == pytest.approx(np.mean([n >= 3 for n in counts]), abs=0.02)
    assert found["p_as_small"] == pytest.approx(np.mean([n <= 3 for n in counts]), abs=0.02)
    assert relations.relation_overlap(graph).equals(relations.relation_overlap(graph))


@given(graphs(), st.randoms(use_true_random=False))
def test_what_is_left_written_out(graph: Graph, lots: random.Random) -> None:
    order = list(range(len(graph)))
    lots.shuffle(order)
    nodes = list(graph)
    partners = [[nodes.index(other) for other in graph[node]] for node in graph]
    connected, largest = robustness.remaining(partners, order)
    for gone in range(len(graph) + 1):
        rest = graph.subgraph(nodes[number] for number in order[gone:])
        sizes = [len(part) for part in nx.connected_components(rest)]
        assert connected[gone] == sum(math.comb(size, 2) for size in sizes)
        assert largest[gone] == max(sizes, default=0)


def test_known_curves() -> None:
    star, full = nx.star_graph(9), nx.complete_graph(10)
    assert robustness.robustness_targeted(star) == pytest.approx(9 / 100)
    for function in (robustness.robustness_targeted, robustness.robustness_random):
        assert function(full) == pytest.approx(9 / 20)
        assert math.isnan(function(nx.empty_graph(1)))
    # the centre leaves at a random moment: in the mean half of the others have gone then
    assert robustness.robustness_random(star) == pytest.approx(0.25, abs=0.1)


@given(graphs())
def test_the_curves_fall_from_what_there_is(graph: Graph) -> None:
    table = robustness.robustness(graph)
    assert table.index[0] == 0
    if len(graph) < 2:
        assert table["largest_random"].isna().all()
        return
    assert table.index[-1] == len(graph)
    parts = [len(part) for part in nx.connected_components(graph)]
    for column in table.columns.drop("share"):
        assert (table[column].diff().dropna() <= 1e-12).all(), column
        assert table[column].iloc[-1] == 0
        start = sum(math.comb(p, 2) for p in parts) / math.comb(len(graph), 2)
        expected = max(parts) / len(graph) if "largest" in column else start
        assert table[column].iloc[0] == pytest.approx(expected)
    assert (table["connected_random_low"] <= table["connected_random"] + 1e-12).all()
    assert (table["connected_random"] <= table["connected_random_high"] + 1e-12).all()


def test_the_most_central_go_first() -> None:
    graph: Graph = nx.relabel_nodes(nx.barbell_graph(4, 0), str)  # two ends with four partners
    table = robustness.robustness(graph)
    # whichever of the two goes, the cliques come apart: three and four are left
    assert table.loc[1, "connected_central"] == pytest.approx((3 + 6) / 28)
    assert table.loc[1, "largest_central"] == pytest.approx(4 / 8)


def test_large_networks_get_fewer_draws() -> None:
    assert [robustness.draws(n) for n in (1, 1000, 2000, 10_000, 60_000)] == [20, 20, 10, 2, 2]
    table = robustness.robustness(nx.gnm_random_graph(2000, 6000, seed=2))
    assert len(table) == 101
    assert table.index[-1] == 2000
