"""Change the graph: every change is a revision. Going back is in `services.editing`."""

from __future__ import annotations

from collections.abc import Iterable

from netmap.errors import UnknownRevision
from netmap.model import Change, Revision
from netmap.services.accounts.retention import tidy_when_due
from netmap.services.context import Context
from netmap.services.rights import Right, needs


@needs(Right.EDIT)
def commit(
    ctx: Context, changes: Iterable[Change], *, message: str, expect_revision: int | None = None
) -> int:
    """Apply changes as one revision; returns its number. Raises Invalid, Conflict."""
    number = ctx.store.commit(
        changes, author=ctx.author, message=message, expect_revision=expect_revision
    )
    tidy_when_due(ctx)
    return number


@needs(Right.READ)
def revision(ctx: Context, number: int) -> Revision:
    """One revision with its changes. Raises UnknownRevision."""
    found = ctx.store.revisions(after=number - 1, limit=1, with_changes=True) if number > 0 else ()
    if not found:
        raise UnknownRevision(number, ctx.store.ping())
    return found[0]
