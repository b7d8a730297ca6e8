"""Metrics: a catalogue of cards and pure functions that compute them."""

from netmap.metrics.card import Metric, MetricLevel, NodeMetric, WholeMetric
from netmap.metrics.catalogue import METRICS, NODE, WHOLE, metric
from netmap.metrics.report import Report, node_metrics, whole_metrics

__all__ = [
    "METRICS",
    "NODE",
    "WHOLE",
    "Metric",
    "MetricLevel",
    "NodeMetric",
    "Report",
    "WholeMetric",
    "metric",
    "node_metrics",
    "whole_metrics",
]
