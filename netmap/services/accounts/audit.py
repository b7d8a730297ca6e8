"""The audit trail: who did what with access and with data, and when.

It holds names of accounts (functions, not persons) and never an address of a computer, an
e-mail address or what somebody typed as name or password. Lines go after a year.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from netmap.errors import Invalid, Problem
from netmap.formats.table import Table
from netmap.services.context import Context
from netmap.services.rights import Right, needs
from netmap.stores.desk import Document

KIND = "audit"
DAYS_KEPT = 365
EVENTS = (
    "sign-in",
    "sign-in-failed",
    "locked",
    "unlocked",
    "sign-out",
    "signed-out-everywhere",
    "link-made",
    "link-used",
    "account-added",
    "account-changed",
    "account-removed",
    "password-changed",
    "token-made",
    "token-revoked",
    "guest-link-made",
    "guest-link-revoked",
    "guest-link-opened",
    "export",
    "import",
    "forbidden",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the trail. ``key`` is its place: later lines have later keys."""

    key: str
    at: datetime
    event: str
    actor: str
    details: Mapping[str, str | int]

    @property
    def told(self) -> str:
        """The details on one line."""
        return ", ".join(f"{name}: {value}" for name, value in self.details.items())


@needs(None)
def record(ctx: Context, event: str, details: Mapping[str, str | int] | None = None) -> None:
    """Add a line: who asks, what happened, and about what. Raises Invalid for no known event."""
    if event not in EVENTS:
        raise Invalid([Problem("bad-value", "audit", "event", f"'{event}' is no event")])
    value: dict[str, Any] = {"event": event, "actor": ctx.who.name, "details": details or {}}
    now = ctx.clock()
    key = f"{_place(now)}-{secrets.token_hex(4)}"
    ctx.store.desk.write(KIND, key, value, author=ctx.who.name, expect_version=0, at=now)


@needs(Right.ADMINISTER)
def trail(
    ctx: Context, *, limit: int | None = 100, before: str = "", event: str = ""
) -> tuple[Entry, ...]:
    """The last lines, newest first; ``before`` is the key of the last one of the page before."""
    desk = ctx.store.desk
    oldest = desk.documents(KIND, limit=1)
    newest = desk.documents(KIND, limit=1, newest_first=True)
    found: list[Entry] = []
    if not oldest or not newest:
        return ()
    month = min(before or newest[0].key, newest[0].key)[:6]
    while month >= oldest[0].key[:6] and (limit is None or len(found) < limit):
        for document in desk.documents(KIND, prefix=month, newest_first=True):
            if (not before or document.key < before) and event in ("", document.value["event"]):
                found.append(_entry(document))
        month = _month_before(month)
    return tuple(found[:limit])


@needs(Right.ADMINISTER)
def trail_table(ctx: Context, *, event: str = "") -> Table:
    """All lines for a spreadsheet, newest first."""
    rows = [
        (entry.at.isoformat(timespec="seconds"), entry.event, entry.actor, entry.told)
        for entry in trail(ctx, limit=None, event=event)
    ]
    return Table.of(("at", "event", "by", "about"), rows)


@needs(Right.ADMINISTER)
def prune(ctx: Context, days: int = DAYS_KEPT) -> int:
    """Throw away lines older than so many days; returns how many."""
    if days < 1:
        raise Invalid([Problem("bad-days", "audit", "days", "keep at least one day")])
    end = _place(ctx.clock() - timedelta(days=days))
    desk = ctx.store.desk
    gone = 0
    while old := [d for d in desk.documents(KIND, limit=500) if d.key < end]:
        gone += sum(desk.discard(KIND, document.key) for document in old)
    return gone


def _entry(document: Document) -> Entry:
    value = document.value
    return Entry(document.key, document.at, value["event"], value["actor"], value["details"])


def _place(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%f")


def _month_before(month: str) -> str:
    year, number = int(month[:4]), int(month[4:])
    return f"{year - 1}12" if number == 1 else f"{year}{number - 1:02}"
