"""The tables that can be imported and what their columns may be, read from fields.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeAlias

from netmap.text import cards
from netmap.vocabulary import Label, Language, vocabulary

Shape: TypeAlias = Literal["entity", "tie"]


@dataclass(frozen=True, slots=True)
class Field:
    """What a column may be. ``also`` are other headers for it."""

    key: str
    label: Label
    also: tuple[str, ...]
    about: Label | None


@dataclass(frozen=True, slots=True)
class TableKind:
    """A kind of table: what a row is, which columns it may have and must have."""

    key: str
    shape: Shape
    label: Label
    short: Label
    fields: tuple[str, ...]
    required: tuple[str, ...]
    headers: Mapping[str, str]  # headers that mean one field in this kind of table
    template: tuple[str, ...]  # the columns of the template; empty where there is none
    names: Mapping[str, Label]  # fields that are called otherwise here

    def name_of(self, field: str) -> Label:
        """What a field is called in this kind of table."""
        return self.names.get(field) or catalogue().fields[field].label


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All of fields.toml. ``words`` are other words for codes, by what they are about."""

    tables: Mapping[str, TableKind]
    fields: Mapping[str, Field]
    words: Mapping[str, Mapping[str, tuple[str, ...]]]
    examples: Mapping[str, Label]  # by field, or what examples.* names


@cache
def catalogue() -> Catalogue:
    """Constant data, read once."""
    data = cards.read("netmap.services.importing", "fields")
    examples = {key: item["example"] for key, item in data["fields"].items() if "example" in item}
    return Catalogue(
        tables={key: _table(key, item) for key, item in data["tables"].items()},
        fields=_fields(data),
        words={
            name: {code: tuple(words) for code, words in group.items()}
            for name, group in data["words"].items()
        },
        examples={key: _label(item) for key, item in {**examples, **data["examples"]}.items()},
    )


def field_label(field: str, language: Language, table: str = "") -> str:
    """What a field is called, in a kind of table or anywhere."""
    kind = catalogue().tables.get(table)
    label = kind.name_of(field) if kind else catalogue().fields[field].label
    return label.in_(language)


def _label(values: Mapping[str, str]) -> Label:
    return Label(values["nl"], values["en"])


def _table(key: str, item: Mapping[str, Any]) -> TableKind:
    return TableKind(
        key=key,
        shape=item["shape"],
        label=_label(item),
        short=_label(item["short"]),
        fields=tuple(item["fields"]),
        required=tuple(item["required"]),
        headers=item.get("headers", {}),
        template=tuple(item.get("template", ())),
        names={name: _label(label) for name, label in item.get("names", {}).items()},
    )


def _fields(data: Mapping[str, Any]) -> dict[str, Field]:
    found = {
        key: Field(key, _label(item), tuple(item["also"]), _label(item["about"]))
        for key, item in data["fields"].items()
    }
    for key, also in data["attributes"].items():
        label = vocabulary().attributes[key].label.capitalised()
        found[key] = Field(key, label, tuple(also), None)
    return found
