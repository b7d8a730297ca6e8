"""Who may look at what: every address of the service, asked by everybody."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from netmap.maps import MapSettings
from netmap.services import views
from netmap.services.accounts import guests
from netmap.services.context import Context
from netmap.stores import Store
from tests.web.conftest import confirm
from tests.web.entering import csrf, enter, with_accounts
from web.access.limits import limiter

# what anybody may ask for: no answer of these says anything about a partnership
OPEN = {
    "access.sign_in",
    "access.sign_in_with_password",
    "access.sign_out",
    "api_guide.guide",  # how the API works, the same for every store
    "api_guide.openapi",
    "assets.asset",
    "bootstrap.static",
    "health.index",
    "sharing.come_in",
    "sharing.shared",
    "sharing.shared_json",
    "sharing.shared_svg",
    "static",
}
# what a reader may not even look at; every other address to look at is for all who sign in
# what everybody may do with their own, and tokens of others, which are not there for them
OWN = {
    "accounts.change_password",
    "accounts.make_token",
    "accounts.sign_out_everywhere",
    "accounts.revoke_token",
    "administration.revoke_token",
}
NOT_FOR_READERS = ("administration.", "guests.", "importing.", "editing.", "exporting.")
NOT_FOR_READERS += ("history.undoing", "history.restore")
# what stands in the addresses: things that are there, so that only the right can refuse
VALUES = {
    "key": "p",
    "level": "ties",
    "name": "een-reader",
    "kind": "entity",
    "record": "a",
    "entity": "a",
    "source": "s",
    "slug": "een-weergave",
}


@pytest.fixture
def service(store: Store) -> Flask:
    views.save_view(Context(store), "p", "Een weergave", "", MapSettings())
    return with_accounts(store)


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


def _let_in(
    client: FlaskClient, asked: list[tuple[str, str, str]], form: dict[str, str]
) -> list[str]:
    return [
        f"{method} {endpoint}"
        for endpoint, method, address in asked
        if not _refused(client, method, address, **(form if method != "GET" else {}))
    ]


def test_nobody_and_a_guest_are_kept_from_every_other_address(service: Flask, store: Store) -> None:
    token, _ = guests.make_guest_link(Context(store), "p/een-weergave", title_="x")
    asked = [a for a in _addresses(service) if a[0] not in OPEN]
    assert len(asked) > 60
    nobody, guest = service.test_client(), service.test_client()
    assert confirm(guest, f"/share/{token}").status_code == 303
    assert guest.get(f"/share/{token}").status_code == 200
    for client in (nobody, guest):
        with service.app_context():
            limiter.reset()  # so many refusals from one address are a 429 after a while
        assert _let_in(client, asked, {"csrf_token": csrf(client, "/sign-in")}) == []


def test_a_reader_looks_at_much_and_changes_nothing(service: Flask, store: Store) -> None:
    client = enter(service, "een-reader")
    before, form = store.ping(), {"csrf_token": csrf(client), "revision": "1"}
    asked = [a for a in _addresses(service) if a[0] not in OPEN]
    changing = [a for a in asked if a[1] != "GET" and a[0] not in OWN]
    assert _let_in(client, changing, form) == []
    closed = [a for a in asked if a[1] == "GET" and a[0].startswith(NOT_FOR_READERS)]
    looking = [a for a in closed if a[0] != "importing.template"]  # an empty file to fill in
    assert _let_in(client, looking, form) == []
    assert store.ping() == before
    for address in ("/", "/p/p/map", "/p/p/gaps", "/p/p/metrics", "/entity/a", "/sources"):
        assert client.get(address).status_code == 200
