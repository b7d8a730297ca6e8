"""Every test here gets ``store``: an empty store of each kind in turn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from netmap.stores import Store
from netmap.stores.sqlite import SqliteStore


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "sqlite":
        with SqliteStore(tmp_path / "netmap.db") as made:
            yield made
    else:
        yield request.getfixturevalue("neo4j_store")
