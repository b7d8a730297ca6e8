"""Take a record out, with what hangs on it; told before it is done."""

from __future__ import annotations

from dataclasses import dataclass, replace

from netmap.errors import Invalid, Problem
from netmap.model import Change, Entity, Put, Record, RecordType, Remove, Snapshot, Tie
from netmap.services.browse import TieView, tie_view
from netmap.services.context import Context
from netmap.services.editing.commit_if_unchanged import commit_if_unchanged
from netmap.services.editing.edit_conflict import unknown
from netmap.services.identity import record_in
from netmap.services.rights import Right, needs


@dataclass(frozen=True, slots=True)
class Removal:
    """What would go. A source takes its citations along, and what then rests on nothing."""

    revision: int
    type: RecordType
    record: Record
    view: TieView | None  # of a tie that is removed
    ties: tuple[TieView, ...]  # that would go too
    elsewhere: tuple[Entity, ...]  # other partnerships that lose some of these
    loosened: int  # records that stay, and lose a citation


@needs(Right.EDIT)
def removal(ctx: Context, kind: RecordType, key: str, partnership: str = "") -> Removal:
    """What removing a record would take along.

    Raises UnknownEntity, UnknownTie, UnknownSource; Invalid for a partnership.
    """
    return _removal(ctx.store.snapshot(), kind, key, partnership)


@needs(Right.EDIT)
def remove(
    ctx: Context, kind: RecordType, key: str, *, message: str, expect: int | None = None
) -> int:
    """Take a record out with everything that `removal` lists; one revision.

    Raises Conflict when something else hangs on it than at revision ``expect``, Invalid for a
    partnership, UnknownEntity, UnknownTie, UnknownSource.
    """

    def changes(snapshot: Snapshot) -> tuple[Change, ...]:
        going = _removal(snapshot, kind, key, "")
        ties = {view.tie.id for view in going.ties}
        loosened = _without(snapshot, key, ties) if kind == "source" else []
        return (Remove(kind, key), *(Remove("tie", tie) for tie in sorted(ties)), *loosened)

    now = ctx.store.snapshot()
    return commit_if_unchanged(ctx, now, changes, message=message, expect=expect)


def _removal(now: Snapshot, kind: RecordType, key: str, partnership: str) -> Removal:
    record = record_in(now, kind, key)
    if record is None:
        raise unknown(kind, key)
    if isinstance(record, Entity) and record.kind == "partnership":
        message = "a partnership is not removed; its ties carry everything that is known"
        raise Invalid([Problem("cannot-remove", "", "", message)])
    ties = tuple(tie for tie in now.ties.values() if _hangs_on(tie, kind, key))
    elsewhere = sorted({tie.partnership for tie in ties} - {partnership}) if partnership else []
    return Removal(
        revision=now.revision,
        type=kind,
        record=record,
        view=tie_view(now, record) if isinstance(record, Tie) else None,
        ties=tuple(tie_view(now, tie) for tie in ties),
        elsewhere=tuple(now.entities[home] for home in elsewhere),
        loosened=len(_without(now, key, {t.id for t in ties})) if kind == "source" else 0,
    )


def _hangs_on(tie: Tie, kind: RecordType, key: str) -> bool:
    """Whether a tie cannot be without the record."""
    if kind == "entity":
        return key in (tie.source, tie.target)
    return kind == "source" and {citation.source for citation in tie.citations} == {key}


def _without(now: Snapshot, source: str, gone: set[str]) -> list[Change]:
    """The records that cite a source and stay, without those citations."""
    staying: list[Entity | Tie] = [*now.entities.values()]
    staying += [tie for tie in now.ties.values() if tie.id not in gone]
    return [
        Put(replace(record, citations=tuple(c for c in record.citations if c.source != source)))
        for record in staying
        if any(citation.source == source for citation in record.citations)
    ]
