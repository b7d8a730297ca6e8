"""The vocabulary: kinds, allowed ends, attributes and labels, read from vocabulary.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

Language: TypeAlias = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Label:
    """What something is called in each language."""

    nl: str
    en: str

    def in_(self, language: Language) -> str:
        return self.nl if language == "nl" else self.en


@dataclass(frozen=True, slots=True)
class EntityKind:
    key: str
    label: Label
    actor: bool
    reference: bool


@dataclass(frozen=True, slots=True)
class TieKind:
    key: str
    label: Label
    sources: frozenset[str]  # kinds of entity that may stand at the start
    targets: frozenset[str]  # kinds of entity that may stand at the end
    directed: bool
    collaboration: bool
    layer: str
    attributes: frozenset[str]


@dataclass(frozen=True, slots=True)
class AttributeDefinition:
    """What values an attribute takes: text, choice, integer, or ids of other entities."""

    key: str
    label: Label
    type: Literal["text", "choice", "integer", "ids"]
    choices: Mapping[str, Label]
    minimum: int | None
    maximum: int | None
    kinds: frozenset[str]  # kinds of entity that may carry it; empty for tie attributes


@dataclass(frozen=True, slots=True)
class Vocabulary:
    entities: Mapping[str, EntityKind]
    ties: Mapping[str, TieKind]
    attributes: Mapping[str, AttributeDefinition]
    certainties: Mapping[str, Label]
    layers: Mapping[str, Label]
    sources: Mapping[str, Label]

    def allows(self, kind: str, source_kind: str, target_kind: str) -> bool:
        """Whether a tie of ``kind`` may link these two kinds of entity."""
        tie = self.ties.get(kind)
        return tie is not None and source_kind in tie.sources and target_kind in tie.targets

    def entity_attributes(self, kind: str) -> tuple[AttributeDefinition, ...]:
        """The attributes that an entity of ``kind`` may carry."""
        return tuple(a for a in self.attributes.values() if kind in a.kinds)


@cache
def vocabulary() -> Vocabulary:
    """The one vocabulary of the product (constant data, read once)."""
    data = tomllib.loads(files("netmap").joinpath("vocabulary.toml").read_text("utf-8"))
    return Vocabulary(
        entities={k: _entity_kind(k, v) for k, v in data["entities"].items()},
        ties={k: _tie_kind(k, v) for k, v in data["ties"].items()},
        attributes={k: _attribute(k, v) for k, v in data["attributes"].items()},
        certainties=_labels(data["certainties"]),
        layers=_labels(data["layers"]),
        sources=_labels(data["sources"]),
    )


def _label(values: Mapping[str, Any]) -> Label:
    return Label(nl=values["nl"], en=values["en"])


def _labels(table: Mapping[str, Any]) -> dict[str, Label]:
    return {key: _label(values) for key, values in table.items()}


def _entity_kind(key: str, values: Mapping[str, Any]) -> EntityKind:
    return EntityKind(
        key, _label(values), values.get("actor", False), values.get("reference", False)
    )


def _tie_kind(key: str, values: Mapping[str, Any]) -> TieKind:
    return TieKind(
        key=key,
        label=_label(values),
        sources=frozenset(values["from"]),
        targets=frozenset(values["to"]),
        directed=values.get("directed", True),
        collaboration=values.get("collaboration", False),
        layer=values["layer"],
        attributes=frozenset(values.get("attributes", ())),
    )


def _attribute(key: str, values: Mapping[str, Any]) -> AttributeDefinition:
    return AttributeDefinition(
        key=key,
        label=_label(values),
        type=values["type"],
        choices=_labels(values.get("choices", {})),
        minimum=values.get("minimum"),
        maximum=values.get("maximum"),
        kinds=frozenset(values.get("kinds", ())),
    )
