"""Both one-mode views of a two-mode network, and how far ateliers draw on the same actors.

References
----------
Everett, M. G., & Borgatti, S. P. (2013). The dual-projection approach for two-mode networks.
Social Networks, 35(2), 204–210.
"""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import pandas as pd
import scipy.sparse as sp

from netmap.graph import Graph
from netmap.metrics.two_mode import Sides


@dataclass(frozen=True, slots=True)
class DualProjection:
    """Actors by what they share, and what is shared by its actors.

    One of the two says less than the two-mode network; both together lose nothing that
    matters (Everett & Borgatti 2013). Edges carry ``weight``, how many are shared.
    """

    actors: Graph
    others: Graph


def dual_projection(graph: Graph) -> DualProjection:
    """Both one-mode graphs; everybody and everything keeps its place and its attributes."""
    sides = Sides(graph)
    return DualProjection(
        _shared(graph, sides.actors, sides.matrix),
        _shared(graph, sides.others, sides.matrix.T.tocsr()),
    )


def overlap(graph: Graph) -> pd.DataFrame:
    """Pairs of ateliers (functions, ...) with an actor in common, most shared first.

    Columns: ``shared`` (how many actors), ``jaccard`` (of all actors of either),
    ``of_smaller`` (of the actors of the smaller of the two) and ``actors`` (who).
    """
    pairs = dual_projection(graph).others
    rows = []
    for one, other, values in pairs.edges(data=True):
        sizes = graph.degree[one], graph.degree[other]
        shared = values["weight"]
        actors = tuple(sorted(set(graph[one]) & set(graph[other])))
        share = shared / (sum(sizes) - shared)
        rows.append((*sorted((one, other)), shared, share, shared / min(sizes), actors))
    columns = ["one", "other", "shared", "jaccard", "of_smaller", "actors"]
    frame = pd.DataFrame(rows, columns=columns)
    order = {"shared": False, "jaccard": False, "one": True, "other": True}
    frame = frame.sort_values(list(order), ascending=list(order.values()))
    return frame.set_index(["one", "other"])


def _shared(graph: Graph, keys: list[str], matrix: sp.csr_array) -> Graph:
    together = sp.triu(matrix @ matrix.T, 1).tocoo()
    found: Graph = nx.Graph()
    found.add_nodes_from((key, graph.nodes[key]) for key in keys)
    places = zip(together.row.tolist(), together.col.tolist(), together.data.tolist(), strict=True)
    found.add_edges_from((keys[a], keys[b], {"weight": int(count)}) for a, b, count in places)
    return found
