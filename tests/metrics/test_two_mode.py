"""Two-mode numbers: Davis's women, networkx, brute force, and small cases by hand."""

from __future__ import annotations

from itertools import combinations
from math import isnan

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networkx.algorithms import bipartite

from netmap.coverage.covering import covering
from netmap.graph import Graph
from netmap.metrics import two_mode
from netmap.metrics.two_mode import bicliques, dual_projection, overlap
from netmap.model import Snapshot
from tests.builders import PARTNERSHIP, entity, members, snapshot, tie


@pytest.fixture
def davis() -> Graph:
    """Eighteen women at fourteen events (Davis, Gardner & Gardner 1941)."""
    graph: Graph = nx.davis_southern_women_graph()
    for values in graph.nodes.values():
        values["mode"] = "event" if values["bipartite"] else "actor"
    return graph


@st.composite
def two_modes(draw: st.DrawFn, least: int = 1) -> Graph:
    actors = "abcde"[: draw(st.integers(least, 5))]
    others = "vwxyz"[: draw(st.integers(least, 5))]
    graph: Graph = nx.Graph()
    graph.add_nodes_from(actors, mode="actor")
    graph.add_nodes_from(others, mode="atelier")
    pairs = st.sampled_from([(one, other) for one in actors for other in others])
    graph.add_edges_from(draw(st.lists(pairs, unique=True)))
    return graph


def of_mode(graph: Graph, *, actors: bool) -> list[str]:
    return [key for key, d in graph.nodes(data=True) if (d["mode"] == "actor") is actors]


def test_davis_as_published(davis: Graph) -> None:
    # the centralities that Borgatti & Everett (1997) give, in two decimals
    published = {
        "two_mode_degree": {"E8": 0.78, "E9": 0.67, "E7": 0.56, "Nora Fayette": 0.57,
                            "Evelyn Jefferson": 0.57, "Flora Price": 0.14},
        "two_mode_closeness": {"E8": 0.85, "E9": 0.79, "E7": 0.73, "Nora Fayette": 0.80,
                               "Evelyn Jefferson": 0.80, "Flora Price": 0.59},
        "two_mode_betweenness": {"E8": 0.24, "E9": 0.23, "E7": 0.13, "Nora Fayette": 0.11,
                                 "Evelyn Jefferson": 0.10, "Flora Price": 0.01},
    }  # fmt: skip
    for key, expected in published.items():
        values = two_mode.EACH[key](davis)
        assert {name: round(values[name], 2) for name in expected} == expected
    assert two_mode.density(davis) == pytest.approx(89 / (18 * 14))
    assert two_mode.clustering(davis) == pytest.approx(0.468, abs=5e-4)
    assert two_mode.coverage(davis) == 1


def test_davis_has_22_bicliques_of_three_by_three_and_65_in_its_lattice(davis: Graph) -> None:
    # Borgatti & Everett (1997); Freeman & White (1993), with the top and the bottom
    assert len(bicliques(davis, actors=3, others=3).items) == 22
    assert len(bicliques(davis, actors=1, others=1).items) + 2 == 65


@given(two_modes())
def test_a_connected_network_has_the_values_of_networkx(graph: Graph) -> None:
    actors = of_mode(graph, actors=True)
    assert two_mode.degree(graph) == pytest.approx(bipartite.degree_centrality(graph, actors))
    if min(len(actors), len(graph) - len(actors)) > 1:  # else networkx divides by 0
        expected = bipartite.betweenness_centrality(graph, actors)
        assert two_mode.betweenness(graph) == pytest.approx(expected)
    if nx.is_connected(graph):
        near = bipartite.closeness_centrality(graph, actors)
        assert two_mode.closeness(graph) == pytest.approx(near)
    for key, value in two_mode.redundancy(graph).items():
        if graph.degree[key] < 2:
            assert isnan(value)
        else:
            assert value == pytest.approx(bipartite.node_redundancy(graph, [key])[key])


@pytest.mark.parametrize(("same", "other"), [(1, 2), (2, 2), (3, 2), (2, 3), (3, 3), (4, 2)])
def test_no_network_with_these_sides_has_more_betweenness(same: int, other: int) -> None:
    pairs = [(f"a{a}", f"o{o}") for a in range(same) for o in range(other)]
    most = 0.0
    for bits in range(1 << len(pairs)):
        graph: Graph = nx.Graph()
        graph.add_nodes_from(end for p in pairs for end in p)
        graph.add_edges_from(p for place, p in enumerate(pairs) if bits >> place & 1)
        most = max(most, nx.betweenness_centrality(graph, normalized=False)["a0"])
    assert two_mode.most_between(same, other) == most


@given(two_modes())
def test_clustering_counts_squares(graph: Graph) -> None:
    squares = sum(
        len(set(graph[a]) & set(graph[b])) * (len(set(graph[a]) & set(graph[b])) - 1) / 2
        for a, b in combinations(of_mode(graph, actors=True), 2)
    )
    paths = sum(1 for b, c in graph.edges for a in graph[b] for d in graph[c] if a != c and d != b)
    value = two_mode.clustering(graph)
    assert value == pytest.approx(4 * squares / paths) if paths else isnan(value)


@given(two_modes())
def test_values_stay_within_bounds_and_do_not_depend_on_names(graph: Graph) -> None:
    names = {key: key.upper() for key in graph}
    for key, each in two_mode.EACH.items():
        values = each(graph)
        assert all(isnan(v) or -1e-9 <= v <= 1 + 1e-9 for v in values.values()), key
        renamed = each(nx.relabel_nodes(graph, names))
        assert {names[k]: v for k, v in values.items()} == pytest.approx(renamed, nan_ok=True)
    for whole in two_mode.ALL.values():
        value = whole(graph)
        assert isnan(value) or 0 <= value <= 1
        assert whole(nx.relabel_nodes(graph, names)) == pytest.approx(value, nan_ok=True)


@pytest.mark.parametrize(("actors", "others"), [(0, 0), (2, 0), (0, 2), (1, 1)])
def test_a_side_may_be_empty(actors: int, others: int) -> None:
    graph: Graph = nx.Graph()
    graph.add_nodes_from((f"a{n}" for n in range(actors)), mode="actor")
    graph.add_nodes_from((f"o{n}" for n in range(others)), mode="atelier")
    for each in two_mode.EACH.values():
        assert each(graph).keys() == set(graph)
    for whole in two_mode.ALL.values():
        assert isnan(whole(graph)) or whole(graph) == 0
    assert bicliques(graph).items == ()
    assert overlap(graph).empty


def test_a_part_of_the_network_is_near_as_far_as_it_goes() -> None:
    graph: Graph = nx.Graph()
    graph.add_nodes_from("ab", mode="actor")
    graph.add_nodes_from("xy", mode="atelier")
    graph.add_edges_from(["ax", "by"])
    assert two_mode.closeness(graph) == pytest.approx(dict.fromkeys("abxy", 1 / 3))


@given(two_modes())
def test_bicliques_by_trying_every_set_of_actors(graph: Graph) -> None:
    actors = of_mode(graph, actors=True)
    expected = set()
    for size in range(1, len(actors) + 1):
        for group in combinations(actors, size):
            shared = set.intersection(*(set(graph[one]) for one in group))
            everyone = {one for one in actors if shared <= set(graph[one])}
            if shared and everyone == set(group):
                expected.add((group, tuple(sorted(shared))))
    found = bicliques(graph, actors=1, others=1)
    assert found.complete
    assert {(b.actors, b.others) for b in found.items} == expected
    sizes = [len(b.actors) * len(b.others) for b in found.items]
    assert sizes == sorted(sizes, reverse=True)


def test_a_search_that_stops_says_so(davis: Graph) -> None:
    some = bicliques(davis, limit=10)
    assert not some.complete
    assert set(some.items) <= set(bicliques(davis).items)


@given(two_modes())
def test_both_projections_count_what_is_shared(graph: Graph) -> None:
    both = dual_projection(graph)
    expected = bipartite.weighted_projected_graph(graph, of_mode(graph, actors=True))
    assert set(both.actors) == set(expected)
    for one, other, values in expected.edges(data=True):
        assert both.actors.edges[one, other]["weight"] == values["weight"]
    assert both.actors.size() == expected.size()
    for (one, other), row in overlap(graph).iterrows():  # type: ignore[misc]  # a pair of ids
        assert set(row["actors"]) == set(graph[one]) & set(graph[other])
        assert both.others.edges[one, other]["weight"] == row["shared"] == len(row["actors"])
        assert row["jaccard"] == len(row["actors"]) / len(set(graph[one]) | set(graph[other]))
        assert row["of_smaller"] >= row["jaccard"]


def functions() -> Snapshot:
    return snapshot(
        [
            *members("a", "b"),
            tie("a", "covers", "debts"),
            tie("a", "covers", "housing"),
            tie("b", "covers", "housing"),
            tie("clinic", "covers", "debts"),
            tie("clinic", "covers", "trauma"),
            tie("b", "covers", "play"),
            tie(PARTNERSHIP, "covers", "play"),
        ],
        [entity(k, "function") for k in ("debts", "housing", "nothing", "play", "trauma")],
        revision=3,
    )


def test_a_function_that_hangs_on_one_member_names_it() -> None:
    frame = covering(functions(), PARTNERSHIP)
    assert frame["sole"].to_dict() == {
        "debts": "a", "housing": None, "nothing": None, "play": None, "trauma": None,
    }  # fmt: skip
    assert frame.loc["debts", "partners"] == ("clinic",)
    assert frame.loc["debts", "ties"] == ("p.covers.a.debts", "p.covers.clinic.debts")
    assert frame["own"].to_dict()["play"]
    assert frame.attrs["revision"] == 3


def test_where_nobody_is_a_member_everybody_counts() -> None:
    facts = snapshot([tie("clinic", "covers", "trauma")], [entity("trauma", "function")])
    assert covering(facts, PARTNERSHIP).loc["trauma", "sole"] == "clinic"
    assert covering(snapshot([]), PARTNERSHIP).empty
