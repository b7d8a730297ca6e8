"""Accounts, forms and sessions for the tests of access."""

from __future__ import annotations

from dataclasses import replace

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from netmap.config import Settings
from netmap.services.accounts import accounts
from netmap.services.context import Context
from netmap.services.rights import Role
from netmap.stores import Store
from tests.web.conftest import Parsed, application

PASSWORD = "een lange zin voor de proef"


def with_accounts(store: Store) -> Flask:
    """The application as a service, with an account of each role: een-reader and so on."""
    for role in Role:
        key = f"een-{role.value}"
        accounts.add_account(Context(store), key, role.value, PASSWORD, temporary=False)
    return application(store, replace(Settings(), access="accounts"))


def csrf(client: FlaskClient, address: str = "/account") -> str:
    page = Parsed(client.get(address).text)
    return next(a["value"] for a in page.named("input") if a.get("name") == "csrf_token")


def post(client: FlaskClient, address: str, **form: str) -> TestResponse:
    form["csrf_token"] = csrf(client)
    return client.post(address, data=form, headers={"Accept-Language": "en"})


def enter(app: Flask, name: str, password: str = PASSWORD) -> FlaskClient:
    client = app.test_client()
    form = {"name": name, "password": password, "csrf_token": csrf(client, "/sign-in")}
    assert client.post("/sign-in", data=form).status_code == 303
    return client


def shown_once(answer: TestResponse) -> str:
    """What the answer shows this once."""
    assert answer.headers["Cache-Control"] == "no-store"
    fields = Parsed(answer.text).named("input")
    return next(a["value"] for a in fields if a.get("id") == "made")
