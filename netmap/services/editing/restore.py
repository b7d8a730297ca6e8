"""Bring back an older state, as a new revision, after a look at what would change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from netmap.errors import Invalid, Problem, UnknownRevision
from netmap.model import Change, Entity, Record, RecordType, Scope, Snapshot, Tie
from netmap.services.context import Context
from netmap.services.editing.commit_if_unchanged import commit_if_unchanged
from netmap.services.editing.differences import Naming, Told, Word, subject, tell
from netmap.services.editing.edit_conflict import unknown
from netmap.services.editing.referential_integrity import Address, changes_to, complete
from netmap.services.identity import home_of, names_here, record_in
from netmap.services.rights import Right, needs
from netmap.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Restoring:
    """What would change if an older state came back."""

    revision: int  # the latest one: what is previewed was computed from it
    to: int
    name: tuple[Word, ...]  # of the record, or of the partnership
    fictional: bool
    changes: tuple[Told, ...]


@needs(Right.EDIT)
def restoring_record(
    ctx: Context, kind: RecordType, key: str, revision: int, *, ties: bool = False
) -> Restoring:
    """What would change if one record were again as it was at a revision.

    With ``ties`` an entity gets the ties back that it had then, and loses the others.

    Raises UnknownRevision, and UnknownEntity, UnknownTie or UnknownSource for what is there
    neither then nor now.
    """
    now, then = _both(ctx, revision)
    changes = _record_changes(ctx, now, then, kind, key, ties=ties)
    record = record_in(then, kind, key) or record_in(now, kind, key)
    if record is None:
        raise unknown(kind, key)
    naming = Naming(now, then.entities.values())
    fictional = not isinstance(record, Tie) and record.fictional
    told = tell(changes_to(now, changes), now)
    return Restoring(now.revision, revision, subject(record, naming), fictional, told)


@needs(Right.EDIT)
def restore_record(
    ctx: Context,
    kind: RecordType,
    key: str,
    revision: int,
    *,
    message: str,
    ties: bool = False,
    expect: int | None = None,
) -> int:
    """Make one record again what it was at a revision; a new revision.

    Raises Conflict when it would change something else than at revision ``expect``, Invalid
    (``nothing-to-restore``) when it is as it was then, and what `restoring_record` raises.
    """
    now, then = _both(ctx, revision)
    return _commit(
        ctx,
        now,
        lambda seen: _record_changes(ctx, seen, then, kind, key, ties=ties),
        message,
        expect,
    )


@needs(Right.EDIT)
def restoring_partnership(ctx: Context, partnership: str, revision: int) -> Restoring:
    """What would change if a partnership were again as it was at a revision.

    Entities that other partnerships share stay as they are; they come back when missing.

    Raises UnknownPartnership, UnknownRevision.
    """
    now, then = _both(ctx, revision)
    home = home_of(now, partnership)
    changes = _partnership_changes(ctx, now, then, partnership)
    told = tell(changes_to(now, changes), now)
    return Restoring(now.revision, revision, (home.name,), home.fictional, told)


@needs(Right.EDIT)
def restore_partnership(
    ctx: Context, partnership: str, revision: int, *, message: str, expect: int | None = None
) -> int:
    """Make a partnership again what it was at a revision; a new revision.

    Raises Conflict when it would change something else than at revision ``expect``, Invalid
    (``nothing-to-restore``) when it is as it was then, UnknownPartnership, UnknownRevision.
    """
    now, then = _both(ctx, revision)
    home_of(now, partnership)
    return _commit(
        ctx, now, lambda seen: _partnership_changes(ctx, seen, then, partnership), message, expect
    )


def _both(ctx: Context, revision: int) -> tuple[Snapshot, Snapshot]:
    now = ctx.store.snapshot()
    if revision < 1:
        raise UnknownRevision(revision, now.revision)
    return now, ctx.store.snapshot(Scope(revision=revision))


def _commit(
    ctx: Context,
    now: Snapshot,
    compute: Callable[[Snapshot], tuple[Change, ...]],
    message: str,
    expect: int | None,
) -> int:
    if not compute(now):
        text = "it is as it was then; there is nothing to bring back"
        raise Invalid([Problem("nothing-to-restore", "", "", text)])
    return commit_if_unchanged(ctx, now, compute, message=message, expect=expect)


def _record_changes(
    ctx: Context, now: Snapshot, then: Snapshot, kind: RecordType, key: str, *, ties: bool
) -> tuple[Change, ...]:
    wanted: dict[Address, Record | None] = {(kind, key): record_in(then, kind, key)}
    if kind == "entity" and ties:
        for snapshot in (now, then):
            for tie in snapshot.ties.values():
                if key in (tie.source, tie.target):
                    wanted["tie", tie.id] = then.ties.get(tie.id)
    return complete(ctx, now, wanted, then.revision, spread=True)


def _partnership_changes(
    ctx: Context, now: Snapshot, then: Snapshot, partnership: str
) -> tuple[Change, ...]:
    wanted: dict[Address, Record | None] = {}
    for snapshot in (now, then):
        for tie in snapshot.ties.values():
            if tie.partnership == partnership:
                wanted["tie", tie.id] = then.ties.get(tie.id)
    for key in _own(now, then, partnership):
        wanted["entity", key] = then.entities.get(key)
    return complete(ctx, now, wanted, then.revision, spread=True)


def _own(now: Snapshot, then: Snapshot, partnership: str) -> Iterator[str]:
    """The entities that only this partnership has ties with, now and then."""
    elsewhere = {
        end
        for snapshot in (now, then)
        for tie in snapshot.ties.values()
        if tie.partnership != partnership
        for end in (tie.source, tie.target)
    }
    for key in names_here(now, partnership) | names_here(then, partnership):
        entity: Entity | None = now.entities.get(key) or then.entities.get(key)
        shared = entity is None or vocabulary().entities[entity.kind].reference or key in elsewhere
        if not shared:
            yield key
