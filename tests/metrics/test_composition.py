"""What kinds of partners an actor has: written out, and in another way."""

from __future__ import annotations

import math

import networkx as nx
import pytest

from netmap.graph import Graph
from netmap.metrics import composition
from netmap.metrics.report import node_metrics
from tests.builders import PARTNERSHIP, entity, snapshot, tie


@pytest.fixture
def circle() -> Graph:
    """An actor with four partners: two of its own sector, one of another, one unknown."""
    graph: Graph = nx.star_graph(["ego", "a", "b", "c", "d"])
    sectors = {"ego": "care", "a": "care", "b": "care", "c": "youth"}
    nx.set_node_attributes(graph, sectors, "sector")
    nx.set_node_attributes(graph, {"ego": "first", "a": "second"}, "line")
    graph.add_node("alone", sector="welfare")
    return graph


def test_written_out(circle: Graph) -> None:
    blau, iqv, ei = (function(circle) for function in composition.FUNCTIONS.values())
    assert blau["ego"] == pytest.approx(1 - (2 / 3) ** 2 - (1 / 3) ** 2)
    assert iqv["ego"] == pytest.approx(blau["ego"] * 3 / 2)  # care, youth and welfare
    assert ei["ego"] == pytest.approx((1 - 2) / 3)
    assert (blau["a"], iqv["a"], ei["a"], ei["c"]) == (0, 0, -1, 1)
    assert blau["d"] == 0  # its partner is known
    assert math.isnan(ei["d"])  # but itself is not
    assert all(math.isnan(values["alone"]) for values in (blau, iqv, ei))


def test_by_another_attribute(circle: Graph) -> None:
    assert composition.ego_ei(circle, "line")["ego"] == 1
    assert composition.alter_blau(circle, "line")["ego"] == 0
    assert all(map(math.isnan, composition.alter_blau(circle, "colour").values()))


def test_equal_shares_are_all_the_variety_there_can_be() -> None:
    graph: Graph = nx.star_graph(["ego", "a", "b", "c"])
    nx.set_node_attributes(graph, {"ego": "x", "a": "x", "b": "y", "c": "z"}, "sector")
    assert composition.alter_iqv(graph)["ego"] == pytest.approx(1)


def test_one_group_has_no_variety() -> None:
    graph: Graph = nx.path_graph(["a", "b"])
    nx.set_node_attributes(graph, "x", "sector")
    assert all(map(math.isnan, composition.alter_iqv(graph).values()))
    assert set(composition.alter_blau(graph).values()) == {0.0}


def test_a_report_says_by_which_attribute() -> None:
    facts = snapshot(
        [tie("a", "collaborates_with", "b"), tie("a", "collaborates_with", "c")],
        [
            entity("a", sector="care", line="first"),
            entity("b", sector="care", line="second"),
            entity("c", sector="youth", line="first"),
        ],
    )
    by_sector = node_metrics(facts, PARTNERSHIP, ["ego_ei"])
    by_line = node_metrics(facts, PARTNERSHIP, ["ego_ei"], attribute="line")
    assert by_sector["ego_ei"].to_dict() == {"a": 0, "b": -1, "c": 1}
    assert by_line["ego_ei"].to_dict() == {"a": 0, "b": 1, "c": -1}
    by_standing = node_metrics(facts, PARTNERSHIP, ["ego_ei"], attribute="standing")
    assert set(by_standing["ego_ei"]) == {-1.0}  # all three are partners, none a member
    assert by_sector.attrs["parameters"]["attribute"] == "sector"
    assert by_line.attrs["parameters"]["attribute"] == "line"
    assert node_metrics(facts, PARTNERSHIP, ["degree"]).attrs["parameters"]["attribute"] is None
