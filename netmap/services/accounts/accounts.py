"""Accounts, and signing in with them.

An account is a function (netwerkregisseur, bestuur-1), never a person's name.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from netmap.errors import (
    Conflict,
    Forbidden,
    Invalid,
    NetmapError,
    Problem,
    SignedOut,
    SignInFailed,
    UnknownPartnership,
)
from netmap.services.accounts import _attempts, audit, passwords
from netmap.services.accounts._accounts import (
    KIND,
    KIND_OF_TOKEN,
    Account,
    account_of,
    check_name,
    find,
    from_document,
    next_epoch,
    put_password,
    role_of,
    stored,
)
from netmap.services.accounts._documents import change, discard_all, written
from netmap.services.accounts.one_time_links import end_local_sessions
from netmap.services.context import Context
from netmap.services.rights import OWNER, Actor, Right, Role, needs
from netmap.stores.desk import Document, Value


@dataclass(frozen=True, slots=True)
class Given:
    """An account with the password that was made for it, to be told once; else None."""

    account: Account
    password: str | None = field(repr=False)


@needs(Right.ADMINISTER)
def accounts(ctx: Context) -> tuple[Account, ...]:
    """All accounts, by name."""
    return tuple(from_document(found) for found in ctx.store.desk.documents(KIND))


@needs(Right.ADMINISTER)
def account(ctx: Context, key: str) -> Account:
    """One account. Raises UnknownDocument."""
    return from_document(stored(ctx, key))


@needs(None)
def session_account(ctx: Context, key: str, epoch: int) -> Account | None:
    """The account of a session; None when it is gone, disabled or signed out since."""
    found = find(ctx, key)
    account = from_document(found) if found else None
    return account if account and not account.disabled and account.epoch == epoch else None


@needs(Right.ADMINISTER)
def add_account(
    ctx: Context,
    key: str,
    role: str,
    password: str | None = None,
    *,
    temporary: bool = True,
    partnership: str = "",
) -> Given:
    """Add an account; without a password one is made, which must be changed at once.

    ``temporary`` says that whoever signs in must change the password that was given. The
    role holds in one partnership, or everywhere without one.
    Raises Invalid for a name, role or password that cannot be, UnknownPartnership.
    """
    key = key.strip()
    check_name(key)
    if password is not None:
        passwords.check(password, key)
    chosen = password or passwords.generated()
    value = {
        **_with_role({"role": "", "roles": {}}, _held(ctx, role, partnership), partnership),
        "created": written(ctx.clock()),
        "disabled": False,
        # begins anywhere, so that a session of an earlier account of this name stays out
        "epoch": secrets.randbits(40),
        "must_change_password": temporary or password is None,
        "last_sign_in": None,
        "serial": secrets.token_hex(8),
        "password": passwords.hashed(chosen),
    }
    try:
        ctx.store.desk.write(
            KIND, key, value, author=ctx.who.name, expect_version=0, at=ctx.clock()
        )
    except Conflict as error:
        raise Invalid([Problem("name-taken", "account", "key", f"'{key}' is taken")]) from error
    _attempts.forget(ctx, key)
    audit.record(ctx, "account-added", {"account": key, **_told(role, partnership)})
    return Given(account(ctx, key), None if password else chosen)


@needs(Right.ADMINISTER)
def change_role(ctx: Context, key: str, role: str, *, partnership: str = "") -> Account:
    """Give an account another role, in one partnership or everywhere, from its next click on.

    Without a role what it had there is taken away.
    Raises UnknownDocument, UnknownPartnership, Invalid.
    """
    held = _held(ctx, role, partnership) if role else None
    new = _with_role(stored(ctx, key).value, held, partnership)
    return _changed(ctx, key, new, **_told(role, partnership))


@needs(Right.ADMINISTER)
def places(ctx: Context) -> Mapping[str, str]:
    """The partnerships that an account may have a role in: their names by id, by name."""
    found = sorted(ctx.store.partnerships(), key=lambda home: home.name.casefold())
    return {home.id: home.name for home in found}


def _held(ctx: Context, role: str, partnership: str) -> Role:
    """The role that somebody may be given there. Raises Invalid, UnknownPartnership."""
    found = role_of(role)
    if not partnership:
        return found
    if partnership not in {entity.id for entity in ctx.store.partnerships()}:
        raise UnknownPartnership(partnership)
    if Right.ADMINISTER in found.rights:
        text = "administrators are of the whole service, not of one partnership"
        raise Invalid([Problem("role-everywhere", "account", "role", text)])
    return found


def _with_role(value: Value, role: Role | None, partnership: str) -> dict[str, Any]:
    """The roles of an account, with this one in place of what it had there."""
    kept = role.value if role else ""
    if not partnership:
        return {"role": kept, "roles": dict(value.get("roles", {}))}
    roles = {home: held for home, held in value.get("roles", {}).items() if home != partnership}
    return {"role": value["role"], "roles": roles | ({partnership: kept} if kept else {})}


def _told(role: str, partnership: str) -> dict[str, str]:
    return {"role": role or "none", **({"partnership": partnership} if partnership else {})}


@needs(Right.ADMINISTER)
def disable(ctx: Context, key: str) -> Account:
    """Keep an account out, also where it is signed in. Raises UnknownDocument, Invalid."""
    return _changed(ctx, key, {"disabled": True}, disabled="yes")


@needs(Right.ADMINISTER)
def enable(ctx: Context, key: str) -> Account:
    """Let a disabled account in again. Raises UnknownDocument."""
    return _changed(ctx, key, {"disabled": False}, disabled="no")


@needs(Right.ADMINISTER)
def set_password(
    ctx: Context, key: str, password: str | None = None, *, temporary: bool = True
) -> Given:
    """Give an account a new password, as `add_account` does, and sign it out everywhere.

    Raises UnknownDocument, Invalid.
    """
    stored(ctx, key)
    if password is not None:
        passwords.check(password, key)
    chosen = password or passwords.generated()
    must_change = temporary or password is None
    account = put_password(ctx, key, chosen, must_change=must_change)
    _attempts.forget(ctx, key)
    audit.record(ctx, "password-changed", {"account": key})
    return Given(account, None if password else chosen)


@needs(Right.ADMINISTER)
def sign_out_everywhere(ctx: Context, key: str) -> Account:
    """End all sessions of an account. Raises UnknownDocument."""
    return next_epoch(ctx, key)


@needs(Right.ADMINISTER)
def locked(ctx: Context) -> Mapping[str, datetime]:
    """The accounts that wait now, each with the moment until which it does."""
    now = ctx.clock()
    found = ((d.key, _attempts.rests(d.value)) for d in ctx.store.desk.documents(_attempts.KIND))
    return {key: until for key, until in found if until and until > now and ":" not in key}


@needs(Right.ADMINISTER)
def unlock(ctx: Context, key: str) -> bool:
    """Let an account that was locked try again at once; False when it was not."""
    done = _attempts.forget(ctx, key)
    if done:
        audit.record(ctx, "unlocked", {"account": key})
    return done


@needs(Right.ADMINISTER)
def remove(ctx: Context, key: str) -> None:
    """Remove an account; its tokens stop with it. Raises UnknownDocument, Invalid."""
    found = stored(ctx, key)

    def put_back() -> None:
        ctx.store.desk.write(KIND, key, found.value, author=found.author, expect_version=0)

    _others_must_remain(ctx, from_document(found))
    if ctx.store.desk.discard(KIND, key):
        _undo_unless_one_remains(ctx, from_document(found), put_back)
        _attempts.forget(ctx, key)
        discard_all(ctx, KIND_OF_TOKEN, lambda token: token["account"] == key)
        audit.record(ctx, "account-removed", {"account": key})


@needs(None)
def sign_in(ctx: Context, name: str, password: str) -> Account:
    """The account that name and password belong to.

    Raises SignInFailed, in the same time whether the name exists or not, and
    TooManyAttempts after five wrong passwords in a row.
    """
    key = unicodedata.normalize("NFKC", name[:200]).strip().casefold()
    found = find(ctx, key)
    told = found.key if found else "unknown"  # somebody may type a password as the name
    _compare(ctx, key, found, password, told)
    if found is None or from_document(found).disabled:
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
    found = find(ctx, key)
    if found is None:
        raise SignedOut
    passwords.check(new, key, "new")
    _compare(ctx, key, found, old, key)
    if passwords.normal(old) == passwords.normal(new):
        raise Invalid(
            [Problem("password-same", "account", "new", "choose another than the old one")]
        )
    account = put_password(ctx, key, new, must_change=False)
    audit.record(ctx, "password-changed", {"account": key})
    return account


@needs(Right.READ)
def end_own_sessions(ctx: Context) -> int:
    """Sign oneself out everywhere; returns the number that a new session must carry."""
    if ctx.who.name == OWNER.name:
        if not ctx.who.may(Right.ADMINISTER):
            raise Forbidden(Right.ADMINISTER.value)
        return end_local_sessions(ctx)
    return next_epoch(ctx, ctx.who.name).epoch


def _changed(ctx: Context, key: str, new: dict[str, Any], **told: str) -> Account:
    """Change an account, but never the last administrator into something less."""
    before = from_document(stored(ctx, key))
    after = account_of(key, {**stored(ctx, key).value, **new})
    loses = _administers(before) and not _administers(after)
    if loses:
        _others_must_remain(ctx, before)
    made = change(ctx, KIND, key, lambda old: {**old, **new})
    if loses:
        old = {"role": before.role.value if before.role else "", "disabled": before.disabled}
        _undo_unless_one_remains(
            ctx, before, lambda: change(ctx, KIND, key, lambda now: {**now, **old})
        )
    audit.record(ctx, "account-changed", {"account": key, **told})
    return account_of(key, made)


def _administers(account: Account) -> bool:
    return account.role is Role.ADMINISTRATOR and not account.disabled


def _last() -> Invalid:
    text = "is the last administrator; make another one first"
    return Invalid([Problem("last-administrator", "account", "key", text)])


def _others_must_remain(ctx: Context, leaving: Account) -> None:
    """Raises Invalid when nobody but ``leaving`` administers."""
    others = (a for a in accounts(ctx) if a.key != leaving.key and _administers(a))
    if _administers(leaving) and not any(others):
        raise _last()


def _undo_unless_one_remains(
    ctx: Context, leaving: Account, put_back: Callable[[], object]
) -> None:
    """Two who remove each other at once both passed the first look; this is the second."""
    if _administers(leaving) and not any(_administers(a) for a in accounts(ctx)):
        try:
            put_back()
        except NetmapError:  # somebody else changed this account meanwhile: theirs counts
            raise _last() from None
        raise _last()


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

    return account_of(found.key, change(ctx, KIND, found.key, noted))
