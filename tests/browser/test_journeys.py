"""The three people do their work, from the first page to the last, on both stores."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pypdf
import pytest
from playwright.sync_api import Page, expect

import graph_seed
from netmap.config import Settings
from netmap.services.context import Context
from netmap.services.exchange import load
from netmap.stores import Store
from netmap.stores.neo4j import Neo4jStore
from netmap.stores.sqlite import SqliteStore
from tests.browser.conftest import Visitor, serve
from web import create_app

pytestmark = pytest.mark.browser

HOME = "/p/woudenberg"
SAID = "De stichting vertelt dat zij sinds dit jaar meedoet."


@pytest.fixture(scope="module", params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def own(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """A store of each kind with the seed graph, for these journeys alone."""
    if request.param == "sqlite":
        made: Store = SqliteStore(tmp_path_factory.mktemp("journeys") / "netmap.db")
    else:
        server = request.getfixturevalue("neo4j_running")
        made = Neo4jStore(server.url, server.user, server.password)
        with made._driver.session() as session:  # what an earlier test left there
            session.run("MATCH (n) DETACH DELETE n").consume()
    with made as store:
        load(Context(store), graph_seed.batches())
        yield store


@pytest.fixture(scope="module")
def ours(own: Store) -> Iterator[str]:
    yield from serve(create_app(Settings(), own), own)


def told(page: Page) -> str:
    return page.locator(".nm-message").inner_text()


def test_the_network_coordinator(visit: Visitor, ours: str, own: Store, tmp_path: Path) -> None:
    visited = visit(ours)
    page = visited.open("/")
    page.get_by_role("link", name=re.compile("De Kleine Schans")).first.click()
    page.wait_for_selector("#nm-map[data-ready]")
    before = own.ping()

    # an organisation, with what was said about it and where
    page.get_by_role("link", name="Bewerken", exact=True).click()
    page.get_by_role("link", name="Organisatie", exact=True).click()
    page.get_by_label("Naam", exact=True).fill("Stichting Proefland")
    page.locator("[id='field-cite.0.source']").select_option("new")
    page.locator("[id='field-cite.0.evidence']").fill(SAID)
    page.get_by_role("button", name="Bewaren").click()
    expect(page.locator("#problems")).to_be_focused()  # a source without a title: nothing is lost
    expect(page.get_by_label("Naam", exact=True)).to_have_value("Stichting Proefland")
    page.locator("[id='field-cite.0.source']").select_option(index=2)
    page.get_by_role("button", name="Bewaren").click()
    assert "Bewaard" in told(page)
    assert own.ping() == before + 1
    members = [t for t in own.snapshot().ties.values() if t.kind == "member_of"]
    assert [t.citations[0].evidence for t in members if t.source == "stichting-proefland"] == [SAID]

    # back and forth again
    page.get_by_role("button", name="Ongedaan maken").click()
    assert "stichting-proefland" not in own.snapshot().entities
    page.goto(f"{ours}{HOME}/history")
    page.locator(".nm-entry").first.get_by_role("button").click()  # to do it again
    assert "stichting-proefland" in own.snapshot().entities

    # a table from a spreadsheet, looked at before it goes in
    table = tmp_path / "leden.csv"
    table.write_bytes(b"naam;sector\nStichting Proefland;welfare\nBuurthuis Bos;welfare\n")
    page.goto(f"{ours}{HOME}/import")
    page.locator("input[type=file]").set_input_files(table)
    page.get_by_role("button", name="Bestand lezen").click()
    page.get_by_label("Titel").fill("Ledenlijst van de gemeente")
    page.get_by_role("button", name="Laat zien wat er gebeurt").click()
    expect(page.locator("main")).to_contain_text("Buurthuis Bos")
    assert own.ping() == before + 3, "looking changes nothing"
    page.get_by_role("button", name="Importeren als één revisie").click()
    assert own.ping() == before + 4
    assert "buurthuis-bos" in own.snapshot().entities

    # whom to invite to an atelier
    page.goto(f"{ours}{HOME}/ateliers")
    page.locator("main h2 a").first.click()
    expect(page.get_by_role("heading", name="Wie uit te nodigen")).to_be_visible()
    assert [c for c in visited.complaints if "400" not in c] == []  # the form without a title
    assert visited.outside == []


def test_the_members_assembly(visit: Visitor, ours: str) -> None:
    visited = visit(ours)
    page = visited.open(f"{HOME}/meetings")
    page.get_by_label("Naam").fill("Voorjaarsvergadering")
    page.get_by_label("Datum").fill("15 maart 2027")
    page.get_by_role("button", name="Vergadering openen").click()
    address = page.url.split("?")[0]
    page.goto(f"{address}?view=one")
    gap = page.locator("#gap-title").inner_text()
    page.locator("#field-choice-invite").check()
    page.locator("#field-owner").fill("netwerkregisseur")
    page.locator("#field-due").fill("juni 2027")
    page.get_by_role("button", name="Bewaren", exact=True).click()
    assert "uitnodigen" in told(page)

    # the decision stands beside the gap, and in the next meeting
    page.goto(f"{ours}{HOME}/gaps")
    expect(page.locator("li.nm-gap", has_text=gap).first).to_contain_text("netwerkregisseur")
    page.goto(f"{address}?view=end")
    page.get_by_role("button", name=re.compile("sluiten", re.IGNORECASE)).click()
    page.goto(f"{ours}{HOME}/meetings")
    page.get_by_label("Naam").fill("Najaarsvergadering")
    page.get_by_label("Datum").fill("15 november 2027")
    page.get_by_role("button", name="Vergadering openen").click()
    expect(page.locator("main")).to_contain_text("Voorjaarsvergadering")
    expect(page.locator("main")).to_contain_text(gap)
    expect(page.locator("main")).to_contain_text("netwerkregisseur")

    # on paper, in both languages
    for language, word in (("nl", "Besluiten"), ("en", "Decisions")):
        answer = page.request.get(f"{ours}{HOME}/report.pdf?language={language}")
        assert answer.ok
        pages = pypdf.PdfReader(io.BytesIO(answer.body())).pages
        text = "\n".join(each.extract_text() for each in pages)
        assert word in text
        assert "netwerkregisseur" in text

    # on the wall: a saved view, step by step
    page.goto(f"{ours}{HOME}/map")
    page.wait_for_selector("#nm-map[data-ready]")
    page.locator("#nm-save").click()
    page.wait_for_url("**/views/new*")
    page.get_by_label("Titel").fill("Wie werkt met wie")
    page.get_by_role("button", name="Bewaren").click()
    page.goto(f"{ours}{HOME}/present")
    expect(page.locator("body")).to_contain_text("Wie werkt met wie")
    assert visited.complaints == []
    assert visited.outside == []


def test_the_researcher(visit: Visitor, ours: str) -> None:
    visited = visit(ours, language="en")
    page = visited.open(f"{HOME}/metrics")
    page.get_by_role("link", name="Density").click()
    expect(page.locator("#card-density")).to_contain_text("Literature")
    shown = page.request.get(f"{ours}{HOME}/metrics.json").json()

    # files for other programs, and a bundle that comes out the same twice
    page.goto(f"{ours}{HOME}/export")
    with page.expect_download() as waiting:
        page.locator("#format-graphml a[download]").click()
    graph = nx.read_graphml(waiting.value.path())
    assert graph.number_of_nodes() > 80
    bundles = [page.request.get(f"{ours}{HOME}/export/bundle").body() for _ in range(2)]
    assert bundles[0] == bundles[1]
    with zipfile.ZipFile(io.BytesIO(bundles[0])) as bundle:
        described = json.loads(bundle.read("datapackage.json"))
        assert {r["path"] for r in described["resources"]} <= set(bundle.namelist())

    # the same numbers through the API, with a token of one's own
    page.goto(f"{ours}/account")
    page.get_by_text("Make a token", exact=True).first.click()
    page.get_by_label("What is it for?").fill("a notebook")
    page.get_by_role("button", name="Make a token").click()
    token = page.locator("#made").input_value()
    headers = {"Authorization": f"Bearer {token}"}
    api = visited.page.context.browser.new_context()  # type: ignore[union-attr]  # launched, so there
    answer = api.request.get(f"{ours}/api/v1/partnerships/woudenberg/metrics", headers=headers)
    assert answer.ok, answer.text()
    assert api.request.get(f"{ours}/api/v1/partnerships").status == 401
    whole = answer.json()["whole"]
    api.close()
    assert whole["density"] == shown["whole"]["density"]
    assert visited.complaints == []
    assert visited.outside == []
