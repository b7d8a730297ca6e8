"""Commands for who may come in: accounts, tokens, the one-time link and the audit trail.

Whoever can run these holds the store itself, so they act as its owner.
"""

from __future__ import annotations

import sys

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
    settings,
)
from netmap.cli.serve import address_of
from netmap.services.accounts import accounts, one_time_links, tokens
from netmap.services.accounts._people import Account
from netmap.services.accounts.audit import EVENTS, trail, trail_csv
from netmap.services.rights import Role
from netmap.vocabulary import Language

_role = click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    required=True,
    help="What it may do: docs/access.md.",
)
_ask = click.option(
    "--ask", is_flag=True, help="Choose the password: type it, or give it on standard input."
)


@click.group()
def account() -> None:
    """Accounts, for Netmap as a service. A name is a function, not a person's name."""


@account.command("add")
@click.argument("name")
@_role
@_ask
@json_option
def add_account(name: str, role: str, ask: bool, as_json: bool) -> None:
    """Add an account.

    Without --ask with a password that must be changed at once.
    """
    with context() as ctx:
        password = _asked() if ask else None
        _tell(accounts.add_account(ctx, name, role, password, temporary=not ask), as_json)


@account.command("password")
@click.argument("name")
@_ask
@json_option
def set_password(name: str, ask: bool, as_json: bool) -> None:
    """Give an account another password and sign it out everywhere."""
    with context() as ctx:
        accounts.account(ctx, name)  # before anybody types a password for nothing
        password = _asked() if ask else None
        _tell(accounts.set_password(ctx, name, password, temporary=not ask), as_json)


@account.command("list")
@json_option
def list_accounts(as_json: bool) -> None:
    """List the accounts."""
    with context() as ctx:
        found = accounts.accounts(ctx)
    if as_json:
        print_json([_plain(one) for one in found])
    elif not found:
        click.echo("There is no account yet; `netmap account add NAME --role administrator`.")
    else:
        header = ["name", "role", "last sign-in", ""]
        rows = [[a.key, a.role.value, a.last_sign_in, _state(a)] for a in found]
        print_table(header, rows)


@account.command("role")
@click.argument("name")
@_role
@json_option
def change_role(name: str, role: str, as_json: bool) -> None:
    """Give an account another role."""
    with context() as ctx:
        _done(accounts.change_role(ctx, name, role), f"{name} is {role} now.", as_json)


@account.command("disable")
@click.argument("name")
@json_option
def disable(name: str, as_json: bool) -> None:
    """Keep an account out, also where it is signed in now."""
    with context() as ctx:
        _done(accounts.disable(ctx, name), f"{name} cannot sign in any more.", as_json)


@account.command("enable")
@click.argument("name")
@json_option
def enable(name: str, as_json: bool) -> None:
    """Let a disabled account in again."""
    with context() as ctx:
        _done(accounts.enable(ctx, name), f"{name} can sign in again.", as_json)


@account.command("unlock")
@click.argument("name")
@json_option
def unlock(name: str, as_json: bool) -> None:
    """End the wait after too many wrong passwords."""
    with context() as ctx:
        accounts.unlock(ctx, name)
        _done(accounts.account(ctx, name), f"{name} can try again.", as_json)


@account.command("remove")
@click.argument("name")
@json_option
def remove(name: str, as_json: bool) -> None:
    """Remove an account and its tokens. What it changed in the graph stays."""
    with context() as ctx:
        accounts.remove(ctx, name)
    if as_json:
        print_json({"removed": name})
    else:
        click.echo(f"{name} is removed.")


@click.group()
def token() -> None:
    """Tokens for programs that use the API."""


@token.command("make")
@click.argument("name")
@_role
@click.option("--days", type=int, default=90, show_default=True, help="How long it works.")
@json_option
def make_token(name: str, role: str, days: int, as_json: bool) -> None:
    """Make a token; it is shown once. NAME says what it is for."""
    with context() as ctx:
        made, kept = tokens.make_token(ctx, name, role=role, days=days)
    if as_json:
        print_json({"token": made, "id": kept.id, "expires": kept.expires})
    else:
        click.echo(made)
        click.echo(f"Keep it now: it is not shown again. Works until {kept.expires:%Y-%m-%d}.")


@token.command("list")
@json_option
def list_tokens(as_json: bool) -> None:
    """List the tokens of everybody; the tokens themselves are not kept."""
    with context() as ctx:
        found = tokens.all_tokens(ctx)
    if as_json:
        print_json(found)
    else:
        print_table(
            ["id", "name", "account", "role", "expires", "last used"],
            [[t.id, t.name, t.account, t.role.value, t.expires.date(), t.last_used] for t in found],
        )


@token.command("revoke")
@click.argument("token_id", metavar="ID")
@json_option
def revoke_token(token_id: str, as_json: bool) -> None:
    """Stop a token at once."""
    with context() as ctx:
        tokens.revoke_token(ctx, token_id)
    if as_json:
        print_json({"revoked": token_id})
    else:
        click.echo("The token works no more.")


@click.command()
@click.option(
    "--minutes",
    type=click.IntRange(1, 24 * 60),
    default=15,
    show_default=True,
    help="How long it works.",
)
@json_option
def link(minutes: int, as_json: bool) -> None:
    """Make an address that signs you in once, with every right."""
    with context() as ctx:
        token = one_time_links.make_link(ctx, minutes=minutes)
    address = f"{address_of(settings())}sign-in?link={token}"
    if as_json:
        print_json({"address": address})
    else:
        click.echo(address)


@click.command()
@click.option(
    "--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many lines."
)
@click.option("--event", type=click.Choice(EVENTS), metavar="EVENT", help="Lines of one kind only.")
@language_option
@json_option
@csv_option
def audit(limit: int, event: str | None, language: Language, as_json: bool, as_csv: bool) -> None:
    """Who did what with access and data.

    The last lines first; CSV holds all lines.
    """
    one_format(as_json, as_csv)
    with context() as ctx:
        if as_csv:
            print_csv(trail_csv(ctx, language, event=event or ""))
            return
        found = trail(ctx, limit=limit, event=event or "")
    if as_json:
        print_json(found)
    else:
        rows = [[f"{e.at:%Y-%m-%d %H:%M}", e.event, e.actor, e.told] for e in found]
        print_table(["when (UTC)", "event", "by", "about"], rows)


def _asked() -> str:
    """The password that somebody types twice, or that a program gives on standard input."""
    if sys.stdin.isatty():
        typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return typed
    return sys.stdin.readline().rstrip("\r\n")


def _tell(given: accounts.Given, as_json: bool) -> None:
    if as_json:
        print_json({**_plain(given.account), "password": given.password})
    elif given.password is None:
        click.echo(f"{given.account.key} can sign in with that password.")
    else:
        click.echo(f"{given.account.key} can sign in once with this password, and then")
        click.echo(f"chooses another. It is not shown again:\n\n  {given.password}\n")


def _done(account: Account, sentence: str, as_json: bool) -> None:
    if as_json:
        print_json(_plain(account))
    else:
        click.echo(sentence)


def _plain(account: Account) -> dict[str, object]:
    """What may be told of an account: not what its sessions carry."""
    names = ("key", "role", "created", "disabled", "must_change_password", "last_sign_in")
    return {name: getattr(account, name) for name in names}


def _state(account: Account) -> str:
    if account.disabled:
        return "disabled"
    return "must change its password" if account.must_change_password else ""
