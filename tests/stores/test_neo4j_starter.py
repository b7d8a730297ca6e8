"""What `make neo4j` says when something is missing, and that it starts and stops."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from netmap.stores.neo4j import Neo4jStore
from tests.neo4j_server import unavailable_reason
from tests.optional import optional_part
from tests.waiting import PATIENCE, until
from tools.neo4j import server as starter

ROOT = Path(__file__).parents[2]


def _refused(environment: Mapping[str, str], home: Path) -> str:
    with pytest.raises(SystemExit) as ended:
        starter.main(environment, home)
    return str(ended.value)


@pytest.mark.parametrize("password", ["", "short12"])
def test_a_password_is_asked_for(tmp_path: Path, password: str) -> None:
    said = _refused({"NETMAP_NEO4J_PASSWORD": password}, tmp_path)
    assert "export NETMAP_NEO4J_PASSWORD" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("port", ["http", "0", "65536", "²"])
def test_a_port_that_is_none_is_said(tmp_path: Path, port: str) -> None:
    said = _refused({"NETMAP_NEO4J_PORT": port}, tmp_path)
    assert "NETMAP_NEO4J_PORT" in said


def _program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without Java, Maven and fetched jars; returns its folder of programs."""
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("NETMAP_NEO4J_LIB", str(tmp_path / "lib"))
    return programs


@pytest.mark.usefixtures("bare")
def test_a_missing_java_is_said() -> None:
    reason = unavailable_reason()
    assert reason is not None
    assert reason.startswith("Neo4j needs Java 17, which is not on this machine; install it")


@pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")
def test_another_java_is_said(bare: Path) -> None:
    _program(bare, "java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2")
    reason = unavailable_reason()
    assert reason is not None
    assert "is Java 11" in reason


@pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")
def test_a_missing_maven_is_said_until_the_jars_are_there(bare: Path, tmp_path: Path) -> None:
    _program(bare, "java", "echo 'openjdk version \"17.0.15\" 2025-04-15' >&2")
    reason = unavailable_reason()
    assert reason is not None
    assert "needs Maven" in reason
    (tmp_path / "lib").mkdir()
    assert unavailable_reason() is None


@pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")
def test_a_download_that_breaks_off_leaves_nothing_behind(bare: Path, tmp_path: Path) -> None:
    _program(bare, "mvn", "echo 'no network' >&2; exit 1")
    with pytest.raises(starter.Refusal, match="Check the network"):
        starter.fetch(say=lambda _: None)
    assert [path.name for path in tmp_path.iterdir()] == ["bin"]


def _needs_java() -> None:
    reason = unavailable_reason()
    if reason:
        optional_part("neo4j", reason)


@pytest.mark.neo4j
def test_a_port_in_use_is_said_with_one_that_is_free(tmp_path: Path) -> None:
    _needs_java()
    with closing(socket.create_server((starter.HOST, 0))) as listener:
        port = str(listener.getsockname()[1])
        environment = {"NETMAP_NEO4J_PASSWORD": "long enough", "NETMAP_NEO4J_PORT": port}
        said = _refused(environment, tmp_path)
    assert f"Port {port} on 127.0.0.1 is in use" in said
    assert "NETMAP_NEO4J_PORT=" in said


def _listens(port: int) -> bool:
    with closing(socket.socket()) as client:
        return client.connect_ex((starter.HOST, port)) == 0


@contextmanager
def _starter(home: Path, port: int, password: str) -> Iterator[subprocess.Popen[str]]:
    """`make neo4j` as a program of its own, with its data in ``home``."""
    code = (
        "import pathlib, signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from tools.neo4j.server import main; main(home=pathlib.Path(sys.argv[1]))"
    )
    environment = {"NETMAP_NEO4J_PASSWORD": password, "NETMAP_NEO4J_PORT": str(port)}
    with subprocess.Popen(
        [sys.executable, "-c", code, str(home)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


@pytest.mark.neo4j
def test_it_starts_says_how_to_use_it_and_stops(tmp_path: Path) -> None:
    _needs_java()
    port = starter.free_port()
    with _starter(tmp_path, port, "first password") as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(4)]
        url = f"bolt://127.0.0.1:{port}"
        assert lines[2].startswith(f"NETMAP_STORE_URL={url} NETMAP_STORE_USER=neo4j ")
        assert lines[2].endswith("make run\n")
        assert "first password" not in "".join(lines)
        with Neo4jStore(url, "neo4j", "first password") as store:
            assert store.ping() == 0
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=PATIENCE)
    assert ("Stopping Neo4j" in rest, errors, process.returncode) == (True, "", 0)

    with _starter(tmp_path, port, "other password") as process:  # the port is free again
        _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "has another password" in errors
    assert "Traceback" not in errors


@pytest.mark.neo4j
def test_the_server_ends_with_the_program_that_started_it(tmp_path: Path) -> None:
    _needs_java()
    port = starter.free_port()
    with _starter(tmp_path, port, "first password") as process:
        assert process.stdout is not None
        assert "answers on" in process.stdout.readline() + process.stdout.readline()
        process.kill()
        process.wait()
    until("the server ended as well", lambda: not _listens(port))
