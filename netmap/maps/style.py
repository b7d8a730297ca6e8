"""How the map draws each kind: a shape and a line first, a colour besides.

Colours are from Okabe and Ito's palette, made for colour-blind readers, with a
border that stands out on a light and on a dark ground.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from netmap.model import Certainty

Shape: TypeAlias = Literal[
    "star", "dot", "square", "hexagon", "triangle", "diamond", "triangleDown", "box", "ellipse"
]


@dataclass(frozen=True, slots=True)
class NodeStyle:
    shape: Shape
    fill: str
    border: str


@dataclass(frozen=True, slots=True)
class TieStyle:
    colour: str
    dark: str  # the same on a dark ground
    arrow: str  # the shape at the end, one for each layer; '' for none
    width: float


KINDS: dict[str, NodeStyle] = {
    "partnership": NodeStyle("star", "#f0c419", "#7a5f00"),
    "organisation": NodeStyle("dot", "#2a7fb8", "#0b4a75"),
    "unit": NodeStyle("square", "#7cc0e8", "#1b6a99"),
    "atelier": NodeStyle("hexagon", "#e69f00", "#8a5a00"),
    "activity": NodeStyle("triangle", "#12a57c", "#046348"),
    "theme": NodeStyle("diamond", "#cc79a7", "#8c3a67"),
    "goal": NodeStyle("triangleDown", "#e0702b", "#8f3d08"),
    "life_domain": NodeStyle("ellipse", "#e9e2f5", "#6b4fa0"),
    "law": NodeStyle("box", "#e6e6e6", "#5c5c5c"),
    "target_group": NodeStyle("ellipse", "#fbe3d6", "#a0552b"),
    "function": NodeStyle("box", "#dcefe8", "#2f7560"),
}
_UNKNOWN_KIND = NodeStyle("diamond", "#c9ced3", "#4d5a66")  # of a kind added to the vocabulary
LABEL_INSIDE = frozenset({"box", "ellipse"})
# Organisations: filled for members, half filled for those that take part, open for the rest.
OPEN_FILL = "#ffffff"
HALF_FILL = "#b8d9ee"

LAYERS: dict[str, TieStyle] = {
    "membership": TieStyle("#8a98a5", "#8494a2", "", 1.0),
    "ateliers": TieStyle("#b87d00", "#e0a93a", "circle", 1.2),
    "collaboration": TieStyle("#1f77b4", "#5fb0e6", "", 1.8),
    "referrals": TieStyle("#c44e1b", "#f2875a", "arrow", 1.6),
    "specialist": TieStyle("#9b3a8c", "#d98acb", "vee", 1.8),
    "steering": TieStyle("#4d5a66", "#b4c0ca", "diamond", 1.6),
    "activities": TieStyle("#0b8a67", "#3fc9a0", "bar", 1.2),
    "purpose": TieStyle("#7c6fb0", "#b3a7e3", "box", 1.0),
}
_UNKNOWN_LAYER = TieStyle("#4d5a66", "#b4c0ca", "arrow", 1.2)
# Shown when the map opens; the rest is one click away.
FIRST_LAYERS = frozenset({"membership", "ateliers", "collaboration", "referrals", "specialist"})

DASHES: dict[Certainty, list[int] | bool] = {
    "reported": False,
    "inferred": [9, 6],
    "assumed": [2, 5],
}


def of_kind(kind: str) -> NodeStyle:
    return KINDS.get(kind, _UNKNOWN_KIND)


def of_layer(layer: str) -> TieStyle:
    return LAYERS.get(layer, _UNKNOWN_LAYER)
