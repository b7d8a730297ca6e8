"""Which entities and ties came, went or changed between two snapshots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from netmap.model import Entity, Snapshot, Tie

R = TypeVar("R", Entity, Tie)


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids, in order."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordChanges:
    """What differs between two snapshots, as their scopes show them."""

    entities: Changes
    ties: Changes


def compare_records(before: Snapshot, after: Snapshot) -> RecordChanges:
    """The changes from one snapshot to another."""
    return RecordChanges(
        entities=_changes(before.entities, after.entities),
        ties=_changes(before.ties, after.ties),
    )


def _changes(before: Mapping[str, R], after: Mapping[str, R]) -> Changes:
    return Changes(
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        changed=tuple(sorted(k for k in before.keys() & after.keys() if before[k] != after[k])),
    )
