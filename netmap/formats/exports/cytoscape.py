"""Cytoscape JSON (.cyjs), for Cytoscape and cytoscape.js.

Nodes and edges share one space of ids there, so that an edge is called ``tie:`` and its id
(no id of ours holds a colon). Values are texts, numbers and lists of texts; a citation is
spread over three lists of the same length.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from netmap.formats.document import write as json_text
from netmap.formats.exports.network import Options, Value, network
from netmap.model import Snapshot


def write(snapshot: Snapshot, options: Options) -> bytes:
    """The snapshot as Cytoscape JSON."""
    net = network(snapshot, options)
    about = _plain(net.about)
    document = {
        "format_version": "1.0",
        "generated_by": about["creator"],
        "data": {"name": ", ".join(about["names"]), **about},
        "elements": {
            "nodes": [
                {"data": {"id": n.id, "name": n.name, **_plain(n.values)}} for n in net.nodes
            ],
            "edges": [
                {
                    "data": {
                        "id": f"tie:{e.id}",
                        "source": e.source,
                        "target": e.target,
                        "name": e.label,
                        "interaction": e.values["kind"],
                        "tie": e.id,
                        **_plain(e.values),
                    }
                }
                for e in net.edges
            ],
        },
    }
    return json_text(document).encode("utf-8", "replace")


def _plain(values: Mapping[str, Value]) -> dict[str, Any]:
    return {key: list(v) if isinstance(v, tuple) else v for key, v in values.items()}
