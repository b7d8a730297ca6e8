"""The pages that put two states side by side, on the seed graph."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

import graph_seed
from netmap.config import Settings
from netmap.services.context import Context
from netmap.services.exchange import load
from netmap.stores.sqlite import SqliteStore
from tests.web.conftest import signed_in
from web import create_app

WHAT_IF = "/p/woudenberg/what-if"
COMPARE = "/p/woudenberg/compare"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    store = SqliteStore(tmp_path_factory.mktemp("seed") / "netmap.db")
    load(Context(store), graph_seed.batches())
    app = create_app(Settings(), store)
    app.testing = True
    return signed_in(app, store)


def test_without_a_question_there_is_a_form(client: FlaskClient) -> None:
    for address in (WHAT_IF, COMPARE):
        response = client.get(address)
        assert response.status_code == 200
        assert "<form" in response.text
        assert client.get(f"{address}.json").json["partnership"]["id"] == "woudenberg"


def test_who_leaves_is_told_in_words_and_in_numbers(client: FlaskClient) -> None:
    query = "leaves=werkorganisatie-de-kleine-schans"
    page = client.get(f"{WHAT_IF}?{query}&lang=nl").text
    report = client.get(f"{WHAT_IF}.json?{query}&lang=nl").json
    sentences = report["change"]["sentences"]
    assert sentences
    shown = page.replace("&#39;", "'").replace("&amp;", "&")
    assert all(sentence["text"] in shown for sentence in sentences)
    size = next(row for row in report["change"]["whole"] if row["metric"] == "size")
    assert size["other"] < size["one"]


def test_a_tie_comes_from_three_fields(client: FlaskClient) -> None:
    query = "tie_source=mee&tie_kind=refers_to&tie_target=youke&leaves=&joins="
    report = client.get(f"{WHAT_IF}.json?{query}").json
    ties = next(row for row in report["change"]["whole"] if row["metric"] == "ties")
    assert ties["other"] == ties["one"] + 1
    assert client.get(f"{WHAT_IF}?tie_source=mee").status_code == 400


def test_the_best_addition(client: FlaskClient) -> None:
    report = client.get(f"{WHAT_IF}.json?best=1").json
    nets = [row["net"] for row in report["additions"]]
    assert nets == sorted(nets, reverse=True)
    assert report["additions"][0]["text"] in client.get(f"{WHAT_IF}?best=1").text


def test_nothing_is_stored(client: FlaskClient) -> None:
    before = client.get("/health").json["revision"]
    client.get(f"{WHAT_IF}?leaves=gemeente-woudenberg")
    assert client.get("/health").json["revision"] == before
    assert client.get("/entity/gemeente-woudenberg").status_code == 200


def test_two_partnerships(client: FlaskClient) -> None:
    report = client.get(f"{COMPARE}.json?with=wijk-bij-duurstede").json
    assert report["change"] is None
    assert {row["organisation"]["id"] for row in report["shared"]} >= {"politie"}
    page = client.get(f"{COMPARE}?with=wijk-bij-duurstede&lang=en").text
    assert "The whole network" in page


@pytest.mark.parametrize("query", ["with_as_of=2018", "with_revision=3"])
def test_one_partnership_at_two_moments(client: FlaskClient, query: str) -> None:
    report = client.get(f"{COMPARE}.json?{query}").json
    assert report["one"]["partnership"]["id"] == report["other"]["partnership"]["id"]
    assert report["change"]
    assert client.get(f"{COMPARE}?{query}").status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{WHAT_IF}?leaves=nobody", 404),
        (f"{WHAT_IF}?tie=loves:mee:youke", 400),
        (f"{WHAT_IF}?leaves=woudenberg", 400),
        (f"{COMPARE}?with=atlantis", 404),
        (f"{COMPARE}?with_as_of=2019-13", 400),
        (f"{COMPARE}?with_revision=x", 400),
        (f"{COMPARE}?with_revision=999", 404),
        ("/p/atlantis/what-if", 404),
        ("/p/atlantis/compare", 404),
    ],
)
def test_what_cannot_be_is_said(client: FlaskClient, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert "Traceback" not in response.text


def test_what_is_invented_says_so(client: FlaskClient) -> None:
    for page in ("what-if", "compare"):
        assert "nm-fictional" in client.get(f"/p/voorbeeld/{page}").text
