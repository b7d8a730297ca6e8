"""What the store would say of the changes, asked before it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from netmap.errors import Invalid, Problem
from netmap.model import Change, Entity, Record, RecordType, Snapshot, Tie
from netmap.stores.plan import plan


class _Known:
    """A snapshot of everything, as a commit sees the store."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def records(self, kind: RecordType, ids: Collection[str]) -> Mapping[str, Record]:
        tables: dict[RecordType, Mapping[str, Record]] = {
            "entity": self._snapshot.entities,
            "tie": self._snapshot.ties,
            "source": self._snapshot.sources,
        }
        return {key: tables[kind][key] for key in ids if key in tables[kind]}

    def ties_on(self, entities: Collection[str]) -> Iterable[Tie]:
        for tie in self._snapshot.ties.values():
            if {tie.source, tie.target, tie.partnership} & set(entities):
                yield tie

    def citing(self, sources: Collection[str]) -> Iterable[Entity | Tie]:
        for records in (self._snapshot.entities, self._snapshot.ties):
            for record in records.values():
                if any(citation.source in sources for citation in record.citations):
                    yield record


def refusals(changes: Iterable[Change], snapshot: Snapshot) -> tuple[Problem, ...]:
    """Every reason for which the store would refuse the changes."""
    try:
        plan(changes, _Known(snapshot), author="import", message="import")
    except Invalid as refused:
        return refused.problems
    return ()
