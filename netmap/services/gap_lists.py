"""Gaps as pages, commands and the API send them: each in words, what they rest on once for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from netmap.gaps.card import Gap, GapText
from netmap.gaps.catalogue import rule
from netmap.model import Entity, Source, Tie
from netmap.services.meetings.agenda import Agenda, AgendaHead, AgendaItem, ItemStatus
from netmap.services.meetings.model import Decision, Resolution
from netmap.services.reports import GapItem, GapReport
from netmap.vocabulary import Label


@dataclass(frozen=True, slots=True)
class RuleCard:
    """What a rule looks for, and how it decides what is grave."""

    key: str
    family: str
    title: Label
    summary: Label
    severity: Label
    reference: str

    @classmethod
    def of(cls, key: str) -> RuleCard:
        """The card of the rule with this key. Raises UnknownRule."""
        card = rule(key)
        return cls(**{field.name: getattr(card, field.name) for field in fields(cls)})


@dataclass(frozen=True, slots=True)
class Evidence:
    """The ties that gaps rest on, and what these link and cite, each once and by id."""

    ties: Mapping[str, Tie]
    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class GapFound:
    """A gap in words. ``decision`` is what holds about it; null when nothing does."""

    gap: Gap
    text: GapText
    decision: Resolution | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GapOnAgenda(ItemStatus):
    """A gap at a meeting, with everything that was decided about it, and what holds."""

    gap: Gap
    text: GapText


@dataclass(frozen=True, slots=True)
class GapList:
    """Findings about a partnership, the weightiest first, all of them or a part.

    ``total`` is how many there are; ``next`` asks for the following part, null after the
    last. The rule of a gap is a key of ``rules``, its evidence are keys of ``evidence.ties``.
    """

    revision: int
    partnership: Entity
    fictional: bool
    total: int
    next: str | None
    items: tuple[GapFound, ...]
    rules: Mapping[str, RuleCard]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingAgenda(AgendaHead):
    """How things stand at a meeting; see its fields in the page about meetings.

    ``since`` is the revision that ``change`` and the items are compared with.
    """

    items: tuple[GapOnAgenda, ...]
    rules: Mapping[str, RuleCard]
    evidence: Evidence


def gap_list(
    report: GapReport,
    decisions: Mapping[str, Decision],
    *,
    part: Sequence[GapItem] | None = None,
    following: str | None = None,
) -> GapList:
    """The report, or a part of it, with what holds about each gap (by its key)."""
    items = report.items if part is None else part
    return GapList(
        revision=report.revision,
        partnership=report.partnership,
        fictional=report.fictional,
        total=len(report.items),
        next=following,
        items=tuple(GapFound(i.gap, i.text, _now(decisions.get(i.gap.key))) for i in items),
        rules=_rules(items),
        evidence=_evidence(items),
    )


def meeting_agenda(agenda: Agenda) -> MeetingAgenda:
    """How things stand, with every decision's history."""
    found = [one.item for one in agenda.items]
    return MeetingAgenda(
        **_same(agenda, AgendaHead),
        items=tuple(_on_agenda(one) for one in agenda.items),
        rules=_rules(found),
        evidence=_evidence(found),
    )


def _on_agenda(one: AgendaItem) -> GapOnAgenda:
    return GapOnAgenda(gap=one.item.gap, text=one.item.text, **_same(one, ItemStatus))


def _same(record: object, shared: type[ItemStatus | AgendaHead]) -> dict[str, Any]:
    """What both forms of a record have."""
    return {f.name: getattr(record, f.name) for f in fields(shared)}


def _now(decision: Decision | None) -> Resolution | None:
    return decision.now if decision else None


def _rules(items: Iterable[GapItem]) -> dict[str, RuleCard]:
    return {key: RuleCard.of(key) for key in sorted({item.gap.rule for item in items})}


def _evidence(items: Iterable[GapItem]) -> Evidence:
    views = {view.tie.id: view for item in items for view in item.evidence}
    ends = (end for view in views.values() for end in (view.source, view.target))
    cited = (source for view in views.values() for source in view.sources)
    return Evidence(
        ties={key: view.tie for key, view in views.items()},
        entities={entity.id: entity for entity in ends},
        sources={source.id: source for source in cited},
    )
