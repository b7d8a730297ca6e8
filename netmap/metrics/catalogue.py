"""All metrics: families of cards (cards/*.toml), each card with the function that computes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from netmap.errors import UnknownMetric
from netmap.graph import Projection
from netmap.metrics import (
    blocks,
    brokerage,
    census,
    centralization,
    cohesion,
    communities,
    composition,
    coreness,
    governance,
    hierarchy,
    node,
    position,
    prediction,
    referral,
    relations,
    response,
    robustness,
    sets,
    tie,
    two_mode,
    whole,
)
from netmap.metrics.card import (
    Metric,
    NodeMetric,
    SetMetric,
    TableMetric,
    TieMetric,
    TwoModeMetric,
    TwoModeNodeMetric,
    WholeMetric,
)
from netmap.text import cards
from netmap.vocabulary import Label

M = TypeVar("M", bound=Metric)

_TEXTS = ("name", "denominator", "direction", "weights", "isolates", "missing", "interpretation")


def metric(key: str) -> Metric:
    """The card with this key. Raises UnknownMetric."""
    for card in METRICS:
        if card.key == key:
            return card
    raise UnknownMetric(key)


def chosen(catalogue: Sequence[M], keys: Iterable[str] | None) -> list[M]:
    """The cards with these keys, in their order; without keys, all. Raises UnknownMetric."""
    known = {card.key: card for card in catalogue}
    wanted = list(known if keys is None else dict.fromkeys(keys))
    for key in wanted:
        if key not in known:
            raise UnknownMetric(key)
    return [known[key] for key in wanted]


def _family(
    name: str, kind: Callable[..., M], functions: Mapping[str, Callable[..., Any]]
) -> tuple[M, ...]:
    """The cards of cards/<name>.toml, in the order of their functions."""
    known = _read(name)
    return tuple(
        kind(key=key, compute=compute, **_fields(known[key])) for key, compute in functions.items()
    )


def _read(name: str) -> Mapping[str, Any]:
    return cards.read("netmap.metrics", f"cards/{name}")


def _fields(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a card says, with the phrases that it names filled in."""
    phrases = _read("phrases")

    def label(name: str) -> Label:
        value = values[name]
        return cards.label(phrases[value] if isinstance(value, str) else value)

    return {
        "projection": Projection(values["projection"]),
        "formula": values["formula"],
        "reference": values["reference"],
        "by_attribute": values.get("by_attribute", False),
        "method": label("method") if "method" in values else None,
        **{name: label(name) for name in _TEXTS},
        **(_table(values) if "rows" in values else {}),
    }


def _table(values: Mapping[str, Any]) -> dict[str, Any]:
    """What the card of a table says besides."""
    return {
        "rows": cards.label(values["rows"]),
        "columns": cards.labels(values["columns"]),
        "codes": cards.labels(values.get("codes", {})),
        "options": tuple(values.get("options", ())),
    }


NODE: tuple[NodeMetric, ...] = (
    *_family("node", NodeMetric, {**node.FUNCTIONS, **two_mode.FUNCTIONS}),
    *_family("position", NodeMetric, position.FUNCTIONS),
    *_family("composition", NodeMetric, composition.FUNCTIONS),
    *_family("referral", NodeMetric, referral.FUNCTIONS),
    *_family("brokerage", NodeMetric, brokerage.FUNCTIONS),
)
WHOLE: tuple[WholeMetric, ...] = (
    *_family("whole", WholeMetric, whole.FUNCTIONS),
    *_family("response", WholeMetric, response.FUNCTIONS),
    *_family("cohesion", WholeMetric, cohesion.FUNCTIONS),
    *_family("centralization", WholeMetric, centralization.FUNCTIONS),
    *_family("blocks", WholeMetric, blocks.FUNCTIONS),
    *_family("coreness", WholeMetric, coreness.FUNCTIONS),
    *_family("communities", WholeMetric, communities.FUNCTIONS),
    *_family("relations", WholeMetric, relations.FUNCTIONS),
    *_family("robustness", WholeMetric, robustness.FUNCTIONS),
    *_family("census", WholeMetric, census.FUNCTIONS),
    *_family("hierarchy", WholeMetric, hierarchy.FUNCTIONS),
)
TABLES: tuple[TableMetric, ...] = (
    *_family("cohesion", TableMetric, cohesion.TABLES),
    *_family("blocks", TableMetric, blocks.TABLES),
    *_family("coreness", TableMetric, coreness.TABLES),
    *_family("communities", TableMetric, communities.TABLES),
    *_family("relations", TableMetric, relations.TABLES),
    *_family("robustness", TableMetric, robustness.TABLES),
    *_family("governance", TableMetric, governance.TABLES),
    *_family("census", TableMetric, census.TABLES),
)
TIES: tuple[TieMetric, ...] = _family("tie", TieMetric, tie.FUNCTIONS)
PREDICTIONS: tuple[TieMetric, ...] = _family("prediction", TieMetric, prediction.FUNCTIONS)
SETS: tuple[SetMetric, ...] = _family("set", SetMetric, sets.FUNCTIONS)
TWO_MODE_EACH: tuple[TwoModeNodeMetric, ...] = _family("two_mode", TwoModeNodeMetric, two_mode.EACH)
TWO_MODE: tuple[TwoModeMetric, ...] = _family("two_mode", TwoModeMetric, two_mode.ALL)
METRICS: tuple[Metric, ...] = (
    *NODE,
    *WHOLE,
    *TABLES,
    *TIES,
    *PREDICTIONS,
    *SETS,
    *TWO_MODE_EACH,
    *TWO_MODE,
)
