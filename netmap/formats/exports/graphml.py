"""GraphML: networkx, igraph, Gephi, Cytoscape, yEd.

Every edge carries its own id, for readers that keep edges by id refuse a file without; and
once more as ``tie``, for igraph 1.0 gives edges the ids of nodes. All edges are directed:
readers refuse a file that mixes both. ``directed`` says which ties have no direction.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping

from netmap.formats.exports.network import Options, Type, Value, network, text
from netmap.formats.xml import add, document
from netmap.model import Snapshot

_TYPES: Mapping[Type, str] = {"integer": "long", "boolean": "boolean"}


def write(snapshot: Snapshot, options: Options) -> bytes:
    """The snapshot as GraphML; lists are JSON texts."""
    net = network(snapshot, options)
    # Names go first: some readers take the first text as the label.
    node_columns: dict[str, Type] = {"label": "string", "name": "string", **net.node_columns()}
    edge_columns: dict[str, Type] = {"label": "string", "tie": "string", **net.edge_columns()}
    root = ET.Element("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    for place, columns in (
        ("graph", {key: _type(value) for key, value in net.about.items()}),
        ("node", node_columns),
        ("edge", edge_columns),
    ):
        for key, type_ in columns.items():
            names = {"attr__name": key, "attr__type": _TYPES.get(type_, "string")}
            add(root, "key", id=f"{place}_{key}", for_=place, **names)
    graph = add(root, "graph", id="netmap", edgedefault="directed")
    _data(graph, "graph", net.about)
    for node in net.nodes:
        element = add(graph, "node", id=node.id)
        _data(element, "node", {"label": node.name, "name": node.name, **node.values})
    for edge in net.edges:
        element = add(graph, "edge", id=edge.id, source=edge.source, target=edge.target)
        _data(element, "edge", {"label": edge.label, "tie": edge.id, **edge.values})
    return document(root)


def _data(element: ET.Element, place: str, values: Mapping[str, Value]) -> None:
    for key, value in values.items():
        add(element, "data", text(value), key=f"{place}_{key}")


def _type(value: Value) -> Type:
    if isinstance(value, bool):
        return "boolean"
    return "integer" if isinstance(value, int) else "string"
