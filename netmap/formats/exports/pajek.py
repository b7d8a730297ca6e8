"""Pajek .net: one arc for each tie, with its kind as the label of the line.

Pajek has no way to write a quotation mark inside a label, and readers take vertices with
the same label for one: quotes become typographic ones, and a label that is taken gets the
id behind it. Several relations would be ``*Arcs :1``, which other readers refuse.
"""

from __future__ import annotations

from collections import Counter

from netmap.formats.exports.network import Options, network, text
from netmap.model import Snapshot


def write(snapshot: Snapshot, options: Options) -> bytes:
    """The snapshot as a Pajek network."""
    net = network(snapshot, options)
    labels = unique_labels([(node.id, quotable(node.name)) for node in net.nodes])
    numbers = {node.id: number for number, node in enumerate(net.nodes, start=1)}
    lines = [f"% {key}: {quotable(text(value))}" for key, value in net.about.items()]
    lines.append(f"*Vertices {len(net.nodes)}")
    lines += [f'{numbers[node.id]} "{labels[node.id]}"' for node in net.nodes]
    lines.append("*Arcs")
    lines += [
        f'{numbers[edge.source]} {numbers[edge.target]} 1 l "{edge.values["kind"]}"'
        for edge in net.edges
    ]
    return ("\r\n".join(lines) + "\r\n").encode("utf-8", "replace")


def quotable(label: str) -> str:
    """A label as it can stand between quotes on one line, never empty."""
    visible = "".join(c if c.isprintable() else " " for c in label)
    # a backslash before the closing quote would keep it from closing, for some readers
    closed = visible.replace('"', "\u201d").replace("\\", "/")
    return " ".join(closed.split()) or "-"


def unique_labels(labels: list[tuple[str, str]]) -> dict[str, str]:
    """A label for each id; one that is taken gets the id behind it."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    used = Counter(label for _, label in labels)
    for key, label in labels:
        wish = label if used[label] == 1 else f"{label} ({key})"
        while wish in seen:
            wish += "'"
        seen.add(wish)
        found[key] = wish
    return found
