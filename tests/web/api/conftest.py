"""Programs that ask with a token: one that reads, one that edits."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from netmap.services.accounts import tokens
from netmap.services.context import Context
from netmap.stores import Store
from web.access.limits import limiter


class Program:
    """Asks the API with a token."""

    def __init__(self, app: Flask, token: str) -> None:
        self._client = app.test_client()
        self.headers = {"Authorization": f"Bearer {token}", "Accept-Language": "en"}

    def get(self, address: str, **headers: str) -> TestResponse:
        return self._client.get(f"/api/v1{address}", headers={**self.headers, **headers})

    def post(self, address: str, body: Any) -> TestResponse:
        return self._client.post(f"/api/v1{address}", headers=self.headers, json=body)

    def answer(self, address: str) -> Any:
        """The JSON of an answer that must be good."""
        found = self.get(address)
        assert found.status_code == 200, found.text
        return found.json


def program(app: Flask, store: Store, role: str) -> Program:
    token, _ = tokens.make_token(Context(store), f"a {role}", role=role)
    return Program(app, token)


@pytest.fixture(autouse=True)
def unlimited(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - counts from 0
    """Tests ask more often than a program may."""
    monkeypatch.setattr(limiter, "enabled", False)


@pytest.fixture
def reader(app: Flask, store: Store) -> Program:
    return program(app, store, "reader")


@pytest.fixture
def editor(app: Flask, store: Store) -> Program:
    return program(app, store, "editor")
