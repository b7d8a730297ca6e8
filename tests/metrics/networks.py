"""Networks from the literature that tests share."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx

from netmap.graph import DiGraph, Graph

# Knoke & Wood (1981): which of ten organisations in Indianapolis sends information to which.
_KNOKE = {
    "COUN": "COMM MAYR NEWS WELF",
    "COMM": "COUN EDUC INDU MAYR NEWS UWAY WELF",
    "EDUC": "COMM INDU MAYR WRO NEWS WEST",
    "INDU": "COUN COMM MAYR NEWS",
    "MAYR": "COUN COMM EDUC INDU NEWS UWAY WELF WEST",
    "WRO": "EDUC NEWS WELF",
    "NEWS": "COMM INDU MAYR",
    "UWAY": "COUN COMM INDU MAYR NEWS WELF",
    "WELF": "COMM MAYR NEWS",
    "WEST": "COUN COMM EDUC MAYR NEWS",
}


def knoke() -> DiGraph:
    graph: DiGraph = nx.DiGraph()
    graph.add_nodes_from(_KNOKE)
    graph.add_edges_from((one, other) for one, others in _KNOKE.items() for other in others.split())
    return graph


def florentine(*, pucci: bool = False) -> Graph:
    """Marriages between fifteen Florentine families (Padgett & Ansell 1993), or sixteen."""
    graph: Graph = nx.florentine_families_graph()
    if pucci:
        graph.add_node("Pucci")
    return graph


def kite() -> Graph:
    """Krackhardt's kite (1990)."""
    return named(nx.krackhardt_kite_graph(), "ABCDEFGHIJ")


def karate() -> Graph:
    """Zachary's karate club (1977)."""
    return named(nx.karate_club_graph(), [str(number) for number in range(34)])


def named(numbered: nx.Graph[int], names: Sequence[str]) -> Graph:
    graph: Graph = nx.Graph()
    graph.add_nodes_from((names[node], values) for node, values in numbered.nodes(data=True))
    graph.add_edges_from((names[a], names[b], data) for a, b, data in numbered.edges(data=True))
    return graph
