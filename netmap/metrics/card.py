"""What a metric is: a card that tells all that a reader must know, and a pure function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from netmap.graph import Graph, Projection
from netmap.vocabulary import Label

MetricLevel: TypeAlias = Literal["node", "whole"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """The card of a metric, shown beside its number wherever that appears."""

    level: ClassVar[MetricLevel]

    key: str
    name: Label
    projection: Projection
    formula: str
    denominator: Label
    direction: Label
    weights: Label
    isolates: Label
    missing: Label
    reference: str
    interpretation: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeMetric(Metric):
    """A number for each actor. NaN stands for 'not defined here'."""

    level: ClassVar[MetricLevel] = "node"

    compute: Callable[[Graph], Mapping[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeMetric(Metric):
    """One number for the whole network. NaN stands for 'not defined here'."""

    level: ClassVar[MetricLevel] = "whole"

    compute: Callable[[Graph], float]
