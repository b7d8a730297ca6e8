"""Frames of the levels between one actor and the whole: ties, sets, two-mode networks.

Each frame holds in ``attrs`` the ``revision`` and the ``parameters`` that give it again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from importlib.metadata import version

import pandas as pd

from netmap.graph import affiliation, collaboration
from netmap.metrics.card import Metric
from netmap.metrics.catalogue import SETS, TIES, TWO_MODE, TWO_MODE_EACH, chosen
from netmap.metrics.key_players import EXACT_SETS, KeyPlayers, key_players
from netmap.metrics.tie import tied
from netmap.model import Snapshot
from netmap.roles import Level


def tie_metrics(
    snapshot: Snapshot,
    partnership: str | None = None,
    keys: Iterable[str] | None = None,
    *,
    level: Level = "organisation",
) -> pd.DataFrame:
    """A row for each pair of actors with a tie, by their ids; a column for each metric.

    Raises UnknownPartnership and UnknownMetric.
    """
    metrics = chosen(TIES, keys)
    graph = collaboration(snapshot, partnership, level=level)
    index = pd.MultiIndex.from_tuples(tied(graph), names=["one", "other"])
    columns = {metric.key: list(metric.compute(graph).values()) for metric in metrics}
    frame = pd.DataFrame(columns, index=index, dtype="float64")
    return _signed(frame, snapshot, partnership, level, metrics)


def key_player_sets(
    snapshot: Snapshot,
    partnership: str | None = None,
    size: int = 3,
    keys: Iterable[str] | None = None,
    *,
    among: Collection[str] | None = None,
    seed: int = 0,
    exact_sets: int = EXACT_SETS,
    level: Level = "organisation",
) -> tuple[KeyPlayers, ...]:
    """The best set of actors by each measure for sets: see `key_players`.

    Raises UnknownPartnership, UnknownMetric, UnknownEntity, and Invalid.
    """
    graph = collaboration(snapshot, partnership, level=level)
    return tuple(
        key_players(graph, metric.key, size, among=among, seed=seed, exact_sets=exact_sets)
        for metric in chosen(SETS, keys)
    )


def two_mode_metrics(
    snapshot: Snapshot,
    partnership: str | None = None,
    kind: str = "atelier",
    keys: Iterable[str] | None = None,
    *,
    level: Level = "organisation",
) -> pd.DataFrame:
    """A row for each actor and each entity of a kind; ``mode`` says which of the two it is.

    Raises UnknownPartnership, UnknownMetric, and Invalid for a kind without affiliations.
    """
    metrics = chosen(TWO_MODE_EACH, keys)
    graph = affiliation(snapshot, partnership, kind, level=level)
    index = pd.Index(list(graph), name="entity", dtype="object")
    modes = pd.Series({key: values["mode"] for key, values in graph.nodes(data=True)}, dtype=object)
    numbers = {m.key: pd.Series(dict(m.compute(graph)), dtype="float64") for m in metrics}
    frame = pd.DataFrame({"mode": modes, **numbers}, index=index)
    return _signed(frame, snapshot, partnership, level, metrics, kind=kind)


def two_mode_whole(
    snapshot: Snapshot,
    partnership: str | None = None,
    kind: str = "atelier",
    keys: Iterable[str] | None = None,
    *,
    level: Level = "organisation",
) -> pd.DataFrame:
    """A row for each metric of the two-mode network as a whole, with its ``value``.

    Raises UnknownPartnership, UnknownMetric, and Invalid for a kind without affiliations.
    """
    metrics = chosen(TWO_MODE, keys)
    graph = affiliation(snapshot, partnership, kind, level=level)
    index = pd.Index([metric.key for metric in metrics], name="metric", dtype="object")
    values = [metric.compute(graph) for metric in metrics]
    frame = pd.DataFrame({"value": values}, index=index, dtype="float64")
    return _signed(frame, snapshot, partnership, level, metrics, kind=kind)


def _signed(
    frame: pd.DataFrame,
    snapshot: Snapshot,
    partnership: str | None,
    level: Level,
    metrics: Iterable[Metric],
    **more: str,
) -> pd.DataFrame:
    scope = snapshot.scope
    frame.attrs["revision"] = snapshot.revision
    frame.attrs["parameters"] = {
        "partnership": partnership,
        "as_of": str(scope.as_of) if scope.as_of else None,
        "kinds": sorted(scope.kinds) if scope.kinds is not None else None,
        "certainty": sorted(scope.certainty) if scope.certainty is not None else None,
        "level": level,
        **more,
        "projections": {metric.key: metric.projection.value for metric in metrics},
        "software": {name: version(name) for name in ("netmap", "networkx", "igraph", "scipy")},
    }
    return frame
