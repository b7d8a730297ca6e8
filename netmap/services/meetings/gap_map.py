"""A picture of what a gap is about: its subjects and the ties that it rests on."""

from __future__ import annotations

from netmap.errors import UnknownDocument
from netmap.maps import MapSettings
from netmap.model import Scope
from netmap.services.context import Context
from netmap.services.maps import map_svg, map_view
from netmap.services.reports import GapItem, gap_report
from netmap.services.rights import Right, needs
from netmap.vocabulary import Language, vocabulary

_EVERYTHING = MapSettings(layers=frozenset(vocabulary().layers))
MOST = 24  # entities in the middle of the picture; a gap about more is a list, not a picture


@needs(Right.READ)
def gap_picture(ctx: Context, scope: Scope, gap: str, language: Language = "nl") -> str:
    """The part of the map around a gap, as SVG.

    Raises UnknownPartnership, UnknownRevision, and UnknownDocument for a gap that is not
    found or that has nothing on the map.
    """
    items = gap_report(ctx, scope, language).items
    item = next((item for item in items if item.gap.key == gap), None)
    shown = drawable(ctx, scope, item, language) if item else ()
    if not shown:
        raise UnknownDocument("gap", gap)
    return map_svg(ctx, scope, _EVERYTHING, language, excerpt=shown)


@needs(Right.READ)
def drawable(
    ctx: Context, scope: Scope, item: GapItem, language: Language = "nl"
) -> tuple[str, ...]:
    """What of a gap stands on the map: its subjects, or else the ends of its evidence."""
    edges = map_view(ctx, scope, _EVERYTHING, language=language).data.edges
    tied = {edge[end] for edge in edges for end in ("from", "to")}  # alone is no picture
    subjects = tuple(key for key in item.gap.subjects if key in tied)
    ends = (end.id for view in item.evidence for end in (view.source, view.target))
    found = subjects or tuple(dict.fromkeys(key for key in ends if key in tied))
    return found[:MOST]
