"""Records as plain JSON values and back: one form for stores, exports and the audit log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from netmap.model import Citation, Entity, PartialDate, Record, RecordType, Source, Tie

_TYPES: dict[RecordType, type[Entity] | type[Tie] | type[Source]] = {
    "entity": Entity,
    "tie": Tie,
    "source": Source,
}
_DATES = frozenset({"valid_from", "valid_to", "date"})


def to_json(record: Record) -> dict[str, Any]:
    """Every field of a record, in the model's order, as JSON values."""
    return {f.name: _plain(getattr(record, f.name)) for f in fields(record)}


def from_json(kind: RecordType, values: Mapping[str, Any]) -> Record:
    """The record that `to_json` made ``values`` from."""
    return _TYPES[kind](**{name: _rich(name, value) for name, value in values.items()})


def _plain(value: object) -> Any:
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, Citation):
        return {f.name: getattr(value, f.name) for f in fields(value)}
    if isinstance(value, Mapping):
        return {name: _plain(value[name]) for name in sorted(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _rich(name: str, value: Any) -> Any:
    if name in _DATES:
        return None if value is None else PartialDate.parse(value)
    if name == "citations":
        return tuple(Citation(**item) for item in value)
    if name == "attributes":
        return {key: tuple(v) if isinstance(v, list) else v for key, v in value.items()}
    return tuple(value) if isinstance(value, list) else value
