"""The numbers of a network as tables: of actors, whole, ties, sets and two-mode networks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from importlib.metadata import version
from typing import TypeAlias, TypeVar

import pandas as pd

from netmap.errors import UnknownAttribute, UnknownMetric
from netmap.graph import Projection, affiliation, collaboration, project
from netmap.metrics import engine
from netmap.metrics.card import Metric
from netmap.metrics.catalogue import (
    NODE,
    SETS,
    TABLES,
    TIES,
    TWO_MODE,
    TWO_MODE_EACH,
    WHOLE,
    chosen,
)
from netmap.metrics.communities import SEED
from netmap.metrics.grouping import STANDING
from netmap.metrics.key_players import EXACT_SETS, KeyPlayers, key_players
from netmap.metrics.network import Network
from netmap.metrics.relations import PERMUTATIONS
from netmap.metrics.tie import tied
from netmap.model import Snapshot
from netmap.roles import Level
from netmap.vocabulary import vocabulary

M = TypeVar("M", bound=Metric)

Progress: TypeAlias = Callable[[int, int], None]
_SOFTWARE = ("netmap", "networkx", "igraph", "numpy", "scipy")


class Report:
    """The numbers of one partnership. Each network is made once, when a metric asks for it.

    Parameters
    ----------
    attribute
        What the metrics that group actors go by.
    progress
        Called now and then with how many metrics are done, and how many were asked for;
        what it raises (see `netmap.errors.Cancelled`) ends the work.

    Raises UnknownPartnership and UnknownAttribute. The frames of `nodes` and `whole` hold
    the ``revision`` and the ``parameters`` in their ``attrs``; among these ``sampled``,
    the metrics that were estimated, each from how many pivots and with which standard error.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        partnership: str | None = None,
        *,
        level: Level = "organisation",
        attribute: str = "sector",
        progress: Progress | None = None,
    ) -> None:
        if attribute not in _groupings():
            raise UnknownAttribute(attribute)
        self._snapshot = snapshot
        self._partnership = partnership
        self._level = level
        self._attribute = attribute
        self._progress = progress
        self._networks: dict[Projection, Network] = {}
        self._done = self._asked = 0

    def nodes(self, keys: Iterable[str] | None = None) -> pd.DataFrame:
        """A row for each actor (by id), a column for each metric; NaN where not defined.

        Raises UnknownMetric.
        """
        metrics = _chosen(NODE, keys)
        actors = sorted(self._network(Projection.COLLABORATION).ids)
        columns = {
            metric.key: engine.node_values(
                metric, self._network(metric.projection), self._attribute
            )
            for metric in self._each(metrics)
        }
        frame = pd.DataFrame(
            {
                key: pd.Series({actor: values.get(actor) for actor in actors}, dtype="float64")
                for key, values in columns.items()
            },
            index=pd.Index(actors, name="entity", dtype="object"),
            columns=[metric.key for metric in metrics],
            dtype="float64",
        )
        return self._signed(frame, metrics)

    def whole(self, keys: Iterable[str] | None = None) -> pd.DataFrame:
        """A row for each metric with its ``value``; NaN where not defined.

        Raises UnknownMetric.
        """
        metrics = _chosen(WHOLE, keys)
        values = [
            engine.whole_value(metric, self._network(metric.projection), self._attribute)
            for metric in self._each(metrics)
        ]
        frame = pd.DataFrame(
            {"value": values},
            index=pd.Index([metric.key for metric in metrics], name="metric", dtype="object"),
            dtype="float64",
        )
        self._signed(frame, metrics)
        frame.attrs["parameters"]["seed"] = SEED  # of what is drawn by lot, as its card says
        return frame

    def tables(self, keys: Iterable[str] | None = None, **options: int) -> dict[str, pd.DataFrame]:
        """A frame for each metric that is a table; ``options`` go to those that take them.

        Raises UnknownMetric.
        """
        frames = {}
        for metric in self._each(_chosen(TABLES, keys)):
            graph = self._network(metric.projection).graph
            grouping = (self._attribute,) if metric.by_attribute else ()
            taken = {name: options[name] for name in metric.options if name in options}
            frame = self._signed(metric.compute(graph, *grouping, **taken), [metric])
            frame.attrs["parameters"] |= taken
            frames[metric.key] = frame
        return frames

    def _network(self, projection: Projection) -> Network:
        if projection not in self._networks:
            graph = project(self._snapshot, projection, self._partnership, level=self._level)
            self._networks[projection] = Network(graph, self._pulse)
        return self._networks[projection]

    def _each(self, metrics: Sequence[M]) -> Iterator[M]:
        self._asked = len(metrics)
        for metric in metrics:  # first, so that what is told after it is about metrics only
            self._network(metric.projection)
        for self._done, metric in enumerate(metrics):
            self._pulse()
            yield metric
        self._done = self._asked
        self._pulse()

    def _pulse(self) -> None:
        if self._progress is not None:
            self._progress(self._done, self._asked)

    def _signed(self, frame: pd.DataFrame, metrics: Sequence[Metric]) -> pd.DataFrame:
        """What someone needs to get the same numbers again, as plain values."""
        scope = self._snapshot.scope
        grouped = any(metric.by_attribute for metric in metrics)
        sampled = {
            metric.key: engine.sampling(metric, self._networks[metric.projection])
            for metric in metrics
        }
        frame.attrs["revision"] = self._snapshot.revision
        frame.attrs["parameters"] = {
            "partnership": self._partnership,
            "as_of": str(scope.as_of) if scope.as_of else None,
            "kinds": sorted(scope.kinds) if scope.kinds is not None else None,
            "certainty": sorted(scope.certainty) if scope.certainty is not None else None,
            "level": self._level,
            "attribute": self._attribute if grouped else None,
            "projections": {metric.key: metric.projection.value for metric in metrics},
            "sampled": {key: values for key, values in sampled.items() if values},
            "software": {name: version(name) for name in _SOFTWARE},
        }
        return frame


def node_metrics(
    snapshot: Snapshot,
    partnership: str | None = None,
    keys: Iterable[str] | None = None,
    *,
    level: Level = "organisation",
    attribute: str = "sector",
    progress: Progress | None = None,
) -> pd.DataFrame:
    """The frame of `Report.nodes`, for who needs no other."""
    report = Report(snapshot, partnership, level=level, attribute=attribute, progress=progress)
    return report.nodes(keys)


def whole_metrics(
    snapshot: Snapshot,
    partnership: str | None = None,
    keys: Iterable[str] | None = None,
    *,
    level: Level = "organisation",
    attribute: str = "sector",
    progress: Progress | None = None,
) -> pd.DataFrame:
    """The frame of `Report.whole`, for who needs no other."""
    report = Report(snapshot, partnership, level=level, attribute=attribute, progress=progress)
    return report.whole(keys)


def _chosen(catalogue: Sequence[M], keys: Iterable[str] | None) -> list[M]:
    if keys is None:
        return list(catalogue)
    known = {metric.key: metric for metric in catalogue}
    wanted = list(dict.fromkeys(keys))
    for key in wanted:
        if key not in known:
            raise UnknownMetric(key)
    return [known[key] for key in wanted]


def _groupings() -> set[str]:
    """What actors can be grouped by: the attributes that they may have, and their standing."""
    words = vocabulary()
    return {STANDING} | {
        attribute.key
        for kind in words.entities.values()
        if kind.actor
        for attribute in words.entity_attributes(kind.key)
    }


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
