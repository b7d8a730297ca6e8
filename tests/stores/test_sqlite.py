"""What can go wrong with a file, beyond the contract."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

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


def test_outside_the_tests_a_commit_is_on_disk_when_it_is_acknowledged(tmp_path: Path) -> None:
    code = (
        "import sys; from netmap.stores.sqlite import SqliteStore as Store; from pathlib import *"
    )
    code += "\nwith Store(Path(sys.argv[1]))._transaction() as db:"
    code += "\n    print(db.execute('PRAGMA synchronous').fetchone()[0])"
    command = [sys.executable, "-c", code, str(tmp_path / "netmap.db")]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout == "2\n"  # FULL


@pytest.fixture
def careless(monkeypatch: pytest.MonkeyPatch) -> None:
    """An SQLite that lets go of what is removed without overwriting it, as many are built."""
    connect = sqlite3.connect

    def opened(*place: Any, **options: Any) -> sqlite3.Connection:
        db: sqlite3.Connection = connect(*place, **options)
        db.execute("PRAGMA secure_delete = OFF")
        return db

    monkeypatch.setattr("netmap.stores.sqlite.sqlite3.connect", opened)


@pytest.mark.usefixtures("careless")
@pytest.mark.parametrize("size", [1, 2_000], ids=["within a page", "over many pages"])
@pytest.mark.parametrize("way", ["discarded", "replaced"])
def test_what_is_removed_from_the_desk_is_no_longer_in_the_file(
    tmp_path: Path, size: int, way: str
) -> None:
    path = tmp_path / "netmap.db"
    desk = SqliteStore(path).desk
    secret = "een-half-gemaakte-import-van-iemand" * size
    for key in ("before", "dorp/1", "later"):
        desk.write("draft", key, {"rows": secret if key == "dorp/1" else key}, author="a")
    assert secret[:35].encode() in path.read_bytes()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("SELECT count(*) FROM document").fetchone()  # so that the log stays open
        if way == "discarded":
            desk.discard("draft", "dorp/1")
        else:
            desk.write("draft", "dorp/1", {"rows": "nothing"}, author="a")
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for file in tmp_path.iterdir():  # the file and the log beside it
            assert secret[:35].encode() not in file.read_bytes(), file.name
    assert [file.name for file in tmp_path.iterdir()] == ["netmap.db"]  # nobody reads: no log
    assert len(desk.documents("draft")) == (2 if way == "discarded" else 3)


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
