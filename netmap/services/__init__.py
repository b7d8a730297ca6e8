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
from netmap.services.context import Context
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

__all__ = [
    "Batch",
    "Context",
    "EntityView",
    "Health",
    "Progress",
    "SourceSummary",
    "SourceView",
    "TieView",
    "check_folder",
    "commit",
    "entity_view",
    "export_json",
    "health",
    "load",
    "read_folder",
    "revision",
    "source_list",
    "source_view",
    "to_plain",
    "undo",
]
