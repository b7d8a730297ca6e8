"""The metrics of a whole network that are tables rather than numbers."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from netmap.metrics.communities import SEED
from netmap.metrics.relations import PERMUTATIONS
from netmap.metrics.report import Progress, Report
from netmap.model import Snapshot
from netmap.roles import Level


def whole_tables(
    snapshot: Snapshot,
    partnership: str | None = None,
    keys: Iterable[str] | None = None,
    *,
    level: Level = "organisation",
    attribute: str = "sector",
    seed: int = SEED,
    permutations: int = PERMUTATIONS,
    progress: Progress | None = None,
) -> dict[str, pd.DataFrame]:
    """A frame for each metric that is a table, by key; NaN where not defined.

    The ``attrs`` of each frame hold the ``revision`` and the ``parameters``; among these
    the ``seed`` and the ``permutations`` of what is drawn by lot. Raises
    UnknownPartnership, UnknownMetric and UnknownAttribute.
    """
    report = Report(snapshot, partnership, level=level, attribute=attribute, progress=progress)
    return report.tables(keys, seed=seed, permutations=permutations)
