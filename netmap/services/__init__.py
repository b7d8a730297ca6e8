"""The use cases: the only door for the web and the command line."""

from netmap.metrics import Metric
from netmap.services.assumptions import read_assumptions
from netmap.services.browse import (
    EntityView,
    Health,
    PartnershipView,
    SourceSummary,
    SourceView,
    TieView,
    entity_view,
    health,
    organisations_elsewhere,
    partnership_view,
    source_list,
    source_view,
)
from netmap.services.cache import Cache
from netmap.services.cards import gap_families, gap_rules, gap_severities, size_cards
from netmap.services.changes import ChangeView, Named, ToldGap
from netmap.services.comparison import ComparisonReport, comparison_report
from netmap.services.context import Context
from netmap.services.copying import copy
from netmap.services.exchange import (
    Batch,
    Progress,
    check_folder,
    load,
    read_folder,
)
from netmap.services.exporting import export_json
from netmap.services.history import commit, revision
from netmap.services.levels import LEVELS, LevelReport, MetricTables, level_report
from netmap.services.maps import (
    MapView,
    map_html,
    map_scheme,
    map_svg,
    map_view,
    selected_map,
)
from netmap.services.plain import to_plain
from netmap.services.reports import (
    ActorRow,
    Attention,
    GapItem,
    GapReport,
    MetricReport,
    PartnershipSummary,
    gap_report,
    metric_report,
    metrics_csv,
    overview,
)
from netmap.services.scenarios import (
    AdditionReport,
    ScenarioReport,
    best_additions,
    scenario_report,
)
from netmap.services.sections import Section, cell_text
from netmap.services.spreadsheets import (
    additions_csv,
    comparison_csv,
    gaps_csv,
    level_csv,
    scenario_csv,
    whole_csv,
)

__all__ = [
    "LEVELS",
    "ActorRow",
    "AdditionReport",
    "Attention",
    "Batch",
    "Cache",
    "ChangeView",
    "ComparisonReport",
    "Context",
    "EntityView",
    "GapItem",
    "GapReport",
    "Health",
    "LevelReport",
    "MapView",
    "Metric",
    "MetricReport",
    "MetricTables",
    "Named",
    "PartnershipSummary",
    "PartnershipView",
    "Progress",
    "ScenarioReport",
    "Section",
    "SourceSummary",
    "SourceView",
    "TieView",
    "ToldGap",
    "additions_csv",
    "best_additions",
    "cell_text",
    "check_folder",
    "commit",
    "comparison_csv",
    "comparison_report",
    "copy",
    "entity_view",
    "export_json",
    "gap_families",
    "gap_report",
    "gap_rules",
    "gap_severities",
    "gaps_csv",
    "health",
    "level_csv",
    "level_report",
    "load",
    "map_html",
    "map_scheme",
    "map_svg",
    "map_view",
    "metric_report",
    "metrics_csv",
    "organisations_elsewhere",
    "overview",
    "partnership_view",
    "read_assumptions",
    "read_folder",
    "revision",
    "scenario_csv",
    "scenario_report",
    "selected_map",
    "size_cards",
    "source_list",
    "source_view",
    "to_plain",
    "whole_csv",
]
