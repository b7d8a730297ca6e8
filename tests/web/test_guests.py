"""Guest links: what a guest sees, and that nobody sees more than they may."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from netmap.config import Settings
from netmap.maps import MapSettings
from netmap.services import Context, accounts, views
from netmap.services.accounts import passwords
from netmap.services.rights import Role
from netmap.stores import Store
from tests.web.conftest import HOSTILE, Parsed
from tests.web.test_accounts import PASSWORD, csrf, enter, post, shown_once
from web import create_app

NEARBY = MapSettings(focus="team", depth=1)


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", cheap)


@pytest.fixture
def service(store: Store) -> Flask:
    """As a service, with an account of each role and a view of a part of the map."""
    ctx = Context(store)
    for role in Role:
        accounts.add_account(ctx, f"een-{role}", role.value, PASSWORD, temporary=False)
    views.save_view(ctx, "p", "Rond het team", HOSTILE, NEARBY)
    app = create_app(replace(Settings(), access="accounts"), store)
    app.testing = True
    return app


@pytest.fixture
def token(service: Flask) -> str:
    ctx = Context(service.extensions["netmap"].opened())
    return accounts.make_guest_link(ctx, "p/rond-het-team", title_="x")[0]


@pytest.fixture
def guest(service: Flask) -> FlaskClient:
    return service.test_client()


def test_a_guest_sees_the_view_and_nothing_behind_it(guest: FlaskClient, token: str) -> None:
    page = guest.get(f"/share/{token}?lang=en")
    assert page.status_code == 200
    parsed = Parsed(page.text)
    assert "Rond het team" in parsed.text
    assert HOSTILE not in page.text
    leads = [a["href"] for a in parsed.named("a") if not a["href"].startswith(("#", "?lang="))]
    assert [lead for lead in leads if lead != f"/share/{token}.svg"] == []
    assert list(parsed.named("form")) == []
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.headers["Referrer-Policy"] in {"no-referrer", "same-origin"}
    data = json.loads(guest.get(f"/share/{token}.json").text)
    assert {node["id"] for node in data["data"]["nodes"]} >= {"team", "w"}
    for hidden in ("formula", "Fabel", "Elfenbank", "bad-source", "It says so."):
        assert hidden not in page.text
        assert hidden not in json.dumps(data)
    picture = guest.get(f"/share/{token}.svg")
    assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")


def test_a_link_that_does_not_work_says_so(guest: FlaskClient, token: str, store: Store) -> None:
    for bad in ("x", token + "x", token[:-1], "%00", "../account"):
        assert guest.get(f"/share/{bad}").status_code in {401, 404}
    link = accounts.guest_links(Context(store))[0]
    accounts.revoke_guest_link(Context(store), link.id)
    for address in (f"/share/{token}", f"/share/{token}.json", f"/share/{token}.svg"):
        assert guest.get(address).status_code == 401


def test_an_editor_makes_and_stops_a_link(service: Flask) -> None:
    editor = enter(service, "een-editor")
    assert "Rond het team" in editor.get("/p/p/guests").text
    wrong = post(editor, "/p/p/guests", view="nergens", title="", days="x")
    assert (wrong.status_code, 'id="problems"' in wrong.text) == (400, True)
    made = post(editor, "/p/p/guests", view="rond-het-team", title=HOSTILE[:40], days="7")
    address = shown_once(made)
    assert service.test_client().get(address).status_code == 200
    page = editor.get("/p/p/guests").text
    assert address not in page
    assert HOSTILE[:40] not in page
    link = next(a for a in Parsed(page).named("form") if a["action"].endswith("/revoke"))
    assert post(editor, link["action"]).status_code == 303
    assert service.test_client().get(address).status_code == 401


def test_a_partnership_without_views_says_what_to_do(client: FlaskClient) -> None:
    assert "needs a saved view" in client.get("/p/p/guests?lang=en").text


# --- who may look at what --------------------------------------------------------------

# what anybody may ask for: no answer of these says anything about a partnership
OPEN = {
    "access.sign_in",
    "access.sign_in_with_password",
    "access.sign_out",
    "api_guide.guide",  # how the API works, the same for every store
    "api_guide.openapi",
    "assets.asset",
    "bootstrap.static",
    "pages.health",
    "sharing.shared",
    "sharing.shared_json",
    "sharing.shared_svg",
    "static",
}
# what a reader may not even look at; every other address to look at is for all who sign in
NOT_FOR_READERS = ("administration.", "guests.", "importing.", "editing.", "exporting.")
VALUES = {"key": "p", "level": "ties", "name": "een-reader", "token": "x", "filename": "x"}


def _address(service: Flask, rule: Rule) -> str:
    """The address of a rule; other parts get a value that leads to nothing."""
    values = {name: VALUES.get(name, "1") for name in rule.arguments}
    return service.url_map.bind("localhost").build(rule.endpoint, values)


def _addresses(service: Flask) -> list[tuple[str, str, str]]:
    """Endpoint, method and address of everything that the service answers."""
    return [
        (rule.endpoint, method, _address(service, rule))
        for rule in service.url_map.iter_rules()
        for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"})
    ]


def _refused(client: FlaskClient, method: str, address: str, **form: str) -> bool:
    answer = client.open(address, method=method, data=form or None)
    if answer.status_code == 303:
        return (answer.location or "").startswith("/sign-in?next=")
    return answer.status_code in {401, 403}


def test_nobody_and_a_guest_are_kept_from_every_other_address(
    service: Flask, guest: FlaskClient, token: str
) -> None:
    assert guest.get(f"/share/{token}").status_code == 200
    form = {"csrf_token": csrf(guest, "/sign-in")}
    asked = [a for a in _addresses(service) if a[0] not in OPEN]
    assert len(asked) > 60
    let_in = [
        a for a in asked if not _refused(guest, a[1], a[2], **(form if a[1] == "POST" else {}))
    ]
    assert let_in == []


def test_a_reader_can_change_nothing(service: Flask, store: Store) -> None:
    client = enter(service, "een-reader")
    before, form = store.ping(), {"csrf_token": csrf(client)}
    asked = [a for a in _addresses(service) if a[0] not in OPEN]
    own = {"accounts.change_password", "accounts.make_token", "accounts.sign_out_everywhere"}
    let_in = [
        (endpoint, address)
        for endpoint, method, address in asked
        if method != "GET"
        and endpoint not in own
        and client.open(address, method=method, data=form).status_code < 400
    ]
    assert let_in == []
    assert store.ping() == before
    looked = [
        endpoint
        for endpoint, method, address in asked
        if method == "GET"
        and endpoint.startswith(NOT_FOR_READERS)
        and client.get(address).status_code not in {403, 404}
    ]
    assert looked == []
