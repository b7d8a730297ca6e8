"""A form that was opened at one revision and is saved at a later one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from netmap.errors import NotFound, UnknownEntity, UnknownSource, UnknownTie
from netmap.model import Record, RecordType, Revision, Snapshot, record_type
from netmap.services.context import Context
from netmap.services.editing import threeway
from netmap.services.editing.differences import Beside, Naming, Part, beside, differences
from netmap.services.editing.fields import Fields, to_fields
from netmap.services.editing.form_records import FormRecord
from netmap.services.identity import Names, record_in
from netmap.services.rights import Right, needs
from netmap.stores import rules


@dataclass(frozen=True, slots=True)
class Seen:
    """What the user saw of somebody else's change, and chose from it, part by part."""

    revision: int
    choices: Mapping[str, threeway.Side] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Collision:
    """Somebody else changed the same record: nothing was saved, and nothing is lost.

    ``theirs`` is None when the record was removed. ``clashes`` are the parts to choose
    between; all other parts go together by themselves.
    """

    base_revision: int
    revision: int
    base: Record | None
    mine: Record
    theirs: Record | None
    clashes: tuple[Beside, ...]
    others: tuple[Part, ...]  # what else they changed; it stays, whatever is chosen
    since: tuple[Revision, ...]  # headings of the revisions that changed it, the latest first
    fields: Fields  # mine, as a form shows it


@needs(Right.EDIT)
def resolve(
    ctx: Context,
    key: str,
    now: Snapshot,
    draft: FormRecord,
    *,
    typed: Fields,
    base_revision: int,
    seen: Seen | None,
) -> Record | Collision:
    """The record that the form and what happened meanwhile make together.

    Raises NotFound for a record that was never there.
    """
    kind = record_type(draft.record)
    theirs, mine = record_in(now, kind, key), draft.record
    base = record_at(ctx, kind, key, base_revision, theirs)
    if base is None and theirs is None and seen is None:
        raise unknown(kind, key)
    clashes: tuple[threeway.Clash, ...] = ()
    if seen:
        seen_record = record_at(ctx, kind, key, seen.revision, theirs)
        if base is not None and seen_record is not None:
            mine, clashes = threeway.merge(base, mine, seen_record, seen.choices)
        if not clashes:
            base, base_revision = seen_record, seen.revision
    if not clashes:
        if theirs == base:
            return mine
        if theirs is not None:
            merged, clashes = _together(now, draft, base, mine, theirs)
            if not clashes:
                return merged
    text = to_fields(mine, Names(now).text, draft.new_source)
    text |= {name: value for name, value in typed.items() if name.startswith("new.")}
    since = ctx.store.revisions(after=base_revision, touching=(kind, key))
    naming = Naming(now, [draft.new_source])
    chosen = {clash.part for clash in clashes}
    changed = differences(base, theirs, naming) if base and theirs else ()
    return Collision(
        base_revision=base_revision,
        revision=now.revision,
        base=base,
        mine=mine,
        theirs=theirs,
        clashes=tuple(beside(clash, mine, naming) for clash in clashes),
        others=tuple(part for part in changed if part.name not in chosen),
        since=tuple(reversed(since)),
        fields=text,
    )


@needs(Right.EDIT)
def record_at(
    ctx: Context, kind: RecordType, key: str, revision: int, now: Record | None
) -> Record | None:
    """One record as it was at a revision, without reading all the others.

    ``now`` is the record in the latest revision.
    """
    later = ctx.store.revisions(after=revision, limit=1, touching=(kind, key), with_changes=True)
    for change in later[0].changes if later else ():
        if (change.type, change.id) == (kind, key):
            return change.before
    return now


def unknown(kind: RecordType, key: str) -> NotFound:
    """The fact that a record is not there."""
    facts = {"entity": UnknownEntity, "tie": UnknownTie, "source": UnknownSource}
    return facts[kind](key)


def _together(
    now: Snapshot, draft: FormRecord, base: Record | None, mine: Record, theirs: Record
) -> tuple[Record, tuple[threeway.Clash, ...]]:
    """Both changes in one record, or every part that differs when that cannot be."""
    if base is None:
        return mine, threeway.differing(theirs, mine, theirs)
    merged, clashes = threeway.merge(base, mine, theirs)
    kinds = {entity.id: entity.kind for entity in now.entities.values()}
    sources = {*now.sources, *([draft.new_source.id] if draft.new_source else [])}
    if not clashes and any(True for _ in rules.check(merged, kinds, sources)):
        clashes = threeway.differing(base, mine, theirs)
    return merged, clashes
