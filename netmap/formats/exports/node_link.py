"""Node-link JSON: `networkx.node_link_graph` reads it as it is.

networkx calls the ties ``edges``; D3 wants them under ``links``, and finds the name of a
node in ``name``.
"""

from __future__ import annotations

from typing import Any

from netmap.formats.document import write as json_text
from netmap.formats.exports.network import (
    CITATIONS,
    Network,
    Options,
    Value,
    network,
    source_values,
)
from netmap.model import Citation, Snapshot


def write(snapshot: Snapshot, options: Options) -> bytes:
    """The snapshot as node-link JSON: lists and citations as they are."""
    return json_text(node_link(network(snapshot, options))).encode("utf-8", "replace")


def node_link(net: Network) -> dict[str, Any]:
    """The values of the JSON document."""
    return {
        "directed": True,
        "multigraph": True,
        "graph": {
            **{key: _plain(value) for key, value in net.about.items()},
            "sources": [source_values(source) for source in net.sources],
        },
        "nodes": [
            {
                "id": node.id,
                "name": node.name,
                **_values(node.values),
                "citations": cited(node.citations),
            }
            for node in net.nodes
        ],
        "edges": [
            {
                "source": edge.source,
                "target": edge.target,
                "key": edge.id,
                "label": edge.label,
                **_values(edge.values),
                "citations": cited(edge.tie.citations),
            }
            for edge in net.edges
        ],
    }


def cited(citations: tuple[Citation, ...]) -> list[dict[str, str]]:
    """Citations as JSON values."""
    return [{"source": c.source, "locator": c.locator, "evidence": c.evidence} for c in citations]


def _values(values: Any) -> dict[str, Any]:
    return {key: _plain(value) for key, value in values.items() if key not in CITATIONS}


def _plain(value: Value) -> Any:
    return list(value) if isinstance(value, tuple) else value
