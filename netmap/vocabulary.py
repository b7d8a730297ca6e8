"""The vocabulary: kinds, allowed ends, attributes, looks and labels, read from vocabulary.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias, get_args

Language: TypeAlias = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
Shape: TypeAlias = Literal[
    "star", "dot", "square", "hexagon", "triangle", "diamond", "triangleDown", "box", "ellipse"
]
Mark: TypeAlias = Literal["", "arrow", "vee", "circle", "diamond", "bar", "box"]
EntityUse: TypeAlias = Literal[
    "part", "setting", "purpose", "need", "subject", "two_mode", "compared", "may_leave",
    "prominent", "shows_role",
]  # fmt: skip
TieUse: TypeAlias = Literal[
    "belonging", "joining", "taking_part", "carrying", "towards", "about", "serving"
]

FILE = files("netmap") / "vocabulary.toml"


@dataclass(frozen=True, slots=True)
class Label:
    """What something is called in each language."""

    nl: str
    en: str

    def in_(self, language: Language) -> str:
        return self.nl if language == "nl" else self.en

    def capitalised(self) -> Label:
        """The same as it begins a line."""
        return Label(self.nl[:1].upper() + self.nl[1:], self.en[:1].upper() + self.en[1:])


@dataclass(frozen=True, slots=True)
class EntityKind:
    """A kind of entity; what each field means stands in vocabulary.toml."""

    key: str
    label: Label
    plural: Label
    also: tuple[str, ...]
    actor: bool
    reference: bool
    by_hand: bool
    from_map: bool
    affiliated_by: frozenset[str]
    counts_as: frozenset[EntityUse]
    shape: Shape
    fill: str
    border: str

    @property
    def name_inside(self) -> bool:
        """Whether the map writes the name in the shape rather than under it."""
        return self.shape in {"box", "ellipse"}


@dataclass(frozen=True, slots=True)
class TieKind:
    """A kind of tie; what each field means stands in vocabulary.toml."""

    key: str
    label: Label
    also: tuple[str, ...]
    sources: frozenset[str]  # kinds of entity that may stand at the start
    targets: frozenset[str]  # kinds of entity that may stand at the end
    directed: bool
    collaboration: bool
    layer: str
    counts_as: frozenset[TieUse]
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
class Layer(Label):
    """A layer of the map, and the lines in it."""

    colour: str
    dark: str  # the same on a dark ground
    arrow: Mark  # the mark at the end, one for each layer
    width: float
    first: bool  # shows when the map opens
    may_be: str  # the layer that it becomes with a specialist at an end; "" for none


@dataclass(frozen=True, slots=True)
class Vocabulary:
    entities: Mapping[str, EntityKind]
    ties: Mapping[str, TieKind]
    attributes: Mapping[str, AttributeDefinition]
    certainties: Mapping[str, Label]
    dashes: Mapping[str, tuple[int, ...]]  # of the lines of each certainty; none for a whole line
    layers: Mapping[str, Layer]
    sources: Mapping[str, Label]

    def allows(self, kind: str, source_kind: str, target_kind: str) -> bool:
        """Whether a tie of ``kind`` may link these two kinds of entity."""
        tie = self.ties.get(kind)
        return tie is not None and source_kind in tie.sources and target_kind in tie.targets

    def entity_attributes(self, kind: str) -> tuple[AttributeDefinition, ...]:
        """The attributes that an entity of ``kind`` may carry."""
        return tuple(a for a in self.attributes.values() if kind in a.kinds)


@cache
def entities_as(use: EntityUse) -> tuple[str, ...]:
    """The kinds of entity that count as something, in the order of the vocabulary."""
    return tuple(key for key, kind in vocabulary().entities.items() if use in kind.counts_as)


@cache
def ties_as(use: TieUse) -> frozenset[str]:
    """The kinds of tie that count as something."""
    return frozenset(key for key, kind in vocabulary().ties.items() if use in kind.counts_as)


@cache
def actor_kinds() -> frozenset[str]:
    """The kinds of entity that act."""
    return frozenset(key for key, kind in vocabulary().entities.items() if kind.actor)


@cache
def vocabulary() -> Vocabulary:
    """The one vocabulary of the product (constant data, read once).

    Raises ValueError for a kind that lacks what is drawn or told of it, or that names what
    the vocabulary does not have.
    """
    data = tomllib.loads(FILE.read_text("utf-8"))
    entities, layers = data["entities"], data["layers"]
    kinds = {k: _entity_kind(k, v, data["ties"], data["attributes"]) for k, v in entities.items()}
    actors = [key for key, kind in kinds.items() if kind.actor]
    return Vocabulary(
        entities=kinds,
        ties={
            k: _tie_kind(k, v, {"actor": actors, **{key: [key] for key in kinds}}, layers)
            for k, v in data["ties"].items()
        },
        attributes={k: _attribute(k, v, entities) for k, v in data["attributes"].items()},
        certainties=_labels(data["certainties"]),
        dashes={key: tuple(values["dashes"]) for key, values in data["certainties"].items()},
        layers={k: _layer(k, v, layers) for k, v in layers.items()},
        sources=_labels(data["sources"]),
    )


def _label(values: Mapping[str, Any]) -> Label:
    return Label(nl=values["nl"], en=values["en"])


def _labels(table: Mapping[str, Any]) -> dict[str, Label]:
    return {key: _label(values) for key, values in table.items()}


def _known(place: str, given: Iterable[str], known: Iterable[Any]) -> None:
    if unknown := sorted(set(given) - set(known)):
        raise ValueError(f"vocabulary, {place}: {', '.join(map(repr, unknown))} is not known")


def _whole(place: str, values: Mapping[str, Any], needed: Iterable[str]) -> None:
    if missing := [name for name in needed if name not in values]:
        raise ValueError(f"vocabulary, {place}: {', '.join(missing)} is missing")


def _entity_kind(
    key: str, values: Mapping[str, Any], ties: Iterable[str], attributes: Iterable[str]
) -> EntityKind:
    place = f"entity kind '{key}'"
    _whole(place, values, ("nl", "en", "plural", "shape", "fill", "border"))
    _known(place, [values["shape"]], get_args(Shape))
    _known(place, values.get("counts_as", ()), get_args(EntityUse))
    _known(place, values.get("affiliated_by", ()), ties)
    _known(place, values.get("attributes", ()), attributes)
    reference = values.get("reference", False)
    return EntityKind(
        key=key,
        label=_label(values),
        plural=_label(values["plural"]),
        also=tuple(values.get("also", ())),
        actor=values.get("actor", False),
        reference=reference,
        by_hand=values.get("by_hand", not reference),
        from_map=values.get("from_map", not reference),
        affiliated_by=frozenset(values.get("affiliated_by", ())),
        counts_as=frozenset(values.get("counts_as", ())),
        shape=values["shape"],
        fill=values["fill"],
        border=values["border"],
    )


def _tie_kind(
    key: str, values: Mapping[str, Any], ends: Mapping[str, list[str]], layers: Iterable[str]
) -> TieKind:
    place = f"tie kind '{key}'"
    _whole(place, values, ("nl", "en", "from", "to", "layer"))
    _known(place, [*values["from"], *values["to"]], ends)
    _known(place, [values["layer"]], layers)
    _known(place, values.get("counts_as", ()), get_args(TieUse))
    return TieKind(
        key=key,
        label=_label(values),
        also=tuple(values.get("also", ())),
        sources=frozenset(kind for end in values["from"] for kind in ends[end]),
        targets=frozenset(kind for end in values["to"] for kind in ends[end]),
        directed=values.get("directed", True),
        collaboration=values.get("collaboration", False),
        layer=values["layer"],
        counts_as=frozenset(values.get("counts_as", ())),
        attributes=frozenset(values.get("attributes", ())),
    )


def _layer(key: str, values: Mapping[str, Any], layers: Iterable[str]) -> Layer:
    place, may_be = f"layer '{key}'", values.get("may_be", "")
    _whole(place, values, ("nl", "en", "colour", "dark", "arrow", "width"))
    _known(place, [values["arrow"]], get_args(Mark))
    _known(place, [may_be], ["", *layers])
    return Layer(
        nl=values["nl"],
        en=values["en"],
        colour=values["colour"],
        dark=values["dark"],
        arrow=values["arrow"],
        width=values["width"],
        first=values.get("first", False),
        may_be=may_be,
    )


def _attribute(
    key: str, values: Mapping[str, Any], entities: Mapping[str, Mapping[str, Any]]
) -> AttributeDefinition:
    everywhere = values.get("everywhere", False)
    return AttributeDefinition(
        key=key,
        label=_label(values),
        type=values["type"],
        choices=_labels(values.get("choices", {})),
        minimum=values.get("minimum"),
        maximum=values.get("maximum"),
        kinds=frozenset(
            k for k, v in entities.items() if everywhere or key in v.get("attributes", ())
        ),
    )
