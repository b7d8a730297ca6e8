"""Numbers for pairs: by hand, by networkx and scipy, and by brute force."""

from __future__ import annotations

from itertools import combinations
from math import isnan

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmap.graph import Graph, collaboration
from netmap.metrics import tie as pairs_of
from tests.builders import PARTNERSHIP, entity, snapshot, tie
from tests.metrics.test_sets import graphs, named


@pytest.fixture
def bridges() -> Graph:
    """Two triangles, joined by c–d, by a way round over four others, and with a tail."""
    graph: Graph = nx.Graph()
    nx.add_path(graph, "abca")
    nx.add_path(graph, "defd")
    nx.add_path(graph, "cd")
    nx.add_path(graph, "awxyzf")
    nx.add_path(graph, "et")
    return graph


def test_a_local_bridge_has_no_shared_partner_and_spans_the_way_round(bridges: Graph) -> None:
    local, span = pairs_of.local_bridge(bridges), pairs_of.span(bridges)
    assert {"".join(p) for p, yes in local.items() if yes} == {
        "cd", "aw", "wx", "xy", "yz", "fz", "et",
    }  # fmt: skip
    assert span["c", "d"] == 7  # c a w x y z f d
    assert span["a", "w"] == 7
    assert span["a", "b"] == 2
    assert isnan(span["e", "t"])  # a bridge: nothing else connects the tail
    assert pairs_of.embeddedness(bridges)["a", "b"] == 1


def test_the_tie_in_the_middle_of_a_path_carries_all_between_its_halves() -> None:
    path = named(nx.path_graph(6))
    assert pairs_of.betweenness(path)["c", "d"] == pytest.approx(3 * 3 / 15)


def test_above_a_size_betweenness_is_estimated(monkeypatch: pytest.MonkeyPatch) -> None:
    graph: Graph = nx.relabel_nodes(nx.barabasi_albert_graph(400, 3, seed=2), str)
    exact = pairs_of.betweenness(graph)
    monkeypatch.setattr(pairs_of, "EXACT_UNTIL", 300)
    monkeypatch.setattr(pairs_of, "PIVOTS", 400)
    assert pairs_of.betweenness(graph) == pytest.approx(exact)
    monkeypatch.setattr(pairs_of, "PIVOTS", 200)
    estimated = pairs_of.betweenness(graph)
    assert estimated != exact
    assert sum(estimated.values()) == pytest.approx(sum(exact.values()), rel=0.05)
    top = sorted(exact, key=exact.__getitem__)[-5:]
    assert [estimated[p] for p in top] == pytest.approx([exact[p] for p in top], rel=0.2)


def test_equivalence_of_two_leaves_of_a_star() -> None:
    star = named(nx.star_graph(4))
    assert pairs_of.jaccard(star, [("b", "c")]) == {("b", "c"): 1}
    assert pairs_of.correlation(star, [("b", "c")])["b", "c"] == pytest.approx(1)
    assert pairs_of.jaccard(star)["a", "b"] == 0
    assert isnan(pairs_of.correlation(star)["a", "b"])  # the leaf has no other partner


def test_sharing_two_ateliers_and_referring_is_a_weight_of_three_and_two_relations() -> None:
    facts = snapshot(
        [
            *(tie(who, "takes_part_in", what) for who in "ab" for what in ("x", "y")),
            tie("a", "leads", "x"),
            tie("a", "refers_to", "b"),
            tie("b", "advises", "c"),
        ],
        [entity("x", "atelier"), entity("y", "atelier")],
    )
    graph = collaboration(facts, PARTNERSHIP)
    assert pairs_of.weight(graph) == {("a", "b"): 3, ("b", "c"): 1}
    assert pairs_of.multiplexity(graph) == {("a", "b"): 2, ("b", "c"): 1}


@given(graphs(least=2))
def test_betweenness_and_span_are_those_of_networkx(graph: Graph) -> None:
    expected = nx.edge_betweenness_centrality(graph, normalized=True)
    found = pairs_of.betweenness(graph)
    assert found == pytest.approx({pairs_of.pair(*edge): value for edge, value in expected.items()})
    for (one, other), steps in pairs_of.span(graph).items():
        without = graph.copy()
        without.remove_edge(one, other)
        if isnan(steps):
            assert not nx.has_path(without, one, other)
        else:
            assert steps == nx.shortest_path_length(without, one, other)


@given(graphs(least=2))
def test_equivalence_written_out(graph: Graph) -> None:
    asked = list(combinations(sorted(graph), 2))
    correlation, jaccard = pairs_of.correlation(graph, asked), pairs_of.jaccard(graph, asked)
    for one, other in asked:
        rest = [key for key in graph if key not in (one, other)]
        rows = np.array([[graph.has_edge(end, key) for key in rest] for end in (one, other)])
        either, both = rows.any(axis=0).sum(), rows.all(axis=0).sum()
        expected = both / either if either else float("nan")
        assert jaccard[one, other] == pytest.approx(expected, nan_ok=True)
        constant = [row.all() or not row.any() for row in rows]
        if any(constant):
            assert isnan(correlation[one, other])
        else:
            assert correlation[one, other] == pytest.approx(np.corrcoef(rows.astype(float))[0, 1])


@given(graphs(), st.sampled_from(sorted(pairs_of.FUNCTIONS)))
def test_names_and_isolates_do_not_matter(graph: Graph, key: str) -> None:
    function = pairs_of.FUNCTIONS[key]
    order = sorted(graph)
    names = dict(zip(order, reversed(order), strict=True))
    renamed = function(nx.relabel_nodes(graph, names))
    for (one, other), value in function(graph).items():
        assert renamed[pairs_of.pair(names[one], names[other])] == pytest.approx(value, nan_ok=True)
    more = graph.copy()
    more.add_node("alone")
    if key not in {"tie_betweenness", "tie_correlation"}:  # these count all actors
        assert function(more) == pytest.approx(function(graph), nan_ok=True)


def test_a_network_without_ties_has_no_values() -> None:
    graph: Graph = nx.empty_graph(3)
    for function in pairs_of.FUNCTIONS.values():
        assert function(graph) == {}
