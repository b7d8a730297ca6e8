"""What goes wrong outside the program ends in one sentence, and leaves nothing half done."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

import graph_seed
from netmap.cli import serve
from netmap.config import Settings
from netmap.errors import BadSetting
from netmap.stores.sqlite import SqliteStore
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("bolt://localhost:abc", "abc"),
        ("bolt://localhost:99999", "range"),
        ("http://[::1", "IPv6"),
    ],
)
def test_an_address_that_cannot_be_read(
    run: Run, monkeypatch: pytest.MonkeyPatch, address: str, part: str
) -> None:
    monkeypatch.setenv("NETMAP_STORE_URL", address)
    monkeypatch.setenv("NETMAP_STORE_PASSWORD", "secret")
    result = run("partnerships")
    assert (result.code, result.err.count("\n")) == (7, 1)
    assert part in result.err


def test_a_folder_with_nothing_in_it_is_not_called_good(run: Run, tmp_path: Path) -> None:
    result = run("check", str(tmp_path))
    assert result.code == 4
    assert "holds no sources, entities or ties" in result.err


def test_copying_from_nothing_is_a_mistake(run: Run, tmp_path: Path) -> None:
    old, new = (f"sqlite:///{tmp_path}/{name}.db" for name in ("mistyped", "new"))
    result = run("copy", "--from", old, "--to", new)
    assert result.code == 7
    assert "--from: holds nothing" in result.err


def test_the_reason_why_an_output_cannot_be_written(run: Run, tmp_path: Path) -> None:
    result = run("export", "json", "--output", str(tmp_path))
    assert result.err == f"netmap: --output: {tmp_path} cannot be written: Is a directory\n"


def test_an_address_is_refused_in_the_name_of_its_option(run: Run, tmp_path: Path) -> None:
    result = run("copy", "--from", "mysql://x", "--to", f"sqlite:///{tmp_path}/new.db")
    assert result.code == 7
    assert result.err.startswith("netmap: --from: 'mysql' is not a store address;")
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize(("option", "code"), [("--partnership", 3), ("--as-of", 7)])
def test_an_empty_option_does_not_mean_everything(run: Run, option: str, code: int) -> None:
    result = run("export", "json", option, "")
    assert (result.code, result.out) == (code, "")


def test_a_date_that_does_not_exist_is_named(run: Run) -> None:
    result = run("export", "json", "--as-of", "2019-02-30")
    assert result.err.startswith("netmap: --as-of: '2019-02-30' is not in the calendar; ")


def test_a_full_disk_behind_the_screen(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("netmap.cli.options.print_json", full)
    result = run("check", "--json")
    assert (result.code, result.err) == (
        1,
        "netmap: the system refused: No space left on device.\n",
    )


@pytest.mark.parametrize("host", ["999.1.1.1", "a b", "é..x", "::zz", "192.0.2.1"])
def test_a_host_that_is_no_address(host: str) -> None:
    with pytest.raises(BadSetting, match="is not an address of this machine"):
        serve._listen(Settings(host=host, port=18000))


def test_a_port_that_is_forbidden_is_not_called_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied (while attempting to bind)")

    monkeypatch.setattr("socket.create_server", refuse)
    with pytest.raises(BadSetting, match="NETMAP_PORT: 80 cannot be used: Permission denied"):
        serve._listen(Settings(port=80))


def test_a_first_load_that_was_stopped_goes_on(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plain = SqliteStore.commit
    calls: list[int] = []

    def commit(*args: object, **kwargs: object) -> int:
        calls.append(1)
        if len(calls) == 3:
            signal.raise_signal(signal.SIGINT)
        return plain(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(SqliteStore, "commit", commit)
    stopped = run("load")
    assert (stopped.code, stopped.err.strip()) == (130, "netmap: stopped.")
    store = SqliteStore(tmp_path / "netmap.db")
    assert store.ping() == 2

    messages = [batch.message for batch in graph_seed.batches()]
    assert run("load", "--json").json == {"revision": len(messages)}
    assert [revision.message for revision in store.revisions()] == messages
