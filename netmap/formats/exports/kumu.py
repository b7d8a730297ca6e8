"""A workbook with the sheets and columns that Kumu imports, and that people can read.

Kumu wants ``Label`` in the first cell of its sheet of elements, ``From`` and ``To`` in the
first two of connections, and ids there once elements have ids. ``|`` stands between values
of one cell. It leaves alone a sheet with ``(ignore)`` in its name.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

import xlsxwriter  # type: ignore[import-untyped]  # carries no types

from netmap.codec import to_json
from netmap.formats.exports.network import Network, Options, Value, network, text
from netmap.formats.exports.xml import clean
from netmap.model import Snapshot
from netmap.text import cards
from netmap.vocabulary import Label, Language, vocabulary

_LONGEST_CELL = 32_767  # what Excel can hold
_CREATED = datetime(1980, 1, 1)  # the first day that its zip file can tell
_NO_SURPRISES = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_KUMUS_OWN = frozenset({"label", "id", "from", "to", "direction"})


def write(snapshot: Snapshot, options: Options) -> bytes:
    """The snapshot as XLSX."""
    net = network(snapshot, options)
    words = _Words(options.language)
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, _NO_SURPRISES)
    created = options.at.replace(tzinfo=None, microsecond=0) if options.at else _CREATED
    book.set_properties({"created": created, "author": str(net.about["creator"])})
    bold = book.add_format({"bold": True})
    for name, rows in (
        ("Elements", _elements(net, words)),
        ("Connections", _connections(net, words)),
        (words.say("word", "sources"), _sources(net, words)),
        (words.say("word", "about"), _about(net, words)),
    ):
        sheet = book.add_worksheet(name)
        widest = 0
        for number, cells in enumerate(rows):
            for column, value in enumerate(cells):
                sheet.write(number, column, _cell(value), bold if number == 0 else None)
                widest = max(widest, column)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, widest, 24)
    book.close()
    return content.getvalue()


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


def _elements(net: Network, words: _Words) -> Iterator[list[object]]:
    kinds = {key: kind.label for key, kind in vocabulary().entities.items()}
    named = words.headings(net.node_columns(), "element", "cited")
    yield ["Label", "ID", *named.values()]
    for node in net.nodes:
        values = (words.value(key, node.values.get(key), kinds) for key in named)
        yield [node.name, node.id, *values]


def _connections(net: Network, words: _Words) -> Iterator[list[object]]:
    kinds = {key: kind.label for key, kind in vocabulary().ties.items()}
    named = words.headings(net.edge_columns(), "connection", "cited")
    yield ["From", "To", "ID", "Direction", *named.values()]
    for edge in net.edges:
        direction = "directed" if edge.values["directed"] else "undirected"
        values = (words.value(key, edge.values.get(key), kinds) for key in named)
        yield [edge.source, edge.target, edge.id, direction, *values]


def _sources(net: Network, words: _Words) -> Iterator[list[object]]:
    keys = list(_texts()["source"])
    yield [words.say("source", key) for key in keys]
    for source in net.sources:
        values = to_json(source)
        yield [values[key] for key in keys]


def _about(net: Network, words: _Words) -> Iterator[list[object]]:
    yield [words.say("word", "what"), words.say("word", "value")]
    for key, value in net.about.items():
        yield [key, text(value)]


def _one(value: str) -> str:
    """A text that Kumu does not split."""
    return value.replace("|", "¦")


def _cell(value: object) -> object:
    if isinstance(value, str):
        whole = clean(value)
        return whole if len(whole) <= _LONGEST_CELL else whole[: _LONGEST_CELL - 1] + "…"
    return value


def _texts() -> Mapping[str, Mapping[str, dict[str, str]]]:
    return cards.read("netmap.formats.exports", "kumu")
