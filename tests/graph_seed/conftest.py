"""The seed, loaded into a store of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import graph_seed
from netmap.model import Snapshot
from netmap.services.exchange import Batch
from netmap.stores import Store
from netmap.stores.sqlite import SqliteStore


@pytest.fixture(scope="session")
def batches() -> tuple[Batch, ...]:
    """The whole seed, read once."""
    return graph_seed.batches()


@pytest.fixture(scope="session")
def seeded(batches: tuple[Batch, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with everything in it; the tests only read it."""
    with SqliteStore(tmp_path_factory.mktemp("seed") / "netmap.db") as store:
        for batch in batches:
            store.commit(batch.changes, author="seed", message=batch.message)
        yield store


@pytest.fixture(scope="session")
def everything(seeded: Store) -> Snapshot:
    return seeded.snapshot()


@pytest.fixture
def reference(batches: tuple[Batch, ...], tmp_path: Path) -> Iterator[Store]:
    """A store that holds what the fictional municipality builds on, and no more."""
    with SqliteStore(tmp_path / "netmap.db") as store:
        store.commit(batches[0].changes, author="seed", message=batches[0].message)
        yield store
