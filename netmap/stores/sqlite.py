"""The zero-setup store: one SQLite file in WAL mode, standard library only.

Each row of ``record`` is one state of one record, true from revision ``since``
until revision ``until`` (open when it is true now). Any past revision and the
change log are both read from these rows; nothing is ever deleted.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, cast

from netmap.codec import from_text, to_text
from netmap.errors import Conflict, StoreUnavailable, UnknownPartnership, UnknownRevision
from netmap.model import (
    Change,
    Entity,
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
from netmap.stores.base import Clock, Store, assemble, utc_now
from netmap.stores.desk import Desk
from netmap.stores.plan import ORDER, plan
from netmap.stores.sqlite_desk import SCHEMA as _DESK
from netmap.stores.sqlite_desk import SqliteDesk

SYNCHRONOUS = "FULL"  # an acknowledged commit survives a power cut; the tests do without
_VERSION = 2
_SCHEMA = """
CREATE TABLE revision (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, author TEXT NOT NULL, message TEXT NOT NULL
) STRICT;
CREATE TABLE record (
    type TEXT NOT NULL, id TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER,
    kind TEXT NOT NULL, partnership TEXT, source TEXT, target TEXT, body TEXT NOT NULL,
    PRIMARY KEY (type, id, since)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_since ON record (since);
CREATE INDEX record_until ON record (until);
CREATE INDEX record_partnership ON record (partnership) WHERE partnership IS NOT NULL;
CREATE INDEX record_source ON record (source) WHERE source IS NOT NULL;
CREATE INDEX record_target ON record (target) WHERE target IS NOT NULL;
"""
_STEPS = (_SCHEMA, _DESK)  # what each version of the file added to the one before
_AT = "since <= :revision AND (until IS NULL OR until > :revision)"


class SqliteStore(Store):
    """A store in one file. Every call opens its own connection, so threads never share one."""

    kind: ClassVar[str] = "sqlite"

    def __init__(self, path: Path, *, clock: Clock = utc_now, timeout: float = 4.0) -> None:
        self.path = path
        self._clock = clock
        self._timeout = timeout  # seconds to wait for another writer

    def partnerships(self) -> tuple[Entity, ...]:
        with self._transaction() as db:
            rows = db.execute(
                "SELECT body FROM record WHERE type = 'entity' AND kind = 'partnership'"
                " AND until IS NULL ORDER BY id"
            )
            return tuple(cast(Entity, _record("entity", body)) for (body,) in rows)

    def sources(self) -> tuple[Source, ...]:
        with self._transaction() as db:
            rows = db.execute(
                "SELECT body FROM record WHERE type = 'source' AND until IS NULL ORDER BY id"
            )
            return tuple(cast(Source, _record("source", body)) for (body,) in rows)

    def snapshot(self, scope: Scope = Scope()) -> Snapshot:  # noqa: B008 - frozen, so safe to share
        with self._transaction() as db:
            latest = _latest(db)
            revision = latest if scope.revision is None else scope.revision
            if not 0 <= revision <= latest:
                raise UnknownRevision(revision, latest)
            at: dict[str, Any] = {"revision": revision}
            entities = [
                cast(Entity, _record("entity", body))
                for (body,) in db.execute(
                    f"SELECT body FROM record WHERE type = 'entity' AND {_AT}",  # noqa: S608 - constant
                    at,
                )
            ]
            known = {entity.id for entity in entities if entity.kind == "partnership"}
            for key in scope.partnerships or ():
                if key not in known:
                    raise UnknownPartnership(key)
            where = (
                "1"
                if scope.partnerships is None
                else "partnership IN (SELECT value FROM json_each(:keys))"
            )
            at["keys"] = json.dumps(scope.partnerships)
            ties = [
                cast(Tie, _record("tie", body))
                for (body,) in db.execute(
                    f"SELECT body FROM record WHERE type = 'tie' AND {_AT} AND {where}",  # noqa: S608 - constants
                    at,
                )
            ]
            sources = [
                cast(Source, _record("source", body))
                for (body,) in db.execute(
                    f"SELECT body FROM record WHERE type = 'source' AND {_AT}",  # noqa: S608 - constant
                    at,
                )
            ]
        return assemble(scope, revision, entities, ties, sources)

    def commit(
        self,
        changes: Iterable[Change],
        *,
        author: str,
        message: str,
        expect_revision: int | None = None,
        at: datetime | None = None,
    ) -> int:
        with self._transaction(write=True) as db:
            latest = _latest(db)
            if expect_revision is not None and expect_revision != latest:
                raise Conflict(expected=expect_revision, actual=latest)
            recorded = plan(changes, _State(db), author=author, message=message)
            if not recorded:
                return latest
            number = latest + 1
            moment = (at or self._clock()).astimezone(UTC).isoformat()
            db.execute(
                "INSERT INTO revision VALUES (?, ?, ?, ?)", (number, moment, author, message)
            )
            db.executemany(
                "UPDATE record SET until = ? WHERE type = ? AND id = ? AND until IS NULL",
                [(number, c.type, c.id) for c in recorded if c.before is not None],
            )
            db.executemany(
                "INSERT INTO record VALUES (?, ?, ?, NULL, ?, ?, ?, ?, ?)",
                [_row(number, c.after) for c in recorded if c.after is not None],
            )
            return number

    def revisions(
        self,
        *,
        after: int = 0,
        limit: int | None = None,
        touching: tuple[RecordType, str] | None = None,
        with_changes: bool = False,
    ) -> tuple[Revision, ...]:
        kind, key = touching or (None, None)
        with self._transaction() as db:
            rows = db.execute(
                "SELECT number, at, author, message FROM revision WHERE number > :after"
                " AND (:kind IS NULL OR EXISTS (SELECT 1 FROM record WHERE type = :kind"
                " AND id = :id AND number IN (since, until))) ORDER BY number LIMIT :limit",
                {"after": after, "kind": kind, "id": key, "limit": -1 if limit is None else limit},
            ).fetchall()
            return tuple(
                Revision(
                    number=number,
                    at=datetime.fromisoformat(moment),
                    author=author,
                    message=message,
                    changes=_changes(db, number) if with_changes else (),
                )
                for number, moment, author, message in rows
            )

    def ping(self) -> int:
        with self._transaction() as db:
            return _latest(db)

    @property
    def desk(self) -> Desk:
        return SqliteDesk(self._transaction, self._clock)

    def close(self) -> None:
        """Nothing stays open between calls."""

    @contextmanager
    def _transaction(self, *, write: bool = False) -> Iterator[sqlite3.Connection]:
        """One transaction on a connection of its own; rolled back when the block raises."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(self.path, timeout=self._timeout, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise self._unavailable(error) from error
        try:
            self._prepare(db)
            db.execute("BEGIN IMMEDIATE" if write else "BEGIN")
            yield db
            db.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._unavailable(error) from error
        finally:
            db.close()  # an open transaction is rolled back

    def _prepare(self, db: sqlite3.Connection) -> None:
        db.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
        db.execute("PRAGMA secure_delete = ON")  # what is removed is overwritten, not only let go
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version == _VERSION:
            return
        if version > _VERSION:
            raise StoreUnavailable(
                f"{self.path} was written by a newer Netmap; install that version to open it."
            )
        filled = db.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,)
        # read once more: somebody may just have made the tables, and the version with them
        if filled and db.execute("PRAGMA user_version").fetchone() == (0,):
            raise StoreUnavailable(
                f"{self.path} is a database of another program; choose another file for Netmap."
            )
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("BEGIN EXCLUSIVE")
        (version,) = db.execute("PRAGMA user_version").fetchone()  # somebody may have been faster
        for statement in [s for step in _STEPS[version:] for s in step.split(";")]:
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {_VERSION}")
        db.execute("COMMIT")

    def _unavailable(self, error: Exception) -> StoreUnavailable:
        return StoreUnavailable(f"The file {self.path} cannot be used as a store: {error}.")


class _State:
    """The current records, as a plan looks them up inside the transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def records(self, kind: RecordType, ids: Collection[str]) -> Mapping[str, Record]:
        rows = self._db.execute(
            "SELECT id, body FROM record WHERE type = ? AND until IS NULL"
            " AND id IN (SELECT value FROM json_each(?))",
            (kind, json.dumps(list(ids))),
        )
        return {key: _record(kind, body) for key, body in rows}

    def ties_on(self, entities: Collection[str]) -> Iterable[Tie]:
        if not entities:
            return []
        rows = self._db.execute(
            "WITH wanted AS (SELECT value FROM json_each(?))"
            " SELECT body FROM record WHERE type = 'tie' AND until IS NULL"
            " AND (source IN wanted OR target IN wanted OR partnership IN wanted) ORDER BY id",
            (json.dumps(list(entities)),),
        )
        return [cast(Tie, _record("tie", body)) for (body,) in rows]

    def citing(self, sources: Collection[str]) -> Iterable[Entity | Tie]:
        if not sources:
            return []
        rows = self._db.execute(
            "SELECT type, body FROM record WHERE type IN ('entity', 'tie') AND until IS NULL"
            " AND EXISTS (SELECT 1 FROM json_each(body, '$.citations') AS citation WHERE"
            " citation.value ->> '$.source' IN (SELECT value FROM json_each(?))) ORDER BY type, id",
            (json.dumps(list(sources)),),
        )
        return [cast("Entity | Tie", _record(kind, body)) for kind, body in rows]


def _latest(db: sqlite3.Connection) -> int:
    (number,) = db.execute("SELECT coalesce(max(number), 0) FROM revision").fetchone()
    return int(number)


def _record(kind: RecordType, body: str) -> Record:
    return from_text(kind, body)


def _row(number: int, record: Record) -> tuple[str | int | None, ...]:
    ends = (
        (record.partnership, record.source, record.target)
        if isinstance(record, Tie)
        else (None,) * 3
    )
    body = to_text(record)
    return (record_type(record), record.id, number, record.kind, *ends, body)


def _changes(db: sqlite3.Connection, number: int) -> tuple[RecordedChange, ...]:
    """What a revision did: states that ended and states that began with it."""
    rows = db.execute(
        "SELECT type, id, max(CASE WHEN until = :number THEN body END),"
        " max(CASE WHEN since = :number THEN body END) FROM record"
        " WHERE since = :number OR until = :number GROUP BY type, id ORDER BY id",
        {"number": number},
    ).fetchall()
    return tuple(
        RecordedChange(
            kind,
            key,
            None if before is None else _record(kind, before),
            None if after is None else _record(kind, after),
        )
        for wanted in ORDER
        for kind, key, before, after in rows
        if kind == wanted
    )
