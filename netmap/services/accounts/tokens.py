"""Tokens for programs. A token holds a role, and never more than its account does now."""

from __future__ import annotations

import hmac
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from netmap.codec import read
from netmap.errors import Conflict, Invalid, Problem, SignInFailed, UnknownDocument
from netmap.services.accounts import _accounts, audit
from netmap.services.accounts._documents import (
    after_days,
    fingerprint,
    new_token,
    title,
    written,
)
from netmap.services.context import Context
from netmap.services.rights import OWNER, Actor, Right, Role, needs
from netmap.stores.desk import Document

KIND = _accounts.KIND_OF_TOKEN
PREFIX = "nm_"  # lets programs that look for leaked secrets recognise one
MOST_DAYS = 366
MOST_TOKENS = 20


@dataclass(frozen=True, slots=True)
class Token:
    """What is known about a token; the token itself is not kept."""

    id: str
    account: str  # OWNER's name for whoever holds the machine
    name: str
    role: Role
    created: datetime
    expires: datetime
    last_used: date | None  # by the day


@needs(Right.READ)
def make_token(ctx: Context, name: str, *, role: str, days: int = 90) -> tuple[str, Token]:
    """A token for oneself, to be told once, and what is kept of it.

    Raises Invalid for a name, role or number of days that cannot be, and for a role
    that may do more than one may oneself.
    """
    name = title(name, "token", "name")
    wanted = _accounts.role_of(role)
    if not wanted.rights <= ctx.who.anywhere:
        raise Invalid([Problem("role-too-wide", "token", "role", "may do more than you may")])
    expires = after_days(ctx, days, "token", most=MOST_DAYS)
    if len(own_tokens(ctx)) >= MOST_TOKENS:
        raise Invalid([Problem("too-many-tokens", "token", "name", f"at most {MOST_TOKENS}")])
    token = new_token(PREFIX)
    value = {
        "account": ctx.who.name,
        "serial": _serial(ctx, ctx.who.name),
        "name": name,
        "role": wanted.value,
        "created": written(ctx.clock()),
        "expires": written(expires),
        "last_used": None,
    }
    key = fingerprint(token)
    ctx.store.desk.write(KIND, key, value, author=ctx.who.name, expect_version=0, at=ctx.clock())
    made = _token(_stored(ctx, key[:12]))
    audit.record(ctx, "token-made", {"token": made.id, "role": made.role.value})
    return token, made


@needs(Right.READ)
def own_tokens(ctx: Context) -> tuple[Token, ...]:
    """The tokens of who asks, the oldest first."""
    return tuple(token for token in _tokens(ctx) if token.account == ctx.who.name)


@needs(Right.ADMINISTER)
def all_tokens(ctx: Context) -> tuple[Token, ...]:
    """The tokens of everybody, the oldest first."""
    return _tokens(ctx)


@needs(Right.READ)
def revoke_token(ctx: Context, token_id: str) -> None:
    """Stop a token of one's own; an administrator may stop any. Raises UnknownDocument."""
    found = _stored(ctx, token_id)
    if found.value["account"] != ctx.who.name and not ctx.who.may(Right.ADMINISTER):
        raise UnknownDocument(KIND, token_id)  # as if it were not there
    if ctx.store.desk.discard(KIND, found.key):
        details = {"token": token_id, "account": str(found.value["account"])}
        audit.record(ctx, "token-revoked", details)


@needs(None)
def actor_of_token(ctx: Context, token: str) -> Actor:
    """Who a program acts as: what both the token and its account may do today.

    Raises SignInFailed.
    """
    key = fingerprint(token)
    found = ctx.store.desk.document(KIND, key)
    if found is None or not hmac.compare_digest(found.key, key):
        raise _refused()
    kept = _token(found)
    if kept.expires <= ctx.clock():
        raise _refused()
    account_may = OWNER
    if kept.account != OWNER.name:
        document = _accounts.find(ctx, kept.account)
        account = _accounts.from_document(document) if document else None
        if account is None or account.serial != found.value["serial"] or not account.actor.anywhere:
            raise _refused()
        account_may = account.actor
    _note_use(ctx, found)
    return account_may.only(kept.role.rights)


def _refused() -> SignInFailed:
    return SignInFailed("That token is not known, not valid any more, or of no account.")


def _note_use(ctx: Context, found: Document) -> None:
    today = ctx.clock().date().isoformat()
    if found.value["last_used"] == today:
        return
    with suppress(Conflict):  # the version keeps a token revoked just now from coming back
        ctx.store.desk.write(
            KIND,
            found.key,
            {**found.value, "last_used": today},
            author=ctx.who.name,
            expect_version=found.version,
            at=ctx.clock(),
        )


def _serial(ctx: Context, account: str) -> str:
    """What tells this account from a later one with its name. Raises UnknownDocument."""
    return "" if account == OWNER.name else str(_accounts.stored(ctx, account).value["serial"])


def _tokens(ctx: Context) -> tuple[Token, ...]:
    found = (_token(document) for document in ctx.store.desk.documents(KIND))
    return tuple(sorted(found, key=lambda token: (token.created, token.id)))


def _stored(ctx: Context, token_id: str) -> Document:
    """Raises UnknownDocument."""
    is_id = len(token_id) == 12 and set(token_id) <= set("0123456789abcdef")
    found = ctx.store.desk.documents(KIND, prefix=token_id, limit=1) if is_id else ()
    if not found:
        raise UnknownDocument(KIND, token_id)
    return found[0]


def _token(document: Document) -> Token:
    return read(Token, {**document.value, "id": document.key[:12]})
