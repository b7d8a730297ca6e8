"""Opening, pinging, closing; reading while somebody writes."""

from __future__ import annotations

import threading

from netmap.model import Put, Remove
from netmap.stores import Store
from tests.contract.examples import organisation, village


def test_ping_tells_the_revision(store: Store) -> None:
    assert store.ping() == 0
    store.commit(village(), author="a", message="first")
    assert store.ping() == 1


def test_closing_twice_is_allowed(store: Store) -> None:
    store.commit(village(), author="a", message="first")
    store.close()
    store.close()


def test_a_reader_never_sees_half_a_commit(store: Store) -> None:
    store.commit(village(), author="a", message="first")
    pair = [organisation("links"), organisation("rechts")]
    done = threading.Event()
    seen: list[int] = []

    def read() -> None:
        while not done.is_set():
            entities = store.snapshot().entities
            seen.append(sum(record.id in entities for record in pair))

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(5):
        store.commit([Put(record) for record in pair], author="a", message="add both")
        store.commit([Remove("entity", r.id) for r in pair], author="a", message="remove both")
    done.set()
    reader.join()
    assert seen
    assert set(seen) <= {0, 2}
