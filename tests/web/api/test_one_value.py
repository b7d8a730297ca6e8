"""One value reads the same on the page, the map, in CSV, the report, JSON and the API."""

from __future__ import annotations

import csv
import io
import re

import pytest
from flask.testing import FlaskClient

from netmap.maps import MapSettings
from netmap.model import Put, Scope
from netmap.services import spreadsheets
from netmap.services.context import Context
from netmap.services.history import commit
from netmap.services.maps import map_view
from netmap.services.reporting import network_report
from netmap.services.reports import metric_report
from netmap.stores import Store
from netmap.text.numbers import number_text
from netmap.vocabulary import Language
from tests.builders import entity, members, tie
from tests.web.api.conftest import Program

SCOPE = Scope(partnerships=("p",))
METRIC, WHOLE = "betweenness", "density"


def _number(text: str, language: Language) -> float:
    return float(text.replace(",", ".") if language == "nl" else text)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_one_value_reads_the_same_everywhere(
    client: FlaskClient, store: Store, reader: Program, language: Language
) -> None:
    many = [f"o{n}" for n in range(40)]
    ties = [tie("o1", "collaborates_with", other) for other in ("o2", "o3")]
    ctx = Context(store)
    facts = [*(entity(key) for key in many), *members(*many), *ties]
    commit(ctx, [Put(record) for record in facts], message="many", expect_revision=1)

    exact = metric_report(ctx, SCOPE)
    own = {actor.id: actor.values[METRIC] for actor in exact.actors}["o1"]
    whole = exact.whole[WHOLE]
    assert own is not None
    assert whole is not None
    assert 0 < own < 0.01  # so small that other ways of writing would differ
    assert 0 < whole < 0.01
    expected = number_text(own, language), number_text(whole, language)

    page = client.get(f"/p/p/metrics?lang={language}").text
    cell = re.search(rf'data-value="{own}">([^<]*)<', page)
    name = next(card.name for card in exact.whole_cards if card.key == WHOLE).in_(language)
    term = re.search(rf">{name}</a></dt><dd>([^<]*)<", page)
    assert cell
    assert term
    assert (cell[1], term[1]) == expected

    nodes = map_view(ctx, SCOPE, MapSettings(size_by=METRIC), language=language).data.nodes
    assert next(node["metric_text"] for node in nodes if node["id"] == "o1") == expected[0]

    text = client.get(f"/p/p/metrics.csv?lang={language}").data
    for content, column, where in (
        (text, METRIC, {"id": "o1"}),
        (spreadsheets.whole(exact, language).csv(language), "value", {"metric": WHOLE}),
    ):
        delimiter = ";" if language == "nl" else ","
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter)
        (row,) = [row for row in rows if where.items() <= row.items()]
        assert row[column] == expected[column == "value"]

    for json in (client.get("/p/p/metrics.json").json, reader.answer("/partnerships/p/metrics")):
        actor = next(row for row in json["actors"] if row["id"] == "o1")
        assert actor["values"][METRIC] == _number(expected[0], language)
        assert json["whole"][WHOLE] == _number(expected[1], language)

    printed = network_report(ctx, SCOPE, language, sections=["metrics"])
    assert expected[1] in str(printed.sections)
