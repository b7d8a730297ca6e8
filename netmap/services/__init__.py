"""The use cases: the only door for the web and the command line."""

from netmap.services.browse import (
    EntityView,
    Health,
    SourceSummary,
    SourceView,
    TieView,
    entity_view,
    health,
    source_list,
    source_view,
)
from netmap.services.cards import gap_families, gap_rules, gap_severities, size_cards
from netmap.services.context import Context
from netmap.services.copying import copy
from netmap.services.exchange import (
    Batch,
    Progress,
    check_folder,
    export_json,
    load,
    read_folder,
)
from netmap.services.history import commit, revision, undo
from netmap.services.plain import to_plain
from netmap.services.reports import (
    ActorRow,
    Attention,
    GapItem,
    GapReport,
    MapView,
    MetricReport,
    PartnershipSummary,
    gap_report,
    map_html,
    map_view,
    metric_report,
    metrics_csv,
    overview,
)

__all__ = [
    "ActorRow",
    "Attention",
    "Batch",
    "Context",
    "EntityView",
    "GapItem",
    "GapReport",
    "Health",
    "MapView",
    "MetricReport",
    "PartnershipSummary",
    "Progress",
    "SourceSummary",
    "SourceView",
    "TieView",
    "check_folder",
    "commit",
    "copy",
    "entity_view",
    "export_json",
    "gap_families",
    "gap_report",
    "gap_rules",
    "gap_severities",
    "health",
    "load",
    "map_html",
    "map_view",
    "metric_report",
    "metrics_csv",
    "overview",
    "read_folder",
    "revision",
    "size_cards",
    "source_list",
    "source_view",
    "to_plain",
    "undo",
]
