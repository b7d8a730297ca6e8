"""Gaps for programs: each in words, and what they rest on once for all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from netmap.gaps import Gap, GapText
from netmap.model import Entity, Source, Tie
from netmap.services.meetings import Decision, Resolution, StandingItem
from netmap.services.meetings.items import Since
from netmap.services.reports import GapItem


@dataclass(frozen=True, slots=True)
class GapFound:
    """A gap in words. ``decision`` is what holds about it; null when nothing does."""

    gap: Gap
    text: GapText
    decision: Resolution | None


@dataclass(frozen=True, slots=True)
class GapStanding:
    """A gap at a meeting, with everything that was decided about it, and what holds."""

    gap: Gap
    text: GapText
    decision: Decision | None
    now: Resolution | None
    since: Since
    before: str
    overdue: bool
    returned: bool
    discussed: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """The ties that gaps rest on, and what these link and cite, each once and by id."""

    ties: Mapping[str, Tie]
    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]


def found(item: GapItem, decisions: Mapping[str, Decision]) -> GapFound:
    """A gap with what holds about it; ``decisions`` are by the key of the gap."""
    decision = decisions.get(item.gap.key)
    return GapFound(item.gap, item.text, decision.now if decision else None)


def standing(item: StandingItem) -> GapStanding:
    """A gap at a meeting without the copies of what others name too."""
    rest = {f.name: getattr(item, f.name) for f in fields(item) if f.name != "item"}
    return GapStanding(gap=item.item.gap, text=item.item.text, **rest)


def evidence(items: Iterable[GapItem]) -> Evidence:
    """Everything that these gaps rest on."""
    views = {view.tie.id: view for item in items for view in item.evidence}
    ends = (end for view in views.values() for end in (view.source, view.target))
    cited = (source for view in views.values() for source in view.sources)
    return Evidence(
        ties={key: view.tie for key, view in views.items()},
        entities={entity.id: entity for entity in ends},
        sources={source.id: source for source in cited},
    )
