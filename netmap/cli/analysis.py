"""Commands that compute: the partnerships, metrics, gaps, the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast
from urllib.parse import parse_qs

import click

from netmap.cli.options import Answer, command, output_option, print_table, progress, save
from netmap.formats.table import Table
from netmap.maps import MapSettings
from netmap.metrics.card import Metric
from netmap.model import Scope
from netmap.services import gap_lists, meetings, spreadsheets, views
from netmap.services.context import Context
from netmap.services.levels import LEVELS, LevelReport, MetricTables, level_report
from netmap.services.maps import map_html, map_svg, selected_map
from netmap.services.reports import (
    GapReport,
    MetricReport,
    gap_report,
    metric_report,
    overview,
)
from netmap.services.sections import cell_text
from netmap.vocabulary import Language


@command()
def partnerships(ctx: Context) -> Answer:
    """List the partnerships with their headline numbers."""
    found = overview(ctx)
    if not found:
        return Answer([], "The store holds no partnerships yet; `netmap load` fills it.")
    counted = ("key", "name", "members", "organisations", "ateliers", "ties")
    return Answer(
        found,
        lambda found: print_table(
            [*counted, "gaps", ""],
            [
                [
                    *(getattr(p, each) for each in counted),
                    sum(a.count for a in p.attention),
                    "fictional" if p.fictional else "",
                ]
                for p in found
            ],
        ),
    )


@command(csv=True, language=True, scope="one")
@click.option("--cards", is_flag=True, help="Print how each metric is defined as well.")
@click.option(
    "--level",
    type=click.Choice(["node", "whole", *LEVELS]),
    help="Only those of one level [default: node and whole].",
)
def metrics(
    ctx: Context, *, cards: bool, level: str | None, language: Language, scope: Scope
) -> Answer:
    """The metrics of actors and whole network, or of one level.

    As CSV without a level: those by actor.
    """

    def tables() -> LevelReport:
        return level_report(ctx, scope, cast("MetricTables", level), language)

    def report() -> MetricReport:
        with progress("computing") as told:
            found = metric_report(ctx, scope, progress=told)
        if level == "node":
            return replace(found, whole={}, whole_cards=())
        if level == "whole":
            return replace(found, actors=(), distributions={}, node_cards=())
        return found

    def table() -> Table:
        if level == "whole":
            return spreadsheets.whole(report(), language)
        return spreadsheets.metrics(metric_report(ctx, scope))

    shown = language if cards else None
    if level in LEVELS:
        return Answer(
            tables, lambda t: _print_level(t, shown), lambda: spreadsheets.level(tables())
        )
    return Answer(report, lambda found: _print_metrics(found, level, shown), table)


def _print_metrics(report: MetricReport, level: str | None, cards: Language | None) -> None:
    if level != "whole":
        keys = [card.key for card in report.node_cards]
        print_table(
            ["actor", *keys],
            [[actor.name, *(actor.values[key] for key in keys)] for actor in report.actors],
        )
        click.echo()
    if level != "node":
        print_table(["whole network", "value"], list(report.whole.items()))
        click.echo()
    _print_cards(report.revision, (*report.node_cards, *report.whole_cards), cards)


def _print_level(report: LevelReport, cards: Language | None) -> None:
    for section in report.sections:
        click.echo(section.title)
        print_table(
            [column.title for column in section.columns],
            [[cell_text(cell) for cell in row] for row in section.rows],
        )
        click.echo()
    found = [card for section in report.sections for card in section.cards]
    _print_cards(report.revision, found, cards)


@command(csv=True, language=True, scope="one")
def gaps(ctx: Context, language: Language, scope: Scope) -> Answer:
    """What is missing, with the reason and what would close it."""
    report = gap_report(ctx, scope, language)
    found = meetings.decisions(ctx, report.partnership.id)
    decisions = {decision.gap: decision for decision in found}
    return Answer(
        report,
        _print_gaps,
        lambda: spreadsheets.gaps(report, decisions),
        lambda _: gap_lists.gap_list(report, decisions),
    )


def _print_gaps(report: GapReport) -> None:
    if not report.items:
        click.echo("No rule found a gap. The rules are listed in docs/gaps.md.")
    for number, item in enumerate(report.items, start=1):
        click.echo(f"{number}. [{item.gap.severity}] {item.text.title}")
        click.echo(f"   {item.text.reason}")
        click.echo(f"   {item.text.remedy}")
        for view in item.evidence:
            for citation in view.tie.citations:
                click.echo(f"   - {citation.source}, {citation.locator}: {citation.evidence}")
        click.echo()


@command("map", language=True, scope="one")
@output_option(help="Write here [default: KEY.html].")
@click.option("--size-by", metavar="METRIC", help="What sizes show [default: degree].")
@click.option(
    "--show", default="", metavar="QUERY", help="What to show, as in the address of the map."
)
@click.option("--view", "slug", metavar="SLUG", help="Begin with a saved view.")
@click.option("--svg", is_flag=True, help="Write a drawing instead.")
def map_(
    ctx: Context,
    *,
    output: Path | None,
    size_by: str | None,
    show: str,
    slug: str | None,
    svg: bool,
    language: Language,
    scope: Scope,
) -> Answer:
    """Write the map as one HTML file, or as a drawing.

    The HTML file works offline.
    """
    (key,) = scope.partnerships or ("map",)
    query = views.saved_view(ctx, key, slug).settings.to_query() if slug else {}
    asked = {
        name: ",".join(given) for name, given in parse_qs(show, keep_blank_values=True).items()
    }
    settings = MapSettings.from_query(
        {**query, **asked, **({"size_by": size_by} if size_by else {})}
    )

    def write(_: None) -> None:
        draw = map_svg if svg else map_html
        target = output or Path(f"{key}.{'svg' if svg else 'html'}")
        save(draw(ctx, scope, settings, language=language), target)
        click.echo(f"The map is in {target}; open it in a browser.")

    return Answer(None, write, json=lambda _: selected_map(ctx, scope, settings, language=language))


def _print_cards(revision: int, cards: Sequence[Metric], language: Language | None) -> None:
    click.echo(f"Revision {revision}. Definitions: --cards, or docs/metrics.md.")
    if language is None:
        return
    for card in cards:
        click.echo(f"\n{card.key}: {card.name.in_(language)}")
        click.echo(f"  {card.interpretation.in_(language)}")
        click.echo(f"  {card.formula}")
        told = (card.denominator, card.direction, card.weights, card.isolates, card.missing)
        for label in (*told, *([card.method] if card.method else [])):
            click.echo(f"  {label.in_(language)}")
        click.echo(f"  {card.reference}")
