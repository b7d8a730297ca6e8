"""Numbers out of two-mode graphs: actors on one side, what they take part in on the other."""

from __future__ import annotations

from netmap.graph import Graph


def participation(graph: Graph) -> dict[str, float]:
    return {
        key: float(graph.degree[key])
        for key, values in graph.nodes(data=True)
        if values["mode"] == "actor"
    }


FUNCTIONS = {"participation": participation}
