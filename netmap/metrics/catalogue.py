"""All metrics: the cards of cards.toml, each with the function that computes it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from netmap.errors import UnknownMetric
from netmap.graph import Projection
from netmap.metrics import node, two_mode, whole
from netmap.metrics.card import Metric, NodeMetric, WholeMetric
from netmap.vocabulary import Label

_NODE = {
    "degree": node.degree,
    "strength": node.strength,
    "betweenness": node.betweenness,
    "closeness": node.closeness,
    "harmonic": node.harmonic,
    "eigenvector": node.eigenvector,
    "constraint": node.constraint,
    "effective_size": node.effective_size,
    "core_number": node.core_number,
    "in_degree": node.in_degree,
    "out_degree": node.out_degree,
    "reciprocity": node.reciprocity,
    "participation": two_mode.participation,
}
_WHOLE = {
    "size": whole.size,
    "ties": whole.ties,
    "density": whole.density,
    "components": whole.components,
    "degree_centralization": whole.degree_centralization,
    "betweenness_centralization": whole.betweenness_centralization,
    "average_path": whole.average_path,
    "transitivity": whole.transitivity,
    "arc_reciprocity": whole.arc_reciprocity,
}


def metric(key: str) -> Metric:
    """The card with this key. Raises UnknownMetric."""
    for card in METRICS:
        if card.key == key:
            return card
    raise UnknownMetric(key)


def _card(key: str, values: Mapping[str, Any], phrases: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a card, with phrases that are named filled in."""

    def label(name: str) -> Label:
        value = values[name]
        return Label(**(phrases[value] if isinstance(value, str) else value))

    texts = ("name", "denominator", "direction", "weights", "isolates", "missing", "interpretation")
    return {
        "key": key,
        "projection": Projection(values["projection"]),
        "formula": values["formula"],
        "reference": values["reference"],
        **{name: label(name) for name in texts},
    }


_CARDS = tomllib.loads(files("netmap.metrics").joinpath("cards.toml").read_text("utf-8"))

NODE: tuple[NodeMetric, ...] = tuple(
    NodeMetric(compute=compute, **_card(key, _CARDS["node"][key], _CARDS["phrases"]))
    for key, compute in _NODE.items()
)
WHOLE: tuple[WholeMetric, ...] = tuple(
    WholeMetric(compute=compute, **_card(key, _CARDS["whole"][key], _CARDS["phrases"]))
    for key, compute in _WHOLE.items()
)
METRICS: tuple[Metric, ...] = (*NODE, *WHOLE)
