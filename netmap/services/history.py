"""Change the graph: every change is a revision. Going back is in `services.editing`."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from netmap.errors import Conflict, UnknownRevision
from netmap.model import Change, Put, RecordType, Revision
from netmap.services.belonging import ADDED, untied
from netmap.services.context import Context
from netmap.services.readable import whole
from netmap.services.rights import Right, needs


@needs(Right.EDIT)
def commit(
    ctx: Context, changes: Iterable[Change], *, message: str, expect_revision: int | None = None
) -> int:
    """Apply changes as one revision; returns its number. Raises Invalid, Conflict, Forbidden."""
    changes = tuple(changes)
    before = ctx.store.ping()
    number = ctx.store.commit(
        changes, author=ctx.author, message=message, expect_revision=expect_revision
    )
    home = _home(ctx)
    if home is not None and number > before:
        _keep_where(ctx, home, number, changes)
    return number


def _home(ctx: Context) -> str | None:
    """Where a change is made: the partnership at hand, else the only one that may be changed."""
    if ctx.partnership is not None or Right.EDIT in ctx.who.rights:
        return ctx.partnership
    mine = [key for key in ctx.who.local if ctx.who.may(Right.EDIT, key)]
    return mine[0] if len(mine) == 1 else None


def _keep_where(ctx: Context, partnership: str, number: int, changes: tuple[Change, ...]) -> None:
    """Keep in which partnership was added what no tie names yet."""
    store = whole(ctx.store)  # what is not said to be here does not show here yet
    (made,) = store.revisions(after=number - 1, limit=1, with_changes=True) or (None,)
    # a commit that changed nothing answers with a number that may be of somebody else's
    mine = {c.record.id for c in changes if isinstance(c, Put)}
    new = untied(c for c in made.changes if c.id in mine) if made else {}
    if any(new.values()):
        key = f"{partnership}/{number}"
        with suppress(Conflict):
            store.desk.write(ADDED, key, new, author=ctx.author, expect_version=0, at=ctx.clock())


@needs(Right.READ)
def revision(ctx: Context, number: int) -> Revision:
    """One revision with its changes. Raises UnknownRevision."""
    found = ctx.store.revisions(after=number - 1, limit=1, with_changes=True) if number > 0 else ()
    if not found or found[0].number != number:
        raise UnknownRevision(number, ctx.store.ping())
    return found[0]


@needs(Right.READ)
def revisions(
    ctx: Context, *, after: int = 0, limit: int, touching: tuple[RecordType, str] | None = None
) -> tuple[Revision, ...]:
    """The headings of revisions with a number above ``after``, oldest first."""
    return ctx.store.revisions(after=after, limit=limit, touching=touching)
