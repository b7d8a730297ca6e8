"""A workbook with the sheets and columns that Kumu imports, and that people can read.

Kumu wants ``Label`` in the first cell of its sheet of elements, ``From`` and ``To`` in the
first two of connections, and ids there once elements have ids. ``|`` stands between values
of one cell. It leaves alone a sheet with ``(ignore)`` in its name.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # carries no types

from netmap.formats.exports.network import Network, Options, Value, network, text
from netmap.formats.exports.xml import clean
from netmap.model import Snapshot
from netmap.records import to_json
from netmap.vocabulary import Label, Language, vocabulary

_LONGEST_CELL = 32_767  # what Excel can hold
_CREATED = datetime(1980, 1, 1)  # the first day that its zip file can tell
_NO_SURPRISES = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_ELEMENT = {"kind": "Type", "roles": "Tags", "summary": "Description", "aliases": "Aliases"}
_CONNECTION = {"kind": "Type", "certainty": "Certainty", "partnership": "Partnership"}
_CONNECTION |= {"valid_from": "Valid from", "valid_to": "Valid to"}
_CITED = {
    "citation_sources": "Sources",
    "citation_locators": "Locators",
    "citation_evidence": "Evidence",
    "fictional": "Fictional",
}


def write(snapshot: Snapshot, options: Options) -> bytes:
    """The snapshot as XLSX."""
    net = network(snapshot, options)
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, _NO_SURPRISES)
    created = options.at.replace(tzinfo=None, microsecond=0) if options.at else _CREATED
    book.set_properties({"created": created, "author": str(net.about["creator"])})
    bold = book.add_format({"bold": True})
    for name, header, rows in (
        ("Elements", *_elements(net, options.language)),
        ("Connections", *_connections(net, options.language)),
        ("Sources (ignore)", *_sources(net)),
        ("About (ignore)", ["What", "Value"], [[k, text(v)] for k, v in net.about.items()]),
    ):
        sheet = book.add_worksheet(name)
        for row, cells in enumerate([header, *rows]):
            for column, value in enumerate(cells):
                sheet.write(row, column, _cell(value), bold if row == 0 else None)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(header) - 1, 24)
    book.close()
    return content.getvalue()


def _elements(net: Network, language: Language) -> tuple[list[str], list[list[object]]]:
    said: dict[str, Callable[[Any], str]] = {
        "kind": lambda value: vocabulary().entities[value].label.in_(language)
    }
    columns = {**_ELEMENT, "collective": "Collective", **_CITED}
    named = _named(net.node_columns(), columns, language)
    rows: list[list[object]] = [
        [n.name, n.id, *_values(n.values, named, said, language)] for n in net.nodes
    ]
    return ["Label", "ID", *named.values()], rows


def _connections(net: Network, language: Language) -> tuple[list[str], list[list[object]]]:
    said: dict[str, Callable[[Any], str]] = {
        "kind": lambda value: vocabulary().ties[value].label.in_(language),
        "certainty": lambda value: vocabulary().certainties[value].in_(language),
    }
    named = _named(net.edge_columns(), {**_CONNECTION, **_CITED}, language)
    rows: list[list[object]] = [
        [
            e.source,
            e.target,
            e.id,
            "directed" if e.values["directed"] else "undirected",
            *_values(e.values, named, said, language),
        ]
        for e in net.edges
    ]
    return ["From", "To", "ID", "Direction", *named.values()], rows


def _sources(net: Network) -> tuple[list[str], list[list[object]]]:
    keys = ("id", "title", "kind", "author", "date", "language", "fictional", "note")
    found = [to_json(source) for source in net.sources]
    return [key.title() for key in keys], [[values[key] for key in keys] for values in found]


def _named(used: Iterable[str], fixed: dict[str, str], language: Language) -> dict[str, str]:
    """The heading of each column that is used: Kumu's own, or what the attribute is called."""
    attributes = vocabulary().attributes
    keys = set(used)
    found = {key: title for key, title in fixed.items() if key in keys}
    for key, definition in attributes.items():
        if key in keys:
            title = definition.label.in_(language)
            taken = {"label", "id", "from", "to", "direction", *map(str.casefold, found.values())}
            found[key] = title if title.casefold() not in taken else f"{title} ({key})"
    return found


def _values(
    values: Any,
    named: dict[str, str],
    said: dict[str, Callable[[Any], str]],
    language: Language,
) -> Iterable[object]:
    for key in named:
        value = values.get(key)
        if value is None:
            yield None
        elif key in said:
            yield said[key](value)
        else:
            yield _in_words(key, value, language)


def _in_words(key: str, value: Value, language: Language) -> object:
    if isinstance(value, tuple):
        return "|".join(map(_one, value))
    if isinstance(value, bool):
        return ("yes" if value else "no") if language == "en" else ("ja" if value else "nee")
    definition = vocabulary().attributes.get(key)
    choice: Label | None = definition.choices.get(str(value)) if definition else None
    if choice:
        return choice.in_(language)
    return _one(value) if isinstance(value, str) else value


def _one(value: str) -> str:
    """A text that Kumu does not split."""
    return value.replace("|", "¦")


def _cell(value: object) -> object:
    if isinstance(value, str):
        whole = clean(value)
        return whole if len(whole) <= _LONGEST_CELL else whole[: _LONGEST_CELL - 1] + "…"
    return value
