"""One's own access, and the pages of administrators."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient

from netmap.services.accounts import accounts, audit, tokens
from netmap.services.context import Context
from netmap.stores import Store
from tests.web.conftest import HOSTILE, Parsed
from tests.web.entering import PASSWORD, csrf, enter, post, shown_once, with_accounts
from web.access.limits import SIGNING_IN

OTHER = "een heel andere lange zin"


@pytest.fixture
def service(store: Store) -> Flask:
    return with_accounts(store)


def test_the_owner_sees_what_there_is_and_needs_no_password(client: FlaskClient) -> None:
    page = client.get("/account?lang=en")
    assert page.status_code == 200
    assert "owner of this machine" in page.text
    assert "Change your password" not in page.text


def test_a_password_is_changed_and_ends_other_sessions(service: Flask) -> None:
    one, other = enter(service, "een-reader"), enter(service, "een-reader")
    wrong = post(one, "/account/password", old="fout fout fout", new=OTHER, again=OTHER)
    assert (wrong.status_code, "not your password" in wrong.text) == (400, True)
    short = post(one, "/account/password", old=PASSWORD, new="kort", again="kort")
    assert 'href="#field-new"' in short.text
    differs = post(one, "/account/password", old=PASSWORD, new=OTHER, again=OTHER + "x")
    assert 'id="wrong-again"' in differs.text
    assert other.get("/").status_code == 200
    assert post(one, "/account/password", old=PASSWORD, new=OTHER, again=OTHER).status_code == 303
    assert one.get("/").status_code == 200
    assert other.get("/").status_code == 303
    enter(service, "een-reader", OTHER)


def test_who_got_a_password_from_another_first_chooses_one(service: Flask) -> None:
    boss = enter(service, "een-administrator")
    given = shown_once(post(boss, "/admin/accounts", key="bestuur-1", role="reader"))
    client = enter(service, "bestuur-1", given)
    assert client.get("/").location == "/account"
    assert client.get("/p/p/map.json").location == "/account"
    page = client.get("/account?lang=en")
    assert "Choose a password of your own first" in page.text
    assert "Make a token" not in page.text
    assert post(client, "/account/tokens", name="x", role="reader", days="9").status_code == 403
    post(client, "/account/password", old=given, new=OTHER, again=OTHER)
    assert client.get("/").status_code == 200


def test_signing_out_everywhere_leaves_this_session(service: Flask, client: FlaskClient) -> None:
    one, other = enter(service, "een-reader"), enter(service, "een-reader")
    assert post(one, "/account/sign-out-everywhere").status_code == 303
    assert one.get("/").status_code == 200
    assert other.get("/").status_code == 303
    assert post(client, "/account/sign-out-everywhere").status_code == 303
    assert client.get("/").status_code == 200


def test_a_token_is_shown_once_and_can_be_revoked(service: Flask, store: Store) -> None:
    client = enter(service, "een-researcher")
    wide = post(client, "/account/tokens", name="R", role="administrator", days="9")
    assert (wide.status_code, "may do more than you may" in wide.text) == (400, True)
    assert 'value="R"' in wide.text  # what was typed is not lost
    assert post(client, "/account/tokens", name="R", role="reader", days="x").status_code == 400
    made = post(client, "/account/tokens", name=HOSTILE[:60], role="reader", days="9")
    token = shown_once(made)
    assert tokens.actor_of_token(Context(store), token).name == "een-researcher"
    assert HOSTILE[:60] not in made.text
    page = client.get("/account").text
    assert token not in page
    kept = tokens.all_tokens(Context(store))[0]
    assert post(client, f"/account/tokens/{kept.id}/revoke").status_code == 303
    assert tokens.all_tokens(Context(store)) == ()


def test_an_administrator_manages_an_account(service: Flask, store: Store) -> None:
    boss = enter(service, "een-administrator")
    bad = post(boss, "/admin/accounts", key="Jan de Boer", role="reader")
    assert (bad.status_code, 'value="Jan de Boer"' in bad.text) == (400, True)
    reader = enter(service, "een-reader")
    home = "/admin/accounts/een-reader"
    assert post(boss, f"{home}/role", role="researcher").status_code == 303
    assert accounts.account(Context(store), "een-reader").role == "researcher"
    assert post(boss, f"{home}/role", role="king").status_code == 400
    assert post(boss, f"{home}/sign-out").status_code == 303
    assert reader.get("/").status_code == 303
    assert post(boss, f"{home}/disable").status_code == 303
    assert "disabled" in boss.get("/admin/accounts?lang=en").text
    assert post(boss, f"{home}/enable").status_code == 303
    assert post(boss, f"{home}/unlock").status_code == 303
    enter(service, "een-reader", PASSWORD)
    enter(service, "een-reader", shown_once(post(boss, f"{home}/password")))
    assert post(boss, f"{home}/remove").status_code == 400  # the box was not ticked
    assert post(boss, f"{home}/remove", sure="1").status_code == 303
    assert boss.get(home).status_code == 404
    last = post(boss, "/admin/accounts/een-administrator/disable")
    assert (last.status_code, "last administrator" in last.text) == (400, True)


def test_the_trail_in_the_browser(service: Flask, store: Store) -> None:
    reader = enter(service, "een-reader")
    assert reader.get("/admin/audit").status_code == 403
    boss = enter(service, "een-administrator")
    page = boss.get("/admin/audit?lang=en").text
    assert "Tried what the role does not allow" in page
    assert "127.0.0.1" not in page
    only = boss.get("/admin/audit?event=sign-in&lang=en").text
    assert "<td>Signed in</td>" in only
    assert "<td>Account added</td>" in page
    assert "<td>Account added</td>" not in only
    assert boss.get("/admin/audit?event=nothing").status_code == 400
    assert b"sign-in" in boss.get("/admin/audit.csv").data
    for _ in range(120):
        audit.record(Context(store), "sign-out")
    older = next(
        a["href"] for a in Parsed(boss.get("/admin/audit").text).named("a") if a.get("rel")
    )
    assert "Newest lines" in boss.get(f"{older}&lang=en").text


def test_signing_out_is_in_the_trail(service: Flask, store: Store) -> None:
    client = enter(service, "een-reader")
    post(client, "/sign-out")
    last = audit.trail(Context(store), limit=1)[0]
    assert (last.event, last.actor) == ("sign-out", "een-reader")


def test_the_cookie_of_a_session_is_closed_to_scripts_and_other_sites(service: Flask) -> None:
    client = service.test_client()
    form = {"name": "een-reader", "password": PASSWORD, "csrf_token": csrf(client, "/sign-in")}
    cookie = client.post("/sign-in", data=form).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie


@pytest.mark.usefixtures("within_a_minute")
def test_one_address_can_only_try_so_often_whatever_the_name(service: Flask) -> None:
    client = service.test_client()
    form = {"password": "verkeerd", "csrf_token": csrf(client, "/sign-in")}
    tries = int(SIGNING_IN.split()[0])
    for number in range(tries):
        assert client.post("/sign-in", data={**form, "name": f"naam-{number}"}).status_code == 401
    headers = {"Accept": "application/json"}
    refused = client.post("/sign-in", data={**form, "name": "een-reader"}, headers=headers)
    assert refused.status_code == 429
    assert json.loads(refused.text)["error"]["code"] == "too-many-attempts"
