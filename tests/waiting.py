"""Waiting for what will happen: for as long as it takes, and with words for what did not come.

A busy machine says nothing about the code. So nothing waits a fixed time for something, and
nothing that is waited for fails before a machine has really stopped.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 120.0  # seconds; what fails for good is told no later


def until(what: str, happens: Callable[[], T]) -> T:
    """The first answer that says yes; fails with the words for it when none comes."""
    limit = time.monotonic() + PATIENCE
    while not (answer := happens()):
        assert time.monotonic() < limit, f"waited {PATIENCE:.0f} s until {what}"
        time.sleep(0.05)
    return answer
