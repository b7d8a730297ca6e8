"""The metrics of a partnership as frames that say where their numbers come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.metadata import version
from typing import TypeVar

import pandas as pd

from netmap.errors import UnknownMetric
from netmap.graph import Graph, Projection, project
from netmap.metrics.card import Metric
from netmap.metrics.catalogue import NODE, WHOLE
from netmap.model import Snapshot
from netmap.roles import Level

M = TypeVar("M", bound=Metric)


def node_metrics(
    snapshot: Snapshot,
    partnership: str | None = None,
    keys: Iterable[str] | None = None,
    *,
    level: Level = "organisation",
) -> pd.DataFrame:
    """A row for each actor (by id), a column for each metric; NaN where not defined.

    ``attrs`` holds the ``revision`` and the ``parameters``. Raises UnknownPartnership
    and UnknownMetric.
    """
    metrics = _chosen(NODE, keys)
    graph = _projections(snapshot, partnership, level)
    actors = sorted(graph(Projection.COLLABORATION))
    columns = {metric.key: metric.compute(graph(metric.projection)) for metric in metrics}
    frame = pd.DataFrame(
        {
            key: pd.Series({actor: values.get(actor) for actor in actors}, dtype="float64")
            for key, values in columns.items()
        },
        index=pd.Index(actors, name="entity", dtype="object"),
        columns=[metric.key for metric in metrics],
        dtype="float64",
    )
    return _signed(frame, snapshot, partnership, level, metrics)


def whole_metrics(
    snapshot: Snapshot,
    partnership: str | None = None,
    keys: Iterable[str] | None = None,
    *,
    level: Level = "organisation",
) -> pd.DataFrame:
    """A row for each metric with its ``value``; NaN where not defined.

    ``attrs`` holds the ``revision`` and the ``parameters``. Raises UnknownPartnership
    and UnknownMetric.
    """
    metrics = _chosen(WHOLE, keys)
    graph = _projections(snapshot, partnership, level)
    frame = pd.DataFrame(
        {"value": [metric.compute(graph(metric.projection)) for metric in metrics]},
        index=pd.Index([metric.key for metric in metrics], name="metric", dtype="object"),
        dtype="float64",
    )
    return _signed(frame, snapshot, partnership, level, metrics)


def _chosen(catalogue: Sequence[M], keys: Iterable[str] | None) -> list[M]:
    if keys is None:
        return list(catalogue)
    known = {metric.key: metric for metric in catalogue}
    wanted = list(dict.fromkeys(keys))
    for key in wanted:
        if key not in known:
            raise UnknownMetric(key)
    return [known[key] for key in wanted]


def _projections(
    snapshot: Snapshot, partnership: str | None, level: Level
) -> Callable[[Projection], Graph]:
    """Each projection is made once, and only when a metric asks for it."""

    @cache
    def graph(projection: Projection) -> Graph:
        return project(snapshot, projection, partnership, level=level)

    return graph


def _signed(
    frame: pd.DataFrame,
    snapshot: Snapshot,
    partnership: str | None,
    level: Level,
    metrics: Iterable[Metric],
) -> pd.DataFrame:
    """What someone needs to get the same numbers again, as plain values."""
    scope = snapshot.scope
    frame.attrs["revision"] = snapshot.revision
    frame.attrs["parameters"] = {
        "partnership": partnership,
        "as_of": str(scope.as_of) if scope.as_of else None,
        "kinds": sorted(scope.kinds) if scope.kinds is not None else None,
        "certainty": sorted(scope.certainty) if scope.certainty is not None else None,
        "level": level,
        "projections": {metric.key: metric.projection.value for metric in metrics},
        "software": {name: version(name) for name in ("netmap", "networkx", "numpy", "scipy")},
    }
    return frame
