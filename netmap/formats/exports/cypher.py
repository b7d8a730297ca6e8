"""A Cypher script that builds the graph in an empty Neo4j database.

Labels and relationship types come from the vocabulary; everything that anybody typed is an
escaped literal, also in what the script says of itself (comments hold none of it). No
statement has ``;`` before a line end inside, so that Neo4j Browser, cypher-shell and a
plain split see the same statements. Running the script twice changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from netmap.formats.exports.network import Edge, Node, Options, network, source_values
from netmap.model import Snapshot

_ROWS = 500  # in one statement: a transaction that fits in little memory
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_HEAD = "// Made by Netmap, for an empty database of your own. (:Export) tells of what.\n"


def write(snapshot: Snapshot, options: Options) -> bytes:
    """The snapshot as a script."""
    script = "".join(f"{statement};\n" for statement in statements(snapshot, options))
    return (_HEAD + script).encode("utf-8", "replace")


def statements(snapshot: Snapshot, options: Options) -> Iterator[str]:
    """The statements one by one, for who runs them in another way."""
    net = network(snapshot, options)
    for name, label in (("entity", "Entity"), ("source", "Source")):
        yield (
            f"CREATE CONSTRAINT netmap_{name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        )
    yield f"MERGE (e:Export {{id: 'netmap'}}) SET e += {literal(net.about)}"
    sources = [source_values(source) for source in net.sources]
    yield from _unwind(sources, "MERGE (n:Source {id: row.id}) SET n += row")
    nodes: dict[str, list[Node]] = defaultdict(list)
    for node in net.nodes:
        nodes[str(node.values["kind"])].append(node)
    for kind in sorted(nodes):
        rows = ({"id": node.id, "name": node.name, **node.values} for node in nodes[kind])
        yield from _unwind(rows, f"MERGE (n:Entity {{id: row.id}}) SET n:{_label(kind)}, n += row")
    edges: dict[str, list[Edge]] = defaultdict(list)
    for edge in net.edges:
        edges[str(edge.values["kind"])].append(edge)
    for kind in sorted(edges):
        ties = (
            {
                "source": edge.source,
                "target": edge.target,
                "tie": {"id": edge.id, **_without(edge.values, "kind")},
            }
            for edge in edges[kind]
        )
        yield from _unwind(
            ties,
            "MATCH (a:Entity {id: row.source}), (b:Entity {id: row.target})"
            f" MERGE (a)-[r:{kind.upper()} {{id: row.tie.id}}]->(b) SET r += row.tie",
        )


def literal(value: object) -> str:
    """A value as Cypher text. Raises TypeError for what Cypher cannot hold."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return f"'{_escaped(value)}'"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {literal(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(literal, value)) + "]"
    raise TypeError(f"no Cypher literal for {type(value).__name__}")


def _escaped(text: str) -> str:
    """Quotes, backslashes and what cannot be seen, escaped: a script is one line for each row."""
    return "".join(
        c if c.isprintable() and c not in _ESCAPES else _ESCAPES.get(c) or _numbered(c)
        for c in text
    )


def _numbered(character: str) -> str:
    pair = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{pair[i : i + 2].hex()}" for i in range(0, len(pair), 2))


def _unwind(rows: Iterable[Mapping[str, Any]], action: str) -> Iterator[str]:
    every = list(rows)
    for start in range(0, len(every), _ROWS):
        listed = ",\n ".join(literal(row) for row in every[start : start + _ROWS])
        yield f"UNWIND [\n {listed}\n] AS row {action}"


def _without(values: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key != name}


def _label(kind: str) -> str:
    return "".join(word.title() for word in kind.split("_"))
