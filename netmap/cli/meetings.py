"""Commands of the members' assembly: coverage, meetings and what they decided."""

from __future__ import annotations

import click

from netmap.cli.options import Answer, command, one_of, print_table
from netmap.model import Scope
from netmap.services import gap_lists, matrices
from netmap.services import meetings as services
from netmap.services.context import Context
from netmap.services.matrices import RowOrder
from netmap.services.meetings import Agenda, Meeting
from netmap.vocabulary import Language


@command("meetings", csv=True, language=True, partnership=True)
def meetings_command(
    ctx: Context,
    *,
    language: Language,  # noqa: ARG001 - of the CSV
    partnership: str,
) -> Answer:
    """The meetings of a partnership, the latest first."""
    found = services.meetings(ctx, partnership)
    rows = [[m.key, str(m.date), m.title, m.chair, _revision(m)] for m in found]
    return Answer(
        {"meetings": found},
        (lambda _: print_table(["key", "date", "title", "chair", "revision"], rows))
        if found
        else "There was no meeting yet; open one in the browser.",
        lambda: services.meetings_table(ctx, partnership),
    )


@command("decisions", csv=True, language=True, scope="one")
@click.option("--meeting", metavar="KEY", help="As that meeting left them [default: now].")
def decisions_command(
    ctx: Context, *, language: Language, meeting: str | None, scope: Scope
) -> Answer:
    """Every gap with what was decided about it.

    And what became of it since the last meeting.
    """
    (partnership,) = scope.partnerships or ("",)
    return Answer(
        lambda: services.agenda(ctx, scope, language, meeting),
        lambda state: _print_agenda(state, language),
        lambda: services.decisions_table(ctx, partnership, language, meeting),
        gap_lists.meeting_agenda,
    )


@command("coverage", csv=True, language=True, scope="one")
@one_of("--matrix", matrices.MATRICES, "Of what.")
@one_of("--order", matrices.ROW_ORDERS, "Of the rows.")
def coverage_command(
    ctx: Context, *, matrix: str, order: RowOrder, language: Language, scope: Scope
) -> Answer:
    """Who covers what, with the reason.

    A row for each function, life domain or goal. JSON and CSV have every cell,
    and of each why it is covered or empty.
    """
    return Answer(
        lambda: matrices.in_order(matrices.coverage_matrix(ctx, scope, matrix, language), order),
        lambda report: print_table(
            [report.title, "covered", "standing", "why"],
            [[row.name, row.covered, row.standing_label, row.why] for row in report.rows],
        ),
        lambda: matrices.matrix_table(ctx, scope, matrix, language),
    )


def _revision(meeting: Meeting) -> str:
    if meeting.is_open:
        return f"open since {meeting.opened}"
    return f"closed at {meeting.closed}"


def _print_agenda(state: Agenda, language: Language) -> None:
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
