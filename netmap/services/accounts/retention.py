"""Throw away what is kept too long: within the hour, when a service starts or something is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

from netmap.errors import Conflict
from netmap.services.accounts import _attempts, audit, guests, one_time_links, tokens
from netmap.services.accounts._documents import discard_all, moment
from netmap.services.context import Context
from netmap.services.rights import OWNER, Right, needs
from netmap.stores.desk import Value

EXPIRED_KEPT = timedelta(days=30)  # so that its maker still sees in the list why it stopped
_KEY = "tidied"
_KEPT = (  # kind, the field with its moment, how much longer it is kept
    (_attempts.KIND, "last", _attempts.FORGOTTEN),
    (one_time_links.LINK, "expires", timedelta(0)),
    (tokens.KIND, "expires", EXPIRED_KEPT),
    (guests.KIND, "expires", EXPIRED_KEPT),
    ("import", "begun", timedelta(days=1)),  # uploads that nobody finished
    ("import-rows", "begun", timedelta(days=1)),
)


@needs(Right.ADMINISTER)
def tidy(ctx: Context) -> int:
    """Throw away old audit lines, attempts, and links and tokens that expired; how many."""
    now = ctx.clock()
    gone = audit.prune(ctx)
    for kind, field, kept in _KEPT:
        gone += discard_all(ctx, kind, partial(_ended, field, now - kept))
    return gone


def _ended(field: str, before: datetime, value: Value) -> bool:
    return moment(value[field]) < before


@needs(None)
def tidy_when_due(ctx: Context) -> None:
    """Tidy when nobody did within this hour. Anybody may call it: it only does what is due.

    A service calls it when it starts, when somebody signs in and with every revision.
    """
    hour = {"hour": ctx.clock().astimezone(UTC).isoformat(timespec="hours")}
    found = ctx.store.desk.document(one_time_links.SETTING, _KEY)
    if found is not None and dict(found.value) == hour:
        return
    try:
        ctx.store.desk.write(
            one_time_links.SETTING,
            _KEY,
            hour,
            author=OWNER.name,
            expect_version=found.version if found else 0,
            at=ctx.clock(),
        )
    except Conflict:  # another one does it now
        return
    tidy(replace(ctx, who=OWNER))
