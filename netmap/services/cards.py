"""The cards and words of metrics and gaps that a reader may choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from netmap.gaps.card import Rule
from netmap.gaps.catalogue import FAMILIES, RULES, SEVERITY_LABELS
from netmap.metrics.card import Metric, NodeMetric
from netmap.metrics.catalogue import METRICS, NODE
from netmap.vocabulary import Label


@dataclass(frozen=True, slots=True)
class MetricCard:
    """A metric with the level that it is of."""

    level: str
    card: Metric


def size_cards() -> tuple[NodeMetric, ...]:
    """The metrics that the size of a node on the map can show."""
    return NODE


def metric_cards() -> tuple[MetricCard, ...]:
    """Every metric with its card, by level."""
    return tuple(MetricCard(card.level, card) for card in METRICS)


def gap_families() -> Mapping[str, Label]:
    """What the families of gap rules are called, in the order in which they are met."""
    return {str(key): label for key, label in FAMILIES.items()}


def gap_severities() -> Mapping[str, Label]:
    """What the severities are called, the gravest first."""
    return {str(key): label for key, label in SEVERITY_LABELS.items()}


def gap_rules() -> tuple[Rule, ...]:
    """Every rule with its card."""
    return RULES
