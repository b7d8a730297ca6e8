"""A small store behind the web application: one real and one invented partnership."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from netmap.config import Settings
from netmap.errors import StoreUnavailable
from netmap.model import Change, Citation, Entity, Put, Source
from netmap.services.accounts import passwords
from netmap.services.accounts.one_time_links import make_link
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.services.levels import LEVELS
from netmap.stores import Store
from netmap.stores.desk import Desk
from netmap.stores.sqlite import SqliteStore
from tests.builders import PARTNERSHIP, entity, members, tie
from web import create_app
from web.access.limits import limiter
from web.core import state

HOSTILE = "</script><script>alert(1)</script>\"'<img src=x onerror=alert(2)>{{7*7}}"
FORMULA = "=cmd|' /C calc'!A0"


def facts() -> list[Change]:
    """Two partnerships; names and evidence in the real one try to break out."""
    sources = [
        Source("s", "A source", sections=("1", "2")),
        Source("bad-source", HOSTILE, author=HOSTILE, note=HOSTILE),
        Source("invented", "An invented source", fictional=True),
    ]
    entities = [
        entity(PARTNERSHIP, "partnership", name="De Proef", name_en="The Trial", place="Ergens"),
        Entity("fabel", "partnership", "Fabel", fictional=True),
        Entity("hostile", "organisation", HOSTILE, (HOSTILE,), HOSTILE),
        entity("formula", name=FORMULA),
        entity("a", sector="care"),
        entity("team", "unit", name="Het team", name_en="The team"),
        entity("w", "atelier"),
        entity("f", "function", name="Huisartsenzorg"),
        Entity("elf", "organisation", "Elfenbank", fictional=True),
    ]
    bad = Citation("bad-source", HOSTILE, HOSTILE)
    ties = [
        *members("hostile", "formula", "a"),
        tie("team", "part_of", PARTNERSHIP),
        tie("a", "takes_part_in", "w", since="2019", until="2021"),
        tie("team", "takes_part_in", "w"),
        replace(
            tie("team", "refers_to", "hostile", scale="up", obstacle=HOSTILE), citations=(bad,)
        ),
        tie("elf", "member_of", "fabel", partnership="fabel"),
    ]
    return [Put(record) for record in (*sources, *entities, *ties)]


class DownStore(SqliteStore):
    """A store whose database does not answer."""

    def _fail(self, *_: object, **__: object) -> None:
        raise StoreUnavailable("no answer")

    partnerships = sources = snapshot = ping = revisions = _fail  # type: ignore[assignment]

    @property
    def desk(self) -> Desk:
        raise StoreUnavailable("no answer")


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords that are hashed in no time: these tests are about what happens around them."""
    monkeypatch.setattr(passwords, "HASHER", cheap_hasher())


def cheap_hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = SqliteStore(tmp_path / "netmap.db")
    commit(Context(store), facts(), message="facts")
    return store


_MADE: dict[Settings, tuple[Flask, dict[str, Any]]] = {}


def application(store: Store, settings: Settings | None = None) -> Flask:
    """The application on a store. It is made once; each test gets its own state and counts.

    A test that needs two of the same settings side by side makes the other itself.
    """
    settings = settings or Settings()
    if settings not in _MADE:
        made = create_app(settings)
        made.testing = True
        _MADE[settings] = made, dict(made.config)
    app, config = _MADE[settings]
    app.config.clear()
    app.config.update(config)
    app.secret_key = None  # it lies in the store
    state.init_app(app, settings, store)
    limiter.reset()
    return app


@pytest.fixture
def app(store: Store) -> Flask:
    return application(store)


def signed_in(app: Flask, store: Store) -> FlaskClient:
    """A client that came in by a one-time link, as the owner of the machine."""
    client = app.test_client()
    assert confirm(client, f"/sign-in?link={make_link(Context(store))}").status_code == 303
    return client


def confirm(client: FlaskClient, address: str, **more: Any) -> TestResponse:
    """Open a link and press the one button of its page."""
    page = client.get(address, **more)
    inputs = Parsed(page.text).named("input")
    form = {a["name"]: a.get("value") or "" for a in inputs if a.get("type") == "hidden"}
    return client.post(address.partition("?")[0], data=form, **more)


@pytest.fixture
def client(app: Flask, store: Store) -> FlaskClient:
    return signed_in(app, store)


@pytest.fixture
def within_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the test takes: the clock that attempts are counted by stands still."""
    still = SimpleNamespace(time=lambda: 1_800_000_000.0)
    monkeypatch.setattr("limits.storage.memory.time", still)
    monkeypatch.setattr("limits.strategies.time", still)


@pytest.fixture
def down(tmp_path: Path) -> FlaskClient:
    return create_app(Settings(), DownStore(tmp_path / "down.db")).test_client()


class Parsed(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def named(self, tag: str) -> Iterator[dict[str, str]]:
        return (attrs for name, attrs in self.elements if name == tag)


PAGES = {
    "/": "/index.json",
    "/p/p/map": "/p/p/map.json",
    "/p/p/gaps": "/p/p/gaps.json",
    "/p/p/coverage": "/p/p/coverage.json",
    "/p/p/meetings": "/p/p/meetings.json",
    "/p/p/metrics": "/p/p/metrics.json",
    **{f"/p/p/metrics/{level}": f"/p/p/metrics/{level}.json" for level in LEVELS},
    "/p/p/ateliers": "/p/p/ateliers.json",
    "/p/p/ateliers/w": "/p/p/ateliers/w.json",
    "/p/p/report": "/p/p/report.json",
    "/p/p/views": "/p/p/views.json",
    "/p/p/present": "/p/p/present.json",
    "/p/fabel/map": "/p/fabel/map.json",
    "/entity/hostile": "/entity/hostile.json",
    "/entity/f": "/entity/f.json",
    "/sources": "/sources.json",
    "/sources/bad-source": "/sources/bad-source.json",
}
ERRORS = [
    "/nothing",
    "/p/p/metrics/nothing",
    "/p/nothing/map",
    "/p/p/ateliers/a",
    "/p/p/report?section=nothing",
    "/p/p/report.pdf?meeting=nothing",
    "/entity/nothing",
    "/sources/nothing",
    "/p/p/map?as_of=x",
]
