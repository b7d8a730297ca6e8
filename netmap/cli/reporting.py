"""The command that makes a report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from netmap.cli.options import Answer, command, output_option, save
from netmap.model import Scope
from netmap.services import reporting
from netmap.services.context import Context
from netmap.vocabulary import Language


@command(language=True, scope="one")
@output_option(help="Write the PDF here [default: KEY.pdf].")
@click.option("--meeting", metavar="KEY", help="As this meeting left it.")
@click.option(
    "--section",
    "sections",
    multiple=True,
    type=click.Choice(reporting.SECTIONS),
    help="Only this section (repeat for more).",
)
def report(
    ctx: Context,
    *,
    output: Path | None,
    meeting: str | None,
    sections: Sequence[str],
    language: Language,
    scope: Scope,
) -> Answer:
    """A report to put on the table, as PDF."""
    (key,) = scope.partnerships or ("report",)
    target = output or Path(f"{key}.pdf")

    def write(made: reporting.Report) -> None:
        save(reporting.pdf(made), target)
        click.echo(f"The report is in {target}: revision {made.revision}.")

    made = reporting.network_report(
        ctx, scope, language, meeting=meeting, sections=sections or None
    )
    return Answer(made, write)
