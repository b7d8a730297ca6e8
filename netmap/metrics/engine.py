"""The one place that decides who computes a metric: its plain definition, or a fast kernel.

A definition (networkx, or written out) says what a number *is*; a kernel gives the same
number sooner. On the network of one partnership nobody would notice the difference, so
there the definition itself is used.
"""

from __future__ import annotations

from collections.abc import Mapping

from netmap.metrics.card import Metric, NodeMetric, WholeMetric
from netmap.metrics.kernels import NODE_KERNELS, SAMPLED, WHOLE_KERNELS
from netmap.metrics.network import Network

SMALL = 100  # actors; with fewer no definition takes longer than some milliseconds


def node_values(
    metric: NodeMetric, network: Network, attribute: str, *, small: int = SMALL
) -> Mapping[str, float]:
    """A number for each actor; ``attribute`` is used if the metric groups actors.

    Who asks the same of many networks sets ``small`` lower.
    """
    arguments = (attribute,) if metric.by_attribute else ()
    if metric.key not in NODE_KERNELS or len(network) < small:
        return metric.compute(network.graph, *arguments)
    values = NODE_KERNELS[metric.key](network, *arguments)
    return dict(zip(network.ids, values.tolist(), strict=True))


def whole_value(
    metric: WholeMetric, network: Network, attribute: str, *, small: int = SMALL
) -> float:
    """One number for the network; ``attribute`` and ``small`` are as in `node_values`."""
    arguments = (attribute,) if metric.by_attribute else ()
    if metric.key not in WHOLE_KERNELS or len(network) < small:
        return metric.compute(network.graph, *arguments)
    return WHOLE_KERNELS[metric.key](network, *arguments)


def sampling(metric: Metric, network: Network) -> dict[str, float]:
    """From how many pivots a metric was estimated, and its standard error; empty if exact."""
    if metric.key not in SAMPLED or not network.is_sampled:
        return {}
    found = network.betweenness
    return {"pivots": found.pivots, "standard_error": found.error}
