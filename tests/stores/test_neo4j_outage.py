"""A Neo4j that is away, silent, closed to us or lost half-way: said within five seconds."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import pytest

from netmap.errors import StoreUnavailable
from netmap.model import Put
from netmap.stores.neo4j import Neo4jStore
from tests.contract.examples import organisation, village
from tests.neo4j_server import RunningServer
from tests.stores.proxy import COMMIT, Proxy
from tests.waiting import until

# five are promised where the machine has time; the driver's own patience is thirty
LIMIT = 25.0

METHODS: dict[str, Callable[[Neo4jStore], object]] = {
    "ping": lambda store: store.ping(),
    "partnerships": lambda store: store.partnerships(),
    "sources": lambda store: store.sources(),
    "snapshot": lambda store: store.snapshot(),
    "revisions": lambda store: store.revisions(),
    "commit": lambda store: store.commit(village(), author="a", message="m"),
}


@contextmanager
def said_in_time(match: str | None = None) -> Iterator[None]:
    started = time.monotonic()
    with pytest.raises(StoreUnavailable, match=match) as said:
        yield
    assert time.monotonic() - started < LIMIT, "the driver's own limits were waited for"
    assert "secret" not in str(said.value)


@pytest.mark.parametrize("method", METHODS)
def test_nothing_listens(method: str) -> None:
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))  # taken, but not listening: refused
        url = f"bolt://127.0.0.1:{listener.getsockname()[1]}"
        with Neo4jStore(url, "neo4j", "secret") as store, said_in_time("does not answer"):
            METHODS[method](store)


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_something_listens_that_says_nothing(scheme: str) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        url = f"{scheme}://127.0.0.1:{listener.getsockname()[1]}"
        with Neo4jStore(url, "neo4j", "secret") as store, said_in_time("does not answer"):
            store.ping()


def test_a_closed_store_answers_no_more() -> None:
    store = Neo4jStore("bolt://127.0.0.1:1", "neo4j", "secret")
    store.close()
    store.close()
    with said_in_time():
        store.ping()


def test_the_attempts_of_the_driver_stay_out_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with Neo4jStore("bolt://127.0.0.1:1", "neo4j", "secret") as store, said_in_time():
        store.ping()
    assert caplog.records == []


@pytest.mark.neo4j
def test_a_wrong_password_is_said_without_showing_it(neo4j_running: RunningServer) -> None:
    with (
        Neo4jStore(neo4j_running.url, "neo4j", "secret") as store,
        said_in_time("NETMAP_STORE_PASSWORD"),
    ):
        store.ping()


@pytest.fixture
def proxy(neo4j_running: RunningServer) -> Iterator[Proxy]:
    with Proxy(neo4j_running.port) as made:
        yield made


@pytest.fixture
def behind(
    neo4j_store: Neo4jStore, neo4j_running: RunningServer, proxy: Proxy
) -> Iterator[Neo4jStore]:
    """A store that reaches the database of ``neo4j_store`` through the proxy."""
    neo4j_store.commit(village(), author="a", message="first")
    server = neo4j_running
    with Neo4jStore(proxy.url, server.user, server.password) as store:
        assert store.ping() == 1
        yield store


@pytest.mark.neo4j
def test_a_commit_whose_answer_is_lost_counts_once(
    behind: Neo4jStore, neo4j_store: Neo4jStore, proxy: Proxy
) -> None:
    behind.sources()  # the constraints are looked at before, so that COMMIT is the commit's
    proxy.cut_at(COMMIT, deliver=True)
    assert behind.commit([Put(organisation("kerk"))], author="a", message="kerk") == 2
    assert proxy.has_cut
    assert [r.message for r in neo4j_store.revisions()] == ["first", "kerk"]


@pytest.mark.neo4j
def test_a_commit_that_did_not_arrive_is_said_and_can_be_repeated(
    behind: Neo4jStore, neo4j_store: Neo4jStore, proxy: Proxy
) -> None:
    behind.sources()
    proxy.cut_at(COMMIT, deliver=False)
    with said_in_time("before the change was saved"):
        behind.commit([Put(organisation("kerk"))], author="a", message="kerk")
    assert neo4j_store.ping() == 1
    assert behind.commit([Put(organisation("kerk"))], author="a", message="kerk") == 2


@pytest.mark.neo4j
def test_a_commit_with_unknown_outcome_is_said(
    behind: Neo4jStore, neo4j_store: Neo4jStore, proxy: Proxy
) -> None:
    behind.sources()
    proxy.cut_at(COMMIT, deliver=True, for_good=True)
    with said_in_time("unknown"):
        behind.commit([Put(organisation("kerk"))], author="a", message="kerk")
    until("the commit arrived", lambda: neo4j_store.ping() == 2)


@pytest.mark.neo4j
def test_a_connection_lost_before_the_commit_is_attempted_again(
    behind: Neo4jStore, neo4j_store: Neo4jStore, proxy: Proxy
) -> None:
    behind.sources()
    proxy.cut_at(b"MERGE (h:Head", deliver=True)
    assert behind.commit([Put(organisation("kerk"))], author="a", message="kerk") == 2
    assert proxy.has_cut
    assert [r.message for r in neo4j_store.revisions()] == ["first", "kerk"]
