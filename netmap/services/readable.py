"""The store as one actor may see it: nothing of a partnership that is not theirs to read.

Reading is enforced here, where data is read, and writing where it is written; a use case that
forgets to ask can give nothing away. Who may read everything gets the store itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import cast

from netmap.errors import Forbidden, Invalid, Problem, UnknownPartnership
from netmap.model import (
    Change,
    Entity,
    Put,
    Record,
    RecordedChange,
    RecordType,
    Revision,
    Scope,
    Snapshot,
    Source,
    Tie,
    record_type,
)
from netmap.services.belonging import (
    ADDED,
    Belonging,
    added_here,
    belonging,
    named,
)
from netmap.services.cache import Cache, Question
from netmap.services.past import Past, Then
from netmap.services.rights import Actor, Right
from netmap.stores.base import Store
from netmap.stores.desk import Desk, Document, Value
from netmap.vocabulary import vocabulary

# where a document says which partnership it is of; every other kind is of the service
_IN_KEY = frozenset({"view", "view-order", "meeting", "decision", ADDED})
_PAGE = 200


def readable(store: Store, who: Actor, cache: Cache | None) -> Store:
    """The store as this actor may see it."""
    store = whole(store)
    return store if Right.READ in who.rights else ReadableStore(store, who, cache)


def whole(store: Store) -> Store:
    """The store itself, for what is written down whoever did it."""
    return store.whole if isinstance(store, ReadableStore) else store


@dataclass(frozen=True, slots=True)
class _Sight:
    """What may be seen at one revision: the partnerships, and what belongs to them."""

    everything: Snapshot
    homes: Belonging
    partnerships: tuple[str, ...]

    def entity(self, key: str) -> bool:
        found = self.everything.entities.get(key)
        if found is not None and vocabulary().entities[found.kind].reference:
            return True
        return not self.homes.entities.get(key, frozenset()).isdisjoint(self.partnerships)

    def source(self, key: str) -> bool:
        homes = self.homes.sources.get(key)
        if homes is None:  # of none: what only laws and functions cite is everybody's
            return key in self._of_reference()
        return not homes.isdisjoint(self.partnerships)

    def record(self, kind: RecordType, key: str) -> bool:
        if kind == "tie":
            tie = self.everything.ties.get(key)
            return tie is not None and tie.partnership in self.partnerships
        return self.entity(key) if kind == "entity" else self.source(key)

    def known(self, kind: RecordType, key: str) -> Record | None:
        """A record as it is, whether or not it may be seen."""
        if kind == "tie":
            return self.everything.ties.get(key)
        if kind == "entity":
            return self.everything.entities.get(key)
        return self.everything.sources.get(key)

    def shown(self, entity: Entity) -> Entity:
        """An entity without the citations of sources that are not to be seen."""
        kept = tuple(c for c in entity.citations if self.source(c.source))
        return entity if len(kept) == len(entity.citations) else replace(entity, citations=kept)

    def _of_reference(self) -> frozenset[str]:
        kinds = vocabulary().entities
        return frozenset(
            citation.source
            for entity in self.everything.entities.values()
            if kinds[entity.kind].reference
            for citation in entity.citations
        )


class ReadableStore(Store):
    """A store through which only some partnerships show, and only some change."""

    def __init__(self, whole: Store, who: Actor, cache: Cache | None) -> None:
        self.whole = whole
        self._who = who
        self._cache = cache
        self._mine = frozenset(key for key in who.local if who.may(Right.READ, key))

    @property
    def kind(self) -> str:  # type: ignore[override]  # of the class elsewhere, of the store here
        return self.whole.kind

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ReadableStore) and (self.whole, self._mine) == (
            other.whole,
            other._mine,
        )

    def __hash__(self) -> int:
        return hash((self.whole, self._mine))

    def partnerships(self) -> tuple[Entity, ...]:
        sight = self._sight(None)
        return tuple(
            sight.shown(entity) for entity in self.whole.partnerships() if entity.id in self._mine
        )

    def sources(self) -> tuple[Source, ...]:
        sight = self._sight(None)
        return tuple(source for source in self.whole.sources() if sight.source(source.id))

    def snapshot(self, scope: Scope = Scope()) -> Snapshot:  # noqa: B008 - frozen, so safe to share
        for key in scope.partnerships or ():
            if key not in self._mine:
                raise UnknownPartnership(key)
        sight = self._sight(scope.revision)
        wanted = sight.partnerships if scope.partnerships is None else scope.partnerships
        found = self.whole.snapshot(
            replace(scope, partnerships=wanted, revision=sight.everything.revision)
        )
        entities, sources = dict(found.entities), dict(found.sources)
        if scope.partnerships is None:  # also what nothing is tied to yet
            everything = sight.everything
            entities |= {k: e for k, e in everything.entities.items() if sight.entity(k)}
            sources |= everything.sources
        shown = {key: sight.shown(entities[key]) for key in sorted(entities)}
        return Snapshot(
            found.revision,
            scope,
            MappingProxyType(shown),
            found.ties,
            MappingProxyType({k: sources[k] for k in sorted(sources) if sight.source(k)}),
            frozenset(sight.everything.entities) | frozenset(sight.everything.sources),
        )

    def commit(
        self,
        changes: Iterable[Change],
        *,
        author: str,
        message: str,
        expect_revision: int | None = None,
        at: datetime | None = None,
    ) -> int:
        """Apply what may be changed. Raises Forbidden for a tie or record of elsewhere."""
        sight = self._sight(None)
        changes = tuple(changes)
        new = {(record_type(c.record), c.record.id) for c in changes if isinstance(c, Put)}
        allowed = tuple(self._allowed(changes, sight, new))
        try:
            return self.whole.commit(
                allowed, author=author, message=message, expect_revision=expect_revision, at=at
            )
        except Invalid as refused:
            raise Invalid(_told(one, sight, new) for one in refused.problems) from None

    def revisions(
        self,
        *,
        after: int = 0,
        limit: int | None = None,
        touching: tuple[RecordType, str] | None = None,
        with_changes: bool = False,
    ) -> tuple[Revision, ...]:
        found: list[Revision] = []
        seen, sight = self._seen(), self._sight(None)
        while True:
            size = limit if limit == 1 else _PAGE
            batch = self.whole.revisions(
                after=after, limit=size, touching=touching, with_changes=True
            )
            found += filter(
                None, (_shown(revision, seen, sight, with_changes) for revision in batch)
            )
            if limit == 1 or len(batch) < _PAGE or (limit is not None and len(found) >= limit):
                return tuple(found[:limit])
            after = batch[-1].number

    def ping(self) -> int:
        return self.whole.ping()

    @property
    def desk(self) -> Desk:
        return _ReadableDesk(self.whole.desk, self._who)

    def close(self) -> None:
        """The store is not this one's to close."""

    def _sight(self, revision: int | None) -> _Sight:
        number = self.whole.ping() if revision is None else revision
        added = added_here(self.whole.desk)

        def compute() -> _Sight:
            everything = self.whole.snapshot(Scope(revision=number))
            homes = belonging(everything, added)
            there = {e.id for e in everything.entities.values() if e.kind == "partnership"}
            return _Sight(everything, homes, tuple(sorted(there & self._mine)))

        if self._cache is None:
            return compute()
        asked = Question(self, number, None, Scope(revision=number), "readable", _versions(added))
        return self._cache.get(asked, compute)

    def _seen(self) -> frozenset[Then]:
        """Which records may be looked back at, at which revisions: while they were of here."""
        number, added = self.whole.ping(), added_here(self.whole.desk)

        def compute() -> frozenset[Then]:
            past = Past(self._mine, added)
            for revision in self.whole.revisions(with_changes=True):
                past.take(revision)
            return past.seen(self._sight(None).record)

        if self._cache is None:
            return compute()
        return self._cache.get(
            Question(self, number, None, Scope(), "seen", _versions(added)), compute
        )

    def _allowed(
        self, changes: tuple[Change, ...], sight: _Sight, new: set[tuple[RecordType, str]]
    ) -> Iterator[Change]:
        edited = {key for key in self._mine if self._who.may(Right.EDIT, key)}
        for change in changes:
            if isinstance(change, Put):
                record: Record | None = change.record
                kind, key = record_type(change.record), change.record.id
            else:
                record, kind, key = None, change.type, change.id
            known = sight.known(kind, key)
            if known is not None and not sight.record(kind, key):
                raise Invalid([_strange(kind, key)])
            for one in (known, record):
                if one is not None:
                    self._check(one, known, sight, new)
            homes = (sight.homes.entities if kind == "entity" else sight.homes.sources).get(key)
            elsewhere = kind != "tie" and homes is not None and not homes <= edited
            if record is None and elsewhere:
                continue  # it goes from here with its ties, and stays where others have it
            if isinstance(record, Entity) and isinstance(known, Entity):
                hidden = tuple(c for c in known.citations if not sight.source(c.source))
                yield Put(replace(record, citations=record.citations + hidden))
            else:
                yield change

    def _check(
        self, record: Record, known: Record | None, sight: _Sight, new: set[tuple[RecordType, str]]
    ) -> None:
        """Raises Forbidden or Invalid unless this record may be as it is after a change."""
        if isinstance(record, Tie):
            if not self._who.may(Right.EDIT, record.partnership):
                raise Forbidden(Right.EDIT.value)
            for kind, key in named(record):
                if (kind, key) not in new and not sight.record(kind, key):
                    raise Invalid([_unknown(kind, key)])
            return
        kind = record_type(record)
        if isinstance(record, Entity) and record is not known:
            for citation in record.citations:
                if ("source", citation.source) not in new and not sight.source(citation.source):
                    raise Invalid([_unknown("source", citation.source)])
        homes = (sight.homes.entities if kind == "entity" else sight.homes.sources).get(record.id)
        if known is None:
            lasting = isinstance(record, Entity) and (
                record.kind == "partnership" or vocabulary().entities[record.kind].reference
            )
            if lasting or not any(self._who.may(Right.EDIT, key) for key in self._mine):
                raise Forbidden(Right.EDIT.value)
        elif not any(self._who.may(Right.EDIT, key) for key in homes or ()):
            raise Forbidden(Right.EDIT.value)


class _ReadableDesk(Desk):
    """What lies around the partnerships that may be read."""

    def __init__(self, whole: Desk, who: Actor) -> None:
        self._whole = whole
        self._who = who

    def kinds(self) -> tuple[str, ...]:
        return self._whole.kinds()

    def document(self, kind: str, key: str) -> Document | None:
        found = self._whole.document(kind, key)
        return found if found and self._shows(found) else None

    def documents(
        self,
        kind: str,
        *,
        prefix: str = "",
        limit: int | None = None,
        newest_first: bool = False,
    ) -> tuple[Document, ...]:
        if kind not in _IN_KEY | {"import", "guest-link"}:
            return self._whole.documents(
                kind, prefix=prefix, limit=limit, newest_first=newest_first
            )
        found = self._whole.documents(kind, prefix=prefix, newest_first=newest_first)
        return tuple(document for document in found if self._shows(document, listed=True))[:limit]

    def write(
        self,
        kind: str,
        key: str,
        value: Value,
        *,
        author: str,
        expect_version: int | None = None,
        at: datetime | None = None,
    ) -> int:
        self._check(kind, key, value)
        return self._whole.write(
            kind, key, value, author=author, expect_version=expect_version, at=at
        )

    def discard(self, kind: str, key: str, *, expect_version: int | None = None) -> bool:
        found = self._whole.document(kind, key)
        if found is not None:
            if not self._shows(found):
                return False
            self._check(kind, key, found.value)
        return self._whole.discard(kind, key, expect_version=expect_version)

    def _shows(self, document: Document, *, listed: bool = False) -> bool:
        home = _home(document.kind, document.key, document.value)
        # whoever has the token of a guest link has its key; a list of them is another thing
        if home is None or (document.kind == "guest-link" and not listed):
            return True
        return self._who.may(Right.READ, home)

    def _check(self, kind: str, key: str, value: Value) -> None:
        home = _home(kind, key, value)
        if home is not None and kind != "guest-link" and not self._who.may(Right.EDIT, home):
            raise Forbidden(Right.EDIT.value)


def _home(kind: str, key: str, value: Value) -> str | None:
    """The partnership that a document is of; None for one of the service."""
    if kind in _IN_KEY:
        return key.partition("/")[0]
    if kind == "import":
        return str(value["choices"]["partnership"])
    if kind == "guest-link":
        return str(value["view"]).partition("/")[0]
    return None


def _versions(added: Iterable[Document]) -> tuple[tuple[str, int], ...]:
    """What an answer about them depends on: one may be written again at the same revision."""
    return tuple((document.key, document.version) for document in added)


def _shown(
    revision: Revision,
    seen: frozenset[Then],
    sight: _Sight,
    with_changes: bool,
) -> Revision | None:
    """A revision without what it did elsewhere; None when it did nothing here."""
    here = [
        _change(change, sight)
        for change in revision.changes
        if (revision.number, change.type, change.id) in seen
    ]
    changes = tuple(change for change in here if change.before != change.after)
    if not changes:
        return None
    # what it is called may be about what it did elsewhere
    message = revision.message if changes == revision.changes else "…"
    return replace(revision, message=message, changes=changes if with_changes else ())


def _change(change: RecordedChange, sight: _Sight) -> RecordedChange:
    """A change of an entity without the citations that are not to be seen."""
    before, after = (
        sight.shown(record) if isinstance(record, Entity) else record
        for record in (change.before, change.after)
    )
    return replace(change, before=before, after=after)


def _unknown(kind: RecordType, key: str) -> Problem:
    return Problem(f"unknown-{kind}", "", kind, f"there is no '{key}'")


def _told(problem: Problem, sight: _Sight, new: set[tuple[RecordType, str]]) -> Problem:
    """A problem as it may be told: that something elsewhere is in the way, but not what."""
    kind, _, key = problem.where.partition(" ")
    if kind not in {"entity", "source", "tie"}:
        return problem
    place = cast("RecordType", kind), key
    if place in new or sight.record(*place):
        return problem
    return Problem(problem.code, "", problem.field, "it does not fit what others know of it")


def _strange(kind: RecordType, key: str) -> Problem:
    return Problem("bad-id", f"{kind} {key}", "id", "choose another id")
