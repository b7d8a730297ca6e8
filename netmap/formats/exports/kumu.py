"""A workbook with the sheets and columns that Kumu imports, and that people can read.

Kumu wants ``Label`` in the first cell of its sheet of elements, ``From`` and ``To`` in the
first two of connections, and ids there once elements have ids. ``|`` stands between values
of one cell. It leaves alone a sheet with ``(ignore)`` in its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from netmap.codec import to_json
from netmap.formats.exports import gephi
from netmap.formats.exports.network import Network, Options, Value, network
from netmap.formats.table import Table, workbook
from netmap.model import Snapshot
from netmap.text import cards
from netmap.vocabulary import Label, Language, vocabulary

_CREATED = datetime(1980, 1, 1)  # the first day that its zip file can tell
_KUMUS_OWN = frozenset({"label", "id", "from", "to", "direction"})


def write(snapshot: Snapshot, options: Options) -> bytes:
    """The snapshot as XLSX."""
    net = network(snapshot, options)
    words = _Words(options.language)
    created = options.at.replace(tzinfo=None, microsecond=0) if options.at else _CREATED
    sheets = {
        "Elements": _elements(net, words),
        "Connections": _connections(net, words),
        words.say("word", "sources"): _sources(net, words),
        words.say("word", "about"): gephi.about(
            net, words.say("word", "what"), words.say("word", "value")
        ),
    }
    return workbook(sheets, created=created, author=str(net.about["creator"]))


class _Words:
    """Headings and values in the language of the workbook."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def say(self, part: str, key: str) -> str:
        return Label(**_texts()[part][key]).in_(self.language)

    def headings(self, used: Iterable[str], *parts: str) -> dict[str, str]:
        """What stands above each column that is used: Kumu's own, then the attributes."""
        keys = set(used)
        found = {
            key: self.say(part, key) for part in parts for key in _texts()[part] if key in keys
        }
        for key, definition in vocabulary().attributes.items():
            if key in keys:
                title = definition.label.in_(self.language)
                taken = _KUMUS_OWN.union(map(str.casefold, found.values()))
                found[key] = title if title.casefold() not in taken else f"{title} ({key})"
        return found

    def value(self, key: str, value: Value | None, kinds: Mapping[str, Label]) -> object:
        """A value in words; several with a bar between them."""
        if isinstance(value, tuple):
            said = (self.say("role", item) if key == "roles" else item for item in value)
            return "|".join(map(_one, said))
        if isinstance(value, bool):
            return self.say("word", "yes" if value else "no")
        if not isinstance(value, str):
            return value
        if key == "kind":
            return kinds[value].in_(self.language)
        if key == "certainty":
            return vocabulary().certainties[value].in_(self.language)
        definition = vocabulary().attributes.get(key)
        choice = definition.choices.get(value) if definition else None
        return choice.in_(self.language) if choice else _one(value)


def _elements(net: Network, words: _Words) -> Table:
    kinds = {key: kind.label for key, kind in vocabulary().entities.items()}
    named = words.headings(net.node_columns(), "element", "cited")
    rows = (
        (n.name, n.id, *(words.value(key, n.values.get(key), kinds) for key in named))
        for n in net.nodes
    )
    return Table.of(("Label", "ID", *named.values()), rows)


def _connections(net: Network, words: _Words) -> Table:
    kinds = {key: kind.label for key, kind in vocabulary().ties.items()}
    named = words.headings(net.edge_columns(), "connection", "cited")
    rows = (
        (
            edge.source,
            edge.target,
            edge.id,
            "directed" if edge.values["directed"] else "undirected",
            *(words.value(key, edge.values.get(key), kinds) for key in named),
        )
        for edge in net.edges
    )
    return Table.of(("From", "To", "ID", "Direction", *named.values()), rows)


def _sources(net: Network, words: _Words) -> Table:
    keys = list(_texts()["source"])
    values = map(to_json, net.sources)
    return Table.of(
        (words.say("source", key) for key in keys), ([each[key] for key in keys] for each in values)
    )


def _one(value: str) -> str:
    """A text that Kumu does not split."""
    return value.replace("|", "¦")


def _texts() -> Mapping[str, Mapping[str, dict[str, str]]]:
    return cards.read("netmap.formats.exports", "kumu")
