"""What is computed about a partnership: numbers and gaps."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from netmap.gaps.card import Gap, GapText, Rule
from netmap.gaps.catalogue import rule
from netmap.gaps.report import describe, find_gaps
from netmap.metrics.card import NodeMetric, WholeMetric
from netmap.metrics.catalogue import NODE, WHOLE
from netmap.metrics.distribution import Distribution, distribution
from netmap.metrics.report import Report
from netmap.model import Entity, Scope, Tie
from netmap.roles import cast, roles
from netmap.services.browse import TieView, one_partnership, tie_view
from netmap.services.context import Context
from netmap.services.exchange import Progress
from netmap.services.findings import findings
from netmap.services.rights import Right, needs
from netmap.text.names import name_in
from netmap.vocabulary import Label, Language, ties_as


@dataclass(frozen=True, slots=True)
class Attention:
    """How many findings one gap rule has."""

    rule: str
    title: Label
    severity: str
    count: int


@dataclass(frozen=True, slots=True)
class PartnershipSummary:
    """A partnership with its headline numbers and what needs attention."""

    key: str
    name: str
    name_en: str
    place: str
    summary: str
    fictional: bool
    revision: int
    members: int
    participants: int
    organisations: int
    ateliers: int
    ties: int
    sources: int
    attention: tuple[Attention, ...]


@dataclass(frozen=True, slots=True)
class GapItem:
    """A finding in words, with the ties it rests on."""

    gap: Gap
    rule: Rule
    text: GapText
    evidence: tuple[TieView, ...]


@dataclass(frozen=True, slots=True)
class GapReport:
    """All findings about a partnership, the weightiest first."""

    revision: int
    partnership: Entity
    fictional: bool
    items: tuple[GapItem, ...]


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One actor with its value for each metric; None where it is not defined."""

    id: str
    name: str
    roles: tuple[str, ...]
    values: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class MetricReport:
    """The metrics of a partnership, with the cards that explain them."""

    revision: int
    partnership: Entity
    fictional: bool
    parameters: Mapping[str, Any]
    actors: tuple[ActorRow, ...]
    whole: Mapping[str, float | None]
    distributions: Mapping[str, Distribution]
    node_cards: tuple[NodeMetric, ...]
    whole_cards: tuple[WholeMetric, ...]


@needs(Right.READ)
def overview(ctx: Context) -> tuple[PartnershipSummary, ...]:
    """Every partnership with its headline numbers: real ones first, then by name."""
    found = [
        ctx.answer("summary", Scope(partnerships=(home.id,)), partial(_summary, ctx))
        for home in ctx.store.partnerships()
    ]
    return tuple(sorted(found, key=lambda s: (s.fictional, s.name.casefold(), s.key)))


@needs(Right.READ)
def partnership_summary(ctx: Context, scope: Scope) -> PartnershipSummary:
    """The headline numbers of one partnership. Raises UnknownPartnership, UnknownRevision."""
    return ctx.answer("summary", scope, partial(_summary, ctx))


@needs(Right.READ)
def gap_report(ctx: Context, scope: Scope, language: Language = "nl") -> GapReport:
    """The findings of every rule. Raises UnknownPartnership, UnknownRevision."""
    return ctx.answer("gap_report", scope, lambda at: _gap_report(ctx, at, language), language)


def _gap_report(ctx: Context, scope: Scope, language: Language) -> GapReport:
    snapshot, home = one_partnership(ctx, scope)
    return GapReport(
        revision=snapshot.revision,
        partnership=home,
        fictional=home.fictional,
        items=tuple(
            GapItem(
                gap,
                rule(gap.rule),
                describe(gap, snapshot, language),
                tuple(tie_view(snapshot, snapshot.ties[key]) for key in gap.evidence),
            )
            for gap in findings(ctx, scope, snapshot, home, predict=True)
        ),
    )


@needs(Right.READ)
def metric_report(ctx: Context, scope: Scope, *, progress: Progress | None = None) -> MetricReport:
    """Every metric, by actor and of the whole.

    Long work on large networks: ``progress`` hears of each metric, and ends the work
    with what it raises. Raises UnknownPartnership, UnknownRevision.
    """
    return ctx.answer("metric_report", scope, lambda at: _metric_report(ctx, at, progress))


def _metric_report(ctx: Context, scope: Scope, progress: Progress | None) -> MetricReport:
    snapshot, home = one_partnership(ctx, scope)
    numbers = Report(snapshot, home.id, progress=progress)  # makes each network once
    nodes, whole = numbers.nodes(), numbers.whole()
    has = roles(snapshot, home.id)
    rows = tuple(
        ActorRow(key, snapshot.entities[key].name, tuple(sorted(has[key])), _numbers(row))
        for key, row in zip(nodes.index, nodes.to_dict("records"), strict=True)
    )
    return MetricReport(
        revision=snapshot.revision,
        partnership=home,
        fictional=home.fictional,
        parameters=nodes.attrs["parameters"],
        actors=rows,
        whole=_numbers(whole["value"].to_dict()),
        distributions={
            card.key: distribution(row.values[card.key] for row in rows) for card in NODE
        },
        node_cards=NODE,
        whole_cards=WHOLE,
    )


def _numbers(values: Mapping[Any, Any]) -> dict[str, float | None]:
    return {
        str(k): float(v) if v is not None and math.isfinite(v) else None for k, v in values.items()
    }


def _summary(ctx: Context, scope: Scope) -> PartnershipSummary:
    snapshot, partnership = one_partnership(ctx, scope)
    actors = cast(snapshot, partnership.id)
    counts: dict[str, int] = {}
    severities: dict[str, str] = {}
    for gap in find_gaps(snapshot, partnership.id):  # compared with no other: that takes long
        counts[gap.rule] = counts.get(gap.rule, 0) + 1
        severities.setdefault(gap.rule, gap.severity)  # the gravest comes first
    named = {end for tie in snapshot.ties.values() for end in (tie.source, tie.target)}
    kinds = [snapshot.entities[key].kind for key in named]
    return PartnershipSummary(
        key=partnership.id,
        name=partnership.name,
        name_en=name_in(partnership, "en"),
        place=str(partnership.attributes.get("place", "")),
        summary=partnership.summary,
        fictional=partnership.fictional,
        revision=snapshot.revision,
        members=len(actors.members),
        participants=len({t.source for t in snapshot.ties.values() if _joins(t, partnership.id)}),
        organisations=kinds.count("organisation"),
        ateliers=kinds.count("atelier"),
        ties=len(snapshot.ties),
        sources=len({c.source for tie in snapshot.ties.values() for c in tie.citations}),
        attention=tuple(
            Attention(key, rule(key).title, severities[key], count) for key, count in counts.items()
        ),
    )


def _joins(tie: Tie, partnership: str) -> bool:
    """Whether a tie says that an organisation takes part in the partnership, as member or else."""
    return tie.target == partnership and tie.kind in ties_as("joining")
