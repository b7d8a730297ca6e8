"""Save what a form says as one revision, or tell what is wrong, or who came in between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from netmap.errors import Conflict, Invalid, Problem
from netmap.model import Put, Record, RecordType
from netmap.services import history
from netmap.services.context import Context
from netmap.services.editing.edit_conflict import Collision, Seen, resolve
from netmap.services.editing.fields import Fields
from netmap.services.editing.form_records import (
    Drafting,
    FormRecord,
    entity_from_form,
    field_of,
    source_from_form,
    tie_from_form,
)
from netmap.services.identity import home_of
from netmap.services.rights import Right, needs

_TRIES = 5  # somebody may commit between our look and our save, but hardly five times

_DRAFTING: Mapping[RecordType, Drafting] = {
    "entity": entity_from_form,
    "tie": tie_from_form,
    "source": source_from_form,
}


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of it: the revision, and the record as it is now."""

    revision: int
    record: Record
    changed: bool  # False when the form said what was known already
    merged: bool = False  # somebody else changed other parts of it; both are kept


@needs(Right.EDIT)
def save(
    ctx: Context,
    kind: RecordType,
    partnership: str,
    typed: Fields,
    message: str,
    *,
    key: str | None = None,
    base_revision: int = 0,
    seen: Seen | None = None,
) -> Saved | Collision:
    """Add an entity, tie or source, or change the one of an id, opened at ``base_revision``.

    Raises UnknownPartnership, UnknownEntity, UnknownTie or UnknownSource, and Invalid with
    every problem at its field.
    """
    for attempt in range(_TRIES):
        now = ctx.store.snapshot()
        draft = _DRAFTING[kind](now, home_of(now, partnership), typed, key)
        merged = False
        if key is not None:
            settled = resolve(
                ctx, key, now, draft, typed=typed, base_revision=base_revision, seen=seen
            )
            if isinstance(settled, Collision):
                return settled
            merged = settled != draft.record
            draft = FormRecord(settled, draft.also, draft.new_source)
        changes = (*draft.also, Put(draft.record))
        try:
            revision = history.commit(ctx, changes, message=message, expect_revision=now.revision)
        except Conflict:
            if attempt == _TRIES - 1:
                raise
        except Invalid as refused:
            own = f"{kind} {draft.record.id}"
            raise Invalid(_at_field(problem, own) for problem in refused.problems) from refused
        else:
            return Saved(revision, draft.record, revision != now.revision, merged)
    raise AssertionError("the last attempt returns or raises")


def _at_field(problem: Problem, own: str) -> Problem:
    """The problem at its field; one of another record concerns the form as a whole."""
    if problem.where == "revision":
        return Problem(problem.code, "", "message", problem.message)
    if problem.where == own:
        return Problem(problem.code, "", field_of(problem.field), problem.message)
    return Problem(problem.code, problem.where, "", problem.message)
