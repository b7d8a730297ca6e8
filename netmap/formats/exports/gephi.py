"""CSV for Gephi: a table of nodes and one of edges, with the headings that it knows."""

from __future__ import annotations

from netmap.codec import to_json
from netmap.formats.archive import write_zip
from netmap.formats.exports.network import Network, Options, network, text
from netmap.formats.table import Table
from netmap.model import Snapshot

_SOURCE = ("id", "title", "kind", "author", "date", "language", "fictional", "note")


def write(snapshot: Snapshot, options: Options) -> bytes:
    """The snapshot as a zip of CSV files: nodes, edges, sources, and where they are from."""
    net = network(snapshot, options)
    return write_zip(
        {
            "nodes.csv": nodes(net).for_programs(),
            "edges.csv": edges(net).for_programs(),
            "sources.csv": _sources(net).for_programs(),
            "about.csv": about(net).for_programs(),
        }
    )


def nodes(net: Network) -> Table:
    """A row for each node: ``Id`` and ``Label`` first."""
    columns = net.node_columns()
    rows = (
        [n.id, n.name, *(text(n.values[key]) if key in n.values else None for key in columns)]
        for n in net.nodes
    )
    return Table.of(("Id", "Label", *columns), rows)


def edges(net: Network) -> Table:
    """A row for each tie: ``Source``, ``Target``, ``Type``, ``Id`` and ``Label`` first.

    ``kind`` keeps Gephi from adding up ties of different kinds between the same ends.
    """
    columns = net.edge_columns()
    rows = (
        [
            e.source,
            e.target,
            "Directed" if e.values["directed"] else "Undirected",
            e.id,
            e.label,
            *(text(e.values[key]) if key in e.values else None for key in columns),
        ]
        for e in net.edges
    )
    return Table.of(("Source", "Target", "Type", "Id", "Label", *columns), rows)


def _sources(net: Network) -> Table:
    values = map(to_json, net.sources)
    return Table.of(_SOURCE, ([each[key] for key in _SOURCE] for each in values))


def about(net: Network, what: str = "what", value: str = "value") -> Table:
    """What the file says of itself, under these two headings."""
    return Table.of((what, value), ((key, text(each)) for key, each in net.about.items()))
