"""Who may ask, and what is said to whom may not."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from netmap.services.accounts import tokens
from netmap.services.context import Context
from netmap.stores import Store
from tests.web.api.conftest import Program, program
from web.access.limits import limiter
from web.api.spec import document


def test_a_token_says_who_you_are(reader: Program, editor: Program) -> None:
    found = reader.answer("/")
    assert (found["revision"], found["who"], found["rights"]) == (1, "owner", ["read"])
    assert editor.answer("/")["rights"] == ["edit", "export", "read"]


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ({}, "signed-out"),
        ({"Authorization": "Bearer "}, "signed-out"),
        ({"Authorization": "Basic bmV0bWFwOng="}, "signed-out"),
        ({"Authorization": "Bearer nm_wrong"}, "sign-in-failed"),
        ({"Authorization": "Bearer ë"}, "sign-in-failed"),
    ],
)
def test_without_a_good_token_nothing_is_told(
    app: Flask, header: dict[str, str], code: str
) -> None:
    for operation in document(app)["paths"]:
        answer = app.test_client().get(operation.format(**_ANY), headers=header)
        if answer.status_code != 405:
            assert (answer.status_code, answer.json["error"]["code"]) == (401, code)
            assert answer.headers["WWW-Authenticate"].startswith("Bearer")


_ANY = dict.fromkeys(("key", "id", "level", "matrix", "metric", "format", "slug", "meeting"), "p")
_ANY["number"] = "1"


def test_the_session_of_a_browser_opens_no_api(client: FlaskClient) -> None:
    assert client.get("/p/p/gaps").status_code == 200
    assert client.get("/api/v1/partnerships").status_code == 401


def test_a_token_opens_no_page(app: Flask, reader: Program) -> None:
    client = app.test_client()
    assert client.get("/p/p/gaps.json", headers=reader.headers).status_code == 401


def test_no_cookie_comes_along(reader: Program) -> None:
    assert "Set-Cookie" not in reader.get("/partnerships").headers


def test_a_reader_changes_and_exports_nothing(reader: Program, store: Store) -> None:
    body = {"message": "x", "expect_revision": 1, "changes": [{"remove": "tie", "id": "x"}]}
    for answer in (
        reader.post("/revisions", body),
        reader.post("/revisions/1/undo", {}),
        reader.get("/exports"),
        reader.get("/partnerships/p/exports/graphml"),
    ):
        assert (answer.status_code, answer.json["error"]["code"]) == (403, "forbidden")
    assert store.ping() == 1


def test_a_revoked_token_stops_at_once(app: Flask, store: Store) -> None:
    token, kept = tokens.make_token(Context(store), "short", role="reader")
    asking = Program(app, token)
    assert asking.get("/").status_code == 200
    tokens.revoke_token(Context(store), kept.id)
    assert asking.get("/").status_code == 401


@pytest.mark.slow
@pytest.mark.usefixtures("within_a_minute")
def test_each_token_has_a_count_of_its_own(
    app: Flask, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limiter, "enabled", True)
    hasty, patient = program(app, store, "reader"), program(app, store, "reader")
    codes = [hasty.get(("/", "/exports")[at % 2]).status_code for at in range(601)]
    assert (codes[:600], codes[600]) == ([200, 403] * 300, 429)
    refused = hasty.get("/")
    assert refused.json["error"]["code"] == "too-many-attempts"
    assert refused.headers["Retry-After"]
    assert patient.get("/").status_code == 200


@pytest.mark.usefixtures("within_a_minute")
def test_guessing_tokens_is_slow(
    app: Flask, reader: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limiter, "enabled", True)
    ways = ("/", "/entities")
    codes = [Program(app, f"nm_{at}").get(ways[at % 2]).status_code for at in range(61)]
    assert (codes[:60], codes[60]) == ([401] * 60, 429)
    assert reader.get("/").status_code == 429


def test_a_store_that_is_down_is_a_503(down: FlaskClient) -> None:
    headers = {"Authorization": "Bearer nm_x"}
    answer = down.get("/api/v1/partnerships", headers=headers)
    assert (answer.status_code, answer.json["error"]["code"]) == (503, "store-unavailable")
    assert down.get("/api/v1/openapi.json").status_code == 200
