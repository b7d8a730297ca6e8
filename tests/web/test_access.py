"""Signing in: alone by a one-time link, as a service with an account."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from netmap.config import Settings
from netmap.services.accounts import accounts, one_time_links
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.stores import Store
from netmap.stores.sqlite import SqliteStore
from tests.web.conftest import Parsed, application, confirm, facts, signed_in
from web import create_app

PASSWORD = "een lange zin voor de proef"


@pytest.fixture
def service(store: Store) -> Flask:
    """The application as a service with one account."""
    given = accounts.add_account(Context(store), "lezer", "reader", PASSWORD, temporary=False)
    assert given.password is None
    return application(store, replace(Settings(), access="accounts"))


def token_of(client: FlaskClient, address: str = "/sign-in") -> str:
    page = Parsed(client.get(address).text)
    return next(a["value"] for a in page.named("input") if a.get("name") == "csrf_token")


def enter(client: FlaskClient, name: str, password: str, **more: str) -> int:
    form = {"name": name, "password": password, "csrf_token": token_of(client), **more}
    return client.post("/sign-in", data=form).status_code


def test_nobody_sees_a_page_and_json_says_why(app: Flask) -> None:
    client = app.test_client()
    answer = client.get("/p/p/map?lang=en")
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/p/p/map?lang%3Den")
    plain = client.get("/p/p/map.json")
    assert (plain.status_code, plain.json["error"]["code"]) == (401, "signed-out")
    assert "make link" in client.get("/sign-in").text
    assert client.get("/health").status_code == 200


def test_a_link_opens_once(app: Flask, store: Store) -> None:
    link = f"/sign-in?link={one_time_links.make_link(Context(store))}"
    first, second = app.test_client(), app.test_client()
    for look in (second.get, second.head):  # a preview of the link uses nothing up
        assert look(link).status_code == 200
    assert first.get(link).headers["Cache-Control"] == "no-store"
    assert confirm(first, link).location == "/"
    assert first.get("/").status_code == 200
    stale = confirm(second, link, headers={"Accept-Language": "en"})
    assert stale.status_code == 401
    assert "works once" in stale.text
    assert second.get("/").status_code == 303


def test_another_name_that_leads_here_is_refused(app: Flask, store: Store) -> None:
    client = signed_in(app, store)
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_signing_out_ends_the_session(client: FlaskClient) -> None:
    form = {"csrf_token": token_of(client, "/")}
    assert client.post("/sign-out", data=form).status_code == 303
    assert client.get("/").status_code == 303


def test_a_form_from_elsewhere_is_refused(client: FlaskClient) -> None:
    answer = client.post("/sign-out", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "form-expired")
    assert client.get("/").status_code == 200


def test_a_password_lets_in_with_the_rights_of_the_role(service: Flask) -> None:
    client = service.test_client()
    assert enter(client, "lezer", PASSWORD) == 303
    page = client.get("/p/p/gaps")
    assert page.status_code == 200
    assert "lezer" in Parsed(page.text).text


@pytest.mark.parametrize("name", ["lezer", "niemand", "'; --"])
def test_a_wrong_password_and_a_wrong_name_sound_the_same(service: Flask, name: str) -> None:
    client = service.test_client()
    form = {"name": name, "password": "verkeerd", "csrf_token": token_of(client)}
    answer = client.post("/sign-in", data=form, headers={"Accept-Language": "en"})
    assert answer.status_code == 401
    assert "do not fit" in answer.text
    assert client.get("/").status_code == 303


def test_many_wrong_passwords_lock_the_account_for_a_while(service: Flask) -> None:
    client = service.test_client()
    codes = [enter(client, "lezer", "verkeerd") for _ in range(6)]
    assert codes == [401, 401, 401, 401, 401, 429]
    assert enter(client, "lezer", PASSWORD) == 429


def test_the_way_goes_on_where_it_was_interrupted_but_never_elsewhere(service: Flask) -> None:
    for wanted, goes in (
        ("/p/p/gaps?as_of=2020", "/p/p/gaps?as_of=2020"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\t/evil.example/", "/"),
        ("//[", "/"),
        ("/p/p/gaps\r\nX: 1", "/"),
    ):
        client = service.test_client()
        form = {"name": "lezer", "password": PASSWORD, "next": wanted}
        answer = client.post("/sign-in", data={**form, "csrf_token": token_of(client)})
        assert answer.location == goes


def test_a_session_ends_when_the_account_does(service: Flask, store: Store) -> None:
    client = service.test_client()
    assert enter(client, "lezer", PASSWORD) == 303
    accounts.disable(Context(store), "lezer")
    assert client.get("/").status_code == 303


def test_a_session_before_signing_in_is_worth_nothing_after(service: Flask) -> None:
    client = service.test_client()
    client.get("/sign-in")
    before = client.get_cookie("netmap_session_8000")
    assert before is not None
    assert enter(client, "lezer", PASSWORD) == 303
    other = service.test_client()
    other.set_cookie("netmap_session_8000", before.value)
    assert other.get("/").status_code == 303


def test_a_session_of_another_store_is_worth_nothing(service: Flask, tmp_path: Path) -> None:
    other_store = SqliteStore(tmp_path / "other.db")
    commit(Context(other_store), facts(), message="facts")
    client = signed_in(create_app(Settings(), other_store), other_store)
    cookie = client.get_cookie("netmap_session_8000")
    assert cookie is not None
    here = service.test_client()
    here.set_cookie("netmap_session_8000", cookie.value)
    assert here.get("/").status_code == 303


def test_behind_https_cookies_never_travel_in_the_open(store: Store) -> None:
    app = create_app(replace(Settings(), https=True), store)
    client = app.test_client()
    secure = {
        "base_url": "https://localhost",
        "headers": {"X-Forwarded-Proto": "https", "Referer": "https://localhost/"},
    }
    confirm(client, f"/sign-in?link={one_time_links.make_link(Context(store))}", **secure)
    answer = client.get("/?lang=en", **secure)
    assert answer.status_code == 200
    cookies = answer.headers.getlist("Set-Cookie")
    assert len(cookies) == 2
    assert all("Secure" in cookie for cookie in cookies)
    assert "Strict-Transport-Security" in answer.headers
