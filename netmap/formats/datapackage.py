"""Tables with their meaning, as a Frictionless Data Package (version 1 of the specification).

https://specs.frictionlessdata.io/data-package/ : ``datapackage.json`` names each file with
its columns, types, size and hash, so that a program can read and check the tables alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from netmap.formats.table import Table
from netmap.vocabulary import Label

FieldType: TypeAlias = Literal["string", "integer", "number", "boolean", "array"]

_DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True}


@dataclass(frozen=True, slots=True)
class Field:
    """A column: what it is called, what it means, and what may stand in it."""

    name: str
    type: FieldType
    title: Label
    meaning: Label
    constraints: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Resource:
    """Rows under fields that are told; ``refers`` maps a column to the table whose key it holds."""

    name: str
    title: Label
    fields: tuple[Field, ...]
    rows: tuple[Sequence[object], ...]
    key: tuple[str, ...] = ()
    refers: Mapping[str, str] | None = None

    @property
    def path(self) -> str:
        return f"data/{self.name}.csv"

    def csv(self) -> bytes:
        return Table.of((field.name for field in self.fields), self.rows).for_programs()


def codebook(
    tables: Iterable[Resource], words: Iterable[tuple[str, str, str, Label, Label]]
) -> bytes:
    """Every column, and every code with what it stands for, in both languages.

    ``words`` are rows of part, place, code, title and meaning.
    """
    header = ("part", "where", "name", "type", "title_nl", "title_en", "meaning_nl", "meaning_en")
    rows: list[tuple[str, ...]] = [
        ("column", table.name, each.name, each.type, *_both(each.title), *_both(each.meaning))
        for table in tables
        for each in table.fields
    ]
    rows += [
        (part, place, code, "", *_both(title), *_both(meaning))
        for part, place, code, title, meaning in words
    ]
    return Table.of(header, rows).for_programs()


def resource(table: Resource, content: bytes) -> dict[str, Any]:
    """What the descriptor says of one table."""
    schema: dict[str, Any] = {
        "fields": [_field(field) for field in table.fields],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.refers:
        schema["foreignKeys"] = [
            {"fields": column, "reference": {"resource": other, "fields": "id"}}
            for column, other in table.refers.items()
        ]
    return {
        **file_resource(table.name, table.path, "csv", "text/csv", content),
        "title": table.title.en,
        "profile": "tabular-data-resource",
        "dialect": dict(_DIALECT),
        "schema": schema,
    }


def file_resource(
    name: str, path: str, form: str, media_type: str, content: bytes
) -> dict[str, Any]:
    """What the descriptor says of any file."""
    return {
        "name": name,
        "path": path,
        "format": form,
        "mediatype": media_type,
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }


def _field(field: Field) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": field.name,
        "type": field.type,
        "title": field.title.en,
        "description": field.meaning.en,
    }
    if field.constraints:
        found["constraints"] = dict(field.constraints)
    return found


def _both(label: Label) -> tuple[str, str]:
    return label.nl, label.en
