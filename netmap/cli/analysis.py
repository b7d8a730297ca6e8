"""Commands that compute: metrics, gaps, the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import click

from netmap.cli.data import write_output
from netmap.cli.options import (
    context,
    csv_option,
    json_option,
    language_option,
    one_format,
    print_csv,
    print_json,
    print_table,
    progress,
    say_fictional,
    scope_options,
)
from netmap.maps import MapSettings
from netmap.metrics import Metric
from netmap.model import Scope
from netmap.services import gap_lists, meetings, views
from netmap.services.levels import LEVELS, LevelReport, level_report
from netmap.services.maps import map_html, map_svg, selected_map
from netmap.services.reports import gap_report, metric_report, metrics_csv
from netmap.services.sections import cell_text
from netmap.services.spreadsheets import gaps_csv, level_csv, whole_csv
from netmap.vocabulary import Language


@click.command()
@json_option
@csv_option
@click.option("--cards", is_flag=True, help="Print how each metric is defined as well.")
@click.option(
    "--level",
    type=click.Choice(["node", "whole", *LEVELS]),
    help="Only those of one level [default: node and whole].",
)
@language_option
@scope_options()
def metrics(
    *, as_json: bool, as_csv: bool, cards: bool, level: str | None, language: Language, scope: Scope
) -> None:
    """The metrics of actors and whole network, or of one level.

    As CSV without a level: those by actor.
    """
    one_format(as_json, as_csv)
    with context() as ctx:
        if level in LEVELS:
            tables = level_report(ctx, scope, level, language)
        else:
            with progress("computing") as told:
                tables, report = None, metric_report(ctx, scope, progress=told)
        if as_csv and tables is None and level != "whole":
            print_csv(metrics_csv(ctx, scope, language))
            return
    if tables is not None:
        _print_level(tables, as_json, as_csv, cards, language)
        return
    if as_csv:
        print_csv(whole_csv(report, language))
        return
    if level == "node":
        report = replace(report, whole={}, whole_cards=())
    elif level == "whole":
        report = replace(report, actors=(), distributions={}, node_cards=())
    if as_json:
        print_json(report)
        return
    say_fictional(report.fictional)
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
    click.echo(f"Revision {report.revision}. Definitions: --cards, or docs/metrics.md.")
    if cards:
        _print_cards((*report.node_cards, *report.whole_cards), language)


def _print_level(
    report: LevelReport, as_json: bool, as_csv: bool, cards: bool, language: Language
) -> None:
    if as_json:
        print_json(report)
        return
    if as_csv:
        print_csv(level_csv(report, language))
        return
    say_fictional(report.fictional)
    for section in report.sections:
        click.echo(section.title)
        print_table(
            [column.title for column in section.columns],
            [[cell_text(cell) for cell in row] for row in section.rows],
        )
        click.echo()
    click.echo(f"Revision {report.revision}. Definitions: --cards, or docs/metrics.md.")
    if cards:
        _print_cards([card for section in report.sections for card in section.cards], language)


@click.command()
@json_option
@csv_option
@language_option
@scope_options()
def gaps(as_json: bool, as_csv: bool, language: Language, scope: Scope) -> None:
    """What is missing, with the reason and what would close it."""
    one_format(as_json, as_csv)
    with context() as ctx:
        report = gap_report(ctx, scope, language)
        found = meetings.decisions(ctx, report.partnership.id)
    decisions = {decision.gap: decision for decision in found}
    if as_json:
        print_json(gap_lists.gaps_plain(report, decisions))
        return
    if as_csv:
        print_csv(gaps_csv(report, language, decisions))
        return
    say_fictional(report.fictional)
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


@click.command("map")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write here [default: KEY.html].",
)
@click.option("--size-by", metavar="METRIC", help="What sizes show [default: degree].")
@click.option(
    "--show", default="", metavar="QUERY", help="What to show, as in the address of the map."
)
@click.option("--view", "slug", metavar="SLUG", help="Begin with a saved view.")
@click.option("--svg", is_flag=True, help="Write a drawing instead.")
@json_option
@language_option
@scope_options()
def map_(
    *,
    output: Path | None,
    size_by: str | None,
    show: str,
    slug: str | None,
    svg: bool,
    as_json: bool,
    language: Language,
    scope: Scope,
) -> None:
    """Write the map as one HTML file, or as a drawing.

    The HTML file works offline.
    """
    (key,) = scope.partnerships or ("map",)
    with context() as ctx:
        query = views.saved_view(ctx, key, slug).settings.to_query() if slug else {}
        asked = {
            name: ",".join(given) for name, given in parse_qs(show, keep_blank_values=True).items()
        }
        settings = MapSettings.from_query(
            {**query, **asked, **({"size_by": size_by} if size_by else {})}
        )
        if as_json:
            print_json(selected_map(ctx, scope, settings, language=language))
            return
        write = map_svg if svg else map_html
        content = write(ctx, scope, settings, language=language)
    target = output or Path(f"{key}.{'svg' if svg else 'html'}")
    write_output(content, target)
    click.echo(f"The map is in {target}; open it in a browser.")


def _print_cards(cards: Sequence[Metric], language: Language) -> None:
    for card in cards:
        click.echo(f"\n{card.key}: {card.name.in_(language)}")
        click.echo(f"  {card.interpretation.in_(language)}")
        click.echo(f"  {card.formula}")
        told = (card.denominator, card.direction, card.weights, card.isolates, card.missing)
        for label in (*told, *([card.method] if card.method else [])):
            click.echo(f"  {label.in_(language)}")
        click.echo(f"  {card.reference}")
