"""A throw-away Neo4j server for tests: own port, own data, stopped whatever happens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.neo4j.server import Server as RunningServer
from tools.neo4j.server import free_port, unavailable_reason

__all__ = ["RunningServer", "running_server", "unavailable_reason"]


@contextmanager
def running_server(home: Path) -> Iterator[RunningServer]:
    """A started server; ``kill()`` and ``start()`` keep its data and port."""
    server = RunningServer(home, port=free_port(), password="only-for-tests")
    server.start()
    try:
        yield server
    finally:
        server.kill()  # the data is thrown away, so there is nothing to close cleanly
