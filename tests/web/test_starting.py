"""Begin with a partnership of one's own."""

from __future__ import annotations

from flask.testing import FlaskClient

from netmap.stores import Store
from tests.web.conftest import HOSTILE
from tests.web.test_access import token_of

NEW = "/partnerships/new"


def begin(client: FlaskClient, **fields: str) -> tuple[int, str]:
    form = {**fields, "csrf_token": token_of(client, NEW)}
    answer = client.post(NEW, data=form, headers={"Accept-Language": "en"})
    return answer.status_code, answer.location or answer.text


def test_a_partnership_begins_empty_and_leads_to_adding(client: FlaskClient, store: Store) -> None:
    status, address = begin(client, name="Coöperatie  Ergens Anders", place="Ergens")
    assert (status, address) == (303, "/p/cooperatie-ergens-anders/edit")
    assert client.get(address).status_code == 200
    made = store.snapshot().entities["cooperatie-ergens-anders"]
    assert (made.name, made.attributes["place"]) == ("Coöperatie Ergens Anders", "Ergens")
    for page in ("map", "gaps", "metrics", "coverage", "ateliers", "meetings", "report"):
        assert client.get(f"/p/{made.id}/{page}").status_code == 200, page


def test_a_name_is_needed_and_only_once(client: FlaskClient, store: Store) -> None:
    before = store.ping()
    status, page = begin(client, name=" ", place="Ergens")
    assert status == 400
    assert 'value="Ergens"' in page, "what was typed is still there"
    status, page = begin(client, name="de proef")
    assert status == 400
    assert store.ping() == before


def test_any_name_will_do(client: FlaskClient) -> None:
    status, address = begin(client, name=HOSTILE)
    assert status == 303
    assert HOSTILE not in client.get(address).text
