"""Fixtures that many tests share, and the loud closing words about what did not run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest
from hypothesis import settings

from netmap.stores.neo4j import Neo4jStore
from tests import neo4j_server
from tests.optional import HOW_TO_GET, NOT_RUN, optional_part

# A busy machine may take long over one example: that says nothing about the code.
settings.register_profile("netmap", deadline=None)
settings.load_profile("netmap")


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


# Whole suites that search, sample or compute much: `make quick` leaves them to `make test`.
SLOW = {"metrics", "comparison", "gaps", "cli", "services", "graph_seed", "tools", "test_bench"}
SLOW |= {"test_architecture", "test_container", "test_example", "test_neo4j_outage"}
SLOW |= {"test_what_if", "test_schemathesis", "test_addresses"}
SLOW |= {"test_any_form"}
_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what takes more than a few seconds; nothing is left out of `make test`."""
    for item in items:
        if SLOW & {item.path.stem, item.path.relative_to(_HERE).parts[0]}:
            item.add_marker(pytest.mark.slow)
