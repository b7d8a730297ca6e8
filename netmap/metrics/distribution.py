"""How the values of a metric are spread over the actors: what a small plot shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite
from statistics import median

import numpy as np


@dataclass(frozen=True, slots=True)
class Distribution:
    """Counts of actors in bins of equal width from ``low`` to ``high``.

    ``known`` actors have a value; ``counts`` is empty when none has. When all values
    are equal there is one bin.
    """

    low: float | None
    high: float | None
    middle: float | None
    known: int
    counts: tuple[int, ...]


def distribution(values: Iterable[float | None], bins: int = 12) -> Distribution:
    """The spread of the values that are defined (neither None nor NaN).

    >>> distribution([0.0, 1.0, 1.0, None], bins=2).counts
    (1, 2)
    """
    known = [float(value) for value in values if value is not None and isfinite(value)]
    if not known:
        return Distribution(None, None, None, 0, ())
    low, high = min(known), max(known)
    counts, _ = np.histogram(known, bins=bins if high > low else 1, range=(low, high))
    return Distribution(low, high, median(known), len(known), tuple(int(n) for n in counts))
