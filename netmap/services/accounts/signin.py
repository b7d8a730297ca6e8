"""Sign in with name and password, and what an account does for itself."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from netmap.errors import Forbidden, Invalid, Problem, SignedOut, SignInFailed
from netmap.services.accounts import _attempts, _people, audit, passwords
from netmap.services.accounts._keeping import change
from netmap.services.accounts._people import Account
from netmap.services.accounts.signing import end_local_sessions
from netmap.services.context import Context
from netmap.services.rights import OWNER, Actor, Right, needs
from netmap.stores.desk import Document, Value


@needs(None)
def sign_in(ctx: Context, name: str, password: str) -> Account:
    """The account that name and password belong to.

    Raises SignInFailed, in the same time whether the name exists or not, and
    TooManyAttempts after five wrong passwords in a row.
    """
    key = unicodedata.normalize("NFKC", name[:200]).strip().casefold()
    found = _people.find(ctx, key)
    told = found.key if found else "unknown"  # somebody may type a password as the name
    _compare(ctx, key, found, password, told)
    if found is None or _people.from_document(found).disabled:
        audit.record(ctx, "sign-in-failed", {"account": told})
        raise SignInFailed
    account = _came_in(replace(ctx, who=Actor(key)), found, password)
    audit.record(replace(ctx, who=account.actor), "sign-in", {"account": key})
    return account


@needs(None)
def change_own_password(ctx: Context, old: str, new: str) -> Account:
    """Give oneself another password; ends all other sessions: take the new ``epoch`` along.

    Asks no right: an account with a password that others know has none yet.
    Raises SignInFailed, TooManyAttempts, Invalid, SignedOut when there is no account.
    """
    key = ctx.who.name
    found = _people.find(ctx, key)
    if found is None:
        raise SignedOut
    passwords.check(new, key, "new")
    _compare(ctx, key, found, old, key)
    if passwords.normal(old) == passwords.normal(new):
        raise Invalid(
            [Problem("password-same", "account", "new", "choose another than the old one")]
        )
    account = _people.put_password(ctx, key, new, must_change=False)
    audit.record(ctx, "password-changed", {"account": key})
    return account


@needs(Right.READ)
def end_own_sessions(ctx: Context) -> int:
    """Sign oneself out everywhere; returns the number that a new session must carry."""
    if ctx.who.name == OWNER.name:
        if not ctx.who.may(Right.ADMINISTER):
            raise Forbidden(Right.ADMINISTER.value)
        return end_local_sessions(ctx)
    return _people.next_epoch(ctx, ctx.who.name).epoch


def _compare(ctx: Context, key: str, found: Document | None, password: str, told: str) -> None:
    """Raises SignInFailed or TooManyAttempts unless the password is that of the account."""
    place = _attempts.place(ctx, key, exists=found is not None)
    locks = _attempts.count(ctx, place)
    kept = str(found.value["password"]) if found else None
    if not passwords.fits(kept, password):
        audit.record(ctx, "locked" if locks else "sign-in-failed", {"account": told})
        raise SignInFailed
    _attempts.forget(ctx, place)


def _came_in(ctx: Context, found: Document, password: str) -> Account:
    """Note the day, and hash the password again when the parameters have changed."""
    kept = str(found.value["password"])
    new = passwords.hashed(password) if passwords.outdated(kept) else kept
    today = ctx.clock().date().isoformat()

    def noted(old: Value) -> Value:
        if old["disabled"] or old["password"] != kept:  # changed since it was compared
            raise SignInFailed
        return {**old, "last_sign_in": today, "password": new}

    return _people.account_of(found.key, change(ctx, _people.KIND, found.key, noted))
