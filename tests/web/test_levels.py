"""The pages of ties, sets, tables, two-mode networks and ranges."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from netmap.services.levels import LEVELS
from tests.web.conftest import FORMULA, HOSTILE, Parsed


def test_the_page_of_metrics_leads_to_every_level(client: FlaskClient) -> None:
    links = {a["href"] for a in Parsed(client.get("/p/p/metrics?as_of=2020").text).named("a")}
    assert {f"/p/p/metrics/{level}?as_of=2020" for level in LEVELS} <= links


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_says_where_the_reader_is(client: FlaskClient, level: str) -> None:
    links = list(Parsed(client.get(f"/p/p/metrics/{level}").text).named("a"))
    current = [a["href"] for a in links if a.get("aria-current") == "page"]
    assert current == [f"/p/p/metrics/{level}"]
    assert "/p/p/metrics" in [a["href"] for a in links if a.get("aria-current") == "true"]


@pytest.mark.parametrize("level", LEVELS)
def test_tables_have_heads_and_a_name(client: FlaskClient, level: str) -> None:
    page = Parsed(client.get(f"/p/p/metrics/{level}").text)
    ids = {attributes.get("id") for _, attributes in page.elements}
    tables = list(page.named("table"))
    assert all(table["aria-labelledby"] in ids for table in tables)
    assert all(head.get("scope") in {"col", "row"} for head in page.named("th"))


def test_ranges_have_the_numbers_of_their_json(client: FlaskClient) -> None:
    page = Parsed(client.get("/p/p/metrics/ranges?lang=nl").text)
    plain = client.get("/p/p/metrics/ranges.json?lang=nl").json
    whole = plain["sections"][0]
    for row in whole["rows"]:
        assert row[0] in page.text
        assert row[1] is None or f"{round(row[1], 3):g}".replace(".", ",") in page.text


def test_what_a_user_typed_stays_text(client: FlaskClient) -> None:
    for level in LEVELS:
        assert HOSTILE not in client.get(f"/p/p/metrics/{level}").text
    table = client.get("/p/p/metrics/ranges.csv?lang=en")
    assert table.mimetype == "text/csv"
    assert "'" + FORMULA[:4] in table.text
    assert "," + FORMULA[:4] not in table.text


@pytest.mark.parametrize("ending", ["", ".json", ".csv"])
def test_a_level_that_is_none(client: FlaskClient, ending: str) -> None:
    assert client.get(f"/p/p/metrics/charm{ending}").status_code == 404
    assert client.get(f"/p/nothing/metrics/ties{ending}").status_code == 404


def test_one_can_choose_which_ties_count(client: FlaskClient) -> None:
    for address in ("/p/p/metrics", "/p/p/metrics/ties"):
        page = client.get(f"{address}?certainty=inferred&as_of=2020&lang=en").text
        assert 'value="2020"' in page
        assert 'value="inferred" checked' in page
        assert 'value="reported" checked' not in page
        assert "certainty=inferred" in page.split("nm-chips")[1], "the other levels keep the choice"
    everything = client.get("/p/p/metrics.json").json["whole"]["ties"]
    inferred = client.get("/p/p/metrics.json?certainty=inferred").json["whole"]["ties"]
    assert inferred < everything
