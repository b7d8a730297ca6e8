"""Cutpoints and bridges, held to networkx and to what comes loose when one is taken out."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from netmap.gaps.cuts import cuts
from netmap.graph import Graph

PAIRS = st.tuples(st.sampled_from("abcdefghij"), st.sampled_from("abcdefghij"))


@given(st.lists(PAIRS.filter(lambda pair: pair[0] != pair[1]), max_size=20))
def test_they_are_what_networkx_finds_and_what_removal_shows(pairs: list[tuple[str, str]]) -> None:
    graph: Graph = nx.Graph(pairs)
    found = cuts(graph)
    assert set(found.cutpoints) == set(nx.articulation_points(graph))
    assert {frozenset(pair) for pair in found.bridges} == {
        frozenset(pair) for pair in nx.bridges(graph)
    }
    for node, cutpoint in found.cutpoints.items():
        around = nx.node_connected_component(graph, node) - {node}
        pieces = sorted(
            (tuple(sorted(piece)) for piece in nx.connected_components(graph.subgraph(around))),
            key=lambda piece: (-len(piece), piece),
        )
        assert cutpoint.parts == len(pieces)
        assert cutpoint.largest == len(pieces[0])
        assert cutpoint.loose == tuple(pieces[1:])
    for pair, side in found.bridges.items():
        rest = graph.copy()
        rest.remove_edge(*pair)
        sides = [tuple(sorted(nx.node_connected_component(rest, end))) for end in pair]
        assert side == min(sides, key=lambda nodes: (len(nodes), nodes))


def test_a_long_path_needs_no_deep_recursion() -> None:
    found = cuts(nx.path_graph([f"n{number:04}" for number in range(3000)]))
    assert len(found.cutpoints) == 2998
    assert len(found.bridges) == 2999
