"""A file that leaves the house, and the line in the audit trail that says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from netmap.model import Snapshot
from netmap.services.accounts import audit
from netmap.services.context import Context


@dataclass(frozen=True, slots=True)
class Exported:
    """A file to hand over."""

    name: str
    media_type: str
    content: bytes


def told(ctx: Context, form: str, partnership: str, revision: int) -> None:
    """Write down who took out what; never with which code."""
    details: dict[str, str | int] = {"format": form, "partnership": partnership or "all"}
    details["revision"] = revision
    audit.record(ctx, "export", details)


def moment(ctx: Context, snapshot: Snapshot) -> datetime | None:
    """When the revision of a snapshot was made; None for an empty store."""
    found = ctx.store.revisions(after=snapshot.revision - 1, limit=1) if snapshot.revision else ()
    return found[0].at if found else None
