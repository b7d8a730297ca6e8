"""The store contract. Every sentence here is a test in tests/contract, run on every store."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType, TracebackType
from typing import ClassVar, Self, TypeAlias, TypeVar

from netmap.model import (
    Change,
    Entity,
    RecordType,
    Revision,
    Scope,
    Snapshot,
    Source,
    Tie,
)
from netmap.stores.desk import Desk
from netmap.vocabulary import vocabulary

Clock: TypeAlias = Callable[[], datetime]
T = TypeVar("T")


def utc_now() -> datetime:
    """The default clock of a store; tests and copies pass their own time."""
    return datetime.now(UTC)


class Store(ABC):
    """Keeps entities, ties and sources, and everything that they ever were.

    Errors: every method raises `StoreUnavailable` when the store does not answer
    within its time limits; nothing is half done then.
    """

    kind: ClassVar[str]

    @abstractmethod
    def partnerships(self) -> tuple[Entity, ...]:
        """The entities of kind partnership, by id."""

    @abstractmethod
    def sources(self) -> tuple[Source, ...]:
        """All sources, by id."""

    @abstractmethod
    def snapshot(self, scope: Scope = Scope()) -> Snapshot:  # noqa: B008 - frozen, so safe to share
        """What was known at ``scope.revision``, within the scope.

        Holds the ties that the scope admits, the entities that they link, the
        partnerships asked for, and every reference entity (law, life domain,
        function ...). Without a restriction to partnerships it holds all entities.
        Sources are those that the entities and ties cite; all, without restriction.

        Raises UnknownPartnership, UnknownRevision.
        """

    @abstractmethod
    def commit(
        self,
        changes: Iterable[Change],
        *,
        author: str,
        message: str,
        expect_revision: int | None = None,
        at: datetime | None = None,
    ) -> int:
        """Apply all changes as one new revision and return its number, or apply nothing.

        Changes that change nothing are dropped; when none is left there is no new
        revision and the current number is returned. ``at`` is for copying history.

        Raises Invalid (with every problem found) and Conflict (the latest revision
        is not ``expect_revision``).
        """

    @abstractmethod
    def revisions(
        self,
        *,
        after: int = 0,
        limit: int | None = None,
        touching: tuple[RecordType, str] | None = None,
        with_changes: bool = False,
    ) -> tuple[Revision, ...]:
        """Revisions with a number above ``after``, oldest first, at most ``limit``.

        ``touching`` keeps those that changed one record (its type and id).
        """

    @abstractmethod
    def ping(self) -> int:
        """The latest revision number; 0 for an empty store."""

    @property
    @abstractmethod
    def desk(self) -> Desk:
        """What lies around the graph: accounts, decisions, saved views."""

    @abstractmethod
    def close(self) -> None:
        """Release connections; closing twice is allowed."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.close()


def assemble(
    scope: Scope,
    revision: int,
    entities: Iterable[Entity],
    ties: Iterable[Tie],
    sources: Iterable[Source],
) -> Snapshot:
    """The snapshot of a scope out of records: the one place that says what belongs to it.

    ``ties`` may hold more than the scope admits, ``entities`` and ``sources`` more
    than the snapshot needs; all are in the state of ``revision``.
    """
    admitted = {tie.id: tie for tie in ties if scope.admits(tie)}
    everything = {entity.id: entity for entity in entities}
    if scope.partnerships is None:
        kept = everything
    else:
        kinds = vocabulary().entities
        wanted = {end for tie in admitted.values() for end in (tie.source, tie.target)}
        wanted.update(tie.partnership for tie in admitted.values())
        wanted.update(scope.partnerships)
        kept = {
            key: entity
            for key, entity in everything.items()
            if key in wanted or kinds[entity.kind].reference
        }
    all_sources = {source.id: source for source in sources}
    if scope.partnerships is not None:
        holders: tuple[Entity | Tie, ...] = (*admitted.values(), *kept.values())
        cited = {c.source for record in holders for c in record.citations}
        all_sources = {key: source for key, source in all_sources.items() if key in cited}
    return Snapshot(revision, scope, _sorted(kept), _sorted(admitted), _sorted(all_sources))


def _sorted(records: dict[str, T]) -> Mapping[str, T]:
    return MappingProxyType({key: records[key] for key in sorted(records)})
