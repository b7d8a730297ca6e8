"""Values that the literature gives for well-known networks."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx
import pytest

from netmap.graph import Graph, participation
from netmap.metrics import node, two_mode, whole
from tests.builders import PARTNERSHIP, entity, snapshot, tie


def named(numbered: nx.Graph[int], names: Sequence[str]) -> Graph:
    graph: Graph = nx.Graph()
    graph.add_nodes_from(names)
    graph.add_edges_from((names[a], names[b], data) for a, b, data in numbered.edges(data=True))
    return graph


@pytest.fixture
def families() -> Graph:
    """Marriages between fifteen Florentine families (Padgett & Ansell 1993)."""
    graph: Graph = nx.florentine_families_graph()
    return graph


@pytest.fixture
def families_with_pucci(families: Graph) -> Graph:
    """The same, with the family that has no marriage tie."""
    families.add_node("Pucci")
    return families


@pytest.fixture
def kite() -> Graph:
    """Krackhardt's kite (1990): three kinds of centrality, three different winners."""
    return named(nx.krackhardt_kite_graph(), "ABCDEFGHIJ")


@pytest.fixture
def karate() -> Graph:
    """Zachary's karate club (1977)."""
    return named(nx.karate_club_graph(), [str(number) for number in range(34)])


def test_fifteen_families(families: Graph) -> None:
    # Wasserman & Faust 1994, chapter 5, without the isolated Pucci
    assert whole.size(families) == 15
    assert whole.ties(families) == 20
    assert whole.density(families) == pytest.approx(20 / 105)
    assert whole.components(families) == 1
    assert whole.betweenness_centralization(families) == pytest.approx(0.437, abs=0.0005)
    assert whole.average_path(families) == pytest.approx(261 / 105)
    assert whole.transitivity(families) == pytest.approx(9 / 47)
    assert node.degree(families)["Medici"] == 6
    assert node.betweenness(families)["Medici"] == pytest.approx(0.522, abs=0.0005)
    assert node.closeness(families)["Medici"] == pytest.approx(0.560, abs=0.0005)
    assert node.eigenvector(families)["Medici"] == pytest.approx(0.430, abs=0.0005)


def test_sixteen_families(families_with_pucci: Graph) -> None:
    graph = families_with_pucci
    assert whole.components(graph) == 2
    assert whole.density(graph) == pytest.approx(20 / 120)
    assert whole.degree_centralization(graph) == pytest.approx(0.267, abs=0.0005)
    assert whole.betweenness_centralization(graph) == pytest.approx(0.383, abs=0.0005)
    assert node.betweenness(graph)["Medici"] == pytest.approx(0.452, abs=0.0005)
    assert node.eigenvector(graph)["Medici"] == pytest.approx(0.430, abs=0.0005)
    assert node.closeness(graph)["Pucci"] == 0
    assert node.eigenvector(graph)["Pucci"] == 0
    # who is not connected does not make the others further apart
    assert whole.average_path(graph) == pytest.approx(261 / 105)


def test_the_kite_has_a_winner_for_each_centrality(kite: Graph) -> None:
    degree, between, close = node.degree(kite), node.betweenness(kite), node.closeness(kite)
    assert max(degree, key=degree.__getitem__) == "D"
    assert degree["D"] == 6
    assert max(between, key=between.__getitem__) == "H"
    assert between["H"] == pytest.approx(14 / 36)
    assert close["F"] == close["G"] == max(close.values()) == pytest.approx(9 / 14)
    assert whole.degree_centralization(kite) == pytest.approx(24 / 72)
    assert node.core_number(kite) == {**dict.fromkeys("ABCDEFG", 3.0), "H": 2.0, "I": 1.0, "J": 1.0}


def test_karate_club(karate: Graph) -> None:
    assert whole.ties(karate) == 78
    assert whole.density(karate) == pytest.approx(0.139, abs=0.0005)
    assert whole.average_path(karate) == pytest.approx(2.408, abs=0.0005)
    assert whole.transitivity(karate) == pytest.approx(0.256, abs=0.0005)
    assert node.degree(karate)["33"] == 17
    assert node.betweenness(karate)["0"] == pytest.approx(0.438, abs=0.0005)
    assert node.eigenvector(karate)["33"] == pytest.approx(0.373, abs=0.0005)
    assert node.strength(karate)["0"] == 42  # Zachary's weights: shared activities
    assert max(node.core_number(karate).values()) == 4


def test_southern_women() -> None:
    davis = nx.davis_southern_women_graph()
    women = davis.graph["top"]
    names = {name: f"w{number:02}" for number, name in enumerate(women)}
    ateliers = [entity(event.lower(), "atelier") for event in davis.graph["bottom"]]
    facts = snapshot(
        [
            tie(names[woman], "takes_part_in", event.lower())
            for woman in women
            for event in davis[woman]
        ],
        ateliers,
    )
    counts = two_mode.participation(participation(facts, PARTNERSHIP))
    # Davis, Gardner & Gardner 1941: Evelyn, Laura, Theresa, Brenda, Charlotte, ...
    published = [8, 7, 8, 7, 4, 4, 4, 4, 3, 4, 4, 6, 7, 8, 5, 2, 2, 2]
    assert sorted(counts.values()) == sorted(published)
    assert counts[names["Evelyn Jefferson"]] == 8
    assert counts[names["Nora Fayette"]] == 8
    assert counts[names["Flora Price"]] == 2
    assert sum(counts.values()) == 89
