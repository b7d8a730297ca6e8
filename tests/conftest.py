"""Fixtures that many tests share, and the loud closing words about what did not run."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest
from hypothesis import HealthCheck, settings

from netmap.stores import sqlite
from netmap.stores.neo4j import Neo4jStore
from tests import neo4j_server
from tests.optional import HOW_TO_GET, NOT_RUN, optional_part

# A busy machine may take long over one example: that says nothing about the code.
settings.register_profile("netmap", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("netmap")


@pytest.fixture(scope="session", autouse=True)
def not_waiting_for_the_disk() -> Iterator[None]:
    """No power cut is tested; a thousand files that are written through take their time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite, "SYNCHRONOUS", "OFF")
        yield


@pytest.fixture(scope="session")
def neo4j_running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[neo4j_server.RunningServer]:
    """A real Neo4j server of this test run; started at the first test that asks for it."""
    reason = neo4j_server.unavailable_reason()
    if reason:
        optional_part("neo4j", reason)
    with neo4j_server.running_server(tmp_path_factory.mktemp("neo4j")) as server:
        yield server


@pytest.fixture
def neo4j_store(neo4j_running: neo4j_server.RunningServer) -> Iterator[Neo4jStore]:
    """An empty Neo4j store."""
    server = neo4j_running
    with neo4j.GraphDatabase.driver(server.url, auth=(server.user, server.password)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
    with Neo4jStore(server.url, server.user, server.password) as store:
        yield store


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which optional parts did not run, and how to get them."""
    for part, reason in sorted(NOT_RUN.items()):
        terminalreporter.section(f"NOT TESTED: {part}", sep="!", red=True, bold=True)
        terminalreporter.line(reason)
        terminalreporter.line(HOW_TO_GET[part])


# Whole suites that search, sample, walk or compute much: `make quick` leaves them to `make test`.
SLOW = {"metrics", "comparison", "gaps", "cli", "services", "graph_seed", "tools", "exports"}
SLOW |= {"test_architecture", "test_bench", "test_container", "test_example", "test_neo4j_outage"}
SLOW |= {"test_what_if", "test_schemathesis", "test_addresses", "test_any_form", "test_query"}
_HERE = Path(__file__).parent


def _is_slow(path: Path) -> bool:
    return bool(SLOW & {path.stem, *path.relative_to(_HERE).parts})


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even import what is slow when it is not asked for."""
    return True if "not slow" in config.option.markexpr and _is_slow(collection_path) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what takes more than a few seconds; nothing is left out of `make test`."""
    for item in items:
        if _is_slow(item.path):
            item.add_marker(pytest.mark.slow)


def pytest_collection_finish() -> None:
    """What was imported stays; looking through it again and again for garbage takes a tenth."""
    gc.collect()
    gc.freeze()
