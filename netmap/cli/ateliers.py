"""The command about an atelier."""

from __future__ import annotations

import click

from netmap.cli.options import Answer, command, print_table
from netmap.formats.table import Table
from netmap.model import Scope
from netmap.services import ateliers
from netmap.services.changes import Named
from netmap.services.context import Context
from netmap.vocabulary import Language

MOST = 3  # names in a cell; --json has them all


@command(csv=True, language=True, scope="one")
@click.argument("key", metavar="[ID]", required=False)
def atelier(ctx: Context, *, key: str | None, language: Language, scope: Scope) -> Answer:
    """Who takes part in an atelier, and whom to invite.

    With what it asks for. Without ID: all ateliers.

    As CSV: whom to invite.
    """
    if key is None:
        return Answer(lambda: ateliers.atelier_list(ctx, scope, language), _print_all, _no_table)
    return Answer(
        lambda: ateliers.atelier_view(ctx, scope, key, language),
        _print_one,
        lambda: ateliers.invitations_table(ctx, scope, key, language),
    )


def _no_table() -> Table:
    raise click.UsageError("--csv lists whom to invite to one atelier; name it.")


def _print_all(found: ateliers.AtelierList) -> None:
    rows = [
        (row.atelier.id, row.atelier.name, "closed" if row.closed else "", row.participants)
        for row in found.items
    ]
    print_table(["id", "atelier", "status", "participants"], rows)


def _print_one(view: ateliers.AtelierView) -> None:
    click.echo(f"{view.atelier.name}\n")
    people = [
        (person.who.name, "leads" if person.leads else "takes part", person.role)
        for person in view.participants
    ]
    if people:
        print_table(["who", "does", "role"], people)
    else:
        click.echo("Who takes part is not documented.")
    click.echo()
    asked = [
        (
            row.thing.name,
            row.need.kind,
            _names(row.taking_part) or "nobody yet",
            _names(row.others[:MOST]) + (" ..." if row.others[MOST:] else "") or "nobody known",
        )
        for row in view.needs
    ]
    if asked:
        print_table(["asked for", "kind", "covered by", "others who cover it"], asked)
    else:
        click.echo("What is documented does not tell what it asks for.")
    click.echo()
    for place, invited in enumerate((*view.first, *view.near), start=1):
        click.echo(f"{place}. {invited.who.name} ({invited.standing})")
        for reason in invited.reasons:
            click.echo(f"   {reason.text}")
    if not view.first and not view.near:
        click.echo("The atelier is closed." if view.closed else "Nobody to invite is known.")
    click.echo(f"\nRevision {view.revision}. How this is found: docs/ateliers.md.")


def _names(things: tuple[Named, ...]) -> str:
    return ", ".join(thing.name for thing in things)
