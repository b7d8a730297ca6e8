"""The command that makes a report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from netmap.cli.data import write_output
from netmap.cli.options import context, json_option, language_option, print_json, scope_options
from netmap.model import Scope
from netmap.services import reporting
from netmap.vocabulary import Language


@click.command()
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the PDF here [default: KEY.pdf].",
)
@click.option("--meeting", metavar="KEY", help="As this meeting left it.")
@click.option(
    "--section",
    "sections",
    multiple=True,
    type=click.Choice(reporting.SECTIONS),
    help="Only this section (repeat for more).",
)
@json_option
@language_option
@scope_options()
def report(
    *,
    output: Path | None,
    meeting: str | None,
    sections: Sequence[str],
    as_json: bool,
    language: Language,
    scope: Scope,
) -> None:
    """A report to put on the table, as PDF."""
    with context() as ctx:
        made = reporting.network_report(
            ctx, scope, language, meeting=meeting, sections=sections or None
        )
    if as_json:
        print_json(made)
        return
    (key,) = scope.partnerships or ("report",)
    target = output or Path(f"{key}.pdf")
    write_output(reporting.pdf(made), target)
    click.echo(f"The report is in {target}: revision {made.revision}.")
