"""Key players: values by hand, every set by brute force, and what an exchange may claim."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import isnan

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmap.errors import Invalid, UnknownEntity, UnknownMetric
from netmap.graph import Graph
from netmap.metrics import sets
from netmap.metrics.key_players import key_players

MEASURES = sorted(sets.FUNCTIONS)
measures = st.sampled_from(MEASURES)


def named(graph: nx.Graph[int]) -> Graph:
    """The same graph with text for names: a, b, c ... as the literature has them."""
    return nx.relabel_nodes(graph, {number: chr(97 + number) for number in graph})


@pytest.fixture
def kite() -> Graph:
    return named(nx.krackhardt_kite_graph())


@st.composite
def graphs(draw: st.DrawFn, least: int = 3, most: int = 8) -> Graph:
    ids = "abcdefgh"[: draw(st.integers(least, most))]
    pairs = list(combinations(ids, 2))
    graph: Graph = nx.Graph()
    graph.add_nodes_from(ids)
    graph.add_edges_from(draw(st.lists(st.sampled_from(pairs), unique=True)))
    return graph


def stars() -> Graph:
    """Two hubs with the same six partners, and a smaller hub with three of its own."""
    graph: Graph = nx.Graph()
    graph.add_edges_from((hub, f"x{n}") for hub in ("a", "b") for n in range(6))
    graph.add_edges_from(("c", f"y{n}") for n in range(3))
    return graph


def test_without_heather_the_kite_falls_in_seven_and_two(kite: Graph) -> None:
    assert sets.fragmentation(kite, {"h"}) == pytest.approx(1 - (7 * 6 + 2 * 1) / (9 * 8))
    assert sets.fragmentation(kite, {"i"}) == pytest.approx(1 - (8 * 7) / (9 * 8))
    best = key_players(kite, "set_fragmentation", 1)
    assert (best.actors, best.before, best.equal) == (("h",), 0, 1)
    assert best.method == "exact"


def test_diane_reaches_most_in_one_step_and_two_of_the_kite_reach_all_in_two(kite: Graph) -> None:
    assert sets.reach(kite, {"d"}, steps=1) == pytest.approx(7 / 10)
    # in one step six others, in two also Heather, in three Ike, in four Jane
    assert sets.distance_reach(kite, {"d"}) == pytest.approx((1 + 6 + 1 / 2 + 1 / 3 + 1 / 4) / 10)
    assert key_players(kite, "set_reach", 2).value == 1


def test_a_star_without_its_hub_is_all_pieces() -> None:
    star = named(nx.star_graph(5))
    for value in (sets.fragmentation, sets.distance_fragmentation):
        assert value(star, {"a"}) == 1
    assert sets.fragmentation(star, {"b"}) == 0
    # one leaf gone: 4 pairs at one step, 6 at two steps, of 10
    assert sets.distance_fragmentation(star, {"b"}) == pytest.approx(1 - (4 + 6 / 2) / 10)
    assert sets.reach(star, {"a"}, steps=1) == sets.distance_reach(star, {"a"}) == 1
    assert sets.distance_reach(star, {"b"}) == pytest.approx((1 + 1 + 4 / 2) / 6)


def test_the_best_two_are_not_the_two_best() -> None:
    graph = stars()
    alone = {hub: sets.distance_reach(graph, {hub}) for hub in "abc"}
    assert alone["a"] == alone["b"] > alone["c"]
    best = key_players(graph, "set_distance_reach", 2)
    assert best.actors == ("a", "c")
    assert best.equal == 2  # b and c do as well


def test_who_may_be_chosen_can_be_limited() -> None:
    best = key_players(stars(), "set_distance_reach", 1, among=["c", "y0"])
    assert (best.actors, best.candidates) == (("c",), 2)


@given(graphs(), st.integers(1, 4), measures)
def test_exact_finds_what_trying_all_sets_finds(graph: Graph, size: int, measure: str) -> None:
    size = min(size, len(graph))
    best = key_players(graph, measure, size)
    function = sets.FUNCTIONS[measure]
    values = [function(graph, group) for group in combinations(sorted(graph), size)]
    assert best.value == pytest.approx(function(graph, best.actors), nan_ok=True)
    assert best.before == pytest.approx(function(graph, ()), nan_ok=True)
    if not isnan(best.value):
        assert best.value == pytest.approx(max(values))
        assert best.equal == sum(value == pytest.approx(best.value) for value in values)


@given(graphs(), st.integers(1, 3), measures, st.integers(0, 5))
def test_no_single_exchange_improves_what_an_exchange_ends_with(
    graph: Graph, size: int, measure: str, seed: int
) -> None:
    size = min(size, len(graph) - 2)
    found = key_players(graph, measure, size, seed=seed, exact_sets=0)
    assert found == key_players(graph, measure, size, seed=seed, exact_sets=0)
    assert (found.method, found.equal) == ("exchange", None)
    value = sets.FUNCTIONS[measure]
    assert found.value == pytest.approx(value(graph, found.actors))
    for old in found.actors:
        for new in set(graph) - set(found.actors):
            assert value(graph, {*found.actors, new} - {old}) <= found.value + 1e-9


@given(graphs(), st.integers(1, 3), measures, st.permutations("pqrstuvw"))
def test_names_do_not_matter(graph: Graph, size: int, measure: str, names: Sequence[str]) -> None:
    size = min(size, len(graph) - 2)
    other = nx.relabel_nodes(graph, dict(zip(sorted(graph), names, strict=False)))
    one, two = key_players(graph, measure, size), key_players(other, measure, size)
    assert one.value == pytest.approx(two.value)
    assert one.equal == two.equal


@given(graphs(), graphs(), st.sets(st.sampled_from("abcdefgh"), max_size=2))
def test_two_networks_side_by_side(one: Graph, other: Graph, group: set[str]) -> None:
    group &= set(one)
    both = nx.union(one, nx.relabel_nodes(other, str.upper))
    n, m = len(one) - len(group), len(other)
    for value in (sets.fragmentation, sets.distance_fragmentation):
        if n < 2:
            continue
        linked = (1 - value(one, group)) * n * (n - 1) + (1 - value(other, ())) * m * (m - 1)
        assert value(both, group) == pytest.approx(1 - linked / ((n + m) * (n + m - 1)))
    for value in (sets.reach, sets.distance_reach):
        assert value(both, group) * len(both) == pytest.approx(value(one, group) * len(one))


def test_a_large_network_is_searched_from_a_sample_and_valued_in_full() -> None:
    ring = nx.relabel_nodes(nx.cycle_graph(2_100), str)
    for spoke in range(700):  # a hub with every third of them
        ring.add_edge("hub", str(spoke * 3))
    best = key_players(ring, "set_distance_fragmentation", 1, exact_sets=0)
    assert best.sampled
    assert best.actors == ("hub",)
    near = 2 * sum(1 / steps for steps in range(1, 1_050)) + 1 / 1_050  # of one on the ring
    assert best.value == pytest.approx(1 - near / 2_099)
    assert not key_players(ring, "set_fragmentation", 1, exact_sets=0).sampled


def test_what_cannot_be_asked_is_a_fact(kite: Graph) -> None:
    with pytest.raises(UnknownMetric):
        key_players(kite, "degree", 1)
    with pytest.raises(UnknownEntity):
        key_players(kite, "set_reach", 1, among=["zoe"])
    for size in (0, 11):
        with pytest.raises(Invalid):
            key_players(kite, "set_reach", size)
