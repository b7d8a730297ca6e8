"""What pairs and triples of referrals look like (Holland and Leinhardt)."""

from __future__ import annotations

from math import comb, nan

import igraph
import pandas as pd

from netmap.graph import Graph
from netmap.metrics.distances import adjacency

DYADS = ("mutual", "asymmetric", "null")
# The names say how many of the three pairs are mutual, asymmetric and null; then the direction
# (down, up, transitive, cyclic) where that is needed to tell two of them apart.
TRIADS = (
    *("003", "012", "102", "021D", "021U", "021C", "111D", "111U"),
    *("030T", "030C", "201", "120D", "120U", "120C", "210", "300"),
)


def dyad_reciprocity(graph: Graph) -> float:
    """The share of mutual pairs among all pairs with a referral."""
    mutual, asymmetric = _linked(graph)
    return mutual / (mutual + asymmetric) if mutual + asymmetric else nan


def dyad_census(graph: Graph) -> pd.DataFrame:
    mutual, asymmetric = _linked(graph)
    rest = comb(len(graph), 2) - mutual - asymmetric
    return _census(DYADS, [mutual, asymmetric, rest], "dyad")


def triad_census(graph: Graph) -> pd.DataFrame:
    counts = _directed(graph).triad_census() if len(graph) > 2 else [0] * len(TRIADS)
    return _census(TRIADS, list(counts), "triad")


def _census(names: tuple[str, ...], counts: list[int], index: str) -> pd.DataFrame:
    frame = pd.DataFrame({"count": counts}, index=pd.Index(names, name=index), dtype="float64")
    total = sum(counts)
    frame["share"] = frame["count"] / (total or nan)
    return frame


def _linked(graph: Graph) -> tuple[int, int]:
    """The numbers of mutual and of asymmetric pairs."""
    back = sum(graph.has_edge(other, one) for one, other in graph.edges())
    return back // 2, graph.size() - back


def _directed(graph: Graph) -> igraph.Graph:
    arcs = adjacency(graph).nonzero()
    return igraph.Graph(len(graph), list(zip(*(ends.tolist() for ends in arcs), strict=True)), True)


FUNCTIONS = {"dyad_reciprocity": dyad_reciprocity}
TABLES = {"dyad_census": dyad_census, "triad_census": triad_census}
