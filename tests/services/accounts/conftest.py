"""A store with a clock that a test moves, and cheap passwords."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread
from typing import TypeVar

import pytest
from argon2 import PasswordHasher

from netmap.services.accounts import accounts, audit, passwords
from netmap.services.context import Context
from netmap.services.rights import NOBODY
from netmap.stores.sqlite import SqliteStore

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = "een lange zin om in te komen"
T = TypeVar("T")


class Clock:
    """Moves when it is told to, and by the least there is when it is looked at."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(microseconds=1)
        return self.now

    def move(self, **how: float) -> None:
        self.now += timedelta(**how)


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "HASHER", CHEAP)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ctx(tmp_path: Path, clock: Clock) -> Context:
    """The owner of the machine."""
    return Context(SqliteStore(tmp_path / "netmap.db"), clock=clock)


@pytest.fixture
def anybody(ctx: Context) -> Context:
    """Whoever comes to the door."""
    return replace(ctx, who=NOBODY)


def add(ctx: Context, key: str, role: str = "editor") -> Context:
    """An account that may begin at once, and a context of its own."""
    made = accounts.add_account(ctx, key, role, PASSWORD, temporary=False)
    return replace(ctx, who=made.account.actor, author=key)


def events(ctx: Context) -> list[str]:
    """What the trail says, oldest first."""
    return [entry.event for entry in reversed(audit.trail(ctx, limit=None))]


def at_once(*calls: Callable[[], T]) -> list[T | Exception]:
    """Call all at the same time, each in a thread; what they returned or raised."""
    barrier = Barrier(len(calls))
    found: list[T | Exception] = []

    def run(call: Callable[[], T]) -> None:
        barrier.wait()
        try:
            found.append(call())
        except Exception as error:  # whatever was raised is looked at
            found.append(error)

    threads = [Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
