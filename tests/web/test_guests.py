"""Guest links: what a guest sees, and that nobody sees more than they may."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient

from netmap.maps import MapSettings
from netmap.model import Put, Remove
from netmap.services import views
from netmap.services.accounts import guests
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.stores import Store
from tests.builders import entity, tie
from tests.web.conftest import HOSTILE, Parsed, confirm
from tests.web.entering import enter, post, shown_once, with_accounts

NEARBY = MapSettings(focus="team", depth=1)


@pytest.fixture
def service(store: Store) -> Flask:
    """As a service, with a view of a part of the map."""
    views.save_view(Context(store), "p", "Rond het team", HOSTILE, NEARBY)
    return with_accounts(store)


@pytest.fixture
def token(service: Flask) -> str:
    ctx = Context(service.extensions["netmap"].opened())
    return guests.make_guest_link(ctx, "p/rond-het-team", title_="x")[0]


@pytest.fixture
def guest(service: Flask) -> FlaskClient:
    return service.test_client()


def test_a_guest_sees_the_view_and_nothing_behind_it(guest: FlaskClient, token: str) -> None:
    door = guest.get(f"/share/{token}?lang=en")
    assert "Rond het team" not in door.text
    assert confirm(guest, f"/share/{token}?lang=en").status_code == 303
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
    link = guests.guest_links(Context(store))[0]
    guests.revoke_guest_link(Context(store), link.id)
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


def test_a_view_whose_subject_is_gone_does_not_show_everything_instead(
    guest: FlaskClient, token: str, store: Store
) -> None:
    assert confirm(guest, f"/share/{token}").status_code == 303
    assert guest.get(f"/share/{token}").status_code == 200
    ctx = Context(store)
    snapshot = store.snapshot()
    gone = [Remove("tie", t.id) for t in snapshot.ties.values() if "team" in (t.source, t.target)]
    commit(ctx, [*gone, Remove("entity", "team")], message="gone")
    for suffix in ("", ".json", ".svg"):
        answer = guest.get(f"/share/{token}{suffix}")
        assert answer.status_code == 401
        assert "formula" not in answer.text


def test_a_view_with_a_filter_that_means_nothing_any_more_is_not_shown_to_guests(
    guest: FlaskClient, token: str, store: Store
) -> None:
    kept = store.desk.document(views.KIND, "p/rond-het-team")
    assert kept is not None
    worn = {**kept.value, "settings": {**kept.value["settings"], "kinds": "of-before"}}
    store.desk.write(views.KIND, kept.key, worn, author="x", expect_version=kept.version)
    assert guest.get(f"/share/{token}.json").status_code == 401


def test_units_behind_their_organisation_are_not_named_by_the_ids_of_ties(
    service: Flask, store: Store
) -> None:
    ctx = Context(store)
    unit = entity("verborgen-onderdeel", "unit")
    inside = [tie(unit.id, "part_of", "a"), tie(unit.id, "takes_part_in", "w")]
    commit(ctx, [Put(unit), *map(Put, inside)], message="a unit")
    whole = MapSettings(level="organisation")
    made = views.save_view(ctx, "p", "Organisaties", "", whole)
    token, _ = guests.make_guest_link(ctx, made.key, title_="x")
    told = service.test_client().get(f"/share/{token}.json")
    data = told.get_json()["data"]
    assert {"a", "w"} <= {node["id"] for node in data["nodes"]}
    assert {edge["id"] for edge in data["edges"]} == set(data["ties"]) != set()
    for suffix in (".json", ".svg"):
        assert unit.id not in service.test_client().get(f"/share/{token}{suffix}").text
