"""Take a revision back by a new one; where later changes stand in the way, the user chooses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from netmap.errors import Invalid, Problem
from netmap.model import Change, Record, RecordedChange, Revision, Snapshot
from netmap.services import history
from netmap.services.context import Context
from netmap.services.editing import threeway
from netmap.services.editing.commit_if_unchanged import commit_if_unchanged
from netmap.services.editing.differences import Told, tell
from netmap.services.editing.referential_integrity import Address, changes_to, complete
from netmap.services.editing.timeline import Entry, revision_entry
from netmap.services.identity import record_in
from netmap.services.rights import Right, needs

# all: also what was changed again since; rest: only what was not
Extent: TypeAlias = Literal["all", "rest"]


@dataclass(frozen=True, slots=True)
class Undoing:
    """What undoing a revision would do. ``later`` are records that were changed again since."""

    revision: int  # the latest one: what is previewed was computed from it
    entry: Entry
    fictional: bool
    all: tuple[Told, ...]  # what would change if everything is taken back
    rest: tuple[Told, ...]  # what would change if later changes stay
    later: tuple[Told, ...]  # what happened to the same records since
    clear: bool  # nothing stands in the way: no choice is needed


@needs(Right.EDIT)
def undoing(ctx: Context, number: int) -> Undoing:
    """What undoing a revision would do, before it is done. Raises UnknownRevision."""
    now = ctx.store.snapshot()
    revision = history.revision(ctx, number)
    everything, rest, clear = _inverses(ctx, revision, now)
    later = [
        RecordedChange(c.type, c.id, c.after, record_in(now, c.type, c.id))
        for c in revision.changes
        if record_in(now, c.type, c.id) != c.after
    ]
    found = revision_entry(ctx, number)
    return Undoing(
        revision=now.revision,
        entry=found.entries[0],
        fictional=found.fictional,
        all=tell(changes_to(now, everything), now),
        rest=tell(changes_to(now, rest), now),
        later=tell([c for c in later if c.before or c.after], now),
        clear=clear,
    )


@needs(Right.EDIT)
def undo(
    ctx: Context,
    number: int,
    *,
    message: str = "",
    extent: Extent | None = None,
    expect: int | None = None,
) -> int:
    """Take a revision back by a new one; undoing that one is redo.

    Without ``extent`` this is refused when later changes stand in the way. ``expect`` is
    the revision at which the user looked at what would change.

    Raises UnknownRevision, Conflict, and Invalid: nothing is left to take back, or
    ``changed-since`` when the user has to choose.
    """
    now = ctx.store.snapshot()
    revision = history.revision(ctx, number)
    everything, rest, clear = _inverses(ctx, revision, now)
    if extent is None and not clear:
        why = f"changed again after revision {number}; choose what to take back"
        raise Invalid([Problem("changed-since", "", "", why)])
    chosen = everything if extent == "all" else rest
    if not changes_to(now, chosen):
        raise Invalid([Problem("nothing-to-undo", "", "", "nothing of it is left to take back")])

    def compute(seen: Snapshot) -> tuple[Change, ...]:
        everything, rest, _ = _inverses(ctx, revision, seen)
        return everything if extent == "all" else rest

    words = message or f"Undone: revision {number} ({revision.message})"
    return commit_if_unchanged(ctx, now, compute, message=words, expect=expect)


def _inverses(
    ctx: Context, revision: Revision, now: Snapshot
) -> tuple[tuple[Change, ...], tuple[Change, ...], bool]:
    """The changes that take everything back, those that leave later changes, and whether
    there is no need to choose.

    What somebody changed since in other parts of the same record stays in the latter.
    """
    back = {(c.type, c.id): c.before for c in revision.changes}
    gentle: dict[Address, Record | None] = {}
    clear = True
    for change in revision.changes:
        current = record_in(now, change.type, change.id)
        if current in (change.after, change.before):
            gentle[change.type, change.id] = change.before
        elif change.before is None or change.after is None or current is None:
            clear = False
        else:
            theirs: threeway.Choices = dict.fromkeys(threeway.parts(current), "theirs")
            _, clashes = threeway.merge(change.after, change.before, current)
            merged, _ = threeway.merge(change.after, change.before, current, theirs)
            gentle[change.type, change.id] = merged
            clear = clear and not clashes
    before = revision.number - 1
    everything = complete(ctx, now, back, before, spread=True)
    rest = complete(ctx, now, gentle, before, spread=False)
    clear = clear and rest == complete(ctx, now, gentle, before, spread=True)
    return everything, rest, clear
