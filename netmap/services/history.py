"""Change the graph: every change is a revision. Going back is in `services.editing`."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from netmap.errors import Conflict, UnknownRevision
from netmap.model import Change, RecordType, Revision
from netmap.services.belonging import ADDED, KINDS, added_by
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
    if home is not None:
        _keep_where(ctx, home, number, changes, made=number > before)
    return number


def _home(ctx: Context) -> str | None:
    """Where a change is made: the partnership at hand, else the only one that may be changed."""
    if ctx.partnership is not None or Right.EDIT in ctx.who.rights:
        return ctx.partnership
    mine = [key for key in ctx.who.local if ctx.who.may(Right.EDIT, key)]
    return mine[0] if len(mine) == 1 else None


def _keep_where(
    ctx: Context, partnership: str, number: int, changes: tuple[Change, ...], *, made: bool
) -> None:
    """Keep in which partnership was added what no tie names yet."""
    desk = whole(ctx.store).desk  # what is not said to be here does not show here yet
    found = whole(ctx.store).revisions(after=number - 1, limit=1, with_changes=True)
    value = added_by(found[0].changes if found and made else (), changes, partnership)
    if value:
        key = f"{partnership}/{number}"
        with suppress(Conflict):
            before = desk.document(ADDED, key)
            version = before.version if before else 0
            if before:  # nothing changed since that revision but that things were let go
                left = before.value.get("left", {})
                both = {kind: [*left.get(kind, ()), *value["left"][kind]] for kind in KINDS}
                value = {**before.value, "left": both}
            desk.write(ADDED, key, value, author=ctx.author, expect_version=version, at=ctx.clock())


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
