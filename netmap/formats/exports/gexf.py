"""GEXF 1.2, the format of Gephi: the period of a tie drives its timeline.

``kind`` of an edge keeps Gephi from adding up two ties of different kinds between the
same ends. No attribute is called ``type`` or ``id``: readers take these for their own.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from datetime import timedelta

from netmap.formats.exports.network import Options, Type, Value, network, text
from netmap.formats.xml import add, document
from netmap.model import Snapshot, Tie

_TYPES: Mapping[Type, str] = {"integer": "long", "boolean": "boolean"}


def write(snapshot: Snapshot, options: Options) -> bytes:
    """The snapshot as GEXF; lists are JSON texts."""
    net = network(snapshot, options)
    root = ET.Element("gexf", {"xmlns": "http://www.gexf.net/1.2draft", "version": "1.2"})
    meta = add(root, "meta")
    if options.at is not None:
        meta.set("lastmodifieddate", options.at.date().isoformat())
    add(meta, "creator", str(net.about["creator"]))
    told = (f"{key}: {text(value)}" for key, value in net.about.items())
    add(meta, "description", "\n".join(told))
    graph = add(root, "graph", defaultedgetype="directed", mode="dynamic", timeformat="date")
    node_ids = _declare(graph, "node", net.node_columns())
    edge_ids = _declare(graph, "edge", net.edge_columns())
    nodes = add(graph, "nodes")
    for node in net.nodes:
        _values(add(nodes, "node", id=node.id, label=node.name), node.values, node_ids)
    edges = add(graph, "edges")
    for edge in net.edges:
        element = add(
            edges,
            "edge",
            id=edge.id,
            source=edge.source,
            target=edge.target,
            type="directed",
            label=edge.label,
            kind=str(edge.values["kind"]),
            **_period(edge.tie),
        )
        _values(element, edge.values, edge_ids)
    return document(root)


def _declare(graph: ET.Element, place: str, columns: Mapping[str, Type]) -> dict[str, str]:
    """Say which attributes there are; returns the number of each."""
    ids = {key: str(number) for number, key in enumerate(columns)}
    if ids:
        declared = add(graph, "attributes", class_=place, mode="static")
        for key, type_ in columns.items():
            add(declared, "attribute", id=ids[key], title=key, type=_TYPES.get(type_, "string"))
    return ids


def _values(element: ET.Element, values: Mapping[str, Value], ids: Mapping[str, str]) -> None:
    if values:
        held = add(element, "attvalues")
        for key, value in values.items():
            add(held, "attvalue", for_=ids[key], value=text(value))


def _period(tie: Tie) -> dict[str, str]:
    """First and last day on which the tie holds, as far as they are known."""
    found = {}
    if tie.valid_from is not None:
        found["start"] = tie.valid_from.first_day.isoformat()
    if tie.valid_to is not None:
        found["end"] = (tie.valid_to.first_day - timedelta(days=1)).isoformat()
    return found
