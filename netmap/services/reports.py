"""What is computed about a partnership: numbers, gaps, the map."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from netmap import maps
from netmap.formats.tables import write_csv
from netmap.gaps import Gap, GapText, Rule, describe, find_gaps, rule
from netmap.metrics import NODE, WHOLE, NodeMetric, Report, WholeMetric, metric, node_metrics
from netmap.metrics.distribution import Distribution, distribution
from netmap.model import Entity, Scope, Snapshot, Tie
from netmap.roles import cast, roles
from netmap.services.browse import TieView, one_partnership, tie_view
from netmap.services.context import Context
from netmap.services.exchange import Progress
from netmap.services.findings import findings
from netmap.services.rights import Right, needs
from netmap.vocabulary import Label, Language


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


@dataclass(frozen=True, slots=True)
class MapView:
    """The map of a partnership and the table that says the same."""

    revision: int
    partnership: Entity
    fictional: bool
    data: maps.MapData


@needs(Right.READ)
def overview(ctx: Context) -> tuple[PartnershipSummary, ...]:
    """Every partnership with its headline numbers: real ones first, then by name."""
    found = [
        ctx.answer("summary", Scope(partnerships=(home.id,)), partial(_summary, ctx))
        for home in ctx.store.partnerships()
    ]
    return tuple(sorted(found, key=lambda s: (s.fictional, s.name.casefold(), s.key)))


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


@needs(Right.READ)
def metrics_csv(ctx: Context, scope: Scope, language: Language = "nl") -> bytes:
    """The metrics by actor as CSV; each row says which partnership and revision it is of."""
    report = metric_report(ctx, scope)
    keys = [card.key for card in report.node_cards]
    header = [
        "id",
        "name",
        "roles",
        *keys,
        "partnership",
        "revision",
        "as_of",
        "fictional",
        "netmap",
    ]
    tail = (
        report.partnership.id,
        report.revision,
        report.parameters["as_of"],
        report.fictional,
        report.parameters["software"]["netmap"],
    )
    rows = [
        (actor.id, actor.name, " ".join(actor.roles), *(actor.values[key] for key in keys), *tail)
        for actor in report.actors
    ]
    return write_csv(header, rows, language)


@needs(Right.READ)
def map_view(
    ctx: Context, scope: Scope, *, size_by: str | None = "degree", language: Language = "nl"
) -> MapView:
    """The map within the scope, each node where it stands in the map of everything known.

    Raises UnknownPartnership, UnknownRevision, UnknownMetric.
    """
    return ctx.answer(
        "map_view", scope, lambda at: _map_view(ctx, at, size_by, language), size_by, language
    )


def _map_view(ctx: Context, scope: Scope, size_by: str | None, language: Language) -> MapView:
    snapshot, home = one_partnership(ctx, scope)
    everything = ctx.store.snapshot(Scope(partnerships=(home.id,)))
    known = replace(
        everything,
        entities={**snapshot.entities, **everything.entities},
        ties={**snapshot.ties, **everything.ties},
    )
    return MapView(
        revision=snapshot.revision,
        partnership=home,
        fictional=home.fictional,
        data=maps.draw(
            snapshot,
            language=language,
            stands=maps.places(known),
            sizes=_sizes(snapshot, home.id, size_by, language) if size_by else None,
        ),
    )


@needs(Right.READ)
def map_html(
    ctx: Context, scope: Scope, *, size_by: str | None = "degree", language: Language = "nl"
) -> str:
    """The map as one HTML file that works offline. Raises as `map_view` does."""
    view = map_view(ctx, scope, size_by=size_by, language=language)
    return maps.standalone_html(
        view.data,
        name=view.partnership.name,
        revision=view.revision,
        fictional=view.fictional,
    )


def _sizes(snapshot: Snapshot, partnership: str, key: str, language: Language) -> maps.Sizes:
    card = metric(key)
    frame = node_metrics(snapshot, partnership, [key])
    values = {str(name): float(value) for name, value in frame[key].dropna().items()}
    return maps.Sizes(key, card.name.in_(language), values)


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
        name_en=str(partnership.attributes.get("name_en", partnership.name)),
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
    return tie.target == partnership and tie.kind in {"member_of", "takes_part_in"}
