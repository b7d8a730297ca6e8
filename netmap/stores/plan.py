"""What a commit would do, and every reason to refuse it: pure, shared by all stores."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from netmap.errors import Invalid, Problem
from netmap.model import (
    Change,
    Entity,
    Put,
    Record,
    RecordedChange,
    RecordType,
    Source,
    Tie,
    record_type,
)
from netmap.stores import rules

ORDER: tuple[RecordType, ...] = ("source", "entity", "tie")


class State(Protocol):
    """What a plan needs to see of the store, read inside the commit's transaction."""

    def records(self, kind: RecordType, ids: Collection[str]) -> Mapping[str, Record]:
        """The current records of one type among ``ids``."""

    def ties_on(self, entities: Collection[str]) -> Iterable[Tie]:
        """Ties that name one of the entities as an end or as their partnership."""

    def citing(self, sources: Collection[str]) -> Iterable[Entity | Tie]:
        """Entities and ties that cite one of the sources."""


class Nothing:
    """The state of an empty store."""

    def records(self, kind: RecordType, ids: Collection[str]) -> Mapping[str, Record]:  # noqa: ARG002 - protocol
        return {}

    def ties_on(self, entities: Collection[str]) -> Iterable[Tie]:  # noqa: ARG002 - protocol
        return ()

    def citing(self, sources: Collection[str]) -> Iterable[Entity | Tie]:  # noqa: ARG002 - protocol
        return ()


def plan(
    changes: Iterable[Change], state: State, *, author: str, message: str
) -> tuple[RecordedChange, ...]:
    """The net effect of the changes, sources first; raises Invalid with every problem."""
    wanted: dict[tuple[RecordType, str], Record | None] = {}
    for change in changes:
        if isinstance(change, Put):
            wanted[record_type(change.record), change.record.id] = change.record
        else:
            wanted[change.type, change.id] = None

    ids = {kind: [i for k, i in wanted if k == kind] for kind in ORDER}
    before = {kind: state.records(kind, ids[kind]) for kind in ORDER}
    problems = [
        Problem("not-there", f"{kind} {key}", "id", "there is nothing to remove")
        for (kind, key), record in wanted.items()
        if record is None and key not in before[kind]
    ]
    problems += rules.check_heading(author, message)
    problems += _check_puts(wanted, state)
    problems += _check_left_behind(wanted, before, state)
    if problems:
        raise Invalid(problems)
    return tuple(
        RecordedChange(kind, key, before[kind].get(key), wanted[kind, key])
        for kind in ORDER
        for key in sorted(ids[kind])
        if before[kind].get(key) != wanted[kind, key]
    )


def _check_puts(
    wanted: Mapping[tuple[RecordType, str], Record | None], state: State
) -> Iterable[Problem]:
    records = [record for record in wanted.values() if record is not None]
    ties = [record for record in records if isinstance(record, Tie)]
    ends = {key for tie in ties for key in (tie.source, tie.target, tie.partnership)}
    cited = {c.source for r in records if not isinstance(r, Source) for c in r.citations}
    entities = _after("entity", ends, wanted, state)
    sources = _after("source", cited, wanted, state)
    kinds = {key: record.kind for key, record in entities.items() if isinstance(record, Entity)}
    for record in records:
        yield from rules.check(record, kinds, sources.keys())


def _after(
    kind: RecordType,
    ids: Collection[str],
    wanted: Mapping[tuple[RecordType, str], Record | None],
    state: State,
) -> dict[str, Record]:
    """The records of one type as they will be once the changes are applied."""
    stored = state.records(kind, [key for key in ids if (kind, key) not in wanted])
    changed = {key: wanted[kind, key] for key in ids if (kind, key) in wanted}
    return {**stored, **{key: record for key, record in changed.items() if record is not None}}


def _check_left_behind(
    wanted: Mapping[tuple[RecordType, str], Record | None],
    before: Mapping[RecordType, Mapping[str, Record]],
    state: State,
) -> Iterable[Problem]:
    """Records that stay, but would point at something removed or of another kind."""
    touched = {}
    for (kind, key), after in wanted.items():
        old = before["entity"].get(key) if kind == "entity" else None
        if isinstance(old, Entity) and (not isinstance(after, Entity) or after.kind != old.kind):
            touched[key] = after
    staying = [tie for tie in state.ties_on(touched) if ("tie", tie.id) not in wanted]
    ends = {key for tie in staying for key in (tie.source, tie.target, tie.partnership)}
    kinds = {
        key: record.kind
        for key, record in _after("entity", ends, wanted, state).items()
        if isinstance(record, Entity)
    }
    for tie in staying:
        yield from rules.check_ends(tie, kinds, in_use=True)
    gone = [key for (kind, key), after in wanted.items() if kind == "source" and after is None]
    for record in state.citing(gone):
        kind = record_type(record)
        if (kind, record.id) not in wanted:
            message = "still cites a source that is removed; remove or re-source it first"
            yield Problem("source-in-use", f"{kind} {record.id}", "citations", message)
