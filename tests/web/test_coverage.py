"""The coverage page: every cell leads to its reason, in HTML, JSON and CSV."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient

from netmap.model import Put, Record
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.services.matrices import MATRICES, SIGNS
from netmap.stores import Store
from tests.builders import entity, tie
from tests.web.conftest import HOSTILE, Parsed
from web.coverage.views import MOST, ORDERS


def add(store: Store, *records: Record) -> None:
    commit(Context(store), [Put(record) for record in records], message="more")


@pytest.mark.parametrize("matrix", MATRICES)
def test_every_cell_leads_to_its_reason(client: FlaskClient, matrix: str, store: Store) -> None:
    facts: list[Record] = [
        entity("goal", "goal"),
        entity("d", "life_domain"),
        tie("w", "contributes_to", "goal"),
        tie("a", "covers", "f", certainty="inferred"),
    ]
    add(store, *facts)
    page = Parsed(client.get(f"/p/p/coverage?matrix={matrix}").text)
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    cells = [a["href"][1:] for a in page.named("a") if "data-cell" in a]
    assert cells
    assert set(cells) <= set(ids)
    report = client.get(f"/p/p/coverage.json?matrix={matrix}").json
    assert report is not None
    assert len(cells) == len(report["rows"]) * len(report["columns"])
    for row in report["rows"]:
        for place in row["cells"]:
            assert row["reasons"][place]["why"].endswith(".")
            assert row["reasons"][place]["state"] in SIGNS


def test_the_csv_has_a_reason_in_every_row(client: FlaskClient) -> None:
    answer = client.get("/p/p/coverage.csv?lang=nl")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
    assert {row["state"] for row in rows} == {"nobody", "no_answer"}
    assert all(row["why"] and row["covered"] == "false" for row in rows)
    assert any(row["column_name"].startswith("'=cmd") for row in rows)  # no formula
    assert "netmap-p-coverage-functions.csv" in answer.headers["Content-Disposition"]


def test_names_are_data(client: FlaskClient) -> None:
    page = client.get("/p/p/coverage")
    assert HOSTILE not in page.text
    assert "alert(1)" in page.text


@pytest.mark.parametrize("order", ORDERS)
def test_rows_come_in_the_order_that_is_asked_for(
    client: FlaskClient, store: Store, order: str
) -> None:
    facts: list[Record] = [entity("g", "function", name="Aanbod"), tie("a", "covers", "g")]
    add(store, *facts)
    found = client.get(f"/p/p/coverage.json?order={order}").json
    assert found is not None
    names = [row["name"] for row in found["rows"]]
    assert names == sorted(names, reverse=order == "empty")


def test_many_members_are_spread_over_pages(client: FlaskClient, store: Store) -> None:
    facts = [tie(f"m{number}", "member_of", "p") for number in range(MOST)]
    known = [entity(f"m{number}") for number in range(MOST)]
    add(store, *known, *facts)
    page = client.get(f"/p/p/coverage?lang=en&from={MOST}").text
    assert f"Columns {MOST + 1} to {MOST + 4} of {MOST + 4}" in page
    assert f"Columns 1 to {MOST}" in client.get("/p/p/coverage?lang=en&from=x").text


@pytest.mark.parametrize("query", ["matrix=nothing", "order=nothing"])
def test_what_is_not_known_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/p/p/coverage?{query}").status_code == 400


def test_without_ateliers_the_page_says_so(client: FlaskClient) -> None:
    assert "Er is niets vastgelegd" in client.get("/p/fabel/coverage?matrix=goals&lang=nl").text
