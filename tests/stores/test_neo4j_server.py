"""A server that is killed, frozen and started again under a store that stays."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from netmap.config import Settings
from netmap.errors import StoreUnavailable
from netmap.model import Put
from netmap.stores.neo4j import Neo4jStore
from tests.contract.examples import member, organisation, village
from tests.histories import fold, tables
from tests.neo4j_server import RunningServer, running_server, unavailable_reason
from tests.optional import optional_part
from tests.stores.test_neo4j_outage import LIMIT, METHODS, said_in_time
from tests.waiting import PATIENCE
from web import create_app

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A server of its own, because these tests are not kind to it."""
    reason = unavailable_reason()
    if reason:
        optional_part("neo4j", reason)
    with running_server(tmp_path_factory.mktemp("neo4j-killed")) as started:
        yield started


@pytest.fixture
def store(server: RunningServer) -> Iterator[Neo4jStore]:
    with Neo4jStore(server.url, server.user, server.password) as made:
        made.commit(village(), author="a", message="first")
        yield made


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(
    server: RunningServer, store: Neo4jStore
) -> None:
    acknowledged: dict[int, str] = {}
    enough = threading.Event()
    attempted = 0

    def work(worker: int) -> None:
        nonlocal attempted
        for step in range(10_000):
            key = f"org-{worker}-{step}"
            both = [Put(organisation(key)), Put(member(key))]  # half of it would be visible
            attempted += 1
            try:
                acknowledged[store.commit(both, author=key, message="joins")] = key
            except StoreUnavailable:
                return
            if len(acknowledged) >= 40:
                enough.set()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    assert enough.wait(PATIENCE), f"waited for 40 commits; there are {len(acknowledged)}"
    server.kill()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive(), "waited until a writer saw that the server is gone"
    assert attempted > len(acknowledged)  # the kill did hit commits that were under way

    for method in METHODS.values():
        with said_in_time("does not answer"):
            method(store)
    page = create_app(Settings(), store).test_client()
    for address in ("/", "/sources", "/health"):
        started = time.monotonic()
        assert page.get(address).status_code == 503
        assert time.monotonic() - started < LIMIT

    server.start()
    assert page.get("/health").status_code == 200
    assert store.commit([Put(organisation("later"))], author="a", message="goes on") > 40
    history = {revision.number: revision for revision in store.revisions(with_changes=True)}
    assert list(history) == list(range(1, len(history) + 1))
    for number, key in acknowledged.items():
        assert {change.id for change in history[number].changes} == {key, member(key).id}
    assert all(len(r.changes) == 2 for r in history.values() if r.message == "joins")
    assert tables(store.snapshot()) == fold(store)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system cannot freeze a program")
def test_a_frozen_server_is_said_in_time_and_used_again(
    server: RunningServer, store: Neo4jStore
) -> None:
    assert server.pid is not None
    assert store.ping() > 0
    os.kill(server.pid, signal.SIGSTOP)
    try:
        for name in ("ping", "commit"):
            with said_in_time("does not answer"):
                METHODS[name](store)
    finally:
        os.kill(server.pid, signal.SIGCONT)
    assert store.ping() > 0
