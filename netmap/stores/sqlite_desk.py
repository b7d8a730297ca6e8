"""The desk in the same SQLite file as the graph: one row for each document."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Protocol

from netmap.errors import Conflict
from netmap.stores.desk import Desk, Document, Value, check_address

SCHEMA = """
CREATE TABLE document (
    kind TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL,
    at TEXT NOT NULL, author TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID
"""
_COLUMNS = "kind, key, version, at, author, body"


class Transaction(Protocol):
    """Opens one transaction on the file."""

    def __call__(self, *, write: bool = False) -> AbstractContextManager[sqlite3.Connection]: ...


class SqliteDesk(Desk):
    """Documents in a table beside the records."""

    def __init__(self, transaction: Transaction, clock: Callable[[], datetime]) -> None:
        self._transaction = transaction
        self._clock = clock

    def kinds(self) -> tuple[str, ...]:
        with self._transaction() as db:
            rows = db.execute("SELECT DISTINCT kind FROM document ORDER BY kind").fetchall()
        return tuple(kind for (kind,) in rows)

    def document(self, kind: str, key: str) -> Document | None:
        with self._transaction() as db:
            row = db.execute(
                f"SELECT {_COLUMNS} FROM document WHERE kind = ? AND key = ?",  # noqa: S608 - constant
                (kind, key),
            ).fetchone()
        return None if row is None else _document(row)

    def documents(
        self,
        kind: str,
        *,
        prefix: str = "",
        limit: int | None = None,
        newest_first: bool = False,
    ) -> tuple[Document, ...]:
        order = "DESC" if newest_first else "ASC"
        with self._transaction() as db:
            rows = db.execute(
                f"SELECT {_COLUMNS} FROM document WHERE kind = :kind"  # noqa: S608 - constants
                " AND substr(key, 1, length(:prefix)) = :prefix"
                f" ORDER BY key {order} LIMIT :limit",
                {"kind": kind, "prefix": prefix, "limit": -1 if limit is None else limit},
            ).fetchall()
        return tuple(_document(row) for row in rows)

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
        check_address(kind, key)
        body = json.dumps(value, ensure_ascii=False)
        moment = (at or self._clock()).astimezone(UTC).isoformat()
        with self._transaction(write=True) as db:
            version = _version(db, kind, key)
            if expect_version is not None and expect_version != version:
                raise Conflict(expected=expect_version, actual=version)
            db.execute(
                "INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?, ?, ?)",
                (kind, key, version + 1, moment, author, body),
            )
            return version + 1

    def discard(self, kind: str, key: str, *, expect_version: int | None = None) -> bool:
        with self._transaction(write=True) as db:
            version = _version(db, kind, key)
            if expect_version is not None and expect_version != version:
                raise Conflict(expected=expect_version, actual=version)
            found = db.execute("DELETE FROM document WHERE kind = ? AND key = ?", (kind, key))
            return found.rowcount > 0


def _version(db: sqlite3.Connection, kind: str, key: str) -> int:
    """The version that a document has; 0 when there is none."""
    row = db.execute(
        "SELECT version FROM document WHERE kind = ? AND key = ?", (kind, key)
    ).fetchone()
    return 0 if row is None else int(row[0])


def _document(row: tuple[str, str, int, str, str, str]) -> Document:
    kind, key, version, at, author, body = row
    return Document(kind, key, version, datetime.fromisoformat(at), author, json.loads(body))
