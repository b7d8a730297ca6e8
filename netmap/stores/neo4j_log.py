"""The change log inside Neo4j: what every revision did, as ``(:Revision)-[:CHANGED]->(:Change)``.

``before`` and ``after`` of a change are records as JSON. Nodes of the log are only
ever added, so that any past revision can be read from them. The one ``(:Head)`` node
tells the latest revision; who holds its lock is the only one that writes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from neo4j import ManagedTransaction

from netmap.codec import from_text, to_text
from netmap.errors import StoreUnavailable
from netmap.model import Record, RecordedChange, RecordType, Revision
from netmap.stores.plan import ORDER

_FORMAT = 1  # of the graph and the log together
_EVERYTHING = 2**63 - 1
# said in so many words, because a plan made while the log was empty would read all of it
_BY_RECORD = "USING INDEX SEEK {}:Change(type, id, revision)"

SCHEMA = {
    "netmap_head": "CREATE CONSTRAINT netmap_head IF NOT EXISTS"
    " FOR (n:Head) REQUIRE n.key IS UNIQUE",
    "netmap_revision": "CREATE CONSTRAINT netmap_revision IF NOT EXISTS"
    " FOR (n:Revision) REQUIRE n.number IS UNIQUE",
    "netmap_token": "CREATE CONSTRAINT netmap_token IF NOT EXISTS"
    " FOR (n:Revision) REQUIRE n.token IS UNIQUE",
    "netmap_change": "CREATE CONSTRAINT netmap_change IF NOT EXISTS"
    " FOR (n:Change) REQUIRE (n.type, n.id, n.revision) IS UNIQUE",
}


def latest(tx: ManagedTransaction) -> int:
    """The latest revision, without waiting for a commit that is under way."""
    row = tx.run("MATCH (h:Head {key: 'netmap'}) RETURN h.revision AS n, h.format AS f").single()
    if row is None:
        return 0
    if row["f"] > _FORMAT:
        raise StoreUnavailable(
            "The database was written by a newer Netmap; install that version to open it."
        )
    return int(row["n"])


def lock(tx: ManagedTransaction) -> int:
    """Wait for the transaction before us to end, keep others out, and tell the revision.

    Neo4j shows parts of a transaction to others while it is being committed; its
    locks are given back only when all of it is there.
    """
    tx.run(
        "MERGE (h:Head {key: 'netmap'}) ON CREATE SET h.revision = 0, h.format = $format"
        " SET h.locked = true",  # the same value each time: takes the lock, changes nothing
        format=_FORMAT,
    ).consume()
    return latest(tx)  # a query of its own, so that it reads after the lock was given


def add(
    tx: ManagedTransaction, revision: Revision, changes: Iterable[RecordedChange], token: str
) -> None:
    """Append a revision with its changes, and make it the latest."""
    rows = [
        {
            "type": change.type,
            "id": change.id,
            "revision": revision.number,
            "before": _text(change.before),
            "after": _text(change.after),
        }
        for change in changes
    ]
    tx.run(
        "MATCH (h:Head {key: 'netmap'}) SET h.revision = $number"
        " CREATE (v:Revision {number: $number, at: $at, author: $author, message: $message,"
        " token: $token})"
        " WITH v UNWIND $rows AS row CREATE (v)-[:CHANGED]->(c:Change) SET c = row",
        number=revision.number,
        at=revision.at.isoformat(),
        author=revision.author,
        message=revision.message,
        token=token,
        rows=rows,
    ).consume()


def number_of(tx: ManagedTransaction, token: str) -> int | None:
    """The revision that a commit with this token made, if it got that far."""
    row = tx.run("MATCH (v:Revision {token: $token}) RETURN v.number AS n", token=token).single()
    return None if row is None else int(row["n"])


def last_words(tx: ManagedTransaction, kind: RecordType, ids: Collection[str]) -> dict[str, Record]:
    """The records of one type among ``ids`` that are there now."""
    rows = tx.run(
        "UNWIND $ids AS id CALL (id) {"
        f" MATCH (c:Change) {_BY_RECORD.format('c')}"
        " WHERE c.type = $type AND c.id = id AND c.revision > 0"
        " RETURN c.after AS after ORDER BY c.revision DESC LIMIT 1 }"
        " WITH id, after WHERE after IS NOT NULL RETURN id, after",
        type=kind,
        ids=list(ids),
    )
    return {row["id"]: from_text(kind, row["after"]) for row in rows}


def state_at(tx: ManagedTransaction, revision: int) -> list[Record]:
    """Every record as it was at a revision: the last word about each until then."""
    rows = tx.run(
        "MATCH (c:Change) WHERE c.revision <= $revision AND c.after IS NOT NULL"
        f" AND NOT EXISTS {{ MATCH (later:Change) {_BY_RECORD.format('later')}"
        " WHERE later.type = c.type AND later.id = c.id"
        " AND later.revision > c.revision AND later.revision <= $revision }"
        " RETURN c.type AS type, c.after AS after",
        revision=revision,
    )
    return [from_text(row["type"], row["after"]) for row in rows]


def revisions(
    tx: ManagedTransaction,
    *,
    after: int,
    limit: int | None,
    touching: tuple[RecordType, str] | None,
    with_changes: bool,
) -> tuple[Revision, ...]:
    """Revisions, oldest first; see the store contract."""
    kind, key = touching or (None, None)
    found = "MATCH (v:Revision) WHERE v.number > $after"
    if touching is not None:
        found = (
            f"MATCH (v:Revision)-[:CHANGED]->(c:Change) {_BY_RECORD.format('c')}"
            " WHERE c.type = $type AND c.id = $id AND c.revision > $after"
        )
    changes = "COLLECT { MATCH (v)-[:CHANGED]->(c) RETURN properties(c) }" if with_changes else "[]"
    rows = tx.run(
        f"{found} WITH v ORDER BY v.number LIMIT $limit"
        f" RETURN properties(v) AS v, {changes} AS changes ORDER BY v.number",
        after=after,
        limit=_EVERYTHING if limit is None else limit,
        type=kind,
        id=key,
    )
    return tuple(
        Revision(
            number=row["v"]["number"],
            at=datetime.fromisoformat(row["v"]["at"]),
            author=row["v"]["author"],
            message=row["v"]["message"],
            changes=tuple(sorted(map(_change, row["changes"]), key=_position)),
        )
        for row in rows
    )


def _change(row: dict[str, str]) -> RecordedChange:
    kind: RecordType = row["type"]  # type: ignore[assignment]  # as `add` wrote it
    before, after = (_record(kind, row.get(name)) for name in ("before", "after"))
    return RecordedChange(kind, row["id"], before, after)


def _position(change: RecordedChange) -> tuple[int, str]:
    return ORDER.index(change.type), change.id


def _text(record: Record | None) -> str | None:
    return None if record is None else to_text(record)


def _record(kind: RecordType, text: str | None) -> Record | None:
    return None if text is None else from_text(kind, text)
