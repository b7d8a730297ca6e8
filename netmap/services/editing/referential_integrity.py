"""Make a set of changes hold together: no tie without its ends, no citation without its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from netmap.model import (
    Change,
    Entity,
    Put,
    Record,
    RecordedChange,
    RecordType,
    Remove,
    Snapshot,
    Source,
    Tie,
    record_type,
)
from netmap.services.context import Context
from netmap.services.editing.edit_conflict import record_at
from netmap.services.identity import record_in
from netmap.services.rights import Right, needs
from netmap.vocabulary import vocabulary

Address: TypeAlias = tuple[RecordType, str]
Wanted: TypeAlias = dict[Address, Record | None]  # None: it is to go


def changes_to(now: Snapshot, changes: Iterable[Change]) -> tuple[RecordedChange, ...]:
    """What changes would do to a snapshot; what changes nothing is left out."""
    found = []
    for change in changes:
        after = change.record if isinstance(change, Put) else None
        kind, key = (record_type(after), after.id) if after else _target(change)
        before = record_in(now, kind, key)
        if before != after:
            found.append(RecordedChange(kind, key, before, after))
    return tuple(found)


@needs(Right.EDIT)
def complete(
    ctx: Context,
    now: Snapshot,
    wanted: Mapping[Address, Record | None],
    revision: int,
    *,
    spread: bool,
) -> tuple[Change, ...]:
    """The changes that are wanted, made to hold together.

    With ``spread`` what they need comes back as it was at ``revision``, and ties that would
    hang in the air go too. Without it, what cannot be done alone is left out. A source that
    something still cites always stays.
    """
    todo = {address: r for address, r in wanted.items() if record_in(now, *address) != r}
    mending = True
    while mending:  # each round settles one address for good
        mending = _mend_sources(ctx, now, todo, revision) or _mend_ties(
            ctx, now, todo, revision, spread=spread
        )
    return tuple(
        Remove(*address) if record is None else Put(record)
        for address, record in sorted(todo.items(), key=lambda item: item[0])
    )


def _target(change: Change) -> Address:
    if isinstance(change, Put):
        return record_type(change.record), change.record.id
    return change.type, change.id


def _after(now: Snapshot, todo: Wanted, address: Address) -> Record | None:
    return todo[address] if address in todo else record_in(now, *address)


def _citing(now: Snapshot, todo: Wanted) -> Iterator[tuple[Address, Entity | Tie]]:
    """The entities and ties that there will be."""
    held: tuple[Entity | Tie, ...] = (*now.entities.values(), *now.ties.values())
    for record in held:
        address: Address = (record_type(record), record.id)
        if address not in todo:
            yield address, record
    for address, wanted in todo.items():
        if wanted is not None and not isinstance(wanted, Source):
            yield address, wanted


def _mend_sources(ctx: Context, now: Snapshot, todo: Wanted, revision: int) -> bool:
    for address, record in _citing(now, todo):
        for citation in record.citations:
            source: Address = ("source", citation.source)
            if _after(now, todo, source) is not None:
                continue
            past = record_at(ctx, *source, revision, record_in(now, *source))
            if todo.pop(source, None) is None and record_in(now, *source) is not None:
                return True  # it stays
            if past is not None:
                todo[source] = past
            else:
                del todo[address]
            return True
    return False


def _mend_ties(ctx: Context, now: Snapshot, todo: Wanted, revision: int, *, spread: bool) -> bool:
    for address, tie in _citing(now, todo):
        if not isinstance(tie, Tie):
            continue
        for key in (tie.partnership, tie.source, tie.target):
            end: Address = ("entity", key)
            if _after(now, todo, end) is not None:
                continue
            past = None if end in todo else record_at(ctx, *end, revision, None)
            if spread and past is not None:
                todo[end] = past
            elif spread:
                _leave_out(now, todo, address)
            elif address in todo:
                del todo[address]
            else:
                del todo[end]
            return True
        if not _allowed(now, todo, tie):
            _leave_out(now, todo, address)
            return True
    return False


def _leave_out(now: Snapshot, todo: Wanted, address: Address) -> None:
    """No such tie: it goes, or does not come back."""
    if record_in(now, *address) is None:
        del todo[address]
    else:
        todo[address] = None


def _allowed(now: Snapshot, todo: Wanted, tie: Tie) -> bool:
    ends = [_after(now, todo, ("entity", key)) for key in (tie.source, tie.target)]
    kinds = [end.kind for end in ends if isinstance(end, Entity)]
    return len(kinds) == 2 and vocabulary().allows(tie.kind, *kinds)
