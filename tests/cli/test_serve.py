"""``netmap serve`` as a program of its own: starts, answers, stops."""

from __future__ import annotations

import html
import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.waiting import PATIENCE, until


@contextmanager
def _serving(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("NETMAP_")}
    environment |= {
        "NETMAP_PORT": str(port),
        "NETMAP_STORE_URL": f"sqlite:///{folder}/netmap.db",
        "PYTHONUNBUFFERED": "1",
    }
    program = subprocess.Popen(
        [sys.executable, "-m", "netmap", "serve", *options],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield program, f"http://127.0.0.1:{port}"
    finally:
        program.kill()
        program.communicate()


def _get(address: str) -> bytes:
    def answer() -> bytes:
        try:
            with urllib.request.urlopen(address) as response:  # noqa: S310 - our own service
                content: bytes = response.read()
                return content
        except urllib.error.URLError:
            return b""

    return until(f"{address} answered", answer)


def _come_in(link: str) -> str:
    """Open the link, press its one button, and read the page that follows."""
    visitor = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with visitor.open(link) as page:
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.read().decode()))
    form = urllib.parse.urlencode({name: html.unescape(value) for name, value in fields.items()})
    with visitor.open(link.partition("?")[0], form.encode()) as page:
        found: str = page.read().decode()
    return found


def test_an_empty_store_is_filled_and_shown(tmp_path: Path) -> None:
    with _serving(tmp_path, "--load") as (program, address):
        health = json.loads(_get(f"{address}/health"))
        assert (health["store"], health["reachable"]) == ("sqlite", True)
        assert health["revision"] > 0
        assert program.stdout is not None
        told = [program.stdout.readline() for _ in range(4)]
        assert f"Netmap is at {address}/" in told[0]
        link = told[3].strip()
        assert link.startswith(f"{address}/sign-in?link=")
        page = _come_in(f"{link}&next=/p/woudenberg/map%3Flang%3Dnl")
        assert "De Kleine Schans" in page
        program.send_signal(signal.SIGINT)
        out, err = program.communicate(timeout=PATIENCE)
        assert out.strip() == ""
        assert "Traceback" not in err
    with _serving(tmp_path, "--load") as (_, address):  # what is there is not loaded again
        assert json.loads(_get(f"{address}/health"))["revision"] == health["revision"]


def test_without_load_an_empty_store_explains_itself(tmp_path: Path) -> None:
    with _serving(tmp_path, "--json") as (program, address):
        assert b"Netmap" in _get(f"{address}/sign-in")
        assert program.stdout is not None
        told = json.loads("".join(program.stdout.readline() for _ in range(5)))
        link = told.pop("link")
        assert told == {"address": f"{address}/", "store": "sqlite"}
        assert "netmap load" in _come_in(link)
