"""The readers of other programs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import node_readers
from tests.optional import optional_part


@pytest.fixture(scope="session")
def node_opens() -> Iterator[node_readers.Readers]:
    """graphology and cytoscape.js."""
    reason = node_readers.unavailable_reason()
    if reason:
        optional_part("node", reason)
    with node_readers.running() as readers:
        yield readers
