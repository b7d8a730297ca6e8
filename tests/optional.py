"""Parts that not every machine has: skipped loudly, or a failure when they are required."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

HOW_TO_GET = {
    "neo4j": "Install Java 17 and Maven (Debian: apt install openjdk-17-jre-headless maven).",
    "browser": "Install Chromium (Debian: apt install chromium), or set NETMAP_CHROMIUM to it.",
    "node": "Install Node.js and npm (Debian: apt install nodejs npm); packages come at first use.",
    "pip": "Connect to a package index once; the old pip is kept in .pytest_cache.",
}
NOT_RUN: dict[str, str] = {}


def optional_part(name: str, reason: str) -> NoReturn:
    """Skip the test, and remember why; fail when NETMAP_REQUIRE names the part."""
    if name in os.environ.get("NETMAP_REQUIRE", "").split(","):
        pytest.fail(f"{name} is required but not there: {reason}", pytrace=False)
    NOT_RUN[name] = reason
    pytest.skip(reason)
