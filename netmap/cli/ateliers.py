"""The command about an atelier."""

from __future__ import annotations

import click

from netmap.cli.options import (
    context,
    csv_option,
    json_option,
    language_option,
    one_format,
    print_csv,
    print_json,
    print_table,
    say_fictional,
    scope_options,
)
from netmap.model import Scope
from netmap.services import ateliers
from netmap.services.changes import Named
from netmap.vocabulary import Language

MOST = 3  # names in a cell; --json has them all


@click.command()
@click.argument("key", metavar="[ID]", required=False)
@json_option
@csv_option
@language_option
@scope_options()
def atelier(
    *, key: str | None, as_json: bool, as_csv: bool, language: Language, scope: Scope
) -> None:
    """Who takes part in an atelier, and whom to invite.

    With what it asks for. Without ID: all ateliers.

    As CSV: whom to invite.
    """
    one_format(as_json, as_csv)
    if key is None and as_csv:
        raise click.UsageError("--csv lists whom to invite to one atelier; name it.")
    with context() as ctx:
        if key is None:
            _print_all(ateliers.atelier_list(ctx, scope, language), as_json)
        elif as_csv:
            print_csv(ateliers.invitations_csv(ctx, scope, key, language))
        else:
            _print_one(ateliers.atelier_view(ctx, scope, key, language), as_json)


def _print_all(found: ateliers.AtelierList, as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    say_fictional(found.fictional)
    rows = [
        (row.atelier.id, row.atelier.name, "closed" if row.closed else "", row.participants)
        for row in found.items
    ]
    print_table(["id", "atelier", "status", "participants"], rows)


def _print_one(view: ateliers.AtelierView, as_json: bool) -> None:
    if as_json:
        print_json(view)
        return
    say_fictional(view.fictional)
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
