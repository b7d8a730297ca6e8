"""UCINET DL, as an edge list: how many ties lead from one to the other.

A DL matrix holds one number for each pair; ties of one kind are a matrix of their own when
only that kind is asked for. Labels are ids: at most 18 characters (UCINET cuts the rest off
and makes capitals of them), without spaces, each only once. ``n`` and ``format`` stand on
lines of their own and all labels on one with commas: that is what every reader takes.
"""

from __future__ import annotations

from collections import Counter

from netmap.formats.exports.network import Options, network
from netmap.model import Snapshot

_LONGEST = 18


def write(snapshot: Snapshot, options: Options) -> bytes:
    """The snapshot as a DL file."""
    net = network(snapshot, options)
    numbers = {node.id: number for number, node in enumerate(net.nodes, start=1)}
    labels = short_labels(list(numbers))
    counts = Counter((numbers[edge.source], numbers[edge.target]) for edge in net.edges)
    lines = [f"dl n={len(numbers)}", "format = edgelist1"]
    if numbers:
        lines += ["labels:", ",".join(labels[key] for key in numbers)]
    lines.append("data:")
    lines += [f"{source} {target} {count}" for (source, target), count in sorted(counts.items())]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def short_labels(ids: list[str]) -> dict[str, str]:
    """A label of at most 18 characters for each id, each different."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    for key in ids:
        label, number = key[:_LONGEST], 1
        while label in seen:
            number += 1
            tail = f".{number}"
            label = key[: _LONGEST - len(tail)] + tail
        seen.add(label)
        found[key] = label
    return found
