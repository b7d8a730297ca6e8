"""What can go wrong with a file, beyond the contract."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from netmap.errors import StoreUnavailable
from netmap.stores.sqlite import SqliteStore
from tests.contract.examples import village


def test_the_folder_is_made(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "new" / "folder" / "netmap.db")
    assert store.commit(village(), author="a", message="first") == 1


def test_the_data_is_there_for_the_next_program(tmp_path: Path) -> None:
    SqliteStore(tmp_path / "netmap.db").commit(village(), author="a", message="first")
    assert SqliteStore(tmp_path / "netmap.db").ping() == 1


def test_another_kind_of_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Beste leden,\n" * 100, "utf-8")
    with pytest.raises(StoreUnavailable, match=r"letter\.db"):
        SqliteStore(path).ping()
    assert path.read_text("utf-8").startswith("Beste leden")


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "theirs.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE theirs (x)")
        db.commit()
    before = path.read_bytes()
    with pytest.raises(StoreUnavailable, match="another program"):
        SqliteStore(path).commit(village(), author="a", message="first")
    assert path.read_bytes() == before


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        SqliteStore(tmp_path).ping()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(StoreUnavailable):
        SqliteStore(tmp_path / "file" / "netmap.db").ping()


def test_a_file_of_a_newer_version_is_said_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "netmap.db"
    SqliteStore(path).ping()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreUnavailable, match="newer"):
        SqliteStore(path).ping()


def test_a_writer_that_never_ends_is_waited_for_but_not_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "netmap.db"
    store = SqliteStore(path, timeout=0.1)
    store.ping()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="locked"):
            store.commit(village(), author="a", message="waits")
        assert store.ping() == 0  # readers do not wait for writers
    assert store.commit(village(), author="a", message="now") == 1


def test_a_file_from_before_the_desk_gets_one_and_keeps_its_graph(tmp_path: Path) -> None:
    path = tmp_path / "netmap.db"
    store = SqliteStore(path)
    store.commit(village(), author="a", message="first")
    with closing(sqlite3.connect(path)) as db:  # as the first version of the file was
        db.execute("DROP TABLE document")
        db.execute("PRAGMA user_version = 1")
        db.commit()
    assert store.desk.write("view", "k", {}, author="a") == 1
    assert store.ping() == 1
