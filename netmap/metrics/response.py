"""How much of the network the sources speak about: what response is to a survey.

Nobody filled in a list of names here. A source says that a tie is there, hardly ever
that one is not, so that silence can mean both 'no tie' and 'not documented'.
"""

from __future__ import annotations

from math import nan

from netmap.graph import Graph


def response(graph: Graph) -> float:
    """The share of members with at least one documented tie to another actor."""
    members = _members(graph)
    return _documented(graph, members) / len(members) if members else nan


def valid_cells(graph: Graph) -> float:
    """The share of pairs of members of which at least one has a documented tie."""
    members = _members(graph)
    silent = len(members) - _documented(graph, members)
    pairs = len(members) * (len(members) - 1)
    return 1 - silent * (silent - 1) / pairs if pairs else nan


def _members(graph: Graph) -> list[str]:
    return [n for n, values in graph.nodes(data=True) if "member" in values.get("roles", ())]


def _documented(graph: Graph, members: list[str]) -> int:
    return sum(graph.degree[member] > 0 for member in members)


FUNCTIONS = {"response": response, "valid_cells": valid_cells}
