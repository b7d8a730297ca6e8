"""What kinds of actors someone works with: partners in groups, by something known about them.

Partners of whom the attribute is not known are left out.
"""

from __future__ import annotations

from collections import Counter
from math import nan

from netmap.graph import Graph
from netmap.metrics.grouping import groups
from netmap.metrics.node import Values


def alter_blau(graph: Graph, attribute: str = "sector") -> Values:
    """The chance that two partners drawn at random (with replacement) are of different groups."""
    of = groups(graph, attribute)
    return {key: _blau(_partners(graph, of, key)) for key in graph}


def alter_iqv(graph: Graph, attribute: str = "sector") -> Values:
    """Blau's index over the most it can be, with as many groups as the network has."""
    of = groups(graph, attribute)
    count = len(set(of.values()) - {""})
    most = 1 - 1 / count if count > 1 else nan
    return {key: _blau(_partners(graph, of, key)) / most for key in graph}


def ego_ei(graph: Graph, attribute: str = "sector") -> Values:
    """From -1 (all partners of the actor's own group) to 1 (none of them)."""
    of = groups(graph, attribute)
    values: Values = {}
    for key in graph:
        partners = _partners(graph, of, key)
        count = partners.total() if of[key] else 0
        values[key] = 1 - 2 * partners[of[key]] / count if count else nan
    return values


def _partners(graph: Graph, of: dict[str, str], key: str) -> Counter[str]:
    return Counter(of[partner] for partner in graph[key] if of[partner])


def _blau(partners: Counter[str]) -> float:
    count = partners.total()
    return 1 - sum((n / count) ** 2 for n in partners.values()) if count else nan


FUNCTIONS = {"alter_blau": alter_blau, "alter_iqv": alter_iqv, "ego_ei": ego_ei}
