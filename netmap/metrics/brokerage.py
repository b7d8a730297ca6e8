"""The roles of a broker (Gould & Fernandez 1989), in a directed graph of actors in groups.

An actor brokers between two others when one refers to it, it refers to the other, and the
one does not refer to the other directly. Whose group is whose tells the role. Triples with
an actor of which the group is not known are left out; its own values are NaN.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import nan
from typing import cast

import networkx as nx

from netmap.graph import Graph
from netmap.metrics.grouping import groups
from netmap.metrics.node import Values


@dataclass(frozen=True, slots=True)
class Role:
    """Who of the three are of the same group."""

    with_source: bool
    with_target: bool
    ends: bool

    def __call__(self, graph: Graph, attribute: str = "sector") -> Values:
        """How often each actor has this role."""
        of = groups(graph, attribute)
        arcs = cast("nx.DiGraph[str]", graph)
        return {key: float(self._count(arcs, of, key)) if of[key] else nan for key in graph}

    def _count(self, arcs: nx.DiGraph[str], of: Mapping[str, str], broker: str) -> int:
        return sum(
            source != target
            and (of[source] == of[target]) == self.ends
            and not arcs.has_edge(source, target)
            for source in arcs.predecessors(broker)
            if of[source] and (of[source] == of[broker]) == self.with_source
            for target in arcs.successors(broker)
            if of[target] and (of[target] == of[broker]) == self.with_target
        )


ROLES: Mapping[str, Role] = {
    "coordinator": Role(with_source=True, with_target=True, ends=True),
    "itinerant": Role(with_source=False, with_target=False, ends=True),
    "gatekeeper": Role(with_source=False, with_target=True, ends=False),
    "representative": Role(with_source=True, with_target=False, ends=False),
    "liaison": Role(with_source=False, with_target=False, ends=False),
}
FUNCTIONS: Mapping[str, Callable[..., Values]] = ROLES
