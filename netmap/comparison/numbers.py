"""Metrics of two states side by side: which move, and whose numbers move most."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

import pandas as pd

from netmap.metrics.report import Report

MOST_SHIFTS, MOST_OF_ONE_METRIC = 20, 3
_NEGLIGIBLE = 1e-9  # what rounding may do to a number that is the same


@dataclass(frozen=True, slots=True)
class Shift:
    """A metric of the whole network in two states; None where it is not defined."""

    metric: str
    before: float | None
    after: float | None

    @property
    def moves(self) -> bool:
        return differ(self.before, self.after)


@dataclass(frozen=True, slots=True)
class ActorShift:
    """A metric of one actor in two states.

    ``share`` is the distance as a part of the range that the metric had over all actors
    before, so that metrics of different scales can stand in one list.
    """

    actor: str
    metric: str
    before: float
    after: float
    share: float


def whole_shifts(before: Report, after: Report) -> tuple[Shift, ...]:
    """Every metric of the whole network, also those that stay the same."""
    old, new = before.whole()["value"], after.whole()["value"]
    return tuple(Shift(str(key), number(old[key]), number(new[key])) for key in old.index)


def actor_shifts(before: Report, after: Report) -> tuple[ActorShift, ...]:
    """The numbers of actors that move most, the largest share first.

    Only actors in both states, and numbers that both define. At most `MOST_SHIFTS`, and
    at most `MOST_OF_ONE_METRIC` of one metric: when a network changes much, a single
    metric would fill the list.
    """
    old, new = before.nodes(), after.nodes()
    common = old.index.intersection(new.index)
    found = [
        shift
        for metric in old.columns
        for shift in _moved(str(metric), old[metric], new[metric], common)
    ]
    found.sort(key=lambda shift: (-shift.share, shift.metric, shift.actor))
    seen: Counter[str] = Counter()
    kept = []
    for shift in found:
        seen[shift.metric] += 1
        if seen[shift.metric] <= MOST_OF_ONE_METRIC:
            kept.append(shift)
    return tuple(kept[:MOST_SHIFTS])


def differ(one: float | None, other: float | None) -> bool:
    """Whether two numbers are not the same, rounding aside; None equals only None."""
    if one is None or other is None:
        return one is not other
    return not math.isclose(one, other, rel_tol=_NEGLIGIBLE, abs_tol=_NEGLIGIBLE)


def number(value: float) -> float | None:
    """The number; None for one that is not defined."""
    return float(value) if math.isfinite(value) else None


def _moved(
    metric: str, old: pd.Series[float], new: pd.Series[float], common: pd.Index[str]
) -> list[ActorShift]:
    spread = old.max() - old.min()
    if not spread > 0:  # all the same, or nobody has a number
        spread = max(old.abs().max(), new.abs().max())
    pairs = zip(common, old[common], new[common], strict=True)
    return [
        ActorShift(str(actor), metric, float(one), float(other), float(abs(other - one) / spread))
        for actor, one, other in pairs
        if math.isfinite(one) and math.isfinite(other) and differ(one, other)
    ]
