"""Gaps: documented rules that find what is missing, with reason and evidence."""

from netmap.gaps.card import SEVERITIES, Family, Gap, GapText, Rule, Severity
from netmap.gaps.case import Prediction
from netmap.gaps.catalogue import FAMILIES, RULES, SEVERITY_LABELS, rule
from netmap.gaps.report import describe, find_gaps

__all__ = [
    "FAMILIES",
    "RULES",
    "SEVERITIES",
    "SEVERITY_LABELS",
    "Family",
    "Gap",
    "GapText",
    "Prediction",
    "Rule",
    "Severity",
    "describe",
    "find_gaps",
    "rule",
]
