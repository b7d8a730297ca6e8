"""The desk on Neo4j: ``(:Desk)`` nodes beside the graph, with no relationship to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

from neo4j import ManagedTransaction

from netmap.errors import Conflict
from netmap.stores.desk import Desk, Document, Value, check_address

T = TypeVar("T")

SCHEMA = {
    "netmap_desk": "CREATE CONSTRAINT netmap_desk IF NOT EXISTS"
    " FOR (n:Desk) REQUIRE (n.kind, n.key) IS UNIQUE",
}
_EVERYTHING = 2**63 - 1


class Run(Protocol):
    """Does work in one transaction on a database that has its constraints."""

    def __call__(self, work: Callable[[ManagedTransaction], T], /) -> T: ...


class Neo4jDesk(Desk):
    """Documents as nodes."""

    def __init__(self, run: Run, clock: Callable[[], datetime]) -> None:
        self._run = run
        self._clock = clock

    def kinds(self) -> tuple[str, ...]:
        def read(tx: ManagedTransaction) -> tuple[str, ...]:
            rows = tx.run("MATCH (d:Desk) RETURN DISTINCT d.kind AS kind ORDER BY kind")
            return tuple(row["kind"] for row in rows)

        return self._run(read)

    def document(self, kind: str, key: str) -> Document | None:
        def read(tx: ManagedTransaction) -> dict[str, Any] | None:
            row = tx.run(
                "MATCH (d:Desk {kind: $kind, key: $key}) RETURN properties(d) AS d",
                kind=kind,
                key=key,
            ).single()
            return None if row is None else dict(row["d"])

        found = self._run(read)
        return None if found is None else _document(found)

    def documents(
        self,
        kind: str,
        *,
        prefix: str = "",
        limit: int | None = None,
        newest_first: bool = False,
    ) -> tuple[Document, ...]:
        order = "DESC" if newest_first else "ASC"

        def read(tx: ManagedTransaction) -> list[dict[str, Any]]:
            rows = tx.run(
                "MATCH (d:Desk) WHERE d.kind = $kind AND d.key STARTS WITH $prefix"
                f" RETURN properties(d) AS d ORDER BY d.key {order} LIMIT $limit",
                kind=kind,
                prefix=prefix,
                limit=_EVERYTHING if limit is None else limit,
            )
            return [dict(row["d"]) for row in rows]

        return tuple(_document(row) for row in self._run(read))

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

        def put(tx: ManagedTransaction) -> int:
            version = _lock(tx, kind, key, make=True)
            if expect_version is not None and expect_version != version:
                raise Conflict(expected=expect_version, actual=version)
            tx.run(
                "MATCH (d:Desk {kind: $kind, key: $key})"
                " SET d.version = $version, d.at = $at, d.author = $author, d.body = $body",
                kind=kind,
                key=key,
                version=version + 1,
                at=moment,
                author=author,
                body=body,
            ).consume()
            return version + 1

        return self._run(put)

    def discard(self, kind: str, key: str, *, expect_version: int | None = None) -> bool:
        def take(tx: ManagedTransaction) -> bool:
            version = _lock(tx, kind, key)
            if expect_version is not None and expect_version != version:
                raise Conflict(expected=expect_version, actual=version)
            tx.run(
                "MATCH (d:Desk {kind: $kind, key: $key}) DETACH DELETE d", kind=kind, key=key
            ).consume()
            return version > 0

        return self._run(take)


def _lock(tx: ManagedTransaction, kind: str, key: str, *, make: bool = False) -> int:
    """Keep others away from one document, and tell its version; 0 when there is none."""
    find = "MERGE" if make else "MATCH"
    tx.run(
        f"{find} (d:Desk {{kind: $kind, key: $key}}) SET d.kind = $kind",  # takes the lock
        kind=kind,
        key=key,
    ).consume()
    row = tx.run(  # a query of its own, so that it reads after the lock was given
        "MATCH (d:Desk {kind: $kind, key: $key}) RETURN coalesce(d.version, 0) AS n",
        kind=kind,
        key=key,
    ).single()
    return 0 if row is None else int(row["n"])


def _document(row: dict[str, Any]) -> Document:
    return Document(
        row["kind"],
        row["key"],
        row["version"],
        datetime.fromisoformat(row["at"]),
        row["author"],
        json.loads(row["body"]),
    )
