"""Lockout: after five wrong passwords in a row an account waits, longer each time.

An attempt is counted before the password is looked at, so that many at once cannot slip
through. Names that do not exist are counted as well, in a bounded number of places, so that
the answers do not tell which names exist.
"""

from __future__ import annotations

import hashlib
import hmac
import math
from dataclasses import replace
from datetime import datetime, timedelta

from netmap.errors import TooManyAttempts
from netmap.services.accounts._documents import change, moment, written
from netmap.services.accounts.one_time_links import secret_key
from netmap.services.context import Context
from netmap.services.rights import OWNER
from netmap.stores.desk import Value

KIND = "sign-in-attempt"
FREE = 5
FIRST, MOST = timedelta(minutes=1), timedelta(minutes=15)
FORGOTTEN = timedelta(days=1)  # wrong passwords of longer ago do not count


def wait(wrong: int) -> timedelta:
    """How long to wait after so many wrong passwords in a row."""
    if wrong < FREE:
        return timedelta(0)
    return min(MOST, FIRST * (1 << min(wrong - FREE, 10)))


def place(ctx: Context, name: str, exists: bool) -> str:
    """Where the attempts on a name are counted."""
    if exists:
        return name
    secret = secret_key(replace(ctx, who=OWNER)).encode()
    mark = hmac.new(secret, name.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
    return f"unknown:{mark[:3]}"


def count(ctx: Context, at: str) -> bool:
    """Count an attempt before it is made; True when it is the one that locks, if wrong.

    Raises TooManyAttempts while the wait lasts.
    """
    now = ctx.clock()

    def one_more(old: Value) -> Value:
        until = rests(old)
        if until and until > now:
            raise TooManyAttempts(max(1, math.ceil((until - now).total_seconds())))
        recent = bool(old) and now - moment(old["last"]) < FORGOTTEN
        wrong = int(old["wrong"]) + 1 if recent else 1
        until = now + wait(wrong) if wait(wrong) else None
        return {"wrong": wrong, "last": written(now), "until": until and written(until)}

    return int(change(ctx, KIND, at, one_more, new={})["wrong"]) >= FREE


def rests(value: Value) -> datetime | None:
    """Until when the wait lasts that a document tells of; None when there is no wait."""
    text = value.get("until")
    return moment(text) if text else None


def forget(ctx: Context, at: str) -> bool:
    """Begin at nought again; False when there was nothing to forget."""
    return ctx.store.desk.discard(KIND, at)
