"""The store on a Neo4j 5 server: the graph as anyone can read it there, plus its history.

Writers queue up for the lock of one ``(:Head)`` node, so that revisions have no gaps.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import ClassVar, TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

from neo4j import GraphDatabase, ManagedTransaction, NotificationMinimumSeverity, unit_of_work
from neo4j.exceptions import AuthError, DriverError, IncompleteCommit, Neo4jError

from netmap.errors import Conflict, StoreUnavailable, UnknownPartnership, UnknownRevision
from netmap.model import (
    Change,
    Entity,
    Record,
    RecordType,
    Revision,
    Scope,
    Snapshot,
    Source,
    Tie,
)
from netmap.stores import neo4j_desk
from netmap.stores import neo4j_graph as graph
from netmap.stores import neo4j_log as log
from netmap.stores.base import Clock, Store, assemble, utc_now
from netmap.stores.desk import Desk
from netmap.stores.plan import plan

T = TypeVar("T")

_WORK_LIMIT = 120.0  # seconds that the server gives one transaction, waiting for others included

# The driver logs every attempt that failed. What remains of them is one StoreUnavailable.
_driver_log = logging.getLogger("neo4j")
if _driver_log.level == logging.NOTSET:
    _driver_log.setLevel(logging.CRITICAL)


class Neo4jStore(Store):
    """A store on a Neo4j server. Making one does not connect yet; threads may share it.

    ``timeout`` is how long finding the server may take: two attempts of half of it
    each, with about a second between them.
    """

    kind: ClassVar[str] = "neo4j"

    def __init__(
        self, url: str, user: str, password: str, *, clock: Clock = utc_now, timeout: float = 3.0
    ) -> None:
        parts = urlsplit(url)
        self._address = f"{parts.hostname}:{parts.port or 7687}"
        self._user = user
        self._clock = clock
        self._prepared = False
        self._driver = GraphDatabase.driver(
            url,
            auth=(user, password),
            connection_timeout=timeout / 2,
            connection_acquisition_timeout=timeout / 2,
            max_transaction_retry_time=timeout / 10,  # time for one more attempt
            liveness_check_timeout=0,  # a connection from before a restart is noticed and replaced
            notifications_min_severity=NotificationMinimumSeverity.OFF,
            telemetry_disabled=True,
            user_agent="netmap",
        )

    def partnerships(self) -> tuple[Entity, ...]:
        return self._locked(lambda tx, _: tuple(graph.partnerships(tx)))

    def sources(self) -> tuple[Source, ...]:
        return self._locked(lambda tx, _: tuple(graph.sources(tx)))

    def snapshot(self, scope: Scope = Scope()) -> Snapshot:  # noqa: B008 - frozen, so safe to share
        latest = self._locked(lambda _, latest: latest)
        revision = latest if scope.revision is None else scope.revision
        if not 0 <= revision <= latest:
            raise UnknownRevision(revision, latest)
        records: list[Record] | None = None
        if revision == latest:
            records = self._run(lambda tx: _now(tx, scope))
            if self._locked(lambda _, latest: latest) != revision:
                records = None  # a commit came in between, so this may be a part of it
        if records is None:
            records = self._run(lambda tx: log.state_at(tx, revision))
        entities = [record for record in records if isinstance(record, Entity)]
        known = {entity.id for entity in entities if entity.kind == "partnership"}
        for key in scope.partnerships or ():
            if key not in known:
                raise UnknownPartnership(key)
        ties = [record for record in records if isinstance(record, Tie)]
        sources = [record for record in records if isinstance(record, Source)]
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
        wanted = tuple(changes)  # a transaction may need a second attempt
        token = uuid4().hex  # by which to find our revision when the answer is lost

        def work(tx: ManagedTransaction, latest: int) -> int:
            if expect_revision is not None and expect_revision != latest:
                raise Conflict(expected=expect_revision, actual=latest)
            recorded = plan(wanted, graph.Now(tx), author=author, message=message)
            if not recorded:
                return latest
            moment = (at or self._clock()).astimezone(UTC)
            graph.apply(tx, recorded)
            log.add(tx, Revision(latest + 1, moment, author, message), recorded, token)
            return latest + 1

        try:
            return self._locked(work)
        except StoreUnavailable as error:  # a lost answer is the one thing never attempted again
            if not isinstance(error.__cause__, IncompleteCommit):
                raise
            return self._outcome(token)

    def revisions(
        self,
        *,
        after: int = 0,
        limit: int | None = None,
        touching: tuple[RecordType, str] | None = None,
        with_changes: bool = False,
    ) -> tuple[Revision, ...]:
        return self._locked(
            lambda tx, _: log.revisions(
                tx, after=after, limit=limit, touching=touching, with_changes=with_changes
            )
        )

    def ping(self) -> int:
        return self._run(log.latest)

    @property
    def desk(self) -> Desk:
        return neo4j_desk.Neo4jDesk(self._ready, self._clock)

    def close(self) -> None:
        self._driver.close()

    def _outcome(self, token: str) -> int:
        """The number of a commit whose answer was lost on the way."""
        try:
            number = self._locked(lambda tx, _: log.number_of(tx, token))
        except StoreUnavailable as error:
            raise StoreUnavailable(
                f"Neo4j at {self._address} stopped while it saved; whether the change was saved"
                " is unknown. Look before you try again."
            ) from error
        if number is None:
            raise StoreUnavailable(
                f"Neo4j at {self._address} stopped before the change was saved; try again."
            )
        return number

    def _locked(self, work: Callable[[ManagedTransaction, int], T]) -> T:
        """Do work while no commit is under way; it is given the latest revision."""
        return self._ready(lambda tx: work(tx, log.lock(tx)))

    def _ready(self, work: Callable[[ManagedTransaction], T]) -> T:
        """Do work on a database that has its constraints."""
        if not self._prepared:
            self._prepare()
        return self._run(work)

    def _prepare(self) -> None:
        """Make the constraints that are not there yet."""
        wanted = graph.schema() | log.SCHEMA | neo4j_desk.SCHEMA
        present = self._run(lambda tx: {row["name"] for row in tx.run("SHOW INDEXES YIELD name")})
        missing = [statement for name, statement in wanted.items() if name not in present]
        if missing:
            self._run(lambda tx: [tx.run(statement).consume() for statement in missing])
        self._prepared = True

    def _run(self, work: Callable[[ManagedTransaction], T]) -> T:
        """Do work in one transaction, attempted again once when the server is lost."""
        try:
            with self._driver.session() as session:
                return session.execute_write(unit_of_work(timeout=_WORK_LIMIT)(work))
        except (DriverError, Neo4jError) as error:
            self._prepared = False  # what answers next may be another, empty database
            raise self._unavailable(error) from error

    def _unavailable(self, error: DriverError | Neo4jError) -> StoreUnavailable:
        if isinstance(error, AuthError):
            return StoreUnavailable(
                f"Neo4j at {self._address} refuses user '{self._user}' with this password;"
                " check NETMAP_STORE_USER and NETMAP_STORE_PASSWORD."
            )
        if isinstance(error, DriverError):
            return StoreUnavailable(
                f"Neo4j at {self._address} does not answer; start it and try again."
            )
        return StoreUnavailable(f"Neo4j at {self._address} could not do the work ({error.code}).")


def _now(tx: ManagedTransaction, scope: Scope) -> list[Record]:
    return [*graph.entities(tx), *graph.ties(tx, scope.partnerships), *graph.sources(tx)]
