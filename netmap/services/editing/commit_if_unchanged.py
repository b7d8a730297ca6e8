"""What was looked at is what is done; what others changed besides does not matter."""

from __future__ import annotations

from collections.abc import Callable

from netmap.errors import Conflict, NetmapError
from netmap.model import Change, Scope, Snapshot
from netmap.services import history
from netmap.services.context import Context
from netmap.services.editing.referential_integrity import changes_to
from netmap.services.rights import Right, needs


@needs(Right.EDIT)
def commit_if_unchanged(
    ctx: Context,
    now: Snapshot,
    compute: Callable[[Snapshot], tuple[Change, ...]],
    *,
    message: str,
    expect: int | None,
) -> int:
    """Commit what ``compute`` makes of now, if that does the same as it would at ``expect``.

    Raises Conflict when it does not, and what ``compute`` raises.
    """
    changes = compute(now)
    if expect is not None and expect != now.revision and not _same(ctx, expect, compute, now):
        raise Conflict(expected=expect, actual=now.revision)
    return history.commit(ctx, changes, message=message, expect_revision=now.revision)


def _same(
    ctx: Context, expect: int, compute: Callable[[Snapshot], tuple[Change, ...]], now: Snapshot
) -> bool:
    seen = ctx.store.snapshot(Scope(revision=expect))
    try:
        return changes_to(seen, compute(seen)) == changes_to(now, compute(now))
    except NetmapError:  # what is asked for could not be done then
        return False
