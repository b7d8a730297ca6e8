"""A running service throws away what is over, also when nobody comes by."""

from __future__ import annotations

import logging
from threading import Event

import pytest
from flask import Flask

from netmap.errors import StoreUnavailable
from netmap.services import retention
from netmap.services.context import Context
from netmap.stores import Store
from tests.waiting import until
from web.core import upkeep

LONG_AGO = "2020-01-01T00:00:00+00:00"


class Rounds:
    """Counts the rounds, and lets a test wait for one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *faults: Exception) -> None:
        self.faults = list(faults)
        self.done = Event()
        self._discard = retention.discard_expired
        monkeypatch.setattr(retention, "discard_expired", self)

    def __call__(self, ctx: Context) -> int:
        if self.faults:
            raise self.faults.pop(0)
        gone = self._discard(ctx)
        self.done.set()
        return gone

    def wait(self) -> None:
        until("a round came in which what is over is thrown away", self.done.is_set)


@pytest.fixture
def expired(store: Store) -> Store:
    """A store with an upload and a link of long ago."""
    store.desk.write("import-rows", "x", {"sheets": [], "begun": LONG_AGO}, author="test")
    store.desk.write("sign-in-link", "x", {"expires": LONG_AGO}, author="test")
    return store


def test_what_is_over_is_thrown_away_at_the_start(
    app: Flask, expired: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds = Rounds(monkeypatch)
    end = upkeep.start(app)
    rounds.wait()
    end()
    assert expired.desk.documents("import-rows") == expired.desk.documents("sign-in-link") == ()


def test_a_fault_does_not_end_it(
    app: Flask,
    expired: Store,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    rounds = Rounds(monkeypatch, StoreUnavailable("no answer"), RuntimeError("a fault"))
    with caplog.at_level(logging.WARNING):
        end = upkeep.start(app, every=0.01)
        rounds.wait()
        end()
    assert expired.desk.documents("import-rows") == ()
    assert [record.levelname for record in caplog.records] == ["WARNING", "ERROR"]
