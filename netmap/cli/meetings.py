"""Commands of the members' assembly: coverage, meetings and what they decided."""

from __future__ import annotations

from typing import cast

import click

from netmap.cli.options import (
    context,
    csv_option,
    json_option,
    language_option,
    one_format,
    partnership_option,
    print_csv,
    print_json,
    print_table,
    say_fictional,
    scope_options,
)
from netmap.model import Scope
from netmap.services import gap_lists, matrices
from netmap.services import meetings as services
from netmap.services.matrices import RowOrder
from netmap.services.meetings import Meeting, Standing
from netmap.vocabulary import Language


@click.command("meetings")
@json_option
@csv_option
@language_option
@partnership_option
def meetings_command(*, as_json: bool, as_csv: bool, language: Language, partnership: str) -> None:
    """The meetings of a partnership, the latest first."""
    one_format(as_json, as_csv)
    with context() as ctx:
        found = services.meetings(ctx, partnership)
        table = services.meetings_csv(ctx, partnership, language) if as_csv else b""
    if as_json:
        print_json({"meetings": found})
    elif as_csv:
        print_csv(table)
    elif not found:
        click.echo("There was no meeting yet; open one in the browser.")
    else:
        print_table(
            ["key", "date", "title", "chair", "revision"],
            [[m.key, str(m.date), m.title, m.chair, _revision(m)] for m in found],
        )


@click.command("decisions")
@json_option
@csv_option
@language_option
@click.option("--meeting", metavar="KEY", help="As that meeting left them [default: now].")
@scope_options()
def decisions_command(
    *, as_json: bool, as_csv: bool, language: Language, meeting: str | None, scope: Scope
) -> None:
    """Every gap with what was decided about it.

    And what became of it since the last meeting.
    """
    one_format(as_json, as_csv)
    with context() as ctx:
        if as_csv:
            (partnership,) = scope.partnerships or ("",)
            print_csv(services.decisions_csv(ctx, partnership, language, meeting))
            return
        state = services.standing(ctx, scope, language, meeting)
    if as_json:
        print_json(gap_lists.standing_plain(state))
        return
    say_fictional(state.fictional)
    _print_standing(state, language)


@click.command("coverage")
@json_option
@csv_option
@click.option(
    "--matrix",
    type=click.Choice(matrices.MATRICES),
    default="functions",
    show_default=True,
    help="Of what.",
)
@click.option(
    "--order",
    type=click.Choice(matrices.ROW_ORDERS),
    default="profile",
    show_default=True,
    help="Of the rows.",
)
@language_option
@scope_options()
def coverage_command(
    *, as_json: bool, as_csv: bool, matrix: str, order: str, language: Language, scope: Scope
) -> None:
    """Who covers what, with the reason.

    A row for each function, life domain or goal. JSON and CSV have every cell,
    and of each why it is covered or empty.
    """
    one_format(as_json, as_csv)
    with context() as ctx:
        if as_csv:
            print_csv(matrices.matrix_csv(ctx, scope, matrix, language))
            return
        found = matrices.coverage_matrix(ctx, scope, matrix, language)
    report = matrices.in_order(found, cast("RowOrder", order))
    if as_json:
        print_json(report)
        return
    say_fictional(report.fictional)
    print_table(
        [report.title, "covered", "standing", "why"],
        [[row.name, row.covered, row.standing_label, row.why] for row in report.rows],
    )


def _revision(meeting: Meeting) -> str:
    if meeting.is_open:
        return f"open since {meeting.opened}"
    return f"closed at {meeting.closed}"


def _print_standing(state: Standing, language: Language) -> None:
    previous = f", beside {state.previous.key}" if state.previous else ""
    click.echo(
        f"Revision {state.revision}{previous}: {len(state.items)} gaps, {state.undecided} without "
        f"a decision, {state.overdue} overdue, {state.new} new, {len(state.gone)} gone."
    )
    decided = [(item, item.now) for item in state.items if item.now]
    if decided:
        print_table(
            ["severity", "gap", "decision", "owner", "due", ""],
            [
                [
                    item.item.gap.severity,
                    item.item.text.title,
                    services.choice_label(now.choice).in_(language),
                    now.owner,
                    str(now.due or ""),
                    "overdue" if item.overdue else "",
                ]
                for item, now in decided
            ],
        )
    for gone in state.gone:
        choice = services.choice_label(gone.now.choice if gone.now else "").in_(language)
        click.echo(f"Gone: {gone.title} ({choice})")
