"""How far a number, and a rank, can be trusted: the same metric on many possible networks.

Each draw keeps every claim with the probability that its certainty stands for, and does
something about the members of which no tie is documented (see `netmap.metrics.draws`).
Where a metric lies in most of the draws is its range. A range tells of these two kinds
of doubt only; it is no confidence interval, and knows nothing of a source that errs.

References
----------
Borgatti, S. P., Carley, K. M., & Krackhardt, D. (2006). On the robustness of centrality
measures under conditions of imperfect data. Social Networks, 28(2), 124–136.
Huisman, M. (2009). Imputation of missing network data: some simple procedures. Journal of
Social Structure, 10(1), 1–29.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from typing import TypedDict, Unpack

import pandas as pd

from netmap.errors import Invalid, Problem
from netmap.graph import Projection
from netmap.metrics import engine
from netmap.metrics.card import Metric, WholeMetric
from netmap.metrics.catalogue import NODE, WHOLE, chosen
from netmap.metrics.draws import CERTAINTY, Draws, Treatment
from netmap.metrics.network import Network
from netmap.metrics.report import Progress
from netmap.model import Certainty, Snapshot
from netmap.roles import Level

DRAWS = 200
SHARE = 0.9  # of the draws lie from low to high
_SMALL = 10  # actors; with so many draws, kernels pay off in small networks too
_DIGITS = 10  # values that agree in so many decimals share a rank


class Settings(TypedDict, total=False):
    """How ranges are made: see `Ranges`."""

    treatment: Treatment
    certainty: Mapping[Certainty, float]
    draws: int
    seed: int
    share: float
    level: Level
    attribute: str
    progress: Progress | None


class Ranges:
    """Ranges of the numbers of one partnership.

    Parameters
    ----------
    treatment
        What stands in for members without a documented tie: see `netmap.metrics.draws`.
    certainty
        The probability that a claim of each certainty holds.
    draws, seed
        How many possible networks are made; the same seed gives the same.
    share
        Which share of the draws lies from low to high.
    attribute
        What the metrics that group actors go by.
    progress
        Called before each draw with how many are done, and how many there will be.

    Raises UnknownPartnership, and Invalid for settings that cannot be. The frames of
    `node` and `whole` say in ``attrs`` how to get them again, and name the ``unknown``
    members of each network.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        partnership: str | None = None,
        *,
        treatment: Treatment = "sampled",
        certainty: Mapping[Certainty, float] = CERTAINTY,
        draws: int = DRAWS,
        seed: int = 0,
        share: float = SHARE,
        level: Level = "organisation",
        attribute: str = "sector",
        progress: Progress | None = None,
    ) -> None:
        if draws < 1:
            raise Invalid([Problem("bad-value", "ranges", "draws", "should be at least 1")])
        if not 0 < share < 1:
            raise Invalid([Problem("bad-value", "ranges", "share", "should be between 0 and 1")])
        self._draws, self._seed, self._tail = draws, seed, (1 - share) / 2
        self._attribute, self._progress = attribute, progress
        self._revision = snapshot.revision
        self._networks = {
            projection: Draws(
                snapshot,
                projection,
                partnership,
                treatment=treatment,
                certainty=certainty,
                level=level,
            )
            for projection in Projection
        }
        self._parameters = {
            "partnership": partnership,
            "level": level,
            "attribute": attribute,
            "treatment": treatment,
            "certainty": {**CERTAINTY, **certainty},
            "draws": draws,
            "seed": seed,
            "share": share,
            "software": {name: version(name) for name in ("netmap", "networkx", "igraph", "numpy")},
        }

    def node(self, key: str) -> pd.DataFrame:
        """A row for each actor: the metric as documented, and where it lies in most draws.

        Columns: ``value``, ``low``, ``high``, ``rank`` (1 is the highest value; equals
        share the best), ``rank_low`` and ``rank_high`` (the best and the worst rank in
        that share of the draws). An actor outside the network of the metric has no value
        or rank; its range is that of the draws in which it is inside.

        Raises UnknownMetric.
        """
        (metric,) = chosen(NODE, [key])
        networks = self._networks[metric.projection]

        def values(network: Network) -> Mapping[str, float]:
            return engine.node_values(metric, network, self._attribute, small=_SMALL)

        documented = values(Network(networks.documented))
        rows = [values(network) for network in self._each([metric.projection])]
        actors = sorted({actor for row in (documented, *rows) for actor in row})
        value = pd.Series(documented, index=actors, dtype="float64")
        drawn = pd.DataFrame(rows, columns=actors, dtype="float64")
        ranks = drawn.round(_DIGITS).rank(axis=1, method="min", ascending=False)
        columns = {
            "value": value,
            **self._interval(drawn),
            "rank": value.round(_DIGITS).rank(method="min", ascending=False),
            "rank_low": ranks.quantile(self._tail, interpolation="lower"),
            "rank_high": ranks.quantile(1 - self._tail, interpolation="higher"),
        }
        index = pd.Index(actors, name="entity", dtype="object")
        return self._signed(pd.DataFrame(columns, index=index), [metric])

    def whole(self, keys: Iterable[str] | None = None) -> pd.DataFrame:
        """A row for each metric of the whole network: ``value``, ``low`` and ``high``.

        All metrics of a network are computed on the same draws. Raises UnknownMetric.
        """
        metrics = chosen(WHOLE, keys)
        families: dict[Projection, list[WholeMetric]] = defaultdict(list)
        for metric in metrics:
            families[metric.projection].append(metric)
        value: dict[str, float] = {}
        drawn: dict[str, list[float]] = {metric.key: [] for metric in metrics}
        networks = self._each(list(families))
        for projection, family in families.items():
            documented = Network(self._networks[projection].documented)
            for metric in family:
                value[metric.key] = engine.whole_value(
                    metric, documented, self._attribute, small=_SMALL
                )
            for _ in range(self._draws):
                network = next(networks)
                for metric in family:
                    found = engine.whole_value(metric, network, self._attribute, small=_SMALL)
                    drawn[metric.key].append(found)
        columns = {
            "value": pd.Series(value, dtype="float64"),
            **self._interval(pd.DataFrame(drawn, dtype="float64")),
        }
        index = pd.Index([metric.key for metric in metrics], name="metric", dtype="object")
        return self._signed(pd.DataFrame(columns, index=index), metrics)

    def _each(self, projections: Sequence[Projection]) -> Iterator[Network]:
        """The draws of one network after those of another."""
        done, asked = 0, len(projections) * self._draws
        for projection in projections:
            for graph in self._networks[projection].graphs(self._draws, self._seed):
                if self._progress is not None:
                    self._progress(done, asked)
                done += 1
                yield Network(graph)

    def _interval(self, drawn: pd.DataFrame) -> dict[str, pd.Series[float]]:
        return {"low": drawn.quantile(self._tail), "high": drawn.quantile(1 - self._tail)}

    def _signed(self, frame: pd.DataFrame, metrics: Iterable[Metric]) -> pd.DataFrame:
        used = sorted({metric.projection for metric in metrics})
        frame.attrs["revision"] = self._revision
        frame.attrs["parameters"] = self._parameters
        frame.attrs["unknown"] = {p.value: list(self._networks[p].unknown) for p in used}
        return frame


def node_ranges(
    snapshot: Snapshot, partnership: str | None, key: str, **settings: Unpack[Settings]
) -> pd.DataFrame:
    """The frame of `Ranges.node`."""
    return Ranges(snapshot, partnership, **settings).node(key)


def whole_ranges(
    snapshot: Snapshot,
    partnership: str | None = None,
    keys: Iterable[str] | None = None,
    **settings: Unpack[Settings],
) -> pd.DataFrame:
    """The frame of `Ranges.whole`."""
    return Ranges(snapshot, partnership, **settings).whole(keys)
