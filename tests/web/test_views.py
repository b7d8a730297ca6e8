"""The map, its pictures, the saved views and the presentation over HTTP."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from http import HTTPStatus

import pytest
from flask import Flask
from flask.testing import FlaskClient

from netmap.model import Put
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.stores import Store
from tests.builders import entity
from tests.web.conftest import HOSTILE, Parsed, signed_in

SAVE = "/p/p/views"


def token(client: FlaskClient, address: str = "/p/p/views/new") -> str:
    page = Parsed(client.get(address).text)
    return next(f["value"] for f in page.named("input") if f.get("name") == "csrf_token")


def saved(client: FlaskClient, title: str = "Wie doet mee", **more: str) -> str:
    """Save a view; the address that it got."""
    form = {"title": title, "text": "Kijk eens", "settings": "layers=membership&size_by=none"}
    answer = client.post(SAVE, data={**form, **more, "csrf_token": token(client)})
    assert answer.status_code == HTTPStatus.SEE_OTHER
    return "/p/p/views/wie-doet-mee"


def test_the_json_of_a_map_holds_what_was_asked_for(client: FlaskClient) -> None:
    everything = client.get("/p/p/map.json").json["data"]
    some = client.get("/p/p/map.json?kinds=atelier,partnership").json
    assert {node["kind"] for node in some["data"]["nodes"]} == {"atelier", "partnership"}
    assert len(some["data"]["nodes"]) < len(everything["nodes"])
    assert some["settings"]["kinds"] == ["atelier", "partnership"]


@pytest.mark.parametrize("field", ["kinds", "sectors", "as_of", "pins", "depth"])
def test_a_bad_setting_is_refused_by_name(client: FlaskClient, field: str) -> None:
    for address in ("/p/p/map.json", "/p/p/map.svg"):
        answer = client.get(f"{address}?{field}=%22%3E", headers={"Accept": "application/json"})
        assert answer.status_code == HTTPStatus.BAD_REQUEST
        assert field in answer.text


def test_the_map_is_a_picture_too(client: FlaskClient) -> None:
    answer = client.get("/p/p/map.svg?layers=membership&lang=en")
    assert answer.content_type == "image/svg+xml; charset=utf-8"
    assert "The Trial" in answer.text
    picture = ET.fromstring(answer.text)  # noqa: S314 - our own drawing
    assert not [e for e in picture.iter() if e.tag.endswith(("script", "image"))]


def test_what_looks_can_follow_is_fetched_on_demand(client: FlaskClient) -> None:
    scheme = client.get("/p/p/map/scheme/sector.json?lang=en").json
    assert scheme["of"]["a"] == "care"
    assert scheme["categories"][0]["letter"] == "C"
    assert client.get("/p/p/map/scheme/charm.json").status_code == HTTPStatus.NOT_FOUND


def test_without_script_the_table_shows_what_the_filters_leave(client: FlaskClient) -> None:
    page = Parsed(client.get("/p/p/map?kinds=atelier").text)
    rows = {row["data-id"]: "hidden" in row for row in page.named("tr") if "data-id" in row}
    assert rows["w"] is False
    assert rows["a"] is True


def test_a_view_is_saved_shown_changed_and_deleted(client: FlaskClient) -> None:
    address = saved(client)
    page = client.get(address).text
    assert "Kijk eens" in page
    assert "&#34;layers&#34;: [&#34;membership&#34;]" in page
    edit = Parsed(client.get(f"{address}/edit").text)
    hidden = {f["name"]: f["value"] for f in edit.named("input") if f.get("type") == "hidden"}
    assert hidden["settings"] == "layers=membership&size_by=none"
    changed = {**hidden, "title": "Anders", "text": ""}
    client.post(f"{address}/edit", data=changed)
    assert "Anders" in client.get(SAVE).text
    gone = client.post(f"{address}/delete", data={"csrf_token": hidden["csrf_token"]})
    assert gone.status_code == HTTPStatus.SEE_OTHER
    assert client.get(address).status_code == HTTPStatus.NOT_FOUND


def test_what_was_typed_stays_when_it_is_refused(client: FlaskClient) -> None:
    form = {"title": "", "text": HOSTILE, "settings": "kinds=atelier"}
    answer = client.post(SAVE, data={**form, "csrf_token": token(client)})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    page = Parsed(answer.text)
    assert HOSTILE in page.text
    assert [f["value"] for f in page.named("input") if f.get("name") == "settings"] == [
        "kinds=atelier"
    ]


def test_two_people_change_a_view_at_once(client: FlaskClient) -> None:
    address = saved(client)
    form = {"title": "Eerst", "text": "", "settings": "", "version": "1"}
    form["csrf_token"] = token(client)
    client.post(f"{address}/edit", data=form)
    answer = client.post(f"{address}/edit", data={**form, "title": "Later"})
    assert answer.status_code == HTTPStatus.CONFLICT
    page = Parsed(answer.text)
    values = {f.get("name"): f.get("value") for f in page.named("input")}
    assert values["title"] == "Later", "what was typed stays"
    assert "Eerst" in page.text, "and what the other made of it is told"
    again = {**form, "title": "Later", "version": values["version"] or ""}
    assert client.post(f"{address}/edit", data=again).status_code == HTTPStatus.SEE_OTHER


def test_the_order_of_views_is_that_of_the_presentation(client: FlaskClient) -> None:
    saved(client, "Een")
    saved(client, "Twee")
    client.post("/p/p/views/twee/move", data={"way": "up", "csrf_token": token(client)})
    shown = client.get("/p/p/present").text
    assert shown.index("Twee") < shown.index("Een")
    assert [view["title"] for view in client.get("/p/p/views.json").json["views"]] == [
        "Twee",
        "Een",
    ]
    first = client.get("/p/p/present.json").json["views"][0]
    assert first["settings"] == {"layers": "membership", "size_by": "none"}
    assert client.get("/p/p/views/een.svg?part=legend").status_code == HTTPStatus.OK


def test_without_views_the_pages_say_how_to_make_one(client: FlaskClient) -> None:
    for address in (SAVE, "/p/p/present"):
        page = Parsed(client.get(address).text)
        assert "Deze weergave bewaren" in page.text
        assert any(link.get("href") == "/p/p/map" for link in page.named("a"))


def test_an_empty_map_says_what_to_do_next(app: Flask, store: Store) -> None:
    commit(Context(store), [Put(entity("new", "partnership", name="Nieuw"))], message="new")
    page = Parsed(signed_in(app, store).get("/p/new/map").text)
    assert "Er is nog weinig te zien" in page.text
    assert any("import" in (link.get("href") or "") for link in page.named("a"))


def test_saving_needs_the_token_of_the_form(client: FlaskClient) -> None:
    answer = client.post(SAVE, data={"title": "t", "text": "", "settings": ""})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
