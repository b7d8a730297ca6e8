"""Metrics: a catalogue of cards and pure functions that compute them."""

from netmap.metrics.bicliques import bicliques
from netmap.metrics.card import (
    Metric,
    MetricLevel,
    NodeMetric,
    SetMetric,
    TableMetric,
    TieMetric,
    TwoModeMetric,
    TwoModeNodeMetric,
    WholeMetric,
)
from netmap.metrics.catalogue import (
    METRICS,
    NODE,
    PREDICTIONS,
    SETS,
    TABLES,
    TIES,
    TWO_MODE,
    TWO_MODE_EACH,
    WHOLE,
    metric,
)
from netmap.metrics.key_players import KeyPlayers, key_players
from netmap.metrics.levels import key_player_sets, tie_metrics, two_mode_metrics, two_mode_whole
from netmap.metrics.overlap import dual_projection, overlap
from netmap.metrics.ranges import node_ranges, whole_ranges
from netmap.metrics.report import Report, node_metrics, whole_metrics
from netmap.metrics.suggestions import Suggestion, Suggestions, suggest_ties
from netmap.metrics.tables import whole_tables

__all__ = [
    "METRICS",
    "NODE",
    "PREDICTIONS",
    "SETS",
    "TABLES",
    "TIES",
    "TWO_MODE",
    "TWO_MODE_EACH",
    "WHOLE",
    "KeyPlayers",
    "Metric",
    "MetricLevel",
    "NodeMetric",
    "Report",
    "SetMetric",
    "Suggestion",
    "Suggestions",
    "TableMetric",
    "TieMetric",
    "TwoModeMetric",
    "TwoModeNodeMetric",
    "WholeMetric",
    "bicliques",
    "dual_projection",
    "key_player_sets",
    "key_players",
    "metric",
    "node_metrics",
    "node_ranges",
    "overlap",
    "suggest_ties",
    "tie_metrics",
    "two_mode_metrics",
    "two_mode_whole",
    "whole_metrics",
    "whole_ranges",
    "whole_tables",
]
