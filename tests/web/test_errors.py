from __future__ import annotations

import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient

from netmap.errors import Conflict, NetmapError, PortInUse
from netmap.stores import Store
from tests.web.conftest import Parsed, signed_in
from web.core.errors import SENTENCES


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/nothing", 404, "not-found"),
        ("/p/nothing/map", 404, "unknown-partnership"),
        ("/p/nothing/gaps", 404, "unknown-partnership"),
        ("/p/nothing/metrics", 404, "unknown-partnership"),
        ("/p/nothing/metrics.csv", 404, "unknown-partnership"),
        ("/p/a/map", 404, "unknown-partnership"),
        ("/entity/nothing", 404, "unknown-entity"),
        ("/sources/nothing", 404, "unknown-source"),
        ("/assets/nothing", 404, "not-found"),
        ("/assets/..%2f..%2fapp.py", 404, "not-found"),
        ("/static/../app.py", 404, "not-found"),
        ("/static/gaps/views.py", 404, "not-found"),
        ("/static/gaps/gaps.html", 404, "not-found"),
        ("/static/gaps/..%2fapp.py", 404, "not-found"),
        ("/static/../netmap/maps/browser/map.css", 404, "not-found"),
        ("/static/core/nothing.css", 404, "not-found"),
        ("/p/p/map?revision=99", 404, "unknown-revision"),
        ("/p/p/map?size_by=nothing", 404, "unknown-metric"),
        ("/p/p/map?as_of=yesterday", 400, "invalid"),
        ("/p/p/map?as_of=2019-13", 400, "invalid"),
        ("/p/p/map?revision=-1", 400, "invalid"),
        ("/p/p/map?revision=²", 400, "invalid"),
        ("/p/p/map?revision=99999999999999999999999", 400, "invalid"),
        ("/p/p/metrics?certainty=maybe", 400, "invalid"),
        ("/p/p/gaps?family=nothing", 400, "invalid"),
        ("/?lang=xx", 400, "invalid"),
    ],
)
def test_a_bad_address_gets_a_page_and_json_that_say_so(
    client: FlaskClient, address: str, status: int, code: str
) -> None:
    response = client.get(address, headers={"Accept-Language": "en"})
    assert response.status_code == status
    page = Parsed(response.text)
    assert code in page.text
    assert next(page.named("html"))["lang"] == "en"
    assert 'href="/"' in response.text, "the way back"
    plain = client.get(address, headers={"Accept": "application/json"})
    assert plain.status_code == status
    assert plain.json.keys() == {"error"}
    assert plain.json["error"].keys() - {"problems"} == {"code", "message"}
    assert plain.json["error"]["code"] == code


def test_errors_speak_both_languages(client: FlaskClient) -> None:
    dutch = client.get("/p/nothing/map", headers={"Accept-Language": "nl"}).text
    english = client.get("/p/nothing/map", headers={"Accept-Language": "en"}).text
    assert "Dit samenwerkingsverband bestaat niet." in dutch
    assert "This partnership does not exist." in english
    assert "Check the address" in english, "it says what to do next"


def test_a_page_can_only_be_read(client: FlaskClient) -> None:
    response = client.post("/")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


@pytest.mark.parametrize("address", ["/", "/p/p/map", "/entity/a", "/sources", "/p/p/metrics.csv"])
def test_a_store_that_is_down_is_a_503(down: FlaskClient, address: str) -> None:
    response = down.get(address, headers={"Accept-Language": "en"})
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert "does not answer" in response.text
    plain = down.get(address, headers={"Accept": "application/json"})
    assert (plain.status_code, plain.json["error"]["code"]) == (503, "store-unavailable")


def test_health_tells_whether_the_store_answers(client: FlaskClient, down: FlaskClient) -> None:
    up = client.get("/health")
    assert up.status_code == 200
    assert up.json["store"] == "sqlite"
    assert up.json["reachable"] is True
    assert up.json["revision"] == 1
    assert up.json["version"]
    answer = down.get("/health")
    assert answer.status_code == 503
    assert answer.json["reachable"] is False
    assert answer.json["revision"] is None


def test_a_crash_is_a_page_and_a_line_in_the_log_never_a_traceback(
    app: Flask, store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("web.partnerships.views.overview", crash)
    app.testing = False
    client = signed_in(app, store)
    with caplog.at_level(logging.ERROR):
        page = client.get("/", headers={"Accept-Language": "en"})
        plain = client.get("/index.json")
    assert page.status_code == plain.status_code == 500
    assert "Something went wrong" in page.text
    assert plain.json["error"]["code"] == "error"
    assert "secret" not in page.text + plain.text
    assert "Traceback" not in page.text + plain.text
    assert "secret detail" in caplog.text


def test_a_conflict_is_a_409(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def stale(*_: object) -> None:
        raise Conflict(expected=1, actual=2)

    monkeypatch.setattr("web.partnerships.views.overview", stale)
    assert client.get("/index.json").status_code == 409


def facts(kind: type[NetmapError]) -> set[type[NetmapError]]:
    return {kind}.union(*(facts(each) for each in kind.__subclasses__()))


def test_every_fact_has_a_sentence() -> None:
    web = {fact.code for fact in facts(NetmapError)} - {PortInUse.code}
    assert web <= SENTENCES.keys()
