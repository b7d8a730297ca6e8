"""A copy is the same store elsewhere: every revision, every state, both ways."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from netmap.errors import StoreNotEmpty
from netmap.model import Scope
from netmap.services.copying import copy
from netmap.stores import Store
from netmap.stores.neo4j import Neo4jStore
from netmap.stores.sqlite import SqliteStore
from tests.histories import live


def _same(one: Store, other: Store) -> None:
    history = one.revisions(with_changes=True)
    assert history == other.revisions(with_changes=True)
    for revision in history:
        scope = Scope(revision=revision.number)
        assert one.snapshot(scope) == other.snapshot(scope)
    assert one.snapshot() == other.snapshot()
    for kind in ("view", "account"):
        assert [replace(d, version=1) for d in one.desk.documents(kind)] == list(
            other.desk.documents(kind)
        )


@pytest.mark.neo4j
def test_everything_moves_to_neo4j_and_back(tmp_path: Path, neo4j_store: Neo4jStore) -> None:
    first, last = SqliteStore(tmp_path / "first.db"), SqliteStore(tmp_path / "last.db")
    assert live(first, seed=1, commits=70) == 71  # more than one page
    for kind in ("view", "view", "account", "setting", "sign-in-link"):
        first.desk.write(kind, "k", {"of": kind}, author="a")
    assert copy(first, neo4j_store) == 71
    _same(first, neo4j_store)
    assert copy(neo4j_store, last) == 71
    _same(first, last)
    assert last.desk.kinds() == ("account", "view"), "keys and links stay where they are"


def test_progress_counts_revisions(tmp_path: Path) -> None:
    first, last = SqliteStore(tmp_path / "first.db"), SqliteStore(tmp_path / "last.db")
    live(first, seed=2, commits=5)
    seen: list[tuple[int, int]] = []
    copy(first, last, progress=lambda done, of: seen.append((done, of)))
    assert seen == [(n, 6) for n in range(1, 7)]
    _same(first, last)


def test_a_filled_target_is_refused_and_left_alone(tmp_path: Path) -> None:
    first, last = SqliteStore(tmp_path / "first.db"), SqliteStore(tmp_path / "last.db")
    live(first, seed=3, commits=3)
    live(last, seed=4, commits=2)
    before = last.revisions(with_changes=True)
    with pytest.raises(StoreNotEmpty):
        copy(first, last)
    assert last.revisions(with_changes=True) == before


def test_a_target_with_a_desk_of_its_own_is_refused(tmp_path: Path) -> None:
    first, last = SqliteStore(tmp_path / "first.db"), SqliteStore(tmp_path / "last.db")
    last.desk.write("view", "k", {}, author="a")
    with pytest.raises(StoreNotEmpty):
        copy(first, last)


def test_an_empty_store_copies_as_an_empty_store(tmp_path: Path) -> None:
    first, last = SqliteStore(tmp_path / "first.db"), SqliteStore(tmp_path / "last.db")
    assert copy(first, last) == 0
    assert last.ping() == 0
