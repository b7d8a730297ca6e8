"""Commands for who may come in: accounts, tokens, the one-time link and the audit trail.

Whoever can run these holds the store itself, so they act as its owner.
"""

from __future__ import annotations

import sys

import click

from netmap.cli.options import Answer, command, print_table, settings
from netmap.cli.serve import NO_ACCOUNT, address_of
from netmap.services.accounts import accounts, one_time_links, tokens
from netmap.services.accounts._accounts import Account
from netmap.services.accounts.audit import EVENTS, trail, trail_table
from netmap.services.context import Context
from netmap.services.rights import Role
from netmap.vocabulary import Language

_role = click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    required=True,
    help="What it may do: docs/access.md.",
)
NO_ROLE = "none"
_where = click.option(
    "--partnership", default="", metavar="ID", help="Only in this partnership; else in all."
)
_ask = click.option(
    "--ask", is_flag=True, help="Choose the password: type it, or give it on standard input."
)


@click.group()
def account() -> None:
    """Accounts, for Netmap as a service. A name is a function, not a person's name."""


@command("add", group=account)
@click.argument("name")
@_role
@_where
@_ask
def add_account(ctx: Context, name: str, role: str, partnership: str, ask: bool) -> Answer:
    """Add an account.

    Without --ask with a password that must be changed at once.
    """
    password = _asked() if ask else None
    given = accounts.add_account(
        ctx, name, role, password, temporary=not ask, partnership=partnership
    )
    return _given(given)


@command("password", group=account)
@click.argument("name")
@_ask
def set_password(ctx: Context, name: str, ask: bool) -> Answer:
    """Give an account another password and sign it out everywhere."""
    accounts.account(ctx, name)  # before anybody types a password for nothing
    password = _asked() if ask else None
    return _given(accounts.set_password(ctx, name, password, temporary=not ask))


@command("list", group=account)
def list_accounts(ctx: Context) -> Answer:
    """List the accounts."""
    found = accounts.accounts(ctx)
    if not found:
        return Answer([], NO_ACCOUNT)
    rows = [[a.key, a.held, a.last_sign_in, _state(a)] for a in found]
    header = ["name", "role", "last sign-in", ""]
    return Answer([_plain(one) for one in found], lambda _: print_table(header, rows))


@command("role", group=account)
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice([*(role.value for role in Role), NO_ROLE]),
    required=True,
    help=f"What it may do: docs/access.md; '{NO_ROLE}' takes away what it had there.",
)
@_where
def change_role(ctx: Context, name: str, role: str, partnership: str) -> Answer:
    """Give an account another role, everywhere or in one partnership."""
    wish = "" if role == NO_ROLE else role
    changed = accounts.change_role(ctx, name, wish, partnership=partnership)
    return Answer(_plain(changed), f"{name} is {changed.held} now.")


@command("disable", group=account)
@click.argument("name")
def disable(ctx: Context, name: str) -> Answer:
    """Keep an account out, also where it is signed in now."""
    return Answer(_plain(accounts.disable(ctx, name)), f"{name} cannot sign in any more.")


@command("enable", group=account)
@click.argument("name")
def enable(ctx: Context, name: str) -> Answer:
    """Let a disabled account in again."""
    return Answer(_plain(accounts.enable(ctx, name)), f"{name} can sign in again.")


@command("unlock", group=account)
@click.argument("name")
def unlock(ctx: Context, name: str) -> Answer:
    """End the wait after too many wrong passwords."""
    accounts.unlock(ctx, name)
    return Answer(_plain(accounts.account(ctx, name)), f"{name} can try again.")


@command("remove", group=account)
@click.argument("name")
def remove(ctx: Context, name: str) -> Answer:
    """Remove an account and its tokens. What it changed in the graph stays."""
    accounts.remove(ctx, name)
    return Answer({"removed": name}, f"{name} is removed.")


@click.group()
def token() -> None:
    """Tokens for programs that use the API."""


@command("make", group=token)
@click.argument("name")
@_role
@click.option("--days", type=int, default=90, show_default=True, help="How long it works.")
def make_token(ctx: Context, name: str, role: str, days: int) -> Answer:
    """Make a token; it is shown once. NAME says what it is for."""
    made, kept = tokens.make_token(ctx, name, role=role, days=days)
    until = f"Keep it now: it is not shown again. Works until {kept.expires:%Y-%m-%d}."
    return Answer({"token": made, "id": kept.id, "expires": kept.expires}, f"{made}\n{until}")


@command("list", group=token)
def list_tokens(ctx: Context) -> Answer:
    """List the tokens of everybody; the tokens themselves are not kept."""
    found = tokens.all_tokens(ctx)
    header = ["id", "name", "account", "role", "expires", "last used"]
    rows = [[t.id, t.name, t.account, t.role.value, t.expires.date(), t.last_used] for t in found]
    return Answer(found, lambda _: print_table(header, rows))


@command("revoke", group=token)
@click.argument("token_id", metavar="ID")
def revoke_token(ctx: Context, token_id: str) -> Answer:
    """Stop a token at once."""
    tokens.revoke_token(ctx, token_id)
    return Answer({"revoked": token_id}, "The token works no more.")


@command()
@click.option(
    "--minutes",
    type=click.IntRange(1, 24 * 60),
    default=15,
    show_default=True,
    help="How long it works.",
)
def link(ctx: Context, minutes: int) -> Answer:
    """Make an address that signs you in once, with every right."""
    token = one_time_links.make_link(ctx, minutes=minutes)
    address = f"{address_of(settings())}sign-in?link={token}"
    return Answer({"address": address}, address)


@command(csv=True, language=True)
@click.option(
    "--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many lines."
)
@click.option("--event", type=click.Choice(EVENTS), metavar="EVENT", help="Lines of one kind only.")
def audit(
    ctx: Context,
    limit: int,
    event: str | None,
    language: Language,  # noqa: ARG001 - of the CSV
) -> Answer:
    """Who did what with access and data.

    The last lines first; CSV holds all lines.
    """
    return Answer(
        trail(ctx, limit=limit, event=event or ""),
        lambda found: print_table(
            ["when (UTC)", "event", "by", "about"],
            [[f"{e.at:%Y-%m-%d %H:%M}", e.event, e.actor, e.told] for e in found],
        ),
        lambda: trail_table(ctx, event=event or ""),
    )


def _asked() -> str:
    """The password that somebody types twice, or that a program gives on standard input."""
    if sys.stdin.isatty():
        typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return typed
    return sys.stdin.readline().rstrip("\r\n")


def _given(given: accounts.Given) -> Answer:
    key = given.account.key
    return Answer(
        {**_plain(given.account), "password": given.password},
        f"{key} can sign in with that password."
        if given.password is None
        else f"{key} can sign in once with this password, and then\n"
        f"chooses another. It is not shown again:\n\n  {given.password}\n",
    )


def _plain(account: Account) -> dict[str, object]:
    """What may be told of an account: not what its sessions carry."""
    names = ("key", "role", "roles", "created", "disabled", "must_change_password", "last_sign_in")
    return {name: getattr(account, name) for name in names}


def _state(account: Account) -> str:
    if account.disabled:
        return "disabled"
    return "must change its password" if account.must_change_password else ""
