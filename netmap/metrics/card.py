"""What a metric is: a card that tells all that a reader must know, and a pure function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

import pandas as pd

from netmap.graph import Projection
from netmap.vocabulary import Label

MetricLevel: TypeAlias = Literal["node", "whole", "tie", "set", "two_mode"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """The card of a metric, shown beside its number wherever that appears.

    Where ``by_attribute`` is true, ``compute`` also takes the name of an attribute of
    the actors, by which it groups them. ``method`` says how a number is come by where
    counting all would take too long.
    """

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
    by_attribute: bool = False
    method: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeMetric(Metric):
    """A number for each actor. NaN stands for 'not defined here'."""

    level: ClassVar[MetricLevel] = "node"

    compute: Callable[..., Mapping[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeMetric(Metric):
    """One number for the whole network. NaN stands for 'not defined here'."""

    level: ClassVar[MetricLevel] = "whole"

    compute: Callable[..., float]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMetric(Metric):
    """What about the whole network is not one number: a table.

    ``rows`` and ``columns`` say what its rows and columns are; without columns these are
    groups, as the rows are. ``codes`` are the words for codes among its rows that the
    vocabulary does not have. ``options`` name what else ``compute`` takes, by keyword.
    """

    level: ClassVar[MetricLevel] = "whole"

    rows: Label
    columns: Mapping[str, Label]
    codes: Mapping[str, Label]
    options: tuple[str, ...]
    compute: Callable[..., pd.DataFrame]


@dataclass(frozen=True, slots=True, kw_only=True)
class TieMetric(Metric):
    """A number for pairs of actors: all that have a tie, or those that are asked for."""

    level: ClassVar[MetricLevel] = "tie"

    compute: Callable[..., Mapping[tuple[str, str], float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetMetric(Metric):
    """One number for a set of actors together."""

    level: ClassVar[MetricLevel] = "set"

    compute: Callable[..., float]


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoModeNodeMetric(Metric):
    """A number for everybody on both sides of a two-mode network."""

    level: ClassVar[MetricLevel] = "two_mode"

    compute: Callable[..., Mapping[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoModeMetric(Metric):
    """One number for a whole two-mode network."""

    level: ClassVar[MetricLevel] = "two_mode"

    compute: Callable[..., float]
