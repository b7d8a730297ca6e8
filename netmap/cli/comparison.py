"""Commands that put two states side by side: a scenario, two partnerships, two dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import click

from netmap.cli.options import Answer, command, print_table, progress, say_fictional, scope_of
from netmap.model import Scope
from netmap.roles import Level
from netmap.services import spreadsheets
from netmap.services.assumptions import read_assumptions
from netmap.services.changes import ChangeView, ToldGap
from netmap.services.comparison import ComparisonReport, comparison_report
from netmap.services.context import Context
from netmap.services.scenarios import (
    AdditionReport,
    ScenarioReport,
    best_additions,
    scenario_report,
)
from netmap.vocabulary import Language


@command(csv=True, language=True, scope="one")
@click.option("--leaves", multiple=True, metavar="ID", help="Stops or leaves.")
@click.option("--joins", multiple=True, metavar="ID[=NAME]", help="Becomes a member.")
@click.option(
    "--tie",
    "ties",
    multiple=True,
    metavar="KIND:SOURCE:TARGET",
    help="A tie comes about; add :NAME=VALUE for attributes.",
)
@click.option("--ends", multiple=True, metavar="ID", help="A tie ends.")
@click.option("--best", is_flag=True, help="Find the additions that leave fewest gaps.")
@click.option("--level", type=click.Choice(["organisation", "unit"]), help="Of the numbers.")
def scenario(
    ctx: Context,
    *,
    leaves: Sequence[str],
    joins: Sequence[str],
    ties: Sequence[str],
    ends: Sequence[str],
    best: bool,
    level: Level | None,
    language: Language,
    scope: Scope,
) -> Answer:
    """What would change if this came true. Nothing is stored.

    Options may be repeated. Who leaves goes first, then who joins, then ties.
    """
    assumed = any((leaves, joins, ties, ends))
    if assumed == best:
        raise click.UsageError("Say what to assume (--leaves, --joins, --tie, --ends), or --best.")
    if best:
        with progress("trying") as told:
            found = best_additions(ctx, scope, language, progress=told)
        return Answer(found, _print_additions, lambda: spreadsheets.additions(found))
    assumptions = read_assumptions(ctx, scope, leaves=leaves, joins=joins, ties=ties, ends=ends)
    report = scenario_report(ctx, scope, assumptions, language, level=level)
    return Answer(report, _print_scenario, lambda: spreadsheets.scenario(report))


def _print_scenario(report: ScenarioReport) -> None:
    for told in report.assumptions:
        click.echo(told.text)
    click.echo()
    _print_change(report.change)
    click.echo(f"\nRevision {report.revision}. Nothing was stored.")


@command(csv=True, language=True, scope="one")
@click.option("--with-partnership", "-p2", "other", metavar="KEY", help="The other partnership.")
@click.option("--with-as-of", metavar="DATE", help="The date of the other side.")
@click.option("--with-revision", type=int, metavar="N", help="The revision of the other side.")
def compare(
    ctx: Context,
    *,
    other: str | None,
    with_as_of: str | None,
    with_revision: int | None,
    language: Language,
    scope: Scope,
) -> Answer:
    """Two partnerships, or two moments of one, side by side.

    A moment is a date or a revision. What is not said of the other side is as on the first.
    """
    if other is None and with_as_of is None and with_revision is None:
        raise click.UsageError("Name the other side: -p2, --with-as-of or --with-revision.")
    second = _other_side(scope, other, with_as_of, with_revision)
    report = comparison_report(ctx, scope, second, language)
    return Answer(report, _print_comparison, lambda: spreadsheets.comparison(report))


def _other_side(
    scope: Scope, partnership: str | None, as_of: str | None, revision: int | None
) -> Scope:
    asked = scope_of(partnership, as_of, revision, (), date_option="--with-as-of")
    return replace(
        scope,
        partnerships=asked.partnerships or scope.partnerships,
        as_of=asked.as_of or scope.as_of,
        revision=scope.revision if revision is None else revision,
    )


def _print_additions(report: AdditionReport) -> None:
    for told in report.sentences:
        click.echo(told.text)
    for number, addition in enumerate(report.additions, start=1):
        click.echo(f"\n{number}. {addition.text}")
        for sign, gaps in (("-", addition.closed), ("+", addition.opened)):
            for gap in gaps:
                click.echo(f"   {sign} [{gap.severity}] {gap.title}")


def _print_change(change: ChangeView) -> None:
    for told in change.sentences:
        click.echo(f"- {told.text}")
    rows = [[row.name, row.one, row.other] for row in change.whole if row.differs]
    if rows:
        click.echo()
        print_table(["whole network", "before", "after"], rows)
    if change.actors:
        click.echo()
        print_table(
            ["actor", "metric", "before", "after"],
            [[row.actor.name, row.name, row.before, row.after] for row in change.actors],
        )
    for heading, gaps in (
        ("opened", change.gaps.opened),
        ("closed", change.gaps.closed),
        ("lapsed", change.gaps.lapsed),
        ("changed", change.gaps.changed),
    ):
        _print_gaps(heading, gaps)


def _print_gaps(heading: str, gaps: Sequence[ToldGap]) -> None:
    if gaps:
        click.echo(f"\n{heading}:")
    for gap in gaps:
        severity = f"{gap.before} → {gap.severity}" if gap.before else gap.severity
        click.echo(f"  [{severity}] {gap.title}")


def _print_comparison(report: ComparisonReport) -> None:
    say_fictional(report.one.fictional or report.other.fictional)
    if report.change:
        _print_change(report.change)
        return
    for told in report.sentences:
        click.echo(f"- {told.text}")
    sides = [report.one.name, report.other.name]
    click.echo()
    print_table(["whole network", *sides], [[row.name, row.one, row.other] for row in report.whole])
    for caveat in dict.fromkeys(row.caveat for row in report.whole if row.caveat):
        names = [row.name for row in report.whole if row.caveat == caveat]
        click.echo(f"  {', '.join(names)}: {caveat}")
    click.echo()
    print_table(
        ["function", *sides],
        [[row.thing.name, row.one_label, row.other_label] for row in report.functions],
    )
    click.echo()
    print_table(["gaps", *sides], [[row.title, row.one, row.other] for row in report.rules])
