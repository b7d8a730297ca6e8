"""CSV for Gephi: a table of nodes and one of edges, with the headings that it knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from netmap.codec import to_json
from netmap.formats.archive import write_zip
from netmap.formats.exports.network import Network, Options, network, text
from netmap.formats.tables import write_table
from netmap.model import Snapshot

Row: TypeAlias = Sequence[object]

_SOURCE = ("id", "title", "kind", "author", "date", "language", "fictional", "note")


def write(snapshot: Snapshot, options: Options) -> bytes:
    """The snapshot as a zip of CSV files: nodes, edges, sources, and where they are from."""
    net = network(snapshot, options)
    return write_zip(
        {
            "nodes.csv": write_table(*nodes(net)),
            "edges.csv": write_table(*edges(net)),
            "sources.csv": write_table(_SOURCE, _sources(net)),
            "about.csv": write_table(("what", "value"), _about(net)),
        }
    )


def nodes(net: Network) -> tuple[list[str], Iterable[Row]]:
    """Heading and rows: ``Id`` and ``Label`` first."""
    columns = net.node_columns()
    rows = (
        [n.id, n.name, *(text(n.values[key]) if key in n.values else None for key in columns)]
        for n in net.nodes
    )
    return ["Id", "Label", *columns], rows


def edges(net: Network) -> tuple[list[str], Iterable[Row]]:
    """Heading and rows: ``Source``, ``Target``, ``Type``, ``Id`` and ``Label`` first.

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
    return ["Source", "Target", "Type", "Id", "Label", *columns], rows


def _sources(net: Network) -> Iterator[Row]:
    for source in net.sources:
        values = to_json(source)
        yield [values[key] for key in _SOURCE]


def _about(net: Network) -> Iterator[Row]:
    return ((key, text(value)) for key, value in net.about.items())
