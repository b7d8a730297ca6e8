"""Change the graph and go back: every change is a revision, undo is one too."""

from __future__ import annotations

from collections.abc import Iterable

from netmap.errors import Invalid, Problem, UnknownRevision
from netmap.model import Change, Put, RecordedChange, Remove, Revision, Snapshot
from netmap.services.context import Context
from netmap.services.rights import Right, needs


@needs(Right.EDIT)
def commit(
    ctx: Context, changes: Iterable[Change], *, message: str, expect_revision: int | None = None
) -> int:
    """Apply changes as one revision; returns its number. Raises Invalid, Conflict."""
    return ctx.store.commit(
        changes, author=ctx.author, message=message, expect_revision=expect_revision
    )


@needs(Right.READ)
def revision(ctx: Context, number: int) -> Revision:
    """One revision with its changes. Raises UnknownRevision."""
    found = ctx.store.revisions(after=number - 1, limit=1, with_changes=True) if number > 0 else ()
    if not found:
        raise UnknownRevision(number, ctx.store.ping())
    return found[0]


@needs(Right.EDIT)
def undo(ctx: Context, number: int, *, message: str = "") -> int:
    """Reverse one revision by a new one; undoing that one is redo.

    Raises UnknownRevision, and Invalid when a record was changed again since, or
    when later records build on what would disappear. Nothing is changed then.
    """
    reversed_ = revision(ctx, number)
    now = ctx.store.snapshot()
    problems = [
        Problem(
            "changed-since",
            f"{change.type} {change.id}",
            "",
            f"was changed again after revision {number}; undo the later change first",
        )
        for change in reversed_.changes
        if _current(now, change) != change.after
    ]
    if problems:
        raise Invalid(problems)
    return ctx.store.commit(
        [_inverse(change) for change in reversed_.changes],
        author=ctx.author,
        message=message or f"Undo of revision {number}: {reversed_.message}",
        expect_revision=now.revision,
    )


def _current(snapshot: Snapshot, change: RecordedChange) -> object:
    tables = {"entity": snapshot.entities, "tie": snapshot.ties, "source": snapshot.sources}
    return tables[change.type].get(change.id)


def _inverse(change: RecordedChange) -> Change:
    return Remove(change.type, change.id) if change.before is None else Put(change.before)
