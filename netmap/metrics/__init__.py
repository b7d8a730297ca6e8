"""Metrics: a catalogue of cards and pure functions that compute them."""

from netmap.metrics.card import Metric, MetricLevel, NodeMetric, TableMetric, WholeMetric
from netmap.metrics.catalogue import METRICS, NODE, TABLES, WHOLE, metric
from netmap.metrics.report import Report, node_metrics, whole_metrics
from netmap.metrics.tables import whole_tables

__all__ = [
    "METRICS",
    "NODE",
    "TABLES",
    "WHOLE",
    "Metric",
    "MetricLevel",
    "NodeMetric",
    "Report",
    "TableMetric",
    "WholeMetric",
    "metric",
    "node_metrics",
    "whole_metrics",
    "whole_tables",
]
