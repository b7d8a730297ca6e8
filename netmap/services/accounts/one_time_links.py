"""The key that signs sessions, and one-time links for whoever holds the machine.

Who holds the store's file can do anything already, so a link made there gives all rights.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from netmap.errors import Conflict, SignInFailed
from netmap.services.accounts import audit
from netmap.services.accounts._documents import change, fingerprint, moment, new_token, written
from netmap.services.context import Context
from netmap.services.rights import OWNER, Actor, Right, needs

SETTING = "setting"
LINK = "sign-in-link"
_KEY, _EPOCH = "secret-key", "owner-epoch"


@needs(Right.ADMINISTER)
def secret_key(ctx: Context) -> str:
    """What sessions are signed with: made once, the same for every process on this store."""
    desk = ctx.store.desk
    found = desk.document(SETTING, _KEY)
    if found is not None:
        return str(found.value["key"])
    made = new_token()
    try:
        desk.write(
            SETTING, _KEY, {"key": made}, author=ctx.who.name, expect_version=0, at=ctx.clock()
        )
    except Conflict:  # another process was first: its key counts
        return secret_key(ctx)
    return made


@needs(Right.ADMINISTER)
def make_link(ctx: Context, *, minutes: int = 15) -> str:
    """A token that signs the owner in once, within so many minutes."""
    token = new_token()
    expires = written(ctx.clock() + timedelta(minutes=minutes))
    ctx.store.desk.write(
        LINK,
        fingerprint(token),
        {"expires": expires},
        author=ctx.who.name,
        expect_version=0,
        at=ctx.clock(),
    )
    audit.record(ctx, "link-made", {"minutes": minutes})
    return token


@needs(None)
def use_link(ctx: Context, token: str) -> Actor:
    """The owner, for a link that was not used yet. Raises SignInFailed."""
    key = fingerprint(token)
    found = ctx.store.desk.document(LINK, key)
    # of two that come at once, one hears True
    if found is None or not ctx.store.desk.discard(LINK, key):
        raise SignInFailed("That link was used before, or never made.")
    if moment(found.value["expires"]) <= ctx.clock():
        raise SignInFailed("That link is too old.")
    audit.record(replace(ctx, who=OWNER), "link-used")
    return OWNER


@needs(None)
def local_epoch(ctx: Context) -> int:
    """The number that a session of the owner must carry; another one is signed out."""
    found = ctx.store.desk.document(SETTING, _EPOCH)
    return int(found.value["epoch"]) if found else 0


@needs(Right.ADMINISTER)
def end_local_sessions(ctx: Context) -> int:
    """Sign the owner out everywhere; returns the number that new sessions carry."""
    made = change(
        ctx, SETTING, _EPOCH, lambda old: {"epoch": int(old["epoch"]) + 1}, new={"epoch": 0}
    )
    audit.record(ctx, "signed-out-everywhere", {"account": OWNER.name})
    return int(made["epoch"])
