"""The reading of the form of governance."""

from __future__ import annotations

import math
from itertools import combinations

import networkx as nx
import pytest

from netmap.graph import Graph
from netmap.metrics.governance import governance

MEMBERS = "abcdef"


def partnership(*ties: tuple[str, str]) -> Graph:
    graph: Graph = nx.Graph()
    graph.add_nodes_from(MEMBERS, roles=("member",))
    graph.add_node("office", roles=())
    graph.add_node("partner", roles=("partner",))
    graph.add_edges_from(ties)
    return graph


def reading(graph: Graph) -> list[str]:
    table = governance(graph)
    return list(table.index[table["reading"] == 1])


def test_each_form_in_its_pure_shape() -> None:
    everybody = partnership(*combinations(MEMBERS, 2))
    assert reading(everybody) == ["shared"]
    lead = partnership(*(("a", other) for other in "bcdef"))
    assert reading(lead) == ["lead_organisation"]
    assert governance(lead).loc["lead_organisation", ["carrier", "share"]].tolist() == ["a", 1]
    office = partnership(*(("office", other) for other in MEMBERS))
    assert reading(office) == ["administrative_organisation"]
    assert governance(office).loc["administrative_organisation", "carrier"] == "office"
    assert governance(office).loc["lead_organisation", ["carrier", "share"]].tolist() == ["", 0]


def test_nobody_stands_out_in_a_ring() -> None:
    ring = partnership(*zip(MEMBERS, MEMBERS[1:] + "a", strict=True))
    table = governance(ring)
    assert table["reading"].tolist() == [0, 0, 0]
    assert table.loc["shared", "share"] == pytest.approx(2 / 5)


def test_an_office_comes_before_an_equally_tied_member() -> None:
    both = [("office", other) for other in MEMBERS] + [("a", other) for other in "bcdef"]
    assert reading(partnership(*both)) == ["administrative_organisation"]


def test_partners_do_not_count() -> None:
    graph = partnership(*(("a", other) for other in "bcdef"))
    graph.add_edges_from(("partner", other) for other in MEMBERS)
    assert reading(graph) == ["lead_organisation"]


def test_silence_is_not_read_as_a_form() -> None:
    few = partnership(("office", "a"), ("office", "b"))
    table = governance(few)
    assert table["reading"].isna().all()
    assert table.loc["administrative_organisation", "share"] == pytest.approx(2 / 6)
    empty = governance(nx.empty_graph(0))
    assert empty["reading"].isna().all()
    assert all(math.isnan(share) for share in empty["share"])
