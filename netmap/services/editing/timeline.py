"""Who changed what when: of one entity with its ties, of a partnership, of everything."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from netmap.errors import UnknownEntity, UnknownRevision
from netmap.model import Entity, RecordedChange, Revision, Snapshot, Source, Tie
from netmap.services.context import Context
from netmap.services.editing.differences import Told, tell
from netmap.services.identity import home_of, names_here
from netmap.services.rights import Right, needs

PAGE = 20
_CHUNK = 40
# what the pages write when something is undone, in both languages
_UNDOES = re.compile(r"^(?:Undone|Ongedaan gemaakt): (?:revision|revisie) ([0-9]{1,12})\b")


@dataclass(frozen=True, slots=True)
class Entry:
    """One revision in words; ``changes`` are those that concern the question."""

    number: int
    at: datetime
    author: str
    message: str
    changes: tuple[Told, ...]
    others: int  # changes of the same revision that the question is not about
    undoes: int | None  # the revision that this one reversed; undoing it is redo


@dataclass(frozen=True, slots=True)
class Timeline:
    """Revisions, the latest first; ``older`` is where the next page begins."""

    revision: int
    subject: Entity | None  # an entity or partnership; None for everything
    fictional: bool
    entries: tuple[Entry, ...]
    older: int | None


@needs(Right.READ)
def entity_history(ctx: Context, key: str, *, before: int | None = None) -> Timeline:
    """The revisions of an entity and of its ties. Raises UnknownEntity."""
    now = ctx.store.snapshot()
    entity = now.entities.get(key) or _as_it_was(ctx, key)

    def concerns(change: RecordedChange) -> bool:
        return change.id == key or any(
            isinstance(record, Tie) and key in (record.source, record.target)
            for record in (change.before, change.after)
        )

    return _timeline(ctx, now, entity, concerns, before)


@needs(Right.READ)
def partnership_history(ctx: Context, key: str, *, before: int | None = None) -> Timeline:
    """The revisions of a partnership: its ties, and what they link and cite.

    Raises UnknownPartnership.
    """
    now = ctx.store.snapshot()
    home, here = home_of(now, key), names_here(now, key)
    ties = [tie for tie in now.ties.values() if tie.partnership == key]
    cited = {citation.source for tie in ties for citation in tie.citations}

    def concerns(change: RecordedChange) -> bool:
        records = (change.before, change.after)
        if change.type == "tie":
            return any(isinstance(record, Tie) and record.partnership == key for record in records)
        return change.id in here or change.id in cited

    return _timeline(ctx, now, home, concerns, before)


@needs(Right.READ)
def whole_history(ctx: Context, *, before: int | None = None) -> Timeline:
    """Every revision of the store."""
    return _timeline(ctx, ctx.store.snapshot(), None, lambda change: True, before)  # noqa: ARG005 - a predicate


@needs(Right.READ)
def revision_entry(ctx: Context, number: int) -> Timeline:
    """One revision in words. Raises UnknownRevision."""
    now = ctx.store.snapshot()
    found = ctx.store.revisions(after=number - 1, limit=1, with_changes=True) if number > 0 else ()
    if not found or found[0].number != number:
        raise UnknownRevision(number, now.revision)
    entry = _entry(ctx, now, found[0], lambda change: True)  # noqa: ARG005 - a predicate
    invented = [_fictional(change) for change in found[0].changes]
    return Timeline(now.revision, None, bool(invented) and all(invented), (entry,), None)


def _timeline(
    ctx: Context,
    now: Snapshot,
    subject: Entity | None,
    concerns: Callable[[RecordedChange], bool],
    before: int | None,
) -> Timeline:
    entries: list[Entry] = []
    older = None
    for revision in _backwards(ctx, min(before or now.revision + 1, now.revision + 1)):
        if not any(map(concerns, revision.changes)):
            continue
        if len(entries) == PAGE:
            older = entries[-1].number
            break
        entries.append(_entry(ctx, now, revision, concerns))
    fictional = subject.fictional if subject else False
    return Timeline(now.revision, subject, fictional, tuple(entries), older)


def _backwards(ctx: Context, before: int) -> Iterator[Revision]:
    """The revisions below a number with their changes, the latest first, a few at a time."""
    while before > 1:
        after = max(0, before - 1 - _CHUNK)
        chunk = ctx.store.revisions(after=after, limit=before - 1 - after, with_changes=True)
        yield from reversed(chunk)
        before = after + 1


def _entry(
    ctx: Context, now: Snapshot, revision: Revision, concerns: Callable[[RecordedChange], bool]
) -> Entry:
    changes = [change for change in revision.changes if concerns(change)]
    return Entry(
        number=revision.number,
        at=revision.at,
        author=revision.author,
        message=revision.message,
        changes=tell(changes, now, lambda key: _name_once(ctx, key)),
        others=len(revision.changes) - len(changes),
        undoes=_undone(ctx, revision),
    )


def _undone(ctx: Context, revision: Revision) -> int | None:
    """The revision that this one took back: its message says so, and its changes bear it out."""
    match = _UNDOES.match(revision.message)
    number = int(match[1]) if match else 0
    if not 0 < number < revision.number:
        return None
    earlier = ctx.store.revisions(after=number - 1, limit=1, with_changes=True)
    then = {(c.type, c.id) for c in earlier[0].changes} if earlier else set()
    return number if then & {(c.type, c.id) for c in revision.changes} else None


def _name_once(ctx: Context, key: str) -> str | None:
    """The last name of something that is no longer there."""
    try:
        return _as_it_was(ctx, key).name
    except UnknownEntity:
        return None


def _as_it_was(ctx: Context, key: str) -> Entity:
    """An entity that was removed, as it was last. Raises UnknownEntity."""
    for revision in reversed(ctx.store.revisions(touching=("entity", key), with_changes=True)):
        for change in revision.changes:
            if (change.type, change.id) == ("entity", key) and isinstance(change.before, Entity):
                return change.before
    raise UnknownEntity(key)


def _fictional(change: RecordedChange) -> bool:
    records = (change.before, change.after)
    return any(isinstance(record, Entity | Source) and record.fictional for record in records)
